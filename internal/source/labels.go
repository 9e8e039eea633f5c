package source

import (
	"maps"
	"slices"
	"strings"

	"fukusen/internal/rows"
)

// A wording replaces what a submitter writes in a column by what we read.
type wording map[string]string

// of reads a field as it is written or, where the mapping does not have that,
// in half width: １ is the 1 of the mapping, not the 1 of everybody.
func (w wording) of(field string) string {
	if w == nil {
		return field
	}
	if v, ok := w[rows.Clean(field)]; ok {
		return v
	}
	if v, ok := w[rows.Fold(field)]; ok {
		return v
	}
	return field
}

// inHalfWidth adds the keys in half width, but for those that two keys of
// different meaning would have.
func (w wording) inHalfWidth() {
	folded := map[string]string{}
	twice := map[string]bool{}
	for _, k := range slices.Sorted(maps.Keys(w)) {
		f := rows.Fold(k)
		before, is := folded[f]
		twice[f] = twice[f] || is && before != w[k]
		folded[f] = w[k]
	}
	for f, v := range folded {
		if _, is := w[f]; !is && !twice[f] {
			w[f] = v
		}
	}
}

// remembered bounds how many different fields of a column are kept: a column
// of free text must not fill the memory.
const remembered = 1 << 16

// labels remember what the fields of a column mean. Fields repeat, so each is
// looked up once. The recent ones are found by their last bytes, without
// hashing all of them: at ten million rows that counts.
type labels[T any] struct {
	words  wording
	known  map[string]*label[T]
	recent [recentSize]*label[T]
}

// A label is a field and what it means.
type label[T any] struct {
	field string
	value T
}

const recentSize = 1024 // a power of two

func newLabels[T any](words wording) *labels[T] {
	return &labels[T]{words: words, known: map[string]*label[T]{}}
}

// recentAt is a place among the recent fields.
func recentAt(field string) uint32 {
	n := len(field)
	h := uint32(n)
	if n >= 4 {
		h += uint32(field[n-1]) | uint32(field[n-2])<<8 | uint32(field[n-3])<<16 | uint32(field[n-4])<<24
	} else if n > 0 {
		h += uint32(field[0])<<8 | uint32(field[n-1])<<16
	}
	return h * 2654435761 >> 22 & (recentSize - 1)
}

// get finds a field that was kept.
func (l *labels[T]) get(field string) (T, bool) {
	r := &l.recent[recentAt(field)]
	if *r != nil && (*r).field == field {
		return (*r).value, true
	}
	k, ok := l.known[field]
	if !ok {
		var none T
		return none, false
	}
	*r = k
	return k.value, true
}

// keep remembers a field without the row that it is a part of.
func (l *labels[T]) keep(field string, t T) {
	if len(l.known) < remembered {
		field = strings.Clone(field)
		l.known[field] = &label[T]{field, t}
	}
}
