package i18n

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// The cases of NEW6 in golden.json, and what else rounding gets wrong.
func TestQuotient(t *testing.T) {
	tests := []struct {
		x, n int64
		want string
	}{
		{1, 8, "12.5"}, {1, 16, "6.3"}, {49, 400, "12.3"}, {51, 400, "12.8"}, {3, 800, "0.4"}, {-1, 16, "-6.3"},
		{2, 3, "66.7"}, {1, 2000, "0.1"}, {-1, 2000, "-0.1"},
		{0, 7, "0.0"}, {-1, 100000, "0.0"}, {7, 7, "100.0"}, {math.MaxInt64, math.MaxInt64, "100.0"},
	}
	for _, tt := range tests {
		if got := Quotient(tt.x, tt.n, 2, 1); got != tt.want {
			t.Errorf("%d/%d is %s %%, want %s", tt.x, tt.n, got, tt.want)
		}
	}
}

func TestNumber(t *testing.T) {
	tests := []struct {
		v               float64
		shift, decimals int
		want            string
	}{
		{2.675, 0, 2, "2.68"}, // its binary value is below the tie
		{0.25, 0, 1, "0.3"},   // to even would be 0.2
		{-0.25, 0, 1, "-0.3"},
		{0.0625, 2, 1, "6.3"},
		{-0.04, 0, 1, "0.0"},
		{math.Copysign(0, -1), 0, 0, "0"},
		{0.5, 0, 0, "1"}, {-0.5, 0, 0, "-1"}, {12.49, 0, 0, "12"},
		{1e21, 0, 1, "1000000000000000000000.0"}, {1e-9, 2, 1, "0.0"}, {5e-324, 0, 3, "0.000"},
		{99.95, 0, 1, "100.0"}, {0.9995, 2, 1, "100.0"},
	}
	for _, tt := range tests {
		if got := Number(tt.v, tt.shift, tt.decimals); got != tt.want {
			t.Errorf("Number(%v, %d, %d) = %s, want %s", tt.v, tt.shift, tt.decimals, got, tt.want)
		}
	}
}

// A rate must not read differently as a fraction and as the number made of it.
func TestNumberAgreesWithQuotient(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		n := 1 + r.Int64N(2000)
		x := r.Int64N(n + 1)
		if a, b := Quotient(x, n, 2, 1), Number(float64(x)/float64(n), 2, 1); a != b {
			t.Fatalf("%d/%d is %s and %s", x, n, a, b)
		}
	}
}

func TestNumberPanics(t *testing.T) {
	for name, f := range map[string]func(){
		"NaN":      func() { Number(math.NaN(), 0, 1) },
		"infinity": func() { Number(math.Inf(-1), 0, 1) },
		"n = 0":    func() { Quotient(1, 0, 2, 1) },
		"no key":   func() { New(diag.JA).T("no.such.key") },
		"no place": func() { New(diag.JA).T("number.range", "lower", "1") },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			f()
		}()
	}
}

