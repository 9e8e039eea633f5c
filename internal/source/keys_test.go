package source

import (
	"strings"
	"testing"

	"fukusen/internal/dim"
)

// code reads one field of an axis, and gives its code or the rules.
func codeOf(t *testing.T, env *Env, a dim.Axis, field string) string {
	t.Helper()
	csv := "period,organisation,persons," + a.String() + "\n2026FQ1,acme,1," + quoted(field) + "\n"
	if a == dim.Organisation {
		csv = "period,organisation,persons\n2026FQ1," + quoted(field) + ",1\n"
	}
	o := readAs(t, env, csv, "")
	if len(o.rows) == 0 {
		return o.rules()
	}
	return strings.TrimSpace(o.code(o.rows[0], a) + " " + o.rules())
}

func TestCodes(t *testing.T) {
	env := testEnv(t)
	tests := []struct {
		axis        dim.Axis
		field, want string
	}{
		{dim.Area, "18201", "18201"}, {dim.Area, "182010", "18201"}, {dim.Area, "１８２０１", "18201"},
		{dim.Area, "131041", "13104"}, {dim.Area, "11002", "01100-unknown"}, // 011002 without its zero; it has wards
		{dim.Area, "18", "18-unknown"}, {dim.Area, "福井県", "18-unknown"}, {dim.Area, "18202", "18202-unknown"}, // it has a part: minato
		{dim.Area, "福井市", "18201"}, {dim.Area, "福井県福井市", "18201"}, {dim.Area, "minato", "minato"}, {dim.Area, "みなと地区", "minato"},
		{dim.Area, "", "unknown"}, {dim.Area, "不詳", "unknown"}, {dim.Area, "-", "unknown"},
		{dim.Area, "府中市", "csv/area-ambiguous"}, {dim.Area, "東京都府中市", "13206"},
		{dim.Area, "福丼市", "csv/area"}, {dim.Area, "182011", "area/check-digit"}, {dim.Area, "99999", "area/unlisted"},
		{dim.Area, "12203", "area/ambiguous"}, {dim.Area, "1", "area/one-digit"}, {dim.Area, "1234567", "area/code"}, {dim.Area, "123", "area/code"},
		{dim.Origin, "神戸市", "28100-unknown"}, {dim.Origin, "回答しない", "unknown"},

		{dim.Sex, "男", "m"}, {dim.Sex, "女性", "f"}, {dim.Sex, "Ｆ", "f"}, {dim.Sex, "Male", "m"}, {dim.Sex, "1", "m"}, {dim.Sex, "2", "f"},
		{dim.Sex, "0", "unknown"}, {dim.Sex, "9", "unknown"}, {dim.Sex, "その他", "x"}, {dim.Sex, "回答しない", "unknown"}, {dim.Sex, "", "unknown"},
		{dim.Sex, "男女", "csv/sex"}, {dim.Sex, "3", "csv/sex"},

		{dim.Age, "20～29歳", "20-29"}, {dim.Age, "20-29", "20-29"}, {dim.Age, "２０代", "20-29"}, {dim.Age, "20～24歳", "20-29"},
		{dim.Age, "25", "20-29"}, {dim.Age, "80歳以上", "80-"}, {dim.Age, "85+", "80-"}, {dim.Age, "10歳未満", "0-9"},
		{dim.Age, "不詳", "unknown"}, {dim.Age, "-", "unknown"}, {dim.Age, "", "unknown"},
		{dim.Age, "15-24", "csv/age-scheme"}, {dim.Age, "75+", "csv/age-scheme"}, {dim.Age, "65歳以上", "csv/age-scheme"},
		{dim.Age, "5月9日", "csv/age-date"}, {dim.Age, "9-May", "csv/age-date"}, {dim.Age, "Oct-14", "csv/age-date"},
		{dim.Age, "若者", "csv/age"}, {dim.Age, "29-20", "csv/age"},

		{dim.Sport, "柔道", "judo"}, {dim.Sport, "JUDO", "judo"}, {dim.Sport, "", "unknown"}, {dim.Sport, "剣道", "csv/sport"},

		{dim.Organisation, "acme", "acme"}, {dim.Organisation, "アクメ", "acme"}, {dim.Organisation, "ｱｸﾒ", "acme"}, {dim.Organisation, "Acme", "acme"},
		{dim.Organisation, "８０００020130001", "8000020130001"}, {dim.Organisation, "東京都", "8000020130001"},
		{dim.Organisation, "双子", "csv/organisation-ambiguous"}, {dim.Organisation, "twin-2", "twin-2"},
		{dim.Organisation, "acne", "csv/organisation"}, {dim.Organisation, "", "csv/blank-key"}, {dim.Organisation, "8.00002E+12", "csv/organisation-rounded"},

		{dim.Sex, "計", "csv/only-totals"}, {dim.Sex, "合　計", "csv/only-totals"}, {dim.Age, "総数", "csv/only-totals"},
		{dim.Organisation, "ＴＯＴＡＬ", "csv/only-totals"}, {dim.Area, "市町村計", "csv/only-totals"},
	}
	for _, tt := range tests {
		if got := codeOf(t, env, tt.axis, tt.field); got != tt.want {
			t.Errorf("%s %q is %q, want %q", tt.axis, tt.field, got, tt.want)
		}
	}
}

