package registry

import (
	"bytes"
	"encoding/csv"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/diag"
)

func mapFS(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, content := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return fsys
}

// load makes a registry of files.
func load(t *testing.T, files map[string]string, opt Options) (*Registry, diag.List) {
	t.Helper()
	r, finds, err := Load(mapFS(files), "data", opt)
	if err != nil {
		t.Fatal(err)
	}
	return r, finds
}

// nationalTable is the embedded file, read plainly.
func nationalTable(t *testing.T) [][]string {
	t.Helper()
	table, err := csv.NewReader(bytes.NewReader(nationalCSV)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return table[1:]
}

func TestNationalList(t *testing.T) {
	counts := map[string]int{}
	levels := map[string]string{}
	for _, f := range nationalTable(t) {
		code, code6, parent, level := f[0], f[1], f[5], f[6]
		counts[level]++
		levels[code] = level
		weighted := 0
		for i, w := range []int{6, 5, 4, 3, 2} {
			weighted += w * int(code6[i]-'0')
		}
		check := 11 - weighted%11 // 10 and 11 are written 0 and 1
		if int(code6[5]-'0') != check%10 || !strings.HasPrefix(code6, code) {
			t.Errorf("%s: the check digit of %s is %d", code, code6, check%10)
		}
		want := map[string]string{Prefecture: "", Municipality: Prefecture, Ward: Municipality}[level]
		if levels[parent] != want {
			t.Errorf("%s %s is a part of %q, a %s", code, f[2], parent, levels[parent])
		}
		if f[2] == "" || f[4] == "" || strings.ContainsAny(f[2]+f[4], " \u3000") || (f[3] == "") == (level == Prefecture) {
			t.Errorf("names of %v", f)
		}
	}
	if counts[Prefecture] != 47 || counts[Municipality] != 1741 || counts[Ward] != 171 {
		t.Errorf("counts %v", counts)
	}
}

func TestDerivation(t *testing.T) {
	dir := "../../../shared/realdata/codes/"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the files that the list is derived from are not here: ", err)
	}
	out, err := exec.Command("go", "run", "derive_areas.go", dir+"localgovjp-utf8.csv", dir+"prefjp-utf8.csv", "area_changes.csv").Output()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out, nationalCSV) {
		t.Error("areas.csv is not what derive_areas.go makes")
	}
}

// Every code is accepted with six digits, and with five unless they are also
// six that lost a zero. No single wrong digit passes for another area.
func TestEveryAreaCode(t *testing.T) {
	r, _ := load(t, nil, Options{})
	six := map[string]string{}
	for _, f := range nationalTable(t) {
		six[f[1]] = f[0]
	}
	ambiguous := 0
	for code6, code := range six {
		if got, fault, _ := r.AreaCode(code6); got != code || fault != AreaGood {
			t.Errorf("%s is %s (%d), want %s", code6, got, fault, code)
		}
		if got, fault, _ := r.AreaCodeOf(code6[:5], 5); got != code || fault != AreaGood {
			t.Errorf("%s of five digits is %s (%d), want %s", code6[:5], got, fault, code)
		}
		got, fault, near := r.AreaCode(code6[:5])
		if other, both := six["0"+code6[:5]]; both {
			ambiguous++
			if fault != AreaAmbiguous || !slices.Equal(near, []string{code, other}) {
				t.Errorf("%s is %s (%d, %v), want ambiguous: %s %s", code6[:5], got, fault, near, code, other)
			}
		} else if got != code || fault != AreaGood {
			t.Errorf("%s is %s (%d), want %s", code6[:5], got, fault, code)
		}
		if code6[0] == '0' {
			if got, fault, _ := r.AreaCodeOf(code6[1:], 6); got != code || fault != AreaGood {
				t.Errorf("%s without its zero is %s (%d), want %s", code6, got, fault, code)
			}
		}
		for i := range code6 {
			for d := '0'; d <= '9'; d++ {
				wrong := code6[:i] + string(d) + code6[i+1:]
				if got, fault, _ := r.AreaCode(wrong); wrong != code6 && (fault == AreaGood) != (six[wrong] != "") {
					t.Errorf("%s for %s passes as %q", wrong, code6, got)
				}
			}
		}
	}
	if ambiguous != 15 {
		t.Errorf("%d ambiguous codes, want 15", ambiguous)
	}
}

