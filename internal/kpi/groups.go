package kpi

import (
	"slices"

	"fukusen/internal/dim"
	"fukusen/internal/release"
	"fukusen/internal/stat"
)

// Overall is the reference of a group that is compared with everybody, itself
// among them.
const Overall = "all"

// compare appends what is made of a value beside its change: a group's rate
// against that of the reference group of each axis on which it is one, how
// unequal the rates of all groups of an axis are, and the way to targets.
func (p *plan) compare(block []Observation, o Observation) []Observation {
	if p.Access {
		for _, a := range o.Key.Codes.View().Axes() {
			block = p.against(block, &o, a)
		}
		block = p.inequality(block, &o)
	}
	if p.Standardise {
		block = p.standardised(block, &o)
	}
	return p.aims(block, &o)
}

// against compares a group with the reference group of an axis.
func (p *plan) against(block []Observation, o *Observation, a dim.Axis) []Observation {
	ref, id := p.reference(o, a)
	if ref == nil {
		return block
	}
	return append(block, p.ratio(o, ref, id), p.gap(o, ref, id))
}

// reference finds what a group is compared with on an axis; nil if it is the
// reference itself, unknown, or if there is none.
func (p *plan) reference(o *Observation, a dim.Axis) (*Observation, string) {
	id, ok := p.Against[a.String()]
	if !ok || o.Key.Codes[a] == dim.Total || p.set.Lists.ID(a, o.Key.Codes[a]) == dim.Unknown {
		return nil, ""
	}
	code := dim.Total
	if id != Overall {
		if code, ok = p.set.Lists.Code(a, id); !ok || code == o.Key.Codes[a] {
			return nil, ""
		}
	}
	return p.value(o.Key.Period.Last(), o.Key.Codes.With(a, code)), id
}

func (p *plan) ratio(g, ref *Observation, reference string) Observation {
	o := p.begin(g.Key.Period.Last(), g.Key.Codes, Ratio, reference)
	if o.Status = worse(g.Status, ref.Status); o.Status != published {
		return o
	}
	if g.Numerator < smallSample || ref.Numerator < smallSample {
		o.Status = release.NotComputable
		return o
	}
	r := stat.RateRatio(g.Numerator, g.Denominator, ref.Numerator, ref.Denominator)
	if reference == Overall {
		whole, ok := p.whole(g, ref)
		if r = whole.Ratio; !ok {
			r = stat.Ratio{}
		}
	}
	o.takeRatio(r)
	return o
}

// whole compares a group with everybody; ok is false unless it is a part of
// them and there are others.
func (p *plan) whole(g, all *Observation) (stat.PartWhole, bool) {
	if g.Numerator > all.Numerator || g.Denominator-g.Numerator > all.Denominator-all.Numerator {
		return stat.PartWhole{}, false
	}
	return stat.Overall(g.Numerator, g.Denominator, all.Numerator, all.Denominator)
}

func (o *Observation) takeRatio(r stat.Ratio) {
	if !r.Computable {
		o.Status = release.NotComputable
		return
	}
	o.Value, o.Verdict = r.Point, stat.Undecided
	if r.HasInterval {
		o.Interval, o.HasInterval, o.Method = r.Interval, true, "log-ratio"
		o.Verdict = stat.Judge(r.Interval)
	}
}

func (p *plan) gap(g, ref *Observation, reference string) Observation {
	o := p.begin(g.Key.Period.Last(), g.Key.Codes, Gap, reference)
	if o.Status = worse(g.Status, ref.Status); o.Status != published {
		return o
	}
	if g.Denominator == 0 || ref.Denominator == 0 { // weighted: counts do not make the values
		o.Status = release.NotComputable
		return o
	}
	o.Value = g.Value - ref.Value
	if reference == Overall {
		if whole, ok := p.whole(g, ref); ok {
			o.Value, o.Interval, o.HasInterval, o.Method = whole.Gap, whole.GapInterval, true, "newcombe"
		}
		return o
	}
	o.Interval = stat.Newcombe(g.Numerator, g.Denominator, ref.Numerator, ref.Denominator)
	o.HasInterval, o.Method = true, "newcombe"
	return o
}

