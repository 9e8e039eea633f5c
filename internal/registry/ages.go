package registry

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"fukusen/internal/dim"
	"fukusen/internal/rows"
)

// Oldest is the upper end of a band that has none, such as 80-.
const Oldest = 999

// A Band is a range of ages in completed years, both ends included.
type Band struct {
	Lo, Hi int
}

// String writes the band as its code: 20-24, 80- without an upper end.
func (b Band) String() string {
	if b.Hi == Oldest {
		return strconv.Itoa(b.Lo) + "-"
	}
	return strconv.Itoa(b.Lo) + "-" + strconv.Itoa(b.Hi)
}

// ja and en name the band on pages.
func (b Band) ja() string {
	if b.Hi == Oldest {
		return strconv.Itoa(b.Lo) + "歳以上"
	}
	return fmt.Sprintf("%d~%d歳", b.Lo, b.Hi)
}

func (b Band) en() string {
	if b.Hi == Oldest {
		return strconv.Itoa(b.Lo) + " and over"
	}
	return fmt.Sprintf("%d to %d", b.Lo, b.Hi)
}

// A BandFault says how the text of an age band was understood.
type BandFault int8

// What ParseBand finds.
const (
	BandGood     BandFault = iota
	BandUnknown            // the age was not told: blank, 不詳, 無回答
	BandDamaged            // a spreadsheet has made a date of it: 5月9日 was 5-9
	BandUnusable           // not an age band
)

var (
	bandRange   = regexp.MustCompile(`^(\d{1,3})歳?[-~](\d{1,3})歳?$`)
	bandHalf    = regexp.MustCompile(`^(\d{1,3})歳?以上(\d{1,3})歳?未満$`)
	bandDecade  = regexp.MustCompile(`^(\d{1,2}0)歳?代(前半|後半)?$`)
	bandOver    = regexp.MustCompile(`^(\d{1,3})(?:歳以上|以上|歳代以上|代以上|歳[-~]|[-~]|\+|歳\+)$`)
	bandUnder   = regexp.MustCompile(`^(\d{1,3})歳?未満$`)
	bandUpTo    = regexp.MustCompile(`^(?:(\d{1,3})歳?以下|[-~](\d{1,3})歳?)$`)
	bandSingle  = regexp.MustCompile(`^(\d{1,3})歳?$`)
	bandDamage  = regexp.MustCompile(`(?i)^(?:\d{1,2}月\d{1,2}日|\d{1,2}-[a-z]{3}|[a-z]{3}-\d{1,2}|\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}/\d{1,2})$`)
	bandUnknown = []string{"", "不詳", "無回答", "不明", "未回答", "回答しない", "unknown", "年齢不詳"}
)

// ParseBand reads an age band as offices write it: 20~24歳, 20-24, 20代, 65歳以上,
// 75+, 10歳未満, or a single age. The band is only meaningful with BandGood.
func ParseBand(s string) (Band, BandFault) {
	s = strings.ReplaceAll(rows.Fold(s), " ", "")
	if slices.Contains(bandUnknown, strings.ToLower(s)) {
		return Band{}, BandUnknown
	}
	b, ok := bandOf(s)
	switch {
	case ok && b.Lo <= b.Hi:
		return b, BandGood
	case bandDamage.MatchString(s):
		return Band{}, BandDamaged
	}
	return Band{}, BandUnusable
}

func bandOf(s string) (Band, bool) {
	if m := bandRange.FindStringSubmatch(s); m != nil {
		return Band{years(m[1]), years(m[2])}, true
	}
	if m := bandHalf.FindStringSubmatch(s); m != nil {
		return Band{years(m[1]), years(m[2]) - 1}, true
	}
	if m := bandDecade.FindStringSubmatch(s); m != nil {
		b := Band{years(m[1]), years(m[1]) + 9}
		switch m[2] {
		case "前半":
			b.Hi -= 5
		case "後半":
			b.Lo += 5
		}
		return b, true
	}
	if m := bandOver.FindStringSubmatch(s); m != nil {
		return Band{years(m[1]), Oldest}, true
	}
	if m := bandUnder.FindStringSubmatch(s); m != nil {
		return Band{0, years(m[1]) - 1}, true
	}
	if m := bandUpTo.FindStringSubmatch(s); m != nil {
		return Band{0, years(m[1] + m[2])}, true
	}
	if m := bandSingle.FindStringSubmatch(s); m != nil {
		return Band{years(m[1]), years(m[1])}, years(m[1]) <= 130
	}
	return Band{}, false
}

// years reads up to three digits.
func years(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// DefaultAges are the published bands of a site that declares none.
var DefaultAges = []string{"0-9", "10-19", "20-29", "30-39", "40-49", "50-59", "60-69", "70-79", "80-"}

// Ages are the bands in which a site publishes: ascending and without overlaps.
// What lies in a gap between them cannot be placed.
type Ages struct {
	bands []Band
}

// NewAges makes the scheme of the bands, in ascending order; none means
// DefaultAges.
func NewAges(bands []string) (Ages, error) {
	if len(bands) == 0 {
		bands = DefaultAges
	}
	var a Ages
	next := 0 // the lowest age that a band may begin with
	for _, s := range bands {
		b, fault := ParseBand(s)
		if fault != BandGood {
			return Ages{}, fmt.Errorf("age band %q: want a range such as 20-29 or 80-", s)
		}
		if b.Lo < next {
			return Ages{}, fmt.Errorf("age band %q overlaps or precedes the one before it", s)
		}
		a.bands = append(a.bands, b)
		next = b.Hi + 1
	}
	return a, nil
}

// Bands lists the published bands in ascending order.
func (a Ages) Bands() []Band { return slices.Clone(a.bands) }

// Place gives the code of the published band that holds all of b; ok is false
// if b reaches over several, or into none.
func (a Ages) Place(b Band) (code string, ok bool) {
	for _, p := range a.bands {
		if p.Lo <= b.Lo && b.Hi <= p.Hi {
			return p.String(), true
		}
	}
	return "", false
}

func (a Ages) entries() []dim.Entry {
	var all []dim.Entry
	for _, b := range a.bands {
		all = append(all, dim.Entry{ID: b.String(), JA: b.ja(), EN: b.en(), Rank: b.Lo})
	}
	return append(all, unknownEntry())
}
