package chart

import (
	"math"
	"slices"
	"strings"
)

// A key explains the signs of a chart below it: one entry a sign, in a fixed
// order, only for signs that occur.
type key struct {
	entries []entry
	height  float64
}

type entry struct {
	sign sign
	text block
	x, y float64 // left edge and middle
}

type sign int

const (
	signInterval sign = iota
	signDraft
	signDraftBar
	signWithheld
	signMissing
	signNotApplicable
	signBreak
	signSure
	signUnsure
	signPast
	signs
)

const signWidth = 18 // room before the text of an entry

// keyTexts gathers what the signs stand for; the same words appear once.
type keyTexts [signs][]string

func (k *keyTexts) add(s sign, text string) {
	if text != "" && !slices.Contains(k[s], text) {
		k[s] = append(k[s], text)
	}
}

// point notes the signs of a point.
func (k *keyTexts) point(p Point, interval string) {
	switch p.state {
	case Withheld:
		k.add(signWithheld, p.text)
	case Missing:
		k.add(signMissing, p.text)
	case NotApplicable:
		k.add(signNotApplicable, p.text)
	case Value:
		k.add(signDraft, p.note)
		if p.hasInterval {
			k.add(signInterval, interval)
		}
	}
}

// bar notes the signs of a point that is drawn as a bar: a draft is an outline,
// and no hollow dot.
func (k *keyTexts) bar(p Point, interval string) {
	if p.state == Value {
		k.add(signDraftBar, p.note)
		p.note = ""
	}
	k.point(p, interval)
}

// lay arranges the entries in lines from the left edge x down from y.
func (k *keyTexts) lay(x, y, width, size float64) key {
	var out key
	top := math.Ceil(y) // signs stand on whole pixels
	at, line := x, even(size*1.7)
	for s, texts := range k {
		if len(texts) == 0 {
			continue
		}
		b := newBlock(strings.Join(texts, "・"), width-x-signWidth, size, 1)
		if at > x && at+signWidth+b.width > width {
			at, out.height = x, out.height+line
		}
		out.entries = append(out.entries, entry{sign(s), b, at, top + out.height + line/2})
		at += signWidth + b.width + 16
	}
	if len(out.entries) > 0 {
		out.height += line + top - y
	}
	return out
}

func (k key) draw(c *canvas) {
	for _, e := range k.entries {
		c.sign(e.sign, e.x, e.y)
	}
	c.words("sub", "start")
	for _, e := range k.entries {
		c.text("sub", "start", "", e.x+signWidth, e.y, e.text)
	}
	c.done()
}

// sign draws the sample of a sign beside its text.
func (c *canvas) sign(s sign, x, y float64) {
	switch s {
	case signInterval:
		c.open("plain")
		c.boxes("band", "", []box{{x, y - 5, x + 13, y + 5}})
		c.whisker(x, y, x+13, y, 3)
		c.end()
	case signDraft:
		c.open("plain")
		c.marker(0, x+6.5, y, 3.5, true, "", "")
		c.end()
	case signDraftBar:
		c.open("plain")
		c.rect("bar hollow", "", box{x, y - 5, x + 13, y + 5})
		c.end()
	case signWithheld:
		c.rect("withheld", "h", box{x, y - 5, x + 13, y + 5})
	case signMissing:
		c.dots(4, x+6.5, y)
	case signNotApplicable:
		c.slash(x+6.5, y, 4)
	case signSure, signUnsure:
		c.open("s1")
		c.path(either(s == signSure, "line", "line unsure"), false, x+1, y, x+12, y)
		c.end()
	case signPast:
		c.line("past-mark", x, y, x+13, y)
	case signBreak:
		c.line("break", x+6.5, y-7, x+6.5, y+7)
	}
}
