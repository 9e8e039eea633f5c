package sample

import (
	"fmt"
	"strconv"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
)

// A style is how one submitter writes: bytes, headers, labels and numbers.
// The zero style is the one that the contract uses itself.
type style struct {
	enc     encoding
	header  func(contract.Column) string
	quarter func(dim.Quarter) string
	number  func(int64) string
	sex     map[string]string // what it writes for our code; others as they are
	age     map[string]string
}

// word returns the submitter's word for one of our codes.
func word(words map[string]string, code string) string {
	if w, ok := words[code]; ok {
		return w
	}
	return code
}

func (s style) label(q dim.Quarter) string {
	if s.quarter == nil {
		return fiscalID(q)
	}
	return s.quarter(q)
}

func (s style) digits(n int64) string {
	if s.number == nil {
		return strconv.FormatInt(n, 10)
	}
	return s.number(n)
}

// heads writes the headers of the columns of a table.
func (s style) heads(table string, ids []string) []string {
	c := contract.New(nil)
	t, ok := c.Table(table)
	if !ok {
		panic("sample: no table " + table)
	}
	byID := map[string]contract.Column{}
	for _, col := range t.Columns(c.Items) {
		byID[col.ID] = col
	}
	heads := make([]string, len(ids))
	for i, id := range ids {
		col, ok := byID[id]
		if !ok {
			panic("sample: table " + table + " has no column " + id)
		}
		heads[i] = s.head(col)
	}
	return heads
}

func (s style) head(col contract.Column) string {
	if s.header == nil {
		return col.ID
	}
	return s.header(col)
}

// The ways to write a header.
func japaneseName(c contract.Column) string { return c.Name.JA }
func englishName(c contract.Column) string  { return c.Name.EN }

// japaneseAlias is the first Japanese alias, for exports that call things by
// their short or older name.
func japaneseAlias(c contract.Column) string {
	for _, a := range c.Aliases {
		if a[0] >= 0x80 {
			return a
		}
	}
	return c.Name.JA
}

// The ways to write the first quarter of fiscal 2026.
func fiscalID(q dim.Quarter) string { return strings.ToUpper(q.ID(dim.Fiscal)) } // 2026FQ1

func fiscalJA(q dim.Quarter) string { // 2026年度第1四半期
	y, n := q.In(dim.Fiscal)
	return fmt.Sprintf("%d年度第%d四半期", y, n)
}

func fiscalEN(q dim.Quarter) string { // FY2026Q1
	y, n := q.In(dim.Fiscal)
	return fmt.Sprintf("FY%dQ%d", y, n)
}

// reiwa is the year before Reiwa 1.
const reiwa = 2018

func eraJA(q dim.Quarter) string { // 令和8年度第1四半期
	y, n := q.In(dim.Fiscal)
	return fmt.Sprintf("令和%d年度第%d四半期", y-reiwa, n)
}

func eraShort(q dim.Quarter) string { // R8.1Q
	y, n := q.In(dim.Fiscal)
	return fmt.Sprintf("R%d.%dQ", y-reiwa, n)
}

func months(q dim.Quarter) string { // 2026年4-6月期
	first := int(q.Start().Month())
	return fmt.Sprintf("%d年%d-%d月期", q.Start().Year(), first, first+2)
}

// thousands writes 1234567 as 1,234,567.
func thousands(n int64) string {
	if n < 1000 {
		return strconv.FormatInt(n, 10)
	}
	return fmt.Sprintf("%s,%03d", thousands(n/1000), n%1000)
}

// fullWidth writes 12 as １２.
func fullWidth(n int64) string {
	return strings.Map(func(c rune) rune { return c - '0' + '０' }, strconv.FormatInt(n, 10))
}

var (
	sexJA      = map[string]string{"f": "女", "m": "男", dim.Unknown: "不詳"}
	sexLongJA  = map[string]string{"f": "女性", "m": "男性", dim.Unknown: "無回答"}
	sexEN      = map[string]string{"f": "F", "m": "M"}
	agesJA     = map[string]string{"15-29": "15～29歳", "30-44": "30～44歳", "45-59": "45～59歳", "60-": "60歳以上", dim.Unknown: "不詳"}
	agesPlus   = map[string]string{"60-": "60+"}
	sexStaff   = map[string]string{"f": "女性社員", "m": "男性社員"}
	agesCareer = map[string]string{"15-29": "若手", "30-44": "中堅", "45-59": "ベテラン", "60-": "シニア"}
)
