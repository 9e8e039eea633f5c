package main

import (
	"fmt"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/report"
)

// allRules is what to write for the list of rules.
const allRules = "list"

// explainRule prints the page of a rule, or the list of rules.
func (c *call) explainRule(book *report.Rulebook, id string) int {
	if id == "" || id == allRules {
		if err := book.List(c.out, c.lang); err != nil {
			return c.failed(err)
		}
		return exitDone
	}
	found, err := book.Print(c.out, id, c.lang)
	switch {
	case err != nil:
		return c.failed(err)
	case !found:
		return c.misuse(unknownRule(id, book.Near(id)))
	}
	return exitDone
}

func unknownRule(id string, near []string) diag.Text {
	t := diag.Text{
		JA: fmt.Sprintf("規則 %q はありません。「fukusen check --explain list」で一覧が見られます", id),
		EN: fmt.Sprintf("there is no rule %q; \"fukusen check --explain list\" lists all", id),
	}
	if len(near) > 0 {
		t.JA += "。近いもの: " + strings.Join(near, " ")
		t.EN += "; near: " + strings.Join(near, " ")
	}
	return t
}
