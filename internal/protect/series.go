package protect

import (
	"cmp"
	"fmt"
	"slices"

	"fukusen/internal/dim"
	"fukusen/internal/release"
)

// A Series is the cells of one measure in one quarter or, of a survey, of the
// respondents to one item or of those who gave one answer. They are in the
// order of their codes, which all have the same category.
type Series struct {
	Quarter  dim.Quarter
	Table    string
	Measure  string
	Category dim.Code // dim.Total for all categories

	codes   []dim.Codes
	data    []datum
	moments []*release.Moments // nil if no cell has any

	weighted []*release.Weighted // nil if no cell has any
}

// A datum is what a cell holds, beside its codes, in as few bytes as will do:
// a site of the nation has millions.
type datum struct {
	value   int64
	missing int64
	status  uint8 // of statuses
}

var statuses = []release.Status{
	release.Published, release.Withheld, release.NotReported, release.NotApplicable, release.NotComputable,
}

// Len counts the cells.
func (s *Series) Len() int {
	if s == nil {
		return 0
	}
	return len(s.codes)
}

// Codes gives the group of the i-th cell.
func (s *Series) Codes(i int) dim.Codes { return s.codes[i] }

// At gives the i-th cell.
func (s *Series) At(i int) Cell {
	d := s.data[i]
	c := Cell{
		Table: s.Table, Measure: s.Measure, Status: statuses[d.status], Value: d.value, Missing: d.missing,
		Key: dim.Key{Period: dim.Period{First: s.Quarter, N: 1}, Codes: s.codes[i]},
	}
	if s.moments != nil {
		c.Moments = s.moments[i]
	}
	if s.weighted != nil {
		c.Weighted = s.weighted[i]
	}
	return c
}

// Find gives the cell of a group, whose category is that of the series. The
// hint is where it is looked for first: series of one table are as a rule of
// the same groups. A nil Series has no cells.
func (s *Series) Find(codes dim.Codes, hint int) (Cell, bool) {
	if i, ok := s.index(codes, hint); ok {
		return s.At(i), true
	}
	return Cell{}, false
}

func (s *Series) index(codes dim.Codes, hint int) (int, bool) {
	switch {
	case s == nil:
		return 0, false
	case hint < len(s.codes) && s.codes[hint] == codes:
		return hint, true
	}
	return slices.BinarySearchFunc(s.codes, codes, dim.Codes.Compare)
}

// take adds a cell of a release. A value beside a status that has none does not
// pass the wall.
func (s *Series) take(codes dim.Codes, rc *release.Cell) error {
	status := slices.Index(statuses, rc.Status)
	if status < 0 {
		return fmt.Errorf("a cell has the status %q", rc.Status)
	}
	d := datum{status: uint8(status)}
	var m *release.Moments
	var w *release.Weighted
	if rc.Status == release.Published {
		d.value, d.missing, m, w = rc.Value, rc.Missing, rc.Moments, rc.Weighted
	}
	s.moments = follow(s.moments, m, len(s.codes))
	s.weighted = follow(s.weighted, w, len(s.codes))
	s.codes, s.data = append(s.codes, codes), append(s.data, d)
	return nil
}

// follow adds what rides with the n-th cell. There is no list before the first
// cell that has something.
func follow[T any](list []*T, next *T, n int) []*T {
	if list == nil {
		if next == nil {
			return nil
		}
		list = make([]*T, n)
	}
	return append(list, next)
}

// sort puts the cells in order, and fails if there are two of a group.
func (s *Series) sort() error {
	if !slices.IsSortedFunc(s.codes, dim.Codes.Compare) {
		s.reorder()
	}
	for i := 1; i < len(s.codes); i++ {
		if s.codes[i] == s.codes[i-1] {
			return fmt.Errorf("the cell %s %v occurs twice", s.Measure, s.codes[i])
		}
	}
	s.codes, s.data = slices.Clip(s.codes), slices.Clip(s.data)
	s.moments, s.weighted = slices.Clip(s.moments), slices.Clip(s.weighted)
	return nil
}

func (s *Series) reorder() {
	order := make([]int, len(s.codes))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Or(s.codes[i].Compare(s.codes[j]), cmp.Compare(i, j)) })
	s.codes, s.data = inOrder(s.codes, order), inOrder(s.data, order)
	s.moments, s.weighted = inOrder(s.moments, order), inOrder(s.weighted, order)
}

// inOrder rearranges a list; nil stays nil.
func inOrder[T any](list []T, order []int) []T {
	if list == nil {
		return nil
	}
	all := make([]T, len(order))
	for to, from := range order {
		all[to] = list[from]
	}
	return all
}
