package registry

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

const (
	ownAreasCSV = "code,name,name_en,parent,row,col\n99201,港市,Minato,99,1,2\n99,みなと県,Minato Prefecture,,,\n18,福井県,Fukui Prefecture,,3,4\n"

	organisationsCSV = "提出者,種別,名称,英語名称,市区町村コード,参加期,離脱期,公開区分,一覧掲載,把握先,金額同意,提出表,提出頻度,年度開始月,上位団体\n" +
		"acme,企業,アクメ,Acme,99201,2024FQ1,2026-03-31,合算のみ,,\"hidden；city\",する,people; survey,半期,１月,hidden\n" +
		"hidden,企業,秘密商事,,99201,,,named,しない,,,,,,\n" +
		"F113110102700,学校,東京大学,,13105,2024年度第2四半期,,named,,,,,,,\n" +
		"3000020141003,自治体,横浜市,,,,,named,,,,,,,\n" +
		"99201,自治体,港市,Minato,,,,named,,,,,,,\n" +
		"city,クラブ,港クラブ,,,2024/4/1,,named,,,,,,,\n"

	targetsCSV = "kpi,kind,area,organisation,value,due,note\nA1,企業,99201,,\"1,200.50\",2027fq4,\nA1,,,,12.5,2027FQ4,議会\nA1,,,hidden,99,2027FQ4,\n"
)

func TestLoad(t *testing.T) {
	r, finds := load(t, map[string]string{
		"data/areas.csv":              ownAreasCSV,
		"data/x/提出者一覧.csv":            organisationsCSV,
		"data/y/Targets.csv":          targetsCSV,
		"data/people.csv":             "期間,提出者,人数\n2026FQ1,acme,1\n",
		"data/.git/organisations.csv": "x",
		"other/organisations.csv":     "x",
	}, Options{})
	if len(finds) > 0 {
		t.Fatalf("findings:\n%v", finds)
	}
	if want := []File{{Path: "data/areas.csv"}, {Path: "data/x/提出者一覧.csv"}, {Path: "data/y/Targets.csv"}}; !slices.Equal(r.Files, want) {
		t.Errorf("files %v, want %v", r.Files, want)
	}
	want := Organisation{
		ID: "acme", Kind: Company, Name: "アクメ", NameEN: "Acme", Area: "99201",
		Joined: dim.FiscalQuarter(2024, 1), Left: dim.FiscalQuarter(2025, 4), Aggregate: true,
		Knows: []string{"hidden", "city"}, MoneyConsent: true, Reports: []string{"people", "survey"},
		Frequency: "half", FiscalYearStart: 1, Parent: "hidden",
		Pos: diag.Pos{File: "data/x/提出者一覧.csv", Line: 2, Col: 1},
	}
	if got := r.Organisation("acme"); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	for id, area := range map[string]string{"f113110102700": "13105", "3000020141003": "14100", "99201": "99201", "city": ""} {
		if o := r.Organisation(id); o.Area != area || o.ID != id {
			t.Errorf("%s is in %q, want %q", id, o.Area, area)
		}
	}
	for in, want := range map[string]string{"Ｆ113110102700": "f113110102700", "992011": "99201", " city": "city"} {
		if id, ok := r.OrganisationID(in); id != want || !ok {
			t.Errorf("OrganisationID(%q) = %q, %v; want %q", in, id, ok, want)
		}
	}
	if _, ok := r.OrganisationID("nobody"); ok {
		t.Error("nobody is registered")
	}
	if a, _ := r.Area("18"); a.NameEN != "Fukui Prefecture" || a.Row != 3 || a.Col != 4 || !a.Own || a.Name != "福井県" {
		t.Errorf("Fukui is %+v", a)
	}
	if got := len(r.OwnAreas()); got != 3 {
		t.Errorf("%d own areas, want 3", got)
	}
	if again, _ := load(t, nil, Options{}); again.areas.byCode["18"].Own || again.areas.byCode["99"] != nil {
		t.Error("one registry has changed the other's areas")
	}
}

