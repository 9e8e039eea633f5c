package dim

import "math/bits"

// An Axis is one way to divide people or events into groups.
type Axis uint8

// The axes, in the order in which keys and identifiers write them.
const (
	Kind         Axis = iota // of organisation: company, school, ...
	Area                     // where it happens
	Origin                   // where the person lives; the codes of Area
	Organisation             // child of Kind
	Sex
	Age
	Sport
	Category // up to three parts joined by ".", such as resident.area_enps.promoters
	NumAxes  = iota
)

var axisNames = [NumAxes]string{"kind", "area", "origin", "organisation", "sex", "age", "sport", "category"}

// String gives the name of the axis as columns and identifiers write it.
func (a Axis) String() string { return axisNames[a] }

// ParseAxis reads the name of an axis.
func ParseAxis(s string) (Axis, bool) {
	for i, n := range axisNames {
		if n == s {
			return Axis(i), true
		}
	}
	return 0, false
}

// Unknown is the code of every axis for what is blank, unanswered or cannot be
// placed (不詳). It is a part like any other, and shown last.
const Unknown = "unknown"

// A Code stands for one entry of an axis's list. The zero Code is the total.
type Code int32

// Total is the sum over an axis.
const Total Code = 0

// Codes are one code for each axis: a group.
type Codes [NumAxes]Code

// With returns the codes with one of them replaced.
func (c Codes) With(a Axis, code Code) Codes {
	c[a] = code
	return c
}

// View returns the axes that are not totals.
func (c Codes) View() View {
	var v View
	for a, code := range c {
		if code != Total {
			v |= 1 << a
		}
	}
	return v
}

// Compare orders groups axis by axis, totals first.
func (c Codes) Compare(d Codes) int {
	for i := range c {
		if c[i] != d[i] {
			if c[i] < d[i] {
				return -1
			}
			return 1
		}
	}
	return 0
}

// A Key is a period and a group.
type Key struct {
	Period Period
	Codes  Codes
}

// A View is a set of axes that is published together.
type View uint16

// ViewOf returns the view of the axes.
func ViewOf(axes ...Axis) View {
	var v View
	for _, a := range axes {
		v |= 1 << a
	}
	return v
}

// Has reports whether the axis is part of the view.
func (v View) Has(a Axis) bool { return v&(1<<a) != 0 }

// With returns the view with the axis added, Without with it taken away.
func (v View) With(a Axis) View { return v | 1<<a }

// Without returns the view with the axis taken away.
func (v View) Without(a Axis) View { return v &^ (1 << a) }

// Len counts the axes of the view.
func (v View) Len() int { return bits.OnesCount16(uint16(v)) }

// Axes lists the axes of the view in order.
func (v View) Axes() []Axis {
	var axes []Axis
	for a := range Axis(NumAxes) {
		if v.Has(a) {
			axes = append(axes, a)
		}
	}
	return axes
}

// String joins the names of the axes with "*"; the empty view is "total".
func (v View) String() string {
	s := ""
	for _, a := range v.Axes() {
		if s != "" {
			s += "*"
		}
		s += a.String()
	}
	if s == "" {
		return "total"
	}
	return s
}
