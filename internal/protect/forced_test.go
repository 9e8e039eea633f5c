package protect

import (
	"strings"
	"testing"

	"fukusen/internal/diag"
	"fukusen/internal/release"
)

// must gives what becomes of a table with cells that have to be published.
func must(w *world, opt Options, cells ...string) (*Cube, diag.List) {
	w.Helper()
	for _, text := range cells {
		m, ok := ParseMust(text, diag.Pos{File: "fukusen.yaml", Line: 3})
		if !ok {
			w.Fatalf("%q cannot be read", text)
		}
		opt.Must = append(opt.Must, m)
	}
	c, _, finds, err := Apply(w.cube(), &release.Ledger{}, w.env, opt)
	if err != nil {
		w.Fatal(err)
	}
	return c, finds
}

// A partner that has to be published stays; another is taken for it.
func TestForcedRanksFirst(t *testing.T) {
	numbers := func() (*world, Options) { return sexByAge(t, [3]int64{4, 18, 22}, [3]int64{15, 21, 24}) }
	w, opt := numbers()
	plain, _ := must(w, opt)
	var partner string
	for _, g := range withheld(plain) {
		if strings.HasPrefix(g, "sex=f/") && g != "sex=f/age=20-29" {
			partner = g
		}
	}
	c, finds := must(w, opt, "people/persons/kind=company/"+partner)
	if len(finds) > 0 {
		t.Fatal(finds)
	}
	w.want(c, "persons", "kind=company "+strings.ReplaceAll(partner, "/", " "), w.truth("persons", "kind=company "+strings.ReplaceAll(partner, "/", " ")))
	safe(w, c)
}

// What leaks is named, with what it would reveal.
func TestForcedThatLeaks(t *testing.T) {
	w, opt := sexByAge(t, [3]int64{4, 18, 22}, [3]int64{15, 21, 24})
	for _, x := range []struct {
		cells []string
		words []string
	}{
		{[]string{"people/persons/kind=company/sex=f/age=20-29"}, []string{"sex=f/age=20-29", "2026fq1", "few persons"}},
		{[]string{"people/persons/kind=company/sex=m/age=20-29", "people/persons/kind=company/age=20-29"}, []string{"withheld number of", "20"}},
		{[]string{"people/persons/kind=company/sport=trygd"}, []string{"is in no quarter"}},
	} {
		_, finds := must(w, opt, x.cells...)
		if len(finds) != 1 || finds[0].Pos.Line != 3 || finds[0].Warn() {
			t.Errorf("%v: %v, want one error", x.cells, finds)
			continue
		}
		for _, word := range x.words {
			if msg := finds[0].Msg(diag.EN); !strings.Contains(msg, word) {
				t.Errorf("%q does not tell %q", msg, word)
			}
		}
	}
}

func TestParseMust(t *testing.T) {
	for _, bad := range []string{"", "people", "people/persons", "/persons/kind=company", "people/persons/kind", "people/persons/form=x", "people/persons/kind=A b"} {
		if _, ok := ParseMust(bad, diag.Pos{}); ok {
			t.Errorf("%q is read", bad)
		}
	}
}
