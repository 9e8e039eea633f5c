package sample

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"strconv"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
)

// SurveyOptions says how large a survey is. The zero value of each field but
// Rows works.
type SurveyOptions struct {
	Rows  int      // respondents. Required, at least 1
	Keys  int      // distinct groups (period, organisation, area, sex, age); 0 means 200,000; at most about 10^8
	Areas []string // distinct codes of municipalities that the site knows; none means 40 fictional ones, which Registry then defines
	Seed  uint64
}

// The quarters of a large survey: the fiscal year 2025.
const surveyQuarters = 4

// manyOrganisations is how many organisations a large survey has, unless the
// areas are too few for that many keys.
const manyOrganisations = 100

// plan is what the options come to. A key is a number below keys; its
// remainders are its sex, age, quarter, organisation and area, in this order.
type plan struct {
	rows, keys    int
	areas         []string
	fictional     bool
	organisations []string
	stride        int // visits every key once in keys steps
	seed          uint64
	ages          []string
	quarters      []string
}

func (o SurveyOptions) plan() (*plan, error) {
	if o.Rows < 1 || o.Keys < 0 {
		return nil, fmt.Errorf("survey of %d rows and %d keys: want at least one row", o.Rows, o.Keys)
	}
	p := &plan{rows: o.Rows, keys: cmp.Or(o.Keys, 200_000), areas: o.Areas, seed: o.Seed, ages: Ages()}
	if p.fictional = len(o.Areas) == 0; p.fictional {
		for _, a := range municipalitiesOf("99", 40) {
			p.areas = append(p.areas, a.code)
		}
	}
	for i := range surveyQuarters {
		p.quarters = append(p.quarters, fiscalID(dim.FiscalQuarter(2025, 1)+dim.Quarter(i)))
	}
	pairs := ceil(p.keys, 2*len(p.ages)*surveyQuarters)
	for i := range max(min(manyOrganisations, pairs), ceil(pairs, len(p.areas))) {
		p.organisations = append(p.organisations, fmt.Sprintf("org%05d", i+1))
	}
	p.stride = coprime(p.keys)
	return p, nil
}

func ceil(n, by int) int { return (n + by - 1) / by }

// coprime returns a number near 0.618 n that has no divisor in common with n,
// so that its multiples visit every remainder in a scattered order.
func coprime(n int) int {
	for s := max(n*618/1000, 1); ; s++ {
		if gcd(s, n) == 1 {
			return s
		}
	}
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// A group is what a key stands for.
type group struct{ quarter, organisation, area, sex, age string }

func (p *plan) group(key int) group {
	digit := func(base int) int { d := key % base; key /= base; return d }
	sex, age, quarter := digit(2), digit(len(p.ages)), digit(surveyQuarters)
	org := digit(len(p.organisations))
	return group{
		quarter:      p.quarters[quarter],
		organisation: p.organisations[org],
		area:         p.areas[(org*7+key)%len(p.areas)], // what is left of key counts the areas of the organisation
		sex:          []string{"f", "m"}[sex],
		age:          p.ages[age],
	}
}

func surveyor(i int) string { return fmt.Sprintf("org%05d", i) }

// Survey streams a survey of residents in CSV, one row a respondent, with the
// columns period, organisation, area, sex, age, population, area_enps and
// life_satisfaction. Every key occurs before any occurs twice; further rows
// prefer low keys, as real organisations differ in size. The keys are the same
// for any number of rows that is not smaller than the number of keys.
func Survey(w io.Writer, opt SurveyOptions) error {
	p, err := opt.plan()
	if err != nil {
		return err
	}
	b := bufio.NewWriterSize(w, 1<<16)
	b.WriteString("period,organisation,area,sex,age,population,area_enps,life_satisfaction\n")
	r := newRandom(p.seed, "survey")
	var line []byte
	for i := range p.rows {
		line = p.line(line[:0], r, i)
		if _, err := b.Write(line); err != nil {
			return err
		}
	}
	return b.Flush()
}

func (p *plan) line(line []byte, r *random, i int) []byte {
	key := i * p.stride % p.keys
	if i >= p.keys {
		key = int(min(r.below(int64(p.keys)), r.below(int64(p.keys))))
	}
	g := p.group(key)
	for _, s := range []string{g.quarter, g.organisation, g.area, g.sex, g.age, resident} {
		line = append(append(line, s...), ',')
	}
	line = strconv.AppendInt(line, r.below(points), 10)
	line = append(line, ',')
	line = strconv.AppendInt(line, r.below(points), 10)
	return append(line, '\n')
}

// Registry writes the registers that make Survey's output readable as a site:
// data/organisations.csv and, if the options name no areas, data/areas.csv.
// The survey itself belongs beside them as a file of any name in data/.
func Registry(write func(path string, data []byte) error, opt SurveyOptions) error {
	p, err := opt.plan()
	if err != nil {
		return err
	}
	f := organisationFile(organisationEN)
	for i, id := range p.organisations {
		f.row(organisation{
			id: id, kind: "municipality", ja: "架空団体" + strconv.Itoa(i+1), en: "Fictional Body " + strconv.Itoa(i+1),
			area: p.areas[i%len(p.areas)], joined: dim.FiscalQuarter(2025, 1), reports: contract.FamilySurvey,
		}.cells()...)
	}
	if err := f.save(write); err != nil || !p.fictional {
		return err
	}
	return saveAreas(write, append([]area{prefecture("99", 1)}, municipalitiesOf("99", 40)...))
}

var errTooMany = errors.New("want at most 49 prefectures and 699 municipalities each")

// prefecture and municipalitiesOf make up areas. Codes 51 to 99 are of no real
// prefecture; 301 to 999 are where towns and villages have their numbers.
func prefecture(code string, place int) area {
	return area{code: code, ja: "架空県" + code, en: "Fictional Prefecture " + code, row: (place-1)/8 + 1, col: (place-1)%8 + 1}
}

func municipalitiesOf(pref string, n int) []area {
	all := make([]area, n)
	for i := range all {
		code := pref + strconv.Itoa(301+i)
		all[i] = area{code: code, ja: "架空町" + code, en: "Fictional Town " + code, parent: pref, row: i/8 + 1, col: i%8 + 1}
	}
	return all
}
