package report

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"fukusen/internal/diag"
)

func page(t *testing.T, lang diag.Lang) string {
	t.Helper()
	var b bytes.Buffer
	opt := HTMLOptions{View: view(lang), Title: "見本 <1>", Date: "2026-08-05", Rules: book(t)}
	if err := HTML(&b, findings(), opt); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestHTML(t *testing.T) {
	for _, lang := range []diag.Lang{diag.JA, diag.EN} {
		got := page(t, lang)
		golden(t, "report."+string(lang)+".html", []byte(got))
		for _, s := range secrets[:2] {
			if strings.Contains(got, s) {
				t.Errorf("%s: personal data is shown: %s", lang, s)
			}
		}
		for _, s := range secrets[2:] {
			if !strings.Contains(got, "<mark>"+s+"</mark>") {
				t.Errorf("%s: the value %s is not marked", lang, s)
			}
		}
	}
}

// The file needs nothing from elsewhere, runs nothing, and its links lead to
// places within it.
func TestHTMLStandsAlone(t *testing.T) {
	got := page(t, diag.JA)
	if line, _, _ := strings.Cut(got, "\n"); !strings.HasPrefix(line, "<!DOCTYPE html>") || !strings.Contains(line, Marker) {
		t.Errorf("the first line is %q", line)
	}
	for _, bad := range []string{"<script", "<link", "src=", "url(", "@import", "://", "ZgotmplZ", "<no value>"} {
		if strings.Contains(got, bad) {
			t.Errorf("%q is in the report", bad)
		}
	}
	links := regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(got, -1)
	for _, m := range links {
		if id, ok := strings.CutPrefix(m[1], "#"); !ok || !strings.Contains(got, ` id="`+id+`"`) {
			t.Errorf("link %s leads nowhere", m[1])
		}
	}
	if len(links) < 5 {
		t.Errorf("%d links: three sections and the rules were expected", len(links))
	}
}

func TestHTMLOfNothing(t *testing.T) {
	var b bytes.Buffer
	if err := HTML(&b, nil, HTMLOptions{}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "直すところはありません。") || strings.Contains(b.String(), "<table") {
		t.Errorf("got %s", b.String())
	}
}

func TestMail(t *testing.T) {
	for _, lang := range []diag.Lang{diag.JA, diag.EN} {
		mails := Mail(findings(), view(lang))
		if len(mails) != 2 {
			t.Errorf("%d mails, want 2", len(mails))
		}
		all := mails["アクメ精機"] + "\n========\n" + mails["ベータ高校"]
		golden(t, "mail."+string(lang)+".txt", []byte(all))
		for _, s := range append(secrets, "source.yaml", "data/acme") {
			if strings.Contains(all, s) {
				t.Errorf("%s: %q is in a mail", lang, s)
			}
		}
	}
}

func TestMailOfWarningsAsksForNoFile(t *testing.T) {
	mail := Mail(diag.List{ruleUnknown.At(at("data/acme/a.csv", 1, 1), "x")}, view(diag.JA))["アクメ精機"]
	if strings.Contains(mail, "直したファイル") || strings.Contains(mail, "直していただきたい") || !strings.Contains(mail, "このままでよいかどうか") {
		t.Errorf("got %s", mail)
	}
}

func TestForSender(t *testing.T) {
	tests := []struct {
		hint string
		lang diag.Lang
		want string
	}{
		{"直してください。違う書き方なら source.yaml に書きます", diag.JA, "直してください"},
		{"source.yaml を直してください", diag.JA, "source.yaml を直してください"},
		{"綴りを直してください。独自の地域は data/areas.csv に書きます", diag.JA, "綴りを直してください"},
		{"write 1; or say so in source.yaml; or 2", diag.EN, "write 1; or 2"},
		{"", diag.EN, ""},
	}
	for _, tt := range tests {
		rule := diag.Rule{Hint: diag.Text{JA: tt.hint, EN: tt.hint}}
		if got := forSender(rule.At(diag.Pos{}), tt.lang); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.hint, got, tt.want)
		}
	}
}

func TestFileNamesOfMail(t *testing.T) {
	s := &section{}
	for _, f := range []string{"data/a/1/x.csv", "data/a/2/x.csv", "data/a/y.csv"} {
		s.entries = append(s.entries, &entry{Finding: ruleMerged.At(at(f, 1, 1))})
	}
	got := s.fileNames()
	for f, want := range map[string]string{"data/a/1/x.csv": "data/a/1/x.csv", "data/a/2/x.csv": "data/a/2/x.csv", "data/a/y.csv": "y.csv"} {
		if got[f] != want {
			t.Errorf("%s: got %q, want %q", f, got[f], want)
		}
	}
}

func TestSave(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	in := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	if err := os.MkdirAll(filepath.Join(public, "data"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(public, in("link")); err != nil {
		t.Skip("no links here:", err)
	}
	write := func(name, text string) {
		if err := os.WriteFile(in(name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("mine.html", "<!DOCTYPE html>\n"+Marker+"\n")
	write("old.html", "<!DOCTYPE html>"+Marker+"\nold")
	write("empty.html", "")
	tests := []struct {
		name string
		want error
	}{
		{"new.html", nil},
		{"old.html", nil},
		{"mine.html", ErrNotReport}, // the marker is not in the first line
		{"empty.html", ErrNotReport},
		{"public/r.html", ErrPublic},
		{"public/data/r.html", ErrPublic},
		{"public/data/../r.html", ErrPublic},
		{"link/data/r.html", ErrPublic},
		{"none/r.html", fs.ErrNotExist},
	}
	for _, tt := range tests {
		before, _ := os.ReadFile(in(tt.name))
		err := Save(in(tt.name), public, []byte("<!DOCTYPE html>"+Marker+"\nnew"))
		after, _ := os.ReadFile(in(tt.name))
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
		if written := strings.HasSuffix(string(after), "\nnew"); written != (tt.want == nil) || !written && string(after) != string(before) {
			t.Errorf("%s: written is %v", tt.name, written)
		}
	}
	if info, err := os.Stat(in("new.html")); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others can read the report: %v, %v", info.Mode(), err)
	}
	if left, _ := filepath.Glob(in(".fukusen-*")); len(left) > 0 {
		t.Errorf("left over: %q", left)
	}
}
