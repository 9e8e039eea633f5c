package propose

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/personal"
	"fukusen/internal/registry"
	"fukusen/internal/rows"
)

// A pivoting is a set of columns that stand beside each other: each counts the
// group that its header tells.
type pivoting struct {
	measure string
	says    map[int]map[string]string // by column of the file: our column: value
	totals  []int                     // columns that add some of them up
	doubts  map[int]bool              // columns whose headers tell something that is not understood
	score   float64
}

func (v *pivoting) has(i int) bool {
	if v == nil {
		return false
	}
	_, ok := v.says[i]
	return ok || slices.Contains(v.totals, i)
}

// tells reports a column of ours that all headers of the set tell.
func (v *pivoting) tells(id string) bool {
	if id == v.measure {
		return true
	}
	for _, says := range v.says {
		if _, ok := says[id]; !ok {
			return false
		}
	}
	return true
}

// findPivot looks for two columns or more whose headers tell sex, age or both.
// Where some tell both, those that tell one add them up.
func findPivot(p *Proposal, t *contract.Table) *pivoting {
	measure := pivotMeasure(t)
	if measure == "" {
		return nil
	}
	sets := map[string]map[int]map[string]string{}
	v := &pivoting{measure: measure, doubts: map[int]bool{}}
	for i := range p.Columns {
		says, known := p.Columns[i].group()
		if len(says) == 0 {
			continue
		}
		v.doubts[i] = !known
		name := strings.Join(slices.Sorted(maps.Keys(says)), "+")
		if sets[name] == nil {
			sets[name] = map[int]map[string]string{}
		}
		sets[name][i] = says
	}
	for _, name := range []string{"age+sex", "age", "sex"} {
		if len(sets[name]) >= 2 && v.says == nil {
			v.says = sets[name]
		} else if v.says != nil {
			v.totals = append(v.totals, slices.Sorted(maps.Keys(sets[name]))...)
		}
	}
	if v.says == nil {
		return nil
	}
	v.addTotals(p)
	v.score = 0.9
	if slices.ContainsFunc(slices.Sorted(maps.Keys(v.says)), func(i int) bool { return v.doubts[i] }) || v.twice() {
		v.score = likelyAt - 0.05
	}
	return v
}

// twice reports two columns of the same group.
func (v *pivoting) twice() bool {
	seen := map[string]bool{}
	for _, says := range v.says {
		group := says["sex"] + "/" + says["age"]
		if seen[group] {
			return true
		}
		seen[group] = true
	}
	return false
}

// addTotals adds columns such as 総数, which would be another measure.
func (v *pivoting) addTotals(p *Proposal) {
	for i := range p.Columns {
		c := &p.Columns[i]
		if !v.has(i) && c.Personal == personal.None && isTotalHeader(c.Header) && numbers(c.profile, contract.UnitPersons) > contradicted {
			v.totals = append(v.totals, i)
		}
	}
}

// pivotMeasure is the first required number of a table that sex and age
// divide.
func pivotMeasure(t *contract.Table) string {
	for _, a := range []dim.Axis{dim.Sex, dim.Age} {
		if !isKey(t, a.String()) {
			return ""
		}
	}
	for _, m := range t.Measures {
		if m.Required && m.Unit == contract.UnitPersons && m.Class != contract.Respondents {
			return m.ID
		}
	}
	return ""
}

var (
	bandIn = regexp.MustCompile(`\d{1,3}歳?[-~]\d{1,3}歳?|\d{1,3}(?:歳|代|歳代)?(?:以上|未満|以下|[-~+])|\d{1,3}歳?代|\d{1,3}歳`)
	sexIn  = regexp.MustCompile(`男性|男子|男|女性|女子|女|\b(?:fe)?male\b|(?:wo)?man\b|(?:wo)?men\b|(?:wo)?man`)
	filler = strings.NewReplacer("人口", "", "人数", "", "総数", "", "合計", "", "社員", "", "従業員", "", "職員", "", "会員", "", "選手", "", "学生", "", "生徒", "",
		"在籍", "", "住民", "", "数", "", "計", "", "者", "", "の", "", "人", "", "(", "", ")", "", "/", "", " ", "", "_", "", "・", "", ":", "", "[", "", "]", "", "-", "", "【", "", "】", "", "名", "")
	totalIn = regexp.MustCompile(`^(?:総数|合計|計|総計|総人口|人口総数|人口|人口\(総数\)|人口計|男女計|世帯数|total|totalpopulation|numberofhouseholds)(?:$|/)`)
)

// group reads a header such as 男20代, 女性/20~29歳 or 20代男性. It is not known
// if something of it was not understood; there is none unless the column holds
// numbers and its header tells nothing else.
func (c *Column) group() (says map[string]string, known bool) {
	if c.Personal != personal.None || c.kind != Empty && numbers(c.profile, contract.UnitPersons) <= contradicted {
		return nil, false
	}
	h := strings.ToLower(rows.Fold(c.Header))
	says = map[string]string{}
	if band := bandIn.FindString(h); band != "" {
		b, fault := registry.ParseBand(band)
		if fault != registry.BandGood {
			return nil, false
		}
		says["age"] = b.String()
		h = strings.Replace(h, band, "", 1)
	}
	if word := sexIn.FindString(h); word != "" {
		if sex := sexOf(word); sex != "" {
			says["sex"] = sex
			h = strings.Replace(h, word, "", 1)
		}
	}
	rest := filler.Replace(h)
	switch {
	case sexIn.MatchString(rest), rest != "" && !isDigits(rest):
		return nil, false
	}
	return says, rest == ""
}

// isTotalHeader reports a header of a sum over groups.
func isTotalHeader(h string) bool {
	return totalIn.MatchString(key(h)) || totalIn.MatchString(strings.ToLower(rows.Fold(h)))
}

// take writes the set into the proposal.
func (v *pivoting) take(p *Proposal) {
	p.measure = v.measure
	conf := Likely
	if v.score < likelyAt {
		conf = Check
	}
	for i, says := range v.says {
		c := &p.Columns[i]
		c.use, c.says, c.Score, c.To, c.Confidence = asPivot, says, v.score, v.measure, min(conf, max(Check, p.Confidence))
		if conf == Check {
			c.question = diag.Text{JA: "見出しに、読み取れないところがあります。何の人数か確かめてください", EN: "a part of the header is not understood; say which group it counts"}
		}
	}
	for _, i := range v.totals {
		c := &p.Columns[i]
		c.use, c.Confidence, c.Score, c.To = asTotal, Likely, v.score, ""
		c.question = diag.Text{JA: "ほかの列の合計のようなので、読みません", EN: "it seems to be a sum of other columns, and is not read"}
	}
}
