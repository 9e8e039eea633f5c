package audit

import (
	"html"
	"iter"
	"strings"
)

// A tag is the opening tag of an element.
type tag struct {
	name  string // lower case
	start int    // offset of its "<"
	attrs [][2]string
}

// attribute gives the value of an attribute, the first if it is there twice.
func (t tag) attribute(name string) (string, bool) {
	for _, a := range t.attrs {
		if a[0] == name {
			return a[1], true
		}
	}
	return "", false
}

// tags yields the opening tags of an HTML text. It knows comments and that the
// content of script and style is no markup, and takes everything else as a
// browser would, near enough: what it cannot read it skips.
func tags(text string) iter.Seq[tag] {
	return func(yield func(tag) bool) {
		for at := 0; ; {
			i := strings.IndexByte(text[at:], '<')
			if i < 0 {
				return
			}
			at += i
			if strings.HasPrefix(text[at:], "<!--") {
				at = after(text, at+4, "-->")
				continue
			}
			t, end, ok := parseTag(text, at)
			at = end
			if !ok {
				continue
			}
			if !yield(t) {
				return
			}
			if t.name == "script" || t.name == "style" {
				at = after(text, at, "</"+t.name)
			}
		}
	}
}

// after gives the offset behind the next occurrence of mark, in lower case or
// not, or the end.
func after(text string, from int, mark string) int {
	for p := from; ; p++ {
		i := strings.Index(text[p:], mark[:2])
		if i < 0 {
			return len(text)
		}
		p += i
		if end := p + len(mark); end <= len(text) && strings.EqualFold(text[p:end], mark) {
			return end
		}
	}
}

// parseTag reads an opening tag at the "<" of offset start. ok is false for
// closing tags and for a "<" that begins none.
func parseTag(text string, start int) (t tag, end int, ok bool) {
	p := start + 1
	for p < len(text) && isName(text[p]) {
		p++
	}
	if p == start+1 {
		return tag{}, p, false
	}
	t = tag{name: strings.ToLower(text[start+1 : p]), start: start}
	for {
		p = skip(text, p, " \t\r\n\f/")
		if p >= len(text) {
			return t, p, false
		}
		if text[p] == '>' {
			return t, p + 1, true
		}
		var a [2]string
		a, p = parseAttribute(text, p)
		t.attrs = append(t.attrs, a)
	}
}

func isName(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-'
}

// skip passes over the characters of set.
func skip(text string, p int, set string) int {
	for p < len(text) && strings.IndexByte(set, text[p]) >= 0 {
		p++
	}
	return p
}

// until gives the offset of the next character of set, or the end.
func until(text string, p int, set string) int {
	if i := strings.IndexAny(text[p:], set); i >= 0 {
		return p + i
	}
	return len(text)
}

// parseAttribute reads a name with its value, quoted or not, if it has one.
func parseAttribute(text string, p int) (a [2]string, end int) {
	const space = " \t\r\n\f"
	end = until(text, p+1, space+"/>=")
	a[0] = strings.ToLower(text[p:end])
	eq := skip(text, end, space)
	if eq >= len(text) || text[eq] != '=' {
		return a, end
	}
	p = skip(text, eq+1, space)
	if p >= len(text) {
		return a, p
	}
	quote := text[p]
	if quote != '"' && quote != '\'' {
		end = until(text, p, space+">")
		a[1] = html.UnescapeString(text[p:end])
		return a, end
	}
	end = until(text, p+1, string(quote))
	a[1] = html.UnescapeString(text[p+1 : end])
	return a, min(end+1, len(text))
}
