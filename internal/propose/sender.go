package propose

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
	"fukusen/internal/rows"
)

// A Sender is an organisation of the site that a file seems to come from.
type Sender struct {
	ID, Name string
	From     diag.Text // what tells it: 列「会社名」
}

// Forms of companies and the like that people leave out of a name.
var legalForms = regexp.MustCompile(`株式会社|有限会社|合同会社|合資会社|(?:一般|公益)?(?:社団|財団)法人|(?:国立大学|学校|社会福祉|医療|特定非営利活動|npo)法人|\((?:株|有|同|一社|一財|公財|公社|学|福|医)\)|\b(?:inc|ltd|corp|co)\b\.?`)

var nameMarks = strings.NewReplacer(" ", "", "・", "", ",", "", ".", "", "-", "", "_", "", "'", "")

// nameKey is a name without what is written in one way here and another there.
func nameKey(s string) string {
	return nameMarks.Replace(legalForms.ReplaceAllString(strings.ToLower(rows.Fold(s)), ""))
}

// names are all that an organisation is called, without its ID.
func names(o *registry.Organisation) []string {
	return slices.DeleteFunc([]string{nameKey(o.Name), nameKey(o.NameEN)}, func(s string) bool { return s == "" })
}

// organisation finds the organisation of the site that a value names, by ID or
// by a name that no other one has.
func (e *settings) organisation(v string) (registry.Organisation, bool) {
	if e.own == nil || strings.TrimSpace(v) == "" {
		return registry.Organisation{}, false
	}
	if id, ok := e.reg.OrganisationID(v); ok {
		return e.reg.Organisation(id), true
	}
	key := nameKey(v)
	var found []registry.Organisation
	for _, o := range e.own {
		if key != "" && slices.Contains(names(&o), key) {
			found = append(found, o)
		}
	}
	if len(found) != 1 {
		return registry.Organisation{}, false
	}
	return found[0], true
}

func (e *settings) isOwn(v string) bool { _, ok := e.organisation(v); return ok }

// mentioned finds the only organisation that a text speaks of. A name within a
// longer one that is there, too, does not count: 青葉市 in 青葉市立病院.
func (e *settings) mentioned(text string) (registry.Organisation, bool) {
	key := nameKey(text)
	longest := map[string]string{} // by ID
	for _, o := range e.own {
		for _, name := range append(names(&o), nameKey(o.ID)) {
			if speaksOf(key, name) && len(name) > len(longest[o.ID]) {
				longest[o.ID] = name
			}
		}
	}
	var found []registry.Organisation
	for _, o := range e.own {
		name := longest[o.ID]
		inside := slices.ContainsFunc(e.own, func(other registry.Organisation) bool {
			return len(longest[other.ID]) > len(name) && strings.Contains(longest[other.ID], name)
		})
		if name != "" && !inside {
			found = append(found, o)
		}
	}
	if len(found) != 1 {
		return registry.Organisation{}, false
	}
	return found[0], true
}

// speaksOf reports that a name is a part of a text. Short ones are parts of
// anything.
func speaksOf(text, name string) bool {
	shortest := 2
	if name[0] < utf8.RuneSelf {
		shortest = 4
	}
	return utf8.RuneCountInString(name) >= shortest && strings.Contains(text, name) || name == text
}

// findSender sees who has sent the file: a column of it says so or, where there
// is none, its name, its folders or the rows above its header.
func (e *settings) findSender(p *Proposal, s *sample) {
	if e.own == nil {
		return
	}
	i := slices.IndexFunc(p.Columns, func(c Column) bool { return c.use == asColumn && c.To == contract.ColumnOrganisation })
	if i >= 0 && !e.places(p, s, &p.Columns[i]) {
		e.sendersIn(p, &p.Columns[i])
		return
	}
	o, from, ok := e.senderOf(s)
	if _, has := p.Table.Key(contract.ColumnOrganisation); ok && has {
		p.Senders = []Sender{{o.ID, o.Name, from}}
		p.sender = o.ID
		p.Missing = slices.DeleteFunc(p.Missing, func(c contract.Column) bool { return c.ID == contract.ColumnOrganisation })
	}
}

// places reports a column that would name who reports, but holds places, in a
// file that says by its name who sent it: the offices of a company.
func (e *settings) places(p *Proposal, s *sample, c *Column) bool {
	if c.kind != AreaCode && c.kind != AreaName {
		return false
	}
	o, _, ok := e.senderOf(s)
	if !ok || c.share("own "+o.ID, func(v string) bool { named, _ := e.organisation(v); return named.ID == o.ID }) > 0 {
		return false
	}
	_, hasAreas := p.Table.Key(dim.Area.String())
	if c.To, c.use = "", unused; hasAreas && !slices.ContainsFunc(p.Columns, func(d Column) bool { return d.To == dim.Area.String() }) {
		c.To, c.use = dim.Area.String(), asColumn
	}
	c.Confidence = min(c.Confidence, Likely)
	c.question = diag.Text{JA: "提出者ではなく、地域の名前のようです", EN: "they seem to be places, not who sent the file"}
	return true
}

// sendersIn lists whom a column names, in its order.
func (e *settings) sendersIn(p *Proposal, c *Column) {
	from := diag.Text{JA: "列「" + c.Header + "」", EN: "column " + quoted(c.Header)}
	for _, v := range c.values {
		o, ok := e.organisation(v)
		if ok && !slices.ContainsFunc(p.Senders, func(s Sender) bool { return s.ID == o.ID }) {
			p.Senders = append(p.Senders, Sender{o.ID, o.Name, from})
		}
	}
}

// senderOf looks at the name of the file, at its folders from the inmost, and
// at what stands above the header.
func (e *settings) senderOf(s *sample) (registry.Organisation, diag.Text, bool) {
	dir, base := path.Split(e.path)
	if o, ok := e.mentioned(strings.TrimSuffix(base, path.Ext(base))); ok {
		return o, diag.Text{JA: "ファイルの名前", EN: "the name of the file"}, true
	}
	folders := strings.Split(strings.Trim(dir, "/"), "/")
	for _, f := range slices.Backward(folders) {
		if o, ok := e.mentioned(f); ok {
			return o, diag.Text{JA: "フォルダ「" + f + "」", EN: "the folder " + quoted(f)}, true
		}
	}
	for _, title := range s.titles {
		if o, ok := e.mentioned(title); ok {
			return o, diag.Text{JA: "見出しの上の行", EN: "a row above the header"}, true
		}
	}
	return registry.Organisation{}, diag.Text{}, false
}

// tellSenders names whom the file comes from, three at most.
func (p *Proposal) tellSenders(lang diag.Lang) (text, from string, more int) {
	var all []string
	for _, s := range p.Senders[:min(samples, len(p.Senders))] {
		all = append(all, shownLong(s.Name)+" ("+s.ID+")")
	}
	return strings.Join(all, diag.Text{JA: "、", EN: ", "}.In(lang)), shownLong(p.Senders[0].From.In(lang)), len(p.Senders) - len(all)
}
