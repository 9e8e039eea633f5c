package personal

import (
	"strconv"
	"strings"
	"testing"
)

// kinds writes what was found as col=kind.
func kinds(found []Suspicion) string {
	var words []string
	for _, s := range found {
		words = append(words, strconv.Itoa(s.Col)+"="+strings.TrimPrefix(s.Kind.Rule(), "personal/"))
	}
	return strings.Join(words, " ")
}

func TestColumns(t *testing.T) {
	for header, want := range map[string]string{
		"氏名|フリガナ|メールアドレス|電話番号|住所|生年月日": "0=name 1=name 2=email 3=phone 4=address 5=birth-date",
		"お名前|ふりがな|E-mail|携帯|誕生日":       "0=name 1=name 2=email 3=phone 4=birth-date",
		"姓|名|セイ|メイ":                                                    "0=name 2=name 3=name",
		"マイナンバー|個人番号":                                                  "0=my-number 1=my-number",
		"社員番号|学籍番号|会員番号|Employee ID":                                   "0=person-id 1=person-id 2=person-id 3=person-id",
		"name|email|phone|birth":                                       "0=name 1=email 2=phone 3=birth-date",
		"first_name|Last Name|date of birth|mobile phone|home address": "0=name 1=name 2=birth-date 3=phone 4=address",
		"学校名|担当者氏名|代表者名|学校長氏名|連絡先":                                     "1=name 2=name 3=name 4=phone",
		"郵便番号|現住所|自宅電話|ＦＡＸ番号|Ｅメール|Tel":                                 "0=address 1=address 2=phone 3=phone 4=email 5=phone",
		"生年|生徒名|保護者|緊急連絡先|メアド":                                         "0=birth-date 1=name 2=name 3=phone 4=email",
		"フリガナ|性別|年齢":                                                   "0=name",

		// What is nobody's.
		"期間|提出者|提出者名|学校名|企業名|施設名|市区町村名|競技名|競技|団体名|法人名|名称|名前空間x":                                                                                                 "12=name",
		"法人番号|法人名|法人名ふりがな|法人名英語|本店所在地":                                                                                                                          "",
		"id|school_code|name|prefecture|city|type|source":                                                                                                       "",
		"pid|pref|cid|city|citykana|lat|lng|url|phrase|lgcode":                                                                                                  "",
		"学校名|フリガナ|都道府県":                                                                                                                                         "",
		"居住地|市区町村|市区町村コード|住所地|住所地市区町村|勤務地":                                                                                                                      "",
		"人数|有業者|担当者数|メール配信数|電話相談件数|メールの有無|氏名公表の有無|連絡先の種別":                                                                                                       "",
		"出生数|births|birth_rate|出生率|会員数|会員市町村|社員数|学籍数":                                                                                                           "",
		"マイナンバーカード交付枚数|マイナンバーカード保有率":                                                                                                                            "",
		"period|organisation|area|origin|sex|age|sport|basis|revision|note|persons|employed|dual_paid|external_cost|name_en|file_name|column name|address_code": "",
		"性別|年代|回答日時|満足度|NPS|電話利用|電話調査|携帯電話利用率":                                                                                                                  "",
		"商品名前|学校の名前|施設の名前|チーム名|クラブ名前":                                                                                                                           "",
	} {
		if got := kinds(Columns(strings.Split(header, "|"))); got != want {
			t.Errorf("%s\nis   %q\nwant %q", header, got, want)
		}
	}
}

// 123456789018 is the example of the published guides to the check digit; the
// others follow from it by changing one digit and counting by hand.
func TestValidMyNumber(t *testing.T) {
	if !ValidMyNumber("123456789018") {
		t.Error("the published example is refused")
	}
	for _, s := range []string{"123456789010", "12345678901", "1234567890180", "12345678901a", "", "１２３４５６７８９０１８", "123456789108"} {
		if ValidMyNumber(s) {
			t.Errorf("%q is accepted", s)
		}
	}
	for _, s := range []string{"000000000000", "100000000005", "010000000006"} { // 11-1*6, 11-1*5
		if !ValidMyNumber(s) {
			t.Errorf("%q is refused", s)
		}
	}
	valid := 0
	for i := range 100_000 {
		if ValidMyNumber("1234567" + strconv.Itoa(100_000 + i)[1:]) {
			valid++
		}
	}
	if valid != 10_000 {
		t.Errorf("%d of 100000 numbers pass by chance, want one in ten", valid)
	}
}

// look streams one column and gives what is suspected of it.
func look(header string, opt Options, values ...string) string {
	g := NewGuard([]string{header}, opt)
	for i, v := range values {
		g.Look(i+2, 0, v)
	}
	return kinds(g.Suspicions())
}

