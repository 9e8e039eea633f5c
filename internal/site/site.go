// Package site opens the folder of a site and runs the stages in order: read,
// sum, protect, compute, write pages and data, audit, commit.
//
// The folder of a desk has raw exports below data/; that of a press has only
// release files there. Both are built by the same lines: what is released is
// always taken from its release file, so that a desk whose quarters are all
// released writes the same bytes as the press.
package site

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"time"

	"fukusen/internal/audit"
	"fukusen/internal/catalogue"
	"fukusen/internal/content"
	"fukusen/internal/contract"
	"fukusen/internal/cube"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/export"
	"fukusen/internal/kpi"
	"fukusen/internal/output"
	"fukusen/internal/page"
	"fukusen/internal/protect"
	"fukusen/internal/registry"
	"fukusen/internal/release"
	"fukusen/internal/report"
	"fukusen/internal/source"
)

// Options says which site to build and how. Dir and Theme are required.
type Options struct {
	Dir    string             // folder of the site
	Output string             // folder of the public site; needed only to write it
	Theme  fs.FS              // the default theme
	Strict bool               // warnings fail the build
	Today  time.Time          // later quarters are findings; zero knows no day
	Lang   diag.Lang          // of the private report; "" is Japanese
	Now    func(stage string) // told each stage as it begins; nil tells nobody
	Limit  int                // bytes above which a file of the open data is split; 0 means 50,000,000
	Kept   *Kept              // what the build before left, and takes what this one leaves; nil keeps nothing
}

// A Result is what a run found.
type Result struct {
	Title      contract.Name    // of the site; empty where there is none
	Findings   diag.List        // in the input, sorted
	Disclosure diag.List        // of the audit: nothing may be written while there is an error
	Reasons    *protect.Reasons // for the steward; nil in a press
	Released   []dim.Quarter    // quarters of the site that are released
	Drafts     []dim.Quarter    // and that are not
	Basis      dim.Basis
	Files      int    // of the public site
	Private    string // the report of what is withheld and why, for the steward; empty if none was written
	Thin       int    // pages of which more than a third is withheld, as told there
	Cells      int    // published or withheld
	Withheld   int
	Inputs     []string // folders and files that were read
	Alone      bool     // files were checked where there is no site

	fsys       fs.FS             // that the findings are about
	submitters map[string]string // by file
}

// Excerpts gives the lines that findings are about.
func (r *Result) Excerpts(l diag.List) report.Excerpt { return report.Excerpts(r.fsys, l) }

// OK reports whether the site may be written.
func (r *Result) OK(strict bool) bool {
	return r.Findings.Errors() == 0 && r.Disclosure.Errors() == 0 && !(strict && len(r.Findings) > 0)
}

// stages are one run over one site.
type stages struct {
	opt       Options
	releasing *Releasing // nil unless a quarter is to be released
	fsys      fs.FS
	config    *Config
	result    *Result

	contract *contract.Contract
	catalog  catalogue.Catalogue
	ledger   *release.Ledger
	registry *registry.Registry
	lists    *dim.Lists
	mappings source.MappingSet
	holdings []holding
	tables   []source.File  // that were read
	receipts []cube.Receipt // of what they hold
	raw      *cube.Cube     // nil at a press
	cube     *protect.Cube
	readSum  string // of what these were made of, if they are to be kept
	docs     []*content.Document
	kpis     *kpi.Set
	audited  *audit.Report
}

// Check does everything but write.
func Check(ctx context.Context, opt Options) (*Result, error) {
	s := newStages(opt)
	_, err := s.make(ctx)
	return s.result, err
}

// Build makes the site and writes it, unless there are findings that forbid
// it: then the old site stays as it is.
func Build(ctx context.Context, opt Options) (*Result, error) {
	s := newStages(opt)
	tree, err := s.make(ctx)
	if err != nil || !s.result.OK(opt.Strict) {
		return s.result, err
	}
	s.say("output")
	inputs, err := s.publicInputs()
	if err != nil {
		return s.result, err
	}
	s.result.Files = len(tree.Paths())
	if err := output.Commit(ctx, opt.Output, opt.Dir, tree, output.Options{Inputs: inputs}); err != nil {
		return s.result, err
	}
	if s.opt.Kept != nil {
		s.opt.Kept.made = tree.Made(opt.Output)
	}
	return s.result, s.savePrivate()
}

