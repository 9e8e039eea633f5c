package contract

import "fukusen/internal/dim"

// tables lists the measure tables in the order of the documents.
func tables() []Table {
	return []Table{
		people(), openings(), jobs(), hiring(), credits(), startups(), results(), contribution(), practice(),
		survey(), surveyTally(), surveyFrame(), residents(),
	}
}

// column is a column that gives no code.
func column(form Form, id, ja, en string, aliases ...string) Column {
	return Column{ID: id, Name: Name{ja, en}, Aliases: aliases, Axis: dim.NumAxes, Form: form}
}

func code(axis dim.Axis, ja, en string, aliases ...string) Column {
	return Column{ID: axis.String(), Name: Name{ja, en}, Aliases: aliases, Axis: axis}
}

func words(id, ja, en string, list []Word, aliases ...string) Column {
	c := column(FormWord, id, ja, en, aliases...)
	c.Words = list
	return c
}

func required(c Column) Column {
	c.Required = true
	return c
}

// means says what a column holds.
func means(c Column, ja, en string) Column {
	c.Note = Name{ja, en}
	return c
}

var bases = []Word{
	{"census", Name{"全数", "Census"}, []string{"全数把握", "悉皆"}},
	{"register", Name{"名簿", "Register"}, []string{"台帳", "登録"}},
	{"survey", Name{"調査", "Survey"}, []string{"標本調査", "アンケート"}},
}

// keys are the key columns that any measure table may have.
func keys() []Column {
	return []Column{
		means(required(column(FormPeriod, ColumnPeriod, "期間", "Period", "期", "四半期", "対象期間", "年月", "quarter", "month")),
			"四半期か月。月次の行は四半期にまとめます", "quarter or month; the months of a quarter are put together"),
		means(required(code(dim.Organisation, "提出者", "Organisation", "提出者コード", "団体", "法人番号", "団体コード", "学校コード")),
			"提出者一覧の番号・記号、または名称", "number, id or name of organisations.csv"),
		means(code(dim.Area, "市区町村コード", "Area", "市区町村", "地域", "地域コード", "全国地方公共団体コード", "area_code"),
			"活動の場所。コードでも名前でもよい", "where it takes place: a code or a name"),
		means(code(dim.Origin, "居住地", "Home area", "居住地コード", "origin_code"),
			"本人の住むところ。書き方は市区町村コードと同じ", "where the person lives, written like the area"),
		means(code(dim.Sex, "性別", "Sex", "gender"), "男、女、その他、不詳", "m, f, x or unknown"),
		means(code(dim.Age, "年齢階級", "Age band", "年齢", "年代", "age_band"), "20~29歳、20代、65歳以上 など", "such as 20-29 or 65+"),
		means(code(dim.Sport, "競技", "Sport", "種目"), "競技や文化活動の名前", "a sport or a field of culture"),
		means(words(ColumnBasis, "把握方法", "Basis", bases), "数え方", "how it was counted"),
		means(column(FormRevision, ColumnRevision, "版", "Revision"),
			"公表前の訂正の番号(1~999、空欄は 1)。大きい版が、同じ提出者・表・四半期の小さい版と入れ替わります",
			"number of a correction before release (1 to 999, empty is 1); the highest replaces the others of the same organisation, table and quarter"),
		means(column(FormText, ColumnNote, "備考", "Note"), "覚え書き。読まず、公表もしません", "a remark; neither read nor published"),
	}
}

// keysWith are the common key columns and those of one table.
func keysWith(own ...Column) []Column { return append(keys(), own...) }

// number is the column of a measure.
func number(id, ja, en string, aliases ...string) Column {
	return column(FormNumber, id, ja, en, aliases...)
}

func persons(c Column, b Behaviour, partOf ...string) Measure {
	return Measure{Column: c, Behaviour: b, Class: Persons, PartOf: partOf}
}

func amount(c Column, unit Unit, partOf ...string) Measure {
	return Measure{Column: c, Behaviour: Flow, Class: Money, Unit: unit, PartOf: partOf}
}

