package schema_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fukusen/internal/contract"
	"fukusen/internal/notation"
	"fukusen/internal/registry"
	"fukusen/internal/schema"
	"fukusen/internal/template"
)

// A frictionless table, as far as the tests look at it.
type frictionless struct {
	Fields        []field
	MissingValues []string
	PrimaryKey    []string
	Description   string
}

type field struct {
	Name, Title, Type       string
	TrueValues, FalseValues []string
	Constraints             struct {
		Required         bool
		Enum             []string
		Minimum, Maximum *int
	}
}

// A webTable is the same of CSV on the Web.
type webTable struct {
	Description string `json:"dc:description"`
	TableSchema struct {
		Columns []struct {
			Name     string
			Required bool
			Titles   map[string][]string
			Datatype any
		}
		PrimaryKey []string
	}
}

func forms(t *testing.T, table *contract.Table, con *contract.Contract) (f frictionless, w webTable) {
	t.Helper()
	if err := json.Unmarshal(schema.TableSchema(table, con), &f); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(schema.CSVW(table, con), &w); err != nil {
		t.Fatal(err)
	}
	return f, w
}

// Every column that can be sent is there once, and says the same in all forms.
func TestForms(t *testing.T) {
	con := contract.New(nil)
	text := schema.Markdown(con)
	for i := range con.Tables {
		table := &con.Tables[i]
		f, w := forms(t, table, con)
		want := table.Columns(con.Items)
		if len(f.Fields) != len(want) || len(w.TableSchema.Columns) != len(want) {
			t.Errorf("%s: %d and %d columns, want %d", table.ID, len(f.Fields), len(w.TableSchema.Columns), len(want))
			continue
		}
		for _, c := range want {
			at := slices.IndexFunc(f.Fields, func(f field) bool { return f.Name == c.ID })
			if at < 0 || w.TableSchema.Columns[at].Name != c.ID {
				t.Errorf("%s.%s is not there, or in another place", table.ID, c.ID)
				continue
			}
			web := w.TableSchema.Columns[at]
			if f.Fields[at].Constraints.Required != c.Required || web.Required != c.Required {
				t.Errorf("%s.%s: required %v", table.ID, c.ID, !c.Required)
			}
			headers := slices.Sorted(slices.Values(append(web.Titles["ja"], web.Titles["en"]...)))
			all := slices.Compact(slices.Sorted(slices.Values(append([]string{c.ID, c.Name.JA, c.Name.EN}, c.Aliases...))))
			if !slices.Equal(headers, all) {
				t.Errorf("%s.%s: headers %v, want %v", table.ID, c.ID, headers, all)
			}
			checkWords(t, table.ID, &c, f.Fields[at].Constraints.Enum, web.Datatype)
			if !strings.Contains(text, "\n| `"+c.ID+"` | "+c.Name.JA+" | ") {
				t.Errorf("%s.%s is not explained", table.ID, c.ID)
			}
		}
	}
}

// checkWords: an enum has every writing of the words, and nothing else.
func checkWords(t *testing.T, table string, c *contract.Column, enum []string, datatype any) {
	t.Helper()
	if len(c.Words) == 0 {
		return
	}
	format, _ := datatype.(map[string]any)["format"].(string)
	for _, text := range enum {
		if _, ok := c.Word(text); !ok || !regexp.MustCompile(format).MatchString(text) {
			t.Errorf("%s.%s: %q is no word, or not in %s", table, c.ID, text, format)
		}
	}
	for _, w := range c.Words {
		for _, text := range append([]string{w.Code, w.Name.JA, w.Name.EN}, w.Labels...) {
			if !slices.Contains(enum, text) {
				t.Errorf("%s.%s lacks %q", table, c.ID, text)
			}
		}
	}
}

// The reader takes rows with equal keys where they add up, are totals or were
// replaced, so no form may have a key that a validator would hold them to. The
// description tells people which columns are meant.
func TestNoKeys(t *testing.T) {
	con := contract.New(nil)
	for i := range con.Tables {
		table := &con.Tables[i]
		f, w := forms(t, table, con)
		if f.PrimaryKey != nil || w.TableSchema.PrimaryKey != nil {
			t.Errorf("%s: keys %v and %v", table.ID, f.PrimaryKey, w.TableSchema.PrimaryKey)
		}
		repeats := table.Items || table.ID == "startups"
		if says := strings.Contains(f.Description, "One row for each of these"); says == repeats || f.Description != w.Description {
			t.Errorf("%s is described as %q and %q", table.ID, f.Description, w.Description)
		}
	}
	people, _ := con.Table("people")
	f, _ := forms(t, people, con)
	for _, id := range []string{"period", "organisation", "sex", "revision"} {
		if !strings.Contains(f.Description, " "+id) || strings.Contains(f.Description, " note") {
			t.Errorf("people is described as %q", f.Description)
		}
	}
}

