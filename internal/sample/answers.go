package sample

import (
	"strconv"
	"time"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
)

// Populations and items of the example's questionnaires.
const (
	employee = "employee"
	resident = "resident"
	leaver   = "leaver"
	related  = "related"
	enps     = "enps"
	exitENPS = "exit_enps"
	areaENPS = "area_enps"
	lifeSat  = "life_satisfaction"
)

// points is the number of answers to an item: 0 to 10.
const points = 11

// Weights of the answers 0 to 10. Recommendation scores are usually below
// zero in Japan; life satisfaction has its mean somewhat below 6.
var answerWeights = map[string][points]int64{
	exitENPS: {7, 3, 6, 8, 8, 24, 13, 13, 10, 5, 3},
	enps:     {4, 2, 4, 6, 7, 22, 14, 16, 13, 7, 5},
	areaENPS: {5, 2, 4, 6, 7, 23, 13, 16, 13, 6, 5},
	lifeSat:  {1, 2, 4, 7, 9, 19, 15, 21, 15, 4, 3},
}

// A form is one questionnaire of the example and how it is handed in.
type form struct {
	organisation string
	style
	way        way
	area       string // of residents; "" is left out
	population string
	items      []string   // from 0 to 10
	more       []question // further ones
	first      dim.Quarter
	step       dim.Quarter // quarters from one wave to the next
	size       int64       // respondents of a wave, more or less
	women      int64
	ages       []share
	lift       int64 // chance of the better of two answers, in basis points
	silent     int64 // do not tell their sex, in basis points
}

// A way says in which form the answers arrive.
type way int

const (
	records way = iota // one row a respondent
	stamped            // one row a respondent as an online form exports it
	tallied            // one row an answer
)

// table is the table that the answers fill.
func (w way) table() string {
	if w == tallied {
		return "survey_tally"
	}
	return contract.FamilySurvey
}

// A respondent is one filled-in form.
type respondent struct {
	sex, age string
	answers  []int
	more     []string
}

// wave draws the respondents of one quarter.
func (f *form) wave(r *random, q dim.Quarter) []respondent {
	all := make([]respondent, r.around(f.size, f.size/15))
	for i := range all {
		all[i] = f.respondent(r, int64(q-firstQuarter))
	}
	further := newRandom(exampleSeed, "more", f.population, f.organisation, q.ID(dim.Fiscal))
	for i := range all {
		all[i].more = f.ask(further, int64(q-firstQuarter))
	}
	return all
}

// respondent draws one. Moods rise a little with every quarter.
func (f *form) respondent(r *random, t int64) respondent {
	weights := []int64{f.women * (whole - f.silent), (whole - f.women) * (whole - f.silent), f.silent * whole}
	p := respondent{sex: f.sexes()[r.pick(weights)]}
	ages := make([]int64, len(f.ages))
	for i, a := range f.ages {
		ages[i] = a.part
	}
	p.age = f.ages[r.pick(ages)].code
	for _, item := range f.items {
		weights := answerWeights[item]
		answer := r.pick(weights[:])
		if r.below(whole) < f.lift+60*t {
			answer = max(answer, r.pick(weights[:]))
		}
		p.answers = append(p.answers, answer)
	}
	return p
}

// save writes one file a fiscal year.
func (f *form) save(write func(string, []byte) error, seed uint64) error {
	var out *file
	open := 0
	for q := f.first; q <= lastQuarter; q += f.step {
		if year, _ := q.In(dim.Fiscal); year != open {
			if err := saveOpen(out, write); err != nil {
				return err
			}
			open, out = year, f.start(year)
		}
		f.rows(out, newRandom(seed, f.population, f.organisation, q.ID(dim.Fiscal)), q)
	}
	return saveOpen(out, write)
}

func saveOpen(f *file, write func(string, []byte) error) error {
	if f == nil {
		return nil
	}
	return f.save(write)
}

