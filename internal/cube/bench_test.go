package cube

import (
	"context"
	"io"
	"io/fs"
	"runtime"
	"testing"
	"testing/fstest"
	"time"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
	"fukusen/internal/sample"
	"fukusen/internal/source"
)

// A stream is a file system of one file that is written while it is read, so
// that only the reader's memory is measured.
type stream struct {
	opt sample.SurveyOptions
	fs.FS
}

const surveyFile = "data/survey.csv"

func (s stream) Open(name string) (fs.File, error) {
	if name != surveyFile {
		return s.FS.Open(name)
	}
	r, w := io.Pipe()
	go func() { w.CloseWithError(sample.Survey(w, s.opt)) }()
	return streamed{r}, nil
}

type streamed struct{ *io.PipeReader }

func (streamed) Stat() (fs.FileInfo, error) { return info{}, nil }

type info struct{}

func (info) Name() string       { return "survey.csv" }
func (info) Size() int64        { return 0 }
func (info) Mode() fs.FileMode  { return 0o444 }
func (info) ModTime() time.Time { return time.Time{} }
func (info) IsDir() bool        { return false }
func (info) Sys() any           { return nil }

// BenchmarkSurvey reads and adds up respondents of 200,000 groups, and reports
// the highest heap: it must not grow with the rows.
func BenchmarkSurvey(b *testing.B) {
	for _, rows := range []int{1_000_000, 10_000_000} {
		b.Run(map[int]string{1_000_000: "1M", 10_000_000: "10M"}[rows], func(b *testing.B) {
			benchSurvey(b, sample.SurveyOptions{Rows: rows})
		})
	}
}

func benchSurvey(b *testing.B, opt sample.SurveyOptions) {
	files := fstest.MapFS{}
	err := sample.Registry(func(path string, data []byte) error {
		files[path] = &fstest.MapFile{Data: data}
		return nil
	}, opt)
	if err != nil {
		b.Fatal(err)
	}
	con := contract.New(nil)
	reg, finds, err := registry.Load(files, "data", registry.Options{Ages: sample.Ages()})
	if err != nil || finds.Errors() > 0 {
		b.Fatal(finds, err)
	}
	lists, err := reg.Lists(con.Categories())
	if err != nil {
		b.Fatal(err)
	}
	basis := dim.Fiscal
	env := &source.Env{Contract: con, Registry: reg, Lists: lists, Basis: &basis}
	b.ReportAllocs()
	for b.Loop() {
		top := watch()
		p := NewPart(surveyFile, lists, con)
		finds, err := source.Read(context.Background(), stream{opt, files}, surveyFile, &source.Mapping{}, env, p.Sink)
		if err != nil || finds.Errors() > 0 {
			b.Fatal(finds, err)
		}
		c, _ := Merge([]*Part{p}, con)
		cells := 0
		for _, s := range c.Series {
			cells += len(s.Cells)
		}
		b.ReportMetric(float64(top())/1e6, "peak-MB")
		b.ReportMetric(float64(cells), "cells")
	}
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
