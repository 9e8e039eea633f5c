package diag

// shown is how many findings of one rule a Collector keeps.
const shown = 20

var ruleMore = Rule{
	ID: "csv/more", Warn: true, // those that are shown fail the build
	Msg:  Text{JA: "同じ種類の指摘(%[2]s)がほかに%[1]d件あります", EN: "%[1]d more findings of the rule %[2]s are not shown"},
	Hint: Text{JA: "示したものを直してから、もう一度検査してください", EN: "correct those that are shown and check again"},
}

// A Collector gathers the findings of one file. After 20 of a rule it only
// counts: a file of ten million bad rows must neither fill the memory nor hide
// what else is wrong. The zero Collector is empty.
type Collector struct {
	list   List
	counts map[*Rule]int
	order  []*Rule // rules in the order of their first finding
}

// Add makes a finding of the rule, or counts it.
func (c *Collector) Add(r *Rule, pos Pos, args ...any) {
	if c.counts == nil {
		c.counts = map[*Rule]int{}
	}
	if c.counts[r]++; c.counts[r] == 1 {
		c.order = append(c.order, r)
	}
	if c.counts[r] <= shown {
		c.list = append(c.list, r.At(pos, args...))
	}
}

// Count tells how often a rule was added.
func (c *Collector) Count(r *Rule) int { return c.counts[r] }

// Len counts the findings that are kept.
func (c *Collector) Len() int { return len(c.list) }

// Take returns the findings so far and empties the Collector. Where a rule was
// cut, one more finding tells how many were left out.
func (c *Collector) Take(file string) List {
	list := c.list
	for _, r := range c.order {
		if n := c.counts[r] - shown; n > 0 {
			list = append(list, ruleMore.At(Pos{File: file}, n, r.ID))
		}
	}
	*c = Collector{}
	return list
}