func TestKeysOfRows(t *testing.T) {
	runReadCases(t, []readCase{
		{
			name: "kind and area follow the organisation",
			csv:  peopleHead + "2026FQ1,アクメ,5,1\n2026FQ1,kita,6,1\n",
			rows: "2 2026fq1 company acme 18201 persons=5 employed=1\n3 2026fq1 school kita unknown persons=6 employed=1",
		},
		{
			name: "a blank area is unknown, not that of the organisation",
			csv:  "period,organisation,area,persons\n2026FQ1,acme,,5\n2026FQ1,acme,18202,6\n",
			rows: "2 2026fq1 company acme unknown persons=5\n3 2026fq1 company acme 18202-unknown persons=6",
		},
		{
			name:  "totals are handed on to be compared; with a warning where that cannot be",
			csv:   "organisation,period,sex,age,persons\nacme,2026FQ1,男,20代,5\n全市,,計,,abc\nacme,2026FQ1,女,年齢計,7\n",
			rows:  "2 2026fq1 company acme 18201 sex=m age=20-29 persons=5\n4 2026fq1 company acme 18201 sex=f persons=7 total=age",
			rules: "csv/totals",
		},
		{
			name:  "only totals",
			csv:   "organisation,period,sex,persons\nacme,2026FQ1,計,5\n",
			rows:  "2 2026fq1 company acme 18201 persons=5 total=sex",
			rules: "csv/only-totals",
		},
		{
			name:  "totals beside rows that are wrong",
			csv:   "organisation,period,sex,persons\nacme,2026FQ1,計,5\nacme,2026FQ1,男,abc\n",
			rows:  "2 2026fq1 company acme 18201 persons=5 total=sex",
			rules: "csv/number",
		},
		{
			name: "a mapped label is no total",
			csv:  "organisation,period,sex,persons\nacme,2026FQ1,計,5\n",
			yaml: "format: 1\nvalues: {sex: {計: unknown}}\n",
			rows: "2 2026fq1 company acme 18201 persons=5",
		},
		{
			name:  "periods",
			csv:   "期,団体,人数\n令和8年度第1四半期,acme,1\n2026Q1,acme,1\n2026年4月,acme,1\n2026年4-7月期,acme,1\n平成32年度Q1,acme,1\n平成32年度Q1,acme,2\n,acme,1\nいつか,acme,1\n",
			rows:  "2 2026fq1 company acme 18201 persons=1\n4 2026fq1-4 company acme 18201 persons=1\n6 2020fq1 company acme 18201 persons=1\n7 2020fq1 company acme 18201 persons=2",
			rules: "csv/quarter-basis csv/quarter-span csv/quarter-era csv/blank-key csv/quarter",
		},
		{
			name: "a declared basis",
			csv:  "期,団体,人数\n2026Q1,acme,1\n",
			yaml: "format: 1\nquarter_basis: calendar\n",
			rows: "2 2025fq4 company acme 18201 persons=1",
		},
		{
			name:  "date-times",
			csv:   "日時,団体,人数\n2026/04/01 9:30,acme,1\n,acme,1\nきのう,acme,1\n",
			yaml:  "format: 1\nperiod: {column: 日時, as: datetime}\n",
			rows:  "2 2026fq1 company acme 18201 persons=1",
			rules: "csv/blank-key csv/date",
		},
		{
			name:  "counted answers",
			csv:   "期間,提出者,調査対象,設問,回答,回答者数\n2026FQ1,acme,従業員,eNPS,9,12\n2026FQ1,acme,従業員,好み,9,12\n2026FQ1,acme,従業員,,9,1\n2026FQ1,acme,従業員,満足,不満,3\n",
			rows:  "2 2026fq1 company acme 18201 category=employee respondents=12\n5 2026fq1 company acme 18201 category=employee respondents=3",
			rules: "survey/item csv/blank-key",
		},
	})
}