// start begins a file with its headers.
func (f *form) start(year int) *file {
	name := strconv.Itoa(year) + ".csv"
	switch f.way {
	case stamped:
		out := newFile(f.enc, f.organisation, "form", "answers-"+name)
		out.row("タイムスタンプ", "性別をお答えください", "年代をお答えください", "職場を知人に勧めたいですか(0~10)")
		return out
	case tallied:
		out := newFile(f.enc, f.organisation, "tally-"+name)
		out.row(f.heads(f.way.table(), []string{contract.ColumnPeriod, dim.Organisation.String(), dim.Area.String(), dim.Sex.String(),
			contract.ColumnPopulation, contract.ColumnItem, contract.ColumnAnswer, contract.MeasureRespondents})...)
		return out
	}
	out := newFile(f.enc, f.organisation, "survey-"+name)
	ids := []string{contract.ColumnPeriod, dim.Organisation.String()}
	if f.area != "" {
		ids = append(ids, dim.Area.String())
	}
	ids = append(ids, dim.Sex.String(), dim.Age.String(), contract.ColumnPopulation)
	out.row(f.heads(f.way.table(), append(ids, f.itemsAsked()...))...)
	return out
}

// rows adds one wave.
func (f *form) rows(out *file, r *random, q dim.Quarter) {
	switch f.way {
	case tallied:
		f.tally(out, f.wave(r, q), q)
	case stamped:
		f.stamp(out, r, q)
	default:
		for _, p := range f.wave(r, q) {
			out.row(f.record(p, q)...)
		}
	}
}

func (f *form) record(p respondent, q dim.Quarter) []string {
	row := []string{f.label(q), f.organisation}
	if f.area != "" {
		row = append(row, f.area)
	}
	row = append(row, word(f.sex, p.sex), word(f.age, p.age), f.population)
	for _, a := range p.answers {
		row = append(row, strconv.Itoa(a))
	}
	return append(row, p.more...)
}

// stamp adds a wave with the time of each answer, as they came in: over the
// first eight weeks of the quarter.
func (f *form) stamp(out *file, r *random, q dim.Quarter) {
	wave := f.wave(r, q)
	const weeks = 8 * 7 * 24 * time.Hour
	pace := int64(weeks) / int64(len(wave))
	for i, p := range wave {
		at := q.Start().Add(time.Duration(int64(i)*pace + r.below(pace)))
		out.row(at.Format("2006/01/02 15:04:05"), word(f.sex, p.sex), word(f.age, p.age), strconv.Itoa(p.answers[0]))
	}
}

// sexes are the answers to the question for the sex.
func (f *form) sexes() []string {
	if f.silent == 0 {
		return []string{"f", "m"}
	}
	return []string{"f", "m", dim.Unknown}
}

// tally adds the number of each answer by sex; answers that nobody gave stand
// there with 0.
func (f *form) tally(out *file, wave []respondent, q dim.Quarter) {
	for i, item := range f.items {
		f.count(out, wave, q, item, toTen(), func(p respondent) string { return strconv.Itoa(p.answers[i]) })
	}
	for i, ask := range f.more {
		f.count(out, wave, q, ask.item, ask.answers, func(p respondent) string { return p.more[i] })
	}
}

// count adds the rows of one item.
func (f *form) count(out *file, wave []respondent, q dim.Quarter, item string, answers []string, given func(respondent) string) {
	for _, sex := range f.sexes() {
		n := map[string]int64{}
		for _, p := range wave {
			if p.sex == sex {
				n[given(p)]++
			}
		}
		for _, answer := range answers {
			out.row(f.label(q), f.organisation, f.area, word(f.sex, sex), f.population, item, answer, f.digits(n[answer]))
		}
	}
}

// toTen are the answers 0 to 10.
func toTen() []string {
	var all []string
	for i := range points {
		all = append(all, strconv.Itoa(i))
	}
	return all
}

const stampedSource = `# アンケートフォームの回答一覧を、そのまま読むための対応表
format: 1
table: survey
fixed:
  organisation: aoba-systems
  population: employee
period:
  column: タイムスタンプ
  as: datetime
columns:
  性別をお答えください: sex
  年代をお答えください: age
  職場を知人に勧めたいですか(0~10): enps
`
