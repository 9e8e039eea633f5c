package schema

import (
	"fukusen/internal/contract"
	"fukusen/internal/dim"
)

// A field is one column in Table Schema. Names in English, other headers and
// marks of one column alone are properties of ours or of version 2, which
// readers of version 1 pass over.
type field struct {
	Name        string         `json:"name"`
	Title       string         `json:"title"`
	TitleEN     string         `json:"title_en"`
	Aliases     []string       `json:"aliases,omitempty"`
	Description string         `json:"description,omitempty"`
	Type        string         `json:"type"`
	GroupChar   string         `json:"groupChar,omitempty"`
	TrueValues  []string       `json:"trueValues,omitempty"`
	FalseValues []string       `json:"falseValues,omitempty"`
	Missing     []string       `json:"missingValues,omitempty"`
	Constraints map[string]any `json:"constraints,omitempty"`
}

// TableSchema describes a table in Frictionless Table Schema, version 1. The
// names of the fields are the ids of the columns, so a file to be held against
// it is headed with the ids. An enum has all writings of each word.
//
// A file may lack the columns that are not required.
func TableSchema(t *contract.Table, c *contract.Contract) []byte {
	var fields []field
	for _, col := range filled(t, c) {
		fields = append(fields, fieldOf(&col))
	}
	s := map[string]any{
		"name": t.ID, "title": t.Name.JA, "title_en": t.Name.EN, "description": about(t),
		"fields": fields, "fieldsMatch": "superset", "missingValues": missing,
	}
	if t.Items {
		s["fieldsMatch"] = "partial" // a site may ask more
	}
	return encode(s)
}

func fieldOf(c *column) field {
	f := field{Name: c.ID, Title: c.Name.JA, TitleEN: c.Name.EN, Aliases: c.Aliases, Description: describe(c), Type: "string", Constraints: map[string]any{}}
	if c.Required {
		f.Constraints["required"] = true
	}
	if c.values != nil {
		f.Constraints["enum"] = c.values
	}
	low, high, whole := c.whole()
	switch {
	case whole:
		f.Type, f.GroupChar = "integer", ","
	case c.yes != nil:
		f.Type, f.TrueValues, f.FalseValues = "boolean", c.yes, c.no
	case c.Form == contract.FormDate:
		f.Type = "date"
	case c.Form == contract.FormWeight:
		f.Type, f.Constraints["minimum"], f.Constraints["maximum"] = "number", 0, contract.MaxWeight
	case c.Axis == dim.Sex:
		f.Missing = []string{""}
	}
	if low != nil {
		f.Constraints["minimum"] = *low
	}
	if high != nil {
		f.Constraints["maximum"] = *high
	}
	return f
}

// describe says what a column holds, in Japanese and then in English.
func describe(c *column) string {
	m := c.meaning()
	if m.JA == "" {
		return ""
	}
	return m.JA + " — " + m.EN
}

// Package lists the tables as a Tabular Data Package. Its resources are samples:
// files may have any name and lie anywhere below data/.
func Package(c *contract.Contract) []byte {
	type resource struct {
		Name     string `json:"name"`
		Title    string `json:"title"`
		Profile  string `json:"profile"`
		Path     string `json:"path"`
		Encoding string `json:"encoding"`
		Schema   string `json:"schema"`
	}
	var all []resource
	for _, t := range c.Tables {
		all = append(all, resource{t.ID, t.Name.JA + " " + t.Name.EN, "tabular-data-resource", "data/" + t.ID + ".csv", "utf-8", "table/" + t.ID + ".json"})
	}
	return encode(map[string]any{
		"profile": "tabular-data-package", "name": "fukusen-input", "title": "Fukusen の入力 What Fukusen reads", "resources": all,
		"description": "path は例です。ファイルの名前は自由で、data/ の下のどこに置いてもかまいません。見出しが id のファイルを、この定義で検査できます。Fukusen はほかの見出しや書き方も読みます — Paths are samples: files may have any name. The schemas fit files that are headed with the ids; Fukusen reads other headers and writings as well.",
	})
}
