package contract

// A practiceItem is one countable practice of an organisation: a value and,
// where there is one, what it is a part of or is counted against.
type practiceItem struct {
	word Word
	of   Name // what the column of holds; empty where there is none
	part bool // the value can never be larger
	who  headcount
}

// A headcount says which of value and of count persons: those follow the rule
// for persons, the others that for money.
type headcount uint8

const (
	ofPersons headcount = 1 << iota
	valuePersons
)

// PracticeItems are the practices that can be reported, with what their
// columns value and of hold.
var practiceItems = []practiceItem{
	{Word{"calendar_shared", Name{"14日前までに共有した可変枠", "Variable slots shared 14 days ahead"}, []string{"可変枠の事前共有"}}, Name{"可変枠", "variable slots"}, true, 0},
	{Word{"conflict_checked", Name{"開始前に利益相反を確認した契約", "Contracts checked for conflicts before the start"}, []string{"利益相反確認"}}, Name{"契約", "contracts"}, true, 0},
	{Word{"insured", Name{"保険に加入した人", "Persons insured"}, []string{"保険加入"}}, Name{"活動している人", "active persons"}, true, valuePersons | ofPersons},
	{Word{"incidents", Name{"事故", "Incidents"}, []string{"事故件数"}}, Name{"活動時間(時間)", "hours of activity"}, false, 0},
	{Word{"night_hours", Name{"深夜の活動時間", "Hours at night"}, []string{"深夜稼働", "深夜稼働時間"}}, Name{"活動時間(時間)", "hours of activity"}, true, 0},
	{Word{"raised_early", Name{"早めに知らせた問題", "Problems raised early"}, []string{"赤の早期共有"}}, Name{"知らせた問題", "problems raised"}, true, 0},
	{Word{"learning_shared", Name{"学びの還元(LT・メモ)", "Talks and notes shared"}, []string{"学び還元", "学び還元件数"}}, Name{"複線者", "persons with a second activity"}, false, ofPersons},
	{Word{"learning_hours", Name{"学びの時間", "Hours of learning"}, []string{"学び時間", "学習時間"}}, Name{"人数", "persons"}, false, ofPersons},
	{Word{"okr_met", Name{"達成した目標(OKR)", "Objectives met"}, []string{"OKR達成"}}, Name{"立てた目標", "objectives set"}, true, 0},
	{Word{"outcomes_logged", Name{"成果を記録した案件", "Assignments with a record of outcomes"}, []string{"成果ログ"}}, Name{"案件", "assignments"}, true, 0},
	{Word{"outcomes_defined", Name{"成果を定義した案件", "Openings that define the outcome"}, []string{"成果定義記載"}}, Name{"案件", "openings"}, true, 0},
	{Word{"desk_consultations", Name{"窓口の相談", "Consultations at the desk"}, []string{"窓口相談", "相談件数"}}, Name{}, false, 0},
	{Word{"desk_days", Name{"相談の処理日数の合計", "Days to settle consultations"}, []string{"処理日数"}}, Name{"終わった相談", "consultations settled"}, false, 0},
	{Word{"talent_active", Name{"稼働している登録者", "Registered persons at work"}, []string{"稼働者"}}, Name{"人材データベースの登録者", "persons in the talent database"}, true, valuePersons | ofPersons},
	{Word{"exercise_students", Name{"就業演習の受講者", "Students in work exercises"}, []string{"演習受講者"}}, Name{"在籍学生", "students"}, true, valuePersons | ofPersons},
	{Word{"placed", Name{"就職した人", "Persons placed in work"}, []string{"就職者"}}, Name{"就職を希望した人", "persons who sought work"}, true, valuePersons | ofPersons},
	{Word{"calendar_published", Name{"遠征・施設カレンダーを公開した団体", "Bodies that publish their calendar"}, []string{"カレンダー公開"}}, Name{"団体", "bodies"}, true, 0},
	{Word{"alumni_engaged", Name{"直近1年に関わりのあったアルムナイ", "Alumni engaged within a year"}, []string{"関わりのあるアルムナイ", "Alumni engaged", "アルムナイ再関与"}}, Name{"名簿にあるアルムナイ", "alumni in the register"}, true, valuePersons | ofPersons},
	{Word{"returned", Name{"復帰した人", "Persons who returned"}, []string{"出戻り", "出戻り人数"}}, Name{}, false, valuePersons},
	{Word{"certificates", Name{"取得した資格", "Certificates gained"}, []string{"資格取得", "資格取得数"}}, Name{"人数", "persons"}, false, ofPersons},
	{Word{"related_persons", Name{"関係人口", "People with ties to the area"}, nil}, Name{}, false, valuePersons},
	{Word{"external_talent", Name{"外部人材の活用", "Use of outside talent"}, []string{"外部人材活用", "外部人材活用件数"}}, Name{}, false, valuePersons},
}

// PracticeOf tells what the column of holds for a practice, and whether the
// value is a part of it. The name is empty where nothing is to be given.
func PracticeOf(item string) (of Name, part bool) {
	for _, p := range practiceItems {
		if p.word.Code == item {
			return p.of, p.part
		}
	}
	return Name{}, false
}

// classOfPractice is the class of value or of of a practice.
func classOfPractice(measure, item string) Class {
	counts := valuePersons
	if measure == "of" {
		counts = ofPersons
	}
	for _, p := range practiceItems {
		if p.word.Code == item && p.who&counts != 0 {
			return Persons
		}
	}
	return Money
}

func practice() Table {
	var list []Word
	for _, p := range practiceItems {
		list = append(list, p.word)
	}
	return Table{
		ID: TablePractice, Name: Name{"運用実績", "Practice"}, Family: "practice", Apart: true, Category: []string{ColumnItem},
		Row:  Name{"ある提出者の、ある取り組みの実績", "one countable practice of one organisation"},
		Keys: keysWith(means(required(words(ColumnItem, "項目", "Item", list, "取り組み")), "取り組みの id か名前", "id or name of the practice")),
		Measures: []Measure{
			{Column: means(required(number("value", "実績", "Value", "件数", "実績値")), "その期の実績", "what was done in the period"), Behaviour: Flow, Class: Money, Unit: UnitItems},
			{Column: means(number("of", "母数", "Of", "対象数", "分母"), "実績が何のうちか(項目ごとに決まっています)", "what the value is a part of, or counted against; each item says which"), Behaviour: Flow, Class: Money, Unit: UnitItems},
		},
	}
}
