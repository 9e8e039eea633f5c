package output

import (
	"errors"
	"io/fs"
)

// Reasons why Commit will not write. Nothing below the output folder has
// changed when one is returned.
var (
	ErrNotOurs    = errors.New("the folder holds files and no manifest of fukusen")
	ErrIsSite     = errors.New("the folder is the site itself or holds it")
	ErrNotFolder  = errors.New("it is not a folder")
	ErrUnwritable = errors.New("the folder or the one above it cannot be written")
	ErrForeign    = errors.New("a file that fukusen did not write is in the way")
	ErrSameName   = errors.New("two files differ only in upper and lower case")
	ErrBusy       = errors.New("another fukusen is writing the folder")
)

// An Error says why a folder was not written. Use errors.Is with the reasons
// of this package to find out which one it is.
type Error struct {
	Dir    string // output folder, as it was given
	Path   string // slash path of the file in question inside Dir; for ErrBusy the full path of the file that names the other process; may be empty
	Reason error  // one of the reasons of this package, or nil
	Err    error  // what the system said; may be nil
}

// Error gives the folder, the file if it is about one, and the reasons.
func (e *Error) Error() string {
	s := "writing " + e.Dir
	if e.Path != "" {
		s += ": " + e.Path
	}
	if e.Reason != nil {
		s += ": " + e.Reason.Error()
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap gives the reason and the cause.
func (e *Error) Unwrap() []error {
	var all []error
	for _, err := range []error{e.Reason, e.Err} {
		if err != nil {
			all = append(all, err)
		}
	}
	return all
}

// because gives an error of the system its folder and, where it is about
// rights, its reason. An *Error stays as it is.
func because(dir string, err error) error {
	var e *Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &e):
		return err
	case errors.Is(err, fs.ErrPermission):
		return &Error{Dir: dir, Reason: ErrUnwritable, Err: err}
	}
	return &Error{Dir: dir, Err: err}
}
