package page

import (
	"html/template"
	"strings"
	"testing"
)

// Rules that one type of page needs are read by its pages alone, and before the
// stylesheet of all, whose last word is that of the site.
func TestPageStyles(t *testing.T) {
	all, _ := write(t, newSite(t, 1))
	const own, common = "assets/page-organisation.css", "assets/style.css"
	if !strings.Contains(all[own], ".kit-sheet") || strings.Contains(all[common], ".kit-sheet") {
		t.Error("the rules of the sheet are not apart")
	}
	for path, text := range all {
		if !strings.HasSuffix(path, ".html") {
			continue
		}
		at, then := strings.Index(text, own), strings.Index(text, common)
		if sheet := strings.Contains(text, `class="page-organisation"`); sheet != (at >= 0) || at > then {
			t.Errorf("%s links the rules of organisations at %d, those of all at %d", path, at, then)
		}
	}
}

// The page of data leads to the smaller files as far as they are there.
func TestSmallerFiles(t *testing.T) {
	s := newSite(t, 1)
	s.BaseURL = "https://example.org/minato/"
	all, _ := write(t, s)
	if page := all["data.html"]; !strings.Contains(page, `href="https://example.org/minato/feed.xml"`) || strings.Contains(page, "指標ごとのファイル") {
		t.Error("the feed is not told, or files that nobody made are")
	}
	s.BaseURL = ""
	if all, _ = write(t, s); strings.Contains(all["data.html"], `id="parts"`) {
		t.Error("there is a list of nothing")
	}
}

// What is true of all kinds of organisation is said once.
func TestSaidOnce(t *testing.T) {
	kinds := []gateKind{{Sentences: []template.HTML{"a", "both", "both too"}}, {Sentences: []template.HTML{"both", "b", "both too"}}}
	got := inCommon(kinds)
	if len(got) != 2 || got[0] != "both" || len(kinds[0].Sentences) != 1 || kinds[1].Sentences[0] != "b" {
		t.Errorf("%v, left %v", got, kinds)
	}
	if one := []gateKind{{Sentences: []template.HTML{"a"}}}; inCommon(one) != nil || len(one[0].Sentences) != 1 {
		t.Error("of one kind nothing is in common")
	}
}
