package source

import (
	"slices"
	"strings"

	"fukusen/internal/diag"
)

// Rules lists the rules of the package in the order of their IDs.
func Rules() []*diag.Rule {
	all := []*diag.Rule{
		&ruleAge, &ruleAgeDamaged, &ruleAgeScheme, &ruleAnswer, &ruleArea, &ruleAreaAmbiguous, &ruleAreaOutside,
		&ruleBlank, &ruleBlankKey, &ruleDash, &ruleDate, &ruleDateOrder, &ruleEntity, &ruleFlagged, &ruleGivenTwice,
		&ruleItem, &ruleItemSeveral, &ruleMapping, &ruleMappingDocuments, &ruleMappingKey, &ruleMappingText, &ruleMappingTwice,
		&ruleMappingType, &ruleMappingValue, &ruleNoColumn, &ruleNoSuchColumn, &ruleNoSuchHeader, &ruleNoTable,
		&ruleNotFixable, &ruleNotOfTable, &ruleNumber, &ruleOnlyTotals, &ruleOtherSheet, &ruleOrganisation, &ruleOrganisationAmbiguous,
		&ruleOrganisationNumber, &ruleNone, &ruleOrganisationRounded, &rulePart, &rulePeriod, &rulePeriodAmbiguous, &rulePeriodFiscal, &rulePeriodFuture,
		&rulePeriodLong, &rulePeriodOldEra, &rulePeriodSerial, &rulePeriodSpan, &rulePersonalAddress, &rulePersonalBirth,
		&rulePersonalEmail, &rulePersonalID, &rulePersonalMyNumber, &rulePersonalName, &rulePersonalPhone,
		&rulePlaceNowhere, &rulePopulation, &ruleRevision, &ruleSameColumn, &ruleSex, &ruleSport, &ruleTotals,
		&ruleTwoTables, &ruleUnit, &ruleUnitTwice, &ruleUnknownColumn, &ruleUnpivot, &ruleUnpivotBeside, &ruleUnpivotKey,
		&ruleUnpivotMeasure, &ruleWeightBlank, &ruleWeightNumber, &ruleWeightRange, &ruleWord,
	}
	slices.SortFunc(all, func(a, b *diag.Rule) int { return strings.Compare(a.ID, b.ID) })
	return all
}
