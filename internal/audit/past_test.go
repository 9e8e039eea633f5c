package audit

import (
	"strings"
	"testing"
)

// What a page gives as the value of an earlier release is that of its cells, all
// of them published then; what it gives without a name is told, too.
func TestPastNumbers(t *testing.T) {
	const was = `<data value="0.25" data-observation="a1@2026fq1/kind=company" data-release="2026fq1-r1">25.0%</data>`
	twice := func(first int64, page string) string {
		h := &history{t: t}
		h.first(eight).add("persons", 400).add("dual_any", first)
		last := h.first(eight).companies("aoba 2", "bizen 2", "chita 2", "dan 2")
		last.add("persons", 400).add("dual_any", 200)
		last.observations = [][]string{observationRow(t, "a1@2026fq1/kind=company", published, "0.5", "0.4", "0.6", "200", "400", "", "8", "8")}
		last.pages = map[string]string{"releases.html": "<!doctype html><p>" + page}
		var all []string
		for _, f := range h.run().other {
			if strings.Contains(f.Error(), "releases.html") {
				all = append(all, f.Error())
			}
		}
		return strings.Join(all, "\n")
	}
	for what, c := range map[string]struct {
		first int64
		page  string
		wrong string
	}{
		"as it was":              {100, was, ""},
		"another number":         {104, was, `"0.25" of this page is not that of a1@2026fq1/kind=company (2026fq1-r1) in the open data, which is "0.26"`},
		"printed otherwise":      {100, strings.Replace(was, "25.0%", "26.0%", 1), `"0.25" of this page`},
		"withheld then":          {secret, was, `which is ""`},
		"the newest":             {100, strings.Replace(was, "-r1", "-r2", 1), `which is "0.5"`},
		"a release never made":   {100, strings.Replace(was, "-r1", "-r3", 1), `which is ""`},
		"an unknown observation": {100, strings.Replace(was, "a1@", "z9@", 1), `which is ""`},
		"no value":               {100, strings.Replace(was, ` value="0.25"`, "", 1), `number "" of this page`},
		"no name":                {100, `<data value="7">7</data>`, `number "7" of this page`},
		"a goal":                 {100, `<data value="0.3" data-target="a1">30%</data>`, ""},
		"of another source":      {100, `<data value="0.048" data-reference="a1">4.8%</data>`, ""},
	} {
		got := twice(c.first, c.page)
		if !strings.Contains(got, c.wrong) || c.wrong == "" && got != "" {
			t.Errorf("%s: %q, want %q", what, got, c.wrong)
		}
	}
}
