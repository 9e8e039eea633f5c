package site

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"fukusen/internal/audit"
	"fukusen/internal/diag"
	"fukusen/internal/protect"
	"fukusen/themes"
)

// unprotected builds a site with all withholding switched off, and gives what
// the audit finds in it; and what it finds in the site as it is.
func unprotected(t *testing.T, dir string) (without, with diag.List) {
	t.Helper()
	s := newStages(Options{Dir: dir, Theme: themes.Default})
	tree, err := s.make(context.Background())
	if err != nil || tree == nil {
		t.Fatalf("%v %v", err, s.result.Findings)
	}
	with = s.result.Disclosure
	opt := s.rules()
	opt.Off = true
	if s.cube, _, _, err = protect.Apply(s.raw, s.ledger, s.described(), opt); err != nil {
		t.Fatal(err)
	}
	if tree, err = s.write(); err != nil || tree == nil {
		t.Fatalf("%v %v", err, s.result.Findings)
	}
	report, err := audit.Run(tree.FS())
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Small) == 0 {
		t.Error("no small number is named")
	}
	return report.Findings(), with
}

// Without protection the audit names the leaks, which stops the build with
// status 3; with it there are none.
func TestUnprotectedSitesLeak(t *testing.T) {
	for name, make := range map[string]func(t *testing.T) string{
		"example": func(*testing.T) string { return filepath.Join("..", "..") },
		"fukui":   fukuiWithExports,
	} {
		t.Run(name, func(t *testing.T) {
			without, with := unprotected(t, make(t))
			r := Result{Disclosure: without}
			if without.Errors() == 0 || r.OK(false) {
				t.Errorf("without protection %d leaks are named, OK is %v", without.Errors(), r.OK(false))
			}
			if with.Errors() > 0 {
				t.Errorf("with protection %d leaks are named: %v", with.Errors(), with[0])
			}
			t.Logf("%d leaks without protection, %d with it", without.Errors(), with.Errors())
		})
	}
}

// fukuiWithExports is the site folder of the Fukui test with its exports.
func fukuiWithExports(t *testing.T) string {
	exports, err := filepath.Glob("../../../shared/realdata/survey-fukui/*.csv")
	if err != nil || len(exports) == 0 {
		t.Skip("the exports of Fukui are not beside the checkout")
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/fukui")); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "data", "survey"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range exports {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "data", "survey", filepath.Base(name)), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
