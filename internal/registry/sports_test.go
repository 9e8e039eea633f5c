package registry

import (
	"slices"
	"strings"
	"testing"

	"fukusen/internal/dim"
)

// festival are the sports of the National Sports Festival (HANDBOOK 4.6).
const festival = "陸上競技, 水泳, サッカー, テニス, ローイング, ボート, ホッケー, ボクシング, バレーボール, 体操, バスケットボール, レスリング, セーリング, ウエイトリフティング, ハンドボール, 自転車, ソフトテニス, 卓球, 軟式野球, 相撲, 馬術, フェンシング, 柔道, ソフトボール, バドミントン, 弓道, ライフル射撃, 剣道, ラグビーフットボール, スポーツクライミング, カヌー, アーチェリー, 空手道, 銃剣道, なぎなた, ボウリング, ゴルフ, トライアスロン, 高等学校野球, 綱引, ゲートボール, 武術太極拳, パワーリフティング, グラウンド・ゴルフ, バウンドテニス, エアロビック"

func TestDefaultSports(t *testing.T) {
	r, _ := load(t, nil, Options{})
	codes := map[string]bool{}
	for _, name := range strings.Split(festival, ", ") {
		id, _, ok := r.SportCode(name)
		if !ok {
			t.Errorf("%s is not in the list", name)
		}
		codes[id] = true
	}
	if len(codes) != 37+1+7 {
		t.Errorf("%d sports, want 45", len(codes))
	}
	byGroup := map[string]int{}
	names := map[string]string{}
	for _, s := range defaultSports() {
		byGroup[s.Parent]++
		if !isSportCode(s.ID) || s.JA == "" || s.EN == "" {
			t.Errorf("%+v", s)
		}
		own := []string{sportKey(s.ID), sportKey(s.JA), sportKey(s.EN)}
		for _, a := range s.aliases {
			own = append(own, sportKey(a))
		}
		slices.Sort(own)
		for _, key := range slices.Compact(own) {
			if other := names[key]; other != "" || key == "" {
				t.Errorf("%q means %s and %s", key, other, s.ID)
			}
			names[key] = s.ID
		}
	}
	for _, g := range []string{"summer", "winter", "para", "esports", "culture"} {
		if byGroup[g] < 8 {
			t.Errorf("%d in %s", byGroup[g], g)
		}
	}
	if byGroup[""] != 5 || len(defaultSports()) < 120 {
		t.Errorf("groups %v", byGroup)
	}
}

func TestSportCode(t *testing.T) {
	r, finds := load(t, map[string]string{"data/sports.csv": "コード,名称,英語名,上位コード,別名\nlocal,地域の遊び,Local games,,\nkemari,蹴鞠,Kemari,local,けまり；鞠\nbeach-tennis,ビーチテニス,,summer,\n"}, Options{})
	if len(finds) > 0 {
		t.Fatal(finds)
	}
	for in, want := range map[string]string{
		"ボート": "rowing", "ラグビー": "rugby", "野球": "baseball", "軟式野球": "rubber-baseball", "高校野球": "high-school-baseball",
		"サッカー部": "football", "ＳＯＣＣＥＲ": "football", "陸上部": "athletics", "競泳": "swimming", "車椅子バスケ": "wheelchair-basketball",
		"グラウンドゴルフ": "ground-golf", "ボッチャ": "boccia", "クロスカントリースキー": "cross-country-skiing", "スキー": "skiing",
		"柔道競技": "judo", " Table  Tennis ": "table-tennis", "吹奏楽部": "wind-band", "ｶｰﾘﾝｸﾞ": "curling", "go": "go", "囲碁": "go",
		"冬季競技": "winter-unknown", "winter": "winter-unknown", "eスポーツ": "esports-unknown", "文化部": "culture-unknown",
		"鞠": "kemari", "蹴鞠部": "kemari", "地域の遊び": "local-unknown", "beach tennis": "beach-tennis",
		"": "", "部": "", "競技": "", "蹴": "", "射撃": "", "不明": "", "unknown": "",
	} {
		id, _, ok := r.SportCode(in)
		if id != want || ok != (want != "") {
			t.Errorf("SportCode(%q) = %q, %v; want %q", in, id, ok, want)
		}
	}
	if _, near, _ := r.SportCode("柔道(団体)"); !slices.Contains(near, "柔道") {
		t.Errorf("near %v", near)
	}
	l, err := r.Lists(nil)
	if err != nil {
		t.Fatal(err)
	}
	group, _ := l.Code(dim.Sport, "local")
	var parts []string
	for _, c := range l.Children(dim.Sport, group) {
		parts = append(parts, l.ID(dim.Sport, c))
	}
	if want := []string{"kemari", "local-unknown"}; !slices.Equal(parts, want) {
		t.Errorf("parts %v, want %v", parts, want)
	}
	for _, e := range l.Entries(dim.Sport) { // only leaves are given to rows
		if id, _, ok := r.SportCode(e.JA); ok {
			if c, found := l.Code(dim.Sport, id); !found || len(l.Children(dim.Sport, c)) > 0 {
				t.Errorf("%s is %s, which has parts", e.JA, id)
			}
		}
	}
}

func TestDeclaredSports(t *testing.T) {
	r, _ := load(t, nil, Options{Sports: []dim.Entry{{ID: "rowing", JA: "漕艇競技"}, {ID: "chess", JA: "チェス"}}})
	for in, want := range map[string]string{"漕艇競技": "rowing", "ボート": "rowing", "チェス部": "chess", "剣道": ""} {
		if id, _, _ := r.SportCode(in); id != want {
			t.Errorf("SportCode(%q) = %q, want %q", in, id, want)
		}
	}
	none, _ := load(t, nil, Options{Sports: []dim.Entry{}})
	if l, _ := none.Lists(nil); len(l.All(dim.Sport)) != 1 {
		t.Error("a site cannot declare that it has no sports")
	}
}

func TestSportFindings(t *testing.T) {
	r, finds := load(t, map[string]string{"data/sports.csv": "code,name,parent,aliases\njudo,柔術,,\nx-unknown,x,,\na,サッカー,,\nb,B,kendo,\nc,C,,野球;sea\n,d,,\ne,,,\nf,F,,\nf,F,,\n"}, Options{})
	want := `data/sports.csv:2:1: the name "judo" is that of the sport judo already [registry/sport-name]
data/sports.csv:3:1: "x-unknown" cannot be the code of a sport [registry/sport-code]
data/sports.csv:4:3: the name "サッカー" is that of the sport football already [registry/sport-name]
data/sports.csv:5:5: there is no group of sports with the code "kendo" [registry/sport-parent]
data/sports.csv:6:6: the name "野球" is that of the sport baseball already [registry/sport-name]
data/sports.csv:7:1: code is empty [registry/blank]
data/sports.csv:8:3: name is empty [registry/blank]
data/sports.csv:10:1: "f" occurs twice (data/sports.csv:9:1) [registry/twice]`
	if got := texts(finds); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if !r.Rejected("柔術") || r.Rejected("f") {
		t.Error("rows that are left out are not remembered")
	}
}
