package chart

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A mention is where a drawing names an observation.
type mention struct {
	at int // in the buffer
	id string
}

// observe names the observation that an element shows: in a drawing that stands
// alone as data-observation. In a page the svg element has what all ids have in
// common as data-ids, with an asterisk for each part in which they differ, and
// each element as data-o what stands in place of the asterisks, with an asterisk
// between two such parts. That is a third of the page.
func (c *canvas) observe(id string) {
	switch {
	case id == "":
	case c.inline:
		c.ids = append(c.ids, mention{c.b.Len(), id})
	default:
		c.attr("data-observation", id)
	}
}

// scaled says how values become coordinates, so that whoever has the values can
// tell whether they are drawn where they belong: the axis, log if it is, the
// ends of the scale and the coordinates of both.
func (c *canvas) scaled(axis string, s scale, at func(float64) float64) {
	if c.inline {
		c.scale = axis + either(s.log, " log", "") + " " + decimal(s.min) + " " + decimal(s.max) + " " + decimal(tenth(at(s.min))) + " " + decimal(tenth(at(s.max)))
	}
}

// decimal writes a number as short as it can be read back.
func decimal(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// named gives the drawing with its ids and its scale.
func (c *canvas) named() string {
	var out canvas
	text := c.b.Bytes()
	room := len(text) + len(c.scale) + 64
	for _, m := range c.ids {
		room += len(m.id) + 20
	}
	out.b.Grow(room)
	out.b.Write(text[:c.head])
	same := common(c.ids)
	out.attr("data-ids", strings.Join(same, "*"))
	out.attr("data-scale", c.scale)
	from := c.head
	for _, m := range c.ids {
		out.b.Write(text[from:m.at])
		if same == nil {
			out.attr("data-observation", m.id)
		} else {
			out.raw(` data-o="`)
			out.esc(differing(m.id, same))
			out.raw(`"`)
		}
		from = m.at
	}
	out.b.Write(text[from:])
	return out.b.String()
}

// common gives what all ids begin and end with and, if there is such a part, the
// longest that all have in between. It gives nothing where there are no ids, or
// one that has an asterisk itself.
func common(ids []mention) []string {
	if len(ids) == 0 || slices.ContainsFunc(ids, func(m mention) bool { return strings.Contains(m.id, "*") }) {
		return nil
	}
	prefix, suffix := ends(ids)
	if middle := between(ids, len(prefix), len(suffix)); middle != "" {
		return []string{prefix, middle, suffix}
	}
	return []string{prefix, suffix}
}

// between gives the longest part, from one edge of a word to another, that all
// ids have after their first and before their last bytes, such as /kind=company.
func between(ids []mention, before, after int) (longest string) {
	inner := func(m mention) string { return m.id[before : len(m.id)-after] }
	first := inner(ids[0])
	edges := []int{0}
	for i, r := range first {
		if strings.ContainsRune("@/=.", r) {
			edges = append(edges, i, i+1)
		}
	}
	edges = append(edges, len(first))
	for i, from := range edges {
		for _, to := range slices.Backward(edges[i:]) {
			part := first[from:to]
			if len(part) <= max(2, len(longest)) {
				break
			}
			if !slices.ContainsFunc(ids, func(m mention) bool { return !strings.Contains(inner(m), part) }) {
				longest = part
			}
		}
	}
	return longest
}

// differing is what an id has beside the parts that are the same in all.
func differing(id string, same []string) string {
	part := id[len(same[0]) : len(id)-len(same[len(same)-1])]
	if len(same) == 2 {
		return part
	}
	before, after, _ := strings.Cut(part, same[1])
	return before + "*" + after
}

// ends gives what all ids begin and end with, whole characters only.
func ends(ids []mention) (prefix, suffix string) {
	prefix, suffix = ids[0].id, ids[0].id
	for _, m := range ids[1:] {
		for !strings.HasPrefix(m.id, prefix) {
			prefix = prefix[:len(prefix)-1]
		}
		for !strings.HasSuffix(m.id, suffix) {
			suffix = suffix[1:]
		}
	}
	for !utf8.ValidString(prefix) {
		prefix = prefix[:len(prefix)-1]
	}
	for _, m := range ids { // both must not take the same characters
		suffix = suffix[max(0, len(prefix)+len(suffix)-len(m.id)):]
	}
	for len(suffix) > 0 && !utf8.RuneStart(suffix[0]) {
		suffix = suffix[1:]
	}
	return prefix, suffix
}
