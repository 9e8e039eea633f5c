package sample

import "fukusen/internal/dim"

// A share is a part of a submitter's people, in basis points.
type share struct {
	code string
	part int64
}

// A layout says how a submitter cuts its export into files.
type layout int

const (
	byYear layout = iota // people-2025.csv
	byQuarter
	inOne
)

// A submitter is an organisation of the example with the model behind its
// numbers. Rates are in basis points.
type submitter struct {
	organisation
	style
	layout
	areas   []share // where its people are; the first is its own area
	size    int64   // people at the start
	growth  int64   // of the people, a quarter
	women   int64
	ages    []share
	dual    int64       // any second activity at the start
	unknown bool        // has people of unknown sex and age
	late    bool        // has not sent the last quarter
	revised dim.Quarter // sent a second time; 0 is none
}

// The example runs from April 2024 to September 2026.
var (
	firstQuarter = dim.FiscalQuarter(2024, 1)
	lastQuarter  = dim.FiscalQuarter(2026, 2)
)

// quarters are those that the submitter has sent.
func (s *submitter) quarters() []dim.Quarter {
	last := lastQuarter
	if s.late {
		last--
	}
	var all []dim.Quarter
	for q := s.joined; q <= last; q++ {
		all = append(all, q)
	}
	return all
}

// Ages are the published age bands of all sites of this package; a site's
// fukusen.yaml has to name them.
func Ages() []string { return []string{"15-29", "30-44", "45-59", "60-"} }

// bands shares people out over the age bands.
func bands(young, middle, older, oldest int64) []share {
	parts := []int64{young, middle, older, oldest}
	var all []share
	for i, code := range Ages() {
		all = append(all, share{code, parts[i]})
	}
	return all
}

const (
	aoba     = "99201"
	shiomi   = "99321"
	satoyama = "99401"
)

func exampleAreas() []area {
	return []area{
		{"99", "みなと県", "Minato Prefecture", "みなとけん", "", 1, 1},
		{aoba, "青葉市", "Aoba City", "あおばし", "99", 1, 1},
		{shiomi, "潮見町", "Shiomi Town", "しおみちょう", "99", 1, 2},
		{satoyama, "里山村", "Satoyama Village", "さとやまむら", "99", 2, 1},
	}
}

// The people of aggregate companies are in Aoba, or in Aoba and Shiomi: an
// area with one or two of them could not publish its companies at all.
func companies() []*submitter {
	start := firstQuarter
	org := func(id, ja, en, area string) organisation {
		return organisation{id: id, kind: "company", ja: ja, en: en, area: area, joined: start}
	}
	aggregate := func(o organisation) organisation { o.aggregate = true; return o }
	consenting := func(o organisation) organisation { o.consents = true; return o }
	unlisted := func(o organisation) organisation { o.unlisted = true; return o }
	later := func(o organisation, q dim.Quarter) organisation { o.joined = q; return o }

	excel := style{enc: cp932, header: japaneseName, quarter: fiscalJA, sex: sexJA, age: agesJA}
	excelEra := style{enc: cp932, header: japaneseAlias, quarter: eraShort, sex: sexLongJA, age: agesJA}
	marked := style{enc: bom, header: japaneseName, quarter: eraJA, number: thousands, sex: sexLongJA, age: agesJA}
	wide := style{enc: cp932, header: japaneseName, quarter: eraJA, number: fullWidth, sex: sexJA, age: agesJA}
	english := style{header: englishName, quarter: fiscalEN, sex: sexEN, age: agesPlus}
	own := style{enc: bom, quarter: months, sex: sexStaff, age: agesCareer}

	town := []share{{aoba, whole}}
	coast := []share{{aoba, 6400}, {shiomi, 3600}}
	// At least three of those who keep their amounts to themselves are in each
	// table, even of the last quarter, for which one has not reported.
	return []*submitter{
		{organisation: consenting(org("minato-precision", "みなとカモノハシ精機", "Minato Kamonohashi Precision", aoba)), style: marked,
			areas: town, size: 6000, growth: 20, women: 3100, ages: bands(2300, 3600, 3000, 1100), dual: 640, unknown: true},
		{organisation: org("aoba-foods", "青葉もぐら食品", "Aoba Mogura Foods", aoba), style: excel,
			areas: town, size: 3800, growth: 10, women: 5400, ages: bands(2600, 3200, 2900, 1300), dual: 700, unknown: true},
		{organisation: org("shiomi-logistics", "潮見うみがめ物流", "Shiomi Umigame Logistics", shiomi), style: own,
			areas: []share{{shiomi, 5600}, {aoba, 4400}}, size: 2600, growth: 30, women: 2900, ages: bands(2200, 3300, 3300, 1200), dual: 780},
		{organisation: consenting(org("aoba-systems", "青葉ふくろうシステム", "Aoba Fukurou Systems", aoba)), style: style{},
			areas: town, size: 1900, growth: 90, women: 3300, ages: bands(3400, 4200, 1900, 500), dual: 1040},
		{organisation: org("hoshizora-railway", "星空たぬき鉄道", "Hoshizora Tanuki Railway", shiomi), style: style{header: japaneseName, quarter: fiscalJA, sex: sexJA, age: agesJA},
			layout: byQuarter, areas: []share{{shiomi, 5200}, {aoba, 4800}}, size: 1400, growth: -10, women: 2600, ages: bands(2000, 3000, 3500, 1500), dual: 620, late: true},
		{organisation: consenting(org("aoba-care", "青葉こうのとり介護サービス", "Aoba Kounotori Care", aoba)), style: style{enc: bom, header: japaneseName, quarter: fiscalEN, sex: sexJA, age: agesJA},
			areas: []share{{aoba, 7300}, {satoyama, 2700}}, size: 1100, growth: 40, women: 7200, ages: bands(1900, 3000, 3200, 1900), dual: 860, revised: dim.FiscalQuarter(2025, 3)},
		{organisation: org("shiomi-marine", "潮見とびうお水産", "Shiomi Tobiuo Marine", shiomi), style: english,
			areas: []share{{shiomi, whole}}, size: 820, growth: 0, women: 4200, ages: bands(1700, 2800, 3300, 2200), dual: 900},
		{organisation: consenting(later(org("satoyama-timber", "里山くまげら林業", "Satoyama Kumagera Timber", satoyama), start+2)), style: style{header: japaneseName, quarter: eraJA, sex: sexLongJA, age: agesJA},
			layout: inOne, areas: []share{{satoyama, whole}}, size: 310, growth: 20, women: 3400, ages: bands(1800, 2900, 3100, 2200), dual: 980},
		{organisation: aggregate(org("kaede-credit", "楓りす信用組合", "Kaede Risu Credit Union", aoba)), style: excelEra,
			areas: coast, size: 640, growth: 0, women: 4900, ages: bands(2600, 3300, 3000, 1100), dual: 610},
		{organisation: aggregate(org("hamanasu-hotel", "浜茄子らっこホテル", "Hamanasu Rakko Hotel", shiomi)), style: english,
			areas: []share{{shiomi, 6000}, {aoba, 4000}}, size: 480, growth: 50, women: 5800, ages: bands(3300, 3100, 2500, 1100), dual: 930},
		{organisation: aggregate(org("tsukimi-print", "月見うさぎ印刷", "Tsukimi Usagi Printing", aoba)), style: wide,
			areas: coast, size: 390, growth: -20, women: 4100, ages: bands(1900, 3000, 3400, 1700), dual: 720},
		{organisation: unlisted(aggregate(org("komorebi-dairy", "木漏れ日やぎ牧場", "Komorebi Yagi Dairy", aoba))), style: style{header: japaneseName, quarter: fiscalJA, sex: sexJA},
			layout: inOne, areas: town, size: 250, growth: 10, women: 4600, ages: bands(2700, 3100, 2700, 1500), dual: 880},
	}
}

