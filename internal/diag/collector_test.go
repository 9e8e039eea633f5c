package diag

import "testing"

func TestCollectorCuts(t *testing.T) {
	var c Collector
	other := Rule{ID: "csv/other", Msg: Text{EN: "other"}}
	for i := range 50 {
		c.Add(&ruleQuarter, Pos{File: "a.csv", Line: i + 1}, "x", "y")
	}
	c.Add(&other, Pos{File: "a.csv", Line: 60})
	if got := c.Count(&ruleQuarter); got != 50 {
		t.Errorf("Count = %d, want 50", got)
	}
	list := c.Take("a.csv")
	if len(list) != 22 || list[20].Rule != &other {
		t.Fatalf("%d findings, want 20, the other and the rest", len(list))
	}
	if got, want := list[21].Error(), "a.csv: 30 more findings of the rule csv/quarter are not shown [csv/more]"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if c.Len() != 0 || len(c.Take("a.csv")) != 0 {
		t.Error("Take does not empty the collector")
	}
}
