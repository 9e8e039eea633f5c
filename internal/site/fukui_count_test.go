package site_test

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// fukuiFolder holds the real files, beside the checkout; users do not have it.
const fukuiFolder = "../../../shared/realdata"

func fukuiNames(t *testing.T) []string {
	names, err := filepath.Glob(fukuiFolder + "/survey-fukui/*.csv")
	if err != nil {
		t.Fatal(err)
	}
	if len(names) == 0 {
		t.Skip("the folder shared/realdata/survey-fukui is not beside the checkout: the real survey is not tested")
	}
	return names
}

func fukuiRows(t *testing.T, name string) [][]string {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// A reply is one line of the survey: what it counts under, and what must not
// be published of it.
type reply struct {
	quarter, area, origin, sex, age string
	point                           int
	satisfaction                    string
	time, home, visited, prefecture string
}

var fukuiSexes = map[string]string{"男": "m", "女": "f", "その他": "x", "無回答": "unknown"}

// fukuiReplies reads the files anew. A field that this test does not know ends
// it.
func fukuiReplies(t *testing.T) []reply {
	names := fukuiNames(t)
	codes := fukuiCodes(t)
	var all []reply
	for _, name := range names {
		rows := fukuiRows(t, name)
		column := map[string]int{}
		for i, h := range rows[0] {
			column[h] = i
		}
		for _, row := range rows[1:] {
			get := func(h string) string { return row[column[h]] }
			r := reply{
				quarter: quarterOf(get("回答日時")), sex: fukuiSexes[get("性別")], age: bandOf(get("年代")),
				origin: codes[get("都道府県")], area: codes["福井県"+get("市町村")],
				satisfaction: get("満足度"), time: get("回答日時"), home: get("会員市町村"),
				visited: get("市町村"), prefecture: get("都道府県"),
			}
			var err error
			if r.point, err = strconv.Atoi(get("NPS")); err != nil || r.sex == "" || r.age == "" || r.origin == "" || r.area == "" {
				t.Fatalf("%s: a line that is not understood: %q", name, row)
			}
			all = append(all, r)
		}
	}
	return all
}

// fukuiCodes gives the codes of prefectures, and of municipalities after the
// name of their prefecture, from a list that is not the one of the program.
func fukuiCodes(t *testing.T) map[string]string {
	codes := map[string]string{}
	for _, row := range fukuiRows(t, fukuiFolder+"/codes/localgovjp-utf8.csv")[1:] {
		code := row[len(row)-1][:5] // without the check digit
		codes[row[1]] = code[:2]
		codes[row[1]+row[3]] = code
	}
	return codes
}

// quarterOf takes the fiscal quarter out of a text such as 2024-01-31 09:30:00.
func quarterOf(text string) string {
	year, _ := strconv.Atoi(text[:4])
	switch text[5:7] {
	case "04", "05", "06":
		return text[:4] + "fq1"
	case "07", "08", "09":
		return text[:4] + "fq2"
	case "10", "11", "12":
		return text[:4] + "fq3"
	}
	return strconv.Itoa(year-1) + "fq4"
}

func bandOf(label string) string {
	switch tens, ok := strings.CutSuffix(label, "0代"); {
	case ok:
		return tens + "0-" + tens + "9"
	case label == "10歳未満":
		return "0-9"
	case label == "80歳以上":
		return "80-"
	}
	return ""
}

// fukuiAnswers are the answers to the question on satisfaction, as the files
// write them and as the site codes them.
var fukuiAnswers = []struct{ label, code string }{
	{"とても満足", "very_satisfied"}, {"満足", "satisfied"}, {"どちらでもない", "neutral"},
	{"不満", "dissatisfied"}, {"とても不満", "very_dissatisfied"},
}

// A poll is how one group answered.
type poll struct {
	n      int
	points [11]int
	labels map[string]int
}

// fukuiCount counts every group that is published by default: an answer stands
// in the total and once in each group of each view, under Fukui as well as
// under the municipality.
func fukuiCount(replies []reply) map[string]*poll {
	polls := map[string]*poll{}
	for _, r := range replies {
		sex, age, org := "/sex="+r.sex, "/age="+r.age, "/organisation=fukui-tourism"
		groups := []string{"", org, sex, age, "/origin=" + r.origin, sex + age, org + sex}
		for _, area := range []string{"/area=18", "/area=" + r.area} {
			groups = append(groups, area, area+sex, area+age)
		}
		for _, g := range groups {
			g = r.quarter + "/kind=foundation" + g
			if polls[g] == nil {
				polls[g] = &poll{labels: map[string]int{}}
			}
			polls[g].n++
			polls[g].points[r.point]++
			polls[g].labels[r.satisfaction]++
		}
	}
	return polls
}

func npsID(group string) string {
	quarter, codes, _ := strings.Cut(group, "/")
	return "visitor-nps@" + quarter + "/" + codes + "/category=visitor"
}

func satisfactionID(group, answer string) string {
	quarter, codes, _ := strings.Cut(group, "/")
	return "visitor-satisfaction@" + quarter + "/" + codes + "/category=visitor.visitor_satisfaction." + answer
}

// between sums the points from lo to hi.
func (p *poll) between(lo, hi int) int {
	n := 0
	for i := lo; i <= hi; i++ {
		n += p.points[i]
	}
	return n
}

// npsSensitive: fewer than ten answers, or at most two of them in another class
// than the others.
func (p *poll) npsSensitive() bool {
	return p.n < 10 || p.n-max(p.between(0, 6), p.between(7, 8), p.between(9, 10)) < 3
}

func (p *poll) satisfactionSensitive() bool {
	most := 0
	for _, n := range p.labels {
		most = max(most, n)
	}
	return p.n < 10 || p.n-most < 3
}

// expect adds what the observations of the group have to be.
func (p *poll) expect(group string, want map[string]expected) {
	plus, minus := p.between(9, 10), p.between(0, 6)
	e := expected{n: p.n, numerator: plus - minus, value: 100 * float64(plus-minus) / float64(p.n), sensitive: p.npsSensitive()}
	e.lower, e.upper = p.npsInterval()
	want[npsID(group)] = e
	for _, a := range fukuiAnswers {
		x := p.labels[a.label]
		e := expected{n: p.n, numerator: x, value: float64(x) / float64(p.n), sensitive: p.satisfactionSensitive()}
		e.lower, e.upper = scoreInterval(float64(x), float64(p.n))
		want[satisfactionID(group, a.code)] = e
	}
}

const z = 1.959963984540054 // .975 quantile of the normal distribution

// npsInterval takes each answer as +100, 0 or -100 and the variance of that as
// mean square less square of the mean. Of few answers, or with a class of
// fewer than five, it adds 3/4, 3/2 and 3/4 of an answer (Rocks 2016).
func (p *poll) npsInterval() (lower, upper float64) {
	plus, zero, minus := float64(p.between(9, 10)), float64(p.between(7, 8)), float64(p.between(0, 6))
	if p.n < 40 || min(plus, zero, minus) < 5 {
		plus, zero, minus = plus+.75, zero+1.5, minus+.75
	}
	n := plus + zero + minus
	mean := 100 * (plus - minus) / n
	variance := 1e4*(plus+minus)/n - mean*mean
	half := z * math.Sqrt(variance/n)
	return max(-100, mean-half), min(100, mean+half)
}

// scoreInterval is Wilson's, as centre and half width.
func scoreInterval(x, n float64) (lower, upper float64) {
	p := x / n
	centre := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return centre - half, centre + half
}

// cell gives the respondents of a category, and which item they belong to.
func (p *poll) cell(category string) (n int, nps, satisfaction bool) {
	switch category {
	case "visitor.area_enps":
		return p.n, true, false
	case "visitor.area_enps.promoters":
		return p.between(9, 10), true, false
	case "visitor.area_enps.passives":
		return p.between(7, 8), true, false
	case "visitor.area_enps.detractors":
		return p.between(0, 6), true, false
	case "visitor.visitor_satisfaction":
		return p.n, false, true
	}
	for _, a := range fukuiAnswers {
		if category == "visitor.visitor_satisfaction."+a.code {
			return p.labels[a.label], false, true
		}
	}
	return -1, false, false
}
