package rows

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const passedOver = "f.csv:%d: this line was taken as the header; %d rows above it, such as titles, were passed over [csv/header-junk]\n"

func TestHeaderIsFound(t *testing.T) {
	is := named("期間", "人数", "地域")
	tests := []struct {
		name, content string
		opt           Options
		header        []string
		units         []string
		rows          int
		want          string
	}{
		{name: "at once", content: "期間,人数\n1,2\n", opt: Options{IsHeader: is}, header: []string{"期間", "人数"}, units: []string{"", ""}, rows: 1},
		{name: "title, unit, blank lines", content: "表1 副業者\n\n(単位:千人)\n,,\n期間,地域,人数\n1,2,3\n", opt: Options{IsHeader: is},
			header: []string{"期間", "地域", "人数"}, units: []string{"千人", "千人", "千人"}, rows: 1, want: fmt.Sprintf(passedOver, 5, 2)},
		{name: "metadata", content: "#lang,ja\n\"統計名:\",\"期間の\n地域\"\n\"***\",\"なし\"\n期間,人数,#備考\n1,2,3\n", opt: Options{IsHeader: is},
			header: []string{"期間", "人数", "#備考"}, units: []string{"", "", ""}, rows: 1, want: fmt.Sprintf(passedOver, 5, 3)},
		{name: "part of the columns", content: "x\n人数,円\n1,2\n", opt: Options{IsHeader: is}, header: []string{"人数", "円"}, units: []string{"", ""}, rows: 1, want: fmt.Sprintf(passedOver, 2, 1)},
		{name: "nothing known", content: "x,y\n人,円\n1,2\n", opt: Options{IsHeader: is}, header: []string{"x", "y"}, units: []string{"", ""}, rows: 2},
		{name: "too deep", content: "x,y\n" + strings.Repeat("1,2\n", 50) + "期間,人数\n", opt: Options{IsHeader: is}, header: []string{"x", "y"}, units: []string{"", ""}, rows: 51},
		{name: "told", content: "期間,人数\n注\n\nx,y\n1,2\n", opt: Options{IsHeader: is, HeaderRow: 3}, header: []string{"x", "y"}, units: []string{"", ""}, rows: 1},
		{name: "told, with units", content: "表\n注\nx,y\n,(人)\n1,2\n", opt: Options{IsHeader: is, HeaderRow: 3}, header: []string{"x", "y"}, units: []string{"", "人"}, rows: 1},
		{name: "units below", content: "期間,人数,謝金\n,（人）,（単位：千円）\n1,2,3\n", opt: Options{IsHeader: is}, header: []string{"期間", "人数", "謝金"}, units: []string{"", "人", "千円"}, rows: 1},
		{name: "unit of the table below", content: "期間,人数,謝金\n,,単位:百万円\n1,2,3\n", header: []string{"期間", "人数", "謝金"}, units: []string{"百万円", "百万円", "百万円"}, rows: 1},
		{name: "no units", content: "期間,人数\n(1),(人)\n", header: []string{"期間", "人数"}, units: []string{"", ""}, rows: 1},
		{name: "units in the data", content: "期間,人数\n1,2\n(年),(人)\n", header: []string{"期間", "人数"}, units: []string{"", ""}, rows: 2},
		{name: "tabs under a title", content: "表1, 2026年\n期間\t人数\t地域\n1\t2\t3\n", opt: Options{IsHeader: is}, header: []string{"期間", "人数", "地域"}, units: []string{"", "", ""}, rows: 1, want: fmt.Sprintf(passedOver, 2, 1)},
		{name: "semicolons", content: "期間;人数\n1;\"2;3\"\n", header: []string{"期間", "人数"}, units: []string{"", ""}, rows: 1},
		{name: "commas and semicolons", content: "期間;a,人数;b\n1,2\n", header: []string{"期間;a", "人数;b"}, units: []string{"", ""}, rows: 1},
		{name: "the first that is good enough", content: "期間,人数\n1,2\n期間,人数,地域\n", opt: Options{IsHeader: is}, header: []string{"期間", "人数"}, units: []string{"", ""}, rows: 1,
			want: "f.csv:3:15: the row has 3 fields, the header 2 [csv/fields]\n"},
		{name: "numbered columns", content: "1,2\n期間,人数\n3,4\n", opt: Options{IsHeader: is}, header: []string{"期間", "人数"}, units: []string{"", ""}, rows: 1, want: fmt.Sprintf(passedOver, 2, 1)},
		{name: "another table above", content: "x,y\n2026,5\n2027,6\n\n期間,人数\n3,4\n", opt: Options{IsHeader: is}, header: []string{"期間", "人数"}, units: []string{"", ""}, rows: 1,
			want: fmt.Sprintf(passedOver, 5, 3) + "f.csv:2: the header is in line 5, but from this line there seem to be data above it [csv/data-above]\n"},
		{name: "comment lines", content: "#lang,ja\n#property,期間,人数\n#type,string,int\n1,2026,3\n", opt: Options{IsHeader: is}, header: []string{"#property", "期間", "人数"}, units: []string{"", "", ""}, rows: 1,
			want: fmt.Sprintf(passedOver, 2, 1) + "f.csv:3: 1 rows within the data that repeat the header, its units or its notes were passed over (this is the first) [csv/repeated-header]\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.opt.strict = false
			for range 2 {
				got := readAll(t, tt.content, tt.opt)
				r, _, err := Open(fstest.MapFS{"f.csv": {Data: []byte(tt.content)}}, "f.csv", tt.opt)
				if err != nil {
					t.Fatal(err)
				}
				defer r.Close()
				if !slices.Equal(got.header, tt.header) || !slices.Equal(r.Units(), tt.units) {
					t.Errorf("header %q, units %q; want %q, %q", got.header, r.Units(), tt.header, tt.units)
				}
				if s := lines(got.finds); len(got.rows) != tt.rows || s != tt.want {
					t.Errorf("%d rows, want %d: %q\ngot:\n%swant:\n%s", len(got.rows), tt.rows, got.rows, s, tt.want)
				}
				tt.opt.strict = true
			}
		})
	}
}

