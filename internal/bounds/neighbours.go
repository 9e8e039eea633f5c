package bounds

import "math"

// A growth finds unknowns that can move together. It keeps its notes from one
// search to the next, for there are many.
type growth struct {
	*walk
	search  int32
	try     int
	in      []int32 // search in which an unknown was taken
	upset   []int64 // of equations: what the present way is off
	changed []int32 // equations that the present way has touched
	members []int32
	signs   []int64 // of the members of the present way: +1 up, -1 down
}

func newGrowth(w *walk) *growth {
	return &growth{walk: w, in: make([]int32, len(w.start)), upset: make([]int64, len(w.Equations))}
}

// around gives unknowns near one that can move together with it in a direction.
// To each equation that a move upsets, another unknown is added that sets it
// right, moves away from its bound, and upsets as few others as possible. The
// ways found one after the other share no unknown but the first, so that one
// that is stuck leaves others.
func (g *growth) around(first int32, up bool, size, try int) []int32 {
	g.search++
	g.try = try
	g.members = append(g.members[:0], first)
	g.in[first] = g.search
	for len(g.members) < size {
		before := len(g.members)
		g.way(first, up, size-before, false)
		if len(g.members) == before {
			break
		}
	}
	return g.members
}

// way adds at most size unknowns until every equation is right again, and
// reports whether it is. Where one cannot be set right, the others are still
// looked after unless all are needed.
func (g *growth) way(first int32, up bool, size int, all bool) bool {
	for _, e := range g.changed {
		g.upset[e] = 0
	}
	g.changed, g.signs = g.changed[:0], g.signs[:0]
	sign := int64(1)
	if !up {
		sign = -1
	}
	g.take(first, sign)
	right := true
	for next := 0; next < len(g.changed); next++ {
		e := g.changed[next]
		if g.upset[e] == 0 {
			continue
		}
		i, sign, ok := g.partner(e)
		if !ok || len(g.signs) > size {
			right = false // another way may do without
			if all || len(g.signs) > size {
				break
			}
			continue
		}
		g.in[i] = g.search
		g.members = append(g.members, i)
		g.take(i, sign)
	}
	return right
}

// circle moves unknowns that keep all equations right, the first of them up or
// down, as far as they go together. It returns false if it found none.
func (g *growth) circle(first int32, up bool, try int) bool {
	g.search++
	g.try = try
	g.members = append(g.members[:0], first)
	g.in[first] = g.search
	if !g.way(first, up, longest, true) {
		return false
	}
	step := int64(far)
	for k, i := range g.members {
		step = min(step, g.room(i, g.signs[k]))
	}
	if step == 0 {
		return false
	}
	for k, i := range g.members {
		g.x[i] += g.signs[k] * step
	}
	return true
}

func (g *growth) room(i int32, sign int64) int64 {
	switch {
	case sign < 0:
		return g.x[i] - g.near.Lower[i]
	case g.near.Upper[i] == Unbounded:
		return far
	}
	return g.near.Upper[i] - g.x[i]
}

func (g *growth) take(i int32, sign int64) {
	g.signs = append(g.signs, sign)
	for _, u := range g.of[i] {
		g.upset[u.equation] += u.value * sign
		g.changed = append(g.changed, u.equation)
	}
}

// most is how many unknowns of a long sum are looked at, of those that can move
// at all. Which ones changes from search to search.
const most = 64

// partner picks the unknown that sets an equation right.
func (g *growth) partner(e int32) (best int32, bestSign int64, ok bool) {
	terms := g.Equations[e].Terms
	from := 0
	if len(terms) > most {
		from = int(mix(uint64(g.search)<<32|uint64(e)) % uint64(len(terms)))
	}
	bestUpset, bestRoom, looked := math.MaxInt, int64(0), 0
	for k := 0; k < len(terms) && looked < most; k++ {
		t := terms[(from+k)%len(terms)]
		i := t.Row
		if g.in[i] == g.search {
			continue
		}
		sign := int64(1)
		if (g.upset[e] > 0) == (t.Value > 0) {
			sign = -1
		}
		room := g.room(i, sign)
		if room == 0 {
			continue
		}
		looked++
		upset := g.upsets(i, sign, bestUpset)
		if upset > bestUpset {
			continue
		}
		if g.try > 0 {
			room = int64(mix(uint64(g.try)<<32|uint64(i)) >> 2)
		}
		if upset < bestUpset || room > bestRoom {
			best, bestSign, bestUpset, bestRoom, ok = i, sign, upset, room, true
		}
	}
	return best, bestSign, ok
}

// upsets counts the equations of an unknown that are not right after a move, or
// stops counting above a number.
func (g *growth) upsets(i int32, sign int64, above int) (n int) {
	for _, u := range g.of[i] {
		if g.upset[u.equation]+u.value*sign != 0 {
			if n++; n > above {
				break
			}
		}
	}
	return n
}

// mix scatters the bits of a number (the finaliser of SplitMix64).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
