package schema_test

import (
	"flag"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/registry"
	"fukusen/internal/report"
	"fukusen/internal/schema"
	"fukusen/internal/site"
	"fukusen/internal/source"
)

var update = flag.Bool("update", false, "rewrite docs/columns.md, docs/kpis.md and docs/schema")

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
	files["schema/fukusen.schema.json"] = keys(t, "fukusen.yaml", reflect.TypeFor[site.Config](), schema.SiteKeys())
	files["columns.md"] = columns(t, con)
	files["kpis.md"] = kpis(t, con)
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

// columns puts what is made between the marks of the document: the contract, and
// the list of sports.
func columns(t *testing.T, con *contract.Contract) []byte {
	text, err := os.ReadFile(docs + "/columns.md")
	if err != nil {
		t.Fatal(err)
	}
	made := between(t, string(text), "<!-- begin: made from the contract, go test ./internal/schema -update -->\n", schema.Markdown(con))
	return []byte(between(t, made, "<!-- begin: the list of sports, go test ./internal/schema -update -->\n", schema.Sports(registry.DefaultSports())))
}

// kpis puts the catalogue between the marks of its document.
func kpis(t *testing.T, con *contract.Contract) []byte {
	text, err := os.ReadFile(docs + "/kpis.md")
	if err != nil {
		t.Fatal(err)
	}
	core, err := catalogue.Core()
	if err != nil {
		t.Fatal(err)
	}
	return []byte(between(t, string(text), "<!-- begin: the KPIs, go test ./internal/schema -update -->\n", schema.KPIs(core, con)))
}

// between replaces what stands between a mark and the end mark after it.
func between(t *testing.T, text, begin, made string) string {
	t.Helper()
	const end = "<!-- end -->\n"
	before, rest, ok := strings.Cut(text, begin)
	_, after, also := strings.Cut(rest, end)
	if !ok || !also {
		t.Fatalf("a document has lost its mark %s", begin)
	}
	return before + begin + made + end + after
}
