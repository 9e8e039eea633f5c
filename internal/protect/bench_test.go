package protect

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/cube"
	"fukusen/internal/dim"
	"fukusen/internal/exact"
	"fukusen/internal/registry"
	"fukusen/internal/release"
	"fukusen/internal/sample"
	"fukusen/internal/source"
)

// people reads a fictional site as the screen of site does.
func people(b testing.TB, opt sample.PeopleOptions) (*cube.Cube, Env) {
	b.Helper()
	fsys := fstest.MapFS{}
	var files []string
	save := func(path string, data []byte) error {
		fsys[path] = &fstest.MapFile{Data: data}
		if strings.HasSuffix(path, "people.csv") {
			files = append(files, path)
		}
		return nil
	}
	if err := sample.People(save, opt); err != nil {
		b.Fatal(err)
	}
	con := contract.New(nil)
	reg, finds, err := registry.Load(fsys, "data", registry.Options{Ages: sample.Ages()})
	if err != nil || finds.Errors() > 0 {
		b.Fatal(finds, err)
	}
	lists, err := reg.Lists(con.Categories())
	if err != nil {
		b.Fatal(err)
	}
	cat, err := catalogue.Core()
	if err != nil {
		b.Fatal(err)
	}
	maps, finds, err := source.Mappings(fsys, nil)
	if err != nil || finds.Errors() > 0 {
		b.Fatal(finds, err)
	}
	env := &source.Env{Contract: con, Registry: reg, Lists: lists}
	var all []*cube.Part
	for _, f := range files {
		file := cube.NewFile(source.File{Path: f}, lists, con)
		finds, err := source.Read(context.Background(), fsys, source.File{Path: f}, maps.For(f), env, file.Sink)
		if err != nil || finds.Errors() > 0 {
			b.Fatal(f, finds, err)
		}
		all = append(all, file.Part())
	}
	raw, finds := cube.Merge(all, con)
	if finds.Errors() > 0 {
		b.Fatal(finds)
	}
	return raw, Env{Lists: lists, Basis: dim.Fiscal, Contract: con, Registry: reg, Catalogue: cat}
}

// allSexAge are the views of the disclosure prototype, which make about 20,000
// cells of a site of the default size.
func allSexAge() []dim.View {
	var views []dim.View
	for _, v := range []dim.View{dim.ViewOf(), dim.ViewOf(dim.Area), dim.ViewOf(dim.Organisation)} {
		views = append(views, v, v.With(dim.Sex), v.With(dim.Age), v.With(dim.Sex).With(dim.Age))
	}
	return views
}

// BenchmarkApply protects one quarter of about 20,000 cells, in the views of
// the prototype and in the default ones.
func BenchmarkApply(b *testing.B) {
	raw, env := people(b, sample.PeopleOptions{})
	for _, bm := range []struct {
		name  string
		views []dim.View
	}{{"prototype", allSexAge()}, {"default", nil}} {
		b.Run(bm.name, func(b *testing.B) {
			for b.Loop() {
				c, reasons, _, err := Apply(raw, &release.Ledger{}, env, Options{Views: bm.views})
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(slices.Collect(c.Cells()))), "cells")
				b.ReportMetric(float64(len(reasons.Cells)), "withheld")
			}
		})
	}
}

// benchLarge, an environment variable, adds the site of a million cells.
const benchLarge = "FUKUSEN_BENCH_LARGE"

