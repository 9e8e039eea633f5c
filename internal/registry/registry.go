// Package registry knows what is public by itself: who reports, the areas of
// the country and of the site, the published age bands, the targets.
//
// The codes it gives back are canonical: 2 digits for a prefecture, 5 for a
// municipality or ward, 13 for a corporate number, lower case for the rest. A
// code that a file writes must go through AreaCode or OrganisationID first.
package registry

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// Options says what the site declares beside its files. The zero value works.
type Options struct {
	Ages   []string    // published age bands, such as "0-9" and "80-"; empty means DefaultAges
	Sports []dim.Entry // of the sport axis; unknown is added
}

// A Registry is what the registers of one site say, together with the national
// list of areas. It does not change after Load.
type Registry struct {
	Files   []string // the files that were read, in order: they hold no measures
	Ages    Ages
	Targets []Target // ordered by KPI, kind, area, organisation and quarter

	organisations map[string]*Organisation
	areas         areaList
	sports        []dim.Entry
}

// Load reads organisations.csv, areas.csv and targets.csv, and files with
// their headers, wherever they are below dir. There need not be any.
//
// What has an error finding is left out where it would break a promise of the
// Registry (codes are unique, parents exist), and kept otherwise.
func Load(fsys fs.FS, dir string, opt Options) (*Registry, diag.List, error) {
	ages, err := NewAges(opt.Ages)
	if err != nil {
		return nil, nil, err
	}
	l := &loader{fsys: fsys, reg: &Registry{
		Ages: ages, sports: opt.Sports, areas: national(), organisations: map[string]*Organisation{},
	}}
	files, err := find(fsys, dir)
	if err != nil {
		return nil, nil, fmt.Errorf("looking for registers in %s: %w", dir, err)
	}
	if err := l.load(files); err != nil {
		return nil, nil, err
	}
	l.finds.Sort()
	return l.reg, l.finds, nil
}

// Organisation gives the organisation with a canonical ID; the zero
// Organisation if there is none.
func (r *Registry) Organisation(id string) Organisation {
	if o, ok := r.organisations[id]; ok {
		return *o
	}
	return Organisation{}
}

// Organisations lists all organisations in the order of their IDs.
func (r *Registry) Organisations() []Organisation {
	var all []Organisation
	for _, id := range slices.Sorted(maps.Keys(r.organisations)) {
		all = append(all, *r.organisations[id])
	}
	return all
}

// Area gives the area with a canonical code.
func (r *Registry) Area(code string) (Area, bool) {
	a, ok := r.areas.byCode[code]
	if !ok {
		return Area{}, false
	}
	return *a, true
}

// Areas lists all areas, national and own, in the order of their codes.
func (r *Registry) Areas() []Area {
	var all []Area
	for _, code := range slices.Sorted(maps.Keys(r.areas.byCode)) {
		all = append(all, *r.areas.byCode[code])
	}
	return all
}

// OwnAreas lists the areas that the site's files declare or describe.
func (r *Registry) OwnAreas() []Area {
	return slices.DeleteFunc(r.Areas(), func(a Area) bool { return !a.Own })
}

// Describe writes the codes of areas as a hint shows them, with check digits
// and names: 131041 新宿区; "-" for none.
func (r *Registry) Describe(codes []string) string {
	var all []string
	for _, code := range codes {
		name := r.areas.placed(r.areas.byCode[code])
		if len(code) == 5 && digits(code) {
			code += string(AreaCheckDigit(code))
		}
		all = append(all, code+" "+name)
	}
	return orDash(strings.Join(all, ", "))
}
