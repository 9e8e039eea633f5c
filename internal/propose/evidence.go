package propose

import (
	"slices"
	"strconv"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/notation"
	"fukusen/internal/rows"
	"fukusen/internal/source"
)

const (
	headerWeight = 0.65 // in a score; the rest is what the values tell
	contradicted = 0.15 // of evidence, under which the values speak against it
	wide         = 0.3  // of evidence, by which a prefecture is less than a municipality
	alsoPlaces   = 0.5  // of evidence, where what may be an organisation is a place
	mostOwn      = 0.6  // share of the values that must be organisations of the site
	ownNames     = 0.85 // of the score of a column that is known by them alone
	unnamed      = 0.65 // of the score of a column whose values alone tell what it is
)

// match is the score of a header for a column of ours, 0 to 1.
func (e *settings) match(p *profile, header string, c *contract.Column) float64 {
	same := e.similarity(header, c)
	switch {
	case p.kind == Empty:
		return headerWeight * same // nothing speaks against it
	case same == 0 && !telling(p.kind, c) && !e.namesSender(p, c):
		return 0
	}
	ev := e.evidence(p, c)
	switch {
	case ev < contradicted:
		return 0.35 * same
	case same == 0 && e.namesSender(p, c):
		return ownNames * ev
	case same == 0:
		return unnamed * ev
	}
	return headerWeight*same + (1-headerWeight)*ev
}

// A naming is a header beside a column of ours.
type naming struct{ header, id, name string }

// similarity remembers what similarity has worked out: most tables have the
// same keys.
func (e *settings) similarity(header string, c *contract.Column) float64 {
	n := naming{header, c.ID, c.Name.JA}
	x, known := e.same[n]
	if !known {
		x = similarity(header, c)
		e.same[n] = x
	}
	return x
}

// telling reports values that say by themselves what their column is.
func telling(k Kind, c *contract.Column) bool {
	switch k {
	case Period, Date, DateTime:
		return c.Form == contract.FormPeriod
	case Sex:
		return c.Form == contract.FormCode && c.Axis == dim.Sex
	case Age:
		return c.Form == contract.FormCode && c.Axis == dim.Age
	case AreaCode, AreaName:
		return c.Form == contract.FormCode && c.Axis == dim.Area
	}
	return false
}

// namesSender reports values that are organisations of the site, and no places:
// a municipality is both.
func (e *settings) namesSender(p *profile, c *contract.Column) bool {
	return c.Form == contract.FormCode && c.Axis == dim.Organisation && p.kind == Organisation && p.share("own", e.isOwn) >= mostOwn
}

// evidence is the share of the values that can be read as those of a column of
// ours, as far as it can be told without reading the file.
func (e *settings) evidence(p *profile, c *contract.Column) float64 {
	switch c.Form {
	case contract.FormPeriod:
		return byKind(p.kind, map[Kind]float64{Period: 1, Date: 0.8, DateTime: 0.9, Count: p.serial()})
	case contract.FormCode:
		return e.codes(p, c.Axis)
	case contract.FormNumber:
		return numbers(p, e.unitOf(c))
	case contract.FormWeight:
		return weights(p)
	case contract.FormAnswer:
		return e.answers(p, c)
	case contract.FormWord:
		return e.words(p, c)
	case contract.FormDate:
		return byKind(p.kind, map[Kind]float64{Date: 1, DateTime: 0.9, Count: p.serial()})
	case contract.FormEntity:
		return p.share("entity", isOrganisationCode)
	case contract.FormRevision:
		return byKind(p.kind, map[Kind]float64{Count: 0.5, Score: 0.5})
	}
	if c.ID == contract.ColumnItem {
		return p.share("items", func(v string) bool { return e.isItem(v) })
	}
	return byKind(p.kind, map[Kind]float64{FreeText: 0.8, Labels: 0.5, Organisation: 0.3, AreaName: 0.3})
}

// serial is 0.4 for numbers that may be a spreadsheet's days: the header must
// say that they are.
func (p *profile) serial() float64 { return 0.4 * p.share("serial", isSerial) }

// isSerial reports a number of a day from 1982 to 2064.
func isSerial(v string) bool {
	n, ok := notation.PlainDigits(rows.Fold(v))
	return ok && n >= 30000 && n < 60000
}

func byKind(k Kind, of map[Kind]float64) float64 { return of[k] }

func (e *settings) codes(p *profile, a dim.Axis) float64 {
	switch a {
	case dim.Organisation:
		x := byKind(p.kind, map[Kind]float64{Organisation: 1, Labels: 0.5, FreeText: 0.4, AreaCode: 0.3, AreaName: 0.2})
		own := p.share("own", e.isOwn)
		if p.kind == AreaCode || p.kind == AreaName { // a municipality reports, too
			own *= alsoPlaces
		}
		return max(x, own)
	case dim.Area, dim.Origin:
		x := max(byKind(p.kind, map[Kind]float64{AreaCode: 1}), 0.95*p.share("area", e.isAreaName))
		return x - wide*p.share("prefecture", e.isPrefecture) // where there is a municipality, too, that is meant
	case dim.Sex:
		return p.share("sex", func(v string) bool { return sexOf(v) != "" || v == "0" || v == "1" || v == "2" || v == "9" })
	case dim.Age:
		return byKind(p.kind, map[Kind]float64{Age: 1, Count: 0.4, Labels: 0.4})
	}
	return p.share("sport", func(v string) bool { _, _, ok := e.reg.SportCode(v); return ok })
}

