package report

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Reasons why Save does not write, for errors.Is.
var (
	ErrPublic    = errors.New("the folder is the public site")
	ErrNotReport = errors.New("the file is no report")
)

// Save writes an HTML report to a file that only its owner can read. It refuses
// to write into the public folder or below it, and over anything that is no
// report; the folder of the file must be there. A failure leaves the old report.
func Save(name, public string, data []byte) error {
	if inside(filepath.Dir(name), public) {
		return &fs.PathError{Op: "write", Path: name, Err: ErrPublic}
	}
	switch ours, err := isReport(name); {
	case err != nil:
		return err
	case !ours:
		return &fs.PathError{Op: "write", Path: name, Err: ErrNotReport}
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".fukusen-report-*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err := errors.Join(err, f.Close()); err != nil {
		os.Remove(f.Name())
		return err
	}
	if err := os.Rename(f.Name(), name); err != nil {
		os.Remove(f.Name())
		return err
	}
	return nil
}

// inside reports whether the folder is the other or lies below it. Folders are
// compared as the system knows them, so that links and upper case hide nothing.
func inside(dir, other string) bool {
	there, err := os.Stat(other)
	if err != nil {
		return false
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return false
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return true
	}
	for {
		if here, err := os.Stat(dir); err == nil && os.SameFile(here, there) {
			return true
		}
		up := filepath.Dir(dir)
		if up == dir {
			return false
		}
		dir = up
	}
}

// isReport reports whether the file may be replaced: it is not there, or its
// first line has the marker.
func isReport(name string) (bool, error) {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return false, err
	}
	line, _ := bufio.NewReader(f).ReadString('\n') // what cannot be read has no marker
	return strings.Contains(line, Marker), nil
}
