package source

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
)

const organisationsCSV = `organisation,kind,name,name_en,area,disclosure
acme,company,アクメ,Acme,18201,named
kita,school,きた学園,,,named
twin-1,club,双子,,18202,named
twin-2,club,双子,,18202,named
8000020130001,municipality,東京都,,,named
`

const areasCSV = `code,name,parent
minato,みなと地区,18202
`

// ownItems are the questions that the site of the tests adds.
var ownItems = []contract.Item{
	{
		ID: "visit", Name: contract.Name{JA: "満足", EN: "Satisfaction"},
		Answers: []contract.Answer{
			{Code: "good", Name: contract.Name{JA: "満足(とても)", EN: "Good"}},
			{Code: "bad", Name: contract.Name{JA: "不満", EN: "Bad"}, Labels: []string{"とても不満"}},
		},
	},
	{ID: "clash", Name: contract.Name{JA: "性別"}, Answers: []contract.Answer{{Code: "a", Name: contract.Name{JA: "あ"}}}},
}

// testEnv is a small site: five organisations and one area of its own.
func testEnv(t testing.TB) *Env {
	t.Helper()
	return envOf(t, organisationsCSV)
}

func envOf(t testing.TB, organisations string) *Env {
	t.Helper()
	fsys := fstest.MapFS{
		"data/organisations.csv": {Data: []byte(organisations)},
		"data/areas.csv":         {Data: []byte(areasCSV)},
	}
	reg, finds, err := registry.Load(fsys, "data", registry.Options{Sports: []dim.Entry{{ID: "judo", JA: "柔道", EN: "Judo"}}})
	if err != nil || len(finds) > 0 {
		t.Fatal(err, finds)
	}
	con := contract.New(ownItems)
	lists, err := reg.Lists(con.Categories())
	if err != nil {
		t.Fatal(err)
	}
	return &Env{Contract: con, Registry: reg, Lists: lists}
}

// An outcome is what came of one file.
type outcome struct {
	env   *Env
	table *contract.Table // nil where no row was read
	rows  []Row
	names []string // of the values
	finds diag.List

	weighted bool
}

// readAs reads data/a.csv beside a source.yaml; no yaml means none.
func readAs(t testing.TB, env *Env, csv, yaml string) outcome {
	t.Helper()
	fsys := fstest.MapFS{"data/a.csv": {Data: []byte(csv)}}
	m := &Mapping{}
	if yaml != "" {
		fsys["data/source.yaml"] = &fstest.MapFile{Data: []byte(yaml)}
		set, finds, err := Mappings(fsys, []string{"data/source.yaml"})
		if err != nil || len(finds) > 0 {
			t.Fatalf("source.yaml: %v %v", err, finds)
		}
		m = set.For("data/a.csv")
	}
	o := outcome{env: env}
	var err error
	o.finds, err = Read(context.Background(), fsys, File{Path: "data/a.csv"}, m, env, func() Sink {
		return func(l *Layout, rows []Row) error {
			o.names, o.table, o.weighted = nil, l.Table, l.Weighted
			for _, me := range l.Measures {
				o.names = append(o.names, me.ID)
			}
			for _, it := range l.Items {
				o.names = append(o.names, it.ID)
			}
			for _, r := range rows {
				r.Values = append([]Value(nil), r.Values...)
				o.rows = append(o.rows, r)
			}
			return nil
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func read(t testing.TB, csv, yaml string) outcome {
	t.Helper()
	return readAs(t, testEnv(t), csv, yaml)
}

// rules lists the IDs of the findings in order.
func (o outcome) rules() string {
	var ids []string
	for _, f := range o.finds {
		ids = append(ids, f.Rule.ID)
	}
	return strings.Join(ids, " ")
}

// text writes the rows, one a line: 2 2026fq1 company acme 18201 persons=12.
// The axes are kind, organisation, area, then those that are known, then the
// values.
func (o outcome) text() string {
	var b strings.Builder
	for _, r := range o.rows {
		fmt.Fprintf(&b, "%d %s", r.Line, r.Quarter.ID(dim.Fiscal))
		if r.Month != 0 {
			fmt.Fprintf(&b, "-%d", r.Month)
		}
		for _, a := range []dim.Axis{dim.Kind, dim.Organisation, dim.Area} {
			b.WriteString(" " + o.code(r, a))
		}
		for _, a := range []dim.Axis{dim.Origin, dim.Sex, dim.Age, dim.Sport, dim.Category} {
			if c := o.code(r, a); c != dim.Unknown && c != "" {
				b.WriteString(" " + a.String() + "=" + c)
			}
		}
		for i, v := range r.Values {
			b.WriteString(" " + o.names[i] + "=" + show(v))
		}
		if o.weighted {
			fmt.Fprintf(&b, " weight=%d.%03d", r.Weight/1000, r.Weight%1000)
		}
		if r.Total != 0 {
			b.WriteString(" total=" + r.Total.String())
		}
		b.WriteString("\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func (o outcome) code(r Row, a dim.Axis) string { return o.env.Lists.ID(a, r.Codes[a]) }

func show(v Value) string {
	switch v.Status {
	case Missing:
		return "missing"
	case SourceWithheld:
		return "withheld"
	case NotApplicable:
		return "n/a"
	}
	if v.Point != 0 {
		return fmt.Sprintf("%d@%d", v.N, v.Point)
	}
	return fmt.Sprint(v.N)
}

// quoted makes a CSV field of any text.
func quoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// A case is one file and what comes of it.
type readCase struct {
	name, csv, yaml string
	rows, rules     string
}

func runReadCases(t *testing.T, tests []readCase) {
	t.Helper()
	env := testEnv(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := readAs(t, env, tt.csv, tt.yaml)
			if got := o.text(); got != tt.rows {
				t.Errorf("rows\n%s\nwant\n%s", got, tt.rows)
			}
			if got := o.rules(); got != tt.rules {
				t.Errorf("findings %q, want %q: %v", got, tt.rules, o.finds)
			}
		})
	}
}