func TestTally(t *testing.T) {
	o := read(t, "期間,提出者,調査対象,設問,回答,回答者数\n2026FQ1,acme,従業員,地域eNPS,9,12\n2026FQ1,acme,従業員,visit,無回答,3\n", "")
	if len(o.rows) != 2 {
		t.Fatal(o.finds)
	}
	con := o.env.Contract
	if r := o.rows[0]; con.Items[r.Item].ID != "area_enps" || r.Answer != (Value{N: 2, Point: 9}) {
		t.Errorf("row %+v", r)
	}
	if r := o.rows[1]; con.Items[r.Item].ID != "visit" || r.Answer != (Value{Status: Missing}) {
		t.Errorf("row %+v", r)
	}
	// An item that is the same in all rows.
	o = read(t, "期間,提出者,調査対象,回答,回答者数\n2026FQ1,acme,従業員,9,12\n", "format: 1\nfixed: {item: area_enps}\n")
	if len(o.rows) != 1 || con.Items[o.rows[0].Item].ID != "area_enps" || o.rows[0].Answer != (Value{N: 2, Point: 9}) {
		t.Errorf("a fixed item: %+v %v", o.rows, o.finds)
	}
}

func TestRevisions(t *testing.T) {
	revision := func(csv, yaml string) int {
		t.Helper()
		o := read(t, csv, yaml)
		if len(o.rows) != 1 {
			t.Fatal(o.finds)
		}
		return o.rows[0].Revision
	}
	head := "期間,提出者,人数,版\n"
	for want, field := range map[int]string{1: "", 2: "２", 999: "999.0"} {
		if got := revision(head+"2026FQ1,acme,1,"+field+"\n", ""); got != want {
			t.Errorf("revision %q is %d, want %d", field, got, want)
		}
	}
	if got := revision("期間,提出者,人数\n2026FQ1,acme,1\n", ""); got != 1 {
		t.Errorf("without a column the revision is %d, want 1 as for an empty field", got)
	}
	if got := revision("期間,提出者,人数\n2026FQ1,acme,1\n", "format: 1\nfixed: {revision: 3}\n"); got != 3 {
		t.Errorf("the fixed revision 3 is %d", got)
	}
	for _, bad := range []string{"0", "-1", "1000", "第2版", "1.5"} {
		if o := read(t, head+"2026FQ1,acme,1,"+bad+"\n", ""); o.rules() != "csv/revision" {
			t.Errorf("revision %q: %v", bad, o.finds)
		}
	}
}

