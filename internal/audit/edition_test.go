package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/dim"
)

// An edition is a release in the making: cells as of a site, who reported, and
// how organisations are shown.
type edition struct {
	*site
	receipts    []receipt
	disclosures map[string]string
}

// companies reports people of companies; an organisation is such as "aoba" for
// a first report, "aoba 2" for a second, "aoba 0" for none. One that is not
// listed is "".
func (e *edition) companies(organisations ...string) *edition {
	for _, o := range organisations {
		r := receipt{Organisation: o, Kind: "company", Table: "people", Reported: true, Revision: 1}
		if id, n, ok := strings.Cut(o, " "); ok {
			r.Organisation = id
			fmt.Sscan(n, &r.Revision)
			r.Reported = r.Revision > 0
		}
		if r.Organisation == "" {
			r.Revision = 0
		}
		e.receipts = append(e.receipts, r)
	}
	return e
}

// hide adds the withheld numbers of organisations.
func (e *edition) hide(organisations ...string) {
	for _, o := range organisations {
		e.add("persons", secret, "organisation="+o)
	}
}

// history is the releases of the first quarter of 2026, the last of which, or a
// draft, is what the open data hold.
type history struct {
	t        testing.TB
	editions []*edition
	draft    bool
}

func (h *history) edition() *edition {
	s := newSite(10)
	for _, o := range []string{"dan", "esaki", "fuji", "gifu", "hiei", "ise", "kobe", "mie"} {
		s.codes = append(s.codes, [3]string{"organisation", o, ""})
	}
	s.codes = append(s.codes, [3]string{"organisation", unlisted, ""})
	e := &edition{site: s, disclosures: map[string]string{}}
	h.editions = append(h.editions, e)
	return e
}

// file writes a release file as its package does: one cell a line, and with its
// own hash.
func (e *edition) file(t testing.TB, id, previous string) (text, hash string) {
	t.Helper()
	type organisation struct {
		ID         string `json:"id"`
		Disclosure string `json:"disclosure"`
	}
	var reg struct {
		Organisations []organisation `json:"organisations"`
	}
	for _, c := range e.codes {
		if c[0] == "organisation" && c[1] != unlisted {
			how := e.disclosures[c[1]]
			if how == "" {
				how = "aggregate"
			}
			reg.Organisations = append(reg.Organisations, organisation{c[1], how})
		}
	}
	var b strings.Builder
	marshal := func(v any) string {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	fmt.Fprintf(&b, "{\n \"format\": 1,\n \"id\": %q,\n \"quarter\": \"2026fq1\",\n \"previous\": %q,\n \"rules\": %s,\n \"registry\": %s,\n", id, previous, marshal(e.definitions.Quarters[0].Rules), marshal(reg))
	fmt.Fprintf(&b, " \"catalogue\": %s,\n \"items\": [],\n \"lists\": {},\n \"receipts\": %s,\n \"cells\": [", marshal(e.definitions.KPIs), marshal(e.receipts))
	for i, row := range e.cells {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n  " + releaseRow(t, row))
	}
	b.WriteString("\n ],\n \"sha256\": \"")
	sum := sha256.Sum256([]byte(b.String() + "\"\n}\n"))
	hash = hex.EncodeToString(sum[:])
	return b.String() + hash + "\"\n}\n", hash
}

func releaseRow(t testing.TB, row []string) string {
	t.Helper()
	field := map[string]string{}
	for i, c := range cellColumns {
		field[c] = row[i]
	}
	var codes []string
	for a := range dim.Axis(dim.NumAxes) {
		if id := field[a.String()]; id != "" {
			codes = append(codes, a.String()+"="+id)
		}
	}
	value := ""
	if field["value"] != "" && field["value"] != "0" {
		value = `,"v":` + field["value"]
	}
	return fmt.Sprintf(`{"t":%q,"m":%q,"c":%q,"s":%q%s}`, field["table"], field["measure"], strings.Join(codes, "/"), field["status"], value)
}

// fs is the published tree.
func (h *history) fs() fstest.MapFS {
	last := h.editions[len(h.editions)-1]
	files, previous := map[string]string{}, ""
	last.definitions.Quarters = slices.Clone(last.definitions.Quarters)
	for i, e := range h.editions {
		if e == last && h.draft {
			continue
		}
		id := fmt.Sprintf("2026fq1-r%d", i+1)
		files[releasePath(id)], previous = e.file(h.t, id, previous)
		last.definitions.Quarters[0].Release = id
	}
	if h.draft {
		last.definitions.Quarters[0].Release = ""
	}
	tree := last.fs(h.t)
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	tree[receiptsPath] = &fstest.MapFile{Data: last.receiptRows()}
	return tree
}

func (e *edition) receiptRows() []byte {
	var rows [][]string
	for _, r := range e.receipts {
		reported, revision := "no", ""
		if r.Reported {
			reported = "yes"
		}
		if r.Revision > 0 {
			revision = fmt.Sprint(r.Revision)
		}
		rows = append(rows, []string{"2026fq1", r.Kind, r.Organisation, r.Table, reported, revision})
	}
	return csvText(receiptColumns, rows)
}

func (h *history) run() *Report {
	h.t.Helper()
	r, err := Run(h.fs())
	if err != nil {
		h.t.Fatal(err)
	}
	return r
}
