package source

import (
	"regexp"
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
	"fukusen/internal/rows"
)

var (
	ruleOrganisation = diag.Rule{
		ID:   "csv/organisation",
		Msg:  diag.Text{JA: "提出者 %[1]q は提出者一覧(organisations.csv)にありません", EN: "organisation %[1]q is not in organisations.csv"},
		Hint: diag.Text{JA: "綴りを直すか、提出者一覧に加えてください%[2]s", EN: "correct it, or add it to organisations.csv%[2]s"},
	}
	ruleOrganisationRounded = diag.Rule{
		ID:   "csv/organisation-rounded",
		Msg:  diag.Text{JA: "提出者 %[1]q は、Excel が番号を丸めたものです", EN: "organisation %[1]q is a number that a spreadsheet has rounded"},
		Hint: diag.Text{JA: "列の表示形式を「文字列」にしてから、13桁の番号を入れ直してください", EN: "format the column as text and enter the 13 digits again"},
	}
	ruleOrganisationNumber = diag.Rule{
		ID:   "csv/organisation-number",
		Msg:  diag.Text{JA: "法人番号 %[1]q は正しくありません(検査数字が合いません)", EN: "the check digit of corporate number %[1]q does not fit"},
		Hint: diag.Text{JA: "どこかの桁の書き間違いです。13桁の番号を確かめてください", EN: "one of its digits is wrong; see the thirteen digits again"},
	}
	ruleOrganisationAmbiguous = diag.Rule{
		ID:   "csv/organisation-ambiguous",
		Msg:  diag.Text{JA: "提出者 %[1]q という名前は複数あります: %[2]s", EN: "%[1]q is the name of several organisations: %[2]s"},
		Hint: diag.Text{JA: "名前ではなく、提出者一覧の番号か記号で書いてください", EN: "write the number or id of organisations.csv instead of the name"},
	}
	ruleAreaOutside = diag.Rule{
		ID:   "csv/area-outside",
		Msg:  diag.Text{JA: "地域 %[1]q は %[2]s の中にありません", EN: "area %[1]q does not lie in %[2]s"},
		Hint: diag.Text{JA: "地域の値か、source.yaml の within で指定した範囲のどちらかを直してください", EN: "correct the area, or the bound that source.yaml gives under within"},
	}
	ruleArea = diag.Rule{
		ID:   "csv/area",
		Msg:  diag.Text{JA: "%[1]q という名前の市区町村・都道府県はありません", EN: "there is no municipality or prefecture called %[1]q"},
		Hint: diag.Text{JA: "名前かコードを確かめてください%[2]s。独自の地域は data/areas.csv に書きます", EN: "check the name or the code%[2]s; areas of your own go into data/areas.csv"},
	}
	ruleAreaAmbiguous = diag.Rule{
		ID:   "csv/area-ambiguous",
		Msg:  diag.Text{JA: "地域 %[1]q に当たるところが複数あります: %[2]s", EN: "%[1]q may be any of: %[2]s"},
		Hint: diag.Text{JA: "6桁のコードで書くか、source.yaml の within で都道府県を指定してください", EN: "write the six-digit code, or name the prefecture under within in source.yaml"},
	}
	ruleSex = diag.Rule{
		ID:   "csv/sex",
		Msg:  diag.Text{JA: "性別 %[1]q が読めません", EN: "sex %[1]q is not known"},
		Hint: diag.Text{JA: "男、女、その他、不詳 のいずれかで書いてください。違う書き方なら source.yaml の values で対応を書けます", EN: "write m, f, x or unknown; map other writings under values in source.yaml"},
	}
	ruleAge = diag.Rule{
		ID:   "csv/age",
		Msg:  diag.Text{JA: "年齢階級 %[1]q が読めません", EN: "age band %[1]q cannot be read"},
		Hint: diag.Text{JA: "20~29歳、20代、65歳以上 のように書いてください", EN: "write 20-29, 20代 or 65+"},
	}
	ruleAgeDamaged = diag.Rule{
		ID:   "csv/age-date",
		Msg:  diag.Text{JA: "年齢階級 %[1]q は、Excel が日付に変えてしまった値のようです", EN: "age band %[1]q looks like a date that a spreadsheet has made of it"},
		Hint: diag.Text{JA: "元の値に戻し、「5~9歳」のように「歳」を付けて書くと変わりません", EN: "restore it; written as 5～9歳 it stays as it is"},
	}
	ruleAgeScheme = diag.Rule{
		ID:   "csv/age-scheme",
		Msg:  diag.Text{JA: "年齢階級 %[1]q は、公表する階級(%[2]s)のどれか一つに収まりません", EN: "age band %[1]q does not lie within one of the published bands (%[2]s)"},
		Hint: diag.Text{JA: "公表する階級か、それを細かく分けた階級で集計し直してください。公表する階級は fukusen.yaml の ages で変えられます", EN: "count in the published bands or finer ones; the published bands are set under ages in fukusen.yaml"},
	}
	ruleSport = diag.Rule{
		ID:   "csv/sport",
		Msg:  diag.Text{JA: "競技 %[1]q は一覧にありません", EN: "sport %[1]q is not in the list"},
		Hint: diag.Text{JA: "競技の名前を確かめてください%[2]s。一覧にない競技は data/sports.csv に加えられます", EN: "check the name of the sport%[2]s; sports of your own go into data/sports.csv"},
	}
)

