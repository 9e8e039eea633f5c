package registry

import (
	"cmp"
	"slices"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// A Planned is a release to come.
type Planned struct {
	Quarter string `json:"quarter"`          // fiscal quarter, such as 2026fq1
	State   string `json:"state"`            // provisional, revised or final
	On      string `json:"on"`               // day, 2026-08-15
	Time    string `json:"time,omitempty"`   // in Japan, 10:00
	Reason  string `json:"reason,omitempty"` // why the day has changed
	Note    string `json:"-"`                // for the desk alone

	Pos diag.Pos `json:"-"` // of its row
}

// Compare orders releases.
func (p Planned) Compare(o Planned) int {
	return cmp.Or(cmp.Compare(p.Quarter, o.Quarter), cmp.Compare(stateRank(p.State), stateRank(o.State)), cmp.Compare(p.On, o.On))
}

func stateRank(state string) int {
	return slices.IndexFunc(releaseStates, func(c choice) bool { return c.id == state })
}

var releaseStates = []choice{
	{"provisional", []string{"速報", "速報値", "暫定"}},
	{"revised", []string{"改訂", "改定", "訂正", "改訂値"}},
	{"final", []string{"確報", "確定", "確定値"}},
}

var calendarRegister = register{
	file: "calendar.csv", ja: "公表予定",
	telling: []string{"quarter", "planned"},
	common:  true,
	columns: []contract.Column{
		required(column("quarter", "対象期", "Quarter", "期", "四半期", "対象期間", "period", "release")),
		required(column("planned", "公表予定日", "Planned", "予定日", "公表日", "planned_on")),
		column("time", "時刻", "Time", "公表時刻"),
		column("state", "区分", "State", "公表区分", "段階"),
		column("reason", "変更の理由", "Reason", "理由", "変更理由"),
		column("note", "備考", "Note"),
	},
}

type calendarCells struct {
	Quarter string `csv:"quarter"`
	Planned string `csv:"planned"`
	Time    string `csv:"time"`
	State   string `csv:"state"`
	Reason  string `csv:"reason"`
	Note    string `csv:"note"`
}

func (l *loader) loadCalendar(files []File) error {
	lines, err := read[calendarCells](l, &calendarRegister, files)
	if err != nil {
		return err
	}
	first := map[[2]string]diag.Pos{}
	for _, ln := range lines {
		p, ok := l.planned(ln)
		if !ok {
			continue
		}
		key := [2]string{p.Quarter, p.State}
		if at, twice := first[key]; twice {
			l.twice(p.Pos, at, p.Quarter+" "+p.State)
			continue
		}
		first[key] = p.Pos
		l.reg.Calendar = append(l.reg.Calendar, p)
	}
	slices.SortFunc(l.reg.Calendar, Planned.Compare)
	return nil
}

// planned reads one row; false if it does not say what is released when.
func (l *loader) planned(ln line[calendarCells]) (Planned, bool) {
	c, before := ln.cells, l.finds.Errors()
	l.filled(c.Quarter, ln.has, ln.at, "対象期", "quarter")
	l.filled(c.Planned, ln.has, ln.at, "公表予定日", "planned")
	q := l.quarter(c.Quarter, ln.at("quarter"))
	p := Planned{
		On:     l.date(c.Planned, ln.at("planned")),
		Time:   l.timeOfDay(c.Time, ln.at("time")),
		State:  l.choose(c.State, ln.at("state"), releaseStates, "provisional"),
		Reason: c.Reason, Note: c.Note, Pos: ln.at("quarter"),
	}
	if l.finds.Errors() > before {
		return p, false
	}
	p.Quarter = q.ID(dim.Fiscal)
	if end := q.End().Format("2006-01-02"); p.On <= end {
		l.complain(&ruleTooEarly, ln.at("planned"), c.Planned, diag.Public(end))
		return p, false
	}
	return p, true
}

var ruleTooEarly = diag.Rule{
	ID:   "registry/too-early",
	Msg:  diag.Text{JA: "公表予定日 %[1]s が、対象期の終わり(%[2]s)より前です", EN: "the planned day %[1]s is not after the end of the quarter (%[2]s)"},
	Hint: diag.Text{JA: "対象期か公表予定日を直してください", EN: "correct the quarter or the day"},
}
