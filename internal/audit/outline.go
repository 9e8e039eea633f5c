package audit

import (
	"math"
	"strconv"
	"strings"
)

// A spot is a place in a drawing.
type spot struct{ x, y float64 }

// A plotter follows the attribute d of a path.
type plotter struct {
	text   string
	pieces [][]spot // what is drawn without lifting the pen
	at     spot     // of the pen
	from   spot     // where its piece began
	ended  bool     // the piece is closed: what follows begins another there
}

// outline reads the attribute d of a path of straight lines as the points that
// it goes through, in pieces. A closed piece does not repeat its first point. ok
// is false for curves, and for what is no path.
func outline(d string) (pieces [][]spot, ok bool) {
	p := &plotter{text: d}
	command := byte(0)
	for p.text = strings.TrimLeft(p.text, " ,\n\t"); p.text != ""; p.text = strings.TrimLeft(p.text, " ,\n\t") {
		if c := p.text[0]; 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' {
			command, p.text = c, p.text[1:]
		}
		if !p.draw(command) {
			return nil, false
		}
		switch command {
		case 'M', 'm': // further numbers are of lines
			command--
		case 'Z', 'z': // which no number may follow
			command = 0
		}
	}
	return p.pieces, true
}

// draw follows one command.
func (p *plotter) draw(command byte) (ok bool) {
	to, from := p.at, spot{}
	if command >= 'a' { // relative to where the pen is
		to, from = spot{}, p.at
	}
	switch command | ' ' {
	case 'z':
		p.at, p.ended = p.from, true
		return len(p.pieces) > 0
	case 'm', 'l':
		ok = p.number(&to.x) && p.number(&to.y)
	case 'h':
		ok = p.number(&to.x)
	case 'v':
		ok = p.number(&to.y)
	}
	to = spot{to.x + from.x, to.y + from.y}
	if command|' ' == 'm' {
		p.begin(to)
		return ok
	}
	return ok && p.line(to)
}

func (p *plotter) begin(at spot) {
	p.pieces = append(p.pieces, []spot{at})
	p.at, p.from, p.ended = at, at, false
}

func (p *plotter) line(to spot) (ok bool) {
	if p.ended {
		p.begin(p.at)
	}
	n := len(p.pieces) - 1
	if n < 0 {
		return false
	}
	p.pieces[n] = append(p.pieces[n], to)
	p.at = to
	return true
}

// number reads the next number, which a sign or a second point ends.
func (p *plotter) number(to *float64) (ok bool) {
	p.text = strings.TrimLeft(p.text, " ,\n\t")
	end, point := 0, false
	for ; end < len(p.text); end++ {
		c := p.text[end]
		if c == '.' && !point {
			point = true
		} else if !('0' <= c && c <= '9' || c == '-' && end == 0) {
			break
		}
	}
	v, err := strconv.ParseFloat(p.text[:end], 64)
	*to, p.text = v, p.text[end:]
	return err == nil
}

// middle is that of the sign of a series. A triangle stands around its middle
// with its tip 1.2 radii away and its side 0.85.
func middle(sign []spot) spot {
	low, high := spot{math.Inf(1), math.Inf(1)}, spot{math.Inf(-1), math.Inf(-1)}
	for _, s := range sign {
		low, high = spot{min(low.x, s.x), min(low.y, s.y)}, spot{max(high.x, s.x), max(high.y, s.y)}
	}
	at := spot{(low.x + high.x) / 2, (low.y + high.y) / 2}
	if len(sign) == 3 {
		tip := sign[0].y
		at.y = tip + (low.y+high.y-2*tip)*1.2/2.05
	}
	return at
}
