package chart

import "strconv"

// A pen writes the pieces of a path in few characters: each point as a place or
// as the way there, whichever is shorter. It counts in tenths, so that no
// rounding adds up on the way.
type pen struct {
	at, from point // now, and at the beginning of the piece
	last     byte  // letter that the next numbers may go without; 0 before the first
}

// A point is a place or a way, in tenths of a pixel.
type point struct{ x, y int64 }

// shape writes a path whose pieces are written by lines.
func (c *canvas) shape(class, fill string, lines func()) {
	c.raw(`<path`)
	c.class(class)
	c.fill(fill)
	c.outline(lines)
	c.raw(`/>`)
}

// outline writes the pieces as the attribute d of the element that is open.
func (c *canvas) outline(lines func()) {
	c.raw(` d="`)
	c.pen = pen{}
	lines()
	c.raw(`"`)
}

// move begins a piece.
func (c *canvas) move(x, y float64) {
	to := point{tenths(x), tenths(y)}
	c.command('M', []int64{to.x, to.y}, []int64{to.x - c.pen.at.x, to.y - c.pen.at.y})
	c.pen.last-- // to L or l: numbers that follow are of lines
	c.pen.at, c.pen.from = to, to
}

// to draws a straight line.
func (c *canvas) to(x, y float64) {
	to := point{tenths(x), tenths(y)}
	switch way := (point{to.x - c.pen.at.x, to.y - c.pen.at.y}); {
	case way.y == 0:
		c.command('H', []int64{to.x}, []int64{way.x})
	case way.x == 0:
		c.command('V', []int64{to.y}, []int64{way.y})
	default:
		c.command('L', []int64{to.x, to.y}, []int64{way.x, way.y})
	}
	c.pen.at = to
}

// shut goes back to where the piece began.
func (c *canvas) shut() {
	c.raw(`z`)
	c.pen.at, c.pen.last = c.pen.from, 'z'
}

// command writes a letter with a place or, small, with the way there.
func (c *canvas) command(letter byte, place, way []int64) {
	const small = 'a' - 'A'
	var room [2][32]byte
	out, short := c.pen.words(room[0][:0], letter, place), c.pen.words(room[1][:0], letter+small, way)
	if c.pen.last != 0 && len(short) <= len(out) {
		out, letter = short, letter+small
	}
	c.b.Write(out)
	c.pen.last = letter
}

// words appends a letter, unless it goes without saying, and its numbers.
func (p pen) words(out []byte, letter byte, numbers []int64) []byte {
	if letter != p.last {
		out = append(out, letter)
	}
	for i, n := range numbers {
		if n >= 0 && (i > 0 || letter == p.last) {
			out = append(out, ' ')
		}
		out = appendTenths(out, n)
	}
	return out
}

// appendTenths writes a number of tenths, with no zero before the point.
func appendTenths(out []byte, n int64) []byte {
	if n < 0 {
		out, n = append(out, '-'), -n
	}
	if n >= 10 || n == 0 {
		out = strconv.AppendInt(out, n/10, 10)
	}
	if n%10 != 0 {
		out = append(out, '.', byte('0'+n%10))
	}
	return out
}
