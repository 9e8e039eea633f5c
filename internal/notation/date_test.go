package notation

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// The forms of HANDBOOK 4.1 and the first days of the eras, worked out by hand.
func TestDates(t *testing.T) {
	tests := []struct{ want, texts string }{
		{"2026-04-01", "2026-04-01|2026/4/1|2026.4.1|20260401|2026年4月1日|R8.4.1|R8/4/1|R8-4-1|R08.04.01|R080401|令和8年4月1日|令和八年四月一日|㋿8年4月1日|令8.4.1|Ｒ８．４．１|２０２６／４／１|" +
			"2026年4月1日(水)|2026年4月1日（水曜日）|2026年4月1日水曜|2026/4/1(Wed)|2026年4月1日㈬|令和8(2026)年4月1日|2026年(令和8年)4月1日|1 April 2026|Apr 1, 2026|April 1 2026|1-Apr-2026|二〇二六年四月一日|西暦2026年4月1日|2026年 4月 1日|2026年4月1日(水・祝)|" +
			"2026-04-01 09:00|2026/04/01 23:59:59|2026年4月1日 9時5分|2026-04-01T00:00:00+09:00|2026/04/01 8:00:00 午前 GMT+9|2026/4/1 午後3:00|2026年4月1日(水) 9:00|2026-04-01 00:30 JST|R8.4.1 9:05"},
		{"2026-04-01 moved", "2026-03-31T15:00:00Z|2026-03-31T23:59:59.999Z|2026-03-31 12:30:00 -0500|2026/03/31 3:00 午後 UTC"},
		{"2026-03-31", "2026-03-31T14:59:59.999Z|2026/03/31 11:59:59 午後 GMT+9|2026/03/31 23:59:60"},
		{"1975-12-01", "S50.12.1|昭和50年12月1日|昭和五十年十二月一日|㍼50年12月1日"},
		{"1989-01-07", "昭和64年1月7日|S64.1.7"},
		{"1989-01-08", "平成元年1月8日|H1.1.8|平成1年1月8日|㍻元年1月8日|H元.1.8"},
		{"2019-04-30", "平成31年4月30日|H31.4.30|平成三十一年四月三十日"},
		{"2019-05-01", "令和元年5月1日|R1.5.1|R元.5.1|令和1年5月1日"},
		{"1912-07-30", "明治45年7月30日|大正元年7月30日|M45.7.30|T1.7.30"},
		{"1912-07-31", "大正元年7月31日"},
		{"1926-12-25", "大正15年12月25日|昭和元年12月25日|T15.12.25|S1.12.25"},
		{"1926-12-24", "大正15年12月24日"},
		{"1873-01-01", "明治6年1月1日|M6.1.1"},
		{"1868-10-23 old-calendar", "明治元年10月23日|1868-10-23"},
		{"2019-05-01 old-era", "平成31年5月1日|H31.5.1"},
		{"2020-04-01 old-era", "平成32年4月1日"},
		{"2024-02-29", "2024-02-29|R6.2.29"},

		{"1989-01-08 !wrong-era", "昭和64年1月8日|S64.1.8"},
		{"2019-04-30 !wrong-era", "令和元年4月30日|R1.4.30"},
		{"1989-01-07 !wrong-era", "平成元年1月7日"},
		{"1912-07-31 !wrong-era", "明治45年7月31日"},
		{"1912-07-29 !wrong-era", "大正元年7月29日"},
		{"1926-12-26 !wrong-era", "大正15年12月26日"},
		{"1926-12-24 !wrong-era", "昭和元年12月24日"},
		{"2026-04-01 !wrong-weekday", "2026年4月1日(木)|2026/4/1(Thu)"},
		{"2026-04-01 !serial", "46113|46113.5"},
		{"!two-digit-year", "26/4/1|26年4月1日|8/4/1|'26/4/1|1-Apr-26|26-04-01"},
		{"!day-order", "4/1/2026|12/1/2018|28/4/2023|01.04.2026"},
		{"!no-such-day", "2026-02-30|2026-13-01|2025-02-29|平成31年4月31日|20260231|2026-00-10|30 February 2026"},
		{"!no-day", "2026年4月|2026-04|2026|令和8年|202604|2026年度|R8年4月"},
		{"!damaged", "4月1日|1-Apr|Apr-26"},
		{"!bad-time", "2026-04-01 25:00|2026-04-01 午後 15:00|2026-04-01 noon|2026年4月1日頃|2026-04-01T10:00+15:00|2026-04-01 10:60|2026-04-01-02"},
		{"!implausible", "0000-01-01|1867-12-31|2101-01-01|明治元年1月24日"},
		{"!blank", "|　"},
		{"!disguised", "2O26-04-01|2026年4月①日|2026-04-0l|20\u200b26-04-01|２０２６年４月１\u0338日|၂၀၂၆-04-01"},
		{"!unreadable", "2026-4/1|2026年4/1|R2026.4.1|R0.4.1|abc|4月|123|2026-4-123|令和八年四月十十日|2026.4/1|R8.4|26-13|100000"},
		{"!spreadsheet-error", "#VALUE!|########"},
		{"!contradiction", "2026年(令和7年)4月1日"},
	}
	for _, tt := range tests {
		for _, text := range strings.Split(tt.texts, "|") {
			d, trouble := ParseDate(text, DateOptions{})
			if got := said(d.String(), d.Flags, trouble); got != tt.want {
				t.Errorf("%q is %q, want %q", text, got, tt.want)
			}
		}
	}
}

