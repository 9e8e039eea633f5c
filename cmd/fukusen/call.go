package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"fukusen/internal/diag"
	"fukusen/internal/site"
	"fukusen/themes"
)

// A verb is one command.
type verb struct {
	args  int    // how many arguments it takes
	usage string // of the arguments
	help  diag.Text
	flags func(*pflag.FlagSet, *call)
	run   func(context.Context, *call, []string) int
}

// verbOrder is the order in which the verbs are explained.
var verbOrder = []string{"build", "check", "serve", "release", "sample", "version"}

var verbs map[string]verb

func init() {
	verbs = map[string]verb{
		"build": buildVerb, "check": checkVerb, "serve": serveVerb,
		"release": releaseVerb, "sample": sampleVerb, "version": versionVerb,
	}
}

// A call is one run of the command: its flags and where it writes.
type call struct {
	out, err io.Writer
	lang     diag.Lang
	site     string
	output   string
	strict   bool
	quiet    bool
	verbose  bool
	addr     string // serve
	rows     int    // sample
}

func newCall(out, errOut io.Writer) *call {
	return &call{out: out, err: errOut, lang: environmentLang(), site: ".", output: ""}
}

// environmentLang is Japanese unless the environment asks for English.
func environmentLang() diag.Lang {
	if strings.HasPrefix(cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_MESSAGES"), os.Getenv("LANG")), "en") {
		return diag.EN
	}
	return diag.JA
}

func (c *call) parse(name string, args []string) (rest []string, help bool, err error) {
	f := pflag.NewFlagSet(name, pflag.ContinueOnError)
	f.SetOutput(io.Discard)
	lang := f.String("lang", string(c.lang), "")
	f.StringVarP(&c.site, "site", "s", ".", "")
	f.StringVarP(&c.output, "output", "o", "", "")
	f.BoolVar(&c.strict, "strict", false, "")
	f.BoolVarP(&c.quiet, "quiet", "q", false, "")
	f.BoolVarP(&c.verbose, "verbose", "v", false, "")
	if verbs[name].flags != nil {
		verbs[name].flags(f, c)
	}
	err = f.Parse(args)
	if errors.Is(err, pflag.ErrHelp) {
		return nil, true, nil
	}
	if err == nil && *lang != "ja" && *lang != "en" {
		err = fmt.Errorf("--lang %s: ja | en", *lang)
	} else {
		c.lang = diag.Lang(*lang)
	}
	if c.output == "" {
		c.output = c.site + string(os.PathSeparator) + "public"
	}
	return f.Args(), false, err
}

// options are those of a run over the site.
func (c *call) options() site.Options {
	opt := site.Options{Dir: c.site, Output: c.output, Theme: themes.Default, Strict: c.strict}
	if !c.quiet && terminal(c.err) {
		opt.Now = c.progress
	}
	return opt
}

// terminal reports whether somebody is looking.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// say writes a line to the reader, not to the result.
func (c *call) say(t diag.Text, args ...any) {
	fmt.Fprintf(c.err, t.In(c.lang)+"\n", args...)
}

// tell writes a line of the result.
func (c *call) tell(t diag.Text, args ...any) {
	if !c.quiet {
		fmt.Fprintf(c.out, t.In(c.lang)+"\n", args...)
	}
}
