package schema

import (
	"regexp"
	"strings"

	"fukusen/internal/contract"
)

// CSVW describes a table as metadata of CSV on the Web. All headers that mean a
// column are its titles. A file has all of the columns, in this order.
func CSVW(t *contract.Table, c *contract.Contract) []byte {
	var all []map[string]any
	for _, col := range filled(t, c) {
		all = append(all, webColumn(&col))
	}
	return encode(map[string]any{
		"@context": []any{"http://www.w3.org/ns/csvw", map[string]string{"@language": "ja"}},
		"url":      t.ID + ".csv", "dc:title": t.Name.JA + " " + t.Name.EN, "dc:description": about(t), "tableSchema": map[string]any{"columns": all},
	})
}

func webColumn(c *column) map[string]any {
	ja, en := titles(c)
	x := map[string]any{"name": c.ID, "titles": map[string][]string{"ja": ja, "en": en}, "datatype": datatype(c)}
	if c.measure != nil || c.item != nil {
		x["null"] = missing
	}
	if c.Required {
		x["required"] = true
	}
	if d := describe(c); d != "" {
		x["dc:description"] = d
	}
	return x
}

// titles are the headers of a column: those in plain ASCII are English.
func titles(c *column) (ja, en []string) {
	ja, en = []string{c.Name.JA}, []string{c.Name.EN, c.ID}
	for _, a := range c.Aliases {
		if strings.ContainsFunc(a, func(r rune) bool { return r > 0x7f }) {
			ja = append(ja, a)
		} else {
			en = append(en, a)
		}
	}
	return unique(ja), unique(en)
}

func datatype(c *column) any {
	low, high, whole := c.whole()
	words := c.values
	if c.yes != nil {
		words = append(append([]string(nil), c.yes...), c.no...)
	}
	switch {
	case whole:
		d := map[string]any{"base": "integer", "format": map[string]string{"groupChar": ","}}
		if low != nil {
			d["minimum"] = *low
		}
		if high != nil {
			d["maximum"] = *high
		}
		return d
	case words != nil:
		return map[string]any{"base": "string", "format": pattern(words)}
	case c.Form == contract.FormDate:
		return "date"
	case c.Form == contract.FormWeight:
		return map[string]any{"base": "decimal", "minimum": 0, "maximum": contract.MaxWeight}
	}
	return "string"
}

// pattern is the regular expression of exactly the words.
func pattern(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = regexp.QuoteMeta(w)
	}
	return "^(" + strings.Join(quoted, "|") + ")$"
}
