package audit

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/dim"
)

// A site is a published tree in the making.
type site struct {
	definitions  definitions
	codes        [][3]string // axis, code, parent
	cells        [][]string
	observations [][]string
	pages        map[string]string
}

// secret stands for the value of a withheld cell.
const secret = -1

func newSite(k int64) *site {
	return &site{
		definitions: definitions{
			Format: 1, Basis: "fiscal",
			Quarters: []quarter{{Quarter: "2026fq1", Rules: rules{K: k, KSensitive: 30, AnswerMargin: 3, Zeros: "public"}}},
			Measures: []measure{
				{Table: "people", ID: "persons", JA: "人数", EN: "Persons", Class: classPersons},
				{Table: "people", ID: "dual_any", JA: "複線者", EN: "Any second activity", Class: classPersons, PartOf: []string{"persons"}},
				{Table: "survey", ID: "respondents", JA: "回答者数", EN: "Respondents", Class: classRespondents},
				{Table: "survey", ID: "points", Class: classMoments},
			},
			Items: []item{{ID: "enps"}, {ID: "sleep", Sensitive: true}, {ID: "motive", Several: true}},
			KPIs: []kpi{
				{ID: "a1", Form: formRate, Numerator: []string{"people.dual_any"}, Denominator: []string{"people.persons"}},
				{ID: "w1", Form: formScore, Population: "employee", Item: "enps"},
				{ID: "w2", Form: formMean, Population: "employee", Item: "enps"},
				{ID: "w3", Form: formDistribution, Population: "employee", Item: "enps"},
			},
		},
		codes: [][3]string{
			{"kind", "company", ""},
			{"sex", "f", ""}, {"sex", "m", ""}, {"sex", "x", ""},
			{"age", "20s", ""}, {"age", "30s", ""}, {"age", "40s", ""},
			{"area", "14", ""}, {"area", "14101", "14"}, {"area", "14102", "14"}, {"area", "14-unknown", "14"},
			{"area", "13", ""}, {"area", "13101", "13"}, {"area", "13102", "13"},
			{"organisation", "aoba", ""}, {"organisation", "bizen", ""}, {"organisation", "chita", ""},
			{"category", "employee", ""},
			{"category", "employee.enps", "employee"}, {"category", "employee.enps.no", "employee.enps"}, {"category", "employee.enps.yes", "employee.enps"},
			{"category", "employee.enps.promoters", "employee.enps"}, {"category", "employee.enps.detractors", "employee.enps"},
			{"category", "employee.motive", "employee"}, {"category", "employee.motive.a", "employee.motive"}, {"category", "employee.motive.b", "employee.motive"},
		},
	}
}

// add writes a cell of companies; value may be secret. The codes are such as
// "sex=f".
func (s *site) add(measure string, value int64, codes ...string) *site {
	table := "people"
	if measure == "respondents" || measure == "points" {
		table = "survey"
	}
	row := map[string]string{"table": table, "measure": measure, "kind": "company", "period": "2026fq1", "window": "1"}
	for _, c := range codes {
		axis, code, _ := strings.Cut(c, "=")
		row[axis] = code
	}
	row["status"] = withheld
	if value != secret {
		row["value"], row["status"] = strconv.FormatInt(value, 10), published
	}
	fields := make([]string, len(cellColumns))
	for i, c := range cellColumns {
		fields[i] = row[c]
	}
	s.cells = append(s.cells, fields)
	return s
}

func (s *site) fs(t testing.TB) fstest.MapFS {
	t.Helper()
	definitions, err := json.Marshal(s.definitions)
	if err != nil {
		t.Fatal(err)
	}
	var codes [][]string
	for _, c := range s.codes {
		codes = append(codes, []string{c[0], c[1], c[2], "", strings.ToUpper(c[1]), ""})
	}
	tree := fstest.MapFS{
		kpisPath:         {Data: definitions},
		codesPath:        {Data: csvText(codeColumns, codes)},
		cellsPath:        {Data: csvText(cellColumns, s.cells)},
		observationsPath: {Data: csvText(observationColumns, s.observations)},
	}
	for path, text := range s.pages {
		tree[path] = &fstest.MapFile{Data: []byte(text)}
	}
	return tree
}

func csvText(header []string, rows [][]string) []byte {
	var b strings.Builder
	for _, r := range append([][]string{header}, rows...) {
		b.WriteString(strings.Join(r, ",") + "\n")
	}
	return []byte(b.String())
}

func (s *site) run(t testing.TB) *Report {
	t.Helper()
	r, err := Run(s.fs(t))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// name writes a cell as the tests do: persons sex=f age=20s.
func name(c Cell) string {
	n := c.Measure
	for a, id := range c.Codes {
		if axis := dim.Axis(a); id != "" && axis != dim.Kind {
			n += " " + axis.String() + "=" + id
		}
	}
	return n
}

// leaks lists all that is wrong in short.
func leaks(r *Report) []string {
	var all []string
	for _, l := range [][]Leak{r.Determined, r.Bounded, r.Complements, r.Small, r.Answers} {
		for _, x := range l {
			all = append(all, fmt.Sprintf("%s = %d", name(x.Cell), x.Value))
		}
	}
	for _, n := range r.Narrow {
		all = append(all, fmt.Sprintf("%s %d to %d", name(n.Cell), n.Min, n.Max))
	}
	for _, x := range r.Inconsistent {
		all = append(all, name(x.Cell)+" does not add up")
	}
	for _, f := range r.other {
		all = append(all, f.Error())
	}
	return all
}

// cross adds a two-way table with its margins; hidden cells are withheld.
func (s *site) cross(a, b string, rows, cols []string, values [][]int64, hidden ...string) *site {
	hide := map[string]bool{}
	for _, h := range hidden {
		hide[h] = true
	}
	put := func(v int64, codes ...string) {
		if hide[strings.Join(codes, " ")] {
			v = secret
		}
		s.add("persons", v, codes...)
	}
	total := int64(0)
	colSums := make([]int64, len(cols))
	for i, r := range rows {
		sum := int64(0)
		for j, c := range cols {
			put(values[i][j], a+"="+r, b+"="+c)
			sum += values[i][j]
			colSums[j] += values[i][j]
		}
		put(sum, a+"="+r)
		total += sum
	}
	for j, c := range cols {
		put(colSums[j], b+"="+c)
	}
	put(total)
	return s
}
