package kpi

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/release"
	"fukusen/internal/stat"
)

// The golden values are those of the examples EX1, EX2, EX12, EX3 and EX2d of
// the handbook.

func TestRate(t *testing.T) {
	l := newLedger(t, "2026fq1")
	l.rate(0, "dual_any", "sex=f", 48, 1000)
	o := l.get(l.compute(), "a1b@2026fq1/kind=company/sex=f")
	l.near("rate", o.Value, .048)
	l.interval("rate", o, .036393, .063066)
	if o.Numerator != 48 || o.Denominator != 1000 || o.Method != "wilson" || o.Status != published || o.Draft {
		t.Errorf("got %+v", o)
	}
}

func TestScore(t *testing.T) {
	l := newLedger(t, "2026fq1")
	l.score(0, "", 80, 78, 42)
	l.score(0, "sex=f", 20, 20, 3)
	s := l.compute()
	o := l.get(s, "w1@2026fq1/kind=company/category=employee")
	l.near("score", o.Value, -19)
	l.interval("score", o, -29.499079, -8.500921)
	want := []Answer{{"detractors", 80}, {"passives", 78}, {"promoters", 42}}
	if !slices.Equal(o.Answers, want) || o.Respondents != 200 || o.Method != "wald" {
		t.Errorf("got %+v", o)
	}
	o = l.get(s, "w1@2026fq1/kind=company/sex=f/category=employee")
	l.near("few promoters", o.Value, -39.534884)
	l.interval("few promoters", o, -55.142361, -18.770682)
	if o.Method != "adjusted_wald" {
		t.Errorf("the method is %s", o.Method)
	}
}

func TestMean(t *testing.T) {
	l := newLedger(t, "2026fq1")
	l.points(0, "", 1, 1, 3, 6, 9, 40, 35, 45, 40, 12, 8)
	o := l.get(l.compute(), "w3@2026fq1/kind=company/category=resident")
	l.near("mean", o.Value, 6.47)
	l.interval("mean", o, 6.220757, 6.719243)
	if o.Respondents != 200 || o.Numerator != 1294 || o.Denominator != 200 || o.Method != "t" {
		t.Errorf("got %+v", o)
	}
}

func TestDistribution(t *testing.T) {
	l := newLedger(t, "2026fq1")
	l.put(0, "resident.given_up", "", "", 1000)
	l.put(0, "resident.given_up.yes", "", "", 48)
	l.put(0, "resident.given_up.no", "", "", 952)
	s := l.compute()
	o := l.get(s, "dist@2026fq1/kind=company/category=resident.given_up.yes")
	l.near("share", o.Value, .048)
	l.interval("share", o, .036393, .063066)
	l.near("other share", l.get(s, "dist@2026fq1/kind=company/category=resident.given_up.no").Value, .952)
}

// 42 % against 60 %: the ratio is .7, but its interval reaches over four fifths.
func TestAgainstReference(t *testing.T) {
	l := newLedger(t, "2026fq1")
	l.rate(0, "matched", "sex=f", 21, 50)
	l.rate(0, "matched", "sex=m", 48, 80)
	l.rate(0, "matched", "sex=unknown", 10, 80)
	l.rate(0, "matched", "age=20-29", 400, 1000)
	l.rate(0, "matched", "age=30-39", 200, 1000)
	l.rate(0, "matched", "age=40-49", 4, 1000)
	s := l.compute()
	o := l.get(s, "access-matched:ratio:m@2026fq1/kind=company/sex=f")
	l.near("ratio", o.Value, .7)
	l.interval("ratio", o, .482726, 1.015068)
	if o.Verdict != stat.Undecided {
		t.Errorf("the verdict is %s", o.Verdict)
	}
	o = l.get(s, "access-matched:gap:m@2026fq1/kind=company/sex=f")
	l.near("gap", o.Value, -.18)
	l.interval("gap", o, -.341293, -.004068)
	if o := l.get(s, "access-matched:ratio:20-29@2026fq1/kind=company/age=30-39"); o.Verdict != stat.Below {
		t.Errorf("half the rate is %s", o.Verdict)
	}
	if o := l.get(s, "access-matched:ratio:20-29@2026fq1/kind=company/age=40-49"); o.Status != release.NotComputable || o.Value != 0 {
		t.Errorf("four persons make a ratio: %+v", o)
	}
	if o := l.get(s, "access-matched:gap:20-29@2026fq1/kind=company/age=40-49"); o.Status != published {
		t.Errorf("the gap is %s", o.Status)
	}
	l.put(0, "informed", "sex=f", "", 50)
	l.put(0, "informed", "sex=m", "", 80)
	s = l.compute()
	o = l.get(s, "access-informed:ratio:m@2026fq1/kind=company/sex=f")
	if o.Value != 1 || o.HasInterval || o.Interval != (stat.Interval{}) || o.Verdict != stat.Undecided {
		t.Errorf("everybody on both sides: %+v", o)
	}
	for _, id := range []string{"access-matched:ratio:m@2026fq1/kind=company/sex=m", "access-matched:ratio:m@2026fq1/kind=company/sex=unknown"} {
		if _, ok := s.Get(id); ok {
			t.Errorf("there is %s", id)
		}
	}
}

