package protect

import (
	"fmt"
	"path"

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
	Views      []dim.View // from most to least wanted, without kind, which is part of all; defaults to DefaultViews
	Off        bool       // for tests of the audit: publish everything

	// Pattern, for the proof that nothing published depends on what is withheld,
	// takes from releases, by quarter, what is withheld instead of deciding it.
	Pattern map[string]*release.File
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
// as they were published; the others are drafts, for which it is decided here
// what is withheld. The Reasons are for the steward alone.
func Apply(raw *cube.Cube, ledger *release.Ledger, env Env, opt Options) (*Cube, *Reasons, diag.List, error) {
	files := append([]*release.File(nil), ledger.Files...)
	reasons := &Reasons{}
	public, err := describe(env)
	if err != nil {
		return nil, nil, nil, err
	}
	var finds diag.List
	for _, q := range raw.Quarters() {
		old, released := ledger.Quarter(q)
		why := reasons
		if released {
			why = &Reasons{}
		}
		f, err := draft(raw, q, env, opt, public, why)
		if err != nil {
			return nil, nil, nil, fmt.Errorf("protecting %s: %w", q.ID(env.Basis), err)
		}
		if released {
			if differs(f, old) {
				finds = append(finds, ruleUnused.At(diag.Pos{File: path.Join(release.Dir, old.Name())}, diag.Public(old.Quarter)))
			}
			continue
		}
		f.Previous = ledger.Last()
		files = append(files, f)
	}
	if len(files) == 0 {
		return nil, reasons, diag.List{ruleNothing.At(diag.Pos{})}, nil
	}
	c, err := Open(env.Basis, files...)
	return c, reasons, finds, err
}

var ruleUnused = diag.Rule{
	ID: "release/unused", Warn: true,
	Msg:  diag.Text{JA: "%[1]s は公表した後で data の内容が変わっています。公表した数値のほうを使いました", EN: "the data of %[1]s have changed since they were released; the released numbers are used"},
	Hint: diag.Text{JA: "公表した数値は、この版では直せません。誤りがあれば、次の四半期の公表で注記してください", EN: "this version cannot correct a release; note an error with the next quarter's release"},
}

// differs reports whether the data would give another number than a release
// has, or another group.
func differs(now, old *release.File) bool {
	type key struct {
		table, measure string
		codes          release.Codes
	}
	before := map[key]release.Cell{}
	for _, c := range old.Cells {
		before[key{c.Table, c.Measure, c.Codes}] = c
	}
	for _, c := range now.Cells {
		b, ok := before[key{c.Table, c.Measure, c.Codes}]
		shown := c.Status == release.Published && b.Status == release.Published
		if !ok || shown && (c.Value != b.Value || !sameWeights(c.Weighted, b.Weighted)) {
			return true
		}
	}
	return len(now.Cells) != len(old.Cells)
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

// draft decides what is published of one quarter.
func draft(raw *cube.Cube, q dim.Quarter, env Env, opt Options, public description, reasons *Reasons) (*release.File, error) {
	f := &release.File{
		Format: release.Format, ID: q.ID(env.Basis) + "-r1", Quarter: q.ID(env.Basis), Rules: opt.rules(),
		Registry: public.registry, Catalogue: public.catalogue, Items: public.items,
		Receipts: receipts(raw, q, env.Registry),
	}
	used := newUsed(env.Lists)
	for _, sys := range systems(raw, q) {
		s, err := decided(sys, env, opt, f)
		if err != nil {
			return nil, err
		}
		s.write(f, used, reasons)
	}
	for _, o := range env.Registry.Organisations() {
		used.addID(dim.Kind, o.Kind) // named where nothing is reported, too
	}
	f.Lists = used.lists()
	return f, nil
}

// decided settles what is published of a system.
func decided(series []cube.Series, env Env, opt Options, f *release.File) (*system, error) {
	if pattern := opt.Pattern[f.Quarter]; pattern != nil {
		s := newSystem(series, env, opt, nil)
		s.follow(pattern)
		return s, nil
	}
	s, err := rollUp(series, env, opt)
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
