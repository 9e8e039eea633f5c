package source

import "fukusen/internal/diag"

// OtherSheets replaces, in what Read has found in each file, the error about a
// sheet that is nothing like a table by a warning where another sheet of its
// workbook is one: submitters keep notes and sums of their own beside the form.
// A workbook without any table, and a sheet that is nearly one, stay errors.
func OtherSheets(files []File, found []diag.List) {
	tables := map[string]bool{} // workbooks with a sheet that is one, or nearly
	for i, f := range files {
		if f.Sheet != "" && !nothingLike(found[i]) {
			tables[f.Path] = true
		}
	}
	for i, f := range files {
		if !tables[f.Path] {
			continue
		}
		for j, x := range found[i] {
			if x.Rule == &ruleNothingLike {
				found[i][j] = ruleOtherSheet.At(f.Pos(), f.Sheet, x.Args[0], x.Args[1])
			}
		}
	}
}

// nothingLike reports a file that is not even nearly a table.
func nothingLike(finds diag.List) bool {
	for _, f := range finds {
		if f.Rule == &ruleNothingLike {
			return true
		}
	}
	return false
}
