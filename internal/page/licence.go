package page

import (
	"html/template"

	"fukusen/internal/contract"
)

// licenceBody says what may be done with the open data, and how to name where
// they are from.
type licenceBody struct {
	Terms []template.HTML
	Cite  []string // of numbers as they stand, and of what was made of them
}

// licence tells the terms that the publisher has given. Where there are none,
// nobody is told that they may do anything.
func (s *sheet) licence() licenceBody {
	l := s.site.Licence
	if !l.Given() {
		return licenceBody{Terms: []template.HTML{template.HTML(s.T("licence.none")), template.HTML(s.T("licence.none.ask"))}}
	}
	b := licenceBody{
		Terms: []template.HTML{s.html("licence.given", "licence", s.licenceLink(s.name(l.Name))), template.HTML(s.T(permits[l.Permit]))},
		Cite:  s.citations(),
	}
	b.Terms = append(b.Terms, template.HTML(s.T("licence.cite")))
	return b
}

// permits are the texts on what a licence permits.
var permits = map[contract.Permit]string{
	contract.PermitUnknown: "licence.permit.own",
	contract.PermitAll:     "licence.permit.all",
	contract.PermitCredit:  "licence.permit.credit",
	contract.PermitAlike:   "licence.permit.alike",
}

// licenceLink leads to the text of the licence; empty if none is given.
func (s *sheet) licenceLink(name string) template.HTML {
	if !s.site.Licence.Given() {
		return ""
	}
	return anchor(s.site.Licence.URL, name)
}

// licenceCited ends a citation with the licence and its address, as those ask
// who use it; empty if none is given.
func (p *printer) licenceCited() string {
	l := p.site.Licence
	if !l.Given() {
		return ""
	}
	return p.T("licence.cited", "licence", l.Brief(string(p.Lang)), "address", l.URL)
}