func count(c Column, unit Unit, b Behaviour, partOf ...string) Measure {
	return Measure{Column: c, Behaviour: b, Class: Counts, Unit: unit, PartOf: partOf}
}

func people() Table {
	return Table{
		ID: "people", Name: Name{"対象者", "People"}, Family: "people", Keys: keys(),
		Row: Name{"ある提出者の、ある区分の人数", "one group of one organisation"},
		Measures: []Measure{
			persons(means(required(number("persons", "人数", "Persons", "対象者数", "対象人数")), "数える対象の人(従業員、在学者、会員など)の数", "persons in scope"), Stock),
			persons(means(number("employed", "有業者", "Employed", "有業者数"), "うち、収入を伴う仕事をしている人", "of them: in paid work"), Stock, "persons"),
			persons(means(number("dual_paid", "副業者", "Paid second activity", "副業者数", "収入を伴う副業"),
				"有業者のうち、収入を伴う別の仕事もしている人。複線者の内数でもあります", "of the employed, and of `dual_any`: with another paid job"), Stock, "dual_any", "employed"),
			persons(means(number("dual_any", "複線者", "Any second activity", "複線者数", "デュアルキャリア", "デュアルキャリア人数"),
				"人数のうち、別の組織や分野の活動を一つ以上続けている人", "with any further activity"), Stock, "persons"),
			persons(means(number("wish", "希望者", "Wish", "希望者数"), "人数のうち、始めたいと思っている人", "would like to begin"), Stock, "persons"),
			persons(means(number("preparing", "準備中", "Preparing", "準備者数"), "人数のうち、準備中(学習・相談)の人", "preparing"), Stock, "persons"),
			persons(means(number("informed", "案内済み", "Informed", "案内者数"), "人数のうち、その四半期に案内を受けた人", "told of an opportunity in the quarter"), Flow, "persons"),
			persons(means(number("applied", "応募", "Applied", "応募者数"), "案内済みのうち、その四半期に応募した人", "of them: applied"), Flow, "informed"),
			persons(means(number("matched", "成立", "Matched", "成立者数", "マッチング成立"), "応募のうち、その四半期に成立した人", "of them: matched"), Flow, "applied"),
			persons(means(number("continued_90d", "90日継続", "Continued 90 days", "90日継続者数"),
				"その四半期に成立して、90日後も続けている人", "of those matched in the quarter: still there after 90 days"), Cohort, "matched"),
			persons(means(number("must_declare", "要申告者", "Must declare", "要申告者数"), "人数のうち、副業の申告が必要な人", "who must declare their second activity"), Stock, "persons"),
			persons(means(number("declared", "申告者", "Declared", "申告者数"), "要申告者のうち、申告した人", "of them: who did"), Stock, "must_declare"),
		},
	}
}

func openings() Table {
	return Table{
		ID: "openings", Name: Name{"求人", "Openings"}, Family: "openings", Keys: keys(),
		Row: Name{"その期に新しく公開した求人", "openings newly published in the period"},
		Measures: []Measure{
			amount(means(required(number("openings", "求人件数", "Openings", "新規求人件数")), "新しく公開した求人の件数(3か月以内の再掲は除く)", "openings newly published, without those repeated within three months"), UnitItems),
			amount(means(number("openings_dual", "兼業可求人件数", "Openings open to dual careers", "兼業可件数"), "求人件数のうち、兼業できると明示したもの", "of them: expressly open to a second activity"), UnitItems, "openings"),
			amount(means(number("positions", "求人人数", "Positions", "募集人数", "新規求人数"), "募集する人数", "positions offered"), UnitPersons),
			amount(means(number("positions_dual", "兼業可求人人数", "Positions open to dual careers", "兼業可人数"), "求人人数のうち、兼業できると明示したもの", "of them: expressly open to a second activity"), UnitPersons, "positions"),
			amount(means(number("positions_unstated", "兼業可否不明の求人人数", "Positions that do not say", "可否不明人数"), "求人人数のうち、兼業の可否を書いていないもの", "of them: which do not say"), UnitPersons, "positions"),
			amount(means(number("slots_posted", "募集枠", "Slots posted", "募集枠数", "マイクロジョブ枠"), "90分を一枠とする仕事の募集枠", "slots of 90 minutes offered"), UnitItems),
			amount(means(number("slots_filled", "充足枠", "Slots filled", "充足枠数"), "募集枠のうち、決まったもの", "of them: filled"), UnitItems, "slots_posted"),
			amount(means(number("days_to_match", "成立までの日数", "Days to match", "のべ日数"), "成立したものの、公開から成立までの日数の合計", "days from publication to match, summed over the matches"), UnitDays),
			amount(means(number("matches", "成立件数", "Matches", "成約件数"), "成立した件数", "openings that were matched"), UnitItems),
		},
	}
}

