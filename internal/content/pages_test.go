package content

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/diag"
)

// The pages of the example site must be free of findings, exist in both
// languages with the same references, each with a number at least, and lead to
// one another. Those in やさしい日本語 stand beside a page or the front.
func TestExamplePages(t *testing.T) {
	docs, finds, err := Load(os.DirFS("../.."), "content", both)
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) == 0 {
		t.Skip("the checkout has no content folder")
	}
	for _, f := range finds {
		t.Error(f)
	}
	byOutput := map[string]*Document{}
	wants := map[string]string{} // Name -> references of the language seen first
	languages := 0
	for _, d := range docs {
		byOutput[d.Output] = d
		if d.Easy {
			continue
		}
		languages++
		got := asked(d)
		if want, ok := wants[d.Name]; ok && got != want {
			t.Errorf("%s asks for %s, its translation for %s", d.File, got, want)
		}
		wants[d.Name] = got
	}
	if languages != 2*len(wants) {
		t.Errorf("%d documents of %d names", languages, len(wants))
	}
	for name, refs := range wants {
		if refs == "" && name != "about" && name != "guide" {
			t.Errorf("%s has no number", name)
		}
	}
	for _, d := range docs {
		if plain := strings.TrimPrefix(d.Name, EasyFolder); d.Easy && plain != "index" && wants[plain] == "" && byOutput[plain+".html"] == nil {
			t.Errorf("%s is beside no page", d.File)
		}
		for _, l := range d.Links {
			to := byOutput[l.Path]
			if to == nil && !generated.MatchString(l.Path) || to != nil && l.Fragment != "" && !to.HasAnchor(l.Fragment) {
				t.Errorf("%s: %s leads nowhere", l.Pos, l.Target)
			}
		}
	}
}

// generated are the pages that the site makes itself; that those of KPIs are
// there is checked when the example is built.
var generated = regexp.MustCompile(`^(?:en/)?(?:(?:method|fairness|quality|releases)|kpi/[a-z0-9-]+)\.html$`)

// asked are the references of a document without their places.
func asked(d *Document) string {
	var s []string
	for _, r := range d.References {
		word, _ := show(r)
		s = append(s, word)
	}
	return strings.Join(s, " ")
}

func ExampleDocument_Render() {
	fsys := fstest.MapFS{"content/about.md": {Data: []byte(`---
title: 要点
---
率は {{< value "a1b" period="latest" >}} です。
`)}}
	docs, _, err := Load(fsys, "content", []diag.Lang{diag.JA, diag.EN})
	if err != nil {
		fmt.Println(err)
		return
	}
	html, err := docs[0].Render(func(r Reference) (string, bool) {
		period, _ := r.Arg("period")
		return "<data>" + r.KPI + " " + period + "</data>", true
	})
	fmt.Println(docs[0].Output, html, err)
	// Output: about.html <p>率は <data>a1b latest</data> です。</p>
	//  <nil>
}
