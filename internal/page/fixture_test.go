package page

import (
	"fmt"
	"slices"
	"testing"
	"testing/fstest"

	"fukusen/internal/catalogue"
	"fukusen/internal/content"
	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/output"
	"fukusen/internal/registry"
	"fukusen/internal/release"
	"fukusen/internal/stat"
	"fukusen/themes"
)

// secret stands in every number of an observation that is not published. No
// page may show it, in any form.
const secret = 424242

// pages of content/ that use what there is to use.
var pagesOfContent = fstest.MapFS{
	"content/about.md": {Data: []byte(`---
title: このサイトについて
description: 読み方
weight: 1
---
## 広がり

企業の最新の値は {{< value "a1b" kind="company" >}} です。女性では {{< value "a1b" kind="company" sex="f" period="2026fq1" >}}、
その他では {{< value "a1b" kind="company" sex="x" >}} です。

{{< chart "a1b" kind="company" >}}

{{< chart "a1b" kind="company" by="age" >}}

[方法](method.html) と [英語](about.en.md) も見てください。
`)},
	"content/about.en.md": {Data: []byte(`---
title: About
weight: 1
---
The newest value is {{< value "w2" >}}.
`)},
}

// A fixture builds the observations of a site by hand.
type fixture struct {
	lists *dim.Lists
	cat   catalogue.Catalogue
	all   []kpi.Observation
}

func names(pairs ...string) []dim.Entry {
	var all []dim.Entry
	for i := 0; i < len(pairs); i += 3 {
		all = append(all, dim.Entry{ID: pairs[i], JA: pairs[i+1], EN: pairs[i+2], Rank: i})
	}
	return all
}

