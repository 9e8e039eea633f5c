package template

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// Sheets of a workbook beside the data, and the names defined for them, by which
// a reader knows that they are no data. Package sheet has the same names.
const (
	notesSheet = "記入方法"
	listsSheet = "リスト"
	notesName  = "fukusen.notes"
	listsName  = "fukusen.lists"
)

const (
	lastRow = 1 << 20 // of a sheet, to which cells can be filled in
	made    = "2026-04-01T00:00:00Z"
)

// A book is a workbook that is being made. The first error is kept, and what
// comes after it does nothing.
type book struct {
	*excelize.File
	form *form
	data string // name of the sheet of data
	err  error
}

// workbook writes the form with rows typed into it.
func (f *form) workbook(w io.Writer, rows [][]string) error {
	b := &book{File: excelize.NewFile(), form: f, data: f.name.JA}
	defer b.Close() // nothing of it is on disk
	b.properties()
	b.try(b.SetSheetName("Sheet1", b.data))
	b.dataSheet()
	for i, row := range rows {
		b.typeRow(i+2, row)
	}
	b.lists()
	b.notes()
	b.protect()
	if b.err == nil {
		b.err = b.Write(w)
	}
	if b.err != nil {
		return fmt.Errorf("writing the template %s: %w", f.id, b.err)
	}
	return nil
}

func (b *book) try(err error) {
	if b.err == nil {
		b.err = err
	}
}

// properties are fixed, so that the bytes are.
func (b *book) properties() {
	b.try(b.SetDocProps(&excelize.DocProperties{
		Creator: "Fukusen", LastModifiedBy: "Fukusen", Created: made, Modified: made,
		Title: b.form.name.JA + " " + b.form.name.EN,
	}))
	b.try(b.SetAppProps(&excelize.AppProperties{Application: "Fukusen"}))
}

func (b *book) style(s *excelize.Style) int {
	font := excelize.Font{Family: "Yu Gothic", Size: 11}
	if s.Font != nil {
		font.Bold, font.Color = s.Font.Bold, s.Font.Color
	}
	s.Font = &font
	id, err := b.NewStyle(s)
	b.try(err)
	return id
}

// letter names a column from 0.
func letter(i int) string {
	name, _ := excelize.ColumnNumberToName(i + 1)
	return name
}

// dataSheet has the header in the first row and nothing but empty cells below.
func (b *book) dataSheet() {
	for i, c := range b.form.columns {
		l := letter(i)
		b.try(b.SetColWidth(b.data, l, l, width(c)))
		b.try(b.SetColStyle(b.data, l, b.cellStyle(c)))
		b.try(b.SetCellStr(b.data, l+"1", c.name.JA))
		b.try(b.SetCellStyle(b.data, l+"1", l+"1", b.headerStyle(c)))
		b.try(b.AddComment(b.data, comment(l+"1", c)))
		b.validate(i, c)
	}
	b.try(b.SetRowHeight(b.data, 1, 30))
	b.try(b.SetPanes(b.data, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	landscape, wide, tall := "landscape", 1, 0
	b.try(b.SetPageLayout(b.data, &excelize.PageLayoutOptions{Orientation: &landscape, FitToWidth: &wide, FitToHeight: &tall}))
	fit := true
	b.try(b.SetSheetProps(b.data, &excelize.SheetPropsOptions{FitToPage: &fit}))
}

// headerStyle marks a required column by a darker colour, and for those who do
// not see it by a sign that only the format adds: the text stays the name.
func (b *book) headerStyle(c column) int {
	s := &excelize.Style{
		Font:       &excelize.Font{Bold: true, Color: "1A1A1A"},
		Fill:       excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E6EEF7"}},
		Alignment:  &excelize.Alignment{Vertical: "center", Horizontal: "center", WrapText: true},
		Border:     []excelize.Border{{Type: "bottom", Style: 2, Color: "2F5D8A"}},
		Protection: &excelize.Protection{Locked: true},
	}
	if c.required {
		marked := `@"◎"`
		s.CustomNumFmt = &marked
		s.Font.Color, s.Fill.Color = "FFFFFF", []string{"2F5D8A"}
	}
	return b.style(s)
}

// cellStyle keeps what is typed: a code as text with its zeros, an age band
// without becoming a date.
func (b *book) cellStyle(c column) int {
	s := &excelize.Style{Protection: &excelize.Protection{Locked: false}}
	iso := "yyyy-mm-dd"
	switch c.entry {
	case typed:
		s.NumFmt = 49 // @
	case whole:
		s.NumFmt = 3 // #,##0
	case day:
		s.CustomNumFmt = &iso
	}
	return b.style(s)
}

// width fits the header and the choices, in characters of half width.
func width(c column) float64 {
	n := halves(c.name.JA) + 4
	for _, s := range slices.Concat(c.list, c.example) {
		n = max(n, min(halves(s)+2, 24))
	}
	return float64(min(max(n, 10), 36))
}

// halves counts a Japanese character as two.
func halves(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= utf8.RuneSelf {
			n++
		}
	}
	return n
}

func comment(cell string, c column) excelize.Comment {
	text := strings.Join(c.explained(), "\n")
	return excelize.Comment{Author: "Fukusen", Cell: cell, Text: text, Width: 320, Height: uint(60 + 16*strings.Count(text, "\n") + halves(text)/2)}
}

// explained says all about a column in lines, in both languages.
func (c column) explained() []string {
	lines := []string{c.name.JA + " " + c.name.EN}
	if c.required {
		lines = append(lines, "◎ 必ず記入 required")
	} else {
		lines = append(lines, "空欄でもよい may be left empty")
	}
	if c.note.JA != "" {
		lines = append(lines, c.note.JA, c.note.EN)
	}
	if c.unit.JA != "" {
		lines = append(lines, "単位 unit: "+c.unit.JA+" "+c.unit.EN)
	}
	if c.markers {
		lines = append(lines, "不明は …、秘匿は x、該当なしは - / … not known, x withheld, - not applicable")
	}
	if e := at(c.example, 0); e != "" {
		lines = append(lines, "例 example: "+e)
	}
	return lines
}

// typeRow fills in a row as a person would type it: numbers and dates become
// values.
func (b *book) typeRow(row int, fields []string) {
	for i, text := range fields {
		if text == "" {
			continue
		}
		cell := letter(i) + strconv.Itoa(row)
		n, err := strconv.ParseFloat(text, 64)
		date, notDate := time.Parse(time.DateOnly, text)
		switch entry := b.form.columns[i].entry; {
		case (entry == whole || entry == amount) && err == nil:
			b.try(b.SetCellFloat(b.data, cell, n, -1, 64))
		case entry == day && notDate == nil:
			b.try(b.SetCellValue(b.data, cell, date))
		default:
			b.try(b.SetCellStr(b.data, cell, text))
		}
	}
}

// protect locks the headers; there is no password, so that whoever has to may
// change them. Sorting, rows and widths stay free.
func (b *book) protect() {
	b.try(b.ProtectSheet(b.data, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatCells: true, FormatColumns: true, FormatRows: true,
		InsertRows: true, DeleteRows: true, Sort: true, AutoFilter: true,
	}))
	b.SetActiveSheet(0)
}
