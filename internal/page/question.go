package page

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"fukusen/internal/catalogue"
	"fukusen/internal/content"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
)

// A question is a reference of a page of content/, understood.
type question struct {
	entry    *catalogue.Entry
	codes    dim.Codes
	kind     string           // asked for: asValue, asChart, asTable
	by       dim.Axis         // of a chart or a table; NumAxes for a course over the quarters
	obs      *kpi.Observation // of a value
	register *registerTable   // of a table that is not of a KPI; the rest is then empty
}

// What a reference asks for.
const (
	asValue = "value"
	asChart = "chart"
	asTable = "table"
)

// The arguments of references. Those of a group name an axis.
var groupArgs = []string{"kind", "area", "origin", "organisation", "sex", "age", "sport", "category"}

const (
	argPeriod = "period"
	argBy     = "by"
	argAsOf   = "as-of"
	latest    = "latest"
)

// resolve understands a reference; the question is nil where it cannot be
// answered, and the findings say why. A withheld value is an answer.
func (p *printer) resolve(r content.Reference) (*question, diag.List) {
	if t := p.register(r); t != nil {
		return &question{kind: asTable, register: t}, p.checkRegister(r)
	}
	e, ok := p.entry(r.KPI)
	if !ok {
		return nil, diag.List{content.UnknownKPI(r, near(r.KPI, append(p.site.Catalogue.IDs(), registerNames...)))}
	}
	q := &question{entry: e, codes: p.base(e, dim.Total), kind: r.Kind, by: dim.NumAxes}
	if finds := p.readArgs(q, r); len(finds) > 0 {
		return nil, finds
	}
	p.impliedKind(q)
	if q.kind == asValue {
		return p.valueOf(q, r)
	}
	return p.drawnOf(q, r)
}

// readArgs reads the group and, of a chart or a table, the axis.
func (p *printer) readArgs(q *question, r content.Reference) diag.List {
	var finds diag.List
	known := append(slices.Clone(groupArgs), argPeriod, argAsOf)
	if q.kind != asValue {
		known = append(slices.Clone(groupArgs), argBy)
	}
	for _, a := range r.Args {
		axis, isAxis := dim.ParseAxis(a.Name)
		switch {
		case !slices.Contains(known, a.Name):
			finds = append(finds, content.UnknownArg(a, known))
		case isAxis:
			c, ok := p.site.Lists.Code(axis, a.Value)
			if !ok || c == dim.Total {
				finds = append(finds, content.BadArg(a, near(a.Value, p.ids(axis))))
			}
			q.codes = q.codes.With(axis, c)
		case a.Name == argBy:
			var ok bool
			if q.by, ok = dim.ParseAxis(a.Value); !ok || !slices.Contains(breakdownAxes, q.by) {
				finds = append(finds, content.BadArg(a, axisNames(breakdownAxes)))
			}
		}
	}
	return finds
}

func axisNames(axes []dim.Axis) []string {
	var names []string
	for _, a := range axes {
		names = append(names, a.String())
	}
	return names
}

func (p *printer) ids(axis dim.Axis) []string {
	var ids []string
	for _, e := range p.site.Lists.Entries(axis) {
		ids = append(ids, e.ID)
	}
	return ids
}

// impliedKind fills in the kind where there can be but one: that of the
// organisation, or the only one that the KPI has.
func (p *printer) impliedKind(q *question) {
	if q.codes[dim.Kind] != dim.Total {
		return
	}
	if id := p.site.Lists.ID(dim.Organisation, q.codes[dim.Organisation]); id != "" {
		if c, ok := p.site.Lists.Code(dim.Kind, p.index.byID[id].Kind); ok {
			q.codes = q.codes.With(dim.Kind, c)
		}
	} else if kinds := p.index.kinds[q.entry.ID]; len(kinds) == 1 {
		q.codes = q.codes.With(dim.Kind, kinds[0])
	}
}

// kindIDs are the kinds to choose from.
func (p *printer) kindIDs(e *catalogue.Entry) []string {
	var ids []string
	for _, k := range p.index.kinds[e.ID] {
		ids = append(ids, `kind="`+p.site.Lists.ID(dim.Kind, k)+`"`)
	}
	return ids
}

func (p *printer) drawnOf(q *question, r content.Reference) (*question, diag.List) {
	if q.by != dim.NumAxes {
		if _, ok := p.breakdown(q.entry, q.codes, q.by); !ok {
			return nil, diag.List{content.NoValue(r, p.kindIDs(q.entry))}
		}
		return q, nil
	}
	series := p.site.KPIs.Series(q.entry.ID, kpi.Value, "", q.codes)
	if lastOf(series, func(o *kpi.Observation) bool { return o != nil }) == nil {
		return nil, diag.List{content.NoValue(r, p.kindIDs(q.entry))}
	}
	return q, nil
}

