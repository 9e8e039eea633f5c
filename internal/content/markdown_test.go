package content

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestRender(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"value", `率は {{< value "a1b" period="latest" area="99201" >}} です。`, `<p>率は [value a1b period=latest area=99201] です。</p>`},
		{"two values", `{{<value "a">}}{{< value "b" >}}`, `<p>[value a][value b]</p>`},
		{"closing braces in a value", `{{< value "a" x=">}}" >}}`, `<p>[value a x=>}}]</p>`},
		{"value in bold, link and table", "**{{< value \"a\" >}}** [{{< value \"b\" >}}](a.html)\n\n|x|\n|-|\n|{{< value \"c\" >}}|\n",
			`<p><strong>[value a]</strong> <a href="a.html">[value b]</a></p><div class="scroll text" role="region" tabindex="0" aria-label="表1"><table><thead><tr><th scope="col">x</th></tr></thead><tbody><tr><td>[value c]</td></tr></tbody></table></div>`},
		{"chart", "前\n{{< chart \"a1b\" by=\"sex\" >}}\n後", `<p>前</p>[chart a1b by=sex]<p>後</p>`},
		{"chart in a list", "- {{< chart \"a\" >}}\n", `<ul><li>[chart a]</li></ul>`},
		{"table", "{{< table \"a1b\" by=\"sex\" >}}\n後", `[table a1b by=sex]<p>後</p>`},
		{"reading", "{複線|ふくせん}と**{道|ミチ}**", "<p>" + rubyOf("複線", "ふくせん") + "と<strong>" + rubyOf("道", "ミチ") + "</strong></p>"},
		{"reading in a table", "|x|\n|-|\n|{道\\|みち}|\n", `<div class="scroll text" role="region" tabindex="0" aria-label="表1"><table><thead><tr><th scope="col">x</th></tr></thead><tbody><tr><td>` + rubyOf("道", "みち") + `</td></tr></tbody></table></div>`},
		{"no reading", "{a|b} {複線|kana} {複線} {|ふ} {複線|ふ", `<p>{a|b} {複線|kana} {複線} {|ふ} {複線|ふ</p>`},
		{"reading as text", "`{複線|ふくせん}` \\{複線|ふくせん}", `<p><code>{複線|ふくせん}</code> {複線|ふくせん}</p>`},
		{"note", "{{< note >}}\n一\n\n- 二\n{{< /note >}}\n三", `<aside class="note"><p>一</p><ul><li>二</li></ul></aside><p>三</p>`},
		{"note on one line", "{{< note >}} 値は {{< value \"a\" >}} {{< /note >}}\n後", `<aside class="note"><p>値は [value a]</p></aside><p>後</p>`},
		{"note in a note", "{{< note >}}\n{{< note >}}\n一\n{{< /note >}}\n二\n{{< /note >}}\n三",
			`<aside class="note"><aside class="note"><p>一</p></aside><p>二</p></aside><p>三</p>`},
		{"note in a quotation", "> {{< note >}}\n> 一\n> {{< /note >}}\n", `<blockquote><aside class="note"><p>一</p></aside></blockquote>`},
		{"code span", "`{{< value \"a\" >}}`", `<p><code>{{&lt; value &quot;a&quot; &gt;}}</code></p>`},
		{"fenced code", "```\n{{< chart \"a\" >}}\n{{< x\n```", `<pre><code>{{&lt; chart &quot;a&quot; &gt;}}{{&lt; x</code></pre>`},
		{"indented code", "    {{< chart \"a\" >}}", `<pre><code>{{&lt; chart &quot;a&quot; &gt;}}</code></pre>`},
		{"code in a note", "{{< note >}}\n```\n{{< /note >}}\n```\n{{< /note >}}\n後",
			`<aside class="note"><pre><code>{{&lt; /note &gt;}}</code></pre></aside><p>後</p>`},
		{"backslash", `\{{< value "a" >}}`, `<p>{{&lt; value &quot;a&quot; &gt;}}</p>`},
		{"other braces", `{ {{ {{a}} {<`, `<p>{ {{ {{a}} {&lt;</p>`},
		{"bold before Japanese", "**太字。**次 **「引用」**と 次**(注)**次", `<p><strong>太字。</strong>次 <strong>「引用」</strong>と 次<strong>(注)</strong>次</p>`},
		{"bold in English", "a **b.** c **d**e ** f **", `<p>a <strong>b.</strong> c <strong>d</strong>e ** f **</p>`},
		{"blanks around marks", "数 * 数 * 数", `<p>数 * 数 * 数</p>`},
		{"lines in Japanese", "一行\n二行、\nKPI\nです", `<p>一行二行、KPIです</p>`},
		{"lines in English", "one,\ntwo\n**three**\n*four*\nfive", `<p>one,~two~<strong>three</strong>~<em>four</em>~five</p>`},
		{"lines beside bold", "**一**\n二\n**三**\n{{< value \"a\" >}}\nb", `<p><strong>一</strong>二<strong>三</strong>[value a]~b</p>`},
		{"escaped blank", `a\ b`, `<p>ab</p>`},
		{"comment", "前<!-- 注 -->後\n\n<!-- 一\n二 -->\n", `<p>前後</p>`},
		{"alignment without style", "|x|\n|-:|\n|1|\n", `<div class="scroll text" role="region" tabindex="0" aria-label="表1"><table><thead><tr><th class="align-right" scope="col">x</th></tr></thead><tbody><tr><td class="align-right">1</td></tr></tbody></table></div>`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, finds := one(t, tt.in)
			if got := flat(render(t, d)); got != tt.want || len(finds) > 0 {
				t.Errorf("got  %s %v\nwant %s", got, finds, tt.want)
			}
		})
	}
}

