package sheet

import (
	"encoding/xml"
	"math/bits"
	"strconv"
	"strings"
	"time"

	"fukusen/internal/diag"
)

// A cell is one as it is stored.
type cell struct {
	col     int
	kind    string // the attribute t; "" is a number
	style   int
	value   string
	valued  bool // a value is there, even if it is empty
	formula bool
}

// cell reads the cell that was opened and keeps its text.
func (r *Rows) cell(e xml.StartElement) error {
	c, err := r.place(e)
	if err != nil {
		return err
	}
	if err := r.content(&c); err != nil {
		return err
	}
	if c.formula {
		r.recipe.add(address(r.row, c.col), c.valued)
		if !c.valued {
			r.finds.Add(&ruleUncalculated, r.at(c.col))
			return nil
		}
	}
	r.put(c.col, r.text(c))
	return nil
}

// place reads the attributes. A cell that does not say where it is follows the
// one before.
func (r *Rows) place(e xml.StartElement) (cell, error) {
	c := cell{col: r.last + 1, kind: attr(e, "t")}
	if s := attr(e, "r"); s != "" {
		row, col, ok := parseAddress(s)
		if !ok || row != r.row {
			return c, errOrder
		}
		c.col = col
	}
	if c.col <= r.last || c.col > 1<<14 {
		return c, errOrder
	}
	r.last = c.col
	c.style, _ = strconv.Atoi(attr(e, "s"))
	return c, nil
}

// content reads the elements of the cell.
func (r *Rows) content(c *cell) error {
	return r.part.inside(func(e xml.StartElement) error {
		var text []byte
		var err error
		switch e.Name.Local {
		case "v":
			text, err = r.part.text()
		case "is":
			text, err = r.part.richText(nil)
		case "f":
			c.formula = true
			return r.part.skip()
		default:
			return r.part.skip()
		}
		c.value, c.valued = string(text), len(text) > 0 || c.kind == "str"
		return err
	}, nil)
}

// text gives the text of a cell, and complains if there is none to rely on.
func (r *Rows) text(c cell) string {
	if !c.valued {
		return ""
	}
	switch c.kind {
	case "", "n":
		return r.number(c)
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(c.value))
		if text, ok := r.book.strings.at(i); ok && err == nil {
			return text
		}
	case "str":
		return string(unescape([]byte(c.value)))
	case "inlineStr":
		return c.value
	case "b":
		if s := strings.TrimSpace(c.value); s == "1" || s == "0" {
			return map[string]string{"1": "TRUE", "0": "FALSE"}[s]
		}
	case "e":
		r.finds.Add(&ruleError, r.at(c.col), c.value)
		return c.value
	case "d":
		if text, ok := isoText(c.value); ok {
			return text
		}
	}
	r.finds.Add(&ruleNumber, r.at(c.col), c.value, diag.Public(c.kind))
	return c.value
}

// number applies the cell's format where it carries the meaning.
func (r *Rows) number(c cell) string {
	text, v, sure, ok := decimal(strings.TrimSpace(c.value))
	if !ok {
		r.finds.Add(&ruleNumber, r.at(c.col), c.value, diag.Public("number"))
		return c.value
	}
	if !sure {
		r.finds.Add(&rulePrecision, r.at(c.col), text)
	}
	f := r.format(c.style)
	switch {
	case f.date() || f.clock:
		s, ok := r.book.from.serialText(v, f)
		if !ok {
			r.finds.Add(&ruleDate, r.at(c.col), text)
			return text
		}
		return s
	case f.percent:
		return percent(text)
	case f.pad != nil && !strings.ContainsAny(text, "-."):
		return padded(f.pad, text)
	}
	return r.shown(text, f, c)
}

// shown moves the point as the format does and adds the words that it shows: a
// header of 千円 is about what is seen, not about what is stored.
func (r *Rows) shown(text string, f format, c cell) string {
	if f.places > 0 {
		stored := text
		text = moved(text, -f.places)
		if f.after == "" && stored != "0" {
			r.finds.Once(&ruleScaled, r.at(c.col), stored, text)
		}
	}
	return f.before + text + f.after
}

func (r *Rows) format(style int) format {
	if style < 0 || style >= len(r.book.formats) {
		return format{}
	}
	return r.book.formats[style]
}

// isoText checks a date that is stored as text, which the strict dialect does.
// A midnight is left out: it is how a date is stored there.
func isoText(s string) (string, bool) {
	for _, layout := range []string{"2006-01-02T15:04:05.999Z07:00", "2006-01-02T15:04:05.999", "2006-01-02T15:04", time.DateOnly, "15:04:05.999"} {
		if _, err := time.Parse(layout, s); err == nil {
			date, _ := strings.CutSuffix(s, "T00:00:00")
			return date, true
		}
	}
	return "", false
}

// formulas counts the cells that hold one.
type formulas struct {
	count int
	first []string
}

func (f *formulas) add(address string, valued bool) {
	if !valued {
		return // has a finding of its own
	}
	if f.count++; f.count <= named {
		f.first = append(f.first, address)
	}
}

func (f *formulas) list() string {
	s := strings.Join(f.first, ", ")
	if f.count > named {
		s += ", …"
	}
	return s
}

// concealed counts the values that whoever sends the sheet does not see.
type concealed struct {
	columns bitset // those that are hidden
	told    int    // elements that tell of columns
	count   int
	first   string
}

func (h *concealed) column(e xml.StartElement) error {
	if h.told++; h.told > 1<<14 {
		return errOrder // more than there are columns
	}
	if !truth(attr(e, "hidden")) {
		return nil
	}
	from, _ := strconv.Atoi(attr(e, "min"))
	to, _ := strconv.Atoi(attr(e, "max"))
	for col := max(from, 1); col <= min(to, MaxColumns); col++ {
		h.columns.set(col)
	}
	return nil
}

func (h *concealed) has(col int) bool { return h.columns.any(col, col) }

func (h *concealed) add(row, col int) {
	if h.count++; h.count == 1 {
		h.first = address(row, col)
	}
}

// A bitset is a set of small whole numbers.
type bitset []uint64

func (b *bitset) set(n int) {
	for len(*b) <= n/64 {
		*b = append(*b, 0)
	}
	(*b)[n/64] |= 1 << (n % 64)
}

// any reports whether a number between both, inclusive, is in the set.
func (b *bitset) any(from, to int) bool {
	for n := from; n <= to && n/64 < len(*b); {
		word := (*b)[n/64] >> (n % 64)
		if word != 0 {
			return n+bits.TrailingZeros64(word) <= to
		}
		n += 64 - n%64
	}
	return false
}
