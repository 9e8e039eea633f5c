package notation

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"
)

const realdata = "../../../shared/realdata/"

// records reads a file of real data, or skips where there is none.
func records(t *testing.T, path string) [][]string {
	t.Helper()
	data, err := os.ReadFile(realdata + path)
	if err != nil {
		t.Skipf("the real data are not here: %v", err)
	}
	text := strings.TrimPrefix(string(data), "\uFEFF")
	if strings.Contains(path, "cp932") {
		if text, err = japanese.ShiftJIS.NewDecoder().String(text); err != nil {
			t.Fatal(err)
		}
	}
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// The census file has a column for the era, its year and the western year.
func TestCensusEras(t *testing.T) {
	for _, name := range []string{"c01-cp932.csv", "c01-utf8-crlf.csv", "c01-utf8-notes.csv"} {
		read := 0
		for _, r := range records(t, "messy/"+name)[1:] {
			if len(r) < 5 || r[4] == "" {
				continue
			}
			d, trouble := ParseDate(r[2]+r[3]+"年10月1日", DateOptions{}) // the day of the census
			if want := r[4] + "-10-01"; d.String() != want || trouble != Good {
				t.Fatalf("%s %s is %v with %v, want %s", r[2], r[3], d, trouble, want)
			}
			p, trouble := ParsePeriod(r[2]+r[3]+"年度第3四半期", PeriodOptions{})
			if want := r[4] + "FQ3"; r[4] >= "1950" && (p.String() != want || trouble != Good) {
				t.Fatalf("%s %s is %v with %v, want %s", r[2], r[3], p, trouble, want)
			}
			for _, n := range r[6:9] {
				if _, trouble := ParseNumber(n, Persons()); trouble != Good && n != "-" {
					t.Fatalf("%q is %v", n, trouble)
				}
			}
			read++
		}
		if read < 900 {
			t.Errorf("%s: only %d rows were read", name, read)
		}
	}
}

// The holidays are in the order of their days, and new year is on 1 January.
func TestHolidays(t *testing.T) {
	last := ""
	for _, r := range records(t, "messy/syukujitsu-cp932.csv")[1:] {
		d, trouble := ParseDate(r[0], DateOptions{})
		if trouble != Good || d.String() <= last || r[1] == "元日" && !strings.HasSuffix(d.String(), "-01-01") {
			t.Fatalf("%s %s is %v with %v", r[0], r[1], d, trouble)
		}
		last = d.String()
	}
}

// The day of the count is the first of the month in the file's name; some
// files write it month first, which is refused unless declared.
func TestTakamatsuDates(t *testing.T) {
	for _, name := range []string{"201812", "201903", "201906", "201909", "201912", "202003", "202006", "202009", "202012"} {
		read := 0
		for _, r := range records(t, filepath.Join("population-takamatsu", name+".csv")) {
			if strings.HasPrefix(r[0], "#") || r[0] == "" {
				continue
			}
			d, trouble := ParseDate(r[5], DateOptions{MonthFirst: true})
			if want := fmt.Sprintf("%s-%s-01", name[:4], name[4:]); d.String() != want || trouble != Good {
				t.Fatalf("%s: %q is %v with %v, want %s", name, r[5], d, trouble, want)
			}
			if _, trouble := ParseDate(r[5], DateOptions{}); strings.HasSuffix(r[5], name[:4]) != (trouble == DayOrder) {
				t.Fatalf("%s: %q is %v without a declared order", name, r[5], trouble)
			}
			read++
		}
		if read < 100 {
			t.Errorf("%s: only %d rows were read", name, read)
		}
	}
}

// The growth rates of e-Stat are decimals with a sign.
func TestGrowthRates(t *testing.T) {
	rate := Unit{Places: 1, Negative: true}
	read := 0
	for _, r := range records(t, "messy/estat-growth-cp932.csv") {
		if r[0] != "004" {
			continue
		}
		for _, text := range r[7:] {
			if _, marked := Mark(text); marked {
				continue
			}
			n, trouble := ParseNumber(text, rate)
			same := fmt.Sprintf("%+.1f", float64(n.N)/10) == signed(text)
			if text == "-0.0" {
				same = n == Number{0, BelowUnit}
			}
			if trouble != Good || !same {
				t.Fatalf("%q is %d with %v", text, n.N, trouble)
			}
			read++
		}
	}
	if read < 900 {
		t.Errorf("only %d rates were read", read)
	}
}

func signed(s string) string {
	if strings.HasPrefix(s, "-") {
		return s
	}
	return "+" + s
}