// Places from other columns, as source.yaml says under area and origin.
func TestPlaces(t *testing.T) {
	csv := func(head string, rows ...string) string {
		text := "period,organisation,persons," + head + "\n"
		for _, r := range rows {
			text += "2026FQ1,acme,1," + r + "\n"
		}
		return text
	}
	row := func(line, place string) string { return line + " 2026fq1 company acme " + place + " persons=1" }
	runReadCases(t, []readCase{
		{
			name:  "names within a prefecture",
			csv:   csv("市町村", "福井市", "池田町", "府中市", "", "不明", "計"),
			yaml:  "format: 1\narea: {column: 市町村, by: name, within: 18}\n",
			rows:  row("2", "18201") + "\n" + row("3", "18382") + "\n" + row("5", "18-unknown") + "\n" + row("6", "18-unknown") + "\n" + row("7", "") + " total=area",
			rules: "csv/area-outside",
		},
		{
			name:  "names everywhere",
			csv:   csv("市町村", "福井市", "府中市", "福丼市"),
			yaml:  "format: 1\narea: {column: 市町村, by: name}\n",
			rows:  row("2", "18201"),
			rules: "csv/area-ambiguous csv/area",
		},
		{
			name: "the bound of each row",
			csv:  csv("市町村,県", "府中市,広島県", "府中市,13", "府中市,", ",広島県", ","),
			yaml: "format: 1\narea: {column: 市町村, by: name, within: {column: 県}}\n",
			rows: row("2", "34208") + "\n" + row("3", "13206") + "\n" + row("5", "34-unknown") + "\n" + row("6", "unknown"),
			// the third is told by nobody
			rules: "csv/area-ambiguous",
		},
		{
			name: "the prefecture alone",
			csv:  csv("県", "広島県", "", "福井県福井市"),
			yaml: "format: 1\narea: {within: {column: 県}, level: prefecture}\n",
			rows: row("2", "34") + "\n" + row("3", "unknown") + "\n" + row("4", "18"),
		},
		{
			name: "the prefecture of a municipality",
			csv:  csv("町", "18201", "", "minato"),
			yaml: "format: 1\narea: {column: 町, level: prefecture}\n",
			rows: row("2", "18") + "\n" + row("3", "unknown") + "\n" + row("4", "18"),
		},
		{
			name:  "codes outside the bound",
			csv:   csv("町", "18201", "13104", "新宿区"),
			yaml:  "format: 1\narea: {column: 町, within: 福井県}\n",
			rows:  row("2", "18201"),
			rules: "csv/area-outside csv/area-outside",
		},
		{
			name: "a header that is an alias of the column itself",
			csv:  csv("市区町村", "福井市"),
			yaml: "format: 1\narea: {column: 市区町村, by: name, within: \"18\"}\n",
			rows: row("2", "18201"),
		},
		{
			name:  "a header without a name is no column of places",
			csv:   csv(",備考", "福井市,x"),
			yaml:  "format: 1\norigin: {within: 18}\n",
			rows:  "2 2026fq1 company acme 18201 origin=18-unknown persons=1",
			rules: "csv/no-header",
		},
		{
			name: "one digit among codes that have lost their zeros",
			csv:  csv("市区町村コード", "1", "1202", "13"),
			rows: row("2", "01-unknown") + "\n" + row("3", "01202") + "\n" + row("4", "13-unknown"),
		},
		{
			name:  "one digit among others",
			csv:   csv("市区町村コード", "1", "13"),
			rows:  row("3", "13-unknown"),
			rules: "area/one-digit",
		},
		{
			name: "mapped names",
			csv:  csv("所", "本庁"),
			yaml: "format: 1\narea: {column: 所, by: name, within: 18}\nvalues: {area: {本庁: 福井市}}\n",
			rows: row("2", "18201"),
		},
		{
			name:  "a bound that does not exist",
			csv:   csv("町", "18201"),
			yaml:  "format: 1\narea: {column: 町, within: 99}\n",
			rules: "area/unlisted",
		},
	})
}
