package tell

import (
	"cmp"
	"slices"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
)

// KPI names a KPI.
func (t *Teller) KPI(e *catalogue.Entry) string {
	return t.escape(cmp.Or(e.Name.In(string(t.Words.Lang)), e.Label, e.ID))
}

// Period names the quarter of an observation, or the year that ends with it.
func (t *Teller) Period(o *kpi.Observation) string { return t.Words.Period(o.Key.Period, t.Basis) }

// Code names a code of an axis.
func (t *Teller) Code(axis dim.Axis, c dim.Code) string {
	e := t.Lists.Entry(axis, c)
	switch {
	case c == dim.Total:
		return t.Words.T("group.total")
	case e.ID == dim.Unknown:
		return t.Words.T("group.unknown")
	}
	return t.escape(cmp.Or(t.Words.Pick(e.JA, e.EN), e.EN, e.ID))
}

// Group names the group of an observation: its kind, then what divides it
// further. The answer of a distribution is no part of it, but the population.
func (t *Teller) Group(o *kpi.Observation) string { return t.GroupOf(t.people(o)) }

// people are the codes of a group, with the population in the place of an
// answer.
func (t *Teller) people(o *kpi.Observation) dim.Codes {
	codes := o.Key.Codes
	if o.Entry.Form == catalogue.Distribution {
		codes[dim.Category], _ = t.Lists.Code(dim.Category, o.Entry.Population)
	}
	return codes
}

// GroupOf names a group: its kind, then what divides it further. One
// organisation is named alone, for it is of one kind; but where an area has the
// same name (青葉市), its kind tells the two apart.
func (t *Teller) GroupOf(c dim.Codes) string {
	head, alone := dim.Kind, c[dim.Organisation] != dim.Total && !t.alsoArea(c[dim.Organisation])
	if alone {
		head = dim.Organisation
	}
	var parts []string
	for a := range dim.Axis(dim.NumAxes) {
		if a != dim.Kind && a != head && c[a] != dim.Total {
			parts = append(parts, t.Code(a, c[a]))
		}
	}
	name := t.Code(head, c[head])
	switch {
	case len(parts) > 0 && c[head] == dim.Total:
		return t.Words.Join(parts)
	case len(parts) > 0:
		return t.Words.T("group.part", "kind", name, "part", t.Words.Join(parts))
	case alone || c[head] == dim.Total:
		return name
	}
	return t.Words.T("group.kind", "kind", name)
}

// alsoArea reports whether an organisation has the name of an area, as a
// municipality has.
func (t *Teller) alsoArea(organisation dim.Code) bool {
	of := t.Lists.Entry(dim.Organisation, organisation)
	return slices.ContainsFunc(t.Lists.Entries(dim.Area), func(area dim.Entry) bool {
		return area.JA == of.JA && of.JA != "" || area.EN == of.EN && of.EN != ""
	})
}

// against finds the axis on which a group is compared with the reference, and
// the code of the reference there; ok is false if no axis fits.
func (t *Teller) against(o *kpi.Observation) (axis dim.Axis, ref dim.Code, ok bool) {
	for _, a := range o.Key.Codes.View().Axes() {
		if a == dim.Kind || a == dim.Category {
			continue
		}
		c, there := t.Lists.Code(a, o.Reference)
		switch set := o.Entry.Against[a.String()]; {
		case set != "" && set != o.Reference:
		case o.Reference == kpi.Overall:
			return a, dim.Total, true
		case there && c != o.Key.Codes[a]:
			return a, c, true
		}
	}
	return 0, dim.Total, false
}

// reference names what a group is compared with: another group of the axis, or
// everybody.
func (t *Teller) reference(o *kpi.Observation) string {
	axis, c, ok := t.against(o)
	if !ok || c == dim.Total {
		codes := t.people(o)
		if ok {
			codes = codes.With(axis, dim.Total)
		}
		return t.GroupOf(codes)
	}
	return t.Code(axis, c)
}
