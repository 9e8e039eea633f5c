package protect

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"strconv"
	"testing"
)

// programmed is how many random tables are also given to the integer program.
const programmed = 240

// A question asks testdata/ranges.py how far unknowns can move.
type question struct {
	Least []int64    `json:"least"`
	Lines []equation `json:"lines"`
	Ask   []int      `json:"ask"`
}

type equation struct {
	At   []int   `json:"at"`
	Sign []int64 `json:"sign"`
	Sum  int64   `json:"sum"`
}

// A posed is what must hold of an answer.
type posed struct {
	randomTable
	doubt
	tried *verdict // what trying all tables says; nil of larger blocks
}

// questionOf is about one block.
func (o *outsider) questionOf(b block, ask []int) question {
	q := question{Lines: []equation{}, Ask: ask}
	for _, u := range b.unknowns {
		q.Least = append(q.Least, o.unknowns[u].least)
	}
	for _, l := range o.linesOf(b) {
		e := equation{Sum: l.sum}
		for _, t := range l.terms {
			e.At, e.Sign = append(e.At, t.unknown), append(e.Sign, t.sign)
		}
		q.Lines = append(q.Lines, e)
	}
	return q
}

// questions asks of a sample of the numbers of a table: of small blocks what
// trying all tables says too, of large ones what cannot be had by trying.
func (x randomTable) questions() (all []question, want [][]posed) {
	c, _ := x.apply(x.opt)
	o := newOutsider(x.world, c)
	for _, b := range o.blocks() {
		p := newPuzzle(o, b)
		var ask []int
		var of []posed
		for i, u := range b.unknowns {
			w, ok := o.wants(&o.unknowns[u], x.k(o.unknowns[u].series))
			if !ok || (i+int(x.seed))%(1+len(b.unknowns)/3) > 0 {
				continue
			}
			a := posed{randomTable: x, doubt: doubt{o, u, w}}
			if b.distinct <= enumerated {
				if v := p.room(i, w); v.sure {
					a.tried = &v
				}
			}
			ask, of = append(ask, i), append(of, a)
		}
		if len(ask) > 0 {
			all, want = append(all, o.questionOf(b, ask)), append(want, of)
		}
	}
	return all, want
}

// TestIntegerProgram: an integer program (HiGHS, by SciPy) finds the same ranges
// in small blocks, and no number of a larger one without room.
func TestIntegerProgram(t *testing.T) {
	python := interpreter(t)
	n := programmed
	if more, err := strconv.Atoi(os.Getenv(attackMore)); err == nil {
		n = more / 20
	}
	var all []question
	var want [][]posed
	for seed := range n {
		q, w := newTable(t, uint64(seed)).questions()
		all, want = append(all, q...), append(want, w...)
	}
	small, large := 0, 0
	for i, ranges := range consult(t, python, all) {
		for j, r := range ranges {
			a := want[i][j]
			if a.tried != nil {
				small++
			} else {
				large++
			}
			if wrong := a.wrong(*r[0], r[1]); wrong != "" {
				t.Errorf("seed %d, k %d: %v is %d, the program says %d to %s: %s", a.seed, a.opt.K, a.o.unknowns[a.u], a.o.unknowns[a.u].truth, *r[0], show(r[1]), wrong)
			}
		}
	}
	t.Logf("%d tables, %d numbers of small blocks, %d of larger ones", n, small, large)
	if small < n || large < n/2 {
		t.Error("that compares too little")
	}
}

// wrong says what is wrong with a range; top is nil without an upper end.
func (a *posed) wrong(low int64, top *int64) string {
	truth := a.o.unknowns[a.u].truth
	switch {
	case low > truth || top != nil && *top < truth:
		return "the truth is not in it"
	case top != nil && (*top < low+a.width-1 || *top < a.reach):
		return "too narrow"
	case a.tried == nil:
		return ""
	case a.tried.min != low:
		return "trying finds another least"
	case a.tried.safe != (top == nil || *top >= a.tried.max) || !a.tried.safe && *top != a.tried.max:
		return "trying finds another greatest"
	}
	return ""
}

func show(n *int64) string {
	if n == nil {
		return "any"
	}
	return strconv.FormatInt(*n, 10)
}

// interpreter finds a Python that has SciPy.
func interpreter(t *testing.T) string {
	t.Helper()
	for _, p := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(p, "-c", "import scipy.optimize").Run() == nil {
			return p
		}
	}
	t.Skip("no python3 with scipy (Debian: python3-scipy): no integer program was posed")
	return ""
}

func consult(t *testing.T, python string, all []question) (answers [][][2]*int64) {
	t.Helper()
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(python, "testdata/ranges.py")
	cmd.Env = append(cmd.Environ(), "OPENBLAS_NUM_THREADS=1", "OMP_NUM_THREADS=1")
	cmd.Stdin = bytes.NewReader(text)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, complaint.String())
	}
	if err := json.Unmarshal(out, &answers); err != nil {
		t.Fatal(err)
	}
	return answers
}
