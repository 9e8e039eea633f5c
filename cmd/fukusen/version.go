package main

import (
	"context"
	"fmt"
	"runtime"

	"fukusen/internal/diag"
)

// number is set by the linker for released binaries.
var number = "development"

var versionVerb = verb{
	name: "version",
	help: diag.Text{JA: "版を表示します", EN: "print the version"},
	run: func(_ context.Context, c *call, _ []string) int {
		fmt.Fprintf(c.out, "fukusen %s %s/%s\n", number, runtime.GOOS, runtime.GOARCH)
		return exitDone
	},
}
