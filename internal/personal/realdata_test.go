package personal

import (
	"encoding/csv"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
)

// origin is the first day that days counts from.
var origin = time.Date(1962, 3, 5, 0, 0, 0, 0, time.UTC)

const realdata = "../../../shared/realdata"

// expected are the columns of real files that hold addresses and numbers of
// telephone: those of nursery schools and sports grounds, which are public,
// but which nobody can tell from those of persons.
var expected = map[string]string{
	"messy/yaizu-preschool.csv": "7=address 13=phone 15=phone",
	"messy/yaizu-sports.csv":    "8=address 12=phone",
}

// No file of real data raises a false alarm.
func TestRealData(t *testing.T) {
	if _, err := os.Stat(realdata); err != nil {
		t.Skipf("the real data are not here: %v", err)
	}
	files := 0
	err := filepath.WalkDir(realdata, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".csv" {
			return err
		}
		files++
		name, _ := filepath.Rel(realdata, path)
		if got := guarded(t, path); kinds(got) != expected[filepath.ToSlash(name)] {
			t.Errorf("%s: %+v, want %q", name, got, expected[filepath.ToSlash(name)])
		}
		return nil
	})
	if err != nil || files < 40 {
		t.Errorf("only %d files were looked at: %v", files, err)
	}
}

// guarded looks at all values of a file, whose first row serves as header.
func guarded(t *testing.T, path string) []Suspicion {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.TrimPrefix(string(data), "\uFEFF")
	if !utf8.ValidString(text) {
		if text, err = japanese.ShiftJIS.NewDecoder().String(text); err != nil {
			t.Fatal(err)
		}
	}
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(path, err)
	}
	header := all[0]
	for len(header) < len(all[len(all)-1]) {
		header = append(header, "")
	}
	var every []int
	for i := range header {
		every = append(every, i)
	}
	g := NewGuard(header, Options{FreeText: every, Distinct: 500})
	for i, row := range all[1:] {
		for col, v := range row {
			g.Look(i+2, col, v)
		}
	}
	return g.Suspicions()
}

// The names and readings of municipalities are no names of persons, whatever
// their column is called.
func TestMunicipalitiesAreNobody(t *testing.T) {
	data, err := os.ReadFile(realdata + "/codes/localgovjp-utf8.csv")
	if err != nil {
		t.Skipf("the real data are not here: %v", err)
	}
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\uFEFF"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	g := NewGuard([]string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}, Options{Distinct: 5000, Looks: 1 << 30})
	wards := NewGuard([]string{"a", "b"}, Options{Distinct: 5000})
	for i, row := range all[1:] {
		for col, v := range row {
			g.Look(i+2, col, v)
		}
		if strings.Contains(row[3], " ") {
			wards.Look(i+2, 0, row[3])
			wards.Look(i+2, 1, row[4])
		}
	}
	if got := append(g.Suspicions(), wards.Suspicions()...); len(got) > 0 {
		t.Errorf("found %+v", got)
	}
}

func BenchmarkGuard(b *testing.B) {
	g := NewGuard([]string{"period", "sex", "age", "persons", "備考"}, Options{FreeText: []int{4}})
	row := []string{"2026FQ1", "男", "20-24", "", "特になし"}
	values := make([]string, 1000)
	for i := range values {
		values[i] = time.Unix(int64(i), 0).UTC().Format("150405")
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		row[3] = values[i%1000]
		for col, v := range row {
			g.Look(i+2, col, v)
		}
	}
}