// standardised appends the rate that a group would have with the ages of all,
// and its ratio to the reference group's: of groups by one axis alone.
func (p *plan) standardised(block []Observation, o *Observation) []Observation {
	view := o.Key.Codes.View().Without(dim.Kind).Without(dim.Category)
	if axes := view.Axes(); len(axes) == 1 && (axes[0] == dim.Sex || axes[0] == dim.Area) {
		return p.standardisedBy(block, o, axes[0])
	}
	return block
}

func (p *plan) standardisedBy(block []Observation, o *Observation, a dim.Axis) []Observation {
	q := o.Key.Period.Last()
	all, status := p.standard(q, o.Key.Codes.With(a, dim.Total))
	if len(all.ages) < 2 {
		return block // nobody told of ages
	}
	own, ofOwn := p.bands(o, all.ages)
	std := p.begin(q, o.Key.Codes, Standardised, "")
	if std.Status = worse(status, ofOwn); std.Status == published {
		std.takeStandard(stat.Standardise(all.shares(), own.counts))
	}
	block = append(block, std)
	ref, id := p.reference(o, a)
	if ref == nil || id == Overall {
		return block // the whole has its own ages already
	}
	theirs, ofTheirs := p.bands(ref, all.ages)
	ratio := p.begin(q, o.Key.Codes, Standardised, id)
	if ratio.Status = worse(std.Status, ofTheirs); ratio.Status == published {
		ratio.takeRatio(stat.StandardisedRatio(all.shares(), own.counts, theirs.counts))
	}
	return append(block, ratio)
}

func (o *Observation) takeStandard(e stat.Estimate, ok bool) {
	if !ok {
		o.Status = release.NotComputable
		return
	}
	o.Value = e.Value
	if e.HasInterval {
		o.Interval, o.HasInterval, o.Method = e.Interval, true, "normal"
	}
}

// bands are the counts of a group by age.
type bands struct {
	ages   []dim.Code
	counts []stat.Count
}

func (b *bands) add(age dim.Code, c stat.Count) {
	b.ages, b.counts = append(b.ages, age), append(b.counts, c)
}

// standard finds the standard population, which is everybody whose age is
// known: the widest age bands that anybody is in. Those of unknown age have no
// age to be made equal, and would be a band that most groups lack or not from
// one quarter to the next; they are in the values that are not standardised.
func (p *plan) standard(q dim.Quarter, codes dim.Codes) (b bands, status release.Status) {
	status = published
	for _, age := range p.set.levels[dim.Age] {
		if o := p.value(q, codes.With(dim.Age, age)); !p.nobody(o) {
			status = worse(status, o.Status)
			b.add(age, count(o))
		}
	}
	return b, status
}

// bands finds the counts of a group in the bands of the standard. A band
// without a cell has nobody, unless the group is divided into no ages at all,
// not even the unknown: then these are left out to protect it. The status is
// published only if every band that anybody is in is.
func (p *plan) bands(group *Observation, ages []dim.Code) (b bands, status release.Status) {
	if p.set.LeftOut(group, dim.Age) {
		return bands{}, release.Withheld
	}
	status = published
	for _, age := range ages {
		o := p.value(group.Key.Period.Last(), group.Key.Codes.With(dim.Age, age))
		if p.nobody(o) {
			b.add(age, stat.Count{})
			continue
		}
		status = worse(status, o.Status)
		b.add(age, count(o))
	}
	return b, status
}

// nobody reports whether there is nobody in a group, for everybody to see.
func (p *plan) nobody(o *Observation) bool {
	if o == nil || o.Status != release.NotComputable {
		return o == nil
	}
	below, _ := p.sum(&p.below, o.Key.Period.Last(), o.Key.Codes, 0)
	return below.value <= 0 // of answers there are no terms, and 0
}

// shares are the parts of all that the bands are.
func (b *bands) shares() []float64 {
	var n int64
	for _, c := range b.counts {
		n += c.N
	}
	all := make([]float64, len(b.counts))
	for i, c := range b.counts {
		all[i] = float64(c.N) / float64(max(1, n))
	}
	return all
}

