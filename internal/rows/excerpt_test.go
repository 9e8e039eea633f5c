package rows

import (
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"fukusen/internal/diag"
)

// The place of every field, as the reader gives it, shows that field.
func TestExcerptShowsTheField(t *testing.T) {
	const content = "期間,名前,備考\n2026,東京,\"a,\"\"b\"\nｱｲｳ,\"一\n行\",x\n"
	want := [][]string{{"2026", "東京", "\"a,\"\"b\""}, {"ｱｲｳ", "\"一", "x"}}
	for encoding, sent := range encoded(content) {
		opt := Options{}
		if encoding == EUCJP {
			opt.Encoding = encoding
		} else if encoding == ISO2022JP {
			continue // no columns
		}
		fsys := fstest.MapFS{"f.csv": {Data: []byte(sent)}}
		got := readAll(t, sent, opt)
		for i, row := range got.places {
			for j, pos := range row {
				line, start, end, ok := Excerpt(fsys, "f.csv", opt, pos)
				if !ok || line[start:end] != want[i][j] {
					t.Errorf("%s: %v shows %q of %q, want %q", encoding, pos, line[min(start, len(line)):min(end, len(line))], line, want[i][j])
				}
			}
		}
	}
}

func TestExcerptOfLines(t *testing.T) {
	long := strings.Repeat("あ", 100)
	content := "a,b,c\r\n" + long + "," + long + "," + long + "\r\n\r\n1\xFF2,\x01x,\r\n" + strings.Repeat("y", 3*longest) + "\r\nlast"
	fsys := fstest.MapFS{"f.csv": {Data: []byte(content)}, "empty": {}, "book": {Data: []byte("PK\x03\x04")}}
	at := func(line, col int) diag.Pos { return diag.Pos{File: "f.csv", Line: line, Col: col} }
	tests := []struct {
		pos   diag.Pos
		field string
		runes int
	}{
		{at(2, 1), long, 160}, {at(2, 302), long, 160}, {at(2, 603), long, 160}, {at(2, 0), "", 160},
		{at(3, 1), "", 0}, {at(4, 1), "1\uFFFD2", 7}, {at(4, 5), " x", 7}, {at(4, 99), "", 7}, {at(5, 1), strings.Repeat("y", 159), 160}, {at(6, 0), "", 4},
	}
	var places []diag.Pos
	for _, tt := range tests {
		places = append([]diag.Pos{tt.pos}, places...)
	}
	all := Excerpts(fsys, "f.csv", Options{}, places)
	if len(all) != len(tests) {
		t.Errorf("%d excerpts, want %d", len(all), len(tests))
	}
	for _, tt := range tests {
		e := all[tt.pos]
		if n := utf8.RuneCountInString(e.Line); n != tt.runes || !strings.HasPrefix(tt.field, e.Line[e.Start:e.End]) || tt.field != "" && e.Start == e.End {
			t.Errorf("%v: %d characters, field %.20q in %.20q; want %d, %.20q", tt.pos, n, e.Line[e.Start:e.End], e.Line, tt.runes, tt.field)
		}
	}
	for _, pos := range []diag.Pos{at(7, 1), at(0, 0), {File: "f.csv", Sheet: "x", Line: 1}} {
		if _, _, _, ok := Excerpt(fsys, "f.csv", Options{}, pos); ok {
			t.Errorf("%v has an excerpt", pos)
		}
	}
	for _, name := range []string{"empty", "book", "absent"} {
		if _, _, _, ok := Excerpt(fsys, name, Options{}, at(1, 1)); ok {
			t.Errorf("%s has an excerpt", name)
		}
	}
}