// rubyOf is a word with its reading, as the eye and not the ear gets it.
func rubyOf(word, reading string) string {
	return "<ruby>" + word + `<rp aria-hidden="true">(</rp><rt aria-hidden="true">` + reading + `</rt><rp aria-hidden="true">)</rp></ruby>`
}

// flat shows line ends between words as '~' and drops those beside tags that
// begin a block.
func flat(html string) string {
	s := strings.ReplaceAll(html, "\n", "~")
	for _, end := range []string{"p", "ul", "li", "aside", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "pre", "code"} {
		s = strings.ReplaceAll(s, "</"+end+">~", "</"+end+">")
		s = strings.ReplaceAll(s, "<"+end+">~", "<"+end+">")
	}
	s = strings.NewReplacer("]~<", "]<", `"note">~`, `"note">`, "~</code>", "</code>", "~{{", "{{").Replace(s)
	return strings.TrimSuffix(s, "~")
}

func TestFootnote(t *testing.T) {
	d, _ := one(t, "本文[^1]\n\n[^1]: 脚注 {{< value \"a\" >}}\n")
	got := render(t, d)
	for _, want := range []string{`href="#fn:1"`, `[value a]`, `title="本文に戻る"`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
}

func TestReferences(t *testing.T) {
	d, finds := one(t, "題 {{< value \"a\" period=\"latest\" >}}\n\n> - {{< chart \"b\" >}}\n\n|x|y|\n|-|-|\n|あ|{{< value \"c\" >}}|\n\n\t{{< value \"no\" >}}\n\n- x\n\n\t{{< chart \"d\" by=\"sex\" >}}\n")
	var got []string
	for _, r := range d.References {
		s := fmt.Sprintf("%d:%d %s", r.Pos.Line, r.Pos.Col, r.KPI)
		for _, a := range r.Args {
			s += fmt.Sprintf(" %d:%d %s", a.Pos.Line, a.Pos.Col, a.Name)
		}
		got = append(got, s)
	}
	want := []string{"4:5 a 4:19 period", "6:5 b", "10:6 c", "16:2 d 16:16 by"}
	if !slices.Equal(got, want) || len(finds) > 0 {
		t.Errorf("got %q %v, want %q", got, finds, want)
	}
	if v, ok := d.References[0].Arg("period"); v != "latest" || !ok {
		t.Errorf("period is %q, %t", v, ok)
	}
	if _, ok := d.References[0].Arg("area"); ok {
		t.Error("an area is given")
	}
}

// Places must be the same however the lines end, and asking must follow the
// list.
func TestPlacesAndOrder(t *testing.T) {
	const text = "---\ntitle: T\n---\n\n一 {{< value \"a\" >}}\n{{< value \"b\" >}}[^n]\n\n{{< chart \"c\" >}}\n\n[^n]: {{< value \"d\" >}}\n"
	for _, in := range []string{text, "\ufeff" + strings.ReplaceAll(text, "\n", "\r\n"), strings.ReplaceAll(text, "\n", "\r")} {
		docs, _ := load(t, "content/a.md", in)
		var listed, asked []string
		for _, r := range docs[0].References {
			listed = append(listed, r.Pos.String()+" "+r.KPI)
		}
		_, err := docs[0].Render(func(r Reference) (string, bool) {
			asked = append(asked, r.Pos.String()+" "+r.KPI)
			return "", false
		})
		want := []string{"content/a.md:5:5 a", "content/a.md:6:1 b", "content/a.md:8:1 c", "content/a.md:10:7 d"}
		if err != nil || !slices.Equal(listed, want) || !slices.Equal(asked, want) {
			t.Errorf("%q: listed %q, asked %q, %v, want %q", in, listed, asked, err, want)
		}
	}
}

func TestNotResolved(t *testing.T) {
	d, _ := one(t, "値 {{< value \"a\" >}}。\n\n{{< chart \"a\" >}}\n")
	got, err := d.Render(func(Reference) (string, bool) { return "<b>", false })
	if want := "<p>値 。</p>\n"; got != want || err != nil {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}

func TestTextFindings(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"not closed", "あ {{< value \"a\" }}", "4:5 tag-open"},
		{"closed on the next line", "{{< value \"a\"\n>}}", "4:1 tag-open"},
		{"unknown name", "{{< vlaue \"a\" >}}", "4:5 tag-name"},
		{"no name", "{{< >}}", "4:5 tag-name"},
		{"no KPI", "x {{< value period=\"a\" >}}", "4:3 tag-kpi"},
		{"empty KPI", "{{< chart \"\" >}}", "4:1 tag-kpi"},
		{"curly quotes", "{{< value “a1b” >}}", "4:1 tag-kpi"},
		{"table in text", "表 {{< table \"a\" >}}", "4:5 figure-place"},
		{"footnote without text", "あ[^1]い", "4:4 footnote"},
		{"footnote without a mark", "あ\n\n> x\n\n[^1]: い\n", "8:1 footnote-unused"},
		{"footnote twice", "あ[^1]\n\n[^1]: い\n\n[^1]: う\n", "8:1 footnote-unused"},
		{"other host", "[x](//example.com/a)", "4:1 link-absolute"},
		{"data link", "[x](data:text/html,a)", "4:1 link-target"},
		{"script link in capitals and entities", "[x](JAVA&#x73;cript&colon;alert)", "4:1 link-target"},
		{"argument without quotes", "{{< value \"a\" area=99 >}}", "4:15 tag-argument"},
		{"argument not closed", "{{< value \"a\" area=\"99 >}}", "4:15 tag-argument"},
		{"argument of a note", "{{< note x=\"1\" >}}\n", "4:10 tag-argument"},
		{"stray text", "{{< value \"a\" \"b\" >}}", "4:15 tag-argument"},
		{"twice", "{{< value \"a\" x=\"1\" x=\"2\" >}}", "4:21 tag-twice"},
		{"chart in text", "図 {{< chart \"a\" >}}", "4:5 figure-place"},
		{"text behind a chart", "{{< chart \"a\" >}} 図", "4:1 figure-place"},
		{"text behind a note", "{{< note >}} x", "4:1 note-place"},
		{"note not closed", "x\n\n{{< note >}}\nx\n", "6:1 note-open"},
		{"stray close", "x\n{{< /note >}}", "5:1 note-stray"},
		{"close behind text", "{{< note >}}\nx {{< /note >}}", "4:1 note-open, 5:3 note-stray"},
		{"value in alt", "![x {{< value \"a\" >}}](a.png)", "4:5 tag-alt"},
		{"all at once", "{{< a >}} {{< b >}}\n\n{{< c >}}", "4:5 tag-name, 4:15 tag-name, 6:5 tag-name"},
		{"inline HTML", "あ<b>い</b>", "4:4 html"},
		{"HTML block", "x\n\n <div>\ny\n</div>\n", "6:2 html"},
		{"comment and more", "<!-- a --> <p>", "4:1 html"},
		{"script", "<script>\nalert(1)\n</script>", "4:1 html"},
		{"level one", "# 題", "4:1 heading-one"},
		{"ids", "## 一 {#x}\n\n## 二 {#x}", "6:1 heading-id"},
		{"script link", "あ [x](javascript:alert)", "4:5 link-target"},
		{"script autolink", "<javascript:alert>", "4:1 link-target"},
		{"empty link", "[x]()", "4:1 link-target"},
		{"absolute", "[x](/about.html)", "4:1 link-absolute"},
		{"image elsewhere", "![x](https://example.com/a.png)", "4:1 image-elsewhere"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, finds := one(t, tt.in)
			if got := compact(finds); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
			if html := render(t, d); strings.Contains(html, "{{&lt; ") || strings.Contains(html, "script:") && strings.Contains(html, "href=\"java") {
				t.Errorf("got %s", html)
			}
		})
	}
}

