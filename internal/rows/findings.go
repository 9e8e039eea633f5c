package rows

import "fukusen/internal/diag"

const (
	saveJA = "Excel の「名前を付けて保存」で「CSV UTF-8(コンマ区切り)」か「Excel ブック(*.xlsx)」を選んで保存し直してください"
	saveEN = `save it again from Excel as "CSV UTF-8 (Comma delimited)" or "Excel Workbook (*.xlsx)"`
)

var (
	ruleBinary = diag.Rule{
		ID:   "csv/binary",
		Msg:  diag.Text{JA: "CSV ではありません: %[1]s のようです", EN: "not a CSV file: it looks like %[2]s"},
		Hint: diag.Text{JA: saveJA, EN: saveEN},
	}
	ruleNUL = diag.Rule{
		ID:   "csv/binary",
		Msg:  diag.Text{JA: "CSV ではありません: 文字ではないデータ(NUL)が混じっています(最初の行を示します)", EN: "not a CSV file: it contains a NUL byte (this is the first line with one)"},
		Hint: diag.Text{JA: "ファイルが壊れているか、別の形式です。元のデータを開ける場合は、" + saveJA, EN: "the file is damaged or of another kind; " + saveEN},
	}
	ruleUTF16 = diag.Rule{
		ID:   "csv/utf16",
		Msg:  diag.Text{JA: "文字コードが UTF-16 のようですが、それを示す先頭の印(BOM)がありません", EN: "the encoding seems to be UTF-16, but the mark (BOM) at the start that would say so is missing"},
		Hint: diag.Text{JA: "Excel で開いて「名前を付けて保存」の「CSV UTF-8(コンマ区切り)」か「Unicode テキスト」で保存し直してください", EN: `save it again from Excel as "CSV UTF-8 (Comma delimited)" or "Unicode Text"`},
	}
	ruleJIS = diag.Rule{
		ID:     "csv/encoding",
		Msg:    diag.Text{JA: "文字コードが %[1]s のようです", EN: "the encoding seems to be %[1]s"},
		Hint:   diag.Text{JA: "UTF-8 か Shift_JIS で書き出し直すか、source.yaml に encoding: %[2]s と書いてください", EN: "export it again as UTF-8 or Shift_JIS, or write encoding: %[2]s in source.yaml"},
		Sender: diag.Text{JA: "文字コードに UTF-8 か Shift_JIS を選んで、書き出し直してください", EN: "export it again as UTF-8 or Shift_JIS"},
	}
	ruleEmpty = diag.Rule{
		ID:   "csv/empty",
		Msg:  diag.Text{JA: "ファイルが空です", EN: "the file is empty"},
		Hint: diag.Text{JA: "1行目に列の見出し、2行目からデータを入れてください。不要なファイルなら削除してください", EN: "put the column headers into line 1 and the data below, or delete the file"},
	}
	ruleNoRows = diag.Rule{
		ID: "csv/no-rows", Warn: true,
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
	ruleWrongUTF16 = diag.Rule{
		ID:   "csv/surrogate",
		Msg:  diag.Text{JA: "UTF-16 の文字として読めないバイト %[1]s があります", EN: "bytes %[1]s are no character of UTF-16"},
		Hint: diag.Text{JA: "このセルの文字を入力し直し、" + saveJA, EN: "type the text of this cell again and " + saveEN},
	}
	ruleWrongEUC = diag.Rule{
		ID:   "csv/euc-jp",
		Msg:  diag.Text{JA: "EUC-JP の文字として読めないバイト %[1]s があります", EN: "bytes %[1]s are no character of EUC-JP"},
		Hint: diag.Text{JA: "source.yaml の encoding が正しいか確かめ、正しければこのセルの文字を入力し直してください", EN: "check encoding in source.yaml; if it is right, type the text of this cell again"},
	}
	ruleWrongJIS = diag.Rule{
		ID:   "csv/iso-2022-jp",
		Msg:  diag.Text{JA: "この行に、ISO-2022-JP(JIS)の文字として読めないデータがあります", EN: "this line has bytes that are no character of ISO-2022-JP"},
		Hint: diag.Text{JA: "source.yaml の encoding が正しいか確かめ、正しければこの行の文字を入力し直してください", EN: "check encoding in source.yaml; if it is right, type the text of this line again"},
	}
	ruleReplaced = diag.Rule{
		ID: "csv/replaced", Warn: true,
		Msg:  diag.Text{JA: "「\uFFFD」があります。以前の変換で読めなくなった文字です", EN: "there is a \uFFFD: a character that an earlier conversion could not read"},
		Hint: diag.Text{JA: "変換する前の元のデータを見て、この文字を入力し直してください", EN: "look the character up in the data as it was before the conversion and type it again"},
	}
	ruleHeaderJunk = diag.Rule{
		ID: "csv/header-junk", Warn: true, Note: true,
		Msg:    diag.Text{JA: "この行を見出しとして読みました。その上の表題など%[1]d行は読み飛ばしました", EN: "this line was taken as the header; %[1]d rows above it, such as titles, were passed over"},
		Hint:   diag.Text{JA: "違う場合は、source.yaml に header_row: 見出しの行番号 と書いてください", EN: "if that is wrong, write header_row: LINE in source.yaml"},
		Sender: diag.Text{JA: "違う場合は、表題などの行を消して、見出しを1行目に置いてください", EN: "if that is wrong, delete the titles, so that the header is line 1"},
	}
	ruleDataAbove = diag.Rule{
		ID:   "csv/data-above",
		Msg:  diag.Text{JA: "見出しは%[1]d行目にありますが、その上のこの行からもデータがあるようです", EN: "the header is in line %[1]d, but from this line there seem to be data above it"},
		Hint: diag.Text{JA: "1つのファイルに表を2つ以上入れず、分けてください。見出しが別の行であれば、source.yaml に header_row: 見出しの行番号 と書いてください", EN: "put each table into a file of its own; if another line is the header, write header_row: LINE in source.yaml"},
	}
	ruleColumns = diag.Rule{
		ID:   "csv/columns",
		Msg:  diag.Text{JA: "見出しの列が%[1]d列あり、多すぎます(上限は%[2]d列)", EN: "the header has %[1]d columns; the limit is %[2]d"},
		Hint: diag.Text{JA: "不要な列を消すか、改行が失われていないか確かめてください", EN: "delete the columns that are not needed, or look for line breaks that were lost"},
	}
	ruleRepeated = diag.Rule{
		ID: "csv/repeated-header", Warn: true, Note: true,
		Msg:  diag.Text{JA: "データの途中にある見出し・単位などの行を%[1]d行、読み飛ばしました(最初の行を示します)", EN: "%[1]d rows within the data that repeat the header, its units or its notes were passed over (this is the first)"},
		Hint: diag.Text{JA: "そのままで構いません。ファイルをつないだ場合は、同じデータが2回入っていないか確かめてください", EN: "nothing needs to be done; if files were joined, make sure that no data are in it twice"},
	}
	ruleNotes = diag.Rule{
		ID: "csv/notes", Warn: true, Note: true,
		Msg:  diag.Text{JA: "注や出典だけの行を%[1]d行、読み飛ばしました(最初の行を示します)", EN: "%[1]d rows that have only a note or a source were passed over (this is the first)"},
		Hint: diag.Text{JA: "データの行であれば、ほかの列にも値を入れてください", EN: "if it is a row of data, fill in its other columns"},
	}
	ruleNoHeader = diag.Rule{
		ID: "csv/no-header", Warn: true,
		Msg:  diag.Text{JA: "見出しのない%[1]d列目に値があります。この列は読まれません", EN: "column %[1]d has values but no header; it is not read"},
		Hint: diag.Text{JA: "必要な列なら見出しを付け、不要なら列を消してください", EN: "give the column a header if it is needed, or delete it"},
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
