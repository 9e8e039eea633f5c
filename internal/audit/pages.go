package audit

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"fukusen/internal/diag"
)

// pages compares every number that a page gives with the open data: each
// element with data-observation, or in a drawing with data-o, must name an
// observation; with a value it must be that of a published one, with data-status
// it must have that status.
//
// What is printed or drawn beside it is checked by marks, and the tree
// around the pages by strays and manifest.
func (r *Report) pages(fsys fs.FS, d *data, systems []*system) error {
	if err := r.strays(fsys); err != nil {
		return err
	}
	r.manifest(fsys)
	if err := r.explorations(fsys, d, systems); err != nil {
		return err
	}
	err := r.files(fsys, func(path string) error {
		drawn := marked(path)
		if !drawn && !isDownload(path) {
			return nil
		}
		return r.once(fsys, path, func(fsys fs.FS) error {
			text, err := fs.ReadFile(fsys, path)
			if err != nil {
				return fmt.Errorf("auditing: %w", err)
			}
			if !drawn {
				r.download(fsys, path, text)
				return nil
			}
			r.page(path, string(text), d, systems)
			return nil
		})
	})
	r.sitemap(fsys) // looks at pages in an order of its own, and the tree may still be made
	return err
}

func (r *Report) page(path, text string, d *data, systems []*system) {
	var in drawing
	for t := range tags(text) {
		if t.name == "svg" {
			r.sketched(path, text, &in, d)
			if !in.open(t) {
				r.other = append(r.other, ruleRow.At(diag.Pos{File: path, Line: 1 + strings.Count(text[:t.start], "\n")}, "svg"))
			}
		}
		id, ok := in.observation(t)
		if t.name == "data" && ok {
			in.told = id
		}
		if !in.sketch.note(t, id) {
			r.other = append(r.other, ruleRow.At(diag.Pos{File: path, Line: 1 + strings.Count(text[:t.start], "\n")}, t.name))
		}
		if !ok {
			r.silent(path, text, t)
			continue
		}
		r.Numbers++
		if _, old := t.attribute("data-release"); old && t.name == "data" {
			r.pastNumber(path, text, t, id, d)
			continue
		}
		r.marks(path, text, t, &in, id, d, systems)
		if got, want, same := d.compare(t, id, systems); !same {
			pos := diag.Pos{File: path, Line: 1 + strings.Count(text[:t.start], "\n")}
			r.other = append(r.other, rulePage.At(pos, id, got, want))
		}
	}
	r.sketched(path, text, &in, d)
}

// sketched checks what a chart draws without naming observations, once it is
// read.
func (r *Report) sketched(path, text string, in *drawing, d *data) {
	if wrong := in.sketch.wrong(d, in.scale); wrong != nil {
		pos := diag.Pos{File: path, Line: 1 + strings.Count(text[:in.sketch.start], "\n")}
		r.other = append(r.other, rulePage.At(pos, wrong.id, wrong.drawn, wrong.want))
	}
}

// silent reports a number that names nothing it could be compared with. A goal,
// and a number from outside the site, are no observations: they name their KPI.
func (r *Report) silent(path, text string, t tag) {
	got, number := t.attribute("value")
	_, goal := t.attribute("data-target")
	if _, foreign := t.attribute("data-reference"); t.name == "data" && number && !foreign && !goal {
		r.other = append(r.other, rulePage.At(diag.Pos{File: path, Line: 1 + strings.Count(text[:t.start], "\n")}, "", got, ""))
	}
}

// compare returns what an element says of an observation and what the open
// data say, and whether that is the same.
func (d *data) compare(t tag, id string, systems []*system) (got, want string, same bool) {
	var o observation
	i, known := d.byID[id]
	if known {
		o = d.observations[i]
	}
	if status, ok := t.attribute("data-status"); ok {
		return status, o.status, known && status == o.status
	}
	got, ok := t.attribute("value")
	if !ok {
		return "", o.status, known && t.name != "data" // a mere reference
	}
	field, ok := t.attribute("data-field")
	if !ok {
		field = numberColumns[0]
	}
	if !known {
		return got, "", false
	}
	want = d.field(&o, field, systems)
	return got, want, want != "" && sameNumber(got, want)
}

// field gives a column of an observation, or of a score how many gave an
// answer, or their share, as the cells have it; "" if there is no such number.
func (d *data) field(o *observation, name string, systems []*system) string {
	if i := slices.Index(numberColumns[:], name); i >= 0 {
		return o.numbers[i]
	}
	kind, answer, _ := strings.Cut(name, ".")
	i := slices.IndexFunc(d.definitions.KPIs, func(k kpi) bool { return k.ID == o.id.KPI })
	if i < 0 || o.status != published {
		return ""
	}
	k := &d.definitions.KPIs[i]
	item := k.Population + "." + k.Item
	given, ok := d.sum(systems, o, []term{{"survey", "respondents", item + "." + answer, 1}}, 1)
	all, also := d.sum(systems, o, []term{{"survey", "respondents", item, 1}}, 1)
	switch {
	case !ok || !also || all == 0:
		return ""
	case kind == "answers":
		return strconv.FormatInt(given, 10)
	case kind == "share":
		return strconv.FormatFloat(float64(given)/float64(all), 'g', -1, 64)
	}
	return ""
}

// digits are the significant digits of the open data; a page may give more.
const digits = 9

// sameNumber reports whether two decimals are equal to the digits of the open
// data.
func sameNumber(a, b string) bool {
	if a == b {
		return true
	}
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	write := func(f float64) string { return strconv.FormatFloat(f+0, 'e', digits-1, 64) }
	return errX == nil && errY == nil && write(x) == write(y)
}
