package audit

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// receiptsPath tells who reported what data/cells.csv holds.
const receiptsPath = "data/receipts.csv"

// releasePath is the place of a release file in the published tree.
func releasePath(id string) string { return "r/" + id + "/release.json" }

// A version is what was published of a quarter at one time, or is about to be.
type version struct {
	ID       string
	Format   int
	Quarter  string
	Previous string // hash of the release before it; "" of the first
	SHA256   string // of the file without it
	rules    rules
	kpis     []kpi           // as they were defined
	named    map[string]bool // listed organisations whose own numbers may be shown
	receipts []receipt
	cells    []cell
}

// A receipt says whether an organisation reported a table; not listed ones have
// no name and no revision.
type receipt struct {
	Organisation string `json:"organisation"`
	Kind         string `json:"kind"`
	Table        string `json:"table"`
	Reported     bool   `json:"reported"`
	Revision     int    `json:"revision"`
}

// releaseCell is a cell of a release file. Points and weights ride with the
// respondents there and have rows of their own in cells.csv.
type releaseCell struct {
	Table   string `json:"t"`
	Measure string `json:"m"`
	Codes   string `json:"c"` // kind=company/sex=f
	Status  string `json:"s"`
	Value   int64  `json:"v"`
	Missing int64  `json:"missing"`
	Moments *struct {
		Sum     int64 `json:"sum"`
		Squares int64 `json:"squares"`
	} `json:"moments"`
	Weighted *struct {
		Sum           int64 `json:"sum"`
		Squares       int64 `json:"squares"`
		Points        int64 `json:"points"`
		SquarePoints  int64 `json:"square_points"`
		SquareSquares int64 `json:"square_squares"`
		Withheld      bool  `json:"withheld"`
	} `json:"w"`

	line int
}

// entry is a code of a release.
type entry struct {
	ID     string `json:"id"`
	Parent string `json:"parent"`
	JA     string `json:"ja"`
	EN     string `json:"en"`
}

// readReleases reads all releases that are in the tree, and who reported. A tree
// without any has neither.
func (d *data) readReleases(fsys fs.FS, finds *diag.List) error {
	paths, err := fs.Glob(fsys, releasePath("*"))
	if err != nil {
		return fmt.Errorf("auditing: %w", err)
	}
	for _, name := range paths {
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return fmt.Errorf("auditing: %w", err)
		}
		if v := d.readRelease(name, text, finds); v != nil {
			d.released = append(d.released, v)
		}
	}
	slices.SortStableFunc(d.released, func(a, b *version) int {
		return cmp.Or(cmp.Compare(a.Quarter, b.Quarter), cmp.Compare(a.number(), b.number()))
	})
	chain(d.released, finds)
	err = readCSV(fsys, receiptsPath, receiptColumns, d.addReceipt, finds)
	if errors.Is(err, fs.ErrNotExist) && len(paths) == 0 {
		return nil
	}
	return err
}

// number is that at the end of the ID: 2 of 2026fq1-r2.
func (v *version) number() int {
	n, _ := strconv.Atoi(v.ID[strings.LastIndex(v.ID, "-r")+len("-r"):])
	return n
}

// readRelease reads one release file; nil if that is impossible.
func (d *data) readRelease(name string, text []byte, finds *diag.List) *version {
	complain := func(rule *diag.Rule, line int, args ...any) {
		*finds = append(*finds, rule.At(diag.Pos{File: name, Line: line}, args...))
	}
	f, err := parseRelease(text)
	switch {
	case err != nil:
		complain(&ruleReleaseRead, 0, err.Error())
		return nil
	case f.Format != 1 || f.ID != path.Base(path.Dir(name)) || !strings.HasPrefix(f.ID, f.Quarter+"-r") || f.number() < 1:
		complain(&ruleReleaseRead, 0, fmt.Sprintf("%d %s %s", f.Format, f.ID, f.Quarter))
		return nil
	}
	if !intact(text, f.SHA256) {
		complain(&ruleReleaseEdited, 0)
	}
	d.learnCodes(f.lists)
	f.enter(d, complain)
	return &f.version
}

// intact reports whether a text has that hash when the hash is taken out of it.
func intact(text []byte, hash string) bool {
	const field = `"sha256": "`
	sum := sha256.Sum256(bytes.Replace(text, []byte(field+hash+`"`), []byte(field+`"`), 1))
	return hex.EncodeToString(sum[:]) == hash
}

// chain reports releases that do not follow one after the other, from the first
// to the last.
func chain(all []*version, finds *diag.List) {
	after := map[string]*version{}
	reached := map[*version]bool{}
	for _, v := range all {
		if after[v.Previous] == nil {
			after[v.Previous] = v
		}
	}
	for v := after[""]; v != nil && !reached[v]; v = after[v.SHA256] {
		reached[v] = true
	}
	for _, v := range all {
		if !reached[v] {
			*finds = append(*finds, ruleReleaseChain.At(diag.Pos{File: releasePath(v.ID)}))
		}
	}
}

