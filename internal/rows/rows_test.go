package rows

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding/japanese"

	"fukusen/internal/diag"
)

// sjis encodes a text of the test as Windows would.
func sjis(t testing.TB, s string) string {
	t.Helper()
	b, err := japanese.ShiftJIS.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

type result struct {
	header []string
	rows   [][]string
	places [][]diag.Pos
	finds  diag.List
}

// readAll reads a file to its end.
func readAll(t testing.TB, content string, opt Options) result {
	t.Helper()
	fsys := fstest.MapFS{"f.csv": {Data: []byte(content)}}
	r, finds, err := Open(fsys, "f.csv", opt)
	if err != nil {
		t.Fatal(err)
	}
	res := result{finds: finds}
	if r == nil {
		if len(finds) == 0 {
			t.Fatal("neither a Reader nor a finding")
		}
		return res
	}
	defer r.Close()
	res.header = r.Header()
	for row, ok := r.Next(); ok; row, ok = r.Next() {
		var places []diag.Pos
		for i := range row {
			places = append(places, r.Pos(i))
		}
		res.rows = append(res.rows, cloned(slices.Clone(row)))
		res.places = append(res.places, places)
	}
	if r.Err() != nil {
		t.Fatal(r.Err())
	}
	res.finds = append(res.finds, r.Findings()...)
	return res
}

// lines gives the findings in English, one a line.
func lines(l diag.List) string {
	var b strings.Builder
	for _, f := range l {
		if f.Msg(diag.JA) == "" || f.Hint(diag.JA) == "" || strings.Contains(f.Msg(diag.JA)+f.Hint(diag.JA)+f.Hint(diag.EN), "%!") {
			b.WriteString("BAD TEXT ")
		}
		b.WriteString(f.Error() + "\n")
	}
	return b.String()
}

const difficult = "区分,名前\nソ表能,①㈱髙﨑\nｱｲｳ,～あ\n"

func TestEncodings(t *testing.T) {
	want := [][]string{{"ソ表能", "①㈱髙﨑"}, {"ｱｲｳ", "～あ"}}
	cr := func(s string) string { return strings.ReplaceAll(s, "\n", "\r") }
	crlf := func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }
	quoted := "\"区分\",\"名前\"\n\"ソ表能\",\"①㈱髙﨑\"\n\"ｱｲｳ\",\"～あ\"\n"
	tests := []struct{ name, content string }{
		{"UTF-8", difficult},
		{"UTF-8 with BOM", bom + difficult},
		{"UTF-8 with BOM, quoted", bom + quoted},
		{"UTF-8 CRLF", crlf(difficult)},
		{"UTF-8 CR", cr(difficult)},
		{"UTF-8 CR, quoted, no end", strings.TrimSuffix(cr(quoted), "\r")},
		{"CP932", sjis(t, difficult)},
		{"CP932 CRLF", sjis(t, crlf(difficult))},
		{"CP932 CR", sjis(t, cr(difficult))},
		{"CP932 quoted", sjis(t, quoted)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := readAll(t, tt.content, Options{})
			if len(got.finds) > 0 {
				t.Errorf("findings:\n%s", lines(got.finds))
			}
			if !slices.Equal(got.header, []string{"区分", "名前"}) {
				t.Errorf("header %q", got.header)
			}
			if !slices.EqualFunc(got.rows, want, slices.Equal) {
				t.Errorf("rows %q, want %q", got.rows, want)
			}
			for i := range got.rows {
				// the first field ends where the comma is, in the bytes as sent
				raw := strings.FieldsFunc(strings.TrimPrefix(tt.content, bom), func(r rune) bool { return r == '\r' || r == '\n' })[i+1]
				for j, col := range []int{1, strings.Index(raw, ",") + 2} {
					if want := (diag.Pos{File: "f.csv", Line: i + 2, Col: col}); got.places[i][j] != want {
						t.Errorf("row %d field %d is at %v, want %v", i, j, got.places[i][j], want)
					}
				}
			}
		})
	}
}

