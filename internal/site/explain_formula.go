package site

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"fukusen/internal/catalogue"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/export"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
	"fukusen/internal/report"
)

// formula writes how the value is computed, of measures or of answers.
func formula(o *kpi.Observation) string {
	e := o.Entry
	switch {
	case o.Statistic != kpi.Value:
		return formulaOfValues(o)
	case e.Form == catalogue.Difference:
		return strings.Join(e.Of, " - ")
	case e.Form == catalogue.Quotient:
		return strings.Join(e.Of, " / ")
	case e.Form == catalogue.Score:
		return fmt.Sprintf("100 × (promoters - detractors) / respondents of %s.%s", e.Population, e.Item)
	case e.Form == catalogue.Mean:
		return fmt.Sprintf("points / respondents of %s.%s", e.Population, e.Item)
	case e.Form == catalogue.Share:
		return fmt.Sprintf("(%s) / respondents of %s.%s", strings.Join(e.Answers, " + "), e.Population, e.Item)
	case e.Form == catalogue.Distribution:
		return fmt.Sprintf("answer / respondents of %s.%s", e.Population, e.Item)
	case e.Form == catalogue.Count:
		return sumOf(e.Numerator)
	}
	f := sumOf(e.Numerator) + " / " + sumOf(e.Denominator)
	if e.Per > 1 {
		f += " × " + strconv.FormatInt(e.Per, 10)
	}
	return f
}

func sumOf(terms catalogue.Terms) string {
	s := strings.ReplaceAll(terms.String(), ", ", " + ")
	s = strings.ReplaceAll(s, "+ -", "- ")
	if len(terms) > 1 {
		s = "(" + s + ")"
	}
	return s
}

// rules tells what was applied to the number beside its formula.
func (x *explanation) rules(o *kpi.Observation) []diag.Text {
	rules := []diag.Text{{
		JA: "四捨五入は、ページに書くときに一度だけ行います", EN: "it is rounded once, where a page writes it",
	}}
	add := func(ja, en string) { rules = append(rules, diag.Text{JA: ja, EN: en}) }
	if o.Missing {
		add("値のない行は除いて計算しています", "rows without a value are left out")
	}
	if o.Entry.Window == catalogue.Year {
		add("4つの四半期の合計です(ストックは平均)", "flows are summed over four quarters, stocks averaged")
	}
	switch o.Panel {
	case kpi.Common:
		add("両方の期に報告した団体だけで比べています", "only organisations that reported in both quarters are compared")
	case kpi.Differs:
		add("報告した団体が前年と違うため、変化の検定はしていません", "different organisations reported, so the change is not tested")
	}
	if r, ok := ruleOf[o.Statistic]; ok {
		rules = append(rules, r)
	}
	switch {
	case o.Statistic != kpi.Change || o.Status != release.Published || o.Panel == kpi.Differs:
	case o.Clear:
		add("Holm の調整をしても偶然とは考えにくく、目安より大きい変化です", "it is larger than chance after Holm's adjustment, and than the threshold")
	default:
		add("はっきりした変化とは言えません(Holm の調整をした検定と、変化の大きさの目安による)", "it is no clear change: by a test with Holm's adjustment, and the threshold of what matters")
	}
	if r, ok := ruleOfOutlook[string(o.Outlook)]; ok {
		rules = append(rules, r)
	}
	if o.Status == release.Withheld {
		add("計算に使う集計値のどれかが秘匿なので、この数値も秘匿です", "some cell that it is made of is withheld, and so is it")
	}
	return rules
}

// formulas are those of what is made of two values or a line of them: v is the
// value of the group, w the one it is held against or began with.
var formulas = map[string]string{
	kpi.Change:     "v - w",
	kpi.Ratio:      "v / w",
	kpi.Gap:        "v - w",
	kpi.Attainment: "(v - w) / (target - w)",
	kpi.Growth:     "((v / w)^(1 / years) - 1) / |(target / w)^(1 / years to the target) - 1|",
	kpi.Projection: "a + b × quarter, the least squares line through all values",
}

// formulasOfIndices are those of HANDBOOK 3.1, over groups of n of whom x have
// what is counted: r is x / n, R the rate of all, s the group's part of all.
var formulasOfIndices = map[string]string{
	"atkinson-05": "1 - (Σ s × √r)² / R",
	"atkinson-1":  "1 - exp(Σ s × ln r) / R",
	"bgv":         "Σ s × (r - R)²",
	"cv":          "√(Σ s × (r - R)²) / R",
	"gini":        "Σ Σ s × s' × |r - r'| / (2 × R)",
	"hoover":      "½ × Σ s × |r - R| / R",
	"min-max":     "smallest r / largest r",
	"mld":         "Σ s × ln(R / r)",
	"rii":         "(a + b) / a of the line a + b × rank, weighted by n",
	"sii":         "b of the line a + b × rank, weighted by n",
	"theil":       "Σ s × (r / R) × ln(r / R)",
	"to-overall":  "smallest of r / R and R / r",
}

