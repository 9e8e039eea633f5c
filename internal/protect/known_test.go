package protect

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/cube"
	"fukusen/internal/dim"
	"fukusen/internal/release"
)

// safe fails unless everything withheld stays unknown.
func safe(w *world, c *Cube) {
	w.Helper()
	o := newOracle(w, c)
	for _, rc := range cells(c) {
		if rc.Status == release.Withheld && !isAnswer(rc) && o.derivable(w.name(rc), func(x *cube.Cell) bool { return o.within(x, rc) }) {
			w.Errorf("%s %v can be computed", w.name(rc), rc.Codes)
		}
	}
}

func withheld(c *Cube) (groups []string) {
	for _, rc := range cells(c) {
		if rc.Status == release.Withheld {
			text, _ := rc.Codes.MarshalText()
			groups = append(groups, strings.TrimPrefix(string(text), "kind=company/"))
		}
	}
	slices.Sort(groups)
	return groups
}

// The tables below are the known answers of DISCLOSURE 6. Views leaves out what
// they do not have.

func sexByAge(t *testing.T, women, men [3]int64) (*world, Options) {
	w := newWorld(t, body{"a", "company", byName})
	for i, age := range []string{"20-29", "30-39", "40-49"} {
		w.persons("persons", "org=a sex=f age="+age, women[i])
		w.persons("persons", "org=a sex=m age="+age, men[i])
	}
	return w, Options{Views: []dim.View{dim.ViewOf(), dim.ViewOf(dim.Sex), dim.ViewOf(dim.Age), dim.ViewOf(dim.Sex, dim.Age)}}
}

func TestSexByAge(t *testing.T) {
	w, opt := sexByAge(t, [3]int64{4, 18, 22}, [3]int64{15, 21, 24})
	c, reasons := w.apply(opt)
	safe(w, c)
	got := withheld(c)
	if len(got) != 4 || !slices.Contains(got, "sex=f/age=20-29") {
		t.Errorf("withheld are %v, want a block of four with sex=f/age=20-29", got)
	}
	w.want(c, "persons", "kind=company age=20-29", "19")
	w.want(c, "persons", "kind=company", "104")
	if n := reasons.Count(); n[Small] != 1 || n[Partner] != 3 {
		t.Errorf("reasons are %v, want 1 small and 3 partners", n)
	}
}

// Other numbers behind the same pattern give the same bytes.
func TestValuesDoNotShow(t *testing.T) {
	w, opt := sexByAge(t, [3]int64{4, 18, 22}, [3]int64{15, 21, 24})
	c, _ := w.apply(opt)
	if !slices.Contains(withheld(c), "sex=m/age=40-49") {
		t.Fatalf("withheld are %v: this test moves 20-29 against 40-49", withheld(c))
	}
	v, _ := sexByAge(t, [3]int64{6, 18, 20}, [3]int64{13, 21, 26})
	d, _ := v.apply(opt)
	if w.bytes(c) != v.bytes(d) {
		t.Errorf("the withheld values show:\n%s\n%s", w.bytes(c), v.bytes(d))
	}
}

// What organisations that are shown in totals only have is exchanged between
// them, down to nothing, and nobody sees it.
func TestValuesOfAggregatesDoNotShow(t *testing.T) {
	release := func(of ...int64) string {
		bodies := []body{{"n", "club", byName}}
		for i := range of {
			bodies = append(bodies, body{fmt.Sprintf("o%d", i), "club", []string{inTotals, notListed}[i%2]})
		}
		w := newWorld(t, bodies...)
		w.persons("persons", "org=n area=99301", 80)
		for i, n := range of {
			w.persons("persons", fmt.Sprintf("org=o%d area=99301", i), n)
			w.answers("member.area_enps", fmt.Sprintf("org=o%d area=99301", i), n+1, n+1, 2)
		}
		c, _ := w.apply(Options{})
		w.want(c, "persons", "kind=club", "180")
		return w.bytes(c)
	}
	all := []string{release(20, 30, 40, 10), release(39, 11, 3, 47), release(98, 1, 1, 0), release(0, 98, 1, 1)}
	for i, r := range all[1:] {
		if r != all[0] {
			t.Errorf("exchange %d shows", i+1)
		}
	}
}

