package stat

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand/v2"
	"os/exec"
	"testing"
)

// oracleRounds is the number of random cases of each question.
const oracleRounds = 1000

// none stands for no value, on both sides.
var none = math.NaN()

// A question asks for numbers that testdata/oracle.py computes with SciPy and
// statsmodels from the same arguments.
type question struct {
	name string // of the function there
	ask  func(r *rand.Rand) (args []any, ours []float64)
}

// TestOracle compares to 1e-9, absolute up to 1 and relative above.
func TestOracle(t *testing.T) {
	python := oraclePython(t)
	r := seeded()
	asked := map[string][][]any{}
	ours := map[string][][]float64{}
	for _, q := range questions {
		for range oracleRounds {
			args, got := q.ask(r)
			asked[q.name] = append(asked[q.name], args)
			ours[q.name] = append(ours[q.name], got)
		}
	}
	theirs := consult(t, python, asked)
	cases, numbers := 0, 0
	for _, q := range questions {
		if len(theirs[q.name]) != oracleRounds {
			t.Fatalf("%s: %d answers", q.name, len(theirs[q.name]))
		}
		wrong := 0
		for i, want := range theirs[q.name] {
			cases++
			numbers += len(want)
			if !agree(ours[q.name][i], want) {
				if wrong++; wrong <= 3 {
					t.Errorf("%s(%s):\n got %.15g\nwant %s", q.name, show(asked[q.name][i]), ours[q.name][i], show(want))
				}
			}
		}
		if wrong > 3 {
			t.Errorf("%s: %d of %d differ", q.name, wrong, oracleRounds)
		}
	}
	t.Logf("%d functions, %d cases, %d numbers compared to 1e-9", len(questions), cases, numbers)
}

// oraclePython finds an interpreter that has what the oracle needs.
func oraclePython(t *testing.T) string {
	t.Helper()
	for _, p := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(p, "-c", "import scipy, statsmodels").Run() == nil {
			return p
		}
	}
	t.Skip("no python3 with scipy and statsmodels (Debian: python3-scipy, python3-statsmodels): nothing was compared")
	return ""
}

func consult(t *testing.T, python string, asked map[string][][]any) (answers map[string][][]*float64) {
	t.Helper()
	text, err := json.Marshal(asked)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(python, "testdata/oracle.py")
	cmd.Env = append(cmd.Environ(), "OPENBLAS_NUM_THREADS=1", "OMP_NUM_THREADS=1")
	cmd.Stdin = bytes.NewReader(text)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("oracle: %v\n%s", err, complaint.String())
	}
	if err := json.Unmarshal(out, &answers); err != nil {
		t.Fatal(err)
	}
	return answers
}

func agree(ours []float64, theirs []*float64) bool {
	if len(ours) != len(theirs) {
		return false
	}
	for i, want := range theirs {
		if want == nil || math.IsNaN(ours[i]) {
			if want != nil || !math.IsNaN(ours[i]) {
				return false
			}
			continue
		}
		if !(math.Abs(ours[i]-*want) <= exact*max(1, math.Abs(*want))) {
			return false
		}
	}
	return true
}

func show(v any) string {
	text, _ := json.Marshal(v)
	return string(text)
}

// limits returns those of an interval, none if it is not there.
func limits(i Interval, ok bool) []float64 {
	if !ok {
		return []float64{none, none}
	}
	return []float64{i.Lower, i.Upper}
}

// join joins numbers and lists of numbers.
func join(parts ...any) (all []float64) {
	for _, p := range parts {
		switch p := p.(type) {
		case float64:
			all = append(all, p)
		case Interval:
			all = append(all, p.Lower, p.Upper)
		case []float64:
			all = append(all, p...)
		}
	}
	return all
}

// or returns the value, none if it is not there.
func or(value float64, ok bool) float64 {
	if !ok {
		return none
	}
	return value
}
