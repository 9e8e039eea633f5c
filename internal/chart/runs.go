package chart

import "slices"

// runs gives the first index and the one after the last of each unbroken
// stretch of points that are so.
func runs(points []Point, is func(Point) bool) [][2]int {
	var out [][2]int
	for i := 0; i < len(points); i++ {
		from := i
		for i < len(points) && is(points[i]) {
			i++
		}
		if i > from {
			out = append(out, [2]int{from, i})
		}
	}
	return out
}

// joined gives the runs of points that a line may join: those that are so,
// parted at the breaks.
func joined(points []Point, breaks []int, is func(Point) bool) [][2]int {
	var out [][2]int
	for _, r := range runs(points, is) {
		for i := r[0] + 1; i < r[1]; i++ {
			if slices.Contains(breaks, i) {
				out, r[0] = append(out, [2]int{r[0], i}), i
			}
		}
		out = append(out, r)
	}
	return out
}
