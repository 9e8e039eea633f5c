package schema

import "fukusen/internal/contract"

// A Field is one column in Table Schema, with names in both languages.
type field struct {
	Name        string         `json:"name"`
	Title       string         `json:"title"`
	TitleEN     string         `json:"title_en"`
	Description string         `json:"description,omitempty"`
	Type        string         `json:"type"`
	Aliases     []string       `json:"aliases,omitempty"`
	Constraints map[string]any `json:"constraints,omitempty"`
}

// TableSchema describes a table in Frictionless Table Schema, version 1. The
// names of the fields are the ids of the columns; a file may head them with the
// titles or aliases as well.
func TableSchema(t *contract.Table, c *contract.Contract) []byte {
	var fields []field
	for _, col := range columns(t, c) {
		fields = append(fields, fieldOf(&col))
	}
	s := map[string]any{"name": t.ID, "title": t.Name.JA, "title_en": t.Name.EN, "description": t.Row.JA + " — " + t.Row.EN, "fields": fields, "missingValues": missing}
	if k := key(t); k != nil {
		s["primaryKey"] = k
	}
	return encode(s)
}

func fieldOf(c *column) field {
	f := field{Name: c.ID, Title: c.Name.JA, TitleEN: c.Name.EN, Description: describe(c), Type: "string", Aliases: c.Aliases}
	limits := map[string]any{}
	if c.Required {
		limits["required"] = true
	}
	if words := c.closed(); words != nil {
		limits["enum"] = words
	}
	switch {
	case c.Form == contract.FormRevision:
		f.Type, limits["minimum"], limits["maximum"] = "integer", 1, 999
	case c.numeric():
		f.Type = "integer"
		if c.measure.Unit != contract.UnitYen {
			limits["minimum"] = 0
		}
		if c.measure.Unit == contract.UnitYesNo {
			limits["maximum"] = 1
		}
	case c.item != nil && c.item.Points > 0 && c.item.Unit != contract.UnitMinutes:
		f.Type, limits["minimum"], limits["maximum"] = "integer", c.item.Low, c.item.Points
	case c.Form == contract.FormDate:
		f.Type = "date"
	}
	if len(limits) > 0 {
		f.Constraints = limits
	}
	return f
}

func describe(c *column) string {
	if c.Note == (contract.Name{}) {
		return ""
	}
	return c.Note.JA + " — " + c.Note.EN
}

// Package lists the tables as a Data Package whose resources are the files of
// a site.
func Package(c *contract.Contract) []byte {
	type resource struct {
		Name   string `json:"name"`
		Title  string `json:"title"`
		Path   string `json:"path"`
		Schema string `json:"schema"`
	}
	var all []resource
	for _, t := range c.Tables {
		all = append(all, resource{t.ID, t.Name.JA + " " + t.Name.EN, t.ID + ".csv", "table/" + t.ID + ".json"})
	}
	return encode(map[string]any{"name": "fukusen-input", "title": "Fukusen の入力 What Fukusen reads", "resources": all})
}
