package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/site"
)

var planVerb = newPlan()

func newPlan() verb {
	var ks []int
	var rate float64
	return verb{
		name: "plan", help: diag.Text{JA: "人数と見込みの割合から、どの区分まで公表できそうかを表示します(管理者用)", EN: "tell from numbers of persons and an expected rate which groups could be published (for the steward)"},
		options: diag.Text{
			JA: "      --k 5,10            公表する人数の下限。いくつか書けば比べます(標準は 10)\n      --rate 0.05         複線者の割合の見込み(標準は 0.05)\n",
			EN: "      --k 5,10            smallest number of persons to be published; several are compared (default 10)\n      --rate 0.05         expected share of persons with a second activity (default 0.05)\n",
		},
		flags: func(f *pflag.FlagSet, _ *call) {
			f.IntSliceVar(&ks, "k", []int{10}, "")
			f.Float64Var(&rate, "rate", 0.05, "")
		},
		run: func(ctx context.Context, c *call, _ []string) int {
			plans, q, r, err := site.Plan(ctx, c.options(), rate, ks)
			switch {
			case err != nil:
				return c.failed(err)
			case plans == nil:
				return c.report(r, again)
			}
			c.wipe()
			ja, en := q.Words(r.Basis)
			c.tell(diag.Text{JA: "%s の対象者のうち %g%% が複線者だとしたときの見通し(公開しないでください)", EN: "%s: if %g%% of the people had a second activity (do not publish this)"},
				diag.Text{JA: ja, EN: en}.In(c.lang), 100*rate)
			for _, p := range plans {
				c.showPlan(&p)
			}
			return exitDone
		},
	}
}

func (c *call) showPlan(p *site.Planned) {
	c.tell(diag.Text{JA: "\n■ k = %d(1〜%d人の区分を伏せる)", EN: "\n■ k = %d (groups of 1 to %d persons are withheld)"}, p.K, p.K-1)
	for _, v := range p.Views {
		line := fmt.Sprintf(diag.Text{JA: "  %s: %d区分のうち %d が公表できます", EN: "  %s: %d groups, %d could be published"}.In(c.lang), c.viewName(v.View), v.Groups, v.Shown)
		if v.Coarser != v.View {
			line += fmt.Sprintf(diag.Text{JA: " → 三分の一より多くが秘匿になります。%s までにすると多く残ります", EN: "; more than a third would be withheld, %s keeps more"}.In(c.lang), c.viewName(v.Coarser))
		}
		fmt.Fprintln(c.out, line)
	}
}

var axisNames = map[dim.Axis]diag.Text{
	dim.Area: {JA: "地域", EN: "area"}, dim.Origin: {JA: "居住地", EN: "home area"}, dim.Organisation: {JA: "団体", EN: "organisation"},
	dim.Sex: {JA: "性別", EN: "sex"}, dim.Age: {JA: "年齢階級", EN: "age"}, dim.Sport: {JA: "競技", EN: "sport"},
}

func (c *call) viewName(v dim.View) string {
	var names []string
	for _, a := range v.Axes() {
		names = append(names, axisNames[a].In(c.lang))
	}
	if len(names) == 0 {
		return diag.Text{JA: "全体", EN: "total"}.In(c.lang)
	}
	return strings.Join(names, " × ")
}
