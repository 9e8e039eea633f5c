package page

import (
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"ﾃﾞｭｱﾙ": "でゅある", "デュアルキャリア": "でゅあるきゃりあ", "でゅある": "でゅある", "デュアル・キャリア": "でゅあるきゃりあ",
		"Ａ１ｂ": "a1b", "A1B": "a1b", "a1b": "a1b",
		"髙橋": "高橋", "澤": "沢", "沢": "沢", "濵": "浜", "國學院": "国学院", "龍": "竜", "𠮷野": "吉野", "関ヶ原": "関け原", "関ケ原": "関け原",
		"スキー": "すき", "サーフィン": "さふぃん", "ｽｷｰ": "すき", "みなと 県": "みなと県", "みなと　県": "みなと県", "か\u3099": "が",
		"㈱みなと": "(株)みなと", "葛\U000e0100城": "葛城", "ヴァイオリン": "ゔぁいおりん", "": "", "e-NPS": "e-nps",
	} {
		if got := fold(in); got != want {
			t.Errorf("%q folds to %q, want %q", in, got, want)
		}
	}
	// Kept apart: two characters, two names.
	for _, p := range [][2]string{{"斎", "斉"}, {"齋", "齊"}, {"余", "予"}, {"じゅ", "じゆ"}, {"は", "ば"}} {
		if fold(p[0]) == fold(p[1]) {
			t.Errorf("%q and %q are taken for the same", p[0], p[1])
		}
	}
	if fold("齋") != "斎" || fold("齊") != "斉" {
		t.Errorf("齋 folds to %q and 齊 to %q", fold("齋"), fold("齊"))
	}
}

// The table never leads in two steps, to two characters, or from one to itself.
func TestOlderKanji(t *testing.T) {
	from := map[rune]rune{}
	for pair := range strings.FieldsSeq(olderKanji) {
		runes := []rune(pair)
		if len(runes) < 2 {
			t.Errorf("%q is a group of one", pair)
		}
		for _, r := range runes[1:] {
			if _, twice := from[r]; twice || r == runes[0] {
				t.Errorf("%q is there twice, or stands for itself", r)
			}
			from[r] = runes[0]
		}
	}
	if len(from) < 300 {
		t.Errorf("only %d characters", len(from))
	}
	for r, to := range from {
		if _, again := from[to]; again {
			t.Errorf("%q leads to %q, which leads on", r, to)
		}
		if foldRune(to) != to {
			t.Errorf("%q leads to %q, which is not folded", r, to)
		}
	}
}

// Folding twice changes nothing.
func FuzzFold(f *testing.F) {
	for _, s := range []string{"ﾃﾞｭｱﾙ", "Ａ１ｂ", "髙", "か\u3099", "\u0345ς", "İ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "")
		once := fold(s)
		if strings.ContainsAny(once, " ー・　") {
			t.Errorf("%q folds to %q", s, once)
		}
	})
}
