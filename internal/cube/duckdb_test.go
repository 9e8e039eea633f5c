package cube

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
	"fukusen/internal/sample"
	"fukusen/internal/source"
)

// BenchmarkAgainstDuckDB reads one file of 10 million answers with all checks,
// and has DuckDB read and group it without any, in turns; it reports how many
// times as fast we are. `make bench` installs DuckDB.
func BenchmarkAgainstDuckDB(b *testing.B) {
	script, _ := filepath.Abs("testdata/duckdb/survey.mjs")
	if _, err := os.Stat("testdata/duckdb/node_modules"); err != nil {
		b.Skip("testdata/duckdb/node_modules is absent: make bench installs it")
	}
	dir := b.TempDir()
	opt := sample.SurveyOptions{Rows: 10_000_000}
	env := benchSite(b, dir, opt)
	names, _ := writeSurvey(b, dir, opt.Rows, 1)
	for b.Loop() {
		var ours, theirs []float64
		for range 3 {
			seconds, got := timePart(b, dir, names[0], env)
			ours = append(ours, seconds)
			d := runDuckDB(b, script, filepath.Join(dir, names[0]))
			theirs = append(theirs, d.Seconds)
			if got != d.duckSums {
				b.Fatalf("we have %+v, DuckDB %+v", got, d.duckSums)
			}
		}
		b.Logf("seconds: ours %.2f, DuckDB %.2f", ours, theirs)
		slices.Sort(ours)
		slices.Sort(theirs)
		b.ReportMetric(theirs[1]/ours[1], "times-DuckDB")
		b.ReportMetric(float64(opt.Rows)/ours[1], "rows/s")
	}
}

// duckSums are what both readings must agree on.
type duckSums struct{ Groups, Promoters, Points int64 }

type duckRun struct {
	Seconds float64
	duckSums
}

func runDuckDB(b *testing.B, script, file string) duckRun {
	cmd := exec.Command("node", script, file)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		b.Fatal(err)
	}
	var d duckRun
	if err := json.Unmarshal(out, &d); err != nil {
		b.Fatal(err)
	}
	return d
}

// timePart reads one file into a part.
func timePart(b *testing.B, dir, name string, env *source.Env) (seconds float64, got duckSums) {
	started := time.Now()
	f := NewFile(source.File{Path: name}, env.Lists, env.Contract)
	finds, err := source.Read(context.Background(), os.DirFS(dir), source.File{Path: name}, &source.Mapping{}, env, f.Sink)
	if err != nil || finds.Errors() > 0 {
		b.Fatal(finds, err)
	}
	p := f.Part()
	seconds = time.Since(started).Seconds()
	got.Groups = int64(len(p.keys))
	for g := range p.keys {
		for i, s := range p.slots {
			n := p.data[g*len(p.slots)+i]
			switch {
			case s.what == points && s.item.ID == "life_satisfaction":
				got.Points += n
			case s.what == answers && s.item.ID == "area_enps" && s.item.Answers[s.answer].Code == contract.Promoters:
				got.Promoters += n
			}
		}
	}
	return seconds, got
}

// benchSite writes the registers of a site of surveys, and opens it.
func benchSite(b *testing.B, dir string, opt sample.SurveyOptions) *source.Env {
	save := func(name string, data []byte) error {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		return os.WriteFile(name, data, 0o644)
	}
	if err := sample.Registry(save, opt); err != nil {
		b.Fatal(err)
	}
	con := contract.New(nil)
	reg, finds, err := registry.Load(os.DirFS(dir), "data", registry.Options{Ages: sample.Ages()})
	if err != nil || finds.Errors() > 0 {
		b.Fatal(finds, err)
	}
	lists, err := reg.Lists(con.Categories())
	if err != nil {
		b.Fatal(err)
	}
	basis := dim.Fiscal
	return &source.Env{Contract: con, Registry: reg, Lists: lists, Basis: &basis, Shards: 2}
}
