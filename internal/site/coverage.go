package site

import (
	"strings"

	"fukusen/internal/cube"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

var ruleGap = diag.Rule{
	ID: "data/gap", Warn: true,
	Msg:  diag.Text{JA: "「%[1]s」の「%[2]s」が、途中の四半期にありません: %[3]s", EN: "%[1]s sent no %[4]s for some quarters in between: %[3]s"},
	Hint: diag.Text{JA: "届いていないなら提出者に求めてください。毎四半期の報告でないなら、提出者一覧の「提出頻度」に半期か年と書きます", EN: "ask for it; if the organisation does not report every quarter, say so under frequency in organisations.csv"},
}

// A sequence is the quarters of which an organisation sent a table.
type sequence struct {
	organisation, table string
	quarters            []dim.Quarter
}

// checkPeriods finds quarters that an organisation left out between others.
func (s *stages) checkPeriods(raw *cube.Cube) diag.List {
	var finds diag.List
	for _, q := range sequences(raw) {
		o := s.registry.Organisation(q.organisation)
		if o.Frequency != "" && o.Frequency != "quarter" || q.regular() {
			continue
		}
		t, _ := s.contract.Table(q.table)
		finds = append(finds, ruleGap.At(diag.Pos{}, diag.Public(o.Name), diag.Public(t.Name.JA), diag.Public(q.missing(s.config.basis())), diag.Public(t.ID)))
	}
	return finds
}

// sequences are in the order in which their first quarters were received.
func sequences(raw *cube.Cube) []sequence {
	type sent struct{ organisation, table string }
	at := map[sent]int{}
	var all []sequence
	for _, r := range raw.Receipts { // by quarter
		k := sent{r.Organisation, r.Table}
		i, ok := at[k]
		if !ok {
			i = len(all)
			at[k] = i
			all = append(all, sequence{organisation: r.Organisation, table: r.Table})
		}
		all[i].quarters = append(all[i].quarters, r.Quarter)
	}
	return all
}

// regular reports equal steps: every quarter, or every half year.
func (q *sequence) regular() bool {
	for i := 2; i < len(q.quarters); i++ {
		if q.quarters[i]-q.quarters[i-1] != q.quarters[1]-q.quarters[0] {
			return false
		}
	}
	return len(q.quarters) != 2 || q.quarters[1] == q.quarters[0]+1
}

// missing lists the quarters that are left out.
func (q *sequence) missing(basis dim.Basis) diag.Text {
	var ja, en []string
	for i := 1; i < len(q.quarters); i++ {
		for m := q.quarters[i-1] + 1; m < q.quarters[i]; m++ {
			inJA, inEN := m.Words(basis)
			ja, en = append(ja, inJA), append(en, inEN)
		}
	}
	return diag.Text{JA: strings.Join(ja, "、"), EN: strings.Join(en, ", ")}
}
