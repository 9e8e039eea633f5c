package page

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"fukusen/internal/diag"
	"fukusen/internal/i18n"
)

// A theme may put texts of its own in the place of single texts of i18n, in
// words.ja.yaml, words.en.yaml and words.easy.yaml. What they may not bring is
// HTML, an empty text, or a place that the caller does not fill.
var (
	ruleWords = diag.Rule{
		ID:   "theme/words",
		Msg:  diag.Text{JA: "文の一覧として読めません: %[1]s", EN: "cannot be read as a list of texts: %[1]s"},
		Hint: diag.Text{JA: `一行に一つ、 nav.home: "ホーム" の形で書いてください`, EN: `write one text a line, as in nav.home: "Home"`},
	}
	ruleWordKey = diag.Rule{
		ID:   "theme/word-key",
		Msg:  diag.Text{JA: "%[1]q という名前の文はありません", EN: "there is no text called %[1]q"},
		Hint: diag.Text{JA: "近い名前: %[2]s。文の名前と標準の文は internal/i18n/words.ja.yaml にあります", EN: "near names: %[2]s; the names and our texts are in internal/i18n/words.en.yaml"},
	}
	ruleWordPlace = diag.Rule{
		ID:   "theme/word-place",
		Msg:  diag.Text{JA: "文 %[1]s に {%[2]s} というところはありません", EN: "the text %[1]s has no place {%[2]s}"},
		Hint: diag.Text{JA: "使えるところ: %[3]s。値が入るところは、この形のまま残してください", EN: "its places: %[3]s; numbers and names are put there"},
	}
	ruleWordText = diag.Rule{
		ID:   "theme/word-text",
		Msg:  diag.Text{JA: "文 %[1]s をこのままでは使えません", EN: "the text %[1]s cannot be used as it is"},
		Hint: diag.Text{JA: "空にせず、< > & と引用符(\" ')を使わずに書いてください。引用には「」を使えます", EN: "write one that is not empty and has none of < > & \" and '; curly quotes may be used"},
	}
)

// The files of texts of a theme.
const (
	japaneseWords = "words.ja.yaml"
	englishWords  = "words.en.yaml"
	easyWords     = "words.easy.yaml"
)

var wordFiles = []string{japaneseWords, englishWords, easyWords}

// own are the texts of a theme by the name of their file.
type own map[string]map[string]string

// readWords reads the texts of a theme. Those with a finding are left out.
func (th *theme) readWords(fsys fs.FS) (diag.List, error) {
	th.own = own{}
	var finds diag.List
	var all []*i18n.Words
	for i, name := range wordFiles {
		data, err := fs.ReadFile(fsys, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("reading the theme: %w", err)
		}
		if all == nil {
			all = []*i18n.Words{i18n.New(diag.JA), i18n.New(diag.EN), i18n.Easy()}
		}
		r := wordReader{file: path.Join(th.dir, name), words: all[i], all: all, texts: map[string]string{}}
		r.read(data)
		th.own[name], finds = r.texts, append(finds, r.finds...)
	}
	return finds, nil
}

// words are those of a language with the theme's own; easy ones are those of
// Japanese pages.
func (th *theme) words(lang diag.Lang) (w, easy *i18n.Words) {
	if lang == diag.EN {
		return i18n.New(lang).With(th.own[englishWords]), nil
	}
	w = i18n.New(lang).With(th.own[japaneseWords])
	return w, w.Easily().With(th.own[easyWords])
}

// A wordReader reads one file of texts.
type wordReader struct {
	file  string
	words *i18n.Words   // ours
	all   []*i18n.Words // ours in every language
	texts map[string]string
	finds diag.List
}

func (r *wordReader) find(rule *diag.Rule, line, col int, args ...any) {
	r.finds = append(r.finds, rule.At(diag.Pos{File: r.file, Line: line, Col: col}, args...))
}

func (r *wordReader) read(data []byte) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		r.find(&ruleWords, 0, 0, diag.Text{JA: "文字コードが UTF-8 ではありません", EN: "not in UTF-8"})
		return
	}
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		var at yaml.Error
		line, col, msg := 0, 0, err.Error()
		if errors.As(err, &at) && at.GetToken() != nil {
			line, col, msg = at.GetToken().Position.Line, at.GetToken().Position.Column, at.GetMessage()
		}
		r.find(&ruleWords, line, col, diag.Public(msg))
		return
	}
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue // nothing but comments
		}
		m, ok := doc.Body.(*ast.MappingNode)
		if !ok {
			at := doc.Body.GetToken().Position
			r.find(&ruleWords, at.Line, at.Column, diag.Text{JA: "「名前: 文」の形ではありません", EN: "not of the form NAME: TEXT"})
			continue
		}
		for _, v := range m.Values {
			r.entry(v)
		}
	}
}

func (r *wordReader) entry(v *ast.MappingValueNode) {
	at, key := v.Key.GetToken().Position, v.Key.GetToken().Value
	if _, ok := r.words.Text(key); !ok {
		r.find(&ruleWordKey, at.Line, at.Column, key, diag.Public(strings.Join(near(key, r.words.Keys()), ", ")))
		return
	}
	scalar, ok := v.Value.(ast.ScalarNode)
	text := ""
	if ok {
		text = v.Value.GetToken().Value
		if lit, is := v.Value.(*ast.LiteralNode); is {
			text = lit.Value.Value
		}
		text = strings.TrimSpace(text)
	}
	if !ok || scalar.Type() == ast.NullType || text == "" || strings.ContainsAny(text, `<>&"'`) {
		r.find(&ruleWordText, at.Line, at.Column, diag.Public(key))
		return
	}
	if r.placesOf(key, text, at.Line, at.Column) {
		r.texts[key] = text
	}
}

var wordPlace = regexp.MustCompile(`\{([^{}]*)\}?|\}`)

// placesOf reports whether every place of a text is one that is filled.
func (r *wordReader) placesOf(key, text string, line, col int) bool {
	known := r.filled(key)
	for _, m := range wordPlace.FindAllStringSubmatch(text, -1) {
		if m[0] == "{"+m[1]+"}" && slices.Contains(known, m[1]) {
			continue
		}
		shown := "—"
		if len(known) > 0 {
			shown = "{" + strings.Join(known, "}, {") + "}"
		}
		r.find(&ruleWordPlace, line, col, diag.Public(key), m[1], diag.Public(shown))
		return false
	}
	return true
}

// filled lists the places of a text that its callers fill: those it has in any
// language.
func (r *wordReader) filled(key string) []string {
	var places []string
	for _, w := range r.all {
		text, _ := w.Text(key)
		for _, m := range wordPlace.FindAllStringSubmatch(text, -1) {
			places = append(places, m[1])
		}
	}
	slices.Sort(places)
	return slices.Compact(places)
}
