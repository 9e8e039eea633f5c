// Package protect decides what is published: it withholds cells until nothing
// withheld can be computed from what is left.
//
// A *Cube is the wall between the private and the public half of Fukusen. It is
// made only by Apply, from raw sums, or by Open, from release files, and holds
// no withheld value, so whatever is fed from it alone cannot give one away.
package protect

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"

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
	Missing int64            // reporters' rows without a value, left out of the sum
	Moments *release.Moments // sums over the points of a scale; nil where there are none
}

// A Cube holds the cells of all quarters of a site: the released ones and the
// drafts.
type Cube struct {
	lists     *dim.Lists
	basis     dim.Basis
	files     map[dim.Quarter]*release.File // drafts have no SHA-256 yet
	cells     []Cell                        // sorted
	index     map[cellKey]int
	catalogue catalogue.Catalogue
	items     []contract.Item
	registry  registry.Public
}

type cellKey struct {
	table, measure string
	key            dim.Key
}

// Open makes a cube from release files. What describes the numbers (registry,
// catalogue, items) is taken from the newest quarter.
func Open(basis dim.Basis, files ...*release.File) (*Cube, error) {
	c := &Cube{basis: basis, files: map[dim.Quarter]*release.File{}, index: map[cellKey]int{}}
	entries := map[dim.Axis]map[string]dim.Entry{}
	newest := dim.Quarter(-1)
	for _, f := range slices.SortedFunc(slices.Values(files), byQuarter) {
		q, _, err := dim.ParseQuarter(f.Quarter)
		if err != nil {
			return nil, fmt.Errorf("release %s: %w", f.ID, err)
		}
		if c.files[q] != nil {
			return nil, fmt.Errorf("quarter %s is released as %s and as %s", f.Quarter, c.files[q].ID, f.ID)
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
	return int(qa - qb)
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
		for _, rc := range f.Cells {
			codes, ok := c.lists.Codes(rc.Codes)
			if !ok {
				return fmt.Errorf("release %s: a cell has a code that is not in its lists: %v", f.ID, rc.Codes)
			}
			c.cells = append(c.cells, Cell{
				Table: rc.Table, Measure: rc.Measure, Key: dim.Key{Period: dim.Period{First: q, N: 1}, Codes: codes},
				Status: rc.Status, Value: rc.Value, Missing: rc.Missing, Moments: rc.Moments,
			})
		}
	}
	for i, cell := range c.cells {
		c.index[cellKey{cell.Table, cell.Measure, cell.Key}] = i
	}
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

// Cell finds a cell. A cell that is not there had no row in any export: nobody
// reported such a group.
func (c *Cube) Cell(table, measure string, key dim.Key) (Cell, bool) {
	i, ok := c.index[cellKey{table, measure, key}]
	if !ok {
		return Cell{}, false
	}
	return c.cells[i], true
}

// Cells yields all cells by quarter, and within it as the release has them:
// by table, measure and group.
func (c *Cube) Cells() iter.Seq[Cell] { return slices.Values(c.cells) }
