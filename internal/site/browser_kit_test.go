package site_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// TestKit looks at what organisations with many KPIs attach to their
// disclosure: one sheet of paper with every number on it, a text to copy and
// charts to save.
func TestKit(t *testing.T) {
	t.Parallel()
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium here: \"make test\" installs it")
	}
	public := example(t)
	srv := httptest.NewServer(http.FileServer(http.Dir(public)))
	defer srv.Close()
	b := start(t, chromium)
	for _, p := range []string{
		"organisation/aoba-systems.html", "organisation/minato-precision.html", "en/organisation/minato-precision.html",
		"r/2026fq1-r1/organisation/minato-precision.html", "r/2026fq1-r1/en/organisation/minato-precision.html",
	} {
		t.Run(p, func(t *testing.T) {
			for _, width := range []int64{390, 1280} {
				b.open(t, srv.URL+"/"+p, width)
			}
			b.paper(t)
		})
	}
	for _, where := range []string{srv.URL, "file://" + filepath.ToSlash(public)} {
		t.Run(where[:4], func(t *testing.T) {
			b.open(t, where+"/organisation/aoba-systems.html", 1280)
			b.picture(t)
			b.copies(t)
		})
	}
}

// linked puts a link and a code onto the sheet, as a site with an address has
// them.
const linked = `document.querySelector('.kit-link') || document.querySelector('.kit-head').insertAdjacentHTML('beforeend',
	'<div class="kit-link"><svg class="qr" viewBox="0 0 45 45" width="45" height="45"></svg><p><span class="kit-label">恒久リンク</span> <a href="#">https://dashboard.example.lg.jp/dual-career/organisation/1234567890123.html</a></p></div>')`

// paper prints the sheet: one page, which has every number.
func (b *browser) paper(t *testing.T) {
	t.Helper()
	eval[chromedp.Void](t, b, linked)
	numbers := eval[[]string](t, b, `[...document.querySelectorAll('.kit-sheet table data')].map(e => e.textContent)`)
	if len(numbers) < 40 {
		t.Errorf("the sheet has %d numbers", len(numbers))
	}
	var pdf []byte
	call(t, b, func(ctx context.Context, tab *chromedp.Target) error {
		res, err := cdp.Call(ctx, tab, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: 8.27, PaperHeight: 11.69, PreferCSSPageSize: new(true)})
		if err == nil {
			pdf = res.Data
		}
		return err
	})
	if n := len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(pdf, -1)); n != 1 {
		t.Errorf("the sheet prints on %d pages, want 1", n)
	}
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Log("no pdftotext here: the numbers on paper are not compared")
		return
	}
	cmd := exec.Command(tool, "-layout", "-", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	text := squeeze(string(out))
	for _, n := range numbers {
		if !strings.Contains(text, squeeze(n)) {
			t.Errorf("%q is not on paper", n)
		}
	}
}

// squeeze takes out what a PDF has between letters.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// picture saves a chart, and looks at what would be saved: a picture of twice
// the size that is neither empty nor black.
func (b *browser) picture(t *testing.T) {
	t.Helper()
	got := eval[[]float64](t, b, `new Promise((done, fail) => {
		const click = HTMLAnchorElement.prototype.click;
		HTMLAnchorElement.prototype.click = function () {
			HTMLAnchorElement.prototype.click = click;
			if (!/^data:image\/png/.test(this.href) || !/\.png$/.test(this.download)) { return fail(this.href.slice(0, 40)); }
			const image = new Image();
			image.onload = () => {
				const canvas = document.createElement('canvas');
				canvas.width = image.naturalWidth; canvas.height = image.naturalHeight;
				const c = canvas.getContext('2d');
				c.drawImage(image, 0, 0);
				const data = c.getImageData(0, 0, canvas.width, canvas.height).data;
				let white = 0, ink = 0;
				for (let i = 0; i < data.length; i += 4) { data[i] + data[i+1] + data[i+2] > 750 ? white++ : ink++; }
				const box = svg.viewBox.baseVal;
				done([canvas.width - 2 * box.width, canvas.height - 2 * box.height, white / (white + ink), ink]);
			};
			image.src = this.href;
		};
		const button = document.querySelector('[data-png]'), svg = button.closest('figure').querySelector('svg');
		button.click();
	})`, chromedp.EvalAwaitPromise)
	if len(got) != 4 || got[0] > 1 || got[0] < -1 || got[1] > 1 || got[1] < -2 || got[2] < 0.5 || got[3] < 1000 {
		t.Errorf("the picture is off by %v", got)
	}
}

// copies presses the button of the first text. A browser without a screen has
// no clipboard, but what would be copied is chosen.
func (b *browser) copies(t *testing.T) {
	t.Helper()
	eval[chromedp.Void](t, b, `document.querySelector('[data-copy]').click()`)
	if got := eval[string](t, b, `getSelection().toString()`); !strings.Contains(got, "監査や保証の対象ではありません") {
		t.Errorf("what is chosen is %.200q", got)
	}
}
