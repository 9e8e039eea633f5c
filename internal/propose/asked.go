package propose

import (
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/notation"
	"fukusen/internal/rows"
	"fukusen/internal/source"
)

// An asking is a key of source.yaml that somebody has to decide on, unless the
// values settle it.
type asking struct {
	key, value string
	why        diag.Text
	settled    bool
}

// set answers it.
func (a asking) set(m *source.Mapping) {
	switch a.key {
	case "quarter_basis":
		m.QuarterBasis = a.value
	case "short_years":
		m.ShortYears = a.value
	case "dates":
		m.Dates = a.value
	case "negative":
		m.Negative = a.value
	case "add_up":
		m.AddUp = true
	}
}

// ask asks once.
func (p *Proposal) ask(a asking) {
	if !slices.ContainsFunc(p.asked, func(b asking) bool { return a.key == b.key }) {
		p.asked = append(p.asked, a)
	}
}

// findPeriod sees what the column of the period leaves open, where a bare
// quarter is meant on the basis, if it is declared.
func (p *Proposal) findPeriod(basis *dim.Basis) {
	i := slices.IndexFunc(p.Columns, func(c Column) bool { return c.use == asColumn && c.To == contract.ColumnPeriod })
	if i < 0 {
		p.findYears()
		return
	}
	c := &p.Columns[i]
	if p.dated = c.kind == Date || c.kind == DateTime || c.isSerial(); p.dated {
		return // see findDays
	}
	troubles := map[notation.Trouble]bool{}
	for _, v := range c.values {
		_, trouble := notation.ParsePeriod(v, notation.PeriodOptions{Basis: basis})
		troubles[trouble] = true
	}
	switch {
	case troubles[notation.Ambiguous]:
		p.ask(asking{key: "quarter_basis", value: "fiscal", why: diag.Text{JA: "Q1 が4~6月なら fiscal、1~3月なら calendar。提出者に確かめて、# を消してください", EN: "fiscal if Q1 is April to June, calendar if it is January to March; ask the sender, then delete the #"}})
		c.Confidence = min(c.Confidence, Likely)
	case troubles[notation.WholeYear]:
		c.doubt(diag.Text{JA: "一年を一行にした表です。四半期か月ごとに分けてもらってください", EN: "a row is a whole year; ask for quarters or months"})
	}
}

// findDays sees what the columns of days leave open.
func (p *Proposal) findDays() {
	for i := range p.Columns {
		c := &p.Columns[i]
		if k, ok := p.Table.Key(c.To); ok && c.use == asColumn && (k.Form == contract.FormDate || p.dated && k.Form == contract.FormPeriod) {
			p.findOrder(c)
		}
	}
}

// findOrder sees what the days of a column leave open. A day after the twelfth
// in the middle settles their order.
func (p *Proposal) findOrder(c *Column) {
	troubles := map[notation.Trouble]bool{}
	turned, settled := true, false
	for _, v := range c.values {
		_, trouble := notation.ParseDate(v, notation.DateOptions{})
		troubles[trouble] = true
		d, trouble := notation.ParseDate(v, notation.DateOptions{MonthFirst: true})
		turned = turned && trouble != notation.NoSuchDay
		settled = settled || trouble == notation.Good && d.Time.Day() > 12
	}
	switch {
	case troubles[notation.TwoDigitYear]:
		p.ask(asking{key: "short_years", value: "western", why: diag.Text{JA: "2桁の年が西暦なら western、令和なら reiwa、平成なら heisei。確かめて、# を消してください", EN: "western, reiwa or heisei: what the years of two digits mean; ask, then delete the #"}})
	case troubles[notation.DayOrder] && turned:
		p.ask(asking{key: "dates", value: "month_first", settled: settled, why: diag.Text{JA: "4/1/2026 が4月1日なら、この行が要ります。1月4日なら、2026-01-04 のように年から書いてもらってください", EN: "needed if 4/1/2026 is 1 April; if it is 4 January, ask for days such as 2026-01-04"}})
	case troubles[notation.DayOrder]:
		c.doubt(diag.Text{JA: "月と日の順が分かりません。2026-04-01 のように、年から書いてもらってください", EN: "the order of month and day is not clear; ask for days such as 2026-04-01"})
		return
	case c.isSerial():
		p.ask(asking{key: "dates", value: "serial", why: diag.Text{JA: "Excel の日付の通し番号のようです(46113 は 2026-04-01)。そうなら # を消してください", EN: "they seem to be a spreadsheet's numbers of days (46113 is 2026-04-01); delete the # if they are"}})
	default:
		return
	}
	c.Confidence = min(c.Confidence, Likely)
}

