package site_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
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

// BenchmarkLoad compares the load event of a page as it is built with that of
// the same page with four canvases of ECharts in place of its drawings. Both are
// served from here and loaded in turn, each time without a cache.
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
	for name, text := range map[string]string{"kpi/four.html": other, "four.js": four, "four.css": ".four { width: 480px; height: 380px; }", "echarts.min.js": string(full)} {
		if err := os.WriteFile(filepath.Join(out, name), []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	srv := httptest.NewServer(http.FileServer(http.Dir(out)))
	defer srv.Close()
	compare(b, chromium, srv.URL+"/kpi/a1b.html", srv.URL+"/kpi/four.html")
}

func compare(b *testing.B, chromium, built, echarts string) {
	tab := start(b, chromium)
	var times [2][]float64
	for b.Loop() {
		for i, url := range []string{built, echarts} {
			if err := chromedp.Do(tab.ctx, chromedp.Navigate("about:blank"), chromedp.Navigate(url)); err != nil {
				b.Fatal(err)
			}
			ms := eval[float64](b, tab, `new Promise(done => {
				const told = () => setTimeout(() => done(performance.getEntriesByType('navigation')[0].loadEventEnd), 0);
				document.readyState === 'complete' ? told() : addEventListener('load', told);
			})`, chromedp.EvalAwaitPromise)
			times[i] = append(times[i], ms)
		}
	}
	if drawn := eval[int](b, tab, `document.querySelectorAll('.four canvas').length`); drawn != 4 {
		b.Fatalf("%d canvases are drawn", drawn)
	}
	middle := func(all []float64) float64 { slices.Sort(all); return all[len(all)/2] }
	b.ReportMetric(middle(times[0]), "ms-built")
	b.ReportMetric(middle(times[1]), "ms-echarts")
	b.ReportMetric(middle(times[0])/middle(times[1]), "ratio")
}
