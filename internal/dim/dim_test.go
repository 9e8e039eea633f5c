package dim

import (
	"slices"
	"strings"
	"testing"
)

func TestQuarterBases(t *testing.T) {
	tests := []struct {
		q                Quarter
		fiscal, calendar string
		start, end       string
	}{
		{QuarterOf(2026, 4), "2026fq1", "2026cq2", "2026-04-01", "2026-06-30"},
		{QuarterOf(2026, 1), "2025fq4", "2026cq1", "2026-01-01", "2026-03-31"},
		{FiscalQuarter(2025, 4), "2025fq4", "2026cq1", "2026-01-01", "2026-03-31"},
		{CalendarQuarter(2024, 1), "2023fq4", "2024cq1", "2024-01-01", "2024-03-31"},
		{QuarterOf(2026, 12), "2026fq3", "2026cq4", "2026-10-01", "2026-12-31"},
	}
	for _, tt := range tests {
		if got := tt.q.ID(Fiscal); got != tt.fiscal {
			t.Errorf("%d in fiscal years is %s, want %s", tt.q, got, tt.fiscal)
		}
		if got := tt.q.ID(Calendar); got != tt.calendar {
			t.Errorf("%d in calendar years is %s, want %s", tt.q, got, tt.calendar)
		}
		for _, id := range []string{tt.fiscal, tt.calendar, strings.ToUpper(tt.fiscal)} {
			if got, _, err := ParseQuarter(id); err != nil || got != tt.q {
				t.Errorf("ParseQuarter(%s) = %d, %v; want %d", id, got, err, tt.q)
			}
		}
		if got := tt.q.Start().Format("2006-01-02"); got != tt.start {
			t.Errorf("%s starts %s, want %s", tt.fiscal, got, tt.start)
		}
		if got := tt.q.End().Format("2006-01-02"); got != tt.end {
			t.Errorf("%s ends %s, want %s", tt.fiscal, got, tt.end)
		}
	}
	for _, bad := range []string{"2026q1", "2026fq5", "26fq1", "2026FQ1 ", ""} {
		if _, _, err := ParseQuarter(bad); err == nil {
			t.Errorf("ParseQuarter(%q) is accepted", bad)
		}
	}
}

func lists(t *testing.T) *Lists {
	t.Helper()
	l, err := NewLists(map[Axis][]Entry{
		Area: {{ID: "99", JA: "みなと県"}, {ID: "99202", Parent: "99"}, {ID: "99201", Parent: "99"}, {ID: Unknown, Rank: 1}},
		Sex:  {{ID: "m"}, {ID: "f"}, {ID: Unknown, Rank: 9}, {ID: "x", Rank: 1}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestLists(t *testing.T) {
	l := lists(t)
	pref, _ := l.Code(Area, "99")
	city, ok := l.Code(Area, "99201")
	if !ok || l.Parent(Area, city) != pref || l.Parent(Area, pref) != Total {
		t.Error("parents are not kept")
	}
	if !l.Within(Area, city, pref) || !l.Within(Area, city, Total) || l.Within(Area, pref, city) {
		t.Error("Within does not follow the parents")
	}
	var ids []string
	for _, c := range l.Children(Sex, Total) {
		ids = append(ids, l.ID(Sex, c))
	}
	if want := []string{"f", "m", "x", Unknown}; !slices.Equal(ids, want) {
		t.Errorf("sexes are shown as %v, want %v", ids, want)
	}
	codes := Codes{}.With(Area, city)
	if back, ok := l.Codes(l.IDs(codes)); !ok || back != codes {
		t.Errorf("codes %v come back as %v", codes, back)
	}
	if got := codes.View(); got != ViewOf(Area) || got.String() != "area" {
		t.Errorf("view of %v is %v", codes, got)
	}
}

func TestNewListsRefuses(t *testing.T) {
	for name, entries := range map[string][]Entry{
		"twice":      {{ID: "a"}, {ID: "a"}},
		"no parent":  {{ID: "a", Parent: "b"}},
		"own parent": {{ID: "a", Parent: "b"}, {ID: "b", Parent: "a"}},
	} {
		if _, err := NewLists(map[Axis][]Entry{Area: entries}); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestID(t *testing.T) {
	for _, s := range []string{
		"a1b@2026fq1",
		"a1b:ratio:m@2026fq1/kind=company/sex=f",
		"w3@2026fq1/category=resident",
		"a3s@2026fq4+4/kind=school",
		"w2:change:yoy@2026cq2/area=99201/sex=f/age=80-",
	} {
		id, err := ParseID(s)
		if err != nil || id.String() != s {
			t.Errorf("%s reads as %s, %v", s, id, err)
		}
	}
	for _, s := range []string{
		"", "a1b", "A1b@2026fq1", "a1b@2026q1", "a1b:value@2026fq1", "a1b@2026fq1+1",
		"a1b@2026fq1/sex=f/kind=company", "a1b@2026fq1/sex=", "a1b@2026fq1/sex=f/sex=f", "a1b@2026fq1/colour=f",
	} {
		if id, err := ParseID(s); err == nil {
			t.Errorf("%q is accepted as %v", s, id)
		}
	}
}

func FuzzParseID(f *testing.F) {
	f.Add("a1b:ratio:m@2026fq1/kind=company/sex=f")
	f.Add("a3s@2026fq4+4")
	f.Fuzz(func(t *testing.T, s string) {
		if id, err := ParseID(s); err == nil && id.String() != s {
			t.Errorf("%q reads as %v", s, id)
		}
	})
}

func TestQuarterWords(t *testing.T) {
	for _, tt := range []struct {
		q      Quarter
		b      Basis
		ja, en string
	}{
		{QuarterOf(2026, 7), Fiscal, "2026年度第2四半期", "Q2 of fiscal 2026"},
		{QuarterOf(2027, 3), Fiscal, "2026年度第4四半期", "Q4 of fiscal 2026"},
		{QuarterOf(2027, 3), Calendar, "2027年1-3月期", "Q1 of 2027"},
		{QuarterOf(2026, 12), Calendar, "2026年10-12月期", "Q4 of 2026"},
	} {
		if ja, en := tt.q.Words(tt.b); ja != tt.ja || en != tt.en {
			t.Errorf("got %s, %s, want %s, %s", ja, en, tt.ja, tt.en)
		}
	}
}
