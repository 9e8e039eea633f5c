package site_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// statesSite writes a site of one club whose rate of second activities is, from
// quarter to quarter, a number, zero, withheld, not reported and not applicable,
// and in the newest quarter all of these from age to age.
func statesSite(t *testing.T) (public string) {
	ages := []string{"15-24", "25-34", "35-44", "45-54", "55-64", "65-"}
	byAge := []string{"45", "0", "4", "6", "…", "該当なし"}
	people := []string{"period,organisation,age,persons,dual_any,informed,applied,matched"}
	survey := []string{"period,organisation,age,population,enps,life_satisfaction"}
	for i, q := range []string{"2025FQ1", "2025FQ2", "2025FQ3", "2025FQ4", "2026FQ1", "2026FQ2"} {
		for a, age := range ages {
			n := []string{"30", "0", "x", "", "該当なし", byAge[a]}[i]
			if n != "" { // else the report is missing
				people = append(people, fmt.Sprintf("%s,hoshi,%s,90,%s,%s,%s,%s", q, age, n, n, n, n))
			}
			for k := range []int{40, 25, 4, 7, 20, 0}[a] {
				life := []string{fmt.Sprint(k % 11), ""}[min(a/4, 1)] // the oldest did not answer
				survey = append(survey, fmt.Sprintf("%s,hoshi,%s,employee,%d,%s", q, age, (3*k+i)%11, life))
			}
		}
	}
	return builtOf(t, map[string][]string{
		"fukusen.yaml":           {"format: 1", "fictional: true", "ages: [" + strings.Join(ages, ", ") + "]", "access: {age: 15-24}", "views: [total, organisation, age]"},
		"data/areas.csv":         {"code,name,parent", "99,架空県,", "99201,あ市,99"},
		"data/organisations.csv": {"organisation,kind,name,area,joined,disclosure,reports", "hoshi,club,ほしクラブ,99201,2025FQ1,named,people survey"},
		"data/people.csv":        people,
		"data/survey.csv":        survey,
	})
}

// Zero, withheld, not reported and not applicable are four things to the eye and
// to the ear, in tables and in charts, on all screens and on paper.
func TestStatesInBrowser(t *testing.T) {
	t.Parallel()
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium here: \"make test\" installs it")
	}
	public := "file://" + filepath.ToSlash(statesSite(t)) + "/"
	b := start(t, chromium)
	for _, lang := range []struct {
		prefix string
		spoken []string // zero, withheld, not reported, not applicable
		desc   []string // of charts: of quarters and of groups
	}{
		{"", []string{"0.0%", "秘匿", "報告なし", "該当なし"}, []string{"値がないところは、秘匿が1、報告なしが2、該当なしが1です。", "値がないところは、秘匿が3、報告なしが2、該当なしが1です。"}},
		{"en/", []string{"0.0%", "withheld", "not reported", "not applicable"}, []string{"Without a value: 1 withheld, 2 not reported, 1 not applicable.", "Without a value: 3 withheld, 2 not reported, 1 not applicable."}},
	} {
		t.Run("heard "+lang.prefix, func(t *testing.T) {
			b.open(t, public+lang.prefix+"kpi/a1b.html", 1280)
			b.unfold(t)
			heard := b.heard(t)
			for _, want := range lang.spoken {
				if !slices.Contains(heard["cell"], want) {
					t.Errorf("no cell of a table is heard as %q: %q", want, heard["cell"])
				}
			}
			for _, said := range heard["cell"] {
				if said == "x" || strings.ContainsAny(said, "…／※") {
					t.Errorf("a cell is heard as %q", said)
				}
			}
			for _, want := range lang.desc {
				if !strings.Contains(strings.Join(heard["image"], "\n"), want) {
					t.Errorf("no chart is described with %q: %q", want, heard["image"])
				}
			}
		})
	}
	for _, p := range []struct {
		page, chart string
		signs       []string
	}{
		{"kpi/a1b.html", ".chart-line", []string{".dot", ".withheld", ".absent.dots", "line.absent"}},
		{"kpi/a1b.html", ".chart-dots", []string{".dot", ".withheld", ".absent-row"}},
		{"index.html", ".chart-spark", []string{".dot", ".withheld", ".absent.dots", "line.absent"}},
		{"fairness/club.html", ".chart-dots", []string{".zero", ".bar", ".withheld", ".absent-row"}},
	} {
		b.open(t, public+p.page, 1280)
		for _, mode := range modes {
			t.Run("seen "+p.page+p.chart+" "+mode.name, func(t *testing.T) {
				b.emulate(t, mode.emulated)
				defer b.emulate(t, emulation.SetEmulatedMediaParams{})
				b.seen(t, p.chart, p.signs)
			})
		}
	}
}

