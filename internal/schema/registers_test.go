package schema_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/diag"
	"fukusen/internal/registry"
)

// A declared register is one as the source of package registry has it.
type declared struct {
	file string   // organisations.csv
	rows []string // the row of each column, up to its meaning
}

// TestRegisters compares the tables of the registers, which are written by
// hand, with the columns that package registry declares: all of them, in
// order, and no others.
func TestRegisters(t *testing.T) {
	text, err := os.ReadFile(docs + "/columns.md")
	if err != nil {
		t.Fatal(err)
	}
	all := declaredRegisters(t)
	if len(all) != 9 {
		t.Errorf("package registry declares %d registers, want 9", len(all))
	}
	for _, r := range all {
		_, section, ok := strings.Cut(string(text), "`"+r.file+"`\n")
		if !ok {
			t.Errorf("%s is not explained", r.file)
			continue
		}
		section, _, _ = strings.Cut(section, "\n## ")
		got := tableRows(section)
		if len(got) != len(r.rows) {
			t.Errorf("%s has %d columns, want %d", r.file, len(got), len(r.rows))
			continue
		}
		for i, want := range r.rows {
			meaning, ok := strings.CutPrefix(got[i], want)
			if !ok || strings.Trim(meaning, " |") == "" {
				t.Errorf("%s: got %s\nwant %s meaning |", r.file, got[i], want)
			}
		}
	}
}

// TestExamplesOfRegisters loads the examples of all registers together.
func TestExamplesOfRegisters(t *testing.T) {
	text, err := os.ReadFile(docs + "/columns.md")
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, r := range declaredRegisters(t) {
		_, section, _ := strings.Cut(string(text), "`"+r.file+"`\n")
		section, _, _ = strings.Cut(section, "\n## ")
		_, block, ok := strings.Cut(section, "\n```\n")
		block, _, closed := strings.Cut(block, "\n```\n")
		if !ok || !closed {
			t.Errorf("%s has no example", r.file)
		}
		fsys[r.file] = &fstest.MapFile{Data: []byte(block + "\n")}
	}
	_, finds, err := registry.Load(fsys, ".", registry.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range finds {
		t.Error(f.Line(diag.EN))
	}
}

// tableRows are the rows of the first table of a section, without its head.
func tableRows(section string) []string {
	var rows []string
	for line := range strings.Lines(section) {
		switch {
		case strings.HasPrefix(line, "| `"):
			rows = append(rows, strings.TrimSpace(line))
		case len(rows) > 0:
			return rows
		}
	}
	return rows
}

func declaredRegisters(t *testing.T) []declared {
	t.Helper()
	names, err := filepath.Glob("../registry/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var all []declared
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.CompositeLit); ok && isNamed(lit.Type, "register") {
				all = append(all, readRegister(lit))
			}
			return true
		})
	}
	return all
}

// readRegister reads a register{file: …, columns: …}.
func readRegister(lit *ast.CompositeLit) declared {
	var r declared
	for _, e := range lit.Elts {
		pair := e.(*ast.KeyValueExpr)
		switch {
		case isNamed(pair.Key, "file"):
			r.file = literal(pair.Value)
		case isNamed(pair.Key, "columns"):
			for _, c := range pair.Value.(*ast.CompositeLit).Elts {
				r.rows = append(r.rows, columnRow(c.(*ast.CallExpr)))
			}
		}
	}
	return r
}

// columnRow writes column(…), or required(column(…)), as a row of the document.
func columnRow(call *ast.CallExpr) string {
	mark := ""
	if isNamed(call.Fun, "required") {
		mark, call = "◎", call.Args[0].(*ast.CallExpr)
	}
	var args []string
	for _, a := range call.Args {
		args = append(args, literal(a))
	}
	return fmt.Sprintf("| `%s` | %s | %s | %s | %s | ", args[0], args[1], args[2], strings.Join(args[3:], ", "), mark)
}

func isNamed(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

func literal(e ast.Expr) string {
	lit, ok := e.(*ast.BasicLit)
	if !ok {
		return ""
	}
	s, _ := strconv.Unquote(lit.Value)
	return s
}
