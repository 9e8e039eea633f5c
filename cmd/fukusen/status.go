package main

import (
	"context"

	"github.com/spf13/pflag"

	"fukusen/internal/diag"
	"fukusen/internal/report"
	"fukusen/internal/site"
)

var statusVerb = newStatus()

func newStatus() verb {
	var form string
	var mails bool
	return verb{
		name: "status", args: -1, usage: diag.Text{JA: "[四半期]", EN: "[QUARTER]"},
		help: diag.Text{JA: "だれから届き、だれから届いていないかを表示します", EN: "tell who has reported and who has not"},
		options: diag.Text{
			JA: "  四半期を書かなければ、届いた中で一番新しい四半期です\n      --mails             届いていない提出者に送る文案も表示する\n      --format text|json  表示の形\n",
			EN: "  Without a QUARTER, the newest that anything came for\n      --mails             also write the texts to send to those that are late\n      --format text|json  form of what is shown\n",
		},
		flags: func(f *pflag.FlagSet, _ *call) {
			f.StringVar(&form, "format", formText, "")
			f.BoolVar(&mails, "mails", false, "")
		},
		run: func(ctx context.Context, c *call, args []string) int {
			q, wrong := optionalQuarter("status", args)
			if wrong != nil {
				return c.misuse(*wrong)
			}
			s, r, err := site.Status(ctx, c.options(), q)
			switch {
			case err != nil:
				return c.failed(err)
			case s == nil:
				return c.report(r, again)
			}
			c.wipe()
			if n := r.Findings.Errors(); n > 0 {
				c.say(diag.Text{
					JA: "届いたファイルに、直すところが%d件あります(fukusen check で見られます)。読めた分だけで表示します。",
					EN: "There are %d problems in the files (see fukusen check); this is what could be read.",
				}, n)
			}
			return c.showStatus(s, form, mails)
		},
	}
}

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
