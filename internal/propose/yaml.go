package propose

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/personal"
	"fukusen/internal/registry"
)

// A writer writes source.yaml with comments in one language.
type writer struct {
	bytes.Buffer
	p    *Proposal
	lang diag.Lang
}

// YAML writes the proposal as a source.yaml with comments in the language,
// which source.Mappings reads without a finding. What is not settled is
// commented out, with the question.
func (p *Proposal) YAML(lang diag.Lang) []byte {
	w := &writer{p: p, lang: lang}
	w.intro()
	w.line("format: 1", "")
	if p.State == Mapped {
		w.top()
		w.fixed()
		w.columns()
		w.unpivot()
		w.translations()
		w.marks()
		w.units()
		w.ignore()
	}
	return w.Bytes()
}

func (w *writer) line(text, comment string) {
	if comment != "" {
		text += "  # " + comment
	}
	w.WriteString(text + "\n")
}

func (w *writer) say(t diag.Text, args ...any) string {
	format := t.In(w.lang)
	if len(args) == 0 {
		return format
	}
	return fmt.Sprintf(format, args...)
}

func (w *writer) comment(t diag.Text, args ...any) { w.WriteString("# " + w.say(t, args...) + "\n") }

// intro says what the file is, and what stands against it.
func (w *writer) intro() {
	p := w.p
	w.comment(diag.Text{JA: "%s を読むための source.yaml の案。そのままでは使われません。", EN: "A proposal of a source.yaml for %s. Nothing reads by it yet."}, shownLong(p.File.Pos().String()))
	if p.Table != nil {
		w.comment(diag.Text{JA: "%s", EN: "%s"}, p.about(w.lang))
		w.comment(diag.Text{
			JA: "列の確かさ: 確か=見出しも値も合う(0.85以上)、たぶん=0.6以上、要確認=それ未満か、読めない値が多い(# を付けてあります)",
			EN: "Of columns: sure = header and values fit (0.85 or more); likely = 0.6 or more; check = less, or many values cannot be read (commented out)",
		})
	}
	for _, c := range p.Columns {
		if c.Personal != personal.None {
			w.comment(diag.Text{
				JA: "個人情報らしい列 %s があります。ignore に書くだけでは足りません。元の表でこの列を消し、このファイルは削除してください",
				EN: "The column %s looks like personal data. To ignore it is not enough: delete the column from the file, and destroy this copy",
			}, quoted(c.Header))
		}
	}
	for _, line := range p.tellAsides(w.lang, Refused, Counted, LeftOut) {
		w.WriteString("# " + line + "\n")
	}
	for _, f := range p.Findings {
		w.comment(diag.Text{JA: "このままでは読めません: %s", EN: "Cannot be read as it is: %s"}, shownLong(f.Msg(w.lang)))
	}
	if len(p.Sheets) > 0 {
		w.comment(diag.Text{JA: "ほかのシートは見ていません: %s", EN: "Other sheets were not looked at: %s"}, shownLong(strings.Join(p.Sheets, ", ")))
	}
}

// shownLong is a text on one line.
func shownLong(s string) string { return strings.Join(strings.Fields(personal.Mask(s)), " ") }

// about tells the table and the one after it.
func (p *Proposal) about(lang diag.Lang) string {
	if p.State == Ready {
		return fmt.Sprintf(diag.Text{JA: "そのまま読めます。表: %s(%s)", EN: "It can be read as it is. Table: %s (%s)"}.In(lang), p.Table.Name.In(string(lang)), p.Table.ID)
	}
	return fmt.Sprintf(diag.Text{JA: "一番近い表: %s(%s)— %s %.2f。次: %s %.2f", EN: "Nearest table: %s (%s), %s %.2f. Next: %s %.2f"}.In(lang),
		p.Table.Name.In(string(lang)), p.Table.ID, p.Confidence.In(lang), p.Score, p.RunnerUp.ID, p.SecondScore)
}

// quoted writes any text between double quotes, as YAML and JSON have them.
func quoted(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic(err) // a string can be written
	}
	return strings.TrimSuffix(b.String(), "\n")
}

var commaNames = map[rune]string{'\t': "tab", ';': "semicolon"}

// top writes the keys of the file as a whole.
func (w *writer) top() {
	p := w.p
	mark := ""
	if p.Confidence == Check {
		mark = "# "
	}
	w.line(mark+"table: "+p.Table.ID, p.Confidence.In(w.lang))
	if p.encoding != "" {
		w.line("encoding: "+p.encoding, "")
	}
	if name := commaNames[p.comma]; name != "" && p.File.Sheet == "" {
		w.line("comma: "+name, "")
	}
	if p.HeaderLine > 1 {
		w.line("header_row: "+strconv.Itoa(p.HeaderLine), w.say(diag.Text{JA: "見出しの行", EN: "line of the header"}))
	}
	if p.HeaderRows > 1 {
		w.line("header_rows: "+strconv.Itoa(p.HeaderRows), w.say(diag.Text{JA: "見出しが2行", EN: "the header has two lines"}))
	}
	for _, a := range p.asked {
		w.line(entry(a.settled, a.key+": "+a.value, w.say(a.why)), "")
	}
	w.dates()
	for _, place := range p.places {
		w.place(place)
	}
}

