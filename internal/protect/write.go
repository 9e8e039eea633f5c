package protect

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/cube"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
	"fukusen/internal/release"
)

// description is what is published of a site beside its numbers.
type description struct {
	registry, catalogue, items json.RawMessage
}

func describe(env Env) (d description, err error) {
	if d.registry, err = json.Marshal(env.Registry.Public()); err != nil {
		return d, err
	}
	if d.catalogue, err = json.Marshal(env.Catalogue); err != nil {
		return d, err
	}
	d.items, err = json.Marshal(env.Contract.Counted())
	return d, err
}

// write adds the cells to the release file, without the numbers of those that
// are withheld.
func (s *system) write(f *release.File, used *used, reasons *Reasons) {
	reasons.leave(s)
	for i := range s.current {
		for _, c := range s.cells[i] {
			for _, out := range s.publish(&s.series[i], c, used) {
				f.Cells = append(f.Cells, out)
			}
			if c.status == release.Withheld {
				reasons.Cells = append(reasons.Cells, Because{
					Quarter: s.series[i].Quarter, Table: s.series[i].Table, Measure: name(&s.series[i]),
					Codes: s.env.Lists.IDs(c.codes), Reason: c.reason,
				})
			}
		}
	}
}

func name(s *cube.Series) string {
	if s.Item != nil {
		return contract.CategoryOf(s.Population, s.Item.ID, "")
	}
	return s.Measure.ID
}

// publish gives the rows of a cell: itself, and for a survey item its answers,
// which are shown or withheld with it. How many gave no answer to an item is
// not told, only whether anybody did: with the respondents to one item it gives
// those to the others, some of which may be withheld.
func (s *system) publish(series *cube.Series, c *cell, used *used) []release.Cell {
	out := release.Cell{Table: series.Table, Status: c.told(), Codes: s.env.Lists.IDs(c.codes)}
	used.add(c.codes)
	if series.Item == nil {
		out.Measure = series.Measure.ID
		if out.Status == release.Published {
			out.Value, out.Missing = c.sums.Sum, c.sums.Missing
		}
		return []release.Cell{out}
	}
	out.Measure = contract.MeasureRespondents
	out.Codes[dim.Category] = contract.CategoryOf(series.Population, series.Item.ID, "")
	used.addID(dim.Category, out.Codes[dim.Category])
	if out.Status == release.Published {
		out.Value, out.Missing = c.sums.Sum, min(c.sums.Missing, 1)
		if series.Item.Mean {
			out.Moments = &release.Moments{Sum: c.sums.Points, Squares: c.sums.Squares}
		}
		out.Weighted = c.weighted()
	}
	all := []release.Cell{out}
	for j, a := range series.Item.Answers {
		answer := out
		answer.Moments, answer.Weighted, answer.Missing = nil, nil, 0
		answer.Codes[dim.Category] = contract.CategoryOf(series.Population, series.Item.ID, a.Code)
		used.addID(dim.Category, answer.Codes[dim.Category])
		if out.Status == release.Published {
			answer.Value = c.answers[j]
			answer.Weighted = c.weightedAnswer(j)
		}
		all = append(all, answer)
	}
	return all
}

// weighted gives the weights of a published cell; nil if the series has none.
func (c *cell) weighted() *release.Weighted {
	switch w := c.weights; {
	case w == nil:
		return nil
	case c.weightless:
		return &release.Weighted{Withheld: true}
	default:
		return &release.Weighted{Sum: w.All, Squares: w.AllSquares, Points: w.Points, SquarePoints: w.SquarePoints, SquareSquares: w.SquareSquares}
	}
}

// weightedAnswer is weighted for those who gave the j-th answer.
func (c *cell) weightedAnswer(j int) *release.Weighted {
	all := c.weighted()
	if all == nil || all.Withheld {
		return all
	}
	return &release.Weighted{Sum: c.weights.Of[j], Squares: c.weights.Squares[j]}
}

// used collects the codes that occur in a release, with their ancestors.
type used struct {
	from *dim.Lists
	ids  [dim.NumAxes]map[dim.Code]bool
}

func newUsed(from *dim.Lists) *used {
	u := &used{from: from}
	for a := range u.ids {
		u.ids[a] = map[dim.Code]bool{}
	}
	return u
}