// formulaOfValues writes how an observation is made of values.
func formulaOfValues(o *kpi.Observation) string {
	switch _, index, _ := strings.Cut(o.Reference, "."); {
	case o.Statistic == kpi.Index:
		return formulasOfIndices[index]
	case o.Statistic == kpi.Standardised && o.Reference == "":
		return "Σ s × r"
	case o.Statistic == kpi.Standardised:
		return "Σ s × r / Σ s × w"
	}
	return formulas[o.Statistic]
}

// ruleOf tells when what is made of several values is there, and what it leaves
// out.
var ruleOf = map[string]diag.Text{
	kpi.Change:       {JA: "v はこの期、w は前年同期の値です", EN: "v is the value, w that of the same quarter of last year"},
	kpi.Gap:          {JA: "v は区分の、w は比べる相手の値です", EN: "v is the value of the group, w of the one it is held against"},
	kpi.Ratio:        {JA: "v は区分の、w は比べる相手の値です。どちらかの分子が5未満のときは計算しません", EN: "v is the value of the group, w of the one it is held against; it is not computed if either numerator is below 5"},
	kpi.Index:        {JA: "r は区分の率(x/n)、s は全体の人数に占める区分の割合、R は全体の率です。すべての区分が公表されているときだけ計算し、不詳は区分に数えません", EN: "r is the rate x/n of a group, s its part of all, R the rate of all; it is computed only if every group is published, and who is unknown is no group"},
	kpi.Standardised: {JA: "s は全体に占めるその年齢の割合、r は区分の、w は比べる相手の、その年齢の率です。どの年齢も公表されているときだけ計算し、年齢が不詳の人は除きます", EN: "s is the part of everybody who is of that age, r the rate of the group at that age, w of the one it is held against; it is computed only if every age is published, and without those of unknown age"},
	kpi.Attainment:   {JA: "v は今の値、w は最初に公表された値で、そこから目標までの道のりで測ります", EN: "v is the present value and w the first published one, from where the way to the target is measured"},
	kpi.Growth:       {JA: "v は今の値、w は最初に公表された値です。この二つの値だけで決まり、不確かさは含みません", EN: "v is the present value and w the first published one; these two decide, without any uncertainty"},
	kpi.Projection:   {JA: "公表された値が8四半期以上あり、傾きの95%区間が0を含まないときだけ見通します", EN: "it takes eight quarters with a published value, and a slope whose 95% interval does not contain 0"},
}

// ruleOfOutlook tells why there is no projection, by stat.Outlook.
var ruleOfOutlook = map[string]diag.Text{
	"too_few":  {JA: "値のある四半期が8つに足りません", EN: "there are fewer than eight quarters with a value"},
	"break":    {JA: "途中で数え方が変わっています", EN: "the way of counting has changed since"},
	"no_trend": {JA: "上がっているとも下がっているとも言えません", EN: "the values neither clearly rise nor clearly fall"},
	"too_far":  {JA: "数が大きくなりすぎます", EN: "the numbers become too large"},
}

// putIn writes a formula of values with these put in; ? is one that is not
// published.
func (x *explanation) putIn(o *kpi.Observation, of []*kpi.Observation) string {
	switch o.Statistic {
	case kpi.Index:
		return x.putInGroups(o, of)
	case kpi.Standardised:
		return putInAges(of)
	case kpi.Projection:
		return each(of, ", ", func(g *kpi.Observation) string { return g.Key.Period.Last().ID(x.config.basis()) + " " + number(g) })
	}
	if len(of) < 2 {
		return each(of, ", ", number)
	}
	v, w := of[0], of[1]
	switch o.Statistic {
	case kpi.Ratio:
		return "(" + fraction(v) + ") / (" + fraction(w) + ")"
	case kpi.Gap:
		return fraction(v) + " - " + fraction(w)
	case kpi.Attainment, kpi.Growth:
		return x.putInTarget(o, w, v) // the first value comes first
	case kpi.Value:
		if o.Entry.Form == catalogue.Quotient {
			return number(v) + " / " + number(w)
		}
	}
	return number(v) + " - " + number(w)
}

