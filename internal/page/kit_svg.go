package page

import (
	"encoding/xml"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"fukusen/internal/chart"
)

// A picture is a chart as a file of its own: with its title, what it is about
// and where it is from, on white, with colours that need no stylesheet.
type picture struct {
	line   chart.Line
	about  string // below the title
	source string // below the drawing
}

const (
	pictureMargin = 24
	titleSize     = 18
	aboutSize     = 13
	sourceSize    = 12
)

// attributes are the properties that SVG has as attributes, too; the others are
// for screens and are left out.
var attributes = []string{
	"fill", "fill-opacity", "font-family", "font-size", "font-weight", "paint-order", "shape-rendering",
	"stroke", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-opacity", "stroke-width",
}

// svg draws the picture: one svg element, well-formed XML on its own and in HTML.
func (p picture) svg() (string, error) {
	r, err := resolve(p.line.SVG())
	if err != nil {
		return "", err
	}
	inner, width, height := r.out.String(), r.width, r.height
	top := float64(pictureMargin)
	var head, foot strings.Builder
	top = textLines(&head, p.line.Title, width, top, titleSize, ` font-weight="700" fill="#1a1a1a"`)
	top = textLines(&head, p.about, width, top+4, aboutSize, ` fill="#4d4d4d"`) + 14
	bottom := textLines(&foot, p.source, width, top+height+14, sourceSize, ` fill="#4d4d4d"`) + pictureMargin/2
	font := ` font-family="` + esc(chart.Font) + `"`
	w, h, id := decimal(width+2*pictureMargin), decimal(bottom), p.line.ID
	return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="` + id + `-t ` + id + `-d" viewBox="0 0 ` + w + ` ` + h +
		`" width="` + w + `" height="` + h + `"` + r.data + `><title id="` + id + `-t">` + esc(p.line.Title) +
		`</title><desc id="` + id + `-d">` + esc(p.line.Desc) + `</desc><rect width="` + w + `" height="` + h + `" fill="#ffffff"/>` +
		`<g` + font + `>` + head.String() + foot.String() + `</g><g` + font + ` transform="translate(` + decimal(pictureMargin) + ` ` + decimal(top) + `)"` + inner + `</svg>`, nil
}

// decimal writes a length to a tenth of a pixel.
func decimal(v float64) string { return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64) }

// resolve gives what is in a chart as the rest of a g element that has its
// properties, and the size of the chart.
func resolve(svg string) (*resolver, error) {
	r := &resolver{dec: xml.NewDecoder(strings.NewReader(svg))}
	for {
		switch err := r.next(); err {
		case nil:
		case io.EOF:
			return r, nil
		default:
			return nil, err
		}
	}
}

// A resolver copies an SVG and writes the properties of each element to it.
type resolver struct {
	dec           *xml.Decoder
	out           strings.Builder
	path          []simple
	handed        []map[string]string // custom properties, by depth
	skip          int                 // depth inside of the chart's own title and description
	width, height float64
	data          string // what the chart says of its ids and its scale, for whoever checks it
}

func (r *resolver) next() error {
	token, err := r.dec.Token()
	if err != nil {
		return err
	}
	switch t := token.(type) {
	case xml.StartElement:
		r.open(t)
	case xml.CharData:
		if r.skip == 0 {
			r.out.WriteString(esc(string(t)))
		}
	case xml.EndElement:
		r.close(t.Name.Local)
	}
	return nil
}

