package page

import (
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

var ruleNamesMissing = diag.Rule{
	ID:   "page/untranslated",
	Warn: true,
	Msg:  diag.Text{JA: "英語の名前のあるものと、ないものがあります。英語のページで日本語のまま出る名前: %[1]s", EN: "some names are in English and others are not; the English pages show these in Japanese: %[1]s"},
	Hint: diag.Text{JA: "提出者は organisations.csv の「英語名」、地域は areas.csv の「英語名」、設問と指標は fukusen.yaml の name の en に書いてください", EN: "give organisations and areas an English name in organisations.csv and areas.csv, items and KPIs an en in their name in fukusen.yaml"},
}

// untranslated is one finding about all names that the English pages show in
// Japanese; pages that are missing are found one by one. areas are those that
// have pages.
func (s *Site) untranslated(areas []dim.Code) diag.List {
	missing := s.namesMissing(areas)
	if len(missing) == 0 {
		return nil
	}
	return diag.List{ruleNamesMissing.At(diag.Pos{}, strings.Join(missing, "、"))}
}

// namesMissing lists names that are not in English beside others that are: a
// register in which nobody cared for English is not complained of.
func (s *Site) namesMissing(areasShown []dim.Code) []string {
	if !slices.Contains(s.Langs, diag.EN) {
		return nil
	}
	var organisations, own []contract.Name
	for _, o := range s.Registry.Organisations {
		organisations = append(organisations, contract.Name{JA: o.Name, EN: o.NameEN})
	}
	for _, e := range s.Catalogue {
		own = append(own, e.Name)
	}
	for _, it := range s.Items {
		own = append(own, it.Name)
	}
	return slices.Concat(halfTranslated(organisations), s.areasMissing(areasShown), halfTranslated(own))
}

// areasMissing compares areas with those beside them, below the same one: the
// municipalities of our list have no English names, but prefectures do.
func (s *Site) areasMissing(areas []dim.Code) []string {
	var parents []dim.Code
	beside := map[dim.Code][]contract.Name{}
	for _, a := range areas {
		e, parent := s.Lists.Entry(dim.Area, a), s.Lists.Parent(dim.Area, a)
		if e.Level == dim.Unknown {
			continue
		}
		if beside[parent] == nil {
			parents = append(parents, parent)
		}
		beside[parent] = append(beside[parent], contract.Name{JA: e.JA, EN: e.EN})
	}
	var missing []string
	for _, p := range parents {
		missing = append(missing, halfTranslated(beside[p])...)
	}
	return missing
}

// halfTranslated lists the names of a register without English, if others have
// it. A name without kana and kanji needs none.
func halfTranslated(names []contract.Name) []string {
	var missing []string
	for _, n := range names {
		if n.EN == "" && strings.ContainsFunc(n.JA, japanese) {
			missing = append(missing, n.JA)
		}
	}
	if len(missing) == len(names) {
		return nil
	}
	return missing
}
