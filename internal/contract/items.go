package contract

import (
	"slices"
	"strconv"
)

// An Item is one question of a questionnaire. Its answers are put into classes;
// only the classes are counted, and what an item's Mean allows to be averaged.
type Item struct {
	ID        string   `yaml:"id" json:"id"`
	Name      Name     `yaml:"name" json:"name"`
	Aliases   []string `yaml:"aliases" json:"-"`
	Points    int      `yaml:"points" json:"points,omitempty"` // answers are the integers 0..Points; 0 for labelled answers
	Answers   []Answer `yaml:"answers" json:"answers"`
	Mean      bool     `yaml:"-" json:"mean,omitempty"`      // sums of the points ride with the respondents
	Score     bool     `yaml:"-" json:"score,omitempty"`     // classes are promoters, passives, detractors
	Sensitive bool     `yaml:"-" json:"sensitive,omitempty"` // a group needs 30 respondents
}

// An Answer is one class of answers to an item.
type Answer struct {
	Code   string   `yaml:"code" json:"code"`
	Name   Name     `yaml:"name" json:"name"`
	Labels []string `yaml:"labels" json:"-"` // as files write it, beside code and names
	From   int      `yaml:"-" json:"from,omitempty"`
	To     int      `yaml:"-" json:"to,omitempty"` // points From..To fall into the class
}

// The classes of a recommendation item (0-6, 7-8, 9-10).
const (
	Promoters  = "promoters"
	Passives   = "passives"
	Detractors = "detractors"
)

func items() []Item {
	return []Item{
		recommendation("enps", "職場推奨度", "Recommending the workplace", "eNPS"),
		recommendation("area_enps", "地域推奨度", "Recommending the area", "地域eNPS", "NPS"),
		{
			ID: "life_satisfaction", Name: Name{"生活満足度", "Life satisfaction"}, Points: 10, Mean: true,
			Answers: []Answer{
				{Code: "low", Name: Name{"0~4", "0 to 4"}, From: 0, To: 4},
				{Code: "middle", Name: Name{"5~6", "5 to 6"}, From: 5, To: 6},
				{Code: "high", Name: Name{"7~10", "7 to 10"}, From: 7, To: 10},
			},
		},
	}
}

func recommendation(id, ja, en string, aliases ...string) Item {
	return Item{
		ID: id, Name: Name{ja, en}, Aliases: aliases, Points: 10, Score: true,
		Answers: []Answer{
			{Code: Detractors, Name: Name{"批判者(0~6)", "Detractors (0 to 6)"}, From: 0, To: 6},
			{Code: Passives, Name: Name{"中立者(7~8)", "Passives (7 to 8)"}, From: 7, To: 8},
			{Code: Promoters, Name: Name{"推奨者(9~10)", "Promoters (9 to 10)"}, From: 9, To: 10},
		},
	}
}

// Classify finds the class of an answer as a file writes it, and for items
// with points the point. The text is already trimmed and in half-width digits.
func (it *Item) Classify(text string) (answer, point int, ok bool) {
	if it.Points == 0 {
		i := slices.IndexFunc(it.Answers, func(a Answer) bool { return a.is(text) })
		return i, 0, i >= 0
	}
	point, err := strconv.Atoi(text)
	if err != nil || point < 0 || point > it.Points {
		return it.classCode(text)
	}
	i := slices.IndexFunc(it.Answers, func(a Answer) bool { return a.From <= point && point <= a.To })
	return i, point, i >= 0
}

// classCode accepts the class itself where no mean needs the point: tallies
// are often sent as promoters, passives and detractors.
func (it *Item) classCode(text string) (answer, point int, ok bool) {
	if it.Mean {
		return 0, 0, false
	}
	i := slices.IndexFunc(it.Answers, func(a Answer) bool { return a.is(text) })
	return i, 0, i >= 0
}

func (a *Answer) is(text string) bool {
	return text == a.Code || text == a.Name.JA || text == a.Name.EN || slices.Contains(a.Labels, text)
}

// CategoryOf names the category of an item's respondents, such as
// resident.area_enps; with an answer, of those who gave it.
func CategoryOf(population, item, answer string) string {
	c := population + "." + item
	if answer != "" {
		c += "." + answer
	}
	return c
}
