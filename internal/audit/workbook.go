package audit

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// The columns of data/excel and of the sheet 値: which number of an observation
// each holds, "" for words.
var (
	excelHeads = []string{
		"指標", "期間", "区分", "値", "単位", "幅の下限", "幅の上限", "幅の計算方法", "分子", "分母", "回答数",
		"報告した団体", "報告するはずの団体", "状態", "公表番号", "値の番号",
	}
	excelNumbers = []string{"", "", "", "value", "", "lower", "upper", "", "numerator", "denominator", "respondents", "reporters", "expected", "", "", ""}
	excelStatus  = map[string]string{
		"公表": "published", "秘匿": "withheld", "報告なし": "not_reported", "該当なし": "not_applicable", "計算できません": "not_computable",
	}
)

const (
	excelStatusAt = 13
	excelIDAt     = 15
	byteOrderMark = "\ufeff"
)

// excel reads a CSV file for spreadsheets.
func (w *offered) excel(text []byte) {
	rows, ok := w.table(bytes.TrimPrefix(text, []byte(byteOrderMark)), excelHeads)
	if !ok {
		return
	}
	for i, fields := range rows {
		w.excelRow(i+2, fields)
	}
}

func (w *offered) excelRow(line int, fields []string) {
	c := &claim{line: line, id: fields[excelIDAt], status: excelStatus[fields[excelStatusAt]]}
	if c.status == "" {
		w.complain(&ruleRow, line, fields[excelStatusAt])
	}
	for i, column := range excelNumbers {
		if column != "" {
			c.say(column, fields[i])
		}
	}
	w.row(c)
}

// parts are the files that a workbook here may be made of.
var parts = regexp.MustCompile(`^(\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml|xl/(workbook|styles|sharedStrings)\.xml|xl/_rels/workbook\.xml\.rels|xl/theme/theme1\.xml|xl/worksheets/sheet[1-3]\.xml)$`)

// workbook reads a workbook: three sheets, of which only the first has numbers,
// and nothing that is computed when it is opened.
func (w *offered) workbook(text []byte) {
	z, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		w.complain(&ruleRow, 0, err.Error())
		return
	}
	b := &book{offered: w}
	for _, f := range z.File {
		if !parts.MatchString(f.Name) {
			w.complain(&ruleRow, 0, f.Name)
		}
		if f.Name == "xl/sharedStrings.xml" {
			b.read(f, b.sharedStrings)
		}
	}
	for _, f := range z.File {
		if path.Dir(f.Name) == "xl/worksheets" {
			b.first = f.Name == "xl/worksheets/sheet1.xml"
			b.read(f, b.sheet)
		}
	}
}

// A book is a workbook while it is read.
type book struct {
	*offered
	strings []string
	first   bool // the sheet of the values
}

func (b *book) read(f *zip.File, content func(string) error) {
	part, err := f.Open()
	if err == nil {
		var text []byte
		if text, err = io.ReadAll(part); err == nil {
			err = content(string(text))
		}
		part.Close()
	}
	if err != nil {
		b.complain(&ruleRow, 0, f.Name+": "+err.Error())
	}
}

// sharedStrings lists the texts that cells name by number.
func (b *book) sharedStrings(text string) error {
	var all struct {
		Items []struct {
			Text string `xml:"t"`
			Runs []struct {
				Text string `xml:"t"`
			} `xml:"r"`
		} `xml:"si"`
	}
	if err := xml.Unmarshal([]byte(text), &all); err != nil {
		return err
	}
	for _, it := range all.Items {
		text := it.Text
		for _, r := range it.Runs {
			text += r.Text
		}
		b.strings = append(b.strings, text)
	}
	return nil
}

// sheet reads the rows of a sheet: as they are written here, or if there is
// anything else among them as any XML.
func (b *book) sheet(text string) error {
	rows, ok := plainRows(text)
	if !ok {
		var err error
		if rows, err = anyRows(text); err != nil {
			return err
		}
	}
	for i := range rows {
		b.row(&rows[i])
	}
	return nil
}

// A sheetRow is a row of a sheet.
type sheetRow struct {
	Number int         `xml:"r,attr"`
	Cells  []sheetCell `xml:"c"`
}

// A sheetCell is a cell: a number unless its type says that it is a text.
type sheetCell struct {
	Ref     string  `xml:"r,attr"`
	Type    string  `xml:"t,attr"`
	Value   string  `xml:"v"`
	Text    string  `xml:"is>t"`
	Formula *string `xml:"f"`
}

func anyRows(text string) (rows []sheetRow, err error) {
	dec := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := dec.Token()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		if t, ok := token.(xml.StartElement); ok && t.Name.Local == "row" {
			var row sheetRow
			if err := dec.DecodeElement(&row, &t); err != nil {
				return nil, err
			}
			rows = append(rows, row)
		}
	}
}

func (b *book) row(row *sheetRow) {
	fields := make([]string, len(excelHeads))
	for i := range row.Cells {
		c := &row.Cells[i]
		text, isText := b.text(c)
		at := columnOf(c.Ref)
		switch {
		case c.Formula != nil, !b.first && !isText && text != "", b.first && (at < 0 || at >= len(fields)):
			b.complain(&ruleRow, row.Number, fmt.Sprint(c.Ref, " ", text))
		case b.first:
			fields[at] = text
		}
	}
	switch {
	case b.first && row.Number == 1:
		if !slices.Equal(fields, excelHeads) {
			b.complain(&ruleColumns, 1, fmt.Sprint(excelHeads))
		}
	case b.first:
		b.excelRow(row.Number, fields)
	}
}

func (b *book) text(c *sheetCell) (text string, isText bool) {
	switch c.Type {
	case "s":
		if i, err := strconv.Atoi(c.Value); err == nil && i >= 0 && i < len(b.strings) {
			return b.strings[i], true
		}
		return c.Value, false
	case "inlineStr":
		return c.Text, true
	case "str":
		return c.Value, true
	}
	return c.Value, false
}

// columnOf gives the column of a cell such as B12, from 0; -1 if it has none.
func columnOf(ref string) int {
	n := 0
	for _, r := range strings.TrimRight(ref, "0123456789") {
		if r < 'A' || r > 'Z' || n > 1000 {
			return -1
		}
		n = 26*n + int(r-'A') + 1
	}
	return n - 1
}
