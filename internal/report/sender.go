package report

import (
	"slices"
	"strings"

	"fukusen/internal/diag"
)

// mappingFile is the file beside a submission that only its author has.
const mappingFile = "source.yaml"

// siteFiles are what is not in the hands of who only sends a file.
var siteFiles = []string{mappingFile, "fukusen.yaml", "organisations.csv", "data/", "data フォルダ", "out of data", "ignore に", "under ignore"}

// forSender words a remedy for who has sent the file: as the rule does or, where
// it does not, without the sentences that speak of files of the site, unless
// nothing would be left.
func forSender(f diag.Finding, lang diag.Lang) string {
	if said := f.SenderHint(lang); said != "" {
		return said
	}
	hint := f.Hint(lang)
	if said := withoutSite(hint, lang); said != "" {
		return said
	}
	return hint
}

// wordsAsk replaces what of a remedy only the site can do.
var wordsAsk = diag.Text{
	JA: "この形のまま出したいときは、提出先に相談してください",
	EN: "to send it as it is, ask who collects the data",
}

// alone words a remedy for who tests a file before sending it.
func alone(f diag.Finding, lang diag.Lang) string {
	if said := f.SenderHint(lang); said != "" {
		return said
	}
	hint := f.Hint(lang)
	switch said := withoutSite(hint, lang); said {
	case hint:
		return hint
	case "":
		return wordsAsk.In(lang)
	default:
		return said + sentenceEnd(lang) + wordsAsk.In(lang)
	}
}

// withoutSite drops the sentences that speak of files of the site.
func withoutSite(hint string, lang diag.Lang) string {
	sentences := strings.Split(hint, sentenceEnd(lang))
	kept := slices.DeleteFunc(sentences, func(s string) bool {
		return slices.ContainsFunc(siteFiles, func(f string) bool { return strings.Contains(s, f) })
	})
	return strings.TrimSpace(strings.Join(kept, sentenceEnd(lang)))
}

// sentenceEnd divides the sentences of a remedy.
func sentenceEnd(lang diag.Lang) string {
	if lang == diag.EN {
		return "; "
	}
	return "。"
}
