package source

import (
	"slices"
	"strings"
	"time"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/notation"
	"fukusen/internal/registry"
	"fukusen/internal/rows"
)

var (
	ruleWord = diag.Rule{
		ID:   "csv/word",
		Msg:  diag.Text{JA: "「%[1]s」に %[2]q とは書けません", EN: "%[3]s cannot be %[2]q"},
		Hint: diag.Text{JA: "使えるもの: %[4]s。違う書き方なら source.yaml の values で対応を書けます", EN: "it can be: %[5]s; map other writings under values in source.yaml"},
	}
	ruleDate = diag.Rule{
		ID:   "csv/date",
		Msg:  diag.Text{JA: "「%[1]s」の %[2]q を日付として読めません(%[3]s)", EN: "%[4]s %[2]q is not read as a date (%[5]s)"},
		Hint: diag.Text{JA: "2026-04-01 や 2026/4/1 10:30、令和8年4月1日 のように書いてください", EN: "write 2026-04-01 or 2026/4/1 10:30"},
	}
	ruleDateOrder = diag.Rule{
		ID:   "csv/date-order",
		Msg:  diag.Text{JA: "調査終了日 %[2]s が調査開始日 %[1]s より前です", EN: "fielded_to %[2]s is before fielded_from %[1]s"},
		Hint: diag.Text{JA: "二つの日付が入れ替わっていないか確かめてください", EN: "see whether the two days are exchanged"},
	}
	ruleEntity = diag.Rule{
		ID:   "csv/entity",
		Msg:  diag.Text{JA: "法人番号 %[1]q が正しくありません(%[2]s)", EN: "corporate number %[1]q is wrong (%[3]s)"},
		Hint: diag.Text{JA: "13桁の法人番号か、法人番号のない事業なら local: に続けて半角小文字の英数字で書いてください", EN: "write the 13 digits or, where there are none, local: and lower-case letters and digits"},
	}
)

// A wordColumn is a key column with words of its own.
type wordColumn struct {
	keyColumn
	memo  *labels[string]
	level int // which part of the category it is; nowhere for none
}

func (d *decoder) prepareWords() {
	for _, k := range d.words {
		d.wordCols = append(d.wordCols, &wordColumn{
			keyColumn: k, memo: newLabels[string](d.m.Values[k.ID]), level: slices.Index(d.Table.Category, k.ID),
		})
	}
}

func (d *decoder) readWords() {
	for _, c := range d.wordCols {
		word, ok := c.memo.get(d.fields[c.column])
		if !ok {
			if word, ok = d.word(c.Column, c.memo.words.of(d.fields[c.column]), d.r.Pos(c.column)); !ok {
				continue
			}
			c.memo.keep(d.fields[c.column], word)
		}
		if c.level >= 0 {
			d.said[c.level] = word
		}
	}
}

// word finds the code of a text; a blank that need not be there is none.
func (d *decoder) word(c *contract.Column, field string, pos diag.Pos) (string, bool) {
	folded := rows.Fold(field)
	if folded == "" {
		if c.Required {
			d.blank(c.ID, pos)
		}
		return "", !c.Required
	}
	for _, s := range []string{rows.Clean(field), folded, strings.ToLower(folded)} {
		if w, ok := c.Word(s); ok {
			return w.Code, true
		}
	}
	ja, en := wordList(c)
	d.complain(&ruleWord, pos, diag.Public(c.Name.JA), field, diag.Public(c.ID), diag.Public(ja), diag.Public(en))
	return "", false
}

func wordList(c *contract.Column) (ja, en string) {
	var j, e []string
	for _, w := range c.Words {
		j, e = append(j, w.Name.JA), append(e, w.Code)
	}
	return strings.Join(j, "、"), strings.Join(e, ", ")
}

// fixWord resolves a word of source.yaml, for all rows or for those of a
// pivot.
func (d *decoder) fixWord(c *contract.Column, value string, at diag.Pos, p *pivot) {
	word, _ := d.word(c, value, at)
	level := slices.Index(d.Table.Category, c.ID)
	switch {
	case level < 0:
	case p == nil:
		d.fixedWords[level] = word
	default:
		if p.words == nil {
			p.words = make([]string, len(d.Table.Category))
		}
		p.words[level] = word
	}
}

// categorise puts the words of the row together to its category. That of a
// population is there already.
func (d *decoder) categorise(row *Row) {
	if len(d.said) == 0 || d.Table.Category[0] == contract.ColumnPopulation {
		return
	}
	key := d.said[0]
	if len(d.said) > 1 {
		key = strings.Join(d.said, ".")
	}
	code, ok := d.categories[key]
	if !ok {
		code, _ = d.env.Lists.Code(dim.Category, d.Table.CategoryOf(d.said...))
		d.categories[key] = code
	}
	row.Codes[dim.Category] = code
}

