package registry

import (
	"slices"
	"strings"

	"fukusen/internal/diag"
)

// Rules lists the rules of the package in the order of their IDs.
func Rules() []*diag.Rule {
	all := []*diag.Rule{
		&ruleAreaAmbiguous, &ruleAreaDigit, &ruleAreaMalformed, &ruleAreaMerged, &ruleAreaMistyped, &ruleAreaRedrawn, &ruleAreaSplit,
		&ruleAreaName, &ruleAreaNames, &ruleAreaUnlisted, &ruleBlank, &ruleBoth, &ruleChangeCurrent, &ruleChangeCycle, &ruleChangeNew, &ruleChoice, &ruleCodeInNumber, &ruleColumn,
		&ruleCorporate, &ruleCycle, &ruleDate, &ruleDecimal, &ruleDisclosure, &ruleEmail, &ruleID, &ruleKPI, &ruleKana,
		&ruleKindOfNumber, &ruleLeft, &ruleMissing, &ruleMonth, &ruleMunicipality, &ruleNationalName,
		&ruleNationalParent, &ruleNoSource, &ruleNobody, &ruleOtherArea, &ruleOwnCode, &ruleOwnParent, &ruleParent,
		&rulePhone, &ruleQuarter, &ruleRounded, &ruleSchool, &ruleSchoolType, &ruleSportCode, &ruleSportName,
		&ruleSportParent, &ruleTile, &ruleTime, &ruleTooEarly, &ruleTwice, &ruleURL, &ruleUndated, &ruleUnreachable,
	}
	slices.SortFunc(all, func(a, b *diag.Rule) int { return strings.Compare(a.ID, b.ID) })
	return all
}
