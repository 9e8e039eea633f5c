package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fukusen/internal/diag"
	"fukusen/internal/report"
)

func TestExplainRule(t *testing.T) {
	book, err := report.ParseRulebook("## csv/number\n\n**読めない値**\n\n### English\n\n**Unreadable**\n")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		id, out, err string
		status       int
	}{
		{"csv/number", "csv/number\n\n読めない値\n", "", exitDone},
		{"list", "csv/number  読めない値\n", "", exitDone},
		{"", "csv/number  読めない値\n", "", exitDone},
		{"csv/nomber", "", "近いもの: csv/number\n", exitMisuse},
		{"xyz", "", "一覧が見られます\n", exitMisuse},
	}
	for _, tt := range tests {
		var out, errOut bytes.Buffer
		c := &call{out: &out, err: &errOut, lang: diag.JA}
		status := c.explainRule(book, tt.id)
		if status != tt.status || out.String() != tt.out || !strings.Contains(errOut.String(), tt.err) {
			t.Errorf("%q: status %d, %q, %q", tt.id, status, out.String(), errOut.String())
		}
	}
}

func TestColourful(t *testing.T) {
	var b bytes.Buffer
	f, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if colourful(&b) || colourful(f) {
		t.Error("colours where nobody looks")
	}
	tty, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("no terminal to be had:", err)
	}
	defer tty.Close()
	t.Setenv("TERM", "xterm")
	for _, value := range []string{"", "1"} {
		t.Setenv("NO_COLOR", value)
		if got := colourful(tty); got != (value == "") {
			t.Errorf("NO_COLOR=%q: colours are %v", value, got)
		}
	}
}

func TestShowStatus(t *testing.T) {
	s := &report.Status{Quarter: "2026fq1", Name: diag.Text{JA: "2026年度第1四半期"}}
	for form, want := range map[string]int{formText: exitDone, formJSON: exitDone, formGitHub: exitMisuse} {
		var out, errOut bytes.Buffer
		c := &call{out: &out, err: &errOut, lang: diag.JA}
		if got := c.showStatus(s, form, false); got != want || (out.Len() > 0) != (want == exitDone) {
			t.Errorf("%s: status %d, %q", form, got, out.String())
		}
	}
}
