package audit

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/dim"
)

// A story is a small table in two versions: what is in its finest cells, which
// rows there are and which of them are withheld. Of the finest cells some are the
// same in both, some can only have grown.
type story struct {
	old, now []int64 // by finest cell
	same     []bool
	grows    []bool
	rows     []storyRow
	least    int64 // of a withheld number
	movers   func(codes []string) int
	revised  []string
	late     []string
}

// A storyRow is a row and the finest cells that it is the sum of.
type storyRow struct {
	codes  []string
	of     []int
	hidden [2]bool // by version
	none   bool    // nobody, and no row, in the older version
	left   [2]bool // no row in a version: its view was left out
}

func (r *storyRow) sum(table []int64) (n int64) {
	for _, i := range r.of {
		n += table[i]
	}
	return n
}

// groupStory has men and women of three ages, without organisations.
func groupStory(r *rand.Rand) *story {
	s := &story{least: 1}
	mode := r.IntN(3) // the same, late ones, revised ones
	for range 6 {
		n := int64(r.IntN(4))
		s.old, s.now = append(s.old, n), append(s.now, n)
		s.same, s.grows = append(s.same, mode == 0), append(s.grows, mode == 1)
	}
	for i := range s.now {
		switch more := int64(r.IntN(4)); mode {
		case 1:
			s.now[i] += max(0, more-1)
			s.late = []string{"ise", "kobe", "mie"}
		case 2:
			s.now[i] = more
			s.revised = []string{"aoba", "bizen", "chita"}
		}
	}
	s.movers = func([]string) int { return 3 }
	for i := range 3 {
		for j := range 4 {
			row := storyRow{}
			for k := range 6 {
				if (i == 2 || i == k/3) && (j == 3 || j == k%3) {
					row.of = append(row.of, k)
				}
			}
			if i < 2 {
				row.codes = append(row.codes, "sex="+sexes[i])
			}
			if j < 3 {
				row.codes = append(row.codes, "age="+ages[j])
			}
			s.rows = append(s.rows, row)
		}
	}
	s.hide(r)
	if v := r.IntN(6); v < 2 {
		for i := range s.rows {
			if row := &s.rows[i]; len(row.codes) == 2 {
				row.left[v], row.hidden[v] = true, false
			}
		}
	}
	return s
}

// memberStory has men and women of three organisations: the first did not
// change, the second may have been revised, the third may be late.
func memberStory(r *rand.Rand) *story {
	s := &story{}
	revised, late := r.IntN(2) == 0, r.IntN(2) == 0
	changed := []bool{false, revised, late}
	for k := range 6 {
		n, m := int64(r.IntN(4)), int64(r.IntN(4))
		org := k % 3
		if !changed[org] {
			m = n
		}
		if org == 2 && late {
			n = 0
		}
		s.old, s.now = append(s.old, n), append(s.now, m)
		s.same, s.grows = append(s.same, !changed[org]), append(s.grows, false)
	}
	if revised {
		s.revised = []string{orgs[1]}
	}
	if late {
		s.late = []string{orgs[2]}
	}
	s.movers = func(codes []string) (n int) {
		for o, c := range changed {
			at := slices.ContainsFunc(codes, func(c string) bool { return strings.HasPrefix(c, "organisation=") })
			if c && (!at || slices.Contains(codes, "organisation="+orgs[o])) {
				n++
			}
		}
		return n
	}
	for i := range 3 {
		for j := range 4 {
			row := storyRow{none: late && j == 2}
			for k := range 6 {
				if (i == 2 || i == k/3) && (j == 3 || j == k%3) {
					row.of = append(row.of, k)
				}
			}
			if i < 2 {
				row.codes = append(row.codes, "sex="+sexes[i])
			}
			if j < 3 {
				row.codes = append(row.codes, "organisation="+orgs[j])
			}
			s.rows = append(s.rows, row)
		}
	}
	s.hide(r)
	return s
}

// hide withholds some rows, often the same in both versions, but no totals.
func (s *story) hide(r *rand.Rand) {
	share, again := r.Float64(), r.Float64()
	for i := range s.rows {
		row := &s.rows[i]
		row.hidden[1] = len(row.codes) > 0 && row.sum(s.now) >= s.least && r.Float64() < share
		row.hidden[0] = row.hidden[1]
		if r.Float64() < again {
			row.hidden[0] = len(row.codes) > 0 && r.Float64() < share
		}
		row.hidden[0] = row.hidden[0] && row.sum(s.old) >= s.least && !row.none
	}
}

// report is what the audit says of it.
func (s *story) report(t *testing.T, k int64) *Report {
	h := &history{t: t}
	for v, table := range [][]int64{s.old, s.now} {
		e := h.first(eight)
		e.definitions.Quarters[0].Rules.K = k
		if s.least == 0 {
			e.definitions.Quarters[0].Rules.Zeros = "sensitive"
		}
		for i := range e.receipts {
			r := &e.receipts[i]
			if slices.Contains(s.late, r.Organisation) && v == 0 {
				r.Reported, r.Revision = false, 0
			}
			if slices.Contains(s.revised, r.Organisation) {
				r.Revision += v
			}
		}
		if v == 1 {
			for _, o := range s.late {
				if !slices.Contains(eight, o) {
					e.companies(o)
				}
			}
		}
		for _, row := range s.rows {
			switch {
			case v == 0 && row.none || row.left[v]:
			case row.hidden[v]:
				e.add("persons", secret, row.codes...)
			default:
				e.add("persons", row.sum(table), row.codes...)
			}
		}
	}
	return h.run()
}

