package site

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"fukusen/internal/cube"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/protect"
	"fukusen/internal/registry"
	"fukusen/internal/release"
	"fukusen/internal/source"
)

const (
	dataDir = "data"
	floorK  = protect.FloorK
)

var (
	ruleNoData = diag.Rule{
		ID:   "data/none",
		Msg:  diag.Text{JA: "data フォルダに、読むファイルがありません", EN: "there is nothing to read in the folder data"},
		Hint: diag.Text{JA: "企業や学校から届いたファイル(CSV か Excel ブック)を data フォルダに置いてください。まだ何もなければ、「fukusen template organisations」で提出者一覧の、「fukusen template people」で対象者の記入用ファイルを作れます。公開用の場所なら data/releases に公表ファイルを置きます", EN: "put the files of the submitters (CSV or workbooks) into data; \"fukusen template organisations\" writes a register of them to fill in, and \"fukusen template people\" a form to send out. Where the public site is built, put the release files into data/releases"},
	}
	ruleNotCSV = diag.Rule{
		ID: "data/not-csv", Warn: true,
		Msg:  diag.Text{JA: "CSV でも Excel ブック(.xlsx)でもないので読んでいません", EN: "this is neither CSV nor an Excel workbook (.xlsx) and was not read"},
		Hint: diag.Text{JA: "集計に使うなら「Excel ブック」か「CSV UTF-8」で保存し直し、使わないなら data の外に移してください", EN: "if it is input, save it as a workbook or as CSV UTF-8; otherwise move it out of data"},
	}
	ruleTargetKPI = diag.Rule{
		ID:   "targets/kpi",
		Msg:  diag.Text{JA: "目標の指標 %[1]q はありません", EN: "there is no KPI %[1]q to set a target for"},
		Hint: diag.Text{JA: "近い指標: %[2]s。すべては docs/kpis.md にあります", EN: "near: %[2]s; docs/kpis.md lists all"},
	}
	ruleTargetRate = diag.Rule{
		ID:   "targets/rate",
		Msg:  diag.Text{JA: "%[1]s は割合です。目標 %[2]v が何%%か分かりません", EN: "%[1]s is a rate; it is not clear what a target of %[2]v means"},
		Hint: diag.Text{JA: "%[2]v%% のように %% を付けるか、0.12 のように 1 以下で書いてください", EN: "write it as %[2]v%%, or as a fraction such as 0.12"},
	}
	ruleSameFile = diag.Rule{
		ID:   "data/same-file",
		Msg:  diag.Text{JA: "まったく同じ中身のファイルがもう一つあります: %[1]s", EN: "there is another file with the very same content: %[1]s"},
		Hint: diag.Text{JA: "二重に数えないよう、どちらかを消してください", EN: "delete one of them, so that nothing is counted twice"},
	}
)

// found is what lies below data/.
type found struct {
	exports  []string // files that may hold tables
	mappings []string
	other    diag.List
}

// exports finds the files to read.
func (s *stages) exports() (found, error) {
	f, err := walk(s.fsys)
	if err != nil {
		return f, fmt.Errorf("looking for data: %w", err)
	}
	if len(f.exports) == 0 && len(s.ledger.Files) == 0 {
		f.other = append(f.other, ruleNoData.At(diag.Pos{}))
	}
	s.find(f.other)
	return f, nil
}

func walk(fsys fs.FS) (found, error) {
	var f found
	err := fs.WalkDir(fsys, dataDir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == dataDir:
			return fs.SkipDir
		case err != nil:
			return err
		case d.IsDir() && (name == release.Dir || hidden(name)):
			return fs.SkipDir
		case d.IsDir() || hidden(name):
		case path.Base(name) == source.MappingFile:
			f.mappings = append(f.mappings, name)
		case readable(name):
			f.exports = append(f.exports, name)
		case slices.Contains([]string{".xls", ".xlsm", ".ods", ".zip", ".pdf"}, strings.ToLower(path.Ext(name))):
			f.other = append(f.other, ruleNotCSV.At(diag.Pos{File: name}))
		}
		return nil
	})
	return f, err
}

// readable reports a file that is read by its name: CSV, Excel's Unicode text,
// or a workbook.
func readable(name string) bool {
	return slices.Contains([]string{".csv", ".tsv", ".txt", ".xlsx"}, strings.ToLower(path.Ext(name)))
}

// hidden reports files of editors, spreadsheets and version control.
func hidden(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~$")
}

// sum reads the registers and all exports and adds them up. Errors in the
// registers do not keep the exports from being read: one run tells everything.
func (s *stages) sum(ctx context.Context, f found) (*cube.Cube, bool, error) {
	var finds diag.List
	var err error
	if s.registry, finds, err = registry.Load(s.fsys, dataDir, registry.Options{Ages: s.config.bands()}); err != nil {
		return nil, false, err
	}
	s.find(append(finds, s.targets()...))
	if s.lists, err = s.registry.Lists(s.contract.Categories()); err != nil {
		return nil, false, fmt.Errorf("lists: %w", err)
	}
	files := slices.DeleteFunc(f.exports, func(name string) bool { return s.registry.Holds(registry.File{Path: name}) })
	if finds, err = sameFiles(s.fsys, files); err != nil {
		return nil, false, err
	}
	s.find(finds)
	raw, err := s.read(ctx, files, f.mappings)
	if err != nil || raw == nil {
		return nil, false, err
	}
	s.find(s.checkPeriods(raw))
	raw.Add(s.preparedSeries(raw.Quarters())...)
	return raw, s.result.Findings.Errors() == 0, nil
}