func TestHeadings(t *testing.T) {
	d, finds := one(t, "## 概要\n\n## 概要\n\n### 指標 KPI (A1b)\n\n## 率は {{< value \"a\" >}} **です** `x` &amp; \\*\n\n## !?\n\n"+
		"見出し\n---\n\n## Later {#概要-2 .wide onclick=\"x\" style=\"x\"}\n\n#### [Link](a.html)  Two-Words\n")
	var got []string
	for _, h := range d.Headings {
		got = append(got, fmt.Sprint(h.Level, " ", h.ID, " ", h.Text))
		if !d.HasAnchor(h.ID) {
			t.Errorf("no anchor %s", h.ID)
		}
	}
	want := []string{"2 概要 概要", "2 概要-3 概要", "3 指標-kpi-a1b 指標 KPI (A1b)", "2 率は-です-x 率は です x & *",
		"2 section !?", "2 見出し 見出し", "2 概要-2 Later", "4 link-two-words Link Two-Words"}
	if !slices.Equal(got, want) || len(finds) > 0 {
		t.Errorf("got %q %v\nwant %q", got, finds, want)
	}
	html := render(t, d)
	for _, want := range []string{`<h2 id="概要-3">`, `<h2 class="wide" id="概要-2">Later</h2>`} {
		if !strings.Contains(html, want) {
			t.Errorf("no %s in %s", want, html)
		}
	}
	if d, _ := one(t, "## Main\n"); d.Headings[0].ID != "main-2" {
		t.Errorf("id %s, which the page has already", d.Headings[0].ID)
	}
	if d.HasAnchor("none") {
		t.Error("an anchor that is not there")
	}
}