func TestChange(t *testing.T) {
	l := newLedger(t, "2025fq1", "2025fq2", "2026fq1")
	l.score(0, "", 80, 78, 42)
	l.score(1, "", 10, 10, 90)
	l.score(2, "", 70, 84, 66)
	s := l.compute()
	o := l.get(s, "w1:change:yoy@2026fq1/kind=company/category=employee")
	l.near("change", o.Value, 17.181818)
	l.interval("change", o, 2.413110, 31.950527)
	l.near("p", o.p, .022595)
	if !o.Clear {
		t.Error("a change of 17 points with p = .02 is not clear")
	}
	if _, ok := s.Get("w1:change:yoy@2025fq2/kind=company/category=employee"); ok {
		t.Error("there is a change to a quarter that is not there")
	}
	if len(s.Quarters) != 5 {
		t.Errorf("quarters are %v, want no gap", s.Quarters)
	}
}

// Alone the change of women, p = .0455, is clear; beside that of men, it is not:
// Holm doubles the smaller p. Totals are another family.
func TestHolmAmongChanges(t *testing.T) {
	for _, men := range []bool{false, true} {
		l := newLedger(t, "2025fq1", "2026fq1")
		l.rate(0, "matched", "sex=f", 48, 80)
		l.rate(1, "matched", "sex=f", 21, 50)
		l.rate(0, "matched", "", 48, 80)
		l.rate(1, "matched", "", 21, 50)
		if men {
			l.rate(0, "matched", "sex=m", 40, 80)
			l.rate(1, "matched", "sex=m", 39, 80)
		}
		s := l.compute()
		o := l.get(s, "access-matched:change:yoy@2026fq1/kind=company/sex=f")
		l.near("p", o.p, .045423)
		if o.Clear == men {
			t.Errorf("with men %v: clear is %v", men, o.Clear)
		}
		if !l.get(s, "access-matched:change:yoy@2026fq1/kind=company").Clear {
			t.Error("the total is in the family of the sexes")
		}
	}
}

// A change has to matter as well: a point, or a tenth of what it was.
func TestThresholds(t *testing.T) {
	rate, score := &catalogue.Entry{Form: catalogue.Rate}, &catalogue.Entry{Form: catalogue.Score, Threshold: 5}
	for _, tt := range []struct {
		e              *catalogue.Entry
		before, change float64
		want           bool
	}{
		{rate, .05, .06 - .05, true}, // just below .01 in binary
		{rate, .5, .0099, false},
		{rate, .05, -.005, true},
		{rate, .05, -.0049, false},
		{rate, 0, .001, true},
		{score, 2, 4.9, false},
		{score, 2, -5, true},
		{&catalogue.Entry{Form: catalogue.Mean}, 6, .29, false},
		{&catalogue.Entry{Form: catalogue.Mean}, 6, .3, true},
	} {
		if got := matters(tt.e, tt.before, tt.change); got != tt.want {
			t.Errorf("%s from %v by %v matters: %v", tt.e.Form, tt.before, tt.change, got)
		}
	}
}

