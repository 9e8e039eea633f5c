package propose

import (
	"slices"
	"strings"
	"testing"

	"fukusen/internal/diag"
	"fukusen/internal/personal"
)

// lines are what a proposal says without comments.
func lines(p *Proposal) []string {
	var all []string
	for _, l := range strings.Split(string(p.YAML(diag.EN)), "\n") {
		l, _, _ = strings.Cut(l, "  # ")
		if l != "" && !strings.HasPrefix(l, "#") {
			all = append(all, l)
		}
	}
	return all
}

func TestVisitors(t *testing.T) {
	p := proposed(t, visitors())
	want := []string{
		`table: survey`,
		`period: {column: "回答日時", as: datetime}`,
		`area: {column: "市町村", by: name, within: "18"}`,
		`origin: {column: "会員市町村", by: name, within: {column: "都道府県"}}`,
		`  "性別": sex`, `  "年代": age`, `  "NPS": area_enps`,
		`  - "満足度"`,
	}
	got := lines(p)
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("%s is not in\n%s", w, strings.Join(got, "\n"))
		}
	}
	rows, finds := readBy(t, visitors(), string(p.YAML(diag.JA)), "# fixed:", "fixed:", "#   organisation:", "  organisation: board", "#   population:", "  population: visitor")
	if finds.Errors() > 0 || len(rows) != 60 {
		t.Errorf("%d rows, %v", len(rows), finds)
	}
}

func TestStaff(t *testing.T) {
	p := proposed(t, staff(false))
	if p.Table.ID != "people" || p.HeaderLine != 3 {
		t.Errorf("table %s, header in line %d", p.Table.ID, p.HeaderLine)
	}
	text := string(p.YAML(diag.EN))
	for _, w := range []string{
		`#   "※": withheld  # ask the sender`, `    "女性社員": "f"`, `#     "若手": ""  # what is this?`, `  "在籍": persons`, `  "社外活動あり": dual_any`,
	} {
		if !strings.Contains(text, w) {
			t.Errorf("%s is not in\n%s", w, text)
		}
	}
	rows, finds := readBy(t, staff(false), text,
		"# fixed:", "fixed:", "#   organisation:", "  organisation: hoshizora", "# markers:", "markers:", `#   "※"`, `  "※"`,
		"#   age:", "  age:", `#     "若手": ""`, `    "若手": 15-29`, `#     "中堅": ""`, `    "中堅": 30-44`, `#     "ベテラン": ""`, `    "ベテラン": 45-`)
	if finds.Errors() > 0 || len(rows) != 24 {
		t.Errorf("%d rows, %v\n%s", len(rows), finds, text)
	}
	if n := rows[0].Values[0].N; n != 1100 {
		t.Errorf("the first row has %d persons, want 1100", n)
	}
}

// TestConfidence: a score that another question is near to, and a column with
// a value that cannot be read, are not sure.
func TestConfidence(t *testing.T) {
	tests := []struct {
		text, header string
		want         Confidence
	}{
		{visitors(), "性別", Sure},
		{visitors(), "NPS", Likely},
		{strings.Replace(visitors(), "女,", "ひみつ,", 1), "性別", Likely},
		{strings.ReplaceAll(visitors(), "女,", "ひみつ,"), "年代", Sure},
		{staff(false), "世代", Likely},
	}
	for _, tt := range tests {
		if c, _ := proposed(t, tt.text).Column(tt.header); c.Confidence != tt.want {
			t.Errorf("%s is %s, want %s", tt.header, c.Confidence.In(diag.EN), tt.want.In(diag.EN))
		}
	}
}

func TestPersonal(t *testing.T) {
	p := proposed(t, staff(true))
	c, _ := p.Column("担当者氏名")
	if c.Personal != personal.Name || slices.ContainsFunc(c.Samples, func(s string) bool { return strings.Contains(s, "太郎") }) {
		t.Errorf("%v, %q", c.Personal, c.Samples)
	}
	for _, text := range []string{string(p.YAML(diag.JA)), p.Summary(diag.JA)} {
		if strings.Contains(text, "太郎") || !strings.Contains(text, "消して") {
			t.Errorf("the column is not said to have to go, or shown:\n%s", text)
		}
	}
	if strings.Contains(string(p.YAML(diag.JA)), `- "担当者氏名"`) {
		t.Error("to ignore a column of names is not enough")
	}
}

