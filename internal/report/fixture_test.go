package report

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/diag"
)

var update = flag.Bool("update", false, "rewrite the golden texts; read the diff before committing")

// golden fails unless got is the content of the file in testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}

var (
	ruleNumber = diag.Rule{
		ID:   "csv/number",
		Msg:  diag.Text{JA: "「%[1]s」の値 %[2]q は人数として読めません(%[3]s)", EN: "%[4]s %[2]q is not a count of persons (%[5]s)"},
		Hint: diag.Text{JA: "0以上の整数で書いてください。違う書き方なら source.yaml に書きます", EN: "write a whole number; or say so in source.yaml"},
	}
	ruleBlank = diag.Rule{
		ID:   "csv/blank",
		Msg:  diag.Text{JA: "必要な列「%[1]s」が空です", EN: "the required column %[2]s is empty"},
		Hint: diag.Text{JA: "0人なら 0 と書いてください", EN: "write 0 for none"},
	}
	ruleDuplicate = diag.Rule{ID: "data/duplicate", Msg: diag.Text{JA: "同じ行がすでにあります", EN: "the same row is there already"}}
	ruleUnknown   = diag.Rule{
		ID: "csv/unknown-column", Warn: true,
		Msg:  diag.Text{JA: "列 %[1]q は読まれません", EN: "column %[1]q is not read"},
		Hint: diag.Text{JA: "要らない列なら消してください", EN: "delete it if it is not needed"},
	}
	ruleMail = diag.Rule{
		ID:   "personal/mail",
		Msg:  diag.Text{JA: "列「%[1]s」の %[2]q はメールアドレスのようです", EN: "%[2]q in the column %[1]s looks like a mail address"},
		Hint: diag.Text{JA: "この列を消してください", EN: "delete the column"},
	}
	ruleConfig = diag.Rule{ID: "config/theme", Msg: diag.Text{JA: "テーマがありません", EN: "there is no theme"}, Hint: diag.Text{JA: "fukusen.yaml を直してください", EN: "correct fukusen.yaml"}}
	ruleNoData = diag.Rule{ID: "data/none", Warn: true, Msg: diag.Text{JA: "データがありません", EN: "there is no data"}}
	ruleMerged = diag.Rule{ID: "xlsx/merged", Msg: diag.Text{JA: "セルが結合されています", EN: "cells are merged"}, Hint: diag.Text{JA: "結合を解除してください", EN: "unmerge them"}}
)

// files are what two submitters and one careless one have sent.
var files = fstest.MapFS{
	"data/acme/people.csv": {Data: []byte("期間,提出者,人数,応募\n" +
		"2026FQ1,acme,百二十,30\n" + "2026FQ2,acme,,20\n" + "2026FQ3,アクメ精機株式会社,-5,１２.5\n" +
		"2026FQ4,acme,,1\n2027FQ1,acme,,1\n2027FQ2,acme,,1\n2027FQ4,acme,,1\n")},
	"data/beta/people.csv": {Data: []byte("期間,連絡先,人数\n2026FQ1,hanako@example.jp,山田花子\n")},
	"fukusen.yaml":         {Data: []byte("format: 1\ntheme: blue\n")},
}

func at(file string, line, col int) diag.Pos { return diag.Pos{File: file, Line: line, Col: col} }

func number(pos diag.Pos, value string) diag.Finding {
	return ruleNumber.At(pos, diag.Public("人数"), value, diag.Public("数字ではありません"), diag.Public("persons"), diag.Public("not a number"))
}

// findings are out of order, as stages give them.
func findings() diag.List {
	people := "data/acme/people.csv"
	duplicate := ruleDuplicate.At(diag.Pos{File: people, Line: 6})
	duplicate.Related = []diag.Pos{{File: people, Line: 5}}
	blank := func(line, col int) diag.Finding {
		return ruleBlank.At(at(people, line, col), diag.Public("人数"), diag.Public("persons"))
	}
	return diag.List{
		ruleMerged.At(diag.Pos{File: "data/acme/book.xlsx", Sheet: "対象者", Line: 5, Col: 3}),
		number(at("data/beta/people.csv", 2, 27), "山田花子"),
		ruleMail.At(at("data/beta/people.csv", 2, 9), diag.Public("連絡先"), "hanako@example.jp"),
		blank(8, 14), blank(3, 14), blank(5, 14), blank(6, 14), blank(7, 14),
		number(at(people, 2, 14), "百二十"),
		number(at(people, 4, 40), "１２.5"),
		ruleUnknown.At(at(people, 1, 25), "応募"),
		duplicate,
		ruleConfig.At(at("fukusen.yaml", 2, 8)),
		ruleNoData.At(diag.Pos{}),
	}
}

// names are those of the submitters by folder.
func names(file string) string {
	switch {
	case strings.HasPrefix(file, "data/acme/"):
		return "アクメ精機"
	case strings.HasPrefix(file, "data/beta/"):
		return "ベータ高校"
	}
	return ""
}

func view(lang diag.Lang) View {
	return View{Lang: lang, Submitter: names, Excerpt: Excerpts(files, findings())}
}

// secrets are values that may not stand in what leaves the desk; the first two
// nowhere.
var secrets = []string{"hanako", "山田", "百二十", "１２.5"}
