package output

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// A file is taken from the folder of before only if it is made of the same and
// stands there as it was written.
func TestAgain(t *testing.T) {
	site := t.TempDir()
	dir := filepath.Join(site, "public")
	made := map[string]int{}
	commit := func(base, of string, before *Made) *Made {
		t.Helper()
		tree := &Tree{}
		tree.Again(base, before)
		for name, of := range map[string]string{"a.html": of, "data/b.csv": ""} {
			tree.AddFunc(name, of, func() ([]byte, error) {
				made[name]++
				return []byte(name + base + of), nil
			})
		}
		if err := Commit(context.Background(), dir, site, tree, Options{}); err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]string{"a.html": "a.html" + base + of, "data/b.csv": "data/b.csv" + base} {
			if data, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(data) != want {
				t.Errorf("%s holds %q, %v; want %q", name, data, err, want)
			}
		}
		return tree.Made(dir)
	}
	want := func(why string, a, b int) {
		t.Helper()
		if made["a.html"] != a || made["data/b.csv"] != b {
			t.Errorf("%s: made %v times, want %d and %d", why, made, a, b)
		}
	}
	first := commit("1", "x", nil)
	want("at first", 1, 1)
	commit("1", "x", first)
	want("nothing has changed", 1, 1)
	second := commit("1", "y", first)
	want("what one file is made of", 2, 1)
	commit("1", "x", second)
	want("and back", 3, 1)
	third := commit("2", "x", second)
	want("what all are made of", 4, 2)
	if err := os.WriteFile(filepath.Join(dir, "a.html"), []byte("by hand"), 0o644); err != nil {
		t.Fatal(err)
	}
	commit("2", "x", third)
	want("another hand wrote into the folder", 5, 2)
	if err := os.Remove(filepath.Join(dir, ManifestName)); err != nil {
		t.Fatal(err)
	}
	tree := &Tree{}
	tree.Again("2", third)
	tree.AddFunc("a.html", "x", func() ([]byte, error) { made["a.html"]++; return nil, nil })
	if _, err := tree.Read("a.html"); err != nil || made["a.html"] != 6 {
		t.Errorf("without a manifest nobody knows what was written: %v, %v", err, made)
	}
}
