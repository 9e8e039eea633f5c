package registry

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/rows"
)

// An idFault says what is wrong with the ID of an organisation.
type idFault int8

const (
	idGood      idFault = iota
	idShape             // neither a number that is known nor a local ID
	idNumber            // 13 digits that are no corporate number
	idSchool            // a school code whose check digit fails: only a warning
	idDamaged           // 4.01E+12: a spreadsheet has rounded it
	idArea              // 5 or 6 digits that are no municipality
	idAmbiguous         // 5 digits that are two municipalities
)

var roundedNumber = regexp.MustCompile(`^[0-9](\.[0-9]+)?[eE]\+?[0-9]+$`)

// OrganisationID finds the organisation that a file names: the canonical ID of
// the corporate number, municipality code, school code or local ID that s
// writes; ok is false if it is not registered.
func (r *Registry) OrganisationID(s string) (id string, ok bool) {
	id, _, _ = r.canonical(s)
	_, ok = r.organisations[id]
	return id, ok
}

func (r *Registry) ids() []string { return slices.Sorted(maps.Keys(r.organisations)) }

// canonical gives the ID that a text stands for, registered or not; near are
// areas that may be meant.
func (r *Registry) canonical(s string) (id string, fault idFault, near []string) {
	s = rows.Fold(s)
	switch {
	case roundedNumber.MatchString(s):
		return "", idDamaged, nil
	case digits(s) && len(s) == 13:
		if CorporateCheckDigit(s[1:]) != s[0] {
			return s, idNumber, nil
		}
		return s, idGood, nil
	case digits(s):
		return r.municipalityID(s)
	case isSchoolCode(strings.ToUpper(s)):
		if up := strings.ToUpper(s); SchoolCheckDigit(up[:12]) != up[12] {
			return strings.ToLower(s), idSchool, nil
		}
		return strings.ToLower(s), idGood, nil
	case !dim.IsCode(s) || reserved(s):
		return "", idShape, nil
	}
	return s, idGood, nil
}

func (r *Registry) municipalityID(s string) (id string, fault idFault, near []string) {
	code, why, near := r.AreaCode(s)
	switch why {
	case AreaGood:
		return code, idGood, nil
	case AreaAmbiguous:
		return "", idAmbiguous, near
	}
	return "", idArea, near
}

var idRules = map[idFault]*diag.Rule{
	idShape: &ruleID, idNumber: &ruleCorporate, idSchool: &ruleSchool, idDamaged: &ruleRounded,
	idArea: &ruleMunicipality, idAmbiguous: &ruleAreaAmbiguous,
}

// newID checks the ID of a row of organisations.csv.
func (l *loader) newID(field string, at diag.Pos) (id string, ok bool) {
	if field == "" {
		l.complain(&ruleBlank, at, "提出者", "organisation")
		return "", false
	}
	id, fault, near := l.reg.canonical(field)
	if fault != idGood {
		l.complain(idRules[fault], at, field, l.reg.Describe(near))
	}
	return id, fault == idGood || fault == idSchool
}