func TestPhonesAndEmails(t *testing.T) {
	for text, want := range map[string]string{
		"yamada@example.jp": "0=email", "連絡は taro.y+a@mail.example.co.jp まで": "0=email", "ｙａｍａｄａ＠ｅｘａｍｐｌｅ．ｊｐ": "0=email", "<a@b.org>": "0=email",
		"090-1234-5678": "0=phone", "０９０－１２３４－５６７８": "0=phone", "09012345678": "0=phone", "03-1234-5678": "0=phone", "(054)624-3668": "0=phone",
		"054(624)3668": "0=phone", "+81 90-1234-5678": "0=phone", "+81-3-1234-5678": "0=phone", "+819012345678": "0=phone", "090 1234 5678": "0=phone", "0776-12-3456": "0=phone",
		"TEL:03-1234-5678です": "0=phone", "携帯09012345678へ": "0=phone", "050-1234-5678": "0=phone", "090‐1234‐5678": "0=phone",

		"a@b": "", "@home": "", "5@100": "", "https://example.jp/@x": "", "a @ b.jp": "",
		"2026-04-01": "", "2026/04/01 09:00": "", "0312345678": "", "054-0001": "", "01-2345-678": "", "1-0312-3456-7890": "", "8000020130001": "", "7000012050002": "",
		"011002": "", "13104": "", "F113110102700": "", "09012345678901": "", "0013010001": "", "2026000103": "", "34.834747": "", "0.0901234567": "", "1,234,567": "",
		"0120-123-456": "", "9012345678": "", "20-24": "", "00-0000-0000": "", "+81-1": "", "3-5-1": "", "192.0.2.1": "", "978-4-00-310101-8": "", "0000-0000-0000": "", "A09012345678": "", "D101210100013": "",
	} {
		if got := look("備考", Options{}, text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestMyNumbersByColumn(t *testing.T) {
	valid := []string{"123456789018", "1000 0000 0005", "0100-0000-0006"}
	tests := []struct {
		header string
		values []string
		want   string
	}{
		{"番号", valid, "0=my-number"},
		{"番号", valid[:2], ""}, // chance
		{"マイナンバー", valid[:1], "0=my-number"},
		{"備考", []string{"マイナンバーは123456789018"}, "0=my-number"},
		{"備考", []string{"番号は123456789018"}, ""},
		{"金額", append([]string{"1", "2", "3", "4"}, valid...), ""}, // less than half
		{"番号", []string{"123456789010", "100000000001", "010000000001"}, ""},
		{"学校コード", []string{"D123456789018", "D100000000005", "D010000000006"}, ""},
		{"法人番号", []string{"8000020130001", "6000020271004", "3000020141003"}, ""},
	}
	for _, tt := range tests {
		if got := look(tt.header, Options{}, tt.values...); got != tt.want {
			t.Errorf("%s %q is %q, want %q", tt.header, tt.values, got, tt.want)
		}
	}
}

func TestNamesByColumn(t *testing.T) {
	tests := []struct{ values, want string }{
		{"ヤマダ タロウ|スズキ　ハナコ|ｻﾄｳ ｼﾞﾛｳ|タナカ ミキ|イトウ マナブ", "0=name"},
		{"やまだ たろう|すずき はなこ|さとう じろう|たなか みき|いとう まなぶ", "0=name"},
		{"山田 太郎|鈴木　花子|佐藤 次郎|綾小路 実|田中 みき", "0=name"},
		{"山田 太郎|鈴木 花子", ""},
		{"さっぽろし ちゅうおうく|さっぽろし きたく|せんだいし あおばく|よこはまし つるみく|ちばし みどりく|いしかりぐん とうべつちょう", ""},
		{"札幌市 中央区|札幌市 北区|仙台市 青葉区|横浜市 鶴見区|千葉市 緑区", ""},
		{"正社員 男性|正社員 女性|契約社員 男性|契約社員 女性|役員 男性|役員 女性", ""},
		{"東部 男子|東部 女子|西部 男子|西部 女子|北部 男子", ""},
		{"サッカー|テニス|バスケットボール|ラグビー|陸上競技|水泳", ""},
		{"東京都|大阪府|北海道|山口県|宮城県", ""},
		{"田中商店|鈴木自動車|山本製作所|木村工業|林組", ""},
	}
	for _, tt := range tests {
		if got := look("区分", Options{}, strings.Split(tt.values, "|")...); got != tt.want {
			t.Errorf("%s is %q, want %q", tt.values, got, tt.want)
		}
	}
}

// days gives dates spread without order over years, skipping weekends or not.
func days(weekends bool, layout string) []string {
	var values []string
	for i := 0; len(values) < 60; i++ {
		t := origin.AddDate(0, 0, i*7919%14600)
		if weekends || t.Weekday()%6 != 0 {
			values = append(values, t.Format(layout))
		}
	}
	return values
}

// firsts gives the first days of months, as periods are dated.
func firsts() []string {
	values := days(true, "2006-01")
	for i := range values {
		values[i] += "-01"
	}
	return values
}

func TestBirthDatesBySpread(t *testing.T) {
	for name, tt := range map[string]struct {
		header string
		values []string
		want   string
	}{
		"births":       {"日付", days(true, "2006-01-02"), "0=birth-date"},
		"in kanji":     {"日付", days(true, "2006年1月2日"), "0=birth-date"},
		"digits":       {"日付", days(true, "20060102"), "0=birth-date"},
		"registered":   {"日付", days(false, "2006-01-02"), ""},
		"founded":      {"設立年月日", days(true, "2006-01-02"), ""},
		"first days":   {"日付", firsts(), ""},
		"one by one":   {"生年月日", []string{"1990-01-02"}, "0=birth-date"},
		"this year's":  {"日付", []string{"2026-04-01", "2026-05-01", "2026-04-02"}, ""},
		"era birthday": {"誕生日", []string{"S50.12.1"}, "0=birth-date"},
	} {
		if got := look(tt.header, Options{}, tt.values...); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestReadDate(t *testing.T) {
	for s, want := range map[string]string{
		"S50.12.1": "1975-12-01", "昭和50年12月1日": "1975-12-01", "平成元年1月8日": "1989-01-08", "R8.4.1": "2026-04-01", "T10.3.3": "1921-03-03",
		"1990/1/2": "1990-01-02", "19900102": "1990-01-02", "1990年1月2日": "1990-01-02",
	} {
		if got, ok := readDate(s); !ok || got.Format("2006-01-02") != want {
			t.Errorf("%q is %v, %v; want %s", s, got, ok, want)
		}
	}
	for _, s := range []string{"", "1990", "1990-02-30", "2026FQ1", "12345678", "8000020130001", "1990-1"} {
		if got, ok := readDate(s); ok {
			t.Errorf("%q is a date, %v", s, got)
		}
	}
}

func TestGuardStopsLooking(t *testing.T) {
	mail := "a@example.jp"
	many := make([]string, 300)
	for i := range many {
		many[i] = strconv.Itoa(i)
	}
	late := append(many, mail)
	if got := look("列", Options{}, late...); got != "" {
		t.Errorf("after 200 values a column is still looked at: %q", got)
	}
	if got := look("備考", Options{FreeText: []int{0}}, late...); got != "0=email" {
		t.Errorf("free text is not looked at to the end: %q", got)
	}
	if got := look("email", Options{Skip: []int{0}}, mail); got != "" {
		t.Errorf("a column to be skipped is looked at: %q", got)
	}
	if got := look("列", Options{}, strings.Repeat("あ", 500)+mail); got != "0=email" {
		t.Errorf("a long text is not looked at: %q", got)
	}
	g := NewGuard([]string{"a", "メール"}, Options{})
	g.Look(2, 5, mail)
	g.Look(7, 1, mail)
	g.Look(8, 1, "b@example.jp")
	want := Suspicion{Col: 1, Kind: Email, ByHeader: true, Row: 7, Values: 2}
	if got := g.Suspicions(); len(got) != 1 || got[0] != want {
		t.Errorf("found %+v, want %+v", got, want)
	}
}

func TestMask(t *testing.T) {
	for text, want := range map[string]string{
		"yamada@example.jp":               "y***@***",
		"連絡 a.b@example.jp, 03-1234-5678": "連絡 a***@***, 03-****-****",
		"０９０－１２３４－５６７８":                   "09*-****-****",
		"+81 90-1234-5678":                "+81 **-****-****",
		"123456789018":                    "************",
		"2026年度第1四半期　１２０人":                "2026年度第1四半期　１２０人",
		"8000020130001":                   "8000020130001",
		"":                                "",
	} {
		if got := Mask(text); got != want {
			t.Errorf("%q is shown as %q, want %q", text, got, want)
		}
	}
	for _, tt := range []struct {
		kind       Kind
		text, want string
	}{
		{Name, "山田 太郎", "山**"}, {Address, "東京都港区1-2-3", "東**"}, {BirthDate, "1990-01-02", "**********"}, {Phone, "090-1234-5678", "09*-****-****"},
		{Phone, "9012345678", "**********"}, {MyNumber, "1234", "****"}, {Email, "a@b.jp", "a***@***"}, {None, "12人", "12人"}, {Name, "", ""},
	} {
		if got := tt.kind.Mask(tt.text); got != tt.want {
			t.Errorf("%q as %s is shown as %q, want %q", tt.text, tt.kind.Rule(), got, tt.want)
		}
	}
}

// What is masked holds nothing more to find, and masking it again changes
// nothing.
func FuzzMask(f *testing.F) {
	for _, s := range []string{"a@b.jp", "tel 090-1234-5678 x", "+81 3-1234-5678", "123456789018", "０９０１２３４５６７８＠ａ．ｂ", "12345678901 0901-2345-6789"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		masked := Mask(s)
		if n := narrow(masked); email.MatchString(n) || len(findPhones(n)) > 0 || len(findMyNumbers(n)) > 0 {
			t.Errorf("%q is shown as %q", s, masked)
		}
		if again := Mask(masked); again != masked {
			t.Errorf("%q is shown as %q, and that as %q", s, masked, again)
		}
		g := NewGuard([]string{"a"}, Options{})
		g.Look(1, 0, s)
		g.Suspicions()
	})
}