func newLists(t testing.TB, areas int) *dim.Lists {
	t.Helper()
	places := []dim.Entry{{ID: "99", JA: "みなと県", EN: "Minato", Level: "prefecture"}, {ID: dim.Unknown, Rank: 99999}}
	for i := range areas {
		places = append(places, dim.Entry{ID: fmt.Sprintf("99%03d", 201+i), Parent: "99", JA: fmt.Sprintf("第%d市", i+1), EN: fmt.Sprintf("City %d", i+1), Rank: i, Row: 1 + i/4, Col: 1 + i%4})
	}
	var categories []dim.Entry
	con := contract.New(nil)
	for _, p := range con.Populations {
		categories = append(categories, dim.Entry{ID: p.ID, JA: p.Name.JA, EN: p.Name.EN})
		for _, it := range con.Items {
			for _, a := range it.Answers {
				categories = append(categories, dim.Entry{ID: contract.CategoryOf(p.ID, it.ID, a.Code), JA: a.Name.JA, EN: a.Name.EN})
			}
		}
	}
	l, err := dim.NewLists(map[dim.Axis][]dim.Entry{
		dim.Kind:         names("company", "企業", "Companies", "school", "学校", "Schools", "municipality", "自治体", "Municipalities"),
		dim.Area:         places,
		dim.Sex:          names("f", "女性", "Women", "m", "男性", "Men", "x", "その他", "Other", dim.Unknown, "不詳", "Unknown"),
		dim.Age:          names("20-29", "20~29歳", "20 to 29", "30-39", "30~39歳", "30 to 39", "40-49", "40~49歳", "40 to 49", "50-", "50歳以上", "50 and over", dim.Unknown, "", ""),
		dim.Organisation: names("acme", "みなと製作所<株>", "Minato Works & Co.", "gakuen", "潮風学園", "Shiokaze School", "99201", "第1市役所", "City 1 Office", "hidden", "合算工業", "Summed Industries"),
		dim.Category:     categories,
	})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// shownKPIs are those of the catalogue that the fixture has numbers of, one of
// each form at least.
var shownKPIs = []string{
	"a1b", "a1n", "o1", "o2", "w1", "w2", "w3", "access-informed", "access-applied", "access-matched", "access-continued", "e25",
}

func newFixture(t testing.TB, areas int) *fixture {
	t.Helper()
	core, err := catalogue.Core()
	if err != nil {
		t.Fatal(err)
	}
	core = slices.DeleteFunc(core, func(e catalogue.Entry) bool { return !slices.Contains(shownKPIs, e.ID) })
	core[1].Standard = []string{"<就業構造基本調査>"}
	cat, finds := catalogue.Catalogue(nil).With(append(core, catalogue.Entry{
		ID: "w9", Label: "W9", Pillar: "wellbeing", Form: catalogue.Distribution, Item: "life_satisfaction", Population: "resident",
		Name: contract.Name{JA: "生活満足度の分布", EN: "Life satisfaction, distribution"}, Definition: contract.Name{JA: "分布。", EN: "Distribution."}, Direction: "up",
	}), contract.New(nil), func(int, string) diag.Pos { return diag.Pos{} })
	if len(finds) > 0 {
		t.Fatal(finds)
	}
	f := &fixture{lists: newLists(t, areas), cat: cat}
	for i := range cat {
		for n := range 9 {
			f.quarter(&f.cat[i], dim.FiscalQuarter(2024, 1)+dim.Quarter(n), n)
		}
	}
	return f
}

func (f *fixture) code(a dim.Axis, id string) dim.Code {
	c, ok := f.lists.Code(a, id)
	if !ok {
		panic(id)
	}
	return c
}

// quarter adds the observations of all groups. Which are published follows
// from their place only, so that every status occurs.
func (f *fixture) quarter(e *catalogue.Entry, q dim.Quarter, n int) {
	kinds := []string{"company", "school"}
	if e.Survey() {
		kinds = []string{"municipality"}
	}
	if e.ID == "access-continued" {
		return // a KPI without any observation
	}
	for _, k := range kinds {
		base := dim.Codes{}.With(dim.Kind, f.code(dim.Kind, k))
		if e.Form == catalogue.Distribution {
			f.shares(e, q, base, n)
			continue
		}
		if e.Survey() {
			base = base.With(dim.Category, f.code(dim.Category, e.Population))
		}
		f.group(e, q, base, 5+n, n == 2)
		for _, axis := range []dim.Axis{dim.Sex, dim.Age, dim.Area} {
			for i, c := range f.lists.All(axis) {
				f.group(e, q, base.With(axis, c), 5+n+i, f.lists.ID(axis, c) == "x" || (i+n)%7 == 6)
			}
		}
		for _, o := range map[string][]string{"company": {"acme"}, "school": {"gakuen"}, "municipality": {"99201"}}[k] {
			f.group(e, q, base.With(dim.Organisation, f.code(dim.Organisation, o)), 4+n, false)
		}
	}
}

func (f *fixture) group(e *catalogue.Entry, q dim.Quarter, codes dim.Codes, x int, withheld bool) {
	o := f.observation(e, q, codes, kpi.Value, "")
	num, den := int64(x), int64(80+3*x)
	switch {
	case withheld:
		f.all = append(f.all, hide(o, release.Withheld))
		return
	case x%17 == 16:
		f.all = append(f.all, hide(o, release.NotReported))
		return
	case x%13 == 12:
		f.all = append(f.all, hide(o, release.NotComputable))
		return
	}
	o.Reporters, o.Expected = 7, 9
	switch e.Form {
	case catalogue.Score:
		o.Answers = []kpi.Answer{{Code: "detractors", Respondents: 40}, {Code: "passives", Respondents: den - 40 - num}, {Code: "promoters", Respondents: num}}
		o.Respondents, o.Value = den, 100*float64(num-40)/float64(den)
		o.Interval = stat.Interval{Lower: o.Value - 12.25, Upper: o.Value + 12.25}
	case catalogue.Mean:
		o.Respondents, o.Value = den, 5+float64(x%10)/8
		o.Interval = stat.Interval{Lower: o.Value - 0.5, Upper: o.Value + 0.5}
	default:
		o.Numerator, o.Denominator, o.Value = num, den, float64(num)/float64(den)
		o.Interval = stat.Interval{Lower: o.Value * 0.6, Upper: o.Value * 1.5}
	}
	o.HasInterval = true
	o.Draft = q == dim.FiscalQuarter(2026, 1)
	f.all = append(f.all, o)
	f.compare(o)
}

// compare adds a change and, for access, ratio and gap.
func (f *fixture) compare(o kpi.Observation) {
	if o.Key.Period.First >= dim.FiscalQuarter(2025, 1) {
		c := f.observation(o.Entry, o.Key.Period.First, o.Key.Codes, kpi.Change, kpi.YoY)
		c.Value, c.Clear, c.HasInterval = o.Value/20, o.Key.Codes[dim.Kind] == f.code(dim.Kind, "company"), true
		c.Interval = stat.Interval{Lower: -1, Upper: 1}
		f.all = append(f.all, c)
	}
	if sex := o.Key.Codes[dim.Sex]; o.Entry.Access && sex != dim.Total && sex != f.code(dim.Sex, "m") {
		for _, s := range []string{kpi.Ratio, kpi.Gap} {
			r := f.observation(o.Entry, o.Key.Period.First, o.Key.Codes, s, "m")
			r.Value, r.Interval, r.HasInterval, r.Verdict = 0.5, stat.Interval{Lower: 0.4, Upper: 0.7}, true, stat.Below
			f.all = append(f.all, r)
		}
	}
}

func (f *fixture) shares(e *catalogue.Entry, q dim.Quarter, base dim.Codes, n int) {
	items := contract.New(nil).Items
	item := items[slices.IndexFunc(items, func(it contract.Item) bool { return it.ID == e.Item })]
	for i, a := range item.Answers {
		o := f.observation(e, q, base.With(dim.Category, f.code(dim.Category, contract.CategoryOf(e.Population, e.Item, a.Code))), kpi.Value, "")
		if n == 3 {
			f.all = append(f.all, hide(o, release.Withheld))
			continue
		}
		o.Numerator, o.Denominator, o.Respondents = int64(20+10*i), 90, 90
		o.Value = float64(o.Numerator) / 90
		f.all = append(f.all, o)
	}
}

func (f *fixture) observation(e *catalogue.Entry, q dim.Quarter, codes dim.Codes, statistic, reference string) kpi.Observation {
	return kpi.Observation{
		Entry: e, Key: dim.Key{Period: dim.Period{First: q, N: 1}, Codes: codes},
		Statistic: statistic, Reference: reference, Status: release.Published,
	}
}

// hide fills everything that must not be shown with the secret.
func hide(o kpi.Observation, st release.Status) kpi.Observation {
	o.Status, o.HasInterval = st, true
	o.Value, o.Interval = secret, stat.Interval{Lower: secret, Upper: secret}
	o.Numerator, o.Denominator, o.Respondents = secret, secret, secret
	o.Answers = []kpi.Answer{{Code: "promoters", Respondents: secret}, {Code: "passives"}, {Code: "detractors"}}
	return o
}

func newSite(t testing.TB, areas int) Site {
	t.Helper()
	return newFixture(t, areas).site(t)
}

func (f *fixture) site(t testing.TB) Site {
	t.Helper()
	docs, finds, err := content.Load(pagesOfContent, "content", []diag.Lang{diag.JA, diag.EN})
	if err != nil || len(finds) > 0 {
		t.Fatal(finds, err)
	}
	rules := release.Rules{K: 10, KSensitive: 30, AnswerMargin: 3, MinAggregated: 3, Zeros: "public"}
	var files []*release.File
	for q := dim.FiscalQuarter(2024, 1); q <= dim.FiscalQuarter(2026, 1); q++ {
		id := q.ID(dim.Fiscal)
		file := &release.File{ID: id + "-r1", Quarter: id, Rules: rules, SHA256: "a", Receipts: receipts(q)}
		file.Cells = []release.Cell{{Table: "people", Status: release.Withheld, Value: secret}, {Table: "people", Status: release.Published, Value: 20}}
		files = append(files, file)
	}
	files[len(files)-1].SHA256 = ""
	return Site{
		Title: contract.Name{JA: "みなと複線ダッシュボード", EN: "Minato dual-career dashboard"}, Publisher: contract.Name{JA: "みなと県ほか8団体", EN: "Minato and 8 others"},
		Langs: []diag.Lang{diag.JA, diag.EN}, BaseURL: "https://example.org/minato/", Fictional: true,
		Notes:     []contract.Name{{JA: "企業の値には役員を含みません。", EN: "Companies do not count board members."}},
		KPIs:      kpi.NewSet(f.lists, dim.Fiscal, []dim.Quarter{dim.FiscalQuarter(2024, 1), dim.FiscalQuarter(2026, 1)}, f.all),
		Catalogue: f.cat, Items: contract.New(nil).Items, Lists: f.lists, Files: files,
		Registry: registry.Public{
			Organisations: []registry.PublicOrganisation{
				{ID: "99201", Kind: "municipality", Name: "第1市役所", NameEN: "City 1 Office", Area: "99201", Disclosure: "named"},
				{ID: "acme", Kind: "company", Name: "みなと製作所<株>", NameEN: "Minato Works & Co.", Area: "99201", Disclosure: "named", URL: "https://example.org/"},
				{ID: "gakuen", Kind: "school", Name: "潮風学園", NameEN: "Shiokaze School", Disclosure: "named"},
				{ID: "new", Kind: "company", Name: "新しい会社", NameEN: "New Company", Disclosure: "named"},
				{ID: "hidden", Kind: "company", Name: "合算工業", NameEN: "Summed Industries", Disclosure: "aggregate"},
			},
			Unlisted: []registry.KindCount{{Kind: "company", N: 2}},
			Targets:  []registry.Target{{KPI: "a1b", Kind: "company", Value: 12.5, Unit: "%", Due: "2027fq4"}},
		},
		Docs: docs, Theme: bundled{themes.Default},
	}
}

func receipts(q dim.Quarter) []release.Receipt {
	all := []release.Receipt{
		{Organisation: "acme", Kind: "company", Table: "people", Reported: true, Revision: 2},
		{Organisation: "hidden", Kind: "company", Table: "people", Reported: q%2 == 0},
		{Kind: "company", Table: "people", Reported: true},
		{Kind: "company", Table: "people"},
		{Organisation: "99201", Kind: "municipality", Table: "survey", Reported: true},
	}
	if q%2 == 1 { // twice a year
		all = append(all, release.Receipt{Organisation: "gakuen", Kind: "school", Table: "people", Reported: true})
	}
	return all
}

// write makes all pages and returns them by path.
func write(t testing.TB, s Site) (map[string]string, diag.List) {
	t.Helper()
	var tree output.Tree
	finds, err := Write(&tree, s)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, p := range tree.Paths() {
		b, err := tree.Read(p)
		if err != nil {
			t.Fatal(err)
		}
		all[p] = string(b)
	}
	return all, finds
}
