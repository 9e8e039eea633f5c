package main

import (
	"context"

	"fukusen/internal/diag"
	"fukusen/internal/report"
	"fukusen/internal/site"
)

// runDeep builds the site a second time from other withheld numbers.
func (a *auditing) runDeep(ctx context.Context, c *call) int {
	d, r, err := site.Deep(ctx, c.options())
	if err != nil {
		return c.failed(err)
	}
	if r.OK(c.strict) {
		c.wipe()
		return a.tellDeep(c, &d, r)
	}
	if a.form == formText {
		return c.report(r, diag.Text{JA: "作り直して比べることは、していません。", EN: "Nothing was compared."})
	}
	c.wipe()
	if err := c.machine(a.form, r, a.values); err != nil {
		return c.failed(err)
	}
	return c.verdict(r)
}

// tellDeep says what the comparison found, and gives the exit status.
func (a *auditing) tellDeep(c *call, d *site.Depth, r *site.Result) int {
	finds := d.Findings()
	var err error
	switch a.form {
	case formJSON:
		err = d.JSON(c.out, r)
	case formGitHub:
		err = report.GitHub(c.out, finds, report.MachineOptions{View: report.View{Lang: c.lang}, Folder: c.folder()})
	default:
		err = report.Text(c.err, finds, report.TextOptions{View: report.View{Lang: c.lang}, Color: colourful(c.err)})
		c.deepened(d, r)
	}
	switch {
	case err != nil:
		return c.failed(err)
	case d.Different > 0:
		return exitDisclosure
	}
	return exitDone
}

// deepened says in words what was compared and what that shows.
func (c *call) deepened(d *site.Depth, r *site.Result) {
	if d.Files == 0 {
		c.nothingToCompare(r)
		return
	}
	c.tell(diag.Text{JA: "公表前の四半期: %s", EN: "Quarters not released yet: %s"}, quarters(r.Drafts, r.Basis))
	c.tell(diag.Text{
		JA: "秘匿した数値だけが違うデータを作り、サイトを作り直して比べました(元データと公開サイトは、そのままです)",
		EN: "The site was built again from data of which only withheld numbers are others (exports and public site are as they were)",
	})
	c.tell(diag.Text{JA: "  別の数値にした秘匿: %d件", EN: "  Withheld numbers that were others: %d"}, d.Moved)
	c.tell(diag.Text{JA: "  比べたファイル(公開サイトと公表ファイル): %d", EN: "  Files of the site and the release files compared: %d"}, d.Files)
	c.tell(diag.Text{JA: "  違うファイル: %d", EN: "  Files that differ: %d"}, d.Different)
	switch {
	case d.Different > 0:
		c.say(diag.Text{
			JA: "公開するものが、秘匿した数値によって変わります。このサイトを公開しないでください。",
			EN: "What is published depends on what is withheld. Do not publish this site.",
		})
	case d.Moved == 0:
		c.tell(diag.Text{
			JA: "別の数値にできる秘匿がなかったので、この検査で分かることはありません。",
			EN: "There was no withheld number that could be another, so this shows nothing.",
		})
	default:
		c.tell(diag.Text{
			JA: "どのファイルも、最後の1バイトまで同じです。公開するものは、秘匿した数値によって変わりません。",
			EN: "All files are the same to the last byte: nothing that is published depends on what is withheld.",
		})
	}
}

// nothingToCompare tells why a site is not built again. It is no fault: a
// release file holds no withheld number, so nothing made of it can depend on
// one.
func (c *call) nothingToCompare(r *site.Result) {
	why := diag.Text{JA: "元データがないので", EN: "There are no exports here"}
	if r.Reasons != nil {
		why = diag.Text{JA: "どの四半期も公表済みなので", EN: "All quarters are released"}
	}
	c.tell(diag.Text{
		JA: "%s、サイトは公表ファイルだけから作られます。公表ファイルには秘匿した数値そのものがないため、変えて比べるものがありません。",
		EN: "%s, so the site is made of release files alone. They hold no withheld number, so there is nothing to change and compare.",
	}, why.In(c.lang))
	c.tell(diag.Text{
		JA: "この検査は、元データのある管理者のパソコンで、公表(release)の前に行ってください。できたサイトは、fukusen audit で調べられます。",
		EN: "Run this test where the exports are, before a quarter is released. A built site is audited by: fukusen audit",
	})
}
