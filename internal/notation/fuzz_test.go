package notation

import (
	"testing"
	"unicode"

	"fukusen/internal/dim"
)

// Whatever is written: it is a plausible period that prints back as the same,
// or it is refused; and what options decide is not decided without them.
func FuzzPeriod(f *testing.F) {
	for _, s := range []string{
		"2026FQ1", "令和八年度第一四半期", "2026年10-12月", "㋿元年度Q1", "FY26 1Q", "2027年3月期第1四半期", "2026/4/1～6/30", "令和8(2026)年度1Q",
		"2026年度第1四半期(4-6月)", "2026000103", "April 2026", "2026年度1月", "十十", "4月6日", "R8.4.1", "2026-03-31T15:00:00Z", "46113",
	} {
		f.Add(s)
	}
	basis := dim.Fiscal
	f.Fuzz(func(t *testing.T, s string) {
		bare, trouble := ParsePeriod(s, PeriodOptions{})
		if trouble == Good {
			checkPeriod(t, s, bare)
		}
		with, also := ParsePeriod(s, PeriodOptions{Basis: &basis})
		if trouble == Good && (with != bare || also != Good) {
			t.Errorf("%q needs no basis, yet the basis changes it from %v to %v", s, bare, with)
		}
		if trouble != Good && trouble != Ambiguous && also == Good {
			t.Errorf("%q is %v, but good with a basis", s, trouble)
		}
	})
}

func checkPeriod(t *testing.T, s string, p Period) {
	again, trouble := ParsePeriod(p.String(), PeriodOptions{FiscalStart: 7})
	again.Flags = p.Flags
	if again != p || trouble != Good {
		t.Errorf("%q is %v, which reads as %v with %v", s, p, again, trouble)
	}
	if y, _ := p.Quarter.In(dim.Calendar); y < firstPeriod || y > lastPeriod || p.Kind != Quarter && p.Kind != Month {
		t.Errorf("%q is %v", s, p)
	}
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{
		"2026-04-01", "令和八年四月一日", "㋿8年4月1日(水)", "2026年4月1日 9時5分", "2023/04/28 9:25:52 午後 GMT+9", "H31.4.30", "S64.1.8", "1-Apr-2026",
		"26/4/1", "4/1/2026", "46113.5", "R080401", "2026年(令和8年)4月1日",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		strict, trouble := ParseDate(s, DateOptions{})
		if trouble == Good {
			again, also := ParseDate(strict.String(), DateOptions{Serial: true, MonthFirst: true, Short: HeiseiShort})
			if !again.Time.Equal(strict.Time) || also != Good {
				t.Errorf("%q is %v, which reads as %v with %v", s, strict, again, also)
			}
			if y := strict.Time.Year(); y < firstDate || y > lastDate {
				t.Errorf("%q is %v", s, strict)
			}
		}
		for _, opt := range []DateOptions{{Serial: true}, {MonthFirst: true}, {Short: ReiwaShort}, {Short: WesternShort}} {
			if d, also := ParseDate(s, opt); trouble == Good && (d != strict || also != Good) {
				t.Errorf("%q needs no options, yet they change it from %v to %v", s, strict, d)
			}
		}
	})
}

func FuzzNumber(f *testing.F) {
	for _, s := range []string{
		"0", "1,234", "１，２３４人", "▲1.5百万円", "(123)", "3:30", "3時間30分", "12.3%", "p12*", "4.01E+12", "¥1,500", "ー5", "1 234", "0.33h", "1億2千", "12#",
	} {
		f.Add(s)
	}
	all := Yen()
	all.Negative, all.Parens = true, true
	hours := Hours()
	hours.Negative = true
	thousands, _ := all.Declare("千円")
	units := []Unit{Persons(), all, hours, thousands, Percent(2)}
	f.Fuzz(func(t *testing.T, s string) {
		for _, u := range units {
			n, trouble := ParseNumber(s, u)
			if trouble != Good {
				if n != (Number{}) {
					t.Errorf("%q is %v and yet %d", s, trouble, n.N)
				}
				continue
			}
			text := u.Format(n.N)
			if again, also := ParseNumber(text, u); again.N != n.N || also != Good || again.Flags != 0 {
				t.Errorf("%q is %d, written %q, which reads as %d with %v %v", s, n.N, text, again.N, also, again.Flags)
			}
			if n.N > u.bound() || n.N < -u.bound() || !hasDigit(s) || !u.Negative && n.N < 0 {
				t.Errorf("%q is %d", s, n.N)
			}
		}
		if _, marked := Mark(s); marked {
			if _, trouble := ParseNumber(s, Persons()); trouble == Good {
				t.Errorf("%q is a marker and a number", s)
			}
		}
	})
}

// hasDigit reports a digit as offices may write one.
func hasDigit(s string) bool {
	for _, r := range s {
		if unicode.IsDigit(r) && (r < 0x80 || '０' <= r && r <= '９') {
			return true
		}
	}
	return false
}