// Eight regions and four categories, withheld up to 3. Any single sensitive
// cell of such a table needs at least three partners.
func TestRegionsByCategory(t *testing.T) {
	table := map[string][8]int64{
		"annet":    {11, 7, 5, 13, 9, 12, 6, 9},
		"arbeid":   {11, 1, 8, 2, 14, 9, 4, 3},
		"soshjelp": {55, 29, 35, 17, 63, 24, 22, 38},
		"trygd":    {36, 18, 25, 13, 52, 22, 8, 15},
	}
	w := newWorld(t, body{"a", "company", byName})
	for sport, values := range table {
		for i, n := range values {
			w.persons("persons", fmt.Sprintf("org=a area=9930%d sport=%s", i+1, sport), n)
		}
	}
	c, reasons := w.apply(Options{K: 4, Views: []dim.View{
		dim.ViewOf(), dim.ViewOf(dim.Area), dim.ViewOf(dim.Sport), dim.ViewOf(dim.Area, dim.Sport),
	}})
	safe(w, c)
	for _, region := range []string{"99302", "99304", "99308"} {
		w.want(c, "persons", "kind=company sport=arbeid area="+region, "withheld")
	}
	if n := reasons.Count(); n[Small] != 3 || n[Partner] < 3 || n[Partner] > 6 {
		t.Errorf("reasons are %v, want 3 small and 3 partners, or a few more", n)
	}
}

// Three cities with 2, 3 and 5 reporters that show no number, the total public:
// the first is withheld, and so is another one.
func TestThreeCities(t *testing.T) {
	cities := []struct {
		reporters int
		persons   int64
	}{{2, 300}, {3, 500}, {5, 1000}}
	var bodies []body
	for i, c := range cities {
		for j := range c.reporters {
			bodies = append(bodies, body{fmt.Sprintf("c%d-%d", i, j), "company", inTotals})
		}
	}
	w := newWorld(t, bodies...)
	for i, c := range cities {
		for j := range c.reporters {
			n := c.persons / int64(c.reporters)
			if j == 0 {
				n = c.persons - n*int64(c.reporters-1)
			}
			w.persons("persons", fmt.Sprintf("org=c%d-%d area=9930%d", i, j, i+1), n)
		}
	}
	c, _ := w.apply(Options{})
	safe(w, c)
	w.want(c, "persons", "kind=company", "1800")
	w.want(c, "persons", "kind=company area=99301", "withheld")
	second, third := w.show(c, "persons", "kind=company area=99302"), w.show(c, "persons", "kind=company area=99303")
	if (second == "withheld") == (third == "withheld") {
		t.Errorf("the others are %s and %s, want one withheld", second, third)
	}
}

// One line with its total: two that are fewer than k together need a third one,
// or the total; two that are not stay as they are.
func TestOneLine(t *testing.T) {
	line := func(parts ...int64) (*world, *Cube) {
		w := newWorld(t, body{"a", "company", byName})
		for i, n := range parts {
			w.persons("persons", "org=a age="+[]string{"20-29", "30-39", "40-49"}[i], n)
		}
		c, _ := w.apply(Options{K: 5, Views: []dim.View{dim.ViewOf(), dim.ViewOf(dim.Age)}})
		safe(w, c)
		return w, c
	}
	w, c := line(4, 4, 40)
	w.want(c, "persons", "kind=company", "48")
	w.want(c, "persons", "kind=company age=40-49", "40")
	w.want(c, "persons", "kind=company age=20-29", "withheld")
	w, c = line(1, 1, 40)
	w.want(c, "persons", "kind=company", "42")
	w.want(c, "persons", "kind=company age=40-49", "withheld")
	w, c = line(30, 0, 40)
	w.want(c, "persons", "kind=company age=30-39", "0")
	w.want(c, "persons", "kind=company age=20-29", "30")
}

// All, or nearly all, of a group: the part goes, and the whole stays.
func TestNearlyAll(t *testing.T) {
	for _, tt := range []struct {
		persons, any, paid int64
		wantAny, wantPaid  string
	}{
		{40, 37, 0, "withheld", "0"},
		{40, 40, 0, "withheld", "0"},
		{40, 30, 20, "30", "20"},
		{40, 31, 20, "withheld", "20"}, // 9 are left
		{40, 36, 33, "withheld", "withheld"},
		{40, 30, 25, "30", "withheld"}, // of dual_any
		{0, 0, 0, "0", "0"},
	} {
		w := newWorld(t, body{"a", "company", byName})
		w.persons("persons", "org=a", tt.persons)
		w.persons("dual_any", "org=a", tt.any)
		w.persons("dual_paid", "org=a", tt.paid)
		c, _ := w.apply(Options{})
		for _, at := range []string{"kind=company", "kind=company org=a"} {
			w.want(c, "persons", at, fmt.Sprint(tt.persons))
			w.want(c, "dual_any", at, tt.wantAny)
			w.want(c, "dual_paid", at, tt.wantPaid)
		}
	}
}

