package stat

// A Band is a range of ratios, limits included, that call for no closer look,
// 0 < Lower <= 1 <= Upper.
type Band struct{ Lower, Upper float64 }

// The bands in use. They are screening lines, not lines between fair and
// unfair.
var (
	FourFifths = Band{BandLower, BandUpper} // of rate ratios
	ParityBand = Band{0.97, 1.03}           // of the gender parity index (UNESCO)
)

// The limits of FourFifths: four fifths and its inverse.
const (
	BandLower = 0.8
	BandUpper = 1.25
)

// A Verdict says where the whole interval of a ratio lies beside the band.
type Verdict string

// The verdicts. Undecided is not "no difference": the data are too few to
// tell, and the interval reaches over a limit of the band.
const (
	Below     Verdict = "below"
	Within    Verdict = "within"
	Above     Verdict = "above"
	Undecided Verdict = "undecided"
)

// Contains reports whether the ratio itself lies in the band.
func (b Band) Contains(ratio float64) bool { return b.Lower <= ratio && ratio <= b.Upper }

// Judge returns the verdict on the interval of a ratio: Below or Above if it
// lies wholly outside the band, Within if wholly inside. An interval without a
// positive upper limit is that of no ratio and Undecided.
//
// With fewer than five successes in the group or in the reference there is no
// verdict at all. Only the caller knows the counts and must not ask then.
func (b Band) Judge(ratio Interval) Verdict {
	switch {
	case !(ratio.Upper > 0):
		return Undecided
	case ratio.Upper < b.Lower:
		return Below
	case ratio.Lower > b.Upper:
		return Above
	case ratio.Lower >= b.Lower && ratio.Upper <= b.Upper:
		return Within
	}
	return Undecided
}

// Judge returns the verdict of FourFifths.
func Judge(ratio Interval) Verdict { return FourFifths.Judge(ratio) }
