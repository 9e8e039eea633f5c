package sheet

import (
	"slices"

	"fukusen/internal/diag"
)

// Limits of what is read. All of them are far above what a person fills in, and
// keep a file that was made to do harm, or was damaged, from filling the memory
// or running for hours.
const (
	MaxFile    = 100 << 20 // bytes of the file itself
	MaxSheet   = 128 << 20 // bytes of one sheet, unpacked; it is streamed, so this bounds time
	MaxStrings = 64 << 20  // bytes of the table of texts, unpacked; it is kept in memory
	MaxPart    = 16 << 20  // bytes of any other part that is read, unpacked
	MaxTotal   = 512 << 20 // bytes of all parts together, unpacked
	MaxParts   = 10_000    // parts of one file
	MaxColumns = 1024      // the last column that may hold a value is AMJ
	MaxRows    = 1 << 20   // as in Excel
	longest    = 1 << 20   // bytes of one XML token; a cell holds 32,767 characters
	deepest    = 64        // elements inside each other
	maxMerges  = 100_000   // merged blocks of one sheet
	named      = 5         // addresses that are named in one finding
)

const (
	xlsxJA = "Excel で開き、「名前を付けて保存」で「Excel ブック(*.xlsx)」か「CSV UTF-8(コンマ区切り)」を選んで保存し直してください"
	xlsxEN = `open it in Excel and save it again as "Excel Workbook (*.xlsx)" or "CSV UTF-8 (Comma delimited)"`
)

