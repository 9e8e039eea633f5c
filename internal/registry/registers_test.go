package registry

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

const registersOrganisations = "organisation,kind,name,disclosure,listed\nacme,company,アクメ,named,\nsum,company,合算,aggregate,\nhidden,club,秘密,named,no\n"

func TestRegisters(t *testing.T) {
	r, finds := load(t, map[string]string{
		"data/organisations.csv": registersOrganisations,
		"data/calendar.csv":      "期,公表予定日,時刻,区分,変更の理由\n2026FQ2,令和8年11月16日,10時,速報,祝日のため\n2026年度第1四半期,2027/2/15,,確報,\n2026FQ1,2026-08-15,9:30,,\n",
		"data/policy.csv":        "項目,状況,実施主体,市区町村コード,開始日,出典URL,出典,備考\n兼業許可の基準,実施中,acme,18201,2025年4月1日,https://example.jp/p,,内部の覚え書き\n条例,検討中,,18,,,議会答弁,\n秘密の施策,予定,hidden,,,https://example.jp/h,,\n",
		"data/contacts.csv":      "窓口,提出者,電話,メール,URL,受付時間,備考\n複線相談窓口,acme,０３（１２３４）５６７８,desk@example.lg.jp,,平日9時~17時,担当は田中\n国際,,+81 3-1234-5678(内線12),,https://example.jp/,,\n秘密窓口,hidden,090-1234-5678,,,,\n",
		"data/readiness.csv":     "提出者,項目,状態,URL,公開日,備考\nacme,副業の許可,条件付き,https://example.jp/r,2026-04-01,覚え\nacme,規程,整備済み,,2025-10-01,\nsum,窓口,なし,,,\nhidden,ルーブリック,△,,,\n",
	}, Options{})
	if len(finds) > 0 {
		t.Fatal(texts(finds))
	}
	if len(r.Files) != 5 {
		t.Errorf("files %v", r.Files)
	}
	for i := range r.Calendar {
		r.Calendar[i].Pos = diag.Pos{}
	}
	if want := []Planned{
		{Quarter: "2026fq1", State: "provisional", On: "2026-08-15", Time: "09:30"},
		{Quarter: "2026fq1", State: "final", On: "2027-02-15"},
		{Quarter: "2026fq2", State: "provisional", On: "2026-11-16", Time: "10:00", Reason: "祝日のため"},
	}; !reflect.DeepEqual(r.Calendar, want) {
		t.Errorf("calendar %+v", r.Calendar)
	}
	want := Policy{
		Item: "兼業許可の基準", Status: "in_force", Organisation: "acme", Area: "18201", Since: "2025-04-01",
		URL: "https://example.jp/p", Note: "内部の覚え書き", Pos: diag.Pos{File: "data/policy.csv", Line: 2, Col: 1},
	}
	if len(r.Policies) != 3 || r.Policies[0] != want {
		t.Errorf("policies %+v", r.Policies)
	}
	if c := r.Contacts; len(c) != 3 || c[0].Phone != "03-1234-5678" || c[0].Email != "desk@example.lg.jp" || c[1].Phone != "+81-3-1234-5678 (12)" {
		t.Errorf("contacts %+v", c)
	}
	var states []string
	for _, s := range r.Readiness {
		states = append(states, s.Organisation+" "+s.Item+" "+s.State+" "+s.PublishedOn)
	}
	if want := []string{"acme rules yes 2025-10-01", "acme permission conditional 2026-04-01", "hidden rubric partial ", "sum desk no "}; !slices.Equal(states, want) {
		t.Errorf("readiness %q", states)
	}
	public(t, r)
}

