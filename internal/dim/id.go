package dim

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// An ID names one observation for ever, as pages, downloads and explain write
// it:
//
//	kpi[:statistic[:reference]]@period[+window][/axis=code...]
//
// A statistic "value" and totals are left out; the period is the last quarter
// of the window, and a window of one quarter is left out.
type ID struct {
	KPI       string
	Statistic string // "" means value
	Reference string
	Quarter   Quarter // the last of the period
	Basis     Basis
	Window    int // quarters; 0 and 1 mean the quarter alone
	Codes     [NumAxes]string
}

// Value is the statistic that identifiers leave out.
const Value = "value"

// String writes the identifier.
func (id ID) String() string {
	var b strings.Builder
	b.Grow(64)
	write := func(mark, word string) {
		b.WriteString(mark)
		b.WriteString(word)
	}
	b.WriteString(id.KPI)
	if id.Statistic != "" && id.Statistic != Value {
		write(":", id.Statistic)
		if id.Reference != "" {
			write(":", id.Reference)
		}
	}
	write("@", id.Quarter.ID(id.Basis))
	if id.Window > 1 {
		write("+", strconv.Itoa(id.Window))
	}
	for a, code := range id.Codes {
		if code != "" {
			write("/", axisNames[a])
			write("=", code)
		}
	}
	return b.String()
}

var (
	idHead = regexp.MustCompile(`^([a-z0-9-]+)(?::([a-z]+)(?::([a-z0-9._-]+))?)?@([0-9]{4}[fc]q[1-4])(?:\+([1-9][0-9]?))?$`)
	idCode = regexp.MustCompile(`^[a-z0-9._-]+$`)
)

// ParseID reads an identifier. It accepts only what String writes, so that one
// observation never has two names.
func ParseID(s string) (ID, error) {
	parts := strings.Split(s, "/")
	m := idHead.FindStringSubmatch(parts[0])
	if m == nil {
		return ID{}, fmt.Errorf("observation %q: want kpi@quarter, such as a1b@2026fq1/kind=company", s)
	}
	id := ID{KPI: m[1], Statistic: m[2], Reference: m[3]}
	var err error
	if id.Quarter, id.Basis, err = ParseQuarter(m[4]); err != nil {
		return ID{}, err
	}
	if m[5] != "" {
		id.Window, _ = strconv.Atoi(m[5])
	}
	for _, p := range parts[1:] {
		name, code, _ := strings.Cut(p, "=")
		a, ok := ParseAxis(name)
		if !ok || !idCode.MatchString(code) {
			return ID{}, fmt.Errorf("observation %q: %q is not an axis and its code", s, p)
		}
		id.Codes[a] = code
	}
	if id.String() != s {
		return ID{}, fmt.Errorf("observation %q: write it as %s", s, id)
	}
	return id, nil
}

// IsCode reports whether s may be a code: lower-case ASCII letters, digits,
// ".", "_" and "-".
func IsCode(s string) bool { return idCode.MatchString(s) }
