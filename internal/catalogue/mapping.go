package catalogue

import "fukusen/internal/contract"

// A Mapping is the place of a KPI in the disclosure of human capital: an item
// of 人的資本可視化指針 (2022-08-30), whose field follows from it, and an area of
// ISO 30414:2025. It names places only: it claims neither that the KPI is one
// of the metrics there, nor the number of one. What is empty is not known.
type Mapping struct {
	Guideline string `yaml:"guideline" json:"guideline,omitempty"` // ID of an item of GuidelineItems
	ISO       string `yaml:"iso" json:"iso,omitempty"`             // ID of an area of ISOAreas
}

// A MappingPlace is one that a KPI can be mapped to.
type MappingPlace struct {
	ID    string
	Field contract.Name // of the guideline, that the item is a part of; empty for an area of ISO
	Name  contract.Name // empty for a field as a whole
}

// The seven fields of the guideline.
var (
	fieldDevelopment = contract.Name{JA: "育成", EN: "Development"}
	fieldEngagement  = contract.Name{JA: "エンゲージメント", EN: "Engagement"}
	fieldMobility    = contract.Name{JA: "流動性", EN: "Mobility"}
	fieldDiversity   = contract.Name{JA: "ダイバーシティ", EN: "Diversity"}
	fieldHealth      = contract.Name{JA: "健康・安全", EN: "Health and safety"}
	fieldLabour      = contract.Name{JA: "労働慣行", EN: "Labour practices"}
	fieldCompliance  = contract.Name{JA: "コンプライアンス・倫理", EN: "Compliance and ethics"}
)

var guidelineItems = []MappingPlace{
	{"leadership", fieldDevelopment, contract.Name{JA: "リーダーシップ", EN: "Leadership"}},
	{"development", fieldDevelopment, contract.Name{JA: "育成", EN: "Development"}},
	{"skills", fieldDevelopment, contract.Name{JA: "スキル・経験", EN: "Skills and experience"}},
	{"engagement", fieldEngagement, contract.Name{JA: "エンゲージメント", EN: "Engagement"}},
	{"hiring", fieldMobility, contract.Name{JA: "採用", EN: "Hiring"}},
	{"retention", fieldMobility, contract.Name{JA: "維持", EN: "Retention"}},
	{"succession", fieldMobility, contract.Name{JA: "サクセッション", EN: "Succession"}},
	{"diversity", fieldDiversity, contract.Name{JA: "ダイバーシティ", EN: "Diversity"}},
	{"non-discrimination", fieldDiversity, contract.Name{JA: "非差別", EN: "Non-discrimination"}},
	{"parental-leave", fieldDiversity, contract.Name{JA: "育児休業", EN: "Parental leave"}},
	{"health", fieldHealth, contract.Name{}}, // the field as a whole
	{"mental-health", fieldHealth, contract.Name{JA: "精神的健康", EN: "Mental health"}},
	{"physical-health", fieldHealth, contract.Name{JA: "身体的健康", EN: "Physical health"}},
	{"safety", fieldHealth, contract.Name{JA: "安全", EN: "Safety"}},
	{"labour-practices", fieldLabour, contract.Name{JA: "労働慣行", EN: "Labour practices"}},
	{"child-forced-labour", fieldLabour, contract.Name{JA: "児童労働・強制労働", EN: "Child and forced labour"}},
	{"fair-pay", fieldLabour, contract.Name{JA: "賃金の公正性", EN: "Fair pay"}},
	{"benefits", fieldLabour, contract.Name{JA: "福利厚生", EN: "Benefits"}},
	{"unions", fieldLabour, contract.Name{JA: "組合との関係", EN: "Relations with unions"}},
	{"compliance", fieldCompliance, contract.Name{JA: "コンプライアンス・倫理", EN: "Compliance and ethics"}},
}

// The areas stand in the published scope of ISO 30414:2025; the Japanese names
// are ours.
var isoAreas = []MappingPlace{
	{"composition", contract.Name{}, contract.Name{JA: "従業員の構成", EN: "Workforce composition"}},
	{"diversity", contract.Name{}, contract.Name{JA: "多様性", EN: "Diversity"}},
	{"costs", contract.Name{}, contract.Name{JA: "コスト", EN: "Costs"}},
	{"productivity", contract.Name{}, contract.Name{JA: "生産性", EN: "Productivity"}},
	{"health", contract.Name{}, contract.Name{JA: "健康・安全・ウェルビーイング", EN: "Health, safety and well-being"}},
	{"engagement", contract.Name{}, contract.Name{JA: "リーダーシップ・文化・エンゲージメント", EN: "Leadership, culture and engagement"}},
	{"compliance", contract.Name{}, contract.Name{JA: "コンプライアンス・倫理・労使関係", EN: "Compliance, ethics and workforce relations"}},
	{"recruitment", contract.Name{}, contract.Name{JA: "採用", EN: "Recruitment"}},
	{"mobility", contract.Name{}, contract.Name{JA: "異動・後継者計画", EN: "Mobility and succession planning"}},
	{"turnover", contract.Name{}, contract.Name{JA: "離職・定着", EN: "Workforce turnover"}},
	{"skills", contract.Name{}, contract.Name{JA: "スキル・能力・育成", EN: "Skills, capabilities and development"}},
}

// GuidelineItem gives the item of 人的資本可視化指針 that the KPI belongs to; ok
// is false if none is known.
func (m Mapping) GuidelineItem() (MappingPlace, bool) { return placeIn(guidelineItems, m.Guideline) }

// ISOArea gives the area of ISO 30414:2025 that the KPI belongs to; ok is false
// if none is known.
func (m Mapping) ISOArea() (MappingPlace, bool) { return placeIn(isoAreas, m.ISO) }

func placeIn(all []MappingPlace, id string) (MappingPlace, bool) {
	for _, p := range all {
		if p.ID == id {
			return p, true
		}
	}
	return MappingPlace{}, false
}

// mapping refuses places that do not exist.
func (c *checker) mapping() {
	for _, m := range []struct {
		field, got string
		among      []MappingPlace
	}{{"mapping.guideline", c.Mapping.Guideline, guidelineItems}, {"mapping.iso", c.Mapping.ISO, isoAreas}} {
		var ids []string
		for _, p := range m.among {
			ids = append(ids, p.ID)
		}
		if m.got != "" {
			c.one(m.field, m.got, ids)
		}
	}
}
