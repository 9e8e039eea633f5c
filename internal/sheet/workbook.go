package sheet

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"fukusen/internal/diag"
)

// Names that our templates define in the workbook, so that sheets which are not
// data are known whatever they are called, and nothing is said of them.
const (
	NotesName = "fukusen.notes" // refers to the sheet of instructions
	ListsName = "fukusen.lists" // refers to the hidden sheet of lists
)

// notes are the names of sheets that hold explanations in workbooks that were
// not made from our templates.
var notes = []string{"記入方法", "記入要領", "記入例", "説明", "凡例", "注意事項", "notes", "instructions", "legend", "readme"}

// book is what the workbook part says.
type book struct {
	sheets   []sheetRef
	date1904 bool
	marked   map[string]bool // names of sheets that our templates mark
}

type sheetRef struct{ name, id, state string }

// A relation leads from one part to another.
type relation struct{ id, kind, target string }

// readBook reads all that the sheets have in common.
func (b *Book) readBook() (diag.List, error) {
	root, err := b.relations("_rels/.rels", "")
	if err != nil {
		return nil, err
	}
	main, err := b.mainPart(root)
	if err != nil {
		return nil, err
	}
	rels, err := b.relations(relsOf(main), path.Dir(main))
	if err != nil {
		return nil, err
	}
	w, err := b.readWorkbook(main)
	if err != nil {
		return nil, err
	}
	b.from = epoch1900
	if w.date1904 {
		b.from = epoch1904
	}
	if err := b.readShared(rels); err != nil {
		return nil, err
	}
	return b.chooseSheets(w, rels)
}

// relsOf names the part that holds the relations of a part.
func relsOf(name string) string {
	return path.Join(path.Dir(name), "_rels", path.Base(name)+".rels")
}

// mainPart finds the workbook, or says what the file is instead.
func (b *Book) mainPart(root []relation) (string, error) {
	for _, r := range root {
		if r.kind != "officeDocument" {
			continue
		}
		switch base := strings.ToLower(path.Base(r.target)); {
		case strings.HasSuffix(base, ".bin"):
			return "", refuse(&ruleKind, diag.Public("Excel バイナリ ブック(.xlsb)"), diag.Public("an Excel binary workbook (.xlsb)"))
		case strings.Contains(strings.ToLower(r.target), "word/"):
			return "", refuse(&ruleKind, diag.Public("Word 文書"), diag.Public("a Word document"))
		case strings.Contains(strings.ToLower(r.target), "ppt/"):
			return "", refuse(&ruleKind, diag.Public("PowerPoint"), diag.Public("a PowerPoint presentation"))
		}
		return r.target, nil
	}
	if b.parts["mimetype"] != nil {
		return "", refuse(&ruleKind, diag.Public("OpenDocument 形式(.ods など)"), diag.Public("an OpenDocument file (such as .ods)"))
	}
	return "", refuse(&ruleKind, diag.Public("ZIP 圧縮ファイル"), diag.Public("a ZIP archive"))
}

// openNamed opens a part for reading, if there is one of that name.
func (b *Book) openNamed(name string, limit uint64) (*part, error) {
	f := b.parts[strings.ToLower(name)]
	if f == nil {
		return nil, fmt.Errorf("%s: %w", name, errMissing)
	}
	return openLimited(f, limit)
}

var errMissing = errors.New("missing")

func openLimited(f *zip.File, limit uint64) (*part, error) {
	if f.UncompressedSize64 > limit {
		return nil, refuse(&ruleLarge, diag.Public(f.Name), diag.Public(f.UncompressedSize64), diag.Public(limit))
	}
	return openPart(f)
}

// read walks over a part from its beginning to its end.
func (b *Book) read(name string, limit uint64, start func(*part, xml.StartElement) error) error {
	p, err := b.openNamed(name, limit)
	if err != nil {
		return err
	}
	defer p.file.Close()
	return p.walk(func(e xml.StartElement) error { return start(p, e) })
}

