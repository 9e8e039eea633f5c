// Command fukusen turns the exports of companies, schools, municipalities and
// clubs into one joint public site.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

// garbage is how much memory may be wasted before it is collected, in percent
// of what is in use. Half of Go's own choice takes a tenth more time, and
// protects a million cells in less than 2 GB (BenchmarkPhases of protect).
const garbage = 50

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl+C ends the process as usual
	status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	if doubleClicked() {
		holdWindow(os.Stdin, os.Stdout)
	}
	os.Exit(status)
}

// The exit statuses, as the README documents them.
const (
	exitDone       = 0
	exitFindings   = 1 // in the input
	exitMisuse     = 2
	exitDisclosure = 3 // something withheld could be derived
	exitFailed     = 4 // could not read or write
)

// run returns the exit status. Options may stand before and after the verb.
func run(ctx context.Context, args []string, out, errOut io.Writer) int {
	c := newCall(out, errOut)
	args, help, err := c.parse(nil, args)
	switch {
	case err != nil:
		return c.misuse(flagTrouble(err))
	case help || len(args) == 0:
		c.explain()
		return exitDone
	case args[0] == "help":
		return run(ctx, append(args[1:], "--help"), out, errOut)
	}
	v, ok := verbs[args[0]]
	if !ok {
		return c.misuse(unknownVerb(args[0]))
	}
	return c.run(ctx, v, args[1:])
}

func (c *call) run(ctx context.Context, v *verb, args []string) int {
	args, help, err := c.parse(v, args)
	switch {
	case err != nil:
		return c.misuse(flagTrouble(err))
	case help:
		c.explainVerb(v)
		return exitDone
	case v.args >= 0 && len(args) != v.args:
		return c.misuse(wrongArguments(v))
	}
	return v.run(ctx, c, args)
}
