package sample

import "slices"

// A question is a further item of a questionnaire. Its answers stand from the
// better to the worse, if there is one, as the files write them.
type question struct {
	item    string
	answers []string
	weights []int64
	several bool // a second answer is possible
}

var (
	four4   = []string{"1", "2", "3", "4"}
	marks   = []string{"○", "×"}
	minutes = []string{"420", "450", "390", "480", "360", "330", "510", "300", "270", "570"}
	toNine  = []string{"9", "8", "7", "6", "5", "4", "3", "2", "1"}

	rested    = question{item: "rested", answers: four4, weights: []int64{17, 55, 22, 6}}
	recovered = question{item: "recovered", answers: four4, weights: []int64{14, 46, 31, 9}}
	focus     = question{item: "focus", answers: four4, weights: []int64{16, 49, 28, 7}}
	slept     = question{item: "sleep_minutes", answers: minutes, weights: []int64{20, 8, 14, 9, 19, 12, 3, 9, 4, 2}}
	hours     = question{item: "weekly_hours", answers: []string{"40", "38", "44", "32", "48", "52", "24", "62", "16"}, weights: []int64{26, 12, 21, 7, 14, 8, 4, 4, 4}}
)

// workQuestions are put to employees beside the recommendation.
func workQuestions() []question {
	return []question{
		rested, recovered, focus, slept, hours,
		{item: lifeSat, answers: toNine, weights: []int64{3, 12, 20, 17, 22, 11, 8, 5, 2}},
		{item: "self_efficacy", answers: toNine, weights: []int64{4, 11, 21, 20, 22, 10, 7, 3, 2}},
		{item: "contribution_felt", answers: toNine, weights: []int64{5, 12, 19, 18, 23, 10, 7, 4, 2}},
		{item: "main_job_effect", answers: []string{"good", "none", "bad"}, weights: []int64{34, 53, 13}},
		{item: "motive", answers: []string{"スキル", "自己実現", "貢献", "収入", "その他"}, weights: []int64{26, 22, 17, 28, 7}, several: true},
		{item: "second_life_form", answers: []string{"parallel", "job_change", "social_entrepreneur", "none"}, weights: []int64{24, 14, 7, 55}},
	}
}

// lifeQuestions are put to residents beside the recommendation of the area.
func lifeQuestions() []question {
	return []question{
		rested, recovered, focus, slept, hours,
		{item: "given_up", answers: []string{"×", "○"}, weights: []int64{66, 34}},
		{item: "third_community", answers: marks, weights: []int64{36, 64}},
		{item: "community_quality", answers: []string{"5", "4", "3", "2", "1", "0"}, weights: []int64{9, 19, 27, 21, 15, 9}},
		{item: "affiliations", answers: []string{"4", "3", "2", "1", "0"}, weights: []int64{4, 11, 26, 43, 16}},
		{item: "isolation", answers: []string{"3", "4", "5", "6", "7", "8", "9", "11"}, weights: []int64{20, 18, 15, 17, 11, 8, 6, 5}},
	}
}

// ask draws the answers to the further questions, from a generator of their
// own: the other answers are the same with and without them.
func (f *form) ask(r *random, t int64) []string {
	var all []string
	for _, q := range f.more {
		first := q.pick(r, t)
		answer := q.answers[first]
		if second := r.pick(q.weights); q.several && second != first && r.below(whole) < 4000 {
			answer += "、" + q.answers[second]
		}
		all = append(all, answer)
	}
	return all
}

// pick draws an answer. The better of two is taken more often as time goes by.
func (q question) pick(r *random, t int64) int {
	first, second := r.pick(q.weights), r.pick(q.weights)
	if r.below(whole) < 80*t {
		return min(first, second)
	}
	return first
}

// itemsAsked are the columns of the answers.
func (f *form) itemsAsked() []string {
	all := slices.Clone(f.items)
	for _, q := range f.more {
		all = append(all, q.item)
	}
	return all
}
