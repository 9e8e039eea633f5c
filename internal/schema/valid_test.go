package schema_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// The schemas for editors take the settings of the example, and no misspelt key.
func TestSchemasOfSettings(t *testing.T) {
	files := map[string][]string{"source.schema.json": {"../../data/*/source.yaml", "../../data/*/*/source.yaml"}, "fukusen.schema.json": {"../../fukusen.yaml"}}
	for schema, patterns := range files {
		s, err := jsonschema.NewCompiler().Compile(filepath.Join(docs, "schema", schema))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, p := range patterns {
			names, _ := filepath.Glob(p)
			for _, name := range names {
				n++
				text, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				if err := s.Validate(decoded(t, string(text))); err != nil {
					t.Errorf("%s: %v", name, err)
				}
				if s.Validate(decoded(t, strings.Replace(string(text), "format:", "fromat: 1\nformat:", 1))) == nil {
					t.Errorf("%s: a misspelt key passes", name)
				}
			}
		}
		if n == 0 {
			t.Errorf("no file for %s", schema)
		}
	}
}

// decoded gives YAML as a validator of JSON takes it.
func decoded(t *testing.T, text string) any {
	t.Helper()
	data, err := yaml.YAMLToJSON([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// The descriptions of tables are JSON that a strict reader takes.
func TestTablesAreJSON(t *testing.T) {
	names, _ := filepath.Glob(docs + "/schema/*/*.json")
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil || !json.Valid(data) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
