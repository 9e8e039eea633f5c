package site

import (
	"maps"
	"slices"
	"strings"
	"time"

	"fukusen/internal/diag"
	"fukusen/internal/page"
)

// checkStatement looks at what the publisher states about accessibility. What
// they leave out is no finding: the page says that it is missing.
func (k *checker) checkStatement() {
	st := &k.Accessibility
	const group = "accessibility."
	k.one(group+"level", st.Level, append([]string{""}, page.StatementLevels...)...)
	k.one(group+"degree", st.Degree, append([]string{""}, page.StatementDegrees...)...)
	for _, d := range []struct{ key, day string }{{"stated", st.Stated}, {"tested_from", st.TestedFrom}, {"tested_to", st.TestedTo}} {
		if _, err := time.Parse(time.DateOnly, d.day); d.day != "" && err != nil {
			k.complain(group+d.key, &ruleSetting, diag.Public(group+d.key), d.day, diag.Public("2026-10-01, …"))
		}
	}
	if st.TestedFrom != "" && st.TestedTo != "" && st.TestedTo < st.TestedFrom {
		k.complain(group+"tested_to", &ruleSetting, diag.Public(group+"tested_to"), st.TestedTo, diag.Public(st.TestedFrom+", …"))
	}
	for _, number := range slices.Sorted(maps.Keys(st.Criteria)) {
		k.one(group+"criteria", number, page.Criteria("")...)
		k.one(group+"criteria", st.Criteria[number], page.StatementResults...)
	}
	if u := st.ContactURL; u != "" && !slices.ContainsFunc([]string{"https://", "http://", "mailto:"}, func(p string) bool { return strings.HasPrefix(u, p) && len(u) > len(p) }) {
		k.complain(group+"contact_url", &ruleSetting, diag.Public(group+"contact_url"), u, diag.Public("https://…, mailto:…"))
	}
}
