// Package themes holds the look of the pages: templates, one stylesheet and
// small scripts, none of which is needed to read a page.
package themes

import (
	"embed"
	"io/fs"
)

//go:embed default
var files embed.FS

// Default is the theme that sites have unless they lay files of their own over
// it: one HTML template a page, layout.html around all of them, partials.html
// for what several use, style.css, and in assets/ what is copied as it is.
var Default = sub(files, "default")

func sub(fsys fs.FS, dir string) fs.FS {
	d, err := fs.Sub(fsys, dir)
	if err != nil {
		panic("themes: " + err.Error())
	}
	return d
}
