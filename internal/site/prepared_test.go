package site

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
)

// preparedSite has companies in two towns and, of one, only the prefecture;
// those that are only shown in sums, or not at all, permit everything.
var preparedSite = map[string]string{
	"fukusen.yaml": "format: 1\nbase_url: https://example.jp/\n",
	"data/organisations.csv": `提出者,種別,名称,市区町村コード,公開区分,一覧掲載,参加期
a,企業,甲,18201,named,yes,2026FQ1
b,企業,乙,18201,named,yes,2026FQ1
c,企業,丙,18202,named,yes,2026FQ2
d,企業,丁,18,named,yes,2026FQ1
x,企業,戊,18202,aggregate,yes,2026FQ1
y,企業,己,18201,named,no,2026FQ1
s,学校,庚,18201,named,yes,2026FQ1
`,
	"data/readiness.csv": `提出者,項目,状態,URL,公開日
a,副業の許可,全面許可,,2026-04-01
b,副業の許可,条件付き,,2026-06-30
c,副業の許可,条件付き,,2026-04-01
d,副業の許可,不可,,
x,副業の許可,全面許可,,2026-04-01
y,副業の許可,全面許可,,2026-04-01
a,規程,一部,https://example.jp/rules,2026-07-01
b,規程,整備済み,,2026-04-01
s,復職・再入社制度,整備済み,https://example.jp/s,2026-04-01
`,
	"data/people.csv": "期間,提出者,人数\n2026FQ1,a,120\n2026FQ2,a,130\n2026FQ1,x,90\n",
}

func protectedOf(t *testing.T, files map[string]string) *stages {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s := newStages(Options{Dir: dir})
	if ok, err := s.open(); !ok || err != nil {
		t.Fatal(ok, err)
	}
	if ok, err := s.protect(t.Context()); !ok || err != nil {
		t.Fatal(ok, err, s.result.Findings)
	}
	return s
}

// The rates of readiness, counted by hand from the two registers.
func TestReadinessIsCounted(t *testing.T) {
	set := kpi.Compute(protectedOf(t, preparedSite).cube)
	want := []string{
		// b began on the last day of the quarter; c has not joined, d refuses.
		"e1@2026fq1/kind=company 2/3", "e1@2026fq1/kind=company/area=18 2/3", "e1@2026fq1/kind=company/area=18201 2/2", "e1@2026fq1/kind=company/area=18-unknown 0/1",
		"e1@2026fq2/kind=company 3/4", "e1@2026fq2/kind=company/area=18202 1/1",
		"e1f@2026fq2/kind=company 1/4", "e1c@2026fq2/kind=company 2/4", "e1u@2026fq2/kind=company 0/4",
		// The rules of b cannot be read on the web; those of a since July.
		"e12@2026fq1/kind=company 0/3", "e12@2026fq2/kind=company 1/4",
		// No company has told of a return scheme.
		"e23@2026fq1/kind=school 1/1",
	}
	got := map[string]bool{}
	for o := range set.Values() {
		if o.Entry.Table() == contract.TableReadiness && o.Status == release.Published {
			got[fmt.Sprintf("%s %d/%d", o.ID(), o.Numerator, o.Denominator)] = true
		}
	}
	for _, w := range want {
		if !got[w] {
			t.Errorf("%s is not there", w)
		}
	}
	for g := range got {
		if strings.HasPrefix(g, "e23@2026fq1/kind=company") || strings.Contains(g, "e1@2026fq1/kind=school") {
			t.Errorf("%s: nobody of the kind has told of it", g)
		}
	}
}

// Whose numbers are not shown adds to no cell, and nobody is said to have
// reported a register.
func TestReadinessOfOthersIsNotCounted(t *testing.T) {
	without := map[string]string{}
	for name, text := range preparedSite {
		without[name] = text
	}
	without["data/readiness.csv"] = strings.ReplaceAll(strings.ReplaceAll(preparedSite["data/readiness.csv"],
		"x,副業の許可,全面許可,,2026-04-01\n", ""), "y,副業の許可,全面許可,,2026-04-01\n", "")
	with, less := protectedOf(t, preparedSite), protectedOf(t, without)
	if a, b := readinessCells(with), readinessCells(less); !slices.Equal(a, b) || len(a) == 0 {
		t.Errorf("%q\nwithout the rows of others\n%q", a, b)
	}
	for _, q := range with.cube.Quarters() {
		for _, r := range with.cube.Receipts(q) {
			if r.Table == contract.TableReadiness {
				t.Errorf("%s is said to have reported", r.Organisation)
			}
		}
	}
}

func readinessCells(s *stages) (all []string) {
	for c := range s.cube.Cells() {
		if c.Table == contract.TableReadiness {
			ids := s.cube.Lists().IDs(c.Key.Codes)
			all = append(all, fmt.Sprint(c.Measure, c.Key.Period.First.ID(dim.Fiscal), ids, c.Status, c.Value))
		}
	}
	return all
}
