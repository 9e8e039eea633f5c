package rows

import "fukusen/internal/diag"

const (
	saveJA = "Excel の「名前を付けて保存」で「CSV UTF-8(コンマ区切り)」を選んで保存し直してください"
	saveEN = `save it again from Excel as "CSV UTF-8 (Comma delimited)"`
)

var (
	ruleBinary = diag.Rule{
		ID:   "csv/binary",
		Msg:  diag.Text{JA: "CSV ではありません: %[1]s のようです", EN: "not a CSV file: it looks like %[2]s"},
		Hint: diag.Text{JA: saveJA, EN: saveEN},
	}
	ruleNUL = diag.Rule{
		ID:   "csv/binary",
		Msg:  diag.Text{JA: "CSV ではありません: 文字ではないデータ(NUL)が混じっています", EN: "not a CSV file: it contains a NUL byte"},
		Hint: diag.Text{JA: "ファイルが壊れているか、別の形式です。元のデータを開ける場合は、" + saveJA, EN: "the file is damaged or of another kind; " + saveEN},
	}
	ruleUTF16 = diag.Rule{
		ID:   "csv/utf16",
		Msg:  diag.Text{JA: "文字コードが UTF-16(Excel の「Unicode テキスト」)です", EN: `the encoding is UTF-16 (Excel's "Unicode Text")`},
		Hint: diag.Text{JA: saveJA, EN: saveEN},
	}
	ruleJIS = diag.Rule{
		ID:   "csv/encoding",
		Msg:  diag.Text{JA: "文字コードが JIS(ISO-2022-JP)です", EN: "the encoding is ISO-2022-JP"},
		Hint: diag.Text{JA: "UTF-8 か Shift_JIS で書き出し直してください", EN: "export it again as UTF-8 or Shift_JIS"},
	}
	ruleEmpty = diag.Rule{
		ID:   "csv/empty",
		Msg:  diag.Text{JA: "ファイルが空です", EN: "the file is empty"},
		Hint: diag.Text{JA: "1行目に列の見出し、2行目からデータを入れてください。不要なファイルなら削除してください", EN: "put the column headers into line 1 and the data below, or delete the file"},
	}
	ruleNoRows = diag.Rule{
		ID:   "csv/no-rows",
		Msg:  diag.Text{JA: "見出しだけで、データの行がありません", EN: "there is a header but no row of data"},
		Hint: diag.Text{JA: "データの行を入れてください。報告するものがなければファイルを削除してください", EN: "add the rows, or delete the file if there is nothing to report"},
	}
	ruleHeaderRow = diag.Rule{
		ID:   "csv/header-row",
		Msg:  diag.Text{JA: "見出しは%[1]d行目とされていますが、ファイルはそこまでありません", EN: "the header is said to be in line %[1]d, but the file ends before it"},
		Hint: diag.Text{JA: "source.yaml の見出し行の指定を確かめてください", EN: "correct the header row in source.yaml"},
	}
	ruleWrongUTF8 = diag.Rule{
		ID:   "csv/utf8",
		Msg:  diag.Text{JA: "UTF-8 の文字として読めないバイト %[1]s があります", EN: "byte %[1]s is not part of a UTF-8 character"},
		Hint: diag.Text{JA: "このセルの文字を入力し直し、" + saveJA, EN: "type the text of this cell again and " + saveEN},
	}
	ruleWrongCP932 = diag.Rule{
		ID:   "csv/cp932",
		Msg:  diag.Text{JA: "Shift_JIS の文字として読めないバイト %[1]s があります(外字か文字化け)", EN: "bytes %[1]s are no character of Shift_JIS (a private character or damage)"},
		Hint: diag.Text{JA: "このセルの文字を入力し直してください(外字は使えません)。その上で" + saveJA, EN: "type the text of this cell again without private characters and " + saveEN},
	}
	ruleFields = diag.Rule{
		ID:   "csv/fields",
		Msg:  diag.Text{JA: "列の数が見出しと合いません: 見出しは%[1]d列、この行は%[2]d列です", EN: "the row has %[2]d fields, the header %[1]d"},
		Hint: diag.Text{JA: "区切りのコンマの過不足を直してください。1,234 のようにコンマを含む値は \"1,234\" と二重引用符で囲みます", EN: `correct the commas; a value that contains one is quoted: "1,234"`},
	}
	ruleQuote = diag.Rule{
		ID:   "csv/quote",
		Msg:  diag.Text{JA: "二重引用符(\")の使い方が正しくありません(%[1]d行目からの行)", EN: "a quotation mark is out of place (in the row that begins in line %[1]d)"},
		Hint: diag.Text{JA: "値を囲む \" の閉じ忘れがないか確かめ、値の中の \" は \"\" と2つ続けて書いてください", EN: `close every quoted value, and write a quotation mark within a value as ""`},
	}
	ruleLong = diag.Rule{
		ID:   "csv/long",
		Msg:  diag.Text{JA: "%[1]d行目からの行が長すぎて(1MB以上)終わりが見つかりません", EN: "the row that begins in line %[1]d is longer than 1 MB"},
		Hint: diag.Text{JA: "二重引用符(\")の閉じ忘れがないか、この行の近くを確かめてください", EN: "look for a quotation mark that is not closed near this line"},
	}
	ruleSeparator = diag.Rule{
		ID:   "csv/separator",
		Msg:  diag.Text{JA: "列の区切りがコンマではなく%[1]sのようです", EN: "the columns seem to be separated by %[2]s, not by commas"},
		Hint: diag.Text{JA: saveJA, EN: saveEN},
	}
)
