package report

import (
	"fmt"
	"io"
	"regexp"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/rows"
)

// A Rulebook holds the pages that say why a rule is there and how to mend what
// it finds. It is one Markdown text:
//
//	## csv/number
//
//	**人数として読めない値** Why, how to mend it, an example, in Japanese.
//
//	### English
//
//	**A value that is not a count** The same in English.
//
// What stands before the first page is an introduction and is not shown. The
// first line of each language is its title. Headings of a page are of the third
// level or below. The nil Rulebook has no pages.
type Rulebook struct {
	pages []rulePage
}

type rulePage struct {
	id   string
	text diag.Text // Markdown
}

var (
	rulePageStart = regexp.MustCompile("^## `?([a-z0-9-]+/[a-z0-9-]+)`?\\s*$")
	englishStart  = regexp.MustCompile(`^### English\s*$`)
	fenceMark     = regexp.MustCompile("^ {0,3}(```|~~~)")
)

// ParseRulebook reads the pages in their order. It is an error if two have the
// same id, if one lacks a language, or if a heading of the second level is no
// id of a rule.
func ParseRulebook(markdown string) (*Rulebook, error) {
	book := &Rulebook{}
	into := new(string) // where the next line belongs
	fenced := false
	for i, line := range strings.Split(strings.ReplaceAll(markdown, "\r\n", "\n"), "\n") {
		start := rulePageStart.FindStringSubmatch(line)
		switch {
		case fenceMark.MatchString(line):
			fenced = !fenced
		case fenced:
		case start != nil:
			book.pages = append(book.pages, rulePage{id: start[1]})
			into = &book.pages[len(book.pages)-1].text.JA
			continue
		case strings.HasPrefix(line, "## "):
			return nil, fmt.Errorf("rules, line %d: %q is no id of a rule", i+1, line)
		case englishStart.MatchString(line) && len(book.pages) > 0:
			into = &book.pages[len(book.pages)-1].text.EN
			continue
		}
		*into += line + "\n"
	}
	return book, book.complete()
}

// complete trims the pages and reports what is missing or there twice.
func (b *Rulebook) complete() error {
	seen := map[string]bool{}
	for i := range b.pages {
		p := &b.pages[i]
		p.text = diag.Text{JA: strings.TrimSpace(p.text.JA), EN: strings.TrimSpace(p.text.EN)}
		switch {
		case seen[p.id]:
			return fmt.Errorf("rules: %s is explained twice", p.id)
		case p.text.JA == "" || p.text.EN == "":
			return fmt.Errorf("rules: %s is not explained in both languages", p.id)
		}
		seen[p.id] = true
	}
	return nil
}

// IDs lists the rules that have a page, in the order of the pages.
func (b *Rulebook) IDs() []string {
	if b == nil {
		return nil
	}
	var ids []string
	for _, p := range b.pages {
		ids = append(ids, p.id)
	}
	return ids
}

// Page gives the Markdown of a rule, without its heading.
func (b *Rulebook) Page(id string, lang diag.Lang) (markdown string, ok bool) {
	if b == nil {
		return "", false
	}
	for _, p := range b.pages {
		if p.id == id {
			return p.text.In(lang), true
		}
	}
	return "", false
}

// Near lists up to five rules whose id, or whose name behind the slash, is
// written much like the word.
func (b *Rulebook) Near(word string) []string {
	ids := b.IDs()
	near := rows.Nearest(word, ids, 5)
	names := make([]string, len(ids))
	for i, id := range ids {
		_, names[i], _ = strings.Cut(id, "/")
	}
	for _, name := range rows.Nearest(word[strings.LastIndexByte(word, '/')+1:], names, 5) {
		for _, id := range ids {
			if strings.HasSuffix(id, "/"+name) {
				near = append(near, id)
			}
		}
	}
	return firstOf(near, 5)
}

// firstOf gives the first of the words, each once.
func firstOf(words []string, most int) []string {
	var list []string
	seen := map[string]bool{}
	for _, w := range words {
		if !seen[w] && len(list) < most {
			list = append(list, w)
		}
		seen[w] = true
	}
	return list
}

// Print writes the page of a rule for a terminal. It writes nothing and returns
// false if there is none.
func (b *Rulebook) Print(w io.Writer, id string, lang diag.Lang) (found bool, err error) {
	page, ok := b.Page(id, lang)
	if !ok {
		return false, nil
	}
	_, err = fmt.Fprintf(w, "%s\n\n%s\n", id, plain(page))
	return true, err
}

// List writes the rules with their titles, one a line.
func (b *Rulebook) List(w io.Writer, lang diag.Lang) error {
	longest := 0
	for _, id := range b.IDs() {
		longest = max(longest, len(id))
	}
	for _, id := range b.IDs() {
		page, _ := b.Page(id, lang)
		title, _, _ := strings.Cut(plain(page), "\n")
		if _, err := fmt.Fprintf(w, "%-*s  %s\n", longest, id, title); err != nil {
			return err
		}
	}
	return nil
}

var (
	strong   = regexp.MustCompile(`\*\*(.+?)\*\*`)
	headline = regexp.MustCompile(`^#{3,6} +`)
	code     = regexp.MustCompile("`([^`]+)`")
)

// plain takes out the marks of Markdown that disturb on a terminal. Code is
// indented instead; the name of the file that it stands in, which follows the
// language of its fence, goes above it.
func plain(markdown string) string {
	var b strings.Builder
	fenced := false
	for line := range strings.Lines(markdown) {
		switch {
		case fenceMark.MatchString(line):
			if fenced = !fenced; fenced {
				b.WriteString(fileOf(line))
			}
		case fenced && strings.TrimSpace(line) != "":
			b.WriteString("    " + line)
		case fenced:
			b.WriteString(line)
		default:
			b.WriteString(code.ReplaceAllString(headline.ReplaceAllString(strong.ReplaceAllString(line, "$1"), ""), "$1"))
		}
	}
	return strings.TrimRight(b.String(), "\n")
}

// fileOf gives the line above code from the fence that opens it: data/a.csv of
// ```csv data/a.csv.
func fileOf(fence string) string {
	words := strings.Fields(fence)
	if len(words) < 2 {
		return ""
	}
	return "  " + strings.Join(words[1:], " ") + ":\n"
}
