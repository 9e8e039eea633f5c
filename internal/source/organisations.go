package source

import (
	"io/fs"
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/rows"
)

// Organisations lists how a file writes the organisations that it is about, in
// the order of their first rows. It complains of nothing: a file that cannot
// be read as a table has none.
func Organisations(fsys fs.FS, f File, m *Mapping, con *contract.Contract) ([]string, error) {
	env := &Env{Contract: con}
	open := m.openOptions(f, env)
	r, _, err := rows.Open(fsys, f.Path, open)
	if err != nil || r == nil {
		return nil, err
	}
	defer r.Close()
	var all []string
	if fixed, ok := m.Fixed[contract.ColumnOrganisation]; ok {
		all = append(all, fixed)
	}
	t, _ := recognise(f.Pos(), r.Header(), env, m)
	if t == nil {
		return all, nil
	}
	column := slices.Index(ids(r.Header(), t, env, m), contract.ColumnOrganisation)
	if column < 0 {
		return all, nil
	}
	seen := newLabels[bool](m.Values[contract.ColumnOrganisation])
	for {
		fields, ok := r.Next()
		if !ok {
			return all, r.Err()
		}
		field := fields[column]
		if _, known := seen.get(field); known {
			continue
		}
		seen.keep(field, true)
		if name := strings.Clone(rows.Clean(seen.words.of(field))); name != "" && !isTotalWord(name) && !isPartWord(name) {
			all = append(all, name)
		}
	}
}
