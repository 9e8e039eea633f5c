package output

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A desk is a site folder with an output folder in it.
type desk struct {
	t         *testing.T
	site, dir string
}

func newDesk(t *testing.T) desk {
	t.Helper()
	site := t.TempDir()
	return desk{t, site, filepath.Join(site, "public")}
}

func treeOf(files map[string]string) *Tree {
	var tree Tree
	for p, s := range files {
		tree.Add(p, []byte(s))
	}
	return &tree
}

func (d desk) commit(files map[string]string) {
	d.t.Helper()
	if err := Commit(context.Background(), d.dir, d.site, treeOf(files), Options{hooks: hooks{hasty: true}}); err != nil {
		d.t.Fatal(err)
	}
}

// put writes a file by hand.
func (d desk) put(path, data string) {
	d.t.Helper()
	full := filepath.Join(d.site, path)
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(data), 0o644); err != nil {
		d.t.Fatal(err)
	}
}

// all reads every file below the site folder, and names empty folders with a
// final slash.
func (d desk) all() map[string]string {
	d.t.Helper()
	m := make(map[string]string)
	err := filepath.WalkDir(d.site, func(full string, e fs.DirEntry, err error) error {
		if err != nil || full == d.site {
			return err
		}
		rel, _ := filepath.Rel(d.site, full)
		rel = filepath.ToSlash(rel)
		if e.Type() == fs.ModeSymlink {
			m[rel], err = os.Readlink(full)
			return err
		}
		if !e.IsDir() {
			data, err := os.ReadFile(full)
			m[rel] = string(data)
			return err
		}
		if list, _ := os.ReadDir(full); len(list) == 0 {
			m[rel+"/"] = ""
		}
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return m
}

// pages is all without the manifest.
func (d desk) pages() map[string]string {
	m := d.all()
	delete(m, "public/manifest.json")
	return m
}

func (d desk) wantPages(want map[string]string) {
	d.t.Helper()
	if got := d.pages(); !maps.Equal(got, want) {
		d.t.Errorf("on disk:\n%s\nwant:\n%s", show(got), show(want))
	}
}

func show(m map[string]string) string {
	var b strings.Builder
	for _, k := range slices.Sorted(maps.Keys(m)) {
		b.WriteString("  " + k + ": " + strconv.Quote(m[k]) + "\n")
	}
	return b.String()
}

func TestCommitReplacesTheOldSiteAndNothingElse(t *testing.T) {
	d := newDesk(t)
	d.put("data/a.csv", "raw")
	d.commit(map[string]string{"index.html": "1", "kpi/a.html": "a", "old/deep/x": "x", "was/dir": "d", "wasfile": "f"})
	d.put("public/CNAME", "example.jp")
	d.put("public/old/kept.txt", "by hand")
	d.commit(map[string]string{"index.html": "2", "kpi/b.html": "b", "was": "now a file", "wasfile/x": "now a folder"})
	d.wantPages(map[string]string{
		"data/a.csv": "raw", "public/CNAME": "example.jp", "public/old/kept.txt": "by hand",
		"public/index.html": "2", "public/kpi/b.html": "b", "public/was": "now a file", "public/wasfile/x": "now a folder",
	})
}

func TestManifest(t *testing.T) {
	d := newDesk(t)
	opt := Options{Inputs: map[string]string{"data/releases/r.json": Sum([]byte("<r>"))}}
	for range 2 {
		if err := Commit(context.Background(), d.dir, d.site, treeOf(map[string]string{"b": "", "a&": "abc"}), opt); err != nil {
			t.Fatal(err)
		}
	}
	// sha256sum of "abc", of nothing and of "<r>"
	want := `{
  "format": 1,
  "generator": "fukusen",
  "files": {
    "a&": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "b": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  },
  "inputs": {
    "data/releases/r.json": "f7112bece0ea7face6db0bee71c72c279e38ae2ccb8a0c6866852a58ad7846bc"
  },
  "private_inputs": "not attested"
}
`
	got := d.all()["public/manifest.json"]
	if got != want {
		t.Errorf("manifest:\n%s\nwant:\n%s", got, want)
	}
	m, err := ReadManifest(os.DirFS(d.dir))
	if err != nil || m.Inputs["data/releases/r.json"] != opt.Inputs["data/releases/r.json"] || len(m.Files) != 2 {
		t.Errorf("ReadManifest = %v, %v", m, err)
	}
}

func TestPrivateInputsAreAttested(t *testing.T) {
	d := newDesk(t)
	if err := Commit(context.Background(), d.dir, d.site, &Tree{}, Options{PrivateInputs: "c0ffee"}); err != nil {
		t.Fatal(err)
	}
	want := "{\n  \"format\": 1,\n  \"generator\": \"fukusen\",\n  \"files\": {},\n  \"inputs\": {},\n  \"private_inputs\": \"c0ffee\"\n}\n"
	if got := d.all()["public/manifest.json"]; got != want {
		t.Errorf("manifest %q, want %q", got, want)
	}
}

func TestUnchangedFilesKeepTheirTime(t *testing.T) {
	d := newDesk(t)
	d.commit(map[string]string{"same": "same", "touched": "was right", "changed": "1"})
	past := time.Date(2020, 4, 1, 0, 0, 0, 0, time.UTC)
	d.put("public/touched", "was wrong") // as long as before
	for _, f := range []string{"same", "touched", "changed"} {
		if err := os.Chtimes(filepath.Join(d.dir, f), past, past); err != nil {
			t.Fatal(err)
		}
	}
	d.commit(map[string]string{"same": "same", "touched": "was right", "changed": "2"})
	for f, kept := range map[string]bool{"same": true, "touched": false, "changed": false} {
		info, err := os.Stat(filepath.Join(d.dir, f))
		if err != nil || info.ModTime().Equal(past) != kept {
			t.Errorf("%s: time %v, %v; kept should be %v", f, info.ModTime(), err, kept)
		}
	}
	d.wantPages(map[string]string{"public/same": "same", "public/touched": "was right", "public/changed": "2"})
}

func TestRefusals(t *testing.T) {
	tests := []struct {
		name   string
		dir    string // in the site folder, which is "s" in a temporary one
		make   func(d desk)
		reason error
	}{
		{"the site", "s", nil, ErrIsSite},
		{"the site by another way", "s/x/..", nil, ErrIsSite},
		{"a parent of the site", ".", nil, ErrIsSite},
		{"a link to the site", "link", func(d desk) { os.Symlink("s", filepath.Join(d.site, "link")) }, ErrIsSite},
		{"a link to nowhere", "link", func(d desk) { os.Symlink("nowhere", filepath.Join(d.site, "link")) }, ErrNotFolder},
		{"a file", "s/out", func(d desk) { d.put("s/out", "x") }, ErrNotFolder},
		{"someone's folder", "s/out", func(d desk) { d.put("s/out/x.txt", "x") }, ErrNotOurs},
		{"another tool's manifest", "s/out", func(d desk) { d.put("s/out/manifest.json", `{"name":"app"}`) }, ErrNotOurs},
		{"a manifest that leads out", "s/out", func(d desk) {
			d.put("s/out/manifest.json", `{"format":1,"generator":"fukusen","files":{"../data/a.csv":""}}`)
		}, ErrNotOurs},
		{"a file in the way", "s/out", func(d desk) {
			d.put("s/out/manifest.json", `{"format":1,"generator":"fukusen","files":{}}`)
			d.put("s/out/index.html", "by hand")
		}, ErrForeign},
		{"a linked folder in the way", "s/out", func(d desk) {
			d.put("s/out/manifest.json", `{"format":1,"generator":"fukusen","files":{}}`)
			os.Symlink(filepath.Join("..", "data"), filepath.Join(d.site, "s/out/kpi"))
		}, ErrForeign},
		{"a running process", "s/out", func(d desk) {
			d.put("s/.fukusen-stage-out/owner", strconv.Itoa(os.Getppid()))
		}, ErrBusy},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t)
			d.put("s/data/a.csv", "raw")
			if tt.make != nil {
				tt.make(d)
			}
			before := d.all()
			tree := treeOf(map[string]string{"index.html": "new", "kpi/a.html": "new"})
			err := Commit(context.Background(), filepath.Join(d.site, tt.dir), filepath.Join(d.site, "s"), tree, Options{})
			var e *Error
			if !errors.Is(err, tt.reason) || !errors.As(err, &e) || e.Dir == "" {
				t.Errorf("Commit = %v, want %v", err, tt.reason)
			}
			if after := d.all(); !maps.Equal(before, after) {
				t.Errorf("on disk:\n%s\nwant:\n%s", show(after), show(before))
			}
		})
	}
}

