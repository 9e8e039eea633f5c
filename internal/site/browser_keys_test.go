package site_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// key presses keys where the focus is, and gives what the page then says politely
// and what the tooltip shows.
func (b *browser) key(t *testing.T, keys ...string) (said, shown string) {
	t.Helper()
	for _, k := range keys {
		eval[bool](t, b, `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: '`+k+`', bubbles: true, cancelable: true}))`)
	}
	got := eval[[]string](t, b, `(async () => {
		await new Promise(r => setTimeout(r, 250));
		const live = document.querySelector('[role=application] [aria-live=polite]');
		return [live ? live.textContent : '', [...document.querySelectorAll('.chart-explore svg text')].map(t => t.textContent.trim()).join('\n')];
	})()`, chromedp.EvalAwaitPromise)
	return got[0], got[1]
}

// Who explores a chart by keyboard is led into it, reads one value after another,
// as a tooltip and aloud, and comes back to the button.
func TestExploreByKeyboard(t *testing.T) {
	t.Parallel()
	b, public := exploring(t)
	b.open(t, public+"kpi/a1b.html", 1280)
	const (
		opened  = `document.querySelector('.chart-explore svg path') && document.activeElement.getAttribute('role') === 'application'`
		focused = `document.activeElement.textContent`
	)
	b.press(t, 0, "動かして見る", opened)
	if name := eval[string](t, b, `document.activeElement.getAttribute('aria-label')`); !strings.Contains(name, "推移") || !strings.Contains(name, "矢印キー") {
		t.Errorf("the chart is called %q", name)
	}
	var heard []string
	for _, k := range []string{"ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "Home", "End", "ArrowRight"} {
		said, shown := b.key(t, k)
		heard = append(heard, said)
		if _, value, _ := strings.Cut(said, ", "); !strings.Contains(shown, value) {
			t.Errorf("after %s no tooltip says %q: %q", k, value, shown)
		}
	}
	if want := []string{
		"2025年度 第1四半期, 33.3%", "2025年度 第2四半期, 0.0%", "2025年度 第3四半期, 秘匿", "2025年度 第4四半期, 報告なし", "2026年度 第1四半期, 該当なし",
		"2025年度 第4四半期, 報告なし", "2025年度 第1四半期, 33.3%", "2026年度 第2四半期, 報告なし", "2026年度 第2四半期, 報告なし",
	}; !slices.Equal(heard, want) {
		t.Errorf("heard %q\nwant  %q", heard, want)
	}
	b.key(t, "Escape")
	if at := eval[string](t, b, focused); !strings.HasPrefix(at, "動かして見る") || eval[bool](t, b, `document.querySelector('.chart-explore') !== null`) {
		t.Errorf("Escape leads to %q", at)
	}
	b.press(t, 0, "動かして見る", opened)
	b.press(t, 0, "元の図に戻す", `!document.querySelector('.chart-explore')`)
	if at := eval[string](t, b, focused); !strings.HasPrefix(at, "動かして見る") {
		t.Errorf("the button back leads to %q", at)
	}
	b.complained(t)
}

// Years side by side, rows and gates are told with their names, in English too.
func TestExploreRowsByKeyboard(t *testing.T) {
	t.Parallel()
	b, public := exploring(t)
	for _, tt := range []struct {
		page string
		n    int
		want string
	}{
		{"kpi/a1b.html", 1, "15 to 24, withheld"},
		{"kpi/a1b.html", 2, "ほしクラブ, 0.0%"},
		{"fairness/club.html", 0, "15 to 24, Told: 0.0%, Applied: 0.0%, Matched: 0.0%, 90 days: not reported"},
		{"kpi/w1.html", 1, "Q2 FY2026: −50, Q2 FY2025: −46"},
	} {
		b.open(t, public+"en/"+tt.page, 1280)
		b.press(t, tt.n, "Explore", `document.activeElement.getAttribute('role') === 'application'`)
		said, shown := b.key(t, "ArrowDown", "ArrowDown")
		if said != tt.want {
			t.Errorf("%s says %q, want %q", tt.page, said, tt.want)
		}
		if last := said[strings.LastIndex(said, " ")+1:]; !strings.Contains(shown, last) {
			t.Errorf("%s shows %q", tt.page, shown)
		}
		b.complained(t)
	}
}

// What a pointer can do with the legend and the slider, keys can: zooming keeps
// the place that was read, and what is switched off is not read.
func TestExploreWithKeys(t *testing.T) {
	t.Parallel()
	b, _ := exploring(t)
	b.open(t, "file://"+filepath.ToSlash(example(t))+"/kpi/a1b.html", 1280)
	const opened = `document.activeElement.getAttribute('role') === 'application'`
	b.press(t, 0, "動かして見る", opened)
	for _, step := range [][2]string{
		{"End", "2026年度 第2四半期, 10.1%"},
		{"+", "2025年度 1Q – 2026年度 2Q"},
		{"Home", "2024年度 第1四半期, 6.9%"},
		{"-", "2024年度 1Q – 2026年度 2Q"},
		{"2", "2024年度 1Q – 2026年度 2Q"}, // there is one series
	} {
		said, shown := b.key(t, step[0])
		if said != step[1] {
			t.Errorf("%s says %q, want %q", step[0], said, step[1])
		}
		if _, value, _ := strings.Cut(said, ", "); !strings.Contains(shown, value) {
			t.Errorf("after %s no tooltip says %q: %q", step[0], value, shown)
		}
	}
	b.key(t, "Escape")
	b.press(t, 1, "動かして見る", opened)
	for _, step := range [][2]string{
		{"2", "2025年度: 隠しました"},
		{"ArrowRight", "2026年度 第1四半期: 8.7%, 2024年度 第1四半期: 6.9%"},
		{"2", "2025年度: 表示しました"},
		{"ArrowRight", "2026年度 第2四半期: 10.1%, 2025年度 第2四半期: 9.0%, 2024年度 第2四半期: 8.0%"},
		{"+", "2026年度 第2四半期: 10.1%, 2025年度 第2四半期: 9.0%, 2024年度 第2四半期: 8.0%"}, // nothing to zoom
	} {
		if said, _ := b.key(t, step[0]); said != step[1] {
			t.Errorf("%s says %q, want %q", step[0], said, step[1])
		}
	}
	b.complained(t)
}
