package kpi

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
	"fukusen/internal/release"
	"fukusen/internal/stat"
)

// sound reports what is wrong with the numbers of an observation: none may be
// NaN or infinite, none may be there without being published, and each that is
// missing needs its reason.
func sound(o *Observation) string {
	f := o.Frame
	for _, v := range []float64{o.Value, o.Interval.Lower, o.Interval.Upper, f.Rate, f.Bounds.Lower, f.Bounds.Upper} {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Sprint("has the number ", v)
		}
	}
	switch o.Status {
	case published:
	case release.Withheld, release.NotReported, release.NotApplicable, release.NotComputable:
		if !empty(*o) || o.Frame != (Frame{}) {
			return fmt.Sprintf("is %s and has a number: %+v", o.Status, *o)
		}
	default:
		return fmt.Sprintf("has the status %q", o.Status)
	}
	switch {
	case o.Interval.Lower > o.Interval.Upper:
		return fmt.Sprint("has the interval ", o.Interval)
	case o.Statistic == Projection && (o.Status == published) != (o.Outlook == stat.Projected):
		return fmt.Sprintf("is %s and %s", o.Status, o.Outlook)
	}
	return ""
}

// scan holds all observations to sound, and what can be asked of each of them.
func scan(t *testing.T, name string, s *Set) {
	t.Helper()
	n := 0
	for _, o := range all(s) {
		n++
		if wrong := sound(&o); wrong != "" {
			t.Errorf("%s: %s %s", name, o.ID(), wrong)
		}
		for _, a := range IndexAxes {
			if f, ok := s.Tests(&o, a); ok {
				for _, g := range f.Tests {
					if !(g.P >= 0 && g.P <= g.BH && g.BH <= g.Holm && g.Holm <= 1) {
						t.Errorf("%s: %s has the test %+v", name, g.Observation.ID(), g)
					}
				}
			}
		}
		s.Spread(&o)
		s.PostStratified(&o)
		for _, of := range s.Operands(&o) {
			if o.Status == published && of.Status != published && of.Status != release.NotComputable {
				t.Errorf("%s: %s is published and made of %s, which is %s", name, o.ID(), of.ID(), of.Status)
			}
		}
	}
	if n == 0 {
		t.Errorf("%s has no observations", name)
	}
}

// every is an entry of each form over what a ledger has by default.
func every() []catalogue.Entry {
	list := access(map[string]string{"sex": "m", "age": "20-29"})
	list[0].Standardise = true
	count := entry("n", catalogue.Count, "people.matched", "")
	count.Interval = catalogue.Poisson
	net := entry("net", catalogue.Count, "people.matched", "")
	net.Numerator = append(net.Numerator, catalogue.ParseTerm("-people.informed"))
	ratio := entry("per", catalogue.Ratio, "people.matched", "people.persons")
	ratio.Interval = catalogue.Poisson
	year := entry("year", catalogue.Rate, "people.matched", "people.persons")
	year.Window = catalogue.Year
	return append(list, count, net, ratio, year,
		catalogue.Entry{ID: "gap", Form: catalogue.Difference, Of: []string{"acc", "per"}},
		catalogue.Entry{ID: "times", Form: catalogue.Quotient, Of: []string{"acc", "per"}},
		catalogue.Entry{ID: "w1", Form: catalogue.Score, Item: "enps", Population: "employee"},
		catalogue.Entry{ID: "w3", Form: catalogue.Mean, Item: "life_satisfaction", Population: "resident"},
		catalogue.Entry{ID: "w4a", Form: catalogue.Share, Item: "rested", Population: "resident", Answers: []string{"full"}},
		catalogue.Entry{ID: "dist", Form: catalogue.Distribution, Item: "rested", Population: "resident"})
}

var groupsOfAll = []string{"", "sex=f", "sex=m", "age=20-29", "age=30-39", "sex=f/age=20-29", "sex=f/age=30-39", "sex=m/age=20-29", "sex=m/age=30-39", "organisation=a"}

