package source

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
)

// A sent column is one of the file: its header and its fields.
type sent struct {
	id, header string
	fields     []string
}

// A drawn file is of one table: what is sent, and what each row is meant to be.
type drawn struct {
	*dice
	t       *contract.Table
	con     *contract.Contract
	columns []sent
	means   []map[string]string // of each row, by column
}

// draw makes a file of the table.
func draw(data []byte, t *contract.Table, con *contract.Contract) *drawn {
	d := &drawn{dice: &dice{data}, t: t, con: con}
	for range 1 + d.n(4) {
		d.means = append(d.means, map[string]string{})
	}
	for i := range t.Keys {
		d.key(&t.Keys[i])
	}
	if t.Items {
		d.survey()
	}
	d.measures()
	for i := len(d.columns) - 1; i > 0; i-- {
		j := d.n(i + 1)
		d.columns[i], d.columns[j] = d.columns[j], d.columns[i]
	}
	return d
}

func namesOf(c *contract.Column) []string {
	return slices.DeleteFunc(append([]string{c.ID, c.Name.JA, c.Name.EN}, c.Aliases...), func(h string) bool { return h == "" })
}

func folded(s string) string { return strings.ToLower(wide(s)) }

// header draws one of the names of a column that no other column has.
func (d *drawn) header(c *contract.Column) string {
	all := namesOf(c)
	for _, o := range d.t.Columns(d.con.Items) {
		if o.ID == c.ID {
			continue
		}
		for _, h := range namesOf(&o) {
			all = slices.DeleteFunc(all, func(own string) bool { return folded(own) == folded(h) })
		}
	}
	h := d.of(all...)
	return d.of(h, strings.ToUpper(h), wide(h), h+" ")
}

// key draws the fields of a key column.
func (d *drawn) key(c *contract.Column) {
	if !c.Required && d.coin() {
		return
	}
	s := sent{id: c.ID, header: d.header(c)}
	for _, row := range d.means {
		f := d.field(c, row)
		row[c.ID] = f.means
		s.fields = append(s.fields, f.text)
	}
	d.columns = append(d.columns, s)
}

func (d *drawn) field(c *contract.Column, row map[string]string) meant {
	switch c.Form {
	case contract.FormPeriod:
		return d.period()
	case contract.FormCode:
		return d.code(c.Axis)
	case contract.FormDate:
		if c.ID == "fielded_to" {
			return meant{"2031-01-01", ""} // not before the other
		}
		return d.day()
	case contract.FormEntity:
		return d.entity()
	case contract.FormRevision:
		n := strconv.Itoa(1 + d.n(999))
		return d.pick(n, n, wide(n), " "+n, n+".0")
	case contract.FormWeight:
		n := 1 + d.n(100_000)
		exact := fmt.Sprintf("%d.%03d", n/1000, n%1000)
		return d.pick(exact, exact, wide(exact), " "+exact, strings.TrimSuffix(strings.TrimRight(exact, "0"), "."))
	case contract.FormAnswer:
		it, _ := d.con.Item(row[contract.ColumnItem])
		return d.reply(it)
	case contract.FormWord:
		if c.ID == contract.ColumnPopulation {
			p := d.con.Populations[d.n(len(d.con.Populations))]
			return d.pick(p.ID, p.ID, p.Name.JA, p.Name.EN, wide(p.ID))
		}
		if !c.Required && d.n(4) == 0 {
			return meant{}
		}
		return d.word(c)
	}
	if c.ID == contract.ColumnItem {
		it := d.item(func(it *contract.Item) bool { return !it.Several })
		return d.pick(it.ID, namesOf(&contract.Column{ID: it.ID, Name: it.Name, Aliases: it.Aliases})...)
	}
	return meant{"備考です", ""}
}

// item draws an item; clash is one that has the name of a key column.
func (d *drawn) item(fits func(*contract.Item) bool) *contract.Item {
	for i := d.n(len(d.con.Items)); ; i = (i + 1) % len(d.con.Items) {
		if it := &d.con.Items[i]; it.ID != "clash" && fits(it) {
			return it
		}
	}
}

