package protect

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/cube"
	"fukusen/internal/dim"
	"fukusen/internal/release"
)

// What comes back from a release file is all that was there before.
func TestReleaseRoundTrip(t *testing.T) {
	each(t, func(w *world, c *Cube, _ *oracle) {
		data := []byte(w.bytes(c))
		f, finds := release.Decode("data/releases/2026fq1-r1.json", data)
		if len(finds) > 0 {
			t.Fatal(finds)
		}
		back, err := Open(dim.Fiscal, f)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(slices.Collect(c.Cells()), slices.Collect(back.Cells())) {
			t.Error("the cells differ")
		}
		if !reflect.DeepEqual(c.Lists(), back.Lists()) || !reflect.DeepEqual(c.Receipts(quarter), back.Receipts(quarter)) {
			t.Error("lists or receipts differ")
		}
		if !reflect.DeepEqual(c.Catalogue(), back.Catalogue()) || !reflect.DeepEqual(c.Registry(), back.Registry()) || !reflect.DeepEqual(c.Items(), back.Items()) {
			t.Error("catalogue, registry or items differ")
		}
		if c.Draft(quarter) == back.Draft(quarter) {
			t.Error("a draft and a release are told apart by nothing")
		}
	})
}

// Open takes everything from the file: other numbers in it are other cells.
func TestOpenReadsTheFile(t *testing.T) {
	w := newWorld(t, body{"a", "company", byName})
	w.persons("persons", "org=a", 30)
	c, _ := w.apply(Options{})
	f, _ := c.Release(quarter)
	f.Cells[0].Value = 31
	back, err := Open(dim.Fiscal, f)
	if err != nil {
		t.Fatal(err)
	}
	for x := range back.Of(quarter, "people", "persons", dim.Total) {
		if x.Value != 31 {
			t.Errorf("got %d, want what the file says, 31", x.Value)
		}
		break
	}
	f.Cells[0].Status = release.Withheld
	if back, err = Open(dim.Fiscal, f); err != nil {
		t.Fatal(err)
	}
	for x := range back.Cells() {
		if x.Status == release.Withheld && x.Value != 0 {
			t.Error("a value beside a withheld cell passes the wall")
		}
	}
	f.Cells[0] = f.Cells[1]
	if _, err := Open(dim.Fiscal, f); err == nil {
		t.Error("a cell that occurs twice is accepted")
	}
	if _, err := Open(dim.Fiscal); err == nil {
		t.Error("a cube of no quarter is accepted")
	}
}

