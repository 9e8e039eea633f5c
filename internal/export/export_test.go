package export_test

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/audit"
	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/export"
	"fukusen/internal/kpi"
	"fukusen/internal/output"
	"fukusen/internal/protect"
	"fukusen/internal/release"
	"fukusen/internal/stat"
)

const item = "employee.life_satisfaction"

// file is a release of two sexes, of which the survey shows both or none.
func file(t *testing.T) *release.File {
	t.Helper()
	f := &release.File{
		Format: 1, ID: "2026fq1-r2", Quarter: "2026fq1", SHA256: "released",
		Rules:    release.Rules{K: 10, KSensitive: 30, AnswerMargin: 3, MinAggregated: 3, Zeros: "public"},
		Registry: json.RawMessage(`{}`), Catalogue: json.RawMessage(`[
			{"id":"a1","form":"rate","numerator":["people.dual_any"],"denominator":["people.persons"]},
			{"id":"w2","form":"mean","item":"life_satisfaction","population":"employee"}]`),
		Lists: map[string][]dim.Entry{
			"kind": {{ID: "company", JA: "企業", EN: "Companies"}},
			"sex":  {{ID: "f", JA: "女性"}, {ID: "m", JA: `男性,"男"`, Level: "l"}},
		},
		Receipts: []release.Receipt{
			{Kind: "company", Table: "survey_tally", Reported: true}, {Kind: "company", Table: "survey", Reported: true},
			{Kind: "company", Table: "people"}, {Organisation: "aoba", Kind: "company", Table: "people", Reported: true},
		},
	}
	con := contract.New(nil)
	for _, e := range con.Categories() {
		if e.ID == "employee" || strings.HasPrefix(e.ID, item) {
			f.Lists["category"] = append(f.Lists["category"], e)
		}
	}
	var err error
	if f.Items, err = json.Marshal(con.Items); err != nil {
		t.Fatal(err)
	}
	person := func(sex string, st release.Status, n int64) {
		f.Cells = append(f.Cells, release.Cell{Table: "people", Measure: "persons",
			Codes: release.Codes{dim.Kind: "company", dim.Sex: sex}, Status: st, Value: n})
	}
	f.Cells = append(f.Cells, release.Cell{Table: "people", Measure: "dual_any",
		Codes: release.Codes{dim.Kind: "company"}, Status: release.Published, Value: 30})
	person("", release.Published, 90)
	person("f", release.Withheld, 4711) // no release holds such a number; none may come through
	person("m", release.Withheld, 4711)
	answers(f, "", release.Published, 15, 20, 25)
	answers(f, "f", release.Withheld, 4711, 4711, 4711)
	answers(f, "m", release.Withheld, 4711, 4711, 4711)
	return f
}

// answers adds the respondents to the item, with points as if all had chosen
// the lowest of their class, and its answers.
func answers(f *release.File, sex string, st release.Status, low, middle, high int64) {
	codes := release.Codes{dim.Kind: "company", dim.Sex: sex, dim.Category: item}
	all := release.Cell{Table: "survey", Measure: "respondents", Codes: codes, Status: st, Value: low + middle + high}
	if st == release.Published {
		all.Moments = &release.Moments{Sum: 5*middle + 7*high, Squares: 25*middle + 49*high}
	}
	f.Cells = append(f.Cells, all)
	for i, n := range []int64{low, middle, high} {
		codes[dim.Category] = item + "." + []string{"low", "middle", "high"}[i]
		f.Cells = append(f.Cells, release.Cell{Table: "survey", Measure: "respondents", Codes: codes, Status: st, Value: n})
	}
}

