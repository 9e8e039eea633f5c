package sample

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fukusen/internal/contract"
)

// surveyFiles are the files of the example whose name begins with prefix.
func surveyFiles(t *testing.T, prefix string) map[string][][]string {
	found := map[string][][]string{}
	for path, data := range collect(t, Example) {
		if strings.Contains(path, "/"+prefix) {
			found[path] = table(t, path, data)
		}
	}
	return found
}

// Every answer is one of the item, and every wave has a plausible size.
func TestSurveyFiles(t *testing.T) {
	c := contract.New(nil)
	waves := map[string]int{} // organisation and period: respondents
	for path, rows := range surveyFiles(t, "survey-") {
		heads := ids(t, path, "survey", rows[0], nil)
		for _, r := range rows[1:] {
			waves[r[slices.Index(heads, "organisation")]+" "+r[0]]++
			for i, id := range heads {
				if item, ok := c.Item(id); ok {
					if _, _, ok := item.Classify(r[i]); !ok {
						t.Errorf("%s: %s is answered with %q", path, id, r[i])
					}
				}
			}
		}
	}
	if want := 2*10 + 10 + 8 + 2*5; len(waves) != want {
		t.Errorf("%d waves, want %d", len(waves), want)
	}
	for wave, n := range waves {
		if low, high := bounds(wave); n < low || n > high {
			t.Errorf("%s has %d respondents, want %d to %d", wave, n, low, high)
		}
	}
}

func bounds(wave string) (low, high int) {
	switch {
	case strings.HasPrefix(wave, "aoba "):
		return 800, 1000
	case strings.HasPrefix(wave, "satoyama "):
		return 60, 80
	}
	return 150, 600
}

// The export of an online form has times within the first eight weeks of a
// quarter, in the order in which the answers came.
func TestStamped(t *testing.T) {
	files := surveyFiles(t, "answers-")
	if len(files) != 3 {
		t.Errorf("%d files, want one for each of three years", len(files))
	}
	for path, rows := range files {
		last := ""
		for _, r := range rows[1:] {
			at, err := time.Parse("2006/01/02 15:04:05", r[0])
			if err != nil || r[0] < last {
				t.Fatalf("%s: %q after %q: %v", path, r[0], last, err)
			}
			if m := int(at.Month()-1) % 3; m == 2 {
				t.Errorf("%s: %s is in the third month of the quarter", path, r[0])
			}
			last = r[0]
		}
	}
}

// A tally has one row for each wave, sex, item and answer.
func TestTally(t *testing.T) {
	rows := map[string]int{}
	for path, file := range surveyFiles(t, "tally-") {
		ids(t, path, "survey_tally", file[0], nil)
		for _, r := range file[1:] {
			n, err := strconv.Atoi(r[7])
			if err != nil || r[1] != "shiomi" || r[2] != shiomi {
				t.Fatalf("%s: row %v", path, r)
			}
			rows[r[0]+" "+r[5]] += n
			rows["rows"]++
		}
	}
	if rows["rows"] != 5*2*2*11 {
		t.Errorf("%d rows, want %d", rows["rows"], 5*2*2*11)
	}
	delete(rows, "rows")
	for _, wave := range slices.Sorted(maps.Keys(rows)) {
		if rows[wave] < 270 || rows[wave] > 330 {
			t.Errorf("%s has %d respondents, want about 300", wave, rows[wave])
		}
	}
}
