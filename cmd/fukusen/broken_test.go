package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

var keepReport = flag.String("report", "", "write the report of TestBrokenSubmission to this file, to look at it")

// faults is the day on which the files of a quarter arrive: nineteen
// organisations, each with a fault of its own, and the rule that must tell.
var faults = []struct {
	folder, rule string
	text         string
	encode       func(string) string
}{
	{"aoba-care", "csv/quarter-basis", "期間,提出者,人数\n2026Q3,aoba-care,120\n", nil},
	{"aoba-foods", "csv/part", "期間,提出者,性別,人数,複線者\n2026年度第3四半期,aoba-foods,女,40,52\n", shiftJIS},
	{"aoba-kujira-fc", "csv/age-date", "期間,提出者,年齢階級,人数\n2026年度第3四半期,aoba-kujira-fc,5月9日,12\n", nil},
	{"aoba-systems", "csv/number", "period,organisation,persons\n2026FQ3,aoba-systems,1O4\n", nil},
	{"aoba-university", "data/total-differs", "期間,提出者,性別,人数\n2026年度第3四半期,aoba-university,女,2016\n2026年度第3四半期,aoba-university,男,2173\n2026年度第3四半期,aoba-university,計,4198\n", nil},
	{"hamanasu-hotel", "csv/fields", "期間,提出者,性別,人数\n2026FQ3,hamanasu-hotel,女,1,204\n", nil},
	{"hoshizora-railway", "personal/name", "期間,提出者,氏名,人数\n2026年度第3四半期,hoshizora-railway,山田 太郎,1\n", nil},
	{"kaede-credit", "csv/sex", "期間,提出者,性別,人数\nR8.3Q,kaede-credit,女子社員,51\n", shiftJIS},
	{"komorebi-dairy", "csv/organisation", "期間,提出者,人数\n2026FQ3,komorebi-diary,51\n", nil},
	{"minato-kosen", "csv/table", "氏別,在籍\n女,400\n", nil},
	{"minato-precision", "data/duplicate", "期間,提出者,性別,人数\n2026FQ3,minato-precision,女,400\n2026FQ3,minato-precision,女,401\n", nil},
	{"satoyama-high", "csv/quarter-year", "期間,提出者,在籍学生数\n令和8年度,satoyama-high,310\n", unicodeText},
	{"satoyama-taiko", "csv/quote", "期間,提出者,人数,備考\n2026FQ3,satoyama-taiko,12,\"祭り\n", nil},
	{"satoyama-timber", "source/unit", "期間,提出者,採用経路,採用人数,外部費用(時間)\n2026FQ3,satoyama-timber,複線,2,300\n", nil},
	{"shiomi-marine", "csv/area", "期間,提出者,市区町村,人数\n2026FQ3,shiomi-marine,潮見村,58\n", nil},
	{"shiomi-maritime", "data/months-mixed", "期間,提出者,人数\n2026年10月,shiomi-maritime,80\n2026FQ3,shiomi-maritime,80\n", nil},
	{"shiomi-sailing", "csv/word", "期間,提出者,段階,人数\n2026FQ3,shiomi-sailing,世界一,1\n", nil},
	{"aoba", "survey/answer", "期間,提出者,調査対象,地域推奨度\n2026FQ3,aoba,住民,11\n", nil},
	{"satoyama", "data/months", "期間,提出者,調査対象,設問,回答,回答者数\n2026年10月,satoyama,住民,地域推奨度,9,12\n", nil},
}

func shiftJIS(s string) string {
	out, err := japanese.ShiftJIS.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return out
}

// unicodeText is what Excel calls so: UTF-16 with tabs.
func unicodeText(s string) string {
	out, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(strings.NewReplacer(",", "\t", "\n", "\r\n").Replace(s))
	if err != nil {
		panic(err)
	}
	return out
}

// Every fault is told in one run, under the name of who sent it, and the report
// has a section and a mail for each.
func TestBrokenSubmission(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1799283600") // 7 January 2027
	t.Setenv("LANG", "ja_JP.UTF-8")
	dir := filepath.Join(t.TempDir(), "site")
	if status := run(context.Background(), []string{"sample", dir}, &bytes.Buffer{}, &bytes.Buffer{}); status != exitDone {
		t.Fatal(status)
	}
	for _, f := range faults {
		text := f.text
		if f.encode != nil {
			text = f.encode(text)
		}
		if err := os.WriteFile(filepath.Join(dir, "data", f.folder, "2026fq3.csv"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	report := filepath.Join(t.TempDir(), "report.html")
	if *keepReport != "" {
		report = *keepReport
	}
	var out, errOut bytes.Buffer
	if status := run(context.Background(), []string{"check", "-s", dir, "--format", "json", "--report", report}, &out, &errOut); status != exitFindings {
		t.Fatalf("status %d: %s", status, errOut.String())
	}
	rules := rulesBySubmitter(t, out.Bytes())
	html, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		found := slices.ContainsFunc(rules[f.folder], func(r string) bool { return r == f.rule })
		if !found {
			t.Errorf("%s: want %s, found %v", f.folder, f.rule, rules[f.folder])
		}
		if !bytes.Contains(html, []byte("data/"+f.folder+"/2026fq3.csv")) {
			t.Errorf("%s is not in the report", f.folder)
		}
	}
	for _, hidden := range []string{"山田", "太郎"} {
		if bytes.Contains(html, []byte(hidden)) || strings.Contains(out.String(), hidden) {
			t.Errorf("%s is told", hidden)
		}
	}
}

// rulesBySubmitter gives the rules by the folder of the files.
func rulesBySubmitter(t *testing.T, data []byte) map[string][]string {
	t.Helper()
	var list struct {
		Findings []struct{ File, Rule, Submitter string }
	}
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	rules := map[string][]string{}
	for _, f := range list.Findings {
		if parts := strings.Split(f.File, "/"); len(parts) == 3 && f.Submitter != "" {
			rules[parts[1]] = append(rules[parts[1]], f.Rule)
		}
	}
	return rules
}