// relations reads where a part leads to, in the order of the file; none if the part has none.
func (b *Book) relations(name, dir string) ([]relation, error) {
	if b.parts[strings.ToLower(name)] == nil {
		return nil, nil
	}
	var rels []relation
	err := b.read(name, MaxPart, func(_ *part, e xml.StartElement) error {
		if e.Name.Local != "Relationship" || attr(e, "TargetMode") == "External" {
			return nil
		}
		target := strings.ReplaceAll(attr(e, "Target"), `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(dir, target)
		}
		rels = append(rels, relation{
			id: attr(e, "Id"), kind: path.Base(attr(e, "Type")),
			target: strings.TrimPrefix(path.Clean(target), "/"),
		})
		return nil
	})
	return rels, err
}

func (b *Book) readWorkbook(name string) (*book, error) {
	w := &book{marked: map[string]bool{}}
	err := b.read(name, MaxPart, func(p *part, e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			w.date1904 = truth(attr(e, "date1904"))
		case "sheet":
			w.sheets = append(w.sheets, sheetRef{name: attr(e, "name"), id: relationID(e), state: attr(e, "state")})
		case "definedName":
			return w.mark(p, attr(e, "name"))
		}
		return nil
	})
	return w, err
}

// relationID gives the attribute r:id, whatever its prefix is.
func relationID(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}

// mark notes the sheet that one of our defined names refers to.
func (w *book) mark(p *part, name string) error {
	if name != NotesName && name != ListsName {
		return nil
	}
	ref, err := p.text()
	sheet, _, _ := strings.Cut(string(ref), "!$")
	if s, ok := strings.CutPrefix(sheet, "'"); ok {
		sheet = strings.ReplaceAll(strings.TrimSuffix(s, "'"), "''", "'")
	}
	w.marked[sheet] = true
	return err
}

// readShared reads the texts and formats that all sheets refer to.
func (b *Book) readShared(rels []relation) error {
	for _, r := range rels {
		var err error
		switch r.kind {
		case "sharedStrings":
			err = b.readStrings(r.target)
		case "styles":
			err = b.readStyles(r.target)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// chooseSheets keeps the visible sheets with data, and says which others were
// left out that hold something.
func (b *Book) chooseSheets(w *book, rels []relation) (diag.List, error) {
	var finds diag.List
	if b.parts["xl/vbaproject.bin"] != nil {
		finds = append(finds, ruleMacro.At(diag.Pos{File: b.path}))
	}
	seen := map[string]bool{}
	for _, ref := range w.sheets {
		i := slices.IndexFunc(rels, func(r relation) bool { return r.id == ref.id })
		if i < 0 {
			return nil, fmt.Errorf("sheet %q: %w", ref.name, errMissing)
		}
		if rels[i].kind != "worksheet" {
			continue // a chart
		}
		f := b.parts[strings.ToLower(rels[i].target)]
		if f == nil || seen[ref.name] {
			return nil, fmt.Errorf("sheet %q: %w", ref.name, errMissing)
		}
		seen[ref.name] = true
		s := sheetPart{name: ref.name, part: f, state: ref.state}
		if w.marked[s.name] || !b.holdsData(s) {
			continue
		}
		finds = append(finds, b.choose(s)...)
	}
	if len(b.sheets) == 0 {
		return finds, refuse(&ruleEmpty)
	}
	return finds, nil
}

func (b *Book) choose(s sheetPart) diag.List {
	pos := diag.Pos{File: b.path, Sheet: s.name}
	switch {
	case s.state == "hidden" || s.state == "veryHidden":
		return diag.List{ruleHiddenSheet.At(pos, diag.Public(s.name))}
	case slices.Contains(notes, strings.ToLower(strings.TrimSpace(s.name))):
		return diag.List{ruleNotes.At(pos, diag.Public(s.name))}
	}
	b.sheets = append(b.sheets, s)
	return nil
}

// holdsData reports whether there is a value in the sheet, or something that
// must be told of when it is read.
func (b *Book) holdsData(s sheetPart) bool {
	r := b.rows(s)
	_, ok := r.Next()
	if ok {
		r.close()
	}
	return ok || r.err != nil || r.Findings().Errors() > 0
}