// A coder reads the codes of one column. Blank stands for unknown.
type coder struct {
	*labels[dim.Code]
	d      *decoder
	axis   dim.Axis
	column int  // nowhere for a value of source.yaml
	single bool // it stands for every row, and can be no total
}

func (d *decoder) newCoder(a dim.Axis, column int) *coder {
	return &coder{labels: newLabels[dim.Code](d.m.Values[a.String()]), d: d, axis: a, column: column}
}

// code finds the code of a field; pos is the place of a fixed value.
func (c *coder) code(field string, pos diag.Pos) (dim.Code, bool) {
	code, ok := c.get(field)
	if !ok {
		if c.axis == dim.Organisation && rows.Clean(field) == "" && c.d.periodIsTotal() {
			return totalRow, true // not kept: elsewhere a blank is a mistake
		}
		if code, ok = c.look(rows.Clean(c.words.of(field)), pos); !ok {
			return dim.Total, false
		}
		c.keep(field, code)
	}
	if code == partRow {
		c.d.skip = true
		return dim.Total, true
	}
	return code, true
}

func (c *coder) look(field string, pos diag.Pos) (dim.Code, bool) {
	switch {
	case c.single, c.axis == dim.Organisation && c.d.isOrganisation(field): // うちだ製作所
	case isTotalWord(field):
		return totalRow, true
	case isPartWord(field):
		return partRow, true
	}
	pos = c.d.at(c.column, pos)
	if c.axis == dim.Organisation {
		return c.organisation(field, pos)
	}
	if field == "" || isUnknownWord(field) {
		return c.give(dim.Unknown)
	}
	switch c.axis {
	case dim.Area, dim.Origin:
		return c.d.area(c.axis, field, "", pos)
	case dim.Sex:
		return c.sex(field, pos)
	case dim.Age:
		return c.age(field, pos)
	}
	return c.sport(field, pos)
}

func (c *coder) give(id string) (dim.Code, bool) { return c.d.env.Lists.Code(c.axis, id) }

func (c *coder) complain(r *diag.Rule, pos diag.Pos, args ...any) (dim.Code, bool) {
	c.d.complain(r, pos, args...)
	return dim.Total, false
}

// rounded is how spreadsheets show the thirteen digits of a corporate number.
var rounded = regexp.MustCompile(`^[0-9](\.[0-9]+)?[eE]\+?[0-9]+$`)

