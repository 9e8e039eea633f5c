package site_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// looking gives a browser, the example as a server has it under a sub-path, and
// its page types; or skips the test.
func looking(t *testing.T) (b *browser, url string, types []pageType) {
	t.Helper()
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium here: \"make test\" installs it")
	}
	public := example(t)
	srv := httptest.NewServer(serving(public, "/sub/path"))
	t.Cleanup(srv.Close)
	return start(t, chromium), srv.URL + "/sub/path/", pageTypes(t, public)
}

// serving is a site at the address that its settings name: 404.html, which a
// server shows for any missing address, has absolute links.
func serving(public, at string) http.Handler {
	files := http.StripPrefix(at, http.FileServer(http.Dir(public)))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if path.Base(r.URL.Path) != "404.html" {
			files.ServeHTTP(w, r)
			return
		}
		text, err := os.ReadFile(filepath.Join(public, filepath.FromSlash(strings.TrimPrefix(r.URL.Path, at))))
		if err != nil {
			http.Error(w, err.Error(), http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write(bytes.ReplaceAll(text, []byte("https://minato.example"), []byte("http://"+r.Host+at)))
	})
}

// A scheme is what a reader has asked the browser for.
type scheme struct {
	name     string
	features map[string]string
	rules    string // that axe applies
}

// What does not hang on colours is checked in light alone.
const (
	allRules    = `{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}`
	colourRules = `{runOnly: {type: 'rule', values: ['color-contrast', 'link-in-text-block']}}`
)

var schemes = []scheme{
	{"light", map[string]string{"prefers-color-scheme": "light"}, allRules},
	{"dark", map[string]string{"prefers-color-scheme": "dark"}, colourRules},
	{"high contrast", map[string]string{"prefers-color-scheme": "light", "prefers-contrast": "more"}, colourRules},
	{"high contrast, dark", map[string]string{"prefers-color-scheme": "dark", "prefers-contrast": "more"}, colourRules},
}

// prefer asks for a scheme until the end of the test.
func (b *browser) prefer(t *testing.T, features map[string]string) {
	t.Helper()
	var all []*emulation.MediaFeature
	for name, value := range features {
		all = append(all, &emulation.MediaFeature{Name: name, Value: value})
	}
	call(t, b, func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: all})
		return err
	})
}

// axe reports what the accessibility checker finds on the page that is open and
// has it loaded.
func (b *browser) axe(t *testing.T, where, rules string) {
	t.Helper()
	var found []struct {
		ID, Help string
		Nodes    []struct{ Target []any }
	}
	raw := eval[string](t, b, `axe.run(document, `+rules+`)
		.then(r => JSON.stringify(r.violations.map(v => ({id: v.id, help: v.help, nodes: v.nodes.map(n => ({target: n.target}))}))))`, chromedp.EvalAwaitPromise)
	if err := json.Unmarshal([]byte(raw), &found); err != nil {
		t.Fatal(err)
	}
	for _, v := range found {
		t.Errorf("%s: %s: %s at %v (%d places)", where, v.ID, v.Help, v.Nodes[0].Target, len(v.Nodes))
	}
}

// TestAccessible lets axe look at each page type in every scheme and at three
// widths, of which 320 px is 1280 at 400 % zoom. Nothing is wider than the
// screen, too small, complained of or fetched from elsewhere.
func TestAccessible(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile(filepath.Join(root, "node_modules/axe-core/axe.min.js"))
	if err != nil {
		t.Skip("no axe-core here: \"make test\" installs it")
	}
	b, url, types := looking(t)
	widths := []int64{320, 768, 1280}
	for _, p := range types {
		t.Run(p.String(), func(t *testing.T) {
			b.prefer(t, schemes[0].features)
			for _, width := range widths {
				b.open(t, url+p.path, width)
				eval[chromedp.Void](t, b, string(axe))
				b.axe(t, fmt.Sprint("light, ", width), schemes[0].rules)
				if small := eval[[]string](t, b, tooSmall); len(small) > 0 {
					t.Errorf("at %d px these texts are too small: %q", width, small)
				}
			}
			for _, s := range schemes[1:] {
				if p.lang != "ja" {
					break // colours are those of the Japanese page
				}
				b.prefer(t, s.features)
				for _, width := range widths {
					if err := chromedp.Do(b.ctx, chromedp.EmulateViewport(width, 900)); err != nil {
						t.Fatal(err)
					}
					b.axe(t, fmt.Sprint(s.name, ", ", width), s.rules)
				}
			}
		})
	}
}

// shownText is what a reader sees of the page, without charts, which have a
// drawing of their own for each width, and without what scripts add.
const shownText = `(() => {
	for (const e of document.querySelectorAll('.chart-figure, .chart-tools, button, form')) e.remove();
	return document.body.innerText.replace(/\s+/g, '');
})()`

