package schema

import (
	"fmt"
	"strings"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
)

const kpiHead = "| 記号 label | id | 名前 name | 計算 formula | 区間・窓 interval, window | 向き direction | 基準 standards |\n|---|---|---|---|---|---|---|\n"

// pillarNames are the headings of docs/kpis.md.
var pillarNames = map[string]contract.Name{
	"adoption":  {JA: "普及度", EN: "Adoption"},
	"outcome":   {JA: "成果", EN: "Outcome"},
	"wellbeing": {JA: "ウェルビーイング", EN: "Wellbeing"},
	"fairness":  {JA: "公平性", EN: "Fairness"},
}

// KPIs writes the catalogue for people: what docs/kpis.md holds between its
// marks, a table for each pillar.
func KPIs(c catalogue.Catalogue, con *contract.Contract) string {
	var b strings.Builder
	for _, pillar := range catalogue.Pillars() {
		name := pillarNames[pillar]
		fmt.Fprintf(&b, "\n### %s %s\n\n%s", name.JA, name.EN, kpiHead)
		for i := range c {
			if c[i].Pillar == pillar {
				b.WriteString(kpiRow(&c[i], con))
			}
		}
	}
	return b.String()
}

func kpiRow(e *catalogue.Entry, con *contract.Contract) string {
	return fmt.Sprintf("| %s | `%s` | %s<br>%s | %s | %s | %s | %s |\n",
		e.Label, e.ID, e.Name.JA, e.Name.EN, formula(e, con), howSure(e), direction(e), strings.Join(e.Standard, "、"))
}

// formula writes how the value is made of measures, answers or other KPIs.
func formula(e *catalogue.Entry, con *contract.Contract) string {
	switch {
	case e.Survey():
		return asked(e, con)
	case e.Form == catalogue.Difference && len(e.Of) == 2:
		return "`" + e.Of[0] + "` − `" + e.Of[1] + "`"
	case e.Form == catalogue.Quotient && len(e.Of) == 2:
		return "`" + e.Of[0] + "` ÷ `" + e.Of[1] + "`"
	}
	text := sum(e.Numerator)
	if len(e.Denominator) > 0 {
		text += " ÷ " + sum(e.Denominator)
	}
	if e.Per > 1 {
		text += fmt.Sprintf(" × %d", e.Per)
	}
	if e.FTE {
		text += " ÷ (40時間 hours × 週の数 weeks)"
	}
	if e.Unit.JA != "" {
		text += "<br>" + e.Unit.JA + " " + e.Unit.EN
	}
	return text + limits(e)
}

// sum writes terms that are added; a sum stands in brackets.
func sum(terms catalogue.Terms) string {
	var b strings.Builder
	for i, t := range terms {
		switch {
		case t.Minus:
			b.WriteString(" − ")
		case i > 0:
			b.WriteString(" + ")
		}
		t.Minus = false
		b.WriteString("`" + t.String() + "`")
	}
	if len(terms) > 1 {
		return "(" + b.String() + ")"
	}
	return b.String()
}

var surveyForms = map[catalogue.Form]contract.Name{
	catalogue.Share:        {JA: "割合", EN: "share"},
	catalogue.Score:        {JA: "推奨者-批判者", EN: "promoters − detractors"},
	catalogue.Mean:         {JA: "平均", EN: "mean"},
	catalogue.Distribution: {JA: "回答の構成", EN: "each answer"},
}

// asked writes of whose answers to what the value is made.
func asked(e *catalogue.Entry, con *contract.Contract) string {
	who := e.Population
	if p, ok := con.Population(e.Population); ok {
		who = p.Name.JA + " " + p.Name.EN
	}
	form := surveyForms[e.Form]
	text := form.JA + " " + form.EN + ": `" + e.Item + "`"
	if len(e.Answers) > 0 {
		text += " = `" + strings.Join(e.Answers, "`, `") + "`"
	}
	return text + "<br>" + who + limits(e)
}

// limits says where no value is shown.
func limits(e *catalogue.Entry) string {
	text := ""
	if e.Least > 0 {
		text += fmt.Sprintf("<br>%d 以上のとき of %d or more", e.Least, e.Least)
	}
	if len(e.Views) > 0 {
		text += "<br>内訳 views: " + strings.Join(e.Views, ", ")
	}
	if len(e.Kinds) > 0 {
		text += "<br>種別 kinds: " + strings.Join(e.Kinds, ", ")
	}
	return text
}

// howSure writes the interval beside a value, and over how long it is.
func howSure(e *catalogue.Entry) string {
	text := string(interval(e))
	if e.Window == catalogue.Year {
		text += "<br>4四半期 four quarters"
	}
	return text
}

// interval is the one that stands beside a value where the entry names none.
func interval(e *catalogue.Entry) catalogue.Interval {
	switch {
	case e.Interval != "":
		return e.Interval
	case e.Form == catalogue.Rate || e.Form == catalogue.Share || e.Form == catalogue.Distribution:
		return catalogue.Wilson
	case e.Form == catalogue.Score:
		return "multinomial"
	case e.Form == catalogue.Mean:
		return "t"
	}
	return catalogue.None
}

func direction(e *catalogue.Entry) string {
	if e.Direction == catalogue.Target {
		return fmt.Sprintf("%s %g", e.Direction, e.Goal)
	}
	return string(e.Direction)
}
