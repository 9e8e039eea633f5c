// Package notation reads periods, dates, numbers and markers as Japanese
// offices write them.
//
// A text is read right or not at all: every function gives a value, or a
// Trouble that says why there is none, and Flags for what was read but should
// be looked at. Nothing here words a message; the comment on each Trouble and
// Flag is what a reader should be told.
//
// Source: HANDBOOK 4.1, 4.3 and 4.4.
package notation

import "strings"

// A Trouble says why a text is not read. The zero Trouble is none.
type Trouble int8

// Troubles of any text.
const (
	Good Trouble = iota
	// Blank: nothing is there. Write the value, or a marker such as 不明.
	Blank
	// Unreadable: none of the known ways to write it. Show one that is known.
	Unreadable
	// Disguised: a character only looks like a digit or a separator: O for 0,
	// l for 1, ①, ², digits of other scripts, something without width between
	// the digits. Type the value again with ordinary digits.
	Disguised
	// Damaged: a spreadsheet has made a date of it, 4月6日 or 6-Apr of 4-6, or
	// dropped a zero, 2026.1 of 2026.10. Format the column as text and type the
	// value again.
	Damaged
	// SpreadsheetError: #N/A, #DIV/0!, or ##### of a column that was too
	// narrow. Mend the formula or widen the column, and export again.
	SpreadsheetError
	// Serial: the number by which a spreadsheet stores a day. The result holds
	// the day that it would be (1900 system); export the column as a date, or
	// declare that it holds serial numbers.
	Serial
)

// Troubles of periods and dates.
const (
	// Ambiguous: 2026Q1 may be counted from January or from April. Write 2026FQ1
	// or 2026CQ1, or declare how quarters are counted.
	Ambiguous Trouble = iota + 20
	// NoYear: a quarter or a month without a year. Write the year.
	NoYear
	// TwoDigitYear: 26/4 may be 2026 or 平成26年. Write four digits or the era.
	TwoDigitYear
	// Span: the months are no quarter. Give one row a quarter or a month.
	Span
	// WholeYear: a year, which the result names. Split it into quarters.
	WholeYear
	// HalfYear: half a year. Split it into quarters.
	HalfYear
	// Unaligned: quarters of a business year that does not begin in January,
	// April, July or October are not those of the site. Give months.
	Unaligned
	// Day: a date where a period is wanted. The result holds its month; write
	// the period, or declare that the column holds dates.
	Day
	// Future: later than the last period that the caller allows.
	Future
	// Implausible: a year outside 1950 to 2099 (periods) or outside 1868 to
	// 2100 (dates). Correct the year.
	Implausible
	// WrongEra: the era had not begun or had ended: 昭和64年1月8日. The result
	// holds the reading by its year; write the right era or the western year.
	WrongEra
	// Contradiction: two parts of the text disagree: 2026(令和7)年, or
	// 第1四半期(7-9月). Correct the wrong one.
	Contradiction
	// NoDay: a month or a year where a date is wanted. Write the day.
	NoDay
	// NoSuchDay: 2026-02-30. Correct the day.
	NoSuchDay
	// WrongWeekday: the weekday is not that of the date, so one of them is
	// wrong. The result holds the date without the weekday.
	WrongWeekday
	// DayOrder: 4/1/2026 may be 1 April or 4 January. Write the year first, or
	// declare the order.
	DayOrder
	// BadTime: the date is followed by something that is no time of day.
	BadTime
)

// Troubles of numbers.
const (
	// Grouping: thousands separators at the wrong place: 1,23.
	Grouping Trouble = iota + 50
	// Negative: below zero where the column cannot be.
	Negative
	// Fraction: decimals where the column counts whole things. 12.000 is one:
	// it may be twelve thousand.
	Fraction
	// TooFine: does not come out in whole smallest units: 0.33 hours are not
	// whole minutes.
	TooFine
	// PercentSign: a percentage where another unit is needed.
	PercentSign
	// Rounded: 4.01E+12, digits were lost. Format the column as a number
	// without exponent and export again.
	Rounded
	// TooLarge: beyond the bound of the unit.
	TooLarge
	// Parentheses: (123) may be a negative number or a note. Write -123, or
	// declare that parentheses are negative.
	Parentheses
	// WrongUnit: the word after the number is not a unit of the column.
	WrongUnit
	// UnitConflict: the word after the number states another scale than the
	// one declared for the column: 120円 where the column is in 千円.
	UnitConflict
	// KanjiNumber: numerals in kanji, or 3万. Write digits.
	KanjiNumber
	// Vague: 約120, 100以上, 10～20. Write one number, or 不明.
	Vague
)

var troubleNames = map[Trouble]string{
	Good: "good", Blank: "blank", Unreadable: "unreadable", Disguised: "disguised", Damaged: "damaged",
	SpreadsheetError: "spreadsheet-error", Serial: "serial",
	Ambiguous: "ambiguous", NoYear: "no-year", TwoDigitYear: "two-digit-year", Span: "span",
	WholeYear: "whole-year", HalfYear: "half-year", Unaligned: "unaligned", Day: "day", Future: "future",
	Implausible: "implausible", WrongEra: "wrong-era", Contradiction: "contradiction", NoDay: "no-day", NoSuchDay: "no-such-day",
	WrongWeekday: "wrong-weekday", DayOrder: "day-order", BadTime: "bad-time",
	Grouping: "grouping", Negative: "negative", Fraction: "fraction", TooFine: "too-fine",
	PercentSign: "percent-sign", Rounded: "rounded", TooLarge: "too-large", Parentheses: "parentheses",
	WrongUnit: "wrong-unit", UnitConflict: "unit-conflict", KanjiNumber: "kanji-number", Vague: "vague",
}

// String names the trouble for tests and logs, not for readers.
func (t Trouble) String() string { return troubleNames[t] }

// Flags mark what was read but should be looked at.
type Flags uint16

// The flags.
const (
	// OldEra: the era had ended: 平成32年, read as 2020.
	OldEra Flags = 1 << iota
	// OldCalendar: before 1873 the months of Japan were those of the moon; the
	// text was read as if it were a date of today's calendar.
	OldCalendar
	// ShortYear: 26年度, read as 2026 and not as 平成26年度.
	ShortYear
	// Moved: a time with an offset fell on another day in Japan, and was moved
	// there.
	Moved
	// Provisional: p, 速報.
	Provisional
	// Revised: r, 訂正.
	Revised
	// Subset: #, 内数: a part of another number, not to be added to it.
	Subset
	// SmallSample: a * after the number: few cases.
	SmallSample
	// LongVowel: the letter ー was typed for a minus sign.
	LongVowel
	// Hundredfold: 0.123 in a column of percentages without a sign: perhaps
	// 12.3 % was meant.
	Hundredfold
	// BelowUnit: △0, a negative amount too small to show; read as 0.
	BelowUnit
)

var flagNames = []string{
	"old-era", "old-calendar", "short-year", "moved", "provisional", "revised", "subset", "small-sample",
	"long-vowel", "hundredfold", "below-unit",
}

// Has reports whether one of the flags is set.
func (f Flags) Has(of Flags) bool { return f&of != 0 }

// String names the flags for tests and logs, joined by a space.
func (f Flags) String() string {
	var set []string
	for i, name := range flagNames {
		if f&(1<<i) != 0 {
			set = append(set, name)
		}
	}
	return strings.Join(set, " ")
}
