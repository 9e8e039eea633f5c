package page

import (
	"runtime"
	"runtime/metrics"
	"strings"
	"testing"

	"fukusen/internal/output"
)

// BenchmarkLarge makes all pages of a site with a hundred times the areas of the
// example, one after another, and keeps none: peak-MB is what that takes at most
// beside what is told. (An output.Tree keeps what was read of it, so that what is
// audited is what is written.)
func BenchmarkLarge(b *testing.B) {
	s := newSite(b, 400)
	pages, bytes, peak := 0, 0, uint64(0)
	for b.Loop() {
		all := planOf(b, &s)
		before := heap()
		for i, pg := range all {
			m, err := pg.p.make(pg.planned)
			if err != nil {
				b.Fatal(err)
			}
			if pages, bytes = pages+1, bytes+len(m.page)+len(m.charts); i%32 == 0 {
				peak = max(peak, inUse()-min(before, inUse()))
			}
		}
	}
	seconds := b.Elapsed().Seconds()
	b.ReportMetric(float64(pages)/float64(b.N), "pages")
	b.ReportMetric(float64(pages)/seconds, "pages/s")
	b.ReportMetric(float64(bytes)/seconds/1e6, "MB/s")
	b.ReportMetric(float64(peak)/1e6, "peak-MB")
}

// A pageOf is a page with who writes it.
type pageOf struct {
	planned
	p *printer
}

// planOf plans all pages, as Write does.
func planOf(t testing.TB, s *Site) (all []pageOf) {
	t.Helper()
	th, finds, err := readTheme(s)
	if err != nil || finds.Errors() > 0 {
		t.Fatal(finds, err)
	}
	x := newIndex(s)
	for _, lang := range s.Langs {
		p, err := newPrinter(s, x, th, lang)
		if err != nil {
			t.Fatal(err)
		}
		p.tree = &output.Tree{}
		pages, _ := p.plan()
		for _, pg := range pages {
			all = append(all, pageOf{pg, p})
		}
	}
	return all
}

// heap is how much is in use when all that can be given back was.
func heap() uint64 {
	runtime.GC()
	return inUse()
}

func inUse() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// The planned pages are those that Write puts into the tree.
func TestPlanIsWhatIsWritten(t *testing.T) {
	s := newSite(t, 3)
	written, _ := write(t, s)
	n := 0
	for _, pg := range planOf(t, &s) {
		if _, ok := written[pg.path]; !ok {
			t.Errorf("%s is planned, but not written", pg.path)
		}
		n++
	}
	for path := range written {
		if strings.HasSuffix(path, ".html") {
			n--
		}
	}
	if n != 0 {
		t.Errorf("%d pages more are planned than are written", n)
	}
}
