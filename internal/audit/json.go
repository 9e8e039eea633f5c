package audit

import (
	"encoding/json"
	"io"

	"fukusen/internal/diag"
)

// The report as JSON. Fields are never removed and do not change their meaning
// within a format number.
type (
	jsonReport struct {
		Format    int           `json:"format"`
		Clean     bool          `json:"clean"`
		Cells     int           `json:"cells"`
		Withheld  int           `json:"withheld"`
		Blocks    int           `json:"blocks"`
		Largest   int           `json:"largest_block"`
		Relations int           `json:"relations"`
		Computed  int           `json:"computed"` // withheld, and yet computable
		Narrow    int           `json:"narrow"`   // withheld, but bounds leave too few values, or one
		Proven    int           `json:"proven"`
		Open      int           `json:"open"`
		Narrowest int64         `json:"narrowest_range"` // 0 if none has an end
		Numbers   int           `json:"numbers_in_pages"`
		Versions  int           `json:"older_releases"` // that were attacked together with the newest
		Changes   int           `json:"changes"`        // that tell of few organisations or persons
		Tables    []Count       `json:"tables"`
		Findings  []jsonFinding `json:"findings"`
	}
	jsonFinding struct {
		diag.Pos
		Rule    string   `json:"rule"`
		Message jsonText `json:"message"`
		Hint    jsonText `json:"hint"`
	}
	jsonText struct {
		JA string `json:"ja"`
		EN string `json:"en"`
	}
)

// JSON writes the report for machines. Without values it holds neither what a
// withheld number is nor the sums that give it: those are for the steward, never
// for a public log.
func (r *Report) JSON(w io.Writer, values bool) error {
	finds := r.Findings()
	out := jsonReport{
		Format: 1, Clean: finds.Errors() == 0, Cells: r.Cells, Withheld: r.Withheld, Blocks: r.Blocks, Largest: r.Largest,
		Relations: r.Relations, Computed: len(r.Determined), Narrow: len(r.Bounded) + len(r.Narrow), Proven: r.Proven,
		Open: r.Open, Narrowest: r.Narrowest, Numbers: r.Numbers, Versions: r.Versions, Changes: len(r.Changes),
		Tables: append([]Count{}, r.Tables...), Findings: []jsonFinding{},
	}
	for _, f := range finds {
		if !values {
			f = f.Masked()
		}
		out.Findings = append(out.Findings, jsonFinding{
			f.Pos, f.Rule.ID, jsonText{f.Msg(diag.JA), f.Msg(diag.EN)}, jsonText{f.Hint(diag.JA), f.Hint(diag.EN)},
		})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}