func (u *used) add(codes dim.Codes) {
	for a, c := range codes {
		for ; c != dim.Total && !u.ids[a][c]; c = u.from.Parent(dim.Axis(a), c) {
			u.ids[a][c] = true
		}
	}
}

func (u *used) addID(a dim.Axis, id string) {
	if c, ok := u.from.Code(a, id); ok {
		u.add(dim.Codes{}.With(a, c))
	}
}

func (u *used) lists() map[string][]dim.Entry {
	lists := map[string][]dim.Entry{}
	for a := range dim.Axis(dim.NumAxes) {
		codes := make([]dim.Code, 0, len(u.ids[a]))
		for c := range u.ids[a] {
			codes = append(codes, c)
		}
		slices.Sort(codes)
		for _, c := range codes {
			lists[a.String()] = append(lists[a.String()], u.from.Entry(a, c))
		}
	}
	return lists
}

// receipts says of every organisation and table who was expected in the
// quarter and whether they reported, by organisation and table. Unlisted
// organisations come last and without anything that tells them apart: a place
// among the others would say what their number begins with.
//
// Where the quarter was released before, whoever sent other numbers since has a
// higher revision, so that everybody can tell whose numbers are the same.
func receipts(raw *cube.Cube, q dim.Quarter, env Env, b *before) []release.Receipt {
	got := reported(raw)
	revised := b.revised(raw.Of(q), env)
	var out []release.Receipt
	for _, o := range env.Registry.Organisations() {
		for _, t := range tables(o, q, got) {
			quarters := got[sender{o.ID, t}]
			if !active(o, q) || !expected(o.Frequency, quarters, q) {
				continue
			}
			r := release.Receipt{Organisation: o.ID, Kind: o.Kind, Table: t, Reported: quarters[q] > 0, Revision: quarters[q]}
			if o.Unlisted {
				r.Organisation, r.Revision = "", 0
			}
			if r.Reported {
				r.Revision = max(r.Revision, revised[sender{o.ID, t}])
			}
			out = append(out, r)
		}
	}
	slices.SortFunc(out, compareReceipts)
	return out
}

func compareReceipts(a, b release.Receipt) int {
	if (a.Organisation == "") != (b.Organisation == "") {
		return strings.Compare(b.Organisation, a.Organisation)
	}
	reported := func(r release.Receipt) int {
		if r.Reported {
			return 0
		}
		return 1
	}
	return cmp.Or(
		strings.Compare(a.Organisation, b.Organisation), strings.Compare(a.Kind, b.Kind),
		strings.Compare(a.Table, b.Table), cmp.Compare(reported(a), reported(b)),
	)
}

type sender struct{ organisation, table string }

// reported gives the newest revision of what each organisation sent, by
// quarter.
func reported(raw *cube.Cube) map[sender]map[dim.Quarter]int {
	got := map[sender]map[dim.Quarter]int{}
	for _, r := range raw.Receipts {
		k := sender{r.Organisation, contract.FamilyOf(r.Table)}
		if got[k] == nil {
			got[k] = map[dim.Quarter]int{}
		}
		got[k][r.Quarter] = max(got[k][r.Quarter], r.Revision, 1)
	}
	return got
}

// tables lists what is expected of an organisation: what the register says and
// what it sent for the quarter; where the register is silent, what it ever sent.
func tables(o registry.Organisation, q dim.Quarter, got map[sender]map[dim.Quarter]int) []string {
	var all []string
	for _, t := range o.Reports {
		all = append(all, contract.FamilyOf(t))
	}
	for k, quarters := range got {
		if k.organisation == o.ID && (len(o.Reports) == 0 || quarters[q] > 0) {
			all = append(all, k.table)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// active reports whether an organisation takes part in a quarter.
func active(o registry.Organisation, q dim.Quarter) bool {
	return q >= o.Joined && (o.Left == 0 || q <= o.Left)
}

// expected reports whether a report is due: each quarter, or when none came in
// the quarters before that the frequency allows.
func expected(frequency string, reported map[dim.Quarter]int, q dim.Quarter) bool {
	every := dim.Quarter(map[string]int{"half": 2, "year": 4}[frequency])
	if reported[q] > 0 {
		return true
	}
	for p := q - 1; p > q-every; p-- {
		if reported[p] > 0 {
			return false
		}
	}
	return true
}
