package report

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"fukusen/internal/diag"
)

// TextOptions say how findings are shown on a terminal.
type TextOptions struct {
	View
	Color   bool
	PerRule int    // entries of one rule in one file; 0 means 10
	Total   int    // entries in all; 0 means 60
	All     string // the command that shows all, told where some are left out
}

// lineWidth is how many columns of a line are shown.
const lineWidth = 72

// mostSpans is how many lines, or spans of lines, an entry lists.
const mostSpans = 12

// Text writes the findings, grouped by who has sent the files. The groups share
// the places fairly: one submitter with thousands hides none of the others.
func Text(w io.Writer, l diag.List, opt TextOptions) error {
	groups := sections(l, opt.View, true)
	t := &terminal{opt: opt}
	shown := choose(groups, cmp.Or(opt.PerRule, 10), cmp.Or(opt.Total, 60))
	for _, s := range groups {
		if len(groups) > 1 {
			t.heading(s)
		}
		t.section(s, shown)
	}
	if t.left > 0 {
		t.line(fmt.Sprintf(wordsLeft.In(opt.Lang), t.left))
		if opt.All != "" {
			t.line(fmt.Sprintf(wordsAll.In(opt.Lang), opt.All))
		}
	}
	_, err := w.Write(t.b.Bytes())
	return err
}

var (
	wordsWarn    = diag.Text{JA: "注意: ", EN: "warning: "}
	wordsNobody  = diag.Text{JA: "サイト全体と、提出者の分からないファイル", EN: "The site itself, and files of no known submitter"}
	wordsCounts  = diag.Text{JA: "直すところ %d件、注意 %d件", EN: "to mend: %d, warnings: %d"}
	wordsAlso    = diag.Text{JA: "ほかに %d か所", EN: "and %d more"}
	wordsLines   = diag.Text{JA: ": %s 行目", EN: ": lines %s"}
	wordsOneLine = diag.Text{JA: ": %s 行目", EN: ": line %s"}
	wordsLeft    = diag.Text{JA: "ほかに %d件あります(ここでは省きました)。", EN: "%d more are not shown here."}
	wordsAll     = diag.Text{JA: "    → すべてを見るには: %s", EN: "    → to see all: %s"}
	wordsRest    = diag.Text{JA: "    %s: ほかに %d件 [%s]", EN: "    %s: %d more [%s]"}
	wordsPrivate = diag.Text{
		JA: "個人情報らしい値のあるファイルなので、値も行も表示しません",
		EN: "the file seems to hold personal data, so no values and no lines of it are shown",
	}
)

// choose takes the entries that are shown: of a rule in a file at most perRule,
// and in all at most total, one for each section in turn. What has to be mended
// comes before warnings.
func choose(groups []*section, perRule, total int) map[*entry]bool {
	queues := make([][]*entry, len(groups))
	for i, s := range groups {
		queues[i] = fewest(s.entries, perRule)
	}
	shown := map[*entry]bool{}
	for again := true; again && len(shown) < total; {
		again = false
		for i, q := range queues {
			if len(q) > 0 && len(shown) < total {
				shown[q[0]] = true
				queues[i], again = q[1:], true
			}
		}
	}
	return shown
}

// fewest drops what is too much of one rule in one file, and puts warnings last.
func fewest(entries []*entry, perRule int) []*entry {
	type kind struct{ file, rule string }
	n := map[kind]int{}
	var list []*entry
	for _, e := range entries {
		k := kind{e.Pos.File, e.Rule.ID}
		if n[k]++; n[k] <= perRule {
			list = append(list, e)
		}
	}
	slices.SortStableFunc(list, func(a, b *entry) int {
		switch {
		case a.Warn() == b.Warn():
			return 0
		case a.Warn():
			return 1
		}
		return -1
	})
	return list
}

// A terminal collects the text.
type terminal struct {
	b    bytes.Buffer
	opt  TextOptions
	left int    // findings that were not shown
	told string // the file whose lines are not shown, told already
}

// The colours of a terminal. All is said without them, too.
const (
	bold   = "1"
	red    = "1;31"
	yellow = "1;33"
	faint  = "2"
)

