package site_test

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"fukusen/internal/site"
	"fukusen/themes"
)

// four draws the first four charts of the page when it is loaded, as pages do
// that are made with ECharts alone.
const four = `Object.values(fukusenCharts).slice(0, 4).forEach((c, i) => {
	const chart = echarts.init(document.querySelectorAll('.four')[i]);
	chart.setOption(c.option);
});`

// drawings are what the other page has ECharts for.
var drawings = regexp.MustCompile(`(?s)<svg.*?</svg>`)

// ownScript is the script around the drawings, which that page has no use for.
var ownScript = regexp.MustCompile(` \S*assets/chart\.js`)

// empty is what any page costs: a process, a navigation, a document.
const empty = `<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>-</title></head><body></body></html>`

// BenchmarkLoad compares the load event of a page as it is built with that of
// the same page with four canvases of ECharts in place of its drawings, and with
// that of an empty page, which is the floor of both. They are served from here
// and loaded in turn.
func BenchmarkLoad(b *testing.B) {
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		b.Skip("no chromium here: \"make test\" installs it")
	}
	full, err := os.ReadFile(filepath.Join(root, "node_modules/echarts/dist/echarts.min.js"))
	if err != nil {
		b.Skip("no echarts here: \"make bundle\" installs it")
	}
	out := filepath.Join(b.TempDir(), "public")
	r, err := site.Build(b.Context(), site.Options{Dir: root, Output: out, Theme: themes.Default})
	if err != nil || !r.OK(false) {
		b.Fatal(err, r.Findings, r.Disclosure)
	}
	page, err := os.ReadFile(filepath.Join(out, "kpi/a1b.html"))
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	other := drawings.ReplaceAllStringFunc(string(page), func(string) string {
		if n++; n > 4 {
			return ""
		}
		return `<div class="four"></div>`
	})
	other = strings.Replace(other, "</body>", `<script src="../echarts.min.js"></script><script src="../assets/charts/kpi/a1b.js"></script><script src="../four.js"></script></body>`, 1)
	other = strings.Replace(other, "</head>", `<link rel="stylesheet" href="../four.css"></head>`, 1)
	other = ownScript.ReplaceAllString(other, "")
	for name, text := range map[string]string{
		"kpi/four.html": other, "kpi/empty.html": empty,
		"four.js": four, "four.css": ".four { width: 480px; height: 380px; }", "echarts.min.js": string(full),
	} {
		if err := os.WriteFile(filepath.Join(out, name), []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	srv := httptest.NewServer(http.FileServer(http.Dir(out)))
	defer srv.Close()
	debug.FreeOSMemory() // what the build has left is not collected while pages are loaded
	compare(b, chromium, srv.URL+"/kpi/a1b.html", srv.URL+"/kpi/four.html", srv.URL+"/kpi/empty.html")
}

// compare loads the pages in turn, once before anything is measured: each first as
// somebody does who never was here, in a browser context of its own, and then
// again with all that the first visit left in the browser's memory and cache.
func compare(b *testing.B, chromium string, pages ...string) {
	tab := start(b, chromium)
	var first, again [3][]float64
	once := func() {
		for i, url := range pages {
			ctx, leave := chromedp.NewContext(tab.ctx, chromedp.WithNewBrowserContext())
			visitor := &browser{ctx: ctx}
			first[i] = append(first[i], visitor.load(b, url, 4*(i%2)))
			again[i] = append(again[i], visitor.load(b, url, 4*(i%2)))
			leave()
		}
	}
	once()
	clear(first[:])
	clear(again[:])
	for b.Loop() {
		once()
	}
	middle := func(all []float64) float64 { slices.Sort(all); return all[len(all)/2] }
	for i, name := range []string{"built", "echarts", "empty"} {
		b.ReportMetric(middle(first[i]), "ms-"+name)
		b.ReportMetric(middle(again[i]), "ms-"+name+"-again")
	}
	b.ReportMetric(middle(first[0])/middle(first[1]), "ratio")
	b.ReportMetric(middle(again[0])/middle(again[1]), "ratio-again")
}

// load opens the page, which has so many canvases of ECharts, and gives the milliseconds until its load event was over.
func (b *browser) load(t testing.TB, url string, canvases int) float64 {
	t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(url)); err != nil {
		t.Fatal(err)
	}
	ms := eval[float64](t, b, `new Promise(done => {
		const told = () => setTimeout(() => done(performance.getEntriesByType('navigation')[0].loadEventEnd), 0);
		document.readyState === 'complete' ? told() : addEventListener('load', told);
	})`, chromedp.EvalAwaitPromise)
	if drawn := eval[int](t, b, `document.querySelectorAll('.four canvas').length`); drawn != canvases {
		t.Fatalf("%d canvases are drawn on %s, want %d", drawn, url, canvases)
	}
	return ms
}

