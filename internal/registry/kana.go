package registry

import (
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/rows"
)

var ruleKana = diag.Rule{
	ID: "registry/kana", Warn: true,
	Msg:  diag.Text{JA: "読み %[1]q は、ひらがなかカタカナではありません。読みは使いません", EN: "the reading %[1]q is neither hiragana nor katakana and is not used"},
	Hint: diag.Text{JA: "「しおみちょう」のように、ひらがなかカタカナで書いてください。検索で、読みから地域を見つけられるようになります。空欄にもできます", EN: "write it in hiragana or katakana, such as しおみちょう, so that the search finds the area by it; it may be empty"},
}

// reading gives a reading in hiragana, in whichever kana it is written; ok is
// false if it is written in anything else.
func reading(text string) (kana string, ok bool) {
	ok = true
	kana = strings.Map(func(r rune) rune {
		switch {
		case 'ァ' <= r && r <= 'ヶ':
			return r - ('ァ' - 'ぁ')
		case 'ぁ' <= r && r <= 'ゖ', r == 'ー', r == '・', r == ' ':
			return r
		}
		ok = false
		return r
	}, rows.Fold(text))
	return kana, ok
}

// kana reads the field of a reading; "" where there is none that can be used.
func (l *loader) kana(field string, at diag.Pos) string {
	text, ok := reading(field)
	if !ok {
		l.complain(&ruleKana, at, field)
		return ""
	}
	return text
}
