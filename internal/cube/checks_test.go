package cube

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
	"fukusen/internal/source"
)

// site is a small site whose exports are read as text.
type site struct {
	env *source.Env
}

func newSite(t *testing.T) site {
	t.Helper()
	registers := fstest.MapFS{"organisations.csv": {Data: []byte("organisation,kind,name,area,disclosure\nacme,company,アクメ,18201,named\nkita,school,きた学園,18201,named\n")}}
	reg, finds, err := registry.Load(registers, ".", registry.Options{})
	if err != nil || len(finds) > 0 {
		t.Fatal(finds, err)
	}
	con := contract.New(nil)
	lists, err := reg.Lists(con.Categories())
	if err != nil {
		t.Fatal(err)
	}
	return site{&source.Env{Contract: con, Registry: reg, Lists: lists}}
}

// cube reads files of text, each with a source.yaml or "", and gives the
// findings as lines.
func (s site) cube(t *testing.T, files ...string) (*Cube, string) {
	t.Helper()
	var parts []*Part
	var lines []string
	for i, text := range files {
		name := fmt.Sprintf("%c.csv", 'a'+i)
		yaml := ""
		if y, rest, ok := strings.Cut(text, "---\n"); ok {
			yaml, text = y, rest
		}
		fsys := fstest.MapFS{name: {Data: []byte(text)}}
		m := &source.Mapping{}
		if yaml != "" {
			fsys["source.yaml"] = &fstest.MapFile{Data: []byte("format: 1\n" + yaml)}
			set, finds, err := source.Mappings(fsys, []string{"source.yaml"})
			if err != nil || len(finds) > 0 {
				t.Fatal(finds, err)
			}
			m = set.For(name)
		}
		f := NewFile(source.File{Path: name}, s.env.Lists, s.env.Contract)
		finds, err := source.Read(t.Context(), fsys, source.File{Path: name}, m, s.env, f.Sink)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range finds {
			lines = append(lines, x.Error())
		}
		parts = append(parts, f.Part())
	}
	c, finds := Merge(parts, s.env.Contract)
	for _, x := range finds {
		lines = append(lines, x.Error())
	}
	return c, strings.Join(lines, "\n")
}