// tables lists all tables that fit what a version publishes.
func (s *story) tables(v int) (all [][]int64) {
	truth := [][]int64{s.old, s.now}[v]
	x := make([]int64, len(truth))
	top := int64(0)
	for _, n := range truth {
		top += n
	}
	var fill func(i int, left int64)
	fill = func(i int, left int64) {
		if i == len(x) {
			if s.fits(v, x, truth) {
				all = append(all, slices.Clone(x))
			}
			return
		}
		for x[i] = 0; x[i] <= left; x[i]++ {
			fill(i+1, left-x[i])
		}
		x[i] = 0
	}
	fill(0, top)
	return all
}

func (s *story) fits(v int, x, truth []int64) bool {
	for i := range s.rows {
		row := &s.rows[i]
		n := row.sum(x)
		switch {
		case row.left[v]:
		case v == 0 && row.none:
			if n != 0 {
				return false
			}
		case row.hidden[v]:
			if n < s.least {
				return false
			}
		case n != row.sum(truth):
			return false
		}
	}
	return true
}

// identical reports whether both versions look the same: then what is wrong is
// told of the newer one alone.
func (s *story) identical() bool {
	for i := range s.rows {
		row := &s.rows[i]
		if row.none || row.left != [2]bool{} || row.hidden[0] != row.hidden[1] || !row.hidden[0] && row.sum(s.old) != row.sum(s.now) {
			return false
		}
	}
	return true
}

// A reach is the smallest and the largest number of the older version, of the
// newer one, and of the difference.
type reach [3][2]int64

// reaches tries all pairs of tables.
func (s *story) reaches() []reach {
	all := make([]reach, len(s.rows))
	first := true
	older := s.tables(0)
	for _, now := range s.tables(1) {
		for _, old := range older {
			if !s.follows(old, now) {
				continue
			}
			for i := range s.rows {
				a, b := s.rows[i].sum(old), s.rows[i].sum(now)
				for j, n := range [3]int64{a, b, b - a} {
					if first {
						all[i][j] = [2]int64{n, n}
					}
					all[i][j] = [2]int64{min(all[i][j][0], n), max(all[i][j][1], n)}
				}
			}
			first = false
		}
	}
	return all
}

func (s *story) follows(old, now []int64) bool {
	for i := range old {
		if s.same[i] && old[i] != now[i] || s.grows[i] && old[i] > now[i] {
			return false
		}
	}
	return true
}

// TestTwoVersions compares with the list of all pairs of tables: what has too
// little room is told, with a range that is no narrower than the true one, and
// nothing else; and so are the differences that are known.
func TestTwoVersions(t *testing.T) {
	const k = 4
	r := rand.New(rand.NewPCG(20, 26))
	together, wide, changes, open := 0, 0, 0, 0
	for n := range 360 {
		s := groupStory(r)
		if n%2 == 1 {
			s = memberStory(r)
		}
		report := s.report(t, k)
		open += report.OpenTogether
		told, changed := map[string][2]int64{}, map[string]int64{}
		key := func(c Cell) string { return fmt.Sprint(c.Release != "", c.Codes) }
		for _, x := range report.Narrow {
			told[key(x.Cell)] = [2]int64{x.Min, x.Max}
		}
		for _, l := range slices.Concat(report.Determined, report.Bounded) {
			told[key(l.Cell)] = [2]int64{l.Value, l.Value}
		}
		for _, c := range report.Changes {
			changed[key(c.Cell)] = c.Value
		}
		for i, can := range s.reaches() {
			row := &s.rows[i]
			at := func(old bool) string {
				c := Cell{}
				c.Codes[0] = "company"
				for _, code := range row.codes {
					name, id, _ := strings.Cut(code, "=")
					a, _ := dim.ParseAxis(name)
					c.Codes[a] = id
				}
				if old && !s.identical() {
					c.Release = "old"
				}
				return key(c)
			}
			for v := range 2 {
				said, leak := told[at(v == 0)]
				narrow := row.hidden[v] && can[v][1]-can[v][0] < k-1
				switch {
				case !narrow && leak:
					t.Fatalf("%d: %v in version %d is told to lie in %v; it can be %v\n%+v", n, row.codes, v, said, can[v], s)
				case narrow && !leak:
					t.Fatalf("%d: %v in version %d lies in %v and is not told\n%+v", n, row.codes, v, can[v], s)
				case narrow && (said[0] > can[v][0] || said[1] < can[v][1]):
					t.Fatalf("%d: %v in version %d is told to lie in %v; it can be %v\n%+v", n, row.codes, v, said, can[v], s)
				case narrow:
					together++
				case row.hidden[v]:
					wide++
				}
			}
			d := can[2]
			if row.left != [2]bool{} {
				continue // there is no difference of what is there once
			}
			small := d[0] == d[1] && d[0] != 0 && (max(d[0], -d[0]) < k || s.movers(row.codes) < 3)
			_, before := told[at(true)]
			_, after := told[at(false)]
			if value, is := changed[at(false)]; is && (!small || value != d[0]) || small && !is && !before && !after {
				t.Fatalf("%d: %v changes by %v; told is %d, %v\n%+v", n, row.codes, d, value, is, s)
			}
			if small {
				changes++
			}
		}
	}
	t.Logf("%d narrow, %d wide, %d changes, %d open", together, wide, changes, open)
	if together < 300 || wide < 300 || changes < 300 || open > 0 {
		t.Errorf("%d narrow, %d wide, %d changes, %d open: the tables show little", together, wide, changes, open)
	}
}
