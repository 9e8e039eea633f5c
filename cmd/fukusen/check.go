package main

import (
	"context"

	"fukusen/internal/diag"
	"fukusen/internal/site"
)

var checkVerb = verb{
	help: diag.Text{JA: "データを読み、検査だけします(何も書き出しません)", EN: "read the data and check it; nothing is written"},
	run: func(ctx context.Context, c *call, _ []string) int {
		r, err := site.Check(ctx, c.options())
		if err != nil {
			return c.failed(err)
		}
		if status := c.report(r, diag.Text{}); status != exitDone {
			return status
		}
		c.tell(diag.Text{JA: "直すところはありません。", EN: "there is nothing to mend."})
		c.summary(r)
		return exitDone
	},
}
