package rows

import (
	"cmp"
	"encoding/csv"
	"io"
	"slices"
	"strings"

	"fukusen/internal/diag"
)

const (
	searched   = 50      // records among which the header is looked for
	headText   = 1 << 20 // bytes of text in which they are
	enough     = 0.6     // share of the required columns by which a header is known
	maxColumns = 2000
)

// A layout is where the table begins in a text, and how.
type layout struct {
	comma  rune
	line   int        // of the header; 0 if none was found
	titles int        // records above it that were passed over
	above  int        // line of the first of them that seems to hold data; 0 if there are not two
	units  []string   // by column
	row    headRecord // of units under the header, if there is one
	whole  string     // the unit that was given for all columns
	width  int        // columns of the header
	score  float64
}

// look reads the beginning of the text and finds the separator and the header.
func (t *text) look(opt Options) (layout, error) {
	s, err := t.open(0)
	if err != nil {
		return layout{}, err
	}
	defer s.file.Close()
	head, err := io.ReadAll(io.LimitReader(s, headText))
	if err != nil {
		return layout{}, err
	}
	if opt.Comma != 0 {
		return find(string(head), opt.Comma, opt), nil
	}
	best := find(string(head), ',', opt)
	for _, comma := range detected[len(","):] {
		if l := find(string(head), comma, opt); l.beats(best) {
			best = l
		}
	}
	return best, nil
}

// beats prefers the layout whose header is better known, and where nothing is
// known, one that does not leave the whole line as one name.
func (l *layout) beats(m layout) bool {
	if l.score != m.score {
		return l.score > m.score
	}
	return l.width > 1 && (m.width <= 1 || m.comma != ',' && l.width > m.width)
}

// A headRecord is a record at the beginning of a text.
type headRecord struct {
	fields []string // cleaned
	line   int
}

// find looks for the header in the text, or takes the one at opt.HeaderRow.
func find(head string, comma rune, opt Options) layout {
	l := layout{comma: comma}
	skipped, rest, ok := cutLines(head, opt.HeaderRow-1)
	if !ok {
		return l
	}
	narrow := untilWide(rest, comma)
	records := headRecords(narrow, comma, len(head) == headText && len(narrow) == len(rest))
	l.choose(headRecords(skipped, comma, false), records, opt)
	if before := opt.HeaderRow - 1; before > 0 && l.line > 0 {
		l.line += before
		l.row.line += before
	}
	return l
}

// choose takes one of the records as the header, or the first, if it is told
// where that is.
func (l *layout) choose(above, records []headRecord, opt Options) {
	if len(records) == 0 {
		return
	}
	n := max(opt.HeaderRows, 1)
	i := 0
	if opt.HeaderRow <= 0 && opt.IsHeader != nil {
		i, l.score = best(records, n, opt.IsHeader)
	}
	l.line, l.titles = records[i].line, i
	l.width = len(trimmed(records[i].fields))
	l.above = dataAbove(records[:i], records[i].fields)
	l.findUnits(append(above, records[:i]...), records[min(i+n, len(records)):])
}

// dataAbove gives the line of the first record that is as full as the header
// and has a number, if there are two: one may number the columns.
func dataAbove(records []headRecord, header []string) int {
	filled := func(fields []string) int {
		return len(slices.DeleteFunc(slices.Clone(fields), func(f string) bool { return f == "" }))
	}
	isNumber := func(f string) bool { return strings.TrimLeft(Fold(f), "0123456789.,-") == "" && f != "" }
	first := 0
	for _, r := range records {
		if filled(r.fields) < max(2, filled(header)) || !slices.ContainsFunc(r.fields, isNumber) {
			continue
		}
		if first > 0 {
			return first
		}
		first = r.line
	}
	return 0
}

// cutLines cuts the text after n lines.
func cutLines(text string, n int) (lines, rest string, ok bool) {
	rest = text
	for ; n > 0; n-- {
		i := strings.IndexByte(rest, '\n')
		if i < 0 {
			return text, "", false
		}
		rest = rest[i+1:]
	}
	return text[:len(text)-len(rest)], rest, true
}

// untilWide gives the lines before one with so many separators that it could
// be no header, and would fill the memory.
func untilWide(text string, comma rune) string {
	for from := 0; from < len(text); {
		n := strings.IndexByte(text[from:], '\n') + 1
		if n == 0 {
			n = len(text) - from
		}
		if n > maxColumns && strings.Count(text[from:from+n], string(comma)) > 2*maxColumns {
			return text[:from]
		}
		from += n
	}
	return text
}

// headRecords gives the first records that are not blank. If the text was cut
// off, the last one is not whole.
func headRecords(text string, comma rune, cut bool) []headRecord {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = comma, -1
	var all []headRecord
	for len(all) < searched {
		fields, err := r.Read()
		if err == io.EOF || err == nil && cut && r.InputOffset() == int64(len(text)) {
			return all
		}
		if len(fields) == 0 {
			if _, wrong := err.(*csv.ParseError); err != nil && !wrong {
				return all // the separator cannot be one
			}
			continue
		}
		if err == nil && !blank(fields) {
			line, _ := r.FieldPos(0)
			all = append(all, headRecord{cleaned(fields), line})
		}
	}
	return all
}

func cleaned(fields []string) []string {
	all := make([]string, len(fields))
	for i, f := range fields {
		all[i] = Clean(f)
	}
	return all
}

// best finds the first header that is good enough, or else the best one; if
// nothing is known of any, it is the first record.
func best(records []headRecord, n int, isHeader func([]string) float64) (i int, score float64) {
	for j := range records {
		var names [][]string
		for _, r := range records[j:min(j+n, len(records))] {
			names = append(names, r.fields)
		}
		s := isHeader(trimmed(joined(names)))
		if s >= enough {
			return j, s
		}
		if s > score {
			i, score = j, s
		}
	}
	return i, score
}

