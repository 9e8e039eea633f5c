package main

import (
	"bytes"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// TestOrder shuffles the rows of every export and register of the sample, and
// gives the files other names: the site stays the same, byte by byte.
func TestOrder(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the sample twice")
	}
	dir := t.TempDir()
	one, two := filepath.Join(dir, "one"), filepath.Join(dir, "two")
	fukusen(t, "sample", one)
	if err := os.CopyFS(two, os.DirFS(one)); err != nil {
		t.Fatal(err)
	}
	shuffle(t, filepath.Join(two, "data"))
	fukusen(t, "build", "-s", one)
	fukusen(t, "build", "-s", two)
	if diff := difference(tree(t, filepath.Join(one, "public")), tree(t, filepath.Join(two, "public"))); diff != "" {
		t.Errorf("these pages depend on the order of the rows: %s", diff)
	}
}

// shuffle works on lines, which are rows: no value of the sample has a line
// break in it.
func shuffle(t *testing.T, dir string) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".csv" {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		lines := bytes.SplitAfter(bytes.TrimSuffix(data, []byte("\n")), []byte("\n"))
		lines[len(lines)-1] = append(lines[len(lines)-1], '\n')
		rows := lines[1:]
		r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		if err := os.WriteFile(name, bytes.Join(lines, nil), 0o644); err != nil || filepath.Dir(name) == dir {
			return err
		}
		return os.Rename(name, filepath.Join(filepath.Dir(name), string('a'+rune(r.IntN(26)))+filepath.Base(name)))
	})
	if err != nil {
		t.Fatal(err)
	}
}