// putInGroups writes the groups of an index, and all of them together.
func (x *explanation) putInGroups(o *kpi.Observation, of []*kpi.Observation) string {
	text := each(of, ", ", func(g *kpi.Observation) string { return x.code(o, g) + " " + fraction(g) })
	var above, below int64
	for _, g := range of {
		if g.Status != release.Published {
			return text
		}
		above, below = above+g.Numerator, below+g.Denominator
	}
	return fmt.Sprintf("%s; R %d/%d", text, above, below)
}

func each(of []*kpi.Observation, between string, text func(*kpi.Observation) string) string {
	var all []string
	for _, g := range of {
		all = append(all, text(g))
	}
	return strings.Join(all, between)
}

// code is the id of a group on the axis on which it differs from the whole.
func (x *explanation) code(whole, g *kpi.Observation) string {
	for a, c := range g.Key.Codes {
		if c != whole.Key.Codes[a] {
			return x.cube.Lists().ID(dim.Axis(a), c)
		}
	}
	return ""
}

func number(o *kpi.Observation) string {
	if o.Status != release.Published {
		return "?"
	}
	return export.Number(o.Value)
}

// fraction writes a rate as what it is made of.
func fraction(o *kpi.Observation) string {
	if o.Status != release.Published || o.Denominator == 0 {
		return number(o)
	}
	return strconv.FormatInt(o.Numerator, 10) + "/" + strconv.FormatInt(o.Denominator, 10)
}

// putInAges writes the sums over ages: the parts of everybody by the rates of
// the group and, below it, of the one it is held against.
func putInAges(of []*kpi.Observation) string {
	groups := byGroup(of)
	whole := map[dim.Code]string{}
	var all int64
	for _, w := range groups[0] {
		all += w.Denominator
	}
	for _, w := range groups[0] {
		if whole[w.Key.Codes[dim.Age]] = "?"; w.Status == release.Published {
			whole[w.Key.Codes[dim.Age]] = fmt.Sprintf("%d/%d", w.Denominator, all)
		}
	}
	var sums []string
	for _, g := range groups[1:] {
		sums = append(sums, each(g, " + ", func(o *kpi.Observation) string {
			return cmp.Or(whole[o.Key.Codes[dim.Age]], "0") + " × " + fraction(o)
		}))
	}
	if len(sums) == 1 {
		return sums[0]
	}
	return "(" + strings.Join(sums, ") / (") + ")"
}

// byGroup cuts values by age into those of each group.
func byGroup(of []*kpi.Observation) (groups [][]*kpi.Observation) {
	for i, o := range of {
		if i == 0 || o.Key.Codes.With(dim.Age, dim.Total) != of[i-1].Key.Codes.With(dim.Age, dim.Total) {
			groups = append(groups, nil)
		}
		last := len(groups) - 1
		groups[last] = append(groups[last], o)
	}
	return groups
}

func (x *explanation) putInTarget(o, now, first *kpi.Observation) string {
	v, w, target := number(now), number(first), "?"
	var due dim.Quarter
	for _, t := range kpi.TargetsOf(x.cube.Registry().Targets, x.cube.Lists(), o.Entry, o.Key.Codes) {
		if t.Due.ID(x.config.basis()) == o.Reference {
			target, due = export.Number(t.Value), t.Due
		}
	}
	if o.Statistic == kpi.Attainment {
		return fmt.Sprintf("(%s - %s) / (%s - %s)", v, w, target, w)
	}
	years := func(to dim.Quarter) string { return export.Number(float64(to-first.Key.Period.Last()) / 4) }
	return fmt.Sprintf("((%s / %s)^(1 / %s) - 1) / |(%s / %s)^(1 / %s) - 1|", v, w, years(now.Key.Period.Last()), target, w, years(due))
}

// numbers writes the formula with the numbers of its cells.
func numbers(e *report.Explanation) string {
	var above, below []string
	for _, c := range e.Cells {
		n := strconv.FormatInt(c.Value, 10)
		if c.Role == string(kpi.Denominator) || c.Role == string(kpi.Respondents) {
			below = append(below, n)
		} else {
			above = append(above, n)
		}
	}
	text := strings.Join(above, ", ")
	if len(below) > 0 {
		text += " / " + strings.Join(below, ", ")
	}
	return arrow(text, e.Value)
}

// arrow points to what comes out of a formula, where that is published.
func arrow(text, value string) string {
	if value == "" {
		return text
	}
	return text + " → " + value
}
