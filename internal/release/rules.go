package release

import (
	"slices"
	"strings"

	"fukusen/internal/diag"
)

// FindingRules lists the rules of the package in the order of their IDs; Rules
// are those of protection.
func FindingRules() []*diag.Rule {
	all := []*diag.Rule{
		&ruleChain, &ruleEdited, &ruleUnreadable,
	}
	slices.SortStableFunc(all, func(a, b *diag.Rule) int { return strings.Compare(a.ID, b.ID) })
	return all
}
