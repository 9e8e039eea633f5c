package rows

import (
	"io"
	"io/fs"
	"runtime"
	"strings"
	"testing"

	"fukusen/internal/diag"
)

// generated is a file system whose files are made while they are read: a head,
// a piece many times, a tail.
type generated struct {
	head, piece, tail string
	n                 int
}

type generatedFile struct {
	io.Reader
	name string
}

func (g generated) Open(name string) (fs.File, error) {
	middle := &repeating{piece: []byte(strings.Repeat(g.piece, max(1, 1<<16/len(g.piece)))), left: int64(g.n) * int64(len(g.piece))}
	return &generatedFile{io.MultiReader(strings.NewReader(g.head), middle, strings.NewReader(g.tail)), name}, nil
}

func (f *generatedFile) Close() error               { return nil }
func (f *generatedFile) Stat() (fs.FileInfo, error) { return nil, fs.ErrInvalid }

// repeating gives a piece again and again.
type repeating struct {
	piece []byte
	at    int
	left  int64
}

func (r *repeating) Read(p []byte) (int, error) {
	if r.left == 0 {
		return 0, io.EOF
	}
	n := copy(p[:min(int64(len(p)), r.left)], r.piece[r.at:])
	r.at = (r.at + n) % len(r.piece)
	r.left -= int64(n)
	return n, nil
}

// drained counts the rows of a file and what was allocated for them.
func drained(t *testing.T, fsys fs.FS) (rows int, finds diag.List, allocated uint64) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r, finds, err := Open(fsys, "f.csv", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r != nil {
		for _, ok := r.Next(); ok; _, ok = r.Next() {
			rows++
		}
		finds = append(finds, r.Findings()...)
		if r.Err() != nil || r.Close() != nil {
			t.Fatal(r.Err())
		}
	}
	runtime.ReadMemStats(&after)
	return rows, finds, after.TotalAlloc - before.TotalAlloc
}

// Whatever a file is like, it takes little memory and ends.
func TestLimits(t *testing.T) {
	const mb = 1 << 20
	long := "f.csv:3: the row that begins in line 3 is longer than 1 MB [csv/long]\n"
	tests := []struct {
		name string
		file generated
		rows int
		want string
	}{
		{"a cell of 100 MB", generated{"a,b\n1,2\n3,\"", "表x\n", "\"\n5,6\n", 20 * mb}, 1, long},
		{"a line of 256 MB", generated{"a,b\n1,2\n", "xxxxxxxxxxxxxxxx", "\n5,6\n", 16 * mb}, 1, long},
		{"a first line of 64 MB", generated{"", "xxxxxxxxxxxxxxxx", "\n5,6\n", 4 * mb}, 0, strings.ReplaceAll(long, "3", "1")},
		{"a record of 1 MB", generated{"a,b\n1,2\n3,", "x", "\n5,6\n", mb - 3}, 3, ""},
		{"a record of more", generated{"a,b\n1,2\n3,", "x", "\n5,6\n", mb - 2}, 1, long},
		{"an unclosed quote", generated{"a,b\n1,2\n\"", "xxxx,xxxx\n", "", 10 * mb}, 1, long},
		{"a header of a million columns", generated{"a", ",", "\n1,2\n", 1000000}, 0, "f.csv:1: the header has 1000001 columns; the limit is 2000 [csv/columns]\n"},
		{"a row of a million columns", generated{"a,b\n1,2\n3", ",", "4\n5,6\n", 1000000}, 2, "f.csv:3:4: the row has 1000001 fields, the header 2 [csv/fields]\n"},
		{"ten million empty lines", generated{"a,b\n1,2\n", "\r\n", "5,6\n", 10000000}, 2, ""},
		{"ten million lines of commas", generated{"a,b\n1,2\n", ",\n", "5,6\n", 10000000}, 2, ""},
		{"only empty lines", generated{"", "\n", "", 10000000}, 0, "f.csv: the file is empty [csv/empty]\n"},
		{"a million bad rows", generated{"a,b\n1,2\n", "1\n", "", 1000000}, 1, short(3, 1000000)},
		{"32 MB of rows", generated{"a,b\n", "1,23456\n", "", 4 * mb}, 4 * mb, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rows, finds, allocated := drained(t, tt.file)
			if lines(finds) != tt.want || rows != tt.rows {
				t.Errorf("%d rows, want %d\ngot:\n%swant:\n%s", rows, tt.rows, lines(finds), tt.want)
			}
			if allocated > 160*mb {
				t.Errorf("it takes %d MB", allocated/mb)
			}
		})
	}
}