func TestLinks(t *testing.T) {
	tests := []struct{ file, in, href, path, fragment string }{
		{"a.md", "about.md", "about.html", "about.html", ""},
		{"a.md", "about.html#x", "about.html#x", "about.html", "x"},
		{"a.md", "about.md#概要", "about.html#%E6%A6%82%E8%A6%81", "about.html", "概要"},
		{"a.md", "about.en.md", "en/about.html", "en/about.html", ""},
		{"a.md", "guide/x.md", "guide/x.html", "guide/x.html", ""},
		{"a.md", "#x", "#x", "a.html", "x"},
		{"a.md", "../x.md", "../x.html", "../x.html", ""},
		{"a.en.md", "about.md", "about.html", "en/about.html", ""},
		{"a.en.md", "about.en.md?q=1#y", "about.html?q=1#y", "en/about.html", "y"},
		{"a.en.md", "about.ja.md", "../about.html", "about.html", ""},
		{"a.en.md", "kpi/a1b.html", "kpi/a1b.html", "en/kpi/a1b.html", ""},
		{"g/a.md", "../about.md", "../about.html", "about.html", ""},
		{"g/a.md", "b.md", "b.html", "g/b.html", ""},
		{"g/a.en.md", "b.ja.md", "../../g/b.html", "g/b.html", ""},
		{"a.md", "https://example.com/x.md", "https://example.com/x.md\" rel=\"noopener", "", ""},
		{"a.md", "mailto:a@example.com", "mailto:a@example.com\" rel=\"noopener", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.file+" "+tt.in, func(t *testing.T) {
			docs, finds := load(t, "content/"+tt.file, "---\ntitle: T\n---\nあ [x]("+tt.in+")\n")
			html := render(t, docs[0])
			if want := `<a href="` + tt.href + `">x</a>`; !strings.Contains(html, want) || len(finds) > 0 {
				t.Errorf("got %s %v, want %s", html, finds, want)
			}
			if len(docs[0].Links) != 1 {
				t.Fatalf("links %v", docs[0].Links)
			}
			l := docs[0].Links[0]
			if l.Target != tt.in || l.Path != tt.path || l.Fragment != tt.fragment || l.Pos.String() != "content/"+tt.file+":4:5" {
				t.Errorf("got %+v", l)
			}
			if l.External() != strings.Contains(tt.href, "rel=") {
				t.Errorf("external: %t", l.External())
			}
		})
	}
}