// Line 900 of a long file has one wrong byte after "900,東京".
func TestWrongByteIsPlaced(t *testing.T) {
	var b strings.Builder
	b.WriteString("番号,名前\n")
	for i := 2; i <= 40000; i++ {
		fmt.Fprintf(&b, "%d,東京の表\n", i)
	}
	text := b.String()
	spoil := func(s, wrong string, after string) string {
		at := strings.Index(s, "\n900,"+after) + len("\n900,"+after)
		return s[:at] + wrong + s[at:]
	}
	tests := []struct{ name, content, want string }{
		{"UTF-8", spoil(text, "\xFA", "東京"), "f.csv:900:11: byte 0xFA is not part of a UTF-8 character [csv/utf8]\n"},
		{"BOM", spoil(bom+text, "\x93", "東京"), "f.csv:900:11: byte 0x93 is not part of a UTF-8 character [csv/utf8]\n"},
		{"CP932", spoil(sjis(t, text), "\xFF", sjis(t, "東京")), "f.csv:900:9: bytes 0xFF are no character of Shift_JIS (a private character or damage) [csv/cp932]\n"},
		{"CP932, private", spoil(sjis(t, text), "\xF0\x40", sjis(t, "東京")), "f.csv:900:9: bytes 0xF040 are no character of Shift_JIS (a private character or damage) [csv/cp932]\n"},
		{"CR", strings.ReplaceAll(spoil(text, "\xFA", "東京"), "\n", "\r"), "f.csv:900:11: byte 0xFA is not part of a UTF-8 character [csv/utf8]\n"},
		{"CP932 CRLF", strings.ReplaceAll(spoil(sjis(t, text), "\x80", sjis(t, "東京")), "\n", "\r\n"), "f.csv:900:9: bytes 0x80 are no character of Shift_JIS (a private character or damage) [csv/cp932]\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := readAll(t, tt.content, Options{})
			if lines(got.finds) != tt.want {
				t.Errorf("got  %swant %s", lines(got.finds), tt.want)
			}
			if len(got.rows) != 39999 {
				t.Errorf("%d rows, want 39999", len(got.rows))
			}
		})
	}
}

