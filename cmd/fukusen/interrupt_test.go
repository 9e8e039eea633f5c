//go:build !windows

package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"fukusen/internal/sample"
)

// A bench is a site that has been built and then changed, so that the next
// build rewrites nearly every file.
type bench struct {
	dir            string
	before, after  map[string]string // of public
	backup, public string
}

func newBench(t *testing.T) *bench {
	t.Helper()
	if testing.Short() {
		t.Skip("it builds a site several times")
	}
	dir := filepath.Join(t.TempDir(), "site")
	b := &bench{dir: dir, public: filepath.Join(dir, "public"), backup: filepath.Join(filepath.Dir(dir), "backup")}
	generate(t, dir)
	fukusen(t, "build", "-s", dir, "-o", b.backup)
	config := sampleConfig + "title: {ja: 新しい名前, en: New name}\n"
	if err := os.WriteFile(filepath.Join(dir, "fukusen.yaml"), []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	fukusen(t, "build", "-s", dir)
	b.before, b.after = tree(t, b.backup), tree(t, b.public)
	return b
}

// generate writes a site of about a hundred pages.
func generate(t *testing.T, dir string) {
	t.Helper()
	write := func(path string, data []byte) error {
		name := filepath.Join(dir, filepath.FromSlash(path))
		return errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, data, 0o644))
	}
	opt := sample.SurveyOptions{Rows: 100, Keys: 640, Areas: []string{"18201", "18202", "18204", "18205", "18206", "18207"}}
	var answers bytes.Buffer
	err := errors.Join(
		write("fukusen.yaml", []byte(sampleConfig)), sample.Registry(write, opt),
		sample.Survey(&answers, opt), write("data/survey.csv", answers.Bytes()),
	)
	if err != nil {
		t.Fatal(err)
	}
}

// reset puts the old site back.
func (b *bench) reset(t *testing.T) {
	t.Helper()
	if err := errors.Join(os.RemoveAll(b.public), os.CopyFS(b.public, os.DirFS(b.backup))); err != nil {
		t.Fatal(err)
	}
}

// next builds once more and wants the new site and nothing besides.
func (b *bench) next(t *testing.T) {
	t.Helper()
	fukusen(t, "build", "-s", b.dir)
	if diff := difference(tree(t, b.public), b.after); diff != "" {
		t.Errorf("after the next run these files are not of the new site: %s", diff)
	}
	b.clean(t)
}

func (b *bench) clean(t *testing.T) {
	t.Helper()
	if left, err := leftovers(b.dir); err != nil || len(left) > 0 {
		t.Errorf("left over: %q, %v", left, err)
	}
}

// staged counts the files that a run has prepared.
func (b *bench) staged() int {
	n := 0
	filepath.WalkDir(filepath.Join(b.dir, ".fukusen-stage-public", "new"), func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			n++
		}
		return nil // it comes and goes while we look
	})
	return n
}

// moving reports whether a run has begun to move files in.
func (b *bench) moving() bool {
	_, err := os.Lstat(filepath.Join(b.dir, ".fukusen-stage-public", "journal.json"))
	return err == nil
}

// stop builds and sends the signal at the moment. It gives the status, -1 if
// the signal ended the process, and what was said.
func (b *bench) stop(t *testing.T, sig os.Signal, moment func() bool) (status int, said string) {
	t.Helper()
	var errOut bytes.Buffer
	cmd := exec.Command("fukusen", "build", "-s", b.dir)
	cmd.Stderr = &errOut
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for !moment() {
		select {
		case <-ended:
			return cmd.ProcessState.ExitCode(), errOut.String()
		default:
		}
	}
	if err := cmd.Process.Signal(sig); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	<-ended
	return cmd.ProcessState.ExitCode(), errOut.String()
}

// TestInterrupt stops runs with Ctrl+C at several moments: while they read and
// compute, and when some files, or nearly all, are prepared.
func TestInterrupt(t *testing.T) {
	b := newBench(t)
	others := 1
	begun := func() bool { // others that began later have ended, each time more of them
		others *= 2
		for range others {
			if err := exec.Command("fukusen", "version").Run(); err != nil {
				t.Error(err)
			}
		}
		return true
	}
	moments := []struct {
		name string
		at   func() bool
	}{
		{"soon", begun},
		{"first file", func() bool { return b.staged() >= 1 }},
		{"half of the files", func() bool { return b.staged() >= len(b.after)/2 }},
		{"nearly all files", func() bool { return b.staged() >= len(b.after)*9/10 }},
	}
	stopped := 0
	for _, m := range moments {
		t.Run(m.name, func(t *testing.T) {
			b.reset(t)
			status, said := b.stop(t, os.Interrupt, m.at)
			for try := 0; status == -1 && said == "" && try < 5; try++ { // it had not begun
				status, said = b.stop(t, os.Interrupt, m.at)
			}
			want := b.before
			switch {
			case status == exitFailed && strings.Contains(said, "中断しました"):
				stopped++
			case status == exitDone: // too late
				want = b.after
			default:
				t.Errorf("status %d, said:\n%s", status, said)
			}
			if diff := difference(tree(t, b.public), want); diff != "" {
				t.Errorf("status %d, and these files are not as they should be: %s", status, diff)
			}
			b.clean(t)
			b.next(t)
		})
	}
	if stopped < 2 {
		t.Errorf("only %d of %d runs were stopped in time", stopped, len(moments))
	}
}

// TestKill ends runs at once, as a power cut does: the next one clears up.
func TestKill(t *testing.T) {
	b := newBench(t)
	for name, at := range map[string]func() bool{
		"preparing": func() bool { return b.staged() >= 10 },
		"moving":    b.moving,
	} {
		t.Run(name, func(t *testing.T) {
			b.reset(t)
			if status, said := b.stop(t, syscall.SIGKILL, at); status != -1 {
				t.Skipf("the run was faster (status %d): %s", status, said)
			}
			b.next(t)
		})
	}
}

// TestFailure lets the n-th file fail: a folder that is not ours stands in its
// place. What was moved in before goes back.
func TestFailure(t *testing.T) {
	b := newBench(t)
	var changed []string
	for name, data := range b.after {
		if b.before[name] != data && name != "manifest.json" {
			changed = append(changed, name)
		}
	}
	slices.Sort(changed)
	for _, n := range []int{0, len(changed) - 1} {
		t.Run(changed[n], func(t *testing.T) {
			b.reset(t)
			blocked := filepath.Join(b.public, filepath.FromSlash(changed[n]))
			if err := errors.Join(os.Remove(blocked), os.Mkdir(blocked, 0o755), os.WriteFile(filepath.Join(blocked, "mine.txt"), nil, 0o644)); err != nil {
				t.Fatal(err)
			}
			before := tree(t, b.public)
			status, said := b.stop(t, os.Interrupt, func() bool { return false })
			if status != exitFailed || !strings.Contains(said, filepath.FromSlash(changed[n])) {
				t.Errorf("status %d, said:\n%s", status, said)
			}
			if diff := difference(tree(t, b.public), before); diff != "" {
				t.Errorf("these files were changed: %s", diff)
			}
			b.clean(t)
			if err := os.RemoveAll(blocked); err != nil {
				t.Fatal(err)
			}
			b.next(t)
		})
	}
}
