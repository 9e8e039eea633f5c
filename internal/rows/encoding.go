package rows

import (
	"bufio"
	"bytes"
	"cmp"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"

	"fukusen/internal/diag"
)

// The encodings that Options may name.
const (
	UTF8      = "utf-8"
	CP932     = "cp932" // Shift_JIS with the extensions of Windows
	EUCJP     = "euc-jp"
	ISO2022JP = "iso-2022-jp" // the JIS of mail

	// A BOM tells these, and Options cannot.
	utf16LE = "utf-16le"
	utf16BE = "utf-16be"
)

// encodings are what Options may name.
var encodings = []string{UTF8, CP932, EUCJP, ISO2022JP}

const bom = "\uFEFF"

// formats are files that are often sent as .csv by mistake, by how they begin.
var formats = []struct {
	magic string
	name  diag.Text
}{
	{"PK\x03\x04", diag.Text{JA: "Excel ブック(.xlsx)か ZIP", EN: "an Excel workbook (.xlsx) or a ZIP archive"}},
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", diag.Text{JA: "古い形式の Excel ブック(.xls)", EN: "an old Excel workbook (.xls)"}},
	{"%PDF", diag.Text{JA: "PDF", EN: "a PDF document"}},
	{"\x1F\x8B", diag.Text{JA: "gzip で圧縮したファイル", EN: "a gzip archive"}},
	{"<!doctype", diag.Text{JA: "ウェブページ(HTML)", EN: "a web page"}},
	{"<html", diag.Text{JA: "ウェブページ(HTML)", EN: "a web page"}},
	{"<?xml", diag.Text{JA: "XML", EN: "an XML document"}},
}

// refuse says why the file cannot be read as text at all.
func (t *traits) refuse(fsys fs.FS, path string) (f diag.Finding, refused bool, err error) {
	pos := diag.Pos{File: path}
	start := strings.ToLower(string(t.head[:min(len(t.head), 16)]))
	for _, m := range formats {
		if strings.HasPrefix(start, strings.ToLower(m.magic)) {
			return ruleBinary.At(pos, diag.Public(m.name.JA), diag.Public(m.name.EN)), true, nil
		}
	}
	switch {
	case t.nul && t.wide == "" && alternate(t.head):
		return ruleUTF16.At(pos), true, nil
	case t.nul:
		pos.Line, err = t.lineOf(fsys, path, []byte{0})
		return ruleNUL.At(pos), true, err
	case t.escape && t.wide == "":
		pos.Line, err = t.lineOf(fsys, path, escapes...)
		return ruleJIS.At(pos, diag.Public("ISO-2022-JP"), diag.Public(ISO2022JP)), true, err
	case t.size == 0, t.bom && t.size == int64(len(bom)):
		return ruleEmpty.At(pos), true, nil
	}
	return diag.Finding{}, false, nil
}

// alternate reports NULs of UTF-16 without BOM: ASCII has one in each pair of
// bytes, always on the same side.
func alternate(head []byte) bool {
	var nuls [2]int
	for i, b := range head {
		if b == 0 {
			nuls[i%2]++
		}
	}
	return nuls[0]+nuls[1] >= 2 && (nuls[0] == 0 || nuls[1] == 0)
}

// lineOf finds the line of the first of the marks, of which no byte ends a line.
func (t *traits) lineOf(fsys fs.FS, path string, marks ...[]byte) (int, error) {
	file := text{fsys: fsys, path: path, encoding: UTF8, loneCR: t.lone}
	if t.wide != "" {
		file.encoding = t.wide
	}
	s, err := file.open(0)
	if err != nil {
		return 0, err
	}
	defer s.file.Close()
	lines := bufio.NewReaderSize(s, 1<<16)
	for line := 1; ; {
		part, err := lines.ReadSlice('\n')
		has := func(mark []byte) bool { return bytes.Contains(part, mark) }
		if slices.ContainsFunc(marks, has) || err != nil && err != bufio.ErrBufferFull {
			return line, ignoreEOF(err)
		}
		if err == nil {
			line++
		}
	}
}

func ignoreEOF(err error) error {
	if err == io.EOF || err == bufio.ErrBufferFull {
		return nil
	}
	return err
}

