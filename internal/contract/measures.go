package contract

// A Behaviour says how the values of a measure relate to time.
type Behaviour int8

// The behaviours of measures. Flows and cohorts add up over the months of a
// quarter; stocks and cumulative figures are those of its last month.
const (
	Stock      Behaviour = iota // at the end of the quarter
	Flow                        // during the quarter
	Cumulative                  // since the start of the school year
	Cohort                      // of those who started in the quarter
)

// A Class says which rule of disclosure a measure follows.
type Class int8

// The classes of measures.
const (
	Persons     Class = iota // counts of persons: 1 to k-1 is withheld
	Respondents              // anonymous answers: a group needs k respondents, and follows its item
	Counts                   // of what is public by itself: schools, events, residents of a register
	Money                    // yen, hours, openings: contributors and dominance
)

// A Unit is what a measure counts. Values are whole numbers of its smallest
// unit.
type Unit int8

// The units of measures.
const (
	UnitPersons       Unit = iota // 人
	UnitItems                     // 件: openings, slots, contracts, events
	UnitYen                       // 円
	UnitMinutes                   // written in hours, 3.5 or 3:30; counted in minutes
	UnitDays                      // 日
	UnitCredits                   // 単位
	UnitSchools                   // 校
	UnitEntities                  // 社: companies and other new entities
	UnitYesNo                     // 0 or 1
	UnitOrganisations             // 団体
)

// A Measure is an additive column.
type Measure struct {
	Column
	Behaviour Behaviour
	Class     Class
	Unit      Unit
	PartOf    []string // measures of the same table that can never be smaller
	Rate      bool     // not additive by itself: it is multiplied (see Product)
	Product   []string // instead of a column: two measures of the row are multiplied, minutes and yen an hour; of one the rows that give it are counted, of none all
}

// A Word is one value of a closed vocabulary, such as a channel of hiring.
type Word struct {
	Code   string
	Name   Name
	Labels []string // further writings
}

// is reports whether a text, as the file writes it, is the word.
func (w *Word) is(text string) bool {
	if text == w.Code || text == w.Name.JA || text == w.Name.EN {
		return true
	}
	for _, l := range w.Labels {
		if text == l {
			return true
		}
	}
	return false
}

// YesNo reads a measure that is 0 or 1, in half width.
func YesNo(text string) (yes, ok bool) {
	for i := range yesNo {
		if yesNo[i].is(text) {
			return yesNo[i].Code == "yes", true
		}
	}
	return false, false
}
