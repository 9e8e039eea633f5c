package sample

// One company of the example sends what its own system exports; a source.yaml
// in its folder says what that means.
const (
	mappedID   = "shiomi-logistics"
	mappedDesk = "人事課"

	plainFolder = "contract" // of its tables that need no mapping
)

// mappedHeads are the headers of that system, in the order of its columns.
func mappedHeads() []string {
	return []string{"対象期", "勤務地", "担当課", "社員区分", "世代", "在籍", "就業中", "有償の副業", "社外活動あり", "希望あり", "制度案内", "申込", "決定", "三か月継続", "準備している", "要届出", "届出済"}
}

const mappedSource = `# 潮見うみがめ物流の人事システムの出力を、そのまま読むための対応表
format: 1
table: people
fixed:
  organisation: shiomi-logistics
columns:
  対象期: period
  社員区分: sex
  世代: age
  在籍: persons
  就業中: employed
  有償の副業: dual_paid
  社外活動あり: dual_any
  希望あり: wish
  制度案内: informed
  申込: applied
  決定: matched
  三か月継続: continued_90d
  準備している: preparing
  要届出: must_declare
  届出済: declared
ignore: [担当課]
values:
  sex:
    女性社員: f
    男性社員: m
  age:
    若手: 15-29
    中堅: 30-44
    ベテラン: 45-59
    シニア: 60-
area:
  column: 勤務地
  by: name
  within: "99"
`

const plainSource = `# このフォルダの表は、決められた書式のとおりです
format: 1
`

// areaName gives the Japanese name of an area of the example.
func areaName(code string) string {
	for _, a := range exampleAreas() {
		if a.code == code {
			return a.ja
		}
	}
	panic("sample: no area " + code)
}
