package site

import (
	"slices"
	"strings"
	"testing"

	"fukusen/internal/release"
)

// The highlights of a quarter tell of its own later releases, and of those of
// other quarters that were made while it was the newest or came to be.
func TestReleasesMadeAgain(t *testing.T) {
	ledger := func(ids string) []*release.File {
		var all []*release.File
		for id := range strings.FieldsSeq(ids) {
			quarter, _, _ := strings.Cut(id, "-")
			all = append(all, &release.File{ID: id, Quarter: quarter})
		}
		return all
	}
	const ids = "2025fq3-r1 2025fq4-r1 2025fq3-r2 2026fq1-r1 2025fq4-r2 2026fq1-r2 2026fq2-r1 2025fq4-r3 2026fq1-r3"
	for _, tt := range []struct {
		quarter, ids string
		want         []int
	}{
		{"2025fq3", ids, []int{2}},
		{"2025fq4", ids, []int{2, 4, 7}},
		{"2026fq1", ids, []int{2, 4, 5, 8}},
		{"2026fq2", ids, []int{4, 5, 7, 8}},
		{"2026fq3", ids, []int{7, 8}}, // not released yet
		{"2026fq1", "2026fq1-r1", nil},
		{"2026fq1", "", nil},
	} {
		if got := againWith(ledger(tt.ids), tt.quarter); !slices.Equal(got, tt.want) {
			t.Errorf("%s after %q: %v, want %v", tt.quarter, tt.ids, got, tt.want)
		}
	}
}
