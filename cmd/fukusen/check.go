package main

import (
	"context"

	"fukusen/internal/diag"
	"fukusen/internal/site"
)

var checkVerb = verb{
	name: "check",
	help: diag.Text{JA: "データを読み、検査だけします(何も書き出しません)", EN: "read the data and check it; nothing is written"},
	run: func(ctx context.Context, c *call, _ []string) int {
		r, err := site.Check(ctx, c.options())
		if err != nil {
			return c.failed(err)
		}
		if status := c.report(r, again); status != exitDone {
			return status
		}
		c.summary(r)
		if n := len(r.Findings); n > 0 {
			c.tell(diag.Text{JA: "直さなければならないところはありません(注意 %d件)。", EN: "Nothing has to be mended (warnings: %d)."}, n)
		} else {
			c.tell(diag.Text{JA: "直すところはありません。", EN: "There is nothing to mend."})
		}
		c.unprotected()
		return exitDone
	},
}

var again = diag.Text{JA: "直してから、もう一度検査してください。", EN: "Mend them and check again."}
