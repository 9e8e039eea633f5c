package main

import (
	"context"
	"slices"

	"github.com/spf13/pflag"

	"fukusen/internal/diag"
	"fukusen/internal/site"
)

var explainVerb = newExplain()

func newExplain() verb {
	var form string
	var values bool
	return verb{
		name: "explain", args: 1, usage: diag.Text{JA: "数値のid", EN: "OBSERVATION"},
		help: diag.Text{JA: "数値がどの式とどのファイルの何行目からできたかを表示します(管理者用)", EN: "tell by which formula and of which lines a number was made (for the steward)"},
		options: diag.Text{
			JA: "  id は data/observations.csv の1列目、またはページの数値の data-observation です\n      --format text|json  表示の形(json には、秘匿した値ともとの行の値を書きません)\n      --show-values       json にも値を書く(外には出さないでください)\n",
			EN: "  The id is the first column of data/observations.csv, or data-observation of a number on a page\n      --format text|json  form of what is shown (json holds neither withheld values nor those of lines)\n      --show-values       show values in json, too (for the steward only)\n",
		},
		flags: func(f *pflag.FlagSet, _ *call) {
			f.StringVar(&form, "format", formText, "")
			f.BoolVar(&values, "show-values", false, "")
		},
		run: func(ctx context.Context, c *call, args []string) int {
			if !slices.Contains([]string{formText, formJSON}, form) {
				return c.misuse(unknownForm(form))
			}
			e, r, err := site.Explain(ctx, c.options(), args[0])
			switch {
			case err != nil:
				return c.failed(err)
			case e == nil:
				return c.report(r, again)
			}
			c.wipe()
			write := func() error { return e.Text(c.out, c.lang) }
			if form == formJSON {
				write = func() error { return e.JSON(c.out, values) }
			}
			if err := write(); err != nil {
				return c.failed(err)
			}
			return exitDone
		},
	}
}