func TestFindings(t *testing.T) {
	head := "organisation,kind,name,area,joined,left,listed,parent,url,fiscal_year_start,knows,disclosure\n"
	tests := []struct{ name, file, content, want string }{
		{"missing", "organisations.csv", "organisation,name,disclosure,knd\na,b,named,c\n", `data/organisations.csv:1: the required column kind is missing [registry/missing]
data/organisations.csv:1:30: column "knd" is not used [registry/column]`},
		{"column twice", "organisations.csv", "organisation,kind,name,名称,disclosure\na,club,b,c,named\n", `data/organisations.csv:1:24: "名称" occurs twice (data/organisations.csv:1:19) [registry/twice]`},
		{"row twice", "organisations.csv", head + "a,club,x,,,,,,,,,named\n\nａ,club,x,,,,,,,,,named\n", `data/organisations.csv:4:1: "ａ" occurs twice (data/organisations.csv:2:1) [registry/twice]`},
		{"corporate", "organisations.csv", head + "8000020130002,company,x,,,,,,,,,named\n", `data/organisations.csv:2:1: 8000020130002 is no corporate number (its check digit does not fit) [registry/corporate-number]`},
		{"school", "organisations.csv", head + "F113110102701,school,x,,,,,,,,,named\n", `data/organisations.csv:2:1: the check digit of school code F113110102701 does not fit [registry/school-code]`},
		{"rounded", "organisations.csv", head + "8.00002E+12,company,x,,,,,,,,,named\n", `data/organisations.csv:2:1: "8.00002E+12" is a number that a spreadsheet has rounded [registry/rounded]`},
		{"capital", "organisations.csv", head + "Acme,company,x,,,,,,,,,named\n", `data/organisations.csv:2:1: organisation "Acme" is no corporate number, municipality code or school code, and no local id [registry/id]`},
		{"reserved", "organisations.csv", head + "unknown,company,x,,,,,,,,,named\n", `data/organisations.csv:2:1: organisation "unknown" is no corporate number, municipality code or school code, and no local id [registry/id]`},
		{"reserved, too", "organisations.csv", head + "unlisted,company,x,,,,,,,,,named\n", `data/organisations.csv:2:1: organisation "unlisted" is no corporate number, municipality code or school code, and no local id [registry/id]`},
		{"number", "organisations.csv", head + "123,company,x,,,,,,,,,named\n", `data/organisations.csv:2:1: organisation "123" is neither a corporate number (13 digits) nor an existing municipality code (5 or 6) [registry/municipality]`},
		{"blank", "organisations.csv", head + "a,,,,,,,,,,,named\n,club,x,,,,,,,,,named\n", `data/organisations.csv:2:3: kind is empty [registry/blank]
data/organisations.csv:2:4: name is empty [registry/blank]
data/organisations.csv:3:1: organisation is empty [registry/blank]`},
		{"fields", "organisations.csv", head + "a,shop,x,131042,2026Q1,,maybe,b,javascript:x,13,c,named\n", `data/organisations.csv:2:3: "shop" is not one of the values of this column [registry/choice]
data/organisations.csv:2:10: the check digit of area code "131042" does not fit [area/check-digit]
data/organisations.csv:2:17: "2026Q1" is not a quarter [registry/quarter]
data/organisations.csv:2:25: "maybe" is not one of the values of this column [registry/choice]
data/organisations.csv:2:31: organisation "b" is not registered [registry/organisation]
data/organisations.csv:2:33: "javascript:x" is not the address of a web page [registry/url]
data/organisations.csv:2:46: fiscal year start "13" is not a month [registry/month]
data/organisations.csv:2:49: organisation "c" is not registered [registry/organisation]`},
		{"no disclosure", "organisations.csv", "organisation,kind,name,disclosure\na,club,x,\n", `data/organisations.csv:2:10: the disclosure of x is empty [registry/disclosure]`},
		{"disclosure missing", "organisations.csv", "organisation,kind,name\na,club,x\n", `data/organisations.csv:1: the required column disclosure is missing [registry/missing]`},
		{"reports", "organisations.csv", "organisation,kind,name,disclosure,reports\na,club,x,named,対象者 survey ほげ\n", `data/organisations.csv:2:16: "ほげ" is not one of the values of this column [registry/choice]`},
		{"left", "organisations.csv", head + "a,club,x,,2026fq1,2025fq4,,,,,,named\n", `data/organisations.csv:2:19: left 2025fq4 is before joined 2026fq1 [registry/left]`},
		{"other area", "organisations.csv", head + "3000020141003,municipality,x,131016,,,,,,,,named\n", `data/organisations.csv:2:1: the number of organisation 3000020141003 belongs to area 14100, but its area is 13101 [registry/other-area]`},
		{"ambiguous", "organisations.csv", head + "12203,municipality,x,12203,,,,,,,,named\n", `data/organisations.csv:2:1: area code "12203" has two meanings: five digits, or six without a leading zero [area/ambiguous]
data/organisations.csv:2:22: area code "12203" has two meanings: five digits, or six without a leading zero [area/ambiguous]`},
		{"wrong bytes", "organisations.csv", head + "a,club,あああ\xFF,,,,,,,,,named\n", `data/organisations.csv:2:17: byte 0xFF is not part of a UTF-8 character [csv/utf8]`},
		{"no rows", "organisations.csv", head, `data/organisations.csv: there is a header but no row of data [csv/no-rows]`},
		{"empty", "areas.csv", "", `data/areas.csv: the file is empty [csv/empty]`},
		{"areas", "areas.csv", "code,name,parent,level,row,col\n992,x,,,,\n99,y,98,,,\na,A,b,,,\nb,B,c,,,\nc,C,b,,,\n13101,丸の内区,14,,0,\nd,,,,,\nd,D,,galaxy,,\n", `data/areas.csv:2:1: "992" cannot be the code of an area [registry/area-code]
data/areas.csv:3:6: the parent "98" of area 99 does not exist [registry/area-parent]
data/areas.csv:5:5: area b is its own ancestor [registry/area-cycle]
data/areas.csv:6:5: area c is its own ancestor [registry/area-cycle]
data/areas.csv:7:7: area 13101 is called 千代田区 in the national list, not 丸の内区 [registry/area-name]
data/areas.csv:7:20: the parent of the national area 13101 is 13 and cannot be changed [registry/area-national]
data/areas.csv:7:24: place on the map "0" is not a whole number from 1 to 99 [registry/tile]
data/areas.csv:8:3: name is empty [registry/blank]
data/areas.csv:9:1: "d" occurs twice (data/areas.csv:8:1) [registry/twice]`},
		{"targets", "targets.csv", "kpi,value,due,area\na1,1e3,2026fq1,\n指標,1,2026fq1,\na1,1,,98\na1,1,2026fq1,\na1,2,2026-05-01,\n", `data/targets.csv:2:4: target "1e3" is not a number [registry/value]
data/targets.csv:3:1: "指標" is not the code of a KPI [registry/kpi]
data/targets.csv:4:6: due is empty [registry/blank]
data/targets.csv:4:7: there is no area with the code "98" [area/unlisted]
data/targets.csv:6:1: "a1 2026fq1" occurs twice (data/targets.csv:5:1) [registry/twice]`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, finds := load(t, map[string]string{"data/" + tt.file: tt.content}, Options{})
			var got []string
			for _, f := range finds {
				got = append(got, f.Line(diag.EN))
				if text := f.Msg(diag.JA) + f.Hint(diag.JA) + f.Hint(diag.EN); strings.Contains(text, "%!") || f.Hint(diag.JA) == "" {
					t.Errorf("texts of %s: %s", f.Rule.ID, text)
				}
			}
			if s := strings.Join(got, "\n"); s != tt.want {
				t.Errorf("got:\n%s\nwant:\n%s", s, tt.want)
			}
		})
	}
}

