package page

import (
	"strings"
	"testing"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
	"fukusen/internal/stat"
)

// said makes the printer of a site with further observations of companies in
// the newest quarter.
func said(t *testing.T, lang diag.Lang, more ...func(*kpi.Observation)) (*printer, *fixture) {
	t.Helper()
	s := newSite(t, 1)
	f := newFixture(t, 1)
	for _, change := range more {
		o := f.observation(&f.cat[0], dim.FiscalQuarter(2026, 1), dim.Codes{}.With(dim.Kind, f.code(dim.Kind, "company")), "", "2027fq4")
		change(&o)
		f.all = append(f.all, o)
	}
	s.KPIs = kpi.NewSet(f.lists, dim.Fiscal, []dim.Quarter{dim.FiscalQuarter(2024, 1), dim.FiscalQuarter(2026, 1)}, f.all)
	s.Lists, s.Catalogue = f.lists, f.cat
	th, _, err := readTheme(&s)
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPrinter(&s, newIndex(&s), th, lang)
	if err != nil {
		t.Fatal(err)
	}
	return p, f
}

// A target is told with how far it is and what can be expected; each number
// names its observation.
func TestTargetIsTold(t *testing.T) {
	p, f := said(t, diag.JA,
		func(o *kpi.Observation) { o.Statistic, o.Value = kpi.Attainment, 0.43 },
		func(o *kpi.Observation) {
			o.Statistic, o.Value, o.HasInterval = kpi.Projection, 0.11, true
			o.Interval = stat.Interval{Lower: 0.1, Upper: 0.12}
		})
	codes := dim.Codes{}.With(dim.Kind, f.code(dim.Kind, "company"))
	value := p.site.KPIs.Latest("a1b", codes)
	all := p.targetSentences(&f.cat[0], codes, value, onTheWay)
	if len(all) != 1 {
		t.Fatalf("%d sentences", len(all))
	}
	text := string(all[0])
	for _, want := range []string{
		`<data value="0.125" data-target="a1b">12.5%</data>`,
		`出発点からの道のりの<data value="0.43" data-observation="a1b:attainment:2027fq4@2026fq1/kind=company">43.0%</data>を進みました。`,
		`<data value="0.11" data-observation="a1b:projection:2027fq4@2026fq1/kind=company">11.0%</data>になる見込みです。`,
		`data-field="lower">10.0%</data>から`, `(95%予測区間)。`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s\ndoes not say %s", text, want)
		}
	}
	if all := p.targetSentences(&f.cat[0], codes, nil, onTheWay); len(all) != 1 || strings.Contains(string(all[0]), "見込み") {
		t.Errorf("a target without a value is told as %v", all)
	}
}

// What cannot be projected says why, and shows no number.
func TestNoProjectionIsTold(t *testing.T) {
	p, f := said(t, diag.EN, func(o *kpi.Observation) {
		*o = hide(*o, release.NotComputable)
		o.Statistic, o.Outlook = kpi.Projection, stat.TooFew
	})
	codes := dim.Codes{}.With(dim.Kind, f.code(dim.Kind, "company"))
	text := string(p.targetSentences(&f.cat[0], codes, p.site.KPIs.Latest("a1b", codes), onTheWay)[0])
	if want := "The projection to that quarter cannot be computed, because there are too few quarters with a value."; !strings.HasSuffix(text, want) {
		t.Errorf("%s\ndoes not say %s", text, want)
	}
}

// Charts are described by their course.
func TestChartIsDescribed(t *testing.T) {
	_, roots, all := pagesOf(t, newSite(t, 1))
	if roots["kpi/a1b.html"] == nil {
		t.Fatal("no page")
	}
	for page, want := range map[string]string{"kpi/a1b.html": "最も高いのは", "en/kpi/a1b.html": "The highest is "} {
		if !strings.Contains(all[page], want) {
			t.Errorf("the descriptions of %s do not say %q", page, want)
		}
	}
}

// Numbers of all statistics are written as what they are.
func TestShortNumbers(t *testing.T) {
	p, f := said(t, diag.JA)
	for _, tt := range []struct {
		statistic, reference string
		v                    float64
		want                 string
	}{
		{kpi.Attainment, "2027fq4", 0.43, "43.0%"}, {kpi.Projection, "2027fq4", 0.11, "11.0%"},
		{kpi.Standardised, "", 0.088, "8.8%"}, {kpi.Standardised, "m", 0.907, "0.91倍"},
		{kpi.Index, "sex.theil", 0.078487, "0.078"}, {kpi.Index, "age.rii", 0.31, "0.31倍"}, {kpi.Index, "age.sii", -0.0892, "−8.9ポイント"},
		{kpi.Change, kpi.YoY, 0.0125, "+1.3ポイント"}, {kpi.Ratio, "m", 0.5, "0.50倍"},
	} {
		o := f.observation(&f.cat[0], dim.FiscalQuarter(2026, 1), dim.Codes{}, tt.statistic, tt.reference)
		o.Value = tt.v
		if got := p.text(&o); got != tt.want {
			t.Errorf("%s:%s is %s, want %s", tt.statistic, tt.reference, got, tt.want)
		}
	}
}
