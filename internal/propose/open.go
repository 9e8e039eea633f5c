package propose

import (
	"io/fs"
	"slices"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/notation"
	"fukusen/internal/rows"
	"fukusen/internal/source"
)

// looked is how many rows of a file are looked at.
const looked = 1000

// A sample is the beginning of a file.
type sample struct {
	file     source.File
	encoding string // that has to be told; "" where the bytes tell it
	comma    rune
	line     int // of the header
	rows     int // of the header
	header   []string
	units    []string
	titles   []string // what stands above the header
	comments bool
	records  [][]string
	lines    []int // of records
	aside    []bool
	asides   []Aside
}

// look finds the header of a file and reads its first rows.
func look(fsys fs.FS, f source.File) (*sample, diag.List, error) {
	commas := []rune{',', '\t', ';'}
	if f.Sheet != "" {
		commas = commas[:1]
	}
	best, refused, err := bestHeading(fsys, f, "", commas)
	for _, encoding := range []string{rows.EUCJP, rows.ISO2022JP} { // which have to be told
		if best == nil && err == nil && slices.ContainsFunc(refused, isEncoding) {
			best, _, err = bestHeading(fsys, f, encoding, commas)
		}
	}
	if best == nil || err != nil {
		return nil, refused, err
	}
	return best.read(fsys, f)
}

func isEncoding(f diag.Finding) bool { return f.Rule.ID == "csv/encoding" }

// bestHeading takes the separator by which the header is most like one. The
// findings are those with commas, which are the usual ones.
func bestHeading(fsys fs.FS, f source.File, encoding string, commas []rune) (*heading, diag.List, error) {
	var best *heading
	var refused diag.List
	for i, comma := range commas {
		h, finds, err := findHeading(fsys, f, rows.Options{Encoding: encoding, Comma: comma, Sheet: f.Sheet})
		if err != nil {
			return nil, nil, err
		}
		if i == 0 {
			refused = finds
		}
		if h != nil && (best == nil || h.score > best.score) {
			best = h
		}
	}
	if best != nil && best.width == 1 && refused.Errors() > 0 {
		best = nil // it is a table by commas, which cannot be read
	}
	return best, refused, nil
}

// A heading is where the header of a text seems to be.
type heading struct {
	opt    rows.Options // by which the text is read
	width  int          // fields of a usual record
	record int          // from 0, among those that are not blank
	rows   int
	score  float64
	titles []string
}

// findHeading collects the first records by asking for a header that none is.
func findHeading(fsys fs.FS, f source.File, opt rows.Options) (*heading, diag.List, error) {
	var records [][]string
	asking := opt
	asking.IsHeader = func(fields []string) float64 {
		records = append(records, slices.Clone(fields))
		return 0
	}
	r, finds, err := rows.Open(fsys, f.Path, asking)
	if err != nil || r == nil {
		return nil, finds, err
	}
	r.Close()
	return choose(records, opt), nil, nil
}

// choose takes the first record that is nearly as much like a header as the
// best one.
func choose(records [][]string, opt rows.Options) *heading {
	if len(records) == 0 {
		return nil
	}
	width := widthOf(records)
	scores := make([]float64, len(records))
	for i := range records {
		scores[i] = likeness(records, i, width)
	}
	best := slices.Max(scores)
	h := &heading{opt: opt, width: width, rows: 1, score: best * min(1, float64(width)/3)}
	h.record = slices.IndexFunc(scores, func(s float64) bool { return s >= 0.9*best })
	switch {
	case h.record > 0 && isAbove(records[h.record-1], records[h.record]):
		h.record, h.rows = h.record-1, 2
	case twoLevels(records, h.record):
		h.rows = 2
	}
	for _, r := range records[:h.record] {
		h.titles = append(h.titles, strings.Join(r, " "))
	}
	return h
}

// widthOf is how many fields are usual.
func widthOf(records [][]string) int {
	var all []int
	for _, r := range records {
		all = append(all, len(r))
	}
	slices.Sort(all)
	return max(1, all[len(all)/2])
}

// likeness tells how much a record is like a header, 0 to 1: filled over the
// usual width, with different texts that are no values, where there are values
// below.
func likeness(records [][]string, i, width int) float64 {
	r := records[i]
	names, texts := map[string]bool{}, 0
	for _, f := range r {
		if f != "" {
			names[f] = true
			if !isValue(f) {
				texts++
			}
		}
	}
	if len(names) == 0 {
		return 0
	}
	filled := min(1, float64(len(names))/float64(width))
	return filled * (0.5*min(1, float64(texts)/float64(max(len(r)-blanks(r), 1))) + 0.3*valuesBelow(records, i) + 0.2)
}

