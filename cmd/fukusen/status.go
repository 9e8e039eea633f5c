package main

import (
	"fukusen/internal/diag"
	"fukusen/internal/report"
)

// showStatus writes who was expected and who has reported; with mails, the texts
// to send follow in the form of text; JSON always has them.
func (c *call) showStatus(s *report.Status, form string, mails bool) int {
	err := error(nil)
	switch form {
	case formText:
		err = report.StatusText(c.out, s, c.lang, mails)
	case formJSON:
		err = report.StatusJSON(c.out, s)
	default:
		return c.misuse(diag.Text{
			JA: "--format に書けるのは text と json です",
			EN: "--format can be text or json",
		})
	}
	if err != nil {
		return c.failed(err)
	}
	return exitDone
}
