package catalogue

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/goccy/go-yaml"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
)

var readCore = sync.OnceValues(Core)

// withOwn adds the entries of a text to our catalogue; places are fields.
func withOwn(t *testing.T, text string) (Catalogue, diag.List) {
	t.Helper()
	var own []Entry
	if err := yaml.UnmarshalWithOptions([]byte(text), &own, yaml.Strict()); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	core, err := readCore()
	if err != nil {
		t.Fatal(err)
	}
	item := contract.Item{ID: "sat", Answers: []contract.Answer{{Code: "good"}, {Code: "bad"}}}
	return core.With(own, contract.New([]contract.Item{item}), func(i int, field string) diag.Pos {
		return diag.Pos{File: fmt.Sprintf("kpis[%d].%s", i, field)}
	})
}

// own writes an entry: v1 of wellbeing, with the fields given.
func own(fields string) string {
	return "- {id: v1, pillar: wellbeing, direction: up, " + fields + "}\n"
}

const rate = "form: rate, numerator: people.dual_any, denominator: people.persons"

// What a site may write.
func TestGoodEntries(t *testing.T) {
	for _, fields := range []string{
		rate,
		rate + ", window: year, interval: none, access: true, standardise: true, least: 30, views: [total, sex, sex*age]",
		rate + ", threshold: 0.02, references: [{value: 1, name: x, source: y}], breaks: [{from: 2026FQ1, note: x}]",
		"form: rate, numerator: [people.dual_paid, people.wish], denominator: [people.persons]",
		"form: rate, numerator: people.dual_any, denominator: population.residents",
		"form: rate, numerator: 'practice.value[insured]', denominator: 'practice.of[insured]'",
		"form: rate, numerator: 'survey_frame.responded[resident]', denominator: 'survey_frame.sampled[resident]'",
		"form: ratio, numerator: hiring.external_cost, denominator: hiring.hires, unit: 円/人, per: 1, interval: none",
		"form: ratio, numerator: jobs.started, denominator: population.residents, unit: 人/千人, per: 1000, interval: poisson, window: year",
		"form: count, numerator: [jobs.started, -jobs.ended]",
		"form: count, numerator: jobs.hours, fte: true",
		"form: count, numerator: 'contribution.events[community.coaching]', unit: 回, interval: poisson",
		"form: share, item: sat, population: visitor, answers: [good]",
		"form: share, item: sleep_enough, population: resident, answers: ['yes'], access: true, standardise: true, least: 30",
		"form: enps, item: enps, population: employee",
		"form: mean, item: affiliations, population: member",
		"form: distribution, item: motive, population: student",
		"form: difference, of: [a1b, a1n]",
		"form: quotient, of: [o1, o1e]",
		"form: difference, of: [w1, w2]",
		"form: rate, numerator: 'readiness.done[rubric]', denominator: 'readiness.organisations[rubric]', interval: none",
		"kinds: [company, school], " + rate,
	} {
		all, finds := withOwn(t, own(fields))
		for _, f := range finds {
			t.Errorf("%s: %v", fields, f)
		}
		if _, ok := all.Entry("v1"); !ok {
			t.Errorf("%s: the entry is not there", fields)
		}
	}
}