var contracts = []Word{
	{"employee", Name{"雇用", "Employment"}, []string{"雇用契約", "正規", "非正規"}},
	{"contract", Name{"業務委託", "Contract work"}, []string{"委託", "請負", "フリーランス"}},
}

func jobs() Table {
	return Table{
		ID: "jobs", Name: Name{"雇用", "Jobs"}, Family: "jobs", Category: []string{"contract"},
		Row:  Name{"制度を通じて始まった、または終わった有償の仕事", "paid work that began or ended through the scheme"},
		Keys: keysWith(means(required(words("contract", "契約", "Contract", contracts, "契約形態", "contract_type")), "雇用か業務委託", "employment or contract work")),
		Measures: []Measure{
			persons(means(required(number("started", "開始", "Started", "開始者数", "開始人数")), "その期に始めた人", "persons who began"), Flow),
			persons(means(number("ended", "終了", "Ended", "終了者数", "終了人数"), "その期に終えた人", "persons who ended"), Flow),
			amount(means(number("hours", "労働時間", "Hours", "時間", "就業時間"), "その期に働いた時間の合計", "hours worked"), UnitMinutes),
		},
	}
}

var channels = []Word{
	{"dual", Name{"複線", "Dual career"}, []string{"副業・兼業", "デュアルキャリア"}},
	{"alumni", Name{"アルムナイ", "Alumni"}, []string{"出戻り", "退職者"}},
	{"other", Name{"その他", "Other"}, []string{"一般"}},
}

func hiring() Table {
	return Table{
		ID: "hiring", Name: Name{"採用", "Hiring"}, Family: "hiring", Category: []string{"channel"},
		Row:  Name{"ある経路による採用と、その費用", "hires through one channel and what they cost"},
		Keys: keysWith(means(required(words("channel", "採用経路", "Channel", channels, "経路", "チャネル")), "どこを通じた採用か", "how they were found")),
		Measures: []Measure{
			persons(means(required(number("hires", "採用人数", "Hires", "採用数", "採用者数")), "採用した人", "persons hired"), Flow),
			amount(means(number("external_cost", "外部費用", "External cost", "外部採用費"), "紹介料・広告費などの合計(円)", "fees and advertising, in yen"), UnitYen),
			amount(means(number("internal_cost", "内部費用", "Internal cost", "内部採用費"), "採用に携わった社員の人件費など(円)", "own staff and other cost, in yen"), UnitYen),
			persons(means(number("retained_90d", "90日定着", "Retained 90 days", "90日定着者数"), "その期に採用して、90日後も在籍している人", "of those hired in the period: still there after 90 days"), Cohort, "hires"),
		},
	}
}

