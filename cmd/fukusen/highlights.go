package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"fukusen/internal/diag"
	"fukusen/internal/site"
)

var highlightsVerb = verb{
	name: "highlights", args: -1, usage: diag.Text{JA: "[四半期]", EN: "[QUARTER]"},
	help: diag.Text{JA: "今期の要点のページの下書きを content に書きます", EN: "draft the page of a quarter's highlights in content"},
	options: diag.Text{
		JA: "  四半期を書かなければ、一番新しい四半期です。すでにある下書きは上書きしません\n",
		EN: "  Without a QUARTER, the newest. A draft that is there is not overwritten\n",
	},
	run: draftHighlights,
}

func draftHighlights(ctx context.Context, c *call, args []string) int {
	q, wrong := optionalQuarter("highlights", args)
	if wrong != nil {
		return c.misuse(*wrong)
	}
	drafts, r, err := site.Highlights(ctx, c.options(), q)
	switch {
	case err != nil:
		return c.failed(err)
	case drafts == nil:
		return c.report(r, diag.Text{JA: "下書きは書いていません。", EN: "No draft was written."})
	}
	c.wipe()
	return c.writeDrafts(drafts)
}

// writeDrafts writes all, or none if one of them is there.
func (c *call) writeDrafts(drafts []site.Draft) int {
	for _, d := range drafts {
		if _, err := os.Lstat(filepath.Join(c.site, d.Path)); err == nil {
			return c.refuse(diag.Text{
				JA: fmt.Sprintf("%s はすでにあります。上書きはしません。作り直すときは、名前を変えるか消してください", d.Path),
				EN: fmt.Sprintf("%s is already there and is not overwritten; rename or delete it to have it drafted anew", d.Path),
			})
		}
	}
	for _, d := range drafts {
		if err := writeNew(filepath.Join(c.site, d.Path), []byte(d.Text)); err != nil {
			return c.failed(err)
		}
		c.tell(diag.Text{JA: "%s を書きました。", EN: "Wrote %s."}, d.Path)
	}
	c.tell(diag.Text{
		JA: "理由や背景を書き足し、初めの draft: true の行を消すと、ページになります。",
		EN: "Add the reasons and the background; when the line draft: true is deleted, it becomes a page.",
	})
	return exitDone
}
