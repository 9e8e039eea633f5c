package schema

import (
	"fmt"
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
)

const tableHead = "| id | 見出し | English | ほかに使える見出し other headers | 必要 | 意味 meaning |\n|---|---|---|---|---|---|\n"

// Markdown writes the columns, words and items of the whole contract for
// people: what docs/columns.md holds between its first marks. The anchors
// period, place, sex, age and sport that it points to are in what is written by
// hand.
func Markdown(c *contract.Contract) string {
	var b strings.Builder
	index(&b, c)
	people, _ := c.Table("people")
	b.WriteString("\n## 共通の列 Columns of every table\n\n`startups` と `population` を除くどの表にも使えます。In every table but `startups` and `population`.\n\n" + tableHead)
	for _, k := range people.Keys {
		b.WriteString(row(&column{Column: k}))
	}
	for _, k := range people.Keys {
		wordsOf(&b, &k)
	}
	for i := range c.Tables {
		table(&b, &c.Tables[i], people.Keys, c)
	}
	itemsOf(&b, c)
	return b.String()
}

// index lists the tables.
func index(b *strings.Builder, c *contract.Contract) {
	b.WriteString("## 表の一覧 Tables\n\n| 表 table | 一行 one row |\n|---|---|\n")
	for _, t := range c.Tables {
		fmt.Fprintf(b, "| [%s %s](#table-%s) `%s` | %s<br>%s |\n", t.Name.JA, t.Name.EN, t.ID, t.ID, t.Row.JA, t.Row.EN)
	}
}

func table(b *strings.Builder, t *contract.Table, common []contract.Column, c *contract.Contract) {
	fmt.Fprintf(b, "\n<a id=\"table-%s\"></a>\n## %s `%s`\n\n一行は、%s。One row is %s.\n", t.ID, t.Name.JA, t.ID, t.Row.JA, t.Row.EN)
	if t.Items {
		b.WriteString("下の列のほかは、[設問](#items)ごとに一列です。Besides these, one column for each [item](#items).\n")
	}
	b.WriteString("\n" + tableHead)
	shared := func(id string) bool {
		return !t.Public && slices.ContainsFunc(common, func(k contract.Column) bool { return k.ID == id })
	}
	for _, col := range columns(t, c) {
		if !shared(col.ID) && col.item == nil {
			b.WriteString(row(&col))
		}
	}
	for _, k := range t.Keys {
		if !shared(k.ID) {
			wordsOf(b, &k)
		}
	}
}

func row(c *column) string {
	mark := ""
	if c.Required {
		mark = "◎"
	}
	m := c.meaning()
	return fmt.Sprintf("| `%s` | %s | %s | %s | %s | %s<br>%s |\n", c.ID, c.Name.JA, c.Name.EN, strings.Join(c.Aliases, ", "), mark, m.JA+more(c), m.EN)
}

var anchors = map[dim.Axis]string{dim.Area: "place", dim.Origin: "place", dim.Sex: "sex", dim.Age: "age", dim.Sport: "sport"}

// more points to where the values of a column are explained.
func more(c *column) string {
	at := anchors[c.Axis]
	switch {
	case c.Form == contract.FormPeriod:
		at = "period"
	case c.ID == contract.ColumnPopulation:
		at = "population"
	case c.ID == contract.ColumnItem && len(c.Words) == 0, c.ID == contract.ColumnAnswer:
		at = "items"
	}
	if at == "" {
		return ""
	}
	return "([書き方](#" + at + "))"
}

// wordsOf explains the words of a column that has its own, and of practices
// what is counted with them.
func wordsOf(b *strings.Builder, k *contract.Column) {
	if len(k.Words) == 0 {
		return
	}
	fmt.Fprintf(b, "\n**%s %s `%s`**\n\n| コード | 書き方 | English |", k.Name.JA, k.Name.EN, k.ID)
	practice := k.ID == contract.ColumnItem
	if practice {
		b.WriteString(" 母数 `of` |\n|---|---|---|---|\n")
	} else {
		b.WriteString("\n|---|---|---|\n")
	}
	for _, w := range k.Words {
		fmt.Fprintf(b, "| `%s` | %s | %s |", w.Code, strings.Join(append([]string{w.Name.JA}, w.Labels...), "、"), w.Name.EN)
		if practice {
			fmt.Fprintf(b, " %s |", countedAgainst(w.Code))
		}
		b.WriteString("\n")
	}
}

// countedAgainst says what the column of holds for a practice.
func countedAgainst(item string) string {
	of, part := contract.PracticeOf(item)
	switch {
	case of.JA == "":
		return "(空欄 empty)"
	case part:
		return of.JA + "(実績はこの内数)<br>" + of.EN + "; the value is a part of it"
	}
	return of.JA + "<br>" + of.EN
}

// Sports writes the sports of a site that declares none, each group with its
// own: what docs/columns.md holds between its second marks.
func Sports(entries []dim.Entry) string {
	var b strings.Builder
	for _, group := range entries {
		if group.Parent != "" {
			continue
		}
		var list []string
		for _, e := range entries {
			if e.Parent == group.ID {
				list = append(list, e.JA+" `"+e.ID+"`")
			}
		}
		fmt.Fprintf(&b, "- **%s %s `%s`**: %s\n", group.JA, group.EN, group.ID, strings.Join(list, "、"))
	}
	return b.String()
}
