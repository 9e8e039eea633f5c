package schema

import "fukusen/internal/contract"

// CSVW describes a table as metadata of CSV on the Web. All headers that mean a
// column are its titles: those in Japanese, in English and the id.
func CSVW(t *contract.Table, c *contract.Contract) []byte {
	var all []map[string]any
	for _, col := range columns(t, c) {
		x := map[string]any{
			"name": col.ID, "titles": map[string][]string{"ja": append([]string{col.Name.JA}, col.Aliases...), "en": {col.Name.EN, col.ID}},
			"datatype": datatype(&col), "null": missing,
		}
		if col.Required {
			x["required"] = true
		}
		if d := describe(&col); d != "" {
			x["dc:description"] = d
		}
		all = append(all, x)
	}
	s := map[string]any{"columns": all}
	if k := key(t); k != nil {
		s["primaryKey"] = k
	}
	return encode(map[string]any{
		"@context": []any{"http://www.w3.org/ns/csvw", map[string]string{"@language": "ja"}},
		"url":      t.ID + ".csv", "dc:title": t.Name.JA + " " + t.Name.EN, "tableSchema": s,
	})
}

func datatype(c *column) any {
	f := fieldOf(c)
	d := map[string]any{"base": f.Type}
	for _, limit := range []string{"minimum", "maximum"} {
		if v, ok := f.Constraints[limit]; ok {
			d[limit] = v
		}
	}
	if len(d) == 1 {
		return f.Type
	}
	return d
}
