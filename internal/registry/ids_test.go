package registry

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

const idsCSV = "organisation,kind,name,disclosure\n" +
	"7000-0120-50002,foundation,国税庁,named\n" +
	"T4011001098993,company,A社,named\n" +
	"122033,municipality,市川市,named\n" +
	"f113110102700,school,東京大学,named\n" +
	"acme-1,company,アクメ,named\n"

func TestOrganisationIDs(t *testing.T) {
	r, finds := load(t, map[string]string{"data/organisations.csv": idsCSV}, Options{})
	if len(finds) > 0 {
		t.Fatal(finds)
	}
	tests := []struct {
		in, id string
	}{
		{"7000012050002", "7000012050002"},
		{"７００００１２０５０００２", "7000012050002"},
		{"7-0000-1205-0002", "7000012050002"},
		{"7‐0000‐1205‐0002", "7000012050002"},
		{"7 0000 1205 0002", "7000012050002"},
		{"Ｔ７００００１２０５０００２", "7000012050002"},
		{"T7-0000-1205-0002", "7000012050002"},
		{"t4011001098993", "4011001098993"},
		{"12203", "12203"}, // the other reading, 士別市, is not registered
		{"122033", "12203"},
		{"Ｆ１１３１１０１０２７００", "f113110102700"},
		{"acme-1", "acme-1"},
		{"7000012050003", ""},
		{"T7000012050003", ""},
		{"TT7000012050002", ""},
		{"70000120500022", ""},
		{"7.00001E+12", ""},
		{"12204", ""},
	}
	for _, tt := range tests {
		if id, ok := r.OrganisationID(tt.in); ok != (tt.id != "") || ok && id != tt.id {
			t.Errorf("OrganisationID(%q) = %q, %v; want %q", tt.in, id, ok, tt.id)
		}
	}
}

// The code of a municipality that is no more must not pass for the one that
// has come in its place; in the register it is a warning.
func TestFormerMunicipality(t *testing.T) {
	row := "organisation,kind,name,disclosure\n"
	r, finds := load(t, map[string]string{"data/organisations.csv": row + "04423,municipality,富谷,named\n"}, Options{})
	if want := `data/organisations.csv:2:1: area code "04423" is one of the past; it is counted as 042161 宮城県富谷市 [area/merged]`; texts(finds) != want {
		t.Errorf("got %s, want %s", texts(finds), want)
	}
	if _, ok := r.OrganisationID("04423"); ok {
		t.Error("an export may name it by its old code without a finding")
	}
	if id, ok := r.OrganisationID("042161"); !ok || id != "04216" {
		t.Errorf("it is %q", id)
	}
	_, finds = load(t, map[string]string{"data/organisations.csv": row + "22135,municipality,北区,named\n"}, Options{})
	if !strings.HasSuffix(texts(finds), "[area/split]") {
		t.Errorf("a divided one: %s", texts(finds))
	}
}

// Every wrong digit of a corporate number is caught, but for 0 and 9 of the
// base, which weigh the same.
func TestCorruptedCorporateNumbers(t *testing.T) {
	numbers := shared(t, "companies-corporate-numbers.csv", 0)
	if len(numbers) != 3825 {
		t.Fatalf("%d numbers, want 3825", len(numbers))
	}
	r, _ := load(t, nil, Options{})
	for _, i := range rand.New(rand.NewPCG(1, 2)).Perm(len(numbers))[:200] {
		n := numbers[i]
		for at := range n {
			for d := byte('0'); d <= '9'; d++ {
				wrong := n[:at] + string(d) + n[at+1:]
				_, fault, _ := r.canonical(wrong)
				same := at > 0 && (n[at] == '0' && d == '9' || n[at] == '9' && d == '0')
				if (fault == idGood) != (wrong == n || same) {
					t.Errorf("%s for %s: fault %d", wrong, n, fault)
				}
			}
		}
	}
}

// Of municipality codes the check digit 1 stands for two remainders (0 and
// 10), so a wrong digit may make another code of the list with the check digit
// 1: 131041 and 151041. No other wrong digit passes.
func TestCorruptedAreaCodes(t *testing.T) {
	codes := shared(t, "localgovjp-utf8.csv", 9)
	r, _ := load(t, nil, Options{})
	for _, i := range rand.New(rand.NewPCG(3, 4)).Perm(len(codes))[:200] {
		c := codes[i]
		for at := range c {
			for d := byte('0'); d <= '9'; d++ {
				wrong := c[:at] + string(d) + c[at+1:]
				code, fault, _ := r.AreaCode(wrong)
				another := slices.Contains(codes, wrong) && c[5] == '1' && wrong[5] == '1'
				if wrong != c && fault.Usable() != another {
					t.Errorf("%s for %s is %q (%d)", wrong, c, code, fault)
				}
			}
		}
	}
}

