package protect

import (
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/cube"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/release"
)

var (
	ruleRecord = diag.Rule{
		ID:   "release/record",
		Msg:  diag.Text{JA: "前の公表 %[1]s のときのデータが分かりません(%[2]s)。差から個人や団体の数値が分かるかどうかを、確かめられません", EN: "what stood behind %[1]s is not known (%[3]s), so it cannot be told whether the difference gives anybody away"},
		Hint: diag.Text{JA: "%[1]s を公表したパソコンにある private/releases のファイルを、このサイトの private/releases に戻してください。なければ、公表のときに使った CSV だけを data に置いて比べられる状態に戻してください", EN: "restore the file of private/releases from the computer on which %[1]s was made; or put back the very exports that it was made of, and only what came late beside them"},
	}
	ruleUnchanged = diag.Rule{
		ID:   "release/unchanged",
		Msg:  diag.Text{JA: "%[1]s で公表できる数値は、%[2]s のときと同じです", EN: "nothing that may be published of %[1]s has changed since %[2]s was released"},
		Hint: diag.Text{JA: "もう一度公表する必要はありません。遅れて届いたファイルや訂正があれば、data に置いてから実行してください", EN: "there is no need to release it again; put late or corrected files into data first"},
	}
	ruleDifference = diag.Rule{
		ID:   "release/difference",
		Msg:  diag.Text{JA: "%[1]s をもう一度公表すると、前の公表との差から、変わった提出者の数値が分かります。そのため %[2]s の合計を出せません。変わった提出者: %[3]s", EN: "released again, %[1]s would tell the numbers of those who have changed by the difference from the last release, so the totals of %[4]s cannot be shown. Changed: %[5]s"},
		Hint: diag.Text{JA: "前の公表がそのまま有効です。変わった提出者が3つ以上になるまで待つか、差が小さい提出者や合算のみの提出者の変更を「--hold 提出者」で次に回してください", EN: "the last release stays in force. Wait until three or more submitters have changed, or keep the change of some for later with --hold ORGANISATION: those with a small change, and those shown in totals only"},
	}
)

// again decides about another release of a quarter. There is no file if there is
// a finding that forbids it.
func again(raw *cube.Cube, ledger *release.Ledger, env Env, opt Options, public description) (d done, err error) {
	q := opt.Again.Quarter
	pos := diag.Pos{}
	var b *before
	for i, old := range ledger.All(q) {
		if b, err = newBefore(old, opt.Again.Raw[i], b); err != nil {
			return d, err
		}
		if !Stands(old, b.raw, env, opt) {
			return forbidden(RecordFinding(old.ID, diag.Text{JA: "残っているデータが、公表した数値と合いません", EN: "what is left of it does not give the released numbers"})), nil
		}
	}
	old := b.File
	if d, err = draft(raw, q, env, opt, public, b); err != nil {
		return d, err
	}
	f := d.file
	f.Previous = ledger.Last()
	quarter := diag.Public(old.Quarter)
	lost := b.lost(f, env)
	for _, table := range d.stuck {
		lost = append(lost, env.tableName(table))
	}
	if len(lost) > 0 {
		names := changedNames(raw.Of(q), b.raw, env)
		return forbidden(ruleDifference.At(pos, quarter,
			diag.Public(joined(lost, diag.JA)), joined(names, diag.JA), diag.Public(joined(lost, diag.EN)), joined(names, diag.EN))), nil
	}
	if slices.EqualFunc(f.Cells, old.Cells, sameCell) && slices.Equal(f.Receipts, old.Receipts) {
		return forbidden(ruleUnchanged.At(pos, quarter, diag.Public(old.ID))), nil
	}
	return d, nil
}

func forbidden(f diag.Finding) done { return done{finds: diag.List{f}} }

// Lost counts the numbers of a release that the next one withholds.
func Lost(next, last *release.File) int {
	was := map[spot]bool{}
	for i := range last.Cells {
		if c := &last.Cells[i]; c.Status == release.Published {
			was[spot{c.Table, c.Measure, c.Codes}] = true
		}
	}
	n := 0
	for i := range next.Cells {
		if c := &next.Cells[i]; c.Status == release.Withheld && was[spot{c.Table, c.Measure, c.Codes}] {
			n++
		}
	}
	return n
}

func sameCell(a, b release.Cell) bool {
	return a.Table == b.Table && a.Measure == b.Measure && a.Codes == b.Codes && a.Status == b.Status && a.Value == b.Value &&
		a.Missing == b.Missing && sameWeights(a.Weighted, b.Weighted) && (a.Moments == nil) == (b.Moments == nil) &&
		(a.Moments == nil || *a.Moments == *b.Moments)
}

// RecordFinding says that what stood behind a release is not known, and why.
func RecordFinding(id string, why diag.Text) diag.Finding {
	return ruleRecord.At(diag.Pos{}, diag.Public(id), why.JA, why.EN)
}

func joined(list []diag.Text, lang diag.Lang) string {
	var words []string
	for _, t := range list {
		words = append(words, t.In(lang))
	}
	return strings.Join(words, diag.Text{JA: "、", EN: "; "}.In(lang))
}

// Stands reports whether raw gives every number of a release: whether it is what
// stood behind it.
func Stands(f *release.File, raw *cube.Cube, env Env, opt Options) bool {
	b, err := newBefore(f, raw, nil)
	if err != nil {
		return false
	}
	published := map[spot]*release.Cell{}
	for i := range f.Cells {
		if c := &f.Cells[i]; c.Status == release.Published {
			published[spot{c.Table, c.Measure, c.Codes}] = c
		}
	}
	for _, table := range b.tables() {
		series := b.series(table)
		s := newSystem(series, env, opt, nil, b)
		for i := s.current; i < s.changes; i++ {
			for _, c := range s.cells[i] {
				if c.status != release.Published {
					continue
				}
				for _, out := range s.publish(&s.series[i], c, newUsed(env.Lists)) {
					at := spot{out.Table, out.Measure, out.Codes}
					if old := published[at]; old == nil || !sameCell(*old, out) {
						return false
					}
					delete(published, at)
				}
			}
		}
	}
	return len(published) == 0
}

