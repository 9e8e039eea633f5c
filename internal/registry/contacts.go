package registry

import (
	"regexp"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/rows"
)

// A Contact is a desk that anybody may turn to. Everything in it is public by
// intent: the guard against personal data does not apply.
type Contact struct {
	Desk         string `json:"desk"` // name of the desk, not of a person
	Organisation string `json:"organisation,omitempty"`
	Area         string `json:"area,omitempty"`
	Phone        string `json:"phone,omitempty"` // ASCII digits and hyphens
	Email        string `json:"email,omitempty"`
	URL          string `json:"url,omitempty"`
	Hours        string `json:"hours,omitempty"` // as written
	Note         string `json:"-"`               // for the desk alone

	Pos diag.Pos `json:"-"` // of its row
}

var contactRegister = register{
	file: "contacts.csv", ja: "窓口", // by name alone: a list of persons has much the same header
	common: true,
	columns: []contract.Column{
		required(column("desk", "窓口", "Desk", "窓口名", "担当窓口", "担当課")),
		column("organisation", "提出者", "Organisation", "提出者コード", "団体コード", "法人番号"),
		column("area", "市区町村コード", "Area", "市区町村", "市区町村名", "地域", "地域コード"),
		column("phone", "電話番号", "Phone", "電話", "tel", "連絡先電話番号"),
		column("email", "メールアドレス", "E-mail", "メール", "mail", "e_mail"),
		column("url", "URL", "Website", "ウェブサイト", "ホームページ", "問い合わせフォーム"),
		column("hours", "受付時間", "Hours", "開設時間", "受付"),
		column("note", "備考", "Note"),
	},
}

type contactCells struct {
	Desk         string `csv:"desk"`
	Organisation string `csv:"organisation"`
	Area         string `csv:"area"`
	Phone        string `csv:"phone"`
	Email        string `csv:"email"`
	URL          string `csv:"url"`
	Hours        string `csv:"hours"`
	Note         string `csv:"note"`
}

func (l *loader) loadContacts(files []File) error {
	lines, err := read[contactCells](l, &contactRegister, files)
	if err != nil {
		return err
	}
	first := map[[3]string]diag.Pos{}
	for _, ln := range lines {
		c, ok := l.contact(ln)
		if !ok {
			continue
		}
		key := [3]string{c.Desk, c.Organisation, c.Area}
		if at, twice := first[key]; twice {
			l.twice(c.Pos, at, c.Desk)
			continue
		}
		first[key] = c.Pos
		l.reg.Contacts = append(l.reg.Contacts, c)
	}
	return nil
}

// contact reads one row; false if it has an error.
func (l *loader) contact(ln line[contactCells]) (Contact, bool) {
	c, before := ln.cells, l.finds.Errors()
	l.filled(c.Desk, ln.has, ln.at, "窓口", "desk")
	d := Contact{
		Desk: c.Desk, Hours: c.Hours, Note: c.Note, Pos: ln.at("desk"),
		Area:  l.area(c.Area, ln.at("area")),
		Phone: l.phone(c.Phone, ln.at("phone")),
		Email: l.email(c.Email, ln.at("email")),
		URL:   l.url(c.URL, ln.at("url")),
	}
	if c.Organisation != "" {
		d.Organisation = l.registered(c.Organisation, ln.at("organisation"))
	}
	if c.Phone+c.Email+c.URL == "" {
		l.complain(&ruleUnreachable, ln.at("desk"), c.Desk)
	}
	return d, l.finds.Errors() == before
}

var (
	phone     = regexp.MustCompile(`^(?:\+[1-9][0-9]{0,2}-?)?[0-9]{1,5}(?:-[0-9]{1,5}){0,3}$`)
	extension = regexp.MustCompile(`^\((?:内線)?([0-9]{1,6})\)$`)
	email     = regexp.MustCompile(`^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$`)
)

// phone reads a number of nine to fifteen digits: 03-1234-5678, 03(1234)5678,
// +81-3-1234-5678, each with an extension or without. A number that has lost
// its leading 0 is a finding.
func (l *loader) phone(field string, at diag.Pos) string {
	s := rows.Fold(field)
	if s == "" {
		return ""
	}
	inner := ""
	if i := strings.LastIndex(s, "("); i > 0 {
		if m := extension.FindStringSubmatch(s[i:]); m != nil {
			s, inner = rows.Clean(s[:i]), " ("+m[1]+")"
		}
	}
	s = strings.Trim(strings.NewReplacer("(", "-", ")", "-", " ", "-").Replace(s), "-")
	n := len(strings.Map(onlyDigits, s))
	local := !strings.HasPrefix(s, "+")
	if !phone.MatchString(s) || local && (s[0] != '0' || n < 10 || n > 11) || n > 15 {
		l.complain(&rulePhone, at, field)
		return ""
	}
	return s + inner
}

func onlyDigits(r rune) rune {
	if '0' <= r && r <= '9' {
		return r
	}
	return -1
}

func (l *loader) email(field string, at diag.Pos) string {
	s := rows.Fold(field)
	if s != "" && !email.MatchString(s) {
		l.complain(&ruleEmail, at, field)
		return ""
	}
	return s
}

var (
	ruleUnreachable = diag.Rule{
		ID:   "registry/unreachable",
		Msg:  diag.Text{JA: "窓口「%[1]s」に、電話番号もメールアドレスもURLもありません", EN: "the desk %[1]q has neither a phone number nor an e-mail address nor a URL"},
		Hint: diag.Text{JA: "どれか一つを入れてください。この表の内容は公開されるので、個人の連絡先は書かないでください", EN: "give one of them; this register is published, so give no private ones"},
	}
	rulePhone = diag.Rule{
		ID:   "registry/phone",
		Msg:  diag.Text{JA: "電話番号 %[1]q が読めません", EN: "%[1]q is no phone number"},
		Hint: diag.Text{JA: "03-1234-5678 のように、市外局番の 0 から書いてください。0 が消えていたら、列の表示形式を「文字列」にして入れ直します", EN: "write it with the area code and its 0, such as 03-1234-5678; if the 0 is lost, format the column as text and enter it again"},
	}
	ruleEmail = diag.Rule{
		ID:   "registry/email",
		Msg:  diag.Text{JA: "メールアドレス %[1]q が読めません", EN: "%[1]q is no e-mail address"},
		Hint: diag.Text{JA: "madoguchi@example.lg.jp のように書いてください", EN: "write it like desk@example.lg.jp"},
	}
)
