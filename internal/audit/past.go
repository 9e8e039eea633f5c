package audit

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// A past is the open data as they were when a release was the newest of all, as
// far as they are not divided by groups of people or places. Its cells and
// definitions are those of the release files, which are published for ever.
type past struct {
	*data
	systems []*system
}

// asOf makes the past of a release, with the newest release of each quarter at
// that time; nil if the chain of releases does not lead to it.
func (d *data) asOf(id string) *past {
	if p, ok := d.pasts[id]; ok {
		return p
	}
	newest := map[string]*version{}
	var made []string // quarters, in the order of their first releases
	hash := ""
	for range d.released {
		i := slices.IndexFunc(d.released, func(v *version) bool { return v.Previous == hash })
		if i < 0 {
			return nil
		}
		v := d.released[i]
		if newest[v.Quarter] == nil {
			made = append(made, v.Quarter)
		}
		newest[v.Quarter], hash = v, v.SHA256
		if v.ID == id {
			break
		}
	}
	if !slices.ContainsFunc(made, func(q string) bool { return newest[q].ID == id }) {
		return nil
	}
	then := *d
	then.cells, then.observations, then.byID = nil, nil, map[string]int{}
	for _, q := range made {
		then.cells = slices.AppendSeq(then.cells, newest[q].undivided())
	}
	then.definitions.KPIs = newest[slices.Max(made)].kpis
	p := &past{&then, then.systems(func(*cell) {})}
	if d.pasts == nil {
		d.pasts = map[string]*past{}
	}
	d.pasts[id] = p
	return p
}

// undivided yields the cells of all organisations of a kind, and of each alone.
func (v *version) undivided() iter.Seq[cell] {
	return func(yield func(cell) bool) {
		for _, c := range v.cells {
			codes := c.codes
			codes[dim.Kind], codes[dim.Organisation], codes[dim.Category] = 0, 0, 0
			if codes == [dim.NumAxes]int32{} && !yield(c) {
				return
			}
		}
	}
}

// value computes an observation as it was; "" if something that it is made of
// was not published then.
func (p *past) value(k *kpi, o *observation) string {
	if k.Form != formDifference && k.Form != formQuotient {
		if c := p.compute(k, o, p.systems); c.ok {
			return strconv.FormatFloat(c.value, 'g', -1, 64)
		}
		return ""
	}
	var v [2]float64
	for i := range v {
		part := ""
		if i < len(k.Of) {
			if at := slices.IndexFunc(p.definitions.KPIs, func(e kpi) bool { return e.ID == k.Of[i] }); at >= 0 {
				part = p.value(&p.definitions.KPIs[at], o)
			}
		}
		var err error
		if v[i], err = strconv.ParseFloat(part, 64); err != nil {
			return ""
		}
	}
	if k.Form == formQuotient {
		return strconv.FormatFloat(v[0]/v[1], 'g', -1, 64)
	}
	return strconv.FormatFloat(v[0]-v[1], 'g', -1, 64)
}

// number is the value of an observation as it was.
func (p *past) number(o *observation) string {
	at := slices.IndexFunc(p.definitions.KPIs, func(k kpi) bool { return k.ID == o.id.KPI })
	if at < 0 {
		return ""
	}
	return p.value(&p.definitions.KPIs[at], o)
}

// pastNumber checks an element that gives a value as it was in an earlier
// release, data-release: it must be what the cells of the release files give,
// all of them published, and be printed as it is.
func (r *Report) pastNumber(path, text string, t tag, id string, d *data) {
	want := ""
	release, _ := t.attribute("data-release")
	if i, known := d.byID[id]; known && d.observations[i].id.Statistic == "" {
		o := &d.observations[i]
		if p := d.asOf(release); p != nil {
			want = p.number(o)
		}
	}
	got, _ := t.attribute("value")
	if printed := textAfter(text, t); want == "" || !sameNumber(got, want) || !rounds(printed, got) {
		pos := diag.Pos{File: path, Line: 1 + strings.Count(text[:t.start], "\n")}
		r.other = append(r.other, rulePage.At(pos, id+" ("+release+")", got, want))
	}
}