// public checks that neither remarks nor anything of the unlisted is told.
func public(t *testing.T, r *Registry) {
	t.Helper()
	b, err := json.Marshal(r.Public())
	if err != nil {
		t.Fatal(err)
	}
	for _, private := range []string{"秘密", "hidden", "田中", "覚え", "090", `"organisation":"sum"`} {
		if strings.Contains(string(b), private) {
			t.Errorf("%s is public: %s", private, b)
		}
	}
	for _, told := range []string{
		`"calendar":[{"quarter":"2026fq1","state":"provisional","on":"2026-08-15","time":"09:30"}`,
		`"policies":[{"item":"兼業許可の基準","status":"in_force","organisation":"acme","area":"18201","since":"2025-04-01","url":"https://example.jp/p"}`,
		`"contacts":[{"desk":"複線相談窓口","organisation":"acme","phone":"03-1234-5678"`,
		`"readiness":[{"organisation":"acme","item":"rules","state":"yes","published_on":"2025-10-01"}`,
	} {
		if !strings.Contains(string(b), told) {
			t.Errorf("not public: %s\nin %s", told, b)
		}
	}
}

func TestRegisterFindings(t *testing.T) {
	tests := []struct{ name, file, content, want string }{
		{"calendar", "calendar.csv", "quarter,planned,time,state\n2026fq1,2026-06-30,,\n2026q1,2026-13-01,25:00,maybe\n,,,\n2026fq1,2026-08-01,,\n2026FQ1,2026-09-01,,速報\n", `data/calendar.csv:2:9: the planned day 2026-06-30 is not after the end of the quarter (2026-06-30) [registry/too-early]
data/calendar.csv:3:1: "2026q1" is not a quarter [registry/quarter]
data/calendar.csv:3:8: "2026-13-01" is not a date [registry/date]
data/calendar.csv:3:19: "25:00" is not a time of day [registry/time]
data/calendar.csv:3:25: "maybe" is not one of the values of this column [registry/choice]
data/calendar.csv:6:1: "2026fq1 provisional" occurs twice (data/calendar.csv:5:1) [registry/twice]`},
		{"policy", "policy.csv", "item,status,organisation,area,url\na,maybe,b,98,ftp://x\n,in_force,,,https://a.jp\nc,planned,,,\nc,ended,,,https://a.jp\n", `data/policy.csv:2:3: "maybe" is not one of the values of this column [registry/choice]
data/policy.csv:2:9: organisation "b" is not registered [registry/organisation]
data/policy.csv:2:11: there is no area with the code "98" [area/unlisted]
data/policy.csv:2:14: "ftp://x" is not the address of a web page [registry/url]
data/policy.csv:3:1: item is empty [registry/blank]
data/policy.csv:4:13: "c" has no source [registry/no-source]
data/policy.csv:5:1: "c" occurs twice (data/policy.csv:4:1) [registry/twice]`},
		{"contacts", "contacts.csv", "desk,phone,email,url,x\na,,,,\nb,3-1234-5678,b@,https://,\n,03-1234-5678,,,\nd,03-123,,,\ne,03-1234-5678,,,\ne,03-1234-5679,,,\n", `data/contacts.csv:1:22: column "x" is not used [registry/column]
data/contacts.csv:2:1: the desk "a" has neither a phone number nor an e-mail address nor a URL [registry/unreachable]
data/contacts.csv:3:3: "3-1234-5678" is no phone number [registry/phone]
data/contacts.csv:3:15: "b@" is no e-mail address [registry/email]
data/contacts.csv:3:18: "https://" is not the address of a web page [registry/url]
data/contacts.csv:4:1: desk is empty [registry/blank]
data/contacts.csv:5:3: "03-123" is no phone number [registry/phone]
data/contacts.csv:7:1: "e" occurs twice (data/contacts.csv:6:1) [registry/twice]`},
		{"readiness", "readiness.csv", "organisation,item,state,published_on\nacme,rules,full,\nacme,permission,yes,\nacme,party,yes,\nx,desk,yes,x\nacme,desk,yes,\nacme,窓口,no,\n,,,\nacme,,,\n", `data/readiness.csv:2:12: "full" is not one of the values of this column [registry/choice]
data/readiness.csv:3:17: "yes" is not one of the values of this column [registry/choice]
data/readiness.csv:4:6: "party" is not one of the values of this column [registry/choice]
data/readiness.csv:5:1: organisation "x" is not registered [registry/organisation]
data/readiness.csv:5:12: "x" is not a date [registry/date]
data/readiness.csv:6:1: rows without a day, from this one on: 1. Since when they hold is not known, so the KPIs of readiness do not count them [registry/undated]
data/readiness.csv:7:6: "窓口" occurs twice (data/readiness.csv:6:6) [registry/twice]
data/readiness.csv:9:6: item is empty [registry/blank]
data/readiness.csv:9:7: state is empty [registry/blank]`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, finds := load(t, map[string]string{"data/organisations.csv": registersOrganisations, "data/" + tt.file: tt.content}, Options{})
			if got := texts(finds); got != tt.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, tt.want)
			}
		})
	}
}

