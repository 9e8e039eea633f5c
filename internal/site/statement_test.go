package site

import (
	"testing"
	"testing/fstest"
)

// What is stated about accessibility is read strictly, and nothing of it has to
// be there.
func TestStatementSettings(t *testing.T) {
	for yaml, want := range map[string]string{
		"": "",
		"stated: 2026-10-01, level: AA, degree: partly, criteria: {1.1.1: pass, 4.1.2: none}, contact_url: 'mailto:a@example.org'": "",
		"tested_from: 2026-09-01, tested_to: 2026-09-18, technologies: [HTML, CSS], scope: すべてのページ":                                "",
		"level: AAA":                                     "2:24 site/setting",
		"degree: 準拠":                                     "2:25 site/setting",
		"stated: 来月":                                     "2:25 site/setting",
		"criteria: {9.9.9: pass}":                        "2:27 site/setting",
		"criteria: {1.1.1: ok}":                          "2:27 site/setting",
		"contact_url: 'javascript:alert()'":              "2:30 site/setting",
		"tested_from: 2026-09-18, tested_to: 2026-09-01": "2:53 site/setting",
		"conforms: true":                                 "2:17 site/key",
	} {
		c, finds, err := readConfig(fstest.MapFS{ConfigFile: {Data: []byte("format: 1\naccessibility: {" + yaml + "}\n")}}, ".")
		if err != nil {
			t.Fatal(err)
		}
		if got := places(finds); got != want {
			t.Errorf("%s: %q, want %q", yaml, got, want)
		}
		if want != "" && (c.Accessibility.Level != "" || c.Accessibility.Criteria != nil) {
			t.Errorf("%s: what cannot be read is stated: %+v", yaml, c.Accessibility)
		}
	}
}
