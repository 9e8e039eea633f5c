package highlight

import (
	"slices"
	"strings"
	"testing"

	"fukusen/internal/catalogue"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/i18n"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
	"fukusen/internal/tell"
)

var quarter = dim.FiscalQuarter(2026, 2)

// A world is a site with companies and schools.
type world struct {
	lists *dim.Lists
	cat   catalogue.Catalogue
}

func newWorld(t *testing.T) world {
	t.Helper()
	cat, err := catalogue.Core()
	if err != nil {
		t.Fatal(err)
	}
	lists, err := dim.NewLists(map[dim.Axis][]dim.Entry{
		dim.Kind: {{ID: "company", JA: "企業", EN: "Companies"}, {ID: "school", JA: "学校[*]", EN: "Schools"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return world{lists, cat}
}

func (w world) observation(t *testing.T, id, statistic, reference, kind string, q dim.Quarter, v float64) kpi.Observation {
	t.Helper()
	e, ok := w.cat.Entry(id)
	if !ok {
		t.Fatal("no KPI ", id)
	}
	var codes dim.Codes
	if kind != "" {
		c, ok := w.lists.Code(dim.Kind, kind)
		if !ok {
			t.Fatal("no kind ", kind)
		}
		codes = codes.With(dim.Kind, c)
	}
	return kpi.Observation{
		Entry: e, Statistic: statistic, Reference: reference, Status: release.Published, Value: v,
		Key: dim.Key{Period: dim.Period{First: q, N: 1}, Codes: codes},
	}
}

// pair is a value with that of a year before and the change between them.
func (w world) pair(t *testing.T, id, kind string, now, then float64, clear bool, panel kpi.Panel) []kpi.Observation {
	t.Helper()
	change := w.observation(t, id, kpi.Change, kpi.YoY, kind, quarter, now-then)
	change.Clear, change.Panel = clear, panel
	return []kpi.Observation{w.observation(t, id, kpi.Value, "", kind, quarter, now), w.observation(t, id, kpi.Value, "", kind, quarter-4, then), change}
}

func (w world) page(lang diag.Lang, q dim.Quarter, all ...[]kpi.Observation) string {
	set := kpi.NewSet(w.lists, dim.Fiscal, []dim.Quarter{quarter - 4, quarter}, slices.Concat(all...))
	return Page(&tell.Teller{Words: i18n.New(lang), Lists: w.lists, Catalogue: w.cat}, set, q, nil)
}

// body is a page without what is the same of all.
func body(t *testing.T, page string) string {
	t.Helper()
	_, text, ok := strings.Cut(page, "{{< /note >}}\n")
	if !ok {
		t.Fatalf("no note in\n%s", page)
	}
	return text
}

func TestSections(t *testing.T) {
	w := newWorld(t)
	withheld := w.observation(t, "a2", kpi.Value, "", "company", quarter, 0)
	withheld.Status = release.Withheld
	got := body(t, w.page(diag.EN, quarter,
		w.pair(t, "a1b", "company", .101, .09, true, kpi.Same),
		w.pair(t, "a1b", "school", .12, .119, false, kpi.Same),
		w.pair(t, "a1n", "company", .05, .07, true, kpi.Differs),
		w.pair(t, "access-informed", "school", .4, .5, true, kpi.Common),
		[]kpi.Observation{withheld, w.observation(t, "access-applied", kpi.Value, "", "company", quarter, .2)},
	))
	for _, want := range []string{
		"## What has clearly moved\n", "## What has not clearly moved\n", "## Where the set of reporting organisations differs from a year before\n",
		"## What cannot be compared with the year before\n", "## What has no number\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no section %q", want)
		}
	}
	for _, want := range []string{
		`(kpi/a1b.html) (Companies): {{< value "a1b" kind="company" period="2026fq2" as-of="10.1%" >}}, higher than {{< value "a1b" kind="company" period="2025fq2" as-of="9.0%" >}} in`,
		`(kpi/access-informed.html) (Schools): {{< value "access-informed" kind="school" period="2026fq2" as-of="40.0%" >}}, lower than {{<`,
		`(kpi/a1b.html) (Schools): {{< value "a1b" kind="school" period="2026fq2" as-of="12.0%" >}}. In the same quarter of the year before it was {{<`,
		`(kpi/a1n.html) (Companies): {{< value "a1n" kind="company" period="2026fq2" as-of="5.0%" >}}. In the same`,
		`(kpi/access-applied.html) (Companies): {{< value "access-applied" kind="company" period="2026fq2" as-of="20.0%" >}}` + "\n",
		"(kpi/a2.html) (Companies): withheld\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no line %q in\n%s", want, got)
		}
	}
	if moved := strings.Index(got, "higher than"); moved > strings.Index(got, "## What has not clearly moved") {
		t.Error("a clear change does not come first")
	}
}

// TestNames keeps what names hold from being read as Markdown.
func TestNames(t *testing.T) {
	w := newWorld(t)
	got := w.page(diag.JA, quarter, w.pair(t, "a1b", "school", .12, .119, false, kpi.Same))
	if want := `(学校\[\*\])`; !strings.Contains(got, want) {
		t.Errorf("no %q in\n%s", want, got)
	}
	if !strings.HasPrefix(got, "---\ntitle: \"2026年度第2四半期") || !strings.Contains(got, "\ndraft: true\n") {
		t.Errorf("front matter: %.200s", got)
	}
}

// TestPublicRegister tells what belongs to no kind once.
func TestPublicRegister(t *testing.T) {
	w := newWorld(t)
	got := body(t, w.page(diag.EN, quarter, w.pair(t, "o3", "", 24, 29, false, kpi.Same)))
	if n := strings.Count(got, "(kpi/o3.html)"); n != 1 || strings.Contains(got, "kind=") {
		t.Errorf("told %d times:\n%s", n, got)
	}
}

func TestNothing(t *testing.T) {
	w := newWorld(t)
	if got := w.page(diag.JA, quarter-1, w.pair(t, "a1b", "school", .12, .119, false, kpi.Same)); got != "" {
		t.Errorf("a quarter without numbers has a page:\n%s", got)
	}
}
