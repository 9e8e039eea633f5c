package registry

import "fukusen/internal/rows"

// A ColumnWidth says with how many digits the codes of one column are written.
type ColumnWidth int

// The widths of columns.
const (
	WidthOpen ColumnWidth = 0 // not known: what may be read in two ways is a finding
	WidthFive ColumnWidth = 5 // without check digits
	WidthSix  ColumnWidth = 6 // with check digits, of which a spreadsheet has taken leading zeros away
)

// AreaEvidence is what the codes of one column tell about its width. The zero
// value has seen nothing. It grows by See, in any order and by parts that are
// merged, and must be complete before Width is asked: the one telling value
// may be the last of a file of millions.
type AreaEvidence struct {
	five   int // values that can only be five digits
	six    int // values of six digits that begin with another digit than 0
	lost   int // values that can only be six digits without their zero
	intact int // values of six digits that have kept their zero
	short  int // values of four digits, which can only be five without their zero
	zeros  int // values of two or five digits that have kept their zero
}

// See takes in one value of the column; what is no code tells nothing. It is
// enough to give each distinct value once.
func (e *AreaEvidence) See(r *Registry, value string) {
	s := rows.Fold(value)
	if !digits(s) || len(s) < 2 || len(s) > 6 || len(r.areas.readings(s, 0)) != 1 {
		return
	}
	switch {
	case len(s) == 4:
		e.short++
	case len(s) < 6 && s[0] == '0':
		e.zeros++
	}
	switch {
	case len(s) == 2:
	case len(s) == 6 && s[0] == '0':
		e.intact++
	case len(s) == 6:
		e.six++
	case len(r.areas.readings(s, 5)) == 1:
		e.five++
	default:
		e.lost++
	}
}

// Merge adds what another part of the column tells.
func (e *AreaEvidence) Merge(other AreaEvidence) {
	e.five += other.five
	e.six += other.six
	e.lost += other.lost
	e.intact += other.intact
	e.short += other.short
	e.zeros += other.zeros
}

// Width is the only width that fits all that was seen. It is open where there
// are codes of both widths, and where codes of six digits have kept their
// zeros: then one of five digits has not lost it in the same way.
func (e AreaEvidence) Width() ColumnWidth {
	switch {
	case e.five > 0 && e.six+e.lost+e.intact == 0:
		return WidthFive
	case e.five == 0 && (e.lost > 0 || e.six > 0 && e.intact == 0):
		return WidthSix
	}
	return WidthOpen
}

// Lost reports that the column has lost its leading zeros: some codes of it
// have none where they must, and none has kept one.
func (e AreaEvidence) Lost() bool { return e.short+e.lost > 0 && e.zeros+e.intact == 0 }

// AreaCodeIn is AreaCode for a value of a column. Where that has lost its zeros,
// one digit is a prefecture.
func (r *Registry) AreaCodeIn(s string, column AreaEvidence) (code string, fault AreaFault, near []string) {
	if s = rows.Fold(s); len(s) == 1 && digits(s) && column.Lost() {
		s = "0" + s
	}
	return r.AreaCodeOf(s, int(column.Width()))
}
