package content

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"fukusen/internal/diag"
)

// A collector goes once over the syntax tree: it lists what the document
// refers to, makes findings and finishes the nodes for rendering.
type collector struct {
	*Document
	src      *source
	body     int // offset of the body in src
	langs    []diag.Lang
	headings []*ast.Heading
	refused  []*ast.AutoLink // to be shown as text
	finds    diag.List
}

// read fills the document from its text.
func (d *Document) read(md parser.Parser, s *source, langs []diag.Lang) diag.List {
	body, finds := d.frontMatter(s)
	d.source = s.text[body:]
	d.root = md.Parse(text.NewReader(d.source))
	c := &collector{Document: d, src: s, body: body, langs: langs, finds: finds}
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			c.visit(n)
		}
		return ast.WalkContinue, nil
	})
	for _, n := range c.refused {
		n.Parent().ReplaceChild(n.Parent(), n, &brokenNode{shown: string(n.Label(c.Document.source))})
	}
	c.identify()
	return c.finds
}

func (c *collector) at(offset int) diag.Pos { return c.src.pos(c.body + offset) }

func (c *collector) complain(offset int, r *diag.Rule, args ...any) {
	c.finds = append(c.finds, r.At(c.at(offset), args...))
}

func (c *collector) visit(n ast.Node) {
	switch n := n.(type) {
	case *valueNode:
		if inImage(n) {
			c.complain(n.Pos(), &ruleTagAlt)
			return
		}
		n.index = c.refer(n.tag, n.Pos())
	case *figureNode:
		n.index = c.refer(n.tag, n.offset)
	case *brokenNode:
		c.complain(n.Pos()+n.offset, n.rule, n.args...)
	case *unusedNode:
		c.complain(n.Pos(), &ruleFootnoteUnused, short(n.label, 40))
	case *noteNode:
		if !n.closed {
			c.complain(n.offset, &ruleNoteOpen)
		}
	case *ast.Heading:
		c.headings = append(c.headings, n)
	case *ast.Text:
		joinLines(n, c.Document.source)
	case *extast.TableCell:
		align(n)
	default:
		c.visitLinkOrHTML(n)
	}
}

func (c *collector) visitLinkOrHTML(n ast.Node) {
	switch n := n.(type) {
	case *ast.Link:
		n.Destination = c.link(n, n.Destination, false)
	case *ast.Image:
		n.Destination = c.link(n, n.Destination, true)
	case *ast.AutoLink:
		if n.AutoLinkType == ast.AutoLinkURL && c.link(n, n.URL(c.Document.source), false) == nil {
			c.refused = append(c.refused, n)
		}
	case *ast.RawHTML:
		c.html(n.Pos(), n.Segments.Value(c.Document.source))
	case *ast.HTMLBlock:
		b := n.Lines().Value(c.Document.source)
		if n.HasClosure() {
			b = append(b, n.ClosureLine.Value(c.Document.source)...)
		}
		c.html(htmlOffset(n, c.Document.source), b)
	}
}

// refer lists a reference and returns its index.
func (c *collector) refer(t tag, offset int) int {
	r := Reference{Pos: c.at(offset), Kind: t.name, KPI: t.kpi}
	for _, a := range t.args {
		r.Args = append(r.Args, Arg{c.at(offset + a.offset), a.name, a.value})
	}
	c.References = append(c.References, r)
	return len(c.References) - 1
}

func inImage(n ast.Node) bool {
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == ast.KindImage {
			return true
		}
	}
	return false
}

// html warns of HTML, which is left out. A comment is meant to be left out, and
// of a pair of tags the first is enough.
func (c *collector) html(offset int, b []byte) {
	b = bytes.TrimSpace(b)
	comment := bytes.HasPrefix(b, []byte("<!--")) && bytes.Index(b, []byte("-->")) == len(b)-3
	if len(b) == 0 || comment || bytes.HasPrefix(b, []byte("</")) && bytes.Count(b, []byte("<")) == 1 {
		return
	}
	c.complain(offset, &ruleHTML, short(string(b), 30))
}

func htmlOffset(n *ast.HTMLBlock, src []byte) int {
	if n.Lines().Len() > 0 {
		s := n.Lines().At(0)
		return s.TrimLeftSpace(src).Start
	}
	return n.Pos()
}

// short returns the first n characters of the first line.
func short(s string, n int) string {
	s, _, _ = strings.Cut(s, "\n")
	for i := range s {
		if n--; n < 0 {
			return s[:i] + "…"
		}
	}
	return s
}

// align says with a class what would otherwise be a style attribute, which the
// site's Content-Security-Policy forbids.
func align(n *extast.TableCell) {
	if n.Alignment != extast.AlignNone {
		n.SetAttributeString("class", []byte("align-"+n.Alignment.String()))
		n.Alignment = extast.AlignNone
	}
	if n.Parent().Kind() == extast.KindTableHeader {
		n.SetAttributeString("scope", []byte("col"))
	}
}

// joinLines removes the line break after a text if Japanese stands on either
// side of it, where it would show as a blank.
func joinLines(n *ast.Text, src []byte) {
	if n.SoftLineBreak() && (wide(edge(n, src, true)) || wide(edge(n.NextSibling(), src, false))) {
		n.SetSoftLineBreak(false)
	}
}

// edge returns the last or first character that a node shows, or 0.
func edge(n ast.Node, src []byte, last bool) rune {
	for n != nil {
		switch t := n.(type) {
		case *ast.Text:
			if r := edgeOf(t.Segment.Value(src), last); r != 0 || !last || t.PreviousSibling() == nil {
				return r
			}
			n = t.PreviousSibling() // the break follows a node such as bold text
		case *ast.String:
			return edgeOf(t.Value, last)
		default:
			if n = t.FirstChild(); last {
				n = t.LastChild()
			}
		}
	}
	return 0
}

func edgeOf(b []byte, last bool) rune {
	r, n := utf8.DecodeRune(b)
	if last {
		r, n = utf8.DecodeLastRune(b)
	}
	if n == 0 {
		return 0
	}
	return r
}

// plain is the text of a node as it is read, without marks and references.
func plain(n ast.Node, src []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering {
			v := t.Segment.Value(src)
			if t.Parent().Kind() != ast.KindCodeSpan {
				v = literal(v)
			}
			b.Write(v)
			if t.SoftLineBreak() {
				b.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	return strings.Join(strings.Fields(b.String()), " ")
}

// literal resolves what Markdown escapes.
func literal(b []byte) []byte {
	b = bytes.ReplaceAll(b, []byte(`\ `), nil)
	return util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(b)))
}
