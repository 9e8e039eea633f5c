package content

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// emphasis reads '*' as CommonMark does, except that a Japanese character
// beside the marks counts like a blank: Japanese has no blanks between words,
// and in **太字。**次 the closing marks would otherwise not close.
type emphasis struct{}

func (emphasis) Trigger() []byte { return []byte{'*'} }

func (emphasis) IsDelimiter(b byte) bool { return b == '*' }

func (emphasis) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

func (emphasis) OnMatch(n int) ast.Node { return ast.NewEmphasis(n) }

func (e emphasis) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	d := parser.ScanDelimiter(line, before, 1, e)
	if d == nil {
		return nil
	}
	after := ' '
	if d.OriginalLength < len(line) {
		after = util.ToRune(line, d.OriginalLength)
	}
	if wide(before) || wide(after) {
		d.CanOpen = !util.IsSpaceRune(after)
		d.CanClose = !util.IsSpaceRune(before)
	}
	d.Segment = segment.WithStop(segment.Start + d.OriginalLength)
	block.Advance(d.OriginalLength)
	pc.PushDelimiter(d)
	return d
}

// wide reports whether a character is written without blanks around it:
// kana, kanji, full-width forms and their punctuation, not Hangul.
func wide(r rune) bool { return r != '\u3000' && util.IsSpaceDiscardingUnicodeRune(r) }

// A rubyNode is a word with its reading. Its child is the word, so that ids,
// the table of contents and line ends see nothing else.
type rubyNode struct {
	ast.BaseInline
	reading string
}

func (n *rubyNode) Kind() ast.NodeKind         { return kindRuby }
func (n *rubyNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// ruby reads {複線|ふくせん}. What does not look like Japanese with its reading
// in kana stays text.
type ruby struct{}

func (ruby) Trigger() []byte { return []byte{'{'} }

func (ruby) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	end := bytes.IndexByte(line, '}')
	if end < 0 {
		return nil
	}
	word, reading, ok := bytes.Cut(line[1:end], []byte("|"))
	word = bytes.TrimSuffix(word, []byte(`\`)) // as tables ask for
	if !ok || !all(word, wide) || !all(reading, kana) {
		return nil
	}
	n := &rubyNode{reading: string(reading)}
	n.SetPos(segment.Start)
	n.AppendChild(n, ast.NewTextSegment(text.NewSegment(segment.Start+1, segment.Start+1+len(word))))
	block.Advance(end + 1)
	return n
}

func kana(r rune) bool { return '\u3041' <= r && r <= '\u30ff' }

// all reports whether b has characters, and each is as asked.
func all(b []byte, is func(rune) bool) bool {
	return len(b) > 0 && bytes.IndexFunc(b, func(r rune) bool { return !is(r) }) < 0
}

// loneFootnotes takes the marks of footnotes that nothing explains: they come
// here since the reader of footnotes left them. They are shown as written.
type loneFootnotes struct{}

func (loneFootnotes) Trigger() []byte { return []byte{'['} }

func (loneFootnotes) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	end := bytes.IndexByte(line, ']')
	if !bytes.HasPrefix(line, []byte("[^")) || end < 0 || util.IsBlank(line[2:end]) || bytes.HasPrefix(line[end+1:], []byte("(")) {
		return nil
	}
	shown := string(line[:end+1])
	n := &brokenNode{fault: fault{0, &ruleFootnote, []any{short(strings.TrimSpace(shown), 40)}}, shown: shown}
	n.SetPos(segment.Start)
	block.Advance(end + 1)
	return n
}

// An unusedNode stands for a footnote that no mark leads to, which is not shown.
type unusedNode struct {
	ast.BaseBlock
	label string
}

func (n *unusedNode) Kind() ast.NodeKind         { return kindUnused }
func (n *unusedNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// unusedFootnotes notes such footnotes before they are dropped.
type unusedFootnotes struct{}

func (unusedFootnotes) Transform(doc *ast.Document, _ text.Reader, _ parser.Context) {
	var unused []*unusedNode
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if f, ok := n.(*extast.Footnote); ok && entering && f.Index < 0 {
			u := &unusedNode{label: string(f.Ref)}
			u.SetPos(f.Pos())
			unused = append(unused, u)
		}
		return ast.WalkContinue, nil
	})
	for _, u := range unused {
		doc.AppendChild(doc, u)
	}
}
