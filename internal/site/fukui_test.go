// A real survey as a site of its own: what is published is compared with a
// count of the same files that shares no code with the site.
package site_test

import (
	"fmt"
	"maps"
	"math"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// TestFukui builds the visitor survey of Fukui (38,877 answers in 18 files)
// without a file of it being edited.
func TestFukui(t *testing.T) {
	replies := fukuiReplies(t)
	dir := fukuiSite(t)
	fukuiExports(t, filepath.Join(dir, "data", "survey"))
	out := fukuiBuild(t, dir)
	polls := fukuiCount(replies)

	t.Run("observations", func(t *testing.T) { fukuiObservations(t, out, polls) })
	t.Run("cells", func(t *testing.T) { fukuiCells(t, out, polls) })
	t.Run("every quarter", func(t *testing.T) { fukuiQuarters(t, out, replies) })
	t.Run("nothing private", func(t *testing.T) { fukuiPrivate(t, out, replies) })
	t.Run("pages", func(t *testing.T) { fukuiPages(t, out) })
	t.Run("again", func(t *testing.T) { sameTree(t, fukuiBuild(t, dir), out) })
	t.Run("shuffled", func(t *testing.T) {
		t.Parallel()
		dir := fukuiSite(t)
		fukuiShuffled(t, filepath.Join(dir, "data", "survey"))
		sameTree(t, fukuiBuild(t, dir), out)
	})
	t.Run("press", func(t *testing.T) {
		if testing.Short() {
			t.Skip("each of six releases builds the whole site")
		}
		t.Parallel() // releases into the site folder, which the others have read by now
		press := fukuiRelease(t, dir)
		fukuiPrivate(t, press, replies)
		public := fukuiBuild(t, press)
		sameTree(t, public, fukuiBuild(t, dir))
		fukuiPrivate(t, public, replies)
		fukuiObservations(t, public, polls)
	})
}

// fukuiObservations compares every value, and asks for a row of every group.
func fukuiObservations(t *testing.T, out string, polls map[string]*poll) {
	want := map[string]expected{}
	for group, p := range polls {
		p.expect(group, want)
	}
	seen, withheld := map[string]bool{}, map[bool]int{}
	for _, r := range records(t, out, "data/observations.csv") {
		id := r["id"]
		if r["statistic"] == "change" {
			checkChange(t, r, want)
			continue
		}
		e, ok := want[id]
		if !ok || seen[id] || r["statistic"] != "value" {
			t.Errorf("%s: nobody answered so, or it is there twice", id)
			continue
		}
		seen[id] = true
		if r["status"] != "published" {
			e.checkWithheld(t, r)
			withheld[e.sensitive]++
			continue
		}
		e.check(t, r)
	}
	shown := map[string]bool{}
	for id := range seen {
		shown[viewOf(id)] = true
	}
	leftOut := 0
	for _, id := range slices.Sorted(maps.Keys(want)) {
		switch {
		case seen[id]:
		case strings.Contains(id, "/sex=") && strings.Contains(id, "/age=") && !shown[viewOf(id)]:
			leftOut++ // with all others of its view, as nearly all would have been withheld
		default:
			t.Errorf("%s is not there", id)
		}
	}
	t.Logf("%d values, %d withheld by themselves, %d as partners, %d left out", len(seen), withheld[true], withheld[false], leftOut)
	if len(seen) < 1000 || withheld[true] == 0 || leftOut > len(seen) {
		t.Error("too little was compared")
	}
}

// viewOf takes the groups and the answer out of the id of an observation.
func viewOf(id string) string {
	parts := strings.Split(id, "/")
	for i, p := range parts {
		axis, code, _ := strings.Cut(p, "=")
		if axis == "category" {
			code, _, _ = strings.Cut(code, ".")
			parts[i] = axis + "=" + code
		} else if axis == "sex" || axis == "age" {
			parts[i] = axis
		}
	}
	return strings.Join(parts, "/")
}

// An expected is what one observation has to be.
type expected struct {
	value, lower, upper float64
	numerator, n        int
	sensitive           bool // too few answers, or all too much alike
}

func (e *expected) check(t *testing.T, r map[string]string) {
	if e.sensitive || e.n < 10 {
		t.Errorf("%s is published of %d answers", r["id"], e.n)
	}
	for column, want := range map[string]float64{
		"value": e.value, "lower": e.lower, "upper": e.upper, "numerator": float64(e.numerator),
		"denominator": float64(e.n), "respondents": float64(e.n), "reporters": 1, "expected": 1,
	} {
		got, err := strconv.ParseFloat(r[column], 64)
		if err != nil || math.Abs(got-want) > 1e-8*max(1, math.Abs(want)) {
			t.Errorf("%s: %s is %q, want %v", r["id"], column, r[column], want)
		}
	}
}

// checkWithheld asks that nothing which depends on the answers is told.
func (e *expected) checkWithheld(t *testing.T, r map[string]string) {
	if r["status"] != "withheld" {
		t.Errorf("%s is %s", r["id"], r["status"])
	}
	for _, column := range []string{"value", "lower", "upper", "numerator", "denominator", "respondents", "method"} {
		if r[column] != "" {
			t.Errorf("%s is withheld, but tells %s %q", r["id"], column, r[column])
		}
	}
}

// checkChange subtracts the value of a year before; both are taken from the
// count.
func checkChange(t *testing.T, r map[string]string, want map[string]expected) {
	id := strings.Replace(r["id"], ":change:yoy", "", 1)
	year, _ := strconv.Atoi(r["period"][:4])
	before := strings.Replace(id, "@"+r["period"], fmt.Sprintf("@%d%s", year-1, r["period"][4:]), 1)
	now, ok := want[id]
	then, also := want[before]
	if !ok || !also {
		t.Errorf("%s: there is nothing to compare with", r["id"])
		return
	}
	got, err := strconv.ParseFloat(r["value"], 64)
	switch {
	case r["status"] != "published":
		now.checkWithheld(t, r)
	case now.sensitive || then.sensitive:
		t.Errorf("%s is published, although one of its values may not be", r["id"])
	case err != nil || math.Abs(got-(now.value-then.value)) > 1e-7:
		t.Errorf("%s is %q, want %v", r["id"], r["value"], now.value-then.value)
	}
}

// fukuiCells compares the counts behind the values.
func fukuiCells(t *testing.T, out string, polls map[string]*poll) {
	rows := map[string]int{}
	for _, r := range records(t, out, "data/cells.csv") {
		group := r["period"]
		for _, axis := range []string{"kind", "area", "origin", "organisation", "sex", "age", "sport"} {
			if r[axis] != "" {
				group += "/" + axis + "=" + r[axis]
			}
		}
		p, ok := polls[group]
		if !ok || r["table"] != "survey" || r["measure"] != "respondents" {
			t.Errorf("nobody is in the group of %v", r)
			continue
		}
		rows[group]++
		n, nps, satisfaction := p.cell(r["category"])
		switch {
		case r["status"] == "withheld" && r["value"] == "":
		case r["status"] != "published" || r["value"] != strconv.Itoa(n):
			t.Errorf("%s, %s: %s %q, want %d", group, r["category"], r["status"], r["value"], n)
		case nps && p.npsSensitive(), satisfaction && p.satisfactionSensitive():
			t.Errorf("%s, %s: published of %d answers", group, r["category"], p.n)
		}
	}
	const nps, satisfaction = 4, 6 // the respondents to an item and its classes
	for _, group := range slices.Sorted(maps.Keys(polls)) {
		whole := []int{nps + satisfaction}
		if strings.Contains(group, "/sex=") && strings.Contains(group, "/age=") {
			whole = append(whole, 0, nps, satisfaction) // the view of an item may be left out
		}
		if !slices.Contains(whole, rows[group]) {
			t.Errorf("%s has %d cells", group, rows[group])
		}
	}
}

// fukuiQuarters asks for the total, women and men, and all municipalities. The
// few others may be withheld, so that bounds leave them room.
func fukuiQuarters(t *testing.T, out string, replies []reply) {
	groups := map[string]bool{}
	municipalities := map[string]bool{}
	for _, r := range replies {
		municipalities[r.area] = true
		base := r.quarter + "/kind=foundation"
		groups[base], groups[base+"/area="+r.area] = true, true
		if r.sex == "m" || r.sex == "f" {
			groups[base+"/sex="+r.sex] = true
		}
	}
	if len(municipalities) != 17 || len(groups) != 6*(1+2+17) {
		t.Fatalf("%d municipalities and %d groups", len(municipalities), len(groups))
	}
	values := map[string]string{}
	for _, r := range records(t, out, "data/observations.csv") {
		values[r["id"]] = r["value"]
	}
	for _, group := range slices.Sorted(maps.Keys(groups)) {
		if id := npsID(group); values[id] == "" {
			t.Errorf("%s is not published", id)
		}
		for _, a := range fukuiAnswers {
			if id := satisfactionID(group, a.code); values[id] == "" {
				t.Errorf("%s is not published", id)
			}
		}
	}
}

var clock = regexp.MustCompile(`\b\d{1,2}:\d{2}\b`)

// fukuiPrivate looks for the time of any answer, and for any home municipality,
// in every file. Names of visited municipalities and of prefectures are public,
// whoever lives there (池田町 is in five prefectures), and are stepped over; any
// other name counts wherever it begins, even inside a longer word, so that this
// finds too much rather than too little.
func fukuiPrivate(t *testing.T, dir string, replies []reply) {
	times := map[string]bool{}
	public, homes := map[rune][]string{}, map[rune][]string{}
	known := map[string]bool{}
	for _, r := range replies {
		for _, name := range []string{r.visited, r.prefecture} {
			known[name] = true
		}
		times[r.time], times[strings.ReplaceAll(r.time, " ", "T")], times[r.time[:10]] = true, true, true
	}
	addNames(public, known)
	home := map[string]bool{}
	for _, r := range replies {
		if !known[r.home] {
			home[r.home] = true
		}
	}
	addNames(homes, home)
	if len(home) < 900 || len(times) < 30000 {
		t.Fatalf("%d names and %d times to look for", len(home), len(times))
	}
	for name, text := range texts(t, dir) {
		text = unpacked(t, name, text)
		for _, m := range datePattern.FindAllString(text, -1) {
			if times[m] && !(quarterEdge.MatchString(m) && tellsPeriods(name)) {
				t.Errorf("%s: the time of an answer: %q", name, m)
			}
		}
		if m := clock.FindString(text); m != "" && !strings.HasPrefix(name, "assets/") {
			t.Errorf("%s: a time of day: %q", name, m)
		}
		for _, h := range namesIn(text, public, homes) {
			t.Errorf("%s: a home municipality: %s", name, h)
		}
	}
}

// quarterEdge is the first or last day of a quarter, which periods are told with.
var quarterEdge = regexp.MustCompile(`^\d{4}-(01-01|03-31|04-01|06-30|07-01|09-30|10-01|12-31)$`)

// tellsPeriods names the files that tell periods by their days.
func tellsPeriods(name string) bool {
	return strings.HasSuffix(name, "evidence.json") || strings.HasSuffix(name, "data.html")
}

var datePattern = regexp.MustCompile(`\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}:\d{2})?`)

func addNames(by map[rune][]string, names map[string]bool) {
	for n := range names {
		first := []rune(n)[0]
		by[first] = append(by[first], n)
	}
}

// namesIn lists the names that begin anywhere in a text, outside of the public
// ones.
func namesIn(text string, public, homes map[rune][]string) []string {
	var found []string
	skip := 0
	for i, r := range text {
		if i < skip || r <= unicode.MaxASCII {
			continue
		}
		for _, p := range public[r] {
			if strings.HasPrefix(text[i:], p) {
				skip = max(skip, i+len(p))
			}
		}
		for _, h := range homes[r] {
			if strings.HasPrefix(text[i:], h) {
				found = append(found, h)
			}
		}
	}
	return found
}

// fukuiPages asks for the words without which the numbers would be misread,
// and that nothing about residents stands beside them.
func fukuiPages(t *testing.T, out string) {
	all := texts(t, out)
	for name, words := range map[string][]string{
		"index.html":                      {"地域推奨度(来訪者)", "満足度(来訪者)"},
		"method.html":                     {"回答の数で、人の数ではありません", "福井県観光連盟", "CC BY 4.0"},
		"en/method.html":                  {"counts answers, not persons", "CC BY 4.0"},
		"kpi/visitor-nps.html":            {"地域推奨度(来訪者)", "回答の数で、人の数ではありません"},
		"en/kpi/visitor-nps.html":         {"counts answers, not persons"},
		"organisation/fukui-tourism.html": {"福井県観光連盟", "地域推奨度(来訪者)"},
	} {
		for _, w := range words {
			if !strings.Contains(all[name], w) {
				t.Errorf("%s does not say %q", name, w)
			}
		}
	}
	for name, text := range all {
		own := name == "kpi/visitor-nps.html" || name == "kpi/visitor-satisfaction.html"
		if strings.HasPrefix(name, "kpi/") && !own {
			t.Errorf("%s is of a KPI that nobody sent anything for", name)
		}
		if strings.HasSuffix(name, ".html") && (strings.Contains(text, "地域eNPS") || strings.Contains(text, "w2")) {
			t.Errorf("%s shows the recommendation of residents", name)
		}
	}
}
