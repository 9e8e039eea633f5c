package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// releaseLeaks lists what is wrong, changes among it.
func releaseLeaks(r *Report) []string {
	all := leaks(r)
	for _, c := range r.Changes {
		all = append(all, fmt.Sprintf("%s %+d by %d [%s]", name(c.Cell), c.Value, c.Organisations, c.rule.ID))
	}
	for _, i := range r.Insiders {
		all = append(all, i.Organisation+" knows "+name(i.Cell))
	}
	return all
}

func (h *history) expect(what string, want ...string) *Report {
	h.t.Helper()
	r := h.run()
	if got := releaseLeaks(r); !slices.Equal(got, want) {
		h.t.Errorf("%s:\ngot  %q\nwant %q", what, got, want)
	}
	return r
}

var eight = []string{"aoba", "bizen", "chita", "dan", "esaki", "fuji", "gifu", "hiei"}

// later is a total of 8 companies, and then another with more.
func later(t testing.TB, total int64, more ...string) *history {
	h := &history{t: t}
	for _, o := range more {
		h.first(eight).companies(o + " 0")
		break
	}
	if len(more) == 0 {
		h.first(eight)
	}
	h.first(eight).companies(more...)
	h.editions[0].add("persons", 120)
	h.editions[1].add("persons", total)
	return h
}

func (h *history) first(organisations []string) *edition {
	return h.edition().companies(organisations...)
}

// The total of 8 organisations, then of 9, is the ninth.
func TestNinthOfNine(t *testing.T) {
	h := later(t, 127, "ise")
	r := h.expect("the ninth", "persons +7 by 1 [disclosure/change]")
	line := r.Findings()[0]
	for _, want := range []string{"data/cells.csv:2: ", "from 2026fq1-r1 to 2026fq1-r2", "changes by 7; organisations added or corrected: 1", "127 = 120 (2026fq1-r1) + [7]"} {
		if !strings.Contains(line.Line(diag.EN), want) {
			t.Errorf("%q does not say %q", line.Line(diag.EN), want)
		}
	}
	if masked := line.Masked().Line(diag.EN); strings.Contains(masked, "127") || strings.Contains(masked, " 7") {
		t.Errorf("masked, it says %q", masked)
	}
	h = later(t, 127, "ise")
	h.draft = true
	r = h.expect("the ninth in a draft", "persons +7 by 1 [disclosure/change]")
	if ja := r.Findings()[0].Line(diag.JA); !strings.Contains(ja, "2026fq1-r1 から 今回の公表案 で 7 変わり") {
		t.Errorf("in Japanese: %q", ja)
	}
}

func TestLateOrganisations(t *testing.T) {
	later(t, 180, "ise", "kobe", "mie").expect("three late ones")
	later(t, 127, "ise", "kobe", "mie").expect("three late ones with few", "persons +7 by 3 [disclosure/small-change]")
	later(t, 180, "ise", "kobe").expect("two late ones", "persons +60 by 2 [disclosure/change]")
	later(t, 120, "ise", "kobe").expect("two late ones with nobody")
	later(t, 160, "").expect("one that is not listed", "persons +40 by 1 [disclosure/change]")
	later(t, 160, "", "", "").expect("three that are not listed")
	later(t, 133).expect("nobody is said to have changed", "persons +13 by 0 [disclosure/change]")
	later(t, 120).expect("the same twice")
}

// A named organisation may be known, if its own numbers are published.
func TestNamedLateOrganisation(t *testing.T) {
	named := func(own int64) *history {
		h := later(t, 160, "ise")
		for _, e := range h.editions {
			e.disclosures["ise"] = "named"
			e.hide(eight...)
		}
		h.editions[1].add("persons", own, "organisation=ise")
		return h
	}
	named(40).expect("a named one")
	h := named(secret)
	h.expect("a named one that is withheld", "persons organisation=ise = 40", "persons +40 by 1 [disclosure/change]")
	h = named(40)
	h.editions[0].disclosures["ise"] = "aggregate"
	h.expect("one that was not named then", "persons +40 by 1 [disclosure/change]", "persons organisation=ise +40 by 1 [disclosure/change]")
	h = named(40)
	h.draft = true
	h.expect("a named one in a draft")
}

