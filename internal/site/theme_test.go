package site

import (
	"context"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/diag"
	"fukusen/themes"
)

// themed builds the site of the examples with some other files, and gives what
// was made: nil where findings stop it.
func themed(t *testing.T, files map[string]string) (fs.FS, diag.List) {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, of := range []map[string]string{exampleSite, files} {
		for name, text := range of {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	s := newStages(Options{Dir: "site", Theme: themes.Default, Today: exampleToday})
	s.fsys, s.result.fsys = fsys, fsys
	tree, err := s.make(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if tree == nil || s.result.Findings.Errors() > 0 {
		return nil, s.result.Findings
	}
	return tree.FS(), s.result.Findings
}

// The theme that docs/themes.md shows is one: its colour, its texts and its
// template are in the pages, and all else is that of the default theme.
func TestThemeOfTheManual(t *testing.T) {
	manual, err := os.ReadFile("../../docs/themes.md")
	if err != nil {
		t.Fatal(err)
	}
	files := exampleFiles(string(manual))
	if len(files) != 5 {
		t.Fatalf("the manual shows %d files", len(files))
	}
	made, finds := themed(t, files)
	if finds = ofTheme(finds); made == nil || len(finds) > 0 {
		t.Fatal(finds)
	}
	templates, err := fs.Glob(themes.Default, "*.html")
	if err != nil || len(templates) == 0 {
		t.Fatal(templates, err)
	}
	for _, name := range templates {
		if !strings.Contains(string(manual), "`"+name+"`") {
			t.Errorf("the manual does not tell of %s", name)
		}
	}
	plain, _ := themed(t, nil)
	for _, tt := range []struct{ page, want string }{
		{"index.html", ">参加している団体</a>"},
		{"en/index.html", ">Members</a>"},
		{"index.html", "発行: 楓県(楓県庁 企画課)"},
		{"en/index.html", "Published by"},
		{"kpis.html", "楓県の目標は、県の計画のページ"},
		{"assets/style.css", "--key:#8a1538"},
	} {
		if text := textOf(t, made, tt.page); !strings.Contains(text, tt.want) {
			t.Errorf("%s has no %q", tt.page, tt.want)
		}
		if strings.Contains(textOf(t, plain, tt.page), tt.want) && tt.want != "Published by" {
			t.Errorf("%s has %q without the theme", tt.page, tt.want)
		}
	}
	style, standard := textOf(t, made, "assets/style.css"), textOf(t, plain, "assets/style.css")
	if own, ok := strings.CutPrefix(style, standard); !ok || !strings.HasPrefix(strings.TrimSpace(own), ":root{--key:#8a1538") {
		t.Error("own.css does not come after all other rules")
	}
	if textOf(t, made, "assets/page.js") != textOf(t, plain, "assets/page.js") {
		t.Error("the theme hides a file of the default one")
	}
}

// ofTheme are the findings about the files of a theme.
func ofTheme(finds diag.List) diag.List {
	return slices.DeleteFunc(finds, func(f diag.Finding) bool { return !strings.HasPrefix(f.Pos.File, "themes/") })
}

func textOf(t *testing.T, fsys fs.FS, name string) string {
	t.Helper()
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A mistake in a theme is told with its file and line and with what could be
// meant, in both languages.
func TestThemeMistakes(t *testing.T) {
	for _, tt := range []struct{ file, text, want, hint string }{
		{"kpis.html", "{{define \"body\"}}\n{{range .}}\n{{end}}", "kpis.html:3: the template has a mistake: unexpected EOF", "{{end}}"},
		{"method.html", "{{define \"body\"}}\n{{range .Rules}}<p>{{.Headin}}</p>{{end}}{{end}}", "method.html:2:22: this page has no field .Headin", ".Heading, .Rules"},
		{"kpis.html", "{{define \"body\"}}\n{{upper .}}{{end}}", `kpis.html:2: the template has a mistake: function "upper" not defined`, "spelling"},
		{"kpis.html", "{{define \"body\"}}\n\n{{t \"kpis.leed\"}}{{end}}", `kpis.html:3:3: there is no text for {{t "kpis.leed"}} of the template`, "kpis.lead"},
		{"kpis.html", "{{define \"body\"}}{{template \"tems\" .}}{{end}}", `kpis.html:1:29: there is no part for {{template "tems"}} of the template`, "partials.html"},
		{"layout.html", "<html>{{.Titel}}</html>", "layout.html:1:9: this page has no field .Titel", ".Title"},
		{"words.ja.yaml", "nav.home: 入口\nnav.homme: 入口\n", `words.ja.yaml:2:1: there is no text called "nav.homme"`, "nav.home"},
		{"words.en.yaml", "footer.publisher: \"By {publishers}\"\n", "words.en.yaml:1:1: the text footer.publisher has no place {publishers}", "{publisher}"},
		{"words.en.yaml", "footer.publisher: \"By {publisher\"\n", "words.en.yaml:1:1: the text footer.publisher has no place {publisher}", "{publisher}"},
		{"words.easy.yaml", "nav.home: \"\"\n", "words.easy.yaml:1:1: the text nav.home cannot be used as it is", "not empty"},
		{"words.ja.yaml", "nav.home: [a, b]\n", "words.ja.yaml:1:1: the text nav.home cannot be used as it is", "not empty"},
		{"words.ja.yaml", "nav.home: \"a\n", "words.ja.yaml:", "one text a line"},
		{"words.ja.yaml", "nav.home: \"\xff\"\n", "words.ja.yaml: cannot be read as a list of texts: not in UTF-8", "one text a line"},
		{"kpi.htm", "x", "kpi.htm: this file of the theme is not used", "kpi.html"},
	} {
		_, finds := themed(t, map[string]string{
			"fukusen.yaml":                 "format: 1\nbase_url: https://example.jp/\ntheme: a\n",
			path.Join("themes/a", tt.file): tt.text,
		})
		if finds = ofTheme(finds); len(finds) == 0 || !strings.HasPrefix(finds[0].Error(), "themes/a/"+tt.want) || !strings.Contains(finds[0].Hint(diag.EN), tt.hint) {
			t.Errorf("%s %q: %v", tt.file, tt.text, finds)
			continue
		}
		if finds[0].Msg(diag.JA) == finds[0].Msg(diag.EN) || finds[0].Hint(diag.JA) == "" {
			t.Errorf("%s is not told in Japanese: %s", finds[0].Error(), finds[0].Msg(diag.JA))
		}
	}
}

// A mistake that not every page of its type shows is told, too.
func TestThemeMistakeOfSomePages(t *testing.T) {
	_, finds := themed(t, map[string]string{
		"fukusen.yaml":          "format: 1\nbase_url: https://example.jp/\ntheme: a\n",
		"content/a.md":          "---\ntitle: a\n---\n本文\n",
		"content/b.md":          "---\ntitle: b\ndate: 2026-07-01\n---\n本文\n",
		"themes/a/content.html": "{{define \"body\"}}{{.HTML}}{{if .Date}}{{.Dat}}{{end}}{{end}}",
	})
	for _, f := range finds {
		if strings.HasPrefix(f.Error(), "themes/a/content.html:1:") && strings.Contains(f.Error(), ".Dat") {
			return
		}
	}
	t.Errorf("findings: %v", finds)
}
