package page

import (
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"
)

// An element is a start tag of a page with what stands in it.
type element struct {
	name   string
	attrs  map[string]string
	text   string // of itself and all below
	parent *element
	all    []*element // below it, in order

	textFrom, allFrom int // while the page is read
}

func (e *element) find(name string) []*element {
	return slices.DeleteFunc(slices.Clone(e.all), func(c *element) bool { return c.name != name })
}

func (e *element) within(name string) bool {
	for p := e.parent; p != nil; p = p.parent {
		if p.name == name {
			return true
		}
	}
	return false
}

var void = []string{"meta", "link", "br", "img", "input", "hr", "wbr"}

// parsePage reads a page strictly: every tag is closed, in order, and attributes
// are quoted and occur once.
func parsePage(t *testing.T, path, html string) *element {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(html))
	d.Strict, d.Entity = false, xml.HTMLEntity
	root := &element{}
	open := []*element{root}
	var text []byte
	var all []*element
	for {
		tok, err := d.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			e := &element{name: tok.Name.Local, attrs: map[string]string{}, parent: open[len(open)-1]}
			for _, a := range tok.Attr {
				if _, twice := e.attrs[a.Name.Local]; twice {
					t.Errorf("%s: <%s> has %s twice", path, e.name, a.Name.Local)
				}
				e.attrs[a.Name.Local] = a.Value
			}
			all = append(all, e)
			e.textFrom, e.allFrom = len(text), len(all)
			if !slices.Contains(void, e.name) {
				open = append(open, e)
			}
		case xml.EndElement:
			if slices.Contains(void, tok.Name.Local) {
				continue // the decoder closes <line/> and <br/> alike
			}
			if top := open[len(open)-1]; top.name != tok.Name.Local {
				t.Fatalf("%s: </%s> closes <%s> (%q)", path, tok.Name.Local, top.name, top.text)
			}
			top := open[len(open)-1]
			top.text, top.all = string(text[top.textFrom:]), all[top.allFrom:len(all):len(all)]
			open = open[:len(open)-1]
		case xml.CharData:
			text = append(text, tok...)
		}
	}
	if len(open) != 1 {
		t.Fatalf("%s: <%s> is not closed", path, open[len(open)-1].name)
	}
	root.text, root.all = string(text), all
	return root
}
