package site

import (
	"slices"
	"strings"

	"fukusen/internal/audit"
	"fukusen/internal/catalogue"
	"fukusen/internal/content"
	"fukusen/internal/cube"
	"fukusen/internal/diag"
	"fukusen/internal/page"
	"fukusen/internal/protect"
	"fukusen/internal/registry"
	"fukusen/internal/release"
	"fukusen/internal/rows"
	"fukusen/internal/sheet"
	"fukusen/internal/source"
)

// Rules lists every rule of which a run over a site can print a finding, in
// the order of their IDs. Where two rules share an ID it lists the first: to
// who reads it, it is one mistake.
func Rules() []*diag.Rule {
	all := slices.Concat(
		diag.Rules(), sheet.Rules(), rows.Rules(), registry.Rules(), source.Rules(), cube.Rules(),
		catalogue.Rules(), content.Rules(), protect.Rules(), release.FindingRules(), page.Rules(), audit.Rules(),
		[]*diag.Rule{
			&ruleConfig, &ruleDepends, &ruleFloor, &ruleFormat, &ruleGap, &ruleHighlightsQuarter, &ruleLarge, &ruleLargeFile, &ruleLicence, &ruleLink, &ruleNoData, &ruleObservation, &rulePlanPersons, &rulePlanRate, &ruleNoQuarter, &ruleNoSite, &ruleNotCSV,
			&ruleHeld, &ruleHeldFirst, &ruleRecordCode, &ruleSameFile, &ruleSetting, &ruleShape, &ruleTargetKPI, &ruleTargetRate, &ruleTheme, &ruleThemeFile,
			&ruleUnchecked, &ruleUnknownKey,
		},
	)
	slices.SortStableFunc(all, func(a, b *diag.Rule) int { return strings.Compare(a.ID, b.ID) })
	return slices.CompactFunc(all, func(a, b *diag.Rule) bool { return a.ID == b.ID })
}
