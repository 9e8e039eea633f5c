package rows

import (
	"io"
	"io/fs"
)

// Sniff gives the header alone, cleaned, from the first 64 kB of the file; nil
// if there is none. It complains of nothing: that is for Open.
func Sniff(fsys fs.FS, path string, opt Options) ([]string, error) {
	r, _, err := Open(beginning{fsys}, path, opt)
	if r == nil {
		return nil, err
	}
	return r.Header(), r.Close()
}

// beginning shows the first 64 kB of every file.
type beginning struct{ fs.FS }

func (b beginning) Open(name string) (fs.File, error) {
	f, err := b.FS.Open(name)
	if err != nil {
		return nil, err
	}
	return &startOf{f, io.LimitReader(f, 1<<16)}, nil
}

type startOf struct {
	fs.File
	r io.Reader
}

func (s *startOf) Read(p []byte) (int, error) { return s.r.Read(p) }
