package audit

import (
	"cmp"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// observationRow writes a row with the given number columns.
func observationRow(t testing.TB, id, status string, numbers ...string) []string {
	t.Helper()
	parsed, err := dim.ParseID(id)
	if err != nil {
		t.Fatal(err)
	}
	fields := map[string]string{
		"id": id, "kpi": parsed.KPI, "statistic": cmp.Or(parsed.Statistic, dim.Value), "reference": parsed.Reference,
		"period": parsed.Quarter.ID(parsed.Basis), "window": "1", "status": status,
	}
	for a, code := range parsed.Codes {
		fields[dim.Axis(a).String()] = code
	}
	for i, n := range numbers {
		fields[numberColumns[i]] = n
	}
	row := make([]string, len(observationColumns))
	for i, c := range observationColumns {
		row[i] = fields[c]
	}
	return row
}

// clean is a site with nothing wrong: a safe table, two observations, a page.
func clean(t testing.TB) *site {
	s := sexByAge(safeBlock...).add("dual_any", 17)
	s.observations = [][]string{
		observationRow(t, "a1@2026fq1/kind=company", published, "0.163461538", "0.1", "0.25", "17", "104", "", "3", "4"),
		observationRow(t, "a1@2026fq1/kind=company/sex=f", withheld, "", "", "", "", "", "", "2", "4"),
	}
	s.pages = map[string]string{"index.html": `<!doctype html><!-- <data value="9" data-observation="none"> -->
<script>"<data value='9' data-observation='none'>"</script>
<p>a < b <data value="0.16346153846153846" data-observation="a1@2026fq1/kind=company">16.3%</data>
<data data-field=numerator value=17 data-observation=a1@2026fq1/kind=company>17</data>
<DATA value="4" data-observation="a1@2026fq1&#x2F;kind=company/sex=f" data-field='expected'>4</DATA>
<span data-observation="a1@2026fq1/kind=company/sex=f" data-status="withheld">x</span>
<a data-observation="a1@2026fq1/kind=company">why</a>`}
	return s
}

func TestClean(t *testing.T) {
	r := clean(t).run(t)
	expect(t, "clean site", r)
	if r.Numbers != 5 {
		t.Errorf("%d numbers in pages, want 5", r.Numbers)
	}
	if n := len(r.Findings()); n != 0 {
		t.Errorf("%d findings", n)
	}
}

func TestTampered(t *testing.T) {
	replace := func(path, old, new string) func(fstest.MapFS) {
		return func(tree fstest.MapFS) {
			text := string(tree[path].Data)
			if !strings.Contains(text, old) {
				t.Fatalf("%s has no %q", path, old)
			}
			tree[path] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, new, 1))}
		}
	}
	const page = "index.html"
	tests := []struct {
		name   string
		change func(fstest.MapFS)
		want   string
	}{
		{"withheld value written in", replace(cellsPath, "f,20s,,,,withheld", "f,20s,,,4,withheld"), "data/cells.csv:2: a row that is not published holds a value (4) [disclosure/written]"},
		{"withheld cell shown", replace(cellsPath, "f,20s,,,,withheld", "f,20s,,,4,published"), "disclosure/small"},
		{"sum changed", replace(cellsPath, ",46,published", ",47,published"), "data/cells.csv:12: published numbers do not add up: Persons, Q1 FY2026, kind COMPANY, age 40S (Persons, Q1 FY2026, kind COMPANY, age 40S: 47 = 22 (F) + 24 (M)) [disclosure/inconsistent]"},
		{"unknown code", replace(cellsPath, "f,20s,", "f,90s,"), `data/cells.csv:2: "age=90s" cannot stand here [audit/row]`},
		{"bad status", replace(cellsPath, "withheld", "hidden"), `data/cells.csv:2: "hidden" cannot stand here [audit/row]`},
		{"not a number", replace(cellsPath, ",46,published", ",4e6,published"), `data/cells.csv:12: "4e6" cannot stand here [audit/row]`},
		{"unknown measure", replace(cellsPath, "people,persons", "people,heads"), `"people heads" cannot stand here [audit/row]`},
		{"unknown quarter", replace(cellsPath, "2026fq1", "2026fq2"), `"2026fq2" cannot stand here [audit/row]`},
		{"column renamed", replace(cellsPath, "measure", "figure"), "data/cells.csv:1: the columns are not those that can be audited [audit/columns]"},
		{"own ancestor", replace(codesPath, "area,14,,", "area,14,14101,"), `data/codes.csv: "area 14101 < 14" cannot stand here [audit/row]`},
		{"parent missing", replace(codesPath, "14101,14,", "14101,15,"), `"area 14101 < 15" cannot stand here [audit/row]`},
		{"withheld observation shown", replace(observationsPath, ",f,,,,,", ",f,,,,0.1,"), "disclosure/written"},
		{"observation of withheld cells", func(tree fstest.MapFS) {
			replace(observationsPath, ",f,,,,,", ",f,,,,0.1,")(tree)
			replace(observationsPath, "withheld", "published")(tree)
		}, "data/observations.csv:3: a1@2026fq1/kind=company/sex=f is published although a number that it is made of is not [disclosure/derived]"},
		{"wrong rate", replace(observationsPath, "0.163461538", "0.163461539"), `"0.163461539" of a1@2026fq1/kind=company is not what the published cells give`},
		{"wrong numerator", replace(observationsPath, ",17,", ",18,"), `"18" of a1@2026fq1/kind=company is not what the published cells give, "17" [audit/formula]`},
		{"ID of another group", replace(observationsPath, "a1@2026fq1/kind=company/sex=f", "a1@2026fq1/kind=company/sex=m"), `"a1@2026fq1/kind=company/sex=m" cannot stand here [audit/row]`},
		{"page: wrong value", replace(page, "0.16346153846153846", "0.1634615"), `index.html:3: the number "0.1634615" of this page is not that of a1@2026fq1/kind=company in the open data, which is "0.163461538" [audit/page]`},
		{"page: wrong field", replace(page, "numerator", "denominator"), `index.html:4: the number "17" of this page is not that of a1@2026fq1/kind=company in the open data, which is "104"`},
		{"page: of a withheld one", replace(page, "numerator value=17 data-observation=a1@2026fq1/kind=company", "numerator value=17 data-observation=a1@2026fq1/kind=company/sex=f"), `index.html:4: the number "17"`},
		{"page: unknown observation", replace(page, `why`, `<data value="1" data-observation="z9@2026fq1">`), `index.html:7: the number "1" of this page is not that of z9@2026fq1`},
		{"page: wrong status", replace(page, `data-status="withheld"`, `data-status="not_reported"`), "index.html:6:"},
	}
	for _, tt := range tests {
		tree := clean(t).fs(t)
		tt.change(tree)
		r, err := Run(tree)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range r.Findings() {
			got = append(got, f.Line(diag.EN))
			if f.Warn() {
				t.Errorf("%s: only a warning: %s", tt.name, f.Line(diag.EN))
			}
			if f.Line(diag.JA) == "" || strings.Contains(f.Line(diag.JA)+f.Line(diag.EN)+f.Hint(diag.JA)+f.Hint(diag.EN), "%!") {
				t.Errorf("%s: %s | %s", tt.name, f.Line(diag.JA), f.Hint(diag.EN))
			}
		}
		if all := strings.Join(got, "\n"); tt.want == "" && all != "" || !strings.Contains(all, tt.want) {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.name, all, tt.want)
		}
		remembered(t, clean(t).fs(t), tree)
	}
}

