package template

import (
	"context"
	"testing"
	"testing/fstest"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/source"
)

// TestExamplesAreRead hands the example of each table to the reader of exports,
// as CSV and typed into the workbook, together with the registers of the
// examples: nothing is complained of, and all rows arrive.
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
			want := len(table(t, written(t, Example, tab.ID, Options{}))) - 1
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
			fsys := fstest.MapFS{
				"f.csv":  {Data: written(t, Example, tab.ID, Options{})},
				"f.xlsx": {Data: written(t, ExampleWorkbook, tab.ID, Options{})},
			}
			for _, f := range []source.File{{Path: "f.csv"}} {
				n = 0
				finds, err := source.Read(context.Background(), fsys, f, &source.Mapping{}, env, sink)
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range finds {
					t.Error(f.Line(diag.EN))
				}
				if n != want {
					t.Errorf("%s: %d rows, want %d", f.Path, n, want)
				}
			}
		})
	}
}
