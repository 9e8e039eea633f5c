package audit

import (
	"encoding/csv"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/diag"
)

// The pages that stay of a release are held against its own numbers, which a
// later release has changed; whatever they say besides is told, as in the pages
// of today.
func TestFrozenPages(t *testing.T) {
	const (
		folder = "r/2026fq1-r1/"
		page   = folder + "kpi/a1.html"
		was    = `<data value="0.25" data-observation="a1@2026fq1/kind=company">25.0%</data>`
		is     = `<data value="0.5" data-observation="a1@2026fq1/kind=company">50.0%</data>`
	)
	row := func(id string, numbers ...string) string {
		var b strings.Builder
		w := csv.NewWriter(&b)
		w.Write(observationColumns)
		w.Write(observationRow(t, id, published, numbers...))
		w.Flush()
		return b.String()
	}
	quarter := []string{"0.25", "0.2", "0.3", "100", "400", "", "8", "8"}
	then := row("a1@2026fq1/kind=company", quarter...)
	tree := func(change map[string]string) *Report {
		t.Helper()
		h := &history{t: t}
		h.first(eight).add("persons", 400).add("dual_any", 100).add("persons", 200, "sex=f").add("dual_any", 50, "sex=f")
		last := h.first(eight).companies("aoba 2", "bizen 2", "chita 2", "dan 2")
		last.add("persons", 400).add("dual_any", 200).add("persons", 200, "sex=f").add("dual_any", 50, "sex=f")
		last.observations = [][]string{observationRow(t, "a1@2026fq1/kind=company", published, "0.5", "0.4", "0.6", "200", "400", "", "8", "8")}
		last.pages = map[string]string{"kpi/a1.html": "<!doctype html><p>" + is}
		fsys := h.fs()
		for name, text := range map[string]string{page: "<!doctype html><p>" + was, folder + observationsPath: then} {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
		for name, text := range change {
			if fsys[name] = (&fstest.MapFile{Data: []byte(text)}); text == "" {
				delete(fsys, name)
			}
		}
		r, err := Run(fsys)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	honest := tree(nil)
	if found := diag.List(honest.other); len(found) > 0 || honest.Numbers != 2 {
		t.Errorf("%d numbers, %v", honest.Numbers, found)
	}
	for what, c := range map[string]struct {
		change map[string]string
		file   string
		wrong  string
	}{
		"a number of today":        {map[string]string{page: is}, page, `"0.5" of this page`},
		"printed otherwise":        {map[string]string{page: strings.Replace(was, "25.0%", "26.0%", 1)}, page, `"0.25"`},
		"an observation of nobody": {map[string]string{page: strings.Replace(was, "a1@", "z9@", 1)}, page, "z9@2026fq1"},
		"observations of today":    {map[string]string{folder + observationsPath: row("a1@2026fq1/kind=company", "0.5", "0.4", "0.6", "200", "400", "", "8", "8")}, folder + observationsPath, "0.5"},
		"of a group":               {map[string]string{folder + observationsPath: row("a1@2026fq1/kind=company/sex=f", quarter...)}, folder + observationsPath, "sex=f"},
		"a file beside them":       {map[string]string{folder + "more.csv": "1"}, folder + "more.csv", "more.csv"},
		"a wrong download":         {map[string]string{folder + "organisation/aoba/data.csv": "1"}, folder + "organisation/aoba/data.csv", ""},
		"a folder in the folder":   {map[string]string{folder + folder + observationsPath: then}, folder + folder + observationsPath, ""},
		"pages without numbers":    {map[string]string{folder + observationsPath: ""}, page, `"0.25" of this page`},
		"of a release never made":  {map[string]string{"r/2026fq1-r9/" + observationsPath: then}, "r/2026fq1-r9/" + observationsPath, ""},
	} {
		var got []string
		for _, f := range tree(c.change).other {
			if f.Pos.File == c.file {
				got = append(got, f.Error())
			}
		}
		if all := strings.Join(got, "\n"); len(got) == 0 || !strings.Contains(all, c.wrong) {
			t.Errorf("%s: %q, want %q in %s", what, all, c.wrong, c.file)
		}
	}
}
