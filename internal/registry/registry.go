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
	Ages    []string    // published age bands, such as "0-9" and "80-"; empty means DefaultAges
	Callers []string    // organisations by how files write them, where there is no register of them
	Sports  []dim.Entry // of the sport axis instead of DefaultSports; unknown and the unknown parts of groups are added
}

// A Registry is what the registers of one site say, together with the national
// list of areas. It does not change after Load.
type Registry struct {
	Files     []File // what was read, in order: it holds no measures
	Ages      Ages
	Targets   []Target    // ordered by KPI, kind, area, organisation and quarter
	Calendar  []Planned   // releases to come, ordered by quarter and state
	Policies  []Policy    // in the order of the files
	Contacts  []Contact   // in the order of the files
	Readiness []Readiness // ordered by organisation, item and day

	organisations map[string]*Organisation
	areas         areaList
	sports        sportList
	incomplete    bool
	cut           bool              // organisations.csv was not read to its end
	rejected      map[string]bool   // by rejectKey
	standIns      map[string]string // IDs of rows whose own cannot be used, by its rejectKey
}

// Load reads the registers wherever they are below dir: organisations.csv,
// areas.csv, area_changes.csv and targets.csv, files with their headers, and at
// the top sports.csv, calendar.csv, policy.csv, contacts.csv and readiness.csv.
// Each may also be a workbook, such as organisations.xlsx, or a sheet of one.
// There need not be any.
//
// What has an error finding is left out where it would break a promise of the
// Registry (codes are unique, parents exist), and kept otherwise, so that the
// exports can be read and looked at in spite of the findings; with a value in
// doubt an organisation is kept as not listed and only in sums, and with an ID
// that cannot be used under another. Nothing may be published of such a Registry.
func Load(fsys fs.FS, dir string, opt Options) (*Registry, diag.List, error) {
	ages, err := NewAges(opt.Ages)
	if err != nil {
		return nil, nil, err
	}
	l := &loader{fsys: fsys, reg: &Registry{
		Ages: ages, sports: newSports(opt.Sports), areas: national(),
		organisations: map[string]*Organisation{}, rejected: map[string]bool{}, standIns: map[string]string{},
	}}
	files, err := find(fsys, dir)
	if err != nil {
		return nil, nil, fmt.Errorf("looking for registers in %s: %w", dir, err)
	}
	if err := l.load(files); err != nil {
		return nil, nil, err
	}
	l.reg.admit(opt.Callers)
	l.finds.Sort()
	return l.reg, l.finds, nil
}

// Incomplete reports that rows or whole files were left out that exports may
// name: what is not registered may only be so because of that.
func (r *Registry) Incomplete() bool { return r.incomplete }

// Cut reports that organisations.csv could not be read, or not to its end: then
// nobody can be told to be unknown.
func (r *Registry) Cut() bool { return r.cut }

// Rejected reports whether a text, as an export writes it, is the number, the
// code or the name of a row that was left out. There is a finding about the row
// already.
func (r *Registry) Rejected(text string) bool { return r.rejected[rejectKey(text)] }

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
// and names: 131041 新宿区.
func (r *Registry) Describe(codes []string) string {
	var all []string
	for _, code := range codes {
		name := r.areas.placed(r.areas.any(code))
		if len(code) == 5 && digits(code) {
			code += string(AreaCheckDigit(code))
		}
		all = append(all, code+" "+name)
	}
	return strings.Join(all, ", ")
}

// Similar gives Describe for a hint.
func (r *Registry) Similar(codes []string) Similar { return Similar(r.Describe(codes)) }

// Similar lists what may have been meant, to stand behind a sentence of a
// finding; nothing if there is nothing.
type Similar string

// In writes the list in brackets.
func (s Similar) In(lang diag.Lang) string {
	if s == "" {
		return ""
	}
	return diag.Text{JA: "(近いもの: ", EN: " (near: "}.In(lang) + string(s) + diag.Text{JA: ")", EN: ")"}.In(lang)
}
