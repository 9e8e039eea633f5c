package sheet

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// one reads a sheet of one cell, whose attributes and content are given.
func one(t *testing.T, attrs, inner, texts string, formats ...string) (string, content) {
	t.Helper()
	c := readAll(t, workbook(t, cells(`<row r="1"><c r="A1" t="inlineStr"><is><t>k</t></is></c><c r="B1" `+attrs+`>`+inner+`</c></row>`), texts, formats...))
	row := append(c.rows["S"][0], "")
	return row[1], c
}

func TestText(t *testing.T) {
	tests := []struct{ name, attrs, inner, texts, want string }{
		{"shared", `t="s"`, "<v>1</v>", "<si><t>a</t></si><si><t>東京</t></si>", "東京"},
		{"furigana is not text", `t="s"`, "<v>0</v>", `<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>`, "東京"},
		{"runs are joined", `t="s"`, "<v>0</v>", `<si><r><rPr><b/></rPr><t>対象</t></r><r><t xml:space="preserve">者 数</t></r><rPh sb="0" eb="1"><t>タイショウ</t></rPh></si>`, "対象者 数"},
		{"inline", `t="inlineStr"`, "<is><r><t>ab</t></r><r><t>c</t></r><rPh><t>x</t></rPh></is>", "", "abc"},
		{"zeros of text stay", `t="s"`, "<v>0</v>", "<si><t>011002</t></si>", "011002"},
		{"spaces stay", `t="s"`, "<v>0</v>", `<si><t xml:space="preserve"> a </t></si>`, " a "},
		{"escapes", `t="s"`, "<v>0</v>", "<si><t>a_x000D_&#10;b_x005F_x000D_</t></si>", "a\r\nb_x000D_"},
		{"text of a formula", `t="str"`, "<f>A1</f><v>x&amp;y</v>", "", "x&y"},
		{"empty text of a formula", `t="str"`, "<f>A1</f><v></v>", "", ""},
		{"true", `t="b"`, "<v>1</v>", "", "TRUE"},
		{"false", `t="b"`, "<v>0</v>", "", "FALSE"},
		{"iso date", `t="d"`, "<v>2026-04-01T00:00:00</v>", "", "2026-04-01"},
		{"iso time", `t="d"`, "<v>2026-04-01T09:30:00</v>", "", "2026-04-01T09:30:00"},
		{"cdata", `t="str"`, "<v><![CDATA[a<b]]></v>", "", "a<b"},
		{"what is unknown is passed over", `t="s"`, "<extLst><ext><v>9</v></ext></extLst><v>0</v>", "<si><t>a</t></si>", "a"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, c := one(t, tt.attrs, tt.inner, tt.texts)
			if got != tt.want || c.finds.Errors() != 0 {
				t.Errorf("got %q, want %q\n%s", got, tt.want, c.told())
			}
		})
	}
}

func TestNumbers(t *testing.T) {
	tests := []struct{ stored, format, want string }{
		{"120", "General", "120"},
		{"-120", "#,##0;[Red]▲#,##0", "-120"},
		{"0.30000000000000004", "0.0", "0.3"},
		{"2.9999999999999996", "", "3"},
		{"4011001098993", "", "4011001098993"},
		{"4.0110010989930000E+12", "0.00E+00", "4011001098993"},
		{"9007199254740991", "", "9007199254740991"},
		{"1E-7", "", "0.0000001"},
		{"-0", "", "0"},
		{".5", "", "0.5"},
		{"0.123", "0.0%", "12.3%"},
		{"0.12340000000000001", "0%", "12.34%"}, // shown as 12 %: what is stored is more
		{"-0.05", "0%;[Red]-0%", "-5%"},
		{"1", "[=0]\"-\";0%", "100%"},
		{"0.0004", "0.00%", "0.04%"},
		{"12.3", `0.0"%"`, "12.3%"},
		{"11002", "000000", "011002"},
		{"11002", "000000;@", "011002"},
		{"5", `"A"0000`, "A0005"},
		{"1234567", `000\-0000`, "123-4567"},
		{"12345", "000", "12345"},
		{"1.5", "000", "1.5"},
		{"120", `0"人"`, "120人"},
		{"1250", `#,##0"千円";▲#,##0"千円"`, "1250千円"},
		{"1250000", `#,##0,"千円"`, "1250千円"},
		{"8", `"令和"0"年度"`, "令和8年度"},
		{"1250", `"¥"#,##0_);("¥"#,##0)`, "1250"},
		{"1250", `[>=1000]#,##0,"千円";0"円"`, "1250"},
		{"7", "[<=9]00;0", "7"},
		{"3", `0_ `, "3"},
	}
	for _, tt := range tests {
		t.Run(tt.stored+" "+tt.format, func(t *testing.T) {
			got, c := one(t, `s="1"`, "<v>"+tt.stored+"</v>", "", tt.format)
			if got != tt.want || len(c.finds) != 0 {
				t.Errorf("got %q, want %q\n%s", got, tt.want, c.told())
			}
		})
	}
}

