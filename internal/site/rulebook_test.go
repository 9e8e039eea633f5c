package site

import (
	"context"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"fukusen/docs"
	"fukusen/internal/diag"
	"fukusen/internal/report"
	"fukusen/themes"
)

var update = flag.Bool("update", false, "write the messages of the examples into docs/rules.md")

const rulesFile = "../../docs/rules.md"

// exampleSite is what the examples of the pages are added to. A file of the
// same name takes its place.
var exampleSite = map[string]string{
	"fukusen.yaml":           "format: 1\nbase_url: https://example.jp/\n",
	"data/organisations.csv": "提出者,種別,名称,市区町村コード,公開区分\nacme,企業,アクメ精機,18201,named\nbeta,学校,ベータ高校,18202,named\n",
	"data/known.csv":         "期間,提出者,性別,人数\n2026FQ1,beta,女,120\n2026FQ1,beta,男,130\n",
}

// gone is the content of a file of the site that an example is without.
const gone = "\x00gone"

// exampleToday is the day on which the examples are checked.
var exampleToday = time.Date(2026, 7, 20, 0, 0, 0, 0, time.UTC)

func rulebook(t *testing.T) *report.Rulebook {
	t.Helper()
	book, err := report.ParseRulebook(docs.Rules)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// Every rule has a page, and every page is that of a rule.
func TestRulebookIsComplete(t *testing.T) {
	var want []string
	for _, r := range Rules() {
		want = append(want, r.ID)
	}
	got := rulebook(t).IDs()
	for _, id := range want {
		if !slices.Contains(got, id) {
			t.Errorf("%s has no page", id)
		}
	}
	for _, id := range got {
		if !slices.Contains(want, id) {
			t.Errorf("%s is a page of no rule", id)
		}
	}
	if !slices.IsSorted(got) {
		t.Error("the pages are not in the order of their ids")
	}
}

// Rules lists what the packages declare.
func TestRulesAreAll(t *testing.T) {
	listed := map[string]bool{}
	for _, r := range Rules() {
		listed[r.ID] = true
	}
	files, err := filepath.Glob("../*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		for _, id := range declaredRules(t, name) {
			if !listed[id] {
				t.Errorf("%s of %s is not listed", id, name)
			}
		}
	}
}

// declaredRules gives the ids of the literals of diag.Rule in a file.
func declaredRules(t *testing.T, name string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	ast.Inspect(file, func(n ast.Node) bool {
		lit, ok := n.(*ast.CompositeLit)
		if !ok {
			return true
		}
		if typ, ok := lit.Type.(*ast.SelectorExpr); !ok || typ.Sel.Name != "Rule" {
			return true
		}
		for _, e := range lit.Elts {
			kv, ok := e.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			if value, ok := kv.Value.(*ast.BasicLit); ok && kv.Key.(*ast.Ident).Name == "ID" {
				ids = append(ids, strings.Trim(value.Value, `"`))
			}
		}
		return true
	})
	return ids
}

// The example of a page says what check would say of it: the files of the page
// are checked, or the rule is given arguments where files cannot be shown.
func TestRulebookExamples(t *testing.T) {
	book := rulebook(t)
	messages := map[string]diag.Text{}
	run := 0
	for _, r := range Rules() {
		ja, _ := book.Page(r.ID, diag.JA)
		en, _ := book.Page(r.ID, diag.EN)
		files := exampleFiles(ja)
		if !maps.Equal(files, exampleFiles(en)) {
			t.Errorf("%s: the examples of the two languages differ", r.ID)
		}
		if len(files) == 0 {
			files = unshown(t, r.ID)
		}
		finds := given(r)
		if len(finds) == 0 {
			run++
			finds = examine(t, r, files)
		}
		messages[r.ID] = diag.Text{JA: lines(finds, diag.JA), EN: lines(finds, diag.EN)}
		if *update {
			continue
		}
		if got := (diag.Text{JA: exampleMessage(ja), EN: exampleMessage(en)}); got != messages[r.ID] {
			t.Errorf("%s: the page says\n%s\n%s\ncheck says\n%s\n%s", r.ID, got.JA, got.EN, messages[r.ID].JA, messages[r.ID].EN)
		}
	}
	t.Logf("%d of %d examples are checked as files", run, len(messages))
	if 10*run < 6*len(messages) {
		t.Errorf("only %d of %d examples are checked as files", run, len(messages))
	}
	if *update {
		writeMessages(t, messages)
	}
}