func traitsOf(t testing.TB, s string) traits {
	t.Helper()
	tr, err := inspectFile(fstest.MapFS{"f": {Data: []byte(s)}}, "f", Options{})
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

// What the edge of a piece cuts in two is seen as it is.
func TestPiecesDoNotCut(t *testing.T) {
	for shift := range 4 {
		if tr := traitsOf(t, "a\n"+strings.Repeat("x", shift)+strings.Repeat("表", pieceSize/2)+"\n"); !tr.utf8 || tr.lone {
			t.Errorf("shift %d: %+v", shift, tr)
		}
	}
	for _, edge := range []int{headSize, pieceSize} {
		for n := edge - 4; n < edge+3; n++ {
			x := strings.Repeat("x", n)
			if tr := traitsOf(t, x+"\r\ny"); tr.lone {
				t.Errorf("CRLF at byte %d passes for CR", n)
			}
			if tr := traitsOf(t, x+"\ry"); !tr.lone {
				t.Errorf("CR at byte %d is not seen", n)
			}
			if tr := traitsOf(t, x+"\"\ry\"\n"); tr.lone {
				t.Errorf("CR within quotes at byte %d ends a line", n)
			}
			if tr := traitsOf(t, x+",\"y\"\"\",\"\"\n"); !tr.wellQuoted(',') || tr.wellQuoted(';') {
				t.Errorf("quotes at byte %d are not seen to be right", n)
			}
			for _, wrong := range []string{"\"y\"", ",\"y\" ", ",\"y\"z,", ",\"", ",\"\"\""} {
				if tr := traitsOf(t, x+wrong); tr.wellQuoted(',') {
					t.Errorf("%q at byte %d passes for well quoted", wrong, n)
				}
			}
		}
	}
}

func TestFindings(t *testing.T) {
	tests := []struct {
		name, content string
		opt           Options
		rows          int
		want          string
	}{
		{name: "empty", want: "f.csv: the file is empty [csv/empty]\n"},
		{name: "BOM only", content: bom, want: "f.csv: the file is empty [csv/empty]\n"},
		{name: "blank", content: " \n,,\n\u3000\n", want: "f.csv: the file is empty [csv/empty]\n"},
		{name: "header only", content: "a,b\n,\n", want: "f.csv: there is a header but no row of data [csv/no-rows]\n"},
		{name: "xlsx", content: "PK\x03\x04\x14\x00", want: "f.csv: not a CSV file: it looks like an Excel workbook (.xlsx) or a ZIP archive [csv/binary]\n"},
		{name: "xls", content: "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\x00", want: "f.csv: not a CSV file: it looks like an old Excel workbook (.xls) [csv/binary]\n"},
		{name: "pdf", content: "%PDF-1.7", want: "f.csv: not a CSV file: it looks like a PDF document [csv/binary]\n"},
		{name: "html", content: "<!DOCTYPE html><html>", want: "f.csv: not a CSV file: it looks like a web page [csv/binary]\n"},
		{name: "NUL", content: "a,b\n1,\x00\n", want: "f.csv:2: not a CSV file: it contains a NUL byte (this is the first line with one) [csv/binary]\n"},
		{name: "UTF-16", content: "a\x00,\x00", want: "f.csv: the encoding seems to be UTF-16, but the mark (BOM) at the start that would say so is missing [csv/utf16]\n"},
		{name: "JIS", content: "\x1B$B0U8+\x1B(B\n", want: "f.csv:1: the encoding seems to be ISO-2022-JP [csv/encoding]\n"},
		{name: "tabs", content: "a\tb\n1\t2\n", rows: 1},
		{name: "tabs unwanted", content: "a\tb\n1\t2\n", rows: 1, opt: Options{Comma: ','}, want: "f.csv:1:1: the columns seem to be separated by tabs, not by commas [csv/separator]\n"},
		{name: "full width", content: "a，b\n1，2\n", rows: 1, want: "f.csv:1:1: the columns seem to be separated by full-width commas, not by commas [csv/separator]\n"},
		{name: "tabs wanted", content: "a\tb\n1\t2\n", rows: 1, opt: Options{Comma: '\t'}},
		{name: "long and short", content: "a,b,,\n1,2,3\n1\n1,2,,\n", rows: 1,
			want: "f.csv:2:5: the row has 3 fields, the header 2 [csv/fields]\nf.csv:3:1: the row has 1 fields, the header 2 [csv/fields]\n"},
		{name: "bare quote", content: "a,b\n1,x\"y\n3,4\n", rows: 1,
			want: "f.csv:2:4: a quotation mark is out of place (in the row that begins in line 2) [csv/quote]\n"},
		{name: "open quote", content: "a,b\n1,\"x\n3,4\n", want: "f.csv:3:5: a quotation mark is out of place (in the row that begins in line 2) [csv/quote]\n"},
		{name: "endless quote", content: "a,b\n1,2\n\n1,\"" + strings.Repeat("x\n", longestRaw), rows: 1,
			want: "f.csv:4: the row that begins in line 4 is longer than 1 MB [csv/long]\n"},
		{name: "header row", content: "\"title\n注\n\na,b\n1,2\n", opt: Options{HeaderRow: 4}, rows: 1},
		{name: "header row beyond", content: "a\n1\n", opt: Options{HeaderRow: 9}, want: "f.csv: the header is said to be in line 9, but the file ends before it [csv/header-row]\n"},
		{name: "forced CP932", content: sjis(t, "a\nあ\n"), opt: Options{Encoding: CP932}, rows: 1},
		{name: "forced UTF-8", content: "a\n\xB1\n", opt: Options{Encoding: UTF8}, rows: 1, want: "f.csv:2:1: byte 0xB1 is not part of a UTF-8 character [csv/utf8]\n"},
		{name: "half-width kana", content: sjis(t, "a\nﾃｽﾃｽﾃｽｱ\n"), rows: 1},
		{name: "many", content: "a,b\n" + strings.Repeat("1\n", 3000), want: short(2, 3000)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := readAll(t, tt.content, tt.opt)
			if s := lines(got.finds); s != tt.want {
				t.Errorf("got:\n%swant:\n%s", s, tt.want)
			}
			if len(got.rows) != tt.rows {
				t.Errorf("%d rows, want %d: %q", len(got.rows), tt.rows, got.rows)
			}
		})
	}
}

// shown is how many findings of a rule a diag.Collector keeps.
func shown() int {
	var c diag.Collector
	for range 5000 {
		c.Add(&ruleFields, diag.Pos{}, 0, 0)
	}
	return c.Len()
}

// short gives the findings about n rows of one field from a line on.
func short(line, n int) string {
	var b strings.Builder
	for i := range min(n, shown()) {
		fmt.Fprintf(&b, "f.csv:%d:1: the row has 1 fields, the header 2 [csv/fields]\n", i+line)
	}
	if n > shown() {
		fmt.Fprintf(&b, "f.csv: %d more findings of the rule csv/fields are not shown [csv/more]\n", n-shown())
	}
	return b.String()
}

