package registry

import "fukusen/internal/dim"

// Public is what a release may tell of the register: no private columns, and
// of unlisted organisations only how many there are.
type Public struct {
	Organisations []PublicOrganisation `json:"organisations"` // by ID
	Unlisted      []KindCount          `json:"unlisted"`      // by kind, in the order of the axis
	Targets       []Target             `json:"targets"`

	Calendar  []Planned   `json:"calendar,omitempty"`
	Policies  []Policy    `json:"policies,omitempty"`
	Contacts  []Contact   `json:"contacts,omitempty"`
	Readiness []Readiness `json:"readiness,omitempty"` // of those whose own numbers may be shown
}

// A PublicOrganisation is a listed organisation.
type PublicOrganisation struct {
	ID              string   `json:"id"`
	Kind            string   `json:"kind"`
	Name            string   `json:"name"`
	NameEN          string   `json:"name_en,omitempty"`
	Area            string   `json:"area,omitempty"`
	Joined          string   `json:"joined,omitempty"` // fiscal quarter
	Left            string   `json:"left,omitempty"`   // fiscal quarter
	Disclosure      string   `json:"disclosure"`       // named or aggregate
	Reports         []string `json:"reports,omitempty"`
	Frequency       string   `json:"frequency"`
	Model           string   `json:"model,omitempty"`
	SchoolType      string   `json:"school_type,omitempty"`
	Parent          string   `json:"parent,omitempty"` // only if it is listed, too
	Scope           string   `json:"scope,omitempty"`
	FiscalYearStart int      `json:"fiscal_year_start"`
	URL             string   `json:"url,omitempty"`
}

// A KindCount is a number of organisations of one kind.
type KindCount struct {
	Kind string `json:"kind"`
	N    int    `json:"n"`
}

// Public leaves out what is private. Nothing in it names an unlisted
// organisation: not as a parent, and not by its targets.
func (r *Registry) Public() Public {
	p := Public{Organisations: []PublicOrganisation{}, Unlisted: []KindCount{}, Targets: []Target{}}
	unlisted := map[string]int{}
	for _, o := range r.Organisations() {
		if o.Unlisted {
			unlisted[o.Kind]++
			continue
		}
		p.Organisations = append(p.Organisations, r.public(o))
	}
	for _, k := range kinds {
		if n := unlisted[k.id]; n > 0 {
			p.Unlisted = append(p.Unlisted, KindCount{k.id, n})
		}
	}
	for _, t := range r.Targets {
		if !r.Organisation(t.Organisation).Unlisted {
			p.Targets = append(p.Targets, t)
		}
	}
	r.addPublic(&p)
	return p
}

// addPublic adds the registers without numbers. Of the checklist it tells what
// each item has come to. The checklist of an
// organisation that is only shown in sums is not told, nor anything of one
// that is not listed.
func (r *Registry) addPublic(p *Public) {
	p.Calendar = r.Calendar
	for _, v := range r.Policies {
		if !r.Organisation(v.Organisation).Unlisted {
			p.Policies = append(p.Policies, v)
		}
	}
	for _, c := range r.Contacts {
		if !r.Organisation(c.Organisation).Unlisted {
			p.Contacts = append(p.Contacts, c)
		}
	}
	for i, s := range r.Readiness {
		if o := r.Organisation(s.Organisation); r.newest(i) && !o.Unlisted && !o.Aggregate {
			p.Readiness = append(p.Readiness, s)
		}
	}
}

func (r *Registry) public(o Organisation) PublicOrganisation {
	p := PublicOrganisation{
		ID: o.ID, Kind: o.Kind, Name: o.Name, NameEN: o.NameEN, Area: o.Area,
		Joined: quarterID(o.Joined), Left: quarterID(o.Left), Disclosure: "named",
		Reports: o.Reports, Frequency: o.Frequency, Model: o.Model, SchoolType: o.SchoolType,
		Parent: o.Parent, Scope: o.Scope, FiscalYearStart: o.FiscalYearStart, URL: o.URL,
	}
	if o.Aggregate {
		p.Disclosure = "aggregate"
	}
	if r.Organisation(o.Parent).Unlisted {
		p.Parent = ""
	}
	return p
}

func quarterID(q dim.Quarter) string {
	if q == 0 {
		return ""
	}
	return q.ID(dim.Fiscal)
}
