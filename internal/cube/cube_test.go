package cube

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/source"
)

var (
	con   = contract.New(nil)
	lists = newLists()
)

func newLists() *dim.Lists {
	entries := map[dim.Axis][]dim.Entry{dim.Category: con.Categories()}
	for a, ids := range map[dim.Axis]string{
		dim.Kind: "company", dim.Organisation: "a b c", dim.Area: "99301 99302 unknown",
		dim.Sex: "f m x unknown", dim.Age: "20-29 30-39 unknown",
	} {
		for id := range strings.FieldsSeq(ids) {
			entries[a] = append(entries[a], dim.Entry{ID: id})
		}
	}
	l, err := dim.NewLists(entries)
	if err != nil {
		panic(err)
	}
	return l
}

func code(a dim.Axis, id string) dim.Code {
	c, ok := lists.Code(a, id)
	if !ok {
		panic("no code " + id)
	}
	return c
}

const quarter = dim.Quarter(4*2026 + 1)

// people is the layout of a file with persons, dual_any and wish, in an order
// that is not the contract's.
func people() *source.Layout {
	t, _ := con.Table("people")
	l := &source.Layout{Table: t}
	for _, id := range []string{"wish", "persons", "dual_any"} {
		m, _ := t.Measure(id)
		l.Measures = append(l.Measures, m)
	}
	return l
}

func survey() *source.Layout {
	t, _ := con.Table("survey")
	l := &source.Layout{Table: t}
	for _, id := range []string{"life_satisfaction", "area_enps"} {
		it, _ := con.Item(id)
		l.Items = append(l.Items, it)
	}
	return l
}

func tally() *source.Layout {
	t, _ := con.Table("survey_tally")
	return &source.Layout{Table: t, Measures: []*contract.Measure{&t.Measures[0]}}
}

// A file is the rows that one export gives.
type file struct {
	name   string
	layout *source.Layout
	rows   []source.Row
}

func row(line int, org, sex string, values ...source.Value) source.Row {
	return source.Row{Quarter: quarter, Revision: 1, Line: line, Values: values, Codes: dim.Codes{}.
		With(dim.Kind, code(dim.Kind, "company")).With(dim.Organisation, code(dim.Organisation, org)).
		With(dim.Area, code(dim.Area, "99301")).With(dim.Sex, code(dim.Sex, sex))}
}

func ofPopulation(r source.Row, population string) source.Row {
	r.Codes[dim.Category] = code(dim.Category, population)
	return r
}

func counted(r source.Row, item, answer string, n source.Value) source.Row {
	r = ofPopulation(r, "resident")
	r.Item = slices.IndexFunc(con.Items, func(it contract.Item) bool { return it.ID == item })
	r.Answer = reply(item, answer)
	r.Values = []source.Value{n}
	return r
}

func n(v int64) source.Value { return source.Value{N: v} }

// reply reads an answer to an item, "" for none.
func reply(item, answer string) source.Value {
	it, _ := con.Item(item)
	if answer == "" {
		return source.Value{Status: source.Missing}
	}
	i, point, ok := it.Classify(answer)
	if !ok {
		panic("no answer " + answer)
	}
	return source.Value{N: int64(i), Point: int32(point)}
}

func merge(t *testing.T, files ...file) (*Cube, diag.List) {
	t.Helper()
	var parts []*Part
	for _, f := range files {
		p := NewPart(source.File{Path: f.name}, lists, con)
		for batch := range slices.Chunk(f.rows, 3) {
			if err := p.Sink(f.layout, batch); err != nil {
				t.Fatal(err)
			}
		}
		parts = append(parts, p)
	}
	return Merge(parts, con)
}

// find gives the sums of a series for an organisation and sex.
func find(t *testing.T, c *Cube, name, org, sex string) Cell {
	t.Helper()
	for _, s := range c.Series {
		id := s.Population
		if s.Item != nil {
			id += "." + s.Item.ID
		} else {
			id = s.Measure.ID
		}
		for _, x := range s.Cells {
			if id == name && x.Codes[dim.Organisation] == code(dim.Organisation, org) && x.Codes[dim.Sex] == code(dim.Sex, sex) {
				return x
			}
		}
	}
	return Cell{}
}

func same(t *testing.T, what string, got, want Sums) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %+v, want %+v", what, got, want)
	}
}

