package notation

import "testing"

func BenchmarkParseNumber(b *testing.B) {
	u := Persons()
	for _, text := range []string{"1234", "1,234", "１，２３４人"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				ParseNumber(text, u)
			}
		})
	}
}

func BenchmarkParsePeriod(b *testing.B) {
	for _, text := range []string{"2026FQ1", "令和8年度第1四半期", "2026年4月～6月"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				ParsePeriod(text, PeriodOptions{})
			}
		})
	}
}

func BenchmarkParseDate(b *testing.B) {
	for b.Loop() {
		ParseDate("2026-04-01 09:30:00", DateOptions{})
	}
}
