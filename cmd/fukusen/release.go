package main

import (
	"context"
	"fmt"

	"github.com/spf13/pflag"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/site"
)

// A releasing holds the flags of release.
type releasing struct{ hold []string }

var releaseVerb = newRelease()

func newRelease() verb {
	r := &releasing{}
	return verb{
		name: "release",
		args: 1, usage: diag.Text{JA: "四半期", EN: "QUARTER"},
		help: diag.Text{JA: "四半期を公表用に固めます(例: fukusen release 2026fq1)", EN: "freeze a quarter for publication (such as fukusen release 2026fq1)"},
		options: diag.Text{
			JA: `  公表した四半期にもう一度使うと、遅れて届いた数値や訂正を入れた次の版を作ります。前の版との差から個人や団体の数値が分かる場合は作りません
      --hold 提出者       二度目からの公表で、その提出者の変更を次の版に回します(コンマで区切って並べられます)
`,
			EN: `  Used again on a released quarter, it makes the next release with what came late or was corrected, unless the difference would give a person or an organisation away
      --hold ORGANISATION when releasing again, keep the change of these submitters for a later release (separated by commas)
`,
		},
		flags: func(f *pflag.FlagSet, _ *call) { f.StringSliceVar(&r.hold, "hold", nil, "") },
		run:   r.run,
	}
}

func (r *releasing) run(ctx context.Context, c *call, args []string) int {
	q, ok := site.ParseQuarter(args[0])
	if !ok {
		return c.misuse(notAQuarter(args[0]))
	}
	done, result, err := site.Release(ctx, c.options(), site.Releasing{Quarter: q, Hold: r.hold})
	if err != nil {
		return c.failed(err)
	}
	if status := c.report(result, diag.Text{JA: "公表ファイルは書いていません。", EN: "No release was written."}); status != exitDone {
		return status
	}
	c.tell(diag.Text{
		JA: "公表ファイル %s を書きました。公開用の場所に写すのは、このファイルだけです。",
		EN: "Wrote %s. Copy this file, and no other, to where the public site is built.",
	}, done.File)
	if done.Before != "" {
		c.tell(diag.Text{
			JA: "前の公表 %s は、そのまま残してください。前の公表では出ていて、今回は秘匿した数値: %d件。",
			EN: "Keep the last release %s as it is. Numbers that it tells and this one withholds: %d.",
		}, done.Before, done.Lost)
	}
	c.tell(diag.Text{
		JA: "次に訂正するときのために、private/releases を消さずに、外に出さずに保管してください。",
		EN: "Keep private/releases, and keep it private: a later correction of this quarter needs it.",
	})
	return exitDone
}

// optionalQuarter reads the only argument of a verb, which may be left out: then
// the quarter is zero.
func optionalQuarter(verb string, args []string) (q dim.Quarter, wrong *diag.Text) {
	switch len(args) {
	case 0:
		return 0, nil
	case 1:
		q, ok := site.ParseQuarter(args[0])
		if !ok {
			return 0, new(notAQuarter(args[0]))
		}
		return q, nil
	}
	return 0, new(wrongArguments(verbs[verb]))
}

func notAQuarter(text string) diag.Text {
	return diag.Text{
		JA: fmt.Sprintf("四半期 %q が読めません。2026fq1(2026年度第1四半期)か 2026cq2(2026年4~6月期)のように書いてください", text),
		EN: fmt.Sprintf("%q is not a quarter; write 2026fq1 (from April) or 2026cq2 (from January)", text),
	}
}