// land makes the persons of named organisations in municipalities of 47
// prefectures, by sex and age: a finest cell of each group that is not empty.
// In the views of the prototype those are about 22 cells an organisation.
func land(b testing.TB, organisations int) ([]cube.Series, Env) {
	b.Helper()
	const prefectures = 47
	municipalities := max(prefectures, organisations/4)
	areas := []dim.Entry{{ID: dim.Unknown}}
	for i := range prefectures {
		areas = append(areas, dim.Entry{ID: fmt.Sprint("p", i)})
	}
	for i := range municipalities {
		areas = append(areas, dim.Entry{ID: fmt.Sprint("m", i), Parent: fmt.Sprint("p", i%prefectures)})
	}
	var orgs strings.Builder
	orgs.WriteString("organisation,kind,name,disclosure,listed,money_consent,reports,joined\n")
	for i := range organisations {
		fmt.Fprintf(&orgs, "o%d,company,O%[1]d,named,yes,no,people,2026fq1\n", i)
	}
	w := worldOf(&testing.T{}, orgs.String(), "code,name,name_en,parent,row,col\n")
	entries := map[dim.Axis][]dim.Entry{dim.Area: areas}
	for a := range dim.Axis(dim.NumAxes) {
		if a != dim.Area {
			entries[a] = w.env.Lists.Entries(a)
		}
	}
	var err error
	if w.env.Lists, err = dim.NewLists(entries); err != nil {
		b.Fatal(err)
	}
	return []cube.Series{w.staff(organisations, municipalities)}, w.env
}

// staff draws how many persons of each sex and age the organisations have.
func (w *world) staff(organisations, municipalities int) cube.Series {
	people, _ := w.env.Contract.Table("people")
	persons, _ := people.Measure("persons")
	s := cube.Series{Table: "people", Quarter: quarter, Measure: persons}
	r := rand.New(rand.NewPCG(2026, uint64(organisations)))
	var groups []dim.Codes
	for _, sex := range []string{"f", "m"} {
		for _, age := range []string{"20-29", "30-39", "40-49", "50-59"} {
			groups = append(groups, w.cell("sex="+sex+" age="+age))
		}
	}
	for i := range organisations {
		base := w.codes(fmt.Sprintf("org=o%d area=m%d", i, r.IntN(municipalities)))
		size := 3 * r.ExpFloat64() * (1 + 10*r.Float64()*r.Float64())
		for _, g := range groups {
			if n := int64(size * 2.5 * r.ExpFloat64()); n > 0 {
				codes := base.With(dim.Sex, g[dim.Sex]).With(dim.Age, g[dim.Age])
				s.Cells = append(s.Cells, cube.Cell{Codes: codes, Sums: cube.Sums{Sum: n, Rows: 1}})
			}
		}
	}
	slices.SortFunc(s.Cells, func(x, y cube.Cell) int { return x.Codes.Compare(y.Codes) })
	return s
}

// A trial decides as solve does, but step by step.
type trial struct {
	*system
	testing.TB
	problem    exact.Problem
	candidates []*cell
	seen       map[string]bool
}

func (s *system) trial(b testing.TB) *trial {
	t := &trial{system: s, TB: b, seen: map[string]bool{}}
	t.candidates, t.problem.Sensitive = s.sort(false)
	t.problem.Rows = s.units
	return t
}

// phaseA decides without looking at bounds, and counts the eliminations.
func (t *trial) phaseA() (rounds int) {
	t.Helper()
	for more := []exact.Vector{nil}; len(more) > 0; rounds++ {
		t.eliminate(t.problem, t.candidates)
		more = t.follows(t.seen)
		t.problem.Sensitive = append(t.problem.Sensitive, more...)
	}
	if err := t.confirm(t.problem, t.candidates); err != nil {
		t.Fatal(err)
	}
	return rounds
}

// outer decides as both phases do until propagation finds no bound too narrow:
// the rest is for Ranges.
func (t *trial) outer() *net {
	for round := 0; ; round++ {
		t.phaseA()
		n := newNet(t.system)
		tight := n.unmet(n.program.Outer())
		if len(tight) == 0 {
			return n
		}
		t.hide(n.partners(tight, round))
	}
}

// hide withholds for good all that is withheld now, and more.
func (t *trial) hide(more []*cell) {
	for _, c := range more {
		t.decide(c, false)
	}
	t.candidates = slices.DeleteFunc(t.candidates, func(c *cell) bool {
		if c.status == release.Withheld {
			t.problem.Sensitive = append(t.problem.Sensitive, exact.Ones(c.units))
		}
		return c.status == release.Withheld
	})
}

// withheld counts the cells, and those that are withheld.
func (s *system) withheld() (cells, withheld int) {
	for i := range s.cells {
		cells += len(s.cells[i])
		for _, c := range s.cells[i] {
			if c.status == release.Withheld {
				withheld++
			}
		}
	}
	return cells, withheld
}

