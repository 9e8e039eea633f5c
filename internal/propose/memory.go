package propose

import (
	"bytes"
	"io/fs"
	"time"
)

// memory is a folder of files that were made here.
type memory map[string][]byte

// Open opens a file; there are no folders.
func (m memory) Open(name string) (fs.File, error) {
	data, ok := m[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &memoryFile{bytes.NewReader(data), name}, nil
}

type memoryFile struct {
	*bytes.Reader
	name string
}

// Close has nothing to do.
func (f *memoryFile) Close() error { return nil }

// Stat describes the file.
func (f *memoryFile) Stat() (fs.FileInfo, error) { return memoryInfo{f}, nil }

type memoryInfo struct{ *memoryFile }

// Name, Size, Mode, ModTime, IsDir and Sys make it an fs.FileInfo.
func (i memoryInfo) Name() string       { return i.name }
func (i memoryInfo) Size() int64        { return i.Reader.Size() }
func (i memoryInfo) Mode() fs.FileMode  { return 0o444 }
func (i memoryInfo) ModTime() time.Time { return time.Time{} }
func (i memoryInfo) IsDir() bool        { return false }
func (i memoryInfo) Sys() any           { return nil }
