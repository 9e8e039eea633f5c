package propose

import "math"

// assign gives each row at most one column and each column at most one row, so
// that the sum of the weights is largest; -1 is none. A weight of 0 or less is
// never taken.
//
// Source: H. W. Kuhn, Naval Research Logistics Quarterly 2 (1955), 83-97, in
// the form with potentials, which takes rows² times columns steps.
func assign(weights [][]float64, columns int) []int {
	rows := len(weights)
	// As many columns again that mean none, so that there are enough for all.
	width := columns + rows
	cost := func(i, j int) float64 {
		if j >= columns {
			return 0
		}
		return -max(0, weights[i][j])
	}
	ofRow := make([]float64, rows+1)
	ofColumn := make([]float64, width+1)
	row := make([]int, width+1) // that has a column, from 1; 0 is free
	for i := 1; i <= rows; i++ {
		augment(i, row, ofRow, ofColumn, cost)
	}
	found := make([]int, rows)
	for i := range found {
		found[i] = -1
	}
	for j := 1; j <= columns; j++ {
		if i := row[j]; i > 0 && weights[i-1][j-1] > 0 {
			found[i-1] = j - 1
		}
	}
	return found
}

// augment finds the cheapest way to give one more row a column.
func augment(i int, row []int, ofRow, ofColumn []float64, cost func(i, j int) float64) {
	width := len(row) - 1
	least := make([]float64, width+1)
	before := make([]int, width+1)
	done := make([]bool, width+1)
	for j := range least {
		least[j] = math.Inf(1)
	}
	row[0] = i
	at := 0
	for row[at] != 0 {
		done[at] = true
		here, next, delta := row[at], 0, math.Inf(1)
		for j := 1; j <= width; j++ {
			if done[j] {
				continue
			}
			if c := cost(here-1, j-1) - ofRow[here] - ofColumn[j]; c < least[j] {
				least[j], before[j] = c, at
			}
			if least[j] < delta {
				delta, next = least[j], j
			}
		}
		for j := 0; j <= width; j++ {
			if done[j] {
				ofRow[row[j]] += delta
				ofColumn[j] -= delta
			} else {
				least[j] -= delta
			}
		}
		at = next
	}
	for at != 0 {
		row[at] = row[before[at]]
		at = before[at]
	}
}