// audit reports how many withheld cells can be computed from what is published.
func (s *system) audit() (leaks int) {
	null := s.null()
	for i := range s.cells {
		for _, c := range s.cells[i] {
			if c.status == release.Withheld && c.sums.Sum > 0 && exact.Product(null, c.units) == 0 {
				leaks++
			}
		}
	}
	return leaks
}

// BenchmarkPhases takes the cells of a quarter through phase A and the exact
// audit, by relations and by columns: how long each takes, for 10,000 to 100,000
// cells or, if FUKUSEN_BENCH_LARGE is set, to a million. Aims on two cores:
// 100,000 cells in 4 s, a million in 60 s and 2 GB. Up to 30,000 cells phase B
// with its insiders follows; their time grows with the square.
func BenchmarkPhases(b *testing.B) {
	sizes := []int{580, bounded, 5850}
	if os.Getenv(benchLarge) != "" {
		sizes = append(sizes, 17_500, 58_600)
	}
	for _, organisations := range sizes {
		series, env := land(b, organisations)
		for _, k := range []int{5, 10} {
			b.Run(fmt.Sprintf("organisations=%d/k=%d", organisations, k), func(b *testing.B) {
				for b.Loop() {
					phases(b, organisations <= bounded, func() *system {
						return newSystem(series, env, Options{K: k, Views: allSexAge()}, nil, nil)
					})
				}
			})
		}
	}
}

// bounded is up to how many organisations phase B is measured.
const bounded = 1750

// phases reports the times of a single run. Memory is what the heap has taken
// of the machine by the end of the audit.
func phases(b *testing.B, bounds bool, make func() *system) {
	defer debug.SetGCPercent(debug.SetGCPercent(50)) // as the command does
	debug.FreeOSMemory()
	timed := func(name string, f func()) float64 {
		start := time.Now()
		f()
		took := time.Since(start).Seconds()
		b.ReportMetric(took, name+"-s")
		return took
	}
	var s *system
	timed("cells", func() { s = make() })
	rounds := 0
	phaseA := timed("phaseA", func() { rounds = s.trial(b).phaseA() })
	leaks := 0
	audit := timed("audit", func() { leaks = s.audit() + s.net() })
	if leaks > 0 {
		b.Errorf("%d withheld cells can be computed", leaks)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.HeapSys-m.HeapReleased)/1e6, "heap-MB")
	b.ReportMetric(float64(rounds), "eliminations")
	b.ReportMetric(phaseA+audit, "A+audit-s")
	cells, withheld := s.withheld()
	b.ReportMetric(float64(cells), "cells")
	b.ReportMetric(float64(withheld), "withheld")

	if bounds {
		s = make()
		start := time.Now()
		if err := s.solve(false); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(time.Since(start).Seconds()-phaseA, "phaseB-s")
		_, withheld = s.withheld()
		b.ReportMetric(float64(withheld), "withheldB")
	}
}

// net is audit by the sums between cells instead of their columns.
func (s *system) net() (leaks int) {
	n := newNet(s)
	var eqs []exact.Vector
	for _, e := range n.program.Equations {
		eqs = append(eqs, e.Terms)
	}
	for u, determined := range exact.Determined(len(n.of), eqs) {
		if determined && n.nodes[n.of[u]].cell != nil && n.start[u] > 0 {
			leaks++
		}
	}
	return leaks
}

// BenchmarkRanges is the first look of phase B at more than propagation, in the
// views of the prototype.
func BenchmarkRanges(b *testing.B) {
	raw, env := people(b, sample.PeopleOptions{})
	n := newSystem(systems(raw, raw.Quarters()[0])[0], env, Options{Views: allSexAge()}, nil, nil).trial(b).outer()
	for b.Loop() {
		short := n.unmet(n.program.Ranges(n.start, n.needs))
		b.ReportMetric(float64(len(short)), "short")
		b.ReportMetric(float64(len(n.of)), "unknowns")
	}
}
