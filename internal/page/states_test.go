package page

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fukusen/internal/diag"
	"fukusen/internal/release"
)

// Every reason for having no number has its own sign and its own word. No sign
// can be read as a number, nor as the dash that official tables use for none,
// and none is read aloud.
func TestSignsOfStates(t *testing.T) {
	for _, lang := range []diag.Lang{diag.JA, diag.EN} {
		p, _ := said(t, lang)
		seen := map[string]release.Status{}
		for _, st := range []release.Status{release.Withheld, release.NotReported, release.NotApplicable, release.NotComputable} {
			m := regexp.MustCompile(`^<span class="state ` + string(st) + `"><span aria-hidden="true">(.+)</span><span class="spoken">(.+)</span></span>$`).FindStringSubmatch(string(p.sign(st, "")))
			if m == nil {
				t.Fatalf("%s: %s", st, p.sign(st, ""))
			}
			symbol, word := m[1], m[2]
			for _, s := range []string{symbol, word} {
				if before, ok := seen[s]; ok {
					t.Errorf("%q stands for %s and for %s", s, before, st)
				}
				seen[s] = st
			}
			if _, err := strconv.ParseFloat(symbol, 64); err == nil || strings.ContainsAny(symbol, "-‐−–—―ー0Ｏ〇") || strings.Contains(word, symbol) {
				t.Errorf("%s has the sign %q and the word %q", st, symbol, word)
			}
			if foot := p.T("footer.signs"); !regexp.MustCompile(regexp.QuoteMeta(symbol) + " (は|is )?" + strings.TrimSuffix(word, "ません")).MatchString(foot) {
				t.Errorf("the foot of pages does not explain %q as %q", symbol, word)
			}
			if (symbol == "x") != (st == release.Withheld) {
				t.Errorf("%s has the sign %q", st, symbol)
			}
		}
	}
}

// The description of every chart tells how many of its points have no number
// for which reason: whoever hears it learns what whoever sees it does.
func TestChartsTellStates(t *testing.T) {
	_, roots, all := pagesOf(t, newSite(t, 1))
	words := map[string]string{"withheld": "秘匿が", "missing": "報告なしが"}
	told := map[string]int{}
	for path, root := range roots {
		if strings.HasPrefix(path, "en/") {
			continue
		}
		desc := map[string]string{} // by the id of the chart
		for _, svg := range root.find("svg") {
			figure := svg.parent
			for figure != nil && figure.attrs["id"] == "" {
				figure = figure.parent
			}
			if _, text, ok := strings.Cut(svg.attrs["aria-label"], "\n"); ok && figure != nil && desc[figure.attrs["id"]] == "" {
				desc[figure.attrs["id"]] = text
			}
		}
		for id, c := range chartsOf(t, all, path) {
			n := statesOf(c)
			for state, word := range words {
				if want := fmt.Sprint(word, n[state]); strings.Contains(desc[id], want) != (n[state] > 0) || strings.Contains(desc[id], word) != (n[state] > 0) {
					t.Errorf("%s: %d points of a %s are %s, and it is described as %q", path, n[state], c.Kind, state, desc[id])
				}
				told[c.Kind+" "+state] += n[state]
			}
		}
	}
	for _, kind := range []string{"line", "dots", "funnels", "stacked"} {
		if told[kind+" withheld"]+told[kind+" missing"] == 0 {
			t.Errorf("no %s is without a number somewhere: %v", kind, told)
		}
	}
}

// statesOf counts the points of a chart by state; the parts of a divided row are
// one.
func statesOf(c explored) map[string]int {
	n := map[string]int{}
	for i, series := range c.Texts {
		if i > 0 && slices.Contains([]string{"stacked", "diverging", "levels"}, c.Kind) {
			break
		}
		for _, text := range series {
			switch text {
			case "秘匿":
				n["withheld"]++
			case "報告なし":
				n["missing"]++
			}
		}
	}
	return n
}

// The method page tells each rule with the numbers of the site, in Japanese, in
// plain Japanese and in English, what is not promised, and not the secret.
func TestMethodTellsRules(t *testing.T) {
	s := newSite(t, 1)
	r := s.Files[len(s.Files)-1].Rules
	_, roots, _ := pagesOf(t, s)
	for _, path := range []string{"method.html", "en/method.html"} {
		text := roots[path].text
		for _, want := range map[string][]string{
			"method.html": {
				fmt.Sprintf("1人から%d人までの人数は秘匿します。", r.K-1), fmt.Sprintf("1人から%d人までの数は、出しません。", r.K-1),
				fmt.Sprintf("%d団体以上を合わせたときだけ", r.MinAggregated), fmt.Sprintf("%d通りより少なくは", r.K),
				fmt.Sprintf("差から%d団体未満のことか、%d人未満のこと", r.MinAggregated, r.K), "約束できないこと", "およその大きさ", "団体が自分の数を教え合うと",
			},
			"en/method.html": {
				fmt.Sprintf("Numbers of people from 1 to %d are withheld", r.K-1), fmt.Sprintf("for %d or more together", r.MinAggregated),
				fmt.Sprintf("fewer than %d organisations or of fewer than %d people", r.MinAggregated, r.K), "What is not promised", "The rough size",
			},
		}[path] {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %q", path, want)
			}
		}
		if strings.Contains(text, "15%") || strings.Contains(text, "15％") {
			t.Errorf("%s tells the secret of the rule for money", path)
		}
	}
}

// Of what is withheld, the quality page tells one number for each table and
// quarter, and nothing else: reasons, shares and sums would be relations.
func TestQualityTellsOnlyHowMany(t *testing.T) {
	s := newSite(t, 1)
	_, roots, _ := pagesOf(t, s)
	tables := roots["quality.html"].find("table")
	last := tables[len(tables)-1]
	var got []string
	for _, e := range last.find("td") {
		got = append(got, e.text)
	}
	byTable := map[string][]int{} // the newest quarter first
	for i, f := range s.Files {
		for _, c := range f.Cells {
			if byTable[c.Table] == nil {
				byTable[c.Table] = make([]int, len(s.Files))
			}
			if c.Status == release.Withheld {
				byTable[c.Table][len(s.Files)-1-i]++
			}
		}
	}
	var want []string
	for _, table := range slices.Sorted(maps.Keys(byTable)) {
		for _, n := range byTable[table] {
			want = append(want, strconv.Itoa(n))
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("the quality page tells %q, want %q", got, want)
	}
	section := roots["quality.html"].find("main")[0].text
	if section = section[strings.LastIndex(section, last.text)+len(last.text):]; strings.ContainsAny(section, "0123456789%") {
		t.Errorf("it goes on with %q", section)
	}
}