func schools() []*submitter {
	org := func(id, ja, en, area string) organisation {
		return organisation{id: id, kind: "school", ja: ja, en: en, area: area, joined: firstQuarter}
	}
	students := []share{{Ages()[0], whole}}
	return []*submitter{
		{organisation: org("aoba-university", "青葉ほたる大学", "Aoba Hotaru University", aoba), style: style{enc: bom, header: japaneseName, quarter: fiscalJA, sex: sexLongJA, age: agesJA},
			areas: []share{{aoba, whole}}, size: 4200, growth: 0, women: 4800, ages: students, dual: 860},
		{organisation: org("minato-kosen", "みなとすずめ工業高等専門学校", "Minato Suzume College of Technology", aoba), style: style{enc: cp932, header: japaneseName, quarter: eraJA, sex: sexJA, age: agesJA},
			layout: inOne, areas: []share{{aoba, whole}}, size: 1500, growth: 0, women: 2800, ages: students, dual: 740},
		{organisation: org("shiomi-maritime", "潮見いるか海洋専門学校", "Shiomi Iruka Maritime College", shiomi), style: style{},
			layout: inOne, areas: []share{{shiomi, whole}}, size: 720, growth: 20, women: 3900, ages: students, dual: 980},
		{organisation: org("satoyama-high", "里山かわせみ高等学校", "Satoyama Kawasemi High School", satoyama), style: style{enc: cp932, header: japaneseAlias, quarter: eraShort, sex: sexJA, age: agesJA},
			layout: inOne, areas: []share{{satoyama, whole}}, size: 360, growth: -20, women: 5100, ages: students, dual: 700},
	}
}

func clubs() []*submitter {
	org := func(id, ja, en, area string, joined dim.Quarter) organisation {
		return organisation{id: id, kind: "club", ja: ja, en: en, area: area, joined: joined, consents: true}
	}
	return []*submitter{
		{organisation: org("aoba-kujira-fc", "青葉くじらフットボールクラブ", "Aoba Kujira Football Club", aoba, firstQuarter), style: style{header: japaneseName, quarter: fiscalJA, sex: sexJA, age: agesJA},
			areas: []share{{aoba, whole}}, size: 900, growth: 60, women: 3600, ages: bands(5200, 2600, 1500, 700), dual: 1120, unknown: true},
		{organisation: org("shiomi-sailing", "潮見かもめセーリングクラブ", "Shiomi Kamome Sailing Club", shiomi, firstQuarter+4), style: style{header: englishName, quarter: fiscalEN, sex: sexEN},
			layout: inOne, areas: []share{{shiomi, whole}}, size: 340, growth: 30, women: 3900, ages: bands(3100, 3000, 2500, 1400), dual: 1180},
		{organisation: org("satoyama-taiko", "里山つぐみ太鼓保存会", "Satoyama Tsugumi Taiko Society", satoyama, firstQuarter), style: style{enc: cp932, header: japaneseName, quarter: eraJA, sex: sexJA, age: agesJA},
			layout: inOne, areas: []share{{satoyama, whole}}, size: 120, growth: 0, women: 4700, ages: bands(2600, 2400, 2400, 2600), dual: 1240},
	}
}

func municipalities() []organisation {
	org := func(id, ja, en, area string) organisation {
		return organisation{id: id, kind: "municipality", ja: ja, en: en, area: area, joined: firstQuarter, consents: true}
	}
	return []organisation{
		org("aoba", "青葉市", "Aoba City", aoba),
		org("shiomi", "潮見町", "Shiomi Town", shiomi),
		org("satoyama", "里山村", "Satoyama Village", satoyama),
	}
}
