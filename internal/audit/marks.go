package audit

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// number finds decimals as pages print them, with commas between thousands.
var number = regexp.MustCompile(`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`)

// scales are what a number of the open data is multiplied by where a page prints
// it: as it is, in percent and per mille, in thousands, 万, millions and 億.
var scales = [...]float64{1, 100, 1000, 1e-3, 1e-4, 1e-6, 1e-8}

// rounds reports whether a text prints a number, rounded to however many places
// it gives. A text without digits prints none.
func rounds(text, exact string) bool {
	printed := number.FindAllString(text, -1)
	x, err := strconv.ParseFloat(exact, 64)
	if len(printed) == 0 || err != nil {
		return len(printed) == 0
	}
	return slices.ContainsFunc(printed, func(p string) bool { return roundsTo(p, math.Abs(x)) })
}

func roundsTo(printed string, x float64) bool {
	_, places, _ := strings.Cut(printed, ".")
	p, err := strconv.ParseFloat(strings.ReplaceAll(printed, ",", ""), 64)
	half := math.Pow(10, -float64(len(places))) / 2
	return err == nil && slices.ContainsFunc(scales[:], func(s float64) bool { return math.Abs(p-x*s) <= half*(1+1e-6) })
}

// textAfter gives the text that follows an opening tag up to the next tag, or
// what is in the title that follows at once.
func textAfter(text string, t tag) string {
	_, end, _ := parseTag(text, t.start)
	if rest := text[end:]; strings.HasPrefix(rest, "<title>") {
		end += len("<title>")
	}
	return text[end:until(text, end, "<")]
}

// marks checks what a page prints or draws for an observation, beside the exact
// number: the printed one must be that number, rounded; and of what is not
// published there may be a word, but neither a digit nor a shape.
func (r *Report) marks(path, text string, t tag, in *drawing, id string, d *data, systems []*system) {
	i, known := d.byID[id]
	if !known {
		return // told by page
	}
	o := &d.observations[i]
	printed := textAfter(text, t)
	fits := func(exact string) bool { return rounds(printed, exact) }
	complain := func(want string) {
		pos := diag.Pos{File: path, Line: 1 + strings.Count(text[:t.start], "\n")}
		r.other = append(r.other, rulePage.At(pos, id, printed, want))
	}
	if exact, ok := t.attribute("value"); ok {
		if !fits(exact) && !slices.ContainsFunc(d.people(o), fits) {
			complain(exact)
		}
		return
	}
	switch _, state := t.attribute("data-status"); {
	case o.status == published:
		if all := d.drawn(o, systems); shape(t) && (!slices.ContainsFunc(all, fits) || in.misplaced(t, all)) {
			complain(o.numbers[0])
		}
	case shape(t) && t.name != "text", (state || t.name == "text") && strings.ContainsAny(printed, "0123456789"):
		complain(o.status)
	}
}

// shape reports whether an element is part of a drawing.
func shape(t tag) bool {
	return slices.Contains([]string{"circle", "rect", "path", "line", "g", "text"}, t.name)
}

// scaled reports whether a number is another one in one of the scales.
func scaled(got, exact string) bool {
	x, err := strconv.ParseFloat(exact, 64)
	return err == nil && slices.ContainsFunc(scales[:], func(s float64) bool { return sameNumber(got, strconv.FormatFloat(x*s, 'g', 15, 64)) })
}

// answers are those that a score is made of.
var answers = []string{"promoters", "passives", "detractors"}

// drawn lists what a chart may draw of an observation: its value, how many it is
// out of, and of a score how many gave which answer, and their share.
func (d *data) drawn(o *observation, systems []*system) []string {
	all := []string{o.numbers[0], o.numbers[columnDenominator], o.numbers[columnRespondents]}
	for _, a := range answers {
		all = append(all, d.field(o, "answers."+a, systems), d.field(o, "share."+a, systems))
	}
	return slices.DeleteFunc(all, func(n string) bool { return n == "" })
}

// people gives an index as a number of persons: the share of those counted, or
// of all, who would have to change places.
func (d *data) people(o *observation) (all []string) {
	of := o.id
	of.Statistic, of.Reference = dim.Value, ""
	i, ok := d.byID[of.String()]
	x, err := strconv.ParseFloat(o.numbers[0], 64)
	if o.id.Statistic != "index" || !ok || err != nil {
		return nil
	}
	for _, column := range []int{columnNumerator, columnDenominator} {
		if n, err := strconv.ParseFloat(d.observations[i].numbers[column], 64); err == nil {
			all = append(all, strconv.FormatFloat(x*n, 'g', -1, 64))
		}
	}
	return all
}