func (r *resolver) open(t xml.StartElement) {
	name := t.Name.Local
	own := len(r.path) == 1 && (name == "title" || name == "desc")
	if r.skip > 0 || own {
		r.skip++
		return
	}
	r.path = append(r.path, simple{name, strings.Fields(attributeOf(t, "class"))})
	var above map[string]string
	if n := len(r.handed); n > 0 {
		above = r.handed[n-1]
	}
	element := chartElement(r.path, above)
	decls := element.decls
	r.handed = append(r.handed, element.variables)
	if len(r.path) == 1 {
		r.width, _ = strconv.ParseFloat(attributeOf(t, "width"), 64)
		r.height, _ = strconv.ParseFloat(attributeOf(t, "height"), 64)
		for _, a := range t.Attr {
			if strings.HasPrefix(a.Name.Local, "data-") {
				r.data += " " + a.Name.Local + `="` + esc(a.Value) + `"`
			}
		}
		r.properties(decls)
		r.out.WriteString(">")
		return
	}
	r.out.WriteString("<" + name)
	for _, a := range t.Attr {
		if _, told := decls[a.Name.Local]; !told && a.Name.Local != "class" {
			r.out.WriteString(" " + a.Name.Local + `="` + esc(a.Value) + `"`)
		}
	}
	r.properties(decls)
	r.out.WriteString(">")
}

func (r *resolver) properties(decls map[string]string) {
	for _, name := range attributes {
		if v, ok := decls[name]; ok {
			r.out.WriteString(" " + name + `="` + esc(v) + `"`)
		}
	}
}

func (r *resolver) close(name string) {
	if r.skip > 0 {
		r.skip--
		return
	}
	if len(r.path) == 1 {
		name = "g" // the drawing as a whole
	}
	r.out.WriteString("</" + name + ">")
	r.path, r.handed = r.path[:len(r.path)-1], r.handed[:len(r.handed)-1]
}

func attributeOf(t xml.StartElement, name string) string {
	i := slices.IndexFunc(t.Attr, func(a xml.Attr) bool { return a.Name.Local == name })
	if i < 0 {
		return ""
	}
	return t.Attr[i].Value
}

// textLines writes a text in as many lines as it takes, from a height on, and
// gives the height below it.
func textLines(b *strings.Builder, text string, width, top, size float64, attrs string) float64 {
	for _, line := range broken(text, width/size) {
		top += size * 1.4
		b.WriteString(`<text x="` + decimal(pictureMargin) + `" y="` + strconv.FormatFloat(top-size*0.3, 'f', 1, 64) +
			`" font-size="` + decimal(size) + `"` + attrs + `>` + esc(line) + `</text>`)
	}
	return top
}

// Characters that do not begin or end a line.
const (
	neverFirst = "、。，．・：；！？）」』】〕〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ％%,.)]}"
	neverLast  = "（「『【〔〈《([{"
)

// broken breaks a text into lines of at most so many ems, at spaces or between
// two characters of Japanese.
func broken(text string, ems float64) []string {
	var lines []string
	rest := []rune(strings.TrimSpace(text))
	for len(rest) > 0 {
		n := lineEnd(rest, ems)
		lines = append(lines, strings.TrimSpace(string(rest[:n])))
		rest = []rune(strings.TrimSpace(string(rest[n:])))
	}
	return lines
}

// lineEnd counts the characters of the first line, at least one.
func lineEnd(s []rune, ems float64) int {
	width, best := 0.0, 0
	for i, r := range s {
		if i > 0 && canPart(s[i-1], r) {
			best = i
		}
		if width += wideness(r); width > ems && i > 0 {
			if best == 0 {
				return i // one long word
			}
			return best
		}
	}
	return len(s)
}

func canPart(before, after rune) bool {
	if strings.ContainsRune(neverLast, before) || strings.ContainsRune(neverFirst, after) {
		return false
	}
	return before == ' ' || wideness(before) == 1 || wideness(after) == 1
}

// wideness is the advance of a character in ems, a little too much for those
// that are not Japanese, since the font is the reader's.
func wideness(r rune) float64 {
	if r >= 0x1100 && (r < 0xff61 || r > 0xffdc) {
		return 1
	}
	if r == 'm' || r == 'w' || r >= 'A' && r <= 'Z' || r == '%' || r == '@' {
		return 0.8
	}
	return 0.62
}
