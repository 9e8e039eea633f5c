package page

import (
	"slices"
	"strings"

	"fukusen/internal/diag"
)

// Rules lists the rules of the package in the order of their IDs.
func Rules() []*diag.Rule {
	all := []*diag.Rule{
		&ruleBaseURL, &ruleNamesMissing, &ruleTaken, &ruleTemplate, &ruleTranslation, &ruleWords, &ruleWordKey, &ruleWordPlace, &ruleWordText,
	}
	slices.SortStableFunc(all, func(a, b *diag.Rule) int { return strings.Compare(a.ID, b.ID) })
	return all
}
