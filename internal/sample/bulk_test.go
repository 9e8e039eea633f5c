package sample

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

// keysOf counts the rows of each group of a survey.
func keysOf(t *testing.T, opt SurveyOptions) map[string]int {
	t.Helper()
	var b bytes.Buffer
	if err := Survey(&b, opt); err != nil {
		t.Fatal(err)
	}
	keys := map[string]int{}
	rows := table(t, "survey", b.Bytes())
	ids(t, "survey", "survey", rows[0], nil)
	for _, r := range rows[1:] {
		keys[strings.Join(r[:5], "|")]++
	}
	if len(rows)-1 != opt.Rows {
		t.Errorf("%d rows, want %d", len(rows)-1, opt.Rows)
	}
	return keys
}

func TestSurveyKeys(t *testing.T) {
	for _, keys := range []int{1, 7, 1000, 4800} {
		opt := SurveyOptions{Rows: keys, Keys: keys, Areas: []string{"13101", "13102", "27127"}, Seed: 3}
		once := keysOf(t, opt)
		opt.Rows = 3 * keys
		thrice := keysOf(t, opt)
		if len(once) != keys || len(thrice) != keys {
			t.Errorf("%d and %d keys, want %d", len(once), len(thrice), keys)
		}
		for k := range thrice {
			if once[k] != 1 {
				t.Errorf("key %s occurs %d times in as many rows as keys", k, once[k])
			}
		}
	}
	if got := len(keysOf(t, SurveyOptions{Rows: 200_500})); got != 200_000 {
		t.Errorf("%d keys by default, want 200,000", got)
	}
}

func TestSurveyRefuses(t *testing.T) {
	for _, opt := range []SurveyOptions{{}, {Rows: -1}, {Rows: 1, Keys: -1}} {
		if err := Survey(io.Discard, opt); err == nil {
			t.Errorf("%+v is accepted", opt)
		}
	}
}

// meter counts bytes and remembers the largest piece.
type meter struct{ bytes, largest int }

func (m *meter) Write(p []byte) (int, error) {
	m.bytes += len(p)
	m.largest = max(m.largest, len(p))
	return len(p), nil
}

// Rows are handed on in pieces of bounded size, and a hundred times as many
// rows do not take more memory.
func TestSurveyIsFlat(t *testing.T) {
	allocated := func(rows int) (uint64, meter) {
		var before, after runtime.MemStats
		var m meter
		runtime.ReadMemStats(&before)
		if err := Survey(&m, SurveyOptions{Rows: rows, Keys: 1000}); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc, m
	}
	few, _ := allocated(1000)
	many, m := allocated(100_000)
	if many > few+1<<18 || m.largest > 1<<17 || m.bytes < 4_000_000 {
		t.Errorf("1,000 rows allocate %d bytes, 100,000 rows %d; %+v", few, many, m)
	}
}

// The registers hold every organisation and, if no areas were given, every
// area of the survey.
func TestRegistry(t *testing.T) {
	for _, areas := range [][]string{nil, {"13101", "27127"}} {
		opt := SurveyOptions{Rows: 5000, Keys: 5000, Areas: areas}
		files := collect(t, func(w func(string, []byte) error) error { return Registry(w, opt) })
		known := map[string]bool{}
		for path, data := range files {
			for _, r := range table(t, path, data)[1:] {
				known[r[0]] = true
			}
		}
		for _, a := range areas {
			known[a] = true
		}
		if _, has := files["data/areas.csv"]; has != (areas == nil) {
			t.Errorf("areas %v: areas.csv is %v", areas, has)
		}
		for k := range keysOf(t, opt) {
			if p := strings.Split(k, "|"); !known[p[1]] || !known[p[2]] {
				t.Fatalf("%s is not in the registers", k)
			}
		}
	}
}

// The number of cells is what the files add up to, counted node by node.
func TestPeopleCells(t *testing.T) {
	opt := PeopleOptions{Prefectures: 3, MunicipalitiesPer: 2, OrganisationsPer: 4, Quarters: 2, Seed: 5}
	cells := map[string]bool{}
	for path, data := range collect(t, func(w func(string, []byte) error) error { return People(w, opt) }) {
		if !strings.HasSuffix(path, "/people.csv") {
			continue
		}
		rows := table(t, path, data)
		ids(t, path, "people", rows[0], nil)
		for _, r := range rows[1:] {
			n, _ := strconv.Atoi(r[5])
			if d, err := strconv.Atoi(r[6]); err != nil || d > n {
				t.Fatalf("%s: row %v", path, r)
			}
			for _, node := range []string{"", r[2][:2], r[2], r[1]} {
				for _, sex := range []string{"", r[3]} {
					for _, age := range []string{"", r[4]} {
						cells[fmt.Sprint(r[0], node, "/", sex, age, "/persons")] = true
						cells[fmt.Sprint(r[0], node, "/", sex, age, "/dual_any")] = true
					}
				}
			}
		}
	}
	if got, err := opt.Cells(); err != nil || got != len(cells) {
		t.Errorf("Cells says %d (%v), the files have %d", got, err, len(cells))
	}
	if got, _ := (PeopleOptions{}).Cells(); got < 19_000 || got > 21_000 {
		t.Errorf("%d cells by default, want about 20,000", got)
	}
}

// Some groups have to be small, or there is nothing to withhold.
func TestPeopleHasSmallCells(t *testing.T) {
	small, all := 0, 0
	for path, data := range collect(t, func(w func(string, []byte) error) error { return People(w, PeopleOptions{Prefectures: 3}) }) {
		if strings.HasSuffix(path, "/people.csv") {
			for _, r := range table(t, path, data)[1:] {
				if n, _ := strconv.Atoi(r[5]); n > 0 && n < 10 {
					small++
				}
				all++
			}
		}
	}
	if 100*small < 10*all || 100*small > 25*all {
		t.Errorf("%d of %d groups have 1 to 9 persons, want 10 to 25 %%", small, all)
	}
}

func TestPeopleRefuses(t *testing.T) {
	for _, opt := range []PeopleOptions{{Prefectures: 50}, {MunicipalitiesPer: 700}, {Quarters: -1}} {
		if err := People(func(string, []byte) error { return nil }, opt); err == nil {
			t.Errorf("%+v is accepted", opt)
		}
	}
}

func TestFictionalAreas(t *testing.T) {
	seen := map[string]bool{}
	for _, a := range (PeopleOptions{Prefectures: 49, MunicipalitiesPer: 699}).areas() {
		if seen[a.code] || len(a.code) != 2 && len(a.code) != 5 {
			t.Fatalf("code %s", a.code)
		}
		seen[a.code] = true
	}
	if want := 49 * 700; len(seen) != want {
		t.Errorf("%d areas, want %d", len(maps.Clone(seen)), want)
	}
}

func BenchmarkSurvey(b *testing.B) {
	var m meter
	if err := Survey(&m, SurveyOptions{Rows: max(b.N, 1)}); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(m.bytes / max(b.N, 1)))
}
