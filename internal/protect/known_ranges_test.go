package protect

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/dim"
	"fukusen/internal/release"
)

// rangeOf tries all tables that fit what is published for the smallest and the
// largest value of a withheld number of persons; least is what withheld ones are
// at least.
func rangeOf(w *world, c *Cube, group string, least int64) [2]int64 {
	w.Helper()
	o := newOutsider(w, c)
	for i := range o.unknowns {
		o.unknowns[i].least = least
	}
	for _, b := range o.blocks() {
		for i, u := range b.unknowns {
			text, _ := o.unknowns[u].codes.MarshalText()
			if string(text) != "kind=company/"+group || o.unknowns[u].kind != hidden {
				continue
			}
			v := newPuzzle(o, b).room(i, want{width: far})
			if !v.sure {
				w.Fatal("not all tables were tried")
			}
			return [2]int64{v.min, v.max}
		}
	}
	w.Fatalf("%s is not withheld", group)
	return [2]int64{}
}

// Women of 20 to 29 can be 1 to 18 where zeros are public and 0 to 19 where they
// are not (DISCLOSURE 6).
func TestRangeOfSexByAge(t *testing.T) {
	w, opt := sexByAge(t, [3]int64{4, 18, 22}, [3]int64{15, 21, 24})
	c, _ := w.apply(opt)
	for least, want := range map[int64][2]int64{1: {1, 18}, 0: {0, 19}} {
		if got := rangeOf(w, c, "sex=f/age=20-29", least); got != want {
			t.Errorf("withheld numbers from %d: range is %v, want %v", least, got, want)
		}
	}
}

// Two fours in a line can be 1 to 7 each.
func TestRangeOfOneLine(t *testing.T) {
	w := newWorld(t, body{"a", "company", byName})
	for i, n := range []int64{4, 4, 40} {
		w.persons("persons", "org=a age="+[]string{"20-29", "30-39", "40-49"}[i], n)
	}
	c, _ := w.apply(Options{K: 5, Views: []dim.View{dim.ViewOf(), dim.ViewOf(dim.Age)}})
	if got := rangeOf(w, c, "age=20-29", 1); got != [2]int64{1, 7} {
		t.Errorf("range is %v, want 1 to 7", got)
	}
}

// A single small cell of a table with all margins public has at least three
// partners, in whatever table and place.
func TestThreePartners(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	for range 60 {
		w := newWorld(t, body{"a", "company", byName})
		small := [2]int{r.IntN(3), r.IntN(4)}
		for i, age := range []string{"20-29", "30-39", "40-49"} {
			for j, sport := range []string{"annet", "arbeid", "soshjelp", "trygd"} {
				n := 10 + r.Int64N(60)
				if small == [2]int{i, j} {
					n = 1 + r.Int64N(9)
				}
				w.persons("persons", fmt.Sprintf("org=a age=%s sport=%s", age, sport), n)
			}
		}
		c, reasons := w.apply(Options{Views: []dim.View{dim.ViewOf(), dim.ViewOf(dim.Age), dim.ViewOf(dim.Sport), dim.ViewOf(dim.Age, dim.Sport)}})
		safe(w, c)
		if n := reasons.Count(); n[Small] != 1 || n[Partner] < 3 {
			t.Errorf("reasons are %v, want 1 small and 3 partners at least", n)
		}
		margins := slices.DeleteFunc(withheld(c), func(g string) bool { return strings.Contains(g, "/") })
		if len(margins) > 0 {
			t.Errorf("margins are withheld: %v", margins)
		}
	}
}

// A total of 0 makes every part known, so none is withheld in vain.
func TestTotalOfZero(t *testing.T) {
	w := newWorld(t, body{"a", "company", byName})
	for _, age := range []string{"20-29", "30-39"} {
		w.persons("persons", "org=a age="+age, 40)
		w.persons("dual_any", "org=a age="+age, 0)
	}
	c, _ := w.apply(Options{})
	for _, rc := range cells(c) {
		if rc.Status == release.Withheld {
			t.Errorf("%s %v is withheld", rc.Measure, rc.Codes)
		}
	}
	w.want(c, "dual_any", "kind=company", "0")
	w.want(c, "dual_any", "kind=company age=20-29", "0")
}
