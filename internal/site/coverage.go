package site

import (
	"fukusen/internal/cube"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

var ruleGap = diag.Rule{
	ID: "data/gap", Warn: true,
	Msg:  diag.Text{JA: "提出者 %[1]s の「%[2]s」は、%[4]s と %[5]s にはありますが、間の %[3]s にありません", EN: "%[1]s sent %[6]s for %[4]s and %[5]s, but not for %[3]s in between"},
	Hint: diag.Text{JA: "届いていないなら提出者に求めてください。毎四半期の報告でないなら、提出者一覧の「頻度」に半期か年と書きます", EN: "ask for it; if the organisation does not report every quarter, say so under frequency in organisations.csv"},
}

// checkPeriods finds quarters that an organisation left out between others.
func (s *stages) checkPeriods(raw *cube.Cube) diag.List {
	type sent struct{ organisation, table string }
	last := map[sent]dim.Quarter{}
	var finds diag.List
	for _, r := range raw.Receipts { // by quarter
		k := sent{r.Organisation, r.Table}
		before, ok := last[k]
		last[k] = r.Quarter
		if !ok || r.Quarter <= before+1 {
			continue
		}
		o := s.registry.Organisation(r.Organisation)
		if o.Frequency != "" && o.Frequency != "quarter" {
			continue
		}
		t, _ := s.contract.Table(r.Table)
		basis := s.config.basis()
		finds = append(finds, ruleGap.At(diag.Pos{}, o.Name, diag.Public(t.Name.JA), (before+1).ID(basis), before.ID(basis), r.Quarter.ID(basis), diag.Public(t.ID)))
	}
	return finds
}