func TestUnwritable(t *testing.T) {
	d := newDesk(t)
	deny := func(op, name string) error { return &fs.PathError{Op: op, Path: name, Err: fs.ErrPermission} }
	err := Commit(context.Background(), d.dir, d.site, &Tree{}, Options{hooks: hooks{fault: deny}})
	if !errors.Is(err, ErrUnwritable) {
		t.Errorf("Commit = %v, want %v", err, ErrUnwritable)
	}
}

func TestNamesThatDifferInCaseAreRefused(t *testing.T) {
	d := newDesk(t)
	err := Commit(context.Background(), d.dir, d.site, treeOf(map[string]string{"about.html": "", "About.html": ""}), Options{})
	if !errors.Is(err, ErrSameName) || !strings.Contains(err.Error(), "About.html, about.html") {
		t.Errorf("Commit = %v, want %v with both names", err, ErrSameName)
	}
}

func TestACommitThroughALinkGoesToWhereItLeads(t *testing.T) {
	d := newDesk(t)
	elsewhere := t.TempDir()
	if err := os.Symlink(elsewhere, d.dir); err != nil {
		t.Skip(err)
	}
	d.commit(map[string]string{"a": "1"})
	if data, err := os.ReadFile(filepath.Join(elsewhere, "a")); string(data) != "1" {
		t.Errorf("got %q, %v", data, err)
	}
}

