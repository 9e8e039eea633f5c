package source

import "fukusen/internal/diag"

// complaints collects the findings of one file. After max of a rule it only
// counts, so that a file which is wrong in every line stays readable.
type complaints struct {
	max   int
	list  diag.List
	count map[*diag.Rule]int
	order []*diag.Rule
}

var ruleMore = diag.Rule{
	ID:   "csv/more",
	Msg:  diag.Text{JA: "同じ指摘(%[1]s)が、ほかに %[2]d 行あります", EN: "%[2]d more lines have the same finding (%[1]s)"},
	Hint: diag.Text{JA: "最初の行を直すと、残りも同じように直せることが多いです", EN: "what mends the first lines usually mends the rest"},
}

func (c *complaints) add(r *diag.Rule, pos diag.Pos, args ...any) {
	if c.count == nil {
		c.count = map[*diag.Rule]int{}
	}
	if c.count[r]++; c.count[r] == 1 {
		c.order = append(c.order, r)
	}
	if c.count[r] <= c.max {
		c.list = append(c.list, r.At(pos, args...))
	}
}

// close returns the findings, with one more for each rule that was cut.
func (c *complaints) close(file string) diag.List {
	for _, r := range c.order {
		if extra := c.count[r] - c.max; extra > 0 && !r.Warn {
			c.list = append(c.list, ruleMore.At(diag.Pos{File: file}, r.ID, extra))
		}
	}
	return c.list
}
