package main

import (
	"context"
	"slices"

	"github.com/spf13/pflag"

	"fukusen/docs"
	"fukusen/internal/diag"
	"fukusen/internal/report"
	"fukusen/internal/site"
)

// A checking holds the flags of check.
type checking struct {
	form    string
	values  bool
	schema  bool
	explain string
	report  string
	preview bool
}

var checkVerb = newCheck()

func newCheck() verb {
	k := &checking{}
	return verb{
		name: "check", args: -1, usage: diag.Text{JA: "[ファイル…]", EN: "[FILE...]"},
		help: diag.Text{JA: "データを読み、検査だけします(サイトは書き出しません)", EN: "read the data and check it; no site is written"},
		options: diag.Text{
			JA: `  ファイルを書けばそのファイルだけを、フォルダを書けばその中の CSV と Excel ブックを検査します(サイトがなくても使えます)
      --explain 規則      規則の説明を表示する(list で一覧)
      --report 報告.html  印刷できる報告を書く(提出者ごとの頁と、送付用の文案つき。公開しないでください)
      --format 形         指摘の形: text、json、github(json と github には、値を書きません)
      --show-values       json と github にも値を書く(個人情報らしい値のあるファイルを除く)
      --schema            json の形を定めた JSON Schema を表示する
      --preview-k         公表する最小の人数 k を変えると、秘匿が何件になるかを表示する(外には出さないでください)
`,
			EN: `  With files, check these alone; with a folder, the CSV files and workbooks in it. No site is needed
      --explain RULE      explain a rule (list: all of them)
      --report FILE.html  write a report to print, a page and the text of a mail for each submitter (not for publication)
      --format FORM       form of the findings: text, json or github (the last two hold no values)
      --show-values       show values in json and github, too, except of files with personal data
      --schema            print the JSON Schema of json
      --preview-k         tell how much would be withheld for other k (for the steward only)
`,
		},
		flags: func(f *pflag.FlagSet, c *call) {
			f.StringVar(&k.form, "format", formText, "")
			f.BoolVar(&k.values, "show-values", false, "")
			f.BoolVar(&k.schema, "schema", false, "")
			f.StringVar(&k.explain, "explain", "", "")
			f.StringVar(&k.report, "report", "", "")
			f.BoolVar(&k.preview, "preview-k", false, "")
		},
		run: k.run,
	}
}

func (k *checking) run(ctx context.Context, c *call, files []string) int {
	if !slices.Contains([]string{formText, formJSON, formGitHub}, k.form) {
		return c.misuse(unknownForm(k.form))
	}
	if k.schema {
		if _, err := c.out.Write(report.Schema); err != nil {
			return c.failed(err)
		}
		return exitDone
	}
	if k.explain != "" {
		book, err := report.ParseRulebook(docs.Rules)
		if err != nil {
			return c.failed(err)
		}
		return c.explainRule(book, k.explain)
	}
	if k.preview {
		return c.previewK(ctx, files)
	}
	g, err := gather(files)
	switch {
	case err != nil:
		return c.failed(err)
	case g.wrong != diag.Text{}:
		return c.refuse(g.wrong)
	}
	c.passedOver(g.other)
	r, err := k.check(ctx, c, g.files)
	if err != nil {
		return c.failed(err)
	}
	if k.report != "" {
		if err := c.saveReport(k.report, r); err != nil {
			return c.reportFailed(k.report, err)
		}
	}
	if k.form == formText {
		return k.tell(c, r, len(files) == 0)
	}
	c.wipe()
	if err := c.machine(k.form, r, k.values); err != nil {
		return c.failed(err)
	}
	return c.verdict(r)
}

func (k *checking) check(ctx context.Context, c *call, files []string) (*site.Result, error) {
	if len(files) > 0 {
		return site.CheckFiles(ctx, c.options(), files)
	}
	return site.Check(ctx, c.options())
}

// tell says what was found, and what there is if all of a site is well.
func (k *checking) tell(c *call, r *site.Result, whole bool) int {
	status := c.report(r, again)
	if k.report != "" {
		c.tell(diag.Text{
			JA: "報告を %s に書きました。公表前の値を含むので、取り扱いに注意してください。",
			EN: "Wrote the report %s. It holds values that are not public; handle it with care.",
		}, k.report)
	}
	if status != exitDone {
		return status
	}
	if whole {
		c.summary(r)
		if r.Withheld > 0 && r.Reasons != nil && len(r.Reasons.Cells) > 0 {
			c.tell(diag.Text{
				JA: "伏せたわけは、fukusen build が private/withheld.html に書きます。k を変えたときの件数は fukusen check --preview-k",
				EN: "Why they are withheld is written to private/withheld.html by fukusen build; for other k: fukusen check --preview-k",
			})
		}
	}
	if n := len(r.Findings); n > 0 {
		c.tell(diag.Text{JA: "直さなければならないところはありません(注意 %d件)。", EN: "Nothing has to be mended (warnings: %d)."}, n)
	} else {
		c.tell(diag.Text{JA: "直すところはありません。", EN: "There is nothing to mend."})
	}
	if whole {
	}
	return exitDone
}

var again = diag.Text{JA: "直してから、もう一度検査してください。", EN: "Mend them and check again."}
