package site_test

import (
	"archive/zip"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/dim"
	"fukusen/internal/site"
	"fukusen/themes"
)

// fukuiSite puts the site folder, without any answers, in a temporary place.
func fukuiSite(t *testing.T) string {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/fukui")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// fukuiExports copies the files as they came.
func fukuiExports(t *testing.T, dir string) {
	for _, name := range fukuiNames(t) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(name)), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// fukuiShuffled deals all rows, in another order, into files of other names.
func fukuiShuffled(t *testing.T, dir string) {
	var header []string
	var rows [][]string
	for _, name := range fukuiNames(t) {
		all := fukuiRows(t, name)
		header = all[0]
		rows = append(rows, all[1:]...)
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	for i, part := range slices.Collect(slices.Chunk(rows, len(rows)/4)) {
		name := filepath.Join(dir, string(rune('z'-i)), fmt.Sprintf("part %d.csv", i))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		f, err := os.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w := csv.NewWriter(f)
		if err := w.WriteAll(append([][]string{header}, part...)); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// fukuiBuild builds a site and gives the folder of the public one.
func fukuiBuild(t *testing.T, dir string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "public")
	r, err := site.Build(context.Background(), site.Options{Dir: dir, Output: out, Theme: themes.Default})
	fukuiGood(t, r, err)
	return out
}

func fukuiGood(t *testing.T, r *site.Result, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	all := slices.Concat(r.Findings, r.Disclosure)
	for _, f := range all[:min(len(all), 10)] {
		if !r.OK(false) {
			t.Error(f)
		}
	}
	if !r.OK(false) {
		t.Fatalf("%d findings in the input, %d of the audit", len(r.Findings), len(r.Disclosure))
	}
}

// fukuiRelease releases every quarter and gives a press folder: what may leave
// the desk and nothing else.
func fukuiRelease(t *testing.T, dir string) string {
	opt := site.Options{Dir: dir, Theme: themes.Default}
	r, err := site.Check(context.Background(), opt)
	fukuiGood(t, r, err)
	for _, q := range r.Drafts {
		done, r, err := site.Release(context.Background(), opt, site.Releasing{Quarter: q})
		fukuiGood(t, r, err)
		if want := "data/releases/" + q.ID(dim.Fiscal) + "-r1.json"; done.File != want {
			t.Errorf("the release is %s, want %s", done.File, want)
		}
	}
	press := t.TempDir()
	for _, name := range []string{"fukusen.yaml", "data/releases", "content"} {
		copyInto(t, filepath.Join(press, name), filepath.Join(dir, name))
	}
	return press
}

// copyInto copies a file or a folder.
func copyInto(t *testing.T, to, from string) {
	info, err := os.Stat(from)
	if err != nil {
		t.Fatal(err)
	}
	if info.IsDir() {
		err = os.CopyFS(to, os.DirFS(from))
	} else if data, readErr := os.ReadFile(from); readErr != nil {
		err = readErr
	} else {
		err = os.WriteFile(to, data, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// texts reads every file below a folder, by its path there.
func texts(t *testing.T, dir string) map[string]string {
	all := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		all[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// unpacked is what a file says: of a workbook its parts, since what is pressed
// looks like anything by chance.
func unpacked(t *testing.T, name, text string) string {
	t.Helper()
	if !strings.HasSuffix(name, ".xlsx") {
		return text
	}
	z, err := zip.NewReader(strings.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(name, err)
	}
	var all strings.Builder
	for _, f := range z.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(name, err)
		}
		if _, err := io.Copy(&all, part); err != nil {
			t.Fatal(name, err)
		}
		all.WriteString("\n")
	}
	return all.String()
}

func sameTree(t *testing.T, got, want string) {
	t.Helper()
	a, b := texts(t, got), texts(t, want)
	names := maps.Clone(a)
	maps.Copy(names, b)
	for name := range names {
		if x, y := a[name], b[name]; x != y {
			t.Errorf("%s: %d bytes, want these %d", name, len(x), len(y))
		}
	}
	if len(b) < 20 {
		t.Errorf("only %d files", len(b))
	}
}

// records reads a CSV file of the open data, each row by its columns.
func records(t *testing.T, dir, name string) []map[string]string {
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for _, row := range rows[1:] {
		r := map[string]string{}
		for i, column := range rows[0] {
			r[column] = row[i]
		}
		all = append(all, r)
	}
	return all
}
