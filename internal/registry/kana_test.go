package registry

import (
	"fmt"
	"testing"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// A reading is hiragana, whichever kana it is written in; what is none is said
// and left out. The lists, which release files carry, have it.
func TestOwnReadings(t *testing.T) {
	const areas = "コード,名称,%s,上位コード\n99,みなと県,みなとけん,\n99201,青葉市,アオバ・シ,\n99202,港町,ﾐﾅﾄﾏﾁ,\n99203,関ヶ原市,セキガハラ　シ,\n99204,北市,北し,\n99205,南市,,\n18201,福井市,ふくゐ,\n"
	for _, head := range []string{"かな", "カナ", "読み", "よみ", "フリガナ", "ふりがな", "読みがな", "kana"} {
		r, finds := load(t, map[string]string{"data/areas.csv": fmt.Sprintf(areas, head)}, Options{})
		if len(finds) != 1 || finds[0].Line(diag.EN) != `data/areas.csv:6:14: the reading "北し" is neither hiragana nor katakana and is not used [registry/kana]` || !finds[0].Warn() {
			t.Errorf("%s: findings are %v", head, finds)
		}
		lists, err := r.Lists(nil)
		if err != nil {
			t.Fatal(err)
		}
		for id, want := range map[string]string{
			"99": "みなとけん", "99201": "あおば・し", "99202": "みなとまち", "99203": "せきがはら し", "99204": "", "99205": "",
			"18201": "ふくいし", "01100": "さっぽろし", // the national list has its own
		} {
			c, ok := lists.Code(dim.Area, id)
			if got := lists.Entry(dim.Area, c).Kana; !ok || got != want {
				t.Errorf("%s: the reading of %s is %q, want %q", head, id, got, want)
			}
		}
	}
}
