package registry

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/diag"
)

// The embedded changes lead from codes that are no more to areas of today, and
// what they say was founded is in the list.
func TestNationalChanges(t *testing.T) {
	r, _ := load(t, nil, Options{})
	for _, c := range nationalChanges() {
		a, ok := r.Area(c.new)
		if !ok {
			t.Errorf("%s: the new code %s is not in the list", c.old, c.new)
		}
		if _, still := r.Area(c.old); still != (c.old == c.new) {
			t.Errorf("%s is still in the list: %v", c.old, still)
		}
		if c.founded != (a.ValidFrom != "") || c.founded && a.ValidFrom != c.since {
			t.Errorf("%s is valid from %q, want %q", c.new, a.ValidFrom, c.since)
		}
		if c.old[:2] != c.new[:2] || c.oldName == "" || c.since < "2011-04-01" {
			t.Errorf("change %+v", c)
		}
	}
}

func TestFormerCodes(t *testing.T) {
	r, _ := load(t, nil, Options{})
	check := func(five string) string { return five + string(AreaCheckDigit(five)) }
	tests := []struct {
		in, code string
		fault    AreaFault
		near     []string
	}{
		{in: "40305", code: "40231", fault: AreaMerged, near: []string{"40231"}},
		{in: check("40305"), code: "40231", fault: AreaMerged, near: []string{"40231"}},
		{in: "4423", code: "04216", fault: AreaMerged, near: []string{"04216"}},
		{in: check("04423")[1:], code: "04216", fault: AreaMerged, near: []string{"04216"}},
		{in: "11226", code: "11203", fault: AreaMerged, near: []string{"11203"}},
		{in: "22135", code: "22130", fault: AreaRedrawn, near: []string{"22138", "22139"}},
		{in: "22138", code: "22138"},
		{in: "28221", code: "28221"},
	}
	for _, tt := range tests {
		code, fault, near := r.AreaCode(tt.in)
		if code != tt.code || fault != tt.fault || !slices.Equal(near, tt.near) {
			t.Errorf("AreaCode(%q) = %q, %d, %v; want %q, %d, %v", tt.in, code, fault, near, tt.code, tt.fault, tt.near)
		}
		if rule := fault.Rule(); fault != AreaGood && !rule.Warn {
			t.Errorf("%s is no warning", rule.ID)
		}
	}
	if AreaSplit.Usable() || AreaSplit.Rule().Warn {
		t.Error("a split is accepted")
	}
	if old, ok := r.FormerArea("40305"); !ok || old.Name != "那珂川町" || old.ValidTo != "2018-09-30" || old.Parent != "40" {
		t.Errorf("former area %+v", old)
	}
	if got := r.Successors("22135"); !slices.Equal(got, []string{"22138", "22139"}) {
		t.Errorf("successors %v", got)
	}
	if r.Successors("40231") != nil || r.Successors("99999") != nil {
		t.Error("an area of today has successors")
	}
	if got, want := r.Describe([]string{"22135", "40305"}), "221350 静岡県浜松市北区, 403059 福岡県那珂川町"; got != want {
		t.Errorf("Describe = %s, want %s", got, want)
	}
	if a := r.ByName("富谷町", "")[0]; a.Was != "富谷町" || a.Name != "富谷市" {
		t.Errorf("found %+v", a)
	}
	if a := r.ByName("富谷市", "")[0]; a.Was != "" {
		t.Errorf("%s was %s", a.Name, a.Was)
	}
}

func TestOwnChanges(t *testing.T) {
	r, finds := load(t, map[string]string{
		"data/areas.csv": ownAreasCSV + "99301,灘町,Nada,99,,\nnew-hill,新丘,,99201,,\n",
		"data/x/合併.csv": "旧コード,新コード,旧名称,施行日,備考\n" +
			"99901,99902,東村,2005年3月1日,\n" + // followed
			"999024,99201,中村,平成20年4月1日,\n" +
			"99903,99201,西村,,\n99903,99301,西村,,\n" + // divided
			"hill,new-hill,丘,,\n" +
			"99301,99301,灘村,2010-01-01,\n" + // only the name
			"40305,40218,,2018-10-01,\n", // otherwise than the national table
	}, Options{})
	if len(finds) > 0 {
		t.Fatal(finds)
	}
	tests := []struct {
		in, code string
		fault    AreaFault
		near     string
	}{
		{"99901", "99201", AreaMerged, "99201"},
		{"99902", "99201", AreaMerged, "99201"},
		{"99903", "", AreaSplit, "99201 99301"},
		{"hill", "new-hill", AreaMerged, "new-hill"},
		{"99301", "99301", AreaGood, ""},
		{"40305", "40218", AreaMerged, "40218"},
		{"22131", "22138", AreaMerged, "22138"},
	}
	for _, tt := range tests {
		code, fault, near := r.AreaCode(tt.in)
		if code != tt.code || fault != tt.fault || strings.Join(near, " ") != tt.near {
			t.Errorf("AreaCode(%q) = %q, %d, %v; want %q, %d, %s", tt.in, code, fault, near, tt.code, tt.fault, tt.near)
		}
	}
	for name, want := range map[string]string{"東村": "47306 99201"[6:], "みなと県東村": "99201", "灘村": "99301", "丘": "new-hill"} {
		found := r.ByName(name, "99")
		if len(found) != 1 && name != "東村" || len(found) > 0 && found[0].Code != want {
			t.Errorf("%s is %v, want %s", name, found, want)
		}
	}
	if a, _ := r.FormerArea("99902"); a.ValidTo != "2008-03-31" || a.Parent != "99" {
		t.Errorf("former area %+v", a)
	}
	again, _ := load(t, nil, Options{})
	if code, _, _ := again.AreaCode("40305"); code != "40231" {
		t.Error("one registry has changed the other's changes")
	}
}

