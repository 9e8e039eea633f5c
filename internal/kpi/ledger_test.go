package kpi

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/protect"
	"fukusen/internal/release"
)

// A ledger is release files in the making.
type ledger struct {
	testing.TB
	files []*release.File
}

var entries = map[string]string{
	"kind":         "company school municipality",
	"organisation": "a b c unlisted",
	"area":         "99301 99302",
	"sex":          "f m unknown",
	"age":          "20-29 30-39 40-49",
}

func newLedger(t testing.TB, quarters ...string) *ledger {
	t.Helper()
	con := contract.New(nil)
	con.Items = append(con.Items, contract.Item{ID: "given_up", Answers: []contract.Answer{{Code: "yes"}, {Code: "no"}}})
	cat, err := catalogue.Core()
	if err != nil {
		t.Fatal(err)
	}
	cat = append(cat,
		catalogue.Entry{ID: "dist", Form: catalogue.Distribution, Item: "given_up", Population: "resident"},
		catalogue.Entry{ID: "odd", Form: catalogue.Rate, Numerator: terms("people.wish"), Denominator: terms("people.preparing")})
	for i := range cat {
		if cat[i].Access {
			cat[i].Against = map[string]string{"sex": "m", "age": "20-29"}
		}
	}
	l := &ledger{TB: t}
	for _, q := range quarters {
		f := &release.File{Format: 1, ID: q + "-r1", Quarter: q, SHA256: "x", Lists: map[string][]dim.Entry{"category": con.Categories()}}
		for axis, ids := range entries {
			for id := range strings.FieldsSeq(ids) {
				f.Lists[axis] = append(f.Lists[axis], dim.Entry{ID: id})
			}
		}
		f.Registry, f.Catalogue, f.Items = []byte("{}"), l.json(cat), l.json(con.Items)
		l.files = append(l.files, f)
	}
	return l
}

func (l *ledger) json(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		l.Fatal(err)
	}
	return data
}

// put adds a cell to a file; the status may be "".
func (l *ledger) put(f int, measure, group string, status release.Status, value int64) *release.Cell {
	l.Helper()
	c := release.Cell{Table: "people", Measure: measure, Status: status, Value: value}
	if table, id, ok := strings.Cut(measure, "/"); ok {
		c.Table, c.Measure, measure = table, id, ""
	}
	if status == "" {
		c.Status = published
	}
	if group != "" {
		group = "/" + group
	}
	if rest, register := strings.CutPrefix(group, "/"+total); register {
		group = strings.TrimPrefix(rest, "/")
	} else {
		group = "kind=company" + group
	}
	if err := c.Codes.UnmarshalText([]byte(group)); err != nil {
		l.Fatal(err)
	}
	if strings.Contains(measure, ".") {
		c.Table, c.Measure, c.Codes[dim.Category] = contract.FamilySurvey, contract.MeasureRespondents, measure
	}
	cells := &l.files[f].Cells
	*cells = append(*cells, c)
	return &(*cells)[len(*cells)-1]
}

// rate adds numerator and denominator of a rate of measures.
func (l *ledger) rate(f int, measure, group string, x, n int64) {
	l.Helper()
	l.put(f, measure, group, "", x)
	l.put(f, "persons", group, "", n)
}

// score adds detractors, passives and promoters.
func (l *ledger) score(f int, group string, answers ...int64) {
	l.Helper()
	item := "employee.enps"
	l.put(f, item, group, "", answers[0]+answers[1]+answers[2])
	for i, a := range []string{"detractors", "passives", "promoters"} {
		l.put(f, item+"."+a, group, "", answers[i])
	}
}

// points adds the answers 0 to 10 to a question with a mean.
func (l *ledger) points(f int, group string, counts ...int64) {
	l.Helper()
	var n, sum, squares int64
	for p, c := range counts {
		n, sum, squares = n+c, sum+c*int64(p), squares+c*int64(p)*int64(p)
	}
	l.put(f, "resident.life_satisfaction", group, "", n).Moments = &release.Moments{Sum: sum, Squares: squares}
}

func (l *ledger) compute() *Set {
	l.Helper()
	c, err := protect.Open(dim.Fiscal, l.files...)
	if err != nil {
		l.Fatal(err)
	}
	return Compute(c)
}

func (l *ledger) get(s *Set, id string) *Observation {
	l.Helper()
	o, ok := s.Get(id)
	if !ok {
		l.Fatalf("there is no %s", id)
	}
	return o
}

// near compares with a value that the handbook prints to six decimals.
func (l *ledger) near(what string, got, want float64) {
	l.Helper()
	if !(math.Abs(got-want) < 6e-7) {
		l.Errorf("%s: got %.7f, want %.6f", what, got, want)
	}
}

func (l *ledger) interval(what string, o *Observation, lower, upper float64) {
	l.Helper()
	if !o.HasInterval {
		l.Errorf("%s has no interval", what)
	}
	l.near(what+" lower", o.Interval.Lower, lower)
	l.near(what+" upper", o.Interval.Upper, upper)
}

// randomLedger has cells of every status.
func randomLedger(t testing.TB, seed uint64) *ledger {
	r := rand.New(rand.NewPCG(seed, 5))
	l := newLedger(t, "2025fq1", "2025fq3", "2026fq1")
	statuses := []release.Status{"", "", "", release.Withheld, release.NotReported, release.NotApplicable}
	number := func(s release.Status, n int64) int64 {
		if s != "" {
			return 0
		}
		return n
	}
	for f := range l.files {
		for _, g := range []string{"", "sex=f", "sex=m", "age=20-29", "age=30-39", "organisation=a", "area=99301/sex=f", "area=99301/sex=m"} {
			n := []int64{0, 10, 60, 5000}[r.IntN(4)]
			for _, m := range []string{"persons", "employed", "dual_any", "dual_paid", "informed", "matched", "wish", "preparing"} {
				s := statuses[r.IntN(len(statuses))]
				l.put(f, m, g, s, number(s, n))
				n = r.Int64N(n + 1)
			}
			l.score(f, g, r.Int64N(50), r.Int64N(50), r.Int64N(50))
			l.points(f, g, r.Int64N(9), 0, 0, 4, r.Int64N(9))
			s := statuses[r.IntN(len(statuses))]
			l.put(f, "resident.area_enps", g, s, number(s, 30))
			for i, a := range []string{"detractors", "passives", "promoters"} {
				l.put(f, "resident.area_enps."+a, g, s, number(s, []int64{0, 0, 30}[i]))
			}
		}
	}
	return l
}

func terms(text string) catalogue.Terms { return catalogue.Terms{catalogue.ParseTerm(text)} }

// all gives every observation, for those who look at many at once.
func all(s *Set) []Observation {
	var list []Observation
	for o := range s.All() {
		list = append(list, *o)
	}
	return list
}