// Where the header that was told is within quotes, what seemed well quoted is
// not: the rest is read with quotes turned inside out, by the strict tokenizer.
func TestHeaderWithinQuotes(t *testing.T) {
	content := "\"期間\nx,y\n1,2\n\"\"\nz,\"\n3,4\n"
	if tr := traitsOf(t, content); !tr.wellQuoted(',') {
		t.Fatal("the test is of no use")
	}
	got := readAll(t, content, Options{HeaderRow: 2})
	want := "f.csv:6:5: a quotation mark is out of place (in the row that begins in line 5) [csv/quote]\n"
	if !slices.Equal(got.header, []string{"x", "y"}) || len(got.rows) != 1 || lines(got.finds) != want {
		t.Errorf("%q\n%s", got.rows, lines(got.finds))
	}
}

func TestHeadersOfTwoRows(t *testing.T) {
	tests := []struct{ content, want string }{
		{"地域,,男,,女,\nコード,名称,20代,30代,20代,30代\n1,2,3,4,5,6\n", "地域/コード 地域/名称 男/20代 男/30代 女/20代 女/30代"},
		{"期間,,男,\n,団体,20代,30代\n1,2,3,4\n", "期間 団体 男/20代 男/30代"},
		{"計,計,男,女\n計,,男,女\n1,2,3,4\n", "計 計 男 女"},
		{"a,,b\n,,c\n1,,3\n", "a  b/c"},
		{"男,女\n", "男 女"},
	}
	for _, tt := range tests {
		for _, strict := range []bool{false, true} {
			got := readAll(t, tt.content, Options{HeaderRows: 2, strict: strict})
			if s := strings.Join(got.header, " "); s != tt.want {
				t.Errorf("%q: %q, want %q", tt.content, s, tt.want)
			}
		}
	}
	got := readAll(t, "表\n,男,\n期間,20代,30代\n1,2,3\n,男,\n期間,20代,30代\n4,5,6\n", Options{HeaderRows: 2, IsHeader: named("期間", "男/20代")})
	want := fmt.Sprintf(passedOver, 2, 1) + "f.csv:5: 2 rows within the data that repeat the header, its units or its notes were passed over (this is the first) [csv/repeated-header]\n"
	if len(got.rows) != 2 || lines(got.finds) != want || !slices.Equal(got.header, []string{"期間", "男/20代", "男/30代"}) {
		t.Errorf("%q %q\n%s", got.header, got.rows, lines(got.finds))
	}
	three := readAll(t, "男,,,\n正規,,非正規,\na,b,a,b\n1,2,3,4\n", Options{HeaderRows: 3})
	if want := []string{"男/正規/a", "男/正規/b", "男/非正規/a", "男/非正規/b"}; !slices.Equal(three.header, want) {
		t.Errorf("three rows give %q, want %q", three.header, want)
	}
}

func TestNotesArePassedOver(t *testing.T) {
	notes := []string{"注)速報値,", "※ 推計,,", "資料:総務省,", "出典：総務省「国勢調査」", "(注)四捨五入,", "（注１）四捨五入", "注1 秘匿", "\"1)　沖縄県は含まれない。\"", ",※", "注：x,\u3000,"}
	for _, note := range notes {
		got := readAll(t, "地域,人数,備考\n東京,1,\n"+note+"\n", Options{})
		if len(got.rows) != 1 || lines(got.finds) != "f.csv:3: 1 rows that have only a note or a source were passed over (this is the first) [csv/notes]\n" {
			t.Errorf("%s: %q\n%s", note, got.rows, lines(got.finds))
		}
	}
	for _, row := range []string{"注),1,", "※,,x", "注文,,", "資料,,", "出典なし,,", "(株)x,,", "1),2,", "1),,", "12,,", "100)x,,", "1)2,,"} {
		got := readAll(t, "地域,人数,備考\n"+row+"\n", Options{})
		if len(got.rows) != 1 || len(got.finds) > 0 {
			t.Errorf("%s is not kept: %q\n%s", row, got.rows, lines(got.finds))
		}
	}
	if got := readAll(t, "意見\n※\n注)\n", Options{}); len(got.rows) != 2 {
		t.Errorf("the only column loses values: %q", got.rows)
	}
}

func TestColumnsWithoutHeader(t *testing.T) {
	got := readAll(t, ",a,,b\n,1,,2\n,1,x,2\n,1,y,2\n", Options{})
	if want := "f.csv:3:4: column 3 has values but no header; it is not read [csv/no-header]\n"; lines(got.finds) != want || len(got.rows) != 3 {
		t.Errorf("%d rows, got:\n%swant:\n%s", len(got.rows), lines(got.finds), want)
	}
}