func (t *terminal) paint(style, s string) string {
	if !t.opt.Color || s == "" {
		return s
	}
	return "\x1b[" + style + "m" + s + "\x1b[0m"
}

func (t *terminal) line(s string) { t.b.WriteString(s + "\n") }

func (t *terminal) heading(s *section) {
	if t.b.Len() > 0 {
		t.line("")
	}
	name := cmp.Or(harmless(s.name), wordsNobody.In(t.opt.Lang))
	t.line(t.paint(bold, "■ "+name) + " — " + s.counts(t.opt.Lang))
}

func (s *section) counts(lang diag.Lang) string {
	return fmt.Sprintf(wordsCounts.In(lang), s.errors, s.warnings)
}

// section shows the entries file by file, and after each file how many of each
// rule were left out.
func (t *terminal) section(s *section, shown map[*entry]bool) {
	var rest rest
	for i, e := range s.entries {
		if shown[e] {
			t.entry(e)
		} else {
			rest.add(e)
		}
		if i+1 == len(s.entries) || s.entries[i+1].Pos.File != e.Pos.File {
			t.rest(e.Pos.File, &rest)
		}
	}
}

// A rest counts findings by their rule, in the order in which they come.
type rest struct {
	rules  []string
	counts map[string]int
}

func (r *rest) add(e *entry) {
	if r.counts == nil {
		r.counts = map[string]int{}
	}
	if r.counts[e.Rule.ID] == 0 {
		r.rules = append(r.rules, e.Rule.ID)
	}
	r.counts[e.Rule.ID] += e.size()
}

func (t *terminal) rest(file string, r *rest) {
	for _, id := range r.rules {
		t.left += r.counts[id]
		t.line(t.paint(faint, fmt.Sprintf(wordsRest.In(t.opt.Lang), harmless(file), r.counts[id], id)))
	}
	*r = rest{}
}

func (t *terminal) entry(e *entry) {
	lang := t.opt.Lang
	place := harmless(e.Pos.String())
	mark := ""
	if e.Warn() {
		mark = t.paint(yellow, wordsWarn.In(lang))
	}
	t.line(mark + t.paint(bold, place) + strings.TrimPrefix(harmless(e.Line(lang)), place))
	t.excerpt(e)
	if more := e.more(lang); more != "" {
		t.line("    " + more)
	}
	if hint := t.opt.hint(e, lang); hint != "" {
		t.line("    → " + harmless(hint))
	}
}

// more tells where else the same was found.
func (e *entry) more(lang diag.Lang) string {
	if len(e.also) == 0 {
		return ""
	}
	said := fmt.Sprintf(wordsAlso.In(lang), len(e.also))
	if list := lines(e.also); len(list) > 0 {
		words := wordsLines
		if len(list) == 1 {
			words = wordsOneLine
		}
		said += fmt.Sprintf(words.In(lang), spans(list, mostSpans))
	}
	return said
}

// excerpt shows the line, and carets under the value.
func (t *terminal) excerpt(e *entry) {
	if e.private {
		if t.told != e.Pos.File {
			t.line("    " + wordsPrivate.In(t.opt.Lang))
			t.told = e.Pos.File
		}
		return
	}
	c, ok := t.opt.View.excerpt(e.Pos)
	if !ok {
		return
	}
	number := fmt.Sprint(e.Pos.Line)
	t.line("    " + t.paint(faint, number+" | ") + c.before + c.value + c.after)
	if !c.whole {
		style := red
		if e.Warn() {
			style = yellow
		}
		t.line("    " + t.paint(faint, strings.Repeat(" ", len(number))+" | ") +
			strings.Repeat(" ", columnsOf(c.before)) + t.paint(style, strings.Repeat("^", max(columnsOf(c.value), 1))))
	}
}

func (v View) excerpt(p diag.Pos) (cropped, bool) {
	if v.Excerpt == nil || p.Line == 0 {
		return cropped{}, false
	}
	line, start, end, ok := v.Excerpt(p)
	if !ok {
		return cropped{}, false
	}
	return crop(line, start, end, lineWidth), true
}