// requiredMark stands behind the required headers of our templates. It is only a
// format there, but Excel writes it into a CSV that is saved from one.
const requiredMark = "◎"

// trimmed leaves out empty names at the end, which Excel leaves behind and
// which are no columns, and the mark of what is required.
func trimmed(names []string) []string {
	for i, name := range names {
		names[i] = strings.TrimSuffix(name, requiredMark)
	}
	for len(names) > 0 && names[len(names)-1] == "" {
		names = names[:len(names)-1]
	}
	return names
}

// joined makes one header of several rows. A name stands for the columns to
// its right as well, as far as they have names below and none beside it: merged
// cells keep only their first.
func joined(rows [][]string) []string {
	names := rows[0]
	for i, below := range rows[1:] {
		names = joinTwo(names, below, i+2 == len(rows))
	}
	return names
}

// joinTwo joins two rows. Where both are empty there is no column if the lower
// row is the last, and else a merged cell goes on.
func joinTwo(above, below []string, last bool) []string {
	names := make([]string, max(len(above), len(below)))
	merged := ""
	for i := range names {
		a, b := at(above, i), at(below, i)
		if a != "" {
			merged = a
		}
		switch {
		case b == "" && a == "" && !last:
		case b == "":
			names[i], merged = a, ""
		case merged == "" || merged == b:
			names[i] = b
		default:
			names[i] = merged + "/" + b
		}
	}
	return names
}

func at(fields []string, i int) string {
	if i < len(fields) {
		return fields[i]
	}
	return ""
}

// findUnits takes units from the rows above the header and from the row below.
func (l *layout) findUnits(above, below []headRecord) {
	for _, r := range above {
		if !l.take(r.fields) {
			l.whole = cmp.Or(unitInTitle(r.fields), l.whole)
		}
	}
	if len(below) > 0 && l.take(below[0].fields) {
		l.row = below[0]
	}
}

// take takes the units of a row, if it is one.
func (l *layout) take(fields []string) bool {
	units, whole, ok := unitsOf(fields)
	switch {
	case !ok:
	case whole != "":
		l.whole = whole
	default:
		l.units = units
	}
	return ok
}

// start builds what reads the records, and passes over the lines before the
// header.
func (r *Reader) start(l layout, fits bool) (err error) {
	if r.stream, err = r.text.open(0); err != nil {
		return err
	}
	r.comma = l.comma
	quotes := 0
	lines := io.Reader(r.stream)
	if l.line > 1 {
		if r.before, quotes, lines, err = skipLines(r.stream, l.line-1); err != nil {
			return err
		}
	}
	if fits && quotes%2 == 0 {
		r.tokens = newFast(lines, byte(l.comma))
	} else {
		r.shards = nil
		r.tokens = newStrict(lines, l.comma)
	}
	return nil
}

// readHeader leaves the header nil if there is none.
func (r *Reader) readHeader(opt Options) {
	var names [][]string
	var places [][]diag.Pos
	for len(names) < max(opt.HeaderRows, 1) {
		if !r.read() {
			break
		}
		if blank(r.record) && len(names) == 0 {
			continue
		}
		if len(r.record) > maxColumns {
			r.finds.Add(&ruleColumns, r.lineAt(r.Line()), diag.Public(len(r.record)), diag.Public(maxColumns))
			return
		}
		var row []diag.Pos
		for i := range r.record {
			row = append(row, r.Pos(i))
		}
		names, places = append(names, cloned(cleaned(r.record))), append(places, row)
	}
	if len(names) == 0 {
		r.noHeader(opt.HeaderRow)
		return
	}
	r.headRows = names
	r.header = trimmed(joined(names))
	for i := range r.header {
		r.headerPos = append(r.headerPos, placeOf(names, places, i))
	}
	for i, name := range r.header {
		if name == "" {
			r.unnamed = append(r.unnamed, i)
		}
	}
	r.checkSeparator()
}

func cloned(fields []string) []string {
	for i, f := range fields {
		fields[i] = strings.Clone(f)
	}
	return fields
}

// placeOf gives the place of the lowest row that names column i.
func placeOf(names [][]string, places [][]diag.Pos, i int) diag.Pos {
	for j := range slices.Backward(names) {
		if at(names[j], i) != "" {
			return places[j][i]
		}
	}
	for _, row := range places {
		if i < len(row) {
			return row[i]
		}
	}
	return places[0][0]
}

func (r *Reader) noHeader(row int) {
	pos := r.pos()
	switch {
	case r.err != nil || r.finds.Len() > 0: // said already
	case row > 1:
		r.finds.Add(&ruleHeaderRow, pos, diag.Public(row))
	default:
		r.finds.Add(&ruleEmpty, pos)
	}
}

// separators are what is found instead of commas.
var separators = []struct {
	mark string
	name diag.Text
}{
	{"\t", diag.Text{JA: "タブ", EN: "tabs"}},
	{";", diag.Text{JA: "セミコロン(;)", EN: "semicolons"}},
	{"\uFF0C", diag.Text{JA: "全角のコンマ(,)", EN: "full-width commas"}},
	{"、", diag.Text{JA: "読点(、)", EN: "ideographic commas"}},
}

func (r *Reader) checkSeparator() {
	if len(r.header) != 1 {
		return
	}
	for _, s := range separators {
		if strings.Contains(r.header[0], s.mark) {
			r.finds.Add(&ruleSeparator, r.headerPos[0], diag.Public(s.name.JA), diag.Public(s.name.EN))
			return
		}
	}
}
