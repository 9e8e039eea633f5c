package page

import (
	"bytes"
	"html/template"
	"path"
	"strconv"
	"strings"
	"sync"

	"fukusen/internal/chart"
	"fukusen/internal/output"
)

// Where the theme holds the bundle of ECharts, which is made apart since it needs
// npm, each page with charts has a file beside it with what they show. A script
// of the theme reads both when a reader asks for it. Without the bundle nothing
// of this is written.
const (
	bundleFile = "assets/echarts.js"
	chartsDir  = "assets/charts"
)

// made is a page with the file of its charts.
type made struct{ page, charts []byte }

// add puts a page and the file of its charts into the tree.
func (p *printer) add(tree *output.Tree, pg planned) {
	make := sync.OnceValues(func() (made, error) { return p.make(pg) })
	of := ""
	if pg.shows != nil {
		of = pg.shows.Sum()
	}
	tree.AddFunc(pg.path, of, func() ([]byte, error) {
		m, err := make()
		return m.page, err
	})
	if p.explores(pg.template) {
		tree.AddFunc(chartsPath(pg.path), of, func() ([]byte, error) {
			m, err := make()
			return m.charts, err
		})
	}
}

// explores reports whether pages of a template have charts and the site has
// ECharts to show them.
func (p *printer) explores(template string) bool {
	switch template {
	case "kpi.html", "kind.html", "area-pillar.html", "content.html":
		return p.interactive()
	}
	return false
}

// interactive reports whether charts can be shown by ECharts: not those of the
// pages that stay of a release, of which there are many.
func (p *printer) interactive() bool {
	return p.theme.assets[bundleFile] != nil && p.site.frozen == ""
}

func chartsPath(page string) string {
	return path.Join(chartsDir, strings.TrimSuffix(page, ".html")+".js")
}

// draw gives a chart as HTML, and remembers it for a script.
func (s *sheet) draw(c chart.Chart) template.HTML {
	if _, small := c.(chart.Spark); !small {
		s.figures = true
		if s.interactive() {
			s.drawn = append(s.drawn, c)
		}
	}
	return template.HTML(chart.Figure(c))
}

// chartsFile is the way to the file of the charts of the page, empty where there
// are none.
func (s *sheet) chartsFile() string {
	if len(s.drawn) == 0 {
		return ""
	}
	return s.root() + chartsPath(s.path)
}

// explored is a script without a function: it puts what the charts of the page
// show, by their ids, where the script of the theme looks for it. A chart that
// was drawn and did not get into the page is left out.
func (s *sheet) explored(page []byte) []byte {
	var b bytes.Buffer
	b.WriteString("fukusenCharts={")
	shown := figuresIn(page)
	n := 0
	for _, c := range s.drawn {
		if !shown[chart.ID(c)] {
			continue
		}
		if n++; n > 1 {
			b.WriteString(",")
		}
		b.WriteString(strconv.Quote(chart.ID(c)) + ":") // a-z, 0-9, _ and - only
		b.Write(chart.Options(c))
	}
	b.WriteString("}\n")
	return b.Bytes()
}

// figuresIn lists the ids of the charts that got into a page.
func figuresIn(page []byte) map[string]bool {
	const begins = `class="chart-figure" id="`
	ids := map[string]bool{}
	for {
		_, rest, found := bytes.Cut(page, []byte(begins))
		if !found {
			return ids
		}
		id, _, _ := bytes.Cut(rest, []byte(`"`))
		ids[string(id)] = true
		page = rest
	}
}
