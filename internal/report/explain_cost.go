package report

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"fukusen/internal/diag"
)

// A Cost tells the steward what publishing a withheld cell would do to others.
type Cost struct {
	Of       diag.Text     `json:"of,omitzero"` // the group that it is withheld with, if it is an answer
	K        int64         `json:"k"`           // how many values each number of persons has to be left
	Protects []Protected   `json:"protects"`    // of a partner: the sensitive cells of the same sums, or the nearest
	Reveals  []Consequence `json:"reveals"`     // would follow exactly
	Narrows  []Consequence `json:"narrows"`     // would have fewer than K values left
}

// A Protected cell would follow from a partner, were that published.
type Protected struct {
	Name   diag.Text   `json:"name"`
	Reason diag.Text   `json:"reason"`
	Value  *int64      `json:"value,omitempty"`
	Sums   []diag.Text `json:"sums"` // through which the two hang together
}

// A Consequence is another withheld number, or what is left of a whole, that
// would be known, or nearly.
type Consequence struct {
	Name  diag.Text `json:"name"`
	Value *int64    `json:"value,omitempty"` // what it is, where the exports tell
	Range *Range    `json:"range,omitempty"` // of what would be narrowed
	Was   *Range    `json:"range_now,omitempty"`
}

// A Range is what a number can be; Max is math.MaxInt64 where there is no end.
type Range struct{ Min, Max int64 }

// MarshalJSON leaves out an end that is none.
func (r Range) MarshalJSON() ([]byte, error) {
	if r.Max == math.MaxInt64 {
		return json.Marshal(struct {
			Min int64 `json:"min"`
		}{r.Min})
	}
	return json.Marshal(struct {
		Min int64 `json:"min"`
		Max int64 `json:"max"`
	}{r.Min, r.Max})
}

func (r Range) text(lang diag.Lang) string {
	if r.Max == math.MaxInt64 {
		return fmt.Sprintf(diag.Text{JA: "%d 以上", EN: "%d or more"}.In(lang), r.Min)
	}
	return fmt.Sprintf(diag.Text{JA: "%d から %d まで", EN: "%d to %d"}.In(lang), r.Min, r.Max)
}

// costsShown is how many cells of a list the terminal shows.
const costsShown = 10

func (t *explainer) cost(c *Cost, indent int) {
	t.say(indent, diag.Text{JA: "いっしょに伏せる回答者数", EN: "Withheld with the respondents"}, c.Of.In(t.lang))
	if len(c.Protects) > 0 {
		t.line(indent, diag.Text{JA: "守っている数値:", EN: "It protects:"}.In(t.lang))
	}
	for _, p := range c.Protects[:min(costsShown, len(c.Protects))] {
		t.line(indent+1, named(p.Name, p.Value, t.lang)+diag.Text{JA: "(" + p.Reason.JA + ")", EN: " (" + p.Reason.EN + ")"}.In(t.lang))
		for _, sum := range p.Sums {
			t.line(indent+2, diag.Text{JA: "つながる足し算: ", EN: "through the sum: "}.In(t.lang)+sum.In(t.lang))
		}
	}
	t.rest(indent+1, len(c.Protects))
	if len(c.Reveals)+len(c.Narrows) == 0 {
		t.line(indent, diag.Text{
			JA: "ほかの秘匿は、これだけを公表しても、計算で分かったり範囲が狭まりすぎたりはしません(金額・時間の規則と、提出者が自分の数値を引く場合は別です)",
			EN: "No other withheld number would be computed or known too closely if this alone were published (rules of money and hours, and what an organisation knows of itself, set apart)",
		}.In(t.lang))
		return
	}
	t.consequences(indent, diag.Text{JA: "公表すると、計算で分かってしまう数値:", EN: "Publishing it would give away:"}, c.Reveals)
	t.consequences(indent, diag.Text{
		JA: fmt.Sprintf("公表すると、%d通りより狭い範囲に絞られる数値:", c.K),
		EN: fmt.Sprintf("Publishing it would leave fewer than %d values to:", c.K),
	}, c.Narrows)
}

func (t *explainer) consequences(indent int, heading diag.Text, list []Consequence) {
	if len(list) == 0 {
		return
	}
	t.line(indent, heading.In(t.lang))
	for _, c := range list[:min(costsShown, len(list))] {
		line := named(c.Name, c.Value, t.lang)
		if c.Range != nil && c.Was != nil {
			line += fmt.Sprintf(diag.Text{JA: "  → %s(いまは %s)", EN: "  → %s (now %s)"}.In(t.lang), c.Range.text(t.lang), c.Was.text(t.lang))
		}
		t.line(indent+1, line)
	}
	t.rest(indent+1, len(list))
}

// rest counts what is not listed.
func (t *explainer) rest(indent, all int) {
	if all > costsShown {
		t.line(indent, fmt.Sprintf(diag.Text{JA: "ほか %d件(--format json にすべてあります)", EN: "and %d more (all of them are in --format json)"}.In(t.lang), all-costsShown))
	}
}

func named(name diag.Text, value *int64, lang diag.Lang) string {
	if value == nil {
		return name.In(lang)
	}
	return fmt.Sprintf("%s = %d", name.In(lang), *value)
}

// masked is a copy without the numbers of withheld cells and of lines.
func (e *Explanation) masked() *Explanation {
	m := *e
	if m.Status != "published" {
		m.Numbers = ""
	}
	m.Cells = slices.Clone(e.Cells)
	for i := range m.Cells {
		c := &m.Cells[i]
		c.Unknown = c.Unknown || c.Status != "published"
		c.Cost = c.Cost.masked()
		c.Rows = slices.Clone(c.Rows)
		for k := range c.Rows {
			c.Rows[k].masked = true
		}
	}
	m.Explanation = nil
	for _, o := range e.Explanation {
		m.Explanation = append(m.Explanation, o.masked())
	}
	return &m
}

func (c *Cost) masked() *Cost {
	if c == nil {
		return nil
	}
	m := *c
	m.Protects, m.Reveals, m.Narrows = slices.Clone(c.Protects), slices.Clone(c.Reveals), slices.Clone(c.Narrows)
	for i := range m.Protects {
		m.Protects[i].Value = nil
	}
	for _, list := range [][]Consequence{m.Reveals, m.Narrows} {
		for i := range list {
			list[i] = Consequence{Name: list[i].Name}
		}
	}
	return &m
}

// MarshalJSON leaves out a value that is not to be shown.
func (c ExplainedCell) MarshalJSON() ([]byte, error) {
	type bare ExplainedCell
	return json.Marshal(struct {
		bare
		Value *int64 `json:"value,omitempty"`
	}{bare(c), unmasked(c.Value, c.Unknown)})
}

// MarshalJSON leaves out a value that is not to be shown.
func (r SourceRow) MarshalJSON() ([]byte, error) {
	type bare SourceRow
	return json.Marshal(struct {
		bare
		Value *int64 `json:"value,omitempty"`
	}{bare(r), unmasked(r.Value, r.masked)})
}

func unmasked(n int64, masked bool) *int64 {
	if masked {
		return nil
	}
	return &n
}
