package tell

import (
	"html"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/i18n"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
	"fukusen/internal/stat"
)

// forbidden is what no sentence may hold, and why.
var forbidden = []struct {
	pattern *regexp.Regexp
	why     string
}{
	{regexp.MustCompile(`±`), "a sign that is not spoken"},
	{regexp.MustCompile(`\[|\]`), "an interval in brackets"},
	{regexp.MustCompile(`(?i)\d{4}[fc]q\d`), "the identifier of a quarter"},
	{regexp.MustCompile(`変化なし`), "that nothing has changed"},
	{regexp.MustCompile(`(^|[^0-9])%`), "a per cent of nothing"},
	{regexp.MustCompile(`%%|。。|、、|\.\.|,,|  | [.,;:]|、。|は、は`), "a doubled or lost mark"},
	{regexp.MustCompile(`[{}]`), "a place that was not filled"},
	{regexp.MustCompile(`NaN|Inf|<nil>|%!`), "a number that is none"},
	{regexp.MustCompile(`people people|persons persons|points points|times times`), "a word twice"},
	{regexp.MustCompile(`(^|[^\d.,])1 (people|persons|days|hours|items|credits|schools|companies|points|organisations|quarters)\b`), "one in the plural"},
	{regexp.MustCompile(`-\d+(\.\d+)?(%|点|人|円| points?| people)`), "a hyphen as a minus sign"},
}

var digit = regexp.MustCompile(`[0-9]`)

// drawn makes an observation of any entry, statistic and status.
func (w world) drawn(r *rand.Rand) kpi.Observation {
	e := &w.cat[r.IntN(len(w.cat))]
	references := map[string][]string{
		kpi.Value: {""}, kpi.Change: {kpi.YoY}, kpi.Ratio: {"m", kpi.Overall, "30-44"}, kpi.Gap: {"m", kpi.Overall}, kpi.Standardised: {"", "m"},
		kpi.Attainment: {"2027fq4"}, kpi.Projection: {"2028cq1"},
		kpi.Index: {"sex.theil", "age.sii", "age.rii", "area.hoover", "sport.min-max", "sex.to-overall", "age.cv"},
	}
	statistics := []string{kpi.Value, kpi.Value, kpi.Change, kpi.Ratio, kpi.Gap, kpi.Standardised, kpi.Attainment, kpi.Projection, kpi.Index}
	statistic := statistics[r.IntN(len(statistics))]
	reference := references[statistic][r.IntN(len(references[statistic]))]
	o := w.observation(e.ID, statistic, reference)
	for _, a := range []dim.Axis{dim.Kind, dim.Area, dim.Sex, dim.Age, dim.Organisation} {
		if all := w.lists.All(a); r.IntN(3) == 0 {
			o.Key.Codes[a] = all[r.IntN(len(all))]
		}
	}
	if r.IntN(9) == 0 {
		o.Key.Codes[dim.Kind] = dim.Total
	}
	if e.Form == catalogue.Distribution {
		i := slices.IndexFunc(w.items, func(it contract.Item) bool { return it.ID == e.Item })
		answers := w.items[i].Answers
		o.Key.Codes[dim.Category], _ = w.lists.Code(dim.Category, contract.CategoryOf(e.Population, e.Item, answers[r.IntN(len(answers))].Code))
	}
	return w.fill(r, o)
}

