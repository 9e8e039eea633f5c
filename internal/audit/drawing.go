package audit

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// A drawing is what an svg element says of all that is drawn in it: what the ids
// of its observations begin and end with, and how values become coordinates.
//
// data-ids is both parts of the ids with an asterisk between them; an element
// has what stands in its place as data-o. data-scale is the axis, x or y, the
// word log if the scale is one of ratios, the least and the largest value, and
// the coordinates of both.
type drawing struct {
	named         bool
	before, after string
	scale         *ruler
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
	*d = drawing{}
	if ids, has := t.attribute("data-ids"); has {
		d.before, d.after, d.named = strings.Cut(ids, "*")
		if !d.named {
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
// none. A part of an id where nothing says of which is an id of nothing.
func (d *drawing) observation(t tag) (id string, has bool) {
	if id, has = t.attribute("data-observation"); has {
		return id, true
	}
	part, has := t.attribute("data-o")
	if !has || !d.named {
		return part, has
	}
	return d.before + part + d.after, true
}

// misplaced reports whether a dot or the end of a bar is not where one of the
// values belongs.
func (d *drawing) misplaced(t tag, values []string) bool {
	if d.scale == nil {
		return false
	}
	at, ok := d.scale.read(t)
	return ok && !slices.ContainsFunc(values, func(exact string) bool {
		x, err := strconv.ParseFloat(exact, 64)
		return err == nil && slices.ContainsFunc(scales[:], func(s float64) bool { return math.Abs(d.scale.at(x*s)-at) < 0.2 })
	})
}

// read gives the coordinate at which an element ends; ok is false if it is no
// dot and no bar.
func (r *ruler) read(t tag) (at float64, ok bool) {
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
