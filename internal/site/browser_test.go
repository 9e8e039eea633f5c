package site_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"fukusen/internal/serve"
)

// root is the repository: the example site.
const root = "../.."

// A browser is one tab and what it complained of.
type browser struct {
	ctx context.Context
	off bool // no scripts run

	mu         sync.Mutex
	complaints []string
	hosts      []string
}

func start(t testing.TB, chromium string) *browser {
	t.Helper()
	alloc, cancel := chromedp.NewExecAllocator(context.Background(),
		chromedp.ExecPath(chromium), chromedp.NoSandbox, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("headless", true), chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-quic", true), chromedp.Flag("no-first-run", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
	)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 15*time.Minute)
	t.Cleanup(cancel)
	b := &browser{ctx: ctx}
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	call(t, b, func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, cdplog.Enable, cdp.Empty{})
		return err
	})
	return b
}

// hear notes what goes wrong in the page and where it asks for something.
func (b *browser) hear(ev any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch ev := ev.(type) {
	case *cdplog.EventEntryAdded:
		b.complaints = append(b.complaints, fmt.Sprintf("%s: %s (%s)", ev.Entry.Level, ev.Entry.Text, ev.Entry.URL))
	case *runtime.EventExceptionThrown:
		b.complaints = append(b.complaints, ev.ExceptionDetails.Text)
	case *network.EventRequestWillBeSent:
		b.hosts = append(b.hosts, ev.Request.URL)
	}
}

func call(t testing.TB, b *browser, f func(context.Context, *chromedp.Target) error) {
	t.Helper()
	_, err := chromedp.Run(b.ctx, chromedp.Action[chromedp.Void](func(ctx context.Context, tab *chromedp.Target) (chromedp.Void, error) {
		return chromedp.Void{}, f(ctx, tab)
	}))
	if err != nil {
		t.Fatal(err)
	}
}

func eval[T any](t testing.TB, b *browser, js string, opts ...chromedp.EvaluateOption) T {
	t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](js, opts...))
	if err != nil {
		t.Fatalf("%.80s: %v", js, err)
	}
	return v
}

// open shows a page and checks what holds at every width: nothing is wider
// than the screen, nothing complains, nothing is fetched from elsewhere.
func (b *browser) open(t *testing.T, url string, width int64) {
	t.Helper()
	b.mu.Lock()
	b.complaints, b.hosts = nil, nil
	b.mu.Unlock()
	if err := chromedp.Do(b.ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate(url)); err != nil {
		t.Fatal(err)
	}
	b.settle(t)
	if over := eval[int](t, b, `document.documentElement.scrollWidth - window.innerWidth`); over > 0 {
		t.Errorf("at %d px the page is %d px too wide: %s", width, over, eval[string](t, b, widest))
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, c := range b.complaints {
		if !strings.Contains(c, "favicon.ico") {
			t.Errorf("at %d px: %s", width, c)
		}
	}
	origin := regexp.MustCompile(`^\w+://[^/]*`).FindString(url)
	for _, u := range b.hosts {
		if !strings.HasPrefix(u, origin) && !strings.HasPrefix(u, "data:") && !ownIcon.MatchString(u) {
			t.Errorf("the page asks for %s", u)
		}
	}
}

// settle waits for the scripts of the page, which come after it.
func (b *browser) settle(t *testing.T) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !b.off && !eval[bool](t, b, `(() => {
		const names = key => (document.body?.dataset[key] ?? '').split(' ').filter(Boolean).length;
		return names('ready') >= names('scripts');
	})()`); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the scripts of the page never ran")
		}
	}
}

// ownIcon is what Chromium itself asks of a test server, perhaps only when the
// next page is open.
var ownIcon = regexp.MustCompile(`^http://127\.0\.0\.1:\d+/favicon\.ico$`)

// widest names the elements that reach over the edge.
const widest = `[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
	.slice(0, 5).map(e => e.tagName + '.' + e.className).join(' ')`

// tooSmall lists visible texts that are drawn smaller than 12 px, or at 320 px,
// where charts have letters of 11.2 px, than 11.
const tooSmall = `[...new Set([...document.querySelectorAll('body *')].filter(e => {
	if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility()) return false;
	const svg = e.ownerSVGElement, box = e.getBoundingClientRect();
	const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
	return box.width > 2 && !['SCRIPT', 'STYLE', 'title', 'desc'].includes(e.tagName) && parseFloat(getComputedStyle(e).fontSize) * scale < (innerWidth > 320 ? 11.5 : 11);
}).map(e => e.textContent.slice(0, 20)))].slice(0, 5)`

// TestReload shows that a page served for work reloads when the site is built
// again, in spite of its strict policy, and says what is wrong when it is not.
func TestReload(t *testing.T) {
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium here: \"make test\" installs it")
	}
	dir, source := t.TempDir(), t.TempDir()
	title := filepath.Join(source, "title.txt")
	write := func(text string) {
		if err := os.WriteFile(title, []byte(text), 0o644); err != nil {
			t.Error(err)
		}
	}
	write("one")
	ctx, stop := context.WithCancel(t.Context())
	address, done := make(chan string, 1), make(chan error, 1)
	go func() {
		done <- serve.Run(ctx, serve.Options{
			Addr: "127.0.0.1:0", Dir: dir, Watch: []string{source},
			Ready: func(url string) { address <- url },
			Build: func(context.Context) (serve.Result, error) {
				text, err := os.ReadFile(title)
				if err != nil || string(text) == "wrong" {
					return serve.Result{Findings: "data/a.csv:3: <wrong>"}, err
				}
				return serve.Result{OK: true}, os.WriteFile(filepath.Join(dir, "index.html"), fmt.Appendf(nil, policed, text), 0o644)
			},
		})
	}()
	b := start(t, chromium)
	b.open(t, <-address, 1280)
	write("two")
	b.await(t, `document.title === 'two'`)
	write("wrong")
	b.await(t, `document.body.innerText.includes('data/a.csv:3: <wrong>')`)
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

const policed = `<!doctype html><html lang="en"><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:">
<title>%s</title><body>page</body></html>`

func (b *browser) await(t *testing.T, js string) {
	t.Helper()
	for range 100 {
		if eval[bool](t, b, js) {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Errorf("%s does not come true; the page says %q", js, eval[string](t, b, `document.body.innerText`))
}
