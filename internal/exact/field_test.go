package exact

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestPrimes proves that P1 is prime and that P2 is the next below: all odd
// numbers between are composite. (ProbablyPrime has no known error, and none at
// all below 2^64.)
func TestPrimes(t *testing.T) {
	for n := uint64(P1); n >= uint64(P2); n -= 2 {
		prime := new(big.Int).SetUint64(n).ProbablyPrime(20)
		if want := n == uint64(P1) || n == uint64(P2); prime != want {
			t.Errorf("%d prime: got %v, want %v", n, prime, want)
		}
	}
}

func TestFieldAgreesWithBig(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for _, p := range []Prime{P1, P2} {
		edges := []uint64{0, 1, 2, 30, 31, 1 << 60, uint64(p)/2 + 1, uint64(p) - 2, uint64(p) - 1}
		for range 300 {
			edges = append(edges, r.Uint64N(uint64(p)))
		}
		m := new(big.Int).SetUint64(uint64(p))
		mod := func(x *big.Int) uint64 { return x.Mod(x, m).Uint64() }
		for _, a := range edges {
			for _, b := range edges {
				x, y := new(big.Int).SetUint64(a), new(big.Int).SetUint64(b)
				if got, want := p.Add(a, b), mod(new(big.Int).Add(x, y)); got != want {
					t.Fatalf("%d + %d mod %d: got %d, want %d", a, b, p, got, want)
				}
				if got, want := p.Sub(a, b), mod(new(big.Int).Sub(x, y)); got != want {
					t.Fatalf("%d - %d mod %d: got %d, want %d", a, b, p, got, want)
				}
				if got, want := p.Mul(a, b), mod(new(big.Int).Mul(x, y)); got != want {
					t.Fatalf("%d * %d mod %d: got %d, want %d", a, b, p, got, want)
				}
			}
			if a == 0 {
				continue
			}
			want := new(big.Int).ModInverse(new(big.Int).SetUint64(a), m).Uint64()
			if got := p.Inv(a); got != want {
				t.Fatalf("1 / %d mod %d: got %d, want %d", a, p, got, want)
			}
		}
	}
}

// TestFold looks at the numbers whose folds carry most often, which no product
// is likely to hit.
func TestFold(t *testing.T) {
	for _, p := range []Prime{P1, P2} {
		m := new(big.Int).SetUint64(uint64(p))
		for k := uint64(1); k <= 7; k++ {
			h := (k<<61 - 1) / 31 // 31h is just below a multiple of 2^61
			for l := uint64(mask61); l > mask61-70; l-- {
				x := new(big.Int).SetUint64(h)
				x.Lsh(x, 61).Add(x, new(big.Int).SetUint64(l))
				if got, want := p.fold(h>>3, h<<61|l), x.Mod(x, m).Uint64(); got != want {
					t.Fatalf("%d * 2^61 + %d mod %d: got %d, want %d", h, l, p, got, want)
				}
			}
		}
	}
}

func TestOfAndSigned(t *testing.T) {
	for _, p := range []Prime{P1, P2} {
		m := new(big.Int).SetUint64(uint64(p))
		for _, v := range []int64{0, 1, -1, 60, -60, 1<<60 - 17, 17 - 1<<60, math.MaxInt64, math.MinInt64} {
			want := new(big.Int).Mod(big.NewInt(v), m).Uint64()
			if got := p.Of(v); got != want {
				t.Errorf("%d mod %d: got %d, want %d", v, p, got, want)
			}
			if v > -1<<60+16 && v < 1<<60-16 && p.Signed(p.Of(v)) != v {
				t.Errorf("%d mod %d comes back as %d", v, p, p.Signed(p.Of(v)))
			}
		}
	}
}

func TestFieldPanics(t *testing.T) {
	for name, f := range map[string]func(){
		"inverse of zero": func() { P1.Inv(0) },
		"another prime":   func() { Problem{}.Solve(7) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			f()
		})
	}
}

func TestVectors(t *testing.T) {
	tests := []struct {
		name      string
		got, want Vector
	}{
		{"ones", Ones([]int32{5, 0, 2}), Vector{{0, 1}, {2, 1}, {5, 1}}},
		{"ones twice", Ones([]int32{3, 1, 3}), Vector{{1, 1}, {3, 2}}},
		{"sparse", Sparse(Term{4, 2}, Term{1, -1}, Term{4, -2}), Vector{{1, -1}}},
		{"complement", Ones([]int32{0, 1, 2}).Minus(Ones([]int32{1})), Vector{{0, 1}, {2, 1}}},
		{"change", Ones([]int32{0, 1}).Minus(Ones([]int32{1, 2})), Vector{{0, 1}, {2, -1}}},
		{"nothing", Ones([]int32{1}).Minus(Ones([]int32{1})), Vector{}},
	}
	for _, tt := range tests {
		if !slices.Equal(tt.got, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, tt.got, tt.want)
		}
	}
}