// The filled templates fit the schemas: columns in their order, and each cell.
func TestTemplatesFit(t *testing.T) {
	con := contract.New(nil)
	for i := range con.Tables {
		table := &con.Tables[i]
		f, _ := forms(t, table, con)
		var b bytes.Buffer
		if err := template.Example(&b, table.ID, template.Options{}); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b.Bytes(), []byte("\uFEFF")))).ReadAll()
		if err != nil || len(rows) < 2 {
			t.Fatal(table.ID, err)
		}
		for i, header := range rows[0] {
			if i >= len(f.Fields) || f.Fields[i].Title != header {
				t.Errorf("%s: column %d is %s", table.ID, i, header)
				continue
			}
			for _, row := range rows[1:] {
				if why := f.refuses(&f.Fields[i], row[i]); why != "" {
					t.Errorf("%s.%s: %q: %s", table.ID, f.Fields[i].Name, row[i], why)
				}
			}
		}
	}
}

// refuses says why a field does not take a text, "" if it does.
func (s *frictionless) refuses(f *field, text string) string {
	c := f.Constraints
	n, err := strconv.Atoi(strings.ReplaceAll(text, ",", ""))
	switch {
	case slices.Contains(s.MissingValues, text):
		if c.Required {
			return "missing"
		}
	case c.Enum != nil && !slices.Contains(c.Enum, text):
		return "not of the enum"
	case f.Type == "boolean" && !slices.Contains(append(f.TrueValues, f.FalseValues...), text):
		return "neither yes nor no"
	case f.Type == "date" && !regexp.MustCompile(`^\d{4}-\d\d-\d\d$`).MatchString(text):
		return "no day"
	case f.Type == "integer" && (err != nil || c.Minimum != nil && n < *c.Minimum || c.Maximum != nil && n > *c.Maximum):
		return "no number, or out of bounds"
	}
	return ""
}

// A text that the schema takes for yes or no is read so.
func TestYesNo(t *testing.T) {
	con := contract.New(nil)
	table, _ := con.Table("startups")
	f, _ := forms(t, table, con)
	at := slices.IndexFunc(f.Fields, func(f field) bool { return f.Type == "boolean" })
	if at < 0 || len(f.Fields[at].TrueValues) < 3 || len(f.Fields[at].FalseValues) < 3 {
		t.Fatalf("no column of yes and no: %+v", f.Fields)
	}
	for want, texts := range map[bool][]string{true: f.Fields[at].TrueValues, false: f.Fields[at].FalseValues} {
		for _, text := range texts {
			if yes, ok := contract.YesNo(text); !ok || yes != want {
				t.Errorf("%q is read as %v, %v", text, yes, ok)
			}
		}
	}
}

// The marks of the schemas are read as marks, and columns.md has no other.
func TestMarks(t *testing.T) {
	con := contract.New(nil)
	f, _ := forms(t, &con.Tables[0], con)
	for _, mark := range f.MissingValues {
		if _, ok := notation.Mark(mark); !ok {
			t.Errorf("%q is no mark", mark)
		}
	}
	text, err := os.ReadFile(docs + "/columns.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(text), "<a id=\"cells\"></a>")
	section, _, _ = strings.Cut(section, "\n<a id=")
	n := 0
	for line := range strings.Lines(section) {
		if !strings.HasPrefix(line, "|") {
			continue
		}
		cell, _, _ := strings.Cut(strings.TrimPrefix(line, "|"), "|")
		for _, code := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(cell, -1) {
			if _, mark := notation.Mark(code[1]); mark {
				n++
				if !slices.Contains(f.MissingValues, code[1]) {
					t.Errorf("columns.md has %q, the schemas have not", code[1])
				}
			}
		}
	}
	if n < 10 {
		t.Errorf("columns.md explains %d marks", n)
	}
}

// columns.md points nowhere but to anchors that it has once.
func TestAnchors(t *testing.T) {
	text, err := os.ReadFile(docs + "/columns.md")
	if err != nil {
		t.Fatal(err)
	}
	anchors := map[string]int{}
	for _, m := range regexp.MustCompile(`<a id="([^"]+)"></a>`).FindAllStringSubmatch(string(text), -1) {
		if anchors[m[1]]++; anchors[m[1]] > 1 {
			t.Errorf("two anchors %s", m[1])
		}
	}
	for _, m := range regexp.MustCompile(`\]\(#([^)]+)\)`).FindAllStringSubmatch(string(text), -1) {
		if anchors[m[1]] == 0 {
			t.Errorf("no anchor %s", m[1])
		}
	}
}

// Every word, answer and sport is explained.
func TestWordsExplained(t *testing.T) {
	con := contract.New(nil)
	text := schema.Markdown(con)
	for i := range con.Tables {
		for _, c := range con.Tables[i].Keys {
			for _, w := range c.Words {
				if !strings.Contains(text, "\n| `"+w.Code+"` | "+w.Name.JA) {
					t.Errorf("%s.%s: %s is not explained", con.Tables[i].ID, c.ID, w.Code)
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
	sports := schema.Sports(registry.DefaultSports())
	for _, e := range registry.DefaultSports() {
		if strings.Count(sports, "`"+e.ID+"`") != 1 {
			t.Errorf("%s is not in the list of sports, or twice", e.ID)
		}
	}
}