func (c *coder) organisation(field string, pos diag.Pos) (dim.Code, bool) {
	reg := c.d.env.Registry
	if id, ok := reg.OrganisationID(field); ok {
		return c.give(id)
	}
	switch found := c.d.organisationsCalled(field); {
	case len(found) == 1:
		return c.give(found[0])
	case len(found) > 1:
		return c.complain(&ruleOrganisationAmbiguous, pos, field, diag.Public(strings.Join(found, ", ")))
	case field == "":
		c.d.blank(contract.ColumnOrganisation, pos)
		return dim.Total, false
	case reg.Rejected(field), reg.Cut(), reg.Incomplete() && len(reg.Organisations()) == 0: // the register has a finding
		c.d.good, c.d.wrong = false, true
		return dim.Total, false
	case rounded.MatchString(rows.Fold(field)):
		return c.complain(&ruleOrganisationRounded, pos, field)
	case isMistypedNumber(rows.Fold(field)):
		return c.complain(&ruleOrganisationNumber, pos, field)
	}
	field = strings.Clone(field) // a row is gone when the finding is shown
	return c.complain(&ruleOrganisation, pos, field, diag.Public(later(func() near {
		var names []string
		for _, o := range reg.Organisations() {
			names = append(names, o.ID, o.Name)
		}
		return nearList(field, names)()
	})))
}

// isMistypedNumber reports thirteen digits that are no corporate number.
func isMistypedNumber(s string) bool {
	s = strings.ReplaceAll(s, "-", "")
	return len(s) == 13 && isDigits(s) && registry.CorporateCheckDigit(s[1:]) != s[0]
}

// isOrganisation reports the name or ID of an organisation.
func (d *decoder) isOrganisation(field string) bool {
	_, ok := d.env.Lists.Code(dim.Organisation, field)
	return ok || len(d.organisationsCalled(field)) > 0
}

// organisationsCalled lists the IDs of the organisations of a name, in either
// language.
func (d *decoder) organisationsCalled(name string) []string {
	if d.orgNames == nil {
		d.orgNames = map[string][]string{}
		for _, o := range d.env.Registry.Organisations() {
			names := []string{labelKey(o.Name), labelKey(o.NameEN)}
			slices.Sort(names)
			for _, n := range slices.Compact(names) {
				d.orgNames[n] = append(d.orgNames[n], o.ID)
			}
		}
		delete(d.orgNames, "")
	}
	return d.orgNames[labelKey(name)]
}

// later is an argument of a finding that is worked out when it is shown: to
// look for near names takes a while, and most findings of a bad file are only
// counted.
type later func() near

// In works the argument out.
func (l later) In(lang diag.Lang) string { return l().In(lang) }

// near are words like what was written. None are not spoken of.
type near []string

// In lists the words in brackets behind a sentence.
func (n near) In(lang diag.Lang) string { return n.listed("近いもの", lang) }

func (n near) listed(ja string, lang diag.Lang) string {
	list := strings.Join(n, ", ")
	switch {
	case list == "":
		return ""
	case lang == diag.EN:
		return " (near: " + list + ")"
	}
	return "(" + ja + ": " + list + ")"
}

// nearList names what is written much like a field, when it is asked for.
func nearList(field string, among []string) later {
	field = strings.Clone(field) // a row is gone when the finding is shown
	return func() near { return rows.Nearest(field, among, 3) }
}

// columns are names of columns like what was written.
type columns near

// In lists the columns in brackets behind a sentence.
func (c columns) In(lang diag.Lang) string { return near(c).listed("近い列", lang) }

// nearColumns names the columns that are written much like a header.
func nearColumns(header string, among []string) columns { return rows.Nearest(header, among, 3) }

// area finds a place by its code, or by a name that only one place within the
// bound has. The bound is a canonical code; "" is everywhere.
func (d *decoder) area(a dim.Axis, field, bound string, pos diag.Pos) (dim.Code, bool) {
	reg := d.env.Registry
	code, fault, near := reg.AreaCode(field)
	if fault == registry.AreaAmbiguous || fault == registry.AreaDigit {
		code, fault, near = d.byColumn(a, field)
	}
	if fault.Usable() {
		if rule := fault.Rule(); rule != nil {
			d.finds.Add(rule, pos, strings.Clone(field), diag.Public(reg.Describe(near)), diag.Public(reg.Similar(near)))
		}
		return d.inside(a, field, code, bound, pos)
	}
	if fault == registry.AreaMalformed && !isDigits(rows.Fold(field)) {
		return d.named(a, field, bound, pos)
	}
	d.complain(fault.Rule(), pos, field, diag.Public(reg.Describe(near)), diag.Public(reg.Similar(near)))
	return dim.Total, false
}