func credits() Table {
	return Table{
		ID: "credits", Name: Name{"単位認定", "Credits"}, Family: "credits", Keys: keys(),
		Row: Name{"一つの学校の、学外での学びの単位認定", "recognised outside learning of one school"},
		Measures: []Measure{
			persons(means(required(number("students", "在籍学生数", "Students", "在籍者数", "生徒数", "学生数")), "在籍する学生・生徒", "students enrolled"), Stock),
			persons(means(number("students_recognised", "認定学生数", "Students with recognised credits", "認定者数"), "年度の初めから今までに、学外の学びで1単位以上認められた人", "students with one credit or more since the school year began"), Cumulative, "students"),
			{Column: means(number("credits_awarded", "授与単位数", "Credits awarded", "単位数"), "年度の初めから今までに授与した単位", "credits awarded since the school year began"), Behaviour: Cumulative, Class: Counts, Unit: UnitCredits},
			{Column: means(number("credits_recognised", "認定単位数", "Credits recognised"), "そのうち、学外の学びを認めた単位", "of them: for outside learning"), Behaviour: Cumulative, Class: Counts, Unit: UnitCredits, PartOf: []string{"credits_awarded"}},
			count(means(number("agreement", "協定", "Agreement", "協定の有無", "単位互換協定"), "協定が有効なら 1、なければ 0。一つの学校で一行だけに書きます", "1 if a written agreement is in force, else 0; on one row of a school only"), UnitYesNo, Stock),
			{Column: number("schools", "協定の有無を答えた学校", "Schools that told of an agreement"), Behaviour: Stock, Class: Counts, Unit: UnitYesNo, Product: []string{"agreement"}},
		},
	}
}

var yesNo = []Word{
	{"yes", Name{"はい", "Yes"}, []string{"ある", "あり", "有", "1", "○", "TRUE", "true"}},
	{"no", Name{"いいえ", "No"}, []string{"ない", "なし", "無", "0", "×", "FALSE", "false"}},
}

// startups has no organisation: an entity is counted in its area once, whoever
// reports it.
func startups() Table {
	return Table{
		ID: "startups", Name: Name{"創業", "Startups"}, Family: "startups", Public: true,
		Row: Name{"一つの新しい会社や事業", "one new company or business"},
		Keys: []Column{
			means(required(column(FormEntity, ColumnEntity, "法人番号", "Corporate number", "corporate_number", "entity_id", "事業体")), "13桁の法人番号。個人事業などは local: に続けて記号", "the 13 digits, or local: and an id of your own"),
			means(required(column(FormDate, ColumnFounded, "設立日", "Founded on", "設立年月日", "開業日")), "登記か開業の日", "day of registration"),
			means(code(dim.Area, "市区町村コード", "Area", "市区町村", "地域", "地域コード", "area_code"), "所在地", "where it is"),
			means(column(FormText, ColumnNote, "備考", "Note"), "覚え書き。読まず、公表もしません", "a remark; neither read nor published"),
		},
		Measures: []Measure{
			{Column: number("founded", "創業数", "Founded"), Behaviour: Flow, Class: Counts, Unit: UnitEntities, Product: []string{}},
			count(means(number("active_12m", "12か月後存続", "Active after 12 months", "12か月存続"), "設立から12か月後に続いていれば 1、いなければ 0、まだなら空欄", "1 if active 12 months on, 0 if not, empty if it is too early"), UnitYesNo, Cohort),
			{Column: number("due_12m", "12か月たった創業", "Founded 12 months ago"), Behaviour: Cohort, Class: Counts, Unit: UnitYesNo, Product: []string{"active_12m"}},
		},
	}
}

var levels = []Word{
	{"international", Name{"国際", "International"}, []string{"国際大会", "L1"}},
	{"national", Name{"全国", "National"}, []string{"全国大会", "L2"}},
	{"block", Name{"ブロック", "Regional block"}, []string{"地方", "ブロック大会", "L3"}},
	{"prefecture", Name{"都道府県", "Prefecture"}, []string{"県", "県大会", "L4"}},
	{"local", Name{"地区", "Local"}, []string{"市町村", "地区大会", "L5"}},
}