// A quarter in the ledger is taken as it was released, whatever the exports say
// now.
func TestLedgerWins(t *testing.T) {
	w := newWorld(t, body{"a", "company", byName})
	w.persons("persons", "org=a", 30)
	c, _ := w.apply(Options{})
	f, _ := c.Release(quarter)
	if _, err := f.Encode(); err != nil {
		t.Fatal(err)
	}
	v := newWorld(t, body{"a", "company", byName})
	v.persons("persons", "org=a", 45)
	raw := v.cube()
	next := raw.Series[0]
	next.Quarter++
	raw.Series = append(raw.Series, next)
	again, _, _, err := Apply(raw, &release.Ledger{Files: []*release.File{f}}, v.env, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := map[dim.Quarter]int64{quarter: 30, quarter + 1: 45}
	for x := range again.Cells() {
		if q := x.Key.Period.First; x.Value != want[q] || again.Draft(q) != (q != quarter) {
			t.Errorf("quarter %d: %d, draft %v", q, x.Value, again.Draft(q))
		}
	}
	if d, _ := again.Release(quarter + 1); d.Previous != f.SHA256 {
		t.Error("the draft does not follow the release")
	}
}

// Only codes in use are listed, with their parents; nothing in the file names
// an unlisted organisation.
func TestListsOfARelease(t *testing.T) {
	w := newWorld(t, body{"anna", "company", byName}, body{"hidden", "company", notListed}, body{"zoe", "company", inTotals}, body{"other", "school", byName})
	w.persons("persons", "org=anna area=99301", 60)
	w.persons("persons", "org=hidden area=99302", 50)
	w.persons("persons", "org=zoe area=99302", 40)
	c, _ := w.apply(Options{})
	text := strings.ToLower(w.bytes(c))
	if strings.Contains(text, "hidden") {
		t.Error("the release names an unlisted organisation")
	}
	var got []string
	for _, a := range []dim.Axis{dim.Kind, dim.Area, dim.Organisation, dim.Sex} {
		for _, e := range c.Lists().Entries(a) {
			got = append(got, e.ID)
		}
	}
	if want := []string{"company", "school", "99", "99301", "99302", "anna", "unlisted", "zoe"}; !slices.Equal(got, want) {
		t.Errorf("listed are %v, want %v", got, want)
	}
	if n := c.Registry().Unlisted; len(n) != 1 || n[0].N != 1 {
		t.Errorf("unlisted are counted as %v", n)
	}
}

const orgsForReceipts = `organisation,kind,name,disclosure,listed,reports,joined,left,frequency
a,company,A,named,yes,people survey survey_tally,2025fq1,,quarter
b,company,B,aggregate,yes,people,2025fq1,,half
c,company,C,named,no,people,2025fq1,,quarter
d,company,D,named,yes,people,2026fq2,,quarter
e,company,E,named,yes,people,2025fq1,2025fq4,quarter
f,company,F,named,yes,,2025fq1,,quarter
g,company,G,named,yes,people,2025fq1,,year
h,company,H,named,yes,people,2025fq1,,half
`

// Expected are the members of the time, half-yearly and yearly ones when their
// last report is that old. Unlisted ones have no name and no place of their own.
func TestReceipts(t *testing.T) {
	w := worldOf(t, orgsForReceipts, "code,name,name_en,parent,row,col\n99,県,Prefecture,,1,1\n")
	raw := &cube.Cube{Receipts: []cube.Receipt{
		{Organisation: "a", Table: "people", Quarter: quarter, Revision: 2},
		{Organisation: "a", Table: "survey_tally", Quarter: quarter, Revision: 1},
		{Organisation: "b", Table: "people", Quarter: quarter - 1, Revision: 1}, // not due
		{Organisation: "c", Table: "people", Quarter: quarter, Revision: 3},
		{Organisation: "f", Table: "survey", Quarter: quarter - 1, Revision: 1}, // due again
		{Organisation: "g", Table: "people", Quarter: quarter - 4, Revision: 1}, // due
		{Organisation: "h", Table: "people", Quarter: quarter - 1, Revision: 1},
		{Organisation: "h", Table: "people", Quarter: quarter, Revision: 1}, // before it was due
	}}
	var got []string
	for _, r := range receipts(raw, quarter, w.env, nil) {
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, string(text))
	}
	want := []string{
		`{"organisation":"a","kind":"company","table":"people","reported":true,"revision":2}`,
		`{"organisation":"a","kind":"company","table":"survey","reported":true,"revision":1}`,
		`{"organisation":"f","kind":"company","table":"survey","reported":false}`,
		`{"organisation":"g","kind":"company","table":"people","reported":false}`,
		`{"organisation":"h","kind":"company","table":"people","reported":true,"revision":1}`,
		`{"organisation":"","kind":"company","table":"people","reported":true}`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestRulesHaveFloors(t *testing.T) {
	for _, tt := range []struct {
		in            Options
		k, kSensitive int
	}{
		{Options{}, 10, 30},
		{Options{K: 1, KSensitive: 2}, 3, 3},
		{Options{K: 40}, 40, 40},
		{Options{K: 5, KSensitive: 20}, 5, 20},
	} {
		if r := tt.in.rules(); r.K != tt.k || r.KSensitive != tt.kSensitive {
			t.Errorf("%+v: k %d and %d, want %d and %d", tt.in, r.K, r.KSensitive, tt.k, tt.kSensitive)
		}
	}
}
