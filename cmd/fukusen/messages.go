package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/protect"
	"fukusen/internal/site"
)

var intro = diag.Text{
	JA: `fukusen は、企業・学校・自治体・クラブから届いた CSV を読み、
複線(デュアルキャリア)の指標を計算して、合同の公開サイトを作ります。

使い方: fukusen 命令 [オプション]
`,
	EN: `fukusen reads the CSV files of companies, schools, municipalities and clubs,
computes indicators of dual careers and writes one joint public site.

Usage: fukusen COMMAND [OPTIONS]
`,
}

var options = diag.Text{
	JA: `
どの命令にも使えるオプション:
  -s, --site フォルダ     サイトのフォルダ(標準は今いるフォルダ)
  -o, --output フォルダ   書き出す先(標準はサイトの public)
      --strict            注意も誤りとして扱う
  -q, --quiet             結果を表示しない
  -v, --verbose           秘匿の内訳も表示する(外には出さないでください)
      --lang ja|en        表示の言語

終了コード: 0 完了 / 1 入力に指摘あり / 2 使い方の誤り / 3 秘匿が破れる / 4 読み書きの失敗`,
	EN: `
Options of all commands:
  -s, --site DIR      folder of the site (default: this folder)
  -o, --output DIR    where to write (default: public in the site)
      --strict        treat warnings as errors
  -q, --quiet         do not print the result
  -v, --verbose       also tell why cells are withheld (for the steward only)
      --lang ja|en    language of the messages

Exit status: 0 done, 1 findings in the input, 2 misuse, 3 disclosure, 4 could not read or write`,
}

// explain says what the command is and what it can do.
func (c *call) explain() {
	fmt.Fprint(c.out, intro.In(c.lang))
	fmt.Fprintln(c.out)
	for _, name := range verbOrder {
		v := verbs[name]
		fmt.Fprintf(c.out, "  fukusen %-18s %s\n", strings.TrimSpace(name+" "+v.usage), v.help.In(c.lang))
	}
	fmt.Fprintln(c.out, options.In(c.lang))
}

func (c *call) helpVerb(name string, v verb) {
	fmt.Fprintf(c.out, "fukusen %s\n  %s\n%s\n", strings.TrimSpace(name+" "+v.usage), v.help.In(c.lang), options.In(c.lang))
}

func (c *call) misuse(t diag.Text) int {
	c.say(t)
	c.say(diag.Text{JA: "使い方は「fukusen」だけを実行すると表示されます", EN: "run \"fukusen\" alone to see how it is used"})
	return exitMisuse
}

func unknownVerb(name string) diag.Text {
	return diag.Text{
		JA: fmt.Sprintf("命令 %q はありません。使えるのは: %s", name, strings.Join(verbOrder, " ")),
		EN: fmt.Sprintf("there is no command %q; there are: %s", name, strings.Join(verbOrder, " ")),
	}
}

func flagTrouble(err error) diag.Text {
	return diag.Text{JA: fmt.Sprintf("オプションが正しくありません: %v", err), EN: fmt.Sprintf("wrong option: %v", err)}
}

func wrongArguments(name string, v verb) diag.Text {
	call := strings.TrimSpace("fukusen " + name + " " + v.usage)
	return diag.Text{JA: "引数の数が違います: " + call, EN: "wrong number of arguments: " + call}
}

// findings prints each finding with its remedy.
func (c *call) findings(l diag.List) {
	for _, f := range l {
		if c.quiet && f.Warn() {
			continue
		}
		mark := ""
		if f.Warn() {
			mark = diag.Text{JA: "注意: ", EN: "warning: "}.In(c.lang)
		}
		fmt.Fprintln(c.err, mark+f.Line(c.lang))
		if hint := f.Hint(c.lang); hint != "" {
			fmt.Fprintln(c.err, "    → "+hint)
		}
	}
}

// failed reports an error that is no finding.
func (c *call) failed(err error) int {
	c.say(reasonOf(err))
	return exitFailed
}

// report prints what a run found and gives its exit status; unwritten says
// what was left alone.
func (c *call) report(r *site.Result, unwritten diag.Text) int {
	c.findings(r.Findings)
	c.findings(r.Disclosure)
	warnings := len(r.Findings) - r.Findings.Errors()
	switch {
	case len(r.Disclosure) > 0:
		c.say(diag.Text{
			JA: "秘匿した数値が計算できてしまうため、中止しました(%d件)。%s",
			EN: "stopped, because withheld numbers could be computed (%d). %s",
		}, len(r.Disclosure), unwritten.In(c.lang))
		return exitDisclosure
	case !r.OK(c.strict):
		c.say(diag.Text{
			JA: "指摘 %d件(直すもの %d件、注意 %d件)。%s",
			EN: "%d findings (%d to mend, %d warnings). %s",
		}, len(r.Findings), r.Findings.Errors(), warnings, unwritten.In(c.lang))
		return exitFindings
	}
	return exitDone
}

var unprotected = diag.Text{
	JA: "注意: この版の秘匿は、足し算・引き算による逆算だけを防いでいます。できたサイトは公表に使えません。",
	EN: "Note: this version protects against addition and subtraction only. The site is not for publication.",
}

// summary tells what was made.
func (c *call) summary(r *site.Result) {
	c.tell(diag.Text{
		JA: "集計値 %d件のうち %d件を秘匿しました。公表前(下書き)の四半期: %s",
		EN: "%d sums, %d of them withheld. Quarters not released yet: %s",
	}, r.Cells, r.Withheld, quarters(r))
	if c.verbose && r.Reasons != nil {
		c.reasons(r.Reasons)
	}
	c.say(unprotected)
}

func quarters(r *site.Result) string {
	if len(r.Drafts) == 0 {
		return "—"
	}
	var ids []string
	for _, q := range r.Drafts {
		ids = append(ids, q.ID(r.Basis))
	}
	return strings.Join(ids, " ")
}

// reasons tells the steward why cells are withheld.
func (c *call) reasons(r *protect.Reasons) {
	n := r.Count()
	for _, reason := range protect.AllReasons() {
		if n[reason] > 0 {
			c.tell(diag.Text{JA: "  %s: %d件", EN: "  %s: %d"}, reason.Text().In(c.lang), n[reason])
		}
	}
}

var stageNames = map[string]diag.Text{
	"read":    {JA: "読み込み", EN: "reading"},
	"protect": {JA: "秘匿", EN: "protecting"},
	"kpi":     {JA: "計算", EN: "computing"},
	"page":    {JA: "ページ作成", EN: "writing pages"},
	"audit":   {JA: "検査", EN: "auditing"},
	"output":  {JA: "書き出し", EN: "writing"},
}

// progress shows the stage on the terminal's last line.
func (c *call) progress(stage string) {
	fmt.Fprintf(c.err, "\r\x1b[K%s…\r", stageNames[stage].In(c.lang))
}

// reasonOf puts an error into words that say what to do.
func reasonOf(err error) diag.Text {
	i := slices.IndexFunc(troubles, func(t trouble) bool { return errors.Is(err, t.is) })
	if i < 0 {
		return diag.Text{JA: fmt.Sprintf("できませんでした: %v", err), EN: fmt.Sprintf("could not: %v", err)}
	}
	t := troubles[i].text
	return diag.Text{JA: fmt.Sprintf("%s\n  (%v)", t.JA, err), EN: fmt.Sprintf("%s\n  (%v)", t.EN, err)}
}

type trouble struct {
	is   error
	text diag.Text
}
