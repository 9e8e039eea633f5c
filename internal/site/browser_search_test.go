package site_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// typed puts a text into the field of the search as a reader would, and waits
// for the answer.
func (b *browser) typed(t *testing.T, query string) (status string, found []string) {
	t.Helper()
	eval[chromedp.Void](t, b, `(() => { const q = document.getElementById('q'); q.value = ''; q.focus(); document.getElementById('search-status').textContent = '-'; })()`)
	call(t, b, func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, input.InsertText, input.InsertTextParams{Text: query})
		return err
	})
	b.await(t, `document.getElementById('search-status').textContent !== '-'`)
	return eval[string](t, b, `document.getElementById('search-status').textContent`),
		eval[[]string](t, b, `[...document.querySelectorAll('#search-results a')].map(a => a.getAttribute('href'))`)
}

// An area and an organisation have each hostile name; areas come first.

// TestSearch types into the search of a small site, from a folder and below a
// path of a server, and looks at what comes first.
func TestSearch(t *testing.T) {
	t.Parallel()
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium here: \"make test\" installs it")
	}
	out := hostileSite(t)
	srv := httptest.NewServer(http.StripPrefix("/sub/path", http.FileServer(http.Dir(out))))
	defer srv.Close()
	b := start(t, chromium)
	for _, base := range []string{"file://" + filepath.ToSlash(out), srv.URL + "/sub/path"} {
		b.open(t, base+"/search.html", 390)
		b.answers(t, map[string]string{
			"ａ１ｂ": "kpi/a1b.html", "A1B": "kpi/a1b.html", "ﾃﾞｭｱﾙ": "kpi/a1b.html", "でゅある きゃりあ": "kpi/a1b.html", "デュアル・キャリア": "kpi/a1b.html",
			"絵文字": "area/a5.html", "sum(a1)": "area/a7.html", "o7": "organisation/o7.html", "方法": "method.html", "アクセシビリテイ": "", "アクセシビリティ": "accessibility.html",
		})
		b.hostileAnswers(t)
		b.keys(t)
		b.open(t, base+"/search.html?q=a1b", 390)
		b.await(t, `document.querySelector('#search-results a')?.getAttribute('href') === 'kpi/a1b.html'`)
		b.open(t, base+"/en/search.html", 1280)
		b.answers(t, map[string]string{"dual career": "kpi/a1b.html"})
	}
}

func (b *browser) answers(t *testing.T, queries map[string]string) {
	t.Helper()
	for query, want := range queries {
		status, found := b.typed(t, query)
		first := ""
		if len(found) > 0 {
			first = found[0]
		}
		if first != want {
			t.Errorf("%q leads to %q first, want %q (%s)", query, first, want, status)
		}
		if !strings.Contains(status, query) {
			t.Errorf("%q: the reader is told %q", query, status)
		}
	}
}

// hostileAnswers finds names that look like markup, which stay text.
func (b *browser) hostileAnswers(t *testing.T) {
	t.Helper()
	for _, query := range []string{"<script>", "onerror", "onload=alert", "{{.Title}}", "&lt;b&gt;"} {
		status, found := b.typed(t, query)
		if len(found) == 0 {
			t.Errorf("%q finds nothing: %s", query, status)
		}
	}
	if n := eval[int](t, b, `document.querySelectorAll('#search-results script, #search-results img, #search-results svg, #search-results b').length`); n > 0 {
		t.Errorf("%d elements were made of names", n)
	}
	if status, found := b.typed(t, "か"); len(found) > 0 || !strings.Contains(status, "2文字") {
		t.Errorf("one kana finds %d pages, and the reader is told %q", len(found), status)
	}
	if status, found := b.typed(t, "ここにはないことば"); len(found) > 0 || !strings.Contains(status, "見つかりません") {
		t.Errorf("what is not there finds %q: %q", found, status)
	}
}

// keys goes through the results by keyboard.
func (b *browser) keys(t *testing.T) {
	t.Helper()
	b.typed(t, "a1")
	press := func(key, code string) {
		call(t, b, func(ctx context.Context, tab *chromedp.Target) error {
			for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
				if _, err := cdp.Call(ctx, tab, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: kind, Key: key, Code: code}); err != nil {
					return err
				}
			}
			return nil
		})
	}
	at := func() string {
		return eval[string](t, b, `document.activeElement.id || String([...document.querySelectorAll('#search-results a')].indexOf(document.activeElement))`)
	}
	for i, step := range [][2]string{{"ArrowDown", "0"}, {"ArrowDown", "1"}, {"ArrowUp", "0"}, {"ArrowUp", "q"}, {"ArrowDown", "0"}, {"Escape", "q"}} {
		press(step[0], step[0])
		if got := at(); got != step[1] {
			t.Fatalf("step %d (%s) is at %q, want %q", i, step[0], got, step[1])
		}
	}
}

// TestSearchFoldsAlike holds the folding of the script against that of the
// index, for every character that either changes.
func TestSearchFoldsAlike(t *testing.T) {
	t.Parallel()
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium here: \"make test\" installs it")
	}
	out := hostileSite(t)
	b := start(t, chromium)
	b.open(t, "file://"+filepath.ToSlash(out)+"/search.html", 390)
	// What is in the index has been folded in Go: the script must leave it so,
	// and make the same of the titles.
	different := eval[[]string](t, b, `fukusenSearch.entries.filter(e => fukusenSearch.fold(e[2]) !== e[3] || e[4].split('\n').some(n => fukusenSearch.fold(n) !== n)).map(e => e[2] + ' → ' + fukusenSearch.fold(e[2]) + ' / ' + e[3])`)
	if len(different) > 0 {
		t.Errorf("folded otherwise by the script: %q", different)
	}
	for in, want := range map[string]string{
		"ﾃﾞｭｱﾙ": "でゅある", "Ａ１ｂ": "a1b", "髙橋": "高橋", "澤": "沢", "斎斉": "斎斉", "齋": "斎", "齊": "斉", "関ヶ原": "関け原", "𠮷野": "吉野", "ｽｷｰ": "すき",
		"み な　と": "みなと", "葛\U000e0100城": "葛城", "か\u3099": "が", "㈱": "(株)",
	} {
		if got := eval[string](t, b, fmt.Sprintf(`fukusenSearch.fold(%q)`, in)); got != want {
			t.Errorf("%q folds to %q in the browser, want %q", in, got, want)
		}
	}
}
