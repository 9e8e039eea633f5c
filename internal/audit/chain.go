package audit

import "slices"

// shownSteps is how many sums a derivation shows.
const shownSteps = 5

// chains explains how unknowns follow, where that takes one sum after another.
type chains struct {
	s  *system
	by []int32 // relation that gives the unknown when all its others are known; nil before the first question
}

func newChains(s *system) *chains { return &chains{s: s} }

// follow fills in, again and again, the only unknown that a relation has left.
func (c *chains) follow() {
	s := c.s
	c.by = slices.Repeat([]int32{-1}, len(s.nodes))
	left := make([]int, len(s.relations))
	with := make([][]int32, len(s.nodes))
	var queue []int32
	for r := range s.relations {
		for i := range s.relations[r].members {
			if !s.nodes[i].known {
				left[r]++
				with[i] = append(with[i], int32(r))
			}
		}
		if left[r] == 1 {
			queue = append(queue, int32(r))
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for i := range s.relations[queue[0]].members {
			if s.nodes[i].known || c.by[i] >= 0 || left[queue[0]] != 1 {
				continue
			}
			c.by[i] = queue[0]
			for _, r := range with[i] {
				if left[r]--; left[r] == 1 {
					queue = append(queue, r)
				}
			}
		}
	}
}

// of gives the relations from which the unknown follows, the last one last. If
// no order of single sums leads to it, they are some of those that together do,
// its own first.
func (c *chains) of(i int32, sol *solution) []int32 {
	if c.by == nil {
		c.follow()
	}
	if c.by[i] >= 0 {
		steps := c.back(i, nil)
		return steps[max(0, len(steps)-shownSteps):]
	}
	s := c.s
	var own, others []int32
	for _, r := range sol.blocks[sol.block[i]].relations {
		if slices.Contains(slices.Collect(s.relations[r].members), i) {
			own = append(own, r)
		} else {
			others = append(others, r)
		}
	}
	slices.SortFunc(own, s.byRelation)
	slices.SortFunc(others, s.byRelation)
	all := append(own, others...)
	return all[:min(len(all), shownSteps)]
}

// back appends what is needed before, then the relation of the unknown itself.
func (c *chains) back(i int32, steps []int32) []int32 {
	r := c.by[i]
	if slices.Contains(steps, r) || len(steps) > 20*shownSteps {
		return steps
	}
	for j := range c.s.relations[r].members {
		if j != i && !c.s.nodes[j].known {
			steps = c.back(j, steps)
		}
	}
	return append(steps, r)
}