// reply draws an answer; it means the index of its class, and the point.
func (d *drawn) reply(it *contract.Item) meant {
	if d.n(6) == 0 {
		return []meant{d.pick("missing", "", "…", "無回答", "NULL"), d.pick("withheld", "x", "秘匿"), {"該当なし", "n/a"}}[d.n(3)]
	}
	i := d.n(len(it.Answers))
	a := it.Answers[i]
	if it.Points == 0 {
		return d.pick(strconv.Itoa(i), append([]string{a.Code, a.Name.JA, a.Name.EN, wide(a.Code)}, a.Labels...)...)
	}
	p := a.From + d.n(a.To-a.From+1)
	text := strconv.Itoa(p)
	if it.Unit == contract.UnitMinutes {
		text = d.number(int64(p), it.Unit)
	} else {
		text = d.of(text, wide(text), text+".0")
	}
	if p == 0 {
		return meant{text, strconv.Itoa(i)}
	}
	return meant{text, fmt.Sprintf("%d@%d", i, p)}
}

// several draws a set of answers.
func (d *drawn) several(it *contract.Item) meant {
	bits := 0
	var texts []string
	for i, a := range it.Answers {
		if d.coin() {
			bits |= 1 << i
			texts = append(texts, d.of(append([]string{a.Code, a.Name.JA}, a.Labels...)...))
		}
	}
	if bits == 0 {
		return meant{"", "missing"}
	}
	return meant{strings.Join(texts, d.of(";", "、", "|", "，", "; ")), strconv.Itoa(bits)}
}

// survey draws columns of items.
func (d *drawn) survey() {
	first := d.item(func(*contract.Item) bool { return true }).ID
	for _, it := range d.con.Items {
		if it.ID == "clash" || it.ID != first && d.n(4) > 0 {
			continue
		}
		s := sent{id: it.ID, header: d.header(&contract.Column{ID: it.ID, Name: it.Name, Aliases: it.Aliases})}
		for _, row := range d.means {
			f := d.reply(&it)
			if it.Several {
				f = d.several(&it)
			}
			s.fields = append(s.fields, f.text)
			row[it.ID] = f.means
		}
		d.columns = append(d.columns, s)
	}
}

// measures draws the columns of numbers. A part is never larger than its whole.
func (d *drawn) measures() {
	numbers := make([]map[string]int64, len(d.means))
	for i := range d.t.Measures {
		m := &d.t.Measures[i]
		if m.Product != nil || !m.Required && d.coin() {
			continue
		}
		s := sent{id: m.ID, header: d.header(&m.Column)}
		for r, row := range d.means {
			if numbers[r] == nil {
				numbers[r] = map[string]int64{}
			}
			f := d.value(m, d.amount(m, numbers[r]))
			s.fields = append(s.fields, f.text)
			row[m.ID] = f.means
		}
		d.columns = append(d.columns, s)
	}
	for range d.t.Measures { // what is withheld of nobody means 0, and so does a part of that
		for _, row := range d.means {
			for _, m := range d.t.Measures {
				for _, whole := range m.PartOf {
					if row[m.ID] == "withheld" && row[whole] == "0" {
						row[m.ID] = "0"
					}
				}
			}
		}
	}
}

// value writes a number, or now and then what stands in its place.
func (d *drawn) value(m *contract.Measure, n int64) meant {
	f := meant{d.number(n, m.Unit), strconv.FormatInt(n, 10)}
	switch {
	case d.n(5) == 0:
		return []meant{d.pick("missing", "…", "不明", "N/A", "***"), d.pick("withheld", "x", "秘匿", "Ｘ", "*"), d.pick("n/a", "該当なし", "-", "－")}[d.n(3)]
	case m.Unit == contract.UnitYen && !m.Rate && n > 0 && d.n(4) == 0:
		return meant{d.of("-", "▲", "△", "－") + f.text, "-" + f.means}
	}
	return f
}

// amount draws a number that no whole of the measure is smaller than; those of
// the row are kept.
func (d *drawn) amount(m *contract.Measure, row map[string]int64) int64 {
	if n, ok := row[m.ID]; ok {
		return n
	}
	most := []int64{2, 300, 1 << 20, 1 << 24}[d.n(4)]
	if m.Unit == contract.UnitYesNo {
		most = 1
	}
	wholes := m.PartOf
	if d.t.ID == contract.TablePractice && m.ID == "value" {
		wholes = []string{"of"}
	}
	for _, id := range wholes {
		whole, _ := d.t.Measure(id)
		most = min(most, d.amount(whole, row))
	}
	row[m.ID] = int64(d.n(1<<24)) % (most + 1)
	return row[m.ID]
}