// inside takes a code if it lies within the bound.
func (d *decoder) inside(a dim.Axis, field, code, bound string, pos diag.Pos) (dim.Code, bool) {
	c, _ := d.env.Lists.Code(a, code)
	outer, _ := d.env.Lists.Code(a, bound)
	if !d.env.Lists.Within(a, c, outer) {
		d.complain(&ruleAreaOutside, pos, field, diag.Public(d.env.Registry.Describe([]string{bound})))
		return dim.Total, false
	}
	return d.env.finest(a, code), true
}

// named takes the only place of a name; several are a finding that lists them.
func (d *decoder) named(a dim.Axis, field, bound string, pos diag.Pos) (dim.Code, bool) {
	reg := d.env.Registry
	found := reg.ByName(field, bound)
	switch {
	case len(found) == 1:
		return d.env.finest(a, found[0].Code), true
	case len(found) > 1:
		d.complain(&ruleAreaAmbiguous, pos, field, diag.Public(reg.Describe(codesOf(found))))
	case bound != "" && len(reg.ByName(field, "")) > 0:
		d.complain(&ruleAreaOutside, pos, field, diag.Public(reg.Describe([]string{bound})))
	default:
		d.complain(&ruleArea, pos, field, diag.Public(d.env.nearAreas(field)))
	}
	return dim.Total, false
}

func codesOf(areas []registry.Area) []string {
	var codes []string
	for _, a := range areas {
		codes = append(codes, a.Code)
	}
	return codes
}

// nearAreas names areas whose name, or own code, is close to what was written.
func (e *Env) nearAreas(field string) later {
	field = strings.Clone(field)
	return func() near {
		var names []string
		for _, a := range e.Registry.Areas() {
			if names = append(names, a.Name); a.Own {
				names = append(names, a.Code)
			}
		}
		return nearList(field, names)()
	}
}

var unknownWords = []string{"不明", "不詳", "無回答", "未回答", "回答しない", "その他不詳", "-", "unknown"}

func isUnknownWord(s string) bool { return slices.Contains(unknownWords, labelKey(s)) }

var sexes = map[string]string{
	"女": "f", "女性": "f", "女子": "f", "f": "f", "female": "f", "2": "f", "women": "f",
	"男": "m", "男性": "m", "男子": "m", "m": "m", "male": "m", "1": "m", "men": "m",
	"その他": "x", "x": "x", "other": "x", "ノンバイナリー": "x",
	"0": dim.Unknown, "9": dim.Unknown, // ISO/IEC 5218: not known, not applicable
}

func (c *coder) sex(field string, pos diag.Pos) (dim.Code, bool) {
	if id, ok := sexes[labelKey(field)]; ok {
		return c.give(id)
	}
	return c.complain(&ruleSex, pos, field)
}

func (c *coder) age(field string, pos diag.Pos) (dim.Code, bool) {
	band, fault := registry.ParseBand(field)
	switch fault {
	case registry.BandUnknown:
		return c.give(dim.Unknown)
	case registry.BandDamaged:
		return c.complain(&ruleAgeDamaged, pos, field)
	case registry.BandUnusable:
		return c.complain(&ruleAge, pos, field)
	}
	id, ok := c.d.env.Registry.Ages.Place(band)
	if !ok {
		var bands []string
		for _, b := range c.d.env.Registry.Ages.Bands() {
			bands = append(bands, b.String())
		}
		return c.complain(&ruleAgeScheme, pos, field, diag.Public(strings.Join(bands, ", ")))
	}
	return c.give(id)
}

func (c *coder) sport(field string, pos diag.Pos) (dim.Code, bool) {
	id, like, ok := c.d.env.Registry.SportCode(field)
	if !ok {
		return c.complain(&ruleSport, pos, field, diag.Public(near(like)))
	}
	return c.d.env.finest(dim.Sport, id), true
}
