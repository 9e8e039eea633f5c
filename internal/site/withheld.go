package site

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fukusen/internal/audit"
	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/protect"
	"fukusen/internal/report"
)

// The reports for the steward, in the folder of the site.
const (
	privateDir   = "private"
	withheldHTML = "withheld.html"
	withheldJSON = "withheld.json"
)

// A place names a cell as both the audit and the reasons know it.
type place struct {
	period, table, measure string
	codes                  [dim.NumAxes]string
}

// private collects what the steward may know of what is withheld. It is nil in
// a press, where nobody knows why.
func (s *stages) private() *report.Withheld {
	if s.result.Reasons == nil || s.audited == nil {
		return nil
	}
	v := &report.Withheld{Title: s.config.Title.In(string(s.opt.Lang)), Thin: s.thin()}
	w := s.weigh()
	quarters := slices.Clone(s.result.Drafts)
	slices.Reverse(quarters)
	for _, q := range quarters {
		ja, en := q.Words(s.result.Basis)
		v.Quarters = append(v.Quarters, report.WithheldQuarter{
			ID: q.ID(s.result.Basis), Name: report.Words{JA: ja, EN: en}, K: s.cube.Rules(q).K, LeftOut: s.leftOut(q),
			Tables: s.withheldTables(q, w),
		})
	}
	return v
}

// reasons gives the reason of each withheld cell.
func (s *stages) reasons() map[place]protect.Reason {
	all := map[place]protect.Reason{}
	for _, b := range s.result.Reasons.Cells {
		p := place{b.Quarter.ID(s.result.Basis), b.Table, b.Measure, b.Codes}
		if t, ok := s.contract.Table(b.Table); !ok || t.Items {
			p.measure, p.codes[dim.Category] = contract.MeasureRespondents, b.Measure
		}
		all[p] = b.Reason
	}
	return all
}

func placeOf(c audit.Cell) place { return place{c.Period, c.Table, c.Measure, c.Codes} }

// A weighing is what is known of all withheld cells, by the same index.
type weighing struct {
	*actual
	holds   []audit.Hold
	narrows [][]audit.Narrowed
	reasons map[place]protect.Reason
}

func (s *stages) weigh() *weighing {
	w := &weighing{actual: s.actual(), holds: s.audited.Holds(), reasons: s.reasons()}
	draft := map[string]bool{}
	for _, q := range s.result.Drafts {
		draft[q.ID(s.result.Basis)] = true
	}
	w.narrows = s.audited.Narrows(w.holds, func(c audit.Cell) (int64, bool) {
		if !draft[c.Period] {
			return 0, false
		}
		return w.value(c)
	}, false)
	return w
}

// withheldTables lists the tables of a quarter in the order of the audit.
func (s *stages) withheldTables(q dim.Quarter, w *weighing) []report.WithheldTable {
	period := q.ID(s.result.Basis)
	var all []report.WithheldTable
	at := map[string]int{}
	for _, t := range s.audited.Tables {
		if t.Period != period {
			continue
		}
		if _, ok := at[t.Table]; !ok {
			at[t.Table] = len(all)
			all = append(all, report.WithheldTable{ID: t.Table, Name: s.tableWords(t.Table), List: []report.WithheldCell{}})
		}
		all[at[t.Table]].Cells += t.Cells
		all[at[t.Table]].Withheld += t.Withheld
	}
	for i, h := range w.holds {
		if k, ok := at[h.Cell.Table]; ok && h.Cell.Period == period {
			c := w.explain(i, int64(s.cube.Rules(q).K))
			c.File = s.audited.CellsFile(h.Cell.Table, period)
			all[k].List = append(all[k].List, c)
		}
	}
	for i := range all {
		all[i].Reasons = countReasons(all[i].List)
	}
	return all
}

func (s *stages) tableWords(id string) report.Words {
	t, ok := s.contract.Table(id)
	if !ok {
		return report.Words{JA: id, EN: id}
	}
	return report.Words{JA: t.Name.JA, EN: t.Name.EN}
}

func countReasons(list []report.WithheldCell) []report.ReasonCount {
	out := []report.ReasonCount{}
	for _, r := range protect.AllReasons() {
		n := 0
		for _, c := range list {
			if c.Reason == string(r) {
				n++
			}
		}
		if n > 0 {
			out = append(out, report.ReasonCount{ID: string(r), Name: report.Words(r.Text()), Cells: n})
		}
	}
	return out
}

// explain says why a cell is withheld and what publishing it would cost.
func (w *weighing) explain(i int, k int64) report.WithheldCell {
	h := w.holds[i]
	why := w.reasons[placeOf(h.Cell)]
	c := report.WithheldCell{
		Line: h.Cell.Line, Name: report.Words(h.Name), Measure: report.Words(h.Measure), Group: report.Words(h.Group),
		Reason: string(why), Text: report.Words(why.Text()),
	}
	if why == protect.Partner {
		var near []int
		near, c.Steps = nearest(w.holds, i, w.reasons)
		c.Protects = lines(w.holds, near)
	}
	c.Reveals = lines(w.holds, h.Reveals)
	for _, r := range h.Rests {
		if n, ok := w.rest(r.Cell, r.Whole); ok && n >= 0 && n < k {
			c.Rests = append(c.Rests, report.Words(r.Name))
		}
	}
	for _, n := range w.narrows[i] {
		x := report.WithheldNarrow{Line: n.Cell.Line, Range: report.Range{Min: n.Min, Max: n.Max}, Was: report.Range{Min: n.WasMin, Max: n.WasMax}}
		if n.Whole != "" {
			x.Rest = report.Words(n.Name)
		}
		c.Narrows = append(c.Narrows, x)
	}
	return c
}