func TestDates(t *testing.T) {
	tests := []struct{ stored, format, want string }{
		{"46113", "yyyy/m/d", "2026-04-01"},
		{"46113", "[$-411]ge.m.d", "2026-04-01"},
		{"46113", `[$-411]ggge"年"m"月"d"日";@`, "2026-04-01"},
		{"46113", `[$-F800]dddd\,\ mmmm\ dd\,\ yyyy`, "2026-04-01"},
		{"46151", `m"月"d"日"`, "2026-05-09"}, // 5-9, as Excel takes it
		{"46113", `yyyy"年"m"月"`, "2026-04"},
		{"46114", `yyyy"年"m"月"`, "2026-04-02"},
		{"46113", "yyyy/m/d h:mm", "2026-04-01T00:00:00"},
		{"46113.395833333336", "yyyy/m/d h:mm", "2026-04-01T09:30:00"},
		{"46113.3958333333", "yyyy/m/d", "2026-04-01T09:30:00"}, // not shown, but there
		{"46112.999999999996", "yyyy/m/d", "2026-04-01"},
		{"0.39583333333333331", "h:mm", "09:30:00"},
		{"46113.5", "h:mm", "2026-04-01T12:00:00"},
		{"1.5", "[h]:mm", "36:00:00"},
		{"0.00001157407", "mm:ss.000", "00:00:01"},
		{"1", "yyyy/m/d", "1900-01-01"},
		{"59", "yyyy/m/d", "1900-02-28"},
		{"61", "yyyy/m/d", "1900-03-01"},
		{"2958465", "yyyy/m/d", "9999-12-31"},
	}
	for _, tt := range tests {
		t.Run(tt.stored+" "+tt.format, func(t *testing.T) {
			got, c := one(t, `s="1"`, "<v>"+tt.stored+"</v>", "", tt.format)
			if got != tt.want || len(c.finds) != 0 {
				t.Errorf("got %q, want %q\n%s", got, tt.want, c.told())
			}
		})
	}
}

// TestEveryDay compares the serials with the calendar of package time, counted
// forward day by day over four hundred years.
func TestEveryDay(t *testing.T) {
	day := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	for serial := int64(1); serial < 146_200; serial++ {
		if serial == 60 {
			continue // which no calendar has
		}
		if got, ok := epoch1900.date(serial); !ok || !got.Equal(day) {
			t.Fatalf("%d is %v, %v; want %v", serial, got, ok, day)
		}
		if serial > 1462 {
			if got, ok := epoch1904.date(serial - 1462); !ok || !got.Equal(day) {
				t.Fatalf("in the 1904 system %d is %v, %v; want %v", serial-1462, got, ok, day)
			}
		}
		day = day.AddDate(0, 0, 1)
	}
}

func TestBuiltinDates(t *testing.T) {
	want := map[int]string{
		14: "2026-04-01", 15: "2026-04-01", 16: "2026-04-01", 17: "2026-04", 22: "2026-04-01T00:00:00",
		27: "2026-04-01", 30: "2026-04-01", 31: "2026-04-01", 32: "2026-04-01T00:00:00", 34: "2026-04", 36: "2026-04-01",
		50: "2026-04-01", 53: "2026-04-01", 58: "2026-04-01", 9: "4611300%", 1: "46113", 0: "46113", 37: "46113",
	}
	for id, text := range want {
		p := parts(cells(`<row><c s="1"><v>46113</v></c></row>`), "", bookXML, "x")
		for i := range p {
			p[i] = strings.ReplaceAll(p[i], `<xf numFmtId="200"/>`, fmt.Sprintf(`<xf numFmtId="%d"/>`, id))
		}
		if got := readAll(t, archive(t, p...)).rows["S"][0][0]; got != text {
			t.Errorf("format %d: got %s, want %s", id, got, text)
		}
	}
}

