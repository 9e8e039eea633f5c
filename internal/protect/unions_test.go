package protect

import (
	"fmt"
	"testing"

	"fukusen/internal/cube"
	"fukusen/internal/release"
)

// small lists the withheld groups of a series with fewer than five in them, by
// their true numbers.
func (o *oracle) small(series string, all []release.Cell) (groups []release.Cell, counts []int64) {
	for _, rc := range all {
		if rc.Status != release.Withheld || isAnswer(rc) || o.w.name(rc) != series {
			continue
		}
		if n, _ := o.total(series, rc); n.Sum > 0 && n.Sum < 5 && n.SourceWithheld == 0 {
			groups, counts = append(groups, rc), append(counts, n.Sum)
		}
	}
	return groups, counts
}

// follows reports whether the sum of groups without anybody in common can be
// computed.
func (o *oracle) follows(series string, groups ...release.Cell) bool {
	twice := false
	derivable := o.derivable(series, func(x *cube.Cell) bool {
		in := 0
		for _, g := range groups {
			if o.within(x, g) {
				in++
			}
		}
		twice = twice || in > 1
		return in > 0
	})
	return derivable && !twice
}

// Two or three small groups that are withheld are not known together either.
func TestSmallUnionsDoNotFollow(t *testing.T) {
	looked := 0
	each(t, func(w *world, c *Cube, o *oracle) {
		for series := range o.units {
			groups, n := o.small(series, cells(c))
			for i := range groups {
				for j := range i {
					if n[i]+n[j] < 5 {
						looked++
						if o.follows(series, groups[i], groups[j]) {
							t.Errorf("%s: %v and %v together are known to be %d", series, groups[i].Codes, groups[j].Codes, n[i]+n[j])
						}
					}
				}
			}
		}
	})
	if looked == 0 {
		t.Error("there are no two small groups: this tests nothing")
	}
}

// Two single persons in one column follow from three other lines together,
// though no line leaves the two alone: the column of the unknown less what the
// rows of the first two ages leave to it, and that less the column of others.
func TestUnionOverSeveralLines(t *testing.T) {
	w := newWorld(t, body{"o1", "company", byName})
	counts := map[string][4]int64{
		"m": {40, 41, 42, 43}, "x": {3, 4, 0, 0}, "unknown": {20, 21, 1, 1},
	}
	for sex, ages := range counts {
		for i, n := range ages {
			w.persons("persons", fmt.Sprintf("org=o1 area=99301 sex=%s age=%d0-%d9", sex, i+2, i+2), n)
		}
	}
	w.persons("persons", "org=o1 area=99301 sex=x age=unknown", 50) // can be shown, so the view is worth it
	w.persons("persons", "org=o1 area=99301 sex=m age=unknown", 60)
	c, _ := w.apply(Options{K: 5})
	o := newOracle(w, c)
	groups, n := o.small("persons", cells(c))
	pairs := 0
	for i := range groups {
		for j := range i {
			if n[i]+n[j] != 2 || groups[i].Codes == groups[j].Codes {
				continue
			}
			pairs++
			if o.follows("persons", groups[i], groups[j]) {
				t.Errorf("%v and %v together are known to be 2", groups[i].Codes, groups[j].Codes)
			}
		}
	}
	if pairs == 0 {
		t.Error("the two single persons are not withheld one by one")
	}
}
