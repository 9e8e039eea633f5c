package site

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"

	"fukusen/internal/diag"
	"fukusen/internal/output"
	"fukusen/internal/protect"
	"fukusen/internal/release"
	"fukusen/internal/report"
)

// A Depth is what the test of non-interference found: the site was built again
// from other numbers, of which only withheld ones differ, and compared.
type Depth struct {
	Moved     int          // withheld numbers that were others
	Files     int          // of the site and the release files that were compared; 0 where there was nothing to compare
	Different int          // files that are not the same to the last byte
	Differs   []Difference // the first ten of them
}

// A Difference is the first line of a file that depends on what is withheld.
type Difference struct {
	File string
	Line int // 1-based
}

// String gives the place as findings do.
func (d Difference) String() string { return d.pos().String() }

func (d Difference) pos() diag.Pos { return diag.Pos{File: d.File, Line: d.Line} }

var ruleDepends = diag.Rule{
	ID:   "disclosure/depends",
	Msg:  diag.Text{JA: "秘匿した数値だけを変えて作り直すと、このファイルが変わります", EN: "this file becomes another if only withheld numbers are others"},
	Hint: diag.Text{JA: "このまま公開しないでください。データの誤りではなく fukusen の誤りなので、この表示を開発元に知らせてください", EN: "do not publish this; it is a fault of fukusen, not of the data, so send this message to its makers"},
}

// Findings tells of each file that depends on what is withheld.
func (d *Depth) Findings() diag.List {
	var l diag.List
	for _, x := range d.Differs {
		l = append(l, ruleDepends.At(x.pos()))
	}
	return l
}

// Deep builds the site twice: from the exports, and from other numbers that
// would publish the same. Whatever differs depends on what is withheld. Where
// findings stop the first, and where no quarter is made of exports, as at a
// press, nothing is compared: a release file holds no withheld number.
func Deep(ctx context.Context, opt Options) (d Depth, r *Result, err error) {
	s := newStages(opt)
	tree, err := s.make(ctx)
	if err != nil || tree == nil || s.result.Disclosure.Errors() > 0 || s.raw == nil || len(s.result.Drafts) == 0 {
		return d, s.result, err
	}
	first, err := s.unreleased()
	if err != nil {
		return d, s.result, err
	}
	s.say("twin")
	if d.Moved, err = s.twin(); err != nil {
		return d, s.result, fmt.Errorf("protecting other numbers: %w", err)
	}
	other, err := s.write()
	if err != nil || other == nil {
		return d, s.result, err
	}
	second, err := s.unreleased()
	if err != nil {
		return d, s.result, err
	}
	for _, name := range slices.Sorted(maps.Keys(first)) {
		d.compare(name, first[name], second[name])
	}
	return d, s.result, d.trees(tree, other)
}

// The comparison as JSON. Fields are never removed and do not change their
// meaning within a format number.
type (
	deepReport struct {
		Format    int           `json:"format"`
		Clean     bool          `json:"clean"`
		Drafts    []string      `json:"drafts"`
		Moved     int           `json:"withheld_numbers_changed"`
		Files     int           `json:"files_compared"`
		Different int           `json:"files_different"`
		Findings  []deepFinding `json:"findings"`
	}
	deepFinding struct {
		diag.Pos
		Rule    string       `json:"rule"`
		Message report.Words `json:"message"`
		Hint    report.Words `json:"hint"`
	}
)

// JSON writes what the comparison found for machines. It holds no number of the
// site.
func (d *Depth) JSON(w io.Writer, r *Result) error {
	out := deepReport{
		Format: 1, Clean: d.Different == 0, Drafts: []string{}, Moved: d.Moved, Files: d.Files, Different: d.Different,
		Findings: []deepFinding{},
	}
	for _, q := range r.Drafts {
		out.Drafts = append(out.Drafts, q.ID(r.Basis))
	}
	for _, f := range d.Findings() {
		out.Findings = append(out.Findings, deepFinding{
			f.Pos, f.Rule.ID, report.Words{JA: f.Msg(diag.JA), EN: f.Msg(diag.EN)}, report.Words{JA: f.Hint(diag.JA), EN: f.Hint(diag.EN)},
		})
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

// twin replaces the cube by one of other numbers.
func (s *stages) twin() (moved int, err error) {
	opt := s.rules()
	opt.Pattern = map[string]*release.File{}
	raw := s.raw
	for _, q := range s.cube.Quarters() {
		f, _ := s.cube.Release(q)
		if !s.cube.Draft(q) {
			continue
		}
		opt.Pattern[f.Quarter] = f
		var n int
		raw, n = protect.Twin(raw, f, s.described(), opt)
		moved += n
	}
	s.cube, _, _, err = protect.Apply(raw, s.ledger, s.described(), opt)
	s.kpis = nil
	return moved, err
}

// unreleased writes the release files that the drafts would have.
func (s *stages) unreleased() (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, q := range s.cube.Quarters() {
		f, _ := s.cube.Release(q)
		if !s.cube.Draft(q) {
			continue
		}
		data, err := f.Encode()
		if err != nil {
			return nil, fmt.Errorf("release %s: %w", f.ID, err)
		}
		f.SHA256 = "" // it is a draft still
		out[f.Name()] = data
	}
	return out, nil
}

func (d *Depth) trees(a, b *output.Tree) error {
	paths := slices.Concat(a.Paths(), b.Paths())
	slices.Sort(paths)
	for _, p := range slices.Compact(paths) {
		if !a.Has(p) || !b.Has(p) {
			d.compare(p, nil, []byte(p))
			continue
		}
		one, err := a.Read(p)
		if err != nil {
			return err
		}
		two, err := b.Read(p)
		if err != nil {
			return err
		}
		d.compare(p, one, two)
	}
	return nil
}

// mostDifferences is how many files are named: one fault is in many pages.
const mostDifferences = 10

// compare notes where two files part.
func (d *Depth) compare(name string, a, b []byte) {
	d.Files++
	if bytes.Equal(a, b) {
		return
	}
	if d.Different++; len(d.Differs) == mostDifferences {
		return
	}
	same := 0
	for same < min(len(a), len(b)) && a[same] == b[same] {
		same++
	}
	d.Differs = append(d.Differs, Difference{name, 1 + bytes.Count(a[:same], []byte("\n"))})
}
