package contract

import (
	"slices"
	"strconv"
	"strings"
)

// An Item is one question of a questionnaire. Its answers are put into classes;
// only the classes are counted, and what an item's Mean allows to be averaged.
//
// The answers of an item are integers Low..Points, numbers of a Unit, or
// labels.
type Item struct {
	ID        string   `yaml:"id" json:"id"`
	Name      Name     `yaml:"name" json:"name"`
	Question  Name     `yaml:"question" json:"-"` // as the questionnaire asks it
	Aliases   []string `yaml:"aliases" json:"-"`
	Low       int      `yaml:"low" json:"low,omitempty"`       // the lowest point
	Points    int      `yaml:"points" json:"points,omitempty"` // the highest point; 0 for labelled answers
	Unit      Unit     `yaml:"-" json:"-"`                     // of points that are an amount, such as minutes written in hours
	Answers   []Answer `yaml:"answers" json:"answers"`
	Several   bool     `yaml:"several" json:"several,omitempty"` // one respondent may give several answers
	Mean      bool     `yaml:"-" json:"mean,omitempty"`          // sums of the points ride with the respondents
	Score     bool     `yaml:"-" json:"score,omitempty"`         // classes are promoters, passives, detractors
	Sensitive bool     `yaml:"-" json:"sensitive,omitempty"`     // a group needs 30 respondents
}

// An Answer is one class of answers to an item.
type Answer struct {
	Code   string   `yaml:"code" json:"code"`
	Name   Name     `yaml:"name" json:"name"`
	Labels []string `yaml:"labels" json:"-"` // as files write it, beside code and names
	From   int      `yaml:"from" json:"from,omitempty"`
	To     int      `yaml:"to" json:"to,omitempty"` // points From..To fall into the class
}

// The classes of a recommendation item (0-6, 7-8, 9-10).
const (
	Promoters  = "promoters"
	Passives   = "passives"
	Detractors = "detractors"
)

// items are the items that every site can ask. Those of the core KPIs stand
// first; sleep is asked as the health plan of the country does, isolation as
// the national survey of loneliness.
func items() []Item {
	return []Item{
		recommendation("enps", "職場推奨度", "Recommending the workplace", "eNPS"),
		recommendation("area_enps", "地域推奨度", "Recommending the area", "地域eNPS", "NPS"),
		recommendation("exit_enps", "退職時推奨度", "Recommending the former workplace"),
		scale("life_satisfaction", "生活満足度", "Life satisfaction"),
		scale("contribution_felt", "貢献実感", "Sense of contribution"),
		scale("self_efficacy", "自己効力感", "Self-efficacy"),
		four("rested", "睡眠による休養", "Rest through sleep", "充分とれている", "まあまあとれている", "あまりとれていない", "まったくとれていない"),
		four("recovered", "疲れからの回復", "Recovery", "十分にできた", "まあまあできた", "あまりできなかった", "まったくできなかった"),
		four("focus", "集中", "Focus", "十分にできた", "まあまあできた", "あまりできなかった", "まったくできなかった"),
		{
			ID: SleepMinutes, Name: Name{"睡眠時間", "Sleep a night"}, Aliases: []string{"睡眠時間(分)"},
			Low: 30, Points: 1440, Sensitive: true, // less than half an hour was meant as hours
			Answers: []Answer{
				class("under_5h", "5時間未満", "under 5 hours", 30, 299), class("5h", "5~6時間", "5 to 6 hours", 300, 359),
				class("6_7h", "6~8時間", "6 to 8 hours", 360, 479), class("8h", "8~9時間", "8 to 9 hours", 480, 539),
				class("over_9h", "9時間以上", "9 hours or more", 540, 1440),
			},
		},
		{
			ID: "weekly_hours", Name: Name{"週の活動時間", "Hours a week"}, Aliases: []string{"週労働時間"},
			Points: 168 * 60, Unit: UnitMinutes,
			Answers: []Answer{
				class("under_20h", "20時間未満", "under 20 hours", 0, 1199), class("20_40h", "20~40時間", "20 to 40 hours", 1200, 2399),
				class("40_60h", "40~60時間", "40 to 60 hours", 2400, 3599), class("60h", "60時間以上", "60 hours or more", 3600, 168*60),
			},
		},
		{ID: "given_up", Name: Name{"キャリアのあきらめ", "Given up a career"}, Answers: yesOrNo(), Sensitive: true},
		{ID: "third_community", Name: Name{"第3のコミュニティへの参加", "Third community"}, Answers: yesOrNo()},
		{
			ID: "community_quality", Name: Name{"コミュニティの質", "Quality of the community"}, Points: 5,
			Answers: []Answer{class("0_3", "0~3項目", "0 to 3 criteria", 0, 3), class("4_5", "4~5項目", "4 or 5 criteria", 4, 5)},
		},
		{
			ID: "isolation", Name: Name{"孤立感", "Isolation"}, Low: 3, Points: 12, Sensitive: true,
			Answers: []Answer{
				class("none", "3点", "3 points", 3, 3), class("rare", "4~6点", "4 to 6 points", 4, 6),
				class("some", "7~9点", "7 to 9 points", 7, 9), class("often", "10~12点", "10 to 12 points", 10, 12),
			},
		},
		{
			ID: "main_job_effect", Name: Name{"本業への影響", "Effect on the main job"},
			Answers: []Answer{
				{Code: "good", Name: Name{"よい影響", "Good"}, Labels: []string{"良い影響", "よい影響があった"}},
				{Code: "none", Name: Name{"影響なし", "None"}, Labels: []string{"変わらない", "どちらでもない"}},
				{Code: "bad", Name: Name{"悪い影響", "Bad"}, Labels: []string{"悪い影響があった"}},
			},
		},
		{
			ID: "affiliations", Name: Name{"所属の数", "Affiliations"}, Points: 20, Mean: true,
			Answers: []Answer{
				class("0", "0", "0", 0, 0), class("1", "1", "1", 1, 1), class("2", "2", "2", 2, 2), class("3_more", "3以上", "3 or more", 3, 20),
			},
		},
		{
			ID: "motive", Name: Name{"動機", "Motives"}, Several: true,
			Answers: []Answer{
				{Code: "income", Name: Name{"収入", "Income"}}, {Code: "self_realisation", Name: Name{"自分らしさ", "Self-realisation"}, Labels: []string{"自己実現"}},
				{Code: "contribution", Name: Name{"貢献", "Contribution"}, Labels: []string{"社会貢献", "地域貢献"}},
				{Code: "skill", Name: Name{"スキル", "Skill"}, Labels: []string{"学び"}}, {Code: "other", Name: Name{"その他", "Other"}},
			},
		},
		{
			ID: "second_life_form", Name: Name{"セカンドライフの形", "Form of the second life"},
			Answers: []Answer{
				{Code: "job_change", Name: Name{"転職", "Changing jobs"}}, {Code: "parallel", Name: Name{"パラレルキャリア", "Parallel career"}},
				{Code: "social_entrepreneur", Name: Name{"社会起業", "Social entrepreneur"}, Labels: []string{"社会起業家"}}, {Code: "none", Name: Name{"なし", "None"}},
			},
		},
	}
}

