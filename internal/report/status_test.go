package report

import (
	"bytes"
	"strings"
	"testing"

	"fukusen/internal/diag"
)

func table(id, ja string, expected bool, received string, files ...string) TableStatus {
	return TableStatus{ID: id, Name: diag.Text{JA: ja, EN: id}, Expected: expected, Received: received, Files: files}
}

func status(today string) *Status {
	return &Status{
		Quarter: "2026fq1", Name: diag.Text{JA: "2026年度第1四半期", EN: "Q1 FY2026"}, Due: "2026-07-31", Today: today,
		Organisations: []Organisation{
			{ID: "acme", Name: "アクメ精機", Tables: []TableStatus{
				table("people", "対象者", true, "2026-07-10", "data/acme/people.csv"),
				table("flows", "応募・成立", true, "2026-08-01", "data/acme/flows.csv"),
				table("practice", "取組", false, ""),
			}},
			{ID: "gamma", Name: "ガンマ会", Tables: []TableStatus{{
				ID: "people", Name: diag.Text{JA: "対象者", EN: "people"}, Expected: true, Files: []string{"data/gamma/people.csv"}, Months: []int{5, 6},
			}}},
			{ID: "beta", Name: "ベータ高校", Tables: []TableStatus{
				table("people", "対象者", true, ""), table("survey", "調査", true, ""), table("flows", "応募・成立", false, "", "data/x.csv"),
			}},
		},
	}
}

func TestState(t *testing.T) {
	tests := []struct {
		due, today string
		table      TableStatus
		want       State
	}{
		{"2026-07-31", "", table("", "", true, "2026-07-31", "a.csv"), Received},
		{"2026-07-31", "", table("", "", true, "2026-08-01", "a.csv"), Late},
		{"2026-07-31", "", table("", "", true, "", "a.csv"), Received},
		{"", "2026-08-05", table("", "", true, "2026-08-01", "a.csv"), Received},
		{"2026-07-31", "2026-07-31", table("", "", true, ""), Waiting},
		{"2026-07-31", "2026-08-01", table("", "", true, ""), Missing},
		{"2026-07-31", "", table("", "", true, ""), Waiting},
		{"", "2026-08-01", table("", "", true, ""), Waiting},
		{"2026-07-31", "2026-08-01", table("", "", false, ""), None},
		{"2026-07-31", "2026-08-01", table("", "", false, "2026-08-01", "a.csv"), Late},
	}
	for _, tt := range tests {
		s := &Status{Due: tt.due, Today: tt.today}
		if got := s.State(tt.table); got != tt.want {
			t.Errorf("due %q, today %q, %+v: got %s, want %s", tt.due, tt.today, tt.table, got, tt.want)
		}
	}
}

func TestStatusText(t *testing.T) {
	for _, lang := range []diag.Lang{diag.JA, diag.EN} {
		var b bytes.Buffer
		for _, today := range []string{"2026-08-05", "2026-07-20"} {
			if err := StatusText(&b, status(today), lang, true); err != nil {
				t.Fatal(err)
			}
			b.WriteString("========\n")
		}
		golden(t, "status."+string(lang)+".txt", b.Bytes())
	}
	var b bytes.Buffer
	if err := StatusText(&b, status(""), diag.JA, false); err != nil || strings.Contains(b.String(), "件名") {
		t.Errorf("mails that were not asked for: %v\n%s", err, b.String())
	}
}

func TestStatusJSON(t *testing.T) {
	var b bytes.Buffer
	if err := StatusJSON(&b, status("2026-08-05")); err != nil {
		t.Fatal(err)
	}
	golden(t, "status.json", b.Bytes())
}

func TestReminderOnlyWhereSomethingIsOpen(t *testing.T) {
	s := status("2026-08-05")
	if got := s.Reminder(s.Organisations[0], diag.JA); got != "" {
		t.Errorf("all came, but: %s", got)
	}
	if got := s.Reminder(s.Organisations[1], diag.JA); !strings.Contains(got, "過ぎてもまだ届いておりません") || !strings.Contains(got, "\n  ・対象者(5月、6月の分)\n\n") {
		t.Errorf("two months are to come, but: %s", got)
	}
	got := s.Reminder(s.Organisations[2], diag.JA)
	if !strings.Contains(got, "・対象者\n  ・調査\n") || strings.Contains(got, "応募") {
		t.Errorf("got %s", got)
	}
}