// A header that two columns share could be read either way, and a column
// without a cell would be lost.
func TestRegistersAreUnambiguous(t *testing.T) {
	cells := map[*register]reflect.Type{
		&organisationRegister: reflect.TypeFor[organisationCells](),
		&areaRegister:         reflect.TypeFor[areaCells](),
		&targetRegister:       reflect.TypeFor[targetCells](),
		&changeRegister:       reflect.TypeFor[changeCells](),
		&sportRegister:        reflect.TypeFor[sportCells](),
		&calendarRegister:     reflect.TypeFor[calendarCells](),
		&policyRegister:       reflect.TypeFor[policyCells](),
		&contactRegister:      reflect.TypeFor[contactCells](),
		&readinessRegister:    reflect.TypeFor[readinessCells](),
	}
	if len(cells) != len(registers) {
		t.Errorf("%d of %d registers are looked at", len(cells), len(registers))
	}
	for g, cell := range cells {
		var tags []string
		for i := range cell.NumField() {
			tags = append(tags, cell.Field(i).Tag.Get("csv"))
		}
		for i, c := range g.columns {
			if i >= len(tags) || tags[i] != c.ID {
				t.Errorf("%s: column %s has no cell", g.file, c.ID)
			}
			for _, h := range append([]string{c.ID, c.Name.JA, c.Name.EN}, c.Aliases...) {
				if got := g.column(h); got != c.ID {
					t.Errorf("%s: header %q means %s and %s", g.file, h, got, c.ID)
				}
			}
		}
	}
}

