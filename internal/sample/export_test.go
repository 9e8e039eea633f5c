package sample

import (
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/width"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
)

// A sheet is one file of the example under the IDs of its columns.
type sheet struct {
	path, table string
	heads       []string
	rows        [][]string
}

// tableOf tells the table of a file by its name.
func tableOf(name string) string {
	name = strings.TrimSuffix(name, ".csv")
	for prefix, table := range map[string]string{"people": "people", "tally-": "survey_tally", "survey-": "survey", "frame-": "survey_frame"} {
		if strings.HasPrefix(name, prefix) {
			return table
		}
	}
	return name
}

// sheets are the files that need no source.yaml.
func sheets(t *testing.T) []sheet {
	t.Helper()
	files := collect(t, Example)
	var all []sheet
	for _, p := range slices.Sorted(maps.Keys(files)) {
		yaml, mapped := files[path.Dir(p)+"/source.yaml"]
		if strings.Count(p, "/") < 2 || path.Ext(p) != ".csv" || mapped && strings.Contains(string(yaml), "table:") {
			continue
		}
		rows := table(t, p, files[p])
		s := sheet{path: p, table: tableOf(path.Base(p)), rows: rows[1:]}
		s.heads = ids(t, p, s.table, rows[0], nil)
		all = append(all, s)
	}
	return all
}

// cell is the field of a row under one of our columns; empty where the file has
// no such column.
func (s sheet) cell(row []string, id string) string {
	if i := slices.Index(s.heads, id); i >= 0 {
		return row[i]
	}
	return ""
}

func (s sheet) number(t *testing.T, row []string, id string) (n int64, told bool) {
	t.Helper()
	text := strings.ReplaceAll(width.Narrow.String(s.cell(row, id)), ",", "")
	if text == "" {
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if yes, ok := contract.YesNo(text); ok {
		if yes {
			return 1, true
		}
		return 0, true
	}
	if err != nil || n < 0 {
		t.Fatalf("%s: %s is %q", s.path, id, text)
	}
	return n, true
}

// Every table of the contract is there, with all measures of each.
func TestEveryTableOccurs(t *testing.T) {
	seen := map[string]map[string]bool{}
	for _, s := range sheets(t) {
		if seen[s.table] == nil {
			seen[s.table] = map[string]bool{}
		}
		for _, h := range s.heads {
			seen[s.table][h] = true
		}
		if len(s.rows) == 0 {
			t.Errorf("%s has no rows", s.path)
		}
	}
	for _, tab := range contract.New(nil).Tables {
		if seen[tab.ID] == nil {
			t.Errorf("no file of table %s", tab.ID)
		}
		for _, m := range tab.Measures {
			if m.Product == nil && !seen[tab.ID][m.ID] {
				t.Errorf("no file of table %s has %s", tab.ID, m.ID)
			}
		}
	}
}

// All words are of the contract, and each item and practice of a KPI has answers
// from somebody.
func TestEveryWordOccurs(t *testing.T) {
	c := contract.New(nil)
	seen := map[string]bool{}
	for _, s := range sheets(t) {
		tab, _ := c.Table(s.table)
		for _, row := range s.rows {
			for i, id := range s.heads {
				key, ok := tab.Key(id)
				if !ok || len(key.Words) == 0 || row[i] == "" {
					continue
				}
				w, ok := key.Word(row[i])
				if !ok {
					t.Fatalf("%s: %s cannot be %q", s.path, id, row[i])
				}
				seen[s.table+" "+w.Code] = true
			}
		}
	}
	for _, id := range []string{"jobs contract", "hiring channel", "results level", "practice item", "contribution domain"} {
		table, column, _ := strings.Cut(id, " ")
		tab, _ := c.Table(table)
		key, _ := tab.Key(column)
		for _, w := range key.Words {
			if !seen[table+" "+w.Code] {
				t.Errorf("nothing of %s %s", id, w.Code)
			}
		}
	}
}

// Parts never exceed their wholes, in any table.
func TestPartsOfAllTables(t *testing.T) {
	c := contract.New(nil)
	for _, s := range sheets(t) {
		tab, _ := c.Table(s.table)
		for _, row := range s.rows {
			if practice := s.cell(row, "item"); s.table == contract.TablePractice {
				key, _ := tab.Key("item")
				w, _ := key.Word(practice)
				value, _ := s.number(t, row, "value")
				whole, counted := s.number(t, row, "of")
				name, part := contract.PracticeOf(w.Code)
				if counted != (name.JA != "") || part && value > whole {
					t.Errorf("%s: row %v", s.path, row)
				}
			}
			for _, m := range tab.Measures {
				for _, of := range m.PartOf {
					part, both := s.number(t, row, m.ID)
					if whole, ok := s.number(t, row, of); ok && both && part > whole {
						t.Errorf("%s: %d %s of %d %s", s.path, part, m.ID, whole, of)
					}
				}
			}
		}
	}
}

// What a frame says has answered is what the answers come to.
func TestFramesCountTheAnswers(t *testing.T) {
	answers, frames := map[string]int64{}, map[string]int64{}
	for _, s := range sheets(t) {
		for _, row := range s.rows {
			wave := strings.Join([]string{s.cell(row, "organisation"), s.cell(row, "period"), s.cell(row, "population")}, " ")
			switch s.table {
			case contract.FamilySurvey:
				answers[wave]++
			case "survey_tally":
				if s.cell(row, "item") == areaENPS || s.cell(row, "item") == exitENPS {
					n, _ := s.number(t, row, "respondents")
					answers[wave] += n
				}
			case contract.TableFrame:
				frames[wave], _ = s.number(t, row, "responded")
			}
		}
	}
	for _, s := range stamps(t) {
		answers[s]++
	}
	if !maps.Equal(answers, frames) {
		t.Errorf("the frames say %v\nthe answers are %v", frames, answers)
	}
}

// stamps gives the wave of each answer to the online form.
func stamps(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, rows := range surveyFiles(t, "answers-") {
		for _, r := range rows[1:] {
			at, err := time.Parse("2006/01/02 15:04:05", r[0])
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, "aoba-systems "+fiscalID(dim.QuarterOf(at.Year(), int(at.Month())))+" employee")
		}
	}
	return all
}

