package page

import (
	"strings"
	"testing"

	"fukusen/internal/contract"
)

// A licence that the publisher has given is told wherever the source is, with
// what it permits; the words of a site that has given none claim nothing.
func TestLicence(t *testing.T) {
	s := newSite(t, 3)
	none, _ := write(t, s)
	s.Licence = contract.Licences[0]
	given, _ := write(t, s)
	const address = "https://creativecommons.org/licenses/by/4.0/"
	for path, want := range map[string][]string{
		"data.html": {
			`<a href="` + address + `">クリエイティブ・コモンズ 表示 4.0 国際(CC BY 4.0)</a>で公開しています。`, "条件は、出典を書くこと",
			"、CC BY 4.0(" + address + ")</p>", "、CC BY 4.0(" + address + ") を加工して作成", `"license":"` + address + `"`,
		},
		"en/data.html":           {`under <a href="` + address + `">Creative Commons Attribution 4.0 International (CC BY 4.0)</a>.`, "to name the source", ", CC BY 4.0 (" + address + "), edited"},
		"releases.html":          {"、CC BY 4.0(" + address + ")</p>"},
		"kpi/a1b.html":           {"、CC BY 4.0(" + address + ")"},
		"organisation/acme.html": {"<dt>データの利用条件</dt><dd><a href=\"" + address + `">CC BY 4.0</a></dd>`},
		"feed.xml":               {"<rights>クリエイティブ・コモンズ 表示 4.0 国際(CC BY 4.0) " + address + "</rights>"},
	} {
		for _, text := range want {
			if !strings.Contains(given[path], text) {
				t.Errorf("%s lacks %q", path, text)
			}
		}
	}
	for path, body := range none {
		if strings.Contains(body, "creativecommons") || strings.Contains(body, `"license"`) || strings.Contains(body, "<rights>") {
			t.Errorf("%s names a licence of a site that has given none", path)
		}
	}
	for path, want := range map[string]string{"data.html": "利用条件が示されていません", "en/data.html": "No licence is given"} {
		if !strings.Contains(none[path], want) {
			t.Errorf("%s does not say that there is no licence", path)
		}
	}
}

// What is permitted is told of each licence, and of terms that we do not know
// nothing but where they are.
func TestLicencePermits(t *testing.T) {
	s := newSite(t, 3)
	for _, tt := range []struct {
		of         contract.Licence
		want, lack string
	}{
		{contract.Licence{ID: "CC0-1.0", Permit: contract.PermitAll}, "条件なしに", "条件は、"},
		{contract.Licence{ID: "ODbL-1.0", Permit: contract.PermitAlike}, "同じ利用条件で公開すること", "条件なしに"},
		{contract.Licence{Name: contract.Name{JA: "県の<条件>"}, URL: "https://example.jp/?a=1&b=2"}, `<a href="https://example.jp/?a=1&amp;b=2">県の&lt;条件&gt;</a>`, "だれでも"},
	} {
		s.Licence = tt.of
		pages, _ := write(t, s)
		if body := pages["data.html"]; !strings.Contains(body, tt.want) || strings.Contains(body, tt.lack) {
			t.Errorf("%+v: the page of the data lacks %q, or has %q", tt.of, tt.want, tt.lack)
		}
	}
}
