package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"fukusen/internal/diag"
	"fukusen/internal/propose"
	"fukusen/internal/report"
)

// A mapping holds the flags of map.
type mapping struct {
	write bool
}

var mapVerb = newMap()

func newMap() verb {
	m := &mapping{}
	return verb{
		name: "map", args: 1, usage: diag.Text{JA: "ファイル", EN: "FILE"},
		help: diag.Text{JA: "知らない形のファイルを読むための source.yaml の案を作ります", EN: "propose a source.yaml for a file of another form"},
		options: diag.Text{
			JA: "      --write         案を source.yaml としてファイルの隣に書く(まだないときだけ)\n",
			EN: "      --write         write it beside the file as source.yaml, if there is none yet\n",
		},
		flags: func(f *pflag.FlagSet, _ *call) { f.BoolVar(&m.write, "write", false, "") },
		run:   m.run,
	}
}

func (m *mapping) run(_ context.Context, c *call, args []string) int {
	file := args[0]
	p, err := propose.File(onlyFile{filepath.ToSlash(file): file}, filepath.ToSlash(file), propose.Env{})
	if err != nil {
		return c.failed(err)
	}
	if p.State == propose.Unreadable {
		c.findings(p.Findings, report.View{Lang: c.lang})
		fmt.Fprint(c.err, p.Summary(c.lang))
		return exitFindings
	}
	if status := m.give(c, p, filepath.Join(filepath.Dir(file), "source.yaml")); status != exitDone {
		return status
	}
	fmt.Fprint(c.err, p.Summary(c.lang))
	if p.State == propose.Hopeless {
		return exitFindings
	}
	return exitDone
}

// give prints the proposal or, if it was asked for, writes it. A file that
// needs none, or that none can help, gets none.
func (m *mapping) give(c *call, p *propose.Proposal, beside string) int {
	if p.State != propose.Mapped {
		return exitDone
	}
	text := p.YAML(c.lang)
	if !m.write {
		if _, err := c.out.Write(text); err != nil {
			return c.failed(err)
		}
		return exitDone
	}
	if _, err := os.Lstat(beside); err == nil {
		return c.misuse(diag.Text{
			JA: fmt.Sprintf("%s はすでにあります。上書きはしません。--write を付けずに実行して、内容を比べてください", beside),
			EN: fmt.Sprintf("%s is already there and is not overwritten; run without --write and compare", beside),
		})
	}
	if err := writeNew(beside, text); err != nil {
		return c.failed(err)
	}
	c.tell(diag.Text{JA: "%s を書きました。まだ案です。", EN: "Wrote %s. It is a proposal still."}, beside)
	return exitDone
}

// onlyFile is one file by the name that its user gave, with slashes.
type onlyFile map[string]string

// Open opens the file; there is no other.
func (o onlyFile) Open(name string) (fs.File, error) {
	file, ok := o[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return os.Open(file)
}
