package protect

import (
	"slices"
	"strings"
	"testing"

	"fukusen/internal/dim"
	"fukusen/internal/exact"
	"fukusen/internal/release"
)

// The known answer of DISCLOSURE 6: women in their twenties can be 1 to 18 where
// zeros are public, and 0 to 19 where they are sensitive, too.
func TestZerosInKnownTable(t *testing.T) {
	for _, zeros := range [][]string{nil, {"people"}} {
		w, opt := sexByAge(t, [3]int64{4, 18, 22}, [3]int64{15, 21, 24})
		opt.Zeros = zeros
		raw := w.cube()
		s := newSystem(systems(raw, quarter)[0], w.env, opt, nil, nil)
		if err := s.solve(false); err != nil {
			t.Fatal(err)
		}
		n := newNet(s)
		for u, k := range n.of {
			if c := n.nodes[k].cell; c != nil && c.sums.Sum == 4 {
				n.needs[u].Low, n.needs[u].High = 0, 19
				if zeros == nil {
					n.needs[u].Low, n.needs[u].High = 1, 18
				}
				outer, walked := n.program.Outer()[u], n.program.Ranges(n.start, n.needs)[u]
				if outer.Min != n.needs[u].Low || outer.Max != n.needs[u].High || walked.Min != outer.Min || walked.Max != outer.Max {
					t.Errorf("zeros %v: %v, witnesses %v", zeros, outer, walked)
				}
				if !exact.Fits(n.start, n.program.Lower, n.program.Upper, n.program.Equations) {
					t.Error("the truth does not fit")
				}
			}
		}
	}
}

// Neither a zero nor a missing row tells that there is nobody.
func TestSensitiveZeros(t *testing.T) {
	make := func(zeros ...string) *Cube {
		w := newWorld(t, body{"a", "company", byName}, body{"b", "company", byName})
		for _, org := range []string{"a", "b"} {
			for i, age := range []string{"20-29", "30-39", "40-49", "50-59"} {
				w.persons("persons", "org="+org+" sex=m age="+age, 30+int64(i))
				w.persons("persons", "org="+org+" sex=unknown age="+age, 20+int64(i))
				if i < 3 {
					w.persons("persons", "org="+org+" sex=f age="+age, 40+int64(i))
					w.persons("persons", "org="+org+" sex=x age="+age, 30+int64(i))
				}
			}
		}
		w.persons("persons", "org=b sex=f age=50-59", 0)
		c, _ := w.apply(Options{Zeros: zeros, Views: []dim.View{dim.ViewOf(), dim.ViewOf(dim.Sex), dim.ViewOf(dim.Age), dim.ViewOf(dim.Sex, dim.Age)}})
		return c
	}
	for _, c := range []*Cube{make(), make("people")} {
		f, _ := c.Release(quarter)
		sensitive := len(f.Rules.SensitiveZeros) > 0
		groups := map[string]release.Status{}
		for _, rc := range f.Cells {
			text, _ := rc.Codes.MarshalText()
			if groups[strings.TrimPrefix(string(text), "kind=company/")] = rc.Status; sensitive && rc.Status == release.Published && rc.Value == 0 {
				t.Errorf("%s is published as 0", text)
			}
		}
		zero, there := groups["sex=f/age=50-59"]
		_, missing := groups["sex=x/age=50-59"]
		if sensitive && (zero != release.Withheld || !missing) || !sensitive && (there && zero != release.Published || missing) {
			t.Errorf("sensitive %v: 0 is %q, a group of nobody has a row: %v", sensitive, zero, missing)
		}
	}
}

// Which rows there are says nothing but which codes are used.
func TestRowsOfSensitiveZeros(t *testing.T) {
	for seed := range uint64(400) {
		x := newTable(t, seed)
		if !slices.Contains(x.opt.Zeros, "people") {
			continue
		}
		c, _ := x.apply(x.opt)
		rows, codes := map[dim.View]int{}, map[dim.Axis]map[dim.Code]bool{}
		for s := range c.Of(quarter, "people", "persons", dim.Total) {
			if c.Lists().ID(dim.Kind, s.Key.Codes[dim.Kind]) != "school" {
				continue
			}
			v := s.Key.Codes.View() &^ dim.ViewOf(dim.Kind)
			rows[v]++
			for _, a := range v.Axes() {
				if codes[a] == nil {
					codes[a] = map[dim.Code]bool{}
				}
				codes[a][s.Key.Codes[a]] = true
			}
		}
		for v, n := range rows {
			want := 1
			for _, a := range v.Axes() {
				want *= len(codes[a])
			}
			if n != want {
				t.Errorf("seed %d: %v has %d rows of %d", seed, v, n, want)
			}
		}
	}
}
