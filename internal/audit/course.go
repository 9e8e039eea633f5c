package audit

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"fukusen/internal/dim"
)

// A course is a series of observations with the places of its quarters and of
// its values.
type course struct {
	*data
	of    dim.ID // the observation of the quarter at x
	x     float64
	step  float64 // between quarters; 0 where there is but one
	scale *ruler
}

// The columns of an observation that are drawn.
const (
	columnValue = iota
	columnLower
	columnUpper
)

// wrongLine checks the lines, bands and whiskers of a line chart: every corner is
// the place of a quarter, and of its value or of an end of its interval.
func (k *sketch) wrongLine(d *data, scale *ruler) *mistake {
	for _, name := range sorted(k.strands) {
		s := k.strands[name]
		if len(s.lines)+len(s.bands)+len(s.whiskers)+len(s.dots) == 0 {
			continue
		}
		c, wrong := s.course(d)
		if scale == nil || scale.axis != "y" {
			wrong = misdrawn("", s.any(), "")
		}
		if wrong != nil {
			return wrong
		}
		c.scale = scale
		if wrong = c.follows(s); wrong != nil {
			return wrong
		}
	}
	return nil
}

// course finds the places of quarters from the dots, which must stand there.
func (s *strand) course(d *data) (*course, *mistake) {
	c := &course{data: d}
	for i, p := range s.dots {
		at, known := d.byID[p.id]
		if !known {
			return nil, misdrawn(p.id, p.at, "")
		}
		switch id := d.observations[at].id; {
		case i == 0:
			c.of, c.x = id, p.at.x
		case id.Quarter != c.of.Quarter:
			c.step = (p.at.x - c.x) / float64(id.Quarter-c.of.Quarter)
		}
	}
	for _, p := range s.dots {
		if id, ok := c.at(p.at.x); !ok || id != p.id {
			return nil, misdrawn(p.id, p.at, "")
		}
	}
	if len(s.dots) == 0 {
		return nil, misdrawn("", s.any(), "")
	}
	return c, nil
}

// any is a place where something is drawn.
func (s *strand) any() spot {
	for _, all := range [][][]spot{s.lines, s.bands, s.whiskers} {
		if len(all) > 0 {
			return all[0][0]
		}
	}
	return spot{}
}

// at gives the observation of the quarter at a place.
func (c *course) at(x float64) (id string, ok bool) {
	n := c.quarters(x)
	of := c.of
	of.Quarter += dim.Quarter(n)
	return of.String(), math.Abs(c.x+n*c.step-x) <= acrossTolerance
}

// quarters counts those between a place and the one that is known.
func (c *course) quarters(x float64) float64 {
	if c.step == 0 {
		return 0
	}
	return math.Round((x - c.x) / c.step)
}

// follows checks all that is drawn of a strand.
func (c *course) follows(s *strand) *mistake {
	for _, line := range s.lines {
		if wrong := c.leads(line, columnValue); wrong != nil {
			return wrong
		}
	}
	for _, band := range s.bands {
		n := len(band) / 2
		if wrong := c.leads(band[:n], columnUpper); wrong != nil {
			return wrong
		}
		if wrong := c.leads(reversed(band[n:]), columnLower); wrong != nil {
			return wrong
		}
	}
	for _, p := range s.dots {
		if wrong := c.holds(p.at, columnValue); wrong != nil {
			return wrong
		}
	}
	for _, piece := range s.whiskers {
		for _, at := range piece { // caps reach to both sides
			if wrong := c.holds(spot{c.x + c.quarters(at.x)*c.step, at.y}, columnLower, columnUpper); wrong != nil || math.Abs(c.x+c.quarters(at.x)*c.step-at.x) > capRoom {
				return misdrawn(c.of.String(), at, "")
			}
		}
	}
	return nil
}

const capRoom = 4 + tolerance // from a whisker to the end of its cap

func reversed(line []spot) []spot {
	out := make([]spot, len(line))
	for i, p := range line {
		out[len(line)-1-i] = p
	}
	return out
}

// leads checks that a line goes from quarter to quarter, and through a column of
// each.
func (c *course) leads(line []spot, column int) *mistake {
	for i, at := range line {
		if i > 0 && c.quarters(at.x) != c.quarters(line[i-1].x)+1 {
			return misdrawn(c.of.String(), at, "")
		}
		if wrong := c.holds(at, column); wrong != nil {
			return wrong
		}
	}
	return nil
}

// holds checks that a place is that of a quarter, and of one of its columns.
func (c *course) holds(at spot, columns ...int) *mistake {
	id, ok := c.at(at.x)
	want := ""
	for _, column := range columns {
		v, known := c.number(id, column)
		if ok && known && math.Abs(c.scale.at(v)-at.y) < tolerance {
			return nil
		}
		if known {
			want = strconv.FormatFloat(v, 'g', -1, 64)
		}
	}
	return misdrawn(id, at, want)
}

// wrongSpark checks a small line, which has no scale of its own to read: its
// quarters are as far apart as its corners, the last of them that of a dot with a
// name or else the one that the page has just told of; and the lowest and highest
// of its values give the scale for the others.
func (k *sketch) wrongSpark(d *data) *mistake {
	s := k.all()
	corners := s.corners()
	if len(corners) < 2 || len(s.lines) == 0 {
		return nil // nothing that could be read off
	}
	c := &course{data: d, x: corners[len(corners)-1].x}
	anchor := k.told
	for _, p := range s.dots {
		if p.id != "" {
			anchor, c.x = p.id, p.at.x
		}
	}
	at, known := d.byID[anchor]
	if !known {
		return misdrawn(anchor, corners[0], "")
	}
	c.of, c.step = d.observations[at].id, s.stepIn(k.width)
	if wrong := c.fit(corners); wrong != nil {
		return wrong
	}
	for _, at := range corners {
		if at.y < sparkEdge-tolerance || at.y > k.height-sparkEdge+tolerance {
			return misdrawn(anchor, at, "")
		}
	}
	return c.follows(s)
}

// sparkEdge is the room above and below a small line.
const sparkEdge = 4

// corners are all places of values, from left to right.
func (s *strand) corners() (all []spot) {
	for _, line := range s.lines {
		all = append(all, line...)
	}
	for _, p := range s.dots {
		all = append(all, p.at)
	}
	slices.SortFunc(all, func(a, b spot) int { return cmp.Compare(a.x, b.x) })
	return all
}

// stepIn is the distance of quarters that fill a width.
func (s *strand) stepIn(width float64) float64 {
	return width / math.Round(width/((s.lines[0][len(s.lines[0])-1].x-s.lines[0][0].x)/float64(len(s.lines[0])-1)))
}

// fit makes a scale of the lowest and the highest value.
func (c *course) fit(corners []spot) *mistake {
	c.scale = &ruler{axis: "y", min: math.Inf(1), max: math.Inf(-1)}
	for _, at := range corners {
		id, ok := c.at(at.x)
		v, known := c.number(id, columnValue)
		if !ok || !known {
			return misdrawn(id, at, "")
		}
		if v < c.scale.min {
			c.scale.min, c.scale.from = v, at.y
		}
		if v > c.scale.max {
			c.scale.max, c.scale.to = v, at.y
		}
	}
	if c.scale.min < c.scale.max && c.scale.from < c.scale.to {
		return misdrawn(c.of.String(), corners[0], "")
	}
	return nil
}
