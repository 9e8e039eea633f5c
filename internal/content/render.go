package content

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"fukusen/internal/diag"
)

var backToText = diag.Text{JA: "本文に戻る", EN: "back to the text"}

// Render returns the HTML of the body, without the title. At each reference it
// puts what resolve returns: for a value HTML that may stand in a sentence, for
// a chart or a table a block. It asks once for each, in the order of References; where
// resolve reports false, nothing is put. Render may run concurrently.
//
// Nothing but resolve can bring a tag or an attribute into the page that
// Markdown does not have.
func (d *Document) Render(resolve func(Reference) (html string, ok bool)) (string, error) {
	md := goldmark.New(
		goldmark.WithExtensions(extensions(backToText.In(d.Lang))...),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(&nodes{doc: d, resolve: resolve}, 100))),
	)
	var b strings.Builder
	if err := md.Renderer().Render(&b, d.source, d.root); err != nil {
		return "", fmt.Errorf("rendering %s: %w", d.File, err)
	}
	return b.String(), nil
}

// nodes renders our own nodes, and HTML as nothing.
type nodes struct {
	doc     *Document
	resolve func(Reference) (string, bool)
	tables  int
}

var tableName = diag.Text{JA: "表%d", EN: "Table %d"}

// table puts a table into a region that can be scrolled by keyboard, because a
// telephone is often narrower.
func (r *nodes) table(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("</table></div>\n")
		return ast.WalkContinue, nil
	}
	r.tables++
	name := fmt.Sprintf(tableName.In(r.doc.Lang), r.tables)
	_, _ = w.WriteString(`<div class="scroll text" role="region" tabindex="0" aria-label="` + name + "\"><table>\n")
	return ast.WalkContinue, nil
}

func (r *nodes) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(extast.KindTable, r.table)
	reg.Register(kindValue, r.value)
	reg.Register(kindFigure, r.figure)
	reg.Register(kindRuby, reading)
	reg.Register(kindNote, note)
	reg.Register(kindBroken, broken)
	reg.Register(kindUnused, nothing)
	reg.Register(ast.KindRawHTML, nothing)
	reg.Register(ast.KindHTMLBlock, nothing)
}

func (r *nodes) value(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(r.lookUp(n.(*valueNode).index))
	}
	return ast.WalkContinue, nil
}

func (r *nodes) figure(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	if html := r.lookUp(n.(*figureNode).index); html != "" {
		_, _ = w.WriteString(html + "\n")
	}
	return ast.WalkContinue, nil
}

func (r *nodes) lookUp(index int) string {
	if index < 0 {
		return ""
	}
	if html, ok := r.resolve(r.doc.References[index]); ok {
		return html
	}
	return ""
}

func note(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("<aside class=\"note\">\n")
	} else {
		_, _ = w.WriteString("</aside>\n")
	}
	return ast.WalkContinue, nil
}

// reading writes a word with its reading, which is for the eye alone: a screen
// reader says the word by itself and would say everything twice.
func reading(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("<ruby>")
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString(`<rp aria-hidden="true">(</rp><rt aria-hidden="true">` + n.(*rubyNode).reading + `</rt><rp aria-hidden="true">)</rp></ruby>`)
	return ast.WalkContinue, nil
}

func broken(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.Write(util.EscapeHTML([]byte(n.(*brokenNode).shown)))
	}
	return ast.WalkSkipChildren, nil
}

func nothing(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkSkipChildren, nil
}

// Sum changes with the text that Render writes.
func (d *Document) Sum() string {
	sum := sha256.Sum256(d.source)
	return hex.EncodeToString(sum[:])
}
