package content

import (
	"strings"

	"fukusen/internal/diag"
)

// names of what may stand in {{< >}}, as a hint lists them.
const tagNames = "value, chart, table, note, /note"

const tagOpen, tagClose = "{{<", ">}}"

// A tag is one {{< >}}. Offsets count from its first brace.
type tag struct {
	name string
	kpi  string
	args []tagArg
	end  int // offset behind it
}

type tagArg struct {
	offset      int
	name, value string
}

// A fault is a finding that waits for its place.
type fault struct {
	offset int
	rule   *diag.Rule
	args   []any
}

// A tagReader reads a tag from one line.
type tagReader struct {
	line string
	i    int
}

// readTag reads the tag with which the line begins. On a fault, tag.end is
// still where to go on.
func readTag(line string) (tag, *fault) {
	if i := strings.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	r := &tagReader{line, len(tagOpen)}
	t, f := r.read()
	if f == nil {
		t.end = r.i
		return t, nil
	}
	t.end = len(tagOpen)
	if i := strings.Index(line, tagClose); i >= 0 {
		t.end = i + len(tagClose)
	}
	return t, f
}

func (r *tagReader) read() (t tag, f *fault) {
	if !strings.Contains(r.line, tagClose) {
		return t, &fault{0, &ruleTagOpen, nil}
	}
	r.space()
	at := r.i
	t.name = r.word()
	switch t.name {
	case "value", "chart", "table":
		r.space()
		if t.kpi, f = r.quoted(); f != nil || t.kpi == "" {
			return t, &fault{0, &ruleTagKPI, []any{t.name}}
		}
	case "note", "/note":
	default:
		return t, &fault{at, &ruleTagName, []any{r.near(at), tagNames}}
	}
	for f == nil && !r.done() {
		f = r.arg(&t)
	}
	return t, f
}

// done skips blanks and the closing braces, if they are next.
func (r *tagReader) done() bool {
	r.space()
	if strings.HasPrefix(r.line[r.i:], tagClose) {
		r.i += len(tagClose)
		return true
	}
	return false
}

func (r *tagReader) arg(t *tag) *fault {
	at := r.i
	name := r.word()
	isNote := t.kpi == ""
	if name == "" || isNote || r.i >= len(r.line) || r.line[r.i] != '=' {
		return &fault{at, &ruleTagArg, []any{r.near(at)}}
	}
	r.i++
	value, f := r.quoted()
	if f != nil {
		return &fault{at, &ruleTagArg, []any{r.near(at)}}
	}
	for _, a := range t.args {
		if a.name == name {
			return &fault{at, &ruleTagTwice, []any{name}}
		}
	}
	t.args = append(t.args, tagArg{at, name, value})
	return nil
}

func (r *tagReader) space() {
	for r.i < len(r.line) && (r.line[r.i] == ' ' || r.line[r.i] == '\t') {
		r.i++
	}
}

// word takes ASCII letters, digits, '-' and '/', of which there may be none.
func (r *tagReader) word() string {
	start := r.i
	for r.i < len(r.line) && isWord(r.line[r.i]) {
		r.i++
	}
	return r.line[start:r.i]
}

func isWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '/' || c == '_'
}

// quoted takes text between straight double quotes; there is no escape.
func (r *tagReader) quoted() (string, *fault) {
	rest := r.line[r.i:]
	if rest == "" || rest[0] != '"' {
		return "", &fault{r.i, &ruleTagArg, nil}
	}
	n := strings.IndexByte(rest[1:], '"')
	if n < 0 {
		return "", &fault{r.i, &ruleTagArg, nil}
	}
	r.i += n + 2
	return rest[1 : n+1], nil
}

// near is what stands at an offset, up to the next blank, for a message.
func (r *tagReader) near(at int) string {
	s := r.line[at:]
	if i := strings.Index(s, tagClose); i >= 0 {
		s = s[:i]
	}
	if i := strings.IndexAny(s, " \t"); i >= 0 {
		s = s[:i]
	}
	return s
}
