package report

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"fukusen/internal/diag"
)

// An Explanation tells the steward how one number was made: by which formula,
// of which cells, and of which lines of which files. It holds what may be
// withheld from the public.
type Explanation struct {
	ID          string          `json:"id"`
	Name        diag.Text       `json:"name"`
	Definition  diag.Text       `json:"definition"`
	Group       []diag.Text     `json:"group"` // axis and code, such as 性別: 女性; none for a total
	Quarter     diag.Text       `json:"quarter"`
	Status      string          `json:"status"`
	Value       string          `json:"value,omitempty"` // as in the open data; empty unless published
	Lower       string          `json:"lower,omitempty"`
	Upper       string          `json:"upper,omitempty"`
	Method      string          `json:"method,omitempty"`
	Formula     string          `json:"formula"` // of measures: people.dual_any / people.persons; of values, whose symbols Rules explains: v / w
	Numbers     string          `json:"numbers"` // the formula with the numbers put in
	Rules       []diag.Text     `json:"rules"`
	Reporters   int             `json:"reporters"`
	Expected    int             `json:"expected"`
	Cells       []ExplainedCell `json:"cells"`
	Made        []string        `json:"made_of,omitempty"` // ids of the observations that it compares or is computed from
	Explanation []*Explanation  `json:"observations,omitempty"`
}

// An ExplainedCell is a cell of the formula: what is public of it, what it
// really is, and where that comes from.
type ExplainedCell struct {
	Role    string      `json:"role"`
	Name    diag.Text   `json:"name"`
	Table   string      `json:"table"`
	Measure string      `json:"measure"`
	Group   string      `json:"group"` // codes as in cells.csv: kind=company/sex=f
	Quarter string      `json:"quarter"`
	Status  string      `json:"status"`
	Value   int64       `json:"value"`           // that the rows add up to, published or not
	Reason  diag.Text   `json:"reason,omitzero"` // why it is withheld
	Cost    *Cost       `json:"if_published,omitempty"`
	Rows    []SourceRow `json:"rows"`
	More    int         `json:"more_rows,omitempty"` // rows that are not listed

	Unknown bool `json:"-"` // Value is not known, as at a press, or not to be shown
}

// A SourceRow is a line that a cell is made of.
type SourceRow struct {
	Place        string `json:"place"` // data/acme/people.csv:4
	Organisation string `json:"organisation"`
	Value        int64  `json:"value"`
	Month        int    `json:"month,omitempty"`
	Revision     int    `json:"revision,omitempty"` // above 1

	masked bool // Value is not to be shown
}

// stewardOnly stands above every explanation.
var stewardOnly = diag.Text{
	JA: "取扱注意: 管理者のための説明です。伏せた数値と、もとのファイルの行を含みます。公開しないでください。",
	EN: "For the steward only: this holds withheld numbers and lines of the private files. Do not publish it.",
}

