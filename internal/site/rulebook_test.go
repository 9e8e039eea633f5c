package site

import (
	"context"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/sync/errgroup"

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
	rules := Rules()
	finds := make([]diag.List, len(rules)) // one slot a rule: no order lost
	var g errgroup.Group
	g.SetLimit(runtime.NumCPU())
	run := 0
	for i, r := range rules {
		if finds[i] = given(r); len(finds[i]) > 0 {
			continue
		}
		run++
		files := exampleOf(t, book, r.ID)
		g.Go(func() error {
			finds[i] = examine(t, r, files)
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d of %d examples are checked as files", run, len(rules))
	if 10*run < 6*len(rules) {
		t.Error("too few examples are checked")
	}
	if *update {
		writeMessages(t, rules, finds)
		return
	}
	for i, r := range rules {
		ja, _ := book.Page(r.ID, diag.JA)
		en, _ := book.Page(r.ID, diag.EN)
		got := diag.Text{JA: exampleMessage(ja), EN: exampleMessage(en)}
		if want := messageOf(finds[i]); got != want {
			t.Errorf("%s: the page says\n%s\n%s\ncheck says\n%s\n%s", r.ID, got.JA, got.EN, want.JA, want.EN)
		}
		for _, f := range finds[i] {
			holdsNoCount(t, f.Masked(), exampleFiles(ja))
		}
	}
}

var digits = regexp.MustCompile(`[0-9]+`)

// holdsNoCount looks for the numbers of people of an example in a finding that
// is masked for machines. They are those of the last two columns.
func holdsNoCount(t *testing.T, f diag.Finding, files map[string]string) {
	t.Helper()
	said := digits.FindAllString(f.Msg(diag.JA)+f.Hint(diag.JA), -1)
	said = append(said, digits.FindAllString(f.Msg(diag.EN)+f.Hint(diag.EN), -1)...)
	for line := range strings.Lines(files[f.Pos.File]) {
		cells := strings.Split(strings.TrimSpace(line), ",")
		for _, cell := range cells[max(0, len(cells)-2):] {
			if n := digits.FindString(cell); len(n) > 1 && len(n) < 5 && strings.HasSuffix(cell, n) && slices.Contains(said, n) {
				t.Errorf("%s: masked, it still says %s: %s", f.Rule.ID, n, f.Line(diag.JA))
			}
		}
	}
}

// exampleOf gives the files of the example: those of the page, which are the
// same in both languages, or those that no page can show.
func exampleOf(t *testing.T, book *report.Rulebook, id string) map[string]string {
	t.Helper()
	ja, _ := book.Page(id, diag.JA)
	en, _ := book.Page(id, diag.EN)
	files := exampleFiles(ja)
	if !maps.Equal(files, exampleFiles(en)) {
		t.Errorf("%s: the examples of the two languages differ", id)
	}
	if len(files) == 0 {
		files = unshown(t, id)
	}
	return files
}

// companions are other errors that an example cannot be without. Those in the
// line of a finding follow from it.
var companions = map[string]string{
	"content/front-matter": "content/title",
	"csv/more":             "csv/number",
	"data/same-file":       "data/duplicate",
	"site/unchecked":       "site/setting",
	"xlsx/merged":          "csv/blank-key",
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
	all := check(t, r, files)
	for _, f := range all {
		if f.Rule.ID == r.ID {
			finds = append(finds, f)
		}
	}
	if len(finds) == 0 {
		t.Errorf("%s does not find anything in its example", r.ID)
		return nil
	}
	for _, f := range all {
		follows := f.Pos.File == finds[0].Pos.File && f.Pos.Line == finds[0].Pos.Line
		if f.Rule.ID != r.ID && !f.Warn() && !follows && companions[r.ID] != f.Rule.ID {
			t.Errorf("%s: the example has another error, %s", r.ID, f.Error())
		}
	}
	return finds
}

// check runs over the site of the examples with some other files, up to the
// stage that the rule belongs to.
func check(t *testing.T, r *diag.Rule, files map[string]string) diag.List {
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
	var err error
	if area, _, _ := strings.Cut(r.ID, "/"); slices.Contains([]string{"content", "page", "theme"}, area) {
		_, err = s.make(context.Background())
	} else if ok, opened := s.open(); ok && opened == nil {
		_, err = s.protect(context.Background())
	} else {
		err = opened
	}
	if err != nil {
		t.Errorf("%s: %v", r.ID, err)
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

// messageOf is what check prints of the findings, each line once.
func messageOf(finds diag.List) diag.Text {
	var ja, en []string
	for _, f := range finds {
		ja, en = append(ja, f.Line(diag.JA)), append(en, f.Line(diag.EN))
	}
	ja, en = slices.Compact(ja), slices.Compact(en)
	return diag.Text{JA: strings.Join(ja, "\n"), EN: strings.Join(en, "\n")}
}

// writeMessages puts the messages into the pages. The other words of the pages
// stay.
func writeMessages(t *testing.T, rules []*diag.Rule, finds []diag.List) {
	t.Helper()
	messages := map[string]diag.Text{}
	for i, r := range rules {
		messages[r.ID] = messageOf(finds[i])
	}
	data, err := os.ReadFile(rulesFile)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	starts := regexp.MustCompile(`(?m)^## ([a-z]+/[a-z0-9-]+)$`).FindAllStringSubmatchIndex(text, -1)
	out := text[:starts[0][0]]
	for i, at := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		page, id := text[at[0]:end], text[at[2]:at[3]]
		parts := strings.Split(page, messageStart)
		for k, lang := range []diag.Lang{diag.JA, diag.EN} {
			if k+1 < len(parts) {
				_, rest, _ := strings.Cut("\n"+parts[k+1], messageEnd)
				parts[k+1] = messages[id].In(lang) + messageEnd + rest
			}
		}
		out += strings.Join(parts, messageStart)
	}
	if err := os.WriteFile(rulesFile, []byte(out), 0o644); err != nil {
		t.Fatal(err)
	}
}
