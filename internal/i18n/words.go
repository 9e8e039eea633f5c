// Package i18n writes words, numbers and quarters in the languages of a site.
//
// The texts are in words.ja.yaml and words.en.yaml, one flat list of keys with
// places such as {value}. No text holds a character that HTML treats apart, so
// a caller who escapes what it fills in may fill in HTML as well. Numbers are
// rounded here and nowhere else.
package i18n

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"fukusen/internal/diag"
)

//go:embed words.ja.yaml
var japanese []byte

//go:embed words.en.yaml
var english []byte

// Words are the texts of one language. They never change, so any number of
// goroutines may use them.
type Words struct {
	Lang  diag.Lang
	texts map[string]string
}

// New returns the texts of a language; the empty language is Japanese. It
// panics if the texts, which are part of the program, cannot be read.
func New(lang diag.Lang) *Words {
	w := &Words{Lang: lang}
	source := japanese
	if lang == diag.EN {
		source = english
	}
	if err := yaml.UnmarshalWithOptions(source, &w.texts, yaml.Strict()); err != nil {
		panic(fmt.Sprintf("i18n: words of %q: %v", lang, err))
	}
	return w
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

// Join joins texts as the language does in a list.
func (w *Words) Join(texts []string) string { return strings.Join(texts, w.T("list.comma")) }
