package page

import (
	"html/template"
	"strconv"
	"strings"

	"github.com/boombuler/barcode/qr"
)

// quiet is how many modules around a QR code stay white (ISO/IEC 18004: 4).
const quiet = 4

// qrCode draws a text as a QR code, in black on white whatever the colours of
// the page; empty for what is too long for one (more than 2,331 bytes). All
// modules are one path.
func qrCode(text, label string) template.HTML {
	code, err := qr.Encode(text, qr.M, qr.Unicode)
	if err != nil {
		return ""
	}
	n := code.Bounds().Dx()
	dark := func(x, y int) bool {
		r, _, _, _ := code.At(x, y).RGBA()
		return r == 0
	}
	size := strconv.Itoa(n + 2*quiet)
	return template.HTML(`<svg xmlns="http://www.w3.org/2000/svg" class="qr" role="img" aria-labelledby="qr-t" viewBox="0 0 ` + size + ` ` + size + `" width="` + size + `" height="` + size + `" shape-rendering="crispEdges"><title id="qr-t">` + esc(label) + `</title><rect width="` + size + `" height="` + size +
		`" fill="#ffffff"/><path fill="#000000" d="` + runs(n, dark) + `"/></svg>`)
}

// runs draws dark modules row by row, those side by side as one rectangle.
func runs(n int, dark func(x, y int) bool) string {
	var b strings.Builder
	for y := range n {
		for x := 0; x < n; x++ {
			from := x
			for x < n && dark(x, y) {
				x++
			}
			if w := strconv.Itoa(x - from); x > from {
				b.WriteString("M" + strconv.Itoa(from+quiet) + " " + strconv.Itoa(y+quiet) + "h" + w + "v1h-" + w + "z")
			}
		}
	}
	return b.String()
}
