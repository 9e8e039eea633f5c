package notation

import (
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

func show(n Number, trouble Trouble) string {
	if trouble != Good {
		return said("", n.Flags, trouble)
	}
	return said(strconv.FormatInt(n.N, 10), n.Flags, trouble)
}

func declared(t *testing.T, u Unit, word string) Unit {
	t.Helper()
	u, ok := u.Declare(word)
	if !ok {
		t.Fatalf("%s is not known", word)
	}
	return u
}

// The forms of HANDBOOK 4.3 in each unit, worked out by hand.
func TestNumbers(t *testing.T) {
	change := Persons()
	change.Negative = true
	account := change
	account.Parens = true
	amount := Yen()
	amount.Negative = true
	tests := []struct {
		unit        Unit
		want, texts string
	}{
		{Persons(), "0", "0|００|0.0|0.00|0人"},
		{Persons(), "12", "12| 12 |　12　|１２|12.0|12.00|１２．０|12人|12 人|12名|012"},
		{Persons(), "1234", "1,234|１，２３４|1 234|1\u00a0234|1\u202f234|1,234人|1,234.00|1234|１ ２３４|1.234千人"},
		{Persons(), "1234567", "1,234,567|1 234 567"},
		{Persons(), "1000000000000", "1000000000000|1,000,000,000,000"},
		{Persons(), "12 provisional", "12p|p12|12 p|１２ｐ|p 12|12人p"},
		{Persons(), "12 revised", "12r|r12"},
		{Persons(), "12 subset", "#12|# 12|＃12|12#"},
		{Persons(), "12 small-sample", "12*|12＊|12 *|12人*"},
		{Persons(), "12 provisional small-sample", "12p*|p12*"},
		{Persons(), "!grouping", "1,23|12,34,567|,123|1,234,56|1'234|1 23|1,2345|1,234 567|12,|1,,234|1,5"},
		{Persons(), "!negative", "-5|−5|－5|‐5|–5|▲5|△5|▲ 1,234|ー5|ｰ5|-0|▲5人"},
		{Persons(), "!fraction", "12.5|12.000|1,234.5|0.5人"},
		{Persons(), "!percent-sign", "12.3%|１２．３％|12 %|5パーセント"},
		{Persons(), "!rounded", "4.01E+12|1e3|1E-3|４．０１Ｅ＋１２"},
		{Persons(), "!too-large", "1000000000001|99999999999999999999|1,000,000,000,001"},
		{Persons(), "!parentheses", "(123)|（１２３）|(123)人"},
		{Persons(), "!wrong-unit", "120千円|12件|3.5h|12abc|120ページ"},
		{Persons(), "!kanji-number", "百|十二|3万|三人|1億2千|百二十人"},
		{Persons(), "!vague", "約120|100以上|10～20|10-20|<10|10未満|5人程度|≧5|10人超"},
		{Persons(), "!damaged", "4月6日|6-Apr|Oct-14|2026/4/6"},
		{Persons(), "!disguised", "1O|l2|１Ｏ|1②|10²|½|1\u200b2|1\u03362|１２\u20dd|٣|१२|1\ufeff2|12㎡|𝟏𝟐|1О|2\u20e3"},
		{Persons(), "!spreadsheet-error", "#DIV/0!|#N/A|####"},
		{Persons(), "!blank", "| |　"},
		{Persons(), "!unreadable", "人|p|(12)3|0x10|1_000|NaN|+5|--5|▲▲5|1.2.3|.5|5.|1\n234|Ⅳ|12\t345|=5|Inf|１・５|-|R8|5-|pp12|¥12|()"},

		{change, "-5", "-5|−5|－5|‐5|▲5|△5|▲ 5|-5人|－５人"},
		{change, "5", "5|+5|＋５"},
		{change, "-5 long-vowel", "ー5|ｰ5"},
		{change, "0 below-unit", "-0|△0|▲0.0"},
		{change, "!parentheses", "(5)"},
		{account, "-123", "(123)|（１２３）|(123人)|(123)人|▲123"},
		{account, "-1234", "(1,234)"},
		{account, "!unreadable", "(12|12)|(-12)|((12))|(p)|()"},

		{Yen(), "1500000", "1500000|1,500,000円|1.5百万円|１．５百万円|150万円|1,500千円|0.015億円|¥1,500,000|￥1,500,000|\\1,500,000|1500000 JPY|1.5 百万円"},
		{Yen(), "1000000000000000", "1000000000000000|10,000,000億円"},
		{Yen(), "1", "0.001千円|0.00000001億円"},
		{Yen(), "!too-large", "1000000000000001|99999999億円"},
		{Yen(), "!too-fine", "0.0001千円|1.00000001百万円|0.000000001億円"},
		{Yen(), "!fraction", "1.5円|12.000|1.5|12.000千円"},
		{Yen(), "!kanji-number", "1億2千万円|3万|二百円"},
		{Yen(), "!wrong-unit", "5人|12ドル"},
		{amount, "-1500", "▲1.5千円|-¥1,500|¥-1,500|△1,500円"},
		{declared(t, Yen(), "千円"), "120000", "120|120千円|120.0|１２０"},
		{declared(t, Yen(), "千円"), "1500", "1.5"},
		{declared(t, Yen(), "千円"), "!unit-conflict", "120円|1.5百万円"},
		{declared(t, Yen(), "百万円"), "1500000", "1.5|1.5百万円"},
		{declared(t, Yen(), "百万円"), "!too-fine", "1.0000001"},

		{Hours(), "210", "3.5|3.5h|3.5時間|3:30|3時間30分|210分|3:30:00|3.500|３：３０|3.5 H|3.5hr|3.5 hour|3.5hrs|210min"},
		{Hours(), "210 revised", "3.5r|r3.5h|3.5h r|3:30r"},
		{Hours(), "210 provisional", "3.5hp|3.5hrp"},
		{Hours(), "66", "1.1"},
		{Hours(), "1530", "25:30|25.5"},
		{Hours(), "0", "0|0:00"},
		{Hours(), "!too-fine", "0.33|3.333333"},
		{Hours(), "!fraction", "1.5分"},
		{Hours(), "!unreadable", "3:75|3:3|3:30:30|:30|3:"},
		{Hours(), "!wrong-unit", "3日"},
		{Minutes(), "210", "210|3:30|3.5h|210分|3時間30分"},
		{declared(t, Hours(), "時間"), "210", "3.5|3.5h|3:30|3時間30分"},
		{declared(t, Hours(), "時間"), "!unit-conflict", "30分"},

		{Percent(1), "123", "12.3%|１２．３％|12.3 %|12.3|12.30|12.3パーセント"},
		{Percent(1), "1000", "100|100%"},
		{Percent(1), "5", "0.5%"},
		{Percent(1), "5 hundredfold", "0.5"},
		{Percent(3), "123 hundredfold", "0.123"},
		{Percent(1), "0", "0|0.0"},
		{Percent(1), "!too-fine", "0.123|12.34%"},
		{Percent(0), "!fraction", "12.3%"},
		{Percent(1), "!wrong-unit", "12人"},

		{Count("件", "回"), "12", "12|12件|12 回"},
		{Unit{Words: []Word{{"千円", 1000}, {"円", 1}}}, "12000", "12千円|12000円"},
		{Count("件"), "!wrong-unit", "12回|12人"},
	}
	for _, tt := range tests {
		for _, text := range strings.Split(tt.texts, "|") {
			if got := show(ParseNumber(text, tt.unit)); got != tt.want {
				t.Errorf("%q is %q, want %q", text, got, tt.want)
			}
		}
	}
}

// Decimals are exact: the same by rational numbers of any size.
func TestNumbersAreExact(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	words := map[string]int64{"円": 1, "千円": 1000, "万円": 1e4, "百万円": 1e6, "億円": 1e8}
	for range 20_000 {
		text := strconv.FormatInt(rng.Int64N(1e9), 10)
		if places := rng.IntN(10); places > 0 {
			text += "." + strings.Repeat("0", rng.IntN(3)) + strconv.FormatInt(rng.Int64N(int64(power(places))), 10)
		}
		word := []string{"円", "千円", "万円", "百万円", "億円"}[rng.IntN(5)]
		want, _ := new(big.Rat).SetString(text)
		want.Mul(want, new(big.Rat).SetInt64(words[word]))
		n, trouble := ParseNumber(text+word, Yen())
		if trouble == Good && (!want.IsInt() || want.Num().Int64() != n.N) {
			t.Fatalf("%s%s is %d, want %s", text, word, n.N, want)
		}
		_, part, _ := strings.Cut(text, ".")
		zeros := len(part) > 2 && strings.Trim(part, "0") == "" // may be thousands
		if trouble != Good && want.IsInt() && want.Num().CmpAbs(big.NewInt(maxYen)) <= 0 && !zeros {
			t.Fatalf("%s%s is refused as %v, yet is %s", text, word, trouble, want)
		}
	}
}

func TestFormat(t *testing.T) {
	signed := Yen()
	signed.Negative = true
	for _, tt := range []struct {
		unit Unit
		n    int64
		want string
	}{
		{Persons(), 12, "12"}, {signed, -1500, "-1500"}, {declared(t, Yen(), "千円"), 1500, "1.5"}, {Hours(), 210, "3.5"}, {Hours(), 200, "3:20"},
		{Hours(), 5, "0:05"}, {Percent(1), 123, "12.3%"}, {Percent(1), 1000, "100%"},
	} {
		if got := tt.unit.Format(tt.n); got != tt.want {
			t.Errorf("%d is written %q, want %q", tt.n, got, tt.want)
		}
	}
}

func TestPlainDigits(t *testing.T) {
	for text, want := range map[string]int64{"0": 0, "7": 7, "007": 7, "999999999999": 999999999999} {
		if n, ok := PlainDigits(text); !ok || n != want {
			t.Errorf("%q is %d, %v", text, n, ok)
		}
	}
	for _, text := range []string{"", " 1", "1 ", "-1", "1,000", "１", "1234567890123", "1a", "/", ":"} {
		if n, ok := PlainDigits(text); ok {
			t.Errorf("%q is accepted as %d", text, n)
		}
	}
	u := Persons()
	if n := testing.AllocsPerRun(100, func() { ParseNumber("123456", u) }); n != 0 {
		t.Errorf("plain digits allocate %v times", n)
	}
}

// Markers of HANDBOOK 4.4 and what they count as.
func TestMarks(t *testing.T) {
	tests := []struct {
		want, counts Status
		texts        string
	}{
		{Dash, NotApplicable, "-|－|―|‐|−|ー|ｰ|─|–|—| - |　－"},
		{NotApplicable, NotApplicable, "該当なし"},
		{Missing, Missing, "…|...|・・・|***|****|＊＊＊|不明|不詳|未回答|無回答|N/A|n/a|ＮＡ|NULL|null|nd||　|……|･･･"},
		{SourceWithheld, SourceWithheld, "x|X|Ｘ|ｘ|χ|Χ|秘匿|非公表|非開示"},
		{TooFew, SourceWithheld, "*|＊"},
	}
	for _, tt := range tests {
		for _, text := range strings.Split(tt.texts, "|") {
			if got, ok := Mark(text); !ok || got != tt.want || got.Counts() != tt.counts {
				t.Errorf("%q is %d, %v; want %d", text, got, ok, tt.want)
			}
		}
	}
	for _, text := range []string{"0", "12", "--", "xx", "なし", "**", "- 5", "-5", "#N/A", "注", "0.0"} {
		if got, ok := Mark(text); ok {
			t.Errorf("%q is taken for a marker (%d)", text, got)
		}
	}
}

func TestDeclaredMarks(t *testing.T) {
	m, bad := NewMarks(map[string]string{"-": "zero", "9999": "missing", "Ｘ": "not_applicable", "?": "withheld", "y": "none", "―": "missing"})
	if len(bad) != 2 || bad[0] != "y" || bad[1] != "―" {
		t.Errorf("bad are %q", bad)
	}
	for text, want := range map[string]Status{"－": Zero, "９９９９": Missing, "x": NotApplicable, "？": SourceWithheld, "…": Missing} {
		if got, ok := m.Of(text); !ok || got != want {
			t.Errorf("%q is %d, %v; want %d", text, got, ok, want)
		}
	}
	if Zero.Counts() != Given {
		t.Error("a declared zero is no given value")
	}
	if s, ok := m.Of("999"); ok {
		t.Errorf("999 is %d", s)
	}
}