// Withheld wins over everything, for whatever else were said would tell of what
// is withheld.
func TestStatusOfRates(t *testing.T) {
	for _, tt := range []struct {
		part, whole release.Status
		x, n        int64
		want        release.Status
	}{
		{"", "", 5, 50, release.Published},
		{"", "", 0, 50, release.Published},
		{"", "", 0, 0, release.NotComputable},
		{"", "", 51, 50, release.NotComputable},
		{release.Withheld, "", 0, 50, release.Withheld},
		{release.Withheld, "", 0, 0, release.Withheld},
		{"", release.Withheld, 5, 0, release.Withheld},
		{release.NotReported, release.Withheld, 0, 0, release.Withheld},
		{release.Withheld, release.NotReported, 0, 0, release.Withheld},
		{release.NotReported, "", 0, 50, release.NotReported},
		{release.NotApplicable, release.NotReported, 0, 0, release.NotReported},
		{release.NotApplicable, "", 0, 50, release.NotApplicable},
		{"absent", "", 0, 50, release.NotReported},
		{"absent", release.Withheld, 0, 0, release.Withheld},
	} {
		l := newLedger(t, "2026fq1")
		if tt.part != "absent" {
			l.put(0, "dual_any", "", tt.part, tt.x)
		}
		l.put(0, "persons", "", tt.whole, tt.n)
		o := l.get(l.compute(), "a1b@2026fq1/kind=company")
		if o.Status != tt.want || o.Status != published && (o.Value != 0 || o.Numerator != 0 || o.Denominator != 0 || o.HasInterval) {
			t.Errorf("%+v: got %s with %v", tt, o.Status, o.Value)
		}
	}
}

// Where some told the whole and not the part, there is no rate of the whole.
func TestMissingParts(t *testing.T) {
	for _, tt := range []struct {
		part, whole int64
		want        release.Status
	}{{0, 0, published}, {2, 2, published}, {1, 0, release.NotReported}, {1, 2, release.NotReported}} {
		l := newLedger(t, "2026fq1")
		l.put(0, "dual_any", "", "", 5).Missing = tt.part
		l.put(0, "persons", "", "", 50).Missing = tt.whole
		o := l.get(l.compute(), "a1b@2026fq1/kind=company")
		if o.Status != tt.want || o.Missing != (tt.want == published && tt.whole > 0) {
			t.Errorf("%+v: got %s, missing %v", tt, o.Status, o.Missing)
		}
	}
}

func TestStatusOfSurveysAndComparisons(t *testing.T) {
	l := newLedger(t, "2025fq1", "2026fq1")
	l.put(0, "employee.enps", "", release.Withheld, 0)
	l.score(1, "", 80, 78, 42)
	l.put(1, "employee.enps", "sex=f", "", 0)
	l.put(1, "resident.life_satisfaction", "", "", 40) // without moments
	l.rate(0, "matched", "sex=f", 20, 50)
	l.rate(1, "matched", "sex=f", 20, 50)
	l.put(1, "matched", "sex=m", release.Withheld, 0)
	l.put(1, "persons", "sex=m", "", 80)
	l.rate(0, "matched", "sex=m", 0, 0)
	s := l.compute()
	for id, want := range map[string]release.Status{
		"w1@2025fq1/kind=company/category=employee":            release.Withheld,
		"w1:change:yoy@2026fq1/kind=company/category=employee": release.Withheld,
		"w1@2026fq1/kind=company/sex=f/category=employee":      release.NotComputable,
		"w3@2026fq1/kind=company/category=resident":            release.NotReported,
		"access-matched:ratio:m@2026fq1/kind=company/sex=f":    release.Withheld,
		"access-matched:gap:m@2026fq1/kind=company/sex=f":      release.Withheld,
		"access-matched:ratio:m@2025fq1/kind=company/sex=f":    release.NotComputable,
		"access-matched:change:yoy@2026fq1/kind=company/sex=m": release.Withheld,
		"access-matched:change:yoy@2026fq1/kind=company/sex=f": published,
		"access-matched@2025fq1/kind=company/sex=m":            release.NotComputable,
	} {
		if o := l.get(s, id); o.Status != want {
			t.Errorf("%s is %s, want %s", id, o.Status, want)
		}
	}
}

