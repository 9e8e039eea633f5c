package registry

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A tab is one sheet of a workbook: its name, and rows of cells parted by |.
type tab struct{ name, rows string }

func book(t *testing.T, tabs ...tab) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, s := range tabs {
		if i == 0 {
			f.SetSheetName("Sheet1", s.name)
		} else if _, err := f.NewSheet(s.name); err != nil {
			t.Fatal(err)
		}
		for row, line := range strings.Split(s.rows, "\n") {
			for col, text := range strings.Split(line, "|") {
				cell, _ := excelize.CoordinatesToCellName(col+1, row+1)
				if err := f.SetCellStr(s.name, cell, text); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Registers are read from workbooks, whatever their sheets are called, and
// places are cells. A sheet that is none is left to the exports.
func TestWorkbooks(t *testing.T) {
	r, finds := load(t, map[string]string{
		"data/台帳.xlsx": book(t,
			tab{"一覧", "提出者|種別|名称|市区町村コード|公開区分\nacme|企業|アクメ|011002|公開\nbeta|学校|ベータ|99999|公開"},
			tab{"競技一覧", "コード|名称|上位コード\nkemari|蹴鞠|summer"},
			tab{"人数", "期間|提出者|人数\n2026FQ1|acme|3"},
			tab{"targets", "指標|目標値|達成期\na1b|x|2027FQ4"}),
		"data/acme/報告.xlsx":              book(t, tab{"窓口", "窓口|電話番号\n相談|03-0000-0000"}, tab{"地域", "コード|名称\nx|エックス"}),
		"data/acme/~$organisations.xlsx": "owner",
	}, Options{})
	want := "data/台帳.xlsx: targets!B2: target \"x\" is not a number [registry/value]\n" +
		"data/台帳.xlsx: 一覧!D3: there is no area with the code \"99999\" [area/unlisted]"
	if texts(finds) != want {
		t.Errorf("got:\n%s\nwant:\n%s", texts(finds), want)
	}
	if got := r.Organisation("acme").Area; got != "01100" {
		t.Errorf("acme is in %q", got)
	}
	if id, _, _ := r.SportCode("蹴鞠"); id != "kemari" {
		t.Errorf("the sheet of sports was not read: %q", id)
	}
	if want := []File{{"data/台帳.xlsx", "targets"}, {"data/台帳.xlsx", "一覧"}, {"data/台帳.xlsx", "競技一覧"}}; !slices.Equal(r.Files, want) {
		t.Errorf("files %v, want %v", r.Files, want)
	}
	if r.Holds(File{"data/台帳.xlsx", "人数"}) || !r.Holds(File{"data/台帳.xlsx", "一覧"}) {
		t.Error("the sheet of numbers is taken for a register, or that of organisations is not")
	}
}

// A workbook with the name of a register and a header of none is told of: it
// would else be an export of no table. One that is broken is left to those.
func TestWorkbookNames(t *testing.T) {
	_, finds := load(t, map[string]string{
		"data/organisations.xlsx": book(t, tab{"Sheet1", "番号|名\nacme|アクメ"}),
		"data/areas.xlsx":         "PK\x03\x04 broken",
	}, Options{})
	if !strings.Contains(texts(finds), "data/organisations.xlsx: Sheet1!A1: the required column organisation is missing [registry/missing]") ||
		strings.Contains(texts(finds), "areas.xlsx") {
		t.Error(texts(finds))
	}
}

// A register that is there as CSV and as a workbook is one finding, not one for
// each row that is in both.
func TestBoth(t *testing.T) {
	const rows = "提出者|種別|名称|公開区分\nacme|企業|アクメ|公開\nbeta|学校|ベータ|公開"
	csv := strings.ReplaceAll(rows, "|", ",")
	xlsx := book(t, tab{"提出者一覧", rows})
	_, finds := load(t, map[string]string{"data/organisations.csv": csv, "data/organisations.xlsx": xlsx}, Options{})
	want := "data/organisations.xlsx: 提出者一覧: the same register is there as CSV (data/organisations.csv) and as a workbook [registry/both]"
	if texts(finds) != want {
		t.Errorf("got:\n%s\nwant:\n%s", texts(finds), want)
	}
	_, finds = load(t, map[string]string{"data/a/organisations.csv": csv, "data/b/organisations.xlsx": xlsx}, Options{})
	if got := strings.Count(texts(finds), "[registry/twice]"); got != 2 || len(finds) != 2 {
		t.Error(texts(finds))
	}
}

// Registers take the names of places as exports do.
func TestPlacesByName(t *testing.T) {
	const head = "organisation,kind,name,disclosure,area\n"
	tests := []struct{ area, code, want string }{
		{"高松市", "37201", ""},
		{"香川県高松市", "37201", ""},
		{"香川県 高松市", "37201", ""},
		{"高松市役所", "", `there is no municipality or prefecture called "高松市役所" [area/name]`},
		{"府中市", "", `"府中市" may be any of: 132063 東京都府中市, 342084 広島県府中市 [area/name-ambiguous]`},
		{"東京都府中市", "13206", ""},
		{"372013", "37201", ""},
		{"372010", "", `the check digit of area code "372010" does not fit [area/check-digit]`},
	}
	for _, tt := range tests {
		r, finds := load(t, map[string]string{"data/organisations.csv": head + "acme,club,A,named," + tt.area + "\n"}, Options{})
		got := strings.TrimPrefix(texts(finds), "data/organisations.csv:2:19: ")
		if got != tt.want || r.Organisation("acme").Area != tt.code {
			t.Errorf("%s is %q: %s", tt.area, r.Organisation("acme").Area, got)
		}
	}
	r, finds := load(t, map[string]string{"data/targets.csv": "kpi,value,due,市区町村\na1b,1,2027FQ4,高松市\n"}, Options{})
	if len(finds) > 0 || r.Targets[0].Area != "37201" {
		t.Error(texts(finds), r.Targets)
	}
}

// A row whose ID is written wrongly is known by what it has in its place, and
// all else in it is looked at.
func TestStandIns(t *testing.T) {
	r, finds := load(t, map[string]string{
		"data/organisations.csv": "organisation,kind,name,disclosure,area,parent\n" +
			"A01,club,甲,named,99999,\nunknown,club,乙,named,,A01\n8-0000-2013-0002,company,丙,named,,\nA01,club,丁,named,,\nrow-1,club,戊,named,,\n",
		"data/readiness.csv": "organisation,item,state,published_on\nA01,rules,yes,2026-04-01\n",
	}, Options{})
	for text, want := range map[string]string{
		"A01": "甲", "a01": "甲", "Ａ０１": "甲", "Unknown": "乙", "8000020130002": "丙", "８-0000-2013-0002": "丙", "row-1": "戊",
	} {
		id, ok := r.OrganisationID(text)
		if got := r.Organisation(id).Name; !ok || got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	var rules []string
	for _, f := range finds {
		rules = append(rules, f.Rule.ID)
	}
	if want := []string{"area/unlisted", "registry/id", "registry/id", "registry/corporate-number", "registry/id", "registry/twice"}; !slices.Equal(sorted(rules), sorted(want)) {
		t.Errorf("got:\n%s", texts(finds))
	}
	if r.Organisation("row-1").Name != "戊" || len(r.Readiness) != 1 {
		t.Errorf("%+v %+v", r.Organisations(), r.Readiness)
	}
	if _, err := r.Lists(nil); err != nil {
		t.Error(err)
	}
}

func sorted(l []string) []string { return slices.Sorted(slices.Values(l)) }