func TestOtherLinks(t *testing.T) {
	d, _ := one(t, "![図](img/a.png) <https://example.com> [r][x]\n\n[x]: b.md\n")
	var got []string
	for _, l := range d.Links {
		got = append(got, fmt.Sprintf("%d:%d %s %s %t", l.Pos.Line, l.Pos.Col, l.Target, l.Path, l.Image))
	}
	want := []string{"4:1 img/a.png img/a.png true", "4:19 https://example.com  false", "4:41 b.md b.html false"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if html := render(t, d); !strings.Contains(html, `<a href="b.html">r</a>`) || !strings.Contains(html, `rel="noopener"`) {
		t.Errorf("got %s", html)
	}
}

// What a page may be made of. Attributes hold text that is escaped, but for
// those that lead somewhere.
var (
	ourTags  = " a aside blockquote br code del div em h1 h2 h3 h4 h5 h6 hr img li ol p pre rp rt ruby section strong sup table tbody td th thead tr ul "
	ourAttrs = " alt aria-hidden aria-label class href id rel role scope src start tabindex title "
	someTag  = regexp.MustCompile(`<(/?)([^\s/>]*)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*/?>`)
	someAttr = regexp.MustCompile(`([^\s=]+)(?:="([^"]*)")?`)
	leads    = regexp.MustCompile(`^(?:https?:|mailto:|tel:|[^:]*(?:[/?#]|$))`)
)

// foreign names the first tag or attribute of a page that Markdown does not
// have, or "": by a list of what may be there, not of what may not.
func foreign(html string) string {
	found := someTag.FindAllStringSubmatch(html, -1)
	if n := strings.Count(html, "<"); n != len(found) {
		return fmt.Sprintf("%d signs < for %d tags", n, len(found))
	}
	for _, tag := range found {
		if !strings.Contains(ourTags, " "+tag[2]+" ") {
			return tag[0]
		}
		for _, a := range someAttr.FindAllStringSubmatch(tag[3], -1) {
			leading := a[1] == "href" || a[1] == "src"
			if !strings.Contains(ourAttrs, " "+a[1]+" ") || leading && !leads.MatchString(strings.ToLower(a[2])) {
				return tag[0]
			}
		}
	}
	return ""
}

func TestForeign(t *testing.T) {
	for _, html := range []string{`<script>`, `<a href="javascript:x">`, `<p onclick="x">`, `<p style="x">`, `<img src="data:x">`, `a < b`} {
		if foreign(html) == "" {
			t.Errorf("nothing found in %s", html)
		}
	}
	if bad := foreign(`<p>a &lt; b <a href="../x.html#y" rel="noopener">c</a><br></p>`); bad != "" {
		t.Errorf("found %s", bad)
	}
}

func TestRefusedAutoLink(t *testing.T) {
	d, _ := one(t, "あ <vbscript:x&y>\n")
	if got, want := render(t, d), "<p>あ vbscript:x&amp;y</p>\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func FuzzRender(f *testing.F) {
	for _, s := range []string{
		"---\ntitle: T\n---\n# x {#a onclick=\"b\"}\n{{< note >}}\n\t{{< value \"a\" b=\"c\" >}}\n{{< /note >}}",
		"{{< note >}} x {{< /note >}}\n- {{< chart \"a\" >}}\n> {{<", "<script>alert(1)</script>", "[a](javascript:b) ![<script>](x \"<script>\")",
		"|a|\n|-|\n|{{< value \"<script>\" >}}|\n\n[^1]\n\n[^1]: x\r\n**太字。**次", "---\n? [\n---\n", "---\n&a : *a\n---\n", "\ufeff\r\r\n---",
		"---\ntitle: T\n---\n{複線|ふくせん}{<|\">} [^a] <a:b> [x](&#106;avascript:y) ![a](//b)\n\n[^b]: c\n[^b]: d\n\n## 見\\<script>出し {#x class=\"<\"}",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		docs, finds := load(t, "content/a.md", s)
		for _, fd := range finds {
			_ = fd.Error()
		}
		for _, d := range docs {
			asked := 0
			html, err := d.Render(func(r Reference) (string, bool) {
				if asked >= len(d.References) || r.Pos != d.References[asked].Pos {
					t.Errorf("asked for %v", r)
				}
				asked++
				return "", true
			})
			if err != nil || asked != len(d.References) {
				t.Errorf("asked %d of %d, %v", asked, len(d.References), err)
			}
			if bad := foreign(html); bad != "" {
				t.Errorf("%s in %s", bad, html)
			}
		}
	})
}

// Run with -race this shows that Render leaves the document alone.
func TestRenderConcurrently(t *testing.T) {
	d, _ := one(t, "**一**\n二 {{< value \"a\" >}}[^1] [x](b.md)\n\n|x|\n|-:|\n|1|\n\n[^1]: y\n")
	want := render(t, d)
	results := make(chan string)
	for range 4 {
		go func() {
			got, err := d.Render(show)
			results <- got + fmt.Sprint(err)
		}()
	}
	for range 4 {
		if got := <-results; got != want+"<nil>" {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