func TestShown(t *testing.T) {
	ja, en := New(diag.JA), New(diag.EN)
	tests := []struct{ got, want string }{
		{ja.Percent(1, 16), "6.3%"},
		{ja.PercentOf(-0.0625), "−6.3%"},
		{ja.Points(0.0125), "+1.3ポイント"},
		{ja.Points(-0.0125), "−1.3ポイント"},
		{ja.Points(0.00001), "0.0ポイント"},
		{ja.Points(-0.00001), "0.0ポイント"},
		{en.PointsSize(-0.0125), "1.3 percentage points"},
		{en.Points(-0.0125), "−1.3 points"},
		{ja.Score(-12.5), "−13"},
		{ja.Score(-0.2), "0"},
		{en.ScoreChange(4.6), "+5 points"},
		{ja.Mean(6.25), "6.3"},
		{ja.MeanChange(0.25), "+0.3点"},
		{ja.Times(0.8), "0.80倍"},
		{ja.Count(0), "0"}, {ja.Count(999), "999"}, {ja.Count(1000), "1,000"}, {ja.Count(1234567), "1,234,567"}, {ja.Count(-123456), "−123,456"},
		{ja.Decimal(0.078487), "0.078"}, {ja.Decimal(0.0019), "0.0019"}, {ja.Decimal(-0.000081), "−0.000081"},
		{ja.Decimal(0.0000006), "0.000001"}, {ja.Decimal(1e-9), "0.000"}, {ja.Decimal(0), "0.000"},
		{ja.Range("4.1%", "6.3%"), "4.1%から6.3%のあいだ"},
		{en.Range("4.1%", "6.3%"), "between 4.1% and 6.3%"},
		{ja.Tick(0.15000000000000002, 2), "15"}, {ja.Tick(0.0025, 2), "0.25"}, {ja.Tick(-20, 0), "−20"}, {ja.Tick(0, 2), "0"}, {ja.Tick(100, 0), "100"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func TestQuarter(t *testing.T) {
	ja, en := New(diag.JA), New(diag.EN)
	first, fourth := dim.FiscalQuarter(2026, 1), dim.FiscalQuarter(2026, 4)
	tests := []struct{ got, want string }{
		{ja.Quarter(first, dim.Fiscal), "2026年度第1四半期(2026年4~6月)"},
		{ja.Quarter(fourth, dim.Fiscal), "2026年度第4四半期(2027年1~3月)"},
		{en.Quarter(first, dim.Fiscal), "Q1 FY2026 (Apr–Jun 2026)"},
		{en.Quarter(fourth, dim.Fiscal), "Q4 FY2026 (Jan–Mar 2027)"},
		{ja.Quarter(first, dim.Calendar), "2026年第2四半期(2026年4~6月)"},
		{en.Quarter(first, dim.Calendar), "Q2 2026 (Apr–Jun 2026)"},
		{ja.QuarterName(first, dim.Fiscal), "2026年度 第1四半期"},
		{en.QuarterName(first, dim.Fiscal), "Q1 FY2026"},
		{ja.QuarterForm(dim.Fiscal), "{year}年度 第{n}四半期"},
		{en.QuarterForm(dim.Calendar), "Q{n} {year}"},
		{ja.QuarterName(fourth, dim.Calendar), "2027年 第1四半期"},
		{ja.QuarterShort(first, dim.Fiscal), "2026年度 1Q"},
		{en.QuarterShort(first, dim.Fiscal), "FY26 Q1"},
		{en.QuarterShort(dim.FiscalQuarter(2109, 1), dim.Fiscal), "FY09 Q1"},
		{en.QuarterShort(first, dim.Calendar), "2026 Q2"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func TestAmount(t *testing.T) {
	ja, en := New(diag.JA), New(diag.EN)
	tests := []struct{ got, want string }{
		{en.Quantity(1, 0, "people"), "1 person"},
		{en.Quantity(-1, 0, "days"), "−1 day"},
		{en.Quantity(1, 1, "days"), "1.0 days"},
		{en.Quantity(21, 0, "people"), "21 people"},
		{en.QuantityChange(1, 0, "hours per 100 people"), "+1 hour per 100 people"},
		{en.Quantity(1, 0, "full-time equivalents"), "1 full-time equivalent"},
		{en.Quantity(1, 0, "yen a hire"), "1 yen a hire"},
		{en.Quantity(1, 0, ""), "1"},
		{ja.Quantity(1, 0, "人"), "1人"},
		{en.ScoreChange(1), "+1 point"}, {en.ScoreSize(-1), "1 point"}, {en.ScoreSaid(-19), "−19 points"},
		{en.MeanSize(1), "1.0 points"}, {ja.MeanSaid(6.47), "6.5点"},
		{en.For(1, "sentence.coverage", "reporters", "1", "expected", "1"), "1 of 1 organisation reported."},
		{en.For(2, "sentence.coverage", "reporters", "1", "expected", "2"), "1 of 2 organisations reported."},
		{ja.For(1, "chart.absent.part", "state", "秘匿", "n", "1"), "秘匿が1"},
		{en.Say("", "One.", "", "Two."), "One. Two."}, {ja.Say("一。", "", "二。"), "一。二。"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func TestPeriod(t *testing.T) {
	year := dim.Period{First: dim.FiscalQuarter(2025, 2), N: 4}
	for _, tt := range []struct{ got, want string }{
		{New(diag.JA).Period(year, dim.Fiscal), "2026年度第1四半期(2026年4~6月)までの1年間"},
		{New(diag.EN).Period(year, dim.Fiscal), "the year to Q1 FY2026 (Apr–Jun 2026)"},
		{Easy().Period(year, dim.Fiscal), "2025年7月から2026年6月までの1年間"},
		{Easy().Period(dim.Period{First: dim.FiscalQuarter(2025, 4), N: 1}, dim.Fiscal), "2026年1月から3月まで"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

// A change that cannot be told from chance is never called no change.
func TestNeverUnchanged(t *testing.T) {
	for _, w := range []*Words{New(diag.JA), Easy()} {
		for _, key := range w.Keys() {
			if strings.Contains(w.texts[key], "変化なし") {
				t.Errorf("%s says 変化なし", key)
			}
		}
	}
}

var place = regexp.MustCompile(`\{([a-z]+)\}`)

// singular reports the keys that only a language with a singular has.
func singular(key string) bool {
	return strings.HasPrefix(key, "one.") || strings.HasSuffix(key, ".one")
}

// numbered turns the name of a month into its number: {endmonthname} of one
// language is {endmonth} of another.
func numbered(s string) string { return strings.ReplaceAll(s, "monthname}", "month}") }

func places(s string) []string {
	all := place.FindAllString(s, -1)
	slices.Sort(all)
	return slices.Compact(all)
}

func TestLanguagesAgree(t *testing.T) {
	ja, en := New(diag.JA), New(diag.EN)
	for _, k := range ja.Keys() {
		if !en.Has(k) {
			t.Errorf("%s is not there in English", k)
		}
	}
	for _, k := range en.Keys() {
		if ja.Has(k) {
			continue
		}
		many := strings.TrimSuffix(k, ".one")
		if !ja.Has(many) && !strings.HasPrefix(k, "one.") {
			t.Errorf("%s is not there in Japanese", k)
		}
		if a, b := places(en.texts[many]), places(en.texts[k]); !slices.Equal(a, b) {
			t.Errorf("%s has the places %v, not %v", k, b, a)
		}
	}
	for _, k := range ja.Keys() {
		a, b := places(numbered(ja.texts[k])), places(numbered(en.texts[k]))
		if !slices.Equal(a, b) && !strings.HasPrefix(k, "quarter.") {
			t.Errorf("%s has the places %v and %v", k, a, b)
		}
	}
	for _, w := range []*Words{ja, en, Easy()} {
		for _, k := range w.Keys() {
			if strings.ContainsAny(w.texts[k], `<>&"'`) {
				t.Errorf("%s in %s has a character that HTML treats apart", k, w.Lang)
			}
		}
	}
}

// easyFamilies are the texts that sentences are made of: plain Japanese must
// have them all.
var easyFamilies = []string{
	"sentence.", "response.", "what.", "why.", "then.", "change.", "verdict.", "gap.", "standardised.", "over.", "index.name.",
	"index.zero", "index.min-max", "index.to-overall", "index.hoover", "index.sii.", "index.rii", "due.", "attainment.", "projection.",
	"status.", "unit.", "quarter.", "chart.course", "chart.absent", "number.", "group.", "method.rule.", "method.limit.", "method.disclosure.",
}

// apart are those that only tables of pages use.
var apart = []string{"unit.in", "unit.score", "unit.mean", "unit.score.card", "unit.mean.card"}

func TestEasy(t *testing.T) {
	ja, own := New(diag.JA), read(easy)
	for _, k := range ja.Keys() {
		in := slices.ContainsFunc(easyFamilies, func(f string) bool { return strings.HasPrefix(k, f) })
		if text, ok := own[k]; in && !ok && !slices.Contains(apart, k) {
			t.Errorf("%s is not there in plain Japanese", k)
		} else if a, b := places(ja.texts[k]), places(text); ok && !slices.Equal(a, b) && !strings.HasPrefix(k, "quarter.") {
			t.Errorf("%s has the places %v and %v", k, a, b)
		}
	}
	for _, k := range slices.Sorted(maps.Keys(own)) {
		if !ja.Has(k) && !strings.HasPrefix(k, "number.") {
			t.Errorf("%s is not there in Japanese", k)
		}
		for _, part := range strings.Split(own[k], "。") {
			if n := len([]rune(place.ReplaceAllString(part, ""))); n > 45 {
				t.Errorf("%s has a sentence of %d characters: %s", k, n, part)
			}
		}
	}
	if w := Easy(); !w.Easy || w.Lang != diag.JA || w.T("nav.home") != ja.T("nav.home") {
		t.Error("plain Japanese is not Japanese with easier words")
	}
}

var inTemplate = regexp.MustCompile(`\b[tT] "([a-z._-]+)"`)

// TestKeysAreUsed reads the templates and the sources that ask for texts: what
// they name must be there, and what is there must be named. A text that ends in
// a full stop begins the keys of a family.
func TestKeysAreUsed(t *testing.T) {
	asked, literals := map[string]bool{}, map[string]bool{}
	templates, _ := filepath.Glob("../../themes/default/*.html")
	if len(templates) == 0 {
		t.Fatal("no templates")
	}
	for _, f := range templates {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range inTemplate.FindAllStringSubmatch(string(b), -1) {
			asked[m[1]] = true
		}
	}
	for _, dir := range []string{".", "../page", "../tell", "../export", "../audit", "../highlight"} {
		sources, _ := filepath.Glob(dir + "/*.go")
		for _, f := range sources {
			if !strings.HasSuffix(f, "_test.go") {
				scan(t, f, asked, literals)
			}
		}
	}
	w := New(diag.JA)
	for k := range asked {
		if !Easy().Has(k) && !strings.HasSuffix(k, ".") {
			t.Errorf("%s is used but not there", k)
		}
	}
	for _, k := range w.Keys() {
		family := slices.ContainsFunc(families(literals), func(p string) bool { return strings.HasPrefix(k, p) })
		calendar := strings.HasPrefix(k, "quarter.") && strings.HasSuffix(k, ".calendar")
		notice := strings.HasPrefix(k, "notice.") // the caller of page names it
		if !asked[k] && !literals[k] && !family && !calendar && !notice && !singular(k) {
			t.Errorf("%s is not used", k)
		}
	}
}

func families(literals map[string]bool) []string {
	var all []string
	for l := range literals {
		if strings.HasSuffix(l, ".") && len(l) > 2 {
			all = append(all, l)
		}
	}
	return all
}

// scan notes the text literals of a source, and those that are the first
// argument of a call that asks for a text.
func scan(t *testing.T, file string, asked, literals map[string]bool) {
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if s, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING {
				literals[s] = true
			}
		case *ast.CallExpr:
			if name, ok := n.Fun.(*ast.SelectorExpr); ok && len(n.Args) > 0 && slices.Contains([]string{"T", "html", "Fill"}, name.Sel.Name) {
				if lit, ok := n.Args[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
					s, _ := strconv.Unquote(lit.Value)
					asked[s] = true
				}
			}
		}
		return true
	})
}

func BenchmarkNumber(b *testing.B) {
	for b.Loop() {
		Number(0.123456789, 2, 1)
	}
}

func BenchmarkQuotient(b *testing.B) {
	for b.Loop() {
		Quotient(49, 400, 2, 1)
	}
}
