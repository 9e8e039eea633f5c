package source

import (
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/rows"
)

// names gives columnNames of a table, which many files and records are held
// against.
func (e *Env) names(t *contract.Table) map[string]string {
	e.once.Do(func() {
		e.headers = map[string]map[string]string{}
		for i := range e.Contract.Tables {
			e.headers[e.Contract.Tables[i].ID] = columnNames(&e.Contract.Tables[i], e.Contract.Items)
		}
	})
	return e.headers[t.ID]
}

// columnNames gives every accepted writing of the table's headers. A site's
// own item never takes a name away from a key column.
func columnNames(t *contract.Table, items []contract.Item) map[string]string {
	names := map[string]string{}
	for _, c := range t.Columns(items) {
		for _, h := range append([]string{c.ID, c.Name.JA, c.Name.EN}, c.Aliases...) {
			if _, taken := names[headerFold(h)]; !taken && h != "" {
				names[headerFold(h)] = c.ID
			}
		}
	}
	return names
}

func headerFold(h string) string { return strings.ToLower(rows.Fold(h)) }

// ids gives the contract's column of each header, "" for one that is unknown.
// What source.yaml says of a header goes before its name.
func ids(header []string, t *contract.Table, env *Env, m *Mapping) []string {
	names := env.names(t)
	out := make([]string, len(header))
	for i, h := range header {
		if id, ok := m.Columns[h]; ok {
			out[i] = id
		} else if !slices.Contains(m.Ignore, h) && !m.uses(h) {
			if out[i] = names[headerFold(h)]; out[i] == "" {
				base, _ := unitInHeader(h)
				out[i] = names[headerFold(base)]
			}
		}
	}
	return out
}

// lacking lists the required columns of a table that neither the header nor
// the mapping gives.
func lacking(t *contract.Table, env *Env, header []string, m *Mapping) []contract.Column {
	have := ids(header, t, env, m)
	var missing []contract.Column
	for _, c := range t.Columns(env.Contract.Items) {
		if c.Required && !slices.Contains(have, c.ID) && m.gives(c.ID) == 0 {
			missing = append(missing, c)
		}
	}
	if t.Items && !slices.ContainsFunc(env.Contract.Items, func(it contract.Item) bool { return slices.Contains(have, it.ID) }) {
		missing = append(missing, contract.Column{ID: env.Contract.Items[0].ID, Name: env.Contract.Items[0].Name})
	}
	return missing
}

// gives counts how often the mapping supplies a column without a header.
func (m *Mapping) gives(column string) int {
	n := 0
	if _, fixed := m.Fixed[column]; fixed {
		n++
	}
	if column == contract.ColumnPeriod && m.Period != nil {
		n++
	}
	for _, p := range m.bounded() {
		if column == p.axis.String() {
			n++
		}
	}
	if m.Unpivot.tells(column) {
		n++
	}
	return n
}

// recognise finds the table of a file by its header.
func recognise(pos diag.Pos, header []string, env *Env, m *Mapping) (*contract.Table, diag.List) {
	if m.Table != "" {
		return declaredTable(pos, header, env, m)
	}
	var fits []*contract.Table
	var near *contract.Table
	var gap []contract.Column
	for i := range env.Contract.Tables {
		t := &env.Contract.Tables[i]
		missing := lacking(t, env, header, m)
		if len(missing) == 0 {
			fits = append(fits, t)
		}
		if near == nil || closeness(t, missing) > closeness(near, gap) {
			near, gap = t, missing
		}
	}
	if len(fits) == 0 {
		ja, en := columnList(gap)
		notJA, notEN := strangers(near, env, header, m)
		rule := &ruleNoTable
		if 2*closeness(near, gap) <= 1 {
			rule = &ruleNothingLike
		}
		return nil, diag.List{rule.At(pos, diag.Public(near.Name.JA), diag.Public(near.ID), diag.Public(ja), diag.Public(en), notJA, notEN)}
	}
	for _, t := range fits {
		if covers(t, fits, header, env, m) {
			return t, nil
		}
	}
	return nil, diag.List{ruleTwoTables.At(pos, diag.Public(fits[0].ID), diag.Public(fits[1].ID))}
}

// covers reports whether a table understands every header that one of the
// others does, and is the only one: a file of results has the columns of
// people, too, but not the other way round.
func covers(t *contract.Table, others []*contract.Table, header []string, env *Env, m *Mapping) bool {
	mine := ids(header, t, env, m)
	for _, o := range others {
		more := o == t
		for i, id := range ids(header, o, env, m) {
			if id != "" && mine[i] == "" {
				return false
			}
			more = more || id == "" && mine[i] != ""
		}
		if !more {
			return false
		}
	}
	return true
}

// strangers tells the headers that are no column of the table: one of them is
// often the missing one under another name.
func strangers(t *contract.Table, env *Env, header []string, m *Mapping) (ja, en string) {
	var unknown []string
	for i, id := range ids(header, t, env, m) {
		if id == "" && header[i] != "" && !slices.Contains(m.Ignore, header[i]) && !m.uses(header[i]) {
			unknown = append(unknown, header[i])
		}
	}
	if len(unknown) == 0 {
		return "", ""
	}
	list := strings.Join(unknown, ", ")
	return "(読めなかった見出し: " + list + ")", " (headers not understood: " + list + ")"
}

// closeness is the share of a table's required columns that a file has.
func closeness(t *contract.Table, missing []contract.Column) float64 {
	need := 0
	for _, c := range t.Columns(nil) {
		if c.Required {
			need++
		}
	}
	if t.Items {
		need++
	}
	return 1 - float64(len(missing))/float64(need)
}

func declaredTable(pos diag.Pos, header []string, env *Env, m *Mapping) (*contract.Table, diag.List) {
	t, ok := env.Contract.Table(m.Table)
	if !ok || t.Register {
		var tables []string
		for _, t := range env.Contract.Tables {
			tables = append(tables, t.ID)
		}
		return nil, diag.List{ruleMappingValue.At(m.valuePos("table", pos), diag.Public("table"), m.Table, diag.Public(strings.Join(tables, ", ")))}
	}
	if missing := lacking(t, env, header, m); len(missing) > 0 {
		ja, en := columnList(missing)
		notJA, notEN := strangers(t, env, header, m)
		return nil, diag.List{ruleNoColumn.At(pos, diag.Public(t.ID), diag.Public(ja), diag.Public(en), notJA, notEN)}
	}
	return t, nil
}

func columnList(columns []contract.Column) (ja, en string) {
	var j, e []string
	for _, c := range columns {
		j = append(j, "「"+c.Name.JA+"」("+c.ID+")")
		e = append(e, c.ID)
	}
	return strings.Join(j, ""), strings.Join(e, ", ")
}

// headerOf tells how much a record looks like the header of some table: the
// share of the required columns of the table that it fits best.
func headerOf(env *Env, m *Mapping) func([]string) float64 {
	names := map[string]bool{}
	for i := range env.Contract.Tables {
		for h := range env.names(&env.Contract.Tables[i]) {
			names[h] = true
		}
	}
	return func(fields []string) float64 {
		best := 0.0
		cleaned := make([]string, len(fields))
		any := false
		for i, f := range fields {
			cleaned[i] = rows.Clean(f)
			_, mapped := m.Columns[cleaned[i]]
			any = any || mapped || m.uses(cleaned[i]) || names[headerFold(f)]
		}
		if !any {
			return 0
		}
		for i := range env.Contract.Tables {
			t := &env.Contract.Tables[i]
			best = max(best, closeness(t, lacking(t, env, cleaned, m)))
		}
		return best
	}
}
