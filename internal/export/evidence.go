package export

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/i18n"
	"fukusen/internal/kpi"
	"fukusen/internal/output"
	"fukusen/internal/protect"
	"fukusen/internal/registry"
	"fukusen/internal/release"
)

// About is what downloads tell of the site beside its numbers, and how large
// they may be.
type About struct {
	Title     contract.Name
	Publisher contract.Name    // may be empty
	Licence   contract.Licence // of the data; may say nothing
	BaseURL   string           // https://… of the public site; empty: no permanent link is known
	Newest    string           // ID of the release that was made last; empty: there is none, nor a permanent link
	Limit     int              // bytes above which observations and cells are split; 0 means 50,000,000
}

// The files of the disclosure kit of an organisation.
const (
	EvidenceFile = "evidence.json"
	DataFile     = "data.csv"
	WorkbookFile = "data.xlsx"
)

// OrganisationPath gives the path of a file of the kit of an organisation.
func OrganisationPath(id, file string) string { return path.Join("organisation", id, file) }

// Kit adds the downloads that are cut from the open data, which must be in the
// tree: of every organisation with figures of its own data.csv (its rows of the
// observations), data.xlsx and evidence.json; of every KPI that anybody has
// reported data/kpi/ID.csv, .json and .xlsx, and data/excel/ID.csv. All are
// made when they are first read.
func Kit(tree *output.Tree, c *protect.Cube, about About) error {
	k, err := openKit(tree, "", c, about)
	if err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(k.kpis)) {
		if k.kpis[id].told {
			k.addKPI(tree, id)
		}
	}
	k.addOrganisations(tree)
	return nil
}

// Frozen adds what stays of the release with which the cube ends, in its folder:
// the observations of the set, and of every organisation what Kit makes of it.
func Frozen(tree *output.Tree, id string, c *protect.Cube, s *kpi.Set, about About) error {
	folder := release.Folder(id)
	if err := addRows(tree, path.Join(folder, ObservationsPath), observationRows(c, s), observationsPart, about.Limit); err != nil {
		return fmt.Errorf("writing what stays of %s: %w", id, err)
	}
	k, err := openKit(tree, folder, c, about)
	if err != nil {
		return err
	}
	k.addOrganisations(tree)
	return nil
}

func openKit(tree *output.Tree, folder string, c *protect.Cube, about About) (*kit, error) {
	o := &opened{places: map[string]int{}, kpis: map[string]*cut{}, bodies: map[string]*cut{}}
	for _, name := range observationFiles(tree, folder, c.Catalogue()) {
		data, err := tree.Read(name)
		if err != nil {
			return nil, err
		}
		if err := o.read(data); err != nil {
			return nil, fmt.Errorf("reading the open data again: %w", err)
		}
	}
	return &kit{opened: o, folder: folder, cube: c, about: about, words: i18n.New(diag.JA), names: map[string]string{}}, nil
}

// named is the disclosure of organisations whose own figures are shown.
const named = "named"

// A kit makes downloads.
type kit struct {
	*opened
	folder string // of a release that stays; "" for the site as it is
	cube   *protect.Cube
	about  About
	words  *i18n.Words       // of workbooks, which are in Japanese
	names  map[string]string // of periods and their releases
}

func (k *kit) addOrganisations(tree *output.Tree) {
	for _, b := range k.cube.Registry().Organisations {
		if rows := k.bodies[b.ID]; rows != nil && rows.told && b.Disclosure == named {
			k.addOrganisation(tree, b, rows)
		}
	}
}

func (k *kit) addOrganisation(tree *output.Tree, b registry.PublicOrganisation, rows *cut) {
	own := func(file string, content func() ([]byte, error)) { tree.AddFunc(k.path(b.ID, file), "", content) }
	own(DataFile, func() ([]byte, error) { return k.csv(rows), nil })
	own(EvidenceFile, func() ([]byte, error) { return k.evidence(tree, b, rows) })
	if k.folder != "" {
		return // workbooks are for those who work with the numbers of today
	}
	own(WorkbookFile, func() ([]byte, error) { return k.workbook(contract.Name{JA: b.Name, EN: b.NameEN}, rows) })
}

