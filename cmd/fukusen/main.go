// Command fukusen turns the exports of companies, schools, municipalities and
// clubs into one joint public site.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// The exit statuses, as the README documents them.
const (
	exitDone       = 0
	exitFindings   = 1 // in the input
	exitMisuse     = 2
	exitDisclosure = 3 // something withheld could be derived
	exitFailed     = 4 // could not read or write
)

// run returns the exit status.
func run(ctx context.Context, args []string, out, errOut io.Writer) int {
	c := newCall(out, errOut)
	if len(args) == 0 {
		c.explain()
		return exitDone
	}
	v, ok := verbs[args[0]]
	if !ok {
		return c.misuse(unknownVerb(args[0]))
	}
	rest, help, err := c.parse(args[0], args[1:])
	switch {
	case help:
		c.helpVerb(args[0], v)
		return exitDone
	case err != nil:
		return c.misuse(flagTrouble(err))
	case len(rest) != v.args:
		return c.misuse(wrongArguments(args[0], v))
	}
	return v.run(ctx, c, rest)
}
