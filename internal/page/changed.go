package page

import (
	"html/template"
	"slices"

	"fukusen/internal/release"
)

// receiptChanges tells whose reports came after the release before, and whose
// were corrected. Organisations that are not listed are told as a number.
func (s *sheet) receiptChanges(old, now *release.File) []template.HTML {
	type who struct{ organisation, kind, table string }
	key := func(r release.Receipt) who { return who{r.Organisation, r.Kind, r.Table} }
	had, revision, count := map[who]bool{}, map[who]int{}, map[who]int{}
	for _, r := range old.Receipts {
		if r.Reported {
			had[key(r)], revision[key(r)] = true, r.Revision
			count[key(r)]++
		}
	}
	var late, corrected []string
	unlisted := map[who]int{}
	for _, r := range now.Receipts {
		switch k := key(r); {
		case !r.Reported:
		case r.Organisation == "":
			unlisted[k]++
			if unlisted[k] > count[k] {
				late = append(late, s.reportOf(r))
			}
		case !had[k]:
			late = append(late, s.reportOf(r))
		case r.Revision > revision[k]:
			corrected = append(corrected, s.reportOf(r))
		}
	}
	var said []template.HTML
	if len(late) > 0 {
		said = append(said, s.html("releases.revised.late", "reports", template.HTML(s.Join(slices.Compact(late)))))
	}
	if len(corrected) > 0 {
		said = append(said, s.html("releases.revised.corrected", "reports", template.HTML(s.Join(corrected))))
	}
	return said
}

// reportOf names a report: who made it, and of which table.
func (s *sheet) reportOf(r release.Receipt) string {
	who := s.reporterName(reporter{r.Kind, r.Organisation})
	return string(s.html("releases.report", "organisation", who, "table", s.tableName(r.Table)))
}

// cellChanges counts the sums that a release changed, published for the first
// time or withheld for the first time. It gives numbers of sums alone.
func (s *sheet) cellChanges(old, now *release.File) []template.HTML {
	type name struct {
		table, measure string
		codes          release.Codes
	}
	was := make(map[name]release.Cell, len(old.Cells))
	for _, c := range old.Cells {
		was[name{c.Table, c.Measure, c.Codes}] = c
	}
	var changed, shown int64
	for _, c := range now.Cells {
		if c.Status != release.Published {
			continue
		}
		switch o, ok := was[name{c.Table, c.Measure, c.Codes}]; {
		case !ok || o.Status != release.Published:
			shown++
		case o.Value != c.Value:
			changed++
		}
	}
	var said []template.HTML
	for _, n := range []struct {
		key string
		n   int64
	}{{"releases.revised.cells", changed}, {"releases.revised.shown", shown}} {
		if n.n > 0 {
			said = append(said, template.HTML(s.For(n.n, n.key, "n", s.Count(n.n))))
		}
	}
	return said
}
