package source

import (
	"testing"

	"fukusen/internal/dim"
)

// The forms of HANDBOOK 4.1 and what they mean, written as fiscal quarters.
func TestPeriods(t *testing.T) {
	fiscal, calendar := dim.Fiscal, dim.Calendar
	tests := []struct {
		text  string
		basis *dim.Basis
		want  string // fiscal quarter; "" means refused
		why   periodTrouble
	}{
		{text: "2026FQ1", want: "2026fq1"},
		{text: "2026fq4", want: "2026fq4"},
		{text: "2026CQ1", want: "2025fq4"},
		{text: "2026CQ2", want: "2026fq1"},
		{text: "2026年度第1四半期", want: "2026fq1"},
		{text: "2026年度1Q", want: "2026fq1"},
		{text: "FY2026Q1", want: "2026fq1"},
		{text: "FY26 1Q", want: "2026fq1"},
		{text: "26年度第一四半期", want: "2026fq1"},
		{text: "2026年度第四四半期", want: "2026fq4"},
		{text: " 2026年度 第1四半期 ", want: "2026fq1"},
		{text: "令和8年度第1四半期", want: "2026fq1"},
		{text: "令和8年度 1Q", want: "2026fq1"},
		{text: "R8Q1", want: "2026fq1"},
		{text: "R8.1Q", want: "2026fq1"},
		{text: "r8q1", want: "2026fq1"},
		{text: "R8年度1Q", want: "2026fq1"},
		{text: "令和八年度第一四半期", want: "2026fq1"},
		{text: "㋿8年度第1四半期", want: "2026fq1"},
		{text: "㍻26年度第2四半期", want: "2014fq2"},
		{text: "平成二十六年度第二四半期", want: "2014fq2"},
		{text: "平成三十年度第3四半期", want: "2018fq3"},
		{text: "平成十年度第3四半期", want: "1998fq3"},
		{text: "二〇二六年度第三四半期", want: "2026fq3"},
		{text: "H30 Q4", want: "2018fq4"},
		{text: "昭和64年度第1四半期", want: "1989fq1"},
		{text: "令和元年度第1四半期", want: "2019fq1"},
		{text: "平成31年度第1四半期", want: "2019fq1"},
		{text: "令和1年度第1四半期", want: "2019fq1"},
		{text: "令和7年度第4四半期", want: "2025fq4"},
		{text: "平成32年度第1四半期", want: "2020fq1", why: periodOldEra},
		{text: "2026年4-6月期", want: "2026fq1"},
		{text: "2026年4～6月", want: "2026fq1"},
		{text: "2026年4〜6月", want: "2026fq1"},
		{text: "2026年4−6月", want: "2026fq1"},
		{text: "2026年4月6月期", why: periodUnreadable},
		{text: "令和8年4月～6月", want: "2026fq1"},
		{text: "2026年1-3月期", want: "2025fq4"},
		{text: "2026年10-12月", want: "2026fq3"},
		{text: "2026年十-十二月", want: "2026fq3"},

		{text: "2026Q1", why: periodAmbiguous},
		{text: "2026-Q1", why: periodAmbiguous},
		{text: "2026/1Q", why: periodAmbiguous},
		{text: "2026年第1四半期", why: periodAmbiguous},
		{text: "2026Q1", basis: &fiscal, want: "2026fq1"},
		{text: "2026-Q1", basis: &calendar, want: "2025fq4"},
		{text: "2026/1Q", basis: &calendar, want: "2025fq4"},
		{text: "2026年第1四半期", basis: &fiscal, want: "2026fq1"},
		{text: "2026年度第1四半期", basis: &calendar, want: "2026fq1"}, // 年度 says it
		{text: "2026年1-3月期", basis: &fiscal, want: "2025fq4"},

		{text: "2026年4月", why: periodMonth},
		{text: "2026-04", why: periodMonth},
		{text: "令和8年4月", why: periodMonth},
		{text: "2026年4-7月期", why: periodSpan},
		{text: "2026年5-7月期", why: periodSpan},
		{text: "2026年4-5月期", why: periodSpan},
		{text: "2026年13-15月期", why: periodSpan},

		{text: "", why: periodUnreadable},
		{text: "2026", why: periodUnreadable},
		{text: "2026年度", why: periodUnreadable},
		{text: "2026FQ5", why: periodUnreadable},
		{text: "2026FQ0", why: periodUnreadable},
		{text: "2026-04-01", why: periodUnreadable},
		{text: "26Q1", basis: &fiscal, why: periodUnreadable},
		{text: "8年度第1四半期", why: periodUnreadable},
		{text: "令和0年度第1四半期", why: periodUnreadable},
		{text: "令和2026年度第1四半期", why: periodUnreadable},
		{text: "令和二十十年度第1四半期", why: periodUnreadable},
		{text: "0000CQ1", why: periodUnreadable}, // would be no quarter at all
		{text: "2206FQ1", why: periodUnreadable},
		{text: "1026年度第1四半期", why: periodUnreadable},
		{text: "4月6日", why: periodUnreadable}, // what Excel makes of 4-6
	}
	for _, tt := range tests {
		q, why := parsePeriod(tt.text, tt.basis)
		got := ""
		if q != 0 {
			got = q.ID(dim.Fiscal)
		}
		if got != tt.want || why != tt.why {
			t.Errorf("%q is %q (%d), want %q (%d)", tt.text, got, why, tt.want, tt.why)
		}
	}
}

