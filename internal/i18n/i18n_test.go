package i18n

import (
	"go/ast"
	"go/parser"
	"go/token"
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
		{en.PointsSize(-0.0125), "1.3 points"},
		{ja.Score(-12.5), "−13"},
		{ja.Score(-0.2), "0"},
		{en.ScoreChange(4.6), "+5 points"},
		{ja.Mean(6.25), "6.3"},
		{ja.MeanChange(0.25), "+0.3点"},
		{ja.Times(0.8), "0.80倍"},
		{ja.Count(0), "0"}, {ja.Count(999), "999"}, {ja.Count(1000), "1,000"}, {ja.Count(1234567), "1,234,567"}, {ja.Count(-123456), "−123,456"},
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

func TestSentence(t *testing.T) {
	ja, en := New(diag.JA), New(diag.EN)
	rate := Fact{
		KPI: "比率", Group: "企業全体", Quarter: "2026年度第1四半期", Status: "published", Value: "12.3%",
		Lower: "9.8%", Upper: "15.2%", Numerator: "49", Denominator: "400", Unit: "人", Reporters: "7", Expected: "9",
	}
	withheld := Fact{KPI: "比率", Group: "企業(女性)", Quarter: "2026年度第1四半期", Status: "withheld", Value: "99", Lower: "1", Upper: "2"}
	survey := Fact{KPI: "Score", Group: "Municipalities", Quarter: "Q1", Status: "published", Value: "12", Lower: "2", Upper: "22", Respondents: "120", Sampled: true}
	tests := []struct{ got, want string }{
		{ja.Sentence(rate), "2026年度第1四半期の比率は、企業全体で12.3%でした。400人のうち49人です。同じ状態のままでも、偶然だけで9.8%から15.2%のあいだを動く大きさです(偶然変動の目安)。9団体のうち7団体が報告しました。"},
		{ja.Sentence(withheld), "2026年度第1四半期の企業(女性)の比率は、人数が少ないなどの理由で秘匿しています。"},
		{en.Sentence(survey), "Score in Q1, Municipalities: 12. Answers: 120. Allowing for the limited number of answers, it lies between 2 and 22 (95% confidence interval)."},
		{ja.Change(Change{Status: "published", Size: "1.3ポイント", Sign: 1}), "前年の同じ四半期より1.3ポイント高い値ですが、はっきりした変化とは言えません。"},
		{ja.Change(Change{Status: "published", Size: "1.3ポイント", Sign: -1, Clear: true}), "前年の同じ四半期より1.3ポイント低い値です。偶然だけでは説明しにくい、はっきりした変化です。"},
		{ja.Change(Change{Status: "withheld"}), "前年の同じ四半期との差は秘匿しています。"},
		{ja.Change(Change{}), "前年の同じ四半期の値がないため、比べられません。"},
		{en.Verdict("Women", "Men", "0.50 times", "below"), "Women: the rate is 0.50 times that of Men, below the screening range (0.8 to 1.25 times)."},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("got  %q\nwant %q", tt.got, tt.want)
		}
	}
}

// A change that cannot be told from chance is never called no change.
func TestNeverUnchanged(t *testing.T) {
	for _, key := range New(diag.JA).Keys() {
		if text := New(diag.JA).texts[key]; strings.Contains(text, "変化なし") {
			t.Errorf("%s says 変化なし", key)
		}
	}
}

var place = regexp.MustCompile(`\{([a-z]+)\}`)

func TestLanguagesAgree(t *testing.T) {
	ja, en := New(diag.JA), New(diag.EN)
	if !slices.Equal(ja.Keys(), en.Keys()) {
		for _, k := range ja.Keys() {
			if !en.Has(k) {
				t.Errorf("%s is not there in English", k)
			}
		}
		for _, k := range en.Keys() {
			if !ja.Has(k) {
				t.Errorf("%s is not there in Japanese", k)
			}
		}
	}
	places := func(s string) []string {
		all := place.FindAllString(s, -1)
		slices.Sort(all)
		return slices.Compact(all)
	}
	for _, k := range ja.Keys() {
		a, b := places(ja.texts[k]), places(en.texts[k])
		if !slices.Equal(a, b) && !strings.HasPrefix(k, "quarter.") {
			t.Errorf("%s has the places %v and %v", k, a, b)
		}
	}
	for _, w := range []*Words{ja, en} {
		for _, k := range w.Keys() {
			if strings.ContainsAny(w.texts[k], `<>&"'`) {
				t.Errorf("%s in %s has a character that HTML treats apart", k, w.Lang)
			}
		}
	}
}

var inTemplate = regexp.MustCompile(`\bt "([a-z._-]+)"`)

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
	for _, dir := range []string{".", "../page", "../export", "../audit"} {
		sources, _ := filepath.Glob(dir + "/*.go")
		for _, f := range sources {
			if !strings.HasSuffix(f, "_test.go") {
				scan(t, f, asked, literals)
			}
		}
	}
	w := New(diag.JA)
	for k := range asked {
		if !w.Has(k) && !strings.HasSuffix(k, ".") {
			t.Errorf("%s is used but not there", k)
		}
	}
	for _, k := range w.Keys() {
		family := slices.ContainsFunc(families(literals), func(p string) bool { return strings.HasPrefix(k, p) })
		calendar := strings.HasPrefix(k, "quarter.") && strings.HasSuffix(k, ".calendar")
		notice := strings.HasPrefix(k, "notice.") // the caller of page names it
		if !asked[k] && !literals[k] && !family && !calendar && !notice {
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
