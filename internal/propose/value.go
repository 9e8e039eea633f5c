package propose

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/notation"
	"fukusen/internal/personal"
	"fukusen/internal/registry"
	"fukusen/internal/rows"
)

// A Kind is what the values of a column are.
type Kind int8

// The kinds of columns.
const (
	Empty Kind = iota
	Period
	Date
	DateTime
	Sex
	Age
	AreaCode
	AreaName
	Organisation
	Sport
	YesNo
	Percent
	Score
	Count
	Labels
	FreeText
)

var kindWords = [...]diag.Text{
	{JA: "空", EN: "empty"}, {JA: "期間", EN: "periods"}, {JA: "日付", EN: "days"}, {JA: "日時", EN: "days with time"},
	{JA: "性別", EN: "sex"}, {JA: "年齢", EN: "ages"}, {JA: "市区町村・都道府県のコード", EN: "codes of areas"},
	{JA: "市区町村・都道府県の名前", EN: "names of areas"}, {JA: "団体", EN: "organisations"}, {JA: "競技", EN: "sports"},
	{JA: "はい・いいえ", EN: "yes or no"}, {JA: "割合(%)", EN: "percentages"}, {JA: "0~10の点", EN: "scores from 0 to 10"},
	{JA: "数", EN: "numbers"}, {JA: "選択肢", EN: "labels"}, {JA: "文章", EN: "free text"},
}

// In writes the kind as a word.
func (k Kind) In(lang diag.Lang) string { return kindWords[k].In(lang) }

const (
	mostly       = 0.9 // share of the values that must be of a kind
	keptDistinct = 100 // different values of a column; the shares are those of their rows
	fewLabels    = 30
)

// A profile is what was seen in one column.
type profile struct {
	col      int
	kind     Kind
	unit     string // that the file declares
	values   []string
	counts   []int // of values
	index    map[string]int
	given    int      // rows with a value that is no marker
	marks    []string // symbols that nobody knows
	personal personal.Kind
	shares   map[string]float64 // of what was asked already
}

// describe looks at the values of a column.
func (e *settings) describe(s *sample, col int) *profile {
	p := &profile{col: col, index: map[string]int{}, shares: map[string]float64{}}
	if col < len(s.units) {
		p.unit = s.units[col]
	}
	for _, r := range s.data() {
		p.see(r[col])
	}
	p.kind = e.kindOf(p)
	return p
}

func (p *profile) see(v string) {
	if v == "" {
		return
	}
	if _, isMark := notation.Mark(v); isMark {
		return
	}
	if isSymbol(v) {
		if !slices.Contains(p.marks, v) && len(p.marks) < fewLabels {
			p.marks = append(p.marks, v)
		}
		return
	}
	p.given++
	i, known := p.index[v]
	switch {
	case known:
		p.counts[i]++
	case len(p.values) < keptDistinct:
		p.index[v] = len(p.values)
		p.values, p.counts = append(p.values, v), append(p.counts, 1)
	}
}

// share is the share of the rows whose value is so, by its name.
func (p *profile) share(name string, is func(string) bool) float64 {
	if x, known := p.shares[name]; known {
		return x
	}
	n, all := 0, 0
	for i, v := range p.values {
		all += p.counts[i]
		if is(v) {
			n += p.counts[i]
		}
	}
	x := 0.0
	if all > 0 {
		x = float64(n) / float64(all)
	}
	p.shares[name] = x
	return x
}

// kindOf takes the first kind that nearly all values are of; what is more
// particular comes first.
func (e *settings) kindOf(p *profile) Kind {
	if len(p.values) == 0 {
		return Empty
	}
	tests := []struct {
		kind Kind
		is   func(string) bool
		at   float64
	}{
		{DateTime, func(v string) bool { return isDay(v) && strings.ContainsAny(v, "::時") }, mostly},
		{Date, isDay, mostly},
		{Period, isPeriod, mostly},
		{Sex, func(v string) bool { return sexOf(v) != "" && !isDigits(v) }, mostly},
		{Organisation, isOrganisationCode, mostly},
		{Age, func(v string) bool { return isBand(v) && !isDigits(v) }, mostly},
		{AreaCode, e.isAreaCode, mostly},
		{Percent, func(v string) bool { return strings.HasSuffix(rows.Fold(v), "%") }, mostly},
		{YesNo, func(v string) bool { _, ok := contract.YesNo(rows.Fold(v)); return ok }, mostly},
		{Score, func(v string) bool { n, ok := notation.PlainDigits(rows.Fold(v)); return ok && n <= 10 }, mostly},
		{Count, isNumber, 0.8},
		{AreaName, e.isAreaName, 0.7},
		{Sport, func(v string) bool { _, _, ok := e.reg.SportCode(v); return ok }, mostly},
		{Organisation, e.isOwn, mostOwn},
		{Organisation, namesOrganisation, 0.7},
	}
	for i, t := range tests {
		if p.share("kind "+strconv.Itoa(i), t.is) >= t.at {
			return t.kind
		}
	}
	if len(p.values) <= fewLabels && (len(p.values) <= 5 || 2*len(p.values) <= p.given) {
		return Labels
	}
	return FreeText
}