func lines(holds []audit.Hold, of []int) []int {
	var out []int
	for _, k := range of {
		out = append(out, holds[k].Cell.Line)
	}
	return out
}

// mostSteps is over how many sums the cells are looked for that a partner
// protects.
const mostSteps = 4

// nearest finds the sensitive cells that are the fewest sums away, and how many
// that are.
func nearest(holds []audit.Hold, from int, reasons map[place]protect.Reason) (found []int, steps int) {
	seen := map[int]bool{from: true}
	edge := []int{from}
	for steps = 1; steps <= mostSteps && len(edge) > 0; steps++ {
		var next []int
		for _, i := range edge {
			for _, k := range holds[i].Next {
				if seen[k] {
					continue
				}
				seen[k] = true
				next = append(next, k)
				if reasons[placeOf(holds[k].Cell)] != protect.Partner {
					found = append(found, k)
				}
			}
		}
		if len(found) > 0 {
			slices.Sort(found)
			return found, steps
		}
		edge = next
	}
	return nil, 0
}

// leftOut words the views of a quarter that are not published at all.
func (s *stages) leftOut(q dim.Quarter) []report.Words {
	out := []report.Words{}
	for _, l := range s.result.Reasons.LeftOut {
		if l.Quarter != q {
			continue
		}
		w, kind, view := s.tableWords(l.Table), s.codeWords(dim.Kind, l.Kind), viewWords(l.View)
		if l.Item != "" {
			item := s.codeWords(dim.Category, l.Item)
			w = report.Words{JA: w.JA + "・" + item.JA, EN: w.EN + ", " + item.EN}
		}
		out = append(out, report.Words{JA: w.JA + "(" + kind.JA + "): " + view.JA, EN: w.EN + " (" + kind.EN + "): " + view.EN})
	}
	return out
}

func (s *stages) codeWords(a dim.Axis, id string) report.Words {
	lists := s.cube.Lists()
	c, ok := lists.Code(a, id)
	if !ok {
		return report.Words{JA: id, EN: id}
	}
	e := lists.Entry(a, c)
	return report.Words{JA: cmp.Or(e.JA, id), EN: cmp.Or(e.EN, e.JA, id)}
}

var axisWords = [dim.NumAxes]report.Words{
	dim.Kind: {JA: "種別", EN: "kind"}, dim.Area: {JA: "地域", EN: "area"}, dim.Origin: {JA: "居住地", EN: "home area"},
	dim.Organisation: {JA: "団体", EN: "organisation"}, dim.Sex: {JA: "性別", EN: "sex"}, dim.Age: {JA: "年齢階級", EN: "age"},
	dim.Sport: {JA: "競技", EN: "sport"}, dim.Category: {JA: "区分", EN: "category"},
}

// viewWords names a view by its axes.
func viewWords(v dim.View) report.Words {
	if v == 0 {
		return report.Words{JA: "全体", EN: "total"}
	}
	var ja, en []string
	for _, a := range v.Axes() {
		ja, en = append(ja, axisWords[a].JA), append(en, axisWords[a].EN)
	}
	return report.Words{JA: strings.Join(ja, " × "), EN: strings.Join(en, " × ")}
}

// savePrivate writes the reports beside the data. A site may lie where nothing
// can be written; then the result says that there is none.
func (s *stages) savePrivate() error {
	v := s.private()
	if v == nil {
		return nil
	}
	var page, data bytes.Buffer
	if err := report.WithheldHTML(&page, v, s.opt.Lang, s.day()); err != nil {
		return err
	}
	if err := report.WithheldJSON(&data, v); err != nil {
		return fmt.Errorf("writing the withheld cells: %w", err)
	}
	dir := filepath.Join(s.opt.Dir, privateDir)
	if err := ignored(dir); err != nil {
		return nil
	}
	html := filepath.Join(dir, withheldHTML)
	err := errors.Join(report.Save(html, s.opt.Output, page.Bytes()), report.Save(filepath.Join(dir, withheldJSON), s.opt.Output, data.Bytes()))
	if err == nil {
		s.result.Private, s.result.Thin = html, len(v.Thin)
	}
	return nil
}

// day is the day of the run, if it is known.
func (s *stages) day() string {
	if s.opt.Today.IsZero() {
		return ""
	}
	return s.opt.Today.Format(diag.Text{JA: "2006年1月2日", EN: "2 January 2006"}.In(s.opt.Lang))
}

// ignored makes a folder whose content git leaves alone.
func ignored(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(dir, ".gitignore"), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString("*\n")
	return errors.Join(err, f.Close())
}
