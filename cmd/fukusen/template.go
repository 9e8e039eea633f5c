package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"fukusen/internal/diag"
	"fukusen/internal/site"
	"fukusen/internal/template"
)

var templateVerb = verb{
	name: "template",
	args: -1, usage: diag.Text{JA: "[表]", EN: "[KIND]"},
	help: diag.Text{JA: "記入用のファイル(CSV と Excel)と記入例を書き出します", EN: "write files to fill in (CSV and Excel) and an example"},
	options: diag.Text{
		JA: "  表の名前を書かなければ、使える名前を一覧にします\n  サイトの中で(または -s を付けて)使うと、サイト独自の設問や年齢階級が選択肢に入ります\n  -o, --output フォルダ   書き出す先(標準は今いるフォルダ)\n",
		EN: "  Without a KIND, list what there is\n  In a site, or with -s, its own items and age bands are among the choices\n  -o, --output DIR    where to write (default: this folder)\n",
	},
	run: func(_ context.Context, c *call, args []string) int {
		switch len(args) {
		case 0:
			return c.kinds()
		case 1:
			return c.template(args[0])
		}
		return c.misuse(diag.Text{JA: "表の名前は一つだけ書いてください", EN: "give one KIND at a time"})
	},
}

// templateOptions are those of the site, if there is one here.
func (c *call) templateOptions() (opt template.Options, err error) {
	opt.Contract, opt.Registry, err = site.Vocabulary(c.options())
	return opt, err
}

// kinds lists what there are templates for.
func (c *call) kinds() int {
	opt, err := c.templateOptions()
	if err != nil {
		return c.failed(err)
	}
	for _, k := range template.Kinds(opt) {
		fmt.Fprintf(c.out, "  %s %s\n", padded(k.ID, 16), diag.Text{JA: k.Name.JA + "(一行は、" + k.Row.JA + ")", EN: k.Name.EN + ": " + k.Row.EN}.In(c.lang))
	}
	return exitDone
}

// template writes the three files of a kind, or none of them.
func (c *call) template(kind string) int {
	opt, err := c.templateOptions()
	if err != nil {
		return c.failed(err)
	}
	kinds := template.Kinds(opt)
	at := slices.IndexFunc(kinds, func(k template.Kind) bool { return kind == k.ID || kind == k.Name.JA || kind == k.Name.EN })
	if at < 0 {
		return c.misuse(diag.Text{
			JA: fmt.Sprintf("%q という表はありません。「fukusen template」だけを実行すると、使える名前が表示されます", kind),
			EN: fmt.Sprintf("there is no KIND %q; \"fukusen template\" alone lists them", kind),
		})
	}
	files, err := c.forms(kinds[at].ID, opt)
	if err != nil {
		return c.failed(err)
	}
	for _, f := range files {
		if _, err := os.Lstat(f.name); !errors.Is(err, fs.ErrNotExist) {
			return c.refuse(diag.Text{
				JA: fmt.Sprintf("%s はすでにあります。上書きはしません。別のフォルダを -o で指定するか、ファイルの名前を変えてください", f.name),
				EN: fmt.Sprintf("%s is already there and is not overwritten; give another folder with -o, or rename it", f.name),
			})
		}
	}
	for _, f := range files {
		if err := writeNew(f.name, f.data); err != nil {
			return c.failed(err)
		}
		c.tell(f.what, f.name)
	}
	return exitDone
}

// A formFile is one file that a template makes.
type formFile struct {
	name string
	what diag.Text
	data []byte
}

// forms makes the files in memory, so that a failure leaves none.
func (c *call) forms(kind string, opt template.Options) ([]formFile, error) {
	files := []struct {
		suffix string
		write  func(io.Writer, string, template.Options) error
		what   diag.Text
	}{
		{".xlsx", template.Workbook, diag.Text{JA: "%s(Excel の記入用。説明と選択肢つき)", EN: "%s (Excel, with notes and lists)"}},
		{".csv", template.CSV, diag.Text{JA: "%s(見出しだけの CSV)", EN: "%s (a CSV file with the header only)"}},
		{"-example.csv", template.Example, diag.Text{JA: "%s(架空の団体の記入例)", EN: "%s (an example of a fictional organisation)"}},
	}
	var made []formFile
	for _, f := range files {
		var b bytes.Buffer
		if err := f.write(&b, kind, opt); err != nil {
			return nil, err
		}
		made = append(made, formFile{filepath.Join(c.output, kind+f.suffix), f.what, b.Bytes()})
	}
	return made, nil
}

// writeNew writes a file that is not there yet.
func writeNew(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		f.Close() // the first error says more
		return err
	}
	return f.Close()
}
