package registry

import (
	"slices"

	"fukusen/internal/dim"
)

// UnknownPart ends the code of the part of an area that a row does not tell:
// rows that name a prefecture where municipalities are published are counted
// under 18-unknown, so that the parts of 18 add up to it.
const UnknownPart = "-unknown"

// UnlistedCode stands for all organisations that are not listed, so that the
// parts of a kind's total are complete without naming them.
const UnlistedCode = "unlisted"

// last is the rank of what is shown after all others.
const last = 1 << 20

// Kinds of organisations.
const (
	Company          = "company"
	School           = "school"
	MunicipalityKind = "municipality"
	Club             = "club"
	Foundation       = "foundation"
)

// reserved reports a code that means something else than an organisation or
// an area.
func reserved(code string) bool { return code == dim.Unknown || code == "none" || code == UnlistedCode }

func unknownEntry() dim.Entry {
	return dim.Entry{ID: dim.Unknown, JA: "不詳", EN: "Unknown", Rank: last}
}

// Lists makes the lists of all axes. The categories are the caller's; every
// axis but kind and organisation, which are never left open, has unknown.
//
// Area and origin have the same codes: the country's, the site's own, and for
// each area and group of sports with parts the part that is not told
// (UnknownPart).
func (r *Registry) Lists(categories []dim.Entry) (*dim.Lists, error) {
	areas := r.areaEntries()
	return dim.NewLists(map[dim.Axis][]dim.Entry{
		dim.Kind:         kindEntries(),
		dim.Area:         areas,
		dim.Origin:       areas,
		dim.Organisation: r.organisationEntries(),
		dim.Sex:          sexEntries(),
		dim.Age:          r.Ages.entries(),
		dim.Sport:        r.sports.axis(),
		dim.Category:     withUnknown(categories),
	})
}

func kindEntries() []dim.Entry {
	return []dim.Entry{
		{ID: Company, JA: "企業", EN: "Companies", Rank: 1},
		{ID: School, JA: "学校", EN: "Schools", Rank: 2},
		{ID: MunicipalityKind, JA: "自治体", EN: "Municipalities", Rank: 3},
		{ID: Club, JA: "クラブ・団体", EN: "Clubs", Rank: 4},
		{ID: Foundation, JA: "財団・協会", EN: "Foundations", Rank: 5},
	}
}

func sexEntries() []dim.Entry {
	return []dim.Entry{
		{ID: "f", JA: "女性", EN: "Women", Rank: 1},
		{ID: "m", JA: "男性", EN: "Men", Rank: 2},
		{ID: "x", JA: "その他", EN: "Other", Rank: 3},
		unknownEntry(),
	}
}

// withUnknown leaves the caller's list alone.
func withUnknown(entries []dim.Entry) []dim.Entry {
	if slices.ContainsFunc(entries, func(e dim.Entry) bool { return e.ID == dim.Unknown }) {
		return entries
	}
	return append(slices.Clone(entries), unknownEntry())
}

func (r *Registry) organisationEntries() []dim.Entry {
	var all []dim.Entry
	unlisted := false
	for _, o := range r.Organisations() {
		all = append(all, dim.Entry{ID: o.ID, JA: o.Name, EN: o.NameEN, Level: o.Kind})
		unlisted = unlisted || o.Unlisted
	}
	if unlisted {
		all = append(all, dim.Entry{ID: UnlistedCode, JA: "非掲載の提出者", EN: "Unlisted organisations", Rank: last})
	}
	return all
}

func (r *Registry) areaEntries() []dim.Entry {
	all := []dim.Entry{unknownEntry()}
	parents := map[string]bool{}
	for _, a := range r.Areas() {
		all = append(all, dim.Entry{
			ID: a.Code, Parent: a.Parent, JA: r.areas.full(&a), EN: a.NameEN, Kana: a.Kana, Level: a.Level, Row: a.Row, Col: a.Col,
		})
		if a.Parent != "" && !parents[a.Parent] {
			parents[a.Parent] = true
			all = append(all, r.unknownPart(a.Parent))
		}
	}
	return all
}

func (r *Registry) unknownPart(code string) dim.Entry {
	a := r.areas.byCode[code]
	e := dim.Entry{ID: code + UnknownPart, Parent: code, JA: r.areas.full(a) + "(内訳不詳)", Level: dim.Unknown, Rank: last}
	if a.NameEN != "" {
		e.EN = a.NameEN + " (part unknown)"
	}
	return e
}
