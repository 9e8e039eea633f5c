package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"fukusen/internal/diag"
	"fukusen/internal/sample"
)

var sampleVerb = verb{
	name: "sample",
	args: 1, usage: diag.Text{JA: "フォルダ", EN: "DIR"},
	help: diag.Text{JA: "架空のデータで、見本のサイトを一つ作ります", EN: "write a site of fictional data"},
	options: diag.Text{
		JA: "      --rows 人数         見本の代わりに、この人数が答えた大きな調査を作る\n",
		EN: "      --rows N            write a large survey of so many respondents instead\n",
	},
	flags: func(f *pflag.FlagSet, c *call) {
		f.IntVar(&c.rows, "rows", 0, "")
	},
	run: func(_ context.Context, c *call, args []string) int {
		if c.rows < 0 {
			return c.misuse(diag.Text{JA: "--rows には 1 以上の数を書いてください", EN: "--rows must be 1 or more"})
		}
		if err := writeSample(args[0], c.rows); err != nil {
			return c.failed(err)
		}
		c.tell(diag.Text{JA: "%[1]s に架空のサイトを作りました。「fukusen build -s %[1]s」で組み立てられます。", EN: "Wrote a fictional site to %[1]s; \"fukusen build -s %[1]s\" builds it."}, args[0])
		return exitDone
	},
}

// sampleConfig is the settings file of a fictional site.
const sampleConfig = `format: 1
fictional: true
ages: [15-29, 30-44, 45-59, 60-]
access: {sex: m, age: 30-44}
licence: CC-BY-4.0
`

var errNotEmpty = errors.New("the folder is not empty")

// writeSample writes into a folder that is new or empty.
func writeSample(dir string, rows int) error {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return &os.PathError{Op: "sample", Path: dir, Err: errNotEmpty}
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