func blanks(fields []string) int {
	n := 0
	for _, f := range fields {
		if f == "" {
			n++
		}
	}
	return n
}

// valuesBelow is the share of the ten records below that hold some value
// that is no word, and are as wide.
func valuesBelow(records [][]string, i int) float64 {
	below := records[i+1 : min(len(records), i+11)]
	if len(below) == 0 {
		return 0
	}
	n := 0
	for _, r := range below {
		if slices.ContainsFunc(r, isValue) && len(r)-blanks(r) > 1 || len(records[i]) == 1 {
			n++
		}
	}
	return float64(n) / float64(len(below))
}

// isValue reports a number, a day or a period: what no header is called.
func isValue(f string) bool {
	if _, trouble := notation.ParseNumber(f, notation.Unit{Negative: true, Places: 6}); trouble == notation.Good {
		return true
	}
	if p, trouble := notation.ParsePeriod(f, notation.PeriodOptions{}); trouble == notation.Good || p.Kind == notation.FiscalYear {
		return true
	}
	_, trouble := notation.ParseDate(f, notation.DateOptions{})
	return trouble == notation.Good || trouble == notation.DayOrder
}

// twoLevels reports that the header goes on in the record below: names there
// fill what the upper one leaves empty, and no value is among them.
func twoLevels(records [][]string, i int) bool {
	if i+1 >= len(records) || slices.ContainsFunc(records[i+1], isValue) {
		return false
	}
	upper, lower := records[i], records[i+1]
	filled, unit := 0, 0
	for j, f := range lower {
		if f != "" && (j >= len(upper) || upper[j] == "") {
			filled++
		}
		if strings.HasPrefix(rows.Fold(f), "(") {
			unit++
		}
	}
	return filled > 0 && unit < len(lower)-blanks(lower)
}

// isAbove reports that a record belongs to the header below it: it names
// groups of columns that are called the same there, or a column that has no
// name there.
func isAbove(upper, lower []string) bool {
	if len(upper)-blanks(upper) < 2 || slices.ContainsFunc(upper, isValue) {
		return false
	}
	seen := map[string]bool{}
	for j, f := range lower {
		if f == "" && j < len(upper) && upper[j] != "" || f != "" && seen[f] {
			return true
		}
		seen[f] = true
	}
	return false
}

// read reads the rows below the heading.
func (h *heading) read(fsys fs.FS, f source.File) (*sample, diag.List, error) {
	record := -1
	opt := h.opt
	opt.HeaderRows = h.rows
	opt.IsHeader = func([]string) float64 {
		if record++; record == h.record {
			return 1
		}
		return 0
	}
	r, finds, err := rows.Open(fsys, f.Path, opt)
	if err != nil || r == nil {
		return nil, finds, err
	}
	defer r.Close()
	s := &sample{file: f, encoding: opt.Encoding, comma: opt.Comma, rows: h.rows, titles: h.titles, header: slices.Clone(r.Header()), units: slices.Clone(r.Units())}
	s.line = headerLine(r, h.rows)
	s.comments = len(s.header) > 0 && strings.HasPrefix(s.header[0], "#")
	for len(s.records) < looked {
		fields, ok := r.Next()
		if !ok {
			break
		}
		s.records, s.lines = append(s.records, cloned(fields)), append(s.lines, r.Line())
	}
	if len(s.records) == 0 {
		return nil, append(finds, r.Findings()...), r.Err()
	}
	s.setAside()
	return s, nil, r.Err()
}

// headerLine is the first line of the header. The place of a name is that of
// its lower row, if there is one.
func headerLine(r *rows.Reader, levels int) int {
	low, high := r.HeaderPos(0).Line, r.HeaderPos(0).Line
	for i := range r.Header() {
		low, high = min(low, r.HeaderPos(i).Line), max(high, r.HeaderPos(i).Line)
	}
	if low == high {
		low -= levels - 1
	}
	return max(1, low)
}

func cloned(fields []string) []string {
	all := make([]string, len(fields))
	for i, f := range fields {
		all[i] = strings.Clone(rows.Clean(f))
	}
	return all
}
