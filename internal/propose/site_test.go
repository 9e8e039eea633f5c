package propose

import (
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/registry"
)

// home is a small site: two companies and a city that reports, an area and age
// bands of its own.
func home(t *testing.T) Env {
	t.Helper()
	reg, finds, err := registry.Load(fstest.MapFS{
		"data/organisations.csv": {Data: []byte("提出者,種別,名称,公開区分\nhoshi,company,株式会社ほしぞら電機,named\nkumo,company,くもま運輸,named\ntsuki,company,つきみ印刷,aggregate\ncity,municipality,青葉市,named\n")},
		"data/areas.csv":         {Data: []byte("code,name,parent\n99,みなと県,\n99201,青葉市,99\n99202,潮見町,99\n")},
	}, "data", registry.Options{Ages: []string{"15-29", "30-44", "45-"}})
	if err != nil || finds.Errors() > 0 {
		t.Fatal(finds, err)
	}
	return Env{Contract: contract.New(nil), Registry: reg}
}

func at(t *testing.T, name, text string, env Env) *Proposal {
	t.Helper()
	p, err := File(fstest.MapFS{name: {Data: []byte(text)}}, name, env)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func holds(t *testing.T, text string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(text, w) {
			t.Errorf("%q is not in\n%s", w, text)
		}
	}
}

// Names of organisations are read as the register has them, and one that it
// lacks is asked about; nowhere else is anything known of them.
func TestNamesOfSite(t *testing.T) {
	text := "四半期,取引先,在籍\n2026年度第1四半期,ほしぞら電機（株）,12\n2026年度第1四半期,kumo,10\n2026年度第1四半期,㈱ほしぞら電機,12\n2026年度第1四半期,株式会社よそ,10\n"
	p := at(t, "a.csv", text, home(t))
	holds(t, string(p.YAML(diag.EN)), `"取引先": organisation`, `    "ほしぞら電機（株）": "hoshi"  # likely`, `    "㈱ほしぞら電機": "hoshi"  # likely`,
		`#     "株式会社よそ": ""  # what is this? write it and delete the #; it can be: city (青葉市), hoshi (株式会社ほしぞら電機), kumo (くもま運輸)`)
	holds(t, p.Summary(diag.JA), "提出者: 株式会社ほしぞら電機 (hoshi)、くもま運輸 (kumo) — 列「取引先」から")
	if p := at(t, "a.csv", text, Env{}); len(p.Senders) > 0 || strings.Contains(string(p.YAML(diag.EN)), "hoshi") {
		t.Errorf("an organisation of no site: %v", p.Senders)
	}
}

// Who sent a file without a column of it is told by its name, its folder or its
// title, in this order.
func TestSenderByPlace(t *testing.T) {
	rows := "四半期,性別,年代,在籍\n2026年度第1四半期,男,20代,12\n2026年度第1四半期,女,40代,10\n"
	tests := []struct{ path, title, want, from string }{
		{"data/くもま運輸/x.csv", "", "kumo", "the folder"},
		{"data/くもま運輸/ほしぞら電機_Q1.csv", "", "hoshi", "the name of the file"},
		{"x.csv", "つきみ印刷 在籍者一覧\n", "tsuki", "a row above"},
		{"data/tsuki/people.csv", "", "tsuki", "the folder"},
		{"data/hoshi-kumo/x.csv", "", "", ""}, // both, and as long
		{"data/よそ/x.csv", "", "", ""},
	}
	for _, test := range tests {
		env := home(t)
		env.Path = test.path
		p := at(t, "x.csv", test.title+rows, env)
		yaml := string(p.YAML(diag.EN))
		if test.want == "" {
			holds(t, yaml, "#   organisation:  # who sent the file? write the id and delete the #; the register has: city (青葉市)")
			continue
		}
		holds(t, yaml, "\n  organisation: \""+test.want+"\"  # likely; ", test.from)
		if len(p.Missing) > 0 || strings.Contains(p.Summary(diag.EN), "Missing") {
			t.Errorf("%s: %v is missing", test.path, p.Missing)
		}
		holds(t, yaml, `#     "40代": ""  # it does not lie in one age band of the site (15-29, 30-44, 45-, unknown)`)
	}
}

// Offices of a company lie in cities that report themselves.
func TestOfficesAreNoSenders(t *testing.T) {
	text := "対象期,事業所,性別,在籍\n2026年度第1四半期,青葉市,男,12\n2026年度第1四半期,潮見町,女,10\n2026年度第1四半期,青葉市,女,9\n"
	env := home(t)
	env.Path = "data/くもま運輸/社員.csv"
	yaml := string(at(t, "x.csv", text, env).YAML(diag.EN))
	holds(t, yaml, `  "事業所": area  # likely`, `  organisation: "kumo"`)
}

// A site without a register is as none: what a file names cannot be held
// against anything.
func TestNoRegister(t *testing.T) {
	reg, _, err := registry.Load(fstest.MapFS{}, "data", registry.Options{})
	if err != nil {
		t.Fatal(err)
	}
	text := visitors()
	if got, want := at(t, "x.csv", text, Env{Registry: reg}).YAML(diag.JA), at(t, "x.csv", text, Env{}).YAML(diag.JA); string(got) != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
