package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"fukusen/docs"
	"fukusen/internal/diag"
	"fukusen/internal/report"
	"fukusen/internal/site"
)

// view is how the findings of a run over the site are shown.
func (c *call) view(r *site.Result, l diag.List) report.View {
	return report.View{Lang: c.lang, Submitter: r.Submitter, Excerpt: r.Excerpts(l), Alone: r.Alone}
}

// findings prints each finding with its line and remedy. Warnings that fail
// nothing are left out of a quiet run.
func (c *call) findings(l diag.List, v report.View) {
	if c.quiet && !c.strict {
		l = slices.DeleteFunc(slices.Clone(l), diag.Finding.Warn)
	}
	report.Text(c.err, l, report.TextOptions{View: v, Color: colourful(c.err), All: c.all()})
}

// all is the command that shows what a terminal has no room for.
func (c *call) all() string {
	command := "fukusen check"
	if c.site != "." {
		command += " -s " + c.site
	}
	return command + " --report " + diag.Text{JA: "報告.html", EN: "report.html"}.In(c.lang)
}

// colourful reports whether colours help: on a terminal that can show them,
// unless the reader has none of it (https://no-color.org).
func colourful(w any) bool {
	f, ok := w.(*os.File)
	return ok && terminal(f) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// verdict is the exit status of a run.
func (c *call) verdict(r *site.Result) int {
	switch {
	case r.Disclosure.Errors() > 0:
		return exitDisclosure
	case !r.OK(c.strict):
		return exitFindings
	}
	return exitDone
}

// saveReport writes the printable report of a run.
func (c *call) saveReport(name string, r *site.Result) error {
	l := slices.Concat(r.Findings, r.Disclosure)
	var b bytes.Buffer
	book, err := report.ParseRulebook(docs.Rules)
	if err != nil {
		return err
	}
	opt := report.HTMLOptions{View: c.view(r, r.Findings), Title: r.Title.In(string(c.lang)), Date: dated(c.lang), Rules: book}
	if err := report.HTML(&b, l, opt); err != nil {
		return err
	}
	return report.Save(name, c.folder(), b.Bytes())
}

func dated(lang diag.Lang) string {
	return today().Format(diag.Text{JA: "2006年1月2日", EN: "2 January 2006"}.In(lang))
}

// reportFailed tells why the report could not be written.
func (c *call) reportFailed(name string, err error) int {
	c.wipe()
	switch {
	case errors.Is(err, report.ErrPublic):
		c.say(diag.Text{
			JA: "報告 %s は、公開サイトのフォルダの中には書けません。公表前の値を含むので、別の場所を指定してください。",
			EN: "the report %s cannot be written into the public site, as it holds values that are not public; name another place.",
		}, name)
	case errors.Is(err, report.ErrNotReport):
		c.say(diag.Text{
			JA: "%s は fukusen の報告ではないので、上書きしません。まだない名前を指定してください。",
			EN: "%s is no report of fukusen and was left alone; name a file that is not there yet.",
		}, name)
	default:
		return c.failed(err)
	}
	return exitFailed
}

// The forms in which check tells its findings.
const (
	formText   = "text"
	formJSON   = "json"
	formGitHub = "github"
)

// machine writes the findings for a machine, as the result.
func (c *call) machine(form string, r *site.Result, values bool) error {
	l := slices.Concat(r.Findings, r.Disclosure)
	opt := report.MachineOptions{View: report.View{Lang: c.lang, Submitter: r.Submitter, Alone: r.Alone}, Values: values, Folder: c.siteHere()}
	if form == formGitHub {
		return report.GitHub(c.out, l, opt)
	}
	return report.JSON(c.out, l, opt)
}

// siteHere is the folder of the site as seen from here, with slashes.
func (c *call) siteHere() string {
	here, err := os.Getwd()
	if err != nil || !filepath.IsAbs(c.site) {
		return filepath.ToSlash(c.site)
	}
	if rel, err := filepath.Rel(here, c.site); err == nil {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(c.site)
}

func unknownForm(form string) diag.Text {
	return diag.Text{
		JA: fmt.Sprintf("--format に %q とは書けません。使えるのは: %s %s %s", form, formText, formJSON, formGitHub),
		EN: fmt.Sprintf("--format cannot be %q; there are: %s %s %s", form, formText, formJSON, formGitHub),
	}
}
