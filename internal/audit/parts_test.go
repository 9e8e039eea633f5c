package audit

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/diag"
)

// split puts the rows of a tree into parts, by columns of the table and the
// quarter, or of the KPI.
func split(t testing.TB, tree fstest.MapFS, folder string, columns []string, by ...string) fstest.MapFS {
	t.Helper()
	lines := strings.SplitAfter(string(tree[folder+".csv"].Data), "\n")
	if len(lines) < 3 {
		return tree // without rows there are no parts
	}
	parts := maps.Clone(tree)
	delete(parts, folder+".csv")
	for _, line := range lines[1:] {
		if line == "" {
			continue
		}
		fields := strings.Split(line, ",")
		var words []string
		for _, c := range by {
			words = append(words, fields[slices.Index(columns, c)])
		}
		name := folder + "/" + strings.Join(words, "-") + ".csv"
		if parts[name] == nil {
			parts[name] = &fstest.MapFile{Data: []byte(lines[0])}
		}
		parts[name].Data = append(parts[name].Data, line...)
	}
	return parts
}

func splitCells(t testing.TB, tree fstest.MapFS) fstest.MapFS {
	return split(t, tree, "data/cells", cellColumns, "table", "period")
}

func splitObservations(t testing.TB, tree fstest.MapFS) fstest.MapFS {
	return split(t, tree, "data/observations", observationColumns, "kpi")
}

// foundAt is what is found, each with the row that it stands at instead of its
// place.
func foundAt(t testing.TB, tree fstest.MapFS) (*Report, []string) {
	t.Helper()
	r, err := Run(tree)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, f := range r.Findings() {
		at := f.Pos.File
		if f.Pos.Line > 1 {
			at = strings.Split(string(tree[f.Pos.File].Data), "\n")[f.Pos.Line-1]
		}
		all = append(all, at+"|"+f.Rule.ID+"|"+f.Line(diag.EN)[len(f.Pos.String()):])
	}
	slices.Sort(all)
	return r, all
}

// put writes something else into a file of a tree without a manifest.
func put(t testing.TB, tree fstest.MapFS, path, old, with string) {
	t.Helper()
	text := string(tree[path].Data)
	if !strings.Contains(text, old) {
		t.Fatalf("%s has no %q", path, old)
	}
	tree[path] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, with, 1))}
}

// two is a site with two tables and two KPIs, of which much can be computed.
func two(t testing.TB) *site {
	s := clean(t)
	c := "category=employee.enps"
	s.add("respondents", 80, c).add("points", 520, c).add("respondents", secret, c, "sex=f").add("respondents", 44, c, "sex=m").
		add("respondents", 20, c+".promoters").add("respondents", 79, c+".yes").add("respondents", 30, c+".detractors").add("persons", 3, "area=14")
	s.observations = append(s.observations, observationRow(t, "w1@2026fq1/kind=company/category=employee", published, "-12.4", "", "", "-10", "80", "80"))
	return s
}

