package template

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// instructions are what there is to know before filling in, in both languages.
var instructions = [][2]string{
	{"シート「%[1]s」の2行目から下に記入します。1行目の見出しは変えないでください。", "Fill in the sheet %[1]s from its second row. Do not change the header in the first."},
	{"一行は「%[2]s」です。", "One row is: %[3]s."},
	{"◎ の列は必ず記入します。ほかの列は、わからなければ空欄でかまいません。", "Columns with ◎ are required. Others may be left empty."},
	{"コード(市区町村コード、法人番号など)は、頭の 0 も含めて全部の桁を書きます。", "Write all digits of codes, their leading zeros, too."},
	{"セルを結合しないでください。数式ではなく値を入れてください。", "Merge no cells, and type values instead of formulas."},
	{"氏名、住所、電話番号など、個人がわかることは書かないでください。備考も同じです。", "Write nothing that tells who somebody is, in remarks neither."},
	{"ほかの表から貼り付けるときは「値の貼り付け」を使ってください。見出しを直す必要があるときは「校閲」→「シート保護の解除」(パスワードはありません)。", "Paste values only. To change a header, unprotect the sheet (Review; there is no password)."},
}

// ofGroups are further instructions for tables whose rows are groups.
var ofGroups = [][2]string{
	{"同じ区分の行は一つだけにします。合計の行は要りません。", "There is one row for each group. Leave out rows of totals."},
}

// signs are the markers that may stand for a number.
var signs = [][3]string{
	{"…", "調べていない、わからない", "not known"},
	{"x", "数はあるが、知らせられない(秘匿)", "withheld by the submitter"},
	{"-", "該当する数がない(0 とは数えません)", "not applicable; not counted as 0"},
	{"0", "数えたら0だった", "counted, and none"},
}

// widths are those of the columns of the instructions.
var widths = []int{26, 34, 8, 54, 54, 30}

// A page is the sheet of instructions with the next row to write.
type page struct {
	*book
	row                         int
	title, across, text, header int // styles
}

// notes writes the instructions, the markers and what each column means.
func (b *book) notes() {
	_, err := b.NewSheet(notesSheet)
	b.try(err)
	p := &page{book: b, row: 1}
	wrap := &excelize.Alignment{WrapText: true, Vertical: "top"}
	p.title = b.style(&excelize.Style{Font: &excelize.Font{Bold: true, Color: "2F5D8A"}})
	p.across = b.style(&excelize.Style{}) // runs on into the empty cells beside it, which are not merged
	p.text = b.style(&excelize.Style{Alignment: wrap})
	p.header = b.style(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: wrap, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E6EEF7"}}})
	for i, w := range widths {
		b.try(b.SetColWidth(notesSheet, letter(i), letter(i), float64(w)))
	}
	p.instructions()
	if b.form.markers {
		p.signs()
	}
	p.columns()
	b.try(b.SetDefinedName(&excelize.DefinedName{Name: notesName, RefersTo: notesSheet + "!$A$1"}))
	landscape, wide, tall, fit := "landscape", 1, 0, true
	b.try(b.SetPageLayout(notesSheet, &excelize.PageLayoutOptions{Orientation: &landscape, FitToWidth: &wide, FitToHeight: &tall}))
	b.try(b.SetSheetProps(notesSheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
}

// put writes a row of texts.
func (p *page) put(style int, texts ...string) {
	from := fmt.Sprintf("A%d", p.row)
	cells := make([]any, len(texts))
	for i, t := range texts {
		cells[i] = t
	}
	p.try(p.SetSheetRow(notesSheet, from, &cells))
	p.try(p.SetCellStyle(notesSheet, from, fmt.Sprintf("%s%d", letter(len(texts)-1), p.row), style))
	if style == p.text || style == p.header {
		p.try(p.SetRowHeight(notesSheet, p.row, 18*float64(lines(texts))))
	}
	p.row++
}

// lines counts how many lines the longest text of a row needs in its column:
// programs differ in whether they make room for wrapped text by themselves.
func lines(texts []string) int {
	n := 1
	for i, t := range texts {
		n = max(n, (halves(t)+widths[i]-3)/(widths[i]-2))
	}
	return n
}

func (p *page) instructions() {
	f := p.form
	p.put(p.title, f.name.JA+" "+f.name.EN+" — 記入方法 How to fill it in")
	lines := instructions
	if f.groups {
		lines = slices.Concat(instructions[:2], ofGroups, instructions[2:])
	}
	for _, line := range lines {
		for _, text := range line {
			p.put(p.across, format(text, f.name.JA, f.row.JA, f.row.EN))
		}
	}
	p.row++
}

func (p *page) signs() {
	p.put(p.title, "数の代わりに書ける記号 Markers in place of numbers")
	for _, s := range signs {
		p.put(p.across, s[0], s[1]+" "+s[2])
	}
	p.row++
}

func (p *page) columns() {
	p.put(p.title, "列の意味 Columns")
	p.put(p.header, "見出し", "Header", "必要", "意味と選択肢", "Meaning", "例 Example")
	for _, c := range p.form.columns {
		mark := ""
		if c.required {
			mark = "◎"
		}
		ja := joined("。", c.note.JA, labelled("単位: ", c.unit.JA), choices(c.list))
		en := joined("; ", c.note.EN, labelled("unit: ", c.unit.EN))
		p.put(p.text, c.name.JA, c.name.EN, mark, ja, en, at(c.example, 0))
	}
}

// joined joins the texts that are not empty.
func joined(by string, texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(t string) bool { return t == "" }), by)
}

func labelled(label, text string) string {
	if text == "" {
		return ""
	}
	return label + text
}

// choices names those of a short list; a long one is left to the drop-down.
func choices(list []string) string {
	if len(list) > 12 {
		return ""
	}
	return strings.Join(list, "、")
}

// format fills a text whose arguments need not all be used.
func format(text string, args ...string) string {
	for i, a := range args {
		text = strings.ReplaceAll(text, fmt.Sprintf("%%[%d]s", i+1), a)
	}
	return text
}
