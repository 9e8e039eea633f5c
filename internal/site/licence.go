package site

import (
	"cmp"
	"net/url"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/rows"
)

var ruleLicence = diag.Rule{
	ID:   "site/licence",
	Msg:  diag.Text{JA: "データの利用条件(licence) %[1]q は知りません", EN: "the licence %[1]q is not known"},
	Hint: diag.Text{JA: "近いのは %[2]s です。書けるのは %[3]s です。ほかの利用条件なら、licence: {name: 利用条件の名前, url: https://…} と書いてください", EN: "near: %[2]s; it can be %[3]s; of other terms write licence: {name: {ja: …, en: …}, url: https://…}"},
}

// checkLicence wants a licence that we know or, of other terms, their name and
// the address of the whole text: without both nobody could keep to them.
func (k *checker) checkLicence() {
	l := k.Licence
	if l.ID != "" {
		if l.Name == (contract.Name{}) {
			ids := contract.LicenceIDs()
			near := rows.Nearest(l.ID, ids, 2)
			k.complain("licence", &ruleLicence, l.ID, diag.Public(cmp.Or(strings.Join(near, ", "), "—")), diag.Public(strings.Join(ids, ", ")))
		}
		return
	}
	if !l.Given() {
		return
	}
	if l.Name.JA == "" {
		k.lacks("licence.name", l.Name.EN, diag.Text{JA: "利用条件の名前", EN: "the name of the terms, in Japanese at least"})
	}
	if u, err := url.Parse(l.URL); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		k.lacks("licence.url", l.URL, diag.Text{JA: "https://…(利用条件の全文のアドレス)", EN: "https://…, the address of the whole text"})
	}
}

// lacks complains of a key of the group licence; of one that is not there, at
// the place of the group.
func (k *checker) lacks(key, got string, want diag.Text) {
	at := key
	if k.at(key).Line == 0 {
		at = "licence"
	}
	k.complain(at, &ruleSetting, diag.Public(key), got, want)
}
