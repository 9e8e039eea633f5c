package main

import (
	"context"

	"fukusen/internal/diag"
	"fukusen/internal/site"
)

// previewedK are the k that are compared.
var previewedK = []int{3, 5, 10, 20}

// previewK tells how much would be withheld for other k.
func (c *call) previewK(ctx context.Context, files []string) int {
	if len(files) > 0 {
		return c.misuse(diag.Text{JA: "--preview-k はサイト全体で使います。ファイルは書かないでください", EN: "--preview-k is about the whole site; give no files"})
	}
	all, r, err := site.Preview(ctx, c.options(), previewedK)
	switch {
	case err != nil:
		return c.failed(err)
	case r.Findings.Errors() > 0:
		return c.report(r, again)
	}
	c.wipe()
	if len(all) == 0 {
		c.tell(diag.Text{JA: "元データがないか、すべて公表済みなので、k は変えられません。", EN: "There are no raw data, or all is released: k cannot be changed."})
	}
	for _, p := range all {
		c.tell(diag.Text{
			JA: "k = %2d: 集計値 %d件のうち、秘匿 %d件(%.1f%%)。まるごと載せない区分 %d",
			EN: "k = %2d: cells %d, of which withheld %d (%.1f%%); views left out whole: %d",
		}, p.K, p.Cells, p.Withheld, 100*float64(p.Withheld)/float64(max(p.Cells, 1)), p.LeftOut)
	}
	return exitDone
}
