package protect

import (
	"fmt"
	"maps"
	"path"
	"slices"

	"golang.org/x/sync/errgroup"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/cube"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
	"fukusen/internal/release"
)

// Options are the rules of disclosure. The zero value gives the defaults.
type Options struct {
	K          int        // smallest count of persons that is published; defaults to 10, never below 3
	P          int        // percent of the p % rule for money, secret; defaults to 15
	KSensitive int        // respondents that a sensitive survey item needs; defaults to 30
	Zeros      []string   // families of which zeros are withheld, too
	Views      []dim.View // from most to least wanted, without kind, which is part of all; defaults to DefaultViews
	Off        bool       // for tests of the audit: publish everything

	// Pattern, for the proof that nothing published depends on what is withheld,
	// takes from releases, by quarter, what is withheld instead of deciding it.
	Pattern map[string]*release.File

	Must  []Must // cells of drafts that have to be published
	Again *Again // nil: released quarters stay as they are
}

// The floors and defaults of Options.
const (
	DefaultK          = 10
	DefaultP          = 15
	FloorK            = 3
	DefaultKSensitive = 30
	answerMargin      = 3 // respondents who must differ from the most frequent answer
	minAggregated     = 3 // unnamed organisations behind a joint figure
)

// DefaultViews lists what is published of every table, from most to least
// wanted. No view holds area and origin together.
func DefaultViews() []dim.View {
	return []dim.View{
		dim.ViewOf(),
		dim.ViewOf(dim.Area),
		dim.ViewOf(dim.Organisation),
		dim.ViewOf(dim.Sex),
		dim.ViewOf(dim.Age),
		dim.ViewOf(dim.Sport),
		dim.ViewOf(dim.Origin),
		dim.ViewOf(dim.Sex, dim.Age),
		dim.ViewOf(dim.Area, dim.Sex),
		dim.ViewOf(dim.Area, dim.Age),
		dim.ViewOf(dim.Organisation, dim.Sex),
	}
}

func (o Options) rules() release.Rules {
	r := release.Rules{K: o.K, KSensitive: o.KSensitive, AnswerMargin: answerMargin, MinAggregated: minAggregated, Zeros: "public"}
	if r.K == 0 {
		r.K = DefaultK
	}
	r.K = max(r.K, FloorK)
	if r.KSensitive == 0 {
		r.KSensitive = DefaultKSensitive
	}
	r.KSensitive = max(r.KSensitive, r.K)
	r.SensitiveZeros = slices.Compact(slices.Sorted(slices.Values(o.Zeros)))
	return r
}

// Env is what describes the numbers, and is published with them.
type Env struct {
	Lists     *dim.Lists
	Basis     dim.Basis
	Contract  *contract.Contract
	Registry  *registry.Registry
	Catalogue catalogue.Catalogue
}

// Apply makes the cube of a site. Quarters in the ledger are taken from there
// as they were published the last time; the others are drafts, for which it is
// decided here what is withheld, and so is the quarter of Options.Again. The
// Reasons are for the steward alone.
func Apply(raw *cube.Cube, ledger *release.Ledger, env Env, opt Options) (*Cube, *Reasons, diag.List, error) {
	reasons := &Reasons{}
	public, err := describe(env)
	if err != nil {
		return nil, nil, nil, err
	}
	done, err := eachQuarter(raw, ledger, env, opt, public)
	if err != nil {
		return nil, nil, nil, err
	}
	files := slices.Clone(ledger.Files)
	var finds diag.List
	found := map[string]bool{}
	for _, d := range done {
		finds = append(finds, d.finds...)
		maps.Copy(found, d.found)
		if d.file != nil {
			files = append(files, d.file)
			reasons.Cells, reasons.LeftOut = append(reasons.Cells, d.Cells...), append(reasons.LeftOut, d.LeftOut...)
		}
	}
	if opt.Again != nil {
		d, err := again(raw, ledger, env, opt, public)
		if finds = append(finds, d.finds...); d.file == nil || err != nil {
			return nil, reasons, finds, err
		}
		maps.Copy(found, d.found)
		files = append(files, d.file)
		reasons.Cells, reasons.LeftOut = append(reasons.Cells, d.Cells...), append(reasons.LeftOut, d.LeftOut...)
	}
	if len(files) > len(ledger.Files) {
		finds = append(finds, unfound(opt.Must, found)...)
	}
	if len(files) == 0 {
		return nil, reasons, diag.List{ruleNothing.At(diag.Pos{})}, nil
	}
	c, err := Open(env.Basis, files...)
	return c, reasons, finds, err
}

