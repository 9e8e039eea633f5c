package catalogue

import (
	"slices"
	"testing"
	"unicode/utf8"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
)

func nowhere(int, string) diag.Pos { return diag.Pos{File: "fukusen.yaml"} }

func coreOf(t *testing.T) Catalogue {
	t.Helper()
	core, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	return core
}

// The entries that we ship obey the rules that we set for others.
func TestCoreIsValid(t *testing.T) {
	core := coreOf(t)
	all, finds := Catalogue(nil).With(core, contract.New(nil), nowhere)
	for _, f := range finds {
		t.Error(f)
	}
	if !slices.Equal(all.IDs(), core.IDs()) {
		t.Errorf("the entries are not in the order of the pillars, or some are lost: %v", all.IDs())
	}
}

// Charts have room for a short name, and people read a short definition.
const (
	longestName       = 24
	longestDefinition = 140
)

// Every entry can be read in both languages, and told from the others.
func TestCoreIsReadable(t *testing.T) {
	labels, names := map[string]string{}, map[string]string{}
	for _, e := range coreOf(t) {
		texts := map[string]contract.Name{"name": e.Name, "definition": e.Definition}
		if e.Form == Ratio {
			texts["unit"] = e.Unit
		}
		for _, r := range e.References {
			texts["reference"] = r.Name
			if r.Source == "" {
				t.Errorf("%s: a reference has no source", e.ID)
			}
		}
		if e.Note.JA+e.Note.EN != "" {
			texts["note"] = e.Note
		}
		for field, name := range texts {
			if name.JA == "" || name.EN == "" {
				t.Errorf("%s: %s is missing in a language", e.ID, field)
			}
		}
		if n := utf8.RuneCountInString(e.Definition.JA); n > longestDefinition {
			t.Errorf("%s: the definition has %d letters", e.ID, n)
		}
		if n := utf8.RuneCountInString(e.Name.JA); n > longestName {
			t.Errorf("%s: the name has %d letters", e.ID, n)
		}
		if e.Label == "" || labels[e.Label] != "" {
			t.Errorf("%s: the label %q is missing, or that of %s", e.ID, e.Label, labels[e.Label])
		}
		for _, name := range []string{e.Name.JA, e.Name.EN} {
			if names[name] != "" {
				t.Errorf("%s has the name of %s", e.ID, names[name])
			}
			names[name] = e.ID
		}
		labels[e.Label] = e.ID
	}
}

// The core register of the handbook, by its labels: none is missing. E1, E12
// and E23 are kept as a register, which no measure is of.
func TestCoreIsWhole(t *testing.T) {
	has := map[string]bool{}
	for _, e := range coreOf(t) {
		has[e.Label] = true
	}
	for _, label := range []string{
		"A1b", "A1n", "A1w", "A1r", "A2", "A2p", "A2u", "A3s", "A3c", "A3i",
		"O1", "O1e", "O1n", "O1f", "O1p", "O2", "O2d", "O2o", "O2x", "O2r", "O3", "O3p", "O3s", "O4r", "O4t", "O5h", "O5r", "O6h", "O6r", "O6s",
		"W1", "W2", "W3", "W4a", "W4b", "W4c", "W5", "W5g", "W6", "F-1", "F-2", "F-3", "F-4",
		"E2", "E3", "E4", "E5", "E6", "E7", "E8", "E9", "E10", "E11", "E13", "E14", "E15", "E16", "E17", "E18", "E19", "E20", "E21", "E22",
		"E24", "E25", "E26", "E27", "E28", "E29", "E30", "E32", "E33", "E34",
	} {
		if !has[label] {
			t.Errorf("%s is missing", label)
		}
	}
}

func TestOwnEntryReplacesOurs(t *testing.T) {
	core := coreOf(t)
	mine := core[0]
	mine.Name.JA = "複線率"
	all, finds := core.With([]Entry{mine}, contract.New(nil), nowhere)
	if len(finds) > 0 || len(all) != len(core) {
		t.Fatal(len(all), finds)
	}
	if e, _ := all.Entry(mine.ID); e.Name.JA != "複線率" {
		t.Errorf("the name is %q", e.Name.JA)
	}
	if core[0].Name.JA == "複線率" {
		t.Error("the core catalogue was changed")
	}
}

// Only what is asked of people is a sample.
func TestSampled(t *testing.T) {
	all, _ := Catalogue(nil).With(coreOf(t), contract.New(nil), nowhere)
	for id, want := range map[string]bool{"w1": true, "w4a": true, "e25": true, "a1b": false, "o1": false, "o2x": false} {
		if e, ok := all.Entry(id); !ok || e.Sampled != want {
			t.Errorf("%s: sampled %v", id, !want)
		}
	}
}