// EvidenceFormat is the version of evidence.json.
const EvidenceFormat = 1

// Evidence is evidence.json: what an organisation can attach to its disclosure.
// All numbers are those of observations.csv, digit for digit.
type Evidence struct {
	Format        int                         `json:"format"`
	Organisation  registry.PublicOrganisation `json:"organisation"`
	Site          contract.Name               `json:"site"`
	Publisher     contract.Name               `json:"publisher,omitzero"`
	Licence       *EvidenceLicence            `json:"licence,omitempty"`        // of the data; null if the site does not say
	PermanentLink string                      `json:"permanent_link,omitempty"` // of the sheet as it was last released
	Assurance     Assurance                   `json:"assurance"`
	Data          EvidenceData                `json:"data"`
	Releases      []EvidenceRelease           `json:"releases"`
	KPIs          []EvidenceKPI               `json:"kpis"`
}

// Assurance says what nobody has assured: there is no other status yet.
type Assurance struct {
	Status string `json:"status"` // none
	JA     string `json:"ja"`
	EN     string `json:"en"`
}

// EvidenceData is the file that the numbers are from.
type EvidenceData struct {
	Path   string `json:"path"` // in the site
	SHA256 string `json:"sha256"`
}

// An EvidenceRelease is a quarter with the release that its numbers are of.
type EvidenceRelease struct {
	Quarter string `json:"quarter"`
	Release string `json:"release,omitempty"` // empty for a draft
	SHA256  string `json:"sha256,omitempty"`  // of the release file
	Draft   bool   `json:"draft,omitempty"`
}

// An EvidenceKPI is a KPI with what the organisation has of it, undivided.
type EvidenceKPI struct {
	ID           string             `json:"id"`
	Label        string             `json:"label"`
	Name         contract.Name      `json:"name"`
	Definition   contract.Name      `json:"definition"`
	Unit         string             `json:"unit"`
	Mapping      *EvidenceMapping   `json:"mapping"` // null where no place is known
	Observations []EvidenceObserved `json:"observations"`
}

// An EvidenceMapping is the place of a KPI in the disclosure of human capital.
type EvidenceMapping struct {
	GuidelineField contract.Name `json:"guideline_field,omitzero"` // of 人的資本可視化指針
	GuidelineItem  contract.Name `json:"guideline_item,omitzero"`
	ISOArea        contract.Name `json:"iso_30414_2025_area,omitzero"`
}

// An EvidenceObserved is an observation; without numbers unless it is published.
type EvidenceObserved struct {
	ID          string      `json:"id"`
	Category    string      `json:"category,omitempty"` // who was asked, of a distribution with the answer
	Period      string      `json:"period"`
	From        string      `json:"from"` // first and last day
	To          string      `json:"to"`
	Status      string      `json:"status"`
	Value       json.Number `json:"value,omitempty"`
	Lower       json.Number `json:"lower,omitempty"`
	Upper       json.Number `json:"upper,omitempty"`
	Method      string      `json:"method,omitempty"` // of the interval
	Numerator   json.Number `json:"numerator,omitempty"`
	Denominator json.Number `json:"denominator,omitempty"`
	Respondents json.Number `json:"respondents,omitempty"`
	Flag        string      `json:"flag,omitempty"`
}

// path is a file of an organisation in the folder of the kit.
func (k *kit) path(id, file string) string { return path.Join(k.folder, OrganisationPath(id, file)) }