func isDay(v string) bool {
	_, trouble := notation.ParseDate(v, notation.DateOptions{})
	return trouble == notation.Good || trouble == notation.DayOrder || trouble == notation.TwoDigitYear && strings.Count(v, "/") == 2
}

// isPeriod reports what is some period, if not one that we take.
func isPeriod(v string) bool {
	p, trouble := notation.ParsePeriod(v, notation.PeriodOptions{})
	switch trouble {
	case notation.Good, notation.Ambiguous, notation.HalfYear:
		return true
	case notation.WholeYear:
		return !isDigits(v) || p.Year >= 1950 && p.Year <= 2099
	}
	return false
}

var sexWords = map[string]string{
	"男": "m", "男性": "m", "男子": "m", "m": "m", "male": "m", "man": "m", "men": "m",
	"女": "f", "女性": "f", "女子": "f", "f": "f", "female": "f", "woman": "f", "women": "f",
	"その他": "x", "x": "x", "other": "x", "ノンバイナリー": "x",
}

// sexOf reads words for a sex, also where they are a part: 女性社員 is f. Where
// both are, as in 男女計, it is none.
func sexOf(v string) string {
	key := strings.ToLower(rows.Fold(v))
	if code, ok := sexWords[key]; ok {
		return code
	}
	male, female := strings.ContainsRune(key, '男'), strings.ContainsRune(key, '女')
	switch {
	case male && !female:
		return "m"
	case female && !male:
		return "f"
	}
	return ""
}

func isBand(v string) bool {
	_, fault := registry.ParseBand(v)
	return fault == registry.BandGood
}

var (
	corporate     = regexp.MustCompile(`^[1-9][0-9]{12}$`)
	schoolCode    = regexp.MustCompile(`^[A-H][12][0-9]{11}$`)
	organisations = regexp.MustCompile(`株式会社|有限会社|合同会社|法人|学校|学園|大学|クラブ|協会|財団|連盟|組合|市役所|町役場|Inc\.|Ltd|Corp`)
)

// isOrganisationCode reports a corporate number or the code of a school.
func isOrganisationCode(v string) bool {
	s := rows.Fold(v)
	return corporate.MatchString(s) && registry.CorporateCheckDigit(s[1:]) == s[0] || schoolCode.MatchString(s)
}

func namesOrganisation(v string) bool { return organisations.MatchString(rows.Fold(v)) }

// isAreaCode reports a code of five or six digits: fewer are numbers of
// anything.
func (e *settings) isAreaCode(v string) bool {
	s := rows.Fold(v)
	if a, ok := e.reg.Area(s); ok && a.Own {
		return true
	}
	if !isDigits(s) || len(s) < 5 || len(s) > 6 {
		return false
	}
	_, fault, _ := e.reg.AreaCode(s)
	return fault.Usable() || fault == registry.AreaAmbiguous
}

func (e *settings) isAreaName(v string) bool {
	return !isDigits(rows.Fold(v)) && len(e.reg.ByName(v, "")) > 0
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// isNumber reports a number with any unit that we count in.
func isNumber(v string) bool {
	for _, u := range []contract.Unit{contract.UnitPersons, contract.UnitYen, contract.UnitMinutes, contract.UnitItems} {
		if _, trouble := notation.ParseNumber(v, writtenIn(u)); trouble == notation.Good || trouble == notation.Parentheses {
			return true
		}
	}
	return false
}

// findPersonal asks the guard what must not be in the file at all.
func (p *Proposal) findPersonal(s *sample) {
	g := personal.NewGuard(s.header, personal.Options{})
	for i, r := range s.records {
		for j, v := range r {
			if v != "" {
				g.Look(i+1, j, v)
			}
		}
	}
	for _, found := range g.Suspicions() {
		c := &p.Columns[found.Col]
		if !found.ByHeader && slices.Contains([]Kind{Period, Date, DateTime, Sex, Age, AreaCode, AreaName, Organisation, Score, Count}, c.Kind) {
			continue // the guard does not know what the column is for
		}
		if c.Personal == personal.None || c.Personal.Warn() {
			c.Personal = found.Kind
			c.profile.personal = found.Kind
		}
	}
}

const samples, sampleRunes = 3, 24

// sample keeps three values to be shown.
func (c *Column) sample() {
	for _, v := range c.values[:min(samples, len(c.values))] {
		c.Samples = append(c.Samples, shown(v, c.Personal))
	}
}

// shown makes a value fit for a comment: on one line, short, and without what
// is personal.
func shown(v string, kind personal.Kind) string {
	if kind != personal.None {
		return kind.Mask(v)
	}
	v = strings.Join(strings.Fields(personal.Mask(v)), " ")
	v = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0xfeff {
			return ' '
		}
		return r
	}, v)
	if r := []rune(v); len(r) > sampleRunes {
		return string(r[:sampleRunes]) + "…"
	}
	return v
}