func results() Table {
	return Table{
		ID: "results", Name: Name{"競技成績", "Results"}, Family: "results", Category: []string{"level"},
		Row:  Name{"そのシーズンに到達した最高の大会の段階ごとの人数", "athletes by the highest level that they reached in the season"},
		Keys: keysWith(means(required(words("level", "大会の段階", "Level", levels, "段階", "レベル")), "到達した最高の段階", "the highest level reached")),
		Measures: []Measure{
			persons(means(required(number("persons", "人数", "Persons", "選手数")), "その段階に到達した人", "persons who reached it"), Stock),
			persons(means(number("top8", "入賞", "Top eight", "8位以内", "入賞者数"), "そのうち8位以内", "of them: among the first eight"), Stock, "persons"),
		},
	}
}

var domains = []Word{
	{"community", Name{"地域", "Community"}, []string{"地域貢献"}},
	{"education", Name{"教育", "Education"}, []string{"教育貢献", "学校"}},
}

var activities = []Word{
	{"coaching", Name{"指導", "Coaching"}, []string{"コーチ", "部活動指導"}},
	{"class", Name{"出前授業", "Guest class"}, []string{"授業", "講演", "講師"}},
	{"event", Name{"行事", "Event"}, []string{"イベント", "大会運営"}},
	{"mentoring", Name{"相談・伴走", "Mentoring"}, []string{"メンタリング", "伴走支援"}},
	{"volunteering", Name{"ボランティア", "Volunteering"}, []string{"奉仕活動"}},
	{"other", Name{"その他", "Other"}, nil},
}

func contribution() Table {
	return Table{
		ID: "contribution", Name: Name{"貢献", "Contribution"}, Family: "contribution", Category: []string{"domain", "activity"},
		Row: Name{"ある分野の、ある種類の活動", "activities of one kind in one domain"},
		Keys: keysWith(
			means(required(words("domain", "分野", "Domain", domains)), "地域か教育", "community or education"),
			means(words("activity", "活動", "Activity", activities, "活動種別"), "活動の種類(空欄はその他)", "the kind of activity; empty means other"),
			column(FormText, "wage_source", "賃金の出典", "Source of the wage")),
		Measures: []Measure{
			amount(means(required(number("hours", "活動時間", "Hours", "時間", "のべ時間")), "活動した時間の合計", "hours given"), UnitMinutes),
			persons(means(number("participants", "参加者", "Participants", "参加者数", "活動者数"), "活動した人(のべ)", "persons who took part, each time counted"), Flow),
			persons(means(number("beneficiaries", "受益者", "Beneficiaries", "受益者数", "対象人数"), "活動が届いた人(のべ)", "persons reached, each time counted"), Flow),
			count(means(number("events", "回数", "Events", "件数", "開催数"), "活動の回数", "how often"), UnitItems, Flow),
			count(means(number("schools", "学校数", "Schools", "校数"), "活動した学校", "schools served"), UnitSchools, Flow),
			{Column: means(number("wage", "換算賃金", "Wage", "時給", "時間単価"), "金額に換算するときの1時間の賃金(円)", "yen an hour that the time is valued at"), Behaviour: Flow, Class: Money, Unit: UnitYen, Rate: true},
			{Column: number("worth", "換算額", "Value of the time"), Behaviour: Flow, Class: Money, Unit: UnitYen, Product: []string{"hours", "wage"}},
		},
	}
}

func population() Column {
	return means(required(column(FormWord, ColumnPopulation, "調査対象", "Population", "対象")), "だれへの調査か", "who was asked")
}

// survey has one row for each respondent, who may count more or less than
// another: by the weight, whose mean over a survey is 1.
func survey() Table {
	return Table{
		ID: "survey", Name: Name{"調査票", "Survey answers"}, Family: FamilySurvey, Items: true,
		Row: Name{"無記名の回答者一人", "one anonymous respondent"},
		Keys: keysWith(population(),
			means(column(FormWeight, ColumnWeight, "ウェイト", "Weight", "重み"),
				"この回答を何人分と数えるか。0 から 100 の小数(1.25 など)で、調査対象と四半期ごとの平均を 1 にします。小数は何桁でもよく、小数第3位に四捨五入して使います。重みを付けない調査なら列全体を空欄にするか、列を消します",
				"how much the answer counts: a decimal from 0 to 100 such as 1.25, whose mean over a population and quarter is 1. It may have any number of decimals and is rounded to three. Leave the whole column empty, or delete it, if the survey is not weighted")),
	}
}

