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
	"fukusen/internal/site"
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
			JA: "  サイトの中で(または -s を付けて)使うと、提出者一覧・独自の地域・設問・年齢階級と照らします\n      --write         案を source.yaml としてファイルの隣に書く(まだないときだけ)\n",
			EN: "  In a site, or with -s, it is compared with the organisations, areas, items and age bands of the site\n      --write         write it beside the file as source.yaml, if there is none yet\n",
		},
		flags: func(f *pflag.FlagSet, _ *call) { f.BoolVar(&m.write, "write", false, "") },
		run:   m.run,
	}
}

func (m *mapping) run(_ context.Context, c *call, args []string) int {
	file := args[0]
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		return c.refuse(diag.Text{
			JA: fmt.Sprintf("%s はフォルダです。ファイルを一つ書いてください", file),
			EN: fmt.Sprintf("%s is a folder; name one file", file),
		})
	}
	env, status := m.env(c, file)
	if status != exitDone {
		return status
	}
	p, err := propose.File(onlyFile{filepath.ToSlash(file): file}, filepath.ToSlash(file), env)
	if err != nil {
		return c.failed(err)
	}
	if p.State == propose.Unreadable {
		c.findings(p.Findings, report.View{Lang: c.lang})
		fmt.Fprint(c.err, p.Summary(c.lang))
		return exitFindings
	}
	if status = m.give(c, p, filepath.Join(filepath.Dir(file), "source.yaml")); status != exitDone {
		return status
	}
	fmt.Fprint(c.err, p.Summary(c.lang))
	if p.State == propose.Hopeless {
		return exitFindings
	}
	return exitDone
}

// env is what the file is compared with: the site, if there is one here or one
// was named.
func (m *mapping) env(c *call, file string) (env propose.Env, status int) {
	isSite := isFile(filepath.Join(c.site, site.ConfigFile))
	if c.site != "." && !isSite {
		return env, c.refuse(noSite(c.site))
	}
	var err error
	if env.Contract, env.Registry, err = site.Vocabulary(c.options()); err != nil {
		return env, c.failed(err)
	}
	if env.Basis, err = site.DeclaredBasis(c.options()); err != nil {
		return env, c.failed(err)
	}
	env.Path = within(c.site, file)
	switch {
	case isSite && env.Registry == nil:
		c.say(diag.Text{
			JA: "注意: サイトの設定に直すところがあるため、提出者一覧などを使わずに案を作ります(fukusen check で見られます)",
			EN: "warning: the settings of the site cannot be read (see fukusen check), so its registers are not used",
		})
	case isSite && len(env.Registry.Organisations()) == 0:
		c.say(diag.Text{
			JA: "注意: サイトに提出者一覧(organisations.csv)がないか、提出者が一つもないので、提出者と照らさずに案を作ります",
			EN: "warning: the site has no register of organisations (organisations.csv), or nobody is in it; its registers are not used",
		})
	}
	return env, exitDone
}

// within is the path of a file below a site or, of one elsewhere, its name and
// that of its folder: what lies above says nothing about the sender.
func within(home, file string) string {
	full, err := filepath.Abs(file)
	top, err2 := filepath.Abs(home)
	if err != nil || err2 != nil {
		return file
	}
	if rest, err := filepath.Rel(top, full); err == nil && filepath.IsLocal(rest) {
		return rest
	}
	return filepath.Join(filepath.Base(filepath.Dir(full)), filepath.Base(full))
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// noSite says that -s names a folder that is no site.
func noSite(dir string) diag.Text {
	return diag.Text{
		JA: fmt.Sprintf("-s に書かれた %s は、サイトのフォルダではありません(fukusen.yaml がありません)", dir),
		EN: fmt.Sprintf("%s, which -s names, is no folder of a site: it has no fukusen.yaml", dir),
	}
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
		return c.refuse(diag.Text{
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
