package personal

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// narrow writes full-width ASCII half-width and any dash as a hyphen, letter
// by letter.
func narrow(s string) string {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return strings.Map(narrowRune, s)
		}
	}
	return s
}

func narrowRune(r rune) rune {
	switch {
	case '！' <= r && r <= '～':
		return r - '！' + '!'
	case 0x2010 <= r && r <= 0x2015, r == 0x2212:
		return '-'
	case r == '\u3000', r == '\u00A0':
		return ' '
	}
	return r
}

var email = regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)

// phoneParts are numbers written in three parts, national or with +81, and
// mobile numbers without separators. Each is looked at again by isPhone.
var phoneParts = regexp.MustCompile(`\+81[- ]?\(?0?\)?[- ]?\d{1,4}[- ]?\d{1,4}[- ]?\d{4}|\(0\d{1,4}\)[- ]?\d{1,4}-\d{4}|0\d{1,4}[-ー]\d{1,4}[-ー]\d{4}|0\d{1,4}\(\d{1,4}\)\d{4}|0[5-9]0 \d{4} \d{4}|0[5-9]0\d{8}`)

// findPhones gives the places of phone numbers. A number that goes on with
// digits on either side is part of something longer, such as a code.
func findPhones(s string) [][]int {
	var found [][]int
	if fewDigits(s) {
		return nil
	}
	for _, at := range phoneParts.FindAllStringIndex(s, -1) {
		number := s[at[0]:at[1]]
		if !digitAt(s, at[0]-1) && !digitAt(s, at[1]) && isPhone(number) && (digitsOf(number) != number || alone(s, at)) {
			found = append(found, at)
		}
	}
	return found
}

// fewDigits spares most texts the search for numbers.
func fewDigits(s string) bool {
	n := 0
	for i := range len(s) {
		if '0' <= s[i] && s[i] <= '9' {
			if n++; n == 10 {
				return false
			}
		}
	}
	return true
}

// digitAt reports a digit, or a hyphen between which and the number a digit
// would stand.
func digitAt(s string, i int) bool {
	return i >= 0 && i < len(s) && ('0' <= s[i] && s[i] <= '9' || s[i] == '-' || s[i] == '.')
}

// alone reports that neither a digit nor a letter stands beside the place: not
// a code such as D101210100013.
func alone(s string, at []int) bool {
	return !digitAt(s, at[0]-1) && !digitAt(s, at[1]) && !letterAt(s, at[0]-1) && !letterAt(s, at[1])
}

func letterAt(s string, i int) bool {
	return i >= 0 && i < len(s) && ('A' <= s[i]&^0x20 && s[i]&^0x20 <= 'Z' || s[i] == '_')
}

// isPhone counts the digits: ten for a line in a house, eleven for a mobile or
// an IP phone, and no area code begins with 00.
func isPhone(s string) bool {
	d := digitsOf(s)
	if strings.HasPrefix(s, "+81") {
		n := len(strings.TrimPrefix(d[2:], "0"))
		return n == 9 || n == 10
	}
	mobile := len(d) == 11 && d[2] == '0' && d[1] >= '5'
	return d[1] != '0' && (len(d) == 10 || mobile)
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, s)
}

var myNumber = regexp.MustCompile(`\d{12}|\d{4}[- ]\d{4}[- ]\d{4}`)

// findMyNumbers gives the places of numbers that may be a 個人番号.
func findMyNumbers(s string) [][]int {
	var found [][]int
	if fewDigits(s) {
		return nil
	}
	for _, at := range myNumber.FindAllStringIndex(s, -1) {
		if alone(s, at) && ValidMyNumber(digitsOf(s[at[0]:at[1]])) {
			found = append(found, at)
		}
	}
	return found
}

