package chart

// Figure gives the chart as HTML. One narrow drawing serves all widths: the
// rules of [CSS] show it larger where there is room, and set its letters smaller
// in it by as much, so that they are as large as the text of the page. Only a
// chart that would be too long or too fine so (see [pairs]) is drawn a second
// time for wide columns; the ids of its narrow one begin with the chart's id and
// -n.
//
// A [Spark] is drawn as small as it is. The id of the chart is that of the
// element around it.
func Figure(c Chart) string {
	h := c.head()
	h.inline = true
	open := `<div class="chart-figure" id="` + h.ID + `">`
	if _, small := c.(Spark); small {
		return `<div class="chart-figure">` + c.with(h).SVG() + "</div>\n"
	}
	if !pairs(c) {
		h.Width, h.stretched = Narrow, true
		return open + c.with(h).SVG() + "</div>\n"
	}
	wide := c.with(h).SVG()
	h.ID, h.Width = h.ID+"-n", Narrow
	return open + `<div class="chart-wide">` + wide + `</div><div class="chart-narrow">` + c.with(h).SVG() + "</div></div>\n"
}

// pairs reports whether a chart needs a wide drawing beside the narrow one: a
// funnel, which puts its panels side by side there, and maps and tables of many
// columns, whose texts do not fit into narrow ones.
func pairs(c Chart) bool {
	switch c := c.(type) {
	case Funnels:
		return len(c.Groups) > 1
	case Tiles:
		return c.lay().tile < leastTile
	case Heat:
		return len(c.Labels) > 20
	}
	return false
}

const leastTile = 90.0 // width, of a wide map, that is still one of names when it is narrow
