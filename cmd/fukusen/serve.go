package main

import (
	"context"
	"strings"

	"github.com/spf13/pflag"

	"fukusen/internal/diag"
	"fukusen/internal/serve"
	"fukusen/internal/site"
)

var serveVerb = verb{
	name: "serve",
	help: diag.Text{JA: "サイトを作り、このパソコンの中だけで表示し、変更のたびに作り直します", EN: "build, show the site on this machine alone, and rebuild on every change"},
	options: diag.Text{
		JA: "      --addr アドレス     表示する場所(標準は 127.0.0.1:8080。このパソコンの中だけ)\n",
		EN: "      --addr HOST:PORT    where to show it (default: 127.0.0.1:8080; this machine alone)\n",
	},
	flags: func(f *pflag.FlagSet, c *call) {
		f.StringVar(&c.addr, "addr", "", "")
	},
	run: func(ctx context.Context, c *call, _ []string) int {
		err := serve.Run(ctx, serve.Options{
			Addr: c.addr, Dir: c.folder(), Build: c.builder(), Lang: c.lang, Log: c.err,
		})
		if err != nil {
			return c.failed(err)
		}
		return exitDone
	},
}

// builder makes the site once more and tells the browser what is wrong.
func (c *call) builder() serve.Builder {
	opt := c.options()
	opt.Kept = &site.Kept{}
	return func(ctx context.Context) (serve.Result, error) {
		r, err := site.Build(ctx, opt)
		if err != nil {
			return serve.Result{}, err
		}
		if c.report(r, oldSite) == exitDone {
			c.summary(r)
			return serve.Result{OK: true, Inputs: r.Inputs}, nil
		}
		var lines []string
		for _, f := range append(r.Findings, r.Disclosure...) {
			lines = append(lines, f.Line(c.lang))
			if hint := f.Hint(c.lang); hint != "" {
				lines = append(lines, "    → "+hint)
			}
		}
		return serve.Result{Inputs: r.Inputs, Findings: strings.Join(lines, "\n")}, nil
	}
}
