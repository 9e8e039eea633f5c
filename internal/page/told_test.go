package page

import (
	"strings"
	"testing"
)

// An organisation that has reported nothing has a page without figures, not
// one with those of its kind.
func TestOrganisationWithoutFigures(t *testing.T) {
	_, roots, _ := pagesOf(t, newSite(t, 1))
	page := roots["organisation/new.html"]
	if page == nil || len(page.find("data")) > 0 || !strings.Contains(page.text, "公表した値がまだありません") {
		t.Error("the page of an organisation without figures")
	}
}

// Organisations that publish in sums only are named, and have no page.
func TestAggregateOrganisations(t *testing.T) {
	_, roots, all := pagesOf(t, newSite(t, 1))
	if all["organisation/hidden.html"] != "" {
		t.Error("an organisation that publishes in sums only has a page")
	}
	text := roots["index.html"].text
	for _, want := range []string{"合算工業", "合算のみ", "名前を載せない団体 2団体"} {
		if !strings.Contains(text, want) {
			t.Errorf("the front page does not say %q", want)
		}
	}
}

// What the catalogue and targets add is on the page of the KPI.
func TestMarks(t *testing.T) {
	_, roots, all := pagesOf(t, newSite(t, 1))
	for _, tt := range []struct{ page, want string }{
		{"kpi/a1b.html", "目標は2027年度第4四半期(2028年1~3月)までに12.5%です。"},
		{"kpi/a1n.html", "参考: 全国(2022年10月)は4.8%です(就業構造基本調査)。"},
		{"kpi/access-informed/company.html", "女性の割合は男性の0.50倍で、目安(0.8倍から1.25倍)を下回ります。"},
		{"kpi/access-informed/company.html", "日本での法的な効力もありません"},
		{"kpi/a1b.html", "偶然変動の目安"},
		{"kpi/w3.html", "95%信頼区間"},
		{"kpi/access-continued.html", "この指標には、まだ値がありません。"},
		{"method.html", "1人から9人までの人数は秘匿します。"},
		{"quality.html", "2のうち1"},
		{"quality.html", "(第2版)"},
		{"quality.html", "対象外"},
	} {
		if !strings.Contains(roots[tt.page].text, tt.want) {
			t.Errorf("%s does not say %q", tt.page, tt.want)
		}
	}
	if strings.Contains(all["kpi/access-informed.html"], "0.8倍と1.25倍の線") {
		t.Error("lines are explained where no ratio stands")
	}
	if strings.Contains(all["kpi/w3.html"], "偶然だけで") {
		t.Error("a survey is said to be a full count")
	}
}

// Japanese pages offer their sentences in やさしい日本語; numbers that are told
// roughly still carry those of the open data.
func TestEasy(t *testing.T) {
	s := newSite(t, 1)
	roots, _ := some(t, s, "kpi/a1b.html", "area/99201/adoption.html", "organisation/acme.html", "en/kpi/a1b.html")
	for p, root := range roots {
		checkNumbers(t, p, root, s)
		var said []string
		for _, d := range root.find("details") {
			if d.attrs["class"] == "easy" {
				said = append(said, d.text)
			}
		}
		if strings.HasPrefix(p, "en/") {
			if len(said) > 0 {
				t.Errorf("%s says %q", p, said)
			}
			continue
		}
		if len(said) == 0 || !strings.Contains(said[0], "やさしい日本語") || !strings.Contains(said[0], "についてです。") {
			t.Errorf("%s says in plain words: %q", p, said)
		}
	}
}