// JSON writes the explanation as a machine reads it; its first key says that it
// is for the steward. Without values it holds no number of a withheld cell, nor
// of any line.
func (e *Explanation) JSON(w io.Writer, values bool) error {
	if !values {
		e = e.masked()
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(struct {
		Notice diag.Text `json:"for_the_steward_only"`
		*Explanation
	}{stewardOnly, e})
}

// Text writes the explanation as a person reads it.
func (e *Explanation) Text(w io.Writer, lang diag.Lang) error {
	t := &explainer{lang: lang}
	t.line(0, stewardOnly.In(lang))
	t.explain(e, 0)
	_, err := io.WriteString(w, t.String())
	return err
}

type explainer struct {
	strings.Builder
	lang diag.Lang
}

func (t *explainer) line(indent int, text string) {
	t.WriteString(strings.Repeat("  ", indent) + text + "\n")
}

// say writes a heading and what it is about, unless there is nothing.
func (t *explainer) say(indent int, heading diag.Text, text string) {
	if text != "" {
		t.line(indent, heading.In(t.lang)+": "+text)
	}
}

func (t *explainer) explain(e *Explanation, indent int) {
	t.line(0, "")
	t.line(indent, e.ID)
	t.say(indent, diag.Text{JA: "指標", EN: "KPI"}, e.Name.In(t.lang))
	t.say(indent, diag.Text{JA: "定義", EN: "Definition"}, e.Definition.In(t.lang))
	t.say(indent, diag.Text{JA: "期間", EN: "Period"}, e.Quarter.In(t.lang))
	t.say(indent, diag.Text{JA: "区分", EN: "Group"}, t.join(e.Group))
	t.say(indent, diag.Text{JA: "状態", EN: "Status"}, statuses[e.Status].In(t.lang))
	t.say(indent, diag.Text{JA: "計算式", EN: "Formula"}, e.Formula)
	t.say(indent, diag.Text{JA: "数を入れると", EN: "With its numbers"}, e.Numbers)
	t.say(indent, diag.Text{JA: "値", EN: "Value"}, e.Value)
	if e.Lower != "" {
		t.say(indent, diag.Text{JA: "幅", EN: "Interval"}, e.Lower+" – "+e.Upper+" ("+e.Method+")")
	}
	if e.Expected > 0 {
		t.say(indent, diag.Text{JA: "報告した団体", EN: "Reported"}, fmt.Sprintf("%d/%d", e.Reporters, e.Expected))
	}
	for _, r := range e.Rules {
		t.say(indent, diag.Text{JA: "適用した規則", EN: "Rule applied"}, r.In(t.lang))
	}
	for i := range e.Cells {
		t.cell(&e.Cells[i], indent)
	}
	for _, o := range e.Explanation {
		t.explain(o, indent+1)
	}
}

func (t *explainer) join(texts []diag.Text) string {
	var all []string
	for _, x := range texts {
		all = append(all, x.In(t.lang))
	}
	return strings.Join(all, ", ")
}

// statuses are the statuses of cells and observations in words.
var statuses = map[string]diag.Text{
	"published": {JA: "公表", EN: "published"}, "withheld": {JA: "秘匿", EN: "withheld"},
	"not_reported": {JA: "報告なし", EN: "not reported"}, "not_applicable": {JA: "該当しない", EN: "not applicable"},
	"not_computable": {JA: "計算できない", EN: "not computable"},
}

var roles = map[string]diag.Text{
	"numerator": {JA: "分子", EN: "Numerator"}, "denominator": {JA: "分母", EN: "Denominator"},
	"respondents": {JA: "回答者", EN: "Respondents"}, "answer": {JA: "その回答をした人", EN: "Gave the answer"},
}

func (t *explainer) cell(c *ExplainedCell, indent int) {
	t.line(0, "")
	value := &c.Value
	if c.Unknown {
		value = nil
	}
	t.line(indent, "■ "+roles[c.Role].In(t.lang)+": "+named(c.Name, value, t.lang))
	t.line(indent+1, fmt.Sprintf("%s.%s@%s/%s  [%s]", c.Table, c.Measure, c.Quarter, c.Group, statuses[c.Status].In(t.lang)))
	t.say(indent+1, diag.Text{JA: "伏せた理由", EN: "Withheld because"}, c.Reason.In(t.lang))
	if c.Cost != nil {
		t.cost(c.Cost, indent+1)
	}
	if len(c.Rows) == 0 {
		t.line(indent+1, diag.Text{JA: "もとの行はありません", EN: "no line of any file"}.In(t.lang))
	}
	for _, r := range c.Rows {
		t.line(indent+1, r.text(t.lang))
	}
	if c.More > 0 {
		t.line(indent+1, fmt.Sprintf(diag.Text{JA: "ほか %d 行", EN: "and %d more lines"}.In(t.lang), c.More))
	}
}

func (r *SourceRow) text(lang diag.Lang) string {
	s := fmt.Sprintf("%s  %s  %d", r.Place, r.Organisation, r.Value)
	if r.Month > 0 {
		s += fmt.Sprintf(diag.Text{JA: "  %d月", EN: "  month %d"}.In(lang), r.Month)
	}
	if r.Revision > 1 {
		s += fmt.Sprintf(diag.Text{JA: "  版 %d", EN: "  revision %d"}.In(lang), r.Revision)
	}
	return s
}
