package protect

import (
	"context"
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
