package protect

import (
	"testing"

	"fukusen/internal/dim"
	"fukusen/internal/exact"
	"fukusen/internal/release"
	"fukusen/internal/sample"
)

// relations reads the published cells as an outsider does: what is withheld are
// unknowns, and a total less its parts is 0.
func relations(c *Cube) (unknowns []Cell, equations []exact.Vector) {
	type group struct {
		series seriesKey
		codes  dim.Codes
	}
	type line struct {
		of   group
		axis dim.Axis
	}
	index := map[group]int32{}
	parts := map[line]exact.Vector{}
	var lines []line
	for x := range c.Cells() {
		if x.Status != release.Withheld || x.Measure == "respondents" {
			continue
		}
		g := group{seriesKey{x.Key.Period.First, x.Table, x.Measure, x.Key.Codes[dim.Category]}, x.Key.Codes}
		index[g] = int32(len(unknowns))
		unknowns = append(unknowns, x)
		for a := dim.Area; a < dim.Category; a++ {
			if code := g.codes[a]; code != dim.Total {
				l := line{group{g.series, g.codes.With(a, c.lists.Parent(a, code))}, a}
				if parts[l] == nil {
					lines = append(lines, l)
				}
				parts[l] = append(parts[l], exact.Term{Row: index[g], Value: 1})
			}
		}
	}
	for _, l := range lines {
		terms := parts[l]
		if total, ok := index[l.of]; ok {
			terms = append(terms, exact.Term{Row: total, Value: -1})
		}
		if _, shown := c.series[l.of.series].index(l.of.codes, 0); shown {
			equations = append(equations, exact.Sparse(terms...))
		}
	}
	return unknowns, equations
}

// holds fails if a reader can compute a withheld cell by adding and subtracting.
func holds(t testing.TB, c *Cube) {
	t.Helper()
	unknowns, equations := relations(c)
	for i, determined := range exact.Determined(len(unknowns), equations) {
		if determined {
			t.Errorf("%s %v is determined", unknowns[i].Measure, c.lists.IDs(unknowns[i].Key.Codes))
		}
	}
}

func TestRelationsDetermineNothing(t *testing.T) {
	each(t, func(_ *world, c *Cube, _ *oracle) { holds(t, c) })
	raw, env := people(t, sample.PeopleOptions{Prefectures: 2, MunicipalitiesPer: 4})
	for _, views := range [][]dim.View{nil, allSexAge()} {
		c, _, _, err := Apply(raw, &release.Ledger{}, env, Options{Views: views})
		if err != nil {
			t.Fatal(err)
		}
		holds(t, c)
	}
}

// BenchmarkDetermined is what the proof costs on the cells of BenchmarkApply.
func BenchmarkDetermined(b *testing.B) {
	raw, env := people(b, sample.PeopleOptions{})
	c, _, _, err := Apply(raw, &release.Ledger{}, env, Options{Views: allSexAge()})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		unknowns, equations := relations(c)
		exact.Determined(len(unknowns), equations)
		b.ReportMetric(float64(len(unknowns)), "unknowns")
		b.ReportMetric(float64(len(equations)), "equations")
	}
}
