package site

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/diag"
)

// Each setting that cannot be read is one finding, and the others hold.
func TestSettingsInDoubt(t *testing.T) {
	all := "about,access,accessibility,ages,base_url,disclosure,due_days,fictional,format,items,kpis,languages,licence,notes,publisher,quarter_basis,theme,title,views"
	tests := []struct{ name, yaml, finds, doubt string }{
		{"good", "format: 1\nages: [0-19, 20-]\n", "", ""},
		{"two shapes", "format: one\ntitle: {jp: x}\ndue_days: 30\n", "1:9 site/shape\n2:9 site/key", "format,title"},
		{"shape and value", "format: 1\ndue_days: soon\nquarter_basis: may\n", "2:11 site/shape\n3:16 site/setting\n site/unchecked", "due_days,quarter_basis"},
		{"default and value", "format: 1\nlanguages: [fr]\n", "2:13 site/setting\n site/unchecked", "languages"},
		{"near word", "format: 1\nage: [0-19, 20-]\n", "2:1 site/key\n site/unchecked", "ages"},
		{"strange word", "format: 1\n年度: 2026\n", "2:1 site/key", ""},
		{"syntax", "format: 1\nages: [\n", "2:7 site/yaml\n site/unchecked", all},
		{"repeated", "format: 1\nages: [0-]\nages: [0-]\n", "3:1 site/yaml\n site/unchecked", all},
		{"a list", "- format: 1\n", "1:1 site/shape\n site/unchecked", all},
		{"a word", "format\n", "1:1 site/shape\n site/unchecked", all},
		{"references", "format: &one 1\ndue_days: *one\nages: 3\n", "3:7 site/shape\n site/unchecked", all},
		{"some items", "format: 1\nitems: [{id: a, points: x}, {id: b, points: 3}, {idd: c}]\n", "2:25 site/shape\n2:50 site/key\n site/unchecked", "items"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, finds, err := readConfig(fstest.MapFS{ConfigFile: {Data: []byte(tt.yaml)}}, ".")
			if err != nil {
				t.Fatal(err)
			}
			if got := places(finds); got != tt.finds {
				t.Errorf("got %q, want %q", got, tt.finds)
			}
			if got := strings.Join(slices.Sorted(maps.Keys(c.doubt)), ","); got != tt.doubt {
				t.Errorf("in doubt %q, want %q", got, tt.doubt)
			}
			if c.DueDays == 0 || len(c.Languages) == 0 || c.Title.JA == "" || c.QuarterBasis == "may" {
				t.Errorf("no default stands for what cannot be read: %+v", c)
			}
		})
	}
	c, _, _ := readConfig(fstest.MapFS{ConfigFile: {Data: []byte(tests[11].yaml)}}, ".")
	if len(c.Items) != 1 || c.Items[0].ID != "b" {
		t.Errorf("items that can be read: %+v", c.Items)
	}
	c, _, _ = readConfig(fstest.MapFS{ConfigFile: {Data: []byte(tests[1].yaml)}}, ".")
	if c.DueDays != 30 {
		t.Error("a good setting beside wrong ones does not hold")
	}
}

// places writes where each finding is, and its rule; that of the whole file last.
func places(finds diag.List) string {
	var lines, whole []string
	for _, f := range finds {
		line := strings.TrimPrefix(strings.TrimPrefix(f.Pos.String(), ConfigFile), ":") + " " + f.Rule.ID
		if f.Pos.Line == 0 {
			whole = append(whole, line)
		} else {
			lines = append(lines, line)
		}
	}
	return strings.Join(append(lines, whole...), "\n")
}

// The rules that hang on a setting are there: a new name of one would let the
// flood in.
func TestDependents(t *testing.T) {
	for key, ids := range dependents {
		if !slices.Contains(settings(), key) {
			t.Errorf("there is no setting %s", key)
		}
		for _, id := range ids {
			if !slices.ContainsFunc(Rules(), func(r *diag.Rule) bool { return r.ID == id }) {
				t.Errorf("there is no rule %s", id)
			}
		}
	}
}

// Nothing below data/ gives what lies outside, whatever is asked for.
func TestFolder(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"secret.csv": "secret", "out/secret.csv": "secret", "site/data/a/in.csv": "in", "site/content/x.md": "x"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, to := range map[string]string{
		"up.csv": "../../secret.csv", "absolute.csv": filepath.Join(dir, "secret.csv"), "folder": "../../out", "chain.csv": "up.csv",
		"inner.csv": "a/in.csv", "inner": "a", "lost.csv": "nothing.csv", "round.csv": "round.csv",
	} {
		if err := os.Symlink(filepath.FromSlash(to), filepath.Join(dir, "site", "data", name)); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
	}
	f := inFolder(filepath.Join(dir, "site"))
	for _, name := range []string{"up.csv", "absolute.csv", "folder/secret.csv", "chain.csv", "lost.csv", "round.csv", "../../secret.csv"} {
		if data, err := fs.ReadFile(f, "data/"+name); err == nil {
			t.Errorf("%s gives %q", name, data)
		}
	}
	if _, err := fs.ReadDir(f, "data/folder"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder outside is listed: %v", err)
	}
	for _, name := range []string{"data/inner.csv", "data/a/in.csv", "content/x.md"} {
		if _, err := fs.ReadFile(f, name); err != nil {
			t.Error(err)
		}
	}
	var names []string
	entries, err := fs.ReadDir(f, "data")
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if want := []string{"a", "inner.csv"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("data holds %q, want %q (%v)", names, want, err)
	}
	var told []string
	for _, found := range newStages(Options{Dir: filepath.Join(dir, "site")}).links() {
		told = append(told, strings.TrimPrefix(found.Pos.File, "data/"))
	}
	if want := []string{"absolute.csv", "chain.csv", "folder", "inner", "lost.csv", "round.csv", "up.csv"}; !slices.Equal(told, want) {
		t.Errorf("told of %q, want %q", told, want)
	}
}
