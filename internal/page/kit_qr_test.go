package page

import (
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The decoder below knows what ISO/IEC 18004 says of the versions that an
// address needs, at level M. It corrects no errors: a drawing has none.

// qrBlocks are the blocks of a version: how many, with how many bytes of data
// each; those of the second kind have one more.
var qrBlocks = map[int][2][2]int{
	1: {{1, 16}}, 2: {{1, 28}}, 3: {{1, 44}}, 4: {{2, 32}}, 5: {{2, 43}}, 6: {{4, 27}}, 7: {{4, 31}}, 8: {{2, 38}, {2, 39}}, 9: {{3, 36}, {2, 37}},
}

// qrAlignment is where the centres of the alignment patterns of a version are.
var qrAlignment = map[int][]int{
	2: {6, 18}, 3: {6, 22}, 4: {6, 26}, 5: {6, 30}, 6: {6, 34}, 7: {6, 22, 38}, 8: {6, 24, 42}, 9: {6, 26, 46},
}

var qrRun = regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1h-(\d+)z`)

// modules reads a drawing: what is dark, without the quiet zone.
func modules(t *testing.T, svg string) [][]bool {
	t.Helper()
	var doc struct {
		ViewBox string `xml:"viewBox,attr"`
		Role    string `xml:"role,attr"`
		Title   string `xml:"title"`
		Path    struct {
			D string `xml:"d,attr"`
		} `xml:"path"`
	}
	if err := xml.Unmarshal([]byte(svg), &doc); err != nil || doc.Role != "img" || doc.Title != "符号" {
		t.Fatal(err, doc)
	}
	size, err := strconv.Atoi(strings.Fields(doc.ViewBox)[2])
	if err != nil {
		t.Fatal(err)
	}
	n := size - 8
	dark := make([][]bool, n)
	for y := range dark {
		dark[y] = make([]bool, n)
	}
	for _, m := range qrRun.FindAllStringSubmatch(doc.Path.D, -1) {
		var v [4]int
		for i := range v {
			v[i], _ = strconv.Atoi(m[i+1])
		}
		for x := v[0]; x < v[0]+v[2]; x++ {
			dark[v[1]-4][x-4] = true // panics if the quiet zone is drawn in
		}
	}
	if qrRun.ReplaceAllString(doc.Path.D, "") != "" {
		t.Fatal("the path is not made of modules:", doc.Path.D)
	}
	return dark
}

// decodeQR reads the text of a code.
func decodeQR(t *testing.T, dark [][]bool) string {
	t.Helper()
	n := len(dark)
	version := (n - 17) / 4
	mask := 0
	for _, at := range []int{2, 3, 4} { // of the format: after two bits of the level, three of the mask
		mask = mask<<1 | bit(dark[8][at])
	}
	level := bit(dark[8][0])<<1 | bit(dark[8][1])
	mask, level = mask^0b101, level^0b10 // the format is written through 10101 0000010010
	if level != 0b00 || qrBlocks[version] == [2][2]int{} {
		t.Fatalf("version %d of level %d", version, level)
	}
	var bits []int
	up := true
	for right := n - 1; right > 0; right -= 2 {
		if right == 6 {
			right--
		}
		for i := range n {
			y := i
			if up {
				y = n - 1 - i
			}
			for _, x := range []int{right, right - 1} {
				if !isPattern(version, n, x, y) {
					bits = append(bits, bit(dark[y][x] != masked(mask, x, y)))
				}
			}
		}
		up = !up
	}
	return qrText(t, deinterleave(version, bits), version)
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

func masked(mask, x, y int) bool {
	switch mask {
	case 0:
		return (x+y)%2 == 0
	case 1:
		return y%2 == 0
	case 2:
		return x%3 == 0
	case 3:
		return (x+y)%3 == 0
	case 4:
		return (y/2+x/3)%2 == 0
	case 5:
		return x*y%2+x*y%3 == 0
	case 6:
		return (x*y%2+x*y%3)%2 == 0
	}
	return ((x+y)%2+x*y%3)%2 == 0
}

// isPattern tells the modules that hold no data.
func isPattern(version, n, x, y int) bool {
	switch {
	case x < 9 && y < 9, x < 9 && y >= n-8, x >= n-8 && y < 9, x == 6, y == 6:
		return true
	case version >= 7 && (x >= n-11 && y < 6 || y >= n-11 && x < 6):
		return true
	}
	at := qrAlignment[version]
	for i, cy := range at {
		for j, cx := range at {
			corner := i == 0 && (j == 0 || j == len(at)-1) || j == 0 && i == len(at)-1
			if !corner && abs(x-cx) <= 2 && abs(y-cy) <= 2 {
				return true
			}
		}
	}
	return false
}

func abs(n int) int { return max(n, -n) }

// deinterleave puts the bytes of data back into their order.
func deinterleave(version int, bits []int) []byte {
	var sizes []int
	for _, kind := range qrBlocks[version] {
		for range kind[0] {
			sizes = append(sizes, kind[1])
		}
	}
	blocks := make([][]byte, len(sizes))
	next := 0
	for i := 0; i < sizes[len(sizes)-1]; i++ {
		for b, size := range sizes {
			if i >= size {
				continue
			}
			v := 0
			for k := range 8 {
				v = v<<1 | bits[8*next+k]
			}
			blocks[b] = append(blocks[b], byte(v))
			next++
		}
	}
	var all []byte
	for _, b := range blocks {
		all = append(all, b...)
	}
	return all
}

// qrText reads bytes in the mode of bytes.
func qrText(t *testing.T, data []byte, version int) string {
	t.Helper()
	if version > 9 || data[0]>>4 != 0b0100 {
		t.Fatalf("mode %04b", data[0]>>4)
	}
	length := int(data[0]&15)<<4 | int(data[1]>>4)
	var text []byte
	for i := range length {
		text = append(text, data[1+i]<<4|data[2+i]>>4)
	}
	return string(text)
}

func TestQRCode(t *testing.T) {
	for _, link := range []string{
		"https://a.jp/", "https://example.org/minato/organisation/acme.html", "https://fukusen.minato.example.jp/dashboard/organisation/aoba-systems.html",
		"https://example.org/" + strings.Repeat("long/", 12) + "organisation/1234567890123.html", "https://example.org/" + strings.Repeat("long/", 22) + "organisation/1234567890123.html",
		"https://例え.jp/団体.html",
	} {
		if got := decodeQR(t, modules(t, string(qrCode(link, "符号")))); got != link {
			t.Errorf("the code of %q reads as %q", link, got)
		}
	}
	if qrCode(strings.Repeat("a", 3000), "") != "" {
		t.Error("a code of what has no room in one")
	}
}
