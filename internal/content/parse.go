package content

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Nodes of our own in the syntax tree.
var (
	kindValue  = ast.NewNodeKind("FukusenValue")
	kindFigure = ast.NewNodeKind("FukusenFigure")
	kindRuby   = ast.NewNodeKind("FukusenRuby")
	kindNote   = ast.NewNodeKind("FukusenNote")
	kindBroken = ast.NewNodeKind("FukusenBroken")
	kindUnused = ast.NewNodeKind("FukusenUnused")
)

// A valueNode is a reference in running text.
type valueNode struct {
	ast.BaseInline
	tag
	index int // in Document.References; -1 where it cannot be shown
}

func (n *valueNode) Kind() ast.NodeKind         { return kindValue }
func (n *valueNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// A figureNode is a reference on a line of its own: a chart or a table.
type figureNode struct {
	ast.BaseBlock
	tag
	offset int // of its first brace; Pos is off where a tab was taken apart
	index  int // in Document.References
}

func (n *figureNode) Kind() ast.NodeKind         { return kindFigure }
func (n *figureNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// A noteNode holds other blocks.
type noteNode struct {
	ast.BaseBlock
	offset int // of its first brace
	closed bool
}

func (n *noteNode) Kind() ast.NodeKind         { return kindNote }
func (n *noteNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// A brokenNode stands where something is wrong, so that its place is kept for
// the finding.
type brokenNode struct {
	ast.BaseInline
	fault
	shown string // in its place, as text; nothing of a tag
}

func (n *brokenNode) Kind() ast.NodeKind         { return kindBroken }
func (n *brokenNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// newParser wires Markdown as the package comment describes it. The parser may
// be used for many documents.
func newParser() parser.Parser {
	md := goldmark.New(
		goldmark.WithExtensions(extensions("")...),
		goldmark.WithParserOptions(
			parser.WithHeadingAttribute(),
			parser.WithBlockParsers(util.Prioritized(tagBlocks{}, 50)),
			parser.WithInlineParsers(
				util.Prioritized(tagInlines{}, 150),
				util.Prioritized(ruby{}, 151),
				util.Prioritized(loneFootnotes{}, 152), // behind that of footnotes, before that of links
				util.Prioritized(emphasis{}, 450),
			),
			parser.WithASTTransformers(util.Prioritized(unusedFootnotes{}, 500)), // before that of footnotes drops them
		),
	)
	return md.Parser()
}

// extensions are what parser and renderer must agree on. Joining lines is not
// left to the extension: its CSS draft style also takes the blank from between
// "one,\ntwo", and from before bold text.
func extensions(back string) []goldmark.Extender {
	return []goldmark.Extender{
		extension.NewTable(),
		extension.NewFootnote(extension.WithFootnoteBacklinkTitle(back)),
		extension.NewCJK(extension.WithEscapedSpace()),
	}
}

// tagInlines reads tags in running text and reports those that belong elsewhere.
type tagInlines struct{}

func (tagInlines) Trigger() []byte { return []byte{'{'} }

func (tagInlines) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !strings.HasPrefix(string(line), tagOpen) {
		return nil
	}
	t, f := readTag(string(line))
	block.Advance(t.end)
	if f == nil {
		f = misplaced(t)
	}
	if f == nil {
		n := &valueNode{tag: t, index: -1}
		n.SetPos(segment.Start)
		return n
	}
	n := &brokenNode{fault: *f}
	n.SetPos(segment.Start)
	return n
}

// misplaced says what is wrong with a tag that is found in running text.
func misplaced(t tag) *fault {
	switch t.name {
	case "chart", "table":
		return &fault{0, &ruleFigurePlace, []any{t.name}}
	case "note":
		return &fault{0, &ruleNotePlace, nil}
	case "/note":
		return &fault{0, &ruleNoteStray, nil}
	}
	return nil
}

// tagBlocks reads the tags that stand alone on a line. What it does not take
// becomes running text, where tagInlines sees it.
type tagBlocks struct{}

func (tagBlocks) Trigger() []byte             { return []byte{'{'} }
func (tagBlocks) CanInterruptParagraph() bool { return true }
func (tagBlocks) CanAcceptIndentedLine() bool { return false }

func (tagBlocks) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	t, rest, offset, ok := lineTag(reader)
	if !ok {
		return nil, parser.NoChildren
	}
	switch {
	case (t.name == "chart" || t.name == "table") && rest.IsEmpty():
		reader.AdvanceToEOL()
		return &figureNode{tag: t, offset: offset}, parser.NoChildren
	case t.name == "note" && rest.IsEmpty():
		reader.AdvanceToEOL()
		return &noteNode{offset: offset}, parser.HasChildren
	case t.name == "note":
		return oneLineNote(reader, rest)
	}
	return nil, parser.NoChildren
}

// oneLineNote takes "{{< note >}} text {{< /note >}}".
func oneLineNote(reader text.Reader, rest text.Segment) (ast.Node, parser.State) {
	s := string(rest.Value(reader.Source()))
	i := strings.LastIndex(s, tagOpen)
	if i < 0 {
		return nil, parser.NoChildren
	}
	t, f := readTag(s[i:])
	if f != nil || t.name != "/note" || i+t.end != len(s) {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	n := &noteNode{closed: true}
	p := ast.NewParagraph()
	inner := rest.WithStop(rest.Start + i)
	p.Lines().Append(inner.TrimRightSpace(reader.Source()))
	n.AppendChild(n, p)
	return n, parser.NoChildren
}

func (tagBlocks) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	n, ok := node.(*noteNode)
	if !ok || n.closed {
		return parser.Close
	}
	line, _ := reader.PeekLine()
	if w, _ := util.IndentWidth(line, reader.LineOffset()); w > 3 || covered(n, pc) {
		return parser.Continue | parser.HasChildren
	}
	t, rest, _, ok := lineTag(reader)
	if !ok || t.name != "/note" || !rest.IsEmpty() {
		return parser.Continue | parser.HasChildren
	}
	n.closed = true
	reader.AdvanceToEOL()
	return parser.Close
}

func (tagBlocks) Close(ast.Node, text.Reader, parser.Context) {}

// covered reports whether a block within the note has the first say on the
// line: code, which is never looked into, or a note in the note.
func covered(n *noteNode, pc parser.Context) bool {
	inside := false
	for _, b := range pc.OpenedBlocks() {
		if inside {
			switch b.Node.(type) {
			case *noteNode, *ast.FencedCodeBlock:
				return true
			}
		}
		inside = inside || b.Node == n
	}
	return false
}

// lineTag reads the tag that begins the line, the rest of the line without
// blanks around it, and the tag's offset in the source.
func lineTag(reader text.Reader) (t tag, rest text.Segment, offset int, ok bool) {
	line, segment := reader.PeekLine()
	s := string(line)
	trimmed := strings.TrimLeft(s, " \t")
	if !strings.HasPrefix(trimmed, tagOpen) {
		return t, rest, 0, false
	}
	t, f := readTag(trimmed)
	if f != nil {
		return t, rest, 0, false
	}
	offset = segment.Start - segment.Padding + len(s) - len(trimmed)
	rest = text.NewSegment(offset+t.end, segment.Stop)
	rest = rest.TrimLeftSpace(reader.Source())
	rest = rest.TrimRightSpace(reader.Source())
	return t, rest, offset, true
}
