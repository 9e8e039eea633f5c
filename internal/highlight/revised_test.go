package highlight

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/i18n"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
	"fukusen/internal/tell"
)

// revision is one of the dual-career rate, in a release of a quarter.
func (w world) revision(t *testing.T, kind string, q dim.Quarter, edition int, old, now float64) Revision {
	t.Helper()
	in := func(v float64) *kpi.Observation { // of the release with that value
		o := w.observation(t, "a1b", kpi.Value, "", kind, q, v)
		set := kpi.NewSet(w.lists, dim.Fiscal, []dim.Quarter{q}, []kpi.Observation{o})
		return set.Find("a1b", kpi.Value, "", q, o.Key.Codes)
	}
	return Revision{Release: fmt.Sprintf("%s-r%d", q.ID(dim.Fiscal), edition), Edition: edition, Old: in(old), New: in(now)}
}

func (w world) revisedPage(lang diag.Lang, all []kpi.Observation, revised ...Revision) string {
	set := kpi.NewSet(w.lists, dim.Fiscal, []dim.Quarter{quarter - 1, quarter}, all)
	return Page(&tell.Teller{Words: i18n.New(lang), Lists: w.lists, Catalogue: w.cat}, set, quarter, revised)
}

// What a later release changed is told at the end, the old number as words and
// the new one as a reference, with the way to the page that tells both.
func TestRevised(t *testing.T) {
	w := newWorld(t)
	all := slices.Concat(w.pair(t, "a1b", "company", .31, .2, false, kpi.Same), []kpi.Observation{w.observation(t, "a1b", kpi.Value, "", "school", quarter-1, .12)})
	revised := []Revision{w.revision(t, "company", quarter, 2, .3, .31), w.revision(t, "school", quarter-1, 3, .1, .12)}
	for lang, want := range map[diag.Lang]string{
		diag.JA: "\n## 公表し直して変わったもの\n\n公表した後に、遅れて届いた報告や訂正を入れて、公表し直した数値です。\n\n" +
			"- [A1b デュアルキャリア人口比率(広義)](kpi/a1b.html)(企業)、2026年度第2四半期(2026年7~9月): 30.0%から{{< value \"a1b\" kind=\"company\" period=\"2026fq2\" as-of=\"31.0%\" >}}に変わりました([第2版](releases.html#revised-2026fq2-r2))。\n" +
			"- [A1b デュアルキャリア人口比率(広義)](kpi/a1b.html)(学校\\[\\*\\])、2026年度第1四半期(2026年4~6月): 10.0%から{{< value \"a1b\" kind=\"school\" period=\"2026fq1\" as-of=\"12.0%\" >}}に変わりました([第3版](releases.html#revised-2026fq1-r3))。\n" +
			"\n(変わった理由を、ここに書いてください。分からないときは「理由は分かっていません」と書いてください。)\n",
		diag.EN: "(Companies), Q2 FY2026 (Jul–Sep 2026): revised from 30.0% to {{< value \"a1b\" kind=\"company\" period=\"2026fq2\" as-of=\"31.0%\" >}} ([release 2](releases.html#revised-2026fq2-r2)).\n",
	} {
		if got := w.revisedPage(lang, all, revised...); !strings.Contains(got, want) || lang == diag.JA && !strings.HasSuffix(got, want) {
			t.Errorf("no\n%s\nin\n%s", want, got)
		}
	}
}

// Of a number that was changed twice the last change is told; one that is no
// longer there, or reads as before, is not.
func TestRevisedAndGone(t *testing.T) {
	w := newWorld(t)
	now := w.pair(t, "a1b", "company", .31, .2, false, kpi.Same)
	hidden := w.observation(t, "a1b", kpi.Value, "", "school", quarter, .12)
	hidden.Status = release.Withheld
	all := append(now, hidden)
	for name, tt := range map[string]struct {
		revised []Revision
		want    string // "" for no section
	}{
		"twice":      {[]Revision{w.revision(t, "company", quarter, 2, .3, .32), w.revision(t, "company", quarter, 3, .32, .31)}, "from 32.0% to"},
		"back":       {[]Revision{w.revision(t, "company", quarter, 2, .3, .31), w.revision(t, "company", quarter, 3, .31, .3), w.revision(t, "company", quarter, 4, .3, .31)}, "#revised-2026fq2-r4"},
		"another":    {[]Revision{w.revision(t, "company", quarter, 2, .3, .32)}, ""},
		"withheld":   {[]Revision{w.revision(t, "school", quarter, 2, .1, .12)}, ""},
		"gone":       {[]Revision{w.revision(t, "school", quarter-1, 2, .1, .12)}, ""},
		"reads same": {[]Revision{w.revision(t, "company", quarter, 2, .31001, .31)}, ""},
		"none":       {nil, ""},
	} {
		got := w.revisedPage(diag.EN, all, tt.revised...)
		lines := strings.Count(got, "revised from")
		switch {
		case tt.want == "" && (lines != 0 || strings.Contains(got, "What a later release changed")):
			t.Errorf("%s: told\n%s", name, got)
		case tt.want != "" && (lines != 1 || !strings.Contains(got, tt.want)):
			t.Errorf("%s: no %q once in\n%s", name, tt.want, got)
		}
	}
}
