package cube

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"fukusen/internal/sample"
	"fukusen/internal/source"
)

// BenchmarkSurvey reads and adds up respondents of 200,000 groups, in one file
// and in two at a time, and reports the highest heap: it must not grow with the
// rows.
func BenchmarkSurvey(b *testing.B) {
	for _, bm := range []struct {
		name        string
		rows, files int
	}{{"1M", 1_000_000, 1}, {"1M-in-2-files", 1_000_000, 2}, {"10M", 10_000_000, 1}} {
		b.Run(bm.name, func(b *testing.B) { benchSurvey(b, bm.rows, bm.files) })
	}
}

func benchSurvey(b *testing.B, rows, files int) {
	dir := b.TempDir()
	opt := sample.SurveyOptions{Rows: rows}
	env := benchSite(b, dir, opt)
	names, size := writeSurvey(b, dir, rows, files)
	fsys := os.DirFS(dir)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		top := watch()
		parts := make([]*Part, len(names))
		var g errgroup.Group
		for i, name := range names {
			g.Go(func() error {
				file := NewFile(source.File{Path: name}, env.Lists, env.Contract)
				finds, err := source.Read(context.Background(), fsys, source.File{Path: name}, &source.Mapping{}, env, file.Sink)
				parts[i] = file.Part()
				if err == nil && finds.Errors() > 0 {
					err = finds[0]
				}
				return err
			})
		}
		if err := g.Wait(); err != nil {
			b.Fatal(err)
		}
		Merge(parts, env.Contract)
		b.ReportMetric(float64(top())/1e6, "peak-MB")
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func writeSurvey(b *testing.B, dir string, rows, files int) (names []string, size int64) {
	for i := range files {
		name := fmt.Sprintf("data/survey-%d.csv", i)
		f, err := os.Create(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			b.Fatal(err)
		}
		if err := sample.Survey(f, sample.SurveyOptions{Rows: rows / files, Seed: uint64(i)}); err != nil {
			b.Fatal(err)
		}
		info, err := f.Stat()
		if err != nil {
			b.Fatal(err)
		}
		f.Close()
		names, size = append(names, name), size+info.Size()
	}
	return names, size
}

// watch samples the heap until the result is asked for: the highest it was.
func watch() func() uint64 {
	runtime.GC()
	stop, done := make(chan bool), make(chan uint64)
	go func() {
		var top uint64
		var m runtime.MemStats
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			runtime.ReadMemStats(&m)
			top = max(top, m.HeapInuse)
			select {
			case <-stop:
				done <- top
				return
			case <-tick.C:
			}
		}
	}()
	return func() uint64 { close(stop); return <-done }
}
