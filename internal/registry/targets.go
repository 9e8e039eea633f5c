package registry

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/rows"
)

// A Target is what a body has said in public that it wants to reach.
type Target struct {
	KPI          string  `json:"kpi"`
	Kind         string  `json:"kind,omitempty"`         // "" means all kinds
	Area         string  `json:"area,omitempty"`         // canonical code; "" means everywhere
	Organisation string  `json:"organisation,omitempty"` // canonical ID; "" means all together
	Value        float64 `json:"value"`                  // in Unit; the float64 nearest to the decimal that was written
	Unit         string  `json:"unit,omitempty"`         // as written
	Due          string  `json:"due"`                    // fiscal quarter, such as 2027fq4
	Source       string  `json:"source,omitempty"`       // where it was said
	Note         string  `json:"note,omitempty"`

	Pos diag.Pos `json:"-"` // of its row
}

// Compare orders targets.
func (t Target) Compare(u Target) int {
	return cmp.Or(cmp.Compare(t.KPI, u.KPI), cmp.Compare(t.Kind, u.Kind), cmp.Compare(t.Area, u.Area),
		cmp.Compare(t.Organisation, u.Organisation), cmp.Compare(t.Due, u.Due))
}

func (l *loader) loadTargets(files []File) error {
	lines, err := read[targetCells](l, &targetRegister, files)
	if err != nil {
		return err
	}
	first := map[Target]diag.Pos{}
	for _, ln := range lines {
		t, ok := l.target(ln)
		if !ok {
			continue
		}
		key := Target{KPI: t.KPI, Kind: t.Kind, Area: t.Area, Organisation: t.Organisation, Due: t.Due}
		if p, twice := first[key]; twice {
			l.twice(ln.at("kpi"), p, t.KPI+" "+t.Due)
			continue
		}
		first[key] = ln.at("kpi")
		l.reg.Targets = append(l.reg.Targets, t)
	}
	slices.SortFunc(l.reg.Targets, Target.Compare)
	return nil
}

// target reads one row; false if it does not say what is to be reached when,
// or for whom.
func (l *loader) target(ln line[targetCells]) (Target, bool) {
	c, before := ln.cells, l.finds.Errors()
	t := Target{
		KPI: headerKey(c.KPI), Unit: c.Unit, Source: c.Source, Note: c.Note,
		Kind: l.choose(c.Kind, ln.at("kind"), kinds, ""),
		Area: l.area(c.Area, ln.at("area")),
		Pos:  ln.at("kpi"),
	}
	number, percent := strings.CutSuffix(rows.Fold(c.Value), "%")
	if percent {
		t.Unit = "%"
	}
	t.Value = l.decimal(rows.Clean(number), ln.at("value"))
	if !dim.IsCode(t.KPI) {
		l.complain(&ruleKPI, ln.at("kpi"), c.KPI)
	}
	if c.Organisation != "" {
		t.Organisation = l.registered(c.Organisation, ln.at("organisation"))
	}
	if c.Due == "" {
		l.complain(&ruleBlank, ln.at("due"), diag.Public("達成期"), diag.Public("due"))
	} else if q := l.quarter(c.Due, ln.at("due")); q != 0 {
		t.Due = q.ID(dim.Fiscal)
	}
	return t, l.finds.Errors() == before
}

var decimal = regexp.MustCompile(`^[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?$`)

// decimal takes plain numbers only: NaN, exponents and units are findings.
func (l *loader) decimal(field string, at diag.Pos) float64 {
	s := rows.Fold(field)
	if !decimal.MatchString(s) {
		l.complain(&ruleDecimal, at, field)
		return 0
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
	if err != nil {
		l.complain(&ruleDecimal, at, field)
	}
	return v
}
