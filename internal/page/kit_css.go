package page

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"fukusen/internal/chart"
)

// A look is the rules of a stylesheet, so that a drawing can be given its
// colours for good: a file that is pasted elsewhere has no stylesheet. It knows
// what chart.CSS is written in: classes, elements and what is inside what, and
// custom properties. Rules for media are left out, so the look is the light one.
type look []lookRule

type lookRule struct {
	parts []simple // from the outermost
	rank  int      // specificity
	decls [][2]string
}

// A simple selector is an element, "" for any, with classes.
type simple struct {
	tag     string
	classes []string
}

var (
	chartLook   = readLook(chart.CSS)
	cssComment  = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssVariable = regexp.MustCompile(`var\((--[a-z0-9-]+)\)`)
)

// readLook reads the rules outside of at-rules.
func readLook(css string) look {
	var all look
	css = cssComment.ReplaceAllString(css, "")
	for {
		head, rest, ok := strings.Cut(css, "{")
		if !ok {
			return all
		}
		body, rest := cssBody(rest)
		if !strings.Contains(head, "@") {
			all = append(all, rulesOf(head, body)...)
		}
		css = rest
	}
}

// cssBody cuts off what stands before the brace that closes.
func cssBody(css string) (body, rest string) {
	depth := 1
	for i := range len(css) {
		switch css[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return css[:i], css[i+1:]
			}
		}
	}
	return css, ""
}

func rulesOf(head, body string) []lookRule {
	var decls [][2]string
	for d := range strings.SplitSeq(body, ";") {
		if name, value, ok := strings.Cut(d, ":"); ok {
			decls = append(decls, [2]string{strings.TrimSpace(name), strings.TrimSpace(value)})
		}
	}
	var all []lookRule
	for selector := range strings.SplitSeq(head, ",") {
		r := lookRule{decls: decls}
		for part := range strings.FieldsSeq(selector) {
			names := strings.Split(part, ".")
			r.parts = append(r.parts, simple{names[0], names[1:]})
			r.rank += 100 * (len(names) - 1)
			if names[0] != "" {
				r.rank++
			}
		}
		all = append(all, r)
	}
	return all
}

func (s simple) fits(e simple) bool {
	if s.tag != "" && s.tag != e.tag {
		return false
	}
	return !slices.ContainsFunc(s.classes, func(c string) bool { return !slices.Contains(e.classes, c) })
}

// fits reports whether a rule is of the last of elements that lie in one
// another.
func (r lookRule) fits(path []simple) bool {
	n := len(r.parts) - 1
	if !r.parts[n].fits(path[len(path)-1]) {
		return false
	}
	for i := len(path) - 2; i >= 0 && n > 0; i-- {
		if r.parts[n-1].fits(path[i]) {
			n--
		}
	}
	return n == 0
}

// of gives what the rules say of the last element of a path, and the custom
// properties that it hands down, which begin as those of its parent.
func (l look) of(path []simple, above map[string]string) (decls, variables map[string]string) {
	var mine look
	for _, r := range l {
		if r.fits(path) {
			mine = append(mine, r)
		}
	}
	slices.SortStableFunc(mine, func(a, b lookRule) int { return cmp.Compare(a.rank, b.rank) })
	decls, variables = map[string]string{}, map[string]string{}
	maps.Copy(variables, above)
	for _, r := range mine {
		for _, d := range r.decls {
			if strings.HasPrefix(d[0], "--") {
				variables[d[0]] = d[1]
			} else {
				decls[d[0]] = d[1]
			}
		}
	}
	for name, value := range decls {
		decls[name] = resolved(value, variables)
	}
	return decls, variables
}

// A looked element is what a look says of it, and what it hands down.
type looked struct{ decls, variables map[string]string }

// looks keeps what was found for the elements of charts, of which there are few
// kinds: all follows from the path.
var looks sync.Map

// chartElement gives what the stylesheet of charts says of the last element of
// a path.
func chartElement(path []simple, above map[string]string) looked {
	var key strings.Builder
	for _, e := range path {
		key.WriteString(e.tag + "." + strings.Join(e.classes, ".") + " ")
	}
	if found, ok := looks.Load(key.String()); ok {
		return found.(looked)
	}
	decls, variables := chartLook.of(path, above)
	found := looked{decls, variables}
	looks.Store(key.String(), found)
	return found
}

// deepest is how far custom properties may lead to one another.
const deepest = 8

func resolved(value string, variables map[string]string) string {
	for range deepest {
		if !strings.Contains(value, "var(") {
			break
		}
		value = cssVariable.ReplaceAllStringFunc(value, func(v string) string { return variables[v[4:len(v)-1]] })
	}
	return value
}