// targets checks the targets against the KPIs of the site.
func (s *stages) targets() diag.List {
	var finds diag.List
	for _, t := range s.registry.Targets {
		e, ok := s.catalog.Entry(t.KPI)
		switch {
		case !ok:
			finds = append(finds, ruleTargetKPI.At(t.Pos, t.KPI, diag.Public(strings.Join(s.catalog.Near(t.KPI), ", "))))
		case e.Proportion() && t.Unit == "" && t.Value > 1:
			finds = append(finds, ruleTargetRate.At(t.Pos, t.KPI, t.Value))
		}
	}
	return finds
}

// read makes one part of each file, two at a time, and puts them together. The
// cube is nil if the mappings are wrong: then nothing would be read right.
func (s *stages) read(ctx context.Context, files, mappings []string) (*cube.Cube, error) {
	maps, finds, err := source.Mappings(s.fsys, mappings)
	if err != nil || finds.Errors() > 0 {
		s.find(finds)
		return nil, err
	}
	s.find(finds)
	s.mappings = maps
	var tables []source.File
	for _, name := range files {
		of, finds, err := source.Files(s.fsys, name)
		if err != nil {
			return nil, err
		}
		s.find(finds)
		of = slices.DeleteFunc(of, func(f source.File) bool { return s.registry.Holds(registry.File{Path: f.Path, Sheet: f.Sheet}) })
		tables = append(tables, of...)
	}
	parts, err := s.parts(ctx, tables)
	if err != nil {
		return nil, err
	}
	s.result.submitters = s.submitters(tables, parts)
	s.hold(parts)
	raw, finds := cube.Merge(parts, s.contract)
	s.find(finds)
	s.tables, s.receipts = tables, raw.Receipts
	return raw, nil
}

// shards is how many goroutines read: two files side by side, or two parts of
// a large one.
const shards = 2

func (s *stages) parts(ctx context.Context, tables []source.File) ([]*cube.Part, error) {
	env := s.env()
	parts := make([]*cube.Part, len(tables)) // one slot a file: no lock, no order lost
	found := make([]diag.List, len(tables))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(shards)
	for i, file := range tables {
		g.Go(func() (err error) {
			f := cube.NewFile(file, s.lists, s.contract)
			found[i], err = source.Read(ctx, s.fsys, file, s.mappings.For(file.Path), env, f.Sink)
			parts[i] = f.Part()
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	source.OtherSheets(tables, found)
	for _, fl := range found {
		s.find(fl)
	}
	return parts, nil
}

// env is what every file is read against.
func (s *stages) env() *source.Env {
	env := &source.Env{Contract: s.contract, Registry: s.registry, Lists: s.lists, Basis: s.config.declared(), Shards: shards}
	if !s.opt.Today.IsZero() {
		env.Latest = dim.QuarterOf(s.opt.Today.Year(), int(s.opt.Today.Month()))
	}
	for _, o := range s.registry.Organisations() {
		env.OtherFiscalYears = env.OtherFiscalYears || o.FiscalYearStart != 4
	}
	return env
}

// sameFiles finds exports that were put there twice. Only files of one size
// are compared.
func sameFiles(fsys fs.FS, files []string) (diag.List, error) {
	bySize := map[int64][]string{}
	var finds diag.List
	for _, name := range files {
		info, err := fs.Stat(fsys, name)
		if err != nil {
			return nil, err
		}
		size := info.Size()
		for _, other := range bySize[size] {
			same, err := equal(fsys, name, other)
			if err != nil {
				return nil, err
			}
			if same && size > 0 {
				finds = append(finds, ruleSameFile.At(diag.Pos{File: name}, diag.Public(other)))
				break
			}
		}
		bySize[size] = append(bySize[size], name)
	}
	return finds, nil
}

func equal(fsys fs.FS, a, b string) (bool, error) {
	f, err := fsys.Open(a)
	if err != nil {
		return false, err
	}
	defer f.Close()
	g, err := fsys.Open(b)
	if err != nil {
		return false, err
	}
	defer g.Close()
	x, y := make([]byte, 1<<16), make([]byte, 1<<16)
	for {
		n, errA := io.ReadFull(f, x)
		m, errB := io.ReadFull(g, y)
		if !bytes.Equal(x[:n], y[:m]) {
			return false, nil
		}
		if errA != nil || errB != nil {
			return ended(errA) && ended(errB), nil
		}
	}
}

func ended(err error) bool { return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) }