func TestPlacesAfterQuotedNewlines(t *testing.T) {
	text := "a,b,c\n\n\"x\r\n表\",\"y\"\"表\",z\n,,\n 1,2,3,\n"
	for _, content := range []string{text, sjis(t, text)} {
		got := readAll(t, content, Options{})
		wide := len(strings.Split(content, "\r\n")[1]) - len("\",\"y\"\",z\n,,\n 1,2,3,\n") - 1 // bytes of both 表 beside a quote
		want := []diag.Pos{{File: "f.csv", Line: 3, Col: 1}, {File: "f.csv", Line: 4, Col: 3 + wide/2}, {File: "f.csv", Line: 4, Col: 9 + wide}}
		if len(got.rows) != 2 || !slices.Equal(got.rows[0], []string{"x\n表", "y\"表", "z"}) || !slices.Equal(got.rows[1], []string{" 1", "2", "3"}) {
			t.Fatalf("rows %q\n%s", got.rows, lines(got.finds))
		}
		if !slices.Equal(got.places[0], want) {
			t.Errorf("places %v, want %v", got.places[0], want)
		}
		if got.places[1][0].Line != 6 {
			t.Errorf("last row in line %d, want 6", got.places[1][0].Line)
		}
	}
}

func TestHeaderIsCleaned(t *testing.T) {
	got := readAll(t, "\u3000期間\u00A0,\"\uFEFF人\n数 \",,備考\u200B,\n1,2,3,4\n", Options{})
	if want := []string{"期間", "人\n数", "", "備考"}; !slices.Equal(got.header, want) {
		t.Errorf("header %q, want %q", got.header, want)
	}
}

// broken fails after some bytes.
type broken struct{ fs.FS }
type brokenFile struct{ fs.File }

func (b broken) Open(name string) (fs.File, error) {
	f, err := b.FS.Open(name)
	return brokenFile{f}, err
}

var errDisk = errors.New("disk error")

func (f brokenFile) Read([]byte) (int, error) { return 0, errDisk }

func TestErrorsAreNotFindings(t *testing.T) {
	fsys := fstest.MapFS{"f.csv": {Data: []byte("a\n1\n")}}
	if _, _, err := Open(fsys, "g.csv", Options{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, _, err := Open(broken{fsys}, "f.csv", Options{}); !errors.Is(err, errDisk) {
		t.Errorf("a broken disk: %v", err)
	}
	if _, _, err := Open(fsys, "f.csv", Options{Encoding: "utf-7"}); err == nil {
		t.Error("an unknown encoding is accepted")
	}
}

func TestSniff(t *testing.T) {
	long := strings.Repeat("あ,い\n", 20000)
	fsys := fstest.MapFS{
		"u.csv": {Data: []byte("期間 ,人数\n" + long)},
		"s.csv": {Data: []byte(sjis(t, "期間,人数\n"+long))},
		"e.csv": {Data: nil},
	}
	for name, want := range map[string][]string{"u.csv": {"期間", "人数"}, "s.csv": {"期間", "人数"}, "e.csv": nil} {
		if got, err := Sniff(fsys, name, Options{}); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q, %v; want %q", name, got, err, want)
		}
	}
}

// In a file joined from an old Mac's and another each end counts one line.
func TestMixedLineEnds(t *testing.T) {
	got := readAll(t, "a,b\r1,2\r\n3,4\n5,6\r\n", Options{})
	for i, p := range got.places {
		if p[1] != (diag.Pos{File: "f.csv", Line: i + 2, Col: 3}) {
			t.Errorf("row %d is at %v", i, p[1])
		}
	}
	if len(got.rows) != 3 || len(got.finds) > 0 {
		t.Errorf("rows %q\n%s", got.rows, lines(got.finds))
	}
}

// The census in both encodings gives the same rows.
func TestRealEncodings(t *testing.T) {
	var both [2]result
	for i, name := range []string{"c01-cp932.csv", "c01-utf8-crlf.csv"} {
		b, err := os.ReadFile("../../../shared/realdata/messy/" + name)
		if err != nil {
			t.Skip("the shared files are not here: ", err)
		}
		both[i] = readAll(t, string(b), Options{})
	}
	if a, b := both[0], both[1]; len(a.rows) != 980 || !slices.EqualFunc(a.rows, b.rows, slices.Equal) || len(a.finds)+len(b.finds) > 0 {
		t.Errorf("%d and %d rows\n%s%s", len(a.rows), len(b.rows), lines(a.finds), lines(b.finds))
	}
}
