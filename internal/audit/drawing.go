package audit

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// A drawing is what an svg element says of all that is drawn in it: what the ids
// of its observations have in common, and how values become coordinates.
//
// data-ids is what all ids have in common, with an asterisk for each part in
// which they differ; an element has what stands in place of the asterisks as
// data-o, with an asterisk between two parts. data-scale is the axis, x or y, the
// word log if the scale is one of ratios, the least and the largest value, and
// the coordinates of both.
type drawing struct {
	same   []string // what stands around the asterisks; nil where nothing says
	scale  *ruler
	sketch sketch
	told   string // the observation that the page told of last
}

// A ruler turns a value into a coordinate.
type ruler struct {
	axis     string
	log      bool
	min, max float64 // values
	from, to float64 // their coordinates
}

// open reads what an svg element says; ok is false if that is not understood.
func (d *drawing) open(t tag) (ok bool) {
	*d = drawing{sketch: sketchOf(t, d.told), told: d.told}
	if ids, has := t.attribute("data-ids"); has {
		if d.same = strings.Split(ids, "*"); len(d.same) < 2 {
			return false
		}
	}
	scale, has := t.attribute("data-scale")
	if !has {
		return true
	}
	d.scale = readRuler(strings.Fields(scale))
	return d.scale != nil
}

func readRuler(words []string) *ruler {
	r := &ruler{}
	if len(words) == 6 && words[1] == "log" {
		r.log, words = true, slices.Delete(words, 1, 2)
	}
	if len(words) != 5 || words[0] != "x" && words[0] != "y" {
		return nil
	}
	r.axis = words[0]
	for i, to := range []*float64{&r.min, &r.max, &r.from, &r.to} {
		v, err := strconv.ParseFloat(words[1+i], 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return nil
		}
		*to = v
	}
	if r.min > r.max || r.log && r.min <= 0 {
		return nil
	}
	return r
}

// observation gives the id of what an element shows; has is false if it names
// none. A part of an id where nothing says of which is an id of nothing, and so
// are more or fewer parts than there are places.
func (d *drawing) observation(t tag) (id string, has bool) {
	if id, has = t.attribute("data-observation"); has {
		return id, true
	}
	part, has := t.attribute("data-o")
	if !has || d.same == nil {
		return part, has
	}
	parts := strings.Split(part, "*")
	if len(parts) != len(d.same)-1 {
		return part, true
	}
	for i, p := range parts {
		id += d.same[i] + p
	}
	return id + d.same[len(parts)], true
}

// misplaced reports whether a dot or the end of a bar is not where one of the
// values belongs: the first as it is, and only in charts of answers, which draw
// what an observation is made of, any of them in any scale.
func (d *drawing) misplaced(t tag, values []string) bool {
	if d.scale == nil {
		return false
	}
	at, ok := d.scale.read(t)
	as := scales[:]
	if d.sketch.kind != "" {
		values, as = values[:min(1, len(values))], as[:1]
	}
	return ok && !slices.ContainsFunc(values, func(exact string) bool {
		x, err := strconv.ParseFloat(exact, 64)
		return err == nil && slices.ContainsFunc(as, func(s float64) bool { return math.Abs(d.scale.at(x*s)-at) < tolerance })
	})
}

// read gives the coordinate at which an element ends; ok is false if it is no
// dot and no bar.
func (r *ruler) read(t tag) (at float64, ok bool) {
	if t.name == "path" {
		return r.readSign(t)
	}
	names := map[string][]string{"circle": {"c" + r.axis}, "rect": {r.axis}}[t.name]
	if t.name == "rect" && r.axis == "x" {
		names = append(names, "width")
	}
	for _, name := range names {
		text, _ := t.attribute(name)
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return math.Inf(1), true
		}
		at += v
	}
	return at, len(names) > 0
}

// readSign gives the coordinate of the sign of a series.
func (r *ruler) readSign(t tag) (at float64, ok bool) {
	d, _ := t.attribute("d")
	pieces, ok := outline(d)
	if !ok || len(pieces) == 0 {
		return math.Inf(1), true
	}
	m := middle(pieces[0])
	if r.axis == "x" {
		return m.x, true
	}
	return m.y, true
}

// at gives the coordinate of a value, held within the scale.
func (r *ruler) at(v float64) float64 {
	lo, hi := r.min, r.max
	v = min(max(v, lo), hi)
	if r.log {
		v, lo, hi = math.Log(v), math.Log(lo), math.Log(hi)
	}
	if lo == hi {
		return r.from
	}
	return r.from + (v-lo)/(hi-lo)*(r.to-r.from)
}
