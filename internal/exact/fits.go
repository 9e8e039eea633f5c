package exact

import "math/bits"

// Fits reports whether integers lie between their bounds and make all equations
// true. It is the check of a witness, and knows nothing of how that was found.
// A sum that leaves 64 bits does not fit.
func Fits(x, lower, upper []int64, equations []Equation) bool {
	for i, v := range x {
		if v < lower[i] || v > upper[i] {
			return false
		}
	}
	for _, e := range equations {
		sum := int64(0)
		for _, t := range e.Terms {
			product, ok := times(t.Value, x[t.Row])
			if !ok {
				return false
			}
			next := sum + product
			if (next > sum) != (product > 0) && product != 0 {
				return false
			}
			sum = next
		}
		if sum != e.Sum {
			return false
		}
	}
	return true
}

// times multiplies; ok is false if the product leaves 63 bits.
func times(a, b int64) (product int64, ok bool) {
	hi, lo := bits.Mul64(size(a), size(b))
	if hi != 0 || lo > 1<<63-1 {
		return 0, false
	}
	product = int64(lo)
	if (a < 0) != (b < 0) {
		product = -product
	}
	return product, true
}

func size(a int64) uint64 {
	if a < 0 {
		return -uint64(a)
	}
	return uint64(a)
}