// fill draws the numbers of an observation, such as they can be.
func (w world) fill(r *rand.Rand, o kpi.Observation) kpi.Observation {
	scale := []float64{1e-6, 0.01, 1, 40, 1e6}[r.IntN(5)]
	o.Value = scale * (r.Float64()*2 - 1)
	if o.Entry.Proportion() && o.Statistic == kpi.Value || o.Statistic == kpi.Ratio || o.Statistic == kpi.Standardised {
		n := 1 + r.Int64N(3000)
		o.Numerator, o.Denominator = r.Int64N(n+1), n
		o.Value = float64(o.Numerator) / float64(n)
	}
	if o.Entry.Survey() {
		o.Respondents = 1 + r.Int64N(500)
		if r.IntN(3) == 0 {
			o.Frame = kpi.Frame{Sampled: o.Respondents * 3, Rate: 1. / 3, Bounds: stat.Interval{Lower: 0.1, Upper: 0.7}, Bounded: r.IntN(2) == 0}
		}
	}
	o.HasInterval, o.Clear, o.Weighted, o.Missing = r.IntN(3) > 0, r.IntN(2) == 0, r.IntN(5) == 0, r.IntN(5) == 0
	o.Interval = stat.Interval{Lower: o.Value - r.Float64()/9, Upper: o.Value + r.Float64()/9}
	if o.Entry.Proportion() && o.Statistic != kpi.Change && o.Statistic != kpi.Gap {
		o.Interval = stat.Interval{Lower: max(0, o.Interval.Lower), Upper: min(1, max(0, o.Interval.Upper))}
	}
	o.Panel = []kpi.Panel{kpi.Same, kpi.Common, kpi.Differs}[r.IntN(3)]
	o.Verdict = []stat.Verdict{stat.Below, stat.Within, stat.Above, stat.Undecided, ""}[r.IntN(5)]
	o.Expected = r.IntN(4)
	o.Reporters = r.IntN(o.Expected + 1)
	if r.IntN(3) == 0 {
		statuses := []release.Status{release.Withheld, release.NotReported, release.NotApplicable, release.NotComputable}
		o.Outlook = []stat.Outlook{"", stat.TooFew, stat.Broken, stat.NoTrend, stat.TooFar}[r.IntN(5)]
		return without(o, statuses[r.IntN(4)])
	}
	return o
}

// TestLaws draws observations of every form and statistic and wants of every
// sentence what all must be.
func TestLaws(t *testing.T) {
	w := newWorld(t)
	r := rand.New(rand.NewPCG(4, 6))
	tellers := registers()
	for range 4000 {
		o := w.drawn(r)
		set := w.set(o)
		for _, words := range tellers {
			tl := w.teller(words)
			text := tl.Say(set, &o)
			for _, why := range tl.broken(&o, text) {
				t.Fatalf("%s %s %s: %s\n%s", o.Entry.ID, o.Statistic, o.Status, why, text)
			}
		}
	}
}

// broken lists what is wrong with a sentence.
func (t *Teller) broken(o *kpi.Observation, text string) (why []string) {
	for _, f := range forbidden {
		if found := f.pattern.FindString(text); found != "" {
			why = append(why, f.why+": "+found)
		}
	}
	english := t.Words.Lang == diag.EN
	if end := map[bool]string{true: ".", false: "。"}[english]; !strings.HasSuffix(text, end) {
		why = append(why, "it does not end with a full stop")
	}
	if !english && strings.Contains(text, " ") {
		why = append(why, "a blank in Japanese")
	}
	if !strings.Contains(text, t.KPI(o.Entry)) {
		why = append(why, "it does not name the KPI")
	}
	acme, _ := t.Lists.Code(dim.Organisation, "acme") // whose name says of which kind it is
	for a, c := range t.people(o) {
		if dim.Axis(a) == dim.Kind && o.Key.Codes[dim.Organisation] == acme {
			continue
		}
		if c != dim.Total && !strings.Contains(text, t.Code(dim.Axis(a), c)) {
			why = append(why, "it does not name the group")
		}
	}
	if !strings.Contains(text, t.Period(o)) {
		why = append(why, "it does not name the quarter")
	}
	if o.Status != release.Published && digit.MatchString(t.public(o, text)) {
		why = append(why, "a number that is not published: "+t.public(o, text))
	}
	return why
}

// public takes away what may be said of an observation whatever its status.
func (t *Teller) public(o *kpi.Observation, text string) string {
	names := []string{t.Period(o), t.KPI(o.Entry), t.Group(o), t.reference(o), t.then(o)}
	if o.Statistic == kpi.Attainment || o.Statistic == kpi.Projection {
		names = append(names, t.due(o))
	}
	if o.Statistic == kpi.Index {
		_, id := ofIndex(o)
		names = append(names, t.Words.T("index.name."+id))
	}
	names = append(names, t.coverage(o))
	if o.Entry.Form == catalogue.Distribution {
		names = append(names, t.Code(dim.Category, o.Key.Codes[dim.Category]))
	}
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) })
	for _, n := range names {
		if n != "" {
			text = strings.ReplaceAll(text, n, "")
		}
	}
	return text
}

