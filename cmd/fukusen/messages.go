package main

import (
	"fmt"
	"slices"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/protect"
	"fukusen/internal/report"
	"fukusen/internal/site"
)

// report prints what a run found and gives its exit status; unwritten says
// what was left alone.
func (c *call) report(r *site.Result, unwritten diag.Text) int {
	c.wipe()
	c.findings(r.Findings, c.view(r, r.Findings))
	c.findings(r.Disclosure, report.View{Lang: c.lang}) // of files that are not written
	switch {
	case r.Disclosure.Errors() > 0 && contradiction(r.Disclosure):
		c.say(diag.Text{
			JA: "公表する数値の合計が合わないため、中止しました(%d件)。%s",
			EN: "Stopped, because published numbers do not add up (%d). %s",
		}, r.Disclosure.Errors(), unwritten.In(c.lang))
		return exitDisclosure
	case r.Disclosure.Errors() > 0:
		c.say(diag.Text{
			JA: "伏せた数値がほかの数値から計算できてしまうため、中止しました(%d件)。%s",
			EN: "Stopped, because withheld numbers could be computed from others (%d). %s",
		}, r.Disclosure.Errors(), unwritten.In(c.lang))
		return exitDisclosure
	case !r.OK(c.strict):
		c.say(diag.Text{JA: "%s。%s", EN: "%s. %s"}, c.count(r.Findings), unwritten.In(c.lang))
		return exitFindings
	}
	return exitDone
}

// contradiction reports whether all that is wrong is sums that do not come out:
// then nothing withheld is known.
func contradiction(l diag.List) bool {
	return !slices.ContainsFunc(l, func(f diag.Finding) bool { return !f.Warn() && f.Rule.ID != "disclosure/inconsistent" })
}

// count says how much there is to be done.
func (c *call) count(l diag.List) string {
	errors := l.Errors()
	warnings := len(l) - errors
	switch {
	case errors == 0:
		return fmt.Sprintf(diag.Text{
			JA: "注意が%d件あります。--strict が付いているので、注意も直してください",
			EN: "Warnings: %d. With --strict they have to be mended too",
		}.In(c.lang), warnings)
	case warnings == 0:
		return fmt.Sprintf(diag.Text{JA: "直すところが%d件あります", EN: "Problems to mend: %d"}.In(c.lang), errors)
	}
	return fmt.Sprintf(diag.Text{
		JA: "直すところが%d件、注意が%d件あります", EN: "Problems to mend: %d; warnings: %d",
	}.In(c.lang), errors, warnings)
}

// summary tells what the site holds.
func (c *call) summary(r *site.Result) {
	c.tell(diag.Text{JA: "公表済みの四半期: %s", EN: "Released quarters: %s"}, quarters(r.Released, r.Basis))
	c.tell(diag.Text{JA: "公表前の四半期: %s", EN: "Quarters not released yet: %s"}, quarters(r.Drafts, r.Basis))
	c.tell(diag.Text{JA: "集計値 %d件のうち、%d件を伏せました(秘匿)", EN: "Sums: %d, of which withheld: %d"}, r.Cells, r.Withheld)
	if c.verbose && r.Reasons != nil {
		c.reasons(r.Reasons)
	}
}

func quarters(list []dim.Quarter, basis dim.Basis) string {
	if len(list) == 0 {
		return "—"
	}
	var ids []string
	for _, q := range list {
		ids = append(ids, q.ID(basis))
	}
	return strings.Join(ids, " ")
}

// reasons tells the steward why cells are withheld.
func (c *call) reasons(r *protect.Reasons) {
	n := r.Count()
	for _, reason := range protect.AllReasons() {
		if n[reason] > 0 {
			c.tell(diag.Text{JA: "  %s: %d件", EN: "  %s: %d"}, reason.Text().In(c.lang), n[reason])
		}
	}
}

var stageNames = map[string]diag.Text{
	"read":    {JA: "読み込み", EN: "reading"},
	"protect": {JA: "秘匿", EN: "protecting"},
	"kpi":     {JA: "計算", EN: "computing"},
	"page":    {JA: "ページ作成", EN: "making pages"},
	"audit":   {JA: "検査", EN: "auditing"},
	"output":  {JA: "書き出し", EN: "writing"},
	"twin":    {JA: "秘匿した数値を変えて作り直し", EN: "building again from other withheld numbers"},
	"":        {},
}

// progress shows the stage on the terminal's last line; "" wipes it.
func (c *call) progress(stage string) {
	text := stageNames[stage].In(c.lang)
	if text != "" {
		text += "…"
	}
	fmt.Fprintf(c.err, "\r\x1b[K%s\r", text)
}

// wipe takes the stage off the terminal.
func (c *call) wipe() {
	if !c.quiet && terminal(c.err) {
		c.progress("")
	}
}
