package notation

import (
	"strings"
	"testing"

	"fukusen/internal/dim"
)

var (
	fiscal, calendar = dim.Fiscal, dim.Calendar
	byFiscal         = PeriodOptions{Basis: &fiscal}
	byCalendar       = PeriodOptions{Basis: &calendar}
)

// said writes a result on one line: value, flags, trouble.
func said(value string, flags Flags, trouble Trouble) string {
	var words []string
	for _, w := range []string{value, flags.String()} {
		if w != "" {
			words = append(words, w)
		}
	}
	if trouble != Good {
		words = append(words, "!"+trouble.String())
	}
	return strings.Join(words, " ")
}

// The forms of HANDBOOK 4.1 and what they mean, worked out by hand.
func TestPeriods(t *testing.T) {
	tests := []struct{ want, texts string }{
		{"2026FQ1", "2026FQ1|2026fq1|2026CQ2|２０２６ＦＱ１|2026年度第1四半期|2026年度1Q|FY2026Q1|FY26 1Q|" +
			" 2026年度 第1四半期 |令和8年度第1四半期|令和8年度 1Q|R8Q1|R8.1Q|r8q1|R8年度1Q|Ｒ８年度１Ｑ|令和八年度第一四半期|㋿8年度1Q|㋿8年度第1四半期|" +
			"R08.1Q|令8年度1Q|令和８年度第１・四半期|2026年度第Ⅰ四半期|FY2026 Q1|Q1 FY2026|1Q/FY26|CY2026Q2|2026年度第1四半期分|" +
			"2026年4-6月期|2026年4～6月|2026年4〜6月|2026年4−6月|2026年4ー6月|2026年4ｰ6月|令和8年4月～6月|令和8年4月～令和8年6月|2026年4月から6月|2026/4～6|2026年度4-6月|" +
			"2026/04-2026/06|2026.4～2026.6|2026年4月1日～2026年6月30日|2026/4/1～6/30|2026-04-01~2026-06-30|令和8年4月1日から6月30日まで|二〇二六年四月～六月|" +
			"2026000406|2026年度第1四半期(4-6月)|2026年度第1四半期（4月～6月期）|令和8(2026)年度第1四半期|2026年度(令和8年度)第1四半期|2027年3月期第1四半期|2027/3期1Q|令和9年3月期1Q|" +
			"西暦2026年4-6月|2026年\n4-6月"},
		{"2025FQ4", "2026CQ1|2026年1-3月期|令和7年度第4四半期|2025年度第四四半期|2025年度1-3月|2026年1月～3月|2026000103|2026年3月期第4四半期|令和8年1-3月"},
		{"2026FQ3", "2026年10-12月|2026年十-十二月|二〇二六年度第三四半期|二○二六年度3Q|2026001012"},
		{"2014FQ2", "㍻26年度第2四半期|平成二十六年度第二四半期|H26Q2|平26年度2Q"},
		{"2018FQ3", "平成三十年度第3四半期|H30.3Q"},
		{"1998FQ3", "平成十年度第3四半期"},
		{"2019FQ1", "令和元年度第1四半期|平成31年度第1四半期|令和1年度第1四半期|R元年度1Q|R元.1Q|令和元年4-6月|平成31年4月～6月|平成31年4月～令和元年6月"},
		{"2019FQ4", "平成31年度第4四半期|令和元年度1-3月"},
		{"1988FQ4", "昭和64年1-3月|平成元年1-3月|S63Q4|㍼63年度4Q"},
		{"2026FQ1 short-year", "26年度第一四半期|26年度4-6月"},
		{"2026FQ1 provisional", "2026年度第1四半期(速報)"},
		{"2020FQ1 old-era", "平成32年度第1四半期|H32Q1|平成32年4-6月"},
		{"1989FQ1 old-era", "昭和64年度第1四半期"},

		{"2026-04", "2026年4月|2026-04|2026/04|2026/4|2026.4|2026.04|202604|令和8年4月|R8.4|R8-4|令和八年四月|2026年度4月|April 2026|Apr 2026|Apr-2026|2026 Apr|APRIL, 2026|2026000404|2026年4月分|2026年4月度|2026年04月|2026年4月1日～30日|㋿8年4月|令和8(2026)年4月"},
		{"2027-01", "2026年度1月|令和8年度1月|R9.1|202701|Jan 2027"},
		{"2026-10", "2026.10|2026-10|2026年十月"},
		{"2026-01", "2026000101|2026.01|2026年1月"},
		{"2020-01", "令和元年度1月|平成31年度1月"},
		{"2020-01 old-era", "平成32年1月"},
		{"2019-04", "平成31年4月"},
		{"2019-05 old-era", "平成31年5月"},

		{"!ambiguous", "2026Q1|2026-Q1|2026/1Q|2026年第1四半期|2026.1Q|Q1 2026|1Q/2026|2026年Ⅰ期|令和8年第1四半期|令和8年1Q|2026 1Q"},
		{"!no-year", "第1四半期|1Q|Q1|4-6月|4月～6月期|4月|4-6|10-12"},
		{"!two-digit-year", "26/4|26年4月|26.4|26-04|26Q1|8年度第1四半期|8年4月|98年度1Q|26/3期1Q|Apr-26|1Q26|26年4-6月|26年3月期|26/4～26/6|4/6"},
		{"!span", "2026年4-7月期|2026年5-7月期|2026年4-5月期|2026年13-15月期|2026年4-12月|2025年12月-2026年2月|2026年10-3月|2026年度第2四半期累計|2026年度1学期|2026年4月2日～6月30日|2026年4月1日～6月29日|1995001011|2026年6-4月"},
		{"2026年度 !whole-year", "2026年度|FY2026|令和8年度|R8|R8年度|2026100000|2026年度通期|2027年3月期|2026年12月期|2026年4月～2027年3月|2026/4/1～2027/3/31|令和8年度計"},
		{"2019年度 !whole-year", "令和元年度|平成31年度|令和1年度|R元年度|Ｈ３１年度"},
		{"2026年度 short-year !whole-year", "26年度"},
		{"2026年 !whole-year", "2026|2026年|令和8年|2026000000|2026年1-12月"},
		{"2020年度 old-era !whole-year", "平成32年度"},
		{"2026年度 !half-year", "2026年度上期|2026年度上半期|2026年度下半期|令和8年度下期|FY2026H1|R8上期|2026年度前期|2026年4-9月|2026年10月～2027年3月|FY26 2H"},
		{"2026年 !half-year", "2026年上期|2026H1|2026年1-6月|2026年上半期"},
		{"2026-04 !day", "2026-04-01|2026/4/30|令和8年4月1日|R8.4.1|20260401|2026/4/6|2026-04-01 09:00|2026年4月1日(水)"},
		{"2026-04 !serial", "46113"},
		{"!damaged", "4月6日|6-Apr|Apr-06|Jan-03|12-Oct|7月9日|2026.1"},
		{"!no-such-day", "2026-02-30|2026年4月1日～6月31日"},
		{"!wrong-weekday", "2026年4月1日(月)"},
		{"!day-order", "4/1/2026"},
		{"!spreadsheet-error", "#REF!|#N/A|#####"},
		{"!contradiction", "2026年度第1四半期(7-9月)|2026(令和7)年度第1四半期|2026年度(令和9年度)1Q|2026年度第1四半期(2027年4-6月)"},
		{"2019-04 !wrong-era", "令和元年4月"},
		{"2018FQ4 !wrong-era", "令和元年1-3月"},
		{"1989-02 !wrong-era", "昭和64年2月"},
		{"1989FQ1 !wrong-era", "昭和64年4-6月"},
		{"!implausible", "0000CQ1|2206FQ1|1026年度第1四半期|1949-12|2100-01|M8Q1|大正9年4月|9999年度1Q"},
		{"!blank", "|　| \u200b"},
		{"!disguised", "2O26FQ1|2026年l-3月|２０２６年①-③月|2026FQ²|٢٠٢٦FQ1|2026年4月⃝|20\u200b26FQ1|2026FQ𝟏|R８Ｑl|2026年㋃"},
		{"!unreadable", "2026FQ5|2026FQ0|2026年4月6月期|令和0年度第1四半期|令和2026年度第1四半期|令和二十十年度第1四半期|二十十六年度1Q|一九十八五年4月|十二六年4月|2十年度1Q|202613|R8.13|2026年4|2026 4|FY2026/3|abc|2026年度4|Ｒ8年度5Q|2026100103|令和8年度第1期|2026年度第0四半期|平成三十一〇年度|2026/13|2026年度第1四半期の|=A1"},
	}
	for _, tt := range tests {
		for _, text := range strings.Split(tt.texts, "|") {
			p, trouble := ParsePeriod(text, PeriodOptions{})
			if got := said(p.String(), p.Flags, trouble); got != tt.want {
				t.Errorf("%q is %q, want %q", text, got, tt.want)
			}
		}
	}
}

