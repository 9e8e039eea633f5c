package schema_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
	"fukusen/internal/source"
)

// A block is one fenced block of a document.
type block struct{ language, text string }

func blocks(t *testing.T, name string) []block {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(docs, name))
	if err != nil {
		t.Fatal(err)
	}
	var all []block
	for i, part := range strings.Split(string(text), "```") {
		if i%2 == 1 {
			language, body, _ := strings.Cut(part, "\n")
			all = append(all, block{language, body})
		}
	}
	return all
}

// TestSourceDocument holds every source.yaml of the document against its JSON
// Schema; the first shows every key.
func TestSourceDocument(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join(docs, "schema/source.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	var settings []any
	for _, b := range blocks(t, "source.md") {
		if b.language == "yaml" {
			settings = append(settings, decoded(t, b.text))
		}
	}
	for i, s := range settings {
		if err := schema.Validate(s); err != nil {
			t.Errorf("source.yaml %d of the document: %v", i+1, err)
		}
	}
	first := settings[0].(map[string]any)
	for _, key := range properties(t, "schema/source.schema.json") {
		if _, ok := first[key]; !ok {
			t.Errorf("the document does not show %s", key)
		}
	}
}

// TestSettingsDocument wants every key of fukusen.yaml explained, and the
// examples right.
func TestSettingsDocument(t *testing.T) {
	text, err := os.ReadFile(docs + "/settings.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range properties(t, "schema/fukusen.schema.json") {
		if !strings.Contains(string(text), "\n| `"+key) {
			t.Errorf("the document does not explain %s", key)
		}
	}
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join(docs, "schema/fukusen.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	for i, b := range blocks(t, "settings.md") {
		if err := schema.Validate(decoded(t, "format: 1\n"+b.text)); err != nil {
			t.Errorf("example %d: %v", i+1, err)
		}
	}
}

// properties lists the keys that a JSON Schema allows.
func properties(t *testing.T, name string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(docs, name))
	if err != nil {
		t.Fatal(err)
	}
	var s struct{ Properties map[string]any }
	if err := json.Unmarshal(data, &s); err != nil || len(s.Properties) == 0 {
		t.Fatal(name, err)
	}
	var keys []string
	for key := range s.Properties {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// TestSourceExamples reads the files of the document by the source.yaml that
// follows each, and compares what comes of them with what the document says.
func TestSourceExamples(t *testing.T) {
	want := [][]string{
		{"4 2026fq1 acme-fukui 18201 18 f 20-29 1204 withheld", "5 2026fq1 acme-fukui 18382 17 m 50-59 38 0"},
		{"2 2026fq1 - 18201 - m 20-29 12140", "2 2026fq1 - 18201 - f 20-29 11830", "2 2026fq1 - 18201 - total 20-29 23970"},
		{
			"3 2026fq1 - 18201 - m 20-29 12140", "3 2026fq1 - 18201 - m 30-39 13020",
			"3 2026fq1 - 18201 - f 20-29 11830", "3 2026fq1 - 18201 - f 30-39 12610",
		},
	}
	env := exampleEnv(t)
	all := blocks(t, "source.md")
	n := 0
	for i, b := range all {
		if b.language != "" {
			continue
		}
		got := readExample(t, env, b.text, all[i+1].text)
		slices.Sort(got)
		if n < len(want) {
			slices.Sort(want[n])
			if !slices.Equal(got, want[n]) {
				t.Errorf("example %d:\ngot  %q\nwant %q", n+1, got, want[n])
			}
		}
		n++
	}
	if n != len(want) {
		t.Errorf("the document has %d examples, want %d", n, len(want))
	}
}

// TestTableExamples reads the examples of tables, which need no source.yaml.
func TestTableExamples(t *testing.T) {
	env := exampleEnv(t)
	want := []int{2, 2, 1} // rows of people, survey and survey_tally
	all := blocks(t, "columns.md")
	for i, n := range want {
		if got := readExample(t, env, all[i].text, "format: 1\n"); len(got) != n {
			t.Errorf("example %d has %d rows, want %d", i+1, len(got), n)
		}
	}
}

// readExample reads one file without findings, as lines of its rows.
func readExample(t *testing.T, env *source.Env, csv, yaml string) []string {
	t.Helper()
	fsys := fstest.MapFS{"data/a.csv": {Data: []byte(csv)}, "data/source.yaml": {Data: []byte(yaml)}}
	set, finds, err := source.Mappings(fsys, []string{"data/source.yaml"})
	if err != nil || len(finds) > 0 {
		t.Fatal(err, finds)
	}
	var lines []string
	finds, err = source.Read(context.Background(), fsys, source.File{Path: "data/a.csv"}, set.For("data/a.csv"), env, func() source.Sink {
		return func(_ *source.Layout, rows []source.Row) error {
			for _, r := range rows {
				lines = append(lines, rowLine(env, r))
			}
			return nil
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range finds {
		if !f.Rule.Warn {
			t.Error(f.Line(diag.EN))
		}
	}
	return lines
}

// rowLine writes a row as the tables of the document have it: line, quarter,
// organisation, area, origin, sex, age, values.
func rowLine(env *source.Env, r source.Row) string {
	parts := []string{fmt.Sprint(r.Line), r.Quarter.ID(dim.Fiscal)}
	for _, a := range []dim.Axis{dim.Organisation, dim.Area, dim.Origin, dim.Sex, dim.Age} {
		switch id := env.Lists.ID(a, r.Codes[a]); {
		case r.Total.Has(a):
			parts = append(parts, "total")
		case r.Codes[a] == 0:
			parts = append(parts, "-")
		default:
			parts = append(parts, id)
		}
	}
	for _, v := range r.Values {
		if v.Status == source.SourceWithheld {
			parts = append(parts, "withheld")
		} else {
			parts = append(parts, fmt.Sprint(v.N))
		}
	}
	return strings.Join(parts, " ")
}

func exampleEnv(t *testing.T) *source.Env {
	t.Helper()
	fsys := fstest.MapFS{"organisations.csv": {Data: []byte("organisation,kind,name,disclosure\nacme-fukui,company,アクメ,named\n")}}
	reg, finds, err := registry.Load(fsys, ".", registry.Options{})
	if err != nil || len(finds) > 0 {
		t.Fatal(err, finds)
	}
	con := contract.New(nil)
	lists, err := reg.Lists(con.Categories())
	if err != nil {
		t.Fatal(err)
	}
	return &source.Env{Contract: con, Registry: reg, Lists: lists}
}
