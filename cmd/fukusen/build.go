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
		opt := c.options()
		opt.Lang = c.lang
		r, err := site.Build(ctx, opt)
		if err != nil {
			return c.failed(err)
		}
		if status := c.report(r, oldSite); status != exitDone {
			return status
		}
		c.summary(r)
		c.whyWithheld(r)
		c.tell(diag.Text{
			JA: "%s に %d ファイルのサイトを書き出しました。%s を開くと見られます。",
			EN: "Wrote a site of %[2]d files to %[1]s. Open %[3]s to see it.",
		}, c.folder(), r.Files, filepath.Join(c.folder(), "index.html"))
		return exitDone
	},
}

var oldSite = diag.Text{JA: "サイトは書き換えていません。", EN: "The site was not changed."}

// whyWithheld tells where it stands why numbers are withheld.
func (c *call) whyWithheld(r *site.Result) {
	switch {
	case r.Withheld == 0:
	case r.Private != "":
		c.tell(diag.Text{
			JA: "伏せたわけと、公表すると分かってしまう数値: %s(公開しないでください)",
			EN: "Why they are withheld, and what each would give away: %s (not for publication)",
		}, r.Private)
		if r.Thin > 0 {
			c.tell(diag.Text{
				JA: "  三分の一より多くが秘匿のページ: %d(多く残る区分も、そこにあります)",
				EN: "  Pages of which more than a third is withheld: %d (groups that keep more stand there, too)",
			}, r.Thin)
		}
	case r.Reasons != nil:
		c.tell(diag.Text{
			JA: "伏せたわけは、%s に書けませんでした(書き込めないか、fukusen の報告ではないファイルがあります)",
			EN: "Why they are withheld could not be written to %s: it is read-only, or holds a file that is no report of fukusen",
		}, filepath.Join(c.site, "private"))
	}
}