// active reports a column whose line is no comment.
func (c *Column) active() bool { return c.Confidence > Check }

func (c *Column) mark() string {
	if c.active() {
		return ""
	}
	return "# "
}

// dates writes period, where it comes from a column of days.
func (w *writer) dates() {
	for i := range w.p.Columns {
		c := &w.p.Columns[i]
		if w.p.dated && c.use == asColumn && c.To == contract.ColumnPeriod {
			w.line(c.mark()+"period: {column: "+quoted(c.Header)+", as: datetime}", w.because(c))
		}
	}
}

// place writes area or origin, where names need a bound.
func (w *writer) place(p placing) {
	c := &w.p.Columns[p.column]
	within := quoted(p.code)
	if p.within >= 0 {
		within = "{column: " + quoted(w.p.Columns[p.within].Header) + "}"
	}
	w.line(fmt.Sprintf("%s%s: {column: %s, by: name, within: %s}", c.mark(), p.axis, quoted(c.Header), within), w.because(c))
	if p.within >= 0 && len(c.Refused) > 0 {
		w.line(fmt.Sprintf("# %s: {within: %s, level: prefecture}", p.axis, within), w.say(diag.Text{
			JA: "市区町村が読めない行があるので、都道府県だけを使うなら、上の行の代わりにこちら",
			EN: "instead of the line above, for the prefecture alone: some names cannot be read",
		}))
	}
}

// because tells what a column holds, how sure it is, and what is in question.
func (w *writer) because(c *Column) string {
	parts := []string{c.Confidence.In(w.lang), c.Kind.In(w.lang)}
	if c.Score > 0 {
		parts[0] += fmt.Sprintf(" %.2f", c.Score)
	}
	if len(c.Samples) > 0 {
		parts = append(parts, w.say(diag.Text{JA: "例: ", EN: "e.g. "})+strings.Join(c.Samples, " | "))
	}
	if len(c.Refused) > 0 {
		parts = append(parts, w.say(diag.Text{JA: "読めない値: ", EN: "not understood: "})+strings.Join(c.Refused[:min(samples, len(c.Refused))], " | "))
	}
	if c.question != (diag.Text{}) && c.use != asPivot {
		parts = append(parts, w.say(c.question))
	} else if !c.active() && c.use == asColumn {
		parts = append(parts, w.say(diag.Text{JA: "これでよければ # を消してください", EN: "if this is right, delete the #"}))
	}
	return strings.Join(parts, "; ")
}

// A section is a key with lines below it. It is a comment if all of them are.
func (w *writer) section(head string, lines []string) {
	if len(lines) == 0 {
		return
	}
	if !slices.ContainsFunc(lines, func(l string) bool { return !strings.HasPrefix(l, "#") }) {
		head = "# " + head
	}
	w.line(head, "")
	for _, l := range lines {
		w.line(l, "")
	}
}

// entry is a line below a section.
func entry(active bool, text, comment string) string {
	if !active {
		text = "# " + text
	}
	if comment != "" {
		comment = "  # " + comment
	}
	return text + comment
}

// columns writes which header is which column. Headers that the table accepts
// as they are stand there, too, for the reader to see.
func (w *writer) columns() {
	var lines []string
	for i := range w.p.Columns {
		c := &w.p.Columns[i]
		switch {
		case c.Header == "" || c.use != asColumn && c.use != inDispute:
		case c.use == asColumn && (w.p.dated && c.To == contract.ColumnPeriod || w.p.placed(i)):
		default:
			lines = append(lines, entry(c.use == asColumn && c.active(), "  "+quoted(c.Header)+": "+c.To, w.because(c)))
		}
	}
	w.section("columns:", lines)
}

func (p *Proposal) placed(i int) bool {
	return slices.ContainsFunc(p.places, func(pl placing) bool { return pl.column == i })
}

