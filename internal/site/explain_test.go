package site

import (
	"bytes"
	"strings"
	"testing"

	"fukusen/internal/diag"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
)

// The lines that explain a published cell add up to what is published, for
// every KPI, kind, quarter and view by one axis of the example.
func TestLinesAddUp(t *testing.T) {
	s := newStages(Options{Dir: "../.."})
	if ok, err := s.open(); !ok || err != nil {
		t.Fatal(ok, err)
	}
	if ok, err := s.protect(t.Context()); !ok || err != nil {
		t.Fatal(ok, err, s.result.Findings)
	}
	s.kpis = kpi.Compute(s.cube)
	x := &explanation{stages: s, newest: s.revisions()}
	public := map[*wanted]kpi.Part{}
	explained := map[string]bool{}
	for o := range s.kpis.Values() {
		if o.Key.Codes.View().Len() > 2 || o.Key.Period.Last()%4 != 1 {
			continue // the others are of the same files
		}
		explained[o.Entry.ID] = true
		e := x.describe(o)
		for i, p := range s.kpis.Parts(o) {
			e.Cells = append(e.Cells, x.cell(p))
			w := x.want(p)
			w.to, w.at = e, i
			x.wanted = append(x.wanted, w)
			public[w] = p
		}
	}
	if err := x.trace(t.Context()); err != nil {
		t.Fatal(err)
	}
	x.finish()
	checked := 0
	for w, p := range public {
		if p.Cell.Status == release.Published {
			checked++
			if got := w.to.Cells[w.at].Value; got != p.Cell.Value {
				t.Errorf("%s: %s is %d, its lines add up to %d", w.to.ID, w.to.Cells[w.at].Name.EN, p.Cell.Value, got)
			}
		}
	}
	t.Logf("%d cells of %d KPIs", checked, len(explained))
	if checked < 1000 {
		t.Errorf("%d cells were published: this tests little", checked)
	}
}

func TestExplainTellsWhoItIsFor(t *testing.T) {
	e, r, err := Explain(t.Context(), Options{Dir: "../.."}, "a1b@2026fq1/kind=company")
	if err != nil || e == nil {
		t.Fatal(err, r.Findings)
	}
	for _, lang := range []diag.Lang{diag.JA, diag.EN} {
		var b bytes.Buffer
		if err := e.Text(&b, lang); err != nil {
			t.Fatal(err)
		}
		first, _, _ := strings.Cut(b.String(), "\n")
		if !strings.Contains(first, "公開しないでください") && !strings.Contains(first, "Do not publish") {
			t.Errorf("the first line is %q", first)
		}
	}
}
