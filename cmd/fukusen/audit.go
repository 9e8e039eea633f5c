package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"

	"github.com/spf13/pflag"

	"fukusen/internal/audit"
	"fukusen/internal/diag"
	"fukusen/internal/report"
)

// An auditing holds the flags of audit.
type auditing struct {
	form   string
	values bool
	deep   bool
}

var auditVerb = newAudit()

func newAudit() verb {
	a := &auditing{}
	return verb{
		name: "audit", args: -1, usage: diag.Text{JA: "[フォルダ]", EN: "[DIR]"},
		help: diag.Text{JA: "できたサイトだけを読み、秘匿した数値が計算で分からないかを調べます", EN: "attack a built site from outside: can withheld numbers be computed?"},
		options: diag.Text{
			JA: `  フォルダを書かなければ、サイトの書き出し先(標準は public)を調べます。元データは読みません。だれでも使えます
      --deep              元データから、秘匿した数値だけが違うもう一つのサイトを作り、公開するものが1バイトも変わらないことを
                          確かめます(管理者用。サイトは書き換えません)
      --format 形         結果の形: text、json、github(json と github には、秘匿した値を書きません)
      --show-values       json と github にも値を書く(外には出さないでください)
`,
			EN: `  Without DIR, the output of the site (default: public). No raw data are read; anybody can use it
      --deep              build the site again from exports of which only withheld numbers are others, and see that not a
                          byte of what is published changes (for the steward; the public site is left alone)
      --format FORM       form of the result: text, json or github (the last two hold no withheld values)
      --show-values       show values in json and github, too (for the steward only)
`,
		},
		flags: func(f *pflag.FlagSet, c *call) {
			f.StringVar(&a.form, "format", formText, "")
			f.BoolVar(&a.values, "show-values", false, "")
			f.BoolVar(&a.deep, "deep", false, "")
		},
		run: a.run,
	}
}

func (a *auditing) run(ctx context.Context, c *call, args []string) int {
	switch {
	case len(args) > 1:
		return c.misuse(diag.Text{JA: "フォルダは一つだけ書いてください", EN: "give one DIR at a time"})
	case !slices.Contains([]string{formText, formJSON, formGitHub}, a.form):
		return c.misuse(unknownForm(a.form))
	case a.deep && len(args) > 0:
		return c.misuse(diag.Text{
			JA: "--deep は、できたサイトではなく元データから調べます。フォルダは書かず、サイトは -s で指定してください",
			EN: "--deep works on the exports, not on a built site: give no DIR, and name the site with -s",
		})
	case a.deep:
		return a.runDeep(ctx, c)
	}
	dir := c.folder()
	if len(args) == 1 {
		dir = args[0]
	}
	r, err := audit.Run(os.DirFS(dir))
	if err != nil {
		return c.unaudited(dir, err)
	}
	finds := r.Findings()
	if err := a.write(c, dir, r, finds); err != nil {
		return c.failed(err)
	}
	if finds.Errors() > 0 {
		return exitDisclosure
	}
	return exitDone
}

// unaudited tells why a folder could not be audited.
func (c *call) unaudited(dir string, err error) int {
	var missing *fs.PathError
	if !errors.As(err, &missing) || !errors.Is(err, fs.ErrNotExist) {
		return c.failed(err)
	}
	c.say(diag.Text{
		JA: "%s は、fukusen が書き出したサイトとして調べられません(%s がありません)。build で書き出したフォルダを指定してください。",
		EN: "%s cannot be audited as a site that fukusen has written (%s is missing); name the folder that build wrote.",
	}, dir, missing.Path)
	return exitFailed
}

func (a *auditing) write(c *call, dir string, r *audit.Report, finds diag.List) error {
	opt := report.MachineOptions{View: report.View{Lang: c.lang}, Values: a.values, Folder: dir}
	switch a.form {
	case formJSON:
		return r.JSON(c.out, a.values)
	case formGitHub:
		return report.GitHub(c.out, finds, opt)
	}
	all := "fukusen audit " + dir + " --format json --show-values"
	if err := report.Text(c.err, finds, report.TextOptions{View: opt.View, Color: colourful(c.err), All: all}); err != nil {
		return err
	}
	c.audited(dir, r)
	if n := finds.Errors(); n > 0 {
		c.say(diag.Text{JA: "%d件見つかりました。このサイトを公開しないでください。", EN: "Found %d. Do not publish this site."}, n)
	}
	return nil
}

// audited says in words what the attack has tried.
func (c *call) audited(dir string, r *audit.Report) {
	c.tell(diag.Text{JA: "調べたサイト: %s", EN: "Audited: %s"}, dir)
	c.tell(diag.Text{JA: "  集計値 %d件、うち秘匿 %d件。使った足し算 %d本", EN: "  Cells: %d, of which withheld: %d; sums used: %d"}, r.Cells, r.Withheld, r.Relations)
	c.tell(diag.Text{
		JA: "  たがいに関わる秘匿のまとまり %d、いちばん大きなまとまり %d件",
		EN: "  Blocks of withheld cells that share sums: %d, the largest of %d cells",
	}, r.Blocks, r.Largest)
	c.tell(diag.Text{JA: "  計算で分かった秘匿: %d件", EN: "  Computed: %d"}, len(r.Determined))
	c.tell(diag.Text{JA: "  狭い範囲に絞られた秘匿: %d件", EN: "  Nearly known: %d"}, len(r.Bounded)+len(r.Narrow))
	c.tell(diag.Text{JA: "  提出者が自分の数値を引くと分かる秘匿: %d件", EN: "  Computed by an organisation that knows its own: %d"}, len(r.Insiders))
	c.tell(diag.Text{
		JA: "  十分な幅があると実例で確かめた秘匿(人数・回答者数): %d件、確かめきれなかったもの: %d件",
		EN: "  Withheld persons and respondents that examples prove to have room: %d, not proven: %d",
	}, r.Proven, r.Open)
	if r.Versions > 0 {
		c.tell(diag.Text{
			JA: "  前の版とあわせて調べました(前の版 %d)。版の差から分かる数値: %d件",
			EN: "  Attacked together with earlier releases (%d). Told by the difference of releases: %d",
		}, r.Versions, len(r.Changes))
	}
	if r.Narrowest > 0 {
		c.tell(diag.Text{JA: "  いちばん狭い範囲: %d通り", EN: "  Narrowest range: %d values"}, r.Narrowest)
	}
	c.tell(diag.Text{JA: "  ページの数値 %d件を、オープンデータと照らし合わせました", EN: "  Numbers in pages compared with the open data: %d"}, r.Numbers)
}
