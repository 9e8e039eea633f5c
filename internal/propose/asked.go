package propose

import (
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/notation"
	"fukusen/internal/rows"
)

// An asking is a key of source.yaml that somebody has to decide on.
type asking struct {
	line string
	why  diag.Text
}

// findPeriod sees what the column of the period leaves open.
func (p *Proposal) findPeriod() {
	i := slices.IndexFunc(p.Columns, func(c Column) bool { return c.use == asColumn && c.To == "period" })
	if i < 0 {
		p.findYears()
		return
	}
	c := &p.Columns[i]
	p.dated = c.kind == Date || c.kind == DateTime
	troubles := map[notation.Trouble]bool{}
	for _, v := range c.values {
		trouble := notation.Good
		if p.dated {
			_, trouble = notation.ParseDate(v, notation.DateOptions{})
		} else {
			_, trouble = notation.ParsePeriod(v, notation.PeriodOptions{})
		}
		troubles[trouble] = true
	}
	switch {
	case troubles[notation.Ambiguous]:
		p.asked = append(p.asked, asking{"quarter_basis: fiscal", diag.Text{JA: "Q1 が4~6月なら fiscal、1~3月なら calendar。提出者に確かめて、# を消してください", EN: "fiscal if Q1 is April to June, calendar if it is January to March; ask the sender, then delete the #"}})
		c.Confidence = min(c.Confidence, Likely)
	case troubles[notation.TwoDigitYear]:
		p.asked = append(p.asked, asking{"short_years: western", diag.Text{JA: "2桁の年が西暦なら western、令和なら reiwa、平成なら heisei。確かめて、# を消してください", EN: "western, reiwa or heisei: what the years of two digits mean; ask, then delete the #"}})
		c.Confidence = min(c.Confidence, Likely)
	case troubles[notation.DayOrder]:
		c.doubt(diag.Text{JA: "月と日の順が分かりません。2026-04-01 のように、年から書いてもらってください", EN: "the order of month and day is not clear; ask for days such as 2026-04-01"})
	case troubles[notation.WholeYear]:
		c.doubt(diag.Text{JA: "一年を一行にした表です。四半期か月ごとに分けてもらってください", EN: "a row is a whole year; ask for quarters or months"})
	}
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
	for _, r := range s.records {
		var group []string
		for _, i := range keys {
			group = append(group, r[i])
		}
		seen[strings.Join(group, "\x00")] = true
	}
	if len(seen) < len(s.records) {
		p.asked = append(p.asked, asking{"add_up: true", diag.Text{
			JA: "同じ区分の行が二つ以上あります。地区や部署に分けた行なら、# を消すと足し合わせます。重複なら、片方を消してもらってください",
			EN: "several rows are of the same group; if they are its districts or departments, delete the # to add them up; if they are repeated, ask for a file without",
		}})
	}
}
