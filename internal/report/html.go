package report

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"fukusen/internal/diag"
)

// HTMLOptions say what stands in the printable report.
type HTMLOptions struct {
	View
	Title string    // name of the site; may be empty
	Date  string    // of the check, as it is to be read; may be empty
	Rules *Rulebook // explained at the end; nil explains none
}

// Marker is in the first line of every report that HTML writes, and of no other
// file.
const Marker = "<!-- fukusen check report, not for publication -->"

// HTML writes one file that needs no other, has no script and prints on A4: a
// summary, a section for each submitter with the text of a mail to it, and the
// rules that were broken. It is for the steward: lines and values are shown,
// except those of files with personal data.
func HTML(w io.Writer, l diag.List, opt HTMLOptions) error {
	p := &htmlPage{HTMLOptions: opt, Style: template.CSS(htmlStyle)}
	mails := Mail(l, opt.View)
	used := map[string]bool{}
	for i, s := range sections(l, opt.View, true) {
		p.Errors += s.errors
		p.Warnings += s.warnings
		p.Sections = append(p.Sections, opt.section(s, fmt.Sprintf("s%d", i+1), mails[s.name]))
		for _, e := range s.entries {
			used[e.Rule.ID] = true
		}
	}
	if err := p.explain(used); err != nil {
		return err
	}
	t, err := template.New("report").Funcs(template.FuncMap{"t": p.words}).Parse(htmlTemplate)
	if err != nil {
		return fmt.Errorf("the template of the report: %w", err)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, p); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	_, err = w.Write(b.Bytes())
	return err
}

var (
	//go:embed report.html
	htmlTemplate string
	//go:embed report.css
	htmlStyle string
)

// What the template sees.
type (
	htmlPage struct {
		HTMLOptions
		Style            template.CSS
		Sections         []htmlSection
		Errors, Warnings int
		Explained        []htmlRule
	}
	htmlSection struct {
		Anchor, Name     string
		Errors, Warnings int
		Files            []htmlFile
		Mail             string
	}
	htmlFile struct {
		Name    string // "" for what is about no file
		Private bool
		Entries []htmlEntry
	}
	htmlEntry struct {
		Warn                   bool
		Where, Msg, More, Hint string
		Related                []string
		Line                   *htmlLine
		Rule, Anchor           string // the anchor is empty if the rule has no page
	}
	htmlLine struct {
		Number               int
		Before, Value, After string
		Whole                bool
	}
	htmlRule struct {
		ID, Anchor string
		Text       template.HTML
	}
)

// words chooses between the two languages.
func (p *htmlPage) words(ja, en string) string { return diag.Text{JA: ja, EN: en}.In(p.Lang) }

// Marker returns the comment of the first line.
func (p *htmlPage) Marker() template.HTML { return template.HTML(Marker) }

// LangTag returns the language of the page.
func (p *htmlPage) LangTag() string { return p.words("ja", "en") }

// IsReport tells the template whether there is anything to report.
func (p *htmlPage) IsReport() bool { return len(p.Sections) > 0 }

func (opt *HTMLOptions) section(s *section, anchor, mail string) htmlSection {
	h := htmlSection{Anchor: anchor, Name: s.name, Errors: s.errors, Warnings: s.warnings, Mail: mail}
	for _, e := range s.entries {
		if n := len(h.Files); n == 0 || h.Files[n-1].Name != e.Pos.File {
			h.Files = append(h.Files, htmlFile{Name: e.Pos.File, Private: e.private})
		}
		file := &h.Files[len(h.Files)-1]
		file.Entries = append(file.Entries, opt.entry(e))
	}
	return h
}

var (
	wordsLine  = diag.Text{JA: "%d 行目", EN: "line %d"}
	wordsWhole = diag.Text{JA: "ファイル全体", EN: "whole file"}
)

func (opt *HTMLOptions) entry(e *entry) htmlEntry {
	h := htmlEntry{
		Warn: e.Warn(), Msg: harmless(e.Msg(opt.Lang)), Hint: harmless(opt.hint(e, opt.Lang)),
		More: e.more(opt.Lang), Rule: e.Rule.ID, Line: opt.line(e),
	}
	switch {
	case e.Pos.Sheet != "":
		h.Where = harmless(within(e.Pos))
	case e.Pos.Line > 0:
		h.Where = fmt.Sprintf(wordsLine.In(opt.Lang), e.Pos.Line)
	case e.Pos.File != "":
		h.Where = wordsWhole.In(opt.Lang)
	}
	for _, p := range e.Related {
		h.Related = append(h.Related, p.String())
	}
	if _, ok := opt.Rules.Page(e.Rule.ID, opt.Lang); ok {
		h.Anchor = ruleAnchor(e.Rule.ID)
	}
	return h
}

func (opt *HTMLOptions) line(e *entry) *htmlLine {
	if e.private {
		return nil
	}
	c, ok := opt.excerpt(e.Pos)
	if !ok {
		return nil
	}
	return &htmlLine{Number: e.Pos.Line, Before: c.before, Value: c.value, After: c.after, Whole: c.whole}
}

func ruleAnchor(id string) string { return "rule-" + strings.ReplaceAll(id, "/", "-") }

// explain adds the pages of the rules in the order of the rulebook.
func (p *htmlPage) explain(used map[string]bool) error {
	md := goldmark.New(goldmark.WithExtensions(extension.Table))
	for _, id := range p.Rules.IDs() {
		if !used[id] {
			continue
		}
		page, _ := p.Rules.Page(id, p.Lang)
		var b bytes.Buffer
		if err := md.Convert([]byte(closed(page)), &b); err != nil {
			return fmt.Errorf("the page of %s: %w", id, err)
		}
		p.Explained = append(p.Explained, htmlRule{ID: id, Anchor: ruleAnchor(id), Text: template.HTML(b.String())})
	}
	return nil
}

var (
	markdownLink    = regexp.MustCompile(`!?\[([^\]]*)\]\([^)]*\)`)
	markdownHeading = regexp.MustCompile(`(?m)^###`)
)

// closed takes out links, which lead nowhere from a single file, and puts
// headings below that of the rule.
func closed(markdown string) string {
	return markdownHeading.ReplaceAllString(markdownLink.ReplaceAllString(markdown, "$1"), "####")
}
