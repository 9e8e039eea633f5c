package registry

import (
	"fukusen/internal/diag"
)

// schoolTypes are the kinds of schools of the School Education Act, and
// certified centres for early childhood.
var schoolTypes = []choice{
	{"kindergarten", []string{"幼稚園"}},
	{"childhood-centre", []string{"幼保連携型認定こども園", "認定こども園", "こども園"}},
	{"elementary", []string{"小学校"}},
	{"junior-high", []string{"中学校", "中学"}},
	{"compulsory", []string{"義務教育学校", "小中一貫校"}},
	{"high", []string{"高等学校", "高校"}},
	{"secondary", []string{"中等教育学校", "中高一貫校"}},
	{"special-needs", []string{"特別支援学校"}},
	{"university", []string{"大学", "大学院", "四年制大学"}},
	{"junior-college", []string{"短期大学", "短大"}},
	{"technical-college", []string{"高等専門学校", "高専"}},
	{"vocational", []string{"専修学校", "専門学校", "高等専修学校"}},
	{"other", []string{"各種学校"}},
}

// typeOfCode is the type of school that the first two characters of a school
// code tell (HANDBOOK 4.6).
var typeOfCode = map[string]string{
	"a1": "kindergarten", "a2": "childhood-centre", "b1": "elementary", "c1": "junior-high", "c2": "compulsory",
	"d1": "high", "d2": "secondary", "e1": "special-needs", "f1": "university", "f2": "junior-college",
	"g1": "technical-college", "h1": "vocational", "h2": "other",
}

// ofSchool takes the type of a school from its code, or compares them.
func (l *loader) ofSchool(o *Organisation, at diag.Pos) {
	if len(o.ID) != 13 || digits(o.ID) {
		return
	}
	told, ok := typeOfCode[o.ID[:2]]
	switch {
	case !ok || !digits(o.ID[1:]):
	case o.SchoolType == "":
		o.SchoolType = told
	case o.SchoolType != told:
		l.complain(&ruleSchoolType, at, o.ID, diag.Public(wordFor(schoolTypes, told)), diag.Public(told))
	}
}

// wordFor is the first Japanese word of a choice.
func wordFor(among []choice, id string) string {
	for _, c := range among {
		if c.id == id {
			return c.words[0]
		}
	}
	return id
}

var (
	ruleSchoolType = diag.Rule{
		ID: "registry/school-type", Warn: true,
		Msg:  diag.Text{JA: "学校コード %[1]s は「%[2]s」のものですが、学校種が違います", EN: "school code %[1]s is that of a %[3]s, but the school type is another"},
		Hint: diag.Text{JA: "学校コードか学校種を確かめてください", EN: "see which of the two is right"},
	}
	ruleKindOfNumber = diag.Rule{
		ID: "registry/kind-of-number", Warn: true,
		Msg:  diag.Text{JA: "提出者 %[1]s の番号は自治体(%[2]s)のものですが、種別が自治体ではありません", EN: "the number of organisation %[1]s is that of a municipality (%[2]s), but it is of another kind"},
		Hint: diag.Text{JA: "番号か種別を確かめてください", EN: "see which of the two is right"},
	}
	ruleCodeInNumber = diag.Rule{
		ID: "registry/code-in-number", Warn: true,
		Msg:  diag.Text{JA: "法人番号 %[1]s の終わりの6桁 %[2]s は、団体コードとして検査数字が合いません", EN: "the last six digits of %[1]s, %[2]s, are no municipality code (the check digit does not fit)"},
		Hint: diag.Text{JA: "自治体の法人番号は、終わりの6桁が団体コードです。0 と 9 の取り違えは、法人番号の検査数字では見つかりません%[3]s", EN: "the corporate number of a municipality ends in its code; its own check digit cannot tell 0 from 9%[3]s"},
	}
	ruleOwnParent = diag.Rule{
		ID:   "registry/own-parent",
		Msg:  diag.Text{JA: "提出者 %[1]s の上位団体をたどると自分に戻ります", EN: "organisation %[1]s is its own parent, or that of one of its parents"},
		Hint: diag.Text{JA: "上位団体を直してください", EN: "correct the parent"},
	}
)
