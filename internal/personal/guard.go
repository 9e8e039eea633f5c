package personal

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"fukusen/internal/rows"
)

// Options says how closely a Guard looks. The zero value samples.
type Options struct {
	Distinct int   // different values to look at in a column; 0 means 200
	Looks    int   // values to look at in a column, alike or not; 0 means 100 times Distinct
	FreeText []int // columns of which every value is looked at
	Skip     []int // columns that may hold such data, or that are checked otherwise
}

// A Guard looks at the values of one file while they stream past. It keeps
// counts and at most Distinct short values of each column, whatever the size of
// the file. What begins only after that many values is seen in columns of free
// text alone. It is not safe for use by several goroutines.
type Guard struct {
	header []Suspicion
	cols   []column
	opt    Options
}

// A column counts what its different values look like.
type column struct {
	skip, all bool
	key       string // the header
	agrees    Kind   // what the header says
	last      string
	seen      map[string]bool
	looks     int
	count     [len(ruleNames)]int
	first     [len(ruleNames)]int // row of the first value that looks so
	kanji     int                 // names in kanji
	common    int                 // of them with a common surname
	dates     spread
}

// NewGuard begins a file with the header.
func NewGuard(header []string, opt Options) *Guard {
	if opt.Distinct == 0 {
		opt.Distinct = 200
	}
	if opt.Looks == 0 {
		opt.Looks = 100 * opt.Distinct
	}
	g := &Guard{cols: make([]column, len(header)), opt: opt}
	for i, h := range header {
		g.cols[i].key = rows.Fold(h)
		g.cols[i].skip = slices.Contains(opt.Skip, i)
		g.cols[i].all = slices.Contains(opt.FreeText, i)
	}
	for _, s := range Columns(header) {
		if !g.cols[s.Col].skip {
			g.cols[s.Col].agrees = s.Kind
			g.header = append(g.header, s)
		}
	}
	return g
}

// Look takes the value of a column, from 0, in a row, as the caller counts
// from 1. Values beyond the header are not looked at.
func (g *Guard) Look(row, col int, text string) {
	if col >= len(g.cols) {
		return
	}
	c := &g.cols[col]
	switch {
	case c.skip, text == "", text == c.last:
		return
	case c.looks >= g.opt.Looks || len(c.seen) >= g.opt.Distinct:
		if c.all {
			c.text(row, text)
		}
		return
	}
	c.looks++
	c.last = text
	c.sample(row, text)
}

// The length in bytes of a value that is remembered, longer ones being text,
// and of what is looked at of a text.
const (
	longest     = 200
	longestText = 1 << 20
)

// text looks at what is too long, or too late, to be remembered.
func (c *column) text(row int, s string) {
	c.within(row, narrow(s[:min(len(s), longestText)]))
}

func (c *column) sample(row int, text string) {
	s := rows.Clean(text)
	if len(s) > longest {
		c.text(row, s)
		return
	}
	if s == "" || c.seen[s] {
		return
	}
	if c.seen == nil {
		c.seen = map[string]bool{}
	}
	c.seen[strings.Clone(s)] = true
	s = narrow(s)
	c.within(row, s)
	c.whole(row, s)
}

func (c *column) add(k Kind, row int) {
	if c.count[k]++; c.count[k] == 1 {
		c.first[k] = row
	}
}

var saysMyNumber = regexp.MustCompile(`マイナンバー|個人番号`)

// within finds what stands anywhere in a text.
func (c *column) within(row int, s string) {
	if strings.IndexByte(s, '@') >= 0 && email.MatchString(s) {
		c.add(Email, row)
	}
	if len(findPhones(s)) > 0 {
		c.add(Phone, row)
	}
	if len(findMyNumbers(s)) > 0 {
		c.add(MyNumber, row)
		if saysMyNumber.MatchString(s) {
			c.agrees = MyNumber
		}
	}
}

// whole finds what fills a field.
func (c *column) whole(row int, s string) {
	kana, kanji, common := looksNamed(s)
	if kana || kanji {
		c.add(Name, row)
	}
	if kanji {
		c.kanji++
	}
	if common {
		c.common++
	}
	if t, ok := readDate(s); ok {
		c.dates.add(t)
		c.add(BirthDate, row)
	}
}

// Suspicions tells what the header and the values so far look like, in the
// order of columns and kinds.
func (g *Guard) Suspicions() []Suspicion {
	found := slices.Clone(g.header)
	for i := range g.cols {
		for k := Name; k <= MyNumber; k++ {
			if c := &g.cols[i]; c.suspect(k) {
				found = add(found, Suspicion{Col: i, Kind: k, Row: c.first[k], Values: c.count[k]})
			}
		}
	}
	slices.SortFunc(found, func(a, b Suspicion) int {
		if a.Col != b.Col {
			return a.Col - b.Col
		}
		return int(a.Kind - b.Kind)
	})
	return found
}

// add joins what the values say to what the header has said already.
func add(found []Suspicion, s Suspicion) []Suspicion {
	for i := range found {
		if found[i].Col == s.Col && found[i].Kind == s.Kind {
			found[i].Row, found[i].Values = s.Row, s.Values
			return found
		}
	}
	return append(found, s)
}

// suspect decides from the counts. An e-mail address or a phone number speaks
// for itself; what may be chance needs more values, or a header that agrees.
func (c *column) suspect(k Kind) bool {
	n, seen := c.count[k], len(c.seen)
	switch {
	case n == 0:
		return false
	case k == Email || k == Phone || k == c.agrees:
		return true
	case k == MyNumber: // by chance one in a thousand for three
		return n >= 3 && 2*n >= seen
	case k == Name && c.kanji > 0 && c.common >= 3 && 5*n >= 3*seen && 10*c.common >= c.kanji:
		return true
	case k == Name:
		return n-c.kanji >= 5 && 5*(n-c.kanji) >= 3*seen
	case k == BirthDate:
		return 2*n >= seen && !founded.MatchString(c.key) && c.dates.births()
	}
	return false
}

// founded are headers of dates that are those of things.
var founded = regexp.MustCompile(`設立|開設|創立|創業|開業|開館|開校|認可|指定|登録|祝日|休日|founded|opened`)

// A spread is how the different dates of a column lie.
type spread struct {
	n, weekend, unordered int
	days                  uint32 // of the month, as bits
	first, last, before   time.Time
}

func (d *spread) add(t time.Time) {
	if d.n == 0 || t.Before(d.first) {
		d.first = t
	}
	if t.After(d.last) {
		d.last = t
	}
	if t.Before(d.before) {
		d.unordered++
	}
	if w := t.Weekday(); w == time.Saturday || w == time.Sunday {
		d.weekend++
	}
	d.n, d.days, d.before = d.n+1, d.days|1<<t.Day(), t
}

// births reports dates that lie as birthdays do: over 15 to 105 years, in no
// order, on any day of the month, and on weekends as on other days, when
// nothing is founded, registered or hired.
func (d *spread) births() bool {
	years := d.last.Year() - d.first.Year()
	month := 0
	for days := d.days; days != 0; days &= days - 1 {
		month++
	}
	return d.n >= 30 && years > 15 && years <= 105 && 4*d.unordered >= d.n && month >= 12 && 7*d.weekend >= d.n
}
