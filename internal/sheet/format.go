package sheet

import (
	"encoding/xml"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A format is what the number format of a cell says of its meaning.
type format struct {
	percent bool
	year    bool // also era years
	month   bool
	day     bool
	clock   bool
	elapsed bool   // [h]:mm, which goes on after 24 hours
	pad     []rune // a mask of zeros and literals, such as 000000; nil if it is none
	places  int    // by which the point is moved to the left: 3 of #,##0, which shows thousands
	before  string // words around the number: 令和, 千円; no signs
	after   string
}

func (f format) date() bool { return f.year || f.month || f.day }

// builtin gives the codes that a workbook need not write down: those of
// ECMA-376 part 1, 18.8.30, with 27 to 36 and 50 to 58 as Japanese Excel has
// them.
var builtin = map[int]string{
	9: "0%", 10: "0.00%",
	14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
	18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
	27: "ge.m.d", 28: "ggge年m月d日", 29: "ggge年m月d日", 30: "m/d/yy", 31: "yyyy年m月d日", 32: "h時mm分", 33: "h時mm分ss秒",
	34: "yyyy年m月", 35: "m月d日", 36: "ge.m.d",
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
	50: "ge.m.d", 51: "ggge年m月d日", 52: "yyyy年m月", 53: "m月d日", 54: "ggge年m月d日", 55: "yyyy年m月", 56: "m月d日", 57: "ge.m.d", 58: "ggge年m月d日",
}

// readStyles reads which number format each style has.
func (b *Book) readStyles(name string) error {
	formats := map[int]format{}
	for id, code := range builtin {
		formats[id] = parseFormat(code)
	}
	var styles []int
	err := b.read(name, MaxPart, func(p *part, e xml.StartElement) error {
		id, _ := strconv.Atoi(attr(e, "numFmtId"))
		switch {
		case e.Name.Local == "numFmt" && p.parent() == "numFmts":
			formats[id] = parseFormat(attr(e, "formatCode"))
		case e.Name.Local == "xf" && p.parent() == "cellXfs":
			styles = append(styles, id)
		}
		return nil
	})
	for _, id := range styles {
		b.formats = append(b.formats, formats[id])
	}
	return err
}

// A scanner reads a number format code. Text in quotes and after a backslash is
// literal; brackets hold colours, languages, conditions, or elapsed time.
type scanner struct {
	format
	code    []rune
	section int
	times   []rune    // letters of dates and times, each once for a run of them
	digits  bool      // placeholders that are no zeros, in the first section
	zeros   int       // placeholders that are zeros, there
	mask    []rune    // zeros and literals, there; a zero that is literal is not distinguished
	strict  bool      // a condition, or a literal zero: not to be used as a mask
	depends bool      // on a condition: other values are shown by another section
	seen    bool      // a placeholder of the first section
	commas  int       // since the last placeholder
	around  [2][]rune // literals before the first placeholder, and after the last
}

// parseFormat tells the meaning of a code. All sections count for percent and
// dates, so that a condition or a colour for negative values cannot hide them.
func parseFormat(code string) format {
	s := &scanner{code: []rune(code)}
	for len(s.code) > 0 {
		s.step()
	}
	s.clocks()
	if s.zeros >= 2 && !s.digits && !s.strict && !s.percent && len(s.times) == 0 {
		s.pad = s.mask
	}
	if !s.depends && s.seen && len(s.times) == 0 {
		s.places += 3 * s.commas
		s.before, s.after = words(s.around[0]), words(s.around[1])
	}
	return s.format
}

// words are literals without signs and spaces; those of signs alone, such as ¥
// or △, tell nothing that the number does not.
func words(literals []rune) string {
	tells := func(c rune) bool { return c == '%' || unicode.IsLetter(c) }
	if !slices.ContainsFunc(literals, tells) {
		return ""
	}
	return strings.TrimSpace(string(literals))
}

// placeholder notes a place of a digit, a comma or a point: commas with no digit
// after them leave out thousands.
func (s *scanner) placeholder(c rune) {
	if s.section > 0 {
		return
	}
	s.seen = true
	s.around[1] = nil
	switch c {
	case ',':
		s.commas++
	case '.':
		s.places += 3 * s.commas
		s.commas = 0
	default:
		s.commas = 0
	}
}

// literal notes a character of the first section that is shown as it is.
func (s *scanner) literal(c rune) {
	s.mask = append(s.mask, c)
	i := 0
	if s.seen {
		i = 1
	}
	s.around[i] = append(s.around[i], c)
}

func (s *scanner) step() {
	c := s.code[0]
	s.code = s.code[1:]
	switch c {
	case '"':
		s.quoted()
	case '\\':
		s.literals(1)
	case '_', '*':
		s.take(1) // white space as wide as the character, or filling the cell
	case '[':
		s.bracket()
	case ';':
		s.section++
	case '%':
		s.percent = true
	case '0':
		if s.section == 0 {
			s.zeros++
			s.mask = append(s.mask, c)
		}
		s.placeholder(c)
	case '#', '?', '.', ',', '/', '@':
		s.digits = s.digits || s.section == 0
		s.placeholder(c)
	default:
		s.letter(c)
	}
}

// take removes the next n runes.
func (s *scanner) take(n int) []rune {
	n = min(n, len(s.code))
	text := s.code[:n]
	s.code = s.code[n:]
	return text
}

func (s *scanner) literals(n int) {
	for _, c := range s.take(n) {
		if s.section == 0 {
			s.literal(c)
			s.strict = s.strict || c == '0'
		}
	}
}

func (s *scanner) quoted() {
	for i, c := range s.code {
		if c == '"' {
			s.literals(i)
			s.take(1)
			return
		}
	}
	s.literals(len(s.code))
}

func (s *scanner) bracket() {
	inside, rest, _ := strings.Cut(string(s.code), "]")
	s.code = []rune(rest)
	switch {
	case inside == "":
	case strings.ContainsAny(inside[:1], "<>="):
		s.strict, s.depends = true, true
	case strings.Trim(strings.ToLower(inside), "h") == "", strings.Trim(strings.ToLower(inside), "m") == "", strings.Trim(strings.ToLower(inside), "s") == "":
		s.elapsed = true
		s.time(rune(strings.ToLower(inside)[0]))
	}
}

// letter reads what stands for itself or for a part of a date.
func (s *scanner) letter(c rune) {
	rest := string(c) + string(s.code[:min(len(s.code), 8)])
	for _, word := range []string{"General", "G/標準", "AM/PM", "A/P", "午前/午後"} {
		if len(rest) >= len(word) && strings.EqualFold(rest[:len(word)], word) {
			s.take(len([]rune(word)) - 1)
			s.digits = true
			s.placeholder('0')
			return
		}
	}
	switch {
	case (c == 'E' || c == 'e') && len(s.code) > 0 && (s.code[0] == '+' || s.code[0] == '-'):
		s.take(1)
		s.digits = true
	case strings.ContainsRune("yYeEgGbBrRmMdDaAhHsS", c):
		s.time(c | 0x20)
	case s.section == 0:
		s.literal(c)
	}
}

func (s *scanner) time(c rune) {
	if n := len(s.times); n == 0 || s.times[n-1] != c {
		s.times = append(s.times, c)
	}
}

// clocks decides what the letters mean: m is minutes after hours or before
// seconds, and months elsewhere.
func (s *scanner) clocks() {
	for i, c := range s.times {
		switch c {
		case 'y', 'e', 'g', 'b', 'r':
			s.year = true
		case 'd', 'a':
			s.day = true
		case 'h', 's':
			s.clock = true
		case 'm':
			if i > 0 && s.times[i-1] == 'h' || i+1 < len(s.times) && s.times[i+1] == 's' {
				s.clock = true
			} else if s.elapsed && len(s.times) == 1 {
				s.clock = true
			} else {
				s.month = true
			}
		}
	}
}
