package registry

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"
)

func TestCheckDigits(t *testing.T) {
	areas := []string{"131041", "011002", "131016", "141003", "271004", "472018", "232114"}
	companies := []string{"7000012050002", "4011001098993", "2120901007402", "8000020130001"}
	schools := []string{"F113110102700", "F101110100010", "F126110107407", "F113310103581"}
	for _, c := range areas {
		if got := AreaCheckDigit(c[:5]); got != c[5] {
			t.Errorf("area %s: check digit %c", c, got)
		}
	}
	for _, c := range companies {
		if got := CorporateCheckDigit(c[1:]); got != c[0] {
			t.Errorf("company %s: check digit %c", c, got)
		}
	}
	for _, c := range schools {
		if got := SchoolCheckDigit(c[:12]); got != c[12] {
			t.Errorf("school %s: check digit %c", c, got)
		}
	}
}

// shared reads a column of a real list, or skips.
func shared(t *testing.T, name string, column int) []string {
	t.Helper()
	b, err := os.ReadFile("../../../shared/realdata/codes/" + name)
	if err != nil {
		t.Skip("the shared lists are not here: ", err)
	}
	table, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(b), "\uFEFF"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, f := range table[1:] {
		all = append(all, f[column])
	}
	return all
}

func TestRealCorporateNumbers(t *testing.T) {
	for _, c := range shared(t, "companies-corporate-numbers.csv", 0) {
		if len(c) != 13 || !digits(c) || CorporateCheckDigit(c[1:]) != c[0] {
			t.Errorf("%s is refused", c)
		}
	}
}

// Thirteen real codes break the rule; it must not be more.
func TestRealSchoolCodes(t *testing.T) {
	wrong := 0
	for _, c := range shared(t, "highschools-mext.csv", 1) {
		if !isSchoolCode(c) {
			t.Errorf("%s has not the shape of a school code", c)
		} else if SchoolCheckDigit(c[:12]) != c[12] {
			wrong++
		}
	}
	if wrong != 13 {
		t.Errorf("%d codes break the rule, want 13", wrong)
	}
}
