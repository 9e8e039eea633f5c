package protect

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/cube"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
	"fukusen/internal/release"
)

const quarter = dim.Quarter(4*2026 + 1)

// An organisation of a test: its ID, kind and how it is shown.
type body struct{ id, kind, shown string }

// The ways to be shown.
const (
	byName    = "named,yes,no"
	withMoney = "named,yes,yes"
	inTotals  = "aggregate,yes,no"
	notListed = "aggregate,no,no"
)

// A world is a site of a test: one prefecture of eight municipalities.
type world struct {
	*testing.T
	env      Env
	series   []cube.Series
	receipts []cube.Receipt
}

func newWorld(t *testing.T, bodies ...body) *world {
	t.Helper()
	orgs := "organisation,kind,name,disclosure,listed,money_consent,reports,joined\n"
	for _, b := range bodies {
		orgs += fmt.Sprintf("%s,%s,%s,%s,people survey,2026fq1\n", b.id, b.kind, strings.ToUpper(b.id), b.shown)
	}
	areas := "code,name,name_en,parent,row,col\n99,県,Prefecture,,1,1\n"
	for i := range 8 {
		areas += fmt.Sprintf("9930%d,町%d,Town %d,99,1,%d\n", i+1, i+1, i+1, i+2)
	}
	return worldOf(t, orgs, areas)
}

func worldOf(t *testing.T, orgs, areas string) *world {
	t.Helper()
	con := contract.New(nil)
	fsys := fstest.MapFS{"data/organisations.csv": {Data: []byte(orgs)}, "data/areas.csv": {Data: []byte(areas)}}
	var sports []dim.Entry
	for _, s := range []string{"annet", "arbeid", "soshjelp", "trygd"} {
		sports = append(sports, dim.Entry{ID: s, JA: s})
	}
	reg, finds, err := registry.Load(fsys, "data", registry.Options{Ages: []string{"20-29", "30-39", "40-49", "50-59"}, Sports: sports})
	if err != nil || finds.Errors() > 0 {
		t.Fatal(finds, err)
	}
	lists, err := reg.Lists(con.Categories())
	if err != nil {
		t.Fatal(err)
	}
	cat, err := catalogue.Core()
	if err != nil {
		t.Fatal(err)
	}
	return &world{T: t, env: Env{Lists: lists, Basis: dim.Fiscal, Contract: con, Registry: reg, Catalogue: cat}}
}

// codes reads "org=a sex=f"; the kind follows from the organisation, and what
// is not told is unknown.
func (w *world) codes(group string) dim.Codes {
	w.Helper()
	codes := w.cell(group)
	for _, a := range []dim.Axis{dim.Area, dim.Origin, dim.Sex, dim.Age, dim.Sport} {
		if codes[a] == dim.Total {
			codes[a], _ = w.env.Lists.Code(a, dim.Unknown)
		}
	}
	o := w.env.Registry.Organisation(w.env.Lists.ID(dim.Organisation, codes[dim.Organisation]))
	codes[dim.Kind], _ = w.env.Lists.Code(dim.Kind, o.Kind)
	return codes
}

// cell reads the group of a cell, in which what is not told is a total.
func (w *world) cell(group string) (codes dim.Codes) {
	w.Helper()
	for f := range strings.FieldsSeq(group) {
		name, id, _ := strings.Cut(f, "=")
		if name == "org" {
			name = "organisation"
		}
		a, ok := dim.ParseAxis(name)
		if !ok {
			w.Fatalf("%q is no axis", name)
		}
		if codes[a], ok = w.env.Lists.Code(a, id); !ok {
			w.Fatalf("%q is no code of %s", id, a)
		}
	}
	return codes
}

// put adds a finest cell of a measure, or of an item as population.item.
func (w *world) put(measure, group string, sums cube.Sums, answers ...int64) {
	w.Helper()
	s := cube.Series{Table: "people", Quarter: quarter}
	if table, id, ok := strings.Cut(measure, "/"); ok {
		t, _ := w.env.Contract.Table(table)
		s.Table = table
		s.Measure, _ = t.Measure(id)
	} else if population, item, ok := strings.Cut(measure, "."); ok {
		s.Table, s.Population = contract.FamilySurvey, population
		s.Item, _ = w.env.Contract.Item(item)
	} else {
		people, _ := w.env.Contract.Table("people")
		s.Measure, _ = people.Measure(measure)
	}
	i := slices.IndexFunc(w.series, func(x cube.Series) bool { return name(&x) == name(&s) })
	if i < 0 {
		i = len(w.series)
		w.series = append(w.series, s)
	}
	w.series[i].Cells = append(w.series[i].Cells, cube.Cell{Codes: w.codes(group), Sums: sums, Answers: answers})
}

func (w *world) persons(measure, group string, n int64) {
	w.Helper()
	w.put(measure, group, cube.Sums{Sum: n, Rows: 1})
}

func (w *world) answers(item, group string, answers ...int64) {
	w.Helper()
	var n int64
	for _, a := range answers {
		n += a
	}
	sums := cube.Sums{Sum: n, Rows: n, Points: 5 * n, Squares: 30 * n}
	if n == 0 {
		sums.Missing = 1
	}
	w.put(item, group, sums, answers...)
}

// cube gives what was put, ordered as cube.Merge orders it.
func (w *world) cube() *cube.Cube {
	c := &cube.Cube{Series: slices.Clone(w.series), Receipts: w.receipts}
	rank := map[string]int{}
	for _, m := range w.env.Contract.Tables[0].Measures {
		rank[m.ID] = len(rank)
	}
	slices.SortStableFunc(c.Series, func(a, b cube.Series) int {
		if a.Table != b.Table {
			return strings.Compare(a.Table, b.Table)
		}
		return rank[name(&a)] - rank[name(&b)]
	})
	for i := range c.Series {
		c.Series[i].Cells = slices.Clone(c.Series[i].Cells) // a test may shuffle them
		slices.SortFunc(c.Series[i].Cells, func(x, y cube.Cell) int { return x.Codes.Compare(y.Codes) })
	}
	return c
}