// tables lists the families of which anything stood behind the release.
func (b *before) tables() []string {
	var out []string
	for _, s := range b.raw.Series {
		out = append(out, s.Table)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// A headline is what is told of a kind as a whole: a measure, or the items that
// a population was asked.
type headline struct{ table, subject, kind string }

// lost names the headlines that the last release had, and the next has not.
func (b *before) lost(f *release.File, env Env) []diag.Text {
	now := headlines(f)
	var out []diag.Text
	for _, h := range headlines(b.File) {
		if slices.Contains(now, h) {
			continue
		}
		t, _ := env.Contract.Table(h.table)
		name := env.tableName(h.table)
		kind := env.kindName(h.kind)
		what := diag.Text{JA: kind.JA + "・" + name.JA, EN: name.EN + " (" + kind.EN + ")"}
		if m := measureName(t, h.subject); m.JA != "" {
			what = diag.Text{JA: what.JA + "・" + m.JA, EN: what.EN + ", " + m.EN}
		}
		out = append(out, what)
	}
	return out
}

func (e Env) tableName(id string) diag.Text {
	if t, ok := e.Contract.Table(id); ok {
		return diag.Text(t.Name)
	}
	return diag.Text{JA: id, EN: id}
}

func (e Env) kindName(id string) diag.Text {
	c, ok := e.Lists.Code(dim.Kind, id)
	if !ok {
		return diag.Text{JA: id, EN: id}
	}
	x := e.Lists.Entry(dim.Kind, c)
	return diag.Text{JA: x.JA, EN: x.EN}
}

func measureName(t *contract.Table, id string) diag.Text {
	if t == nil {
		return diag.Text{}
	}
	if m, ok := t.Measure(id); ok {
		return diag.Text(m.Name)
	}
	return diag.Text{}
}

// headlines lists those that a release publishes, each once.
func headlines(f *release.File) []headline {
	var out []headline
	for i := range f.Cells {
		c := &f.Cells[i]
		if c.Status != release.Published || viewOf(c.Codes) != 0 {
			continue
		}
		h := headline{c.Table, c.Measure, c.Codes[dim.Kind]}
		switch item := itemOf(c); {
		case item != "":
			h.subject, _, _ = strings.Cut(item, ".")
		case c.Codes[dim.Category] != "":
			continue
		}
		if !slices.Contains(out, h) {
			out = append(out, h)
		}
	}
	return out
}

// changedNames names the organisations of which anything is not as it was, by
// their ID.
func changedNames(next, last *cube.Cube, env Env) []diag.Text {
	var out []diag.Text
	for _, code := range Changed(next, last) {
		o := env.Registry.Organisation(env.Lists.ID(dim.Organisation, code))
		name := diag.Text{JA: o.Name + "(" + o.ID + ")", EN: o.Name + " (" + o.ID + ")"}
		if o.NameEN != "" {
			name.EN = o.NameEN + " (" + o.ID + ")"
		}
		out = append(out, name)
	}
	return out
}

// revised gives the least revision of what was sent by those that have a part in
// the last release: one more than there if anything is another now.
func (b *before) revised(next *cube.Cube, env Env) map[sender]int {
	out := map[sender]int{}
	if b == nil {
		return out
	}
	for _, r := range b.Receipts {
		if r.Organisation != "" {
			out[sender{r.Organisation, r.Table}] = r.Revision
		}
	}
	for _, table := range b.tables() {
		of := func(c *cube.Cube) *cube.Cube {
			return &cube.Cube{Series: slices.DeleteFunc(slices.Clone(c.Series), func(s cube.Series) bool { return s.Table != table })}
		}
		last := of(b.raw)
		for _, code := range Changed(of(next), last) {
			if !sent(last, code) {
				continue // it came late
			}
			at := sender{env.Lists.ID(dim.Organisation, code), table}
			out[at] = max(out[at], b.Number()) + 1
		}
	}
	return out
}

// sent reports whether an organisation has a cell in the cube.
func sent(c *cube.Cube, org dim.Code) bool {
	return slices.ContainsFunc(c.Series, func(s cube.Series) bool {
		return slices.ContainsFunc(s.Cells, func(x cube.Cell) bool { return x.Codes[dim.Organisation] == org })
	})
}

// Changed lists the organisations that have a finest cell in one cube of a
// quarter which is not the same in the other, in the order of their codes.
func Changed(next, last *cube.Cube) []dim.Code {
	all := map[finestOf]*cube.Cell{}
	for _, s := range last.Series {
		for i := range s.Cells {
			all[finestOf{s.Table + "/" + name(&s), s.Cells[i].Codes}] = &s.Cells[i]
		}
	}
	var out []dim.Code
	for _, s := range next.Series {
		for i := range s.Cells {
			k := finestOf{s.Table + "/" + name(&s), s.Cells[i].Codes}
			if old := all[k]; old == nil || !old.Same(&s.Cells[i]) {
				out = append(out, k.codes[dim.Organisation])
			}
			delete(all, k)
		}
	}
	for k := range all {
		out = append(out, k.codes[dim.Organisation])
	}
	slices.Sort(out)
	return slices.Compact(out)
}
