package page

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/registry"
	"fukusen/internal/release"
)

// againReleased is the fixture with three releases of a quarter, of
// which the second brings a late report and changes a headline number.
func againReleased(t *testing.T) Site {
	t.Helper()
	f := newFixture(t, 3)
	s := f.site(t)
	cells := func(n int64, hidden release.Status) []release.Cell {
		return []release.Cell{
			{Table: "people", Measure: "persons", Status: release.Published, Value: n},
			{Table: "people", Measure: "persons", Codes: release.Codes{dim.Sex: "f"}, Status: hidden, Value: secret},
		}
	}
	late := receipts(dim.FiscalQuarter(2025, 3))
	for i, n := range []int64{100, 120, 120} {
		file := &release.File{ID: []string{"2025fq3-r1", "2025fq3-r2", "2025fq3-r3"}[i], Quarter: "2025fq3", SHA256: "a", Cells: cells(n, release.Withheld)}
		file.Receipts = slices.Clone(late)
		file.Receipts[0].Reported = i > 0
		file.Receipts[3].Reported = i > 0 // of organisations that are not listed
		s.Ledger = append(s.Ledger, Issue{File: file, Data: bytes.Repeat([]byte("x"), 3000)})
		s.Files[6] = file
	}
	e, ok := s.Catalogue.Entry("a1b")
	if !ok {
		t.Fatal("no a1b")
	}
	s.Revisions = f.revisions(t, s, e)
	s.Registry.Calendar = []registry.Planned{
		{Quarter: "2026fq1", State: "provisional", On: "2026-08-14", Time: "10:00"},
		{Quarter: "2025fq3", State: "revised", On: "2026-08-15", Reason: "提出の<遅れ>のため"},
		{Quarter: "2025fq3", State: "provisional", On: "2026-02-14"},
	}
	return s
}

// revisions are of a KPI in the second release, and what became of it in the third.
func (f *fixture) revisions(t *testing.T, s Site, e *catalogue.Entry) []Revision {
	t.Helper()
	codes := dim.Codes{}.With(dim.Kind, f.code(dim.Kind, "company"))
	now := s.KPIs.Find(e.ID, kpi.Value, "", dim.FiscalQuarter(2025, 3), codes)
	if now == nil || now.Status != release.Published {
		t.Fatal("the fixture has no such number")
	}
	first, second := *now, *now
	first.Numerator, first.Denominator, first.Value = 41, 100, 0.41
	second.Numerator, second.Denominator, second.Value = 43, 100, 0.43
	return []Revision{
		{Release: "2025fq3-r2", Kind: "company", Old: &first, New: &second},
		{Release: "2025fq3-r3", Kind: "company", Old: &second, New: now},
	}
}

func TestReleasesPage(t *testing.T) {
	s := againReleased(t)
	all, _ := write(t, s)
	for path, words := range map[string][]string{
		"releases.html": {
			"2026年度第1四半期(2026年4~6月)", `<time datetime="2026-08-14">2026年8月14日</time> 10:00`, "提出の&lt;遅れ&gt;のため",
			"公表前", "第1版", "第3版", "最新の版", `href="r/2025fq3-r1/release.json"`, ">e1630f843370…<", "e1630f843370f402870799e14abbf2b06af2d23b0153658e1211dffabc61ad8f",
			"2025年度第3四半期(2025年10~12月) 第2版", "前の版の後に届いた報告: <a href=\"organisation/acme.html\">", "名前を載せない団体(対象者)",
			"1件の値が変わりました", `data-release="2025fq3-r1">41.0%</data>`, "みなと県ほか8団体", "版 2025fq3-r3", "、https://example.org/minato/</p>",
			"certutil -hashfile release.json SHA256", "sha256sum release.json",
		},
		"en/releases.html": {"Q1 FY2026 (Apr–Jun 2026)", "14 August 2026", "Edition", `<span lang="ja">提出の`, "1 of the published sums has", "release 2025fq3-r3", "Get-FileHash"},
	} {
		for _, w := range words {
			if !strings.Contains(all[path], w) {
				t.Errorf("%s does not say %q", path, w)
			}
		}
	}
	page := all["releases.html"]
	if strings.Contains(page, "42424") {
		t.Error("the page tells what is withheld")
	}
	if n := strings.Count(page, "data-observation") - strings.Count(page, "data-release"); n != 1 {
		t.Errorf("%d numbers claim to be in the open data, want the newest one alone", n)
	}
	planned, made := page[strings.Index(page, `id="planned"`):strings.Index(page, `id="made"`)], page[strings.Index(page, `id="made"`):]
	if strings.Contains(planned, "2026年8月15日") || strings.Contains(planned, "2026年2月14日") || !strings.Contains(made, "2026年2月14日") {
		t.Error("what has been released is still planned, or its day is not told")
	}
	if n := strings.Count(page, "次の版があります"); n != 2 {
		t.Errorf("%d releases have a later one, want 2", n)
	}
}

// A release is told what changed against the one before it, not against the
// first.
func TestReleaseBefore(t *testing.T) {
	s := againReleased(t)
	for i, want := range []string{"", "2025fq3-r1", "2025fq3-r2"} {
		got := ""
		if f := s.before(i); f != nil {
			got = f.ID
		}
		if got != want {
			t.Errorf("before %s there was %q, want %q", s.Ledger[i].File.ID, got, want)
		}
	}
	all, _ := write(t, s)
	third := regexp.MustCompile(`(?s)id="revised-2025fq3-r3".*?</section>`).FindString(all["releases.html"])
	if strings.Contains(third, "届いた報告") || strings.Contains(third, "値が変わりました") {
		t.Errorf("the third release changed nothing of that: %s", third)
	}
}

func TestNothingReleased(t *testing.T) {
	s := newSite(t, 1)
	s.Files, s.Revisions = nil, nil
	all, _ := write(t, s)
	for _, want := range []string{"公表の予定日は、まだ示されていません", "公表したものは、まだありません", "訂正したものはありません"} {
		if !strings.Contains(all["releases.html"], want) {
			t.Errorf("an empty site does not say %q", want)
		}
	}
}