// TestForms: each form of KPI is computed from the cells that it is made of.
func TestForms(t *testing.T) {
	table := func(rows ...[]string) *Report {
		c := "category=employee.enps"
		s := newSite(10).add("respondents", 80, c).add("points", 520, c).
			add("respondents", 20, c+".promoters").add("respondents", 30, c+".yes").add("respondents", 30, c+".detractors")
		s.observations = rows
		return s.run(t)
	}
	score := observationRow(t, "w1@2026fq1/kind=company/category=employee", published, "-12.5", "", "", "-10", "80", "80")
	mean := observationRow(t, "w2@2026fq1/kind=company/category=employee", published, "6.5", "", "", "520", "80", "80")
	share := observationRow(t, "w3@2026fq1/kind=company/category=employee.enps.yes", published, "0.375", "", "", "30", "80", "80")
	expect(t, "score, mean and share", table(score, mean, share))
	change := observationRow(t, "w1:change:yoy@2026fq1/kind=company/category=employee", published, "2")
	expect(t, "a change without the year before", table(score, change),
		"data/observations.csv:3: w1:change:yoy@2026fq1/kind=company/category=employee is published although a number that it is made of is not [disclosure/derived]")
	s := newSite(10).add("persons", 50).add("dual_any", secret)
	s.observations = [][]string{observationRow(t, "a1@2026fq1/kind=company", published, "0", "", "", "0", "50")}
	expect(t, "a rate of a withheld part", s.run(t),
		"data/observations.csv:2: a1@2026fq1/kind=company is published although a number that it is made of is not [disclosure/derived]")
	for _, tt := range []struct {
		status string
		leaks  int
	}{{published, 0}, {withheld, 1}} {
		s := newSite(10)
		for _, sex := range []string{"f", "m"} {
			s.add("persons", 50, "sex="+sex).add("dual_any", 20, "sex="+sex)
		}
		m := observationRow(t, "a1@2026fq1/kind=company/sex=m", tt.status, "0.4", "", "", "20", "50")
		if tt.status == withheld {
			m = observationRow(t, "a1@2026fq1/kind=company/sex=m", withheld)
		}
		s.observations = [][]string{
			observationRow(t, "a1@2026fq1/kind=company/sex=f", published, "0.4", "", "", "20", "50"),
			observationRow(t, "a1:ratio:m@2026fq1/kind=company/sex=f", published, "1"), m,
		}
		if r := s.run(t); len(r.other) != tt.leaks {
			t.Errorf("ratio to a %s reference: %q", tt.status, leaks(r))
		}
	}
}

func TestMissingFile(t *testing.T) {
	for _, path := range []string{cellsPath, codesPath, kpisPath, observationsPath} {
		tree := clean(t).fs(t)
		delete(tree, path)
		if _, err := Run(tree); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("without %s: %v", path, err)
		}
	}
}

func FuzzTags(f *testing.F) {
	f.Add(clean(f).pages["index.html"])
	f.Add(`<a b='c`)
	f.Add(`<script><`)
	f.Fuzz(func(t *testing.T, text string) {
		for tag := range tags(text) {
			if tag.name == "" || text[tag.start] != '<' {
				t.Errorf("tag %+v of %q", tag, text)
			}
		}
	})
}
