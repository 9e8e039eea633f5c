// Package protect decides what is published: it withholds cells until nothing
// withheld can be computed from what is left.
//
// A *Cube is the wall between the private and the public half of Fukusen. It is
// made only by Apply, from raw sums, or by Open, from release files, and holds
// no withheld value, so whatever is fed from it alone cannot give one away.
//
// What is kept from being computed, by adding, subtracting and scaling whatever
// was ever published of a table and quarter: every cell that a rule forbids and
// its partners; the persons of a whole who are not of a part, where they are fewer
// than k; the sum over fewer than three organisations that show no number; what
// is left of a published cell when its published parts are subtracted, if that
// breaks a rule; and what has changed between two releases, if too few are behind
// it. Bounds leave every withheld number of persons or respondents at least k
// values, and no organisation computes one of another from its own.
//
// The sums of weights of a survey are published of a group only if they tell
// nothing that published numbers of respondents do not tell who knows how much
// each finest cell counts; else they are withheld while the numbers stay.
//
// That a joint figure needs three organisations behind it is applied to those
// that agreed to be shown in sums only. The figures of named organisations may
// be withheld too, because they are small or are partners, and then one or two
// of them may stand behind a figure: their names are public and their consent
// covers the number, and what is small stays protected by the rule on persons.
package protect

import (
	"cmp"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
	"fukusen/internal/release"
)

// A Status says what stands in a cell.
type Status = release.Status

// A Receipt tells who was expected to report and whether they did.
type Receipt = release.Receipt

// A Cell is one sum as it may be known in public. The value of a cell that is
// not published is 0 and means nothing.
type Cell struct {
	Table   string
	Measure string
	Key     dim.Key
	Status  Status
	Value   int64
	Missing int64            // rows without a value, left out of the sum; of a survey 1 if any
	Moments *release.Moments // sums over the points of a scale; nil where there are none

	Weighted *release.Weighted // sums over the weights of the respondents; nil where none are weighted
}

// A Cube holds the cells of all quarters of a site: the released ones and the
// drafts.
type Cube struct {
	lists     *dim.Lists
	basis     dim.Basis
	files     map[dim.Quarter]*release.File // drafts have no SHA-256 yet
	series    map[seriesKey]*Series
	order     []*Series // by quarter, table, measure and category
	catalogue catalogue.Catalogue
	items     []contract.Item
	registry  registry.Public
}

type seriesKey struct {
	quarter        dim.Quarter
	table, measure string
	category       dim.Code
}

// Open makes a cube from release files, of those of a quarter from the newest.
// What describes the numbers (registry,
// catalogue, items) is taken from the newest quarter.
func Open(basis dim.Basis, files ...*release.File) (*Cube, error) {
	c := &Cube{basis: basis, files: map[dim.Quarter]*release.File{}, series: map[seriesKey]*Series{}}
	entries := map[dim.Axis]map[string]dim.Entry{}
	newest := dim.Quarter(-1)
	for _, f := range slices.SortedFunc(slices.Values(files), byQuarter) {
		q, _, err := dim.ParseQuarter(f.Quarter)
		if err != nil {
			return nil, fmt.Errorf("release %s: %w", f.ID, err)
		}
		if old := c.files[q]; old != nil && old.Number() == f.Number() {
			return nil, fmt.Errorf("quarter %s is released as %s and as %s", f.Quarter, old.ID, f.ID)
		}
		c.files[q] = f
		newest = max(newest, q)
		if err := collect(entries, f.Lists); err != nil {
			return nil, fmt.Errorf("release %s: %w", f.ID, err)
		}
	}
	if newest < 0 {
		return nil, fmt.Errorf("no quarter at all")
	}
	if err := c.describe(c.files[newest]); err != nil {
		return nil, err
	}
	if err := c.intern(entries); err != nil {
		return nil, err
	}
	return c, c.fill()
}

func byQuarter(a, b *release.File) int {
	qa, _, _ := dim.ParseQuarter(a.Quarter)
	qb, _, _ := dim.ParseQuarter(b.Quarter)
	return cmp.Or(int(qa-qb), a.Number()-b.Number())
}

// collect adds the codes of a release; a later quarter's names win.
func collect(entries map[dim.Axis]map[string]dim.Entry, lists map[string][]dim.Entry) error {
	for name, list := range lists {
		a, ok := dim.ParseAxis(name)
		if !ok {
			return fmt.Errorf("%q is no axis", name)
		}
		if entries[a] == nil {
			entries[a] = map[string]dim.Entry{}
		}
		for _, e := range list {
			entries[a][e.ID] = e
		}
	}
	return nil
}

func (c *Cube) describe(f *release.File) error {
	if err := json.Unmarshal(f.Catalogue, &c.catalogue); err != nil {
		return fmt.Errorf("release %s: catalogue: %w", f.ID, err)
	}
	if err := json.Unmarshal(f.Items, &c.items); err != nil {
		return fmt.Errorf("release %s: items: %w", f.ID, err)
	}
	if err := json.Unmarshal(f.Registry, &c.registry); err != nil {
		return fmt.Errorf("release %s: registry: %w", f.ID, err)
	}
	return nil
}

