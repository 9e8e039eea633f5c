// Package chart draws inline SVG when a site is built. [Line] shows a course,
// [Spark] a small one; [Dots], [Funnels], [Stacked] and [Columns] compare groups
// or answers; [Slope] and [Heat] compare groups over time, [Tiles] areas on a
// map. All have one grammar of points, axes, shades and marks.
//
// The package formats nothing and knows no language: every word and number to
// be read comes in finished, and what is not published has no place to carry a
// value. The range of an axis follows from what is drawn (published values,
// their intervals and the marks) and from nothing else. Colours, fonts and the
// size of letters come from [CSS]; the SVG holds no style attribute and no
// script, so it works under a strict Content-Security-Policy.
//
// A drawing has two forms. SVG gives one that stands alone; [Figure] the shorter
// one of pages, in which the svg element says what the ids of all observations
// have in common (data-ids, with an asterisk where they differ) and how values
// become coordinates (data-scale), and each element the rest of its id (data-o).
// [Options] gives the same points to ECharts.
package chart

import (
	"fmt"
	"math"
	"regexp"
	"strings"
)

// Widths of drawings in CSS pixels; text is at least 12 pixels high when a
// drawing is shown at its own width.
const (
	Wide   = 640 // for columns of text and print
	Narrow = 320 // for telephones and cards
)

// wideFrom is the width at which the roomier sizes begin.
const wideFrom = 480

// A Chart is one of the drawings of this package.
type Chart interface {
	SVG() string  // the drawing as one svg element
	Spec() []byte // what was drawn, as JSON that is safe inside a script element
	place() layout
	with(Head) Chart
	head() Head
}

// A layout is a chart with a place for everything.
type layout interface {
	draw() string
	spec() Spec
}

// A Head names a chart and says how wide it is.
type Head struct {
	ID    string // Required. Prefix of all ids in the SVG: a-z, then a-z 0-9 _ -; unique in the page
	Title string // Required. Its name, for speech and as tooltip
	Desc  string // what it shows, in a sentence
	Width int    // in pixels, at least 240; 0 means Wide

	inline    bool // drawn into a page, in the shorter form
	stretched bool // as wide as its room, so that it has no width of its own
}

func (h Head) head() Head { return h }

var idForm = regexp.MustCompile(`^[a-z][a-z0-9_-]*$`)

func (h Head) check() {
	switch {
	case !idForm.MatchString(h.ID):
		panic(fmt.Sprintf("chart: id %q: want a-z, then a-z, 0-9, _ or -", h.ID))
	case h.Title == "":
		panic("chart: " + h.ID + " has no title")
	}
}

// width gives the width in use, never below what the layouts can serve.
func (h Head) width() float64 {
	if h.Width == 0 {
		return Wide
	}
	return float64(max(h.Width, 240))
}

// textSize gives the size of text in pixels.
func textSize(width float64) float64 {
	if width >= wideFrom {
		return 13
	}
	return 12
}

// A State says what a point has to show.
type State int

// The states of a point. They are drawn in four different ways: a mark at its
// value; hatching; three dots, or a dotted row; a small slash, or an empty row
// with its words. The mark of a value stands there for zero, too.
const (
	Missing       State = iota // expected, but not reported
	Value                      // published
	Withheld                   // not shown to protect someone
	NotApplicable              // cannot exist or cannot be computed
	outside                    // of the quarters that are told of at all: nothing is drawn
)

var stateNames = [...]string{"missing", "published", "withheld", "not_applicable", "outside"}

// String gives the state as it stands in a spec.
func (s State) String() string { return stateNames[s] }

// A Point is one observation. Only a published one has a number: the zero
// Point is missing, and there is nowhere to put the value of a withheld one.
type Point struct {
	id, text    string
	state       State
	value       float64
	lower       float64
	upper       float64
	hasInterval bool
	note        string // why it is a draft; empty when final
}

// Published is an observation with its value and its finished text. A value
// should be given as it stands in the open data, so that a redraw from there
// meets the same coordinates. NaN and infinities panic.
func Published(id string, value float64, text string) Point {
	return Point{id: id, text: text, state: Value, value: finite(value)}
}

// NotPublished is an observation without a number: its state and the words
// shown in its place, such as 秘匿. It panics for the state Value.
func NotPublished(id string, state State, text string) Point {
	if state == Value || state < Missing || state > NotApplicable {
		panic("chart: NotPublished needs a state other than Value")
	}
	return Point{id: id, text: text, state: state}
}

// Outside stands in a series where there is nothing to expect: a quarter that is
// still to come, or before the first. It is drawn as nothing at all.
func Outside() Point { return Point{state: outside} }

// Between gives a published point its interval. It panics if the point is not
// published or the limits are not in order.
func (p Point) Between(lower, upper float64) Point {
	if p.state != Value || finite(lower) > finite(upper) {
		panic(fmt.Sprintf("chart: interval [%v, %v] of %s", lower, upper, p.id))
	}
	p.lower, p.upper, p.hasInterval = lower, upper, true
	return p
}

// Draft marks a published point as not final; it is drawn hollow and the note,
// such as 暫定値, explains it in the key. It panics if the point is not
// published or the note is empty.
func (p Point) Draft(note string) Point {
	if p.state != Value || note == "" {
		panic("chart: a draft is a published point and has a note: " + p.id)
	}
	p.note = note
	return p
}

func finite(v float64) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		panic("chart: a value must be a finite number")
	}
	return v
}

// extent appends what is drawn of the point.
func (p Point) extent(to []float64) []float64 {
	if p.state != Value {
		return to
	}
	if p.hasInterval {
		to = append(to, p.lower, p.upper)
	}
	return append(to, p.value)
}

// tip is what a pointing device shows at the point.
func (p Point) tip(label string) string {
	tip := p.named(label)
	if p.note != "" {
		tip += " (" + p.note + ")"
	}
	return tip
}

// named is a tip without the note, for a marker that shows what the note says.
func (p Point) named(label string) string {
	tip := strings.ReplaceAll(label, "\n", " ")
	if p.text != "" {
		tip += ": " + p.text
	}
	return tip
}

// A Mark is a line across the plot at a value that is public by itself: a
// target or a reference such as parity.
type Mark struct {
	Value  float64
	Label  string // finished, such as 目標 80％
	ID     string // of the observation or target it stands for; may be empty
	Target bool   // dashed and strong; a reference is thin
}

// An Axis describes the scale of values.
type Axis struct {
	Tick   func(float64) string // Required. Text of a tick; ticks are multiples of 1, 2 or 5 times a power of ten
	Unit   string               // written at the axis; may be empty
	Limits [2]float64           // natural limits, such as 0 and 100; equal means none. The scale does not go beyond them unless a value does
	Zero   bool                 // start from zero; without it zero is shown when it is near
	Log    bool                 // for ratios; values at or below zero are drawn as arrows at the lower end
}
