package source

import (
	"slices"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
	"fukusen/internal/rows"
)

var (
	ruleOrganisation = diag.Rule{
		ID:   "csv/organisation",
		Msg:  diag.Text{JA: "提出者 %[1]q は提出者一覧(organisations.csv)にありません", EN: "organisation %[1]q is not in organisations.csv"},
		Hint: diag.Text{JA: "綴りを直すか、提出者一覧に加えてください(近いもの: %[2]s)", EN: "correct it, or add it to organisations.csv (near: %[2]s)"},
	}
	ruleArea = diag.Rule{
		ID:   "csv/area",
		Msg:  diag.Text{JA: "%[1]q という名前の市区町村・都道府県はありません", EN: "there is no municipality or prefecture called %[1]q"},
		Hint: diag.Text{JA: "名前かコードを確かめてください(近いもの: %[2]s)。独自の地域は data/areas.csv に書きます", EN: "check the name or the code (near: %[2]s); areas of your own go into data/areas.csv"},
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
		Hint: diag.Text{JA: "使えるもの: %[2]s", EN: "sports: %[2]s"},
	}
)

// A coder reads the codes of one column. Labels repeat, so each is looked up
// once.
type coder struct {
	d      *decoder
	axis   dim.Axis
	column int // -1 for a fixed value
	known  map[string]dim.Code
}

func (d *decoder) newCoder(a dim.Axis, column int) *coder {
	return &coder{d: d, axis: a, column: column, known: map[string]dim.Code{}}
}

// code finds the code of a field. Blank stands for unknown, which the total
// code hands on to the defaults.
func (c *coder) code(field string, pos diag.Pos) (dim.Code, bool) {
	if code, ok := c.known[field]; ok {
		return code, true
	}
	if pos.File == "" {
		pos = c.d.at(c.column)
	}
	code, ok := c.look(rows.Clean(field), pos)
	if ok {
		c.known[strings.Clone(field)] = code
	}
	return code, ok
}

func (c *coder) look(field string, pos diag.Pos) (dim.Code, bool) {
	switch c.axis {
	case dim.Organisation:
		return c.organisation(field, pos)
	case dim.Area, dim.Origin:
		return c.area(field, pos)
	case dim.Sex:
		return c.sex(field, pos)
	case dim.Age:
		return c.age(field, pos)
	}
	return c.listed(field, pos)
}

func (c *coder) give(id string) (dim.Code, bool) { return c.d.env.Lists.Code(c.axis, id) }

func (c *coder) complain(r *diag.Rule, pos diag.Pos, args ...any) (dim.Code, bool) {
	c.d.complain(r, pos, args...)
	return dim.Total, false
}

func (c *coder) organisation(field string, pos diag.Pos) (dim.Code, bool) {
	reg := c.d.env.Registry
	if id, ok := reg.OrganisationID(field); ok {
		return c.give(id)
	}
	var near []string
	for _, o := range reg.Organisations() {
		if o.Name == field {
			return c.give(o.ID)
		}
		near = append(near, o.ID, o.Name)
	}
	return c.complain(&ruleOrganisation, pos, field, nearList(field, near))
}

func nearList(field string, among []string) string {
	near := rows.Nearest(field, among, 3)
	if len(near) == 0 {
		return "—"
	}
	return strings.Join(near, ", ")
}

func (c *coder) area(field string, pos diag.Pos) (dim.Code, bool) {
	if field == "" || isUnknownWord(field) {
		return c.give(dim.Unknown)
	}
	reg := c.d.env.Registry
	code, fault, near := reg.AreaCode(field)
	if fault == registry.AreaGood {
		return c.d.env.finest(c.axis, code), true
	}
	if found := reg.ByName(field, ""); len(found) > 0 {
		return c.d.placed(c.axis, field, found, pos)
	}
	if fault == registry.AreaMalformed && !startsWithDigit(field) {
		return c.complain(&ruleArea, pos, field, c.d.env.nearAreas(field))
	}
	return c.complain(fault.Rule(), pos, field, reg.Describe(near))
}

func startsWithDigit(s string) bool { return s[0] >= '0' && s[0] <= '9' }

// nearAreas names areas whose name is close to what was written.
func (e *Env) nearAreas(field string) string {
	var names []string
	for _, a := range e.Registry.Areas() {
		names = append(names, a.Name)
	}
	return nearList(field, names)
}

func isUnknownWord(s string) bool {
	return slices.Contains([]string{"不明", "不詳", "無回答", "未回答", "回答しない", "その他不詳", "-", "unknown"}, strings.ToLower(rows.Fold(s)))
}

var sexes = map[string]string{
	"女": "f", "女性": "f", "女子": "f", "f": "f", "female": "f", "2": "f", "women": "f",
	"男": "m", "男性": "m", "男子": "m", "m": "m", "male": "m", "1": "m", "men": "m",
	"その他": "x", "x": "x", "other": "x", "ノンバイナリー": "x",
	"": dim.Unknown, "0": dim.Unknown, "9": dim.Unknown,
}

func (c *coder) sex(field string, pos diag.Pos) (dim.Code, bool) {
	if id, ok := sexes[strings.ToLower(rows.Fold(field))]; ok {
		return c.give(id)
	}
	if isUnknownWord(field) {
		return c.give(dim.Unknown)
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
		return c.complain(&ruleAgeScheme, pos, field, strings.Join(bands, ", "))
	}
	return c.give(id)
}

