package main

import (
	"context"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"fukusen/internal/diag"
	"fukusen/internal/sample"
)

var sampleVerb = verb{
	args: 1, usage: "DIR",
	help: diag.Text{JA: "架空のデータでサイトを一つ作ります(--rows で大きさを選べます)", EN: "write a fictional site (--rows makes a survey of that size)"},
	flags: func(f *pflag.FlagSet, c *call) {
		f.IntVar(&c.rows, "rows", 0, "")
	},
	run: func(_ context.Context, c *call, args []string) int {
		if err := writeSample(args[0], c.rows); err != nil {
			return c.failed(err)
		}
		c.tell(diag.Text{JA: "%s に架空のサイトを作りました。「fukusen build -s %[1]s」で組み立てられます。", EN: "wrote a fictional site to %s; \"fukusen build -s %[1]s\" builds it."}, args[0])
		return exitDone
	},
}

// sampleConfig is the settings file of a fictional site.
const sampleConfig = `format: 1
fictional: true
ages: [15-29, 30-44, 45-59, 60-]
access: {sex: m, age: 30-44}
`

// writeSample writes into a folder that is new or empty.
func writeSample(dir string, rows int) error {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return &os.PathError{Op: "sample", Path: dir, Err: os.ErrExist}
	}
	write := func(path string, data []byte) error {
		name := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		return os.WriteFile(name, data, 0o644)
	}
	if err := write("fukusen.yaml", []byte(sampleConfig)); err != nil {
		return err
	}
	if rows == 0 {
		return sample.Example(write)
	}
	opt := sample.SurveyOptions{Rows: rows}
	if err := sample.Registry(write, opt); err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(dir, "data", "survey.csv"))
	if err != nil {
		return err
	}
	if err := sample.Survey(f, opt); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
