package site

import (
	"fmt"
	"slices"
	"testing"

	"fukusen/internal/output"
)

// Files that differ, and those that only one tree has, are found with the first
// line that does; of many, ten are named and all counted.
func TestDepthComparesTrees(t *testing.T) {
	var a, b output.Tree
	for path, both := range map[string][2]string{
		"same.html": {"1\n2\n", "1\n2\n"}, "third.html": {"1\n2\n3\n", "1\n2\n4\n"}, "longer.html": {"1\n", "1\n2\n"},
	} {
		a.Add(path, []byte(both[0]))
		b.Add(path, []byte(both[1]))
	}
	b.Add("new.html", nil)
	var d Depth
	if err := d.trees(&a, &b); err != nil {
		t.Fatal(err)
	}
	want := []Difference{{"longer.html", 2}, {"new.html", 1}, {"third.html", 3}}
	if d.Files != 4 || d.Different != 3 || !slices.Equal(d.Differs, want) {
		t.Errorf("%d of %d files differ: %v, want %v", d.Different, d.Files, d.Differs, want)
	}
	for i := range 20 {
		d.compare(fmt.Sprint(i), []byte("a"), []byte("b"))
	}
	if d.Different != 23 || len(d.Differs) != 10 || len(d.Findings()) != 10 {
		t.Errorf("%d files differ, %d are named", d.Different, len(d.Differs))
	}
}