func TestCoverage(t *testing.T) {
	l := newLedger(t, "2026fq1")
	l.files[0].Receipts = []release.Receipt{
		{Organisation: "a", Kind: "company", Table: "people", Reported: true},
		{Organisation: "b", Kind: "company", Table: "people"},
		{Kind: "company", Table: "people", Reported: true},
		{Organisation: "c", Kind: "school", Table: "people", Reported: true},
		{Organisation: "a", Kind: "company", Table: "survey", Reported: true},
	}
	for _, g := range []string{"", "sex=f", "organisation=a", "organisation=b"} {
		l.rate(0, "dual_any", g, 20, 50)
		l.score(0, g, 20, 20, 20)
	}
	s := l.compute()
	for id, want := range map[string][2]int{
		"a1b@2026fq1/kind=company":                                 {2, 3},
		"a1b@2026fq1/kind=company/sex=f":                           {2, 3},
		"a1b@2026fq1/kind=company/organisation=a":                  {1, 1},
		"a1b@2026fq1/kind=company/organisation=b":                  {0, 1},
		"w1@2026fq1/kind=company/category=employee":                {1, 1},
		"w1@2026fq1/kind=company/organisation=b/category=employee": {0, 0},
	} {
		if o := l.get(s, id); o.Reporters != want[0] || o.Expected != want[1] {
			t.Errorf("%s: %d of %d, want %v", id, o.Reporters, o.Expected, want)
		}
	}
}

// empty is an observation without a number.
func empty(o Observation) bool {
	return o.Value == 0 && o.Interval == stat.Interval{} && !o.HasInterval && o.Numerator == 0 && o.Denominator == 0 &&
		o.Respondents == 0 && len(o.Answers) == 0 && o.Verdict == "" && !o.Clear && !o.Missing && o.Method == ""
}

// bounds are the ends of the scale of an observation.
func bounds(o *Observation) (b stat.Interval, ok bool) {
	size := map[catalogue.Form]float64{catalogue.Rate: 1, catalogue.Share: 1, catalogue.Distribution: 1, catalogue.Score: 100, catalogue.Mean: 10}[o.Entry.Form]
	switch {
	case size == 0:
	case o.Statistic == Ratio, o.Statistic == Standardised && o.Reference != "":
		return stat.Interval{Upper: math.MaxFloat64}, true
	case o.Statistic == Change && o.Entry.Form == catalogue.Score:
		return stat.Interval{Lower: -200, Upper: 200}, true
	case o.Statistic == Change, o.Statistic == Gap, o.Statistic == Value && o.Entry.Form == catalogue.Score:
		return stat.Interval{Lower: -size, Upper: size}, true
	case o.Statistic == Value, o.Statistic == Standardised:
		return stat.Interval{Upper: size}, true
	}
	return b, false
}

