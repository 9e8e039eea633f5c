package personal

import (
	"regexp"
	"slices"
	"strings"

	"fukusen/internal/rows"
)

// A naming is how headers call one kind of data. Patterns are matched against
// the header in lower case, half-width, without spaces and punctuation.
type naming struct {
	kind Kind
	is   *regexp.Regexp
	not  *regexp.Regexp // may be nil
}

// amounts are headers that count or classify something instead of holding it:
// 担当者数, メール配信の有無.
const amounts = `(?:数|率|割合|件|回|有無|可否|区分|種別|方法|希望|手段|コード|code|count|rate|%)$`

var namings = []naming{
	{MyNumber, regexp.MustCompile(`マイナンバー|個人番号|mynumber`), regexp.MustCompile(`マイナンバーカード|` + amounts)},
	{Email, regexp.MustCompile(`e?メール|メアド|email|^e?mail$|^mail(?:address|addr)$`), regexp.MustCompile(`マガジン|配信|` + amounts)},
	{Phone, regexp.MustCompile(`^(?:自宅|緊急|緊急連絡先|連絡先|本人|勤務先|代表)?(?:電話|携帯|携帯電話|連絡先|tel|fax)(?:番号)?$|(?:電話|携帯|tel|fax|ファックス|ファクス)番号|^(?:mobile|cell|home|work|tele)?phone(?:number|no)?$|^mobile$|^tel(?:no|number)$`), regexp.MustCompile(amounts)},
	{BirthDate, regexp.MustCompile(`生年|誕生日|出生日|^birth(?:day|date|year)?$|^dateofbirth$|^dob$|^yearofbirth$`), regexp.MustCompile(amounts)},
	{PersonID, regexp.MustCompile(`(?:社員|従業員|職員|学籍|学生|生徒|児童|会員|選手|受験|患者|被保険者|免許証?|保険証|回答者|利用者|個人)(?:番号|id|no|コード)$|^(?:employee|student|member|person|user|respondent|athlete|staff)(?:id|no|number)$`), nil},
	{Address, regexp.MustCompile(`住所|番地|郵便番号|^(?:home|street|postal|mailing)?address$|^(?:zip|postal)(?:code)?$`), regexp.MustCompile(`(?:市区町村|市町村|都道府県|自治体|県|市|町|村|数|率|割合|有無)$|住所地`)},
	{Name, regexp.MustCompile(`氏名|姓名|名前|フルネーム|^(?:姓|苗字|名字|せい|めい|セイ|メイ)$|(?:担当者|代表者|保護者|回答者|責任者|校長|理事長|社長|監督|コーチ|選手|生徒|児童|学生|社員|従業員|職員|会員|本人|参加者|利用者|応募者)名|^(?:担当者|代表者|保護者)$|^(?:first|last|full|given|family|middle|sur|person|employee|student|member)name$`), regexp.MustCompile(amounts)},
}

var (
	// things have names that are nobody's.
	things = regexp.MustCompile(`提出者|学校|企業|会社|法人|団体|施設|事業所|事業者|市区町村|市町村|都道府県|自治体|地区|町丁|競技|種目|大会|クラブ|チーム|国|項目|列|商品|file|column|city|pref|school|company|org`)
	// persons stay personal beside a thing: 学校長氏名, 法人代表者名.
	persons = regexp.MustCompile(`氏名|姓名|担当者|代表者|保護者|責任者|校長|理事長|社長|監督|選手名|生徒名|学生名|社員名|職員名`)
	kana    = regexp.MustCompile(`^(?:氏名|名前|姓|名|お名前)?(?:フリガナ|ふりがな|カナ|かな|ヨミガナ|よみがな|読み|読みがな|furigana|kana)$`)
	// named are columns with the name of a thing.
	named       = regexp.MustCompile(`(?:名|名称|name)$`)
	punctuation = strings.NewReplacer(" ", "", "_", "", "-", "", "・", "", "(", "", ")", "", "[", "", "]", "", "/", "", ".", "", ":", "", "\n", "", "*", "", "※", "", "の", "")
)

// Columns finds the columns whose headers say that they hold personal data, in
// their order.
func Columns(header []string) []Suspicion {
	keys := make([]string, len(header))
	kinds := make([]Kind, len(header))
	for i, h := range header {
		keys[i] = punctuation.Replace(strings.ToLower(rows.Fold(h)))
		kinds[i] = kindOf(keys[i])
	}
	judgeTogether(keys, kinds)
	var found []Suspicion
	for i, k := range kinds {
		if k != None {
			found = append(found, Suspicion{Col: i, Kind: k, ByHeader: true})
		}
	}
	return found
}

func kindOf(key string) Kind {
	for _, n := range namings {
		if !n.is.MatchString(key) || n.not != nil && n.not.MatchString(key) {
			continue
		}
		if n.kind == Name && things.MatchString(key) && !persons.MatchString(key) {
			continue
		}
		return n.kind
	}
	return None
}

// judgeTogether decides what the other columns must tell: "name" is that of a
// person where there is an e-mail or a birth date, and フリガナ where the file
// names persons, or nothing else that may have a reading.
func judgeTogether(keys []string, kinds []Kind) {
	private := slices.ContainsFunc(kinds, func(k Kind) bool { return k == Email || k == BirthDate || k == MyNumber || k == PersonID })
	for i, key := range keys {
		if key == "name" && private {
			kinds[i] = Name
		}
	}
	people := slices.Contains(kinds, Name)
	thing := slices.ContainsFunc(keys, named.MatchString)
	for i, key := range keys {
		if kana.MatchString(key) && (people || !thing) {
			kinds[i] = Name
		}
	}
}
