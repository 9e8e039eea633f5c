package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/diag"
)

func TestMachinesAreToldNoValue(t *testing.T) {
	forms := map[string]func(io.Writer, diag.List, MachineOptions) error{"json": JSON, "github": GitHub}
	for name, write := range forms {
		for _, values := range []bool{false, true} {
			var b bytes.Buffer
			if err := write(&b, findings(), MachineOptions{View: view(diag.JA), Values: values}); err != nil {
				t.Fatal(err)
			}
			for i, s := range secrets {
				if shown := strings.Contains(b.String(), s); shown != (values && i >= 2) {
					t.Errorf("%s with values %v: %q is shown: %v", name, values, s, shown)
				}
			}
			if !strings.Contains(b.String(), "人数") {
				t.Errorf("%s: public words are masked", name)
			}
		}
	}
}

func TestJSON(t *testing.T) {
	var b bytes.Buffer
	if err := JSON(&b, findings(), MachineOptions{View: view("")}); err != nil {
		t.Fatal(err)
	}
	golden(t, "findings.json", b.Bytes())
	valid(t, b.Bytes())
	var got struct {
		Findings []struct{ File string }
		Counts   struct{ Errors, Warnings int }
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Findings) != 14 || got.Counts.Errors != 12 || got.Counts.Warnings != 2 {
		t.Errorf("%d findings, counts %+v; want 14, 12 errors and 2 warnings", len(got.Findings), got.Counts)
	}
	b.Reset()
	if err := JSON(&b, nil, MachineOptions{}); err != nil {
		t.Fatal(err)
	}
	valid(t, b.Bytes())
}

// valid fails unless the document keeps to the schema.
func valid(t *testing.T, document []byte) {
	t.Helper()
	if wrong := violations(t, document); len(wrong) > 0 {
		t.Errorf("%s", strings.Join(wrong, "\n"))
	}
}

func violations(t *testing.T, document []byte) []string {
	t.Helper()
	var v any
	s := map[string]any{}
	for data, into := range map[*[]byte]any{&document: &v, &Schema: &s} {
		if err := json.Unmarshal(*data, into); err != nil {
			t.Fatal(err)
		}
	}
	c := &checker{t: t, root: s}
	c.check("$", s, v)
	return c.wrong
}

// A checker knows the words of JSON Schema that findings.schema.json uses, and
// stops the test at any other.
type checker struct {
	t     *testing.T
	root  map[string]any
	wrong []string
}

func (c *checker) complain(where, format string, args ...any) {
	c.wrong = append(c.wrong, where+": "+fmt.Sprintf(format, args...))
}

func (c *checker) check(where string, schema map[string]any, v any) {
	for _, word := range slices.Sorted(keys(schema)) {
		switch arg := schema[word]; word {
		case "$schema", "$defs", "title", "description", "properties":
		case "$ref":
			name := strings.TrimPrefix(arg.(string), "#/$defs/")
			c.check(where, c.root["$defs"].(map[string]any)[name].(map[string]any), v)
		case "type":
			if got := typeOf(v); got != arg {
				c.complain(where, "is %s, not %s", got, arg)
				return
			}
		case "const":
			if v != arg {
				c.complain(where, "is %v, not %v", v, arg)
			}
		case "enum":
			if !slices.Contains(arg.([]any), v) {
				c.complain(where, "%v is none of %v", v, arg)
			}
		case "pattern":
			if !regexp.MustCompile(arg.(string)).MatchString(v.(string)) {
				c.complain(where, "%q does not match %s", v, arg)
			}
		case "minimum":
			if v.(float64) < arg.(float64) {
				c.complain(where, "%v is less than %v", v, arg)
			}
		case "minLength":
			if float64(len(v.(string))) < arg.(float64) {
				c.complain(where, "is too short")
			}
		case "required", "additionalProperties", "items":
			c.members(where, word, schema, v)
		default:
			c.t.Fatalf("the schema says %q, which this test does not know", word)
		}
	}
}

func (c *checker) members(where, word string, schema map[string]any, v any) {
	switch word {
	case "items":
		for i, x := range v.([]any) {
			c.check(fmt.Sprintf("%s[%d]", where, i), schema["items"].(map[string]any), x)
		}
	case "required":
		for _, name := range schema["required"].([]any) {
			if _, ok := v.(map[string]any)[name.(string)]; !ok {
				c.complain(where, "has no %s", name)
			}
		}
	case "additionalProperties": // always false here
		known := schema["properties"].(map[string]any)
		for name, x := range v.(map[string]any) {
			if sub, ok := known[name]; ok {
				c.check(where+"."+name, sub.(map[string]any), x)
			} else {
				c.complain(where, "has %s, which is not in the schema", name)
			}
		}
	}
}

func keys(m map[string]any) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func typeOf(v any) string {
	switch v := v.(type) {
	case map[string]any:
		return "object"
	case []any:
		return "array"
	case string:
		return "string"
	case float64:
		if v == float64(int64(v)) {
			return "integer"
		}
	}
	return fmt.Sprintf("%T", v)
}

func TestSchemaRefuses(t *testing.T) {
	finding := `{"file":"a.csv","line":1,"rule":"csv/x","severity":"error","message":{"ja":"","en":""},"hint":{"ja":"","en":""},"submitter":"","related":[]}`
	document := func(f string) []byte {
		return []byte(`{"format":1,"findings":[` + f + `],"counts":{"errors":1,"warnings":0}}`)
	}
	valid(t, document(finding))
	for old, wrong := range map[string]string{
		`"line":1`: `"line":0`, `"severity":"error"`: `"severity":"fatal"`, `"rule":"csv/x"`: `"rule":"CSV"`,
		`"file":"a.csv",`: ``, `"submitter":""`: `"submitter":"","value":"3"`, `"related":[]`: `"related":[{"line":2}]`,
		`"hint":{"ja":"","en":""}`: `"hint":{"ja":""}`,
	} {
		if len(violations(t, document(strings.Replace(finding, old, wrong, 1)))) == 0 {
			t.Errorf("%s is accepted", wrong)
		}
	}
}

func TestGitHub(t *testing.T) {
	var b bytes.Buffer
	if err := GitHub(&b, findings(), MachineOptions{View: view(diag.EN), Folder: "desk"}); err != nil {
		t.Fatal(err)
	}
	golden(t, "github.txt", b.Bytes())
}

func TestGitHubEscapes(t *testing.T) {
	rule := diag.Rule{ID: "csv/odd", Msg: diag.Text{JA: "100%% と %s"}, Hint: diag.Text{JA: "a:b,c"}, Warn: true}
	var b bytes.Buffer
	l := diag.List{rule.At(at("a:b,%\r\n::error::x.csv", 1, 2), diag.Public("x\r\n::error file=y::z"))}
	if err := GitHub(&b, l, MachineOptions{}); err != nil {
		t.Fatal(err)
	}
	want := "::warning file=a%3Ab%2C%25%0D%0A%3A%3Aerror%3A%3Ax.csv,line=1,col=2,title=csv/odd::100%25 と x%0D%0A::error file=y::z%0A→ a:b,c\n"
	if b.String() != want {
		t.Errorf("got  %q\nwant %q", b.String(), want)
	}
}