// Three persons more are three known persons.
func TestRevision(t *testing.T) {
	revised := func(more int64, organisations ...string) *history {
		h := &history{t: t}
		h.first(eight).add("persons", 120)
		h.first(eight).add("persons", 120+more)
		for i := range h.editions[1].receipts {
			if r := &h.editions[1].receipts[i]; slices.Contains(organisations, r.Organisation) {
				r.Revision = 2
			}
		}
		return h
	}
	revised(3, "aoba", "bizen", "chita").expect("three persons more", "persons +3 by 3 [disclosure/small-change]")
	revised(-3, "aoba", "bizen", "chita").expect("three persons fewer", "persons -3 by 3 [disclosure/small-change]")
	revised(-30, "aoba", "bizen", "chita").expect("thirty fewer")
	revised(-30, "aoba").expect("thirty fewer of one", "persons -30 by 1 [disclosure/change]")
	h := revised(3, "aoba")
	for i, e := range h.editions {
		e.disclosures["aoba"] = "named"
		e.add("persons", 40+3*int64(i), "organisation=aoba")
		e.hide(eight[1:]...)
	}
	h.expect("three persons of a named one", "persons +3 by 1 [disclosure/small-change]", "persons organisation=aoba +3 by 1 [disclosure/small-change]")
}

// What the first release withholds must not follow from the second.
func TestWithheldThen(t *testing.T) {
	h := &history{t: t}
	h.first(eight).add("persons", 60).add("persons", secret, "sex=f").add("persons", secret, "sex=m")
	h.first(eight).add("persons", 60).add("persons", 4, "sex=f").add("persons", 56, "sex=m")
	r := h.expect("published later", "persons sex=f = 4", "persons sex=m = 56", "persons sex=f = 4")
	if at := r.Determined[0].Cell; at.Release != "2026fq1-r1" || at.Line == 0 {
		t.Errorf("the leak is in %+v", at)
	}
	said := ""
	for _, f := range r.Findings() {
		said += f.Line(diag.EN) + "\n"
	}
	for _, want := range []string{"r/2026fq1-r1/release.json:14: ", "sex F, as released in 2026fq1-r1 is 4", "4 = [4] (2026fq1-r1)"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q does not say %q", said, want)
		}
	}
	h = &history{t: t}
	h.first(eight).add("persons", 90).add("persons", secret, "sex=f").add("persons", secret, "sex=m").add("persons", 30, "sex=x")
	h.first(eight).add("persons", 90).add("persons", secret, "sex=f").add("persons", 56, "sex=m").add("persons", secret, "sex=x")
	h.expect("other partners", "persons sex=f = 4", "persons sex=m = 56", "persons sex=f = 4", "persons sex=x = 30")
}

// With three late ones nothing is exact: of 5 then, who are 10 at most now,
// a newer number of 9 leaves no more than 9.
func TestNarrowTogether(t *testing.T) {
	h := later(t, 180, "ise", "kobe", "mie")
	h.editions[0].add("persons", secret, "sex=f").add("persons", secret, "sex=m")
	h.editions[1].add("persons", 12, "sex=f").add("persons", 168, "sex=m")
	h.expect("wide enough")
	h.editions[0].definitions.Quarters[0].Rules.K = 13
	h.expect("not wide enough for the older threshold", "persons sex=f 1 to 12", "persons sex=m 108 to 119")
}

