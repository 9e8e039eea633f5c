package page

import (
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/content"
	"fukusen/internal/diag"
	"fukusen/internal/output"
	"fukusen/themes"
)

func TestReferences(t *testing.T) {
	tests := []struct{ text, want string }{
		{`{{< value "a1c" >}}`, `there is no KPI "a1c"`},
		{`{{< value "a1b" kind="compny" >}}`, `there is no kind "compny"`},
		{`{{< value "a1b" kind="company" colour="red" >}}`, `there is no argument "colour"`},
		{`{{< value "a1b" kind="company" by="sex" >}}`, `there is no argument "by"`},
		{`{{< chart "a1b" kind="company" by="colour" >}}`, `there is no by "colour"`},
		{`{{< value "a1b" >}}`, `KPI "a1b" has no value`}, // two kinds, and none is named
		{`{{< value "a1b" kind="company" period="2019fq1" >}}`, `KPI "a1b" has no value`},
		{`{{< value "a1b" kind="company" period="2026q1" >}}`, `there is no period "2026q1"`},
		{`{{< value "a1b" kind="company" period="2024fq3" >}}`, `is withheld`},
		{`{{< value "a1b" organisation="acme" >}}`, ""},
		{`{{< value "w2" >}}`, ""},
		{`{{< chart "w2" by="area" >}}`, ""},
		{`[x](nowhere.html)`, `"nowhere.html" is not in the site`},
		{`[x](kpi/a1b.html)`, ""},
		{`[x](about.md#nothing)`, `no heading with the id "nothing"`},
	}
	s := newSite(t, 1)
	for _, tt := range tests {
		docs, _, err := content.Load(fstest.MapFS{
			"content/about.md":    {Data: []byte("---\ntitle: T\n---\n" + tt.text + "\n")},
			"content/about.en.md": {Data: []byte("---\ntitle: T\n---\n")},
		}, "content", []diag.Lang{diag.JA, diag.EN})
		if err != nil {
			t.Fatal(err)
		}
		s.Docs = docs
		var tree output.Tree
		finds, err := Write(&tree, s)
		if err != nil {
			t.Fatal(err)
		}
		about, err := tree.Read("about.html")
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case tt.want == "" && len(finds) > 0:
			t.Errorf("%s: %v", tt.text, finds)
		case tt.want == "" && strings.HasPrefix(tt.text, "{{") && !strings.Contains(string(about), "data-observation"):
			t.Errorf("%s: nothing is shown", tt.text)
		case tt.want != "" && (len(finds) != 1 || !strings.Contains(finds[0].Error(), tt.want) || finds[0].Pos.Line != 4):
			t.Errorf("%s: got %v, want %s", tt.text, finds, tt.want)
		}
	}
}

func TestDocumentsKeepOffOurNames(t *testing.T) {
	docs, _, err := content.Load(fstest.MapFS{"content/index.md": {Data: []byte("---\ntitle: T\n---\n")}}, "content", []diag.Lang{diag.JA, diag.EN})
	if err != nil {
		t.Fatal(err)
	}
	s := newSite(t, 1)
	s.Docs = docs
	_, finds := write(t, s)
	if len(finds) != 1 || finds[0].Rule.ID != "page/taken" {
		t.Errorf("findings: %v", finds)
	}
}

// A broken theme is an error that names the file.
func TestBrokenTheme(t *testing.T) {
	for name, text := range map[string]string{
		"kpi.html":    `{{define "body"}}{{.Nothing}}{{end}}`,
		"area.html":   `{{define "body"}}{{if}}{{end}}`,
		"method.html": `{{define "body"}}{{t "no.such.text"}}{{end}}`,
	} {
		theme := fstest.MapFS{}
		for _, f := range append(pageTemplates, layoutFile, partialsFile, styleFile) {
			b, err := themes.Default.Open(f)
			if err != nil {
				t.Fatal(err)
			}
			data := make([]byte, 1<<16)
			n, _ := b.Read(data)
			theme[f] = &fstest.MapFile{Data: data[:n]}
		}
		theme[name] = &fstest.MapFile{Data: []byte(text)}
		s := newSite(t, 1)
		s.Theme = theme
		var tree output.Tree
		_, err := Write(&tree, s)
		for _, p := range tree.Paths() {
			if err == nil {
				_, err = tree.Read(p)
			}
		}
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRelative(t *testing.T) {
	tests := []struct{ from, to, want string }{
		{"index.html", "kpi/a1b.html", "kpi/a1b.html"},
		{"kpi/a1b.html", "index.html#areas", "../index.html#areas"},
		{"en/kpi/a1b.html", "en/area/99.html", "../area/99.html"},
		{"en/kpi/a1b.html", "kpi/a1b.html", "../../kpi/a1b.html"},
		{"kpi/a1b.html", "kpi/w1.html", "w1.html"},
		{"en/data.html", "data/cells.csv", "../data/cells.csv"},
	}
	for _, tt := range tests {
		if got := relative(tt.from, tt.to); got != tt.want {
			t.Errorf("from %s to %s is %s, want %s", tt.from, tt.to, got, tt.want)
		}
	}
}

func TestNear(t *testing.T) {
	if got := near("compny", []string{"school", "company", "municipality", "club"}); got[0] != "company" {
		t.Errorf("near: %v", got)
	}
	if d := distance("kitten", "sitting"); d != 3 {
		t.Errorf("distance is %d, want 3", d)
	}
}

func TestStyleIsSmall(t *testing.T) {
	all, _ := write(t, newSite(t, 1))
	if n := len(all["assets/style.css"]); n > 19_000 {
		t.Errorf("the stylesheet has %d bytes", n)
	}
}