func newStages(opt Options) *stages {
	fsys := inFolder(opt.Dir)
	return &stages{
		opt: opt, fsys: fsys,
		result: &Result{fsys: fsys, Inputs: []string{
			filepath.Join(opt.Dir, ConfigFile), filepath.Join(opt.Dir, "data"),
			filepath.Join(opt.Dir, "content"), filepath.Join(opt.Dir, "themes"),
		}},
	}
}

func (s *stages) say(stage string) {
	if s.opt.Now != nil {
		s.opt.Now(stage)
	}
}

// find adds findings, and reports whether there is no error so far. It leaves
// out what hangs on settings that have a finding themselves.
func (s *stages) find(finds diag.List) bool {
	for _, f := range finds {
		if s.config == nil || !s.config.hangs(f) {
			s.result.Findings = append(s.result.Findings, f)
		}
	}
	s.result.Findings.Sort()
	s.result.Findings = slices.CompactFunc(s.result.Findings, alike)
	return s.result.Findings.Errors() == 0
}

// alike reports a finding that was made twice: of a workbook, for each of its
// sheets.
func alike(a, b diag.Finding) bool {
	return a.Rule == b.Rule && a.Pos == b.Pos && a.Pos != (diag.Pos{}) && a.Error() == b.Error()
}

// make runs the stages up to the audited tree, which is nil if findings stop
// it.
func (s *stages) make(ctx context.Context) (*output.Tree, error) {
	if ok, err := s.open(); !ok || err != nil {
		return nil, err
	}
	if ok, err := s.protected(ctx); !ok || err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.count()
	tree, err := s.write()
	if tree == nil || err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.say("audit")
	if ok, err := s.audit(ctx, tree); !ok || err != nil {
		return nil, err
	}
	s.result.Disclosure = s.audited.Findings()
	finds, err := large(tree)
	if err != nil {
		return nil, s.told(err)
	}
	s.find(finds)
	return tree, ctx.Err()
}

// audit looks at the tree while it is made: both take as long.
func (s *stages) audit(ctx context.Context, tree *output.Tree) (ok bool, err error) {
	ahead, stop := context.WithCancel(ctx)
	defer stop()
	wait := tree.Ahead(ahead)
	defer wait()
	s.audited, err = s.auditor()(tree.FS())
	switch {
	case ctx.Err() != nil:
		return false, ctx.Err() // whatever the audit says of what could not be read
	case err != nil:
		stop()
		return false, s.told(fmt.Errorf("auditing: %w", err))
	}
	return true, nil
}

// told makes a finding of an error that is one: pages are made when they are
// read, and a theme may have a mistake that only some of them show.
func (s *stages) told(err error) error {
	var f diag.Finding
	if errors.As(err, &f) {
		s.find(diag.List{f})
		return nil
	}
	return err
}

// write makes the tree of the cube; it is nil if findings stop it.
func (s *stages) write() (*output.Tree, error) {
	s.say("kpi")
	if s.kpis == nil {
		s.kpis = kpi.Compute(s.cube)
	}
	tree := &output.Tree{}
	if k := s.opt.Kept; k != nil && s.readSum != "" {
		sum, err := s.sumOfPages()
		if err != nil {
			return nil, err
		}
		tree.Again(sum, k.made)
	}
	s.say("page")
	pages, err := s.pages()
	if err != nil {
		return nil, err
	}
	if err := s.issued(&pages); err != nil {
		return nil, err
	}
	finds, err := page.Write(tree, pages)
	if !s.find(finds) || err != nil {
		return nil, err
	}
	about := export.About{Title: s.config.Title, Publisher: s.config.Publisher, Licence: s.config.Licence, BaseURL: s.config.BaseURL, Limit: s.opt.Limit}
	if n := len(s.ledger.Files); n > 0 {
		about.Newest = s.ledger.Files[n-1].ID
	}
	if err := export.Write(tree, s.cube, s.kpis, about); err != nil {
		return nil, fmt.Errorf("writing the data: %w", err)
	}
	if err := export.Kit(tree, s.cube, about); err != nil {
		return nil, fmt.Errorf("writing the downloads: %w", err)
	}
	if err := s.freeze(tree, pages, about); err != nil {
		return nil, err
	}
	if !s.find(page.CheckFileLinks(tree, s.docs)) {
		return nil, nil
	}
	return tree, nil
}

