package catalogue

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/goccy/go-yaml"
)

func TestParseTerm(t *testing.T) {
	for text, want := range map[string]Term{
		"people.dual_any":                 {Table: "people", Measure: "dual_any"},
		" -jobs.ended ":                   {Table: "jobs", Measure: "ended", Minus: true},
		"hiring.hires[dual]":              {Table: "hiring", Measure: "hires", Category: "hiring.dual"},
		"contribution.hours[a.b]":         {Table: "contribution", Measure: "hours", Category: "contribution.a.b"},
		"survey_frame.sampled[resident]":  {Table: "survey_frame", Measure: "sampled", Category: "resident"},
		"startups.active_12m":             {Table: "startups", Measure: "active_12m"},
		"-contribution.hours[community]":  {Table: "contribution", Measure: "hours", Category: "contribution.community", Minus: true},
		"people":                          {text: "people"},
		"people.":                         {text: "people."},
		"People.persons":                  {text: "People.persons"},
		"people.persons[]":                {text: "people.persons[]"},
		"people.persons[a] people.wish":   {text: "people.persons[a] people.wish"},
		"people.persons / people.wish":    {text: "people.persons / people.wish"},
		"people.dual_any\npeople.persons": {text: "people.dual_any\npeople.persons"},
		"":                                {},
	} {
		if got := ParseTerm(text); got != want {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}

// A term that can be read is written as it is read; another stays as it was.
func FuzzParseTerm(f *testing.F) {
	for _, text := range []string{"people.dual_any", "-jobs.ended", "hiring.hires[dual]", "survey_frame.size[resident]", "people.persons[people.x]", "人数", "a.b[", "--a.b", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		term := ParseTerm(text)
		if term.Table == "" {
			if term.String() != text || term != (Term{text: text}) {
				t.Fatalf("%q became %+v, written as %q", text, term, term)
			}
			return
		}
		if again := ParseTerm(term.String()); again != term {
			t.Fatalf("%q is %+v, written as %q and read as %+v", text, term, term, again)
		}
	})
}

// The catalogue is kept in a release as JSON, and read from it.
func TestTermsAreKept(t *testing.T) {
	for _, text := range []string{"people.wish", "[people.wish]", "[jobs.started, -jobs.ended]", "['hiring.hires[dual]', nonsense]"} {
		var read, kept Terms
		if err := yaml.Unmarshal([]byte(text), &read); err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(read)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, &kept); err != nil || !slices.Equal(read, kept) {
			t.Errorf("%s: read %v, kept %v (%v)", text, read, kept, err)
		}
	}
	var none Terms
	if err := yaml.Unmarshal([]byte("{table: people}"), &none); err == nil {
		t.Errorf("a map is read as %v", none)
	}
}
