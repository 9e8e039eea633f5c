package audit

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const attacker = "../../../shared/tools/attacker.py"

// python finds an interpreter that the attacker runs with.
func python(t *testing.T) string {
	if _, err := os.Stat(attacker); err != nil {
		t.Skipf("the outsider's check is not beside the checkout: %v", err)
	}
	for _, p := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(p, "-c", "import scipy").Run() == nil {
			return p
		}
	}
	t.Skip("no python3 with scipy")
	return ""
}

// The attacker's own language.
type (
	theirCell struct {
		ID    string `json:"id"`
		Value *int64 `json:"value"`
		Min   int64  `json:"min"`
	}
	theirEquation struct {
		Total string   `json:"total"`
		Parts []string `json:"parts"`
	}
	theirAnswer struct {
		Cells map[string]struct {
			Min, Max any
			Exact    bool
			How      string
		}
	}
)

var nested = map[string][]string{
	"": {"14", "13"}, "14": {"14101", "14102", "14-unknown"}, "13": {"13101", "13102"},
}

// randomTable returns a table of areas by sex, some of it withheld, as a site
// and as the attacker reads it. Nothing of the audit is used to relate cells.
func randomTable(r *rand.Rand, prefix string) (*site, []theirCell, []theirEquation) {
	count := map[[2]string]int64{}
	for _, pref := range nested[""] {
		for _, city := range nested[pref] {
			for _, sex := range []string{"f", "m", "x"} {
				n := max(0, r.Int64N(9)-2)
				for _, a := range []string{city, pref, ""} {
					count[[2]string{a, sex}] += n
					count[[2]string{a, ""}] += n
				}
			}
		}
	}
	s := newSite(1)
	var cells []theirCell
	var equations []theirEquation
	id := func(area, sex string) string { return prefix + area + "/" + sex }
	share := r.Float64()
	for _, area := range []string{"", "14", "13", "14101", "14102", "14-unknown", "13101", "13102"} {
		for _, sex := range []string{"", "f", "m", "x"} {
			n := count[[2]string{area, sex}]
			c := theirCell{ID: id(area, sex), Value: &n}
			if n > 0 && r.Float64() < share {
				n = secret
				c.Value, c.Min = nil, 1
			}
			if n != 0 || r.IntN(2) == 0 { // a group of nobody may have a row
				s.add("persons", n, "area="+area, "sex="+sex)
			}
			cells = append(cells, c)
			if parts := nested[area]; parts != nil {
				e := theirEquation{Total: id(area, sex)}
				for _, p := range parts {
					e.Parts = append(e.Parts, id(p, sex))
				}
				equations = append(equations, e)
			}
			if sex == "" {
				equations = append(equations, theirEquation{id(area, ""), []string{id(area, "f"), id(area, "m"), id(area, "x")}})
			}
		}
	}
	return s, cells, equations
}

// TestAgainstAttacker compares with an outsider's algebra and linear
// programming: whatever algebra determines is found, with its value, and
// nothing is claimed that the outsider does not confirm.
func TestAgainstAttacker(t *testing.T) {
	interpreter := python(t)
	r := rand.New(rand.NewPCG(2026, 1))
	var cells []theirCell
	var equations []theirEquation
	ours, byAlgebra := map[string]int64{}, map[string]bool{}
	for n := range 40 {
		prefix := fmt.Sprintf("%d:", n)
		s, c, e := randomTable(r, prefix)
		cells, equations = append(cells, c...), append(equations, e...)
		report := s.run(t)
		if len(report.Inconsistent) > 0 || len(report.other) > 0 {
			t.Fatalf("table %d: %q", n, leaks(report))
		}
		for _, l := range report.Determined {
			byAlgebra[prefix+l.Cell.Codes[1]+"/"+l.Cell.Codes[4]] = true
		}
		for _, l := range slices.Concat(report.Determined, report.Bounded) {
			ours[prefix+l.Cell.Codes[1]+"/"+l.Cell.Codes[4]] = l.Value
		}
	}
	theirs := ask(t, interpreter, cells, equations)
	algebra, open := 0, 0
	for id, c := range theirs.Cells {
		value, found := ours[id]
		switch {
		case c.How == "linear-algebra":
			algebra++
			if !byAlgebra[id] {
				t.Errorf("%s is determined and was not found", id)
			}
		case byAlgebra[id]:
			t.Errorf("%s: we determine it by sums alone, they by %q", id, c.How)
		case !c.Exact:
			open++
		}
		if found && (!c.Exact || fmt.Sprint(c.Min) != fmt.Sprint(value)) {
			t.Errorf("%s: we say %d, they say %+v", id, value, c)
		}
		delete(ours, id)
	}
	if len(ours) > 0 {
		t.Errorf("determined, but not withheld: %v", ours)
	}
	if algebra < 50 || open < 50 {
		t.Errorf("too easy: %d determined, %d open", algebra, open)
	}
}

func ask(t *testing.T, interpreter string, cells []theirCell, equations []theirEquation, options ...string) (answer theirAnswer) {
	t.Helper()
	in, err := json.Marshal(map[string]any{"cells": cells, "equations": equations, "integer": true})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(interpreter, append([]string{attacker, "--all", "-"}, options...)...)
	cmd.Stdin = bytes.NewReader(in)
	var problems strings.Builder
	cmd.Stderr = &problems
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		t.Fatalf("%v\n%s%s", err, problems.String(), out)
	}
	if err := json.Unmarshal(out, &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}