// What submitters may well call an export is only taken for a register at the
// top of the folder, and with a header of one. A list of persons never is.
func TestNamesOfRegisters(t *testing.T) {
	people := "期間,提出者,競技,人数\n2026FQ1,acme,柔道,3\n"
	r, _ := load(t, map[string]string{
		"data/sports.csv":        people,
		"data/acme/sports.csv":   "code,name,parent\nbeach-tennis,ビーチテニス,\n",
		"data/acme/contacts.csv": "窓口,電話\nx,03-1234-5678\n",
		"data/staff.csv":         "窓口,氏名,電話,メール\nx,田中,090-1234-5678,\n",
		"data/acme/ready.csv":    "提出者,項目,状態\n",
		"data/acme/dates.csv":    "対象期,公表予定日\n",
	}, Options{})
	if want := []File{{Path: "data/acme/dates.csv"}, {Path: "data/acme/ready.csv"}}; !slices.Equal(r.Files, want) {
		t.Errorf("files %v, want %v", r.Files, want)
	}
}

func TestDates(t *testing.T) {
	for in, want := range map[string]string{
		"2026-08-15": "2026-08-15", "2026/8/5": "2026-08-05", "２０２６年８月１５日": "2026-08-15", "R8.4.1": "2026-04-01",
		"令和元年5月1日": "2019-05-01", "平成31年4月30日": "2019-04-30", "平成元年1月8日": "1989-01-08",
		"平成31年5月1日": "", "令和元年4月30日": "", "令和2年2月30日": "", "26/4/1": "", "2026-02-30": "", "46113": "", "0026-01-01": "",
	} {
		l := &loader{}
		if got := l.date(in, diag.Pos{}); got != want || (len(l.finds) == 0) != (want != "") {
			t.Errorf("%s is %q (%v), want %q", in, got, l.finds, want)
		}
	}
}

func TestReadinessItems(t *testing.T) {
	items := ReadinessItems()
	if len(items) != len(readinessItems) {
		t.Fatalf("%d items, want %d", len(items), len(readinessItems))
	}
	for i, it := range items {
		if it.ID != readinessItems[i].id || it.Name.JA != readinessItems[i].words[0] || it.Name.EN == "" {
			t.Errorf("item %+v is read as %v", it, readinessItems[i])
		}
	}
}

func TestQuarters(t *testing.T) {
	first := dim.FiscalQuarter(2026, 1)
	for in, want := range map[string]dim.Quarter{
		"2026FQ1": first, "2026年度第1四半期": first, "令和8年度第1四半期": first, "2026年5月": first, "2026-06-30": first, "R8.4.1": first,
		"2026CQ2": first, "2026年1-3月期": first - 1, "": 0, "2026Q1": 0, "2026": 0, "令和8年度": 0, "来年": 0,
	} {
		l := &loader{}
		if got := l.quarter(in, diag.Pos{}); got != want || (len(l.finds) == 0) != (want != 0 || in == "") {
			t.Errorf("%s is %d (%v), want %d", in, got, l.finds, want)
		}
	}
}