func TestTwoLevels(t *testing.T) {
	p := proposed(t, cityPeople)
	if p.Table.ID != "population" || p.HeaderRows != 2 || p.HeaderLine != 2 {
		t.Errorf("table %s, %d rows of header from line %d", p.Table.ID, p.HeaderRows, p.HeaderLine)
	}
	rows, finds := readBy(t, cityPeople, string(p.YAML(diag.EN)))
	if finds.Errors() > 0 || len(rows) != 12 {
		t.Fatalf("%d rows, %v\n%s", len(rows), finds, p.YAML(diag.EN))
	}
	sum := int64(0)
	for _, r := range rows {
		sum += r.Values[0].N
	}
	if sum != 460+464+468 { // as its own column of totals says
		t.Errorf("%d residents", sum)
	}
}

func TestFollowing(t *testing.T) {
	p := proposed(t, following)
	if p.State != Ready || p.Table.ID != "people" || !strings.Contains(p.Summary(diag.EN), "No source.yaml is needed") {
		t.Errorf("state %d: %s", p.State, p.Summary(diag.EN))
	}
	if p := proposed(t, strings.Replace(following, "複線者", "謎の数", 1)); p.State != Mapped {
		t.Errorf("a file with a column that is not read has state %d", p.State)
	}
}

func TestHopeless(t *testing.T) {
	p := proposed(t, holidays)
	if p.State != Hopeless || len(lines(p)) != 1 {
		t.Errorf("state %d\n%s", p.State, p.YAML(diag.EN))
	}
	if s := p.Summary(diag.EN); !strings.Contains(s, p.Table.ID) || !strings.Contains(s, "Why:") {
		t.Errorf("it does not say why: %s", s)
	}
}

func TestUnreadable(t *testing.T) {
	p := proposed(t, "")
	if p.State != Unreadable || len(p.Findings) == 0 {
		t.Errorf("state %d, %v", p.State, p.Findings)
	}
}

func TestGroup(t *testing.T) {
	tests := map[string]string{
		"男20代": "m 20-29", "女/20代": "f 20-29", "20代男性": "m 20-29", "女性65歳以上": "f 65-", "人口(男)": "m ", "０～４歳": " 0-4",
		"woman": "f ", "male": "m ", "man18": "m  ?", "満足度": "", "女性活躍の課題": "", "男女計": "", "人数": "", "男女比": "", "2020年代": "",
	}
	for h, want := range tests {
		c := Column{Header: h, profile: &profile{kind: Empty}}
		says, known := c.group()
		got := ""
		if len(says) > 0 {
			got = says["sex"] + " " + says["age"]
			if !known {
				got += " ?"
			}
		}
		if got != want {
			t.Errorf("%s is %q, want %q", h, got, want)
		}
	}
}

// TestAssign compares with all ways to assign.
func TestAssign(t *testing.T) {
	tests := [][][]float64{
		{{0.9, 0.8}, {0.9, 0.1}},
		{{0.5, 0, 0}, {0.9, 0.85, 0}, {0.1, 0.9, 0}, {0.2, 0.2, 0}},
		{{0, 0}, {0, 0}},
		{{1, 0.9, 0.8, 0.1}, {0.9, 0.7, 0.1, 0}, {0.8, 0.6, 0.5, 0.4}},
	}
	for _, w := range tests {
		got, sum := assign(w, len(w[0])), 0.0
		for i, j := range got {
			if j >= 0 {
				sum += w[i][j]
			}
		}
		if best := most(w, 0, map[int]bool{}); sum < best-1e-9 || sum > best+1e-9 {
			t.Errorf("%v: %v is worth %v, want %v", w, got, sum, best)
		}
	}
}

func most(w [][]float64, i int, used map[int]bool) float64 {
	if i == len(w) {
		return 0
	}
	best := most(w, i+1, used)
	for j, x := range w[i] {
		if !used[j] {
			used[j] = true
			best = max(best, x+most(w, i+1, used))
			used[j] = false
		}
	}
	return best
}
