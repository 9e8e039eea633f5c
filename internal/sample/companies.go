package sample

import "fukusen/internal/dim"

// scaled returns about rate basis points of n, rounded up or down at random.
// Other than a part it may exceed n.
func (r *random) scaled(n, rate int64) int64 { return (n*rate + r.below(whole)) / whole }

// openings has one row for each area of a company. More and more of them say
// that a second activity is welcome.
func openings() export {
	return export{
		table: "openings", sentBy: ofKind("company"),
		columns: []string{
			dim.Area.String(), "openings", "openings_dual", "positions", "positions_dual", "positions_unstated",
			"slots_posted", "slots_filled", "days_to_match", "matches",
		},
		rows: func(s *submitter, r *random, q dim.Quarter) [][]string {
			var rows [][]string
			for _, place := range s.areas {
				rows = append(rows, append([]string{place.code}, s.numbers(s.openings(r, int64(q-firstQuarter), place.part)...)...))
			}
			return rows
		},
	}
}

func (s *submitter) openings(r *random, t, place int64) []int64 {
	open := 3 + r.scaled((s.size/60+8)*place/whole, r.around(whole, 1200))
	positions := open + r.part(open, r.around(7000, 800))
	dual := r.around(1900+140*t+2*s.dual, 250)
	inDual := r.part(positions, dual)
	slots := 8 + r.scaled((s.size/25+40)*place/whole, r.around(whole, 900))
	matched := r.part(open, r.around(5600, 600))
	return []int64{
		open, r.part(open, dual), positions, inDual, r.part(positions-inDual, r.around(3600-150*t, 300)),
		slots, r.part(slots, r.around(6200+90*t, 400)), matched * r.around(38-t, 3), matched,
	}
}

// jobs has the paid work of each area by contract: what began and ended in the
// quarter, and the hours of all that went on.
func jobs() export {
	return export{
		table: "jobs", sentBy: ofKind("company"),
		columns: []string{dim.Area.String(), "contract", "started", "ended", "hours"},
		rows: func(s *submitter, r *random, q dim.Quarter) [][]string {
			var rows [][]string
			t := int64(q - firstQuarter)
			for _, place := range s.areas {
				for _, c := range []share{{"employee", 4400}, {"contract", 5600}} {
					n := s.size * place.part / whole * c.part / whole
					started := r.scaled(n, r.around(170+6*t, 20))
					active := r.scaled(n, r.around(s.dual*55/100+15*t, 20))
					row := []string{place.code, s.term("jobs", "contract", c.code)}
					rows = append(rows, append(row, s.numbers(started, r.part(started, r.around(7200, 600)), active*r.around(57, 4))...))
				}
			}
			return rows
		},
	}
}

// A channel of hiring: its part of the hires with the change a quarter, and
// what a hire costs in thousands of yen.
type channel struct {
	code               string
	part, rise         int64
	external, internal int64
	retained           int64
}

func channels() []channel {
	return []channel{
		{"dual", 2300, 150, 92, 108, 8600},
		{"alumni", 2100, 30, 41, 117, 8000},
		{"other", 5600, -180, 386, 214, 8000},
	}
}

// hiring has one row for each channel. Costs are in yen.
func hiring() export {
	return export{
		table: "hiring", sentBy: ofKind("company"),
		columns: []string{dim.Area.String(), "channel", "hires", "external_cost", "internal_cost", "retained_90d"},
		rows: func(s *submitter, r *random, q dim.Quarter) [][]string {
			var rows [][]string
			for _, c := range channels() {
				n := r.scaled(s.size, r.around(190, 15)*(c.part+c.rise*int64(q-firstQuarter))/whole)
				cost := func(each int64) int64 { return n * r.around(each, each/10) * 1000 }
				row := []string{s.areas[0].code, s.term("hiring", "channel", c.code)}
				rows = append(rows, append(row, s.numbers(n, cost(c.external), cost(c.internal), r.part(n, r.around(c.retained, 300)))...))
			}
			return rows
		},
	}
}

// A habit is how a practice is kept by one kind of submitter: what it is
// counted against is in basis points of the submitter's size and some more, the
// value in basis points of that; without either, of the size itself.
type habit struct {
	kind, item string
	of, more   int64
	rate, rise int64
}

func habits() []habit {
	return []habit{
		{"company", "calendar_shared", 500, 4, 6000, 130}, {"company", "conflict_checked", 200, 6, 7900, 110},
		{"company", "insured", 900, 0, 8200, 60}, {"company", "incidents", 40_000, 0, 3, 0},
		{"company", "night_hours", 40_000, 0, 420, -12}, {"company", "raised_early", 125, 5, 6100, 120},
		{"company", "learning_shared", 900, 0, 2600, 100}, {"company", "learning_hours", whole, 0, 29_000, 300},
		{"company", "okr_met", 110, 6, 6200, 60}, {"company", "outcomes_logged", 160, 5, 6600, 150},
		{"company", "outcomes_defined", 160, 8, 5400, 180}, {"company", "alumni_engaged", 1200, 0, 1700, 60},
		{"company", "returned", 0, 0, 45, 1}, {"company", "certificates", whole, 0, 210, 4},
		{"school", "exercise_students", whole, 0, 2300, 90}, {"school", "placed", 2200, 0, 8700, 20},
		{"club", "insured", 6000, 0, 8800, 30}, {"club", "incidents", 60_000, 0, 4, 0}, {"club", "calendar_published", 0, 14, 6000, 150},
		{"municipality", "desk_consultations", 0, 0, 11, 0}, {"municipality", "desk_days", 10, 3, 62_000, -1200},
		{"municipality", "talent_active", 35, 20, 4700, 90}, {"municipality", "related_persons", 0, 0, 240, 6}, {"municipality", "external_talent", 0, 0, 8, 0},
	}
}

func practice() export {
	return export{
		table: "practice", columns: []string{dim.Area.String(), "item", "value", "of"},
		sentBy: func(s *submitter) bool { return s.kind != "company" || s.large() },
		rows: func(s *submitter, r *random, q dim.Quarter) [][]string {
			var rows [][]string
			for _, h := range habits() {
				if h.kind != s.kind {
					continue
				}
				value, of := h.practised(r, s, int64(q-firstQuarter))
				row := []string{s.areas[0].code, s.term("practice", "item", h.item), s.digits(value), ""}
				if of > 0 {
					row[3] = s.digits(of)
				}
				rows = append(rows, row)
			}
			return rows
		},
	}
}

// practised draws the value of a practice and what it is counted against; 0
// where that is nothing.
func (h habit) practised(r *random, s *submitter, t int64) (value, of int64) {
	rate := h.rate + h.rise*t
	rate = r.around(rate, rate/20)
	if h.of+h.more == 0 {
		return r.scaled(s.size, rate), 0
	}
	of = h.more + r.scaled(s.size, r.around(h.of, h.of/25))
	return r.scaled(of, rate), of
}
