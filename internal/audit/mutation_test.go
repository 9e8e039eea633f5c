package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"
)

// drawn is a clean site with what pages can hold beside data elements: a chart
// with its data, a table whose rows are in the order of the codes, and hashes. It
// is a draft after a release with the same numbers.
// Of the women nothing is published, whose second activities are 4.
func drawn(t testing.TB) fstest.MapFS {
	s := clean(t)
	s.pages["kpi.html"] = `<!doctype html><p>2 groups <data value="0.163461538" data-observation="a1@2026fq1/kind=company">16.3%</data>
<table><tr><td>all</td></tr><tr><td><span class="state withheld" data-observation="a1@2026fq1/kind=company/sex=f" data-status="withheld">x</span></td></tr></table>
<div class="chart-figure" id="c1"><svg class="chart chart-dots" data-ids="a1@2026fq1/*" data-scale="x 0.1 0.2 0 100"><title>rate</title><desc>1 of 2 groups is withheld</desc>
<circle data-o="kind=company" cx="63.5" cy="16.3" r="4"><title>2026 1Q: 16.3%</title></circle>
<rect class="bar" data-o="kind=company" x="40" y="0" width="23.5" height="9"><title>2026 1Q: 16.3%</title></rect>
<text data-o="kind=company" x="1" y="2">16%</text>
<text data-o="kind=company/sex=f" x="1" y="9">withheld</text><path class="whisker" d="M0 12.3v8m0-4h100m0-4v8"/><path class="grid" d="M62.3 16.3"/><text>goal 20%</text></svg></div>`
	tree := s.fs(t)
	tree[chartsDir+"/kpi.js"] = &fstest.MapFile{Data: []byte(`fukusenCharts={"c1":{"kind":"dots","title":"rate","option":{"xAxis":[{"type":"value","min":10}],"series":[{"name":" ","type":"line",` +
		`"data":[{"name":"a1@2026fq1/kind=company","value":16.3461538},{"name":"a1@2026fq1/kind=company/sex=f","value":null}],"markLine":{"data":[{"name":"goal 20%","xAxis":20}]}}]},` +
		`"texts":[["16.3%","withheld"]],"limits":[[[10,25],null]],"ticks":[{"value":10,"text":"10%"}]}}` + "\n")}
	e := (&edition{site: s}).companies("aoba", "bizen", "chita")
	older, _ := e.file(t, "2026fq1-r1", "")
	tree[releasePath("2026fq1-r1")] = &fstest.MapFile{Data: []byte(older)}
	tree[receiptsPath] = &fstest.MapFile{Data: e.receiptRows()}
	m := manifest{Format: 1, Generator: "fukusen", Files: map[string]string{}, Inputs: map[string]string{"fukusen.yaml": "00", "data/releases/2025fq4-r1.json": "00"}}
	for name, f := range tree {
		sum := sha256.Sum256(f.Data)
		m.Files[name] = hex.EncodeToString(sum[:])
	}
	text, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	tree[manifestPath] = &fstest.MapFile{Data: text}
	return tree
}

// swap puts something into a file, and its new hash into the manifest, as a
// build that wrote it would have.
func swap(t *testing.T, tree fstest.MapFS, path, old, with string) {
	t.Helper()
	before := string(tree[path].Data)
	if !strings.Contains(before, old) {
		t.Fatalf("%s has no %q", path, old)
	}
	tree[path] = &fstest.MapFile{Data: []byte(strings.Replace(before, old, with, 1))}
	if path == manifestPath {
		return
	}
	was, is := sha256.Sum256([]byte(before)), sha256.Sum256(tree[path].Data)
	text := string(tree[manifestPath].Data)
	tree[manifestPath] = &fstest.MapFile{Data: []byte(strings.Replace(text, hex.EncodeToString(was[:]), hex.EncodeToString(is[:]), 1))}
}

func TestDrawnIsClean(t *testing.T) {
	r, err := Run(drawn(t))
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "drawn", r)
}

