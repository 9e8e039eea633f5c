package audit

import (
	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// The statuses of cells and observations.
const (
	published     = "published"
	notComputable = "not_computable"
	withheld      = "withheld"
)

var statuses = []string{published, withheld, "not_reported", "not_applicable", "not_computable"}

// The classes of measures.
const (
	classPersons     = "persons"
	classRespondents = "respondents"
	classMoments     = "moments"
)

// measureWeight is the sum of the weights beside the respondents to an item
// that is weighted.
const measureWeight = "weight"

// data is what was read.
type data struct {
	definitions  definitions
	codes        [dim.NumAxes]codeList
	measures     []measure // as in definitions
	cells        []cell
	observations []observation
	byID         map[string]int
	items        map[string]item
	cellsIn      []string // files of the rows, in their order: one, or its parts
	observedIn   []string

	released []*version           // by quarter, in the order in which they were made
	receipts map[string][]receipt // by quarter: who reported what cells holds
	pasts    map[string]*past     // by release: see asOf
}

// definitions is as much of kpis.json as the audit needs.
type definitions struct {
	Format   int       `json:"format"`
	Basis    string    `json:"basis"`
	Quarters []quarter `json:"quarters"`
	Measures []measure `json:"measures"`
	Items    []item    `json:"items"`
	KPIs     []kpi     `json:"kpis"`
}

type quarter struct {
	Quarter string `json:"quarter"`
	Release string `json:"release,omitempty"` // whose cells are in cells.csv; "" of a draft
	Rules   rules  `json:"rules"`
}

type rules struct {
	K            int64  `json:"k"`
	KSensitive   int64  `json:"k_sensitive"`
	AnswerMargin int64  `json:"answer_margin"`
	Zeros        string `json:"zeros"`

	SensitiveZeros []string `json:"sensitive_zeros"` // tables of which zeros are withheld, too
}

type measure struct {
	Table  string   `json:"table"`
	ID     string   `json:"id"`
	JA     string   `json:"ja"`
	EN     string   `json:"en"`
	Class  string   `json:"class"`
	PartOf []string `json:"part_of"`
	Apart  bool     `json:"apart"` // different categories are never added

	Behaviour string `json:"behaviour"`
	Unit      string `json:"unit"`
	Public    bool   `json:"public"` // of a register, which has no kinds

	ClassOf map[string]string `json:"class_of"` // category -> class, where it is another
}

type item struct {
	ID        string `json:"id"`
	Sensitive bool   `json:"sensitive"`
	Several   bool   `json:"several"` // one respondent may give several answers
}

// A codeList is the codes of an axis; index 0 is the total.
type codeList struct {
	ids    []string
	names  []diag.Text
	above  []string // as the file has it
	parent []int32
	index  map[string]int32
}

// A cell is one row of cells.csv.
type cell struct {
	Cell
	measure int32
	codes   [dim.NumAxes]int32
	version int32 // in a joint system
	status  string
	value   int64
}

// An observation is one row of observations.csv.
type observation struct {
	id      dim.ID
	line    int
	codes   [dim.NumAxes]int32
	status  string
	numbers [len(numberColumns)]string
}
