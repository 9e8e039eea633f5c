package page

import (
	"html/template"
	"slices"
	"strings"

	"fukusen/internal/chart"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
)

// prefectures is the country in tiles, by the codes of the prefectures: rows
// from the north, columns from the west. Neighbours stand side by side as far
// as a grid has room; the sea beside Shikoku is left open.
var prefectures = strings.Fields(`
	-- -- -- -- -- -- -- -- -- -- 01
	-- -- -- -- -- -- -- -- -- -- 02
	-- -- -- -- -- -- -- -- -- 05 03
	-- -- -- -- -- -- -- -- -- 06 04
	-- -- -- -- -- -- -- 17 16 15 07
	-- -- -- -- -- -- 18 21 20 10 09
	-- -- 32 31 28 26 25 23 19 11 08
	-- 35 34 33 27 29 24 22 14 13 12
	41 40 38 37 -- 30 -- -- -- -- --
	42 44 39 36 -- -- -- -- -- -- --
	43 45 -- -- -- -- -- -- -- -- --
	46 -- -- -- -- -- -- -- -- -- --
	47 -- -- -- -- -- -- -- -- -- --`)

const prefectureColumns = 11

// tileAt is the place of an area on a map of tiles: that of areas.csv, or of a
// prefecture its own; ok is false where it has none.
func tileAt(e dim.Entry) (row, col int, ok bool) {
	if e.Row > 0 && e.Col > 0 {
		return e.Row, e.Col, true
	}
	i := slices.Index(prefectures, e.ID)
	return i/prefectureColumns + 1, i%prefectureColumns + 1, i >= 0
}

// maps draws the areas of a breakdown as tiles, those that are parts of the same
// on a map of their own. Areas that have no place, or share one, are not drawn:
// the dots and the table have them.
func (s *sheet) maps(b breakdown) template.HTML {
	if b.axis != dim.Area {
		return ""
	}
	var out template.HTML
	for _, level := range s.siblings(b.groups) {
		if m, ok := s.tiles(b, level); ok {
			out += chartTitle(s.T("chart.map.short")) + s.draw(m)
		}
	}
	return out
}

// siblings puts together the areas that are parts of the same, in their order,
// without those that stand for what is not known.
func (s *sheet) siblings(groups []*kpi.Observation) [][]*kpi.Observation {
	var order []dim.Code
	by := map[dim.Code][]*kpi.Observation{}
	for _, o := range groups {
		c := o.Key.Codes[dim.Area]
		e := s.site.Lists.Entry(dim.Area, c)
		if e.ID == dim.Unknown || e.Level == dim.Unknown {
			continue
		}
		up := s.site.Lists.Parent(dim.Area, c)
		if by[up] == nil {
			order = append(order, up)
		}
		by[up] = append(by[up], o)
	}
	var out [][]*kpi.Observation
	for _, up := range order {
		out = append(out, by[up])
	}
	return out
}

// leastTiles is how many areas make a map worth its room.
const leastTiles = 3

func (s *sheet) tiles(b breakdown, areas []*kpi.Observation) (m chart.Tiles, ok bool) {
	m.Axis = s.axis(b.entry)
	m.Zero = true // else small differences would look like large ones
	taken := map[[2]int]bool{}
	var drawn []*kpi.Observation
	for _, o := range areas {
		e := s.site.Lists.Entry(dim.Area, o.Key.Codes[dim.Area])
		row, col, placed := tileAt(e)
		if !placed || row > 60 || col > 60 || taken[[2]int{row, col}] {
			return m, false
		}
		taken[[2]int{row, col}] = true
		m.Tiles = append(m.Tiles, chart.Tile{Row: row, Col: col, Label: s.tileName(e), Short: e.ID, Point: s.tilePoint(o)})
		drawn = append(drawn, o)
	}
	if len(drawn) < leastTiles || len(drawn) > 200 || !slices.ContainsFunc(drawn, isPublished) {
		return m, false
	}
	title := s.T("chart.map", "kpi", s.name(b.entry.Name), "group", s.group(b.codes), "quarter", s.Quarter(b.quarter, s.site.Basis))
	m.Head = s.head(title, s.Say(s.T("chart.map.desc"), s.teller().Absent(drawn)))
	return m, true
}

// tilePoint has no interval: a tile has no room for one.
func (s *sheet) tilePoint(o *kpi.Observation) chart.Point {
	if !isPublished(o) {
		return s.point(o)
	}
	return chart.Published(o.ID(), precise(o.Value), s.text(o))
}

// tileName is short: a prefecture goes without the word for one.
func (p *printer) tileName(e dim.Entry) string {
	if slices.Contains(prefectures, e.ID) && e.ID != "01" {
		for _, word := range []string{"都", "府", "県"} {
			if name, ok := strings.CutSuffix(e.JA, word); ok {
				return p.Pick(name, e.EN)
			}
		}
	}
	return p.Pick(e.JA, e.EN)
}