// isSerial reports a column that may hold a spreadsheet's days.
func (c *Column) isSerial() bool { return c.kind == Count && c.share("serial", isSerial) >= mostly }

// findParentheses asks whether amounts between parentheses are negative.
func (p *Proposal) findParentheses() {
	for i := range p.Columns {
		c := &p.Columns[i]
		m, ok := p.Table.Measure(c.To)
		if !ok || c.use != asColumn || m.Unit != contract.UnitYen || !slices.ContainsFunc(c.values, inParentheses) {
			continue
		}
		p.ask(asking{key: "negative", value: "parentheses", why: diag.Text{JA: "(120) が負の数なら # を消してください。注の番号なら、消してもらってください", EN: "delete the # if (120) is negative; if it is the number of a note, ask for a file without"}})
		c.Confidence = min(c.Confidence, Likely)
	}
}

func inParentheses(v string) bool {
	_, trouble := notation.ParseNumber(v, writtenIn(contract.UnitYen))
	return trouble == notation.Parentheses
}

// doubt makes a question of a column.
func (c *Column) doubt(why diag.Text) {
	c.use, c.Confidence, c.question = inDispute, Check, why
}

// findYears finds a column of years in a file without periods: nobody should
// fix one quarter for all of them.
func (p *Proposal) findYears() {
	for i := range p.Columns {
		c := &p.Columns[i]
		year := strings.Contains(c.Header, "年") || strings.Contains(strings.ToLower(c.Header), "year")
		if c.use == unused && year && c.share("years", isYear) >= mostly {
			c.To = contract.ColumnPeriod
			c.doubt(diag.Text{JA: "一年を一行にした表のようです。四半期か月ごとに分けてもらってください", EN: "a row seems to be a whole year; ask for quarters or months"})
		}
	}
}

// disputes reports a column that is asked about, as one of ours.
func (p *Proposal) disputes(id string) bool {
	return slices.ContainsFunc(p.Columns, func(c Column) bool { return c.use == inDispute && c.To == id })
}

// isYear reports a year of the Western calendar since 1868.
func isYear(v string) bool {
	n, ok := notation.PlainDigits(rows.Fold(v))
	return ok && n >= 1868 && n <= 2100
}

// findRepeats asks about rows of the same group: they are parts of it, such as
// districts and departments, or the file says the same twice.
func (p *Proposal) findRepeats(s *sample) {
	var keys []int
	for i := range p.Columns {
		c := &p.Columns[i]
		if k, ok := p.Table.Key(c.To); c.use == asBound || ok && k.Form != contract.FormText && c.use != unused {
			keys = append(keys, i)
		}
	}
	if p.Table.Items || len(keys) == 0 {
		return
	}
	seen := map[string]bool{}
	records := s.data()
	for _, r := range records {
		var group []string
		for _, i := range keys {
			group = append(group, r[i])
		}
		seen[strings.Join(group, "\x00")] = true
	}
	if len(seen) < len(records) {
		p.ask(asking{key: "add_up", value: "true", why: diag.Text{
			JA: "同じ区分の行が二つ以上あります。地区や部署に分けた行なら、# を消すと足し合わせます。重複なら、片方を消してもらってください",
			EN: "several rows are of the same group; if they are its districts or departments, delete the # to add them up; if they are repeated, ask for a file without",
		}})
	}
}
