package site

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"fukusen/internal/audit"
	"fukusen/internal/diag"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
)

// protected is the example, read and protected once for all that explain it.
var protected = sync.OnceValues(func() (*stages, error) {
	s := newStages(Options{Dir: "../.."})
	if ok, err := s.open(); !ok || err != nil {
		return nil, cmp.Or(err, errors.New("the example cannot be opened"))
	}
	if ok, err := s.protect(context.Background()); !ok || err != nil {
		return nil, cmp.Or(err, fmt.Errorf("the example has findings: %v", s.result.Findings))
	}
	s.kpis = kpi.Compute(s.cube)
	return s, nil
})

// The lines that explain a published cell add up to what is published, for
// every KPI, kind, quarter and view by one axis of the example.
func TestLinesAddUp(t *testing.T) {
	s, err := protected()
	if err != nil {
		t.Fatal(err)
	}
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
			w.to, w.at, w.place = e, i, x.placeOf(p.Cell)
			x.wanted = append(x.wanted, w)
			public[w] = p
		}
	}
	if err := x.trace(t.Context()); err != nil {
		t.Fatal(err)
	}
	x.finish()
	checked, withheld := 0, 0
	actual := s.actual()
	for w, p := range public {
		if p.Cell.Status == release.Withheld && w.answer == "" {
			withheld++
			at := w.place
			got, ok := actual.value(audit.Cell{Table: at.table, Measure: at.measure, Period: at.period, Codes: at.codes, Window: 1})
			if want := w.to.Cells[w.at].Value; !ok || got != want {
				t.Errorf("%s: %s is taken for %d, its lines add up to %d", w.to.ID, w.to.Cells[w.at].Name.EN, got, want)
			}
		}
		if p.Cell.Status == release.Published {
			checked++
			if got := w.to.Cells[w.at].Value; got != p.Cell.Value {
				t.Errorf("%s: %s is %d, its lines add up to %d", w.to.ID, w.to.Cells[w.at].Name.EN, p.Cell.Value, got)
			}
		}
	}
	t.Logf("%d cells of %d KPIs, %d withheld ones", checked, len(explained), withheld)
	if checked < 1000 || withheld < 500 {
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

// Whatever of the example is made of values, by every statistic and index, is
// explained by its values, a formula and the numbers put in.
func TestExplainsWhatIsMade(t *testing.T) {
	s, err := protected()
	if err != nil {
		t.Fatal(err)
	}
	x := &explanation{stages: s}
	explained := map[string]int{}
	for o := range s.kpis.All() {
		if o.Statistic == kpi.Value || o.Status != release.Published {
			continue
		}
		what := o.Statistic
		if what == kpi.Index {
			what = o.Reference
		}
		if explained[what]++; explained[what] > 20 {
			continue
		}
		of := s.kpis.Operands(o)
		made := x.describe(o)
		made.Numbers = x.putIn(o, of)
		if len(of) < 2 || made.Formula == "" || made.Numbers == "" || strings.Contains(made.Numbers, "?") || len(made.Rules) < 2 {
			t.Errorf("%s is explained by %d values: %s, %s", o.ID(), len(of), made.Formula, made.Numbers)
		}
	}
	for _, statistic := range []string{kpi.Change, kpi.Ratio, kpi.Gap, kpi.Standardised, kpi.Attainment, kpi.Growth, kpi.Projection} {
		if explained[statistic] == 0 {
			t.Errorf("the example has no %s: this tests little", statistic)
		}
	}
	for id := range formulasOfIndices {
		if explained["sex."+id]+explained["age."+id] == 0 {
			t.Errorf("the example has no index %s", id)
		}
	}
}