// fill gives a quarter all cells that every is made of: x of n in each group.
func (l *ledger) fill(f int, x, n int64) {
	for _, g := range groupsOfAll {
		l.rate(f, "matched", g, x, n)
		l.put(f, "informed", g, "", n)
		l.put(f, "employee.enps", g, "", n)
		l.put(f, "employee.enps.promoters", g, "", x)
		l.put(f, "employee.enps.detractors", g, "", n-x)
		l.put(f, "resident.life_satisfaction", g, "", n).Moments = &release.Moments{Sum: 7 * x, Squares: 49 * x}
		l.put(f, "resident.rested", g, "", n)
		l.put(f, "resident.rested.full", g, "", x)
		l.put(f, "resident.rested.none", g, "", n-x)
	}
	l.files[f].Registry = l.json(registry.Public{Targets: []registry.Target{
		{KPI: "acc", Kind: "company", Value: .5, Due: "2040fq1"}, {KPI: "net", Kind: "company", Value: 0, Due: "2040fq1"},
		{KPI: "w1", Kind: "company", Value: 10, Due: "2040fq1"}, {KPI: "n", Kind: "company", Value: 0, Due: "2040fq1"},
	}})
}

func quarters(from dim.Quarter, n int, without ...int) (ids []string) {
	left := map[int]bool{}
	for _, i := range without {
		left[i] = true
	}
	for i := range n {
		if !left[i] {
			ids = append(ids, (from + dim.Quarter(i)).ID(dim.Fiscal))
		}
	}
	return ids
}

// What data can do to numbers: nobody, everybody, corrections below zero, a
// whole that is withheld, one quarter, forty with a gap. Each value has the
// status it should, and no number anywhere is none.
func TestStrangeData(t *testing.T) {
	start := dim.FiscalQuarter(2016, 1)
	tests := []struct {
		name     string
		quarters []string
		x, n     int64
		change   func(l *ledger)
		want     map[string]release.Status // of acc, n, per, w1, w3, w4a in the last quarter
	}{
		{"one quarter", quarters(start, 1), 30, 100, nil, map[string]release.Status{"acc": published, "n": published, "per": published, "w1": published, "w3": published, "w4a": published}},
		{"a year and a half", quarters(start, 6), 30, 100, nil, map[string]release.Status{"acc": published, "year": published}},
		{"n = 0", quarters(start, 6), 0, 0, nil, map[string]release.Status{"acc": release.NotComputable, "n": published, "per": release.NotComputable, "w1": release.NotComputable, "w3": release.NotComputable, "w4a": release.NotComputable, "gap": release.NotComputable}},
		{"nobody", quarters(start, 6), 0, 100, nil, map[string]release.Status{"acc": published, "per": published, "times": release.NotComputable, "w1": published}},
		{"everybody", quarters(start, 6), 100, 100, nil, map[string]release.Status{"acc": published, "w1": published}},
		{"one person", quarters(start, 6), 1, 1, nil, map[string]release.Status{"acc": published, "w3": published}},
		{"corrections", quarters(start, 6), -3, 100, nil, map[string]release.Status{"acc": release.NotComputable, "n": published, "per": published, "net": published, "w1": release.NotComputable, "w4a": release.NotComputable}},
		{"a whole below zero", quarters(start, 6), -3, -5, nil, map[string]release.Status{"acc": release.NotComputable, "n": published, "per": release.NotComputable, "w1": release.NotComputable, "w3": release.NotComputable}},
		{"more than all", quarters(start, 6), 120, 100, nil, map[string]release.Status{"acc": release.NotComputable, "per": published, "w1": release.NotComputable, "w4a": release.NotComputable}},
		{"a withheld whole", quarters(start, 6), 30, 100, func(l *ledger) {
			for f := range l.files {
				for i := range l.files[f].Cells {
					if c := &l.files[f].Cells[i]; c.Measure == "persons" {
						c.Status, c.Value = release.Withheld, 0
					}
				}
			}
		}, map[string]release.Status{"acc": release.Withheld, "per": release.Withheld, "gap": release.Withheld, "times": release.Withheld, "n": published, "year": release.Withheld}},
		{"no weight", quarters(start, 6), 30, 100, func(l *ledger) {
			for f := range l.files {
				for i := range l.files[f].Cells {
					if c := &l.files[f].Cells[i]; c.Table == "survey" {
						c.Weighted = &release.Weighted{}
					}
				}
			}
		}, map[string]release.Status{"w1": release.NotComputable, "w3": release.NotComputable, "w4a": release.NotComputable, "acc": published}},
		{"forty quarters with a gap", quarters(start, 40, 17, 18, 30), 30, 100, nil, map[string]release.Status{"acc": published, "year": published, "w1": published}},
	}
	for _, tt := range tests {
		l := with(t, every(), tt.quarters...)
		for f := range l.files {
			x := tt.x
			if tt.x == 30 {
				x += int64(f) // a line to go on
			}
			l.fill(f, x, tt.n)
		}
		if tt.change != nil {
			tt.change(l)
		}
		s := l.compute()
		scan(t, tt.name, s)
		last := tt.quarters[len(tt.quarters)-1]
		for id, want := range tt.want {
			at := last
			switch e, _ := s.cat.Entry(id); {
			case e.Survey():
				at += "/kind=company/category=" + e.Population
			case e.Window == catalogue.Year:
				at += "+4/kind=company"
			default:
				at += "/kind=company"
			}
			if o := l.get(s, id+"@"+at); o.Status != want {
				t.Errorf("%s: %s is %s, want %s", tt.name, id, o.Status, want)
			}
		}
	}
}