// file writes the columns, in one of the ways that files are written.
func (d *drawn) file() string {
	comma, end := d.of(",", ",", "\t", ";"), d.of("\n", "\r\n")
	var b strings.Builder
	b.WriteString(d.of("", "", "\uFEFF"))
	for r := -1; r < len(d.means); r++ {
		for i, c := range d.columns {
			f := c.header
			if r >= 0 {
				f = c.fields[r]
			}
			if strings.ContainsAny(f, ",;\t\"") || d.n(8) == 0 {
				f = quoted(f)
			}
			if i > 0 {
				f = comma + f
			}
			b.WriteString(f)
		}
		b.WriteString(end)
	}
	return b.String()
}

// rows says what each row is meant to be, as outcome.full does.
func (d *drawn) rows() string {
	var b strings.Builder
	orgs := map[string][2]string{"acme": {"company", "18201"}, "kita": {"school", dim.Unknown}, "twin-1": {"club", "18202-unknown"}, "": {"", dim.Unknown}}
	for r, k := range d.means {
		org := k[contract.ColumnOrganisation]
		area, sent := k["area"]
		if !sent {
			area = orgs[org][1]
		}
		fmt.Fprintf(&b, "%d %s %s %s %s", r+2, d.quarter(k), orgs[org][0], org, area)
		for _, a := range []dim.Axis{dim.Origin, dim.Sex, dim.Age, dim.Sport} {
			if c := k[a.String()]; c != "" && c != dim.Unknown {
				fmt.Fprintf(&b, " %s=%s", a, c)
			}
		}
		if c := d.category(k); c != "" {
			b.WriteString(" category=" + c)
		}
		b.WriteString(d.values(k))
		if w, weighted := k[contract.ColumnWeight]; weighted {
			b.WriteString(" weight=" + w)
		}
		revision := k[contract.ColumnRevision]
		if revision == "" {
			revision = "1"
		}
		fmt.Fprintf(&b, " | %s %s %s", revision, k[contract.ColumnEntity], k[contract.ColumnFounded])
		if _, tally := d.t.Key(contract.ColumnAnswer); tally {
			fmt.Fprintf(&b, " %s=%s", k[contract.ColumnItem], k[contract.ColumnAnswer])
		}
		b.WriteString("\n")
	}
	return b.String()
}

// quarter is that of the period or of the day.
func (d *drawn) quarter(k map[string]string) string {
	day := k[contract.ColumnFounded]
	if day == "" {
		return k[contract.ColumnPeriod]
	}
	y, _ := strconv.Atoi(day[:4])
	m, _ := strconv.Atoi(day[5:7])
	if m < 4 {
		y--
	}
	return fmt.Sprintf("%dfq%d", y, (m+8)%12/3+1)
}

// values are in the order of their columns; those that are worked out follow.
func (d *drawn) values(k map[string]string) string {
	var b strings.Builder
	for _, c := range d.columns {
		_, measure := d.t.Measure(c.id)
		_, key := d.t.Key(c.id)
		if measure || d.t.Items && !key {
			b.WriteString(" " + c.id + "=" + k[c.id])
		}
	}
	for _, m := range d.t.Measures {
		if m.Product != nil {
			b.WriteString(" " + m.ID + "=" + worth(&m, k))
		}
	}
	return b.String()
}

// worth multiplies as people do: whole hours first, then the minutes that are
// left, half a yen up. Of fewer than two factors the row itself counts.
func worth(m *contract.Measure, k map[string]string) string {
	if len(m.Product) == 0 {
		return "1"
	}
	minutes, err1 := strconv.ParseInt(k[m.Product[0]], 10, 64)
	if said := k[m.Product[0]]; len(m.Product) == 1 {
		switch {
		case err1 == nil:
			return "1"
		case said == "":
			return "missing"
		}
		return said
	}
	wage, err2 := strconv.ParseInt(k[m.Product[1]], 10, 64)
	if err1 != nil || err2 != nil {
		return "missing"
	}
	n, rest := minutes/60*wage, minutes%60*wage
	n += rest / 60
	if rest%60 >= 30 {
		n++
	}
	return strconv.FormatInt(n, 10)
}

func (d *drawn) category(k map[string]string) string {
	if p, asked := k[contract.ColumnPopulation]; asked {
		return p
	}
	if len(d.t.Category) == 0 {
		return ""
	}
	id := d.t.ID
	for _, c := range d.t.Category {
		id += "." + k[c]
		if k[c] == "" {
			id += "other"
		}
	}
	return id
}
