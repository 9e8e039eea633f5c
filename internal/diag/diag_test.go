package diag

import "testing"

var ruleQuarter = Rule{
	ID:   "csv/quarter",
	Msg:  Text{JA: "%[2]s の期 %[1]q が読めません", EN: "quarter %[1]q of %[2]s"},
	Hint: Text{JA: "2026年度第1四半期 のように書いてください", EN: "write %[1]s as 2026FQ1"},
}

func TestLine(t *testing.T) {
	f := ruleQuarter.At(Pos{File: "a.csv", Line: 3, Col: 7}, "2026FQ9", "acme")
	tests := []struct {
		lang Lang
		want string
	}{
		{JA, `a.csv:3:7: acme の期 "2026FQ9" が読めません [csv/quarter]`},
		{EN, `a.csv:3:7: quarter "2026FQ9" of acme [csv/quarter]`},
	}
	for _, tt := range tests {
		if got := f.Line(tt.lang); got != tt.want {
			t.Errorf("Line(%s) = %q, want %q", tt.lang, got, tt.want)
		}
	}
	if got, want := f.Hint(EN), "write 2026FQ9 as 2026FQ1"; got != want {
		t.Errorf("Hint = %q, want %q: unused arguments must not show", got, want)
	}
	f.Related = []Pos{{File: "b.csv", Line: 2}}
	if got, want := f.Error(), `a.csv:3:7: quarter "2026FQ9" of acme (b.csv:2) [csv/quarter]`; got != want {
		t.Errorf("Error = %q, want %q", got, want)
	}
}

func TestSortPutsPlacesInOrder(t *testing.T) {
	l := List{
		ruleQuarter.At(Pos{File: "b.csv", Line: 1, Col: 1}, "x", "y"),
		ruleQuarter.At(Pos{File: "a.csv", Line: 10, Col: 1}, "x", "y"),
		ruleQuarter.At(Pos{File: "a.csv", Line: 9, Col: 2}, "x", "y"),
		ruleQuarter.At(Pos{File: "a.csv", Line: 9, Col: 1}, "z", "y"),
		ruleQuarter.At(Pos{File: "a.csv", Line: 9, Col: 1}, "x", "y"),
	}
	l.Sort()
	want := []string{"a.csv:9:1", "a.csv:9:1", "a.csv:9:2", "a.csv:10:1", "b.csv:1:1"}
	for i, f := range l {
		if f.Pos.String() != want[i] {
			t.Errorf("place %d is %s, want %s", i, f.Pos, want[i])
		}
	}
	if l[0].Args[0] != "x" {
		t.Error("equal places must be ordered by text")
	}
	if got := l.Errors(); got != 5 {
		t.Errorf("Errors = %d, want 5", got)
	}
}

func TestPosOfSheet(t *testing.T) {
	tests := map[string]Pos{
		"a.xlsx: 対象者":        {File: "a.xlsx", Sheet: "対象者"},
		"a.xlsx: 対象者!A5":     {File: "a.xlsx", Sheet: "対象者", Line: 5},
		"a.xlsx: 対象者!Z5":     {File: "a.xlsx", Sheet: "対象者", Line: 5, Col: 26},
		"a.xlsx: 対象者!AA5":    {File: "a.xlsx", Sheet: "対象者", Line: 5, Col: 27},
		"a.xlsx: 対象者!XFD100": {File: "a.xlsx", Sheet: "対象者", Line: 100, Col: 16384},
	}
	for want, pos := range tests {
		if got := pos.String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