var (
	ruleKind = diag.Rule{
		ID:   "xlsx/kind",
		Msg:  diag.Text{JA: "Excel ブック(.xlsx)ではありません: %[1]s のようです", EN: "not an Excel workbook (.xlsx): it looks like %[2]s"},
		Hint: diag.Text{JA: xlsxJA, EN: xlsxEN},
	}
	rulePassword = diag.Rule{
		ID:   "xlsx/password",
		Msg:  diag.Text{JA: "パスワードが掛かっていて開けません", EN: "the workbook is protected by a password and cannot be opened"},
		Hint: diag.Text{JA: "Excel の「ファイル」→「情報」→「ブックの保護」→「パスワードを使用して暗号化」でパスワードを消して保存し、安全な方法で送ってください", EN: `remove the password in Excel (File, Info, Protect Workbook, Encrypt with Password), save, and send the file by a safe way`},
	}
	ruleDamaged = diag.Rule{
		ID:   "xlsx/damaged",
		Msg:  diag.Text{JA: "ブックが壊れているため、ここから先を読めません(%[1]s)", EN: "the workbook is damaged and cannot be read from here on (%[1]s)"},
		Hint: diag.Text{JA: xlsxJA + "。開けないときは、送信元にもう一度送ってもらってください", EN: xlsxEN + "; if it does not open, have it sent again"},
	}
	ruleLarge = diag.Rule{
		ID:   "xlsx/large",
		Msg:  diag.Text{JA: "ブックの中身が大きすぎます: %[1]s が %[2]d あります(上限 %[3]d)", EN: "the workbook is too large inside: %[1]s is %[2]d (at most %[3]d)"},
		Hint: diag.Text{JA: "使っていない行・列・書式・画像を削除するか、必要なシートだけを「CSV UTF-8(コンマ区切り)」で保存してください", EN: `delete rows, columns, formats and pictures that are not used, or save only the sheet that matters as "CSV UTF-8 (Comma delimited)"`},
	}
	ruleWide = diag.Rule{
		ID:   "xlsx/wide",
		Msg:  diag.Text{JA: "この列は右すぎて読めません(値を置けるのは %[1]d 列目まで)", EN: "this column is too far to the right (values may stand in the first %[1]d columns)"},
		Hint: diag.Text{JA: "表の外に残った値なら、そのセルを削除してください", EN: "if the value was left outside the table, delete the cell"},
	}
	ruleMacro = diag.Rule{
		ID: "xlsx/macro", Warn: true, Note: true,
		Msg:  diag.Text{JA: "マクロを含むブックです。マクロは実行せず、セルの値だけを読みました", EN: "the workbook contains macros; they were not run, only the values of cells were read"},
		Hint: diag.Text{JA: "「Excel ブック(*.xlsx)」で保存し直すと、この指摘は出なくなります", EN: `save it as "Excel Workbook (*.xlsx)" to be rid of this`},
	}
	ruleEmpty = diag.Rule{
		ID:   "xlsx/empty",
		Msg:  diag.Text{JA: "値の入った、表示されているシートがありません", EN: "no visible sheet holds a value"},
		Hint: diag.Text{JA: "データを入力したシートが非表示になっていないか、保存し忘れていないか確かめてください", EN: "see whether the sheet with the data is hidden, or whether it was not saved"},
	}
	ruleNotes = diag.Rule{
		ID: "xlsx/notes", Warn: true, Note: true,
		Msg:  diag.Text{JA: "シート「%[1]s」は説明とみなし、読みませんでした", EN: "the sheet %[1]q is taken for notes by its name and was not read"},
		Hint: diag.Text{JA: "データのシートなら、シートの名前を変えてください", EN: "if it holds data, give it another name"},
	}
	ruleHiddenSheet = diag.Rule{
		ID: "xlsx/hidden-sheet", Warn: true,
		Msg:  diag.Text{JA: "非表示のシート「%[1]s」は読みませんでした", EN: "the hidden sheet %[1]q was not read"},
		Hint: diag.Text{JA: "データのシートなら「再表示」にしてください。要らないシートなら削除してください", EN: "unhide it if it holds data; delete it if it is not needed"},
	}
	ruleHidden = diag.Rule{
		ID: "xlsx/hidden", Warn: true,
		Msg:  diag.Text{JA: "非表示の行または列にある値も読みました(%[1]d セル。最初は %[2]s)", EN: "values in hidden rows or columns were read as well (%[1]d cells, the first is %[2]s)"},
		Hint: diag.Text{JA: "フィルターを解除して再表示し、送るつもりのない行や列が残っていれば削除してください", EN: "clear the filter, unhide, and delete rows or columns that are not meant to be sent"},
	}
	ruleFormula = diag.Rule{
		ID: "xlsx/formula", Warn: true,
		Msg:  diag.Text{JA: "数式が %[1]d セルにあり、保存されていた計算結果を読みました(%[2]s)", EN: "%[1]d cells hold formulas; the results that were saved with them were read (%[2]s)"},
		Hint: diag.Text{JA: "提出前に「コピー」→「形式を選択して貼り付け」→「値」で値に置き換えてください", EN: `replace them by their values before sending (Copy, Paste Special, Values)`},
	}
	ruleUncalculated = diag.Rule{
		ID:   "xlsx/uncalculated",
		Msg:  diag.Text{JA: "数式の計算結果が保存されていません", EN: "the formula was saved without its result"},
		Hint: diag.Text{JA: "Excel で開いて再計算(F9)し、上書き保存するか、値を直接入力してください", EN: "open the file in Excel, recalculate (F9) and save it, or type the value"},
	}
	ruleError = diag.Rule{
		ID:   "xlsx/error",
		Msg:  diag.Text{JA: "セルが Excel のエラー値 %[1]s になっています", EN: "the cell shows the Excel error %[1]s"},
		Hint: diag.Text{JA: "数式か参照先を直すか、正しい値を直接入力してください", EN: "mend the formula or what it refers to, or type the right value"},
	}
	ruleMerged = diag.Rule{
		ID:   "xlsx/merged",
		Msg:  diag.Text{JA: "セル %[1]s が結合されています", EN: "the cells %[1]s are merged"},
		Hint: diag.Text{JA: "「ホーム」→「セル結合の解除」を行い、空いたセルすべてに値を入れてください", EN: "unmerge them (Home, Unmerge Cells) and fill every cell that becomes empty"},
	}
	ruleDate = diag.Rule{
		ID:   "xlsx/date",
		Msg:  diag.Text{JA: "日付の書式ですが、値 %[1]s に当たる日付はありません", EN: "formatted as a date, but no date is meant by %[1]s"},
		Hint: diag.Text{JA: "日付を 2026-04-01 のように入力し直すか、日付でなければセルの書式を「標準」に戻してください", EN: `type the date as 2026-04-01, or set the cell's format to "General" if it is no date`},
	}
	ruleScaled = diag.Rule{
		ID: "xlsx/scaled", Warn: true,
		Msg:  diag.Text{JA: "表示形式で下の桁を省いているセルを、表示に合わせて読みました(保存された値 %[1]s を %[2]s と)", EN: "cells whose format leaves out the last digits were read as they are shown (%[1]s, which is stored, as %[2]s)"},
		Hint: diag.Text{JA: "見出しか表題に「(千円)」のように表示の単位が書いてあれば、そのままでかまいません。なければ見出しに書き足してください", EN: "that is right if the header or the title tells the unit that is shown, such as (千円); if not, add it to the header"},
	}
	rulePrecision = diag.Rule{
		ID:   "xlsx/precision",
		Msg:  diag.Text{JA: "桁数が多すぎて、Excel では正確に保存できない数値です(%[1]s)", EN: "the number has more digits than Excel can keep (%[1]s)"},
		Hint: diag.Text{JA: "番号なら、セルの書式を「文字列」にしてから入力し直してください(末尾の桁が 0 に変わっていないか確かめてください)", EN: `if it is a code, set the cell's format to "Text" and type it again (see whether its last digits have become 0)`},
	}
	ruleNumber = diag.Rule{
		ID:   "xlsx/cell",
		Msg:  diag.Text{JA: "セルの値 %[1]q を、その種類(%[2]s)の値として読めません", EN: "the stored value %[1]q cannot be read as its type (%[2]s)"},
		Hint: diag.Text{JA: "値を入力し直してください", EN: "type the value again"},
	}
)

// Rules gives all rules of this package in the order of their ids.
func Rules() []*diag.Rule {
	return slices.Clone([]*diag.Rule{
		&ruleNumber, &ruleDamaged, &ruleDate, &ruleEmpty, &ruleError, &ruleFormula, &ruleHidden, &ruleHiddenSheet,
		&ruleKind, &ruleLarge, &ruleMacro, &ruleMerged, &ruleNotes, &rulePassword, &rulePrecision, &ruleScaled, &ruleUncalculated, &ruleWide,
	})
}
