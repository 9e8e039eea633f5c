package rows

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/gocarina/gocsv"

	"fukusen/internal/diag"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"":                       "",
		"abc":                    "abc",
		" a b ":                  "a b",
		"\u3000東京\u3000都\u00A0":  "東京\u3000都",
		"\uFEFFid\u200B":         "id",
		"\t\r\n":                 "",
		"\u200E1\u200F\u2060":    "1",
		"東京":                     "東京",
		"\u2003x\u202F\u205F\ty": "x\u202F\u205F\ty",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"":              "",
		" 13104 ":       "13104",
		"１３１０４":         "13104",
		"２０～２４歳":        "20~24歳",
		"２０〜２４歳":        "20~24歳",
		"20‐24":         "20-24",
		"20−24":         "20-24",
		"20–24":         "20-24",
		"㈱テスト":          "(株)テスト",
		"ﾃﾞｭｱﾙ":         "デュアル",
		"コード":           "コード",
		"\u30001\u00A0": "1",
		"Ａｂ":            "Ab",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

// CP932 has one code for each of these pairs, which systems read differently.
func TestTwinsFoldAlike(t *testing.T) {
	for _, pair := range [][2]string{
		{"〜", "～"}, {"−", "－"}, {"‖", "∥"}, {"¢", "￠"}, {"£", "￡"}, {"¬", "￢"}, {"—", "―"}, {"‾", "￣"}, {"¦", "￤"}, {"⋯", "…"}, {"¥", "￥"},
	} {
		if a, b := Fold("x"+pair[0]+"y"), Fold("x"+pair[1]+"y"); a != b || a == "xy" {
			t.Errorf("%s folds to %q, %s to %q", pair[0], a, pair[1], b)
		}
	}
}

func TestNearest(t *testing.T) {
	among := []string{"period", "organisation", "persons", "employed", "人数", "対象者", "市区町村コード"}
	tests := []struct {
		word string
		max  int
		want []string
	}{
		{"presons", 2, []string{"persons"}},
		{"Organization", 2, []string{"organisation"}},
		{"ｐｅｒｉｏｄ", 2, []string{"period"}},
		{"persond", 2, []string{"persons", "period"}},
		{"市区町村ｺｰﾄ", 3, []string{"市区町村コード"}},
		{"対象者の人数", 3, []string{"対象者", "人数"}},
		{"対象者の人数", 1, []string{"対象者"}},
		{"z", 3, nil},
		{"", 3, nil},
	}
	for _, tt := range tests {
		if got := Nearest(tt.word, among, tt.max); !slices.Equal(got, tt.want) {
			t.Errorf("Nearest(%q) = %q, want %q", tt.word, got, tt.want)
		}
	}
}

// The distances are those of the textbook.
func TestEditDistance(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{"kitten", "sitting", 3}, {"saturday", "sunday", 3}, {"", "abc", 3}, {"東京都", "京都", 1}, {"flaw", "lawn", 2},
	} {
		for _, p := range [][2]string{{tt.a, tt.b}, {tt.b, tt.a}} {
			if got := editDistance([]rune(p[0]), []rune(p[1])); got != tt.want {
				t.Errorf("from %q to %q are %d steps, want %d", p[0], p[1], got, tt.want)
			}
		}
	}
}

func TestGocsvReadsUnderOtherNames(t *testing.T) {
	fsys := fstest.MapFS{"f.csv": {Data: []byte("\uFEFF\"コード\",何か,名前\n\n\"01100\",x,\"札\n幌\"\n08, ,\u3000那覇\n")}}
	r, _, err := Open(fsys, "f.csv", Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	type row struct {
		Name string `csv:"name"`
		Code string `csv:"code"`
		Kana string `csv:"kana"`
	}
	var got []row
	c := r.AsCSVReader([]string{"code", "", "name"})
	if err := gocsv.UnmarshalCSV(c, &got); err != nil {
		t.Fatal(err)
	}
	if want := []row{{Name: "札\n幌", Code: "01100"}, {Name: "那覇", Code: "08"}}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, tt := range []struct {
		row    int
		column string
		want   diag.Pos
	}{
		{0, "name", diag.Pos{File: "f.csv", Line: 3, Col: 11}},
		{1, "code", diag.Pos{File: "f.csv", Line: 5, Col: 1}},
		{1, "name", diag.Pos{File: "f.csv", Line: 5, Col: 6}},
		{1, "kana", diag.Pos{File: "f.csv", Line: 5}},
	} {
		if got := c.Pos(tt.row, tt.column); got != tt.want {
			t.Errorf("%s of row %d is at %v, want %v", tt.column, tt.row, got, tt.want)
		}
	}
}

// The fields of a row do not last, those that gocsv gets must.
func TestCSVReaderKeepsItsFields(t *testing.T) {
	var b strings.Builder
	b.WriteString("a,b\n")
	const n = 100000 // more than one buffer
	for i := range n {
		fmt.Fprintf(&b, "%d,\"x\"\"%d\"\n", i, i)
	}
	r, _, err := Open(fstest.MapFS{"f.csv": {Data: []byte(b.String())}}, "f.csv", Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	all, err := r.AsCSVReader([]string{"a", "b"}).ReadAll()
	if err != nil || len(all) != n+1 {
		t.Fatalf("%d rows, %v", len(all), err)
	}
	for i, row := range all[1:] {
		if want := []string{strconv.Itoa(i), "x\"" + strconv.Itoa(i)}; !slices.Equal(row, want) {
			t.Fatalf("row %d is %q, want %q", i, row, want)
		}
	}
}
