package contract

import (
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

func TestLicenceIsRead(t *testing.T) {
	for _, tt := range []struct {
		in    string
		want  Licence
		brief [2]string
	}{
		{"licence: CC0-1.0", Licence{ID: "CC0-1.0", Short: "CC0 1.0", Permit: PermitAll, URL: "https://creativecommons.org/publicdomain/zero/1.0/", Name: Name{JA: "クリエイティブ・コモンズ 著作権などの放棄(CC0 1.0)", EN: "Creative Commons Zero, no rights reserved (CC0 1.0)"}}, [2]string{"CC0 1.0", "CC0 1.0"}},
		{"licence: CC-BY", Licence{ID: "CC-BY"}, [2]string{"", ""}},
		{"licence: {name: 県の利用条件, url: https://example.jp/terms}", Licence{Name: Name{JA: "県の利用条件"}, URL: "https://example.jp/terms"}, [2]string{"県の利用条件", "県の利用条件"}},
		{"licence: {name: {ja: 条件, en: Terms}, url: https://example.jp/terms}", Licence{Name: Name{JA: "条件", EN: "Terms"}, URL: "https://example.jp/terms"}, [2]string{"条件", "Terms"}},
		{"{}", Licence{}, [2]string{"", ""}},
	} {
		var got struct{ Licence Licence }
		if err := yaml.UnmarshalWithOptions([]byte(tt.in), &got, yaml.Strict()); err != nil {
			t.Errorf("%s: %v", tt.in, err)
			continue
		}
		if l := got.Licence; l != tt.want || l.Brief("ja") != tt.brief[0] || l.Brief("en") != tt.brief[1] {
			t.Errorf("%s: got %+v, want %+v", tt.in, l, tt.want)
		}
		if got.Licence.Given() != (tt.in != "{}") {
			t.Errorf("%s: given is %v", tt.in, got.Licence.Given())
		}
	}
	var bad struct{ Licence Licence }
	if err := yaml.UnmarshalWithOptions([]byte("licence: {nam: x}"), &bad, yaml.Strict()); err == nil {
		t.Error("a key that there is not was read")
	}
}

// What is said of a licence is said in both languages, and names it as its
// owners do.
func TestLicencesAreWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, l := range Licences {
		if seen[l.ID] || !strings.HasPrefix(l.URL, "https://") || l.Permit == PermitUnknown {
			t.Errorf("%s is there twice, has no address or permits nothing", l.ID)
		}
		seen[l.ID] = true
		for _, name := range []string{l.Name.JA, l.Name.EN} {
			if !strings.Contains(name, l.Short) || l.Short == "" {
				t.Errorf("%s: %q does not hold %q", l.ID, name, l.Short)
			}
		}
	}
}
