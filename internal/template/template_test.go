package template

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
	"fukusen/internal/sheet"
)

// written gives what a function of the package writes.
func written(t testing.TB, write func(io.Writer, string, Options) error, kind string, opt Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, kind, opt); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// table parses a CSV file that must begin with a byte order mark.
func table(t testing.TB, data []byte) [][]string {
	t.Helper()
	text, ok := strings.CutPrefix(string(data), "\xef\xbb\xbf")
	if !ok || strings.Count(text, "\n") != strings.Count(text, "\r\n") {
		t.Error("no byte order mark, or lines that do not end in CR LF")
	}
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestKinds(t *testing.T) {
	var ids []string
	for _, k := range Kinds(Options{}) {
		if k.ID == "" || k.Name.JA == "" || k.Name.EN == "" || k.Row.JA == "" || k.Row.EN == "" {
			t.Errorf("%+v is not complete", k)
		}
		ids = append(ids, k.ID)
	}
	for _, id := range []string{"people", "survey", "population", "organisations", "readiness"} {
		if !slices.Contains(ids, id) {
			t.Errorf("no template for %s", id)
		}
	}
	var b bytes.Buffer
	if err := CSV(&b, "peple", Options{}); err == nil || err.Error() != `there is no template "peple"` || b.Len() > 0 {
		t.Errorf("an unknown kind: %v", err)
	}
}

// TestHeaders shows that each column of a table is there by its Japanese name.
func TestHeaders(t *testing.T) {
	c := contract.New(nil)
	for _, tab := range c.Tables {
		got := table(t, written(t, CSV, tab.ID, Options{}))
		var want []string
		for _, col := range tab.Columns(c.Items) {
			want = append(want, col.Name.JA)
		}
		slices.Sort(want)
		if len(got) != 1 || !reflect.DeepEqual(slices.Sorted(slices.Values(got[0])), want) {
			t.Errorf("%s: got %q, want %q", tab.ID, got, want)
		}
	}
}

// TestWorkbooks reads each workbook as a submitted one is read: one sheet of
// data, nothing to complain of, and what was typed.
func TestWorkbooks(t *testing.T) {
	for _, k := range Kinds(Options{}) {
		t.Run(k.ID, func(t *testing.T) {
			example := table(t, written(t, Example, k.ID, Options{}))
			for name, want := range map[string][][]string{"empty": example[:1], "example": example} {
				write := Workbook
				if name == "example" {
					write = ExampleWorkbook
				}
				data := written(t, write, k.ID, Options{})
				if !bytes.Equal(data, written(t, write, k.ID, Options{})) {
					t.Error("the bytes differ")
				}
				if got := readBack(t, data, k.Name.JA); !equal(got, want) {
					t.Errorf("%s: got %q\nwant %q", name, got, want)
				}
			}
		})
	}
}

func readBack(t *testing.T, data []byte, name string) [][]string {
	t.Helper()
	b, finds, err := sheet.Open(fstest.MapFS{"f.xlsx": {Data: data}}, "f.xlsx")
	if err != nil || len(finds) > 0 {
		t.Fatal(finds, err)
	}
	if got := b.Sheets(); !reflect.DeepEqual(got, []string{name}) {
		t.Fatalf("sheets of data: %q, want %s", got, name)
	}
	r := b.Rows(name)
	var all [][]string
	for row, ok := r.Next(); ok; row, ok = r.Next() {
		all = append(all, slices.Clone(row))
	}
	if len(r.Findings()) > 0 || r.Err() != nil {
		t.Error(r.Findings(), r.Err())
	}
	return all
}

// equal compares rows; a row of a sheet ends with its last value.
func equal(got, want [][]string) bool {
	return slices.EqualFunc(got, want, func(g, w []string) bool {
		for len(w) > 0 && w[len(w)-1] == "" {
			w = w[:len(w)-1]
		}
		return slices.Equal(g, w)
	})
}

func TestNamesAgree(t *testing.T) {
	if notesName != sheet.NotesName || listsName != sheet.ListsName {
		t.Error("the reader does not know the sheets that are no data")
	}
}

// TestChoices shows that every choice of a drop-down list is read as what it
// says.
func TestChoices(t *testing.T) {
	c := contract.New(nil)
	lists, err := Options{}.lists()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, tab := range c.Tables {
		f := ofTable(&tab, c, lists, Options{})
		byName := map[string]contract.Column{}
		for _, col := range tab.Columns(c.Items) {
			byName[col.Name.JA] = col
		}
		for _, col := range f.columns {
			for _, choice := range col.list {
				seen++
				if !understood(c, &tab, byName[col.name.JA], choice) {
					t.Errorf("%s: %s: %q is not understood", tab.ID, col.name.JA, choice)
				}
			}
		}
	}
	if seen < 200 {
		t.Errorf("only %d choices", seen)
	}
}

func understood(c *contract.Contract, tab *contract.Table, col contract.Column, choice string) bool {
	switch {
	case col.ID == contract.ColumnPopulation:
		return slices.ContainsFunc(c.Populations, func(p contract.Population) bool { return p.Name.JA == choice })
	case len(col.Words) > 0:
		_, ok := col.Word(choice)
		return ok
	case col.ID == contract.ColumnItem:
		return slices.ContainsFunc(c.Items, func(it contract.Item) bool { return it.Name.JA == choice })
	case col.Form == contract.FormAnswer:
		it, ok := c.Item(col.ID)
		if ok {
			_, _, ok = it.Classify(choice)
		}
		return ok
	case col.Form == contract.FormNumber:
		_, ok := contract.YesNo(choice)
		return ok
	case col.Axis == dim.Age:
		_, fault := registry.ParseBand(choice)
		return fault == registry.BandGood || fault == registry.BandUnknown
	}
	return col.Axis == dim.Sex || col.Axis == dim.Sport // by the registry's own names
}

// TestSite shows that a site's own bands and items are offered.
func TestSite(t *testing.T) {
	r, _, err := registry.Load(fstest.MapFS{}, ".", registry.Options{Ages: []string{"15-29", "30-"}})
	if err != nil {
		t.Fatal(err)
	}
	own := contract.Item{ID: "pride", Name: contract.Name{JA: "誇り", EN: "Pride"}, Points: 4, Answers: []contract.Answer{{Code: "low", To: 2}, {Code: "high", From: 3, To: 4}}}
	opt := Options{Registry: r, Contract: contract.New([]contract.Item{own}), Period: "2026年度第2四半期"}
	rows := table(t, written(t, Example, "survey", opt))
	column := func(name string) string { return rows[1][slices.Index(rows[0], name)] }
	if column("誇り") != "1" || column("期間") != "2026年度第2四半期" || column("年齢階級") != "30歳以上" {
		t.Errorf("got %q", rows[1])
	}
	f, err := excelize.OpenReader(bytes.NewReader(written(t, Workbook, "survey", opt)))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := offered(t, f, "年齢階級"), []string{"15~29歳", "30歳以上", "不詳"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// offered reads the list of a column in the hidden sheet.
func offered(t *testing.T, f *excelize.File, name string) []string {
	t.Helper()
	cols, err := f.GetCols(listsSheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cols {
		if len(c) > 0 && c[0] == name {
			return slices.DeleteFunc(c[1:], func(s string) bool { return s == "" })
		}
	}
	return nil
}

// TestProtection opens the workbook by the library: headers are locked and
// data is not, codes are text, lists are hidden, instructions are not.
func TestProtection(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(written(t, Workbook, "people", Options{})))
	if err != nil {
		t.Fatal(err)
	}
	style := func(cell string) *excelize.Style {
		id, err := f.GetCellStyle("対象者", cell)
		if err != nil {
			t.Fatal(err)
		}
		s, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if s := style("A1"); s.Protection == nil || !s.Protection.Locked {
		t.Error("the header is not locked")
	}
	for _, cell := range []string{"A2", "C500", "H999"} {
		if s := style(cell); s.Protection == nil || s.Protection.Locked {
			t.Errorf("%s is locked", cell)
		}
	}
	if style("C2").NumFmt != 49 || style("H2").NumFmt == 49 {
		t.Error("codes must be text, and counts must not")
	}
	lists, _ := f.GetSheetVisible(listsSheet)
	notes, _ := f.GetSheetVisible(notesSheet)
	if lists || !notes {
		t.Error("lists must be hidden, and instructions must not")
	}
	comments, err := f.GetComments("対象者")
	if err != nil || len(comments) != 22 || !strings.Contains(comments[0].Text, "◎") {
		t.Errorf("%d comments, %v", len(comments), err)
	}
}

// TestValidation has the conditions for numbers worked out by the library.
func TestValidation(t *testing.T) {
	count := column{entry: whole, markers: true}
	points := column{entry: whole, from: 3, to: 12}
	hours := column{entry: amount, markers: true}
	tests := []struct {
		c    column
		cell any
		want string
	}{
		{count, 0, "TRUE"}, {count, 12, "TRUE"}, {count, 1.5, "FALSE"}, {count, -1, "FALSE"},
		{count, "…", "TRUE"}, {count, "x", "TRUE"}, {count, "X", "TRUE"}, {count, "-", "TRUE"}, {count, "12人", "FALSE"},
		{points, 3, "TRUE"}, {points, 12, "TRUE"}, {points, 2, "FALSE"}, {points, 13, "FALSE"}, {points, "x", "FALSE"},
		{hours, 1.5, "TRUE"}, {hours, -0.5, "FALSE"}, {hours, "x", "TRUE"},
	}
	unescape := strings.NewReplacer("&gt;", ">", "&lt;", "<", "&amp;", "&")
	for _, tt := range tests {
		f := excelize.NewFile()
		f.SetCellValue("Sheet1", "H2", tt.cell)
		f.SetCellFormula("Sheet1", "A1", unescape.Replace(number("H2", tt.c)))
		got, err := f.CalcCellValue("Sheet1", "A1")
		if got = strings.NewReplacer("1", "TRUE", "0", "FALSE").Replace(got); got != tt.want || err != nil {
			t.Errorf("%v in %+v: %s, %v, want %s", tt.cell, tt.c, got, err, tt.want)
		}
		f.Close()
	}
}

// TestRegisters loads the examples of all registers together.
func TestRegisters(t *testing.T) {
	r, finds := examplesOfRegisters(t)
	checkRegisters(t, r, finds)
}

// TestWorkbooksOfRegisters loads the same from the workbooks, each as a file and
// all copied into one.
func TestWorkbooksOfRegisters(t *testing.T) {
	fsys := fstest.MapFS{}
	all := excelize.NewFile()
	defer all.Close()
	for _, g := range registers() {
		data := written(t, ExampleWorkbook, g.id, Options{})
		fsys[g.id+".xlsx"] = &fstest.MapFile{Data: data}
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := f.GetRows(g.name.JA)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := all.NewSheet(g.name.JA); err != nil {
			t.Fatal(err)
		}
		rows[0] = g.form().header() // its format shows a sign at the names of some
		for i, row := range rows {
			if err := all.SetSheetRow(g.name.JA, fmt.Sprintf("A%d", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	var one bytes.Buffer
	if err := all.Write(&one); err != nil {
		t.Fatal(err)
	}
	for _, fsys := range []fstest.MapFS{fsys, {"台帳.xlsx": {Data: one.Bytes()}}} {
		r, finds, err := registry.Load(fsys, ".", registry.Options{})
		if err != nil {
			t.Fatal(err)
		}
		checkRegisters(t, r, finds)
		want, _ := examplesOfRegisters(t)
		if len(r.Files) != len(want.Files) || published(t, r) != published(t, want) {
			t.Errorf("got %s of %v\nwant %s", published(t, r), r.Files, published(t, want))
		}
	}
}

// TestEmptyWorkbooksOfRegisters shows that a form of a register that nobody has
// filled in yet is known as one, and is no error.
func TestEmptyWorkbooksOfRegisters(t *testing.T) {
	for _, g := range registers() {
		fsys := fstest.MapFS{g.id + ".xlsx": &fstest.MapFile{Data: written(t, Workbook, g.id, Options{})}}
		r, finds, err := registry.Load(fsys, ".", registry.Options{})
		if err != nil || len(finds) != 1 || finds[0].Rule.ID != "csv/no-rows" || !r.Holds(registry.File{Path: g.id + ".xlsx", Sheet: g.name.JA}) {
			t.Errorf("%s: %v %v %v", g.id, finds, r.Files, err)
		}
	}
}

func published(t *testing.T, r *registry.Registry) string {
	t.Helper()
	data, err := json.Marshal(r.Public())
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func checkRegisters(t *testing.T, r *registry.Registry, finds diag.List) {
	t.Helper()
	for _, f := range finds {
		t.Error(f.Line(diag.EN))
	}
	if len(r.Organisations()) != 4 || len(r.Targets) != 1 || len(r.Readiness) != 2 || len(r.Policies) != 1 || len(r.Contacts) != 1 || len(r.Calendar) != 1 || len(r.OwnAreas()) != 2 {
		t.Errorf("not all was read: %d organisations, %d targets", len(r.Organisations()), len(r.Targets))
	}
}

// TestChoicesOfRegisters puts every choice into the example and has it loaded:
// in one of the rows, at least, it is a word that is known.
func TestChoicesOfRegisters(t *testing.T) {
	for _, g := range registers() {
		f := g.form()
		for i, c := range f.columns {
			for _, choice := range c.list {
				known := slices.ContainsFunc(f.rows(), func(row []string) bool {
					row[i] = choice
					data := strings.Join(f.header(), ",") + "\n" + strings.Join(row, ",") + "\n"
					_, finds, err := registry.Load(fstest.MapFS{g.id + ".csv": {Data: []byte(data)}}, ".", registry.Options{})
					return err == nil && !slices.ContainsFunc(finds, func(f diag.Finding) bool { return f.Rule.ID == "registry/choice" })
				})
				if !known {
					t.Errorf("%s: %s: %q is not known", g.id, c.name.JA, choice)
				}
			}
		}
	}
}

// TestEveryColumnOfRegisters compares the names with those that the source of
// package registry declares: a column that is added there needs a place here.
func TestEveryColumnOfRegisters(t *testing.T) {
	offered := map[string]bool{}
	for _, r := range registers() {
		for _, c := range r.columns {
			offered[c.name.JA+" / "+c.name.EN] = true
		}
	}
	files, err := filepath.Glob("../registry/*.go")
	if err != nil {
		t.Fatal(err)
	}
	declared := regexp.MustCompile(`column\("[a-z_]+", "([^"]+)", "([^"]+)"`)
	n := 0
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range declared.FindAllStringSubmatch(string(text), -1) {
			if n++; !offered[m[1]+" / "+m[2]] {
				t.Errorf("%s: the column %s / %s is in no template", name, m[1], m[2])
			}
		}
	}
	if n < len(offered) {
		t.Errorf("%d columns are declared, and %d offered", n, len(offered))
	}
}

func examplesOfRegisters(t *testing.T) (*registry.Registry, diag.List) {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, g := range registers() {
		fsys[g.id+".csv"] = &fstest.MapFile{Data: written(t, Example, g.id, Options{})}
	}
	r, finds, err := registry.Load(fsys, ".", registry.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Files) != len(registers()) {
		t.Errorf("only %q were read as registers", r.Files)
	}
	return r, finds
}