func TestRealSchoolIDs(t *testing.T) {
	codes := shared(t, "highschools-mext.csv", 1)
	if len(codes) != 4960 {
		t.Fatalf("%d codes, want 4960", len(codes))
	}
	r, _ := load(t, nil, Options{})
	warned := 0
	for _, c := range codes {
		id, fault, _ := r.canonical(c)
		if id != strings.ToLower(c) || fault != idGood && fault != idSchool {
			t.Errorf("%s is %q (%d)", c, id, fault)
		}
		if fault == idSchool {
			warned++
		}
		if typeOfCode[id[:2]] == "" {
			t.Errorf("%s is of no known type", c)
		}
	}
	if warned != 13 {
		t.Errorf("%d warnings, want 13", warned)
	}
}

func TestCrossChecks(t *testing.T) {
	head := "organisation,kind,name,disclosure,area,school_type,parent\n"
	tests := []struct{ row, want string }{
		{"8000020130001,company,東京都,named,,,\n", `data/organisations.csv:2:1: the number of organisation 8000020130001 is that of a municipality (13 東京都), but it is of another kind [registry/kind-of-number]`},
		{"8000020130001,municipality,東京都,named,14,,\n", `data/organisations.csv:2:1: the number of organisation 8000020130001 belongs to area 13, but its area is 14 [registry/other-area]`},
		{"8000029130001,municipality,東京都,named,,,\n", ""}, // 0 for 9 outside the code cannot be seen
		{"8000020139001,municipality,東京都,named,,,\n", `data/organisations.csv:2:1: the last six digits of 8000020139001, 139001, are no municipality code (the check digit does not fit) [registry/code-in-number]`},
		{"F113110102700,school,東京大学,named,,高校,\n", `data/organisations.csv:2:42: school code f113110102700 is that of a university, but the school type is another [registry/school-type]`},
		{"F113110102700,school,東京大学,named,,大学,\n", ""},
		{"a,school,A,named,,塾,\n", `data/organisations.csv:2:19: "塾" is not one of the values of this column [registry/choice]`},
		{"a,club,A,named,,,a\n", `data/organisations.csv:2:18: organisation a is its own parent, or that of one of its parents [registry/own-parent]`},
		{"a,club,A,named,,,b\nb,club,B,named,,,c\nc,club,C,named,,,b\n", `data/organisations.csv:3:18: organisation b is its own parent, or that of one of its parents [registry/own-parent]`},
	}
	for _, tt := range tests {
		_, finds := load(t, map[string]string{"data/organisations.csv": head + tt.row}, Options{})
		if got := texts(finds); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.row, got, tt.want)
		}
	}
	r, _ := load(t, map[string]string{"data/organisations.csv": head + "122033,municipality,市川市,named,,,\nF113110102700,school,東京大学,named,,,\n"}, Options{})
	if got := r.Organisation("f113110102700").SchoolType; got != "university" {
		t.Errorf("school type %q", got)
	}
	if got := r.Organisation("12203").Area; got != "12203" {
		t.Errorf("the area of 12203 is %q", got)
	}
}

func FuzzOrganisationID(f *testing.F) {
	for _, s := range []string{"7-0000-1205-0002", "T4011001098993", "F113110102700", "12203", "122033", "acme-1", "8.00002E+12", "Ｆ１", "０４４２３"} {
		f.Add(s)
	}
	r, _, err := Load(mapFS(map[string]string{"data/organisations.csv": idsCSV}), "data", Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id, fault, _ := r.canonical(s)
		if fault == idGood || fault == idSchool {
			again, same, near := r.canonical(id)
			eitherOf := same == idAmbiguous && slices.Contains(near, id) // 12203 of 122033
			if (again != id || same != fault) && !eitherOf {
				t.Errorf("%q is %q (%d), which is %q (%d)", s, id, fault, again, same)
			}
		}
		if id, ok := r.OrganisationID(s); ok {
			if again, _ := r.OrganisationID(id); again != id || r.Organisation(id).ID != id {
				t.Errorf("%q is %q, which is %q", s, id, again)
			}
		}
	})
}

func FuzzAreaCode(f *testing.F) {
	for _, s := range []string{"13", "1", "131041", "12203", "010006", "22135", "403059", "4423", "hill", "新宿区", " １３１０４１ "} {
		f.Add(s, 0)
	}
	r, _, err := Load(mapFS(map[string]string{"data/areas.csv": "code,name,parent\nhill,丘,13\n"}), "data", Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string, n int) {
		column := []AreaEvidence{{}, {five: 1, short: 1}, {lost: 1}}[uint(n)%3]
		code, fault, near := r.AreaCodeIn(s, column)
		if fault.Usable() != (code != "") || (fault.Rule() == nil) != (fault == AreaGood) {
			t.Fatalf("%q: code %q, fault %d", s, code, fault)
		}
		r.Describe(near)
		if !fault.Usable() {
			return
		}
		if _, ok := r.Area(code); !ok {
			t.Errorf("%q gives %q, which does not exist", s, code)
		}
		if again, fault, _ := r.AreaCodeIn(code, AreaEvidence{five: 1}); again != code || fault != AreaGood {
			t.Errorf("%q is %q, which is %q (%d)", s, code, again, fault)
		}
		var e AreaEvidence
		e.See(r, s)
	})
}
