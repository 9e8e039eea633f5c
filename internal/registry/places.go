package registry

import (
	"fukusen/internal/diag"
	"fukusen/internal/rows"
)

// area reads a place as exports write it: its code, or a name that only one
// place has (高松市, 香川県高松市).
func (l *loader) area(field string, at diag.Pos) string {
	if field == "" {
		return ""
	}
	code, fault, near := l.reg.AreaCodeIn(field, l.column)
	if fault == AreaMalformed && !digits(rows.Fold(field)) {
		return l.areaCalled(field, at)
	}
	if fault != AreaGood {
		l.complain(fault.Rule(), at, field, diag.Public(l.reg.Describe(near)), diag.Public(l.reg.Similar(near)))
	}
	return code
}

// areaCalled finds the only place of a name; several are a finding that lists
// them.
func (l *loader) areaCalled(name string, at diag.Pos) string {
	found := l.reg.ByName(name, "")
	if len(found) == 1 {
		return found[0].Code
	}
	var codes []string
	for _, a := range found {
		codes = append(codes, a.Code)
	}
	if len(codes) > 0 {
		l.complain(&ruleAreaNames, at, name, diag.Public(l.reg.Describe(codes)))
	} else {
		l.complain(&ruleAreaName, at, name, diag.Public(l.near(name, l.reg.areaNames)))
	}
	return ""
}

// areaNames lists what areas may be called, for hints.
func (r *Registry) areaNames() []string {
	var names []string
	for _, a := range r.Areas() {
		if names = append(names, a.Name); a.Own {
			names = append(names, a.Code)
		}
	}
	return names
}
