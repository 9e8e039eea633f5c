package stat

import (
	"math"
	"testing"
)

// TestStudentQuantile compares with values from a 40-digit inversion of the
// incomplete beta function.
func TestStudentQuantile(t *testing.T) {
	for _, tt := range []struct{ df, q975, q995, q600 float64 }{
		{1.5, 6.01666310442793192, 17.8203105144628073, 0.300745392569795423},
		{3, 3.18244630528370959, 5.84090930973335726, 0.276670662332689911},
		{4.7, 2.62072607535317043, 4.16789204011905816, 0.268082719541031858},
		{9, 2.26215716279820554, 3.24983554159212628, 0.260955336473911011},
		{49, 2.00957523712923967, 2.67995197363155204, 0.254727025599191133},
		{199, 1.97195654425175383, 2.60076021605851619, 0.25368607538177214},
		{310.1434013757, 1.96764236321478996, 2.59177405778697953, 0.2535645392536568},
		{1000, 1.96233908082640848, 2.58075469806595108, 0.253414515839498765},
		{12345.6, 1.96015615825951053, 2.57622760442521403, 0.253352562805346563},
		{1e5, 1.95998770753460964, 2.5758784699083753, 0.253347777157179943}, // the first of the expansion
		{1e6, 1.95996635681410704, 2.57583422010533415, 0.253347170537841679},
		{1e8, 1.95996400826276682, 2.57582935271437763, 0.253347103809820112},
	} {
		for _, q := range []struct{ p, want float64 }{{.975, tt.q975}, {.995, tt.q995}, {.6, tt.q600}} {
			got := StudentQuantile(q.p, tt.df)
			near(t, "relative", got/q.want, 1, 1e-11)
			near(t, "lower tail", StudentQuantile(1-q.p, tt.df)/-q.want, 1, 1e-11)
		}
	}
}

// TestStudentClosedForm uses the two whole df at which the distribution has an
// elementary inverse.
func TestStudentClosedForm(t *testing.T) {
	for k := range 199 {
		p := float64(k+1) / 200
		if p == .5 {
			continue
		}
		near(t, "relative df 1", StudentQuantile(p, 1)/math.Tan(math.Pi*(p-.5)), 1, 1e-12)
		near(t, "relative df 2", StudentQuantile(p, 2)*math.Sqrt(2*p*(1-p))/(2*p-1), 1, 1e-12)
	}
	// Next to the median what is left outside of ±t is nearly everything.
	for _, d := range []float64{1e-4, 1e-8, 1e-12} {
		p := .5 + d
		near(t, "relative beside median", StudentQuantile(p, 1)/math.Tan(math.Pi*(p-.5)), 1, 1e-12)
	}
	for _, df := range []float64{1, 7.5, 1e6} {
		near(t, "median", StudentQuantile(.5, df), 0, 1e-15)
	}
}

func TestStudentP(t *testing.T) {
	for _, x := range []float64{0, .3, 1, 2.5, 40} {
		near(t, "df 1", studentP(x, 1), 1-2/math.Pi*math.Atan(x), 1e-13)
		near(t, "df 2", studentP(-x, 2), 1-x/math.Sqrt(2+x*x), 1e-13)
	}
	for _, df := range []float64{1, 2.5, 30, 400, 99999, 100001, 1e7} {
		near(t, "back", studentP(StudentQuantile(.975, df), df), .05, 1e-9)
	}
	// Far in the tail: p ≈ 2/(πt) at df 1 must not fall to 0.
	near(t, "tail", studentP(1e9, 1)*math.Pi*1e9/2, 1, 1e-9)
}
