package tell_test

import (
	"fmt"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/i18n"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
	"fukusen/internal/tell"
)

func ExampleTeller_Say() {
	lists, _ := dim.NewLists(map[dim.Axis][]dim.Entry{
		dim.Kind: {{ID: "company", JA: "企業", EN: "Companies"}},
		dim.Sex:  {{ID: "f", JA: "女性", EN: "Women"}},
	})
	o := kpi.Observation{
		Entry: &catalogue.Entry{
			ID: "a1n", Form: catalogue.Rate, Name: contract.Name{JA: "副業者比率", EN: "Second job rate"},
			Numerator: catalogue.Terms{catalogue.ParseTerm("people.dual_paid")}, Denominator: catalogue.Terms{catalogue.ParseTerm("people.employed")},
		},
		Key:       dim.Key{Period: dim.Period{First: dim.FiscalQuarter(2026, 1), N: 1}, Codes: dim.Codes{dim.Kind: 1, dim.Sex: 1}},
		Statistic: kpi.Value, Status: release.Published,
		Value: 0.048, Numerator: 48, Denominator: 1000, Reporters: 7, Expected: 9,
	}
	for _, words := range []*i18n.Words{i18n.New(diag.JA), i18n.Easy(), i18n.New(diag.EN)} {
		t := tell.Teller{Words: words, Lists: lists}
		fmt.Println(t.Say(nil, &o))
	}
	// Output:
	// 2026年度第1四半期(2026年4~6月)の副業者比率は、企業(女性)では4.8%でした。1,000人のうち48人です。企業全体では、9団体のうち7団体が報告しました。
	// 「副業者比率」についてです。2026年4月から6月までの企業(女性)では、100人のうち約5人でした。1,000人のうち48人です。企業全体では、9団体のうち7団体が数を知らせました。
	// Second job rate in Q1 FY2026 (Apr–Jun 2026), Companies (Women): 4.8%. That is 48 of 1,000 people. Companies (all): 7 of 9 organisations reported.
}
