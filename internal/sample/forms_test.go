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
					for _, answer := range strings.Split(r[i], "、") {
						if _, _, ok := item.Classify(answer); !ok {
							t.Errorf("%s: %s is answered with %q", path, id, answer)
						}
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
		return 620, 780
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

// A tally has one row for each wave, sex, item and answer, and all who answered
// gave one answer to each item.
func TestTally(t *testing.T) {
	rows, n := map[string]int{}, map[string]int{}
	for path, file := range surveyFiles(t, "tally-") {
		ids(t, path, "survey_tally", file[0], nil)
		for _, r := range file[1:] {
			count, err := strconv.Atoi(r[7])
			if err != nil || strings.Split(path, "/")[1] != r[1] {
				t.Fatalf("%s: row %v", path, r)
			}
			n[r[1]+" "+r[0]+" "+r[5]] += count
			rows[r[1]]++
		}
	}
	const life = 4 + 4 + 4 + 10 + 9 + 2 + 2 + 6 + 5 + 8 // answers to the further items
	want := map[string]int{"shiomi": 5 * 2 * (2*11 + life), "aoba": 5 * 2 * 11, "aoba-care": 10 * 2 * 11}
	if !maps.Equal(rows, want) {
		t.Errorf("rows %v, want %v", rows, want)
	}
	sizes := map[string]int{"shiomi": 300, "aoba": 130, "aoba-care": 52}
	for _, wave := range slices.Sorted(maps.Keys(n)) {
		of, _, _ := strings.Cut(wave, " ")
		if size := sizes[of]; 10*n[wave] < 9*size || 10*n[wave] > 11*size {
			t.Errorf("%s has %d respondents, want about %d", wave, n[wave], size)
		}
	}
}
