package rows

import (
	"slices"
	"strings"

	"fukusen/internal/diag"
)

// Rules lists the rules of the package in the order of their IDs. An ID is there
// twice where two rules say of one mistake how it came about.
func Rules() []*diag.Rule {
	all := []*diag.Rule{
		&ruleBinary, &ruleColumns, &ruleDataAbove, &ruleEmpty, &ruleFields, &ruleHeaderJunk, &ruleHeaderRow,
		&ruleJIS, &ruleLong, &ruleNUL, &ruleNoHeader, &ruleNoRows, &ruleNotes, &ruleQuote, &ruleRepeated,
		&ruleReplaced, &ruleSeparator, &ruleUTF16, &ruleWrongCP932, &ruleWrongEUC, &ruleWrongJIS, &ruleWrongUTF16,
		&ruleWrongUTF8,
	}
	slices.SortStableFunc(all, func(a, b *diag.Rule) int { return strings.Compare(a.ID, b.ID) })
	return all
}
