package catalogue

import (
	"encoding/json"
	"strings"
	"testing"
)

// The guideline has 7 fields with 19 items, ISO 30414:2025 has 11 areas.
func TestPlaces(t *testing.T) {
	fields, items := map[string]bool{}, 0
	for _, p := range guidelineItems {
		fields[p.Field.JA] = true
		if p.Name.JA != "" {
			items++
		}
	}
	if len(fields) != 7 || items != 19 || len(isoAreas) != 11 {
		t.Errorf("%d fields, %d items, %d areas; want 7, 19 and 11", len(fields), items, len(isoAreas))
	}
	for _, all := range [][]MappingPlace{guidelineItems, isoAreas} {
		seen := map[string]bool{}
		for _, p := range all {
			if seen[p.ID] || (p.Name.JA == "") != (p.Name.EN == "") || p.Field.JA+p.Name.JA == "" {
				t.Errorf("%+v is there twice, or lacks a name", p)
			}
			seen[p.ID] = true
		}
	}
}

// What the handbook maps, and what it does not.
func TestMappingOfCore(t *testing.T) {
	all := coreOf(t)
	for id, want := range map[string]string{
		"a1b": "流動性/維持 ", "a2": "流動性/維持 ", "o2": "流動性/採用 コスト",
		"w1":  "エンゲージメント/エンゲージメント リーダーシップ・文化・エンゲージメント",
		"w4a": "健康・安全/ 健康・安全・ウェルビーイング", "access-matched": "ダイバーシティ/非差別 多様性",
		"e16": "コンプライアンス・倫理/コンプライアンス・倫理 コンプライアンス・倫理・労使関係",
		"e33": "流動性/サクセッション 異動・後継者計画", "e19": "育成/育成 スキル・能力・育成", "o3": "/ ",
	} {
		e, ok := all.Entry(id)
		if !ok {
			t.Fatal(id)
		}
		item, _ := e.Mapping.GuidelineItem()
		area, _ := e.Mapping.ISOArea()
		if got := item.Field.JA + "/" + item.Name.JA + " " + area.Name.JA; got != want {
			t.Errorf("%s is mapped to %q, want %q", id, got, want)
		}
	}
}

// A KPI without a place leaves no trace in what is published.
func TestUnknownMappingIsNotWritten(t *testing.T) {
	text, err := json.Marshal(Entry{ID: "v1"})
	if err != nil || strings.Contains(string(text), "mapping") {
		t.Errorf("%s, %v", text, err)
	}
}
