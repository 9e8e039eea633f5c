package site

import "fukusen/internal/output"

// Reasons why a site could not be written, for errors.Is.
var (
	ErrNotOurs    = output.ErrNotOurs
	ErrIsSite     = output.ErrIsSite
	ErrNotFolder  = output.ErrNotFolder
	ErrUnwritable = output.ErrUnwritable
	ErrForeign    = output.ErrForeign
	ErrSameName   = output.ErrSameName
	ErrBusy       = output.ErrBusy
)

// An OutputError says which folder or file was not written, and why.
type OutputError = output.Error
