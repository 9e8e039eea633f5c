package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/site"
)

// gathered are the files that the arguments of check stand for.
type gathered struct {
	files []string
	other []string  // of folders, which look like tables but cannot be read
	wrong diag.Text // what is wrong with the arguments, if anything is
}

// gather puts the tables of a folder in its place, as a day's mail lies in one.
// A folder that is a site is refused: checked file by file it would lack its
// registers.
func gather(args []string) (gathered, error) {
	var g gathered
	for _, arg := range args {
		info, err := os.Stat(arg)
		if err != nil || !info.IsDir() {
			g.files = append(g.files, arg) // who opens it tells what is wrong with it
			continue
		}
		if home, ok := siteOf(arg); ok {
			g.wrong = wholeSite(arg, home)
			return g, nil
		}
		before := len(g.files)
		if err := g.walk(arg); err != nil {
			return g, err
		}
		if len(g.files) == before {
			g.wrong = diag.Text{
				JA: fmt.Sprintf("フォルダ %s に、検査できるファイル(CSV か Excel ブック)がありません", arg),
				EN: fmt.Sprintf("the folder %s holds no file that can be checked (CSV or Excel workbook)", arg),
			}
			return g, nil
		}
	}
	return g, nil
}

// wholeSite says how the site is checked that a folder belongs to.
func wholeSite(dir, home string) diag.Text {
	what := diag.Text{JA: "サイトのフォルダ", EN: "the folder of a site"}
	if dir != home {
		what = diag.Text{JA: "サイトのデータのフォルダ", EN: "the folder of a site's data"}
	}
	return diag.Text{
		JA: fmt.Sprintf("%s は%sです。サイト全体を検査するには、次のように実行してください: fukusen check -s %s", dir, what.JA, home),
		EN: fmt.Sprintf("%s is %s; to check all of it, run: fukusen check -s %s", dir, what.EN, home),
	}
}

// siteOf gives the site whose folder, or whose folder of data, dir is.
func siteOf(dir string) (home string, ok bool) {
	if _, err := os.Stat(filepath.Join(dir, site.ConfigFile)); err == nil {
		return dir, true
	}
	full, err := filepath.Abs(dir)
	if err != nil || filepath.Base(full) != "data" {
		return "", false
	}
	home = filepath.Join(dir, "..")
	_, err = os.Stat(filepath.Join(home, site.ConfigFile))
	return home, err == nil
}

// Files that are read, and those that somebody may take for such, by how their
// names end.
var (
	tableEndings = []string{".csv", ".tsv", ".txt", ".xlsx"}
	otherEndings = []string{".xls", ".xlsm", ".ods", ".zip", ".pdf"}
)

func (g *gathered) walk(dir string) error {
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		base := filepath.Base(name)
		hidden := strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~$") // of editors and spreadsheets
		ending := strings.ToLower(filepath.Ext(base))
		switch {
		case err != nil:
			return err
		case d.IsDir() && hidden && name != dir:
			return fs.SkipDir
		case d.IsDir() || hidden:
		case slices.Contains(tableEndings, ending):
			g.files = append(g.files, name)
		case slices.Contains(otherEndings, ending):
			g.other = append(g.other, name)
		}
		return nil
	})
}

// passedOver tells of the files of a folder that were not checked.
func (c *call) passedOver(names []string) {
	for _, name := range names {
		c.say(diag.Text{
			JA: "注意: %s は、CSV でも Excel ブック(.xlsx)でもないので検査していません。使うなら、保存し直してください",
			EN: "warning: %s is neither CSV nor an Excel workbook (.xlsx) and was not checked; save it as one if it is input",
		}, name)
	}
}