// An index is one number for how unequal the rates of the groups of an axis
// are.
type index struct {
	id string
	of func([]stat.Count) (float64, bool)
}

// indices are those of HANDBOOK 3.1.
var indices = []index{
	{"atkinson-05", func(g []stat.Count) (float64, bool) { return stat.Atkinson(g, 0.5) }},
	{"atkinson-1", func(g []stat.Count) (float64, bool) { return stat.Atkinson(g, 1) }},
	{"bgv", stat.BGV},
	{"cv", stat.CV},
	{"gini", stat.Gini},
	{"hoover", stat.Hoover},
	{"min-max", func(g []stat.Count) (float64, bool) { s, ok := stat.Disparity(g); return s.MinMax, ok }},
	{"mld", stat.MLD},
	{"theil", stat.Theil},
	{"to-overall", func(g []stat.Count) (float64, bool) { s, ok := stat.Disparity(g); return s.ToOverall, ok }},
}

// ordered are those that need groups in an order.
var ordered = []index{
	{"rii", func(g []stat.Count) (float64, bool) { s, ok := stat.Slope(g); return s.RII, ok && s.HasRII }},
	{"sii", func(g []stat.Count) (float64, bool) { s, ok := stat.Slope(g); return s.SII, ok }},
}

// IndexAxes are the axes over whose groups inequality is measured.
var IndexAxes = []dim.Axis{dim.Area, dim.Sex, dim.Age, dim.Sport}

// inequality appends the indices over the groups of each axis, to the value of
// all together: reference sex.theil is over women and men. Who is unknown is no
// group. An index over groups needs every one of them.
func (p *plan) inequality(block []Observation, o *Observation) []Observation {
	if o.Key.Codes.View().Without(dim.Kind).Without(dim.Category) != 0 {
		return block
	}
	for _, a := range IndexAxes {
		groups, status := p.partition(o, a)
		if len(groups) < 2 {
			continue
		}
		all := indices
		if a == dim.Age {
			all = append(all[:len(all):len(all)], ordered...)
		}
		for _, x := range all {
			block = append(block, p.index(o, a, x, groups, status))
		}
	}
	return block
}

// levels lists for each axis the codes that a whole is first divided into: those
// that have no parent or, where that is one alone, as the prefecture of a site
// of municipalities, its parts. Who is unknown is no part.
func levels(lists *dim.Lists) (all [dim.NumAxes][]dim.Code) {
	for a := range dim.Axis(dim.NumAxes) {
		known := func(parent dim.Code) []dim.Code {
			return slices.DeleteFunc(slices.Clone(lists.Children(a, parent)), func(c dim.Code) bool { return lists.ID(a, c) == dim.Unknown })
		}
		codes := known(dim.Total)
		for len(codes) == 1 && len(known(codes[0])) > 0 {
			codes = known(codes[0])
		}
		all[a] = codes
	}
	return all
}

// parted lists the groups that a total is divided into; those that nobody is
// in, for everybody to see, are none.
func (p *plan) parted(o *Observation, a dim.Axis) (groups []*Observation) {
	for _, c := range p.set.levels[a] {
		g := p.value(o.Key.Period.Last(), o.Key.Codes.With(a, c))
		if g != nil && g.Status != release.NotComputable {
			groups = append(groups, g)
		}
	}
	return groups
}

// partition gives the counts of the groups that a total is divided into.
func (p *plan) partition(o *Observation, a dim.Axis) (groups []stat.Count, status release.Status) {
	status = published
	for _, g := range p.parted(o, a) {
		status = worse(status, g.Status)
		groups = append(groups, count(g))
	}
	return groups, status
}

func (p *plan) index(o *Observation, a dim.Axis, x index, groups []stat.Count, status release.Status) Observation {
	out := p.begin(o.Key.Period.Last(), o.Key.Codes, Index, a.String()+"."+x.id)
	if out.Status = status; status != published {
		return out
	}
	v, ok := x.of(groups)
	if !ok {
		out.Status = release.NotComputable
		return out
	}
	out.Value = v
	return out
}