// unpivot writes the columns that are read as rows.
func (w *writer) unpivot() {
	var lines []string
	var question diag.Text // the same for all
	active := false
	for i := range w.p.Columns {
		c := &w.p.Columns[i]
		if c.use != asPivot {
			continue
		}
		active = active || c.active()
		question = c.question
		var says []string
		for _, id := range []string{"sex", "age"} {
			if v, ok := c.says[id]; ok {
				says = append(says, id+": "+quoted(v))
			}
		}
		lines = append(lines, entry(c.active(), "    "+quoted(c.Header)+": {"+strings.Join(says, ", ")+"}", w.because(c)))
	}
	if len(lines) > 0 {
		if question != (diag.Text{}) {
			w.comment(question)
		}
		lines = append([]string{entry(active, "  measure: "+w.p.measure, ""), entry(active, "  columns:", "")}, lines...)
	}
	w.section("unpivot:", lines)
}

// translations writes what their words are among ours.
func (w *writer) translations() {
	var lines []string
	for i, v := range w.p.values {
		if i == 0 || w.p.values[i-1].column != v.column {
			settled := slices.ContainsFunc(w.p.values, func(o valueLine) bool { return o.column == v.column && o.to != "" })
			lines = append(lines, entry(settled, "  "+v.column+":", ""))
		}
		comment := w.say(diag.Text{JA: "たぶん", EN: "likely"})
		if _, fault := registry.ParseBand(v.from); v.to == "" && v.column == "age" && w.p.choices != nil && fault == registry.BandGood {
			comment = w.say(diag.Text{
				JA: "サイトの年齢階級(%s)のどれか一つに収まりません。細かく分けてもらうか、右に unknown と書いて # を消してください",
				EN: "it does not lie in one age band of the site (%s); ask for smaller bands, or write unknown and delete the #",
			}, w.choices(v.column))
		} else if v.to == "" {
			comment = w.say(diag.Text{JA: "これは何ですか。右に書いて # を消してください。使えるもの: %s", EN: "what is this? write it and delete the #; it can be: %s"}, w.choices(v.column))
		}
		lines = append(lines, entry(v.to != "", "    "+quoted(v.from)+": "+quoted(v.to), comment))
	}
	w.section("values:", lines)
}

// shownChoices is how many things of a list of the site are told.
const shownChoices = 12

// choices lists what a column can hold.
func (w *writer) choices(column string) string {
	switch {
	case column == "sex":
		return "m, f, x, unknown"
	case column == "age" && w.p.choices == nil:
		return "20-29, 65-, unknown"
	}
	if known := w.p.choices[column]; known != nil {
		text := shownLong(strings.Join(known[:min(shownChoices, len(known))], ", "))
		if len(known) > shownChoices {
			text += ", …"
		}
		return text
	}
	c, _ := w.p.ours(column)
	var all []string
	for _, word := range c.Words {
		all = append(all, word.Code)
	}
	if len(all) == 0 {
		return w.say(diag.Text{JA: "docs の「列と値」にあります", EN: "see the docs on columns and values"})
	}
	return strings.Join(all, ", ")
}

// marks asks about markers that nobody knows.
func (w *writer) marks() {
	var lines []string
	for _, m := range w.p.markers {
		lines = append(lines, entry(false, "  "+quoted(m)+": withheld", w.say(diag.Text{
			JA: "この記号の意味を提出者に確かめてください: zero(0)、missing(不明)、withheld(非公表)、not_applicable(該当なし)",
			EN: "ask the sender what it means: zero, missing, withheld or not_applicable",
		})))
	}
	w.section("markers:", lines)
}

// units writes the units that headers state in parentheses: the reader takes
// numbers without one as they stand.
func (w *writer) units() {
	var lines []string
	for i := range w.p.Columns {
		c := &w.p.Columns[i]
		unit := unitIn(w.p.Table, c)
		if c.use == asColumn && unit != "" {
			lines = append(lines, entry(c.active(), "  "+c.To+": "+quoted(unit), w.say(diag.Text{JA: "見出しに書かれた単位", EN: "the unit that the header states"})))
		}
	}
	w.section("units:", lines)
}

// ignore writes the headers that are not read.
func (w *writer) ignore() {
	var lines []string
	for i := range w.p.Columns {
		c := &w.p.Columns[i]
		if c.Header == "" || c.Personal != personal.None || c.use != unused && c.use != asTotal || w.p.isUsed(c.Header) {
			continue
		}
		lines = append(lines, entry(true, "  - "+quoted(c.Header), w.aside(c)))
	}
	w.section("ignore:", lines)
}

// isUsed reports a header that another column with the same name is read by.
func (p *Proposal) isUsed(h string) bool {
	return slices.ContainsFunc(p.Columns, func(c Column) bool { return c.Header == h && c.use != unused && c.use != asTotal })
}

func (w *writer) aside(c *Column) string {
	text := c.Kind.In(w.lang)
	if len(c.Samples) > 0 {
		text += "; " + w.say(diag.Text{JA: "例: ", EN: "e.g. "}) + strings.Join(c.Samples, " | ")
	}
	if c.question != (diag.Text{}) {
		text += "; " + w.say(c.question)
	}
	return text
}
