package site_test

import (
	"encoding/xml"
	"io"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"fukusen/themes"
)

// exploring gives a browser and a small site with ECharts, or skips the test.
func exploring(t *testing.T) (b *browser, public string) {
	t.Helper()
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium here: \"make test\" installs it")
	}
	if _, err := fs.Stat(themes.Default, "assets/echarts.js"); err != nil {
		t.Skip("no bundle of ECharts here: \"make bundle\" makes it")
	}
	return start(t, chromium), "file://" + filepath.ToSlash(statesSite(t)) + "/"
}

// complained fails the test with what the browser complained of.
func (b *browser) complained(t *testing.T) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, c := range b.complaints {
		t.Error(c)
	}
	for _, u := range b.hosts {
		if !strings.HasPrefix(u, "file:") && !strings.HasPrefix(u, "data:") {
			t.Errorf("the page asks for %s", u)
		}
	}
}

// press presses the button of a word below the n-th chart, and waits until
// something that is to follow is true.
func (b *browser) press(t *testing.T, n int, word, until string) {
	t.Helper()
	ok := eval[bool](t, b, `(async () => {
		const figure = document.querySelectorAll('.chart-figure[id]')[`+string(rune('0'+n))+`];
		[...figure.querySelectorAll('.chart-tools button')].find(b => b.textContent.startsWith('`+word+`')).click();
		for (let i = 0; i < 100; i++) {
			if (`+until+`) return true;
			await new Promise(r => setTimeout(r, 50));
		}
		return false;
	})()`, chromedp.EvalAwaitPromise)
	if !ok {
		t.Fatalf("after %s of chart %d: not %s", word, n, until)
	}
}

// pointed moves the pointer across the chart that is explored and gives what the
// tooltips say.
const pointed = `(async () => {
	const svg = document.querySelector('.chart-explore svg'), at = svg.getBoundingClientRect(), said = new Set();
	for (let x = at.left + 20; x < at.right - 20; x += 12) {
		svg.parentNode.dispatchEvent(new MouseEvent('mousemove', {clientX: x, clientY: at.top + at.height * 0.4, bubbles: true}));
		await new Promise(r => setTimeout(r, 30));
		for (const t of svg.querySelectorAll('text')) said.add(t.textContent.trim());
	}
	return [...said];
})()`

// A reader who asks for it gets a chart with tooltips, which say what the table
// says, and gets back to the drawing; none of it reaches those who listen, and
// the strict policy is kept.
func TestExplore(t *testing.T) {
	t.Parallel()
	b, public := exploring(t)
	b.open(t, public+"kpi/a1b.html", 1280)
	const shown = `document.querySelector('.chart-explore svg path')`
	b.press(t, 0, "動かして見る", shown)
	said := strings.Join(eval[[]string](t, b, pointed, chromedp.EvalAwaitPromise), "\n")
	cells := eval[[]string](t, b, `[...document.querySelector('table').querySelectorAll('tbody tr > :nth-child(2)')].map(c => (c.querySelector('.spoken') || c).textContent.trim())`)
	if len(cells) < 5 {
		t.Fatalf("the table has %q", cells)
	}
	for _, c := range cells {
		if !strings.Contains(said, c) {
			t.Errorf("no tooltip says %q, as the table does: %q", c, said)
		}
	}
	if heard := strings.Join(b.heard(t)["image"], "\n"); !strings.Contains(heard, "推移") {
		t.Errorf("the drawing is not heard while ECharts is shown: %q", heard)
	}
	if hidden := eval[bool](t, b, `document.querySelector('.chart-explore').closest('[aria-hidden=true]') !== null`); !hidden {
		t.Error("the canvas of ECharts is heard")
	}
	eval[bool](t, b, `document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}))`)
	if eval[bool](t, b, `document.querySelector('.chart-explore') !== null || !document.querySelector('.chart-figure[id] > svg').checkVisibility()`) {
		t.Error("Escape does not lead back to the drawing")
	}
	b.press(t, 0, "動かして見る", shown)
	b.press(t, 0, "元の図に戻す", `!document.querySelector('.chart-explore')`)
	b.complained(t)
}

// Every chart can be explored, on a telephone and without complaint.
func TestExploreAll(t *testing.T) {
	t.Parallel()
	b, public := exploring(t)
	files, err := filepath.Glob(filepath.Join(strings.TrimPrefix(public, "file://"), "*", "*.html"))
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, p := range files {
		if folder := filepath.Base(filepath.Dir(p)); folder != "kpi" && folder != "fairness" {
			continue
		}
		b.open(t, "file://"+filepath.ToSlash(p), 390)
		n := eval[int](t, b, `document.querySelectorAll('.chart-figure[id] .chart-tools').length`)
		for i := range min(n, 9) {
			b.press(t, i, "動かして見る", `document.querySelectorAll('.chart-explore svg text').length > `+string(rune('0'+i)))
			shown++
		}
		wide := eval[[]float64](t, b, `[...document.querySelectorAll('.chart-explore')].map(e => e.querySelector('svg').getBoundingClientRect().right - e.closest('.chart-figure').getBoundingClientRect().right)`)
		if over := eval[int](t, b, `document.documentElement.scrollWidth - innerWidth`); over > 0 || len(wide) > 0 && slices.Max(wide) > 1 {
			t.Errorf("%s: the page is %d px too wide, charts %v", p, over, wide)
		}
		b.complained(t)
		if shown > 30 {
			break
		}
	}
	if shown < 10 {
		t.Errorf("only %d charts were explored", shown)
	}
}

// A saved drawing needs no stylesheet: colours and letters are written in it.
func TestSaveDrawing(t *testing.T) {
	t.Parallel()
	b, public := exploring(t)
	b.open(t, public+"kpi/a1b.html", 1280)
	eval[bool](t, b, `(URL.createObjectURL = blob => { window.saved = blob; return 'data:,'; }, HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; }, true)`)
	b.press(t, 0, "SVG", `window.saved`)
	svg := eval[string](t, b, `window.saved.text()`, chromedp.EvalAwaitPromise)
	for _, bad := range []string{"var(", "class=", "style=", "data-"} {
		if strings.Contains(svg, bad) {
			t.Errorf("the saved drawing has %s", bad)
		}
	}
	if !strings.Contains(svg, "rgb(") || !strings.Contains(svg, "font-family") || !strings.Contains(svg, "</title>") {
		t.Errorf("the saved drawing has no colours, no font or no title: %.300s", svg)
	}
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if name := eval[string](t, b, `window.savedAs`); !strings.HasSuffix(name, ".svg") || len(name) < 8 {
		t.Errorf("it is saved as %q", name)
	}
	eval[bool](t, b, `!(window.saved = null)`)
	b.press(t, 0, "PNG", `window.saved`)
	if kind := eval[string](t, b, `window.saved.type + ' ' + (window.saved.size > 5000)`); kind != "image/png true" {
		t.Errorf("saved as %s", kind)
	}
	b.complained(t)
}
