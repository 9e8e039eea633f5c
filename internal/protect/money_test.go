package protect

import (
	"fmt"
	"slices"
	"testing"

	"fukusen/internal/dim"
)

// Amounts are given in order to companies a, b, c ..., of which those in upper
// case agree that their own are shown.
func amounts(t *testing.T, bodies string, n ...int64) *world {
	t.Helper()
	var all []body
	for _, b := range bodies {
		shown := byName
		if b < 'a' {
			shown, b = withMoney, b-'A'+'a'
		}
		all = append(all, body{string(b), "company", shown})
	}
	w := newWorld(t, all...)
	for i, b := range all {
		w.persons("openings/positions", "org="+b.id, n[i])
	}
	return w
}

// A total of money needs three contributors, none of them so large that the
// second could tell its amount (DISCLOSURE 2).
func TestMoney(t *testing.T) {
	tests := []struct {
		bodies string
		n      []int64
		want   string
	}{
		{"abc", []int64{40, 30, 20}, "90"},
		{"ab", []int64{40, 30}, "withheld"},
		{"a", []int64{40}, "withheld"},
		{"abc", []int64{40, 30, 0}, "withheld"}, // a zero is no contributor
		{"abc", []int64{100, 10, 14}, "withheld"},
		{"abc", []int64{100, 10, 15}, "withheld"},    // 10 < 15: without the two largest, 10
		{"abcd", []int64{100, 15, 10, 5}, "130"},     // 15 = 15 % of 100
		{"abcd", []int64{100, 15, 9, 5}, "withheld"}, // 14
		{"Abcd", []int64{60, 30, 8, 2}, "withheld"},  // the rest is 30, 8 and 2
		{"Abcd", []int64{60, 30, 28, 12}, "130"},
		{"ABC", []int64{60, 3, 2}, "65"},      // an empty rest
		{"abc", []int64{0, 0, 0}, "withheld"}, // a total of 0 would tell what each has
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.bodies, tt.n), func(t *testing.T) {
			w := amounts(t, tt.bodies, tt.n...)
			c, _ := w.apply(Options{})
			w.want(c, "positions", "kind=company", tt.want)
			for i, b := range tt.bodies {
				want := "withheld"
				if b < 'a' {
					want, b = fmt.Sprint(tt.n[i]), b-'A'+'a'
				}
				w.want(c, "positions", fmt.Sprintf("kind=company org=%c", b), want)
			}
		})
	}
}

// The secret percentage counts, and nothing else than it.
func TestPercent(t *testing.T) {
	w := amounts(t, "abcd", 100, 15, 10, 5)
	c, _ := w.apply(Options{P: 16})
	w.want(c, "positions", "kind=company", "withheld")
}

// Companies of one owner are one contributor.
func TestOwner(t *testing.T) {
	orgs := "organisation,kind,name,disclosure,parent,reports,joined\n"
	for _, o := range []string{"a,", "b,a", "c,b", "d,"} {
		id := o[:1]
		orgs += fmt.Sprintf("%s,company,%s,named,%s,openings,2026fq1\n", id, id, o[2:])
	}
	w := worldOf(t, orgs, "code,name,name_en,parent,row,col\n99,県,Prefecture,,1,1\n")
	for _, id := range []string{"a", "b", "c", "d"} {
		w.persons("openings/positions", "org="+id, 25)
	}
	c, _ := w.apply(Options{})
	w.want(c, "positions", "kind=company", "withheld")
}

// The first of three cities has two reporters: its figure is withheld, and so
// is another one, since the total is known.
func TestCities(t *testing.T) {
	w := newWorld(t, slices.Concat(company("a", 2), company("b", 3), company("c", 5))...)
	for city, of := range map[string][]int64{"a": {150, 150}, "b": {170, 170, 160}, "c": {200, 200, 200, 200, 200}} {
		for i, n := range of {
			w.persons("openings/positions", fmt.Sprintf("org=%s%d area=9930%d", city, i, city[0]-'a'+1), n)
		}
	}
	c, _ := w.apply(Options{Views: []dim.View{dim.ViewOf(), dim.ViewOf(dim.Area)}})
	w.want(c, "positions", "kind=company", "1800")
	w.want(c, "positions", "kind=company area=99301", "withheld")
	open := 0
	for _, area := range []string{"99302", "99303"} {
		if w.show(c, "positions", "kind=company area="+area) == "withheld" {
			open++
		}
	}
	if open != 1 {
		t.Errorf("%d of the other cities are withheld, want 1", open)
	}
}

func company(prefix string, n int) (all []body) {
	for i := range n {
		all = append(all, body{fmt.Sprint(prefix, i), "company", byName})
	}
	return all
}

// Persons who were hired follow the rule for persons, what they cost that for
// money, and categories add up where the contract says so.
func TestClasses(t *testing.T) {
	w := newWorld(t, company("a", 3)...)
	for i, id := range []string{"a0", "a1", "a2"} {
		for _, channel := range []string{"dual", "other"} {
			group := "org=" + id + " category=hiring." + channel
			w.persons("hiring/hires", group, 11+int64(i))
			w.persons("hiring/external_cost", group, 1000)
		}
		w.persons("practice/value", "org="+id+" category=practice.insured", 12)
		w.persons("practice/value", "org="+id+" category=practice.okr_met", 3)
	}
	c, _ := w.apply(Options{})
	for _, tt := range []struct{ measure, group, want string }{
		{"hires", "kind=company", "72"},
		{"hires", "kind=company category=hiring.dual", "36"},
		{"hires", "kind=company org=a0", "22"},
		{"external_cost", "kind=company", "6000"},
		{"external_cost", "kind=company category=hiring.other", "3000"},
		{"external_cost", "kind=company org=a0", "withheld"},
		{"external_cost", "kind=company org=a0 category=hiring.dual", "withheld"},
		{"value", "kind=company category=practice.insured", "36"},
		{"value", "kind=company org=a0 category=practice.insured", "12"},
		{"value", "kind=company category=practice.okr_met", "9"},
		{"value", "kind=company org=a0 category=practice.okr_met", "withheld"},
		{"value", "kind=company", "-"}, // practices are never added
	} {
		if got := w.showIn(c, tt.measure, tt.group); got != tt.want {
			t.Errorf("%s %s: got %s, want %s", tt.measure, tt.group, got, tt.want)
		}
	}
}

// Of a public register nothing is withheld.
func TestRegister(t *testing.T) {
	w := newWorld(t, company("a", 1)...)
	for _, sex := range []string{"f", "m"} {
		w.persons("population/residents", "area=99301 sex="+sex, 3)
	}
	c, _ := w.apply(Options{})
	w.want(c, "residents", "area=99301 sex=f", "3")
	w.want(c, "residents", "area=99", "6")
	w.want(c, "residents", "", "6")
}