// Two groups of which nearly all are in the part must not be given away as one.
func TestNearlyAllOfTheRest(t *testing.T) {
	for _, tt := range []struct {
		k    int
		want string
	}{{5, "50"}, {6, "withheld"}} { // together 5 are left
		w := newWorld(t, body{"a", "company", byName})
		for age, n := range map[string][2]int64{"20-29": {20, 17}, "30-39": {15, 13}, "40-49": {100, 50}} {
			w.persons("persons", "org=a age="+age, n[0])
			w.persons("dual_any", "org=a age="+age, n[1])
		}
		c, _ := w.apply(Options{K: tt.k, Views: []dim.View{dim.ViewOf(), dim.ViewOf(dim.Age)}})
		safe(w, c)
		w.want(c, "dual_any", "kind=company", "80")
		w.want(c, "dual_any", "kind=company age=40-49", tt.want)
		w.want(c, "persons", "kind=company age=40-49", "100")
	}
}

// Two unnamed organisations beside named ones, in areas of their own: the rest
// of the total, without the named ones, would be the two together.
func TestTwoOfMany(t *testing.T) {
	bodies := []body{{"n", "club", byName}, {"m", "club", byName}, {"x", "club", inTotals}, {"y", "club", inTotals}}
	for i := range maxPaired {
		bodies = append(bodies, body{fmt.Sprintf("o%02d", i), "club", inTotals})
	}
	w := newWorld(t, bodies...)
	for _, at := range []string{"org=n area=99302", "org=x area=99302", "org=m area=99303", "org=y area=99303"} {
		w.persons("persons", at, 50)
	}
	for i := range maxPaired {
		w.persons("persons", fmt.Sprintf("org=o%02d area=99301", i), 30)
	}
	c, _ := w.apply(Options{})
	safe(w, c)
	w.want(c, "persons", "kind=club", "560")
	w.want(c, "persons", "kind=club area=99301", "360")
	o := newOracle(w, c)
	if o.derivable("persons", func(x *cube.Cell) bool { return slices.Contains([]string{"x", "y"}, o.organisation(x)) }) {
		t.Error("what x and y have together can be computed")
	}
}

// The only organisation of a kind is the kind's total: both follow its consent.
func TestSingleOrganisation(t *testing.T) {
	w := newWorld(t, body{"a", "company", byName}, body{"b", "school", inTotals}, body{"c", "club", notListed})
	w.persons("persons", "org=a area=99301 sex=f", 30)
	w.persons("persons", "org=b area=99301 sex=f", 300)
	w.persons("persons", "org=c area=99301 sex=f", 300)
	c, reasons := w.apply(Options{})
	for _, at := range []string{"", " area=99301", " area=99", " sex=f", " area=99 sex=f"} {
		w.want(c, "persons", "kind=company"+at, "30")
		w.want(c, "persons", "kind=school"+at, "withheld")
		w.want(c, "persons", "kind=club"+at, "withheld")
	}
	w.want(c, "persons", "kind=company org=a", "30")
	w.want(c, "persons", "kind=school org=b", "withheld")
	w.want(c, "persons", "kind=club org=unlisted", "withheld")
	if n := reasons.Count(); n[Partner] != 0 {
		t.Errorf("reasons are %v: nothing is a partner here", n)
	}
}

// A named organisation's figure ranks before the sum of it and an unnamed one.
func TestNamedWinOverSums(t *testing.T) {
	w := newWorld(t, body{"a", "company", byName}, body{"b", "company", inTotals}, body{"c", "company", inTotals})
	w.persons("persons", "org=a area=99301", 60)
	w.persons("persons", "org=b area=99301", 50)
	w.persons("persons", "org=c area=99302", 40)
	c, _ := w.apply(Options{})
	safe(w, c)
	w.want(c, "persons", "kind=company org=a", "60")
	w.want(c, "persons", "kind=company", "withheld")
	w.want(c, "persons", "kind=company area=99301", "withheld")
}

// A zero of an organisation that shows no number is a number of it.
func TestZeroOfAnAggregate(t *testing.T) {
	w := newWorld(t, body{"a", "company", byName}, body{"b", "company", inTotals})
	w.persons("persons", "org=a", 60)
	w.persons("persons", "org=b", 0)
	c, _ := w.apply(Options{})
	w.want(c, "persons", "kind=company org=a", "60")
	w.want(c, "persons", "kind=company org=b", "withheld")
	w.want(c, "persons", "kind=company", "withheld")
}