// companions are other errors that an example cannot be without.
var companions = map[string][]string{
	"content/front-matter": {"content/title"},
	"csv/more":             {"csv/number"},
	"data/same-file":       {"data/duplicate"},
}

// examine checks the site with the files of a page, and gives the findings of
// the rule. There must be no other errors: they would draw away from it.
func examine(t *testing.T, r *diag.Rule, files map[string]string) diag.List {
	t.Helper()
	if len(files) == 0 {
		t.Errorf("%s has neither an example nor arguments", r.ID)
		return nil
	}
	var finds diag.List
	for _, f := range check(t, files) {
		switch {
		case f.Rule.ID == r.ID:
			finds = append(finds, f)
		case !f.Warn() && !slices.Contains(companions[r.ID], f.Rule.ID):
			t.Errorf("%s: the example has another error, %s", r.ID, f.Error())
		}
	}
	if len(finds) == 0 {
		t.Errorf("%s does not find anything in its example", r.ID)
	}
	return finds
}

// check runs over the site of the examples with some other files.
func check(t *testing.T, files map[string]string) diag.List {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, content := range exampleSite {
		fsys[name] = &fstest.MapFile{Data: []byte(content)}
	}
	for name, content := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(content)}
		if content == gone {
			delete(fsys, name)
		}
	}
	s := newStages(Options{Dir: "site", Theme: themes.Default, Today: exampleToday})
	s.fsys, s.result.fsys = fsys, fsys
	if _, err := s.make(context.Background()); err != nil {
		t.Errorf("%v: %v", files, err)
	}
	return s.result.Findings
}

// exampleFiles are the fenced blocks of a page that are called by a path.
func exampleFiles(page string) map[string]string {
	files := map[string]string{}
	name := ""
	for line := range strings.Lines(page) {
		mark, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		switch {
		case strings.HasPrefix(mark, "```") && name == "":
			if name = rest; name != "" {
				files[name] = ""
			}
		case mark == "```":
			name = ""
		case name != "":
			files[name] += line
		}
	}
	return files
}

const (
	messageStart = "```text\n"
	messageEnd   = "\n```"
)

// exampleMessage is the block of a page that shows what is printed.
func exampleMessage(page string) string {
	_, rest, _ := strings.Cut(page, messageStart)
	message, _, _ := strings.Cut(rest, messageEnd)
	return message
}

func lines(finds diag.List, lang diag.Lang) string {
	var all []string
	for _, f := range finds {
		all = append(all, f.Line(lang))
	}
	return strings.Join(all, "\n")
}

// writeMessages puts the messages into the pages. The other words of the pages
// stay.
func writeMessages(t *testing.T, messages map[string]diag.Text) {
	t.Helper()
	data, err := os.ReadFile(rulesFile)
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(string(data), "\n## ")
	for i, page := range pages[1:] {
		id, _, _ := strings.Cut(page, "\n")
		parts := strings.Split(page, messageStart)
		for k, lang := range []diag.Lang{diag.JA, diag.EN} {
			if k+1 < len(parts) {
				_, rest, _ := strings.Cut("\n"+parts[k+1], messageEnd)
				parts[k+1] = messages[id].In(lang) + messageEnd + rest
			}
		}
		pages[i+1] = strings.Join(parts, messageStart)
	}
	if err := os.WriteFile(rulesFile, []byte(strings.Join(pages, "\n## ")), fs.FileMode(0o644)); err != nil {
		t.Fatal(err)
	}
}