var (
	tables      = regexp.MustCompile(`(?s)<table.*?</table>`)
	stylesheets = regexp.MustCompile(`<link rel="stylesheet" href="([^"]+)"`)
)

// TestExampleWeight weighs every page of a KPI in the example, in both languages:
// its HTML beyond the data tables and the stylesheets that it links.
func TestExampleWeight(t *testing.T) {
	t.Parallel()
	public := example(t)
	seen := 0
	for _, pattern := range []string{"kpi/*.html", "kpi/*/*.html", "en/kpi/*.html", "en/kpi/*/*.html"} {
		pages, err := filepath.Glob(filepath.Join(public, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, page := range pages {
			text, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			n := len(tables.ReplaceAll(text, nil))
			for _, link := range stylesheets.FindAllSubmatch(text, -1) {
				style, err := os.ReadFile(filepath.Join(filepath.Dir(page), string(link[1])))
				if err != nil {
					t.Fatal(err)
				}
				n += len(style)
			}
			if seen++; n >= 60_000 {
				t.Errorf("%s: %d bytes", page, n)
			}
		}
	}
	if seen < 200 {
		t.Errorf("%d pages", seen)
	}
}

// TestExampleDrawings weighs every drawing of the example as it stands in a page.
func TestExampleDrawings(t *testing.T) {
	t.Parallel()
	seen := 0
	err := filepath.WalkDir(example(t), func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".html" {
			return err
		}
		text, err := os.ReadFile(path)
		for _, drawing := range drawings.FindAll(text, -1) {
			if seen++; len(drawing) >= 8000 {
				t.Errorf("%s: %d bytes", path, len(drawing))
			}
		}
		return err
	})
	if err != nil || seen < 5000 {
		t.Errorf("%d drawings, %v", seen, err)
	}
}

// TestFarFigures shows that what is laid out only near the screen while a page is
// loaded is there for everybody afterwards, and at once where nothing tells that
// it has been loaded, or who follows a link would be led astray.
func TestFarFigures(t *testing.T) {
	t.Parallel()
	b, url, _ := looking(t)
	const (
		later = `[...document.querySelectorAll('section.figure')].filter(e => getComputedStyle(e).contentVisibility === 'auto').length`
		top   = `document.getElementById('kind-company-organisation').getBoundingClientRect().top`
	)
	b.open(t, url+"kpi/w1.html", 1280)
	if n := eval[int](t, b, later); n > 0 {
		t.Errorf("%d figures are not laid out when the page is loaded", n)
	}
	if n := eval[int](t, b, `document.documentElement.className = '', `+later); n < 3 {
		t.Errorf("%d figures can wait until it is", n)
	}
	b.open(t, "about:blank", 1280)
	b.open(t, url+"kpi/w1.html#kind-company-organisation", 1280)
	if n := eval[int](t, b, `document.documentElement.className = '', `+later); n > 0 {
		t.Errorf("%d figures wait although a link leads among them", n)
	}
	if at := eval[float64](t, b, top); at < -1 || at > 20 {
		t.Errorf("the link leads to %v pixels below the top", at)
	}
	b.scripts(t, false)
	b.open(t, url+"kpi/w1.html", 1280)
	if n := eval[int](t, b, later); n > 0 {
		t.Errorf("without scripts %d figures are not laid out", n)
	}
}
