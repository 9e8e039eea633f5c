package protect

import (
	"slices"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/release"
)

// A Must is a cell that the steward wants to be published before all others.
// Where that would give a withheld number away it is a finding.
type Must struct {
	Table string // family, as in cells.csv
	Name  string // measure, or population.item of a survey
	Codes map[dim.Axis]string
	Text  string // as the steward wrote it
	Pos   diag.Pos
}

// ParseMust reads "people/persons/kind=company/area=99201".
func ParseMust(text string, pos diag.Pos) (m Must, ok bool) {
	parts := strings.Split(text, "/")
	if len(parts) < 3 || parts[0] == "" || parts[1] == "" {
		return m, false // every number is one of a kind
	}
	m = Must{Table: parts[0], Name: parts[1], Codes: map[dim.Axis]string{}, Text: text, Pos: pos}
	for _, p := range parts[2:] {
		name, id, _ := strings.Cut(p, "=")
		a, known := dim.ParseAxis(name)
		if !known || !dim.IsCode(id) {
			return m, false
		}
		m.Codes[a] = id
	}
	return m, true
}

var (
	ruleMust = diag.Rule{
		ID:   "disclosure/must",
		Msg:  diag.Text{JA: "必ず公表するとした %[1]s(%[2]s)は、公表できません: %[3]s", EN: "%[1]s (%[2]s), which has to be published, cannot be: %[4]s"},
		Hint: diag.Text{JA: "fukusen.yaml の disclosure.publish からこの行を消すか、views を粗くしてください", EN: "delete the line from disclosure.publish in fukusen.yaml, or choose coarser views"},
	}
	ruleMustNone = diag.Rule{
		ID:   "disclosure/must-none",
		Msg:  diag.Text{JA: "必ず公表するとした %[1]s は、どの四半期の集計値にもありません", EN: "%[1]s, which has to be published, is in no quarter"},
		Hint: diag.Text{JA: "「表/列/軸=コード」の形で、data/cells.csv にある組み合わせを書いてください(例: people/persons/kind=company/area=99201)", EN: "write table/measure/axis=code as data/cells.csv has them, such as people/persons/kind=company/area=99201"},
	}
)

// force finds the cells that have to be published.
func (s *system) force(musts []Must) {
	for _, m := range musts {
		for i := range s.current {
			if s.series[i].Table != m.Table || name(&s.series[i]) != m.Name {
				continue
			}
			for _, c := range s.cells[i] {
				if m.is(s.env.Lists, c.codes) {
					c.forced = true
					s.forced = append(s.forced, forced{m, c})
				}
			}
		}
	}
}

// A forced cell is one that a Must asks for.
type forced struct {
	Must
	cell *cell
}

func (m Must) is(lists *dim.Lists, codes dim.Codes) bool {
	for a := range dim.Axis(dim.NumAxes) {
		if lists.ID(a, codes[a]) != m.Codes[a] {
			return false
		}
	}
	return true
}

// refused says which forced cells are withheld in the end, and why: by itself,
// or because of what it would reveal.
func (s *system) refused(quarter string) diag.List {
	var finds diag.List
	for _, f := range s.forced {
		if f.cell.status != release.Withheld {
			continue
		}
		why := f.cell.reason.Text()
		if r := s.reveals(f.cell); r != nil && f.cell.reason == Partner {
			what := s.cellText(r)
			why = diag.Text{JA: "公表すると、秘匿している " + what.JA + " が計算で分かります", EN: "it would let the withheld number of " + what.EN + " be computed"}
		} else if f.cell.reason == Partner {
			why = diag.Text{JA: "公表すると、ほかの秘匿した数値がほとんど分かります", EN: "it would all but tell another withheld number"}
		}
		finds = append(finds, ruleMust.At(f.Pos, diag.Public(f.Text), diag.Public(quarter), why.JA, why.EN))
	}
	return finds
}

// reveals gives a withheld cell that would follow if c was published.
func (s *system) reveals(c *cell) *cell {
	status := c.status
	c.status = release.Published
	null := s.null()
	c.status = status
	for _, sensitive := range []bool{true, false} {
		for i := range s.current {
			for _, x := range s.cells[i] {
				if x != c && x.status == release.Withheld && (x.reason != Partner) == sensitive && dot(null, x.column()) == 0 {
					return x
				}
			}
		}
	}
	return nil
}

// cellText names a cell: its measure or item, and its group.
func (s *system) cellText(c *cell) diag.Text {
	var t diag.Text
	if m := s.series[c.series].Measure; m != nil {
		t = diag.Text(m.Name)
	} else {
		t = diag.Text(s.series[c.series].Item.Name)
	}
	for a := range dim.Axis(dim.NumAxes) {
		if c.codes[a] == dim.Total {
			continue
		}
		e := s.env.Lists.Entry(a, c.codes[a])
		t.JA += "・" + e.JA
		if en := e.EN; en != "" {
			t.EN += ", " + en
		} else {
			t.EN += ", " + e.JA
		}
	}
	return t
}

// unfound finds the musts that no quarter has a cell for.
func unfound(musts []Must, found map[string]bool) diag.List {
	var finds diag.List
	for _, m := range musts {
		if !found[m.Text] {
			finds = append(finds, ruleMustNone.At(m.Pos, m.Text))
		}
	}
	return finds
}

// forcedFirst moves what has to be published to the front of the candidates.
func forcedFirst(a, b *cell) int {
	switch {
	case a.forced == b.forced:
		return 0
	case a.forced:
		return -1
	}
	return 1
}

// holdsForced reports whether a view of a branch has a cell that has to be
// published: then it is not left out whole.
func (s *system) holdsForced(t table) bool {
	return slices.ContainsFunc(s.forced, func(f forced) bool {
		v := f.cell.codes.View() &^ dim.ViewOf(dim.Kind, dim.Category)
		return v == t.view && s.branchOf(f.cell.series, f.cell.codes[dim.Kind]) == t.branch
	})
}