func TestDateTimes(t *testing.T) {
	for text, want := range map[string]string{
		"2023-04-28 21:25:52":          "2023fq1",
		"2023/4/28":                    "2023fq1",
		"2023.4.28":                    "2023fq1",
		"2023-4-1":                     "2023fq1",
		"2023年4月28日 9:05":              "2023fq1",
		"20230331":                     "2022fq4",
		"2023/03/31 23:59:59":          "2022fq4",
		"2023-04-01T00:00:00+09:00":    "2023fq1",
		"2023-03-31T15:00:00Z":         "2023fq1", // midnight in Japan
		"2023-03-31T14:59:59.999Z":     "2022fq4",
		"2023/04/01 8:00:00 午前 GMT+9":  "2023fq1",
		"2023/03/31 11:59:59 午後 GMT+9": "2022fq4",
		"2023/04/01 0:30 UTC":          "2023fq1",
		"2023-03-31 12:30:00 -0500":    "2023fq1",
		"2023/03/31 3:00 午後 UTC":       "2023fq1", // midnight in Japan
		"2023/4/1 午後3:00":              "2023fq1",

		"":                     "",
		"2023-13-01":           "",
		"2023-02-30":           "",
		"28/4/2023":            "",
		"2023-04-28 25:00":     "",
		"2023-04-28 午後 15:00":  "",
		"2023-04-28 noon":      "",
		"0000-01-01":           "",
		"23/4/28":              "",
		"45044":                "",
		"2023-04-28 21:25:52 ": "2023fq1",
	} {
		q, ok := parseDateTime(text)
		got := ""
		if ok {
			got = q.ID(dim.Fiscal)
		}
		if got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// Whatever is written, a period is a quarter of a plausible year or refused.
func FuzzPeriod(f *testing.F) {
	for _, s := range []string{"令和八年度第一四半期", "2026年10-12月", "㋿元年度Q1", "FY26 1Q", "2023/04/28 9:25:52 午後 GMT+9", "十十"} {
		f.Add(s)
	}
	fiscal := dim.Fiscal
	f.Fuzz(func(t *testing.T, s string) {
		bare, why := parsePeriod(s, nil)
		declared, also := parsePeriod(s, &fiscal)
		if good := why == periodGood || why == periodOldEra; good != (bare != 0) {
			t.Errorf("%q is %d with %d", s, bare, why)
		} else if good && (declared != bare || also != why) {
			t.Errorf("%q needs no basis, yet the basis changes it", s)
		}
		if d, ok := parseDateTime(s); ok && !plausible(d) {
			t.Errorf("%q is a date in %d", s, d)
		}
	})
}
