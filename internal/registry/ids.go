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
	idMerged            // a municipality that another has taken over: only a warning
	idSplit             // a municipality that several have taken over
)

var roundedNumber = regexp.MustCompile(`^[0-9](\.[0-9]+)?[eE]\+?[0-9]+$`)

// OrganisationID finds the organisation that a file names: the canonical ID of
// the corporate number, municipality code, school code or local ID that s
// writes; ok is false if it is not registered. Of a code that may be two
// municipalities it is the one that is registered. The code of a municipality
// that is no more names nobody: who has come in its place did not report. What
// a row of the register has in the place of an ID finds that row: the register
// has the finding.
func (r *Registry) OrganisationID(s string) (id string, ok bool) {
	id, fault, near := r.canonical(s)
	if fault == idAmbiguous {
		near = slices.DeleteFunc(near, func(code string) bool { return r.organisations[code] == nil })
		if len(near) == 1 {
			return near[0], true
		}
	}
	if _, ok = r.organisations[id]; ok && fault != idMerged {
		return id, true
	}
	if other, ok := r.standIns[rejectKey(s)]; ok {
		return other, true
	}
	return id, false
}

func (r *Registry) ids() []string { return slices.Sorted(maps.Keys(r.organisations)) }

// separators are what is put between the digits of a number for the eye.
var separators = strings.NewReplacer("-", "", " ", "")

// corporateNumber gives the thirteen digits that a text writes: with hyphens or
// spaces, or as the number of a registered issuer of invoices
// (適格請求書発行事業者), which for corporations is T and the same digits.
func corporateNumber(s string) (number string, ok bool) {
	s = separators.Replace(s)
	if len(s) == 14 && (s[0] == 'T' || s[0] == 't') {
		s = s[1:]
	}
	return s, len(s) == 13 && digits(s)
}

// canonical gives the ID that a text stands for, registered or not; near are
// areas that may be meant.
func (r *Registry) canonical(s string) (id string, fault idFault, near []string) {
	s = rows.Fold(s)
	if number, ok := corporateNumber(s); ok {
		if CorporateCheckDigit(number[1:]) != number[0] {
			return number, idNumber, nil
		}
		return number, idGood, nil
	}
	switch {
	case roundedNumber.MatchString(s):
		return "", idDamaged, nil
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
	case AreaMerged:
		return code, idMerged, near
	case AreaRedrawn, AreaSplit:
		return "", idSplit, near
	}
	return "", idArea, near
}

var idRules = map[idFault]*diag.Rule{
	idShape: &ruleID, idNumber: &ruleCorporate, idSchool: &ruleSchool, idDamaged: &ruleRounded,
	idArea: &ruleMunicipality, idAmbiguous: &ruleAreaAmbiguous, idMerged: &ruleAreaMerged, idSplit: &ruleAreaSplit,
}

// newID checks the ID of a row of organisations.csv.
func (l *loader) newID(field string, at diag.Pos) (id string, ok bool) {
	if field == "" {
		l.complain(&ruleBlank, at, diag.Public("提出者"), diag.Public("organisation"))
		return "", false
	}
	id, fault, near := l.reg.canonical(field)
	if fault != idGood {
		l.complain(idRules[fault], at, field, diag.Public(l.reg.Describe(near)), diag.Public(l.reg.Similar(near)))
	}
	return id, fault == idGood || fault == idSchool || fault == idMerged
}
