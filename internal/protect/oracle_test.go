package protect

import (
	"math/big"
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/cube"
	"fukusen/internal/dim"
	"fukusen/internal/release"
)

// An oracle knows what follows from a release by adding, subtracting and
// scaling, over the rational numbers and dense: another road than the code
// under test. No published number spans two series, so each has its own.
type oracle struct {
	w     *world
	raw   *cube.Cube
	units map[string][]*cube.Cell // by series: what an attacker does not know beforehand
	basis map[string][][]*big.Rat
}

func newOracle(w *world, c *Cube) *oracle {
	o := &oracle{w: w, raw: w.cube(), units: map[string][]*cube.Cell{}, basis: map[string][][]*big.Rat{}}
	for i := range o.raw.Series {
		s := &o.raw.Series[i]
		for j := range s.Cells {
			x := &s.Cells[j]
			if x.Sums.Sum > 0 || x.Sums.SourceWithheld > 0 || told(s, x.Codes[dim.Kind]) && !o.shown(name(s), x) {
				o.units[name(s)] = append(o.units[name(s)], x)
			}
		}
	}
	f, _ := c.Release(quarter)
	for _, rc := range f.Cells {
		if id := w.name(rc); rc.Status != release.Withheld && !isAnswer(rc) {
			o.add(id, o.column(id, func(x *cube.Cell) bool { return o.within(x, rc) }))
		}
	}
	return o
}

// told reports whether anybody of a kind gave a number of a series: then blanks
// of those who show none are as little known as their zeros.
func told(s *cube.Series, kind dim.Code) bool {
	return slices.ContainsFunc(s.Cells, func(x cube.Cell) bool {
		return x.Codes[dim.Kind] == kind && (x.Sums.Rows > 0 || x.Sums.SourceWithheld > 0)
	})
}

func isAnswer(rc release.Cell) bool {
	return rc.Measure == contract.MeasureRespondents && strings.Count(rc.Codes[dim.Category], ".") == 2
}

// shown reports whether the organisation of a cell shows its own numbers of a
// series.
func (o *oracle) shown(series string, x *cube.Cell) bool {
	if moneyOf[series] && !o.w.env.Registry.Organisation(o.organisation(x)).MoneyConsent {
		return false
	}
	return o.named(x)
}

// moneyOf are the series of random worlds that follow the rule for money.
var moneyOf = map[string]bool{"external_cost": true}

func (o *oracle) named(x *cube.Cell) bool {
	b := o.organisation(x)
	return !o.w.env.Registry.Organisation(b).Aggregate && !o.w.env.Registry.Organisation(b).Unlisted
}

func (o *oracle) organisation(x *cube.Cell) string {
	return o.w.env.Lists.ID(dim.Organisation, x.Codes[dim.Organisation])
}

// within reports whether a finest cell belongs to the group of a release cell.
func (o *oracle) within(x *cube.Cell, rc release.Cell) bool {
	for a, id := range rc.Codes {
		axis := dim.Axis(a)
		if id == "" || axis == dim.Category && rc.Measure == contract.MeasureRespondents {
			continue // of a survey it is the series
		}
		if axis == dim.Organisation && id == "unlisted" {
			if !o.w.env.Registry.Organisation(o.organisation(x)).Unlisted {
				return false
			}
			continue
		}
		code, ok := o.w.env.Lists.Code(axis, id)
		if !ok || !o.w.env.Lists.Within(axis, x.Codes[a], code) {
			return false
		}
	}
	return true
}

func (o *oracle) column(series string, in func(*cube.Cell) bool) []*big.Rat {
	col := make([]*big.Rat, len(o.units[series]))
	for i, x := range o.units[series] {
		col[i] = new(big.Rat)
		if in(x) {
			col[i].SetInt64(1)
		}
	}
	return col
}

func empty(col []*big.Rat) bool { return first(col) < 0 }

func first(col []*big.Rat) int {
	for i, x := range col {
		if x.Sign() != 0 {
			return i
		}
	}
	return -1
}

// reduce takes away from a column its part in the span; the basis is in echelon
// form, each vector 1 at its first place.
func (o *oracle) reduce(series string, col []*big.Rat) []*big.Rat {
	for _, b := range o.basis[series] {
		f := new(big.Rat).Set(col[first(b)])
		if f.Sign() == 0 {
			continue
		}
		for i := range col {
			col[i].Sub(col[i], new(big.Rat).Mul(f, b[i]))
		}
	}
	return col
}

func (o *oracle) add(series string, col []*big.Rat) {
	col = o.reduce(series, col)
	p := first(col)
	if p < 0 {
		return
	}
	inv := new(big.Rat).Inv(col[p])
	for i := range col {
		col[i].Mul(col[i], inv)
	}
	o.basis[series] = append(o.basis[series], col)
}

// derivable reports whether a sum follows from what is published.
func (o *oracle) derivable(series string, in func(*cube.Cell) bool) bool {
	return empty(o.reduce(series, o.column(series, in)))
}