// In a gap there is no number, beside it no change, and of a year that has it
// no rate; the projection goes on from the quarters that are there.
func TestGap(t *testing.T) {
	l := with(t, every(), quarters(dim.FiscalQuarter(2016, 1), 40, 17)...)
	for f := range l.files {
		l.fill(f, int64(30+f), 100)
	}
	s := l.compute()
	for _, id := range []string{"acc@2020fq2/kind=company", "acc:change:yoy@2020fq2/kind=company", "acc:change:yoy@2021fq2/kind=company"} {
		if _, ok := s.Get(id); ok {
			t.Errorf("there is %s", id)
		}
	}
	for i := range 4 {
		id := fmt.Sprintf("year@%s+4/kind=company", (dim.FiscalQuarter(2020, 2) + dim.Quarter(i)).ID(dim.Fiscal))
		if o, ok := s.Get(id); ok && o.Status != release.NotReported {
			t.Errorf("%s is %s", id, o.Status)
		}
	}
	o := l.get(s, "acc:projection:2040fq1@2025fq4/kind=company")
	if n := len(s.Operands(o)); o.Status != published || n != 39 {
		t.Errorf("a projection of %d quarters: %+v", n, o)
	}
	e := &s.cat[0]
	if n := len(s.Signals(l.series(s, e))); n != 32 {
		t.Errorf("%d quarters are judged, want all but the first seven", n)
	}
}

// An organisation that reports as two is no other change, to the last bit.
func TestSplitOrganisation(t *testing.T) {
	make := func(parts map[string][2]int64) *Observation {
		l := with(t, every()[:1], "2025fq1", "2026fq1")
		for f, more := range []int64{0, 7} {
			var x, n int64
			for id, p := range parts {
				l.rate(f, "matched", "organisation="+id, p[0]+more, p[1])
				x, n = x+p[0]+more, n+p[1]
				l.files[f].Receipts = append(l.files[f].Receipts, release.Receipt{Organisation: id, Kind: "company", Table: "people", Reported: true})
			}
			if len(parts) == 2 { // the two together change by as much as the three
				last := len(l.files[f].Cells) - 2
				l.files[f].Cells[last].Value += more
				x += more
			}
			if f == 1 { // a newcomer makes it a common panel
				l.files[f].Receipts = append(l.files[f].Receipts, release.Receipt{Organisation: "unlisted", Kind: "company", Table: "people", Reported: true})
				x, n = x+90, n+100
			}
			l.rate(f, "matched", "", x, n)
		}
		return l.get(l.compute(), "acc:change:yoy@2026fq1/kind=company")
	}
	one, two := make(map[string][2]int64{"a": {40, 300}, "b": {20, 170}}), make(map[string][2]int64{"a": {23, 110}, "b": {20, 170}, "c": {17, 190}})
	if one.Panel != Common || two.Panel != Common {
		t.Fatalf("the panels are %q and %q", one.Panel, two.Panel)
	}
	if one.Value != two.Value || one.Interval != two.Interval || one.p != two.p {
		t.Errorf("got %+v\nwant %+v", two, one)
	}
}