// Each finding, where it is and what it says in both languages.
func TestFindings(t *testing.T) {
	tests := []struct{ text, at, ja, en string }{
		{"- {id: V 1, form: count}\n", "kpis[0].id", `KPI の id "V 1" は使えません`, `"V 1" cannot be the id of a KPI`},
		{"- {id: v_1, form: count}\n", "kpis[0].id", `KPI の id "v_1" は使えません`, `"v_1" cannot be the id of a KPI`},
		{own(rate) + own(rate), "kpis[1].id", `KPI の id "v1" は使えません`, `"v1" cannot be the id of a KPI`},

		{"- {id: v1, pillar: joy, direction: up, " + rate + "}\n", "kpis[0].pillar", `KPI v1 の pillar に "joy" とは書けません`, `KPI v1: pillar cannot be "joy"`},
		{own("form: median"), "kpis[0].form", `KPI v1 の form に "median" とは書けません`, `KPI v1: form cannot be "median"`},
		{"- {id: v1, pillar: wellbeing, direction: left, " + rate + "}\n", "kpis[0].direction", `KPI v1 の direction に "left" とは書けません`, `KPI v1: direction cannot be "left"`},
		{own(rate + ", window: month"), "kpis[0].window", `KPI v1 の window に "month" とは書けません`, `KPI v1: window cannot be "month"`},
		{own(rate + ", interval: poisson"), "kpis[0].interval", `KPI v1 の interval に "poisson" とは書けません`, `KPI v1: interval cannot be "poisson"`},
		{own("form: count, numerator: jobs.started, interval: wilson"), "kpis[0].interval", `KPI v1 の interval に "wilson" とは書けません`, `KPI v1: interval cannot be "wilson"`},
		{own(rate + ", kinds: [shop]"), "kpis[0].kinds", `KPI v1 の kinds に "shop" とは書けません`, `KPI v1: kinds cannot be "shop"`},
		{own(rate + ", views: [sex*shoe]"), "kpis[0].views", `KPI v1 の views に "sex*shoe" とは書けません`, `KPI v1: views cannot be "sex*shoe"`},
		{own(rate + ", views: [area*origin]"), "kpis[0].views", `KPI v1 の views に "area*origin" とは書けません`, `KPI v1: views cannot be "area*origin"`},
		{own(rate + ", breaks: [{from: 2026Q1}]"), "kpis[0].breaks", `KPI v1 の breaks に "2026Q1" とは書けません`, `KPI v1: breaks cannot be "2026Q1"`},
		{own(rate + ", mapping: {guideline: turnover}"), "kpis[0].mapping.guideline", `KPI v1 の mapping.guideline に "turnover" とは書けません`, `KPI v1: mapping.guideline cannot be "turnover"`},
		{own(rate + ", mapping: {iso: retention}"), "kpis[0].mapping.iso", `KPI v1 の mapping.iso に "retention" とは書けません`, `KPI v1: mapping.iso cannot be "retention"`},
		{own(rate + ", least: -1"), "kpis[0].least", `KPI v1 の least に "-1" とは書けません`, `KPI v1: least cannot be "-1"`},
		{own(rate + ", threshold: 1.5"), "kpis[0].threshold", `KPI v1 の threshold に "1.5" とは書けません`, `KPI v1: threshold cannot be "1.5"`},
		{own(rate + ", references: [{value: 4.8}]"), "kpis[0].references", `KPI v1 の references に "4.8" とは書けません`, `KPI v1: references cannot be "4.8"`},
		{"- {id: v1, pillar: wellbeing, direction: target, goal: 80, " + rate + "}\n", "kpis[0].goal", `KPI v1 の goal に "80" とは書けません`, `KPI v1: goal cannot be "80"`},
		{own("form: ratio, numerator: jobs.hours, denominator: jobs.started, unit: 時間/人, per: -5"), "kpis[0].per", `KPI v1 の per に "-5" とは書けません`, `KPI v1: per cannot be "-5"`},
		{own("form: enps, item: rested, population: resident"), "kpis[0].item", `KPI v1 の item に "rested" とは書けません`, `KPI v1: item cannot be "rested"`},
		{own("form: mean, item: sat, population: resident"), "kpis[0].item", `KPI v1 の item に "sat" とは書けません`, `KPI v1: item cannot be "sat"`},
		{own("form: distribution, item: sat, population: bird"), "kpis[0].population", `KPI v1 の population に "bird" とは書けません`, `KPI v1: population cannot be "bird"`},
		{own("form: share, item: sat, population: visitor, answers: [great]"), "kpis[0].answers", `KPI v1 の answers に "great" とは書けません`, `KPI v1: answers cannot be "great"`},

		{own("form: count, numerator: people.dual"), "kpis[0].numerator", `KPI v1 の numerator に書かれた "people.dual" は、表と列の組ではありません`, `KPI v1: in numerator, "people.dual" is not a table and its measure`},
		{own("form: count, numerator: dual_any"), "kpis[0].numerator", `KPI v1 の numerator に書かれた "dual_any" は、表と列の組ではありません`, `KPI v1: in numerator, "dual_any" is not a table and its measure`},
		{own("form: count, numerator: 'jobs.started[night]'"), "kpis[0].numerator", `KPI v1 の numerator に書かれた "jobs.started[night]" は、表と列の組ではありません`, `KPI v1: in numerator, "jobs.started[night]" is not a table and its measure`},
		{own("form: count, numerator: practice.value"), "kpis[0].numerator", `KPI v1 の numerator に書かれた "practice.value" は、表と列の組ではありません`, `KPI v1: in numerator, "practice.value" is not a table and its measure`},
		{own("form: count, numerator: 'practice.of[returned]'"), "kpis[0].numerator", `KPI v1 の numerator に書かれた "practice.of[returned]" は、表と列の組ではありません`, `KPI v1: in numerator, "practice.of[returned]" is not a table and its measure`},
		{own("form: count, numerator: contribution.wage"), "kpis[0].numerator", `KPI v1 の numerator に書かれた "contribution.wage" は、表と列の組ではありません`, `KPI v1: in numerator, "contribution.wage" is not a table and its measure`},
		{own("form: count, numerator: survey_tally.respondents"), "kpis[0].numerator", `KPI v1 の numerator に書かれた "survey_tally.respondents" は、表と列の組ではありません`, `KPI v1: in numerator, "survey_tally.respondents" is not a table and its measure`},
		{own("form: rate, numerator: [people.wish, -people.preparing], denominator: people.persons"), "kpis[0].numerator", `KPI v1 の numerator に書かれた "-people.preparing" は、表と列の組ではありません`, `KPI v1: in numerator, "-people.preparing" is not a table and its measure`},

		{own("form: rate, numerator: hiring.external_cost, denominator: hiring.hires"), "kpis[0].denominator",
			"KPI v1 は、表や単位の違う量を足しているか、割合にできない量を割っています: hiring.external_cost / hiring.hires",
			"KPI v1 adds measures of different tables or units, or makes a rate of what is no part and its whole: hiring.external_cost / hiring.hires"},
		{own("form: rate, numerator: 'practice.value[learning_hours]', denominator: 'practice.of[learning_hours]'"), "kpis[0].denominator",
			"KPI v1 は、表や単位の違う量を足しているか、割合にできない量を割っています: practice.value[learning_hours] / practice.of[learning_hours]",
			"KPI v1 adds measures of different tables or units, or makes a rate of what is no part and its whole: practice.value[learning_hours] / practice.of[learning_hours]"},
		{own("form: count, numerator: [jobs.started, jobs.hours]"), "kpis[0].numerator",
			"KPI v1 は、表や単位の違う量を足しているか、割合にできない量を割っています: jobs.started, jobs.hours",
			"KPI v1 adds measures of different tables or units, or makes a rate of what is no part and its whole: jobs.started, jobs.hours"},
		{own("form: count, numerator: [jobs.started, hiring.hires]"), "kpis[0].numerator",
			"KPI v1 は、表や単位の違う量を足しているか、割合にできない量を割っています: jobs.started, hiring.hires",
			"KPI v1 adds measures of different tables or units, or makes a rate of what is no part and its whole: jobs.started, hiring.hires"},

		{own("form: rate, numerator: people.wish"), "kpis[0].form", "KPI v1(rate)に denominator がありません", "KPI v1 (rate) lacks denominator"},
		{own("form: ratio, numerator: jobs.hours, denominator: jobs.started"), "kpis[0].form", "KPI v1(ratio)に unit がありません", "KPI v1 (ratio) lacks unit"},
		{own("form: share, item: sat, population: visitor"), "kpis[0].form", "KPI v1(share)に answers がありません", "KPI v1 (share) lacks answers"},
		{own("form: difference"), "kpis[0].form", "KPI v1(difference)に of がありません", "KPI v1 (difference) lacks of"},
		{"- {id: v1, pillar: wellbeing, direction: target, " + rate + "}\n", "kpis[0].form", "KPI v1(rate)に goal がありません", "KPI v1 (rate) lacks goal"},

		{own("form: count, numerator: jobs.started, denominator: jobs.ended"), "kpis[0].denominator", "KPI v1(count)では denominator は使いません", "KPI v1 (count) has no use for denominator"},
		{own("form: enps, item: enps, population: employee, window: year"), "kpis[0].window", "KPI v1(enps)では window は使いません", "KPI v1 (enps) has no use for window"},
		{own(rate + ", per: 100"), "kpis[0].per", "KPI v1(rate)では per は使いません", "KPI v1 (rate) has no use for per"},
		{own("form: count, numerator: jobs.started, fte: true"), "kpis[0].fte", "KPI v1(count)では fte は使いません", "KPI v1 (count) has no use for fte"},
		{own(rate + ", goal: 0.5"), "kpis[0].goal", "KPI v1(rate)では goal は使いません", "KPI v1 (rate) has no use for goal"},

		{own("form: count, numerator: [jobs.started, -jobs.ended], interval: poisson"), "kpis[0].interval", `KPI v1 の interval に "poisson" とは書けません`, `KPI v1: interval cannot be "poisson"`},
		{own("form: count, numerator: jobs.hours, interval: poisson"), "kpis[0].interval", `KPI v1 の interval に "poisson" とは書けません`, `KPI v1: interval cannot be "poisson"`},
		{own("form: count, numerator: openings.days_to_match, interval: poisson"), "kpis[0].interval", `KPI v1 の interval に "poisson" とは書けません`, `KPI v1: interval cannot be "poisson"`},
		{own("form: ratio, numerator: hiring.external_cost, denominator: hiring.hires, unit: 円/人, interval: poisson"), "kpis[0].interval", `KPI v1 の interval に "poisson" とは書けません`, `KPI v1: interval cannot be "poisson"`},
		{own("form: count, numerator: people.dual_any, interval: poisson"), "kpis[0].interval", `KPI v1 の interval に "poisson" とは書けません`, `KPI v1: interval cannot be "poisson"`},
		{own("form: count, numerator: 'readiness.organisations'"), "kpis[0].numerator", `KPI v1 の numerator に書かれた "readiness.organisations" は、表と列の組ではありません`, `KPI v1: in numerator, "readiness.organisations" is not a table and its measure`},

		{own("form: difference, of: [v1, a1b]"), "kpis[0].of", "KPI v1 は、たどると自分自身から計算することになります: v1 > v1", "KPI v1 would be computed from itself: v1 > v1"},
		{own("form: difference, of: [v2, a1b]") + "- {id: v2, pillar: outcome, direction: up, form: quotient, of: [a1b, v1]}\n", "kpis[0].of",
			"KPI v1 は、たどると自分自身から計算することになります: v1 > v2 > v1", "KPI v1 would be computed from itself: v1 > v2 > v1"},

		{own("form: difference, of: [a1b]"), "kpis[0].of", `KPI v1 の of に書かれた "a1b" は使えません(二つ必要です)`, `KPI v1: of cannot name "a1b" (two are needed)`},
		{own("form: difference, of: [a1b, access-match]"), "kpis[0].of",
			`KPI v1 の of に書かれた "access-match" は使えません(その指標はありません。近いもの: access-matched, access-informed, access-applied, access-continued, a1b, a1n, a1w, a1r)`,
			`KPI v1: of cannot name "access-match" (there is no such KPI; near: access-matched, access-informed, access-applied, access-continued, a1b, a1n, a1w, a1r)`},
		{own("form: difference, of: [e21, a1b]"), "kpis[0].of", `KPI v1 の of に書かれた "e21" は使えません(回答の分布や、ほかの指標から作る指標は使えません)`, `KPI v1: of cannot name "e21" (it is a distribution, or made of others itself)`},
		{own("form: difference, of: [o2x, o2]"), "kpis[0].of", `KPI v1 の of に書かれた "o2x" は使えません(回答の分布や、ほかの指標から作る指標は使えません)`, `KPI v1: of cannot name "o2x" (it is a distribution, or made of others itself)`},
		{own("form: difference, of: [a1b, o1]"), "kpis[0].of", `KPI v1 の of に書かれた "o1" は使えません(単位が違います)`, `KPI v1: of cannot name "o1" (their units differ)`},
		{own("form: difference, of: [o5h, o1f]"), "kpis[0].of", `KPI v1 の of に書かれた "o1f" は使えません(単位が違います)`, `KPI v1: of cannot name "o1f" (their units differ)`},
		{own("form: difference, of: [o1, o1f]"), "kpis[0].of", `KPI v1 の of に書かれた "o1f" は使えません(単位が違います)`, `KPI v1: of cannot name "o1f" (their units differ)`},

		{own("form: quotient, of: [o3, o6s]"), "kpis[0].of", `KPI v1 の of に書かれた "o6s" は使えません(単位が違います)`, `KPI v1: of cannot name "o6s" (their units differ)`},
		{own("form: difference, of: [o2r, a1b]"), "kpis[0].of", `KPI v1 の of に書かれた "a1b" は使えません(期間が違います)`, `KPI v1: of cannot name "a1b" (their windows differ)`},

		// What replaces one of ours must still fit those made of it.
		{"- {id: o2d, pillar: outcome, direction: up, form: count, numerator: jobs.started}\n", "kpis[0].form", `KPI o2x の of に書かれた "o2o" は使えません(単位が違います)`, `KPI o2x: of cannot name "o2o" (their units differ)`},
	}
	seen := map[string]bool{}
	for _, tt := range tests {
		_, finds := withOwn(t, tt.text)
		if len(finds) == 0 {
			t.Errorf("nothing is found in %s", tt.text)
			continue
		}
		f := finds[0]
		seen[f.Rule.ID] = true
		if f.Pos.File != tt.at || f.Msg(diag.JA) != tt.ja || f.Msg(diag.EN) != tt.en {
			t.Errorf("%s\ngot  %s %s | %s\nwant %s %s | %s", tt.text, f.Pos.File, f.Msg(diag.JA), f.Msg(diag.EN), tt.at, tt.ja, tt.en)
		}
		for _, f := range finds {
			for _, text := range []string{f.Msg(diag.JA), f.Msg(diag.EN), f.Hint(diag.JA), f.Hint(diag.EN)} {
				if text == "" || strings.Contains(text, "%!") {
					t.Errorf("%s: %s says %q", tt.text, f.Rule.ID, text)
				}
			}
		}
	}
	for _, r := range Rules() {
		if !seen[r.ID] {
			t.Errorf("%s is not tried", r.ID)
		}
	}
}

