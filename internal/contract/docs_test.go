package contract

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// docs/columns.md has the row of every column: its names, whether it is
// required and what else a header may say.
func TestColumnsDocumented(t *testing.T) {
	text, err := os.ReadFile("../../docs/columns.md")
	if err != nil {
		t.Fatal(err)
	}
	con := New(nil)
	for _, table := range con.Tables {
		for _, c := range table.Columns(con.Items) {
			mark := ""
			if c.Required {
				mark = "◎"
			}
			row := fmt.Sprintf("\n| `%s` | %s | %s | %s | %s |", c.ID, c.Name.JA, c.Name.EN, strings.Join(c.Aliases, ", "), mark)
			if !strings.Contains(string(text), row) {
				t.Errorf("%s: no row that begins %q", table.ID, row[1:])
			}
		}
	}
}

// It has every word that a cell of the tables may say, too.
func TestWordsDocumented(t *testing.T) {
	text, err := os.ReadFile("../../docs/columns.md")
	if err != nil {
		t.Fatal(err)
	}
	con := New(nil)
	var words []string
	for _, table := range con.Tables {
		words = append(words, fmt.Sprintf("%s `%s`", table.Name.JA, table.ID))
	}
	for _, p := range con.Populations {
		words = append(words, fmt.Sprintf("| `%s` | %s | %s |", p.ID, p.Name.JA, p.Name.EN))
	}
	for _, it := range con.Items {
		for _, a := range it.Answers {
			words = append(words, fmt.Sprintf("%s `%s`", a.Name.JA, a.Code))
		}
	}
	for _, w := range words {
		if !strings.Contains(string(text), w) {
			t.Errorf("%q is not explained", w)
		}
	}
}
