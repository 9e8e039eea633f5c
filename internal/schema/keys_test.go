package schema_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/schema"
	"fukusen/internal/source"
)

// What the schema of source.yaml lets stand, source takes, and nothing else:
// each value, and one that is none of them or out of bounds.
func TestValuesOfSourceKeys(t *testing.T) {
	about := schema.SourceKeys(contract.New(nil))
	for _, path := range slices.Sorted(maps.Keys(about)) {
		k := about[path]
		values, wrong := k.Enum, "zzz"
		if k.Max != 0 {
			values, wrong = []string{fmt.Sprint(k.Min), fmt.Sprint(k.Max)}, fmt.Sprint(k.Max+1)
		}
		if values == nil || path == "table" || path == "format" { // table is looked up when a file is read
			continue
		}
		if numeric := strings.Trim(values[0], "0123456789") == ""; numeric && wrong == "zzz" {
			wrong = "7"
		}
		for _, v := range append(slices.Clone(values), wrong) {
			_, finds, err := source.Mappings(fstest.MapFS{"source.yaml": {Data: []byte(setting(path, v))}}, []string{"source.yaml"})
			if err != nil {
				t.Fatal(err)
			}
			if good := v != wrong; good != (finds.Errors() == 0) {
				t.Errorf("%s: %s: %v", path, v, finds)
			}
		}
	}
}

// setting writes a source.yaml with a value of a key.
func setting(path, value string) string {
	group, key, inside := strings.Cut(path, ".")
	switch {
	case path == "markers":
		return "format: 1\nmarkers: {'※': " + value + "}\n"
	case inside && key == "column":
		return "format: 1\n" + group + ": {column: " + value + "}\n"
	case inside:
		return "format: 1\n" + group + ": {column: 列, " + key + ": " + value + "}\n"
	}
	return "format: 1\n" + path + ": " + value + "\n"
}

// The words of the KPIs are those of package catalogue.
func TestWordsOfKPIs(t *testing.T) {
	about := schema.SiteKeys()
	for _, field := range []string{"pillar", "form", "direction", "window", "interval"} {
		if got, want := about["kpis[]."+field].Enum, catalogue.Words(field); len(want) == 0 || !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", field, got, want)
		}
	}
}

// What takes one text or a list of texts says so.
func TestTextOrTexts(t *testing.T) {
	type settings struct {
		Terms catalogue.Terms `yaml:"terms"`
	}
	text, _, _ := schema.Keys("x", reflect.TypeFor[settings](), map[string]schema.Key{"terms": {Text: "a"}})
	var s struct {
		Properties map[string]struct {
			Type  []string
			Items struct{ Type string }
		}
	}
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	if p := s.Properties["terms"]; !slices.Equal(p.Type, []string{"string", "array"}) || p.Items.Type != "string" {
		t.Errorf("terms are described as %+v", p)
	}
}

// A key without a description is found, and a description without a key.
func TestKeysLacking(t *testing.T) {
	type group struct {
		Inner string `yaml:"inner"`
	}
	type settings struct {
		Known  int               `yaml:"known,omitempty"`
		New    []group           `yaml:"new"`
		Words  map[string]string `yaml:"words"`
		Hidden string            `yaml:"-"`
	}
	_, lacking, unused := schema.Keys("x", reflect.TypeFor[settings](), map[string]schema.Key{"known": {Text: "a"}, "new": {Text: "b"}, "gone": {Text: "c"}})
	if !slices.Equal(lacking, []string{"new[].inner", "words"}) || !slices.Equal(unused, []string{"gone"}) {
		t.Errorf("lacking %v, unused %v", lacking, unused)
	}
}
