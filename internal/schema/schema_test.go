package schema_test

import (
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/contract"
	"fukusen/internal/report"
	"fukusen/internal/schema"
	"fukusen/internal/site"
	"fukusen/internal/source"
)

var update = flag.Bool("update", false, "rewrite docs/columns.md and docs/schema")

const docs = "../../docs"

// The documents of the contract are those that it makes.
func TestDocuments(t *testing.T) {
	con := contract.New(nil)
	files := map[string][]byte{"schema/datapackage.json": schema.Package(con), "schema/findings.schema.json": report.Schema}
	for i := range con.Tables {
		table := &con.Tables[i]
		files["schema/table/"+table.ID+".json"] = schema.TableSchema(table, con)
		files["schema/csvw/"+table.ID+".json"] = schema.CSVW(table, con)
	}
	files["schema/source.schema.json"] = keys(t, "source.yaml", reflect.TypeFor[source.Mapping](), schema.SourceKeys(con))
	files["schema/fukusen.schema.json"] = keys(t, "fukusen.yaml", reflect.TypeFor[site.Config](), schema.SiteKeys(con))
	files["columns.md"] = columns(t, con)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		compare(t, filepath.Join(docs, name), files[name])
	}
	entries, err := filepath.Glob(docs + "/schema/*/*.json")
	if err != nil || len(entries) != 2*len(con.Tables) {
		t.Errorf("docs/schema holds %d files of tables, want %d", len(entries), 2*len(con.Tables))
	}
}

// keys makes the schema of a settings file, all of whose keys are described.
func keys(t *testing.T, name string, typ reflect.Type, about map[string]schema.Key) []byte {
	t.Helper()
	text, lacking, idle := schema.Keys(name, typ, about)
	if len(lacking) > 0 || len(idle) > 0 {
		t.Errorf("%s: keys without a description %v, descriptions without a key %v", name, lacking, idle)
	}
	return text
}

func compare(t *testing.T, name string, want []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil || string(got) != string(want) {
		t.Errorf("%s is not what the contract makes (%v): go test ./internal/schema -update", name, err)
	}
}

// columns puts what the contract makes between the marks of the document.
func columns(t *testing.T, con *contract.Contract) []byte {
	const begin, end = "<!-- begin: made from the contract, go test ./internal/schema -update -->\n", "<!-- end -->\n"
	text, err := os.ReadFile(docs + "/columns.md")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), begin)
	_, after, also := strings.Cut(rest, end)
	if !ok || !also {
		t.Fatal("docs/columns.md has lost its marks")
	}
	return []byte(before + begin + schema.Markdown(con) + end + after)
}

// Every column is there once, and says the same in all three forms.
func TestForms(t *testing.T) {
	con := contract.New(nil)
	text := schema.Markdown(con)
	for i := range con.Tables {
		table := &con.Tables[i]
		var frictionless struct {
			Fields []struct {
				Name, Type  string
				Constraints struct {
					Required bool
					Enum     []string
				}
			}
		}
		var web struct {
			TableSchema struct {
				Columns []struct {
					Name     string
					Required bool
					Titles   map[string][]string
				}
			}
		}
		if err := json.Unmarshal(schema.TableSchema(table, con), &frictionless); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(schema.CSVW(table, con), &web); err != nil {
			t.Fatal(err)
		}
		want := table.Columns(con.Items)
		if len(frictionless.Fields) != len(want) || len(web.TableSchema.Columns) != len(want) {
			t.Errorf("%s: %d and %d columns, want %d", table.ID, len(frictionless.Fields), len(web.TableSchema.Columns), len(want))
			continue
		}
		for j, c := range want {
			f, w := frictionless.Fields[j], web.TableSchema.Columns[j]
			if f.Name != c.ID || w.Name != c.ID || f.Constraints.Required != c.Required || w.Required != c.Required {
				t.Errorf("%s.%s: %+v and %+v", table.ID, c.ID, f, w)
			}
			if len(c.Words) > 0 && len(f.Constraints.Enum) != len(c.Words) {
				t.Errorf("%s.%s has %d words, want %d", table.ID, c.ID, len(f.Constraints.Enum), len(c.Words))
			}
			if !slices.Contains(w.Titles["ja"], c.Name.JA) {
				t.Errorf("%s.%s: titles %v", table.ID, c.ID, w.Titles)
			}
			if !strings.Contains(text, "\n| `"+c.ID+"` | "+c.Name.JA+" | ") {
				t.Errorf("%s.%s is not explained", table.ID, c.ID)
			}
			for _, word := range c.Words {
				if !strings.Contains(text, "`"+word.Code+"`") && c.ID != contract.ColumnBasis {
					t.Errorf("%s.%s: %s is not explained", table.ID, c.ID, word.Code)
				}
			}
		}
	}
	for _, it := range con.Items {
		for _, a := range it.Answers {
			if !strings.Contains(text, a.Name.JA+" `"+a.Code+"`") {
				t.Errorf("%s: %s is not explained", it.ID, a.Code)
			}
		}
	}
}
