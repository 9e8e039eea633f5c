package page

import (
	"encoding/json"
	"strings"
	"testing"

	"fukusen/internal/output"
)

// parted adds what export adds where the open data are in parts.
func parted(tree *output.Tree) {
	for _, name := range []string{
		"data/observations/a1b.csv", "data/observations/w1.csv", "data/cells/people-2026fq1.csv", "data/cells/survey-2026fq1.csv",
		"data/codes.csv", "data/kpis.json", "data/receipts.csv",
	} {
		tree.Add(name, nil)
	}
}

// Where the open data are in parts, pages lead to those, and to nothing that is
// not there.
func TestParts(t *testing.T) {
	var tree output.Tree
	if _, err := Write(&tree, areaSite(t)); err != nil {
		t.Fatal(err)
	}
	parted(&tree)
	all := readAll(t, &tree)
	for path, want := range map[string][]string{
		"data.html": {
			`data/observations/*.csv<br>`, "指標ごとに分けてあります", "<summary>分けたファイル: 2件</summary>", `<a href="data/observations/a1b.csv" download>a1b.csv</a>`,
			`<a href="data/cells/survey-2026fq1.csv" download>survey-2026fq1.csv</a>`, `<a href="data/codes.csv" download>`, "data/cells/*.csv の列",
		},
		"area/99201.html": {`<a href="../data.html">data/observations/*.csv</a>`},
	} {
		for _, w := range want {
			if !strings.Contains(all[path], w) {
				t.Errorf("%s has no %s", path, w)
			}
		}
	}
	for path, page := range all {
		if strings.Contains(page, "data/observations.csv") || strings.Contains(page, "data/cells.csv") {
			t.Errorf("%s names a file that is not there", path)
		}
	}
}

// The description of the data for programs has each part as a file.
func TestDatasetOfParts(t *testing.T) {
	var tree output.Tree
	if _, err := Write(&tree, newSite(t, 1)); err != nil {
		t.Fatal(err)
	}
	parted(&tree)
	page, err := tree.Read("en/data.html")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(page), `<script type="application/ld+json">`)
	text, _, _ = strings.Cut(text, "</script>")
	var d struct{ Distribution []file }
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range d.Distribution[:5] {
		names = append(names, f.Name)
	}
	if got := strings.Join(names, " "); got != "data/observations/a1b.csv data/observations/w1.csv data/cells/people-2026fq1.csv data/cells/survey-2026fq1.csv data/codes.csv" {
		t.Errorf("the files are %s", got)
	}
	if f := d.Distribution[3]; f.URL != "https://example.org/minato/data/cells/survey-2026fq1.csv" || f.Format != "text/csv" {
		t.Errorf("a part is %+v", f)
	}
}

// The page of a KPI that stays leads to the part that is its own, the list of
// releases to all of them.
func TestFrozenParts(t *testing.T) {
	s := newSite(t, 3)
	s.Ledger = []Issue{{File: s.Files[0], Data: []byte("0")}}
	var tree output.Tree
	if _, err := Write(&tree, s); err != nil {
		t.Fatal(err)
	}
	s.Files = s.Files[:1]
	id := s.Files[0].ID
	if err := Freeze(&tree, s, id); err != nil {
		t.Fatal(err)
	}
	tree.Add("r/"+id+"/data/observations/a1b.csv", nil)
	tree.Add("r/"+id+"/data/observations/w1.csv", nil)
	all := readAll(t, &tree)
	for path, want := range map[string]string{
		"r/" + id + "/kpi/a1b.html":   `href="../data/observations/a1b.csv"`,
		"r/" + id + "/en/kpi/w1.html": `href="../../data/observations/w1.csv"`,
		"releases.html":               `<summary>数値(CSV): 2件</summary>`,
		"en/releases.html":            `<a href="../r/` + id + `/data/observations/w1.csv" download>w1.csv</a>`,
	} {
		if !strings.Contains(all[path], want) {
			t.Errorf("%s has no %s", path, want)
		}
	}
}