var dateReasons = map[notation.Trouble]diag.Text{
	notation.Blank:        {JA: "空です", EN: "it is empty"},
	notation.Unreadable:   {JA: "日付の書き方ではありません", EN: "not a way to write a date"},
	notation.Disguised:    {JA: "数字に似た別の文字が混じっています", EN: "some character only looks like a digit"},
	notation.Damaged:      {JA: "Excel が書き換えた値のようです", EN: "a spreadsheet seems to have changed it"},
	notation.Serial:       {JA: "Excel の日付の通し番号のようです。日付の書式で保存し直すか、source.yaml に dates: serial と書いてください", EN: "it looks like the serial number of a spreadsheet; export it as a date, or declare dates: serial"},
	notation.TwoDigitYear: {JA: "年が2桁です。4桁で書くか、source.yaml の short_years で決めてください", EN: "the year has two digits; write four, or declare short_years"},
	notation.Implausible:  {JA: "年が範囲の外です", EN: "the year is out of range"},
	notation.WrongEra:     {JA: "その年号の期間に入らない日です", EN: "the day does not lie in the era"},
	notation.NoDay:        {JA: "日がありません", EN: "there is no day"},
	notation.NoSuchDay:    {JA: "暦にない日です", EN: "there is no such day"},
	notation.WrongWeekday: {JA: "曜日が日付と合いません", EN: "the weekday is not that of the date"},
	notation.DayOrder:     {JA: "月と日の順が分かりません", EN: "it is not clear which is the month"},
	notation.BadTime:      {JA: "時刻が読めません", EN: "the time cannot be read"},
}

// reasonOf words a trouble; one without words of its own is unreadable.
func reasonOf(reasons map[notation.Trouble]diag.Text, t notation.Trouble) diag.Text {
	if r, ok := reasons[t]; ok {
		return r
	}
	return reasons[notation.Unreadable]
}

// readDates reads the days of the row. The day on which an entity was founded
// gives its quarter.
func (d *decoder) readDates(row *Row) {
	var days [2]time.Time
	for i, c := range d.dates {
		field := wording(d.m.Values[c.ID]).of(d.fields[c.column])
		if rows.Clean(field) == "" {
			if c.Required {
				d.blank(c.ID, d.r.Pos(c.column))
			}
			continue
		}
		day, ok := d.date(field, c.Column, d.r.Pos(c.column))
		if ok && i < len(days) {
			days[i] = day
		}
		if ok && c.ID == contract.ColumnFounded {
			row.Quarter = dim.QuarterOf(day.Year(), int(day.Month()))
			row.Day = day.Format(time.DateOnly)
		}
	}
	if !days[0].IsZero() && !days[1].IsZero() && days[1].Before(days[0]) && d.dates[0].ID == "fielded_from" {
		d.complain(&ruleDateOrder, d.r.Pos(d.dates[1].column), days[0].Format(time.DateOnly), days[1].Format(time.DateOnly))
	}
}

func (d *decoder) date(field string, c *contract.Column, pos diag.Pos) (time.Time, bool) {
	day, trouble := notation.ParseDate(field, d.dateOpt)
	if trouble != notation.Good {
		why := reasonOf(dateReasons, trouble)
		d.complain(&ruleDate, pos, diag.Public(c.Name.JA), field, diag.Public(why.JA), diag.Public(c.ID), diag.Public(why.EN))
		return time.Time{}, false
	}
	if day.Flags.Has(notation.OldEra) {
		d.complain(&rulePeriodOldEra, pos, field, day.String())
	}
	return day.Time, true
}

// entityOf reads what identifies a new company or business.
func (d *decoder) entityOf(field string) string {
	if id, ok := d.entities.get(field); ok {
		return id
	}
	text := d.entities.words.of(field)
	if rows.Clean(text) == "" {
		d.blank(contract.ColumnEntity, d.r.Pos(d.entity))
		return ""
	}
	id, why := entityID(text)
	if id == "" {
		d.complain(&ruleEntity, d.r.Pos(d.entity), field, diag.Public(why.JA), diag.Public(why.EN))
		return ""
	}
	d.entities.keep(field, id)
	return id
}

// local begins the IDs of entities without a corporate number.
const local = "local:"

// entityID gives the canonical ID, or says what is wrong.
func entityID(field string) (id string, why diag.Text) {
	s := strings.ToLower(strings.ReplaceAll(rows.Fold(field), " ", ""))
	if own, ok := strings.CutPrefix(s, local); ok {
		if !dim.IsCode(own) {
			return "", diag.Text{JA: "local: の後は半角の英数字だけです", EN: "only letters and digits after local:"}
		}
		return s, why
	}
	s = strings.ReplaceAll(s, "-", "")
	switch {
	case rounded.MatchString(s):
		return "", diag.Text{JA: "Excel が番号を丸めています", EN: "a spreadsheet has rounded it"}
	case !isDigits(s) || len(s) != 13:
		return "", diag.Text{JA: "13桁の数字ではありません", EN: "not thirteen digits"}
	case registry.CorporateCheckDigit(s[1:]) != s[0]:
		return "", diag.Text{JA: "検査数字が合いません", EN: "its check digit does not fit"}
	}
	return s, why
}
