package propose

import (
	"strings"
	"testing"

	"fukusen/internal/diag"
)

const plainRows = "対象期,会社名,性別,年代,在籍\n2026年度第1四半期,株式会社あ,男,20代,120\n2026年度第1四半期,株式会社あ,女,20代,130\n"

// Rows of totals and notes change neither what a column is nor how sure that
// is, and are told of with what becomes of them.
func TestTotalsBelow(t *testing.T) {
	below := "2026年度第1四半期,株式会社あ,計,20代,250\n2026年度第1四半期,合計,,,250\n担当: 総務部,,,,\n"
	want, got := proposed(t, plainRows), proposed(t, plainRows+below)
	if len(want.Asides) != 0 || len(got.Asides) != 3 {
		t.Fatalf("set aside are %v and %v", want.Asides, got.Asides)
	}
	for i, c := range want.Columns {
		g := got.Columns[i]
		if g.Kind != c.Kind || g.To != c.To || g.Confidence != c.Confidence || g.Score != c.Score || len(g.Refused) > 0 {
			t.Errorf("%s: %s as %s, %v %.2f, refused %q; without totals %s as %s, %v %.2f", c.Header,
				g.Kind.In(diag.EN), g.To, g.Confidence, g.Score, g.Refused, c.Kind.In(diag.EN), c.To, c.Confidence, c.Score)
		}
	}
	for i, want := range []Aside{{Line: 4, Text: "計", Total: true}, {Line: 5, Text: "合計", Total: true}, {Line: 6, Text: "担当: 総務部", Fate: Refused}} {
		if a := got.Asides[i]; a.Line != want.Line || a.Text != want.Text || a.Total != want.Total || a.Fate != want.Fate {
			t.Errorf("%+v, want %+v", a, want)
		}
	}
	yaml := string(got.YAML(diag.EN))
	if strings.Contains(yaml, `"計":`) || strings.Contains(yaml, `"合計":`) {
		t.Errorf("a total is a value:\n%s", yaml)
	}
	holds(t, got.Summary(diag.JA), "6行目(担当: 総務部): 注記のようですが、このままでは読めません")
}

// A subtotal whose label the reader does not see would be counted beside its
// parts: that has to be said.
func TestSubtotals(t *testing.T) {
	p := proposed(t, "対象期,会社名,部署,性別,在籍\n2026年度第1四半期,株式会社あ,営業部,男,120\n2026年度第1四半期,株式会社あ,営業部,女,130\n2026年度第1四半期,株式会社あ,営業部計,,250\n")
	if len(p.Asides) != 1 || p.Asides[0].Fate != Counted {
		t.Fatalf("set aside are %+v\n%s", p.Asides, p.YAML(diag.EN))
	}
	holds(t, p.Summary(diag.EN), "Line 4 (営業部計): it seems to be a total, but would be counted beside its parts")
}

func TestIsTotal(t *testing.T) {
	for _, word := range []string{"合計", "計", "合　計", "男女計", "営業部計", "東京都計", "20代 計", "第1期の計", "Total", "Grand total", "総数", "うち女性", "（再掲）", "県計"} {
		if !isTotal(word) {
			t.Errorf("%s is a total", word)
		}
	}
	for _, word := range []string{"", "会計", "統計", "設計", "時計店", "集計", "会計課", "計画部", "allied", "うち", "総務部", "全日本", "家計"} {
		if isTotal(word) {
			t.Errorf("%s is no total", word)
		}
	}
}

// Where every row is a total, the word is a value like others.
func TestOnlyTotals(t *testing.T) {
	p := proposed(t, "対象期,会社名,性別,在籍\n2026年度第1四半期,株式会社あ,計,250\n2026年度第2四半期,株式会社あ,計,260\n")
	if len(p.Asides) > 0 || p.Columns[3].To != "persons" {
		t.Errorf("%+v\n%s", p.Asides, p.YAML(diag.EN))
	}
}