// numbers is the share of the values that are numbers of a unit. Scores and
// yes may be counts, but codes, years and percentages are none.
func numbers(p *profile, u contract.Unit) float64 {
	switch {
	case u == contract.UnitYesNo:
		return byKind(p.kind, map[Kind]float64{YesNo: 1})
	case !slices.Contains([]Kind{Count, Score, YesNo, AreaCode}, p.kind):
		return 0
	}
	x := p.share("number "+strconv.Itoa(int(u)), func(v string) bool {
		_, trouble := notation.ParseNumber(v, writtenIn(u))
		return trouble == notation.Good || trouble == notation.Parentheses
	})
	return x * map[Kind]float64{Count: 1, Score: 1, YesNo: 0.6, AreaCode: 0.5}[p.kind]
}

// weights tells decimals from counts, which small whole numbers may as well be.
func weights(p *profile) float64 {
	isWeight := func(v string) bool { _, ok := source.ParseWeight(v); return ok }
	decimal := func(v string) bool { return isWeight(v) && strings.ContainsAny(v, ".．") }
	return p.share("weight", isWeight) * (0.5 + 0.5*min(1, 2*p.share("decimal", decimal)))
}

var countWords = []string{"件", "回", "枠", "個", "日", "単位", "校", "社"}

// writtenIn says how the numbers of a unit may be written.
func writtenIn(u contract.Unit) notation.Unit {
	n := notation.Count(countWords...)
	switch u {
	case contract.UnitYen:
		n = notation.Yen()
	case contract.UnitMinutes:
		n = notation.Hours()
	case contract.UnitPersons:
		n = notation.Persons()
	}
	n.Negative = u == contract.UnitYen
	return n
}

func (e *settings) unitOf(c *contract.Column) contract.Unit {
	for i := range e.con.Tables {
		if m, ok := e.con.Tables[i].Measure(c.ID); ok {
			return m.Unit
		}
	}
	return contract.UnitItems
}

func (e *settings) isItem(v string) bool {
	name := strings.ToLower(rows.Fold(v))
	for _, it := range e.con.Items {
		for _, n := range append([]string{it.ID, it.Name.JA, it.Name.EN}, it.Aliases...) {
			if name == strings.ToLower(rows.Fold(n)) {
				return true
			}
		}
	}
	return false
}

// answers is the share of the answers that an item of the questionnaire has.
// The column of a tally may have those of any item.
func (e *settings) answers(p *profile, c *contract.Column) float64 {
	it, ok := e.con.Item(c.ID)
	if !ok {
		return byKind(p.kind, map[Kind]float64{Labels: 0.5, Score: 0.5, YesNo: 0.5, Count: 0.3})
	}
	return p.share("item "+it.ID, func(v string) bool {
		folded := rows.Fold(v)
		if it.Unit == contract.UnitMinutes {
			_, trouble := notation.ParseNumber(v, notation.Hours())
			return trouble == notation.Good
		}
		if it.Several {
			v, _, _ = strings.Cut(strings.NewReplacer("、", ";", ",", ";", "|", ";").Replace(folded), ";")
			folded = v
		}
		_, _, ok := it.Classify(folded)
		return ok
	})
}

// words is the share of the values that are words of a column, in full or as a
// part of what is written.
func (e *settings) words(p *profile, c *contract.Column) float64 {
	if c.ID == contract.ColumnPopulation {
		return p.share("population", func(v string) bool { return e.population(v) != "" })
	}
	return p.share("words "+c.ID, func(v string) bool { return wordOf(c, v) != "" })
}

// population finds the population that a value names.
func (e *settings) population(v string) string {
	for _, pop := range e.con.Populations {
		if s := rows.Fold(v); strings.EqualFold(s, pop.ID) || strings.EqualFold(s, pop.Name.EN) || strings.Contains(s, rows.Fold(pop.Name.JA)) {
			return pop.ID
		}
	}
	return ""
}

// wordOf finds the only word that a value is or contains.
func wordOf(c *contract.Column, v string) string {
	s := strings.ToLower(rows.Fold(v))
	if w, ok := c.Word(s); ok {
		return w.Code
	}
	found := ""
	for _, w := range c.Words {
		for _, n := range append([]string{w.Name.JA}, w.Labels...) {
			if n = strings.ToLower(rows.Fold(n)); len(n) < len("ああ") || !strings.Contains(s, n) {
				continue
			}
			if found != "" && found != w.Code {
				return ""
			}
			found = w.Code
		}
	}
	return found
}
