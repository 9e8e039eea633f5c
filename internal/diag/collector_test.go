package diag

import "testing"

func TestCollectorCuts(t *testing.T) {
	var c Collector
	other := Rule{ID: "csv/other", Msg: Text{EN: "other"}}
	for i := range 230 {
		c.Add(&ruleQuarter, Pos{File: "a.csv", Line: i + 1}, "x", "y")
	}
	c.Add(&other, Pos{File: "a.csv", Line: 60})
	if got := c.Count(&ruleQuarter); got != 230 {
		t.Errorf("Count = %d, want 230", got)
	}
	list := c.Take("a.csv")
	if len(list) != 202 || list[200].Rule != &other {
		t.Fatalf("%d findings, want 200, the other and the rest", len(list))
	}
	if got, want := list[201].Error(), "a.csv: 30 more findings of the rule csv/quarter are not shown [csv/more]"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if c.Len() != 0 || len(c.Take("a.csv")) != 0 {
		t.Error("Take does not empty the collector")
	}
}

// The parts of a file together give what the file alone would have given.
func TestCollectorMerge(t *testing.T) {
	once := Rule{ID: "csv/once", Msg: Text{EN: "once"}}
	add := func(c *Collector, from, to int) {
		for i := from; i < to; i++ {
			c.Add(&ruleQuarter, Pos{File: "a.csv", Line: i + 1}, "x", "y")
			c.Once(&once, Pos{File: "a.csv", Line: i + 1})
		}
	}
	for _, cut := range []int{0, 1, 150, 230} {
		var whole, first, second Collector
		add(&whole, 0, 230)
		add(&first, 0, cut)
		add(&second, cut, 230)
		first.Merge(&second)
		got, want := first.Take("a.csv"), whole.Take("a.csv")
		got.Sort()
		want.Sort()
		if len(got) != len(want) {
			t.Errorf("cut at %d: %d findings, want %d", cut, len(got), len(want))
			continue
		}
		for i := range want {
			if got[i].Error() != want[i].Error() {
				t.Errorf("cut at %d: %s, want %s", cut, got[i].Error(), want[i].Error())
			}
		}
	}
}
