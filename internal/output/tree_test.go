package output

import (
	"errors"
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"
)

func TestTreeIsAFileSystem(t *testing.T) {
	var tree Tree
	tree.Add("kpi/a1.html", []byte("a1"))
	tree.Add("index.html", []byte("front"))
	tree.Add("r/2026fq1-r1/index.html", nil)
	tree.AddFunc("data/cells.csv", "", func() ([]byte, error) { return []byte("table,measure\n"), nil })
	want := []string{"data/cells.csv", "index.html", "kpi/a1.html", "r/2026fq1-r1/index.html"}
	if got := tree.Paths(); !slices.Equal(got, want) {
		t.Errorf("Paths = %q, want %q", got, want)
	}
	if err := fstest.TestFS(tree.FS(), want...); err != nil {
		t.Error(err)
	}
	data, err := fs.ReadFile(tree.FS(), "data/cells.csv")
	if err != nil || string(data) != "table,measure\n" {
		t.Errorf("ReadFile = %q, %v", data, err)
	}
}

func TestTreeRefusesProgrammingErrors(t *testing.T) {
	for _, path := range []string{
		"", ".", "/index.html", "../index.html", "a/../b", "a//b", "a/", "./a", "taken.html", "taken.html/x", "deep", "deep/er", "manifest.json",
	} {
		t.Run(path, func(t *testing.T) {
			var tree Tree
			tree.Add("taken.html", nil)
			tree.Add("deep/er/x", nil)
			defer func() {
				if recover() == nil {
					t.Errorf("Add(%q) must panic", path)
				}
			}()
			tree.Add(path, nil)
		})
	}
}

func TestLazyContentIsMadeOnce(t *testing.T) {
	var tree Tree
	made := 0
	tree.AddFunc("a", "", func() ([]byte, error) { made++; return []byte{byte('0' + made)}, nil })
	first, _ := fs.ReadFile(tree.FS(), "a")
	second, _ := tree.Read("a")
	if string(first) != "1" || string(second) != "1" || made != 1 {
		t.Errorf("made %d times, read as %q and %q: the audit must see what is written", made, first, second)
	}
}

func TestLazyContentMayFail(t *testing.T) {
	var tree Tree
	broken := errors.New("broken")
	tree.AddFunc("a", "", func() ([]byte, error) { return nil, broken })
	if _, err := tree.FS().Open("a"); !errors.Is(err, broken) {
		t.Errorf("Open = %v, want %v", err, broken)
	}
	if _, err := fs.Stat(tree.FS(), "a"); !errors.Is(err, broken) {
		t.Errorf("Stat = %v, want %v", err, broken)
	}
	if _, err := tree.FS().Open("b"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Open of what is not there = %v", err)
	}
}
