package rows

import (
	"archive/tar"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

const realData = "../../../shared/realdata/"

// unpack gives the files of an archive by name.
func unpack(t *testing.T, name string) map[string][]byte {
	t.Helper()
	if _, err := os.Stat(realData + "csv-cases/" + name); err != nil {
		t.Skip("the shared files are not here: ", err)
	}
	plain, err := exec.Command("xz", "-dc", realData+"csv-cases/"+name).Output()
	if err != nil {
		t.Skip("no xz to unpack it with: ", err)
	}
	files := map[string][]byte{}
	for r := tar.NewReader(bytes.NewReader(plain)); ; {
		h, err := r.Next()
		if err == io.EOF {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		if files[h.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
}

// refused are the cases that we do not read as their authors do, and why.
var refused = map[string]string{
	"all-empty.csv":                       "[csv/empty]",   // they read a header without name and one empty row
	"empty-one-column.csv":                "[csv/no-rows]", // they read a row with one empty value; empty rows are no data here
	"header-no-rows.csv":                  "[csv/no-rows]", // read, but a report without rows is a mistake
	"bad-header-less-fields.csv":          "[csv/fields]",
	"bad-header-more-fields.csv":          "[csv/fields]",
	"bad-header-no-header.csv":            "[csv/empty]",
	"bad-header-wrong-header.csv":         "[csv/no-rows]", // that the names are others is for source to say
	"bad-missing-quote.csv":               "[csv/quote]",
	"bad-quotes-with-unescaped-quote.csv": "[csv/quote]",
	"bad-unescaped-quote.csv":             "[csv/quote]",
	"location_coordinates.csv":            "[csv/quote]", // it has quotation marks in fields without quotes, and its JSON other values
}

func TestCasesOfOthers(t *testing.T) {
	for _, archive := range []string{"csv-spectrum.tar.xz", "csv-test-data.tar.xz"} {
		files := unpack(t, archive)
		n := 0
		for name, content := range files {
			if !strings.HasSuffix(name, ".csv") {
				continue
			}
			n++
			base := path.Base(name)
			want := files[strings.NewReplacer("/csvs/", "/json/", "/csv/", "/json/", "csvs/", "json/", "csv/", "json/", ".csv", ".json").Replace(name)]
			for _, strict := range []bool{true, false} {
				got := readAll(t, string(content), Options{strict: strict})
				if rule, ok := refused[base]; ok {
					if s := lines(got.finds); !strings.Contains(s, rule) || len(got.rows) > 0 {
						t.Errorf("%s: %q, want %s:\n%s", name, got.rows, rule, s)
					}
				} else if base == "newlines_crlf.csv" { // a CRLF within a field reads as LF, as in encoding/csv
					want := bytes.ReplaceAll(want, []byte(`\r\n`), []byte(`\n`))
					if !sameObjects(t, got, want) || len(got.finds) > 0 {
						t.Errorf("%s: %q\nwant %s\n%s", name, got.rows, want, lines(got.finds))
					}
				} else if !sameObjects(t, got, want) || got.finds.Errors() > 0 {
					t.Errorf("%s: %q\nwant %s\n%s", name, got.rows, want, lines(got.finds))
				}
			}
			agree(t, string(content), Options{})
		}
		if n < 12 {
			t.Errorf("%s has only %d cases", archive, n)
		}
	}
}

// sameObjects compares the rows with the JSON that the authors expect. It may
// be objects, or rows with the header first.
func sameObjects(t *testing.T, got result, want []byte) bool {
	t.Helper()
	var objects []map[string]string
	var rows [][]string
	if err := json.Unmarshal(want, &objects); err != nil {
		if err := json.Unmarshal(want, &rows); err != nil {
			t.Errorf("what is expected cannot be read: %v\n%s", err, want)
			return false
		}
		return slices.EqualFunc(rows, append([][]string{got.header}, got.rows...), slices.Equal)
	}
	if len(objects) != len(got.rows) {
		return false
	}
	for i, o := range objects {
		if len(o) != len(got.header) {
			return false
		}
		for j, name := range got.header {
			if v, ok := o[name]; !ok || v != got.rows[i][j] {
				return false
			}
		}
	}
	return true
}

// The rows were counted by another program.
func TestMessyFiles(t *testing.T) {
	is := named("都道府県コード", "元号", "表章項目", "全国・都道府県", "国民の祝日・休日月日", "市区町村名", "名称", "住所")
	tests := []struct {
		name   string
		opt    Options
		header string // the first of it
		cols   int
		rows   int
		finds  []string
	}{
		{name: "messy/FEH_00200524_200927163843.csv", header: "表章項目", cols: 10, rows: 48},
		{name: "messy/FEH_00200524_210412225130.csv", header: "表章項目", cols: 10, rows: 48},
		{name: "messy/c01-cp932.csv", header: "都道府県コード", cols: 9, rows: 980},
		{name: "messy/c01-utf8-crlf.csv", header: "都道府県コード", cols: 9, rows: 980},
		{name: "messy/c01-utf8-notes.csv", header: "都道府県コード", cols: 9, rows: 980, finds: []string{"982: 2 rows that have only a note or a source were passed over (this is the first) [csv/notes]"}},
		{name: "messy/estat-growth-cp932.csv", header: "表章項目 コード", cols: 27, rows: 48,
			finds: []string{"12: this line was taken as the header; 9 rows above it, such as titles, were passed over [csv/header-junk]"}},
		{name: "messy/syukujitsu-cp932.csv", header: "国民の祝日・休日月日", cols: 2, rows: 1067},
		{name: "messy/yaizu-preschool.csv", header: "都道府県コ―ド又は市区町村コ―ド", cols: 28, rows: 60},
		{name: "messy/yaizu-sports.csv", header: "都道府県コード又は市区町村コード", cols: 24, rows: 16},
	}
	for _, tt := range tests {
		b, err := os.ReadFile(realData + tt.name)
		if err != nil {
			t.Skip("the shared files are not here: ", err)
		}
		for _, strict := range []bool{false, true} {
			tt.opt.strict, tt.opt.IsHeader = strict, is
			if strings.Contains(tt.name, "estat") {
				tt.opt.IsHeader = named("表章項目", "全国・都道府県")
			}
			got := readAll(t, string(b), tt.opt)
			want := ""
			for _, f := range tt.finds {
				want += "f.csv:" + f + "\n"
			}
			if len(got.header) == 0 || got.header[0] != tt.header || tt.cols > 0 && len(got.header) != tt.cols || tt.rows > 0 && len(got.rows) != tt.rows || lines(got.finds) != want {
				t.Errorf("%s: %d rows, header (%d) %.100q, want %d\n%s", tt.name, len(got.rows), len(got.header), got.header, tt.rows, lines(got.finds))
			}
		}
	}
}

// The header of Takamatsu's population stands among lines of metadata, above
// and below it.
func TestPopulationFiles(t *testing.T) {
	files, err := os.ReadDir(realData + "population-takamatsu")
	if err != nil {
		t.Skip("the shared files are not here: ", err)
	}
	for _, f := range files {
		b, err := os.ReadFile(realData + "population-takamatsu/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		got := readAll(t, string(b), Options{IsHeader: named("surveyDate", "regionName", "totalPopulation", "male", "woman")})
		want := "f.csv:7: this line was taken as the header; 6 rows above it, such as titles, were passed over [csv/header-junk]\n" +
			"f.csv:8: 2 rows within the data that repeat the header, its units or its notes were passed over (this is the first) [csv/repeated-header]\n"
		if f.Name() == "202009.csv" || f.Name() == "202012.csv" { // "latitude,longitude" stands there without quotes
			if s := lines(got.finds); len(got.rows) > 0 || !strings.Contains(s, "f.csv:10:") || !strings.Contains(s, "the row has 50 fields, the header 49 [csv/fields]") {
				t.Errorf("%s: %d rows\n%s", f.Name(), len(got.rows), s)
			}
			continue
		}
		if lines(got.finds) != want || len(got.rows) < 200 || got.rows[0][0] != "1" || got.header[len(got.header)-1] == "" {
			t.Errorf("%s: %d rows, header %.60q\n%s", f.Name(), len(got.rows), got.header, lines(got.finds))
		}
		last := bytes.Count(bytes.TrimSpace(b), []byte("\n")) + 1
		if p := got.places[len(got.places)-1][0]; p.Line != last || len(got.rows) != last-9 {
			t.Errorf("%s: %d rows, the last in line %d; want line %d", f.Name(), len(got.rows), p.Line, last)
		}
	}
}