func (w *world) apply(opt Options) (*Cube, *Reasons) {
	w.Helper()
	return w.applyTo(w.cube(), opt)
}

func (w *world) applyTo(raw *cube.Cube, opt Options) (*Cube, *Reasons) {
	w.Helper()
	c, reasons, finds, err := Apply(raw, &release.Ledger{}, w.env, opt)
	if err != nil || len(finds) > 0 {
		w.Fatal(finds, err)
	}
	return c, reasons
}

// bytes gives the release file.
func (w *world) bytes(c *Cube) string {
	w.Helper()
	f, _ := c.Release(quarter)
	data, err := f.Encode()
	if err != nil {
		w.Fatal(err)
	}
	f.SHA256 = ""
	return string(data)
}

// show writes a cell as the release has it: a value, or else the status; "-"
// where there is no such cell.
func (w *world) show(c *Cube, measure, group string) string {
	w.Helper()
	f, _ := c.Release(quarter)
	return w.showFile(f, measure, group)
}

func (w *world) showFile(f *release.File, measure, group string) string {
	w.Helper()
	for _, rc := range f.Cells {
		if w.name(rc) != measure || w.env.Lists.IDs(w.cell(group)) != without(rc.Codes) {
			continue
		}
		if rc.Status == release.Published {
			return fmt.Sprint(rc.Value)
		}
		return string(rc.Status)
	}
	return "-"
}

func (w *world) want(c *Cube, measure, group, want string) {
	w.Helper()
	if got := w.show(c, measure, group); got != want {
		w.Errorf("%s %s: got %s, want %s", measure, group, got, want)
	}
}

// wantIn is want for a release file.
func (w *world) wantIn(f *release.File, measure, group, want string) {
	w.Helper()
	if got := w.showFile(f, measure, group); got != want {
		w.Errorf("%s, %s %s: got %s, want %s", f.ID, measure, group, got, want)
	}
}

// name gives the measure, or the category that counts respondents.
func (w *world) name(rc release.Cell) string {
	if rc.Measure == contract.MeasureRespondents {
		return rc.Codes[dim.Category]
	}
	return rc.Measure
}

func without(c release.Codes) [dim.NumAxes]string {
	c[dim.Category] = ""
	return c
}

// randomWorld makes a small site of one or two kinds.
func randomWorld(t *testing.T, r *rand.Rand) *world {
	var bodies []body
	kinds := []string{"company", "school", "club"}[:1+r.IntN(2)]
	shown := []string{byName, withMoney, inTotals, inTotals, notListed}
	for i := range 3 + r.IntN(5) {
		bodies = append(bodies, body{fmt.Sprintf("o%d", i), kinds[r.IntN(len(kinds))], shown[r.IntN(len(shown))]})
	}
	w := newWorld(t, bodies...)
	for _, b := range bodies {
		home := 1 + r.IntN(3)
		for _, area := range []int{home, 1 + home%3}[:1+r.IntN(2)] {
			w.fill(r, fmt.Sprintf("org=%s area=9930%d", b.id, area))
		}
	}
	return w
}

// fill makes up the numbers of one organisation in one area.
func (w *world) fill(r *rand.Rand, at string) {
	groups := []string{" sex=f", " sex=m", " sex=unknown"}
	if r.IntN(2) == 0 {
		groups = []string{" sex=f age=20-29", " sex=f age=30-39", " sex=m age=20-29", " sex=m age=30-39"}
	}
	for _, g := range groups {
		if r.IntN(5) == 0 {
			continue
		}
		n := []int64{0, 1 + r.Int64N(9), 10 + r.Int64N(20), 50}[r.IntN(4)]
		w.persons("persons", at+g, n)
		any := r.Int64N(n + 1)
		switch r.IntN(12) {
		case 0:
			w.put("dual_any", at+g, cube.Sums{Missing: 1})
		case 1:
			w.put("dual_any", at+g, cube.Sums{SourceWithheld: 1})
		default:
			w.persons("dual_any", at+g, any)
		}
		w.persons("dual_paid", at+g, r.Int64N(any+1))
		for _, channel := range []string{"dual", "other"}[:1+r.IntN(2)] {
			in := at + g + " category=hiring." + channel
			w.persons("hiring/hires", in, r.Int64N(n+1))
			w.persons("hiring/external_cost", in, []int64{0, 100, 1000, 20_000}[r.IntN(4)])
		}
		w.answers("resident.area_enps", at+g, r.Int64N(n+1), r.Int64N(6), r.Int64N(20))
		w.answers("resident.life_satisfaction", at+g, r.Int64N(3), r.Int64N(n+1), r.Int64N(8))
	}
}

// showIn is show for groups that have a category.
func (w *world) showIn(c *Cube, measure, group string) string {
	w.Helper()
	f, _ := c.Release(quarter)
	for _, rc := range f.Cells {
		switch {
		case rc.Measure != measure || w.env.Lists.IDs(w.cell(group)) != rc.Codes:
		case rc.Status == release.Published:
			return fmt.Sprint(rc.Value)
		default:
			return string(rc.Status)
		}
	}
	return "-"
}

// truth writes the sum of a measure in a group.
func (w *world) truth(measure, group string) string {
	w.Helper()
	o := &oracle{w: w, raw: w.cube()}
	sums, _ := o.total(measure, release.Cell{Measure: measure, Codes: w.env.Lists.IDs(w.cell(group))})
	return fmt.Sprint(sums.Sum)
}