func TestMissingFoldersAboveAreMade(t *testing.T) {
	d := newDesk(t)
	d.dir = filepath.Join(d.site, "out", "2026", "public")
	d.commit(map[string]string{"a": "1"})
	if got := d.all()["out/2026/public/a"]; got != "1" {
		t.Errorf("got %q", got)
	}
}

func TestStageOfADeadProcessIsTakenOver(t *testing.T) {
	dead := exec.Command(os.Args[0], "-test.run=^$")
	if err := dead.Run(); err != nil {
		t.Fatal(err)
	}
	pid := strconv.Itoa(dead.Process.Pid)
	d := newDesk(t)
	d.put(".fukusen-stage-public/owner", pid)
	d.put(".fukusen-stage-public/new/half", "writ")
	d.put(".fukusen-tmp-"+pid+"-public/old/x", "x")
	d.put(".fukusen-tmp-"+pid+"-other/old/x", "of another folder")
	d.commit(map[string]string{"a": "1"})
	d.wantPages(map[string]string{"public/a": "1", ".fukusen-tmp-" + pid + "-other/old/x": "of another folder"})
}

func TestTwoCommitsInOneProcess(t *testing.T) {
	d := newDesk(t)
	var inner error
	var tree Tree
	tree.AddFunc("a", "", func() ([]byte, error) {
		inner = Commit(context.Background(), d.dir, d.site, &Tree{}, Options{})
		return []byte("1"), nil
	})
	if err := Commit(context.Background(), d.dir, d.site, &tree, Options{}); err != nil {
		t.Fatal(err)
	}
	if !errors.Is(inner, ErrBusy) {
		t.Errorf("Commit during a commit = %v, want %v", inner, ErrBusy)
	}
	d.wantPages(map[string]string{"public/a": "1"})
}

func TestFailedContentLeavesTheOldSite(t *testing.T) {
	d := newDesk(t)
	d.commit(map[string]string{"a": "1", "b": "1"})
	tree := treeOf(map[string]string{"a": "2"})
	broken := errors.New("broken")
	tree.AddFunc("b", "", func() ([]byte, error) { return nil, broken })
	if err := Commit(context.Background(), d.dir, d.site, tree, Options{}); !errors.Is(err, broken) {
		t.Errorf("Commit = %v, want %v", err, broken)
	}
	d.wantPages(map[string]string{"public/a": "1", "public/b": "1"})
}

func TestCancelledStagingLeavesNothing(t *testing.T) {
	d := newDesk(t)
	ctx, cancel := context.WithCancel(context.Background())
	tree := treeOf(map[string]string{"b": "2"})
	tree.AddFunc("a", "", func() ([]byte, error) { cancel(); return []byte("1"), nil })
	if err := Commit(ctx, d.dir, d.site, tree, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Commit = %v, want %v", err, context.Canceled)
	}
	d.wantPages(map[string]string{})
}

// A file system that ignores case shows one file under two names, as a hard
// link does.
func TestAChangeOfCaseKeepsTheFile(t *testing.T) {
	for _, data := range []string{"old", "new"} {
		d := newDesk(t)
		d.commit(map[string]string{"Area.html": "old"})
		if err := os.Link(filepath.Join(d.dir, "Area.html"), filepath.Join(d.dir, "area.html")); err != nil {
			t.Skip(err)
		}
		d.commit(map[string]string{"area.html": data})
		d.wantPages(map[string]string{"public/area.html": data})
	}
}

func TestPathsOfTheSystem(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a backslash is a separator here")
	}
	d := newDesk(t)
	d.commit(map[string]string{`a\b`: "1", "競技/陸上.html": "2"})
	d.wantPages(map[string]string{`public/a\b`: "1", "public/競技/陸上.html": "2"})
}
