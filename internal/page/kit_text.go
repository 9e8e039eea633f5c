package page

import (
	"html/template"
	"slices"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/i18n"
)

// A kitText is the sheet as sentences to paste, in one language.
type kitText struct {
	ID, Lang, Name string
	Lines          []template.HTML
}

// kitTexts are the texts to paste: that in the language of the page first, and
// the other one, whatever the languages of the site.
func (s *sheet) kitTexts(k *organisationKit, hash string) []kitText {
	var all []kitText
	for _, words := range []*i18n.Words{s.Words, s.other()} {
		in := &sheet{printer: &printer{Words: words, site: s.site, index: s.index, theme: s.theme, prefix: s.prefix, tree: s.tree}, path: s.path}
		if slices.Contains(s.site.Langs, words.Lang) { // the link of a text leads to the page that is in its language
			in.prefix = s.site.prefixOf(words.Lang)
			in.path = in.prefix + strings.TrimPrefix(s.path, s.prefix)
		}
		lang := string(words.Lang)
		all = append(all, kitText{ID: "text-" + lang, Lang: lang, Name: s.T("kit.text." + lang), Lines: in.textLines(k, hash)})
	}
	return all
}

// otherWords are those of the language that the pages are not in.
func (p *printer) otherWords() *i18n.Words {
	if p.Lang == diag.EN {
		return i18n.New(diag.JA)
	}
	return i18n.New(diag.EN)
}

// textLines tells each value in a sentence of its own, then where it is from.
func (s *sheet) textLines(k *organisationKit, hash string) []template.HTML {
	org := esc(s.name(k.organisation.Name))
	lines := []template.HTML{template.HTML(s.T("kit.text.plain", "organisation", org, "year", s.yearText(k.year)))}
	if scope := s.scope(k, "kit.scope.none.short"); scope != "" {
		lines[0] = template.HTML(s.T("kit.text.first", "organisation", org, "scope", scope, "year", s.yearText(k.year)))
	}
	quarters := []dim.Quarter{}
	for _, r := range k.rows {
		if isPublished(r.value) {
			lines = append(lines, template.HTML(s.Say(string(s.sentence(r.value)), s.madeOf(r))))
			quarters = append(quarters, r.value.Key.Period.Last())
		}
	}
	end := []string{s.sourceText("kit.text.source", s.draftIn(quarters), "release", s.releaseNames(k.year.shown))}
	if s.site.Publisher.JA != "" {
		end = append(end, s.T("kit.text.publisher", "publisher", esc(s.name(s.site.Publisher))))
	}
	end = append(end, s.T("kit.assurance"))
	lines = append(lines, template.HTML(s.Say(end...)))
	if link := s.permanent(); link != "" && k.lasting {
		lines = append(lines, template.HTML(s.T("kit.text.link", "link", esc(link))))
	}
	if hash != "" {
		lines = append(lines, template.HTML(s.T("kit.text.sha", "hash", hash)))
	}
	return lines
}

// madeOf tells the numbers behind a value that its sentence does not.
func (s *sheet) madeOf(r kitRow) string {
	if r.entry.Survey() || r.entry.Proportion() && r.value.Denominator > 0 && len(r.entry.Denominator) > 0 {
		return ""
	}
	columns, cells := s.columns(r.entry), s.made(r.entry, r.value)
	if len(columns) != 2 {
		return ""
	}
	return s.T("kit.text.parts", "numerator", esc(columns[0].head), "n", string(cells[0]), "denominator", esc(columns[1].head), "d", string(cells[1]))
}

// draftIn reports whether a quarter has not been released.
func (s *sheet) draftIn(quarters []dim.Quarter) bool {
	for _, q := range quarters {
		if f := s.index.releases[q]; f == nil || f.SHA256 == "" {
			return true
		}
	}
	return false
}

// sourceText names the site as the source.
func (s *sheet) sourceText(key string, draft bool, args ...string) string {
	if draft {
		key += ".draft"
	}
	return s.T(key, append([]string{"site", esc(s.name(s.site.Title))}, args...)...)
}
