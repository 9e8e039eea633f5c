package catalogue

import (
	"strings"
	"testing"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
)

func nowhere(int) diag.Pos { return diag.Pos{File: "fukusen.yaml"} }

// The entries that we ship obey the rules that we set for others.
func TestCoreIsValid(t *testing.T) {
	core, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	all, finds := Catalogue(nil).With(core, contract.New(nil), nowhere)
	for _, f := range finds {
		t.Error(f)
	}
	if len(all) != len(core) {
		t.Errorf("%d of %d entries are left", len(all), len(core))
	}
	for _, e := range core {
		for field, name := range map[string]contract.Name{"name": e.Name, "definition": e.Definition} {
			if name.JA == "" || name.EN == "" {
				t.Errorf("%s: %s is missing in a language", e.ID, field)
			}
		}
	}
}

func TestOwnEntries(t *testing.T) {
	own := []contract.Item{{ID: "sat", Answers: []contract.Answer{{Code: "good"}}}}
	good := Entry{ID: "v1", Pillar: "wellbeing", Form: Distribution, Item: "sat", Population: "visitor", Direction: Up}
	tests := []struct {
		name   string
		change func(*Entry)
		want   string // part of the finding; "" means good
	}{
		{"good", func(*Entry) {}, ""},
		{"id", func(e *Entry) { e.ID = "V 1" }, `"V 1" cannot be the id`},
		{"pillar", func(e *Entry) { e.Pillar = "joy" }, `pillar cannot be "joy"`},
		{"item", func(e *Entry) { e.Item = "sleep" }, `item cannot be "sleep"`},
		{"mean of labels", func(e *Entry) { e.Form = Mean }, `item cannot be "sat"`},
		{"population", func(e *Entry) { e.Population = "bird" }, `population cannot be "bird"`},
		{"measure", func(e *Entry) { e.Form, e.Table, e.Numerator, e.Denominator = Rate, "people", "dual", "persons" }, `numerator cannot be "dual"`},
	}
	for _, tt := range tests {
		e := good
		tt.change(&e)
		all, finds := Catalogue(nil).With([]Entry{e}, contract.New(own), nowhere)
		if tt.want == "" {
			if len(finds) > 0 || len(all) != 1 || !all[0].Sampled {
				t.Errorf("%s: %v, %v", tt.name, all, finds)
			}
			continue
		}
		if len(finds) == 0 || !strings.Contains(finds[0].Error(), tt.want) {
			t.Errorf("%s: got %v, want %s", tt.name, finds, tt.want)
		}
	}
}

func TestOwnEntryReplacesOurs(t *testing.T) {
	core, err := Core()
	if err != nil {
		t.Fatal(err)
	}
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
