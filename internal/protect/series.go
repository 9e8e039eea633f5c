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
	if rc.Status == release.Published {
		d.value, d.missing, m = rc.Value, rc.Missing, rc.Moments
	}
	if m != nil && s.moments == nil {
		s.moments = make([]*release.Moments, len(s.codes))
	}
	s.codes, s.data = append(s.codes, codes), append(s.data, d)
	if s.moments != nil {
		s.moments = append(s.moments, m)
	}
	return nil
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
	s.codes, s.data, s.moments = slices.Clip(s.codes), slices.Clip(s.data), slices.Clip(s.moments)
	return nil
}

func (s *Series) reorder() {
	order := make([]int, len(s.codes))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Or(s.codes[i].Compare(s.codes[j]), cmp.Compare(i, j)) })
	old := *s
	s.codes, s.data = make([]dim.Codes, len(order)), make([]datum, len(order))
	if old.moments != nil {
		s.moments = make([]*release.Moments, len(order))
	}
	for to, from := range order {
		s.codes[to], s.data[to] = old.codes[from], old.data[from]
		if old.moments != nil {
			s.moments[to] = old.moments[from]
		}
	}
}
