// Package themes holds the look of the pages: templates, one stylesheet and
// small scripts, none of which is needed to read a page.
package themes

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
)

//go:embed default
var files embed.FS

// Default is the theme that sites have unless they lay files of their own over
// it: one HTML template a page, layout.html around all of them, partials.html
// for what several use, style.css, and in assets/ what is copied as it is. It has
// ECharts if "make bundle" was run before the program was built.
var Default = sub(files, "default")

// Plain is Default without ECharts in any case.
var Plain fs.FS = plain{sub(files, "default")}

type plain struct{ fs.FS }

func (p plain) ReadDir(name string) ([]fs.DirEntry, error) {
	all, err := fs.ReadDir(p.FS, name)
	return slices.DeleteFunc(all, func(e fs.DirEntry) bool { return name == "assets" && strings.HasPrefix(e.Name(), "echarts.") }), err
}

func sub(fsys fs.FS, dir string) fs.FS {
	d, err := fs.Sub(fsys, dir)
	if err != nil {
		panic("themes: " + err.Error())
	}
	return d
}
