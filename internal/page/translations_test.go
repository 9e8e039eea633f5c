package page

import (
	"slices"
	"testing"

	"fukusen/internal/content"
	"fukusen/internal/contract"
	"fukusen/internal/diag"
)

// Names without English are told once, and only where others have one: a site
// that cares for Japanese alone is left in peace.
func TestHalfTranslated(t *testing.T) {
	tests := []struct {
		names []contract.Name
		want  []string
	}{
		{[]contract.Name{{JA: "青葉市", EN: "Aoba"}, {JA: "潮見町"}, {JA: "里山村"}}, []string{"潮見町", "里山村"}},
		{[]contract.Name{{JA: "青葉市"}, {JA: "潮見町"}}, nil},
		{[]contract.Name{{JA: "青葉市", EN: "Aoba"}, {JA: "FC Minato"}}, nil},
		{nil, nil},
	}
	for _, tt := range tests {
		if got := halfTranslated(tt.names); !slices.Equal(got, tt.want) {
			t.Errorf("%v: %q, want %q", tt.names, got, tt.want)
		}
	}
}

func TestUntranslated(t *testing.T) {
	s := newSite(t, 2)
	s.Registry.Organisations[3].NameEN = ""
	missing := func() []string {
		_, finds := write(t, s)
		var all []string
		for _, f := range finds {
			if f.Rule.ID == "page/untranslated" {
				all = append(all, f.Msg(diag.EN))
			}
		}
		return all
	}
	if got := missing(); len(got) != 1 || got[0] != "some names are in English and others are not; the English pages show these in Japanese: 新しい会社" {
		t.Errorf("found %q", got)
	}
	s.Langs = []diag.Lang{diag.JA}
	s.Docs = slices.DeleteFunc(slices.Clone(s.Docs), func(d *content.Document) bool { return d.Lang != diag.JA })
	if got := missing(); len(got) != 0 {
		t.Errorf("a site in Japanese alone is asked for English: %q", got)
	}
}