func TestAreaCode(t *testing.T) {
	r, finds := load(t, map[string]string{"data/areas.csv": "code,name,parent\n99,みなと県,\n992011,港市,\n99202,灘市,99\nhill,丘地区,99201\n"}, Options{})
	if len(finds) > 0 {
		t.Fatal(finds)
	}
	tests := []struct {
		in, code string
		fault    AreaFault
		near     []string
	}{
		{in: "13", code: "13"},
		{in: "1", fault: AreaDigit, near: []string{"01"}},
		{in: "０", fault: AreaUnlisted},
		{in: "01000", code: "01"},
		{in: "010006", code: "01"},
		{in: "10006", code: "01"},
		{in: "1100", code: "01100"},
		{in: "11002", code: "01100"},
		{in: " １３１０４１ ", code: "13104"},
		{in: "99", code: "99"},
		{in: "99201", code: "99201"},
		{in: "992021", fault: AreaMistyped, near: []string{"99202"}},
		{in: "hill", code: "hill"},
		{in: "hil", fault: AreaMalformed, near: []string{"hill"}},
		{in: "131042", fault: AreaMistyped, near: []string{"13104"}},
		{in: "12203", fault: AreaAmbiguous, near: []string{"12203", "01220"}},
		{in: "98", fault: AreaUnlisted, near: []string{"99", "08", "18"}},
		{in: "99203", fault: AreaUnlisted, near: []string{"99201", "99202", "09203"}},
		{in: "131", fault: AreaMalformed},
		{in: "1310411", fault: AreaMalformed},
		{in: "新宿区", fault: AreaMalformed},
		{in: "", fault: AreaMalformed},
	}
	for _, tt := range tests {
		code, fault, near := r.AreaCode(tt.in)
		if code != tt.code || fault != tt.fault || !slices.Equal(near, tt.near) {
			t.Errorf("AreaCode(%q) = %q, %d, %v; want %q, %d, %v", tt.in, code, fault, near, tt.code, tt.fault, tt.near)
		}
	}
	if got, want := r.Describe([]string{"13104", "01101", "99", "hill"}), "131041 東京都新宿区, 011011 北海道札幌市中央区, 99 みなと県, hill みなと県丘地区"; got != want {
		t.Errorf("Describe = %s, want %s", got, want)
	}
}

func TestByName(t *testing.T) {
	r, _ := load(t, map[string]string{"data/areas.csv": "code,name\n99,みなと県\n99201,池田町\n"}, Options{})
	tests := []struct {
		name, within string
		want         []string
	}{
		{"池田町", "", []string{"01644", "18382", "20481", "21404", "99201"}},
		{"池田町", "18", []string{"18382"}},
		{"池田町", "99", []string{"99201"}},
		{"福井県池田町", "", []string{"18382"}},
		{"福井県今立郡池田町", "", []string{"18382"}},
		{"足寄郡足寄町", "", []string{"01647"}},
		{"今立郡", "", nil},
		{"郡山市", "", []string{"07203"}},
		{"名古屋市中村区", "", []string{"23105"}},
		{"名古屋市 中村区", "", []string{"23105"}},
		{"愛知県名古屋市　中村区", "", []string{"23105"}},
		{"中央区", "12", []string{"12101"}},
		{"中央区", "01100", []string{"01101"}},
		{"龍ヶ崎市", "", []string{"08208"}},
		{"東京都", "", []string{"13"}},
		{"福井", "", nil},
		{"福井県 福井市", "", []string{"18201"}},
		{"塩釜市", "", []string{"04203"}},
		{"飛驒市", "", []string{"21217"}},
		{"富谷町", "", []string{"04216"}},
		{"黒川郡富谷町", "", []string{"04216"}},
		{"宮城県黒川郡富谷町", "", []string{"04216"}},
		{"那珂川町", "", []string{"09411"}},
		{"那珂川町", "40", []string{"40231"}},
		{"福岡県筑紫郡那珂川町", "", []string{"40231"}},
		{"篠山市", "", []string{"28221"}},
		{"浜松市 浜北区", "", []string{"22139"}},
		{"浜松市北区", "", []string{"22130"}},
		{"鳩ヶ谷市", "13", nil},
		{"", "", nil},
	}
	for _, tt := range tests {
		var got []string
		for _, a := range r.ByName(tt.name, tt.within) {
			got = append(got, a.Code)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("ByName(%q, %q) = %v, want %v", tt.name, tt.within, got, tt.want)
		}
	}
}

// hamamatsu are the wards of 2007 to 2023, which the file of origin still has,
// and what has come in their place.
var hamamatsu = map[string]string{
	"22131": "22138", "22132": "22138", "22133": "22138", "22134": "22138",
	"22135": "22130", "22136": "22139", "22137": "22140",
}

// All codes and names of the file of origin find their own areas, wards as it
// writes them; those of Hamamatsu their successors.
func TestRealAreas(t *testing.T) {
	r, _ := load(t, nil, Options{})
	names := shared(t, "localgovjp-utf8.csv", 3)
	prefectures := shared(t, "localgovjp-utf8.csv", 1)
	codes := shared(t, "localgovjp-utf8.csv", 9)
	if len(codes) != 1916 {
		t.Fatalf("%d codes, want 1916", len(codes))
	}
	for i, code6 := range codes {
		want, fault := code6[:5], AreaGood
		if now, gone := hamamatsu[want]; gone {
			want, fault = now, AreaMerged
			if now == "22130" {
				fault = AreaRedrawn
			}
		}
		if code, got, _ := r.AreaCode(code6); code != want || got != fault || !got.Usable() {
			t.Errorf("%s is %s (%d), want %s (%d)", code6, code, got, want, fault)
		}
		found := r.ByName(prefectures[i]+names[i], "")
		if len(found) != 1 || found[0].Code != want {
			t.Errorf("%s%s is %v, want %s", prefectures[i], names[i], found, want)
		}
	}
	old := shared(t, "localgovjp-2021-utf8.csv", 2)
	slices.Sort(old)
	now := shared(t, "localgovjp-utf8.csv", 2)
	slices.Sort(now)
	if !slices.Equal(old, now) {
		t.Error("the list of 2021 has other codes: derive the changes from it")
	}
}