// A mistake is told once: what follows from it is not.
func TestOneFinding(t *testing.T) {
	for _, fields := range []string{
		"form: count, numerator: [jobs.began, jobs.hours]",
		"form: rate, numerator: hiring.external_cost, denominator: hiring.heads",
		"form: share, item: satisfaction, population: visitor, answers: [good]",
		"form: difference, of: [nowhere, a1b]",
	} {
		if _, finds := withOwn(t, own(fields)); len(finds) != 1 {
			t.Errorf("%s: %v", fields, finds)
		}
	}
}

// Who mistypes a term is told the near ones, which can all be written.
func TestNear(t *testing.T) {
	for _, tt := range []struct{ term, want string }{
		{"people.dual", "people.dual_paid"},
		{"practice.value", "practice.value[calendar_shared]"},
		{"practice.value[insurance]", "practice.value[insured]"},
		{"practice.of[returned]", "practice.of[raised_early]"},
		{"jobs.started[empl]", "jobs.started[employee]"},
		{"survey_frame.size", "survey_frame.size[employee]"},
		{"hire.hires", "hiring.hires"},
	} {
		_, finds := withOwn(t, own("form: count, numerator: '"+tt.term+"'"))
		_, list, ok := strings.Cut(finds[0].Hint(diag.EN), "near: ")
		near := strings.Split(list, ", ")
		if !ok || !slices.Contains(near, tt.want) || len(near) > 8 {
			t.Errorf("%s: near are %v", tt.term, near)
		}
		for _, term := range near {
			if _, finds := withOwn(t, own("form: count, numerator: '"+term+"'")); len(finds) > 0 {
				t.Errorf("%s: %s is no good advice: %v", tt.term, term, finds)
			}
		}
	}
}

// A wrong entry is left out, and the one that it would replace stays.
func TestWrongEntryIsLeftOut(t *testing.T) {
	all, finds := withOwn(t, "- {id: a1b, pillar: adoption, direction: up, form: rate, numerator: people.persons}\n")
	if e, ok := all.Entry("a1b"); len(finds) == 0 || !ok || len(e.Denominator) == 0 {
		t.Error(finds, e)
	}
}