// ValidMyNumber reports whether 12 digits have the check digit of a 個人番号.
// Of other numbers with 12 digits one in ten has it too, so a single one
// proves nothing.
//
// With P_n the n-th digit from the right without the check digit, and Q_n =
// n+1 for n <= 6 and n-5 above, it is 11 - (sum of P_n*Q_n mod 11), or 0 where
// the remainder is 0 or 1.
//
// Source: 平成26年総務省令第85号 第5条 (番号法).
func ValidMyNumber(s string) bool {
	if len(s) != 12 || digitsOf(s) != s {
		return false
	}
	sum := 0
	for n := 1; n <= 11; n++ {
		q := n + 1
		if n > 6 {
			q = n - 5
		}
		sum += int(s[11-n]-'0') * q
	}
	check := 0
	if r := sum % 11; r > 1 {
		check = 11 - r
	}
	return int(s[11]-'0') == check
}

var (
	kanaName = regexp.MustCompile(`^(?:[ァ-ヶー]{1,7} [ァ-ヶー]{1,7}|[ぁ-んー]{1,7} [ぁ-んー]{1,7}|[ｦ-ﾟ]{1,10} [ｦ-ﾟ]{1,10})$`)
	fullName = regexp.MustCompile(`^([\p{Han}々ヶヵ]{1,4}) ([\p{Han}々ぁ-んァ-ヶー]{1,4})$`)
	// placeEnd is the end of the readings and names of places.
	placeEnd = regexp.MustCompile(`(?:し|く|ちょう|まち|むら|そん|ぐん|けん|シ|ク|チョウ|マチ|ムラ|ソン|グン|ケン|[市区町村郡県府都道丁目]) |(?:ちょう|まち|むら|そん|ぐん|けん|チョウ|マチ|ムラ|ソン|グン|ケン|く|ク|[市区町村郡県府都道目])$`)
)

// surnames are the hundred or so that about a third of all people in Japan
// bear.
var surnames = func() map[string]bool {
	m := map[string]bool{}
	for _, s := range strings.Fields("佐藤 鈴木 高橋 髙橋 田中 伊藤 渡辺 渡邊 渡邉 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 斉藤 齋藤 清水 山崎 山﨑 森 池田 橋本 阿部 石川 山下 中島 中嶋 石井 小川 前田 岡田 長谷川 藤田 後藤 近藤 村上 遠藤 青木 坂本 福田 太田 西村 藤井 藤原 金子 岡本 三浦 中野 中川 原田 松田 竹内 小野 田村 中山 和田 石田 森田 上田 原 内田 柴田 酒井 宮崎 横山 高木 安藤 宮本 大野 小島 谷口 今井 工藤 高田 増田 丸山 杉山 村田 大塚 新井 小山 平野 藤本 河野 上野 野口 武田 松井 千葉 菅原 岩崎 久保 木下 佐野 野村 松尾 菊地 市川 杉本 古川 島田") {
		m[s] = true
	}
	return m
}()

// looksNamed reports a full name in kana, or one in kanji with a space;
// common tells that the surname is a common one.
func looksNamed(s string) (kana, kanji, common bool) {
	s = strings.Join(strings.Fields(s), " ")
	if placeEnd.MatchString(s) {
		return false, false, false
	}
	if kanaName.MatchString(s) {
		return true, false, false
	}
	m := fullName.FindStringSubmatch(s)
	return false, m != nil, m != nil && surnames[m[1]]
}

var (
	westernDate = regexp.MustCompile(`^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$`)
	eraDate     = regexp.MustCompile(`^(大正|昭和|平成|令和|[TSHR])\.?(\d{1,2}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})日?$`)
)

// eraBefore is the year before the first of an era.
var eraBefore = map[string]int{"大正": 1911, "T": 1911, "昭和": 1925, "S": 1925, "平成": 1988, "H": 1988, "令和": 2018, "R": 2018}

// readDate reads a date well enough to see how a column of them is spread.
func readDate(s string) (time.Time, bool) {
	var year, month, day int
	if m := eraDate.FindStringSubmatch(s); m != nil {
		year, month, day = eraBefore[m[1]]+max(atoi(m[2]), 1), atoi(m[3]), atoi(m[4]) // 元 is 1
	} else if m := westernDate.FindStringSubmatch(s); m != nil {
		year, month, day = atoi(m[1]), atoi(m[2]+m[4]), atoi(m[3]+m[5])
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return t, t.Day() == day && int(t.Month()) == month && 1900 <= year && year < 2100
}

// atoi reads digits; anything else is 0.
func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
