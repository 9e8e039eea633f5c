package sample

import (
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/width"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
)

// ids finds the columns of the contract by the headers of a file; renamed
// gives those that a source.yaml names.
func ids(t *testing.T, path, tableID string, heads []string, renamed map[string]string) []string {
	t.Helper()
	c := contract.New(nil)
	tab, _ := c.Table(tableID)
	known := map[string]string{}
	for _, col := range tab.Columns(c.Items) {
		for _, h := range append([]string{col.ID, col.Name.JA, col.Name.EN}, col.Aliases...) {
			known[h] = col.ID
		}
	}
	maps.Copy(known, renamed)
	var ids []string
	for _, h := range heads {
		id, ok := known[h]
		if !ok {
			t.Fatalf("%s: header %q is not in table %s", path, h, tableID)
		}
		ids = append(ids, id)
	}
	return ids
}

// renames reads the "theirs: ours" lines of the mapped company's source.yaml.
func renames(t *testing.T, yaml []byte) map[string]string {
	t.Helper()
	m := map[string]string{"勤務地": "area", "担当課": "ignored"}
	in := false
	for line := range strings.Lines(string(yaml)) {
		theirs, ours, _ := strings.Cut(strings.TrimSpace(line), ": ")
		if !strings.HasPrefix(line, " ") {
			in = strings.HasPrefix(line, "columns:")
		} else if in {
			m[theirs] = ours
		}
	}
	return m
}

// A person row as it was read back.
type personRow struct {
	path string
	key  map[string]string
	n    map[string]int64
}

// personRows reads all people files of the example.
func personRows(t *testing.T) []personRow {
	files := collect(t, Example)
	var all []personRow
	for _, path := range slices.Sorted(maps.Keys(files)) {
		if !strings.Contains(path, "/people") {
			continue
		}
		var renamed map[string]string
		if yaml, ok := files[filepath.Dir(path)+"/source.yaml"]; ok {
			renamed = renames(t, yaml)
		}
		rows := table(t, path, files[path])
		heads := ids(t, path, "people", rows[0], renamed)
		for _, r := range rows[1:] {
			all = append(all, readPerson(t, path, heads, r))
		}
	}
	return all
}

func readPerson(t *testing.T, path string, heads, cells []string) personRow {
	t.Helper()
	row := personRow{path: path, key: map[string]string{}, n: map[string]int64{}}
	for i, id := range heads {
		if !slices.Contains(measures[:], id) {
			row.key[id] = cells[i]
			continue
		}
		n, err := strconv.ParseInt(strings.ReplaceAll(width.Narrow.String(cells[i]), ",", ""), 10, 64)
		if err != nil || n < 0 {
			t.Fatalf("%s: %s is %q", path, id, cells[i])
		}
		row.n[id] = n
	}
	return row
}

func TestPartsNeverExceedWholes(t *testing.T) {
	people, _ := contract.New(nil).Table("people")
	for _, row := range personRows(t) {
		for _, m := range people.Measures {
			for _, whole := range m.PartOf {
				part, ok := row.n[m.ID]
				if of, both := row.n[whole]; ok && both && part > of {
					t.Errorf("%s %v: %d %s of %d %s", row.path, row.key, part, m.ID, of, whole)
				}
			}
		}
	}
}

// Every group occurs once in a quarter and revision.
func TestKeysAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, row := range personRows(t) {
		k := filepath.Dir(row.path)
		for _, id := range []string{"period", "area", "sex", "age", "revision"} {
			k += "|" + row.key[id]
		}
		if seen[k] {
			t.Errorf("%s occurs twice", k)
		}
		seen[k] = true
	}
}

// Rates of a kind of organisation stay where the example's story has them.
func TestRates(t *testing.T) {
	sums := map[string]map[string]int64{}
	for _, row := range personRows(t) {
		kind := kindOf(filepath.Base(filepath.Dir(row.path)))
		if sums[kind] == nil {
			sums[kind] = map[string]int64{}
		}
		for m, n := range row.n {
			sums[kind][m] += n
		}
	}
	tests := []struct {
		part, of  string
		low, high int64 // percent
	}{
		{"dual_any", "persons", 6, 15}, {"dual_paid", "dual_any", 50, 65}, {"wish", "persons", 15, 25},
		{"informed", "persons", 40, 70}, {"applied", "informed", 10, 25}, {"matched", "applied", 40, 60}, {"continued_90d", "matched", 70, 85},
	}
	for _, kind := range []string{"company", "school", "club"} {
		for _, tt := range tests {
			part, of := sums[kind][tt.part], sums[kind][tt.of]
			if part != 0 && (100*part < tt.low*of || 100*part > tt.high*of) || part == 0 && kind != "school" {
				t.Errorf("%s: %d %s of %d %s, want %d to %d %%", kind, part, tt.part, of, tt.of, tt.low, tt.high)
			}
		}
	}
}

func kindOf(id string) string {
	for _, s := range submitters() {
		if s.id == id {
			return s.kind
		}
	}
	return ""
}

// Of companies as a whole, no group of sex and age is so small that it would
// have to be withheld, nor is what a part leaves of its whole.
func TestCompanyTotalsArePublishable(t *testing.T) {
	const k = 10
	people, _ := contract.New(nil).Table("people")
	sums := map[string]map[string]int64{}
	for _, s := range companies() {
		for _, q := range s.quarters() {
			s.eachGroup(firstDraw(s, q), q, func(_, sex, _ string, c counts) {
				for _, key := range []string{q.ID(dim.Fiscal) + sex, q.ID(dim.Fiscal)} {
					if sums[key] == nil {
						sums[key] = map[string]int64{}
					}
					for m, n := range c {
						sums[key][measures[m]] += n
					}
				}
			})
		}
	}
	for key, n := range sums {
		for _, m := range people.Measures {
			for _, whole := range m.PartOf {
				if _, sent := n[m.ID]; sent && n[m.ID] != 0 && (n[m.ID] < k || n[whole]-n[m.ID] < k) {
					t.Errorf("%s: %d %s of %d %s", key, n[m.ID], m.ID, n[whole], whole)
				}
			}
		}
	}
}

// firstDraw is the generator of what a submitter sent first.
func firstDraw(s *submitter, q dim.Quarter) *random {
	return newRandom(exampleSeed, "people", s.id, q.ID(dim.Fiscal), "1")
}
