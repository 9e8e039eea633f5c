package report

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io"

	"fukusen/internal/diag"
)

// Withheld tells the steward what is withheld of the quarters that are not
// released yet, and why. It must stay outside the public folder: the reasons
// alone tell which numbers are small.
type Withheld struct {
	Title    string            `json:"title"` // of the site; may be empty
	Thin     []ThinPage        `json:"pages_mostly_withheld"`
	Quarters []WithheldQuarter `json:"quarters"` // the newest first
}

// A ThinPage is a page of which more than a third of the numbers is withheld.
type ThinPage struct {
	Page     string  `json:"page"` // path in the site
	Name     Words   `json:"name"`
	Numbers  int     `json:"numbers"`
	Withheld int     `json:"withheld"`
	View     PageOf  `json:"view"`              // the one that loses most
	Coarser  *PageOf `json:"coarser,omitempty"` // the finest within it that keeps two thirds; nil if there is none
}

// A PageOf is the numbers that a page has of one view.
type PageOf struct {
	Name     Words `json:"name"`
	Numbers  int   `json:"numbers"`
	Withheld int   `json:"withheld"`
}

// Kept is how many of the numbers are published.
func (v PageOf) Kept() int { return v.Numbers - v.Withheld }

// Without counts what the page would have without the view that loses most.
// Partners that only this view asks for may be published then, too, so it is at
// least so much that is kept.
func (p ThinPage) Without() PageOf {
	return PageOf{Numbers: p.Numbers - p.View.Numbers, Withheld: p.Withheld - p.View.Withheld}
}

// A WithheldQuarter is one quarter with its tables.
type WithheldQuarter struct {
	ID      string          `json:"id"`
	Name    Words           `json:"name"`
	K       int             `json:"k"` // smallest number of persons that is published
	Tables  []WithheldTable `json:"tables"`
	LeftOut []Words         `json:"left_out"` // views that are not published at all
}

// A WithheldTable is one table of a quarter.
type WithheldTable struct {
	ID       string         `json:"id"`
	Name     Words          `json:"name"`
	Cells    int            `json:"cells"`
	Withheld int            `json:"withheld"`
	Reasons  []ReasonCount  `json:"reasons"`
	List     []WithheldCell `json:"list"`
}

// A ReasonCount is how many cells are withheld for a reason. Answers go with
// their respondents and are not counted again.
type ReasonCount struct {
	ID    string `json:"id"`
	Name  Words  `json:"name"`
	Cells int    `json:"cells"`
}

// A WithheldCell is a withheld cell. Other cells are named by their lines in the
// same file: they are of the same table and quarter.
type WithheldCell struct {
	File     string `json:"file"` // data/cells.csv, or its part for the table and quarter
	Line     int    `json:"line"` // of the file
	Name     Words  `json:"name"`
	Measure  Words  `json:"measure"` // what is counted, of which kind
	Group    Words  `json:"group"`   // and of whom
	Reason   string `json:"reason"`
	Text     Words  `json:"reason_text"`
	Protects []int  `json:"protects,omitempty"` // of a partner: sensitive cells, of the same sums or else the nearest
	Steps    int    `json:"steps,omitempty"`    // sums between it and those; 1 for the same sums
	Reveals  []int  `json:"reveals,omitempty"`  // cells that would follow if it were published

	Rests   []Words          `json:"reveals_rests,omitempty"` // what is left of wholes, fewer than k, that would follow, too
	Narrows []WithheldNarrow `json:"narrows,omitempty"`       // and what would have fewer than k values left
}

// A WithheldNarrow is a withheld number, or what is left of a whole, that the
// publication of another would narrow too much.
type WithheldNarrow struct {
	Line  int   `json:"line"`          // of the cell, or of the part that is subtracted
	Rest  Words `json:"rest,omitzero"` // what is left of a whole; empty for the cell itself
	Range Range `json:"range"`
	Was   Range `json:"range_now"`
}

// Words are a text in both languages.
type Words struct {
	JA string `json:"ja"`
	EN string `json:"en"`
}

// In returns the text in the language.
func (w Words) In(lang diag.Lang) string { return diag.Text(w).In(lang) }

//go:embed withheld.html
var withheldTemplate string

// What the template of Withheld sees.
type withheldPage struct {
	*Withheld
	Lang  diag.Lang
	Date  string
	Style template.CSS
	cells map[cellPlace]*WithheldCell // of the newest quarter
}

// A cellPlace is where the row of a cell stands.
type cellPlace struct {
	file string
	line int
}

// WithheldHTML writes the report as one file that prints on A4. The cells are
// listed of the newest quarter; those of the others are in the JSON.
func WithheldHTML(w io.Writer, v *Withheld, lang diag.Lang, date string) error {
	p := &withheldPage{Withheld: v, Lang: lang, Date: date, Style: template.CSS(htmlStyle), cells: map[cellPlace]*WithheldCell{}}
	for _, q := range p.Newest() {
		for _, t := range q.Tables {
			for i := range t.List {
				p.cells[cellPlace{t.List[i].File, t.List[i].Line}] = &t.List[i]
			}
		}
	}
	t, err := template.New("withheld").Funcs(template.FuncMap{
		"t":  func(ja, en string) string { return diag.Text{JA: ja, EN: en}.In(lang) },
		"in": func(t Words) string { return harmless(t.In(lang)) }, "protects": p.protects, "costs": p.costs,
	}).Parse(withheldTemplate)
	if err != nil {
		return fmt.Errorf("the template of withheld cells: %w", err)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, p); err != nil {
		return fmt.Errorf("writing the withheld cells: %w", err)
	}
	_, err = w.Write(b.Bytes())
	return err
}

// Marker returns the comment of the first line.
func (p *withheldPage) Marker() template.HTML { return template.HTML(Marker) }

// Newest gives the quarter whose cells are listed, as a list of at most one.
func (p *withheldPage) Newest() []WithheldQuarter { return p.Quarters[:min(1, len(p.Quarters))] }

// WithheldJSON writes all of it on one line, which begins with the Marker, so
// that Save knows it again.
func WithheldJSON(w io.Writer, v *Withheld) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(struct {
		Marker string `json:"marker"`
		Format int    `json:"format"`
		*Withheld
	}{Marker, formatNumber, v})
}
