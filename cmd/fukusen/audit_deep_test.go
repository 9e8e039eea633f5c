package main

import (
	"bytes"
	"strings"
	"testing"

	"fukusen/internal/diag"
	"fukusen/internal/site"
)

// A file that depends on what is withheld stops the publication, in every form.
func TestDeepTellsWhatDepends(t *testing.T) {
	d := &site.Depth{Moved: 7, Files: 40, Different: 12, Differs: []site.Difference{{File: "kpi/a1b.html", Line: 31}}}
	for form, want := range map[string]string{
		formText:   "  違うファイル: 12\n",
		formJSON:   `"line": 31`,
		formGitHub: "::error file=site/public/kpi/a1b.html,line=31,title=disclosure/depends::",
	} {
		var out, errOut bytes.Buffer
		c := &call{out: &out, err: &errOut, lang: diag.JA, site: "site"}
		if got := (&auditing{form: form}).tellDeep(c, d, &site.Result{}); got != exitDisclosure {
			t.Errorf("%s: status %d, want %d", form, got, exitDisclosure)
		}
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s says %q, want %q in it", form, out.String(), want)
		}
		if form == formText && !strings.Contains(errOut.String(), "kpi/a1b.html:31: 秘匿した数値だけを変えて作り直すと、このファイルが変わります [disclosure/depends]") {
			t.Errorf("stderr is %q", errOut.String())
		}
	}
}