// A done is what became of one quarter: a draft with its reasons or, of a
// released one, what there is to say.
type done struct {
	Reasons
	file  *release.File
	finds diag.List
	found map[string]bool // by the text of a Must
	stuck []string        // families with a number that cannot be protected
}

// workers is how many quarters are protected side by side: they share nothing.
const workers = 2

func eachQuarter(raw *cube.Cube, ledger *release.Ledger, env Env, opt Options, public description) ([]done, error) {
	quarters := raw.Quarters()
	all := make([]done, len(quarters)) // one slot a quarter: no lock, no order lost
	var g errgroup.Group
	g.SetLimit(workers)
	for i, q := range quarters {
		g.Go(func() (err error) {
			if old, released := ledger.Quarter(q); released {
				if (opt.Again == nil || opt.Again.Quarter != q) && !Stands(old, raw.Of(q), env, opt) {
					all[i].finds = diag.List{ruleUnused.At(diag.Pos{File: path.Join(release.Dir, old.Name())}, diag.Public(old.Quarter))}
				}
				return nil
			}
			if all[i], err = draft(raw, q, env, opt, public, nil); err != nil {
				return fmt.Errorf("protecting %s: %w", q.ID(env.Basis), err)
			}
			all[i].file.Previous = ledger.Last()
			return nil
		})
	}
	return all, g.Wait()
}

var ruleUnused = diag.Rule{
	ID: "release/unused", Warn: true,
	Msg:  diag.Text{JA: "%[1]s は公表した後で data の内容が変わっています。公表した数値のほうを使いました", EN: "the data of %[1]s have changed since they were released; the released numbers are used"},
	Hint: diag.Text{JA: "遅れて届いた数値や訂正を公表するには、「fukusen release %[1]s」をもう一度実行してください。前の公表との差から個人や団体の数値が分からないかを確かめたうえで、次の版を作ります", EN: "to publish late or corrected numbers, run \"fukusen release %[1]s\" again: it makes the next release after checking that the difference gives nobody away"},
}

func sameWeights(a, b *release.Weighted) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

var ruleNothing = diag.Rule{
	ID:   "data/nothing",
	Msg:  diag.Text{JA: "集計できるデータがありません", EN: "there is no data to publish"},
	Hint: diag.Text{JA: "企業や学校から届いた CSV を data フォルダに置いてください", EN: "put CSV files into the data folder"},
}

// draft decides what is published of one quarter; b is its last release, nil if
// there is none.
func draft(raw *cube.Cube, q dim.Quarter, env Env, opt Options, public description, b *before) (d done, err error) {
	f := &release.File{
		Format: release.Format, ID: release.FirstID(q.ID(env.Basis)), Quarter: q.ID(env.Basis), Rules: opt.rules(),
		Registry: public.registry, Catalogue: public.catalogue, Items: public.items,
		Receipts: receipts(raw, q, env, b),
	}
	d.found = map[string]bool{}
	if b != nil {
		f.Rules, f.ID = b.Rules, b.NextID()
	}
	used := newUsed(env.Lists)
	for _, sys := range systems(raw, q) {
		s, err := decided(sys, env, opt, f, b)
		if err != nil {
			return d, err
		}
		s.write(f, used, &d.Reasons)
		if s.stuck {
			d.stuck = append(d.stuck, s.series[0].Table)
		}
		d.finds = append(d.finds, s.refused(f.Quarter)...)
		for _, x := range s.forced {
			d.found[x.Text] = true
		}
	}
	for _, o := range env.Registry.Organisations() {
		used.addID(dim.Kind, o.Kind) // named where nothing is reported, too
	}
	f.Lists = used.lists()
	d.file = f
	return d, nil
}

// decided settles what is published of a system.
func decided(series []cube.Series, env Env, opt Options, f *release.File, b *before) (*system, error) {
	if pattern := opt.Pattern[f.Quarter]; pattern != nil {
		s := newSystem(series, env, opt, nil, nil)
		s.follow(pattern, 0, s.current)
		return s, nil
	}
	s, err := rollUp(series, env, opt, b)
	if err == nil && !opt.Off {
		s.weighing()
	}
	return s, err
}

// systems groups the series of a quarter by family: the cells of a family are
// protected together, because one could give away another.
func systems(raw *cube.Cube, q dim.Quarter) [][]cube.Series {
	var out [][]cube.Series
	last := ""
	for _, s := range raw.Series {
		if s.Quarter != q {
			continue
		}
		if len(out) == 0 || s.Table != last {
			out, last = append(out, nil), s.Table
		}
		out[len(out)-1] = append(out[len(out)-1], s)
	}
	return out
}