// releaseFile is a release file in the course of being read.
type releaseFile struct {
	version
	rows  []releaseCell
	lists map[string][]entry
	means map[string]bool // items
}

// parseRelease reads the text. Fields that a release has not are refused: what
// stands in them would be published without having been looked at.
func parseRelease(text []byte) (*releaseFile, error) {
	f := &releaseFile{version: version{named: map[string]bool{}}, means: map[string]bool{}}
	var rules, registry, catalogue, items, lists json.RawMessage
	fields := map[string]any{
		"format": &f.Format, "id": &f.ID, "quarter": &f.Quarter, "previous": &f.Previous, "rules": &rules,
		"registry": &registry, "catalogue": &catalogue, "items": &items, "lists": &lists, "receipts": &f.receipts, "sha256": &f.SHA256,
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return nil, errors.Join(err, errors.New("no JSON object"))
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return nil, err
		}
		into, known := fields[fmt.Sprint(key)]
		switch {
		case key == "cells":
			err = f.parseCells(dec, text)
		case !known:
			err = fmt.Errorf("%q", key)
		default:
			err = dec.Decode(into)
		}
		if err != nil {
			return nil, err
		}
	}
	return f, f.parseParts(rules, registry, catalogue, items, lists)
}

// parseCells reads the cells, each with its line.
func (f *releaseFile) parseCells(dec *json.Decoder, text []byte) error {
	if t, err := dec.Token(); err != nil || t != json.Delim('[') {
		return errors.Join(err, errors.New("cells"))
	}
	line, at := 1, int64(0)
	for dec.More() {
		var c releaseCell
		if err := dec.Decode(&c); err != nil {
			return err
		}
		line += bytes.Count(text[at:dec.InputOffset()], []byte("\n"))
		at, c.line = dec.InputOffset(), line
		f.rows = append(f.rows, c)
	}
	_, err := dec.Token()
	return err
}

// parseParts reads as much as the audit needs of what describes a release.
func (f *releaseFile) parseParts(rules, registry, catalogue, items, lists json.RawMessage) error {
	var reg struct {
		Organisations []struct{ ID, Disclosure string } `json:"organisations"`
	}
	var asked []struct {
		ID   string `json:"id"`
		Mean bool   `json:"mean"`
	}
	for _, p := range []struct {
		text json.RawMessage
		into any
	}{{rules, &f.rules}, {registry, &reg}, {catalogue, &f.kpis}, {items, &asked}, {lists, &f.lists}} {
		if p.text == nil {
			continue
		}
		if err := json.Unmarshal(p.text, p.into); err != nil {
			return err
		}
	}
	for _, o := range reg.Organisations {
		f.named[o.ID] = o.Disclosure == "named"
	}
	for _, it := range asked {
		f.means[it.ID] = it.Mean
	}
	return nil
}

// learnCodes adds the codes that only an older release has.
func (d *data) learnCodes(lists map[string][]entry) {
	for a := range dim.Axis(dim.NumAxes) {
		l := &d.codes[a]
		first := len(l.ids)
		for _, e := range lists[a.String()] {
			if _, known := l.index[e.ID]; known || !dim.IsCode(e.ID) {
				continue
			}
			l.index[e.ID] = int32(len(l.ids))
			l.ids = append(l.ids, e.ID)
			l.names = append(l.names, named(diag.Text{JA: e.JA, EN: e.EN}, e.ID))
			l.above, l.parent = append(l.above, e.Parent), append(l.parent, 0)
		}
		for c := first; c < len(l.ids); c++ {
			if p, ok := l.index[l.above[c]]; ok && !l.below(p, int32(c)) {
				l.parent[c] = p
			}
		}
	}
}

var receiptColumns = []string{"period", "kind", "organisation", "table", "reported", "revision"}

func (d *data) addReceipt(r *record) *diag.Finding {
	revision, err := strconv.Atoi(cmp.Or(r.get("revision"), "0"))
	reported := r.get("reported")
	if err != nil || reported != "yes" && reported != "no" {
		return r.bad(&ruleRow, r.get("reported")+" "+r.get("revision"))
	}
	if d.receipts == nil {
		d.receipts = map[string][]receipt{}
	}
	q := r.get("period")
	d.receipts[q] = append(d.receipts[q], receipt{r.get("organisation"), r.get("kind"), r.get("table"), reported == "yes", revision})
	return nil
}

// parseCodes reads axis=code/axis=code.
func (d *data) parseCodes(text string) (codes [dim.NumAxes]int32, ok bool) {
	if text == "" {
		return codes, true
	}
	for part := range strings.SplitSeq(text, "/") {
		name, id, _ := strings.Cut(part, "=")
		a, known := dim.ParseAxis(name)
		if !known {
			return codes, false
		}
		if codes[a], ok = d.codes[a].index[id]; !ok || codes[a] == 0 {
			return codes, false
		}
	}
	return codes, true
}
