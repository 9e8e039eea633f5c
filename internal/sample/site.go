package sample

import (
	"cmp"
	"fmt"
	"strconv"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
)

// PeopleOptions says how large a site of people is. The zero value makes about
// 20,000 cells a quarter: the nodes of nation, prefecture, municipality and
// organisation, by sex and age with their totals, for two measures.
type PeopleOptions struct {
	Prefectures       int // 0 means 8; at most 49
	MunicipalitiesPer int // of a prefecture; 0 means 8; at most 699
	OrganisationsPer  int // of a municipality; 0 means 9
	Quarters          int // 0 means 1
	Seed              uint64
}

func (o PeopleOptions) filled() (PeopleOptions, error) {
	o.Prefectures = cmp.Or(o.Prefectures, 8)
	o.MunicipalitiesPer = cmp.Or(o.MunicipalitiesPer, 8)
	o.OrganisationsPer = cmp.Or(o.OrganisationsPer, 9)
	o.Quarters = cmp.Or(o.Quarters, 1)
	if o.Prefectures > 49 || o.MunicipalitiesPer > 699 {
		return o, errTooMany
	}
	if min(o.Prefectures, o.MunicipalitiesPer, o.OrganisationsPer, o.Quarters) < 0 {
		return o, fmt.Errorf("people of %+v: no number may be negative", o)
	}
	return o, nil
}

// peopleMeasures has one pair of part and whole, so that complements are
// cells too.
var peopleMeasures = []string{measures[persons], measures[dualAny]}

// Cells is the number of cells that People's site has by nation, prefecture,
// municipality and organisation times sex and age, with all totals.
func (o PeopleOptions) Cells() (int, error) {
	o, err := o.filled()
	if err != nil {
		return 0, err
	}
	municipalities := o.Prefectures * o.MunicipalitiesPer
	nodes := 1 + o.Prefectures + municipalities + municipalities*o.OrganisationsPer
	return nodes * (1 + 2) * (1 + len(Ages())) * len(peopleMeasures) * o.Quarters, nil
}

// People writes a site for measuring disclosure control: registers and one
// people file a municipality, whose organisations differ much in size, so that
// about one finest cell in six is between 1 and 9 persons.
func People(write func(path string, data []byte) error, opt PeopleOptions) error {
	o, err := opt.filled()
	if err != nil {
		return err
	}
	if err := o.saveRegisters(write); err != nil {
		return err
	}
	for _, m := range o.municipalities() {
		if err := o.saveMunicipality(write, m); err != nil {
			return err
		}
	}
	return nil
}

// areas lists prefectures from code 51, each followed by its municipalities.
func (o PeopleOptions) areas() []area {
	var all []area
	for i := range o.Prefectures {
		code := strconv.Itoa(51 + i)
		all = append(append(all, prefecture(code, i+1)), municipalitiesOf(code, o.MunicipalitiesPer)...)
	}
	return all
}

func (o PeopleOptions) municipalities() []area {
	var all []area
	for _, a := range o.areas() {
		if a.parent != "" {
			all = append(all, a)
		}
	}
	return all
}

func member(m area, i int) string { return "org" + m.code + "-" + strconv.Itoa(i+1) }

func (o PeopleOptions) saveRegisters(write func(string, []byte) error) error {
	if err := saveAreas(write, o.areas()); err != nil {
		return err
	}
	f := organisationFile(organisationEN)
	for _, m := range o.municipalities() {
		for i := range o.OrganisationsPer {
			f.row(organisation{
				id: member(m, i), kind: "company", ja: fmt.Sprintf("架空%s第%d社", m.code, i+1), en: fmt.Sprintf("Fictional Company %s-%d", m.code, i+1),
				area: m.code, joined: firstQuarter, reports: "people",
			}.cells()...)
		}
	}
	return f.save(write)
}

func (o PeopleOptions) saveMunicipality(write func(string, []byte) error, m area) error {
	f := newFile(plain, m.code, "people.csv")
	f.row(append([]string{contract.ColumnPeriod, dim.Organisation.String(), dim.Area.String(), dim.Sex.String(), dim.Age.String()}, peopleMeasures...)...)
	for i := range o.OrganisationsPer {
		r := newRandom(o.Seed, member(m, i))
		size := 10 + 80*r.below(60)/(1+r.below(20)) // persons of an average group, times ten: few large, many small
		for q := range o.Quarters {
			o.organisationRows(f, r, m, i, firstQuarter+dim.Quarter(q), size)
		}
	}
	return f.save(write)
}

func (o PeopleOptions) organisationRows(f *file, r *random, m area, i int, q dim.Quarter, size int64) {
	for _, sex := range []string{"f", "m"} {
		for _, age := range Ages() {
			n := r.around(size, size/2) / 10
			row := []string{fiscalID(q), member(m, i), m.code, sex, age}
			f.row(append(row, strconv.FormatInt(n, 10), strconv.FormatInt(r.part(n, 2500), 10))...)
		}
	}
}