// Each complaint about files that are not what was published.
func TestReleaseFiles(t *testing.T) {
	one, two := releasePath("2026fq1-r1"), releasePath("2026fq1-r2")
	edit := func(path, old, with string) func(fstest.MapFS) {
		return func(tree fstest.MapFS) {
			if !strings.Contains(string(tree[path].Data), old) {
				t.Fatalf("%s has no %q", path, old)
			}
			tree[path] = &fstest.MapFile{Data: []byte(strings.Replace(string(tree[path].Data), old, with, 1))}
		}
	}
	for _, tt := range []struct {
		what   string
		change func(fstest.MapFS)
		want   []string // places and rules
	}{
		{"nothing", func(fstest.MapFS) {}, nil},
		{"an edited number", edit(one, `"v":120`, `"v":121`), []string{one + " audit/release-edited"}},
		{"a changed blank", edit(one, ` "cells"`, `  "cells"`), []string{one + " audit/release-edited"}},
		{"no hash", edit(one, `"sha256": "`, `"sha256": "0`), []string{one + " audit/release-edited", two + " audit/release-chain"}},
		{"a release that is missing", func(tree fstest.MapFS) { delete(tree, one) }, []string{two + " audit/release-chain"}},
		{"the newest is missing", func(tree fstest.MapFS) { delete(tree, two) }, []string{kpisPath + " audit/release-differs"}},
		{"another name", func(tree fstest.MapFS) { tree["r/x/release.json"] = tree[one]; delete(tree, one) },
			[]string{"r/x/release.json audit/release-unreadable", "r/x/release.json audit/row", two + " audit/release-chain"}},
		{"no release file", edit(one, `{`, `[`), []string{one + " audit/release-unreadable", one + " audit/row", two + " audit/release-chain"}},
		{"another format", edit(one, `"format": 1`, `"format": 2`), []string{one + " audit/release-unreadable", one + " audit/row", two + " audit/release-chain"}},
		{"a cell of another shape", edit(one, `"m":"persons"`, `"m":"persons","raw":4`), []string{one + " audit/release-unreadable", one + " audit/row", two + " audit/release-chain"}},
		{"an unknown measure", edit(one, `"m":"persons"`, `"m":"wishes"`), []string{one + " audit/release-edited", one + ":13 audit/row"}},
		{"an unknown status", edit(one, `"s":"published"`, `"s":"raw"`), []string{one + " audit/release-edited", one + ":13 audit/row"}},
		{"an edited row", edit(cellsPath, ",180,", ",181,"), []string{cellsPath + ":2 audit/release-differs"}},
		{"a row that is not in the release", edit(cellsPath, "180,published\n", "180,published\npeople,persons,company,2026fq1,1,,,,m,,,,180,published\n"), []string{cellsPath + ":3 audit/release-differs"}},
		{"a row that is missing", edit(cellsPath, "people,persons,company,2026fq1,1,,,,,,,,180,published\n", ""), []string{two + ":13 audit/release-differs"}},
		{"other reporters", edit(receiptsPath, "company,ise,people,yes", "company,ise,people,no"), []string{receiptsPath + " audit/release-differs"}},
		{"a strange receipt", edit(receiptsPath, "company,ise,people,yes", "company,ise,people,perhaps"), []string{receiptsPath + " audit/release-differs", receiptsPath + ":10 audit/row"}},
		{"the older one as the newest", edit(kpisPath, "2026fq1-r2", "2026fq1-r1"), []string{cellsPath + ":2 audit/release-differs", receiptsPath + " audit/release-differs", two + " audit/release-chain"}},
	} {
		t.Run(tt.what, func(t *testing.T) {
			tree := later(t, 180, "ise", "kobe", "mie").fs()
			tt.change(tree)
			r, err := Run(tree)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range r.Findings() {
				if !strings.HasPrefix(f.Rule.ID, "disclosure/") {
					got = append(got, strings.TrimSuffix(f.Pos.String(), ":")+" "+f.Rule.ID)
				}
			}
			slices.Sort(got)
			slices.Sort(tt.want)
			if !slices.Equal(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
	tree := later(t, 180, "ise", "kobe", "mie").fs()
	delete(tree, receiptsPath)
	if _, err := Run(tree); err == nil || !strings.Contains(err.Error(), receiptsPath) {
		t.Errorf("without receipts: %v", err)
	}
}

// Of two that are late and withheld each knows what the other has; of three
// nobody does.
func TestInsiderOfTwoVersions(t *testing.T) {
	late := func(organisations ...string) *history {
		h := later(t, 120+int64(30*len(organisations)), organisations...)
		for i, e := range h.editions {
			e.hide(eight...)
			if i > 0 {
				e.hide(organisations...)
			}
		}
		return h
	}
	late("ise", "kobe").expect("two late ones", "persons +60 by 2 [disclosure/change]",
		"ise knows persons organisation=kobe", "kobe knows persons organisation=ise")
	late("ise", "kobe", "mie").expect("three late ones")
}

// What all late ones together have bounds what they have in a group, before any
// table is looked for.
func TestBoundsOfDifferences(t *testing.T) {
	h := later(t, 135, "ise", "kobe", "mie")
	h.editions[0].add("persons", 20, "sex=f").add("persons", secret, "sex=m").add("persons", secret, "sex=x")
	h.editions[1].add("persons", secret, "sex=f").add("persons", secret, "sex=m").add("persons", secret, "sex=x")
	d, err := read(h.fs(), &diag.List{})
	if err != nil {
		t.Fatal(err)
	}
	s := d.together(newTimeline([]*version{d.released[0], d.newest(d.definitions.Quarters[0], d.released[1])}, "people"), "people")
	s.relate()
	s.connect()
	s.bound()
	for i := range s.nodes {
		if n := &s.nodes[i]; n.version == 1 && s.cell(int32(i)).Codes[dim.Sex] == "f" && (n.lo != 20 || n.hi != 35) {
			t.Errorf("women in the second release are %d to %d, want 20 to 35", n.lo, n.hi)
		}
	}
}

// Answers, points and weights ride with the respondents in a release file and
// have rows of their own in the open data.
func TestSurveyInRelease(t *testing.T) {
	h := &history{t: t}
	c := "category=employee.enps"
	for i := range 2 {
		e := h.first(nil)
		for _, o := range []string{"aoba", "bizen", "chita"} {
			e.receipts = append(e.receipts, receipt{o, "company", "survey_tally", true, 1 + i})
		}
		e.definitions.Measures = append(e.definitions.Measures,
			measure{Table: "survey", ID: measureSquares, Class: classMoments}, measure{Table: "survey", ID: measureWeight, Class: classMoments})
		n := 40 * int64(i)
		e.add("respondents", 80+n, c).add("points", 520+4*n, c).
			add("respondents", 20+n/4, c+".promoters").add("respondents", 30+n/2, c+".yes").add("respondents", 30+n/4, c+".detractors")
		e.add("respondents", secret, c, "sex=f").add("points", secret, c, "sex=f")
	}
	tree := h.fs()
	for i := range 2 { // as release files have it
		e := h.editions[i]
		n := 40 * i
		e.cells = slices.DeleteFunc(e.cells, func(row []string) bool { return row[1] == "points" })
		previous := ""
		if i > 0 {
			_, previous = h.editions[0].file(t, "2026fq1-r1", "")
		}
		text, _ := e.file(t, fmt.Sprintf("2026fq1-r%d", i+1), previous)
		old, _, _ := strings.Cut(text, "\n \"sha256\": \"")
		old = strings.Replace(old, fmt.Sprintf("\"v\":%d}", 80+n), fmt.Sprintf("\"v\":%d,\"moments\":{\"sum\":%d,\"squares\":%d},\"w\":{\"sum\":%d,\"squares\":1}}", 80+n, 520+4*n, 4000+n, 80000+n), 1)
		sum := sha256.Sum256([]byte(old + "\n \"sha256\": \"\"\n}\n"))
		tree[releasePath(fmt.Sprintf("2026fq1-r%d", i+1))] = &fstest.MapFile{Data: []byte(old + "\n \"sha256\": \"" + hex.EncodeToString(sum[:]) + "\"\n}\n")}
	}
	var got []string
	d, err := read(tree, &diag.List{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range d.released[0].cells {
		got = append(got, fmt.Sprintf("%s %s %d", name(c.Cell), c.status, c.value))
	}
	want := []string{
		"respondents category=employee.enps published 80", "points category=employee.enps published 520", "points_squared category=employee.enps published 4000", "weight category=employee.enps published 80000",
		"respondents category=employee.enps.promoters published 20", "weight category=employee.enps.promoters published 0",
		"respondents category=employee.enps.yes published 30", "weight category=employee.enps.yes published 0",
		"respondents category=employee.enps.detractors published 30", "weight category=employee.enps.detractors published 0",
		"respondents sex=f category=employee.enps withheld 0", "points sex=f category=employee.enps withheld 0", "points_squared sex=f category=employee.enps withheld 0", "weight sex=f category=employee.enps withheld 0",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the rows are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// What is withheld in between may be published before and after.
func TestThreeReleases(t *testing.T) {
	three := func(total int64, second, third []string) *history {
		h := &history{t: t}
		h.first(eight).add("persons", 120)
		h.first(eight).companies(second...).add("persons", secret)
		h.first(eight).companies(third...).add("persons", total)
		return h
	}
	r := three(160, []string{"ise"}, []string{"ise 2"}).expect("one that is late and corrected", "persons +40 by 1 [disclosure/change]")
	if c := r.Changes[0]; c.From != "2026fq1-r1" || c.To != "2026fq1-r3" {
		t.Errorf("the change is told from %s to %s", c.From, c.To)
	}
	three(160, []string{"ise"}, []string{"ise", "kobe", "mie"}).expect("three, one after the other")
	three(124, []string{"ise"}, []string{"ise", "kobe", "mie"}).expect("few, one after the other", "persons 120 to 124", "persons +4 by 3 [disclosure/small-change]")
	h := three(160, []string{"ise"}, []string{"ise"})
	h.expect("late, and the same after", "persons = 160", "persons +40 by 1 [disclosure/change]")
}

// All of what a named organisation has added is in one town: that is the number
// that it shows, in another place. A part of it would be news.
func TestNamedInOnePlace(t *testing.T) {
	in := func(n int64) *history {
		h := later(t, 160, "ise")
		for i, e := range h.editions {
			e.disclosures["ise"] = "named"
			e.hide(eight...)
			e.add("persons", 50+n*int64(i), "area=13").add("persons", 70+(40-n)*int64(i), "area=14")
		}
		h.editions[1].add("persons", 40, "organisation=ise")
		return h
	}
	in(40).expect("all in one place")
	in(30).expect("in two places", "persons area=13 +30 by 1 [disclosure/change]", "persons area=14 +10 by 1 [disclosure/change]")
}
