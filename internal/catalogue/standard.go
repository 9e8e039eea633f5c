package catalogue

import "fukusen/internal/contract"

// standards are the standards and surveys of Japan that KPIs relate to, with
// the names that they have in English.
var standards = []contract.Name{
	{JA: "人的資本可視化指針", EN: "Human Capital Visualization Guidelines"},
	{JA: "健康日本21", EN: "Health Japan 21"},
	{JA: "健康日本21(第三次)", EN: "Health Japan 21, third term"},
	{JA: "就業構造基本調査", EN: "Employment Status Survey"},
	{JA: "法人番号", EN: "Corporate Number"},
	{JA: "大学設置基準第28条・第29条", EN: "Standards for the Establishment of Universities, articles 28 and 29"},
	{JA: "学校教育法施行規則第97~99条", EN: "Regulation for Enforcement of the School Education Act, articles 97 to 99"},
	{JA: "ILO ボランティア労働測定マニュアル", EN: "ILO Manual on the Measurement of Volunteer Work"},
}

// StandardName gives the names of a standard of an Entry, which is written as
// it is called in Japanese, or as it is called everywhere (ISO 30414). EN is
// empty for those, and for one that is not known here.
func StandardName(standard string) contract.Name {
	for _, s := range standards {
		if s.JA == standard {
			return s
		}
	}
	return contract.Name{JA: standard}
}
