package rows

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"fukusen/internal/diag"
)

// everything prints all that a reading of a file gives.
func everything(t testing.TB, content string, opt Options) string {
	t.Helper()
	got := readAll(t, content, opt)
	return printed(got)
}

func printed(got result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%q\n", got.header)
	for i, row := range got.rows {
		fmt.Fprintf(&b, "%q %v\n", row, got.places[i])
	}
	return b.String() + lines(got.finds)
}

// inParts reads a file in parts, as readAll does in one.
func inParts(t testing.TB, content string, opt Options, n int) (result, int) {
	t.Helper()
	fsys := fstest.MapFS{"f.csv": {Data: []byte(content)}}
	r, finds, err := Open(fsys, "f.csv", opt)
	if err != nil {
		t.Fatal(err)
	}
	res := result{finds: finds}
	if r == nil {
		return res, 0
	}
	res.header = r.Header()
	parts, err := r.Split(n)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range slices.Backward(parts) { // any order will do
		var part result
		drain(p, &part)
		res.rows = append(part.rows, res.rows...)
		res.places = append(part.places, res.places...)
	}
	res.finds = append(res.finds, Join(parts)...)
	for _, p := range parts {
		if p.Err() != nil || p.Close() != nil {
			t.Fatal(p.Err())
		}
	}
	return res, len(parts)
}

func drain(r *Reader, res *result) {
	for row, ok := r.Next(); ok; row, ok = r.Next() {
		var places []diag.Pos
		for i := range row {
			places = append(places, r.Pos(i))
		}
		res.rows = append(res.rows, cloned(slices.Clone(row)))
		res.places = append(res.places, places)
	}
}

// encoded gives a text in every encoding, and what Options need for it.
func encoded(s string) map[string]string {
	le := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()
	be := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder()
	all := map[string]string{UTF8: s}
	all[utf16LE], _ = le.String(s)
	all[utf16BE], _ = be.String(s)
	for _, e := range []struct {
		name    string
		encoder interface{ String(string) (string, error) }
	}{
		{CP932, japanese.ShiftJIS.NewEncoder()}, {EUCJP, japanese.EUCJP.NewEncoder()}, {ISO2022JP, japanese.ISO2022JP.NewEncoder()},
	} {
		if b, err := e.encoder.String(s); err == nil {
			all[e.name] = b
		}
	}
	return all
}

// agree compares both tokenizers, and the file in parts with the whole.
func agree(t *testing.T, content string, opt Options) {
	t.Helper()
	strictly, quickly := opt, opt
	strictly.strict = true
	a, b := everything(t, content, strictly), everything(t, content, quickly)
	if a != b {
		t.Fatalf("%q, %+v\nstrict:\n%s\nfast:\n%s", content, opt, a, b)
	}
	if strings.Contains(a, "[csv/long]") {
		return
	}
	for _, spacing := range []int64{1, 9} {
		quickly.spacing = spacing
		c, _ := inParts(t, content, quickly, 3)
		if c := printed(c); c != a {
			t.Fatalf("%q, %+v\nstrict:\n%s\nin parts:\n%s", content, opt, a, c)
		}
	}
}

// bricks are what the random files of the test are built of.
var bricks = []string{
	"a", "b,c", "東京", "ｱ", "\"", "\"\"", "\"x\"", ",\"", "\",", "\n", "\r\n", "\r", "\n\n", ",", "\t", ";", " ", "\uFEFF", "\u3000", "\uFFFD",
	"期間,人数\n", "(人),(円)\n", "注)x\n", "※\n", "#a", "1,2\n", "3,4\n", "\"5\",\"6\"\n", "\"7\r\n8\",\"9\"\"\"\n", "12345678901234567890",
}

func TestFastAgreesWithStrict(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var b strings.Builder
		if rng.IntN(2) == 0 {
			b.WriteString("期間,人数\n")
		}
		for range rng.IntN(14) {
			b.WriteString(bricks[rng.IntN(len(bricks))])
		}
		opt := Options{HeaderRow: max(0, rng.IntN(8)-5), HeaderRows: max(0, rng.IntN(6)-3)}
		for encoding, content := range encoded(b.String()) {
			opt.Encoding = ""
			if slices.Contains(encodings, encoding) && rng.IntN(2) == 0 {
				opt.Encoding = encoding
			}
			agree(t, content, opt)
		}
	}
}