// TestMutation puts the number of the women into each place where a number can
// stand. Where the audit cannot know what ought to stand there, building again
// from other withheld numbers with the same pattern gives other bytes: that is
// what silent is for (the tests of non-interference in internal/site).
func TestMutation(t *testing.T) {
	const page, charts = "kpi.html", chartsDir + "/kpi.js"
	const silent = ""
	tests := []struct {
		place, path, old, with string
		want                   string // the rule that complains
	}{
		{"a cell", cellsPath, ",f,20s,,,,withheld", ",f,20s,,,4,withheld", "disclosure/written"},
		{"a cell, published", cellsPath, ",f,20s,,,,withheld", ",f,20s,,,4,published", "disclosure/small"},
		{"an observation", observationsPath, ",f,,,,,", ",f,,,,0.1,", "disclosure/written"},
		{"an observation, published", observationsPath, "2,4,,withheld", "2,4,,published", "disclosure/derived"},
		{"another column of cells", cellsPath, "value,status", "value,status,n", "audit/columns"},
		{"a data element", page, `<span class="state withheld"`, `<data value="4" data-observation="a1@2026fq1/kind=company/sex=f">4</data><span class="state withheld"`, "audit/page"},
		{"the text of a data element", page, ">16.3%</data>", ">4</data>", "audit/page"},
		{"the text of a withheld mark", page, `data-status="withheld">x<`, `data-status="withheld">4<`, "audit/page"},
		{"the text of a chart", page, `y="9">withheld<`, `y="9">4<`, "audit/page"},
		{"the label of a published mark", page, `y="2">16%<`, `y="2">4<`, "audit/page"},
		{"a tooltip", page, `2026 1Q: 16.3%`, `2026 1Q: 4`, "audit/page"},
		{"a shape with its tooltip", page, `<path`, `<circle data-observation="a1@2026fq1/kind=company/sex=f" cx="1" cy="4" r="4"><title>x</title></circle><path`, "audit/page"},
		{"a shape by a part of its id", page, `<path`, `<circle data-o="kind=company/sex=f" cx="1" cy="4" r="4"><title>x</title></circle><path`, "audit/page"},
		{"a part of no id", page, `data-ids="a1@2026fq1/*"`, ``, "audit/page"},
		{"ids that are none", page, `data-ids="a1@2026fq1/*"`, `data-ids="4"`, "audit/row"},
		{"a scale that is none", page, `x 0.1 0.2 0 100`, `x 0.1 0.2 0 100 4`, "audit/row"},
		{"the place of a dot", page, `cx="63.5"`, `cx="4"`, "audit/page"},
		{"the length of a bar", page, `width="23.5"`, `width="4"`, "audit/page"},
		{"the data of a chart", charts, `"value":null`, `"value":4`, "audit/page"},
		{"another value in the data of a chart", charts, `"value":16.3461538`, `"value":4`, "audit/page"},
		{"an interval in the data of a chart", charts, `],null]]`, `],[3,5]]]`, "audit/page"},
		{"another interval in the data of a chart", charts, `[10,25]`, `[4,25]`, "audit/page"},
		{"the text in the data of a chart", charts, `"withheld"]`, `"4"]`, "audit/page"},
		{"another text in the data of a chart", charts, `["16.3%"`, `["4%"`, "audit/page"},
		{"a mark in the data of a chart", charts, `"xAxis":20`, `"xAxis":4`, "audit/page"},
		{"a tick in the data of a chart", charts, `"value":10,"text"`, `"value":4,"text"`, "audit/page"},
		{"more texts in the data of a chart", charts, `"withheld"]`, `"withheld","4"]`, "audit/row"},
		{"an unknown key in the data of a chart", charts, `"type":"line"`, `"type":"line","persons":4`, "audit/row"},
		{"a script in the data of a chart", charts, `fukusenCharts=`, `persons=4;fukusenCharts=`, "audit/row"},
		{"something after the data of a chart", charts, "}}\n", "}};persons=4\n", "audit/row"},
		{"the title of a chart", charts, `"title":"rate"`, `"title":"rate 4"`, "audit/page"},
		{"a chart that the page does not have", charts, `{"c1":`, `{"c4":`, "audit/page"},
		{"the name of a series", charts, `"name":" "`, `"name":"4 women"`, "audit/page"},
		{"a series that is switched off", charts, `"xAxis":[`, `"legend":{"selected":{"4 women":false}},"xAxis":[`, "audit/page"},
		{"a label of an axis", charts, `"xAxis":[{`, `"yAxis":[{"type":"category","data":["4 women"]}],"xAxis":[{`, "audit/page"},
		{"the beginning of an axis", charts, `"min":10`, `"min":4`, "audit/page"},
		{"the end of an axis", charts, `"min":10`, `"min":10,"max":33`, "audit/page"},
		{"a step of the ticks", charts, `"text":"10%"}]`, `"text":"10%"},{"value":14.37,"text":"14.37%"}]`, "audit/page"},
		{"the end of a whisker", page, `h100m`, `h40m`, "audit/page"},
		{"a whisker of another row", page, `M0 12.3`, `M0 40.3`, "audit/page"},
		{"a dot in another row", page, `cy="16.3"`, `cy="4"`, "audit/page"},
		{"a line in a chart of rows", page, `class="whisker" d="M0`, `class="whisker" d="M0 4h40M0`, "audit/page"},
		{"a curve", page, `h100m`, `c1 2 3 4 5 6m`, "audit/row"},
		{"an older release", releasePath("2026fq1-r1"), `f/age=20s","s":"withheld"`, `f/age=20s","s":"withheld","v":4`, "disclosure/written"},
		{"an older release, published", releasePath("2026fq1-r1"), `f/age=20s","s":"withheld"`, `f/age=20s","s":"published","v":4`, "disclosure/small"},
		{"an older release, beside", releasePath("2026fq1-r1"), `"format"`, `"persons":4,"format"`, "audit/release-unreadable"},
		{"an older table", "r/2026fq1-r1/cells.csv", "", "persons,4", "audit/row"},
		{"a release file", "data/releases/2026fq1-r1.json", "", `{"v":4}`, "audit/row"},
		{"a feed", "feed.xml", "", `<feed><data value="4" data-observation="a1@2026fq1/kind=company/sex=f">4</data></feed>`, "audit/page"},
		{"a feed in English", "en/feed.xml", "", `<feed><data value="4" data-observation="a1@2026fq1/kind=company/sex=f">4</data></feed>`, "audit/page"},
		{"a feed elsewhere", "data/feed.xml", "", "<feed>4</feed>", "audit/row"},
		{"the list of pages", "sitemap.xml", "", "<url><priority>4</priority></url>", "audit/row"},
		{"a workbook", "data/cells.xlsx", "", "PK", "audit/row"},
		{"the hash of an input", manifestPath, `"fukusen.yaml"`, `"data/acme.csv":"04","fukusen.yaml"`, "audit/row"},
		{"the manifest", manifestPath, `"generator"`, `"persons":4,"generator"`, "audit/row"},

		// Free text has no identity, nor do the order of rows and what the
		// definitions hold beside what is read here.
		{"alt text", page, "1 of 2 groups", "4 of 2 groups", silent},
		{"prose", page, "<p>2 groups", "<p>4 groups", silent},
		{"a path of the grid", page, "M62.3 16.3", "M62.3 16.3L4 4", silent},
		{"definitions", kpisPath, `"format":1`, `"format":1,"persons":4`, silent},
		{"the order of rows", page, `<table><tr><td>all</td></tr>`, `<table>`, silent},
	}
	for _, tt := range tests {
		t.Run(tt.place, func(t *testing.T) {
			tree := drawn(t)
			if tt.old == "" {
				tree[tt.path] = &fstest.MapFile{Data: []byte(tt.with)}
			} else {
				swap(t, tree, tt.path, tt.old, tt.with)
			}
			r, err := Run(tree)
			if err != nil {
				t.Fatal(err)
			}
			if all := said(r); tt.want == silent && all != "" || !strings.Contains(all, tt.want) {
				t.Errorf("got  %s\nwant %s", all, tt.want)
			}
			remembered(t, drawn(t), tree)
		})
	}
}