// The four things that a field can hold are counted apart, and a column that
// the file does not have is missing from every row.
func TestFourThings(t *testing.T) {
	c, finds := merge(t, file{"a.csv", people(), []source.Row{
		row(2, "a", "f", n(3), n(40), source.Value{Status: source.SourceWithheld}),
		row(3, "a", "m", source.Value{Status: source.NotApplicable}, n(50), source.Value{Status: source.Missing}),
		row(4, "b", "f", n(0), n(7), n(0)),
	}})
	if len(finds) > 0 {
		t.Fatal(finds)
	}
	same(t, "persons", find(t, c, "persons", "a", "f").Sums, Sums{Sum: 40, Rows: 1})
	same(t, "withheld", find(t, c, "dual_any", "a", "f").Sums, Sums{SourceWithheld: 1})
	same(t, "missing", find(t, c, "dual_any", "a", "m").Sums, Sums{Missing: 1})
	same(t, "not applicable", find(t, c, "wish", "a", "m").Sums, Sums{NotApplicable: 1})
	same(t, "zero", find(t, c, "dual_any", "b", "f").Sums, Sums{Rows: 1})
	same(t, "no column", find(t, c, "informed", "a", "f").Sums, Sums{Missing: 1})
	var order []string
	for _, s := range c.Series {
		order = append(order, s.Measure.ID)
	}
	if want := "persons employed dual_paid dual_any wish"; !strings.HasPrefix(strings.Join(order, " "), want) {
		t.Errorf("series are %v, want the contract's order", order)
	}
}

// Answers are counted by class, and the moments are those of the points. The
// expected values are worked out by hand.
func TestAnswersAndMoments(t *testing.T) {
	var rows []source.Row
	for i, points := range [][2]string{{"3", "10"}, {"7", "9"}, {"10", "0"}, {"", "7"}, {"5", ""}} {
		rows = append(rows, ofPopulation(row(i+2, "a", "f", reply("life_satisfaction", points[0]), reply("area_enps", points[1])), "resident"))
	}
	rows = append(rows, ofPopulation(row(9, "a", "f", reply("life_satisfaction", "1"), reply("area_enps", "1")), "employee"))
	c, _ := merge(t, file{"a.csv", survey(), rows})
	x := find(t, c, "resident.life_satisfaction", "a", "f")
	same(t, "life", x.Sums, Sums{Sum: 4, Rows: 4, Missing: 1, Points: 3 + 7 + 10 + 5, Squares: 9 + 49 + 100 + 25})
	if want := []int64{1, 1, 2}; !slices.Equal(x.Answers, want) {
		t.Errorf("life: answers %v, want %v", x.Answers, want)
	}
	x = find(t, c, "resident.area_enps", "a", "f")
	same(t, "area", x.Sums, Sums{Sum: 4, Rows: 4, Missing: 1}) // no mean: no moments
	if want := []int64{1, 1, 2}; !slices.Equal(x.Answers, want) {
		t.Errorf("area: answers %v, want %v", x.Answers, want)
	}
	same(t, "other population", find(t, c, "employee.area_enps", "a", "f").Sums, Sums{Sum: 1, Rows: 1})
}

// The same answers as counts give the same cells.
func TestTallyIsSurvey(t *testing.T) {
	var answers []source.Row
	counts := map[string]int64{}
	r := rand.New(rand.NewPCG(1, 1))
	for i := range 200 {
		p := fmt.Sprint(r.IntN(11))
		counts[p]++
		answers = append(answers, ofPopulation(row(i+2, "a", "f", reply("life_satisfaction", p), source.Value{Status: source.Missing}), "resident"))
	}
	var rows []source.Row
	for p := range 11 {
		rows = append(rows, counted(row(p+2, "a", "f"), "life_satisfaction", fmt.Sprint(p), n(counts[fmt.Sprint(p)])))
	}
	one, _ := merge(t, file{"a.csv", survey(), answers})
	two, finds := merge(t, file{"b.csv", tally(), rows})
	a, b := find(t, one, "resident.life_satisfaction", "a", "f"), find(t, two, "resident.life_satisfaction", "a", "f")
	if len(finds) > 0 || !reflect.DeepEqual(a, b) || a.Sums.Sum != 200 {
		t.Errorf("answers give %+v, counts %+v %v", a, b, finds)
	}
}