// permanent is the address of the sheet of an organisation that stays as it is:
// of the release that the kit is of, or of the newest one; "" if there is none.
func (k *kit) permanent(tree *output.Tree, id string) string {
	page := path.Join(cmp.Or(k.folder, release.Folder(k.about.Newest)), "organisation", id+".html")
	if k.about.BaseURL == "" || k.about.Newest == "" || !tree.Has(page) {
		return ""
	}
	return strings.TrimSuffix(k.about.BaseURL, "/") + "/" + page
}

func (k *kit) evidence(tree *output.Tree, b registry.PublicOrganisation, rows *cut) ([]byte, error) {
	data, err := tree.Read(k.path(b.ID, DataFile))
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	e := Evidence{
		Format: EvidenceFormat, Organisation: b, Site: k.about.Title, Publisher: k.about.Publisher, Licence: k.licence(),
		Assurance: Assurance{Status: "none", JA: k.words.T("kit.assurance"), EN: i18n.New(diag.EN).T("kit.assurance")},
		Data:      EvidenceData{k.path(b.ID, DataFile), hex.EncodeToString(sum[:])},
		Releases:  k.releases(), PermanentLink: k.permanent(tree, b.ID),
	}
	whole, err := k.rows(rows, (*openRow).whole)
	if err != nil {
		return nil, err
	}
	for i := range whole {
		if e.KPIs, err = k.observe(e.KPIs, &whole[i]); err != nil {
			return nil, err
		}
	}
	return e.layout()
}

func (k *kit) releases() []EvidenceRelease {
	var all []EvidenceRelease
	for _, q := range k.cube.Quarters() {
		r := EvidenceRelease{Quarter: q.ID(k.cube.Basis()), Draft: k.cube.Draft(q)}
		if f, ok := k.cube.Release(q); ok && !r.Draft {
			r.Release, r.SHA256 = f.ID, f.SHA256
		}
		all = append(all, r)
	}
	return all
}

// observe adds a row to its KPI, which is the last one or a new one.
func (k *kit) observe(all []EvidenceKPI, r *openRow) ([]EvidenceKPI, error) {
	id := r.get("kpi")
	if n := len(all); n == 0 || all[n-1].ID != id {
		e, ok := k.cube.Catalogue().Entry(id)
		if !ok {
			return nil, fmt.Errorf("the open data have %s, which is not in the catalogue", id)
		}
		all = append(all, EvidenceKPI{
			ID: e.ID, Label: e.Label, Name: e.Name, Definition: e.Definition, Unit: r.get("unit"), Mapping: mapping(e.Mapping),
		})
	}
	o, err := observed(r)
	last := &all[len(all)-1]
	last.Observations = append(last.Observations, o)
	return all, err
}

func observed(r *openRow) (EvidenceObserved, error) {
	from, to, err := days(r.get("period"), r.get("window"))
	number := func(column string) json.Number { return json.Number(r.get(column)) }
	return EvidenceObserved{
		ID: r.get("id"), Category: r.get("category"), Period: r.get("period"), From: from, To: to, Status: r.get("status"),
		Value: number("value"), Lower: number("lower"), Upper: number("upper"), Method: r.get("method"),
		Numerator: number("numerator"), Denominator: number("denominator"), Respondents: number("respondents"), Flag: r.get("flag"),
	}, err
}

// days gives the first and the last day of the quarters that end with one.
func days(period, window string) (from, to string, err error) {
	q, _, err := dim.ParseQuarter(period)
	if err != nil {
		return "", "", err
	}
	n, err := strconv.Atoi(window)
	if err != nil {
		return "", "", err
	}
	const day = "2006-01-02"
	return (q - dim.Quarter(n) + 1).Start().Format(day), q.End().Format(day), nil
}

func mapping(m catalogue.Mapping) *EvidenceMapping {
	item, known := m.GuidelineItem()
	area, also := m.ISOArea()
	if !known && !also {
		return nil
	}
	return &EvidenceMapping{GuidelineField: item.Field, GuidelineItem: item.Name, ISOArea: area.Name}
}
