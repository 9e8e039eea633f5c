package source

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"
	"testing"
)

// Rules lists every rule that the sources declare, each ID once.
func TestRules(t *testing.T) {
	var declared, listed []string
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".go") && !strings.HasSuffix(e.Name(), "_test.go") {
			declared = append(declared, rulesIn(t, e.Name())...)
		}
	}
	for _, r := range Rules() {
		listed = append(listed, r.ID)
	}
	if !slices.IsSorted(listed) || len(slices.Compact(slices.Clone(listed))) != len(listed) {
		t.Errorf("the IDs are not sorted, or not different: %v", listed)
	}
	slices.Sort(declared)
	if !slices.Equal(declared, listed) {
		t.Errorf("declared are\n%v\nlisted are\n%v", declared, listed)
	}
}

// rulesIn gives the IDs of the diag.Rule literals in a file.
func rulesIn(t *testing.T, name string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	ast.Inspect(file, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && fmt.Sprint(call.Fun) == "personalRule" {
			ids = append(ids, strings.Trim(call.Args[0].(*ast.BasicLit).Value, `"`))
		}
		lit, ok := n.(*ast.CompositeLit)
		if !ok || fmt.Sprint(lit.Type) != "&{diag Rule}" {
			return true
		}
		for _, e := range lit.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok && fmt.Sprint(kv.Key) == "ID" {
				if id, literal := kv.Value.(*ast.BasicLit); literal {
					ids = append(ids, strings.Trim(id.Value, `"`))
				}
			}
		}
		return true
	})
	return ids
}

// Every rule says in both languages what is wrong and what to do.
func TestRulesSpeak(t *testing.T) {
	for _, r := range Rules() {
		for _, s := range []string{r.Msg.JA, r.Msg.EN, r.Hint.JA, r.Hint.EN} {
			if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "。") {
				t.Errorf("%s: %q", r.ID, s)
			}
		}
	}
}
