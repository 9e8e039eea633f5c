package source

import (
	"fmt"
	"strconv"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
)

// dice draw from the bytes of a fuzzer; when they are used up, zeros.
type dice struct{ data []byte }

func (d *dice) n(below int) int {
	n := 0
	for range 3 {
		if len(d.data) > 0 {
			n, d.data = n<<8|int(d.data[0]), d.data[1:]
		}
		if below <= 256 {
			break
		}
	}
	return n % below
}

func (d *dice) coin() bool { return d.n(2) == 0 }

func (d *dice) of(texts ...string) string { return texts[d.n(len(texts))] }

// wide writes what is ASCII in full width.
func wide(s string) string {
	return strings.Map(func(c rune) rune {
		if c > ' ' && c <= '~' {
			return c - '!' + '！'
		}
		return c
	}, s)
}

// digits writes digits in either width.
func (d *dice) digits(s string) string {
	if d.n(4) == 0 {
		return wide(s)
	}
	return s
}

// A meant field is what is written, and what is meant by it.
type meant struct{ text, means string }

func (d *dice) pick(means string, texts ...string) meant { return meant{d.of(texts...), means} }

// period draws a quarter or a month in one of their writings; a quarter is
// meant by its fiscal year, from April.
func (d *dice) period() meant {
	y, month := 2020+d.n(10), 1+d.n(12)
	fy, q := y, (month+8)%12/3+1
	if month < 4 {
		fy--
	}
	id := fmt.Sprintf("%dfq%d", fy, q)
	if d.coin() {
		name := []string{"Jan", "Feb", "March", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "December"}[month-1]
		return meant{d.digits(d.of(
			fmt.Sprintf("%d-%02d", y, month), fmt.Sprintf("%d/%d", y, month), fmt.Sprintf("%d年%d月", y, month), fmt.Sprintf("%d年%02d月分", y, month),
			fmt.Sprintf("%d%02d", y, month), fmt.Sprintf("令和%d年%d月", y-2018, month), fmt.Sprintf("R%d.%d", y-2018, month), fmt.Sprintf("%s %d", name, y),
			fmt.Sprintf("%d年度%d月", fy, month))), fmt.Sprintf("%s-%d", id, month)}
	}
	first := month - (month-1)%3
	return meant{d.digits(d.of(
		id, strings.ToUpper(id), fmt.Sprintf("%d年度第%d四半期", fy, q), fmt.Sprintf("令和%d年度第%d四半期", fy-2018, q), fmt.Sprintf("R%dQ%d", fy-2018, q),
		fmt.Sprintf("FY%dQ%d", fy, q), fmt.Sprintf("Q%d FY%d", q, fy), fmt.Sprintf("%dcq%d", y, (first+2)/3), fmt.Sprintf("%d年%d-%d月期", y, first, first+2),
		fmt.Sprintf("%d年%d月～%d月", y, first, first+2), fmt.Sprintf("%d年度%d〜%d月", fy, first, first+2), fmt.Sprintf("%d年%d月から%d年%d月まで", y, first, y, first+2))), id}
}

// code draws a code of an axis.
func (d *dice) code(a dim.Axis) meant {
	places := []meant{
		d.pick("18201", "18201", "福井市", "福井県福井市", "182010"), d.pick("18207", "18207", "鯖江市", "１８２０７"),
		d.pick("minato", "minato", "みなと地区"), d.pick("18-unknown", "18", "福井県", "180009"), d.pick(dim.Unknown, "", "不明", "-"),
	}
	switch a {
	case dim.Organisation:
		return []meant{d.pick("acme", "acme", "アクメ", "ＡＣＭＥ", "Acme", "ｱｸﾒ"), d.pick("kita", "kita", "きた学園"), meant{"twin-1", "twin-1"}}[d.n(3)]
	case dim.Area, dim.Origin:
		return places[d.n(len(places))]
	case dim.Sex:
		return []meant{d.pick("f", "女", "女性", "F", "2", "female", "２"), d.pick("m", "男", "男子", "m", "1", "Ｍ"), d.pick("x", "その他", "X"), d.pick(dim.Unknown, "", "不詳", "9")}[d.n(4)]
	case dim.Age:
		if n := 10 * d.n(8); n > 0 {
			return meant{d.digits(d.of(fmt.Sprintf("%d代", n), fmt.Sprintf("%d-%d", n, n+9), fmt.Sprintf("%d～%d歳", n, n+9), fmt.Sprintf("%d歳～%d歳", n, n+9), fmt.Sprintf("%d歳代", n), strconv.Itoa(n+d.n(10)))), fmt.Sprintf("%d-%d", n, n+9)}
		}
		return []meant{d.pick("80-", "80歳以上", "80+", "８０歳～", "80-"), d.pick("0-9", "10歳未満", "0-9"), d.pick(dim.Unknown, "", "不明")}[d.n(3)]
	}
	return []meant{d.pick("judo", "柔道", "judo", "Judo", "ＪＵＤＯ"), {"", dim.Unknown}}[d.n(2)]
}