// TestLeaksAreSeen shows that the laws notice a number that slipped in.
func TestLeaksAreSeen(t *testing.T) {
	w := newWorld(t)
	tl := w.teller(i18n.New(diag.EN))
	o := without(w.rate("a1b", 49, 400, "sex", "f"), release.Withheld)
	text := tl.Say(nil, &o)
	if why := tl.broken(&o, text); len(why) > 0 {
		t.Error(why)
	}
	for _, bad := range []string{
		text[:len(text)-1] + " 424242.", text + ".", strings.Replace(text, "Women", "Men", 1), text + " 1 people.", text[:len(text)-1],
	} {
		if len(tl.broken(&o, bad)) == 0 {
			t.Errorf("nothing is wrong with %q", bad)
		}
	}
}

var inData = regexp.MustCompile(`<data v="([^"]*)" f="([^"]*)">([^<]*)</data>`)

// marked writes HTML as pages do.
func (w world) marked(words *i18n.Words, seen func(o *kpi.Observation, field, exact string)) *Teller {
	tl := w.teller(words)
	tl.Escape = html.EscapeString
	tl.Mark = func(o *kpi.Observation, field, exact, text string) string {
		seen(o, field, exact)
		return `<data v="` + exact + `" f="` + field + `">` + html.EscapeString(text) + `</data>`
	}
	return tl
}

// TestMarks wants the same words with marks as without, and of every mark the
// number that the observation has in that field.
func TestMarks(t *testing.T) {
	w := newWorld(t)
	marks := 0
	for _, e := range w.examples() {
		set := w.set(append([]kpi.Observation{e.o}, e.beside...)...)
		for _, words := range registers() {
			tl := w.marked(words, func(o *kpi.Observation, field, exact string) {
				marks++
				if want := column(o, field); exact != want || o.Status != release.Published && field != Reporters && field != Expected {
					t.Errorf("%s: %q is %s, want %s (%s)", e.name, field, exact, want, o.Status)
				}
			})
			text := html.UnescapeString(inData.ReplaceAllString(tl.Say(set, &e.o), "$3"))
			if want := w.teller(words).Say(set, &e.o); text != want {
				t.Errorf("%s: with marks %s\nwithout %s", e.name, text, want)
			}
		}
	}
	if marks < 500 {
		t.Errorf("only %d marks", marks)
	}
}

// column is a number of an observation as the open data have it.
func column(o *kpi.Observation, field string) string {
	whole := map[string]int64{
		Numerator: o.Numerator, Denominator: o.Denominator, Respondents: o.Respondents,
		Reporters: int64(o.Reporters), Expected: int64(o.Expected),
	}
	if n, ok := whole[field]; ok {
		return strconv.FormatInt(n, 10)
	}
	v := map[string]float64{Value: o.Value, Lower: o.Interval.Lower, Upper: o.Interval.Upper}[field]
	short, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 9, 64), 64)
	return strconv.FormatFloat(short, 'f', -1, 64)
}

// FuzzNames gives names that hold what templates and HTML treat apart.
func FuzzNames(f *testing.F) {
	f.Add("{value}", "{rest}")
	f.Add(`<script>alert("1")</script>`, "a & b")
	f.Add("{", "}")
	w := newWorld(f)
	f.Fuzz(func(t *testing.T, name, group string) {
		w := w
		o := w.rate("a1b", 49, 400)
		e := *o.Entry
		e.Name = contract.Name{JA: name, EN: name}
		o.Entry = &e
		lists, err := dim.NewLists(map[dim.Axis][]dim.Entry{dim.Kind: {{ID: "company", JA: group, EN: group}}, dim.Category: {}})
		if err != nil {
			t.Fatal(err)
		}
		w.lists = lists
		for _, words := range registers() {
			tl := w.marked(words, func(*kpi.Observation, string, string) {})
			text := tl.Say(nil, &o)
			if name != "" && !strings.Contains(text, html.EscapeString(name)) || !strings.Contains(text, html.EscapeString(group)) {
				t.Errorf("the names %q and %q are not in %s", name, group, text)
			}
			if strings.Contains(inData.ReplaceAllString(text, ""), "<") {
				t.Errorf("a tag that is none of ours: %s", text)
			}
		}
	})
}

func BenchmarkSay(b *testing.B) {
	w := newWorld(b)
	o := w.rate("a1b", 49, 400, "sex", "f")
	tl := w.teller(i18n.New(diag.JA))
	b.ReportAllocs()
	for b.Loop() {
		tl.Say(nil, &o)
	}
}