func TestOwnChangeFindings(t *testing.T) {
	_, finds := load(t, map[string]string{"data/area_changes.csv": "old,new,old_name,since\n" +
		"18201,18202,x,\n99901,99902,x,\n99902,99901,x,\n99903,98765,x,\n99904,18201,x,2018年13月1日\n" +
		"99905,18201,x,\n99905,18201,x,\n,18201,x,\n99906,998,x,\n18201,18201,,\n99907,12203,x,\n99908,99903,,\n" +
		"99910,99901,,\n"}, Options{})
	want := `data/area_changes.csv:2:1: the old code "18201" is still in force (182010 福井県福井市) [registry/change-current]
data/area_changes.csv:3:7: the new codes of "99901" lead round in a circle [registry/change-cycle]
data/area_changes.csv:4:7: the new codes of "99902" lead round in a circle [registry/change-cycle]
data/area_changes.csv:5:7: there is no area with the new code "98765" [registry/change-new]
data/area_changes.csv:6:15: "2018年13月1日" is not a date [registry/date]
data/area_changes.csv:8:1: "99905" occurs twice (data/area_changes.csv:7:1) [registry/twice]
data/area_changes.csv:9:1: old is empty [registry/blank]
data/area_changes.csv:10:7: "998" cannot be the code of an area [registry/area-code]
data/area_changes.csv:11:13: old_name is empty [registry/blank]
data/area_changes.csv:12:7: area code "12203" has two meanings: five digits, or six without a leading zero [area/ambiguous]
data/area_changes.csv:13:7: there is no area with the new code "99903" [registry/change-new]
data/area_changes.csv:14:7: the new codes of "99910" lead round in a circle [registry/change-cycle]`
	if got := texts(finds); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func texts(finds diag.List) string {
	var all []string
	for _, f := range finds {
		all = append(all, f.Line(diag.EN))
	}
	return strings.Join(all, "\n")
}

// Changes in many layers, each with two successors, have a million ways through
// them; a circle in their midst must not be walked for ever.
func TestLayersOfChanges(t *testing.T) {
	var b strings.Builder
	b.WriteString("old,new\n")
	for i := range 60 {
		fmt.Fprintf(&b, "a%d,a%d\na%d,b%d\nb%d,a%d\nb%d,b%d\n", i, i+1, i, i+1, i, i+1, i, i+1)
	}
	r, finds := load(t, map[string]string{"data/area_changes.csv": b.String() + "a60,18201\nb60,18202\nc1,c2\nc2,c1\nc1,18201\n"}, Options{})
	if finds.Errors() != 2 {
		t.Errorf("%d errors: %s", finds.Errors(), texts(finds))
	}
	if got := r.Successors("a0"); !slices.Equal(got, []string{"18201", "18202"}) {
		t.Errorf("successors %v", got)
	}
	if code, fault, _ := r.AreaCode("c1"); code != "18201" || fault != AreaMerged {
		t.Errorf("c1 is %q (%d)", code, fault)
	}
}

// A list of own areas that a spreadsheet has robbed of its zeros must not
// found new municipalities.
func TestOwnAreaWithoutZero(t *testing.T) {
	r, finds := load(t, map[string]string{"data/areas.csv": "code,name,parent\n11002,札幌市,\n99201,港市,99\n99,みなと県,\n"}, Options{})
	if got, want := texts(finds), `data/areas.csv:2:1: area code "11002" has two meanings: five digits, or six without a leading zero [area/ambiguous]`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if _, ok := r.Area("11002"); ok || !r.Rejected("札幌市") || !r.Incomplete() {
		t.Error("the row is not left out")
	}
}
