package audit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"fukusen/internal/diag"
)

// The files of the charts of a page: one assignment, of an object by the ids of
// the charts, and nothing that is not named here.
const (
	chartsDir    = "assets/charts"
	chartsBefore = "fukusenCharts="
)

// An exploration is what a script gets of a chart: an option of ECharts with the
// points, and beside it of each point the text and the interval.
type (
	exploration struct {
		Kind   string         `json:"kind"`
		Title  string         `json:"title"`
		Option option         `json:"option"`
		Texts  [][]string     `json:"texts"`
		Limits [][]*[]float64 `json:"limits"`
		Ticks  []struct {
			Value float64 `json:"value"`
			Text  string  `json:"text"`
		} `json:"ticks"`
	}
	option struct {
		Legend struct {
			Type     string          `json:"type"`
			Show     bool            `json:"show"`
			Selected map[string]bool `json:"selected"`
		} `json:"legend"`
		Tooltip struct {
			Show    bool   `json:"show"`
			Trigger string `json:"trigger"`
		} `json:"tooltip"`
		DataZoom []struct {
			Type   string `json:"type"`
			Orient string `json:"orient"`
			End    int    `json:"end"`
			X      *int   `json:"xAxisIndex"`
			Y      *int   `json:"yAxisIndex"`
		} `json:"dataZoom"`
		X      []axis   `json:"xAxis"`
		Y      []axis   `json:"yAxis"`
		Series []series `json:"series"`
	}
	axis struct {
		Type    string   `json:"type"`
		Data    []string `json:"data"`
		Inverse bool     `json:"inverse"`
		Min     *float64 `json:"min"`
		Max     *float64 `json:"max"`
	}
	series struct {
		Name  string `json:"name"`
		Type  string `json:"type"`
		Stack string `json:"stack"`
		Data  []struct {
			Name   string   `json:"name"`
			Value  *float64 `json:"value"`
			Symbol string   `json:"symbol"`
		} `json:"data"`
		MarkLine struct {
			Data []struct {
				Name string   `json:"name"`
				X    *float64 `json:"xAxis"`
				Y    *float64 `json:"yAxis"`
			} `json:"data"`
		} `json:"markLine"`
	}
)

// explorations compares all that the files of charts hold with the open data.
func (r *Report) explorations(fsys fs.FS, d *data, systems []*system) error {
	return fs.WalkDir(fsys, chartsDir, func(name string, e fs.DirEntry, err error) error {
		if name == chartsDir && err != nil {
			return nil // a site without
		}
		if err != nil || e.IsDir() {
			return err
		}
		return r.once(fsys, name, func(fsys fs.FS) error { return r.explored(fsys, name, d, systems) })
	})
}

func (r *Report) explored(fsys fs.FS, name string, d *data, systems []*system) error {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fmt.Errorf("auditing: %w", err)
	}
	charts, err := readExplorations(text)
	if err != nil {
		r.other = append(r.other, ruleRow.At(diag.Pos{File: name}, err.Error()))
	}
	page, err := fs.ReadFile(fsys, pageOf(name))
	if err != nil {
		return fmt.Errorf("auditing: %w", err)
	}
	said := headings(string(page))
	for _, id := range sorted(charts) {
		charts[id].check(r, name, d, systems)
		charts[id].checkWords(r, name, id, said)
	}
	return nil
}

// pageOf is the page whose charts a file has.
func pageOf(name string) string {
	return strings.TrimSuffix(strings.TrimPrefix(name, chartsDir+"/"), ".js") + ".html"
}

// checkWords checks what no observation stands beside: the words of a chart, and
// the ends and steps of its axes.
func (e *exploration) checkWords(r *Report, file, id string, said heading) {
	if e == nil || !e.whole() {
		return // told by check
	}
	got := e.unsaid(id, said)
	if v, ok := e.scales(); !ok && got == "" {
		got = strconv.FormatFloat(v, 'g', -1, 64)
	}
	if got != "" {
		r.other = append(r.other, rulePage.At(diag.Pos{File: file}, id, got, ""))
	}
}