func TestPeriodOptions(t *testing.T) {
	july, january, may := byFiscal, byFiscal, byFiscal
	july.FiscalStart, january.FiscalStart, may.FiscalStart = 7, 1, 5
	until := PeriodOptions{Latest: dim.FiscalQuarter(2026, 1)}
	tests := []struct {
		text string
		opt  PeriodOptions
		want string
	}{
		{"2026Q1", byFiscal, "2026FQ1"}, {"2026-Q1", byCalendar, "2025FQ4"}, {"2026/1Q", byCalendar, "2025FQ4"},
		{"2026年第1四半期", byFiscal, "2026FQ1"}, {"2026年度第1四半期", byCalendar, "2026FQ1"}, {"2026年1-3月期", byFiscal, "2025FQ4"},
		{"2026年Ⅱ期", byCalendar, "2026FQ1"}, {"CY2026Q1", byFiscal, "2025FQ4"}, {"26Q1", byFiscal, "!two-digit-year"},
		{"令和8年第1四半期", byCalendar, "2025FQ4"}, {"R8Q1", byCalendar, "2026FQ1"}, {"2026FQ1", january, "2026FQ1"},
		{"2026年度第1四半期", january, "2025FQ4"}, {"2026年度第4四半期", january, "2026FQ3"}, {"2026Q1", january, "2025FQ4"},
		{"2026年度第1四半期", july, "2026FQ2"}, {"2026年度第4四半期", july, "2027FQ1"}, {"2026年度5月", july, "2027-05"}, {"2026年度8月", july, "2026-08"},
		{"2026年度1月", january, "2026-01"}, {"R8Q1", january, "2025FQ4"}, {"平成31年度第4四半期", july, "2020FQ1 old-era"},
		{"2026年度第1四半期", may, "!unaligned"}, {"2026Q1", may, "!unaligned"}, {"2026年4-6月", may, "2026FQ1"}, {"2026年度3月", may, "2027-03"},
		{"2026年5月期1Q", PeriodOptions{}, "!unaligned"}, {"2026年12月期1Q", PeriodOptions{}, "2025FQ4"}, {"2026年6月期第4四半期", PeriodOptions{}, "2026FQ1"},
		{"2026FQ1", until, "2026FQ1"}, {"2026FQ2", until, "!future"}, {"2026-06", until, "2026-06"}, {"2026-07", until, "!future"},
	}
	for _, tt := range tests {
		p, trouble := ParsePeriod(tt.text, tt.opt)
		if got := said(p.String(), p.Flags, trouble); got != tt.want {
			t.Errorf("%q is %q, want %q", tt.text, got, tt.want)
		}
	}
}
