package site

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/output"
	"fukusen/internal/page"
	"fukusen/internal/protect"
	"fukusen/internal/registry"
	"fukusen/internal/release"
	"fukusen/themes"
)

// BenchmarkHundred makes the pages of today of the example, of its releases, as it
// is and with a hundred times its organisations and areas: all KPIs, all quarters,
// both languages, narrative pages. Pages are made one after another and kept, as
// in a build.
func BenchmarkHundred(b *testing.B) {
	s := newStages(Options{Dir: filepath.Join("..", ".."), Theme: themes.Default})
	if ok, err := s.open(); !ok || err != nil {
		b.Fatal(ok, err, s.result.Findings)
	}
	if ok, err := s.protect(b.Context()); !ok || err != nil {
		b.Fatal(ok, err, s.result.Findings)
	}
	example := s.cube
	for _, n := range []int{1, 10, 100} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			if n == 100 && os.Getenv("FUKUSEN_BENCH_LARGE") == "" {
				b.Skip("it takes minutes: set FUKUSEN_BENCH_LARGE")
			}
			pages, bytes := 0, 0
			for b.Loop() {
				b.StopTimer()
				tree := s.multiplied(b, example, n)
				b.StartTimer()
				p, n := read(b, tree)
				pages, bytes = pages+p, bytes+n
			}
			b.ReportMetric(float64(pages)/float64(b.N), "pages")
			b.ReportMetric(float64(pages)/b.Elapsed().Seconds(), "pages/s")
			b.ReportMetric(float64(bytes)/b.Elapsed().Seconds()/1e6, "MB/s")
		})
	}
}

// read makes all pages of a tree.
func read(b *testing.B, tree *output.Tree) (pages, bytes int) {
	fsys := tree.FS()
	for _, path := range tree.Paths() {
		if filepath.Ext(path) != ".html" {
			continue
		}
		text, err := fs.ReadFile(fsys, path)
		if err != nil {
			b.Fatal(err)
		}
		pages, bytes = pages+1, bytes+len(text)
	}
	return pages, bytes
}

// multiplied plans the pages of a cube with n times its organisations and areas.
func (s *stages) multiplied(b *testing.B, c *protect.Cube, n int) *output.Tree {
	b.Helper()
	var files []*release.File
	for _, q := range c.Quarters() {
		f, _ := c.Release(q)
		files = append(files, times(b, f, n))
	}
	var err error
	if s.cube, err = protect.Open(s.config.basis(), files...); err != nil {
		b.Fatal(err)
	}
	s.kpis = kpi.Compute(s.cube)
	pages, err := s.pages()
	if err != nil {
		b.Fatal(err)
	}
	tree := &output.Tree{}
	if finds, err := page.Write(tree, pages); err != nil || finds.Errors() > 0 {
		b.Fatal(err, finds)
	}
	runtime.GC()
	return tree
}

// times is a release with n of each organisation and area, which all have the
// same numbers.
func times(b *testing.B, f *release.File, n int) *release.File {
	b.Helper()
	var r registry.Public
	if err := json.Unmarshal(f.Registry, &r); err != nil {
		b.Fatal(err)
	}
	g := *f
	g.Lists = map[string][]dim.Entry{}
	for axis, all := range f.Lists {
		g.Lists[axis] = slices.Clone(all)
	}
	area, organisation := dim.Area.String(), dim.Organisation.String()
	orgs := slices.Clone(r.Organisations)
	for i := 1; i < n; i++ {
		for _, o := range orgs {
			o.ID, o.Name, o.Area = copied(o.ID, i), copied(o.Name, i), copied(o.Area, i)
			r.Organisations = append(r.Organisations, o)
		}
		for _, axis := range []string{area, organisation} {
			for _, e := range f.Lists[axis] {
				if e.ID == dim.Unknown {
					continue
				}
				e.ID, e.JA, e.Parent, e.Rank = copied(e.ID, i), copied(e.JA, i), copied(e.Parent, i), e.Rank+i*100
				e.Row += 2 * i * min(e.Row, 1)
				g.Lists[axis] = append(g.Lists[axis], e)
			}
		}
		for _, rc := range f.Receipts {
			if rc.Organisation != "" {
				rc.Organisation = copied(rc.Organisation, i)
				g.Receipts = append(g.Receipts, rc)
			}
		}
		for _, c := range f.Cells {
			a, o := &c.Codes[dim.Area], &c.Codes[dim.Organisation]
			if *a == dim.Unknown || *a+*o == "" {
				continue
			}
			*a, *o = copied(*a, i), copied(*o, i)
			g.Cells = append(g.Cells, c)
		}
	}
	slices.SortFunc(r.Organisations, func(a, b registry.PublicOrganisation) int { return strings.Compare(a.ID, b.ID) })
	var err error
	if g.Registry, err = json.Marshal(r); err != nil {
		b.Fatal(err)
	}
	return &g
}

// copied names the i-th copy of what has a name.
func copied(name string, i int) string {
	if name == "" {
		return ""
	}
	return fmt.Sprintf("%s-%d", name, i)
}
