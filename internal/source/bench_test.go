package source

import (
	"bytes"
	"context"
	"testing"
	"testing/fstest"

	"fukusen/internal/contract"
	"fukusen/internal/registry"
	"fukusen/internal/sample"
)

// BenchmarkSurvey reads a generated survey, 200,000 rows at a time, on one
// core.
func BenchmarkSurvey(b *testing.B) {
	opt := sample.SurveyOptions{Rows: 200_000, Keys: 50_000}
	var text bytes.Buffer
	if err := sample.Survey(&text, opt); err != nil {
		b.Fatal(err)
	}
	fsys := fstest.MapFS{"data/survey.csv": {Data: text.Bytes()}}
	err := sample.Registry(func(path string, data []byte) error {
		fsys[path] = &fstest.MapFile{Data: data}
		return nil
	}, opt)
	if err != nil {
		b.Fatal(err)
	}
	con := contract.New(nil)
	reg, _, err := registry.Load(fsys, "data", registry.Options{Ages: sample.Ages()})
	if err != nil {
		b.Fatal(err)
	}
	lists, err := reg.Lists(con.Categories())
	if err != nil {
		b.Fatal(err)
	}
	env := &Env{Contract: con, Registry: reg, Lists: lists}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		rows := 0
		finds, err := Read(context.Background(), fsys, File{Path: "data/survey.csv"}, &Mapping{}, env, func() Sink {
			return func(_ *Layout, r []Row) error {
				rows += len(r)
				return nil
			}
		})
		if err != nil || len(finds) > 0 || rows != opt.Rows {
			b.Fatalf("read %d rows, %v, %v", rows, finds, err)
		}
	}
	b.ReportMetric(float64(opt.Rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