// A site in parts is audited as one that is not: the same is found at the same
// rows.
func TestSplitIsTheSame(t *testing.T) {
	h := &history{t: t}
	h.first(eight).add("persons", 400).add("persons", 200, "sex=f")
	h.first(eight).companies("aoba 2", "bizen 2", "chita 2", "dan 2").add("persons", 407).add("persons", 207, "sex=f")
	released := h.fs()
	released[cellsPath].Data = []byte(strings.Replace(string(released[cellsPath].Data), ",407,", ",408,", 1))
	for name, tree := range map[string]fstest.MapFS{"clean": clean(t).fs(t), "leaky": two(t).fs(t), "released": released} {
		one, want := foundAt(t, tree)
		if name != "clean" && len(want) < 3 {
			t.Errorf("%s: only %q is found", name, want)
		}
		for form, parts := range map[string]fstest.MapFS{
			"cells": splitCells(t, tree), "observations": splitObservations(t, tree), "both": splitObservations(t, splitCells(t, tree)),
		} {
			r, got := foundAt(t, parts)
			if !slices.Equal(got, want) {
				t.Errorf("%s, %s in parts:\ngot\n%s\nwant\n%s", name, form, strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			if r.Cells != one.Cells || r.Numbers != one.Numbers || r.Relations != one.Relations || fmt.Sprint(r.Tables) != fmt.Sprint(one.Tables) {
				t.Errorf("%s, %s in parts: %+v is not %+v", name, form, r, one)
			}
		}
	}
}

func TestSplitTampered(t *testing.T) {
	const people, survey, a1, w1 = "data/cells/people-2026fq1.csv", "data/cells/survey-2026fq1.csv", "data/observations/a1.csv", "data/observations/w1.csv"
	honest := func() *site {
		s := clean(t)
		c := "category=employee.enps"
		s.add("respondents", 80, c).add("points", 520, c).add("respondents", 20, c+".promoters").add("respondents", 60, c+".detractors")
		s.observations = append(s.observations, observationRow(t, "w1@2026fq1/kind=company/category=employee", published, "-50", "", "", "-40", "80", "80"))
		return s
	}
	whole := honest().fs(t)
	move := func(from, to, row string) func(fstest.MapFS) {
		return func(tree fstest.MapFS) {
			line := row[:strings.Index(row, "\n")+1]
			put(t, tree, from, line, "")
			tree[to].Data = append(slices.Clone(tree[to].Data), line...)
		}
	}
	for name, tt := range map[string]struct {
		change func(fstest.MapFS)
		want   string
	}{
		"nothing":                     {func(fstest.MapFS) {}, ""},
		"a withheld value written in": {func(tree fstest.MapFS) { put(t, tree, people, "f,20s,,,,withheld", "f,20s,,,4,withheld") }, people + ":2: a row that is not published holds a value (4) [disclosure/written]"},
		"another value of the survey": {func(tree fstest.MapFS) { put(t, tree, w1, "-50", "-51") }, w1 + `:2: "-51" of w1@2026fq1/kind=company/category=employee is not what the published cells give`},
		"a cell of another table":     {move(survey, people, "survey,points,company,2026fq1,1,,,,,,,employee.enps,520,published\n"), people + ":15: this row belongs in " + survey + " [audit/elsewhere]"},
		"an observation of another": {func(tree fstest.MapFS) {
			tree[a1].Data = append(tree[a1].Data, strings.SplitAfter(string(tree[w1].Data), "\n")[1]...)
		}, a1 + ":4: this row belongs in " + w1 + " [audit/elsewhere]"},
		"a row twice": {func(tree fstest.MapFS) {
			tree[w1].Data = append(tree[w1].Data, strings.SplitAfter(string(tree[w1].Data), "\n")[1]...)
		}, w1 + ":3: this row is there twice (w1@2026fq1/kind=company/category=employee) [audit/duplicate]"},
		"another column":                {func(tree fstest.MapFS) { put(t, tree, survey, "value,status", "value,status,n") }, survey + ":1: the columns are not those that can be audited [audit/columns]"},
		"cells in both forms":           {func(tree fstest.MapFS) { tree[cellsPath] = whole[cellsPath] }, people + ": \"" + people + "\" cannot stand here [audit/row]"},
		"observations in both forms":    {func(tree fstest.MapFS) { tree[observationsPath] = whole[observationsPath] }, w1 + ": \"" + w1 + "\" cannot stand here [audit/row]"},
		"a part of no table":            {func(tree fstest.MapFS) { tree["data/cells/heads-2026fq1.csv"] = tree[people] }, `data/cells/heads-2026fq1.csv: "data/cells/heads-2026fq1.csv" cannot stand here [audit/row]`},
		"a part of no quarter":          {func(tree fstest.MapFS) { tree["data/cells/people-2026fq2.csv"] = tree[people] }, `data/cells/people-2026fq2.csv: "data/cells/people-2026fq2.csv" cannot stand here [audit/row]`},
		"a part of no KPI":              {func(tree fstest.MapFS) { tree["data/observations/z9.csv"] = tree[a1] }, `data/observations/z9.csv: "data/observations/z9.csv" cannot stand here [audit/row]`},
		"a part below a part":           {func(tree fstest.MapFS) { tree["data/cells/old/people-2026fq1.csv"] = tree[people] }, `"data/cells/old/people-2026fq1.csv" cannot stand here [audit/row]`},
		"cells that are missing":        {func(tree fstest.MapFS) { delete(tree, survey) }, w1 + ":2: w1@2026fq1/kind=company/category=employee is published although a number that it is made of is not [disclosure/derived]"},
		"observations that are missing": {func(tree fstest.MapFS) { delete(tree, a1) }, `index.html:3: the number "0.16346153846153846" of this page is not that of a1@2026fq1/kind=company`},
	} {
		tree := splitObservations(t, splitCells(t, honest().fs(t)))
		tt.change(tree)
		r, err := Run(tree)
		if err != nil {
			t.Fatal(err)
		}
		if all := said(r); tt.want == "" && all != "" || !strings.Contains(all, tt.want) {
			t.Errorf("%s:\ngot  %s\nwant %s", name, all, tt.want)
		}
	}
}

// A part of a released quarter that is missing is noticed by the release file,
// and any by the manifest.
func TestSplitMissing(t *testing.T) {
	h := &history{t: t}
	h.first(eight).add("persons", 400).add("respondents", 80, "category=employee.enps")
	tree := splitCells(t, h.fs())
	if _, all := foundAt(t, tree); len(all) > 0 {
		t.Fatal(all)
	}
	delete(tree, "data/cells/survey-2026fq1.csv")
	if _, all := foundAt(t, tree); len(all) != 1 || !strings.Contains(all[0], "audit/release-differs") {
		t.Errorf("without the cells of a released table: %q", all)
	}
	tree = splitObservations(t, clean(t).fs(t))
	delete(tree, "data/observations/a1.csv")
	if _, err := Run(tree); err == nil || !strings.Contains(err.Error(), observationsPath) {
		t.Errorf("without any part: %v", err)
	}
}

// What stays of a release may be in parts, too.
func TestFrozenSplit(t *testing.T) {
	h := &history{t: t}
	h.first(eight).add("persons", 400).add("dual_any", 100)
	tree := h.fs()
	const part = "r/2026fq1-r1/data/observations/a1.csv"
	row := observationRow(t, "a1@2026fq1/kind=company", published, "0.25", "0.2", "0.3", "100", "400", "", "8", "8")
	tree[part] = &fstest.MapFile{Data: csvText(observationColumns, [][]string{row})}
	tree["r/2026fq1-r1/index.html"] = &fstest.MapFile{Data: []byte(`<!doctype html><p><data value="0.25" data-observation="a1@2026fq1/kind=company">25.0%</data>`)}
	if r, all := foundAt(t, tree); len(all) > 0 || r.Numbers != 1 {
		t.Errorf("%d numbers, %q", r.Numbers, all)
	}
	put(t, tree, part, "0.25", "0.26")
	if r, _ := foundAt(t, tree); len(r.Findings()) == 0 || r.Findings()[0].Pos.String() != part+":2" {
		t.Errorf("of a wrong rate: %v", r.Findings())
	}
	put(t, tree, part, "0.26", "0.25")
	tree["r/2026fq1-r1/data/observations.csv"] = tree[part]
	if _, all := foundAt(t, tree); len(all) != 1 || !strings.Contains(all[0], `"data/observations/a1.csv" cannot stand here`) {
		t.Errorf("in both forms: %q", all)
	}
}
