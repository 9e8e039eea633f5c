package page

import (
	"slices"
	"strings"
	"testing"

	"fukusen/internal/contract"
)

// JIS X 8341-3:2016 has 25 success criteria of level A and 13 of level AA.
func TestCriteria(t *testing.T) {
	if a, all := Criteria("A"), Criteria(""); len(a) != 25 || len(all) != 38 || !slices.IsSorted(all) || len(slices.Compact(slices.Clone(all))) != 38 {
		t.Errorf("%d criteria of level A, %d in all: %q", len(a), len(all), all)
	}
}

// A site about which nothing was stated claims nothing: every field says who
// fills it in and where, and no word of conformance stands on the page.
func TestStatementClaimsNothing(t *testing.T) {
	all, _ := write(t, newSite(t, 1))
	for path, words := range map[string][2]string{
		"accessibility.html":    {"未記入", "準拠"},
		"en/accessibility.html": {"Not filled in yet", "onform"},
	} {
		page := all[path]
		for _, key := range []string{"stated", "level", "scope", "exceptions", "degree", "technologies", "tested", "tested_from", "contact", "criteria"} {
			if !strings.Contains(page, "<code>accessibility."+key+"</code>") {
				t.Errorf("%s does not tell where %s is filled in", path, key)
			}
		}
		if n := strings.Count(page, words[0]); n < 9+38 {
			t.Errorf("%s says %d times that something is missing", path, n)
		}
		main := page[strings.Index(page, "<main"):strings.Index(page, "</main>")]
		if strings.Contains(main, words[1]) {
			t.Errorf("%s speaks of conformance, which nobody has stated", path)
		}
	}
}

func TestStatementAsMade(t *testing.T) {
	s := newSite(t, 1)
	s.Statement = Statement{
		Stated: "2026-10-01", Level: "A", Degree: "partly", Technologies: []string{"HTML", "<CSS>"},
		Scope: contract.Name{JA: "すべての<b>ページ", EN: "All pages"}, Tested: contract.Name{JA: "25ページ", EN: "25 pages"},
		TestedFrom: "2026-09-01", TestedTo: "2026-09-18", Criteria: map[string]string{"1.1.1": "pass", "2.1.1": "fail", "1.2.1": "none"},
		Exceptions: contract.Name{JA: "なし", EN: "None"}, Contact: contract.Name{JA: "企画課"}, ContactURL: "mailto:dual@example.org",
	}
	all, _ := write(t, s)
	page, english := all["accessibility.html"], all["en/accessibility.html"]
	for _, want := range []string{
		"2026年10月1日", ">A<", "一部準拠", "すべての&lt;b&gt;ページ", "HTML、&lt;CSS&gt;", "2026年9月18日</time>まで", "満たしていない", "対象なし",
		`企画課 <a href="mailto:dual@example.org">dual@example.org</a>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(page, "fukusen.yaml") || strings.Contains(page, "1.4.3") {
		t.Error("the page asks for what is filled in, or tells of criteria of level AA")
	}
	if !strings.Contains(english, `<span lang="ja">企画課</span>`) || !strings.Contains(english, "Partly conforming") {
		t.Error("the English page does not mark what is in Japanese, or lacks the degree")
	}
}

// What is no address of the web or of mail is shown as text.
func TestStatementContact(t *testing.T) {
	s := newSite(t, 1)
	s.Statement.ContactURL = "javascript:alert(1)"
	all, _ := write(t, s)
	if strings.Contains(all["accessibility.html"], `href="javascript`) {
		t.Error("the contact is a link that runs a script")
	}
}