func TestSurveyRules(t *testing.T) {
	const item = "resident.area_enps"
	w := newWorld(t, body{"a", "company", byName}, body{"b", "school", byName}, body{"c", "club", byName})
	w.answers(item, "org=a sex=f", 5, 8, 40)
	w.answers(item, "org=a sex=m", 0, 0, 60) // all say the same
	w.answers(item, "org=b", 1, 1, 40)       // more than n - 3 do
	w.answers(item, "org=c", 3, 3, 3)        // nine
	c, _ := w.apply(Options{})
	w.want(c, item, "kind=company", "113")
	w.want(c, item+".promoters", "kind=company", "100")
	for _, at := range []string{"kind=company sex=m", "kind=company sex=f", "kind=school", "kind=club"} {
		w.want(c, item, at, "withheld")
		w.want(c, item+".promoters", at, "withheld")
	}
}

// How many gave no answer would, with another item, give withheld respondents
// away: only that some did not is told.
func TestNonResponseIsNotCounted(t *testing.T) {
	w := newWorld(t, body{"a", "company", byName})
	w.put("resident.area_enps", "org=a", cube.Sums{Sum: 60, Rows: 60, Missing: 7}, 20, 20, 20)
	c, _ := w.apply(Options{})
	for _, rc := range cells(c) {
		if want := int64(1); !isAnswer(rc) && rc.Missing != want {
			t.Errorf("%v: missing is %d, want %d", rc.Codes, rc.Missing, want)
		}
	}
}

// Two groups that are withheld must not be given away as one: all who are left
// say the same.
func TestUnionOfAnswers(t *testing.T) {
	const item = "resident.area_enps"
	w := newWorld(t, body{"a", "company", byName})
	w.answers(item, "org=a age=20-29", 8, 0, 0)
	w.answers(item, "org=a age=30-39", 19, 1, 0)
	w.answers(item, "org=a age=40-49", 20, 20, 20)
	c, _ := w.apply(Options{Views: []dim.View{dim.ViewOf(), dim.ViewOf(dim.Age)}})
	w.want(c, item, "kind=company", "88")
	for _, age := range []string{"20-29", "30-39", "40-49"} {
		w.want(c, item, "kind=company age="+age, "withheld")
	}
}

// A view by an axis that nobody fills in is not there, for no measure; one that
// somebody fills in for one measure is there for all.
func TestPrunedViews(t *testing.T) {
	w := newWorld(t, body{"a", "company", byName}, body{"b", "school", byName})
	w.persons("persons", "org=a area=99301 sex=f", 30)
	w.persons("persons", "org=b area=99301", 30)
	w.persons("dual_any", "org=a area=99301", 15)
	w.persons("dual_any", "org=b area=99301", 15)
	c, _ := w.apply(Options{})
	w.want(c, "persons", "kind=company sex=f", "30")
	w.want(c, "dual_any", "kind=company sex=unknown", "15")
	w.want(c, "persons", "kind=school sex=unknown", "-")
	w.want(c, "persons", "kind=company age=unknown", "-")
	w.want(c, "persons", "kind=company area=99301", "30")

	w.put("wish", "org=a area=99301 sex=f", cube.Sums{Missing: 1})
	w.put("wish", "org=b area=99301", cube.Sums{Rows: 1})
	c, _ = w.apply(Options{})
	w.want(c, "wish", "kind=company", "not_reported")
	w.want(c, "wish", "kind=company org=a", "not_reported")
	w.want(c, "wish", "kind=company sex=f", "-")
	w.want(c, "wish", "kind=school area=99301", "0")
}

func TestStatuses(t *testing.T) {
	w := newWorld(t, body{"a", "company", byName}, body{"b", "company", byName})
	w.persons("persons", "org=a sex=f", 30)
	w.put("persons", "org=a sex=m", cube.Sums{Missing: 1})
	w.put("dual_any", "org=a sex=f", cube.Sums{NotApplicable: 1})
	w.put("dual_any", "org=b sex=f", cube.Sums{SourceWithheld: 1})
	w.persons("persons", "org=b sex=f", 50)
	c, reasons := w.apply(Options{})
	w.want(c, "persons", "kind=company sex=m", "not_reported")
	w.want(c, "persons", "kind=company org=a", "30")
	w.want(c, "dual_any", "kind=company org=a", "not_applicable")
	w.want(c, "dual_any", "kind=company org=b", "withheld")
	w.want(c, "dual_any", "kind=company", "withheld")
	if reasons.Count()[BySubmitter] == 0 || reasons.Count()[Partner] > 0 {
		t.Errorf("reasons are %v", reasons.Count())
	}
	codes, _ := c.Lists().Codes(w.env.Lists.IDs(w.cell("kind=company")))
	if x, ok := c.Cell("people", "persons", dim.Key{Period: dim.Period{First: quarter, N: 1}, Codes: codes}); !ok || x.Missing != 1 {
		t.Errorf("persons of companies: %+v, %v: want 1 row missing", x, ok)
	}
}
