package main

import (
	"context"
	"fmt"

	"fukusen/internal/diag"
	"fukusen/internal/site"
)

var releaseVerb = verb{
	name: "release",
	args: 1, usage: diag.Text{JA: "四半期", EN: "QUARTER"},
	help: diag.Text{JA: "四半期を公表用に固めます(例: fukusen release 2026fq1)", EN: "freeze a quarter for publication (such as fukusen release 2026fq1)"},
	run: func(ctx context.Context, c *call, args []string) int {
		q, ok := site.ParseQuarter(args[0])
		if !ok {
			return c.misuse(notAQuarter(args[0]))
		}
		file, r, err := site.Release(ctx, c.options(), q)
		if err != nil {
			return c.failed(err)
		}
		if status := c.report(r, diag.Text{JA: "公表ファイルは書いていません。", EN: "No release was written."}); status != exitDone {
			return status
		}
		c.tell(diag.Text{
			JA: "公表ファイル %s を書きました。公開用の場所に写すのは、このファイルだけです。",
			EN: "Wrote %s. Copy this file, and no other, to where the public site is built.",
		}, file)
		c.unprotected()
		return exitDone
	},
}

func notAQuarter(text string) diag.Text {
	return diag.Text{
		JA: fmt.Sprintf("四半期 %q が読めません。2026fq1(2026年度第1四半期)か 2026cq2(2026年4~6月期)のように書いてください", text),
		EN: fmt.Sprintf("%q is not a quarter; write 2026fq1 (from April) or 2026cq2 (from January)", text),
	}
}
