package page

import (
	"slices"
	"testing"

	"fukusen/internal/catalogue"
	"fukusen/internal/diag"
)

// A Japanese standard is named in English, too, on English pages.
func TestStandards(t *testing.T) {
	e := catalogue.Entry{Standard: []string{"ISO 30414", "人的資本可視化指針", "県の<指針>"}}
	for _, tt := range []struct {
		lang diag.Lang
		want []string
	}{
		{diag.JA, []string{"ISO 30414", "人的資本可視化指針", "県の&lt;指針&gt;"}},
		{diag.EN, []string{"ISO 30414", `Human Capital Visualization Guidelines (<span lang="ja">人的資本可視化指針</span>)`, "県の&lt;指針&gt;"}},
	} {
		p, _ := said(t, tt.lang)
		if got := p.standards(&e); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.lang, got, tt.want)
		}
	}
}
