package report

import (
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"fukusen/internal/diag"
)

func TestExcerpts(t *testing.T) {
	sjis, err := japanese.ShiftJIS.NewEncoder().String("期間,人数\r\n令和八年,百,表\r\n")
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("期間,人数\n2026FQ1,百\n")
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{
		"a.csv":     {Data: []byte("\uFEFF期間,人数\n2026FQ1,\"百,\"\"二十\"\"\",x\n")},
		"sjis.csv":  {Data: []byte(sjis)},
		"utf16.csv": {Data: []byte(utf16)},
		"mac.csv":   {Data: []byte("a,b\rc,d\re,f")},
		"mixed.csv": {Data: []byte("a,b\nc,d\re,f\ng,h\n")},
		"a.yaml":    {Data: []byte("format: 1\ntheme: a, b\n")},
		"long.csv":  {Data: []byte(strings.Repeat("x", longest+1) + "\na,b\n")},
	}
	tests := []struct {
		name string
		pos  diag.Pos
		line string
		cell string // "-" if the whole line is meant
		ok   bool
	}{
		{"first field behind a BOM", at("a.csv", 1, 1), "期間,人数", "期間", true},
		{"a quoted field with its quotes", at("a.csv", 2, 9), `2026FQ1,"百,""二十""",x`, `"百,""二十"""`, true},
		{"columns are bytes of the file's own encoding", at("sjis.csv", 2, 10), "令和八年,百,表", "百", true},
		{"an empty field at the end", at("a.csv", 1, 14), "期間,人数", "", true},
		{"the whole line", at("a.csv", 1, 0), "期間,人数", "-", true},
		{"old Mac", at("mac.csv", 3, 3), "e,f", "f", true},
		{"before the ends are mixed", at("mixed.csv", 1, 1), "a,b", "a", true},
		{"after that no line is sure", at("mixed.csv", 3, 1), "", "", false},
		{"settings have no fields", at("a.yaml", 2, 8), "theme: a, b", "", true},
		{"UTF-16", at("utf16.csv", 2, 9), "", "", false},
		{"too long", at("long.csv", 1, 1), "", "", false},
		{"after a long line", at("long.csv", 2, 3), "a,b", "b", true},
		{"beyond the end of the line", at("a.csv", 1, 99), "", "", false},
		{"beyond the end of the file", at("a.csv", 9, 1), "", "", false},
		{"no such file", at("b.csv", 1, 1), "", "", false},
		{"a workbook", diag.Pos{File: "a.csv", Sheet: "s", Line: 1, Col: 1}, "", "", false},
		{"a whole file", diag.Pos{File: "a.csv"}, "", "", false},
	}
	var l diag.List
	for _, tt := range tests {
		l = append(l, ruleMerged.At(tt.pos))
	}
	find := Excerpts(fsys, l)
	for _, tt := range tests {
		line, start, end, ok := find(tt.pos)
		cell := "-"
		if start >= 0 && ok {
			cell = line[start:end]
		} else if !ok {
			cell = ""
		}
		if line != tt.line || cell != tt.cell || ok != tt.ok {
			t.Errorf("%s: got %q, %q, %v; want %q, %q, %v", tt.name, line, cell, ok, tt.line, tt.cell, tt.ok)
		}
	}
}

// The columns are counted by hand: full-width characters take two, half-width
// kana one, a combining mark none.
func TestCaretStandsUnderTheValue(t *testing.T) {
	tests := []struct{ before, value, want string }{
		{"", "x", "^"},
		{"ab,", "xyz", "   ^^^"},
		{"期間,", "百", "     ^^"},
		{"１２,", "x", "     ^"},
		{"ｱﾞ,", "ｶﾞ", "   ^^"},
		{"か\u3099,", "が", "   ^^"},
		{"🏃,", "ー", "   ^^"},
		{"a\tb,", "", "    ^"},
		{"㈱,①,", "…", "     ^"}, // ① and … are ambiguous: one column
	}
	for _, tt := range tests {
		v := View{Excerpt: func(diag.Pos) (string, int, int, bool) {
			return tt.before + tt.value + ",z", len(tt.before), len(tt.before) + len(tt.value), true
		}}
		got := strings.Split(text(t, diag.List{ruleMerged.At(at("a.csv", 3, 1))}, TextOptions{View: v}), "\n")[2]
		if want := "      | " + tt.want; got != want {
			t.Errorf("%q %q: got %q, want %q", tt.before, tt.value, got, want)
		}
	}
}

func TestCrop(t *testing.T) {
	long := strings.Repeat("あ", 100)
	tests := []struct {
		name                 string
		line                 string
		start, end           int
		before, value, after string
	}{
		{"short", "ab,cd,ef", 3, 5, "ab,", "cd", ",ef"},
		{"value in the middle", long + ",値," + long, 301, 304, "…あああ,", "値", ",ああああ…"},
		{"value at the end", long + ",値", 301, 304, "…" + strings.Repeat("あ", 8) + ",", "値", ""},
		{"value at the beginning", "値," + long, 0, 3, "", "値", "," + strings.Repeat("あ", 8) + "…"},
	}
	for _, tt := range tests {
		got := crop(tt.line, tt.start, tt.end, 20)
		if got.before != tt.before || got.value != tt.value || got.after != tt.after {
			t.Errorf("%s: got %q %q %q, want %q %q %q", tt.name, got.before, got.value, got.after, tt.before, tt.value, tt.after)
		}
	}
	if got := crop(long, 0, len(long), 20); columnsOf(got.before+got.value+got.after) > 21 || got.value == "" {
		t.Errorf("a long value: %+v", got)
	}
	if got := crop(long, -1, -1, 20); !got.whole || got.before != strings.Repeat("あ", 9)+"…" {
		t.Errorf("a whole line: %q", got.before)
	}
}
