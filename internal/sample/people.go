package sample

import (
	"slices"
	"strconv"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
)

// Places of the measures in a group's counts.
const (
	persons = iota
	employed
	dualPaid
	dualAny
	wish
	informed
	applied
	matched
	continued
	preparing
	mustDeclare
	declared
	numMeasures
)

// measures are the columns of the counts, in their order.
var measures = [numMeasures]string{"persons", "employed", "dual_paid", "dual_any", "wish", "informed", "applied", "matched", "continued_90d", "preparing", "must_declare", "declared"}

// counts are the measures of one group of people in one quarter.
type counts [numMeasures]int64

// group draws the counts of n people. The parts of each whole are drawn from
// it, so that they cannot exceed it.
//
// Some people are never employed, even in companies (on leave, hired but not
// yet started): a part that is all of its whole would have to be withheld.
func (s *submitter) group(r *random, q dim.Quarter, n int64, sex, age string) counts {
	var c counts
	t := int64(q - firstQuarter)
	c[persons] = n
	c[employed] = r.part(n, r.around(s.employment(), 100))
	c[dualAny] = r.part(n, s.dualRate(q, age))
	c[dualPaid] = r.part(min(c[dualAny], c[employed]), r.around(5400+40*t, 300))
	c[wish] = r.part(n, r.around(1900+30*t, 200))
	c[informed] = r.part(n, r.around(4700+150*t, 500))
	c[applied] = r.part(c[informed], clamp(r.around(1500+40*t, 200)+youth(age, 250), 1000, 2500))
	c[matched] = r.part(c[applied], r.around(5500-s.gap(sex, t), 150))
	c[continued] = r.part(c[matched], r.around(7700, 400))
	own := newRandom(r.state, "declared") // the others are the same with and without
	c[preparing] = own.part(c[wish], own.around(2600+50*t, 200))
	c[mustDeclare] = own.part(c[dualAny], own.around(8100, 200))
	c[declared] = own.part(c[mustDeclare], own.around(5600+140*t, 300))
	return c
}

func (s *submitter) employment() int64 {
	if s.kind == "club" {
		return 7400
	}
	return 8600
}

// dualRate rises slowly and is lower from April to June, when people change
// their place of work and teams are formed anew.
func (s *submitter) dualRate(q dim.Quarter, age string) int64 {
	rate := s.dual + 25*int64(q-firstQuarter) + youth(age, 150)
	if _, n := q.In(dim.Fiscal); n == 1 {
		rate -= 110
	}
	return clamp(rate, 600, 1500)
}

// gap is how much less often women's applications to companies succeed. It
// closes slowly: 13 points at first, 4 points after nine quarters.
func (s *submitter) gap(sex string, t int64) int64 {
	if sex != "f" || s.kind != "company" {
		return 0
	}
	return 1300 - 100*t
}

func youth(age string, more int64) int64 {
	if age == Ages()[0] {
		return more
	}
	return 0
}

// headcount is the number of people of a group, which changes little from
// quarter to quarter.
func (s *submitter) headcount(r *random, q dim.Quarter, place, sex, age int64) int64 {
	n := s.size * (whole + s.growth*int64(q-firstQuarter)) / whole
	n = n * place * sex / (whole * whole) * age
	return n * r.around(whole, 120) / (whole * whole)
}

// unplaced are the people whose sex and age the submitter does not know. It
// has told and asked them nothing, and they are too many to point at one.
func (s *submitter) unplaced(r *random) counts {
	var c counts
	c[persons] = r.around(50, 4)
	c[employed] = r.part(c[persons], 6000)
	return c
}

// columns are the measures that the submitter has: schools do not know who is
// employed, and only companies have people declare a second activity.
func (s *submitter) columns() []int {
	var cols []int
	for m := range numMeasures {
		paid := m == employed || m == dualPaid
		duty := m == mustDeclare || m == declared
		switch {
		case paid && s.kind == "school", duty && s.kind != "company":
		default:
			cols = append(cols, m)
		}
	}
	return cols
}

