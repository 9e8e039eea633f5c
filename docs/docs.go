// Package docs holds the documents that the commands show.
package docs

import _ "embed"

// Rules explains each rule of check; see report.ParseRulebook.
//
//go:embed rules.md
var Rules string
