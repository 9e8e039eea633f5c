package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"fukusen/themes"
)

var update = flag.Bool("update", false, "rewrite what the scripts expect; read the diff before committing")

// Files are counted in the scripts, so none may depend on whether npm was there.
func TestMain(m *testing.M) {
	themes.Default = themes.Plain
	testscript.Main(m, map[string]func(){"fukusen": main})
}

// TestScript runs the scripts, which are the contract of the command line: what
// is said, with which status, and that nothing is written when a run fails.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("SOURCE_DATE_EPOCH", "1893456000") // 1 January 2030: no quarter of the scripts lies in the future
			return nil
		},
		Condition: condition,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status, "gen": gen, "bytes": writeBytes, "workbook": workbook, "same": same, "clean": clean, "seal": seal,
		},
	})
}

// condition knows root, whom no rights stop.
func condition(name string) (bool, error) {
	if name == "root" {
		return os.Geteuid() == 0, nil
	}
	return false, fmt.Errorf("unknown condition %q", name)
}

// status N COMMAND [ARG...] runs a command that must end with the status N.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N COMMAND [ARG...]")
	}
	got := 0
	err := ts.Exec(args[1], args[2:]...)
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("status %d, want %s", got, args[0])
	}
}

// gen FILE ROWS [LINE] writes answers to a survey; in the line stands a byte
// that is no character.
func gen(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: gen FILE ROWS [LINE]")
	}
	rows, err := strconv.Atoi(args[1])
	ts.Check(err)
	var b bytes.Buffer
	b.WriteString("期間,提出者,調査対象,職場推奨度,備考\n")
	for i := range rows {
		note := "なし"
		if len(args) > 2 && args[2] == strconv.Itoa(i+2) {
			note = "な\xff"
		}
		fmt.Fprintf(&b, "2026FQ1,acme,従業員,%d,%s\n", i%11, note)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o644))
}

// bytes FILE HEX writes a file that no text can show.
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: bytes FILE HEX")
	}
	data, err := hex.DecodeString(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o644))
}

// workbook FILE writes what Excel does, as far as it can be told by its bytes.
func workbook(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: workbook FILE")
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"} {
		w, err := z.Create(name)
		ts.Check(err)
		_, err = w.Write([]byte("<x/>"))
		ts.Check(err)
	}
	ts.Check(z.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o644))
}

// seal FILE gives a release file that was edited the hash of its new content,
// as somebody would who knows how.
func seal(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: seal FILE")
	}
	own := regexp.MustCompile(`"sha256": "[0-9a-f]*"`)
	body := own.ReplaceAllString(ts.ReadFile(args[0]), `"sha256": ""`)
	body = own.ReplaceAllString(body, fmt.Sprintf(`"sha256": "%x"`, sha256.Sum256([]byte(body))))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(body), 0o644))
}

// same DIR DIR compares two folders, byte by byte.
func same(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: same DIR DIR")
	}
	a, err := readTree(ts.MkAbs(args[0]))
	ts.Check(err)
	b, err := readTree(ts.MkAbs(args[1]))
	ts.Check(err)
	switch diff := difference(a, b); {
	case len(a) == 0:
		ts.Fatalf("%s is empty", args[0])
	case neg && diff == "":
		ts.Fatalf("%s and %s are the same", args[0], args[1])
	case !neg && diff != "":
		ts.Fatalf("%s and %s: %s", args[0], args[1], diff)
	}
}

// clean DIR fails if a run has left anything of its own in the folder.
func clean(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: clean DIR")
	}
	left, err := leftovers(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(left) > 0 {
		ts.Fatalf("left over: %q", left)
	}
}

// leftovers lists the hidden files that output and release work with.
func leftovers(dir string) ([]string, error) {
	var left []string
	err := filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
		if base := filepath.Base(name); strings.HasPrefix(base, ".fukusen-") || strings.HasPrefix(base, ".release-") {
			left = append(left, name)
		}
		return err
	})
	return left, err
}

// readTree gives the content of each file by its slash path.
func readTree(dir string) (map[string]string, error) {
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	return files, err
}

// difference names the files that are not the same in both trees, up to five.
func difference(a, b map[string]string) string {
	var names []string
	for name, data := range a {
		if other, ok := b[name]; !ok || other != data {
			names = append(names, name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	if len(names) > 5 {
		names = append(names[:5], "…")
	}
	return strings.Join(names, " ")
}

func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files, err := readTree(dir)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// fukusen runs the command, which must succeed.
func fukusen(t *testing.T, args ...string) {
	t.Helper()
	if out, err := exec.Command("fukusen", args...).CombinedOutput(); err != nil {
		t.Fatalf("fukusen %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}
