package report

import (
	_ "embed"
	"encoding/json"
	"io"
	"slices"

	"fukusen/internal/diag"
)

// Schema is the JSON Schema (2020-12) of what JSON writes.
//
//go:embed findings.schema.json
var Schema []byte

// MachineOptions say how findings are told to machines.
type MachineOptions struct {
	View          // JSON ignores its language, and neither form shows lines
	Values bool   // show the values of cells, except in files with personal data
	Folder string // GitHub only: folder of the site in its repository; "" or "." is the top
}

// The report as JSON. Fields are never removed and do not change their meaning
// within a format number.
type (
	jsonReport struct {
		Format   int           `json:"format"`
		Findings []jsonFinding `json:"findings"`
		Counts   jsonCounts    `json:"counts"`
	}
	jsonCounts struct {
		Errors   int `json:"errors"`
		Warnings int `json:"warnings"`
	}
	jsonFinding struct {
		diag.Pos
		Rule      string     `json:"rule"`
		Severity  string     `json:"severity"`
		Message   jsonText   `json:"message"`
		Hint      jsonText   `json:"hint"`
		Submitter string     `json:"submitter"`
		Related   []diag.Pos `json:"related"`
	}
	jsonText struct {
		JA string `json:"ja"`
		EN string `json:"en"`
	}
)

// formatNumber is that of the JSON report.
const formatNumber = 1

// JSON writes every finding on its own, by submitter and place, in both
// languages.
func JSON(w io.Writer, l diag.List, opt MachineOptions) error {
	r := jsonReport{Format: formatNumber, Findings: []jsonFinding{}}
	for _, s := range sections(l, opt.View, opt.Values) {
		r.Counts.Errors += s.errors
		r.Counts.Warnings += s.warnings
		r.Findings = append(r.Findings, s.told(opt.View)...)
	}
	return writeJSON(w, r)
}

// told gives each finding of the section on its own, in the order of places.
func (s *section) told(v View) []jsonFinding {
	var list []jsonFinding
	for _, e := range s.entries {
		for _, p := range append([]diag.Pos{e.Pos}, e.also...) {
			list = append(list, told(e.Finding, p, s.name, jsonText{v.hint(e, diag.JA), v.hint(e, diag.EN)}))
		}
	}
	slices.SortStableFunc(list, func(a, b jsonFinding) int { return a.Pos.Compare(b.Pos) })
	return list
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

func told(f diag.Finding, at diag.Pos, submitter string, hint jsonText) jsonFinding {
	return jsonFinding{
		Pos: at, Rule: f.Rule.ID, Severity: severity(f), Submitter: submitter,
		Message: jsonText{f.Msg(diag.JA), f.Msg(diag.EN)},
		Hint:    hint,
		Related: append([]diag.Pos{}, f.Related...),
	}
}

func severity(f diag.Finding) string {
	if f.Warn() {
		return "warning"
	}
	return "error"
}