// peopleHeads are the headers of the submitter's people files.
func (s *submitter) peopleHeads() []string {
	if s.id == mappedID {
		return mappedHeads()
	}
	ids := []string{contract.ColumnPeriod, dim.Organisation.String(), dim.Area.String(), dim.Sex.String(), dim.Age.String()}
	for _, m := range s.columns() {
		ids = append(ids, measures[m])
	}
	if s.revised != 0 {
		ids = append(ids, contract.ColumnRevision)
	}
	return s.heads("people", ids)
}

// savePeople writes all people files of a submitter.
func (s *submitter) savePeople(write func(string, []byte) error, seed uint64) error {
	for _, part := range s.parts() {
		f := newFile(s.enc, s.id, part.name)
		f.row(s.peopleHeads()...)
		for _, q := range part.quarters {
			s.quarterRows(f, seed, q, part.revision)
		}
		if err := f.save(write); err != nil {
			return err
		}
	}
	return nil
}

// A part is one file of a submitter.
type part struct {
	name     string
	quarters []dim.Quarter
	revision int
}

// parts cuts the submitter's quarters into files.
func (s *submitter) parts() []part {
	var parts []part
	for _, q := range s.quarters() {
		name := "people" + s.suffix(q) + ".csv"
		i := slices.IndexFunc(parts, func(p part) bool { return p.name == name })
		if i < 0 {
			i, parts = len(parts), append(parts, part{name: name, revision: 1})
		}
		parts[i].quarters = append(parts[i].quarters, q)
	}
	if s.revised != 0 {
		name := "people-" + s.revised.ID(dim.Fiscal) + "-rev2.csv"
		parts = append(parts, part{name, []dim.Quarter{s.revised}, 2})
	}
	return parts
}

func (s *submitter) suffix(q dim.Quarter) string {
	switch s.layout {
	case inOne:
		return ""
	case byQuarter:
		return "-" + q.ID(dim.Fiscal)
	}
	year, _ := q.In(dim.Fiscal)
	return "-" + strconv.Itoa(year)
}

// quarterRows adds the rows of one quarter. A revision draws again: it is
// what the submitter ought to have sent.
func (s *submitter) quarterRows(f *file, seed uint64, q dim.Quarter, revision int) {
	r := newRandom(seed, "people", s.id, q.ID(dim.Fiscal), strconv.Itoa(revision))
	s.eachGroup(r, q, func(area, sex, age string, c counts) {
		f.row(s.cells(q, area, sex, age, c, revision)...)
	})
	if s.unknown {
		f.row(s.cells(q, s.areas[0].code, dim.Unknown, dim.Unknown, s.unplaced(r), revision)...)
	}
}

// eachGroup draws the groups of one quarter whose sex and age are known.
func (s *submitter) eachGroup(r *random, q dim.Quarter, each func(area, sex, age string, c counts)) {
	for _, place := range s.areas {
		for _, sex := range []share{{"f", s.women}, {"m", whole - s.women}} {
			for _, age := range s.ages {
				n := s.headcount(r, q, place.part, sex.part, age.part)
				each(place.code, sex.code, age.code, s.group(r, q, n, sex.code, age.code))
			}
		}
	}
}

// cells writes one row as the submitter does.
func (s *submitter) cells(q dim.Quarter, area, sex, age string, c counts, revision int) []string {
	row := []string{s.label(q), s.id, area, word(s.sex, sex), word(s.age, age)}
	if s.id == mappedID {
		row = []string{s.label(q), areaName(area), mappedDesk, word(s.sex, sex), word(s.age, age)}
	}
	for _, m := range s.columns() {
		row = append(row, s.digits(c[m]))
	}
	if s.revised != 0 {
		row = append(row, strconv.Itoa(revision))
	}
	return row
}