// A school tells once a quarter whether it has an agreement; its credits only
// grow during a year, and it has as many students as in people.
func TestCredits(t *testing.T) {
	students := map[string]int64{}
	for _, row := range personRows(t) {
		students[row.key["organisation"]+" "+row.key["period"]] += row.n["persons"]
	}
	for _, s := range sheets(t) {
		if s.table != "credits" {
			continue
		}
		told, last := map[string]int{}, map[string]int64{}
		for i, row := range s.rows {
			quarter := s.cell(row, "organisation") + " " + s.cell(row, "period")
			if _, ok := s.number(t, row, "agreement"); ok {
				told[quarter]++
			}
			n, _ := s.number(t, row, "students")
			students[quarter] -= n
			sex := s.cell(row, "sex")
			now, _ := s.number(t, row, "credits_awarded")
			if i/2%4 != 0 && now <= last[sex] { // two rows a quarter, and the first quarter begins a year
				t.Errorf("%s: %d credits after %d", s.path, now, last[sex])
			}
			last[sex] = now
		}
		for quarter, n := range told {
			if n != 1 || students[quarter] != 0 {
				t.Errorf("%s: %d rows tell of an agreement; %d students of people are missing", quarter, n, students[quarter])
			}
		}
		if len(told) != 10 {
			t.Errorf("%s has %d quarters", s.path, len(told))
		}
	}
}

// The region sees 3 to 8 new businesses a quarter, all with IDs of their own,
// and knows what became of them after a year.
func TestStartups(t *testing.T) {
	perQuarter, seen := map[dim.Quarter]int{}, map[string]bool{}
	for _, s := range sheets(t) {
		if s.table != "startups" {
			continue
		}
		for _, row := range s.rows {
			day, err := time.Parse("2006年1月2日", s.cell(row, "founded_on"))
			if err != nil {
				day, err = time.Parse(time.DateOnly, s.cell(row, "founded_on"))
			}
			q := dim.QuarterOf(day.Year(), int(day.Month()))
			perQuarter[q]++
			if _, told := s.number(t, row, "active_12m"); err != nil || told != (q+4 <= lastQuarter) || seen[s.cell(row, "entity")] {
				t.Errorf("%s: row %v", s.path, row)
			}
			seen[s.cell(row, "entity")] = true
		}
	}
	for q := firstQuarter; q <= lastQuarter; q++ {
		if n := perQuarter[q]; n < 3 || n > 9 {
			t.Errorf("%d new businesses in %s", n, q.ID(dim.Fiscal))
		}
	}
}

// The register says of each organisation which tables it sends.
func TestReports(t *testing.T) {
	sent := map[string]map[string]bool{}
	for p := range collect(t, Example) {
		name := path.Base(p)
		if strings.Count(p, "/") < 2 || path.Ext(p) != ".csv" {
			continue
		}
		id, table := strings.Split(p, "/")[1], tableOf(name)
		if strings.HasPrefix(name, "answers-") {
			table = "survey"
		}
		if sent[id] == nil {
			sent[id] = map[string]bool{}
		}
		tab, _ := contract.New(nil).Table(table)
		if !tab.Public { // belongs to nobody
			sent[id][table] = true
		}
	}
	for _, row := range table(t, "organisations", collect(t, Example)["data/organisations.csv"])[1:] {
		want := slices.Sorted(maps.Keys(sent[row[0]]))
		if got := strings.Fields(row[len(row)-1]); !slices.Equal(slices.Sorted(slices.Values(got)), want) {
			t.Errorf("%s reports %v, but sends %v", row[0], got, want)
		}
	}
}