func Test1904(t *testing.T) {
	book := strings.Replace(bookXML, "<sheets>", `<workbookPr date1904="1"/><sheets>`, 1)
	c := readAll(t, archive(t, parts(cells(`<row><c s="1"><v>44651</v></c><c s="1"><v>0</v></c><c s="1"><v>60</v></c></row>`), "", book, "yyyy/m/d")...))
	if got, want := c.rows["S"][0], []string{"2026-04-01", "1904-01-01", "1904-03-01"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestWhatCannotBeRelied(t *testing.T) {
	tests := []struct{ attrs, inner, format, text, want string }{
		{`t="e"`, "<v>#REF!</v>", "", "#REF!", "S!B1: the cell shows the Excel error #REF! [xlsx/error]"},
		{`t="e"`, "<f>1/0</f><v>#DIV/0!</v>", "", "#DIV/0!", "S!B1: the cell shows the Excel error #DIV/0!"},
		{"", "<f>SUM(1)</f>", "", "", "S!B1: the formula was saved without its result [xlsx/uncalculated]"},
		{"", "<f>SUM(1)</f><v></v>", "", "", "S!B1: the formula was saved without its result"},
		{`s="1"`, "<v>60</v>", "yyyy/m/d", "60", "S!B1: formatted as a date, but no date is meant by 60 [xlsx/date]"},
		{`s="1"`, "<v>0</v>", "yyyy/m/d", "0", "no date is meant by 0"},
		{`s="1"`, "<v>-1</v>", "yyyy/m/d", "-1", "no date is meant by -1"},
		{`s="1"`, "<v>2958466</v>", "yyyy/m/d", "2958466", "no date is meant by 2958466"},
		{"", "<v>12345678901234567890</v>", "", "12345678901234567000", "S!B1: the number has more digits than Excel can keep (12345678901234567000) [xlsx/precision]"},
		{"", "<v>NaN</v>", "", "NaN", `S!B1: the stored value "NaN" cannot be read as its type (number) [xlsx/cell]`},
		{"", "<v>0x10</v>", "", "0x10", "xlsx/cell"},
		{"", "<v>1e999</v>", "", "1e999", "xlsx/cell"},
		{`t="s"`, "<v>7</v>", "", "7", "xlsx/cell"},
		{`t="b"`, "<v>yes</v>", "", "yes", "xlsx/cell"},
		{`t="d"`, "<v>2026-02-30</v>", "", "2026-02-30", "xlsx/cell"},
		{`t="zz"`, "<v>1</v>", "", "1", "xlsx/cell"},
	}
	for _, tt := range tests {
		t.Run(tt.attrs+tt.inner, func(t *testing.T) {
			got, c := one(t, tt.attrs, tt.inner, "", tt.format)
			if got != tt.text {
				t.Errorf("got %q, want %q", got, tt.text)
			}
			if c.finds.Errors() != 1 || !strings.Contains(c.told(), tt.want) {
				t.Errorf("findings\n%s\nwant %s", c.told(), tt.want)
			}
		})
	}
}

// TestLibrary reads what another program, excelize, has written.
func TestLibrary(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	f.SetSheetName("Sheet1", "対象者")
	for i, v := range []any{"期間", 120, 12.5, true, time.Date(2026, 4, 1, 9, 30, 0, 0, time.UTC), "011002", 4011001098993} {
		f.SetCellValue("対象者", address(1, i+1), v)
	}
	code, _ := f.NewStyle(&excelize.Style{CustomNumFmt: new(string)})
	f.SetCellStyle("対象者", "H1", "H1", code)
	f.SetCellRichText("対象者", "A3", []excelize.RichTextRun{{Text: "備"}, {Text: "考"}})
	c := readAll(t, saved(t, f))
	c.expect(t)
	want := [][]string{{"期間", "120", "12.5", "TRUE", "2026-04-01T09:30:00", "011002", "4011001098993"}, {"備考"}}
	if !reflect.DeepEqual(c.rows["対象者"], want) || !reflect.DeepEqual(c.at["対象者"], []int{1, 3}) {
		t.Errorf("got %q at %v", c.rows["対象者"], c.at["対象者"])
	}
}

// What is seen has the unit of the header; the digits that a format leaves out
// are a finding.
func TestScaledNumbers(t *testing.T) {
	for _, tt := range []struct{ stored, format, want string }{
		{"1250000", "#,##0,", "1250"}, {"-1250400", "#,##0,;[Red]-#,##0,", "-1250.4"},
		{"1250000", "0.0,,", "1.25"}, {"1250000", "0,.0", "1250"}, {"50", "#,##0,", "0.05"},
	} {
		got, c := one(t, `s="1"`, "<v>"+tt.stored+"</v>", "", tt.format)
		if got != tt.want || len(c.finds) != 1 || c.finds[0].Rule != &ruleScaled {
			t.Errorf("%s as %s: got %q, want %q\n%s", tt.stored, tt.format, got, tt.want, c.told())
		}
	}
	if got, c := one(t, `s="1"`, "<v>0</v>", "", "#,##0,"); got != "0" || len(c.finds) != 0 {
		t.Errorf("got %q\n%s", got, c.told())
	}
}
