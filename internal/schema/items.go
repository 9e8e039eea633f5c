package schema

import (
	"fmt"
	"strings"

	"fukusen/internal/contract"
)

// itemsOf explains the items of questionnaires and who may be asked.
func itemsOf(b *strings.Builder, c *contract.Contract) {
	b.WriteString("\n<a id=\"items\"></a>\n## 設問 Items of surveys\n\n`survey` では列の見出し、`survey_tally` では `item` の値です。サイト独自の設問は [fukusen.yaml](settings.md) の `items` で加えられます。無回答は空欄か「無回答」と書きます。\nA column of `survey`, or a value of `item` in `survey_tally`; more go under `items` in fukusen.yaml. No answer: empty or 無回答.\n\n")
	b.WriteString("| id | 見出し | English | ほかに使える見出し other headers | 回答 answers |\n|---|---|---|---|---|\n")
	for i := range c.Items {
		it := &c.Items[i]
		fmt.Fprintf(b, "| `%s` | %s | %s | %s | %s |\n", it.ID, it.Name.JA, it.Name.EN, strings.Join(it.Aliases, ", "), answers(it))
	}
	fmt.Fprintf(b, "\n整数や時間で答える設問は、回答を区切りごとに数えます。平均を出す設問(%s)のほかは、区切りのコードや名前でも書けます。\nAnswers in numbers are counted by class; but for the items with a mean, the class may be written instead.\n", means(c))
	b.WriteString("\n<a id=\"population\"></a>\n### 調査対象 Populations\n\n| コード | 書き方 | English |\n|---|---|---|\n")
	for _, p := range c.Populations {
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", p.ID, p.Name.JA, p.Name.EN)
	}
}

// answers says how an item is answered, and which classes are counted.
func answers(it *contract.Item) string {
	var list []string
	for _, a := range it.Answers {
		text := a.Name.JA + " `" + a.Code + "`"
		if len(a.Labels) > 0 {
			text += "(" + strings.Join(a.Labels, "、") + ")"
		}
		list = append(list, text)
	}
	text := howAnswered(it) + strings.Join(list, "、")
	if it.Question.JA != "" {
		text = it.Question.JA + "<br>" + text
	}
	if it.Sensitive {
		text += "<br>慎重に扱う設問 sensitive"
	}
	return text
}

func howAnswered(it *contract.Item) string {
	switch {
	case it.Several:
		return "いくつでも、; か 、 で区切る(まだ公表しません)any number, not published yet: "
	case it.Unit == contract.UnitMinutes:
		return "時間(3.5 か 3:30)hours: "
	case it.Points > 0:
		return fmt.Sprintf("%d~%d の整数 whole numbers: ", it.Low, it.Points)
	}
	return ""
}

// means lists the items whose points are averaged.
func means(c *contract.Contract) string {
	var list []string
	for _, it := range c.Items {
		if it.Mean {
			list = append(list, it.Name.JA)
		}
	}
	return strings.Join(list, "、")
}