func TestLists(t *testing.T) {
	r, _ := load(t, map[string]string{"data/areas.csv": ownAreasCSV, "data/organisations.csv": organisationsCSV},
		Options{Ages: []string{"0-17", "18-64", "65-"}, Sports: []dim.Entry{{ID: "judo", JA: "柔道"}}})
	l, err := r.Lists([]dim.Entry{{ID: "resident", JA: "住民"}})
	if err != nil {
		t.Fatal(err)
	}
	children := func(a dim.Axis, parent string) []string {
		c, ok := l.Code(a, parent)
		if !ok {
			t.Fatalf("%s has no %q", a, parent)
		}
		var ids []string
		for _, child := range l.Children(a, c) {
			ids = append(ids, l.ID(a, child))
		}
		return ids
	}
	tests := []struct {
		axis   dim.Axis
		parent string
		want   []string
	}{
		{dim.Kind, "", []string{"company", "school", "municipality", "club", "foundation"}},
		{dim.Sex, "", []string{"f", "m", "x", "unknown"}},
		{dim.Age, "", []string{"0-17", "18-64", "65-", "unknown"}},
		{dim.Sport, "", []string{"judo", "unknown"}},
		{dim.Category, "", []string{"resident", "unknown"}},
		{dim.Area, "99", []string{"99201", "99-unknown"}},
		{dim.Origin, "27140", []string{"27141", "27142", "27143", "27144", "27145", "27146", "27147", "27140-unknown"}},
		{dim.Organisation, "", []string{"3000020141003", "99201", "acme", "city", "f113110102700", "hidden", "unlisted"}},
	}
	for _, tt := range tests {
		if got := children(tt.axis, tt.parent); !slices.Equal(got, tt.want) {
			t.Errorf("%s under %q: %v, want %v", tt.axis, tt.parent, got, tt.want)
		}
	}
	if got := children(dim.Area, ""); len(got) != 49 || got[48] != dim.Unknown || got[47] != "99" {
		t.Errorf("areas of the top: %v", got)
	}
	// 47+1741+171 national and 2 own areas; 47+20+1 with parts; unknown
	if got, want := len(l.All(dim.Area)), 1959+2+68+1; got != want {
		t.Errorf("%d areas, want %d", got, want)
	}
	ward, _ := l.Code(dim.Area, "01101")
	if e := l.Entry(dim.Area, ward); e.JA != "札幌市中央区" || e.Parent != "01100" {
		t.Errorf("ward %+v", e)
	}
	listed, _ := load(t, map[string]string{"data/organisations.csv": "organisation,kind,name,disclosure\na,club,x,named\n"}, Options{})
	if l, _ := listed.Lists(nil); len(l.All(dim.Organisation)) != 1 {
		t.Error("unlisted is a code where every organisation is listed")
	}
	part, _ := l.Code(dim.Area, "99-unknown")
	if e := l.Entry(dim.Area, part); e.JA != "みなと県(内訳不詳)" || e.EN != "Minato Prefecture (part unknown)" {
		t.Errorf("unknown part %+v", e)
	}
}

func TestPublic(t *testing.T) {
	r, _ := load(t, map[string]string{"data/areas.csv": ownAreasCSV, "data/organisations.csv": organisationsCSV, "data/targets.csv": targetsCSV}, Options{})
	b, err := json.Marshal(r.Public())
	if err != nil {
		t.Fatal(err)
	}
	for _, private := range []string{"hidden", "秘密", "knows", "money", "consent", `"value":99`} {
		if strings.Contains(strings.ToLower(string(b)), private) {
			t.Errorf("%q is public:\n%s", private, b)
		}
	}
	for _, public := range []string{
		`{"id":"acme","kind":"company","name":"アクメ","name_en":"Acme","area":"99201","joined":"2024fq1","left":"2025fq4","disclosure":"aggregate","reports":["people","survey"],"frequency":"half","fiscal_year_start":1}`,
		`"unlisted":[{"kind":"company","n":1}]`,
		`"targets":[{"kpi":"a1","value":12.5,"due":"2027fq4","note":"議会"},{"kpi":"a1","kind":"company","area":"99201","value":1200.5,"due":"2027fq4"}]`,
	} {
		if !strings.Contains(string(b), public) {
			t.Errorf("not public: %s\nin %s", public, b)
		}
	}
	empty, _ := load(t, nil, Options{})
	if b, _ := json.Marshal(empty.Public()); string(b) != `{"organisations":[],"unlisted":[],"targets":[]}` {
		t.Errorf("nothing is %s", b)
	}
}

func TestLoadErrors(t *testing.T) {
	if _, _, err := Load(os.DirFS("."), "data", Options{Ages: []string{"x"}}); err == nil {
		t.Error("an age scheme that cannot be read is accepted")
	}
}