// modes are how pages are looked at.
var modes = []struct {
	name     string
	emulated emulation.SetEmulatedMediaParams
}{
	{"light", emulation.SetEmulatedMediaParams{}},
	{"dark", emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}}},
	{"print", emulation.SetEmulatedMediaParams{Media: "print"}},
	{"forced", emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}}}},
}

func (b *browser) emulate(t *testing.T, p emulation.SetEmulatedMediaParams) {
	call(t, b, func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, p)
		return err
	})
}

// unfold opens what is folded: it is not in the accessibility tree.
func (b *browser) unfold(t *testing.T) {
	eval[chromedp.Void](t, b, `document.querySelectorAll('details').forEach(d => { d.open = true })`)
}

// heard gives what a screen reader is given: the texts of table cells and the
// descriptions of images, without those that have none.
func (b *browser) heard(t *testing.T) map[string][]string {
	t.Helper()
	var nodes []*accessibility.Node
	call(t, b, func(ctx context.Context, tab *chromedp.Target) error {
		res, err := cdp.Call(ctx, tab, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
		if err == nil {
			nodes = res.Nodes
		}
		return err
	})
	out := map[string][]string{}
	for _, n := range nodes {
		role := text(n.Role)
		if said := text(n.Name); !n.Ignored && said != "" {
			out[role] = append(out[role], said+" "+text(n.Description))
		}
	}
	for role, all := range out {
		for i := range all {
			all[i] = strings.TrimSpace(all[i])
		}
		out[role] = all
	}
	return out
}

func text(v *accessibility.Value) (s string) {
	if v == nil || json.Unmarshal([]byte(v.Value), &s) != nil {
		return ""
	}
	return s
}

// seen shows that each sign of the first chart of its sort is drawn, stands out
// from the paper by 3 to 1, and that hatching is a pattern and no mere colour.
func (b *browser) seen(t *testing.T, chart string, signs []string) {
	t.Helper()
	for _, sign := range signs {
		got := eval[struct {
			Fill     string
			Contrast float64
			Drawn    bool
		}](t, b, fmt.Sprintf(measure, chart, sign))
		if !got.Drawn || got.Contrast < 3 {
			t.Errorf("%s: drawn %v, contrast %.1f", sign, got.Drawn, got.Contrast)
		}
		if sign == ".withheld" && !strings.HasPrefix(got.Fill, "url(") {
			t.Errorf("what is withheld is filled with %q", got.Fill)
		}
	}
}

// measure finds a sign in the chart of a sort that has it and is on screen.
const measure = `(() => {
	const shown = [...document.querySelectorAll('svg%s')].filter(s => s.checkVisibility());
	const e = shown.flatMap(s => [...s.querySelectorAll('%s')])[0];
	if (!e) return {fill: '', contrast: 0, drawn: false};
	const light = c => { const [r, g, b] = c.match(/[\d.]+/g).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b };
	const style = getComputedStyle(e), svg = getComputedStyle(e.ownerSVGElement), probe = document.createElement('i');
	probe.style.cssText = 'forced-color-adjust: none; color: ' + svg.getPropertyValue('--chart-paper');
	document.body.append(probe);
	const paper = light(getComputedStyle(probe).color);
	probe.remove();
	const ink = [style.stroke, style.fill].filter(c => c.startsWith('rgb')).map(light);
	const contrast = Math.max(...ink.map(c => (Math.max(c, paper) + 0.05) / (Math.min(c, paper) + 0.05)));
	const box = e.getBoundingClientRect();
	return {fill: style.fill, contrast, drawn: e.checkVisibility() && Math.max(box.width, box.height) > 1};
})()`