// A count that the submitter keeps back, or forgets, leaves the item unknown;
// how many gave no answer is another matter.
func TestTallyWithGaps(t *testing.T) {
	for _, tt := range []struct {
		answer string
		count  source.Value
		want   Sums
	}{
		{"promoters", source.Value{Status: source.SourceWithheld}, Sums{Sum: 20, Rows: 20, SourceWithheld: 1}},
		{"promoters", source.Value{Status: source.Missing}, Sums{Sum: 20, Rows: 20, SourceWithheld: 1}},
		{"promoters", source.Value{Status: source.NotApplicable}, Sums{Sum: 20, Rows: 20}},
		{"", source.Value{Status: source.SourceWithheld}, Sums{Sum: 20, Rows: 20}},
		{"", n(4), Sums{Sum: 20, Rows: 20, Missing: 4}},
	} {
		c, finds := merge(t, file{"a.csv", tally(), []source.Row{
			counted(row(2, "a", "f"), "area_enps", "detractors", n(20)),
			counted(row(3, "a", "f"), "area_enps", tt.answer, tt.count),
		}})
		if len(finds) > 0 {
			t.Error(finds)
		}
		same(t, fmt.Sprintf("%q %v", tt.answer, tt.count), find(t, c, "resident.area_enps", "a", "f").Sums, tt.want)
	}
}

// Whatever the order of rows and files, the cube is the same, and its sums are
// those of a plain loop over all rows.
func TestOrderDoesNotMatter(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	files, persons, likes := randomFiles(r)
	want, finds := merge(t, files...)
	if finds.Errors() > 0 {
		t.Fatal(finds)
	}
	for _, s := range want.Series {
		for _, x := range s.Cells {
			if s.Item == nil && s.Measure.ID == "persons" && x.Sums.Sum != persons[x.Codes] {
				t.Errorf("persons %v: %d, want %d", x.Codes, x.Sums.Sum, persons[x.Codes])
			}
			if s.Item != nil && s.Item.ID == "life_satisfaction" && x.Sums.Points != likes[x.Codes] {
				t.Errorf("points %v: %d, want %d", x.Codes, x.Sums.Points, likes[x.Codes])
			}
		}
	}
	for range 20 {
		r.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
		for _, f := range files {
			r.Shuffle(len(f.rows), func(i, j int) { f.rows[i], f.rows[j] = f.rows[j], f.rows[i] })
		}
		if got, _ := merge(t, files...); !reflect.DeepEqual(got, want) {
			t.Fatal("another order gives another cube")
		}
	}
}

// randomFiles makes two files of persons and two of answers, and what persons
// and points of life satisfaction add up to.
func randomFiles(r *rand.Rand) (files []file, persons, likes map[dim.Codes]int64) {
	persons, likes = map[dim.Codes]int64{}, map[dim.Codes]int64{}
	for _, org := range []string{"a", "b"} {
		p, s := file{org + "-p.csv", people(), nil}, file{org + "-s.csv", survey(), nil}
		for _, sex := range []string{"f", "m", "unknown"} {
			x := row(len(p.rows)+2, org, sex, n(r.Int64N(9)), n(r.Int64N(1000)), n(r.Int64N(9)))
			persons[x.Codes] += x.Values[1].N
			p.rows = append(p.rows, x)
			for range 40 {
				y := ofPopulation(row(len(s.rows)+2, org, sex, reply("life_satisfaction", fmt.Sprint(r.IntN(11))), reply("area_enps", "9")), "resident")
				likes[y.Codes.With(dim.Category, dim.Total)] += int64(y.Values[0].Point)
				s.rows = append(s.rows, y)
			}
		}
		files = append(files, p, s)
	}
	return files, persons, likes
}

func revised(r source.Row, revision int, q dim.Quarter) source.Row {
	r.Revision, r.Quarter = revision, q
	return r
}

