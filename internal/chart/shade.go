package chart

import "fmt"

// A shade divides a range of values into at most five steps between round
// numbers, from light to dark. It follows from what is drawn and nothing else.
type shade struct {
	bounds []tick // of the steps, ascending; one more than there are steps
	boxes  []box  // of the key: one a step
	texts  []placed
}

const (
	mostShades = 5
	shadeBox   = 12.0 // height of a step in the key
)

// newShade divides the range of the drawn values; without any it has no steps.
func newShade(a Axis, drawn []float64) shade {
	var s shade
	if sc, ok := newScale(a, drawn, mostShades, func(sc scale) bool { return len(a.bounds(sc)) <= mostShades+1 }); ok {
		s.bounds = a.bounds(sc)
	}
	return s
}

// bounds are the ticks of a scale, and its ends where they are none.
func (a Axis) bounds(s scale) []tick {
	out := s.ticks
	if len(out) == 0 || out[0].value > s.min {
		out = append([]tick{{s.min, a.Tick(s.min)}}, out...)
	}
	if out[len(out)-1].value < s.max {
		out = append(out[:len(out):len(out)], tick{s.max, a.Tick(s.max)})
	}
	return out
}

// step gives the step of a value from 0. A value on a bound belongs to the step
// above it, the highest to the last one.
func (s shade) step(v float64) int {
	k := 0
	for k < len(s.bounds)-2 && v >= s.bounds[k+1].value {
		k++
	}
	return k
}

// class is how the k-th step is coloured: few steps lie far apart.
func (s shade) class(k int) string {
	n := len(s.bounds) - 1
	if n == 1 {
		return "q3"
	}
	return fmt.Sprintf("q%d", 1+k*(mostShades-1)/(n-1))
}

// lay puts the key of the steps below y and gives the height that it takes: a
// strip of all steps, with the numbers between them below it as far as there is
// room, the first and the last in any case.
func (s *shade) lay(y, width, size float64, unit string) float64 {
	n := len(s.bounds) - 1
	if n < 1 {
		return 0
	}
	widest := 0.0
	for _, t := range s.bounds {
		widest = max(widest, textWidth(t.text, size))
	}
	first, last := newBlock(s.bounds[0].text, width/2-8, size, 1), newBlock(s.bounds[n].text, width/2-8, size, 1)
	const edgeRoom = 2 // letters of a browser may be wider than those reckoned with
	x0 := edgeRoom + first.width/2
	room := width - x0 - last.width/2
	if unit != "" {
		room -= textWidth(unit, size) + 12
	}
	step := max(16, min(room/float64(n), max(44, widest+10)))
	for k := range n {
		s.boxes = append(s.boxes, box{x0 + float64(k)*step, y + 6, x0 + float64(k+1)*step, y + 6 + shadeBox})
	}
	at := y + 6 + shadeBox + 3 + size*leading/2
	edge := -8.0
	end := x0 + float64(n)*step - last.width/2
	s.texts = append(s.texts, placed{block: first, x: edgeRoom, y: at}, placed{block: last, x: max(end, first.width+8), y: at})
	edge = edgeRoom + first.width
	for k := 1; k < n; k++ {
		b := newBlock(s.bounds[k].text, width, size, 1)
		x := x0 + float64(k)*step - b.width/2
		if x >= edge+8 && x+b.width+8 <= end {
			s.texts, edge = append(s.texts, placed{block: b, x: x, y: at}), x+b.width
		}
	}
	if b := newBlock(unit, width/3, size, 1); len(b.lines) > 0 {
		s.texts = append(s.texts, placed{block: b, x: s.boxes[n-1].x1 + last.width/2 + 10, y: y + 6 + shadeBox/2})
	}
	return 6 + shadeBox + 3 + size*leading + 4
}

func (s shade) draw(c *canvas) {
	for k, b := range s.boxes {
		c.boxes("shade "+s.class(k), "", []box{b})
	}
	c.words("sub", "middle")
	for _, t := range s.texts {
		c.text("sub", "middle", "", t.middle(), t.y, t.block)
	}
	c.done()
}

// spec is the scale of a shade with the place of its bounds in the key.
func (s shade) spec() *SpecScale {
	if len(s.boxes) == 0 {
		return nil
	}
	out := &SpecScale{Min: s.bounds[0].value, Max: s.bounds[len(s.bounds)-1].value}
	for k, t := range s.bounds {
		at := s.boxes[0].x0
		if k > 0 {
			at = s.boxes[k-1].x1
		}
		out.Ticks = append(out.Ticks, SpecTick{t.value, t.text, tenth(at)})
	}
	return out
}