func open(t *testing.T, f *release.File) *protect.Cube {
	t.Helper()
	c, err := protect.Open(dim.Fiscal, f)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// observations are a published rate, a withheld one that still holds numbers, a
// ratio and a score.
func observations(c *protect.Cube) *kpi.Set {
	rate := &catalogue.Entry{ID: "a1", Form: catalogue.Rate}
	mean := &catalogue.Entry{ID: "w2", Form: catalogue.Mean}
	l := c.Lists()
	key := func(sex, category string) dim.Key {
		codes, _ := l.Codes([dim.NumAxes]string{dim.Kind: "company", dim.Sex: sex, dim.Category: category})
		return dim.Key{Period: dim.Period{First: c.Quarters()[0], N: 1}, Codes: codes}
	}
	third := kpi.Observation{
		Entry: rate, Key: key("", ""), Statistic: kpi.Value, Status: release.Published,
		Value: 1.0 / 3, Interval: stat.Interval{Lower: 0.25, Upper: 0.5}, HasInterval: true,
		Numerator: 30, Denominator: 90, Method: "wilson", Reporters: 1, Expected: 2,
	}
	hidden := third
	hidden.Key, hidden.Status = key("f", ""), release.Withheld
	ratio := kpi.Observation{
		Entry: rate, Key: key("f", ""), Statistic: kpi.Ratio, Reference: "m",
		Status: release.NotComputable,
	}
	points := kpi.Observation{
		Entry: mean, Key: key("", "employee"), Statistic: kpi.Value,
		Status: release.Published, Value: 275.0 / 60, Numerator: 275, Denominator: 60, Respondents: 60, Method: "t",
	}
	return kpi.NewSet(l, dim.Fiscal, c.Quarters(), []kpi.Observation{third, hidden, ratio, points})
}

func write(t *testing.T, f *release.File) *output.Tree {
	t.Helper()
	c := open(t, f)
	tree := &output.Tree{}
	if err := export.Write(tree, c, observations(c), export.About{}); err != nil {
		t.Fatal(err)
	}
	return tree
}

func text(t *testing.T, tree *output.Tree, path string) string {
	t.Helper()
	data, err := tree.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func same(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s:\ngot\n%s\nwant\n%s", what, got, want)
	}
}

func TestCells(t *testing.T) {
	same(t, "cells.csv", text(t, write(t, file(t)), export.CellsPath), `table,measure,kind,period,window,area,origin,organisation,sex,age,sport,category,value,status
people,dual_any,company,2026fq1,1,,,,,,,,30,published
people,persons,company,2026fq1,1,,,,,,,,90,published
people,persons,company,2026fq1,1,,,,f,,,,,withheld
people,persons,company,2026fq1,1,,,,m,,,,,withheld
survey,respondents,company,2026fq1,1,,,,,,,employee.life_satisfaction,60,published
survey,points,company,2026fq1,1,,,,,,,employee.life_satisfaction,275,published
survey,points_squared,company,2026fq1,1,,,,,,,employee.life_satisfaction,1725,published
survey,respondents,company,2026fq1,1,,,,f,,,employee.life_satisfaction,,withheld
survey,points,company,2026fq1,1,,,,f,,,employee.life_satisfaction,,withheld
survey,points_squared,company,2026fq1,1,,,,f,,,employee.life_satisfaction,,withheld
survey,respondents,company,2026fq1,1,,,,m,,,employee.life_satisfaction,,withheld
survey,points,company,2026fq1,1,,,,m,,,employee.life_satisfaction,,withheld
survey,points_squared,company,2026fq1,1,,,,m,,,employee.life_satisfaction,,withheld
survey,respondents,company,2026fq1,1,,,,,,,employee.life_satisfaction.high,25,published
survey,respondents,company,2026fq1,1,,,,f,,,employee.life_satisfaction.high,,withheld
survey,respondents,company,2026fq1,1,,,,m,,,employee.life_satisfaction.high,,withheld
survey,respondents,company,2026fq1,1,,,,,,,employee.life_satisfaction.low,15,published
survey,respondents,company,2026fq1,1,,,,f,,,employee.life_satisfaction.low,,withheld
survey,respondents,company,2026fq1,1,,,,m,,,employee.life_satisfaction.low,,withheld
survey,respondents,company,2026fq1,1,,,,,,,employee.life_satisfaction.middle,20,published
survey,respondents,company,2026fq1,1,,,,f,,,employee.life_satisfaction.middle,,withheld
survey,respondents,company,2026fq1,1,,,,m,,,employee.life_satisfaction.middle,,withheld
`)
}

func TestObservations(t *testing.T) {
	const header = "id,kpi,statistic,reference,kind,period,window,area,origin,organisation,sex,age,sport,category," +
		"value,unit,lower,upper,numerator,denominator,respondents,reporters,expected,method,status,flag\n"
	same(t, "observations.csv", text(t, write(t, file(t)), export.ObservationsPath), header+
		`a1@2026fq1/kind=company,a1,value,,company,2026fq1,1,,,,,,,,0.333333333,proportion,0.25,0.5,30,90,,1,2,wilson,published,r
a1@2026fq1/kind=company/sex=f,a1,value,,company,2026fq1,1,,,,f,,,,,proportion,,,,,,1,2,,withheld,r
a1:ratio:m@2026fq1/kind=company/sex=f,a1,ratio,m,company,2026fq1,1,,,,f,,,,,ratio,,,,,,,,,not_computable,r
w2@2026fq1/kind=company/category=employee,w2,value,,company,2026fq1,1,,,,,,,employee,4.58333333,points,,,275,60,60,,,t,published,r
`)
}

func TestFlags(t *testing.T) {
	for _, tt := range []struct{ id, hash, want string }{{"2026fq1-r1", "x", ""}, {"2026fq1-r12", "x", "r"}, {"2026fq1-r1", "", "p"}} {
		f := file(t)
		f.ID, f.SHA256 = tt.id, tt.hash
		if got := text(t, write(t, f), export.ObservationsPath); !strings.HasSuffix(got, ",published,"+tt.want+"\n") {
			t.Errorf("%+v: got %s", tt, got)
		}
	}
}

func TestCodes(t *testing.T) {
	got := strings.Split(text(t, write(t, file(t)), export.CodesPath), "\n")
	for i, want := range []string{
		"axis,code,parent,ja,en,level",
		"kind,company,,企業,Companies,",
		"sex,f,,女性,,",
		`sex,m,,"男性,""男""",,l`,
		"category,employee,,従業員,Employees,",
		"category,employee.life_satisfaction,employee,生活満足度,Life satisfaction,",
		"category,employee.life_satisfaction.high,employee.life_satisfaction,7~10,7 to 10,",
	} {
		if got[i] != want {
			t.Errorf("line %d is %q, want %q", i+1, got[i], want)
		}
	}
}

func TestDefinitions(t *testing.T) {
	var d struct {
		Format   int
		Basis    string
		Quarters []struct {
			Quarter, Release string
			Rules            map[string]any
		}
		Measures []struct {
			Table, ID, Behaviour, Class string
			PartOf                      []string `json:"part_of"`
		}
		Items []struct {
			ID      string
			Answers []struct{ Code string }
		}
		KPIs []struct{ ID string }
	}
	body := text(t, write(t, file(t)), export.KPIsPath)
	if err := json.Unmarshal([]byte(body), &d); err != nil {
		t.Fatal(err)
	}
	if d.Format != 1 || d.Basis != "fiscal" || len(d.KPIs) != 2 || d.KPIs[0].ID != "a1" {
		t.Errorf("got %+v", d)
	}
	q := d.Quarters[0]
	if q.Quarter != "2026fq1" || q.Release != "2026fq1-r2" || q.Rules["k"] != 10.0 {
		t.Errorf("quarter is %+v", q)
	}
	var rest []string
	for _, m := range d.Measures {
		rest = append(rest, strings.Join([]string{m.Table, m.ID, m.Behaviour, m.Class, strings.Join(m.PartOf, "+")}, " "))
	}
	for _, want := range []string{
		"people persons stock persons ", "people dual_paid stock persons dual_any+employed", "people continued_90d cohort persons matched",
		"survey respondents stock respondents ", "survey points stock moments ", "survey points_squared stock moments ",
	} {
		if !slices.Contains(rest, want) {
			t.Errorf("no measure %q in %q", want, rest)
		}
	}
	if !strings.Contains(body, `"ja": "生活満足度"`) || strings.Contains(body, "4711") {
		t.Errorf("definitions are\n%s", body)
	}
}

// TestAuditReads: the audit understands what is written, and finds nothing but
// what was put there.
func TestAuditReads(t *testing.T) {
	r, err := audit.Run(write(t, file(t)).FS())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Findings() {
		t.Errorf("clean release: %s", f.Line(diag.EN))
	}
	if r.Cells != 22 || r.Withheld != 14 || r.Relations == 0 {
		t.Errorf("report is %+v", r)
	}
	f := file(t)
	f.Cells[3].Status, f.Cells[3].Value = release.Published, 60
	if r, err = audit.Run(write(t, f).FS()); err != nil || len(r.Determined) != 1 || r.Determined[0].Value != 30 {
		t.Errorf("90 - 60 gives %+v, %v", r.Determined, err)
	}
}

func TestMomentsMissing(t *testing.T) {
	f := file(t)
	f.Cells[4].Moments = nil
	c := open(t, f)
	if err := export.Write(&output.Tree{}, c, observations(c), export.About{}); err == nil || !strings.Contains(err.Error(), item) {
		t.Errorf("got %v, want an error that names %s", err, item)
	}
}

func TestNumber(t *testing.T) {
	tests := []struct {
		in   float64
		want string
	}{
		{0, "0"}, {math.Copysign(0, -1), "0"}, {1, "1"}, {0.1 + 0.2, "0.3"}, {2.0 / 3, "0.666666667"},
		{-100.0 / 3, "-33.3333333"}, {1e-7 / 3, "0.0000000333333333"}, {123456789012, "123456789000"}, {0.05, "0.05"},
	}
	for _, tt := range tests {
		if got := export.Number(tt.in); got != tt.want {
			t.Errorf("Number(%v) = %s, want %s", tt.in, got, tt.want)
		}
	}
}
