package main

import (
	"context"
	"path/filepath"

	"fukusen/internal/diag"
	"fukusen/internal/site"
)

var buildVerb = verb{
	name: "build",
	help: diag.Text{JA: "データを読み、検査し、公開サイトを書き出します", EN: "read the data, check it and write the public site"},
	run: func(ctx context.Context, c *call, _ []string) int {
		r, err := site.Build(ctx, c.options())
		if err != nil {
			return c.failed(err)
		}
		if status := c.report(r, oldSite); status != exitDone {
			return status
		}
		c.summary(r)
		c.tell(diag.Text{
			JA: "%s に %d ファイルのサイトを書き出しました。%s を開くと見られます。",
			EN: "Wrote a site of %[2]d files to %[1]s. Open %[3]s to see it.",
		}, c.folder(), r.Files, filepath.Join(c.folder(), "index.html"))
		c.unprotected()
		return exitDone
	},
}

var oldSite = diag.Text{JA: "サイトは書き換えていません。", EN: "The site was not changed."}