func TestEveryObservation(t *testing.T) {
	for seed := range uint64(20) {
		s := randomLedger(t, seed).compute()
		seen := map[string]bool{}
		for _, o := range all(s) {
			id, err := dim.ParseID(o.ID())
			if err != nil || seen[o.ID()] || id.KPI != o.Entry.ID || id.Codes != s.Lists.IDs(o.Key.Codes) {
				t.Errorf("%s: %v, twice %v", o.ID(), err, seen[o.ID()])
			}
			seen[o.ID()] = true
			for _, v := range []float64{o.Value, o.Interval.Lower, o.Interval.Upper} {
				if math.IsNaN(v) || math.IsInf(v, 0) {
					t.Errorf("%s has %v", o.ID(), v)
				}
			}
			if o.Status != published && !empty(o) {
				t.Errorf("%s is %s and has a number: %+v", o.ID(), o.Status, o)
			}
			if o.HasInterval != (o.Method != "") || !o.HasInterval && o.Interval != (stat.Interval{}) {
				t.Errorf("%s: method %q, interval %v %v", o.ID(), o.Method, o.HasInterval, o.Interval)
			}
			if i := o.Interval; o.HasInterval && o.Method != string(stat.AdjustedWald) && !(i.Lower <= o.Value && o.Value <= i.Upper) {
				t.Errorf("%s: %v is not in its interval %v by %s", o.ID(), o.Value, i, o.Method)
			}
			if b, ok := bounds(&o); ok && o.Status == published && (o.Value < b.Lower || o.Value > b.Upper || o.HasInterval && (o.Interval.Lower < b.Lower || o.Interval.Upper > b.Upper)) {
				t.Errorf("%s: %v, %v is not within %v", o.ID(), o.Value, o.Interval, b)
			}
			p, ok := s.Get(o.ID())
			if !ok || p.ID() != o.ID() || p.Value != o.Value || p.Interval != o.Interval || p.Status != o.Status || p.Clear != o.Clear {
				t.Errorf("%s is found as %+v, want %+v", o.ID(), p, o)
			}
		}
	}
}

// The order of cells in a release shows nowhere, to the last bit.
func TestOrderDoesNotMatter(t *testing.T) {
	want := all(randomLedger(t, 1).compute())
	for seed := range uint64(5) {
		l := randomLedger(t, 1)
		r := rand.New(rand.NewPCG(seed, 9))
		for _, f := range l.files {
			r.Shuffle(len(f.Cells), func(i, j int) { f.Cells[i], f.Cells[j] = f.Cells[j], f.Cells[i] })
		}
		got := all(l.compute())
		if len(got) != len(want) {
			t.Fatalf("%d observations, want %d", len(got), len(want))
		}
		for i := range got {
			a, b := got[i], want[i]
			if math.Float64bits(a.p) != math.Float64bits(b.p) {
				t.Errorf("%s: p %v and %v", a.ID(), a.p, b.p)
			}
			a.p, b.p, a.set, b.set, a.Entry, b.Entry = 0, 0, nil, nil, nil, nil // NaN is not equal to itself
			if !reflect.DeepEqual(a, b) {
				t.Fatalf("got %+v\nwant %+v", a, b)
			}
		}
	}
}

func TestSet(t *testing.T) {
	l := newLedger(t, "2025fq4", "2026fq2")
	l.rate(0, "dual_any", "", 10, 50)
	l.rate(0, "dual_any", "sex=m", 10, 50)
	l.rate(0, "dual_any", "sex=f", 10, 50)
	l.rate(0, "dual_any", "sex=unknown", 10, 50)
	l.put(1, "persons", "", release.Withheld, 0)
	s := l.compute()
	e, _ := catalogue.Catalogue{{ID: "a1b", Form: catalogue.Rate}}.Entry("a1b")
	company, _ := s.Lists.Code(dim.Kind, "company")
	base := s.Base(e, company)
	series := s.Series("a1b", Value, "", base)
	if len(series) != 3 || series[0] == nil || series[1] != nil || series[2] == nil {
		t.Errorf("the series is %v", series)
	}
	if o := s.Latest("a1b", base); o == nil || o.ID() != "a1b@2025fq4/kind=company" {
		t.Errorf("the latest is %v", o)
	}
	var sexes []string
	for _, o := range s.Groups("a1b", Value, "", s.Quarters[0], base, dim.Sex) {
		sexes = append(sexes, s.Lists.ID(dim.Sex, o.Key.Codes[dim.Sex]))
	}
	if want := []string{"f", "m", "unknown"}; !slices.Equal(sexes, want) {
		t.Errorf("groups are %v, want %v", sexes, want)
	}
	employee, _ := s.Lists.Code(dim.Category, "employee")
	w1, _ := catalogue.Catalogue{{ID: "w1", Form: catalogue.Score, Item: "enps", Population: "employee"}}.Entry("w1")
	if b := s.Base(w1, company); b[dim.Category] != employee {
		t.Errorf("the base of a score is %v", b)
	}
}
