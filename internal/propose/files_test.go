package propose

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
	"fukusen/internal/source"
)

// visitors is a survey of visitors, as a tourist board exports it.
func visitors() string {
	var b strings.Builder
	b.WriteString("性別,年代,都道府県,会員市町村,回答日時,回答月,回答エリア,市町村,満足度,NPS\n")
	homes := [][2]string{{"石川県", "金沢市"}, {"広島県", "府中市"}, {"東京都", "府中市"}, {"愛知県", "豊田市"}}
	for i := range 60 {
		fmt.Fprintf(&b, "%s,%d代,%s,%s,2026-05-%02d 1%d:05:00,5月,道の駅 %d番,%s,%s,%d\n",
			[]string{"男", "女", "その他"}[i%3], 20+10*(i%5), homes[i%4][0], homes[i%4][1], 1+i%28, i%9, i,
			[]string{"福井市", "池田町", "美浜町", "坂井市"}[i%4], []string{"満足", "とても満足", "不満"}[i%3], i%11)
	}
	return b.String()
}

// staff is what a company's own system exports, with two rows above the
// header, words of its own, and a column that must not be there.
func staff(personal bool) string {
	var b strings.Builder
	head, extra := "", ""
	if personal {
		head, extra = ",担当者氏名", ",山田 太郎"
	}
	b.WriteString("ほしぞら電機 在籍者一覧\n出力日,2026/07/03\n対象期,社員区分,世代,勤務地,在籍,社外活動あり,制度案内,担当課" + head + "\n")
	for i := range 24 {
		count := fmt.Sprintf("\"%d,%03d\"", 1+i%2, 100+i)
		active := fmt.Sprint(20 + i)
		if i%8 == 3 {
			active = "※"
		}
		fmt.Fprintf(&b, "2026年度第1四半期,%s,%s,%s,%s,%s,%d,総務%d課%s\n", []string{"女性社員", "男性社員"}[i%2],
			[]string{"若手", "中堅", "ベテラン"}[i%3], []string{"仙台市", "盛岡市"}[i%2], count, active, 5+i, i, extra)
	}
	return b.String()
}

// people by two lines of header, as a city publishes them.
const cityPeople = `ひなた市 住民基本台帳人口
,,男性,,女性,,総数
年月,市区町村コード,20~29歳,30~39歳,20~29歳,30~39歳,
2026年6月,131041,100,110,120,130,460
2026年9月,131041,101,111,121,131,464
2026年12月,131041,102,112,122,132,468
`

const following = `期間,提出者,市区町村コード,性別,年齢階級,人数,複線者
2026FQ1,ほしぞら電機,131041,男,20代,120,12
2026FQ1,ほしぞら電機,131041,女,30代,110,14
`

const holidays = `月日,祝日の名称
2026/1/1,元日
2026/1/12,成人の日
2026/2/11,建国記念の日
2026/2/23,天皇誕生日
2026/3/20,春分の日
`

// proposed proposes for one file, by the national lists alone.
func proposed(t testing.TB, text string) *Proposal {
	t.Helper()
	p, err := File(fstest.MapFS{"in/a.csv": {Data: []byte(text)}}, "in/a.csv", Env{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// readBy reads the file by a source.yaml and gives the rows that came of it,
// and what was found. ask replaces texts of the proposal, as its reader would.
func readBy(t *testing.T, text, yaml string, ask ...string) ([]source.Row, diag.List) {
	t.Helper()
	for i := 0; i < len(ask); i += 2 {
		if !strings.Contains(yaml, ask[i]) {
			t.Errorf("%q is not asked in\n%s", ask[i], yaml)
		}
	}
	yaml = strings.NewReplacer(ask...).Replace(yaml)
	fsys := fstest.MapFS{
		"in/a.csv": {Data: []byte(text)}, "in/source.yaml": {Data: []byte(yaml)},
		"data/organisations.csv": {Data: []byte("organisation,kind,name,name_en,area,disclosure\nhoshizora,company,ほしぞら電機,,,named\nboard,foundation,観光局,,,named\n")},
	}
	set, finds, err := source.Mappings(fsys, []string{"in/source.yaml"})
	if err != nil || len(finds) > 0 {
		t.Fatalf("%v %v in\n%s", err, finds, yaml)
	}
	reg, finds, err := registry.Load(fsys, "data", registry.Options{Ages: []string{"15-29", "30-44", "45-"}})
	if strings.Contains(text, "20~29歳") || strings.Contains(text, "40代") {
		reg, finds, err = registry.Load(fsys, "data", registry.Options{})
	}
	if err != nil || finds.Errors() > 0 {
		t.Fatal(err, finds)
	}
	con := contract.New(nil)
	lists, err := reg.Lists(con.Categories())
	if err != nil {
		t.Fatal(err)
	}
	var all []source.Row
	env := &source.Env{Contract: con, Registry: reg, Lists: lists}
	finds, err = source.Read(context.Background(), fsys, source.File{Path: "in/a.csv"}, set.For("in/a.csv"), env, func() source.Sink {
		return func(_ *source.Layout, rows []source.Row) error {
			for _, r := range rows {
				r.Values = append([]source.Value(nil), r.Values...)
				all = append(all, r)
			}
			return nil
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		if lists.ID(dim.Organisation, r.Codes[dim.Organisation]) == dim.Unknown {
			t.Error("a row without organisation")
		}
	}
	return all, finds
}