// The newest revision replaces all that the organisation sent of the table and
// quarter, and nothing else.
func TestRevisions(t *testing.T) {
	old := file{"old.csv", people(), []source.Row{
		row(2, "a", "f", n(1), n(10), n(1)),
		row(3, "a", "m", n(1), n(20), n(1)), // not in the new one: gone
		row(4, "b", "f", n(1), n(30), n(1)),
		revised(row(5, "a", "f", n(1), n(40), n(1)), 1, quarter+1),
	}}
	answers := file{"s.csv", survey(), []source.Row{ofPopulation(row(2, "a", "f", reply("life_satisfaction", "5"), reply("area_enps", "5")), "resident")}}
	revision := file{"new.csv", people(), []source.Row{
		revised(row(2, "a", "f", n(1), n(11), n(1)), 3, quarter),
		revised(row(3, "a", "f", n(1), n(12), n(1)), 2, quarter),
	}}
	c, finds := merge(t, revision, old, answers)
	if len(finds) != 2 || finds[0].Rule != &ruleLower || finds[1].Rule != &ruleJump {
		t.Fatal(finds)
	}
	var got []int64
	for _, s := range c.Series {
		for _, x := range s.Cells {
			if s.Item != nil || s.Measure.ID == "persons" {
				got = append(got, x.Sums.Sum)
			}
		}
	}
	if want := []int64{11, 30, 40, 1, 1}; !slices.Equal(got, want) {
		t.Errorf("sums are %v, want %v", got, want)
	}
	want := []Receipt{{"a", "people", quarter, 3, 0}, {"a", "survey", quarter, 1, 0}, {"b", "people", quarter, 1, 0}, {"a", "people", quarter + 1, 1, 0}}
	if !slices.Equal(c.Receipts, want) {
		t.Errorf("receipts are %v, want %v", c.Receipts, want)
	}
	if qs := c.Quarters(); !slices.Equal(qs, []dim.Quarter{quarter, quarter + 1}) {
		t.Errorf("quarters are %v", qs)
	}
}

func places(finds diag.List) (all []string) {
	for _, f := range finds {
		all = append(all, fmt.Sprintf("%s %s %v", f.Rule.ID, f.Pos, f.Related))
	}
	return all
}

// Both places are told, and the sum has the row once.
func TestDuplicates(t *testing.T) {
	one := row(2, "a", "f", n(1), n(10), n(1))
	again := row(7, "a", "f", n(1), n(10), n(1))
	asFiles := []file{{"b.csv", people(), []source.Row{again}}, {"a.csv", people(), []source.Row{one}}}
	promoters := counted(row(2, "a", "f"), "area_enps", "10", n(5))
	class := counted(row(3, "a", "f"), "area_enps", "9", n(6))
	elsewhere := counted(row(4, "a", "f"), "area_enps", "10", n(5))
	for _, tt := range []struct {
		name  string
		files []file
		want  []string
	}{
		{"one file", []file{{"a.csv", people(), []source.Row{one, again}}}, []string{"data/duplicate a.csv:7 [a.csv:2]"}},
		{"two files", asFiles, []string{"data/duplicate b.csv:7 [a.csv:2]"}},
		{"counts in one file", []file{{"a.csv", tally(), []source.Row{promoters, class, elsewhere}}}, []string{"data/duplicate a.csv:4 [a.csv:2]"}},
		{"counts in two files", []file{{"b.csv", tally(), []source.Row{elsewhere}}, {"a.csv", tally(), []source.Row{promoters, class}}}, []string{"data/duplicate b.csv:4 [a.csv:2]"}},
		{"replaced", []file{{"a.csv", people(), []source.Row{one, again, revised(one, 2, quarter)}}}, nil},
	} {
		c, finds := merge(t, tt.files...)
		if got := places(finds); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
		if x := find(t, c, "persons", "a", "f").Sums.Sum; tt.files[0].layout.Table.ID == "people" && x != 10 {
			t.Errorf("%s: %d persons, want 10", tt.name, x)
		}
	}
}

// The same survey as answers and as counts would count people twice.
func TestSurveyTwice(t *testing.T) {
	answers := file{"s.csv", survey(), []source.Row{ofPopulation(row(2, "a", "f", reply("life_satisfaction", "5"), reply("area_enps", "5")), "resident")}}
	counts := file{"t.csv", tally(), []source.Row{counted(row(2, "a", "m"), "area_enps", "9", n(5)), counted(row(3, "a", "f"), "area_enps", "9", n(5))}}
	for _, files := range [][]file{{answers, counts}, {counts, answers}} {
		_, finds := merge(t, files...)
		if got := places(finds); !slices.Equal(got, []string{"survey/twice t.csv:2 [s.csv:2]"}) {
			t.Errorf("got %v", got)
		}
	}
	answers.rows[0] = ofPopulation(answers.rows[0], "employee")
	if _, finds := merge(t, answers, counts); len(finds) > 0 {
		t.Errorf("another population: %v", finds)
	}
}