// TestSameText shows that nothing is lost at 400 % zoom, nor without scripts,
// nor where pages are opened as files or at the root of a server.
func TestSameText(t *testing.T) {
	t.Parallel()
	b, url, types := looking(t)
	srv := httptest.NewServer(serving(example(t), ""))
	defer srv.Close()
	for _, p := range types {
		if p.template == "notfound" {
			continue // opens only where it is served
		}
		t.Run(p.String(), func(t *testing.T) {
			b.open(t, url+p.path, 1280)
			want := eval[string](t, b, shownText)
			other := func(what, url string, width int64) {
				b.open(t, url+p.path, width)
				if got := eval[string](t, b, shownText); got != want {
					t.Errorf("%s the text is another: %s", what, differenceOf(got, want))
				}
			}
			other("at 400 % zoom", url, 320)
			other("at the root", srv.URL+"/", 1280)
			other("as a file", "file://"+filepath.ToSlash(example(t))+"/", 1280)
			shapes := `['svg', 'table', 'data'].map(s => [...document.querySelectorAll(s)].filter(e => e.checkVisibility()).length).join()`
			b.open(t, url+p.path, 1280)
			shown := eval[string](t, b, shapes)
			b.scripts(t, false)
			defer b.scripts(t, true)
			b.open(t, url+p.path, 1280)
			if got := eval[string](t, b, shapes); got != shown {
				t.Errorf("without scripts %s drawings, tables and numbers are shown instead of %s", got, shown)
			}
			other("without scripts", url, 1280)
		})
	}
}

// differenceOf shows where two texts part.
func differenceOf(got, want string) string {
	g, w := []rune(got), []rune(want)
	i := 0
	for i < min(len(g), len(w)) && g[i] == w[i] {
		i++
	}
	part := func(r []rune) string { return string(r[max(0, i-10):min(len(r), i+30)]) }
	return part(g) + " instead of " + part(w)
}

func (b *browser) scripts(t *testing.T, on bool) {
	t.Helper()
	b.off = !on
	call(t, b, func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
		return err
	})
}

// unreached names what can be used, but has not been focused, and focused tells
// where the focus is, with a remark if nobody could see it there.
const (
	unreached = `[...document.querySelectorAll('a[href], button, summary, input, select, textarea, [tabindex="0"]')]
		.filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled && !window.reached?.has(e)).map(e => e.outerHTML.slice(0, 80))`
	focused = `(() => {
		const e = document.activeElement;
		if (!e || e === document.body) return '';
		(window.reached ??= new Set()).add(e);
		const s = getComputedStyle(e), box = e.getBoundingClientRect();
		const seen = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== 'none';
		const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
		return e.tagName + ' ' + (e.textContent || e.name || '').trim().slice(0, 30) + (seen ? '' : ' [no ring]') + (inside ? '' : ' [out of sight]');
	})()`
)

// TestKeyboard walks through pages with the Tab key alone: everything that can
// be used is reached, and seen.
func TestKeyboard(t *testing.T) {
	t.Parallel()
	b, url, _ := looking(t)
	for _, p := range []string{"index.html", "kpi/a1b.html", "organisation/minato-precision.html", "guide/readiness.html"} {
		t.Run(p, func(t *testing.T) {
			b.open(t, url+p, 1280)
			for range 1000 {
				if err := chromedp.Do(b.ctx, chromedp.KeyEvent(kb.Tab)); err != nil {
					t.Fatal(err)
				}
				at := eval[string](t, b, focused)
				if at == "" {
					break // past the last
				}
				if strings.Contains(at, "[") {
					t.Error(at)
				}
			}
			if left := eval[[]string](t, b, unreached); len(left) > 0 {
				t.Errorf("%d things are not reached: %q", len(left), left[:min(3, len(left))])
			}
		})
	}
}

// TestStill shows that nothing moves for readers who ask for that, and that the
// ring of the focus is there in forced colours.
func TestStill(t *testing.T) {
	t.Parallel()
	b, url, types := looking(t)
	b.prefer(t, map[string]string{"prefers-reduced-motion": "reduce", "forced-colors": "active"})
	for _, p := range types {
		if p.lang != "ja" {
			continue
		}
		b.open(t, url+p.path, 1280)
		if moving := eval[[]string](t, b, `[...document.querySelectorAll('*')].filter(e => {
			const s = getComputedStyle(e);
			return s.animationName !== 'none' || s.transitionDuration.split(',').some(d => parseFloat(d) > 0.01) || s.scrollBehavior === 'smooth';
		}).slice(0, 3).map(e => e.tagName + '.' + e.className)`); len(moving) > 0 {
			t.Errorf("%s: %q move", p.path, moving)
		}
		if err := chromedp.Do(b.ctx, chromedp.KeyEvent(kb.Tab)); err != nil {
			t.Fatal(err)
		}
		if at := eval[string](t, b, focused); at == "" || strings.Contains(at, "[") {
			t.Errorf("%s: the first thing to be reached is %q", p.path, at)
		}
	}
}

// TestValid lets html-validate read each page type.
func TestValid(t *testing.T) {
	t.Parallel()
	tool := filepath.Join(root, "node_modules/.bin/html-validate")
	if _, err := os.Stat(tool); err != nil {
		t.Skip("no html-validate here: \"make test\" installs it")
	}
	public := example(t)
	config := filepath.Join(t.TempDir(), "html-validate.json")
	if err := os.WriteFile(config, []byte(`{"root": true, "extends": ["html-validate:standard"]}`), 0o644); err != nil {
		t.Fatal(err)
	}
	args := []string{"--config", config}
	for _, p := range pageTypes(t, public) {
		args = append(args, filepath.Join(public, filepath.FromSlash(p.path)))
	}
	if out, err := exec.Command(tool, args...).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
