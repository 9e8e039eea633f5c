// Package i18n writes words, numbers and quarters in the languages of a site.
//
// The texts are in words.ja.yaml and words.en.yaml, one flat list of keys with
// places such as {value}; words.easy.yaml has the sentences in やさしい日本語, a
// register of Japanese rather than a language of pages. No text holds a character that HTML treats apart, so
// a caller who escapes what it fills in may fill in HTML as well. Numbers are
// rounded here and nowhere else.
package i18n

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"fukusen/internal/diag"
)

//go:embed words.ja.yaml
var japanese []byte

//go:embed words.en.yaml
var english []byte

//go:embed words.easy.yaml
var easy []byte

// Words are the texts of one language. They never change, so any number of
// goroutines may use them.
type Words struct {
	Lang  diag.Lang
	Easy  bool // やさしい日本語
	texts map[string]string
}

// New returns the texts of a language; the empty language is Japanese. It
// panics if the texts, which are part of the program, cannot be read.
func New(lang diag.Lang) *Words {
	if lang == diag.EN {
		return &Words{Lang: lang, texts: englishTexts()}
	}
	return &Words{Lang: lang, texts: japaneseTexts()}
}

// The texts are read once: pages of many releases ask for them. Nobody may
// change them.
var (
	englishTexts  = reading(english)
	japaneseTexts = reading(japanese)
	easyTexts     = reading(easy)
)

func reading(source []byte) func() map[string]string {
	return sync.OnceValue(func() map[string]string { return read(source) })
}

// Easy returns the texts of やさしい日本語, which are those of Japanese where it
// has none of its own.
func Easy() *Words { return New(diag.JA).Easily() }

// Easily returns the texts of やさしい日本語, and those of w, which are
// Japanese, where it has none of its own.
func (w *Words) Easily() *Words {
	e := w.With(easyTexts())
	e.Easy = true
	return e
}

// With returns words in which the texts stand in place of those of w. The
// caller answers for them: Text tells the places that the callers of T fill.
func (w *Words) With(texts map[string]string) *Words {
	all := maps.Clone(w.texts)
	maps.Copy(all, texts)
	return &Words{Lang: w.Lang, Easy: w.Easy, texts: all}
}

// Text gives the text of a key as it is written, with its places.
func (w *Words) Text(key string) (text string, ok bool) {
	text, ok = w.texts[key]
	return text, ok
}

func read(source []byte) map[string]string {
	var texts map[string]string
	if err := yaml.UnmarshalWithOptions(source, &texts, yaml.Strict()); err != nil {
		panic(fmt.Sprintf("i18n: words: %v", err))
	}
	return texts
}

// T gives the text of a key with its places filled in; args are name, value,
// name, value. It panics on a key that is not there and on a place left empty:
// the caller names both in its source.
func (w *Words) T(key string, args ...string) string {
	text, err := w.Fill(key, args...)
	if err != nil {
		panic("i18n: " + err.Error())
	}
	return text
}

// Fill is T for templates, which users may write: it says what is wrong.
func (w *Words) Fill(key string, args ...string) (string, error) {
	text, ok := w.texts[key]
	if !ok {
		return "", fmt.Errorf("no text %q in %q", key, w.Lang)
	}
	if !strings.Contains(text, "{") {
		return text, nil
	}
	var b strings.Builder
	for {
		before, rest, open := strings.Cut(text, "{")
		b.WriteString(before)
		if !open {
			return b.String(), nil
		}
		name, after, _ := strings.Cut(rest, "}")
		value, ok := argument(args, name)
		if !ok {
			return "", fmt.Errorf("text %q in %q: {%s} is not given", key, w.Lang, name)
		}
		b.WriteString(value)
		text = after
	}
}

// For gives the text of a key for so many: key.one for one, where the
// language tells it apart.
func (w *Words) For(n int64, key string, args ...string) string {
	if one := key + ".one"; n == 1 && w.Has(one) {
		key = one
	}
	return w.T(key, args...)
}

func argument(args []string, name string) (string, bool) {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == name {
			return args[i+1], true
		}
	}
	return "", false
}

// Has reports whether there is a text for the key.
func (w *Words) Has(key string) bool {
	_, ok := w.texts[key]
	return ok
}

// Keys lists all keys in order.
func (w *Words) Keys() []string { return slices.Sorted(maps.Keys(w.texts)) }

// Pick gives the text in the language of the words, or the Japanese one where
// there is none.
func (w *Words) Pick(ja, en string) string {
	if w.Lang == diag.EN && en != "" {
		return en
	}
	return ja
}

// Say puts sentences one after the other as the language does. Empty ones are
// left out.
func (w *Words) Say(sentences ...string) string {
	var b strings.Builder
	for _, s := range sentences {
		if s != "" && b.Len() > 0 {
			b.WriteString(w.T("sentence.space"))
		}
		b.WriteString(s)
	}
	return b.String()
}

// Join joins texts as the language does in a list.
func (w *Words) Join(texts []string) string { return strings.Join(texts, w.T("list.comma")) }
