package audit

import (
	"slices"
	"strings"

	"fukusen/internal/diag"
)

// Rules lists the rules of the package in the order of their IDs.
func Rules() []*diag.Rule {
	all := []*diag.Rule{
		&ruleAnswers, &ruleBounds, &ruleChange, &ruleColumns, &ruleComplement, &ruleDerived, &ruleDetermined, &ruleDuplicate, &ruleElsewhere,
		&ruleFormula, &ruleInconsistent, &ruleInsider, &ruleNarrow, &rulePage,
		&ruleReleaseChain, &ruleReleaseDiffers, &ruleReleaseEdited, &ruleReleaseRead, &ruleRow, &ruleSmall, &ruleSmallChange, &ruleWritten,
	}
	slices.SortStableFunc(all, func(a, b *diag.Rule) int { return strings.Compare(a.ID, b.ID) })
	return all
}
