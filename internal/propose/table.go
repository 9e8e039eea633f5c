package propose

import (
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/personal"
)

// A candidate is one table and the columns of the file that it would take.
type candidate struct {
	table   *contract.Table
	columns []contract.Column
	scores  [][]float64 // of a column of the file for one of the table
	taken   []int       // column of the table, by column of the file; -1 for none
	pivot   *pivoting   // nil if nothing stands beside each other
	score   float64
}

// Weights of the required columns of a table. Who sent a file, who was asked
// and, less so, when, is often told in its name alone, and can be fixed.
const (
	fixableWeight = 0.5
	periodWeight  = 1
	placeWeight   = 0.75
	wordWeight    = 1.5
	numberWeight  = 2
)

// A table's score is 0.75 of the weighted scores of its required columns, 0.15
// of the share of the file's columns that it needs, and 0.1 if titles or headers
// speak of its subject.
const ofRequired, ofFile, ofSubject = 0.75, 0.15, 0.1

// Limits of the confidence in a table: its score, and how much it leads.
const (
	tableSure, tableLead, tableLikely = 0.6, 0.08, 0.4
	needed                            = 0.5 // of the core of a table, without which nothing would be counted
)

// chooseTable finds the nearest table and takes its columns.
func (e *settings) chooseTable(p *Proposal, s *sample) {
	var all []*candidate
	for i := range e.con.Tables {
		all = append(all, e.candidate(p, s, &e.con.Tables[i]))
	}
	slices.SortStableFunc(all, func(a, b *candidate) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	best := all[0]
	p.Table, p.Score = best.table, best.score
	p.RunnerUp, p.SecondScore = all[1].table, all[1].score
	p.Confidence = trust(best.score, all[1].score)
	switch core := best.core(); {
	case core < needed:
		p.State, p.Confidence = Hopeless, Check
	case core < likelyAt:
		p.Confidence = min(p.Confidence, Likely)
	}
	best.take(p)
	p.Missing = best.missing()
}

// trust is the confidence in a table.
func trust(first, second float64) Confidence {
	switch {
	case first >= tableSure && first-second >= tableLead:
		return Sure
	case first >= tableLikely && first > second:
		return Likely
	}
	return Check
}

func (e *settings) candidate(p *Proposal, s *sample, t *contract.Table) *candidate {
	c := &candidate{table: t, columns: t.Columns(e.con.Items)}
	c.pivot = findPivot(p, t)
	for i := range p.Columns {
		c.scores = append(c.scores, e.row(&p.Columns[i], i, c))
	}
	c.assign()
	c.score = c.fit() + subject(t, s)
	return c
}

// assign gives columns of the file to those of the table. It asks from the side
// of the table, whose columns are few, however many the file has.
func (c *candidate) assign() {
	weights := make([][]float64, len(c.columns))
	for j := range weights {
		weights[j] = make([]float64, len(c.scores))
		for i, row := range c.scores {
			if row[j] >= checkAt {
				weights[j][i] = row[j]
			}
		}
	}
	c.taken = slices.Repeat([]int{-1}, len(c.scores))
	for j, i := range assign(weights, len(c.scores)) {
		if i >= 0 {
			c.taken[i] = j
		}
	}
}

// row scores one column of the file. Personal data, and what stands beside
// each other, is no column of ours.
func (e *settings) row(col *Column, i int, c *candidate) []float64 {
	scores := make([]float64, len(c.columns))
	if col.Personal != personal.None || col.Header == "" || c.pivot.has(i) {
		return scores
	}
	for j := range c.columns {
		if c.pivot != nil && !isKey(c.table, c.columns[j].ID) {
			continue
		}
		scores[j] = e.match(col.profile, col.Header, &c.columns[j])
	}
	return scores
}

func isKey(t *contract.Table, id string) bool {
	_, ok := t.Key(id)
	return ok
}

// of is the score of what a column of the table would be read from; 0 if there
// is nothing.
func (c *candidate) of(j int) float64 {
	if c.pivot != nil && c.pivot.tells(c.columns[j].ID) {
		return c.pivot.score
	}
	for i, taken := range c.taken {
		if taken == j {
			return c.scores[i][j]
		}
	}
	return 0
}

// fit is the score of the table without what titles tell.
func (c *candidate) fit() float64 {
	sum, all := 0.0, 0.0
	for j, col := range c.columns {
		if !col.Required {
			continue
		}
		w := weight(c.table, &col)
		sum += w * c.of(j)
		all += w
	}
	if c.table.Items {
		sum += numberWeight * c.bestItem()
		all += numberWeight
	}
	used := 0.0
	for i, j := range c.taken {
		if j >= 0 {
			used += c.scores[i][j]
		} else if c.pivot.has(i) {
			used += c.pivot.score
		}
	}
	return ofRequired*sum/all + ofFile*used/float64(max(1, len(c.taken)))
}

func weight(t *contract.Table, col *contract.Column) float64 {
	switch {
	case col.Form == contract.FormPeriod:
		return periodWeight
	case col.ID == contract.ColumnOrganisation || col.ID == contract.ColumnPopulation:
		return fixableWeight
	case col.Form == contract.FormCode:
		return placeWeight
	case isKey(t, col.ID):
		return wordWeight
	}
	return numberWeight
}

func (c *candidate) bestItem() float64 {
	best := 0.0
	for j, col := range c.columns {
		if !isKey(c.table, col.ID) {
			best = max(best, c.of(j))
		}
	}
	return best
}

// core is the score of what the table counts: its first required number, an
// item of a survey, or an entity.
func (c *candidate) core() float64 {
	if c.table.Items {
		return c.bestItem()
	}
	for j, col := range c.columns {
		if col.Required && (!isKey(c.table, col.ID) || col.Form == contract.FormEntity) {
			return c.of(j)
		}
	}
	return 0
}

// take writes the columns of the table into the proposal.
func (c *candidate) take(p *Proposal) {
	for i, j := range c.taken {
		col := &p.Columns[i]
		if j < 0 {
			col.dispute(c, i)
			continue
		}
		col.To, col.Score, col.use = c.columns[j].ID, c.scores[i][j], asColumn
		col.Confidence = col.trust(c.scores[i], j, p.Confidence)
		col.checkHeader(p)
	}
	if c.pivot != nil {
		c.pivot.take(p)
	}
}

// trust is the confidence in a column; it is never more than that in the table.
func (col *Column) trust(scores []float64, j int, table Confidence) Confidence {
	second := 0.0
	for k, x := range scores {
		if k != j {
			second = max(second, x)
		}
	}
	conf := Check
	switch x := scores[j]; {
	case x >= sureAt && x-second >= lead:
		conf = Sure
	case x >= likelyAt && x > second:
		conf = Likely
	}
	return min(conf, max(table, Check))
}

// checkHeader asks about a header by which no column can be named.
func (col *Column) checkHeader(p *Proposal) {
	n := 0
	for i := range p.Columns {
		if p.Columns[i].Header == col.Header {
			n++
		}
	}
	if n > 1 {
		col.use, col.Confidence = inDispute, Check
		col.question = diag.Text{JA: "同じ見出しの列が二つ以上あります。どれを読むか決めて、ほかの見出しを変えてください", EN: "several columns have this header; rename all but the one that is meant"}
	}
}

// dispute says what a column might be that was given to none.
func (col *Column) dispute(c *candidate, i int) {
	best, at := 0.0, -1
	for j, x := range c.scores[i] {
		if x > best {
			best, at = x, j
		}
	}
	if at >= 0 && best >= checkAt && col.kind != Empty {
		col.To, col.Score, col.use, col.Confidence = c.columns[at].ID, best, inDispute, Check
		col.question = diag.Text{JA: "ほかの列のほうが近いので外しました。こちらが正しければ入れ替えてください", EN: "another column is nearer; exchange the two if this one is meant"}
	}
}

// missing lists the required columns that nothing is read from.
func (c *candidate) missing() []contract.Column {
	var all []contract.Column
	for j, col := range c.columns {
		if col.Required && c.of(j) == 0 {
			all = append(all, col)
		}
	}
	if c.table.Items && c.bestItem() == 0 {
		i := slices.IndexFunc(c.columns, func(col contract.Column) bool { return !isKey(c.table, col.ID) })
		all = append(all, c.columns[i])
	}
	return all
}

// subjects are words by which titles and headers tell the table.
var subjects = map[string][]string{
	"population":   {"人口", "住民", "population"},
	"people":       {"社員", "従業員", "在籍", "会員", "職員", "人事"},
	"openings":     {"求人"},
	"hiring":       {"採用"},
	"survey":       {"アンケート", "調査票", "回答", "nps"},
	"startups":     {"創業", "開業", "起業"},
	"results":      {"成績", "大会"},
	"credits":      {"単位認定", "履修"},
	"contribution": {"ボランティア", "出前授業", "貢献"},
	"practice":     {"運用実績"},
}

// subject is a bonus for the table that titles, headers or the name of the
// file speak of.
func subject(t *contract.Table, s *sample) float64 {
	text := strings.ToLower(strings.Join(s.titles, " ") + " " + strings.Join(s.header, " ") + " " + s.file.Path)
	if slices.ContainsFunc(subjects[t.ID], func(w string) bool { return strings.Contains(text, w) }) {
		return ofSubject
	}
	return 0
}
