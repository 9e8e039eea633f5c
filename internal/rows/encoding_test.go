package rows

import (
	"slices"
	"strings"
	"testing"
)

// A file reads the same in all encodings, and its places are those of the bytes
// in which it was sent.
func TestEveryEncoding(t *testing.T) {
	const content = "区分,名前\n表能,あ1\nｱｲｳ,\"―\"\"\"\n"
	want := [][]string{{"表能", "あ1"}, {"ｱｲｳ", "―\""}}
	columns := map[string][]int{ // of the second field in both rows
		UTF8: {8, 11}, CP932: {6, 5}, EUCJP: {6, 8}, ISO2022JP: {0, 0}, utf16LE: {7, 9}, utf16BE: {7, 9},
	}
	seen := 0
	for encoding, sent := range encoded(content) {
		opt := Options{}
		if encoding == EUCJP || encoding == ISO2022JP {
			opt.Encoding = encoding
		}
		for _, strict := range []bool{true, false} {
			opt.strict = strict
			got := readAll(t, sent, opt)
			if len(got.finds) > 0 || !slices.EqualFunc(got.rows, want, slices.Equal) {
				t.Errorf("%s: %q\n%s", encoding, got.rows, lines(got.finds))
				continue
			}
			seen++
			if a, b := got.places[0][1], got.places[1][1]; a.Line != 2 || b.Line != 3 || a.Col != columns[encoding][0] || b.Col != columns[encoding][1] {
				t.Errorf("%s: second fields are at %v and %v, want columns %v", encoding, a, b, columns[encoding])
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d readings", seen)
	}
}

// Excel's "Unicode text" has tabs and CRLF.
func TestUnicodeText(t *testing.T) {
	got := readAll(t, encoded("期間\t備考\r\n2026\t\"a\tb\"\r\n")[utf16LE], Options{})
	if len(got.finds) > 0 || len(got.rows) != 1 || got.rows[0][1] != "a\tb" || got.header[1] != "備考" {
		t.Errorf("%q %q\n%s", got.header, got.rows, lines(got.finds))
	}
}

// The expected places are counted by hand.
func TestEncodingFindings(t *testing.T) {
	kana := sjis(t, "ｺｰﾄﾞ,ﾅﾏｴ\n1,ﾃｽﾄ\n") // its bytes are not all pairs
	even := sjis(t, "ｺｰﾄﾞ,ﾅﾏ\n1,ﾃｽ\n")   // they are, and could be kanji of EUC-JP
	euc := encoded("番号,名前\n1,東京都\n")[EUCJP]
	eucKana := encoded("番号,かな\n")[EUCJP] + "1,a\n"
	jis := encoded("no,名前\n1,東京\n")[ISO2022JP]
	tests := []struct {
		name, content string
		opt           Options
		rows          int
		want          string
	}{
		{name: "lone surrogate", content: "\xFF\xFEa\x00,\x00b\x00\n\x001\x00,\x00\x00\xD8x\x00\n\x00", rows: 1, want: "f.csv:2:5: bytes 0x00D8 are no character of UTF-16 [csv/surrogate]\n"},
		{name: "half unit", content: "\xFE\xFF\x00a\x00\n\x00b\x00\n\x00", rows: 2, want: "f.csv:3:1: bytes 0x00 are no character of UTF-16 [csv/surrogate]\n"},
		{name: "U+FFFD and U+0080 in UTF-16", content: "\xFE\xFF\x00a\x00\n\xFF\xFD\x00\x80\x00\n", rows: 1, want: "f.csv:2:1: there is a \uFFFD: a character that an earlier conversion could not read [csv/replaced]\n"},
		{name: "NUL in UTF-16", content: "\xFE\xFF\x00a\x00\n\x00b\x00\n\x00\x00", want: "f.csv:3: not a CSV file: it contains a NUL byte (this is the first line with one) [csv/binary]\n"},
		{name: "UTF-16BE without BOM", content: "\x00a\x00,\x00b\x00\n", want: "f.csv: the encoding seems to be UTF-16, but the mark (BOM) at the start that would say so is missing [csv/utf16]\n"},
		{name: "BOM of UTF-16 wins", content: "\xFE\xFF\x00a\x00\n\x00b\x00\n", opt: Options{Encoding: CP932}, rows: 1},
		{name: "BOM of UTF-8 wins", content: bom + "a\nあ\n", opt: Options{Encoding: ISO2022JP}, rows: 1},
		{name: "mojibake", content: "a,b\n1,x\uFFFD\n\uFFFD,2\n", rows: 2,
			want: "f.csv:2:4: there is a \uFFFD: a character that an earlier conversion could not read [csv/replaced]\nf.csv:3:1: there is a \uFFFD: a character that an earlier conversion could not read [csv/replaced]\n"},
		{name: "EUC-JP", content: euc, want: "f.csv: the encoding seems to be EUC-JP [csv/encoding]\n"},
		{name: "EUC-JP with one kana word", content: eucKana, want: "f.csv: the encoding seems to be EUC-JP [csv/encoding]\n"},
		{name: "EUC-JP declared", content: euc, opt: Options{Encoding: EUCJP}, rows: 1},
		{name: "EUC-JP damaged", content: strings.Replace(euc, "\n1,", "\n1,x\xFFy", 1), opt: Options{Encoding: EUCJP}, rows: 1,
			want: "f.csv:2:4: bytes 0xFF are no character of EUC-JP [csv/euc-jp]\n"},
		{name: "half-width kana", content: kana, rows: 1},
		{name: "half-width kana in pairs", content: even, rows: 1},
		{name: "JIS", content: jis, want: "f.csv:1: the encoding seems to be ISO-2022-JP [csv/encoding]\n"},
		{name: "JIS late", content: strings.Repeat("a\n", 9999) + jis, want: "f.csv:10000: the encoding seems to be ISO-2022-JP [csv/encoding]\n"},
		{name: "JIS kana", content: "a\n\x1B(I1\x1B(B\n", want: "f.csv:2: the encoding seems to be ISO-2022-JP [csv/encoding]\n"},
		{name: "JIS declared", content: jis, opt: Options{Encoding: ISO2022JP}, rows: 1},
		{name: "JIS damaged", content: jis + "2,\x1B$B\x7F\x7F\x1B(B\n", opt: Options{Encoding: ISO2022JP}, rows: 2, want: "f.csv:3: this line has bytes that are no character of ISO-2022-JP [csv/iso-2022-jp]\n"},
		{name: "NUL after CR", content: "a\rb\r\x00c\r", want: "f.csv:3: not a CSV file: it contains a NUL byte (this is the first line with one) [csv/binary]\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := readAll(t, tt.content, tt.opt)
			if lines(got.finds) != tt.want || len(got.rows) != tt.rows {
				t.Errorf("%d rows, want %d\ngot:\n%swant:\n%s", len(got.rows), tt.rows, lines(got.finds), tt.want)
			}
		})
	}
}

// Files that were joined have BOMs and headers in the middle.
func TestJoinedFiles(t *testing.T) {
	for _, head := range []string{"期間,人数\n", "\"期間\",\"人数\"\n"} {
		got := readAll(t, bom+head+"2026,1\n"+bom+head+"2027,\uFEFF2\n", Options{})
		want := "f.csv:3: 1 rows within the data that repeat the header, its units or its notes were passed over (this is the first) [csv/repeated-header]\n"
		if len(got.rows) != 2 || got.rows[1][0] != "2027" || Clean(got.rows[1][1]) != "2" || lines(got.finds) != want {
			t.Errorf("%q\n%s", got.rows, lines(got.finds))
		}
		if p := got.places[1][1]; p.Line != 4 || p.Col != 6 {
			t.Errorf("last field is at %v, want 4:6", p)
		}
	}
}