// What several rows, files and tables say of the same thing must agree.
func TestChecks(t *testing.T) {
	s := newSite(t)
	const people = "period,organisation,sex,persons,dual_any\n"
	tests := []struct {
		name  string
		files []string
		want  string
	}{
		{"a total that fits", []string{people + "2026FQ1,acme,男,10,1\n2026FQ1,acme,女,20,2\n2026FQ1,acme,計,30,3\n"}, ""},
		{"a total that does not", []string{people + "2026FQ1,acme,男,10,1\n2026FQ1,acme,女,20,2\n2026FQ1,acme,計,31,3\n"},
			"a.csv:4: the total of persons is given as 31, but the parts add up to 30 (difference 1) [data/total-differs]"},
		{"a total over a part that is not told", []string{people + "2026FQ1,acme,男,10,x\n2026FQ1,acme,女,20,2\n2026FQ1,acme,計,30,9\n"}, ""},
		{"a total below what is told", []string{people + "2026FQ1,acme,男,10,x\n2026FQ1,acme,女,20,9\n2026FQ1,acme,計,30,2\n"},
			"a.csv:4: the total of dual_any is given as 2, but the parts add up to 9 (difference -7) [data/total-differs]"},
		{"a total of all organisations", []string{people + "2026FQ1,acme,男,10,1\n2026FQ1,kita,男,20,2\n2026FQ1,合計,,31,3\n"},
			"a.csv:4: the total of persons is given as 31, but the parts add up to 30 (difference 1) [data/total-differs]"},
		{"a total of another quarter", []string{people + "2026FQ1,acme,男,10,1\n2026FQ2,acme,計,31,3\n"}, ""},
		{"a prefecture beside its municipalities", []string{"period,organisation,area,persons\n2026FQ1,acme,福井県,30\n2026FQ1,acme,福井市,10\n2026FQ1,acme,敦賀市,20\n"},
			"a.csv:2: this row, which does not tell sex, age or the finer area, is the sum of 2 other rows [data/total]"},
		{"rows that add up", []string{"add_up: true\n---\n" + people + "2026FQ1,acme,男,10,1\n2026FQ1,acme,男,20,2\n"}, ""},
		{"rows that do not", []string{people + "2026FQ1,acme,男,10,1\n2026FQ1,acme,男,20,2\n"},
			"a.csv:3: there is another row of the same organisation, period and group (a.csv:2) [data/duplicate]"},
		{"months beside their quarter", []string{people + "2026FQ1,acme,男,10,1\n2026年4月,acme,男,10,1\n"},
			"a.csv:2: アクメ sent people of Q1 of fiscal 2026 both by month and for the quarter [data/months-mixed]"},
		{"a month that is missing", []string{people + "2026年4月,acme,男,10,1\n2026年6月,acme,男,10,1\n"},
			"a.csv:2: アクメ sent people of Q1 of fiscal 2026 without the months 5 [data/months]"},
		{"a group that the last month lacks", []string{people + "2026年4月,acme,男,10,1\n2026年4月,acme,女,10,1\n2026年5月,acme,男,10,1\n2026年5月,acme,女,10,1\n2026年6月,acme,女,10,1\n"},
			"a.csv:4: this group has no row in the last month (6), so it would be missing at the end of the quarter [data/month-group]"},
		{"a total whose parts cannot be", []string{people + "2026FQ1,acme,男,10,1\n2026FQ1,acme,女,20,2\n2026FQ1,acme,計,30,31\n"},
			"a.csv:4:21: dual_any 31 is larger than persons 30 [csv/part]"},
		{"a jump", []string{people + "2026FQ1,acme,男,100,1\n2026FQ2,acme,男,1000,1\n"},
			"a.csv:3: persons of アクメ changed from 100 to 1000 within a quarter (Q2 of fiscal 2026) (a.csv:2) [data/jump]"},
		{"a small jump", []string{people + "2026FQ1,acme,男,10,1\n2026FQ2,acme,男,29,1\n"}, ""},
		{"a jump over a quarter that is not there", []string{people + "2026FQ1,acme,男,100,1\n2026FQ3,acme,男,1000,1\n"}, ""},
		{"answers and their frame", []string{
			"period,organisation,population,enps\n2026FQ1,acme,employee,1\n2026FQ1,acme,employee,\n2026FQ1,acme,employee,3\n",
			"period,organisation,population,size,sampled,responded\n2026FQ1,acme,employee,9,8,2\n",
		}, "a.csv:2: the survey of アクメ in Q1 of fiscal 2026 has 3 answers, but survey_frame says 2 (b.csv:2) [survey/responded]"},
		{"a frame larger than the people", []string{
			people + "2026FQ1,acme,男,10,1\n", "period,organisation,population,size\n2026FQ1,acme,employee,11\n",
		}, "b.csv:2: アクメ, Q1 of fiscal 2026: survey_frame has 11 in the group, more than the 10 of people (a.csv:2) [data/frame-size]"},
		{"students of two tables", []string{
			people + "2026FQ1,kita,男,100,1\n", "period,organisation,students\n2026FQ1,kita,120\n",
		}, "b.csv:2: きた学園, Q1 of fiscal 2026: 120 students in credits, but 100 in people (a.csv:2) [data/enrolled]"},
		{"a correction without all rows", []string{"period,organisation,sex,persons,dual_any,revision\n2026FQ1,acme,男,10,1,1\n2026FQ1,acme,女,10,1,1\n2026FQ1,acme,男,11,1,2\n"},
			"a.csv:4: the correction (revision 2) has a total of 2 dual_any"},
		{"an entity from two submitters", []string{"entity,founded_on,area\n7000012050002,2026-04-01,18201\n", "entity,founded_on,area\n7000012050002,2026-04-01,18201\n"}, ""},
		{"an entity with two days", []string{"entity,founded_on,area\n7000012050002,2026-04-01,18201\n", "entity,founded_on,area\n7000012050002,2026-05-01,18201\n"},
			"b.csv:2: 7000012050002 was founded on 2026-05-01 here and on 2026-04-01 elsewhere (a.csv:2) [data/entity-date]"},
	}
	for _, tt := range tests {
		if _, got := s.cube(t, tt.files...); got != tt.want && !(strings.HasPrefix(tt.name, "a correction") && strings.Contains(got, "data/revision-lower")) {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

// A receipt tells the months that are to come, unless the quarter came whole.
func TestMonthsOfReceipts(t *testing.T) {
	s := newSite(t)
	const people = "期間,提出者,性別,人数,有業者数\n"
	for rows, want := range map[string][]int{
		"2026年4月,acme,男,10,1\n2026年6月,acme,男,10,1\n": {5},
		"2026年5月,acme,男,10,1\n":                      {4, 6},
		"2026年1月,acme,男,10,1\n":                      {2, 3},
		"2026FQ1,acme,男,10,1\n":                      nil,
		"2026年4月,acme,男,10,1\n2026年5月,acme,男,10,1\n2026年6月,acme,男,10,1\n": nil,
	} {
		c, _ := s.cube(t, people+rows)
		if len(c.Receipts) != 1 || !slices.Equal(c.Receipts[0].Missing(), want) {
			t.Errorf("%s: got %+v, want %v", rows, c.Receipts, want)
		}
	}
}

// The months of a quarter together: flows and cohorts add up, of stocks the
// last month counts.
func TestMonths(t *testing.T) {
	s := newSite(t)
	c, finds := s.cube(t, "period,organisation,persons,informed,continued_90d,matched,applied\n"+
		"2026年4月,acme,100,10,1,2,3\n2026年5月,acme,110,20,2,3,4\n2026年6月,acme,120,30,3,4,5\n")
	if finds != "" {
		t.Fatal(finds)
	}
	want := map[string]int64{"persons": 120, "informed": 60, "continued_90d": 6, "matched": 9, "applied": 12}
	for _, x := range c.Series {
		if w, ok := want[x.Measure.ID]; ok && (len(x.Cells) != 1 || x.Cells[0].Sums.Sum != w || x.Quarter != dim.FiscalQuarter(2026, 1)) {
			t.Errorf("%s: %+v, want %d", x.Measure.ID, x.Cells, w)
		}
	}
}

// An entity counts once, in its area and the quarter in which it was founded.
func TestEntities(t *testing.T) {
	s := newSite(t)
	c, finds := s.cube(t,
		"法人番号,設立日,市区町村\n7000012050002,2026-04-01,福井市\nlocal:a,2026-07-01,福井市\n",
		"法人番号,設立日,市区町村\n7000-0120-50002,令和8年4月1日,福井市\nlocal:b,2026-06-30,敦賀市\n")
	if finds != "" {
		t.Fatal(finds)
	}
	var got []string
	for _, x := range c.Series {
		if x.Measure.ID == "founded" {
			for _, cell := range x.Cells {
				got = append(got, fmt.Sprintf("%s %s %d", x.Quarter.ID(dim.Fiscal), s.env.Lists.ID(dim.Area, cell.Codes[dim.Area]), cell.Sums.Sum))
			}
		}
	}
	if want := "2026fq1 18201 1, 2026fq1 18202 1, 2026fq2 18201 1"; strings.Join(got, ", ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, ", "), want)
	}
}

// Two keys are one when packed only if they are one.
func TestPack(t *testing.T) {
	p := newPacker(lists)
	seen := map[packed]groupKey{}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		row := source.Row{Quarter: dim.Quarter(8000 + r.IntN(200)), Month: int8(r.IntN(13)), Revision: 1 + r.IntN(999)}
		for a := range dim.Axis(dim.NumAxes) {
			row.Codes[a] = dim.Code(r.IntN(len(lists.Entries(a)) + 1))
		}
		at, k := p.pack(&row), keyOf(&row)
		if other, ok := seen[at]; ok && other != k {
			t.Fatalf("%+v and %+v are both %x", other, k, at)
		}
		seen[at] = k
	}
}

// The table knows what was added, and nothing else, one by one and many at
// once.
func TestTable(t *testing.T) {
	var tab table
	r := rand.New(rand.NewPCG(3, 4))
	want := map[packed]int32{}
	for range 5000 {
		k := packed{r.Uint64N(100), r.Uint64N(100)}
		n, ok := want[k]
		if got := tab.find(k); ok && got != n || !ok && got != -1 {
			t.Fatalf("%v is %d, want %d %v", k, got, n, ok)
		}
		if !ok {
			want[k] = int32(len(want))
			tab.add(k)
		}
	}
	var keys []packed
	for i := range uint64(100) {
		for j := range uint64(100) {
			keys = append(keys, packed{i, j})
		}
	}
	found := make([]int32, len(keys))
	tab.findAll(keys, found)
	for i, k := range keys {
		if n, ok := want[k]; ok && found[i] != n || !ok && found[i] != -1 {
			t.Errorf("%v is %d, want %d %v", k, found[i], n, ok)
		}
	}
}