// open reads what is not data: settings, ledger, narrative pages. Errors in them
// do not keep the data from being read. ok is false where there is no site.
func (s *stages) open() (ok bool, err error) {
	s.say("read")
	finds := s.links()
	s.find(finds)
	if s.config, finds, err = readConfig(s.fsys, s.opt.Dir); err != nil {
		return false, err
	}
	if s.find(finds); s.config == nil {
		return false, nil
	}
	s.result.Basis, s.result.Title = s.config.basis(), s.config.Title
	s.contract = contract.New(s.config.Items)
	if s.catalog, finds, err = s.config.catalogue(s.contract); err != nil {
		return false, err
	}
	if s.find(finds); finds.Errors() > 0 {
		s.config.suspect("kpis")
	}
	if s.ledger, finds, err = release.ReadLedger(s.fsys); err != nil {
		return false, err
	}
	s.find(finds)
	if s.docs, finds, err = content.Load(s.fsys, "content", s.config.Languages); err != nil {
		return false, err
	}
	s.find(finds)
	return true, nil
}

// protect makes the cube: of raw exports and releases at a desk, of releases
// alone at a press.
func (s *stages) protect(ctx context.Context) (ok bool, err error) {
	f, err := s.exports()
	if err != nil {
		return false, err
	}
	if len(f.exports) == 0 {
		if s.result.Findings.Errors() > 0 {
			return false, nil
		}
		s.cube, err = protect.Open(s.config.basis(), s.ledger.Files...)
		return err == nil, err
	}
	raw, ok, err := s.sum(ctx, f)
	if !ok || err != nil {
		return false, err
	}
	s.say("protect")
	raw, opt, ok, err := s.again(raw, s.rules())
	if !ok || err != nil {
		return false, err
	}
	s.raw = raw
	cube, reasons, finds, err := protect.Apply(raw, s.ledger, s.described(), opt)
	s.cube, s.result.Reasons = cube, reasons
	return s.find(finds) && err == nil, err
}

// described is what describes the numbers.
func (s *stages) described() protect.Env {
	return protect.Env{
		Lists: s.lists, Basis: s.config.basis(), Contract: s.contract, Registry: s.registry, Catalogue: s.catalog,
	}
}

// rules are those of disclosure.
func (s *stages) rules() protect.Options {
	views, _ := s.config.views()
	opt := protect.Options{K: s.config.Disclosure.K, KSensitive: s.config.Disclosure.KSensitive, Zeros: s.config.Disclosure.Zeros, Views: views}
	for i, text := range s.config.Disclosure.Publish {
		if m, ok := protect.ParseMust(text, s.config.at(fmt.Sprintf("disclosure.publish[%d]", i))); ok {
			opt.Must = append(opt.Must, m)
		}
	}
	return opt
}

func (s *stages) count() {
	for c := range s.cube.Cells() {
		s.result.Cells++
		if c.Status == release.Withheld {
			s.result.Withheld++
		}
	}
	for _, q := range s.cube.Quarters() {
		if s.cube.Draft(q) {
			s.result.Drafts = append(s.result.Drafts, q)
		} else {
			s.result.Released = append(s.result.Released, q)
		}
	}
}

func (s *stages) pages() (page.Site, error) {
	theme, dir, err := s.theme()
	p := page.Site{
		Title: s.config.Title, About: s.config.About, Publisher: s.config.Publisher, Langs: s.config.Languages, BaseURL: s.config.BaseURL,
		Fictional: s.config.Fictional, Notes: s.config.Notes, Statement: s.config.Accessibility, Licence: s.config.Licence,
		Docs: s.docs, Theme: theme, ThemeDir: dir,
	}
	fill(&p, s.cube, s.kpis)
	return p, err
}

// fill takes from a cube what pages tell of.
func fill(p *page.Site, c *protect.Cube, set *kpi.Set) {
	p.KPIs, p.Catalogue, p.Items, p.Lists = set, shown(c, set, p.Docs), c.Items(), c.Lists()
	p.Basis, p.Registry, p.Files = c.Basis(), c.Registry(), nil
	for _, q := range c.Quarters() {
		f, _ := c.Release(q)
		p.Files = append(p.Files, f)
	}
}

// shown lists the KPIs that have a place in the pages: those of which anybody
// ever sent anything, and those that a narrative page speaks of. The others would be a heap of empty cards.
func shown(c *protect.Cube, set *kpi.Set, docs []*content.Document) catalogue.Catalogue {
	used := map[string]bool{}
	for o := range set.Values() {
		if o.Status != release.NotReported {
			used[o.Entry.ID] = true
		}
	}
	for _, d := range docs {
		for _, r := range d.References {
			used[r.KPI] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(c.Catalogue()), func(e catalogue.Entry) bool { return !used[e.ID] })
}