func surveyTally() Table {
	return Table{
		ID: "survey_tally", Name: Name{"調査集計", "Survey counts"}, Family: FamilySurvey,
		Row: Name{"ある設問に、ある回答をした人の数", "how many gave one answer to one item"},
		Keys: keysWith(population(),
			means(required(column(FormText, ColumnItem, "設問", "Item")), "設問の id か名前", "id or name of the item"),
			means(required(column(FormAnswer, ColumnAnswer, "回答", "Answer")), "その設問の回答", "an answer to it")),
		Measures: []Measure{{
			Column: means(required(number(MeasureRespondents, "回答者数", "Respondents", "件数")), "そう答えた人の数", "who gave the answer"),
			Class:  Respondents,
		}},
	}
}

func surveyFrame() Table {
	return Table{
		ID: TableFrame, Name: Name{"調査枠", "Survey frame"}, Family: TableFrame, Apart: true, Category: []string{ColumnPopulation},
		Row: Name{"調査した一つの集団", "one surveyed group"},
		Keys: keysWith(population(),
			means(column(FormDate, "fielded_from", "調査開始日", "Fielded from", "調査開始"), "調査を始めた日", "first day of the survey"),
			means(column(FormDate, "fielded_to", "調査終了日", "Fielded to", "調査終了"), "調査を終えた日", "last day of the survey")),
		Measures: []Measure{
			persons(means(required(number("size", "対象者総数", "Size", "母集団", "母数")), "調査したい集団の人数", "persons in the group"), Stock),
			persons(means(number("sampled", "配布数", "Sampled", "標本数", "依頼数"), "回答を頼んだ人", "persons asked"), Stock, "size"),
			{Column: means(number("responded", "有効回答数", "Responded", "回収数"), "答えた人", "persons who answered"), Class: Respondents, PartOf: []string{"sampled", "size"}},
		},
	}
}

func residents() Table {
	return Table{
		ID: "population", Name: Name{"人口", "Residents"}, Family: "population", Public: true,
		Row: Name{"ある地域の、ある区分の住民", "residents of one area, by group"},
		Keys: []Column{
			means(required(column(FormPeriod, ColumnPeriod, "期間", "Period", "期", "四半期", "年月", "年月日", "基準日", "quarter")), "四半期、月、または基準日", "quarter, month or day"),
			means(required(code(dim.Area, "市区町村コード", "Area", "市区町村", "地域", "地域コード", "全国地方公共団体コード", "area_code")), "地域のコードか名前", "code or name of the area"),
			means(code(dim.Sex, "性別", "Sex", "gender"), "男、女、その他、不詳", "m, f, x or unknown"),
			means(code(dim.Age, "年齢階級", "Age band", "年齢", "年代", "age_band"), "20~29歳、20代、65歳以上 など", "such as 20-29 or 65+"),
			means(column(FormText, ColumnNote, "備考", "Note"), "覚え書き。読まず、公表もしません", "a remark; neither read nor published"),
		},
		Measures: []Measure{
			count(means(required(number("residents", "住民数", "Residents", "人口", "総人口")), "住民の数", "residents"), UnitPersons, Stock),
			count(means(number("residents_15_64", "生産年齢人口", "Residents aged 15 to 64", "15~64歳人口"), "うち15~64歳", "of them: aged 15 to 64"), UnitPersons, Stock, "residents"),
			count(means(number("employed", "有業者", "Employed", "有業者数", "就業者数"), "うち有業者", "of them: in paid work"), UnitPersons, Stock, "residents"),
		},
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
