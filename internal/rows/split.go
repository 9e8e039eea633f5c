package rows

import (
	"errors"
	"fmt"
	"io"

	"fukusen/internal/diag"
)

// Split cuts what is still to be read into at most n consecutive parts of much
// the same size and gives a Reader for each, the first of which is r itself.
// Each has its own file and may be used in its own goroutine. Their lines are
// counted in the whole file, and together they give exactly its rows; only
// where a record is too long, the part ends that it is in. When all have come
// to their end, Join gives the findings. The caller must close all of them.
//
// It must be called before Next. A file can be split every 8 MB. One that is
// shorter, is in UTF-16 or ISO-2022-JP, has quotation marks out of place, lines
// that end in CR or BOMs within, is not split: then there is only r.
func (r *Reader) Split(n int) ([]*Reader, error) {
	at := r.cuts(n)
	all := []*Reader{r}
	for _, m := range at {
		part, err := r.partFrom(m)
		if err != nil {
			for _, p := range all[1:] {
				err = errors.Join(err, p.Close())
			}
			return nil, fmt.Errorf("reading %s: %w", r.text.path, err)
		}
		all[len(all)-1].endBefore(m)
		all = append(all, part)
	}
	r.part = len(all) > 1
	return all, nil
}

// endBefore makes the mark the end of the part.
func (r *Reader) endBefore(m mark) { r.tokens.(*fast).limit = m.line - r.before }

// cuts chooses the marks nearest to the ends of equal parts.
func (r *Reader) cuts(n int) []mark {
	if len(r.shards) == 0 {
		return nil
	}
	if _, ok := r.stream.file.(io.Seeker); !ok {
		return nil
	}
	all := r.shards
	for len(all) > 0 && all[0].line <= r.before+r.tokens.(*fast).number {
		all = all[1:] // of the header
	}
	var cuts []mark
	n = min(n, len(all)+1)
	for i := 1; i < n; i++ {
		cuts = append(cuts, all[i*(len(all)+1)/n-1])
	}
	return cuts
}

func (r *Reader) partFrom(m mark) (*Reader, error) {
	s, err := r.text.open(m.offset)
	if err != nil {
		return nil, err
	}
	p := &Reader{
		text: r.text, stream: s, before: m.line - 1, part: true,
		header: r.header, headerPos: r.headerPos, headRows: r.headRows, comments: r.comments,
		units: r.units, unitRow: r.unitRow, unnamed: r.unnamed,
	}
	p.lost = make([]tally, len(r.unnamed))
	p.tokens = newFast(s, r.tokens.(*fast).comma)
	return p, nil
}

// Join gives the findings of a file whose parts have been read to their ends,
// as Findings would have given them without Split. It can be called once. It
// looks up in the file what could not be decoded; if that fails, Err of the
// first part tells.
func Join(parts []*Reader) diag.List {
	if !parts[0].part {
		return parts[0].Findings()
	}
	return finish(parts)
}

// finish adds to the findings what is known of the file as a whole.
func finish(parts []*Reader) diag.List {
	r := parts[0]
	whole := &r.state
	wrong, failed := r.damaged(), r.err != nil
	for _, p := range parts[1:] {
		whole.join(&p.state)
		wrong, failed = wrong || p.damaged(), failed || p.err != nil
	}
	if !failed && whole.rows == 0 && whole.finds.Len() == 0 {
		whole.finds.Add(&ruleNoRows, r.pos())
	}
	if whole.repeated.count > 0 {
		whole.finds.Add(&ruleRepeated, whole.repeated.first, diag.Public(whole.repeated.count))
	}
	if whole.notes.count > 0 {
		whole.finds.Add(&ruleNotes, whole.notes.first, diag.Public(whole.notes.count))
	}
	for i, l := range whole.lost {
		if l.count > 0 {
			whole.finds.Add(&ruleNoHeader, l.first, diag.Public(r.unnamed[i]+1))
		}
	}
	finds := whole.finds.Take(r.text.path)
	if failed || !wrong {
		return finds
	}
	p := proof{caret: caret{Pos: diag.Pos{File: r.text.path, Line: 1, Col: 1}, loneCR: r.text.loneCR}}
	if err := p.read(r.text.fsys, r.text.encoding); err != nil {
		r.err = fmt.Errorf("reading %s: %w", r.text.path, err)
	}
	return append(finds, p.finds.Take(r.text.path)...)
}

// damaged reports that something in the part may not have been decoded.
func (r *Reader) damaged() bool {
	return r.stream != nil && r.stream.damage != nil && r.stream.damage.wrong
}

// join adds the state of the part that follows.
func (s *state) join(next *state) {
	s.rows += next.rows
	s.finds.Merge(&next.finds)
	s.repeated.join(next.repeated)
	s.notes.join(next.notes)
	for i := range s.lost {
		s.lost[i].join(next.lost[i])
	}
}
