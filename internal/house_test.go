// The design of the house as tests: who may import whom, and that nothing
// above the wall has a type from below it.
package internal_test

import (
	"go/ast"
	"go/build"
	"go/types"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// imports is the design: what each package may import of ours, and no more.
// The order is that of the house, from the top down.
var imports = map[string]string{
	"site":      "audit catalogue content contract cube diag dim export highlight i18n kpi output page protect registry release report rows sheet source tell",
	"serve":     "diag",
	"page":      "tell kpi catalogue registry release chart content i18n contract dim diag output",
	"export":    "kpi protect contract catalogue registry release i18n dim diag output",
	"highlight": "tell kpi catalogue release dim",
	"tell":      "kpi catalogue contract release stat i18n dim diag",
	"audit":     "bounds exact dim diag",
	"kpi":       "protect catalogue contract registry release stat dim diag",
	"content":   "diag",
	"i18n":      "dim diag",

	// ---- the wall: *protect.Cube and the release file ----

	"protect": "bounds cube contract catalogue registry release exact dim diag",
	"cube":    "source contract catalogue dim diag",
	"source":  "contract registry rows sheet notation personal dim diag",
	"propose": "source contract registry rows notation personal dim diag",

	// ---- shared definitions ----

	"release":   "dim diag",
	"catalogue": "contract dim diag",
	"registry":  "contract rows sheet notation dim diag",
	"schema":    "catalogue contract dim",
	"template":  "contract dim registry diag",
	"report":    "rows diag",
	"notation":  "rows dim",
	"personal":  "rows",
	"contract":  "dim",
	"sample":    "contract dim",
	"rows":      "sheet diag",
	"sheet":     "diag",

	// ---- leaves ----

	"bounds": "exact",
	"dim":    "", "stat": "", "exact": "", "diag": "", "chart": "", "output": "", "bundle": "",
}

// commandImports is what the commands may import of ours.
const commandImports = "audit site serve contract sample template propose report diag dim protect"

const ours = "fukusen/internal/"

func TestImports(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	folders := map[string]bool{}
	for _, e := range entries {
		if e.IsDir() {
			folders[e.Name()] = true
		}
	}
	for name := range folders {
		if _, ok := imports[name]; !ok {
			t.Errorf("internal/%s has no row in the table of imports", name)
		}
	}
	for name, allowed := range imports {
		if !folders[name] {
			t.Errorf("the table has a row for internal/%s, which does not exist", name)
			continue
		}
		check(t, "internal/"+name, "./"+name, allowed)
	}
	check(t, "cmd/fukusen", "../cmd/fukusen", commandImports)
	check(t, "themes", "../themes", "")
	check(t, "docs", "../docs", "")
}

func check(t *testing.T, name, dir, allowed string) {
	t.Helper()
	p, err := build.ImportDir(dir, 0)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	for _, path := range p.Imports {
		if pkg, ok := strings.CutPrefix(path, ours); ok && !slices.Contains(strings.Fields(allowed), pkg) {
			t.Errorf("%s imports %s; it may import: %s", name, pkg, allowed)
		}
	}
}

// private are the types that hold what may not be published.
func private(named *types.TypeName) bool {
	if named.Pkg() == nil {
		return false
	}
	switch path := named.Pkg().Path(); path {
	case ours + "cube", ours + "source":
		return true
	case ours + "protect":
		return named.Name() == "Reasons" || named.Name() == "Because"
	case ours + "registry":
		return named.Name() == "Registry" || named.Name() == "Organisation"
	}
	return false
}

// TestWall shows that nothing that presents can hold a raw number: no object
// used there has a private type, or one made of them.
func TestWall(t *testing.T) {
	above := []string{ours + "kpi", ours + "page", ours + "tell", ours + "highlight", ours + "export", ours + "chart", ours + "audit", ours + "content", ours + "i18n"}
	pkgs, err := packages.Load(&packages.Config{
		Dir:  "..",
		Mode: packages.NeedName | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedSyntax | packages.NeedImports | packages.NeedDeps,
	}, above...)
	if err != nil {
		t.Fatal(err)
	}
	if len(pkgs) != len(above) {
		t.Fatalf("loaded %d of %d packages", len(pkgs), len(above))
	}
	for _, p := range pkgs {
		for _, e := range p.Errors {
			t.Errorf("%s: %v", p.PkgPath, e)
		}
		if len(p.TypesInfo.Uses) == 0 {
			t.Errorf("%s: nothing was looked at", p.PkgPath)
		}
		walk(t, p)
	}
}

func walk(t *testing.T, p *packages.Package) {
	report := func(id *ast.Ident, obj types.Object) {
		if obj == nil || obj.Type() == nil {
			return
		}
		if n := find(obj.Type(), map[types.Type]bool{}); n != nil {
			t.Errorf("%s: %s has the private type %s.%s", p.Fset.Position(id.Pos()), id.Name, n.Pkg().Name(), n.Name())
		}
	}
	for id, obj := range p.TypesInfo.Uses {
		report(id, obj)
	}
	for id, obj := range p.TypesInfo.Defs {
		report(id, obj)
	}
}

// find returns a private type that t is made of, or nil. The fields of a
// struct of another package that are not exported cannot be reached from
// outside, so they are not followed: *protect.Cube is judged by what it shows.
func find(t types.Type, seen map[types.Type]bool) *types.TypeName {
	if seen[t] {
		return nil
	}
	seen[t] = true
	switch t := t.(type) {
	case *types.Named:
		if private(t.Obj()) {
			return t.Obj()
		}
		return findNamed(t, seen)
	case *types.Pointer:
		return find(t.Elem(), seen)
	case *types.Slice:
		return find(t.Elem(), seen)
	case *types.Array:
		return find(t.Elem(), seen)
	case *types.Chan:
		return find(t.Elem(), seen)
	case *types.Map:
		return first(find(t.Key(), seen), find(t.Elem(), seen))
	case *types.Signature:
		return first(findTuple(t.Params(), seen), findTuple(t.Results(), seen))
	case *types.Struct:
		for f := range t.Fields() {
			if f.Exported() {
				if n := find(f.Type(), seen); n != nil {
					return n
				}
			}
		}
	}
	return nil
}

func findNamed(t *types.Named, seen map[types.Type]bool) *types.TypeName {
	for arg := range t.TypeArgs().Types() {
		if n := find(arg, seen); n != nil {
			return n
		}
	}
	if obj := t.Obj(); obj.Pkg() == nil || !strings.HasPrefix(obj.Pkg().Path(), ours) {
		return nil
	}
	for m := range t.Methods() {
		if m.Exported() {
			if n := find(m.Type(), seen); n != nil {
				return n
			}
		}
	}
	return find(t.Underlying(), seen)
}

func findTuple(t *types.Tuple, seen map[types.Type]bool) *types.TypeName {
	for v := range t.Variables() {
		if n := find(v.Type(), seen); n != nil {
			return n
		}
	}
	return nil
}

func first(names ...*types.TypeName) *types.TypeName {
	for _, n := range names {
		if n != nil {
			return n
		}
	}
	return nil
}
