package site

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
)

// A licence is one that we know, or told in full; of one that cannot be read
// nothing is claimed.
func TestLicenceSetting(t *testing.T) {
	for yaml, want := range map[string]string{
		"":          "",
		"PDL-1.0":   "",
		"CC-BY-4.0": "",
		"{name: 県の利用条件, url: https://example.jp/terms}": "",
		"PDL1.0":                          "2:10 site/licence",
		"CC BY":                           "2:10 site/licence",
		"{url: https://example.jp/terms}": "2:10 site/setting",
		"{name: 条件}":                      "2:10 site/setting",
		"{name: 条件, url: 'javascript:alert()'}":    "2:26 site/setting",
		"{name: 条件, url: 'https:terms'}":           "2:26 site/setting",
		"{name: {en: Terms}, url: https://a.test}": "2:17 site/setting",
		"{nam: 条件}":   "2:11 site/key",
		"[CC-BY-4.0]": "2:10 site/shape",
	} {
		c, finds, err := readConfig(fstest.MapFS{ConfigFile: {Data: []byte("format: 1\nlicence: " + yaml + "\n")}}, ".")
		if err != nil {
			t.Fatal(err)
		}
		if got := places(finds); got != want {
			t.Errorf("%s: %q, want %q", yaml, got, want)
		}
		if c.Licence.Given() != (want == "" && yaml != "") {
			t.Errorf("%s: the site says %+v", yaml, c.Licence)
		}
	}
}

// Whoever mistypes a licence is told which is near, and all of them.
func TestLicenceFindingHelps(t *testing.T) {
	_, finds, err := readConfig(fstest.MapFS{ConfigFile: {Data: []byte("format: 1\nlicence: PDL1.0\n")}}, ".")
	if err != nil || len(finds) != 1 {
		t.Fatal(finds, err)
	}
	for _, lang := range []diag.Lang{diag.JA, diag.EN} {
		hint := finds[0].Hint(lang)
		if !strings.Contains(hint, strings.Join(contract.LicenceIDs(), ", ")) || strings.Count(hint, "PDL-1.0") != 2 {
			t.Errorf("%s: the hint is %q", lang, hint)
		}
	}
	if !slices.Contains(Rules(), &ruleLicence) {
		t.Error("the rule is not listed")
	}
}
