package diag

// shown is how many findings of one rule a Collector keeps.
const shown = 200

var ruleMore = Rule{
	ID: "csv/more", Warn: true, // those that are shown fail the build
	Msg:  Text{JA: "同じ種類の指摘(%[2]s)がほかに%[1]d件あります", EN: "%[1]d more findings of the rule %[2]s are not shown"},
	Hint: Text{JA: "示したものを直してから、もう一度検査してください", EN: "correct those that are shown and check again"},
}

// A Collector gathers the findings of one file. After 200 of a rule it only
// counts: a file of ten million bad rows must neither fill the memory nor hide
// what else is wrong. The zero Collector is empty.
type Collector struct {
	list   List
	counts map[*Rule]int
	order  []*Rule // rules in the order of their first finding
	single map[*Rule]bool
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

// Once makes a finding only of the first place that a rule concerns: for what
// is true of the whole file, such as how its dashes were read.
func (c *Collector) Once(r *Rule, pos Pos, args ...any) {
	if c.counts[r] > 0 {
		return
	}
	c.Add(r, pos, args...)
	if c.single == nil {
		c.single = map[*Rule]bool{}
	}
	c.single[r] = true
}

// Merge adds what another Collector has gathered in a later part of the same
// file. The other must not be used afterwards.
func (c *Collector) Merge(other *Collector) {
	left := map[*Rule]int{}
	for _, r := range other.order {
		left[r] = other.counts[r]
	}
	for _, f := range other.list {
		switch {
		case other.single[f.Rule]:
			c.Once(f.Rule, f.Pos, f.Args...)
		default:
			c.Add(f.Rule, f.Pos, f.Args...)
		}
		left[f.Rule]--
	}
	for r, n := range left {
		if !other.single[r] {
			c.counts[r] += n
		}
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
			list = append(list, ruleMore.At(Pos{File: file}, Public(n), Public(r.ID)))
		}
	}
	*c = Collector{}
	return list
}
