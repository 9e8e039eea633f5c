package content

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/diag"
)

var both = []diag.Lang{diag.JA, diag.EN}

// load reads files given as path, text, path, text, ...
func load(t testing.TB, files ...string) ([]*Document, diag.List) {
	t.Helper()
	fsys := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		fsys[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	docs, finds, err := Load(fsys, "content", both)
	if err != nil {
		t.Fatal(err)
	}
	return docs, finds
}

// one reads a single page of the body, which begins on line 4.
func one(t testing.TB, body string) (*Document, diag.List) {
	t.Helper()
	docs, finds := load(t, "content/a.md", "---\ntitle: T\n---\n"+body)
	return docs[0], finds
}

// show resolves a reference to its own words.
func show(r Reference) (string, bool) {
	s := "[" + r.Kind + " " + r.KPI
	for _, a := range r.Args {
		s += " " + a.Name + "=" + a.Value
	}
	return s + "]", true
}

func render(t testing.TB, d *Document) string {
	t.Helper()
	got, err := d.Render(show)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// lines are the findings without their words.
func lines(l diag.List) []string {
	var s []string
	for _, f := range l {
		s = append(s, fmt.Sprintf("%s %s", f.Pos, f.Rule.ID))
	}
	return s
}

func TestLoad(t *testing.T) {
	const fm = "---\ntitle: T\n---\n"
	docs, finds := load(t,
		"content/roles.md", fm, "content/about.en.md", fm, "content/about.md", fm,
		"content/guide/csv.en.md", fm, "content/guide/csv.ja.md", fm,
		"content/.hidden/x.md", fm, "content/.y.md", fm, "content/logo.svg", "", "other/z.md", fm)
	if len(finds) > 0 {
		t.Errorf("findings: %v", finds)
	}
	want := []string{
		"content/about.en.md about en en/about.html",
		"content/about.md about ja about.html",
		"content/guide/csv.en.md guide/csv en en/guide/csv.html",
		"content/guide/csv.ja.md guide/csv ja guide/csv.html",
		"content/roles.md roles ja roles.html",
	}
	var got []string
	for _, d := range docs {
		got = append(got, fmt.Sprint(d.File, " ", d.Name, " ", d.Lang, " ", d.Output))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLoadWithoutFolder(t *testing.T) {
	docs, finds := load(t, "elsewhere/a.md", "x")
	if len(docs)+len(finds) > 0 {
		t.Errorf("got %v, %v", docs, finds)
	}
}

// Pages in やさしい日本語 lie in a folder of their own and need no name of a
// language of the site but Japanese.
func TestLoadEasy(t *testing.T) {
	const fm = "---\ntitle: T\n---\n[a](about.md) [b](about.ja-easy.md) [c](kpi/a1b.html) [d](#x) [e](assets/e.png)\n"
	docs, finds := load(t, "content/about.ja-easy.md", fm, "content/guide/csv.ja-easy.md", strings.ReplaceAll(fm, "](", "](../"))
	if len(docs) != 2 || len(finds) > 0 {
		t.Fatalf("got %v, %v", docs, finds)
	}
	want := []string{
		"easy/about ja true easy/about.html [../about.html about.html ../kpi/a1b.html #x ../assets/e.png]",
		"easy/guide/csv ja true easy/guide/csv.html [../../about.html ../about.html ../../kpi/a1b.html ../.. ../../assets/e.png]",
	}
	for i, d := range docs {
		var hrefs []string
		for _, part := range strings.Split(render(t, d), `href="`)[1:] {
			href, _, _ := strings.Cut(part, `"`)
			hrefs = append(hrefs, strings.TrimSuffix(href, "/#x"))
		}
		if got := fmt.Sprint(d.Name, " ", d.Lang, " ", d.Easy, " ", d.Output, " ", hrefs); got != want[i] {
			t.Errorf("got %s, want %s", got, want[i])
		}
	}
	fsys := fstest.MapFS{"content/a.ja-easy.md": {Data: []byte(fm)}}
	_, finds, err := Load(fsys, "content", []diag.Lang{diag.EN})
	if err != nil || !slices.Contains(lines(finds), "content/a.ja-easy.md content/file-name") {
		t.Errorf("without Japanese: got %v, %v", finds, err)
	}
}

func TestLoadNames(t *testing.T) {
	const fm = "---\ntitle: T\n---\n"
	_, finds := load(t, "content/a.fr.md", fm, "content/b.ja.md", fm, "content/b.md", fm)
	want := []string{"content/a.fr.md content/file-name", "content/b.md content/same-page"}
	if got := lines(finds); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestEncoding(t *testing.T) {
	// Shift_JIS "表" in the title.
	docs, finds := load(t, "content/a.md", "---\r\ntitle: \x95\x5c\r\n---\r\n")
	want := []string{"content/a.md:2:8 content/encoding"}
	if got := lines(finds); !slices.Equal(got, want) || len(docs) > 0 {
		t.Errorf("got %q with %d documents, want %q and none", got, len(docs), want)
	}
}

func TestFrontMatter(t *testing.T) {
	docs, finds := load(t, "content/a.md", `---
title: "この取組: なぜ複線か"
description: >
  一行目の説明
  続き
date: 2026-04-01 # 公表日
weight: -3
draft: true
---
本文
`)
	d := docs[0]
	got := fmt.Sprintf("%s|%s|%s|%d|%t", d.Title, d.Description, d.Date, d.Weight, d.Draft)
	if want := "この取組: なぜ複線か|一行目の説明 続き|2026-04-01|-3|true"; got != want || len(finds) > 0 {
		t.Errorf("got %s %v, want %s", got, finds, want)
	}
	if got := render(t, d); got != "<p>本文</p>\n" {
		t.Errorf("body %q", got)
	}
}

func TestFrontMatterFindings(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"none", "本文\n", "1:1 front-matter-missing"},
		{"empty file", "", "1:1 front-matter-missing"},
		{"not closed", "---\ntitle: T\n", "1:1 front-matter-open"},
		{"empty", "---\n---\n", "1:1 title"},
		{"title is null", "---\ntitle:\n---\n", "1:1 title"},
		{"unknown key", "---\ntitle: T\ntags: x\n---\n", "3:1 front-matter-key"},
		{"two at once", "---\ntilte: T\nweight: x\n---\n", "1:1 title, 2:1 front-matter-key, 3:9 weight"},
		{"columns are bytes", "---\n{title: 題, date: 明日}\n---\n", "2:20 date"},
		{"no such day", "---\ntitle: T\ndate: 2026-02-29\n---\n", "3:7 date"},
		{"draft", "---\ntitle: T\ndraft: yes\n---\n", "3:8 draft"},
		{"weight", "---\ntitle: T\nweight: 1.5\n---\n", "3:9 weight"},
		{"not a text", "---\ntitle: T\ndescription: [a, b]\n---\n", "3:14 front-matter-value"},
		{"a list", "---\n- a\n---\n", "1:1 title, 2:1 front-matter"},
		{"twice", "---\ntitle: T\ntitle: U\n---\n", "3:1 front-matter-yaml"},
		{"yaml", "---\ntitle: \"T\n---\n", "2:8 front-matter-yaml"},
		{"windows", "\ufeff---\r\ntitle: T\r\ntags: x\r\n---\r\n", "3:1 front-matter-key"},
		{"mark counts", "\ufeff本文", "1:4 front-matter-missing"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, finds := load(t, "content/a.md", tt.in)
			if got := compact(finds); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// compact are the findings of one file.
func compact(l diag.List) string {
	s := strings.Join(lines(l), ", ")
	return strings.NewReplacer("content/a.md:", "", " content/", " ", ", content/a.md:", ", ").Replace(s)
}

// Each rule must read in both languages with the arguments it is given.
func TestWords(t *testing.T) {
	_, finds := load(t, "content/a.md", "---\ntilte: T\ndate: x\nweight: x\ndraft: x\ndescription: []\n---\n"+
		"{{< value >}} {{< cahrt \"a\" >}} {{< value \"a\" x >}} {{< value \"a\" b=\"1\" b=\"2\" >}} {{< chart \"a\" >}}\n"+
		"{{< note >}} x\n\n{{< /note >}}\n\n{{< note >}}\n\n# H {#x}\n\n## H {#x}\n\n[a](/a) [a](ftp:x) ![a](http://x) ![{{< value \"a\" >}}](a.png) <b> [^z] {{<\n\n[^y]: y\n",
		"content/b.fr.md", "x", "content/c.md", "---\ntitle: \"\n", "content/d.md", "\xff",
		"content/e.md", "---\na\n---\n", "content/f.md", "---\n\"\n---\n",
		"content/g.md", "---\ntitle: T\n---\n", "content/g.ja.md", "---\ntitle: T\n---\n")
	r := Reference{KPI: "a1b"}
	finds = append(finds, UnknownKPI(r, nil), UnknownArg(Arg{Name: "x"}, []string{"area"}), BadArg(Arg{}, nil),
		NoValue(r, nil), Withheld(r, nil), Stale(r, Arg{Name: "as-of", Value: "1"}, "2"), BrokenLink(Link{Target: "x"}, nil), BrokenAnchor(Link{Fragment: "x"}, nil))
	seen := map[string]bool{}
	for _, f := range finds {
		seen[f.Rule.ID] = true
		for _, lang := range both {
			if s := f.Msg(lang) + f.Hint(lang); f.Msg(lang) == "" || f.Hint(lang) == "" || strings.Contains(s, "%") {
				t.Errorf("%s in %s: %s", f.Rule.ID, lang, s)
			}
		}
	}
	if len(seen) != 39 { // the number of declarations in rules.go
		t.Errorf("%d rules seen", len(seen))
	}
}