// A page that was edited without its hash is noticed, too.
func TestHashes(t *testing.T) {
	tree := drawn(t)
	tree["kpi.html"].Data = append(tree["kpi.html"].Data, "\n4"...)
	r, err := Run(tree)
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "another page", r, `manifest.json: "kpi.html" cannot stand here [audit/row]`)
}

// A mean rounded to one decimal tells the sum of three answers, and an interval
// how many there are: neither stands without the respondents.
func TestRoundedMean(t *testing.T) {
	c := "category=employee.enps"
	for _, numbers := range [][]string{{"3.3"}, {"", "2.1", "4.5"}, {"", "", "", "10"}, {"", "", "", "", "", "3"}} {
		s := newSite(10).add("respondents", 80, "category=employee.enps").add("respondents", secret, c, "sex=f").add("respondents", secret, c, "sex=m")
		for _, status := range []string{published, withheld} {
			s.observations = [][]string{observationRow(t, "w2@2026fq1/kind=company/sex=f/category=employee", status, numbers...)}
			if r := s.run(t); len(r.Findings()) == 0 {
				t.Errorf("%q, %s: no complaint", numbers, status)
			}
		}
	}
}

func TestRounds(t *testing.T) {
	for _, tt := range []struct {
		text, exact string
		want        bool
	}{
		{"10.1%", "0.101250998", true}, {"18,785人", "18785", true}, {"−45", "-44.9490995", true}, {"2026 1Q: 7.0%", "0.0697", true},
		{"1.2億円", "123456789", true}, {"3.5万円", "35123", true}, {"x", "0.1", true}, {"なし", "0", true},
		{"10.2%", "0.101250998", false}, {"18,786人", "18785", false}, {"4", "0.163461538", false}, {"0.17", "0.163461538", false},
	} {
		if got := rounds(tt.text, tt.exact); got != tt.want {
			t.Errorf("%q prints %s: %v, want %v", tt.text, tt.exact, got, tt.want)
		}
	}
}
