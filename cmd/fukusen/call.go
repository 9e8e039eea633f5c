package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"fukusen/internal/diag"
	"fukusen/internal/site"
	"fukusen/themes"
)

// A verb is one command.
type verb struct {
	name    string
	args    int       // how many arguments it takes; -1 for any number
	usage   diag.Text // of the arguments
	help    diag.Text
	options diag.Text // of its own flags, in lines
	flags   func(*pflag.FlagSet, *call)
	run     func(context.Context, *call, []string) int
}

// verbOrder is the order in which the verbs are explained.
var verbOrder []*verb

var verbs = map[string]*verb{}

func init() {
	verbOrder = []*verb{&sampleVerb, &templateVerb, &mapVerb, &checkVerb, &statusVerb, &buildVerb, &serveVerb, &explainVerb, &planVerb, &auditVerb, &releaseVerb, &highlightsVerb, &versionVerb}
	for _, v := range verbOrder {
		verbs[v.name] = v
	}
}

// A call is one run of the command: its flags and where it writes.
type call struct {
	out, err io.Writer
	lang     diag.Lang
	site     string
	output   string // "" means public in the site
	strict   bool
	quiet    bool
	verbose  bool
	addr     string // serve
	rows     int    // sample
}

func newCall(out, errOut io.Writer) *call {
	return &call{out: out, err: errOut, lang: environmentLang(), site: "."}
}

// environmentLang is Japanese unless the environment asks for English.
func environmentLang() diag.Lang {
	if strings.HasPrefix(cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_MESSAGES"), os.Getenv("LANG")), "en") {
		return diag.EN
	}
	return diag.JA
}

// parse reads the flags of a verb or, without one, those before it. What was
// read before stays, unless it is given again.
func (c *call) parse(v *verb, args []string) (rest []string, help bool, err error) {
	f := pflag.NewFlagSet("fukusen", pflag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.SetInterspersed(v != nil)
	f.Func("lang", "", c.setLang)
	f.StringVarP(&c.site, "site", "s", c.site, "")
	f.StringVarP(&c.output, "output", "o", c.output, "")
	f.BoolVar(&c.strict, "strict", c.strict, "")
	f.BoolVarP(&c.quiet, "quiet", "q", c.quiet, "")
	f.BoolVarP(&c.verbose, "verbose", "v", c.verbose, "")
	f.BoolVarP(&help, "help", "h", false, "") // ours, so that a language given after it counts
	if v != nil && v.flags != nil {
		v.flags(f, c)
	}
	err = f.Parse(args)
	return f.Args(), help && err == nil, err
}

func (c *call) setLang(s string) error {
	if s != string(diag.JA) && s != string(diag.EN) {
		return errors.New("want ja or en")
	}
	c.lang = diag.Lang(s)
	return nil
}

// folder is where the public site is written.
func (c *call) folder() string {
	return cmp.Or(c.output, filepath.Join(c.site, "public"))
}

// options are those of a run over the site.
func (c *call) options() site.Options {
	opt := site.Options{Dir: c.site, Output: c.folder(), Theme: themes.Default, Strict: c.strict, Today: today()}
	if !c.quiet && terminal(c.err) {
		opt.Now = c.progress
	}
	return opt
}

// today is the day of the run in Japan: a report about a later quarter is a
// slip of the pen. SOURCE_DATE_EPOCH sets it, for runs that can be repeated.
func today() time.Time {
	now := time.Now()
	if n, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		now = time.Unix(n, 0)
	}
	return now.In(time.FixedZone("JST", 9*60*60))
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
