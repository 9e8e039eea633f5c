package protect

import (
	"fukusen/internal/cube"
	"fukusen/internal/exact"
	"fukusen/internal/release"
)

// Weights are mostly the same for all respondents of a sex, age and place, and
// who knows how much each of these counts reads a sum of weights as one more
// equation about their numbers: of 44 respondents, men who count 0.8 and women
// who count 1.2, a sum of 36.8 leaves 4 women, however well these are withheld.
// As numbers of people are small and whole, one such equation mostly settles
// several of them.
//
// So the sums of weights are told of a group only if they tell who knows the
// weight of each finest cell nothing: if they follow from published numbers of
// respondents. What follows from such sums follows in the same way, so nothing
// can be had of other groups by subtraction either. Classes of weights that the
// data do not tell apart are not considered.

// weighing withholds the weights of groups of which they would tell too much.
func (s *system) weighing() {
	for i := range s.current {
		if !s.weighted[i] {
			continue
		}
		var told []exact.Vector
		for _, of := range s.alike[i] {
			for _, c := range s.cells[of] {
				if c.status == release.Published {
					told = append(told, exact.Ones(c.units))
				}
			}
		}
		null := exact.Null(s.units, told)
		for _, c := range s.cells[i] {
			c.weightless = c.status == release.Published && !s.weightsFollow(c, null)
		}
	}
}

// weightsFollow reports whether the sums of the weights of a cell, and of their
// squares, are sums of published numbers of respondents.
func (s *system) weightsFollow(c *cell, null []uint64) bool {
	var sum, squares uint64
	for _, u := range c.units {
		w := exact.P1.Of(s.weightOf[u])
		x := exact.P1.Mul(w, null[u])
		sum = exact.P1.Add(sum, x)
		squares = exact.P1.Add(squares, exact.P1.Mul(w, x))
	}
	return sum == 0 && squares == 0
}

// meanWeight is how much a respondent of a finest cell counts, in thousandths;
// 0 where nobody answered.
func meanWeight(c *cube.Cell, w cube.Weights) int64 {
	if c.Sums.Sum == 0 {
		return 0
	}
	return (w.All + c.Sums.Sum/2) / c.Sums.Sum
}
