package template

import (
	"context"
	"reflect"
	"slices"
	"testing"
	"testing/fstest"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/rows"
	"fukusen/internal/source"
)

// TestExamplesAreRead hands the example of each table to the reader of exports,
// together with the registers of the examples: nothing is complained of, and
// all rows arrive.
func TestExamplesAreRead(t *testing.T) {
	reg, _ := examplesOfRegisters(t)
	c := contract.New(nil)
	lists, err := reg.Lists(c.Categories())
	if err != nil {
		t.Fatal(err)
	}
	env := &source.Env{Contract: c, Registry: reg, Lists: lists}
	for _, tab := range c.Tables {
		t.Run(tab.ID, func(t *testing.T) {
			data := written(t, Example, tab.ID, Options{})
			n := 0
			sink := func() source.Sink {
				return func(l *source.Layout, rows []source.Row) error {
					n += len(rows)
					if l.Table.ID != tab.ID {
						t.Errorf("read as %s", l.Table.ID)
					}
					return nil
				}
			}
			fsys := fstest.MapFS{"f.csv": {Data: data}}
			finds, err := source.Read(context.Background(), fsys, source.File{Path: "f.csv"}, &source.Mapping{}, env, sink)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range finds {
				t.Error(f.Line(diag.EN))
			}
			if want := len(table(t, data)) - 1; n != want {
				t.Errorf("%d rows, want %d", n, want)
			}
		})
	}
}

// TestWorkbooksAreRows shows that the example typed into the workbook gives the
// rows of the CSV file, so that what was shown of one holds for the other.
func TestWorkbooksAreRows(t *testing.T) {
	for _, k := range Kinds(Options{}) {
		fsys := fstest.MapFS{
			"f.csv":  {Data: written(t, Example, k.ID, Options{})},
			"f.xlsx": {Data: written(t, ExampleWorkbook, k.ID, Options{})},
		}
		want := rowsOf(t, fsys, "f.csv", "")
		if got := rowsOf(t, fsys, "f.xlsx", k.Name.JA); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %q\nwant %q", k.ID, got, want)
		}
	}
}

func rowsOf(t *testing.T, fsys fstest.MapFS, name, sheet string) [][]string {
	t.Helper()
	r, finds, err := rows.Open(fsys, name, rows.Options{Sheet: sheet})
	if err != nil || len(finds) > 0 || r == nil {
		t.Fatal(name, finds, err)
	}
	defer r.Close()
	all := [][]string{slices.Clone(r.Header())}
	for row, ok := r.Next(); ok; row, ok = r.Next() {
		all = append(all, slices.Clone(row))
	}
	if len(r.Findings()) > 0 || r.Err() != nil {
		t.Fatal(name, r.Findings(), r.Err())
	}
	return all
}
