package export

import (
	"strconv"

	"github.com/xuri/excelize/v2"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
)

// A workbook is being made. The first error is kept, and what comes after it
// does nothing.
type workbook struct {
	*excelize.File
	kit                         *kit
	head, text, percent, number int
	err                         error
}

func (b *workbook) try(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *workbook) style(s *excelize.Style) int {
	id, err := b.NewStyle(s)
	b.try(err)
	return id
}

func (b *workbook) styles() {
	top := &excelize.Alignment{WrapText: true, Vertical: "top"}
	b.head = b.style(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: top, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E6EEF7"}}})
	b.text = b.style(&excelize.Style{Alignment: top})
	percent, number := "0.0%", "#,##0.##########"
	b.percent = b.style(&excelize.Style{CustomNumFmt: &percent})
	b.number = b.style(&excelize.Style{CustomNumFmt: &number})
}

// values streams the rows: the only sheet that can be long, and the only one
// that may be streamed, since two streams would stand in the file in any order.
func (b *workbook) values(rows []openRow) {
	w, err := b.NewStreamWriter(valuesSheet)
	if err != nil {
		b.try(err)
		return
	}
	for i, col := range sheetColumns {
		b.try(w.SetColWidth(i+1, i+1, col.width))
	}
	b.try(w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	cells := make([]any, len(sheetColumns))
	for i, h := range b.kit.heads() {
		cells[i] = excelize.Cell{StyleID: b.head, Value: h}
	}
	b.try(w.SetRow("A1", cells))
	for i := range rows {
		for j, col := range sheetColumns {
			cells[j] = b.cell(col, &rows[i])
		}
		b.try(w.SetRow("A"+strconv.Itoa(i+2), cells))
	}
	b.try(w.Flush())
}

// cell is a typed number, or a text; nil for nothing.
func (b *workbook) cell(col sheetColumn, r *openRow) any {
	text := col.of(b.kit, r)
	if text == "" {
		return nil
	}
	v, err := strconv.ParseFloat(text, 64)
	if !col.number || err != nil {
		return text
	}
	switch col.key {
	case "xlsx.value", "xlsx.lower", "xlsx.upper":
		if r.get("unit") == UnitProportion {
			return excelize.Cell{StyleID: b.percent, Value: v}
		}
	}
	return excelize.Cell{StyleID: b.number, Value: v}
}

// sheet writes a short sheet of texts: heads in bold, each row below them.
func (b *workbook) sheet(name string, widths []float64, rows [][]string) {
	_, err := b.NewSheet(name)
	b.try(err)
	for i, w := range widths {
		col, err := excelize.ColumnNumberToName(i + 1)
		b.try(err)
		b.try(b.SetColWidth(name, col, col, w))
	}
	for y, row := range rows {
		for x, text := range row {
			cell, err := excelize.CoordinatesToCellName(x+1, y+1)
			b.try(err)
			b.try(b.SetCellStr(name, cell, text))
			style := b.text
			if y == 0 {
				style = b.head
			}
			b.try(b.SetCellStyle(name, cell, cell, style))
		}
	}
}

// definitions tell of each KPI of the rows what it is.
func (b *workbook) definitions(rows []openRow) {
	var all [][]string
	head := []string{}
	for _, key := range []string{"id", "kpi", "name.en", "definition", "definition.en", "unit", "guideline", "iso"} {
		head = append(head, b.kit.words.T("xlsx.definition."+key))
	}
	all = append(all, head)
	for i := range rows {
		id := rows[i].get("kpi")
		if e, ok := b.kit.cube.Catalogue().Entry(id); ok && all[len(all)-1][0] != id {
			all = append(all, b.definition(e, rows[i].get("unit")))
		}
	}
	b.sheet(definitionsSheet, []float64{16, 34, 34, 60, 60, 14, 28, 28}, all)
}

func (b *workbook) definition(e *catalogue.Entry, unit string) []string {
	unknown := b.kit.words.T("kit.mapping.unknown")
	guideline, iso := unknown, unknown
	if p, ok := e.Mapping.GuidelineItem(); ok {
		guideline = p.Field.JA
		if p.Name.JA != "" && p.Name != p.Field {
			guideline += " / " + p.Name.JA
		}
	}
	if p, ok := e.Mapping.ISOArea(); ok {
		iso = p.Name.JA
	}
	return []string{e.ID, e.Label + " " + e.Name.JA, e.Name.EN, e.Definition.JA, e.Definition.EN, b.kit.words.T("xlsx.unit." + unit), guideline, iso}
}

// reading tells what the signs mean and where the numbers are from.
func (b *workbook) reading(about contract.Name) {
	w, k := b.kit.words, b.kit
	rows := [][]string{{about.JA, about.EN}, {w.T("xlsx.source"), k.about.Title.JA}}
	if k.about.Publisher.JA != "" {
		rows = append(rows, []string{w.T("organisation.publisher"), k.about.Publisher.JA})
	}
	if l := k.about.Licence; l.Given() {
		rows = append(rows, []string{w.T("licence.head"), l.Name.JA + " " + l.URL})
	}
	if k.about.BaseURL != "" {
		rows = append(rows, []string{w.T("organisation.url"), k.about.BaseURL})
	}
	rows = append(rows, []string{w.T("kit.assurance.head"), w.T("kit.assurance")})
	for _, st := range []string{"withheld", "not_reported", "not_applicable", "not_computable"} {
		rows = append(rows, []string{w.T("symbol." + st), w.T("status." + st + ".about")})
	}
	rows = append(rows, []string{"0", w.T("symbol.zero.about")})
	for _, key := range []string{"values", "interval", "numbers", "more", "id"} {
		rows = append(rows, []string{w.T("xlsx.reading." + key), w.T("xlsx.reading." + key + ".about")})
	}
	b.sheet(readingSheet, []float64{28, 90}, rows)
}
