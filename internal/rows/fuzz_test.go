package rows

import (
	"bytes"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"
)

// changing is a file that is another each time it is opened.
type changing struct {
	contents []string
	opened   *int
}

func (c changing) Open(name string) (fs.File, error) {
	content := c.contents[min(*c.opened, len(c.contents)-1)]
	*c.opened++
	return fstest.MapFS{name: {Data: []byte(content)}}.Open(name)
}

// A file that is written while it is read is an error, and nothing worse.
func TestFileThatChanges(t *testing.T) {
	const content = "a,b\n1,\"2\"\n"
	for _, later := range []string{"a,b\n1,\"2\" x\n", "a,b\n1,\"2\n", "a,b\n1,\"2\"\r", "a,b\n1,\"2\"\rx\n", "a,b\n1,\"2\"\"\n"} {
		opened := 0
		r, finds, err := Open(changing{[]string{content, content, later}, &opened}, "f.csv", Options{})
		if err != nil || r == nil || opened != 3 {
			t.Fatalf("%v, opened %d times\n%s", err, opened, lines(finds))
		}
		for _, ok := r.Next(); ok; _, ok = r.Next() {
		}
		if wrong := !strings.HasSuffix(later, "\r"); errors.Is(r.Err(), errChanged) != wrong {
			t.Errorf("%q: %v", later, r.Err())
		}
		r.Close()
	}
}

func FuzzOpen(f *testing.F) {
	for _, s := range []string{difficult, bom + difficult, "a,b\r1,2\r", "a\n\"x", "\xFF\xFEa\x00", "a,b\n\x82\xA0,\x80\n", "a\tb\n", "\"\r\n\"\r,", "a\n\x1B$B0U\x1B(B", "\xFE\xFF\x00a\x00\n\xD8\x00"} {
		for i := range encodings {
			f.Add([]byte(s), i, 0)
			f.Add([]byte(s), -1, 2)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte, encoding, row int) {
		opt := Options{HeaderRow: row % 7, HeaderRows: row / 7 % 4, spacing: 7}
		if encoding >= 0 {
			opt.Encoding = encodings[encoding%len(encodings)]
		}
		if row < 0 {
			opt.IsHeader = func(fields []string) float64 { return float64(len(fields)) / 5 }
		}
		got, _ := inParts(t, string(b), opt, 3)
		for i, r := range got.rows {
			if len(r) != len(got.header) {
				t.Errorf("row %d has %d fields, the header %d", i, len(r), len(got.header))
			}
		}
		ends := 1 + bytes.Count(b, []byte("\n")) + bytes.Count(b, []byte("\r"))
		places := slices.Concat(got.places...)
		for _, p := range places {
			if p.Line < 1 || p.Line > ends || p.Col < 1 && opt.Encoding != ISO2022JP || p.Col > len(b)+1 {
				t.Errorf("%v is not in the file", p)
			}
		}
		shown := Excerpts(fstest.MapFS{"f.csv": {Data: b}}, "f.csv", opt, places)
		for _, p := range places {
			if e, ok := shown[p]; !ok || e.Start > e.End || e.End > len(e.Line) || !utf8.ValidString(e.Line) {
				t.Errorf("%v has the excerpt %+v", p, e)
			}
		}
	})
}