func (c *coder) listed(field string, pos diag.Pos) (dim.Code, bool) {
	if field == "" || isUnknownWord(field) {
		return c.give(dim.Unknown)
	}
	var all []string
	for _, e := range c.d.env.Lists.Entries(c.axis) {
		if strings.EqualFold(e.ID, field) || e.JA == field || strings.EqualFold(e.EN, field) {
			return c.give(e.ID)
		}
		all = append(all, e.JA)
	}
	return c.complain(&ruleSport, pos, field, strings.Join(all, ", "))
}

// placer reads a place that the mapping takes from other columns.
type placer struct {
	axis         dim.Axis
	from         *PlaceFrom
	column       int // of the name; -1 where the bound is all
	within       int // column of the bound; -1 where there is none
	bound        string
	known        map[[2]string]dim.Code
	columnReader *coder
}

// preparePlaces finds the columns that source.yaml takes places from.
func (d *decoder) preparePlaces() {
	for _, p := range []struct {
		axis dim.Axis
		from *PlaceFrom
	}{{dim.Area, d.m.Area}, {dim.Origin, d.m.Origin}} {
		if p.from == nil {
			continue
		}
		header := d.r.Header()
		pl := &placer{
			axis: p.axis, from: p.from, known: map[[2]string]dim.Code{},
			column: slices.Index(header, p.from.Column), within: slices.Index(header, p.from.Within.Column),
		}
		if code := p.from.Within.Code; code != "" {
			bound, fault, near := d.env.Registry.AreaCode(code)
			if fault != registry.AreaGood {
				d.complain(fault.Rule(), diag.Pos{File: d.file}, code, d.env.Registry.Describe(near))
			}
			pl.bound = bound
		}
		pl.columnReader = d.newCoder(p.axis, pl.column)
		d.placers = append(d.placers, pl)
		d.axesTaken(p.axis)
	}
}

// axesTaken drops the column of an axis that the mapping reads another way.
func (d *decoder) axesTaken(a dim.Axis) {
	d.codes = slices.DeleteFunc(d.codes, func(c *coder) bool { return c.axis == a })
}

func (d *decoder) places(fields []string, row *Row) {
	for _, p := range d.placers {
		code, ok := d.place(p, fields)
		d.good = d.good && ok
		row.Codes[p.axis] = code
	}
}

func (d *decoder) place(p *placer, fields []string) (dim.Code, bool) {
	name, bound := "", ""
	if p.column >= 0 {
		name = fields[p.column]
	}
	if p.within >= 0 {
		bound = fields[p.within]
	}
	key := [2]string{name, bound}
	if code, ok := p.known[key]; ok {
		return code, true
	}
	code, ok := d.lookPlace(p, name, bound)
	if ok {
		p.known[[2]string{strings.Clone(name), strings.Clone(bound)}] = code
	}
	return code, ok
}

// lookPlace finds the bound first, then the place in it.
func (d *decoder) lookPlace(p *placer, name, bound string) (dim.Code, bool) {
	within := p.bound
	if p.within >= 0 {
		code, ok := d.newCoder(p.axis, p.within).code(d.mapped(p.axis.String(), bound), diag.Pos{})
		if !ok {
			return 0, false
		}
		within = strings.TrimSuffix(d.env.Lists.ID(p.axis, code), registry.UnknownPart)
		if p.from.Level != "" || within == dim.Unknown {
			return d.env.level(p.axis, within), true
		}
	}
	name = d.mapped(p.axis.String(), rows.Clean(name))
	if name == "" || isUnknownWord(name) {
		if within == "" {
			within = dim.Unknown
		}
		return d.env.finest(p.axis, within), true
	}
	if p.from.By != "name" {
		return p.columnReader.code(name, diag.Pos{})
	}
	found := d.env.Registry.ByName(name, within)
	if len(found) == 0 {
		d.complain(&ruleArea, d.at(p.column), name, d.env.nearAreas(name))
		return 0, false
	}
	return d.placed(p.axis, name, found, d.at(p.column))
}

// level gives the code of a place that is published no finer than this.
func (e *Env) level(a dim.Axis, id string) dim.Code {
	c, _ := e.Lists.Code(a, id)
	return c
}

// placed takes the only place of a name; several are a finding that lists
// them.
func (d *decoder) placed(a dim.Axis, name string, found []registry.Area, pos diag.Pos) (dim.Code, bool) {
	if len(found) == 1 {
		return d.env.finest(a, found[0].Code), true
	}
	var codes []string
	for _, f := range found {
		codes = append(codes, f.Code)
	}
	d.complain(&ruleAreaAmbiguous, pos, name, d.env.Registry.Describe(codes))
	return 0, false
}

// orgInfo is what a row takes from its organisation.
type orgInfo struct{ kind, area dim.Code }

func (d *decoder) info(org dim.Code) orgInfo {
	if i, ok := d.orgs[org]; ok {
		return i
	}
	o := d.env.Registry.Organisation(d.env.Lists.ID(dim.Organisation, org))
	i := orgInfo{area: d.env.finest(dim.Area, o.Area)}
	i.kind, _ = d.env.Lists.Code(dim.Kind, o.Kind)
	d.orgs[org] = i
	return i
}
