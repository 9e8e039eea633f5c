package tell

import (
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

// A world is what observations of the tests are about.
type world struct {
	lists *dim.Lists
	cat   catalogue.Catalogue
	items []contract.Item
}

func names(triples ...string) []dim.Entry {
	var all []dim.Entry
	for i := 0; i < len(triples); i += 3 {
		all = append(all, dim.Entry{ID: triples[i], JA: triples[i+1], EN: triples[i+2], Rank: i})
	}
	return all
}

func newWorld(t testing.TB) world {
	t.Helper()
	con := contract.New(nil)
	core, err := catalogue.Core()
	if err != nil {
		t.Fatal(err)
	}
	for i := range core {
		core[i].Sampled = core[i].Survey()
		core[i].Against = map[string]string{"sex": "m", "age": "30-44", "area": kpi.Overall}
	}
	lists, err := dim.NewLists(map[dim.Axis][]dim.Entry{
		dim.Kind:         names("company", "企業", "Companies", "municipality", "自治体", "Municipalities"),
		dim.Area:         names("99", "みなと県", "Minato", "99201", "青葉市", "Aoba City"),
		dim.Sex:          names("f", "女性", "Women", "m", "男性", "Men", dim.Unknown, "", ""),
		dim.Age:          names("15-29", "15~29歳", "15 to 29", "30-44", "30~44歳", "30 to 44", dim.Unknown, "", ""),
		dim.Organisation: names("acme", "青葉製作所", "Aoba Works", "aoba", "青葉市", "Aoba City"),
		dim.Category:     con.Categories(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return world{lists, core, con.Items}
}

func (w world) entry(id string) *catalogue.Entry {
	e, ok := w.cat.Entry(id)
	if !ok {
		panic("no KPI " + id)
	}
	return e
}

// at gives the codes of a group: pairs of an axis and a code.
func (w world) at(pairs ...string) dim.Codes {
	var codes dim.Codes
	for i := 0; i < len(pairs); i += 2 {
		axis, ok := dim.ParseAxis(pairs[i])
		if !ok {
			panic(pairs[i])
		}
		if codes[axis], ok = w.lists.Code(axis, pairs[i+1]); !ok {
			panic(pairs[i+1])
		}
	}
	return codes
}

var spring = dim.FiscalQuarter(2026, 1)

// observation is a published one of companies in spring, of which seven of nine
// reported.
func (w world) observation(id, statistic, reference string, pairs ...string) kpi.Observation {
	e := w.entry(id)
	codes := w.at(append([]string{"kind", "company"}, pairs...)...)
	if e.Survey() && codes[dim.Category] == dim.Total {
		codes[dim.Category], _ = w.lists.Code(dim.Category, e.Population)
	}
	n := e.Window.Quarters()
	return kpi.Observation{
		Entry: e, Statistic: statistic, Reference: reference, Status: release.Published, Reporters: 7, Expected: 9,
		Key: dim.Key{Period: dim.Period{First: spring - dim.Quarter(n) + 1, N: n}, Codes: codes},
	}
}

// rate is a value of x in n with an interval.
func (w world) rate(id string, x, n int64, pairs ...string) kpi.Observation {
	o := w.observation(id, kpi.Value, "", pairs...)
	o.Numerator, o.Denominator, o.Value = x, n, float64(x)/float64(n)
	if o.Entry.Survey() {
		o.Respondents = n
	}
	o.Interval, o.HasInterval = stat.Wilson(x, n), true
	return o
}

// number is a value, or what is made of two, without what it was made of.
func (w world) number(id, statistic, reference string, v float64, pairs ...string) kpi.Observation {
	o := w.observation(id, statistic, reference, pairs...)
	o.Value = v
	return o
}

func between(o kpi.Observation, lower, upper float64) kpi.Observation {
	o.Interval, o.HasInterval = stat.Interval{Lower: lower, Upper: upper}, true
	return o
}

// without hides everything: each number is one that no sentence may hold.
func without(o kpi.Observation, status release.Status) kpi.Observation {
	o.Status, o.HasInterval, o.Clear, o.Weighted, o.Missing = status, true, true, true, true
	o.Value, o.Interval = secret, stat.Interval{Lower: secret, Upper: secret}
	o.Numerator, o.Denominator, o.Respondents = secret, secret, secret
	o.Frame = kpi.Frame{Sampled: secret, Rate: secret, Bounded: true}
	o.Verdict, o.Panel = stat.Below, kpi.Common
	return o
}

const secret = 424242

// registers are the words in which everything is told.
func registers() []*i18n.Words { return allRegisters }

var allRegisters = []*i18n.Words{i18n.New(diag.JA), i18n.Easy(), i18n.New(diag.EN)}

func (w world) teller(words *i18n.Words) *Teller {
	return &Teller{Words: words, Lists: w.lists, Catalogue: w.cat, Items: w.items}
}

func (w world) set(all ...kpi.Observation) *kpi.Set {
	return kpi.NewSet(w.lists, dim.Fiscal, []dim.Quarter{spring - 8, spring}, all)
}
