package contract

import "fukusen/internal/dim"

// plain is a column that gives no code.
func plain(id, ja, en string, aliases ...string) Column {
	return Column{ID: id, Name: Name{ja, en}, Aliases: aliases, Axis: dim.NumAxes}
}

func code(axis dim.Axis, ja, en string, aliases ...string) Column {
	return Column{ID: axis.String(), Name: Name{ja, en}, Aliases: aliases, Axis: axis}
}

func required(c Column) Column {
	c.Required = true
	return c
}

// keys are the key columns that any measure table may have.
func keys() []Column {
	return []Column{
		required(plain(ColumnPeriod, "期間", "Period", "期", "四半期", "対象期間", "quarter")),
		required(code(dim.Organisation, "提出者", "Organisation", "提出者コード", "団体", "法人番号", "団体コード", "学校コード")),
		code(dim.Area, "市区町村コード", "Area", "市区町村", "地域", "地域コード", "全国地方公共団体コード", "area_code"),
		code(dim.Origin, "居住地", "Home area", "居住地コード", "origin_code"),
		code(dim.Sex, "性別", "Sex", "gender"),
		code(dim.Age, "年齢階級", "Age band", "年齢", "年代", "age_band"),
		code(dim.Sport, "競技", "Sport", "種目"),
		plain(ColumnBasis, "把握方法", "Basis"),
		plain(ColumnRevision, "版", "Revision"),
		plain(ColumnNote, "備考", "Note"),
	}
}

func measure(c Column, b Behaviour, partOf ...string) Measure {
	return Measure{Column: c, Behaviour: b, Class: Persons, PartOf: partOf}
}

func people() Table {
	return Table{
		ID: "people", Name: Name{"対象者", "People"}, Family: "people", Keys: keys(),
		Measures: []Measure{
			measure(required(plain("persons", "人数", "Persons", "対象者数", "対象人数")), Stock),
			measure(plain("employed", "有業者", "Employed", "有業者数"), Stock, "persons"),
			measure(plain("dual_paid", "副業者", "Paid second activity", "副業者数", "収入を伴う副業"), Stock, "dual_any", "employed"),
			measure(plain("dual_any", "複線者", "Any second activity", "複線者数", "デュアルキャリア", "デュアルキャリア人数"), Stock, "persons"),
			measure(plain("wish", "希望者", "Wish", "希望者数"), Stock, "persons"),
			measure(plain("preparing", "準備中", "Preparing", "準備者数"), Stock, "persons"),
			measure(plain("informed", "案内済み", "Informed", "案内者数"), Flow, "persons"),
			measure(plain("applied", "応募", "Applied", "応募者数"), Flow, "informed"),
			measure(plain("matched", "成立", "Matched", "成立者数", "マッチング成立"), Flow, "applied"),
			measure(plain("continued_90d", "90日継続", "Continued 90 days", "90日継続者数"), Cohort, "matched"),
			measure(plain("must_declare", "要申告者", "Must declare", "要申告者数"), Stock, "persons"),
			measure(plain("declared", "申告者", "Declared", "申告者数"), Stock, "must_declare"),
		},
	}
}

func population() Column {
	return required(plain(ColumnPopulation, "調査対象", "Population", "対象"))
}

// survey has a column for the weight only to refuse it: answers that were
// meant to be weighted must not be counted as they are.
func survey() Table {
	return Table{
		ID: "survey", Name: Name{"調査票", "Survey answers"}, Family: FamilySurvey, Items: true,
		Keys: append(keys(), population(), plain(ColumnWeight, "ウェイト", "Weight", "重み")),
	}
}

func surveyTally() Table {
	return Table{
		ID: "survey_tally", Name: Name{"調査集計", "Survey counts"}, Family: FamilySurvey,
		Keys: append(keys(), population(),
			required(plain(ColumnItem, "設問", "Item")),
			required(plain(ColumnAnswer, "回答", "Answer"))),
		Measures: []Measure{{
			Column: required(plain(MeasureRespondents, "回答者数", "Respondents", "件数")),
			Class:  Respondents,
		}},
	}
}

func populations() []Population {
	return []Population{
		{"employee", Name{"従業員", "Employees"}},
		{"resident", Name{"住民", "Residents"}},
		{"student", Name{"在学者", "Students"}},
		{"member", Name{"会員", "Members"}},
		{"related", Name{"関係人口", "People with ties to the area"}},
		{"visitor", Name{"来訪者", "Visitors"}},
		{"leaver", Name{"退職者", "Leavers"}},
	}
}
