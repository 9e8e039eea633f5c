package sample

import (
	"strconv"

	"fukusen/internal/dim"
)

// termEnds is how much of a year's credits has been awarded by the end of each
// of its quarters: most of them when a half-year ends.
var termEnds = [4]int64{2200, 5400, 7000, whole}

// credits has one row for each sex. The figures of a school year only grow.
// Whether there is an agreement is said on the first row of a school.
func credits() export {
	return export{
		table: "credits", sentBy: ofKind("school"),
		columns: []string{dim.Area.String(), dim.Sex.String(), "students", "students_recognised", "credits_awarded", "credits_recognised", "agreement"},
		rows: func(s *submitter, _ *random, q dim.Quarter) [][]string {
			students := map[string]int64{}
			s.eachGroup(newRandom(exampleSeed, "people", s.id, q.ID(dim.Fiscal), "1"), q, func(_, sex, _ string, c counts) { students[sex] += c[persons] })
			var rows [][]string
			for i, sex := range []string{"f", "m"} {
				row := append([]string{s.areas[0].code, word(s.sex, sex)}, s.numbers(s.credits(q, sex, students[sex])...)...)
				rows = append(rows, append(row, s.agreement(q, i)))
			}
			return rows
		},
	}
}

// credits draws the year as a whole and tells what of it the quarter has seen.
func (s *submitter) credits(q dim.Quarter, sex string, students int64) []int64 {
	year, n := q.In(dim.Fiscal)
	r := newRandom(exampleSeed, "credits", s.id, sex, strconv.Itoa(year))
	people := s.size * map[string]int64{"f": s.women, "m": whole - s.women}[sex] / whole
	recognised := people * r.around(1000+130*int64(year-2024), 60) / whole
	awarded, each := people*r.around(29, 1), r.around(21, 2)
	seen := termEnds[n-1]
	now := min(recognised*(500+seen*95/100)/whole, students)
	return []int64{students, now, awarded * seen / whole, min(now*each/10, awarded*seen/whole)}
}

// agreement is the cell of the i-th row: the smaller schools made theirs later.
func (s *submitter) agreement(q dim.Quarter, i int) string {
	switch {
	case i > 0:
		return ""
	case s.size >= 1000, s.size >= 500 && q >= firstQuarter+5:
		return s.digits(1)
	}
	return s.digits(0)
}

// fields are what the clubs do, and how many reach which level.
var fields = map[string]struct {
	sport  string
	levels []share
}{
	"aoba-kujira-fc": {"サッカー", []share{{"international", 700}, {"national", 1000}, {"block", 1900}, {"prefecture", 2900}, {"local", 3500}}},
	"shiomi-sailing": {"セーリング", []share{{"international", 1100}, {"national", 1600}, {"block", 2200}, {"prefecture", 2700}, {"local", 2400}}},
	"satoyama-taiko": {"郷土芸能", []share{{"international", 0}, {"national", 0}, {"block", 0}, {"prefecture", 4500}, {"local", 5500}}},
}

// results has one row for each level. A season is a fiscal year, during which
// more and more take part.
func results() export {
	return export{
		table: "results", sentBy: ofKind("club"),
		columns: []string{dim.Area.String(), dim.Sport.String(), "level", "persons", "top8"},
		rows: func(s *submitter, _ *random, q dim.Quarter) [][]string {
			year, n := q.In(dim.Fiscal)
			r := newRandom(exampleSeed, "results", s.id, strconv.Itoa(year))
			var rows [][]string
			for _, level := range fields[s.id].levels {
				season := s.size * r.around(4300+150*int64(year-2024), 120) / whole * level.part / whole
				reached := season * int64(66+8*n) / 100
				best := reached * r.around(2900, 200) / whole
				row := []string{s.areas[0].code, fields[s.id].sport, s.term("results", "level", level.code)}
				rows = append(rows, append(row, s.numbers(reached, best)...))
			}
			return rows
		},
	}
}

// A gift is one kind of contribution: hours of a submitter of 1,000 people,
// and how many of those reached there are for each who takes part.
type gift struct {
	kind, domain, activity string
	hours, reach           int64
}

func gifts() []gift {
	return []gift{
		{"company", "community", "event", 70, 6}, {"company", "education", "class", 55, 14}, {"company", "education", "mentoring", 40, 2},
		{"school", "community", "volunteering", 110, 4}, {"school", "education", "class", 60, 12},
		{"club", "community", "coaching", 260, 5}, {"club", "community", "event", 120, 9}, {"club", "education", "coaching", 180, 6},
	}
}

// wages are what an hour is valued at, by fiscal year from 2024 on.
var wages = []int64{985, 1035, 1080}

// contribution has one row for each kind of activity.
func contribution() export {
	return export{
		table: "contribution", sentBy: func(s *submitter) bool {
			return s.kind == "club" || s.kind == "school" || s.kind == "company" && s.large()
		},
		columns: []string{
			dim.Area.String(), "domain", "activity", "hours", "participants", "beneficiaries", "events", "schools", "wage", "wage_source",
		},
		rows: func(s *submitter, r *random, q dim.Quarter) [][]string {
			year, _ := q.In(dim.Fiscal)
			var rows [][]string
			for _, g := range gifts() {
				if g.kind != s.kind {
					continue
				}
				row := []string{s.areas[0].code, s.term("contribution", "domain", g.domain), s.term("contribution", "activity", g.activity)}
				row = append(row, s.numbers(g.given(r, s, int64(q-firstQuarter))...)...)
				rows = append(rows, append(row, s.digits(wages[year-2024]), "県の最低賃金"))
			}
			return rows
		},
	}
}

// given draws hours, participants, beneficiaries, events and schools.
func (g gift) given(r *random, s *submitter, t int64) []int64 {
	hours := g.hours + r.scaled(g.hours*s.size/1000, r.around(whole+250*t, 700))
	participants := max(hours/r.around(5, 1), 12)
	events := max(participants/r.around(7, 1), 2)
	schools := int64(0)
	if g.domain == "education" {
		schools = min(2+events/4, 24)
	}
	return []int64{hours, participants, participants * g.reach, events, schools}
}