func (c *Cube) intern(entries map[dim.Axis]map[string]dim.Entry) error {
	all := map[dim.Axis][]dim.Entry{}
	for a, m := range entries {
		for _, e := range m {
			all[a] = append(all[a], e) // NewLists sorts
		}
	}
	var err error
	c.lists, err = dim.NewLists(all)
	return err
}

func (c *Cube) fill() error {
	for _, q := range c.Quarters() {
		f := c.files[q]
		for i := range f.Cells {
			if err := c.take(q, &f.Cells[i]); err != nil {
				return fmt.Errorf("release %s: %w", f.ID, err)
			}
		}
		if err := c.sortQuarter(q); err != nil {
			return fmt.Errorf("release %s: %w", f.ID, err)
		}
	}
	return nil
}

func (c *Cube) take(q dim.Quarter, rc *release.Cell) error {
	codes, ok := c.lists.Codes(rc.Codes)
	if !ok {
		return fmt.Errorf("a cell has a code that is not in its lists: %v", rc.Codes)
	}
	k := seriesKey{q, rc.Table, rc.Measure, codes[dim.Category]}
	s, ok := c.series[k]
	if !ok {
		s = &Series{Quarter: q, Table: rc.Table, Measure: rc.Measure, Category: k.category}
		c.series[k] = s
		c.order = append(c.order, s)
	}
	return s.take(codes, rc)
}

// sortQuarter orders the series of the quarter, which are the last ones, and
// their cells.
func (c *Cube) sortQuarter(q dim.Quarter) error {
	from := slices.IndexFunc(c.order, func(s *Series) bool { return s.Quarter == q })
	if from < 0 {
		return nil
	}
	for _, s := range c.order[from:] {
		if err := s.sort(); err != nil {
			return err
		}
	}
	slices.SortStableFunc(c.order[from:], func(a, b *Series) int {
		return cmp.Or(strings.Compare(a.Table, b.Table), strings.Compare(a.Measure, b.Measure), cmp.Compare(a.Category, b.Category))
	})
	return nil
}

// Lists gives the codes in use.
func (c *Cube) Lists() *dim.Lists { return c.lists }

// Basis says which year the site counts quarters in.
func (c *Cube) Basis() dim.Basis { return c.basis }

// Catalogue gives the KPIs as the newest quarter defines them.
func (c *Cube) Catalogue() catalogue.Catalogue { return c.catalogue }

// Items gives the survey items as the newest quarter defines them.
func (c *Cube) Items() []contract.Item { return c.items }

// Registry gives who publishes, as the newest quarter has it.
func (c *Cube) Registry() registry.Public { return c.registry }

// Quarters lists the quarters with data, oldest first.
func (c *Cube) Quarters() []dim.Quarter {
	qs := make([]dim.Quarter, 0, len(c.files))
	for q := range c.files {
		qs = append(qs, q)
	}
	slices.Sort(qs)
	return qs
}

// Draft reports whether the quarter has not been released.
func (c *Cube) Draft(q dim.Quarter) bool { return c.files[q].SHA256 == "" }

// Release gives what was, or will be, written of a quarter.
func (c *Cube) Release(q dim.Quarter) (*release.File, bool) {
	f, ok := c.files[q]
	return f, ok
}

// Receipts tells who was expected to report in a quarter, and who did.
func (c *Cube) Receipts(q dim.Quarter) []Receipt { return c.files[q].Receipts }

// Rules gives the parameters of disclosure control of a quarter.
func (c *Cube) Rules(q dim.Quarter) release.Rules { return c.files[q].Rules }

// Series finds the cells of a measure and category in a quarter; nil if there
// are none.
func (c *Cube) Series(q dim.Quarter, table, measure string, category dim.Code) *Series {
	return c.series[seriesKey{q, table, measure, category}]
}

// Cell finds a cell. A cell that is not there had no row in any export: nobody
// reported such a group.
func (c *Cube) Cell(table, measure string, key dim.Key) (Cell, bool) {
	if key.Period.N != 1 {
		return Cell{}, false
	}
	return c.Series(key.Period.First, table, measure, key.Codes[dim.Category]).Find(key.Codes, 0)
}

// Of yields the cells of a quarter, measure and category, in the order of their
// codes.
func (c *Cube) Of(q dim.Quarter, table, measure string, category dim.Code) iter.Seq[Cell] {
	s := c.Series(q, table, measure, category)
	return func(yield func(Cell) bool) {
		for i := range s.Len() {
			if !yield(s.At(i)) {
				return
			}
		}
	}
}

// Cells yields all cells by quarter, table, measure, category and group.
func (c *Cube) Cells() iter.Seq[Cell] {
	return func(yield func(Cell) bool) {
		for _, s := range c.order {
			for i := range s.Len() {
				if !yield(s.At(i)) {
					return
				}
			}
		}
	}
}
