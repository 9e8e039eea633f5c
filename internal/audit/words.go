package audit

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

var axisNames = [dim.NumAxes]diag.Text{
	{JA: "種別", EN: "kind"}, {JA: "地域", EN: "area"}, {JA: "居住地", EN: "home area"}, {JA: "提出者", EN: "organisation"},
	{JA: "性別", EN: "sex"}, {JA: "年齢階級", EN: "age"}, {JA: "競技", EN: "sport"}, {JA: "区分", EN: "category"},
}

// both makes a text of a function that writes one language.
func both(write func(diag.Lang) string) diag.Text {
	return diag.Text{JA: write(diag.JA), EN: write(diag.EN)}
}

// cell names a node as the report does.
func (s *system) cell(i int32) Cell {
	n := &s.nodes[i]
	c := Cell{Table: s.table, Measure: s.measures[n.measure].ID, Period: s.period, Window: s.window, Line: n.line}
	for a, code := range n.codes {
		c.Codes[a] = s.codes[a].ids[code]
	}
	if s.versions != nil && n.version >= 0 && int(n.version) < len(s.versions.all)-1 {
		c.Release = s.versions.all[n.version].ID
	}
	return c
}

func (s *system) wholeOf(n *node) string {
	if n.origin != complement {
		return ""
	}
	return s.measures[s.nodes[n.whole].measure].ID
}

// describe says in words what a cell is about: measure, quarter and group.
func (d *data) describe(c Cell) diag.Text {
	return both(func(l diag.Lang) string {
		parts := []string{d.measureName(c.Table, c.Measure).In(l), periodName(c.Period, c.Window).In(l)}
		for a, id := range c.Codes {
			if id != "" {
				parts = append(parts, axisNames[a].In(l)+" "+d.codeName(dim.Axis(a), id).In(l))
			}
		}
		if c.Release != "" {
			parts = append(parts, diag.Text{JA: c.Release + " の公表分", EN: "as released in " + c.Release}.In(l))
		}
		return strings.Join(parts, map[diag.Lang]string{diag.JA: "、", diag.EN: ", "}[l])
	})
}

func (d *data) measureName(table, id string) diag.Text {
	i := slices.IndexFunc(d.measures, func(m measure) bool { return m.Table == table && m.ID == id })
	if i < 0 {
		return diag.Text{JA: id, EN: id}
	}
	return named(diag.Text{JA: d.measures[i].JA, EN: d.measures[i].EN}, id)
}

// codeName names a code; a category also by the codes above it, since an answer
// says little without its question.
func (d *data) codeName(a dim.Axis, id string) diag.Text {
	l := &d.codes[a]
	c, ok := l.index[id]
	if !ok {
		return diag.Text{JA: "名前を公表しない提出者", EN: "organisations that are not listed"}
	}
	name := l.names[c]
	for p := l.parent[c]; a == dim.Category && p != 0; p = l.parent[p] {
		name = diag.Text{JA: l.names[p].JA + "・" + name.JA, EN: l.names[p].EN + ": " + name.EN}
	}
	return name
}

func periodName(period string, window int) diag.Text {
	q, basis, err := dim.ParseQuarter(period)
	if err != nil {
		return diag.Text{JA: period, EN: period}
	}
	year, n := q.In(basis)
	t := diag.Text{JA: fmt.Sprintf("%d年度第%d四半期", year, n), EN: fmt.Sprintf("Q%d FY%d", n, year)}
	if basis == dim.Calendar {
		t = diag.Text{JA: fmt.Sprintf("%d年第%d四半期", year, n), EN: fmt.Sprintf("Q%d %d", n, year)}
	}
	if window > 1 {
		t.JA += fmt.Sprintf("までの%d四半期", window)
		t.EN = fmt.Sprintf("%d quarters to %s", window, t.EN)
	}
	return t
}

// steps writes sums, at most shownSteps of them. Numbers that follow are shown
// as what they are; sol may be nil.
func (s *system) steps(relations []int32, sol *solution) []diag.Text {
	all := make([]diag.Text, 0, shownSteps)
	for _, r := range relations[:min(len(relations), shownSteps)] {
		all = append(all, both(func(l diag.Lang) string { return s.step(&s.relations[r], sol, l) }))
	}
	return all
}

// step writes one sum: "persons, sex women: 44 = [4] 20s + 18 30s + 22 40s".
// Numbers in brackets are not published.
func (s *system) step(rel *relation, sol *solution, l diag.Lang) string {
	const many = 6
	var b strings.Builder
	b.WriteString(s.describe(s.cell(rel.total)).In(l))
	if s.nodes[rel.total].origin == difference {
		b.WriteString(diag.Text{JA: "、前の公表との差", EN: ", the difference between the releases"}.In(l))
	}
	b.WriteString(": " + s.amount(rel.total, sol) + " = ")
	shown, rest, restSum := 0, 0, int64(0)
	for _, p := range rel.parts {
		if s.nodes[p].known && shown >= many {
			rest++
			restSum += s.nodes[p].value
			continue
		}
		if shown > 0 {
			b.WriteString(" + ")
		}
		b.WriteString(s.amount(p, sol) + " " + s.partName(rel, p).In(l))
		shown++
	}
	if rest > 0 {
		t := diag.Text{JA: " + %[2]d(公表されている他の%[1]d件の計)", EN: " + %[2]d (%[1]d other published cells)"}
		fmt.Fprintf(&b, t.In(l), rest, restSum)
	}
	return b.String()
}

func (s *system) amount(i int32, sol *solution) string {
	n := &s.nodes[i]
	switch {
	case n.known:
		return strconv.FormatInt(n.value, 10)
	case sol != nil && sol.determined[i]:
		return "[" + strconv.FormatInt(sol.value[i], 10) + "]"
	}
	return "[?]"
}

// partName names a part by what sets it apart from its total.
func (s *system) partName(rel *relation, p int32) diag.Text {
	n := &s.nodes[p]
	switch {
	case rel.axis == axisTime && n.origin == difference:
		return diag.Text{JA: "(前の公表との差)", EN: "(the difference)"}
	case rel.axis == axisTime:
		id := s.versions.all[n.version].ID
		return diag.Text{JA: "(" + id + ")", EN: "(" + id + ")"}
	case n.origin == complement:
		return diag.Text{JA: "(残り)", EN: "(the rest)"}
	case rel.axis == axisPart:
		return s.measureName(s.table, s.measures[n.measure].ID)
	}
	t := s.codeName(rel.axis, s.cell(p).Codes[rel.axis])
	return diag.Text{JA: "(" + t.JA + ")", EN: "(" + t.EN + ")"}
}

// difference writes what a whole leaves beside its part.
func (s *system) difference(part, whole int32) diag.Text {
	a, b := s.nodes[part], s.nodes[whole]
	return both(func(l diag.Lang) string {
		return fmt.Sprintf("%s: %d − %d = %d", s.describe(s.cell(whole)).In(l), b.value, a.value, b.value-a.value)
	})
}
