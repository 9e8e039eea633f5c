package schema

import (
	"fmt"
	"slices"
	"strings"

	"fukusen/internal/contract"
)

const tableHead = "| id | 見出し | English | ほかに使える見出し other headers | 必要 | 意味 meaning |\n|---|---|---|---|---|---|\n"

// Markdown writes the columns, words and items of the whole contract for
// people: what docs/columns.md holds between its marks.
func Markdown(c *contract.Contract) string {
	var b strings.Builder
	people, _ := c.Table("people")
	b.WriteString("## 共通の列 Columns of every table\n\n`startups` と `population` を除くどの表にも使えます。In every table but `startups` and `population`.\n\n" + tableHead)
	for _, k := range people.Keys {
		b.WriteString(row(&column{Column: k}))
	}
	for i := range c.Tables {
		table(&b, &c.Tables[i], people.Keys, c)
	}
	itemsOf(&b, c)
	return b.String()
}

func table(b *strings.Builder, t *contract.Table, common []contract.Column, c *contract.Contract) {
	fmt.Fprintf(b, "\n## %s `%s`\n\n一行は、%s。One row is %s.\n", t.Name.JA, t.ID, t.Row.JA, t.Row.EN)
	if t.Held {
		b.WriteString("この表は読んで検査しますが、まだ公表には使いません。Read and checked, but not published yet.\n")
	}
	b.WriteString("\n" + tableHead)
	for _, col := range columns(t, c) {
		shared := slices.ContainsFunc(common, func(k contract.Column) bool { return k.ID == col.ID && !t.Public })
		if !shared && col.item == nil {
			b.WriteString(row(&col))
		}
	}
	for _, k := range t.Keys {
		if len(k.Words) > 0 && k.ID != contract.ColumnBasis {
			wordsOf(b, &k, t)
		}
	}
}

func row(c *column) string {
	mark := ""
	if c.Required {
		mark = "◎"
	}
	return fmt.Sprintf("| `%s` | %s | %s | %s | %s | %s |\n", c.ID, c.Name.JA, c.Name.EN, strings.Join(c.Aliases, ", "), mark, meaning(c))
}

var behaviours = map[contract.Behaviour]string{
	contract.Stock: "四半期末 at the end of the quarter", contract.Flow: "その期の合計 during the period",
	contract.Cumulative: "年度初めからの累計 since the school year began", contract.Cohort: "その期に始めた人のうち of those who began in the period",
}

var units = map[contract.Unit]string{
	contract.UnitPersons: "人 persons", contract.UnitItems: "件 items", contract.UnitYen: "円 yen(千円・百万円とも書けます or 千円, 百万円)", contract.UnitMinutes: "時間 hours(3.5 か 3:30)",
	contract.UnitDays: "日 days", contract.UnitCredits: "単位 credits", contract.UnitSchools: "校 schools", contract.UnitEntities: "社 entities", contract.UnitYesNo: "1 か 0",
}

func meaning(c *column) string {
	parts := []string{strings.TrimSpace(c.Note.JA + " " + c.Note.EN)}
	if m := c.measure; m != nil {
		parts = append(parts, "単位 "+units[m.Unit], behaviours[m.Behaviour])
		if len(m.PartOf) > 0 {
			parts = append(parts, "`"+strings.Join(m.PartOf, "`, `")+"` の内数 a part of it")
		}
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "。")
}

func wordsOf(b *strings.Builder, k *contract.Column, t *contract.Table) {
	fmt.Fprintf(b, "\n**%s `%s`**\n\n| コード | 書き方 | English |", k.Name.JA, k.ID)
	practice := t.ID == contract.TablePractice
	if practice {
		b.WriteString(" 母数 `of` |\n|---|---|---|---|\n")
	} else {
		b.WriteString("\n|---|---|---|\n")
	}
	for _, w := range k.Words {
		fmt.Fprintf(b, "| `%s` | %s | %s |", w.Code, strings.Join(append([]string{w.Name.JA}, w.Labels...), "、"), w.Name.EN)
		if practice {
			of, part := contract.PracticeOf(w.Code)
			text := strings.TrimSpace(of.JA + " " + of.EN)
			if part {
				text += "(内数 a part of it)"
			}
			fmt.Fprintf(b, " %s |", text)
		}
		b.WriteString("\n")
	}
}

func itemsOf(b *strings.Builder, c *contract.Contract) {
	b.WriteString("\n## 設問 Items of surveys\n\n`survey` では列の見出し、`survey_tally` では `item` の値です。サイト独自の設問は [fukusen.yaml](settings.md) の `items` で加えられます。無回答は空欄か「無回答」と書きます。\nA column of `survey`, or a value of `item` in `survey_tally`; more go under `items` in fukusen.yaml. No answer: empty or 無回答.\n\n")
	b.WriteString("| id | 見出し | English | ほかに使える見出し other headers |  | 回答 answers |\n|---|---|---|---|---|---|\n")
	for i := range c.Items {
		it := &c.Items[i]
		fmt.Fprintf(b, "| `%s` | %s | %s | %s |  | %s |\n", it.ID, it.Name.JA, it.Name.EN, strings.Join(it.Aliases, ", "), answers(it))
	}
	b.WriteString("\n<a id=\"population\"></a>\n### 調査対象 Populations\n\n| コード | 書き方 | English |\n|---|---|---|\n")
	for _, p := range c.Populations {
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", p.ID, p.Name.JA, p.Name.EN)
	}
}

func answers(it *contract.Item) string {
	var list []string
	for _, a := range it.Answers {
		text := a.Name.JA + " `" + a.Code + "`"
		if len(a.Labels) > 0 {
			text += "(" + strings.Join(a.Labels, "、") + ")"
		}
		list = append(list, text)
	}
	text := strings.Join(list, "、")
	switch {
	case it.Several:
		text = "いくつでも(; か 、 で区切る)any number: " + text
	case it.Unit == contract.UnitMinutes:
		text = "時間(3.5 か 3:30)hours: " + text
	case it.Points > 0:
		text = fmt.Sprintf("%d~%d の整数 whole numbers: %s", it.Low, it.Points, text)
	}
	return text
}