// decide chooses the encoding, and complains of wrong bytes if it is UTF-8. A
// BOM wins over what was asked for. The encoding is "" if the file is refused.
//
// Text in EUC-JP can pass for CP932 with half-width kana, and the other way
// round. So that there is no mojibake it is refused if it is likely to be EUC-JP;
// kana with nothing that gives them away are read as CP932.
func (t *traits) decide(file *text, asked string) (encoding string, finds diag.List, err error) {
	switch {
	case t.wide != "":
		encoding = t.wide
	case asked != "" && asked != UTF8 && !t.bom:
		return asked, nil, nil
	case t.utf8:
		encoding = UTF8
	}
	if encoding == ISO2022JP || encoding != "" && !t.replaced {
		return encoding, nil, nil
	}
	p := proof{caret: caret{Pos: diag.Pos{File: file.path, Line: 1, Col: 1}, loneCR: t.lone}}
	p.sure = t.bom || asked == UTF8 || encoding != ""
	if err := p.read(file.fsys, cmp.Or(encoding, UTF8)); err != nil {
		return "", nil, err
	}
	finds = p.replaced.Take(file.path)
	if t.wide == "" { // else the wrong ones are found with the rows
		finds = append(p.finds.Take(file.path), finds...)
	}
	if p.sure || p.characters > p.wrong {
		return cmp.Or(encoding, UTF8), finds, nil
	}
	euc, err := likelyEUC(file.fsys, file.path)
	if euc || err != nil {
		return "", diag.List{ruleJIS.At(diag.Pos{File: file.path}, diag.Public("EUC-JP"), diag.Public(EUCJP))}, err
	}
	return CP932, nil, nil
}

// likelyEUC reports that the file is EUC-JP throughout, and has what CP932
// text that looks so would not have: in CP932 its bytes would be half-width kana
// only, among them no byte from 0xE0, and no full stop or comma of that width
// where EUC-JP has the kana's first byte.
func likelyEUC(fsys fs.FS, path string) (bool, error) {
	f, err := fsys.Open(path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	likely := false
	for r := bufio.NewReaderSize(f, 1<<16); ; {
		b, err := r.Peek(3)
		if len(b) == 0 {
			return likely, ignoreEOF(err)
		}
		size, ok := eucSize(b)
		if !ok {
			return false, nil
		}
		likely = likely || size == 2 && (b[1] >= 0xE0 || b[0] >= 0xE0 || b[0] == 0xA4 || b[0] == 0xA5)
		r.Discard(size)
	}
}

// eucSize gives the length of the character that b begins with, 3 bytes or all
// that is left. One that the end cuts off is none.
func eucSize(b []byte) (size int, ok bool) {
	high := func(i int) bool { return i < len(b) && 0xA1 <= b[i] && b[i] <= 0xFE }
	switch {
	case b[0] < utf8.RuneSelf:
		return 1, true
	case b[0] == 0x8E:
		return 2, high(1) && b[1] <= 0xDF
	case b[0] == 0x8F:
		return 3, high(1) && high(2)
	}
	return 2, high(0) && high(1)
}

// A caret follows lines and columns over bytes.
type caret struct {
	diag.Pos
	loneCR bool // CR ends a line, too
	cr     bool // the byte before was CR
}

func (c *caret) pass(b byte) {
	switch {
	case b == '\n' && c.cr && c.loneCR: // second half of CRLF
	case b == '\n', b == '\r' && c.loneCR:
		c.Line, c.Col = c.Line+1, 1
	default:
		c.Col++
	}
	c.cr = b == '\r'
}

// unitsIn counts the units that a character outside ASCII takes in the encoding:
// bytes, or in UTF-16 pairs of them. What could not be decoded is taken for one
// byte: it may be two, so that what follows in its line is placed too far left.
func unitsIn(c rune, encoding string) int {
	if (c == utf8.RuneError || c == 0x80) && encoding != UTF8 {
		return 1
	}
	switch encoding {
	case UTF8:
		return utf8.RuneLen(c)
	case utf16LE, utf16BE:
		return utf16.RuneLen(c)
	case EUCJP:
		if b, err := japanese.EUCJP.NewEncoder().String(string(c)); err == nil {
			return len(b)
		}
	case CP932:
		if 0xFF61 <= c && c <= 0xFF9F { // half-width kana
			return 1
		}
	}
	return 2
}