// word draws one of the words of a column.
func (d *dice) word(c *contract.Column) meant {
	w := c.Words[d.n(len(c.Words))]
	return meant{d.of(append([]string{w.Code, w.Name.JA, w.Name.EN, strings.ToUpper(w.Code), " " + w.Name.JA + "　"}, w.Labels...)...), w.Code}
}

// day draws a day from 2020 in one of its writings.
func (d *dice) day() meant {
	y, m, day := 2020+d.n(10), 1+d.n(12), 1+d.n(28)
	iso := fmt.Sprintf("%d-%02d-%02d", y, m, day)
	return meant{d.digits(d.of(iso, fmt.Sprintf("%d/%d/%d", y, m, day), fmt.Sprintf("令和%d年%d月%d日", y-2018, m, day), fmt.Sprintf("R%d.%d.%d", y-2018, m, day), fmt.Sprintf("%d%02d%02d", y, m, day))), iso}
}

// entity draws a corporate number with its check digit, or a local ID.
func (d *dice) entity() meant {
	if d.coin() {
		id := d.of("cafe-1", "a", "shop-22")
		return meant{d.of("local:"+id, "LOCAL: "+strings.ToUpper(id)), "local:" + id}
	}
	twelve := fmt.Sprintf("%012d", 100_000_000_000+d.n(1<<24)*37)
	sum := 0
	for i := range 12 { // the rightmost digit weighs 1, the next 2, and so on
		sum += int(twelve[11-i]-'0') * (1 + i%2)
	}
	n := strconv.Itoa(9-sum%9) + twelve
	return meant{d.digits(d.of(n, n[:1]+"-"+n[1:5]+"-"+n[5:9]+"-"+n[9:])), n}
}

// grouped writes a number with separators of thousands.
func grouped(s, separator string) string {
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + separator + s[i:]
	}
	return s
}

// number writes a number of the unit.
func (d *dice) number(n int64, u contract.Unit) string {
	s := strconv.FormatInt(n, 10)
	word := map[contract.Unit][]string{
		contract.UnitPersons: {"人", "名"}, contract.UnitItems: {"件", "回"}, contract.UnitYen: {"円"}, contract.UnitDays: {"日"}, contract.UnitCredits: {"単位"}, contract.UnitSchools: {"校"},
	}[u]
	switch u {
	case contract.UnitYesNo:
		return [][]string{{"0", "いいえ", "no", "×", "なし", "FALSE"}, {"1", "はい", "Yes", "○", "あり", "１"}}[n][d.n(6)]
	case contract.UnitMinutes:
		all := []string{fmt.Sprintf("%d:%02d", n/60, n%60), fmt.Sprintf("%d時間%d分", n/60, n%60), s + "分", grouped(s, ",") + "min"}
		if n%6 == 0 {
			all = append(all, fmt.Sprintf("%d.%d", n/60, n%60/6), fmt.Sprintf("%d.%d時間", n/60, n%60/6))
		}
		return d.digits(d.of(all...))
	}
	return d.digits(d.of(s, s, grouped(s, ","), grouped(s, " "), " "+s+"　", "00"+s, s+".0", s+"p", s+d.of(append(word, "")...), grouped(s, ",")+" "+d.of(append(word, "")...)))
}