// readExplorations is strict: an unknown key could hold a number.
func readExplorations(text []byte) (charts map[string]*exploration, err error) {
	body, ok := bytes.CutPrefix(text, []byte(chartsBefore))
	if !ok {
		return nil, fmt.Errorf("does not begin with %s", chartsBefore)
	}
	strict := json.NewDecoder(bytes.NewReader(body))
	strict.DisallowUnknownFields()
	if err := strict.Decode(&charts); err != nil {
		return nil, err
	}
	if rest := bytes.TrimSpace(body[strict.InputOffset():]); len(rest) > 0 {
		return nil, fmt.Errorf("something stands after the charts")
	}
	return charts, nil
}

func (e *exploration) check(r *Report, file string, d *data, systems []*system) {
	complain := func(id, got, want string) {
		r.other = append(r.other, rulePage.At(diag.Pos{File: file}, id, got, want))
	}
	if e == nil || !e.whole() {
		r.other = append(r.other, ruleRow.At(diag.Pos{File: file}, "texts"))
		return
	}
	for _, t := range e.Ticks {
		if !says(t.Text, t.Value) {
			complain(t.Text, strconv.FormatFloat(t.Value, 'g', -1, 64), "")
		}
	}
	for k, s := range e.Option.Series {
		for i, item := range s.Data {
			r.Numbers++
			p := point{ID: item.Name, Text: e.Texts[k][i], Value: item.Value}
			if e.Limits != nil && e.Limits[k][i] != nil {
				p.Lower, p.Upper = &(*e.Limits[k][i])[0], &(*e.Limits[k][i])[1]
			}
			if got, want, same := d.plots(p, systems); !same {
				complain(p.ID, got, want)
			}
		}
		for _, m := range s.MarkLine.Data {
			for _, v := range []*float64{m.X, m.Y} {
				if v != nil && !says(m.Name, *v) {
					complain(m.Name, strconv.FormatFloat(*v, 'g', -1, 64), "")
				}
			}
		}
	}
}

// whole reports whether every point has a text, and an interval two ends.
func (e *exploration) whole() bool {
	if len(e.Texts) != len(e.Option.Series) || e.Limits != nil && len(e.Limits) != len(e.Option.Series) {
		return false
	}
	for k, s := range e.Option.Series {
		if len(e.Texts[k]) != len(s.Data) || e.Limits != nil && len(e.Limits[k]) != len(s.Data) {
			return false
		}
		for i := 0; e.Limits != nil && i < len(s.Data); i++ {
			if l := e.Limits[k][i]; l != nil && len(*l) != 2 {
				return false
			}
		}
	}
	return true
}

// says reports whether a name holds a value, so that whoever sees the line reads
// where it stands.
func says(name string, v float64) bool {
	return strings.ContainsAny(name, "0123456789") && rounds(name, strconv.FormatFloat(v, 'g', -1, 64))
}

// A point is what the data of a chart say of an observation.
type point struct {
	ID, Text            string
	Value, Lower, Upper *float64
}

// plots compares a point of a chart with its observation: a published one has
// its numbers, another none, neither as a number nor in its text.
func (d *data) plots(p point, systems []*system) (got, want string, same bool) {
	i, known := d.byID[p.ID]
	if !known { // a quarter of which there is no observation has no id
		return p.Text, "", p.ID == "" && p.Value == nil && p.Lower == nil && !strings.ContainsAny(p.Text, "0123456789")
	}
	o := &d.observations[i]
	if (p.Value != nil) != (o.status == published) {
		return p.Text, o.status, false
	}
	if o.status != published {
		return p.Text, o.status, p.Lower == nil && !strings.ContainsAny(p.Text, "0123456789")
	}
	if got, want, same := d.numbersOf(p, o, systems); !same {
		return got, want, false
	}
	for _, exact := range d.drawn(o, systems) {
		if rounds(p.Text, exact) {
			return "", "", true
		}
	}
	return p.Text, o.numbers[0], false
}

// numbersOf compares value and interval.
func (d *data) numbersOf(p point, o *observation, systems []*system) (got, want string, same bool) {
	for k, n := range []*float64{p.Value, p.Lower, p.Upper} {
		if n == nil {
			continue
		}
		from := o.numbers[k : k+1]
		if k == 0 {
			from = d.drawn(o, systems)
		}
		got, same = strconv.FormatFloat(*n, 'g', -1, 64), false
		for _, exact := range from {
			same = same || scaled(got, exact)
		}
		if !same {
			return got, o.numbers[k], false
		}
	}
	return "", "", true
}
