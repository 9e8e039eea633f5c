package sample

import (
	"fmt"
	"strconv"
	"time"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
)

// townHalls are the municipalities as senders of what is no survey. Their size
// is that of their town, their files look like those of their surveys.
func townHalls() []*submitter {
	sizes := map[string]struct{ size, growth int64 }{aoba: {121_000, -4}, shiomi: {21_500, -22}, satoyama: {3600, -38}}
	var all []*submitter
	for i, m := range municipalities() {
		n := sizes[m.area]
		all = append(all, &submitter{
			organisation: m, style: residentForms()[i].style, areas: []share{{m.area, whole}},
			size: n.size, growth: n.growth, women: 5150, ages: residentForms()[i].ages,
		})
	}
	return all
}

// Parts in basis points of the residents of an age band, in the order of Ages:
// those between 15 and 64, and those in paid work.
var (
	workingAge  = [4]int64{whole, whole, whole, 1900}
	workingFor  = map[string][4]int64{"f": {5600, 7900, 7800, 2200}, "m": {5700, 9400, 9300, 3700}}
	residentsBy = []string{contract.ColumnPeriod, dim.Area.String(), dim.Sex.String(), dim.Age.String(), "residents", "residents_15_64", "employed"}
)

// eachResident draws the residents of one quarter by sex and age. The site
// knows nobody below 15.
func (s *submitter) eachResident(q dim.Quarter, each func(sex, age string, n [3]int64)) {
	r := newRandom(exampleSeed, "population", s.id, q.ID(dim.Fiscal))
	for _, sex := range []share{{"f", s.women}, {"m", whole - s.women}} {
		for i, age := range s.ages {
			n := s.size * (whole + s.growth*int64(q-firstQuarter)) / whole * sex.part / whole * age.part / whole
			each(sex.code, age.code, [3]int64{n, r.part(n, workingAge[i]), r.part(n, r.around(workingFor[sex.code][i]+6*int64(q-firstQuarter), 30))})
		}
	}
}

// residents is the number of residents from 15 on.
func (s *submitter) residents(q dim.Quarter) int64 {
	var sum int64
	s.eachResident(q, func(_, _ string, n [3]int64) { sum += n[0] })
	return sum
}

// savePublic writes the registers that belong to nobody: residents and new
// businesses.
func savePublic(write func(string, []byte) error) error {
	for _, s := range townHalls() {
		if err := s.saveResidents(write); err != nil {
			return err
		}
		if err := s.saveStartups(write); err != nil {
			return err
		}
	}
	return nil
}

func (s *submitter) saveResidents(write func(string, []byte) error) error {
	f := newFile(s.enc, s.id, "population.csv")
	f.row(s.heads("population", residentsBy)...)
	for _, q := range s.quarters() {
		s.eachResident(q, func(sex, age string, n [3]int64) {
			f.row(append([]string{s.label(q), s.area, word(s.sex, sex), word(s.age, age)}, s.numbers(n[:]...)...)...)
		})
	}
	return f.save(write)
}

// saveStartups lists what was founded. Whether it was there a year later is
// known of what is old enough.
func (s *submitter) saveStartups(write func(string, []byte) error) error {
	f := newFile(s.enc, s.id, "startups.csv")
	f.row(s.heads("startups", []string{contract.ColumnEntity, contract.ColumnFounded, dim.Area.String(), "active_12m"})...)
	for _, q := range s.quarters() {
		r := newRandom(exampleSeed, "startups", s.id, q.ID(dim.Fiscal))
		most := map[string]int64{aoba: 3, shiomi: 1, satoyama: 0}[s.area]
		for i := range most + r.below(most+2) {
			active := ""
			if there := r.below(whole) < 8600; q+4 <= lastQuarter {
				active = s.yes(there)
			}
			day := q.Start().Add(time.Duration(r.below(90)) * 24 * time.Hour)
			f.row(fmt.Sprintf("local:%s-%s-%d", s.id, q.ID(dim.Fiscal), i+1), s.day(day), s.area, active)
		}
	}
	return f.save(write)
}

func (s style) yes(is bool) string {
	switch {
	case s.header == nil && is:
		return "1"
	case s.header == nil:
		return "0"
	case is:
		return "はい"
	}
	return "いいえ"
}

func (s style) day(t time.Time) string {
	if s.header == nil {
		return t.Format(time.DateOnly)
	}
	return t.Format("2006年1月2日")
}

// saveFrames says of every survey who was to be asked, who was, and how many
// answered.
func saveFrames(write func(string, []byte) error) error {
	for _, f := range allForms() {
		if err := f.saveFrame(write); err != nil {
			return err
		}
	}
	return nil
}

func (f *form) saveFrame(write func(string, []byte) error) error {
	ids := []string{contract.ColumnPeriod, dim.Organisation.String(), dim.Area.String(), contract.ColumnPopulation, "fielded_from", "fielded_to", "size", "sampled", "responded"}
	out := newFile(f.enc, f.organisation, "frame-"+f.population+".csv")
	out.row(f.heads(contract.TableFrame, ids)...)
	host := f.host()
	for q := f.first; q <= lastQuarter; q += f.step {
		responded := int64(len(f.wave(newRandom(exampleSeed, f.population, f.organisation, q.ID(dim.Fiscal)), q)))
		size := f.asked(host, q, responded)
		from := q.Start().AddDate(0, 0, 4)
		row := []string{f.label(q), f.organisation, host.areas[0].code, f.population, f.day(from), f.day(q.Start().AddDate(0, 0, 55))}
		out.row(append(row, f.numbers(size, min(size, responded*23/10), responded)...)...)
	}
	return out.save(write)
}

// host is who surveys.
func (f *form) host() *submitter {
	for _, s := range append(submitters(), townHalls()...) {
		if s.id == f.organisation {
			return s
		}
	}
	panic("sample: nobody surveys as " + strconv.Quote(f.organisation))
}

// asked is the number of people whom a survey is about.
func (f *form) asked(host *submitter, q dim.Quarter, responded int64) int64 {
	switch f.population {
	case resident:
		return host.residents(q)
	case leaver, related:
		return responded * 19 / 10
	}
	var n int64
	host.eachGroup(newRandom(exampleSeed, "people", host.id, q.ID(dim.Fiscal), "1"), q, func(_, _, _ string, c counts) { n += c[persons] })
	return n
}