// SleepMinutes and SleepEnough are the hours of sleep and whether they are
// enough for the age.
const (
	SleepMinutes = "sleep_minutes"
	SleepEnough  = "sleep_enough"
)

// derived are the items that cube works out of the answers to others.
func derived() []Item {
	return []Item{{ID: SleepEnough, Name: Name{"睡眠時間の充足", "Enough sleep"}, Answers: yesOrNo(), Sensitive: true}}
}

// Enough reports whether a class of SleepMinutes is enough for an age in years:
// 6 to 9 hours and, from 60 on, 6 to 8.
//
// Source: 健康日本21(第三次).
func Enough(class string, age int) bool {
	return class == "6_7h" || class == "8h" && age < 60
}

// EnoughIn is Enough for an age band, such as 30-44 or 60-: its first year
// counts. Where none is known, the hours of those below 60 are taken.
func EnoughIn(class, band string) bool {
	years, _, _ := strings.Cut(band, "-")
	age, _ := strconv.Atoi(years) // 0 if there is none
	return Enough(class, age)
}

func recommendation(id, ja, en string, aliases ...string) Item {
	return Item{
		ID: id, Name: Name{ja, en}, Aliases: aliases, Points: 10, Score: true,
		Answers: []Answer{
			class(Detractors, "批判者(0~6)", "Detractors (0 to 6)", 0, 6),
			class(Passives, "中立者(7~8)", "Passives (7 to 8)", 7, 8),
			class(Promoters, "推奨者(9~10)", "Promoters (9 to 10)", 9, 10),
		},
	}
}

// scale is an item from 0 to 10 whose mean is published.
func scale(id, ja, en string) Item {
	return Item{
		ID: id, Name: Name{ja, en}, Points: 10, Mean: true,
		Answers: []Answer{class("low", "0~4", "0 to 4", 0, 4), class("middle", "5~6", "5 to 6", 5, 6), class("high", "7~10", "7 to 10", 7, 10)},
	}
}

// four is an item of sleep and recovery with four labelled answers, the best
// first; 1 to 4 count from the best, as in the national nutrition survey.
func four(id, ja, en string, labels ...string) Item {
	it := Item{ID: id, Name: Name{ja, en}, Sensitive: true}
	names := []string{"Fully", "Fairly", "Hardly", "Not at all"}
	for i, code := range []string{"full", "fair", "little", "none"} {
		it.Answers = append(it.Answers, Answer{Code: code, Name: Name{labels[i], names[i]}, Labels: []string{strconv.Itoa(i + 1)}})
	}
	return it
}

func yesOrNo() []Answer {
	var all []Answer
	for _, w := range yesNo {
		all = append(all, Answer{Code: w.Code, Name: w.Name, Labels: w.Labels})
	}
	return all
}

func class(code, ja, en string, from, to int) Answer {
	return Answer{Code: code, Name: Name{ja, en}, From: from, To: to}
}

// Classify finds the class of an answer as a file writes it, and for items
// with points the point. The text is already trimmed and in half-width digits;
// amounts are in their smallest unit.
func (it *Item) Classify(text string) (answer, point int, ok bool) {
	if it.Points == 0 {
		i := slices.IndexFunc(it.Answers, func(a Answer) bool { return a.is(text) })
		return i, 0, i >= 0
	}
	point, err := strconv.Atoi(text)
	if err != nil || point < it.Low || point > it.Points {
		return it.classCode(text)
	}
	return it.ClassOf(point)
}

// ClassOf finds the class of a point.
func (it *Item) ClassOf(point int) (answer, _ int, ok bool) {
	i := slices.IndexFunc(it.Answers, func(a Answer) bool { return a.From <= point && point <= a.To })
	return i, point, i >= 0
}

// classCode accepts the class itself where no mean needs the point: tallies
// are often sent as promoters, passives and detractors. A class that is called
// like a point is none.
func (it *Item) classCode(text string) (answer, point int, ok bool) {
	if _, err := strconv.Atoi(text); it.Mean || err == nil {
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