// Records at the limit, across the edges of buffers, and lines beyond all
// measure are the same for both.
func TestFastAgreesOnLargeRecords(t *testing.T) {
	for _, long := range []string{
		strings.Repeat("x", longest-4), strings.Repeat("x", longest-3), strings.Repeat("x", longest+100), strings.Repeat("x", 3*longest),
		"\"" + strings.Repeat("\"\"", longest-4) + "\"", "\"" + strings.Repeat("\r\n", longest-4) + "\"", "\"" + strings.Repeat("\n", longest+1) + "\"",
		strings.Repeat(",", 3000), "\"" + strings.Repeat("表\n", 60000) + "\"", strings.Repeat("x", 5*longest), strings.Repeat("\n", longest),
	} {
		content := "a,b\n1,2\n3," + long + "\n5,6\n"
		a, b := readAll(t, content, Options{strict: true}), readAll(t, content, Options{})
		if !equal(a, b) {
			t.Errorf("%.20q: not the same:\n%s%s", long, lines(a.finds), lines(b.finds))
		}
		if c, _ := inParts(t, content, Options{spacing: 1 << 17}, 2); !strings.Contains(lines(a.finds), "[csv/long]") && !equal(a, c) {
			t.Errorf("%.20q: not the same in parts", long)
		}
	}
}

// equal is printed(a) == printed(b) for large records.
func equal(a, b result) bool {
	return slices.EqualFunc(a.rows, b.rows, slices.Equal) && slices.EqualFunc(a.places, b.places, slices.Equal) && lines(a.finds) == lines(b.finds)
}

// A file with all kinds of junk gives the same in two parts as in twenty.
func TestSplit(t *testing.T) {
	var b strings.Builder
	b.WriteString("\uFEFF表1\n期間,人数,,備考\n,(人),,\n")
	for i := range 60 * shown() {
		switch {
		case i%500 == 499:
			b.WriteString("期間,人数,,備考\n,(人),,\n")
		case i%700 == 699:
			b.WriteString("注) 速報,,,\n")
		case i%50 == 49:
			b.WriteString("1,2,3,4,5\n")
		case i%300 == 250:
			b.WriteString("\"x\r\ny\",\"\"\"\",!,\r\n\n")
		default:
			fmt.Fprintf(&b, "%d,東京,,\n", i)
		}
	}
	opt := Options{IsHeader: named("期間", "人数"), spacing: 1000}
	for _, content := range []string{b.String(), sjis(t, strings.TrimPrefix(b.String(), bom)) + "\x80,\xFF,,\n"} {
		want := everything(t, content, opt)
		for _, rule := range []string{"csv/more", "csv/repeated-header", "csv/no-header", "csv/notes", "csv/header-junk"} {
			if !strings.Contains(want, rule) {
				t.Errorf("no finding %s:\n%s", rule, lines(readAll(t, content, opt).finds))
			}
		}
		for _, n := range []int{1, 2, 3, 20} {
			got, parts := inParts(t, content, opt, n)
			if printed(got) != want {
				t.Errorf("%d parts give something else", n)
			}
			if parts != n {
				t.Errorf("%d parts, want %d", parts, n)
			}
		}
	}
	content := strings.TrimSuffix(strings.Repeat("x\n", 10), "\n")
	for n := range 12 { // whatever is cut, no row is lost
		if got, parts := inParts(t, "a\n"+content, Options{spacing: 1}, n); len(got.rows) != 10 || parts != max(1, min(n, 10)) {
			t.Errorf("%d rows in %d parts, want 10 in %d", len(got.rows), parts, n)
		}
	}
	if _, parts := inParts(t, b.String(), Options{}, 4); parts != 1 {
		t.Errorf("a short file is split into %d", parts)
	}
}

// named judges headers by the names that they must have.
func named(required ...string) func([]string) float64 {
	return func(fields []string) float64 {
		n := 0
		for _, name := range required {
			if slices.Contains(fields, name) {
				n++
			}
		}
		return float64(n) / float64(len(required))
	}
}

func FuzzFastAgreesWithStrict(f *testing.F) {
	for _, s := range bricks {
		f.Add("期間,人数\n"+s, 0, "")
		f.Add(s+"\n\"1\",2\n", 2, CP932)
	}
	f.Fuzz(func(t *testing.T, content string, row int, encoding string) {
		if !slices.Contains(encodings, encoding) {
			encoding = ""
		}
		agree(t, content, Options{HeaderRow: row % 5, HeaderRows: row / 5 % 3, Encoding: encoding})
	})
}