// Serial numbers as spreadsheets count them: published examples and the edges
// of both systems.
func TestDateOptions(t *testing.T) {
	serial, old := DateOptions{Serial: true}, DateOptions{Serial: true, From1904: true}
	tests := []struct {
		text string
		opt  DateOptions
		want string
	}{
		{"46113", serial, "2026-04-01"}, {"46113.75", serial, "2026-04-01"}, {"1", serial, "1900-01-01"}, {"59", serial, "1900-02-28"},
		{"60", serial, "!no-such-day"}, {"61", serial, "1900-03-01"}, {"0", serial, "!no-such-day"}, {"39448", serial, "2008-01-01"},
		{"44651", old, "2026-04-01"}, {"0", old, "1904-01-01"}, {"99999", serial, "!implausible"}, {"2026-04-01", serial, "2026-04-01"},
		{"20260401", serial, "2026-04-01"},
		{"4/1/2026", DateOptions{MonthFirst: true}, "2026-04-01"}, {"28/4/2023", DateOptions{MonthFirst: true}, "!no-such-day"},
		{"26/4/1", DateOptions{Short: WesternShort}, "2026-04-01"}, {"26/4/1", DateOptions{Short: HeiseiShort}, "2014-04-01"},
		{"8/4/1", DateOptions{Short: ReiwaShort}, "2026-04-01"}, {"50.12.1", DateOptions{Short: ShowaShort}, "1975-12-01"},
		{"8/4/1", DateOptions{Short: WesternShort}, "!two-digit-year"}, {"64/1/8", DateOptions{Short: ShowaShort}, "1989-01-08 !wrong-era"},
	}
	for _, tt := range tests {
		d, trouble := ParseDate(tt.text, tt.opt)
		if got := said(d.String(), d.Flags, trouble); got != tt.want {
			t.Errorf("%q is %q, want %q", tt.text, got, tt.want)
		}
	}
}

// eraOn writes a day in its era by counting: the first days of HANDBOOK 4.1
// and the difference of years, without the table of the package.
func eraOn(t time.Time) (name, letter, glyph string, year int) {
	n := t.Year()*10000 + int(t.Month())*100 + t.Day()
	switch {
	case n >= 20190501:
		return "令和", "R", "㋿", t.Year() - 2018
	case n >= 19890108:
		return "平成", "H", "㍻", t.Year() - 1988
	case n >= 19261225:
		return "昭和", "S", "㍼", t.Year() - 1925
	case n >= 19120730:
		return "大正", "T", "㍽", t.Year() - 1911
	}
	return "明治", "M", "㍾", t.Year() - 1867
}

// Every day from the first of Meiji to 2100 is read back from its era forms.
func TestEveryDay(t *testing.T) {
	weekdays := []rune("日月火水木金土")
	for d := time.Date(1868, 10, 23, 0, 0, 0, 0, time.UTC); d.Year() <= 2100; d = d.AddDate(0, 0, 1) {
		name, letter, glyph, y := eraOn(d)
		forms := []string{
			fmt.Sprintf("%s%d年%d月%d日", name, y, d.Month(), d.Day()),
			fmt.Sprintf("%s%d.%d.%d", letter, y, d.Month(), d.Day()),
		}
		if d.Day() == 1 || d.YearDay() > 350 { // the rest on some days, for speed
			forms = append(forms, fmt.Sprintf("%s%d年%d月%d日(%c)", glyph, y, d.Month(), d.Day(), weekdays[d.Weekday()]), d.Format("20060102"), d.Format("2006/1/2"))
		}
		for _, text := range forms {
			got, trouble := ParseDate(text, DateOptions{})
			if !got.Time.Equal(d) || trouble != Good || got.Flags.Has(OldCalendar) != (d.Year() < 1873) || got.Flags.Has(OldEra) {
				t.Fatalf("%q is %v with %v %v", text, got, got.Flags, trouble)
			}
		}
	}
}

// Every quarter and month is read back from every form.
func TestEveryQuarter(t *testing.T) {
	for y := 1951; y < 2099; y++ {
		for n := 1; n <= 4; n++ {
			month := []int{4, 7, 10, 1}[n-1]
			start := time.Date(y+n/4, time.Month(month), 1, 0, 0, 0, 0, time.UTC)
			want := fmt.Sprintf("%dFQ%d", y, n)
			fiscalName, letter, glyph, ey := eraOn(time.Date(y, 4, 30, 0, 0, 0, 0, time.UTC))
			name, _, _, my := eraOn(start.AddDate(0, 2, 0))
			for _, text := range []string{
				want, fmt.Sprintf("%d年度第%d四半期", y, n), fmt.Sprintf("FY%dQ%d", y, n), fmt.Sprintf("FY%d %dQ", y, n),
				fmt.Sprintf("%s%dQ%d", letter, ey, n), fmt.Sprintf("%s%d.%dQ", letter, ey, n), fmt.Sprintf("%s%d年度%dQ", glyph, ey, n),
				fmt.Sprintf("%s%d年度第%c四半期", fiscalName, ey, []rune("一二三四")[n-1]),
				fmt.Sprintf("%d年%d-%d月期", start.Year(), month, month+2), fmt.Sprintf("%s%d年%d月～%d月", name, my, month, month+2),
				fmt.Sprintf("%d00%02d%02d", start.Year(), month, month+2), fmt.Sprintf("%d年3月期第%d四半期", y+1, n),
				fmt.Sprintf("%dCQ%d", start.Year(), month/3+1),
			} {
				if p, trouble := ParsePeriod(text, PeriodOptions{}); p.String() != want || trouble != Good {
					t.Fatalf("%q is %v with %v, want %s", text, p, trouble, want)
				}
			}
		}
	}
}