func (p *printer) valueOf(q *question, r content.Reference) (*question, diag.List) {
	a, given := argument(r, argPeriod)
	if !given || a.Value == latest {
		q.obs = p.latestOf(q)
	} else {
		quarter, _, err := dim.ParseQuarter(a.Value)
		if err != nil {
			return nil, diag.List{content.BadArg(a, append(near(a.Value, p.quarterIDs()), latest))}
		}
		q.obs = p.site.KPIs.Find(q.entry.ID, kpi.Value, "", quarter, q.codes)
	}
	switch {
	case q.obs == nil || q.obs.Status == release.NotReported:
		return nil, diag.List{content.NoValue(r, append(p.kindIDs(q.entry), p.quarterIDs()...))}
	case q.obs.Status == release.Withheld:
		return q, diag.List{content.Withheld(r, p.wider(q))}
	}
	return q, p.stale(q, r)
}

// wider lists what to ask for instead of a withheld value: each axis but the
// kind left out, where that is published.
func (p *printer) wider(q *question) []string {
	var refs []string
	for _, name := range groupArgs[1:] {
		axis, ok := dim.ParseAxis(name)
		if !ok || q.codes[axis] == dim.Total {
			continue
		}
		codes := q.codes.With(axis, dim.Total)
		o := p.site.KPIs.Find(q.entry.ID, kpi.Value, "", q.obs.Key.Period.Last(), codes)
		if isPublished(o) {
			refs = append(refs, p.written(o))
		}
	}
	return refs
}

// written is an observation as a reference asks for it.
func (p *printer) written(o *kpi.Observation) string {
	ref := `value "` + o.Entry.ID + `"`
	for _, name := range groupArgs {
		axis, ok := dim.ParseAxis(name)
		if c := o.Key.Codes[axis]; ok && c != dim.Total {
			ref += " " + name + `="` + p.site.Lists.ID(axis, c) + `"`
		}
	}
	return ref + ` period="` + o.Key.Period.Last().ID(p.site.Basis) + `"`
}

// stale compares a value with the one for which its sentence was written: the
// number itself, or the quarter that was the newest at the time.
func (p *printer) stale(q *question, r content.Reference) diag.List {
	a, given := argument(r, argAsOf)
	if !given || q.obs.Status != release.Published {
		return nil
	}
	now := p.text(q.obs)
	if quarter, _, err := dim.ParseQuarter(a.Value); err == nil {
		then := p.site.KPIs.Find(q.entry.ID, kpi.Value, "", quarter, q.codes)
		if !isPublished(then) {
			return diag.List{content.BadArg(a, near(a.Value, p.quarterIDs()))}
		}
		if p.text(then) == now {
			return nil
		}
	} else if n := digits(a.Value); n == "" {
		return diag.List{content.BadArg(a, []string{now})}
	} else if n == digits(now) {
		return nil
	}
	return diag.List{content.Stale(r, a, now)}
}

// digits is the first number of a text as a program writes it: −1,234人 is
// -1234. Width, unit and separators are not what makes a sentence stale.
func digits(text string) string {
	n := someNumber.FindString(strings.NewReplacer("−", "-", "▲", "-", ",", "").Replace(norm.NFKC.String(text)))
	return strings.TrimPrefix(n, "+")
}

var someNumber = regexp.MustCompile(`[-+]?[0-9]+(?:\.[0-9]+)?`)

// latestOf is the newest value, or where there never was one the newest
// observation of any status.
func (p *printer) latestOf(q *question) *kpi.Observation {
	if o := p.site.KPIs.Latest(q.entry.ID, q.codes); o != nil {
		return o
	}
	series := p.site.KPIs.Series(q.entry.ID, kpi.Value, "", q.codes)
	return lastOf(series, func(o *kpi.Observation) bool { return o != nil })
}

func argument(r content.Reference, name string) (content.Arg, bool) {
	for _, a := range r.Args {
		if a.Name == name {
			return a, true
		}
	}
	return content.Arg{}, false
}

func (p *printer) quarterIDs() []string {
	var ids []string
	for _, q := range p.site.KPIs.Quarters {
		ids = append(ids, q.ID(p.site.Basis))
	}
	return ids
}

// near lists the few that look most like what was written.
func near(written string, among []string) []string {
	sorted := slices.SortedStableFunc(slices.Values(among), func(a, b string) int {
		return cmp.Or(cmp.Compare(distance(written, a), distance(written, b)), strings.Compare(a, b))
	})
	return sorted[:min(3, len(sorted))]
}

// distance counts the characters to change, add or take away.
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	row := make([]int, len(t)+1)
	for j := range row {
		row[j] = j
	}
	for i := range s {
		diagonal := row[0]
		row[0] = i + 1
		for j := range t {
			cost := diagonal
			if s[i] != t[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(t)]
}
