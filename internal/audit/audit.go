// Package audit attacks a built site: it reads the published files as any
// outsider can and tries to compute what was withheld.
//
// It has its own reader and shares nothing with what made the site but the
// names of the axes and linear algebra, so a mistake made there is not made
// here again. It must stay so: no import of protect, cube, kpi or release.
//
// What it relies on is what the open data promise. A cell without a row is a
// group with nobody in it, so a total is the sum of the parts that have a row;
// a part is never larger than its whole; a withheld number is one of persons
// or answers, hence not negative, and with public zeros at least 1.
//
// A view can also be left out whole: then it has no row at all, though there are
// rows of each of its axes. Its numbers are no cells here, and no relation has
// them as parts, since a relation is made of parts that have rows; nothing is
// taken for 0. What is said of them follows from their totals, which are
// attacked as they stand: a site with fewer numbers tells no more than one in
// which they are withheld. A total without a row over parts that have rows is an
// unknown of its own. What remains is a view of which only some groups have
// rows: there the others are taken for empty, as the open data promise.
//
// A leak is what can be computed by adding and subtracting, and a number of
// persons or respondents, or of those of a whole who are not of its part, that
// bounds leave fewer than k values. Bounds are found by propagation. Where not
// too many unknowns hang together, two tables that fit everything published are
// shown for each withheld number, k apart: what has such witnesses is proven
// safe, what neither has them nor is a leak is counted as open.
//
// Where a quarter was released more than once, all that was ever published of
// it is attacked together: each number is that of the release before plus a
// difference, which is nothing where no organisation that can stand behind it
// was added or corrected. The differences are numbers, too, and may tell as
// little of few organisations or persons.
package audit

import (
	"io/fs"
	"slices"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// A Cell names one published or withheld sum.
type Cell struct {
	Table   string            `json:"table"`
	Measure string            `json:"measure"`
	Period  string            `json:"period"`
	Window  int               `json:"window"`
	Codes   [dim.NumAxes]Code `json:"codes"` // in the order of the axes; empty is the total
	Line    int               `json:"line"`  // in data/cells.csv (see CellsFile), or in Release; 0 for what has no row there

	Release string `json:"release,omitempty"` // an older one, where it is not that of data/cells.csv
}

// A Code is the code of a group on one axis.
type Code = string

// A Leak is a number that can be computed although it is not published, or
// that is published although it is too small.
type Leak struct {
	Cell  Cell        `json:"cell"`
	Whole string      `json:"whole,omitempty"` // of a complement: the measure that Cell is subtracted from
	Value int64       `json:"value"`
	How   []diag.Text `json:"how"` // the sums that give it, at most 5
	rule  *diag.Rule
}

// A Narrow cell cannot be computed, but is known to lie between two numbers
// that are too close to each other. They can be closer still.
type Narrow struct {
	Cell  Cell        `json:"cell"`
	Whole string      `json:"whole,omitempty"` // of a complement: the measure that Cell is subtracted from
	Min   int64       `json:"min"`
	Max   int64       `json:"max"`
	How   []diag.Text `json:"how"`
}

// An Imbalance is a sum of published numbers that does not come out.
type Imbalance struct {
	Cell Cell        `json:"cell"` // the total
	How  []diag.Text `json:"how"`
}

// A Count tells how much of one table and period is withheld.
type Count struct {
	Table    string `json:"table"`
	Period   string `json:"period"`
	Window   int    `json:"window"`
	Cells    int    `json:"cells"`
	Withheld int    `json:"withheld"`
}

// A Report is what the attack found out. All lists are in the order of
// data/cells.csv. It names withheld cells and their values: it is for the
// steward and must stay outside the published folder.
type Report struct {
	Cells        int         `json:"cells"`
	Withheld     int         `json:"withheld"`
	Blocks       int         `json:"blocks"`        // groups of withheld cells that share sums
	Largest      int         `json:"largest_block"` // withheld cells in the largest
	Relations    int         `json:"relations"`
	Proven       int         `json:"proven"`    // numbers of persons or respondents that witnesses show to have room
	Open         int         `json:"open"`      // for which neither witnesses nor too narrow bounds were found
	Narrowest    int64       `json:"narrowest"` // how many values bounds leave at least of what is no leak; 0 if all are unbounded
	Numbers      int         `json:"numbers"`   // in pages, compared with the open data
	Tables       []Count     `json:"tables"`
	Determined   []Leak      `json:"determined"`   // withheld, and yet computable
	Bounded      []Leak      `json:"bounded"`      // withheld, but bounds leave it one value
	Complements  []Leak      `json:"complements"`  // all, or nearly all, of a group
	Small        []Leak      `json:"small"`        // published, and too small
	Answers      []Leak      `json:"answers"`      // nearly all of a group gave the same answer
	Narrow       []Narrow    `json:"narrow"`       // withheld, but bounds leave fewer than k values
	Insiders     []Insider   `json:"insiders"`     // who could compute a number of another organisation
	Inconsistent []Imbalance `json:"inconsistent"` // sums that do not come out
	Changes      []Change    `json:"changes"`      // differences between releases that tell too much

	Versions       int `json:"versions"`        // older releases, attacked together with the newest
	ProvenTogether int `json:"proven_together"` // as Proven, in these attacks
	OpenTogether   int `json:"open_together"`   // as Open, in these attacks

	release string          // whose pages these are, which stay; "" of the site as it is
	data    *data           // for names
	systems []*system       // for Holds
	open    map[string]bool // rows of the open data, once a download is read
	other   diag.List       // about files and pages
	memory  *Memory         // nil where nothing is remembered
}

// Run audits the published tree. An error means that a file that every site
// has is missing or cannot be read; all else is in the report.
func Run(fsys fs.FS) (*Report, error) {
	r, err := attacked(fsys)
	if err != nil {
		return nil, err
	}
	return r.read(fsys)
}

// attacked is the report of what the open data tell, before any page is read.
func attacked(fsys fs.FS) (*Report, error) {
	r := &Report{}
	d, err := read(fsys, &r.other)
	if err != nil {
		return nil, err
	}
	r.data = d
	twice := func(c *cell) {
		r.other = append(r.other, ruleDuplicate.At(diag.Pos{File: d.cellsFile(c.Table, c.Period), Line: c.Line}, c.Measure))
	}
	systems := d.systems(twice)
	r.systems = systems
	for _, s := range systems {
		s.relate()
		s.attack(r)
	}
	r.releases(d)
	slices.SortStableFunc(r.Bounded, func(a, b Leak) int { return d.inOrder(&a.Cell, &b.Cell) })
	slices.SortStableFunc(r.Narrow, func(a, b Narrow) int { return d.inOrder(&a.Cell, &b.Cell) })
	r.formulas(d, systems)
	return r, nil
}

// read looks at all that is not open data.
func (r *Report) read(fsys fs.FS) (*Report, error) {
	if err := r.pages(fsys, r.data, r.systems); err != nil {
		return nil, err
	}
	return r, r.frozen(fsys)
}