// Intervals hold the estimate, stay on the scale, and shrink with more persons.
func TestIntervals(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2))
	scales := map[string][2]float64{"acc": {0, 1}, "w1": {-100, 100}, "w4a": {0, 1}, "n": {0, math.Inf(1)}, "per": {0, math.Inf(1)}}
	for range 12 {
		n := 50 + r.Int64N(400)
		x := r.Int64N(n + 1)
		width := map[string]float64{}
		for _, times := range []int64{1, 4} {
			l := with(t, every(), "2026fq1")
			l.fill(0, x*times, n*times)
			s := l.compute()
			for o := range s.Values() {
				scale, ok := scales[o.Entry.ID]
				if !ok || !o.HasInterval {
					continue
				}
				i := o.Interval
				if i.Lower < scale[0] || i.Upper > scale[1] || o.Method != "adjusted_wald" && (o.Value < i.Lower || o.Value > i.Upper) {
					t.Errorf("%d of %d: %s is %v in %v", x*times, n*times, o.ID(), o.Value, i)
				}
				wide := i.Upper - i.Lower
				if o.Entry.ID == "n" {
					wide /= float64(times)
				}
				if before, there := width[o.ID()]; there && before > 0 && wide >= before {
					t.Errorf("%d of %d: the interval of %s grows from %v to %v", x, n, o.ID(), before, wide)
				}
				width[o.ID()] = wide
			}
		}
	}
}

// At parity every index says so, and it does not ask how many persons there
// are: seven times as many in each group is as unequal.
func TestIndices(t *testing.T) {
	index := func(times int64, sizes, rates [3]int64) map[string]float64 {
		l := with(t, every()[:1], "2026fq1")
		l.list("age", fiveAges[:3]...)
		var x, n int64
		for i := range 3 {
			l.rate(0, "matched", "age="+fiveAges[i], sizes[i]*rates[i]*times/100, sizes[i]*times)
			x, n = x+sizes[i]*rates[i]*times/100, n+sizes[i]*times
		}
		l.rate(0, "matched", "", x, n)
		found := map[string]float64{}
		for _, o := range all(l.compute()) {
			if o.Statistic == Index && o.Status == published {
				found[o.Reference] = o.Value
			}
		}
		return found
	}
	sizes := [3]int64{200, 500, 300}
	for id, v := range index(1, sizes, [3]int64{30, 30, 30}) {
		want := 0.
		if id == "age.min-max" || id == "age.to-overall" || id == "age.rii" {
			want = 1
		}
		if math.Abs(v-want) > 1e-12 {
			t.Errorf("at parity %s is %v", id, v)
		}
	}
	once, often := index(1, sizes, [3]int64{10, 30, 50}), index(7, sizes, [3]int64{10, 30, 50})
	if len(once) != len(indices)+len(ordered) {
		t.Errorf("there are %d indices: %v", len(once), once)
	}
	for id, v := range once {
		if math.Abs(often[id]-v) > 1e-12*math.Abs(v) || v == 0 || v == 1 {
			t.Errorf("%s is %v, of seven times as many %v", id, v, often[id])
		}
	}
}
