package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"fukusen/internal/diag"
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
  -o, --output フォルダ   書き出す先(標準はサイトの中の public)
      --strict            注意も、直すものとして扱う
  -q, --quiet             うまくいったときは何も表示しない
  -v, --verbose           秘匿の理由の内訳も表示する(外には出さないでください)
      --lang ja|en        表示の言語
  -h, --help              説明

終了コード: 0 完了 / 1 入力に指摘あり / 2 使い方の誤り / 3 秘匿が破れる / 4 読み書きの失敗
`,
	EN: `
Options of all commands:
  -s, --site DIR      folder of the site (default: this folder)
  -o, --output DIR    where to write (default: public in the site)
      --strict        treat warnings as errors
  -q, --quiet         print nothing when all is well
  -v, --verbose       also tell why cells are withheld (for the steward only)
      --lang ja|en    language of the messages
  -h, --help          explain

Exit status: 0 done, 1 findings in the input, 2 misuse, 3 disclosure, 4 could not read or write
`,
}

var firstSteps = diag.Text{
	JA: `
はじめての方は、次の三つを順に試してください:
  fukusen sample 見本          架空のデータで「見本」というサイトを作る
  fukusen check -s 見本        データを検査する
  fukusen build -s 見本        公開サイトを書き出す(見本/public/index.html を開くと見られます)
`,
	EN: `
To begin with, try these three:
  fukusen sample example       write a site of fictional data to the folder example
  fukusen check -s example     check its data
  fukusen build -s example     write the public site; then open example/public/index.html
`,
}

// explain says what the command is and what it can do.
func (c *call) explain() {
	fmt.Fprintln(c.out, intro.In(c.lang))
	for _, v := range verbOrder {
		fmt.Fprintf(c.out, "  %s %s\n", padded(v.call(c.lang), 28), v.help.In(c.lang))
	}
	fmt.Fprint(c.out, firstSteps.In(c.lang), options.In(c.lang))
}

func (c *call) explainVerb(v *verb) {
	fmt.Fprintf(c.out, "%s\n  %s\n%s%s", v.call(c.lang), v.help.In(c.lang), v.options.In(c.lang), options.In(c.lang))
}

// call is how the verb is written.
func (v *verb) call(lang diag.Lang) string {
	return strings.TrimSpace("fukusen " + v.name + " " + v.usage.In(lang))
}

// padded fills up to a width on the screen, where Japanese characters take two
// places.
func padded(s string, width int) string {
	for _, c := range s {
		if width--; c >= 0x2E80 {
			width--
		}
	}
	return s + strings.Repeat(" ", max(width, 0))
}

// misuse says what is wrong with a call, and where its use is explained.
func (c *call) misuse(t diag.Text) int {
	c.refuse(t)
	c.say(diag.Text{JA: "    → 「fukusen」だけを実行すると、使い方が表示されます", EN: "    → run \"fukusen\" alone to see how it is used"})
	return exitMisuse
}

// refuse says what is wrong with a call in a text that tells what to do.
func (c *call) refuse(t diag.Text) int {
	c.say(diag.Text{JA: "%s", EN: "%s"}, t.In(c.lang))
	return exitMisuse
}

func unknownVerb(name string) diag.Text {
	var names []string
	for _, v := range verbOrder {
		names = append(names, v.name)
	}
	return diag.Text{
		JA: fmt.Sprintf("命令 %q はありません。使えるのは: %s", name, strings.Join(names, " ")),
		EN: fmt.Sprintf("there is no command %q; there are: %s", name, strings.Join(names, " ")),
	}
}

func wrongArguments(v *verb) diag.Text {
	return diag.Text{
		JA: "命令の後に書くものの数が違います。書き方: " + v.call(diag.JA),
		EN: "wrong number of arguments; write: " + v.call(diag.EN),
	}
}

// flagTrouble puts what pflag says into both languages.
func flagTrouble(err error) diag.Text {
	var absent *pflag.NotExistError
	var bare *pflag.ValueRequiredError
	var wrong *pflag.InvalidValueError
	ja := fmt.Sprintf("オプションが読めません: %v", err)
	switch {
	case errors.As(err, &absent):
		ja = fmt.Sprintf("オプション %s はありません", dashed(absent.GetSpecifiedName()))
	case errors.As(err, &bare):
		ja = fmt.Sprintf("オプション %s の後に、値を書いてください", dashed(bare.GetSpecifiedName()))
	case errors.As(err, &wrong):
		ja = fmt.Sprintf("オプション %s に %q とは書けません", dashed(wrong.GetFlag().Name), wrong.GetValue())
	}
	return diag.Text{JA: ja, EN: err.Error()}
}

func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}
