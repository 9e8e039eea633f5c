package site

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fukusen/themes"
)

// Small fictional sites, each of other organisations, tables, rules and groups,
// are built from other withheld numbers and come out the same to the last byte.
func TestDrawnSitesDoNotDependOnWithheld(t *testing.T) {
	var all Depth
	for _, seed := range []uint64{0, 1, 2, 3, 4, 5, 23, 41} {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			dir := drawSite(t, seed)
			if seed%2 == 1 {
				releaseFirst(t, dir)
			}
			d, r, err := Deep(context.Background(), Options{Dir: dir, Theme: themes.Default})
			if err != nil || r.Findings.Errors() > 0 || len(r.Disclosure) > 0 {
				t.Fatal(err, r.Findings, r.Disclosure)
			}
			for _, name := range d.Differs {
				t.Errorf("%s depends on what is withheld", name)
			}
			if d.Moved == 0 {
				t.Error("no withheld number was another: this tests nothing")
			}
			t.Logf("%d cells, %d withheld, %d of them others, %d files compared", r.Cells, r.Withheld, d.Moved, d.Files)
			all.Moved, all.Files = all.Moved+d.Moved, all.Files+d.Files
		})
	}
	if all.Moved < 2000 || all.Files < 1000 {
		t.Errorf("%d withheld numbers were others in %d files: this tests little", all.Moved, all.Files)
	}
}

// releaseFirst releases the first quarter of a site.
func releaseFirst(t *testing.T, dir string) { releaseOf(t, dir, quarters[0]) }

func releaseOf(t *testing.T, dir, quarter string) {
	q, _ := ParseQuarter(quarter)
	done, r, err := Release(context.Background(), Options{Dir: dir, Theme: themes.Default}, Releasing{Quarter: q})
	if err != nil || done.File == "" {
		t.Fatal(err, r.Findings, r.Disclosure)
	}
}

var (
	quarters = []string{"2026FQ1", "2026FQ2"}
	areas    = []string{"99201", "99202", "99301"}
)

// A fiction is a site that is being drawn: its registers and the rows of its
// tables, by file.
type fiction struct {
	*rand.Rand
	ages  []string
	files map[string][][]string
}

// A member is an organisation of a fiction.
type member struct{ id, kind, area string }

// drawSite writes a site drawn from a seed. Every seed has another k, other age
// bands and other published views, so that little is drawn but much differs.
func drawSite(t *testing.T, seed uint64) (dir string) {
	f := &fiction{rand.New(rand.NewPCG(seed, 5)), [][]string{{"15-29", "30-"}, {"15-39", "40-59", "60-"}}[seed%2], map[string][][]string{}}
	f.put("areas", "code,name,parent", "99,架空県,", "99201,あ市,99", "99202,い市,99", "99301,う町,99")
	f.population()
	for _, m := range f.members() {
		for i, quarter := range quarters {
			if i == 0 || f.IntN(6) > 0 { // else the second report is late
				f.report(m, quarter)
			}
		}
	}
	return f.write(t, seed)
}

func (f *fiction) write(t *testing.T, seed uint64) (dir string) {
	dir = t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "data"), 0o755); err != nil {
		t.Fatal(err)
	}
	views := []string{"[total, area, organisation, sex, age, sex*age]", "[total, area, organisation, sex, area*sex, organisation*sex]", "[total, age, area, sex, area*age, organisation]"}
	config := fmt.Sprintf("format: 1\nfictional: true\nages: [%s]\naccess: {sex: m, age: %s}\ndisclosure: {k: %d, k_sensitive: 12}\nviews: %s\n",
		strings.Join(f.ages, ", "), f.ages[0], []int{3, 5, 10}[seed%3], views[seed/2%3])
	files := map[string][]byte{"fukusen.yaml": []byte(config)}
	for _, name := range slices.Sorted(maps.Keys(f.files)) {
		var b bytes.Buffer
		if err := csv.NewWriter(&b).WriteAll(f.files[name]); err != nil {
			t.Fatal(err)
		}
		files["data/"+name+".csv"] = b.Bytes()
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// put adds rows to a file under its header; a row is written with commas.
func (f *fiction) put(file, header string, rows ...string) {
	if f.files[file] == nil {
		f.files[file] = [][]string{strings.Split(header, ",")}
	}
	for _, r := range rows {
		f.files[file] = append(f.files[file], strings.Split(r, ","))
	}
}

// population draws a register, which everybody knows.
func (f *fiction) population() {
	for _, quarter := range quarters {
		for _, area := range areas {
			for _, sex := range []string{"f", "m"} {
				for _, age := range f.ages {
					f.put("population", "period,area,sex,age,residents", fmt.Sprintf("%s,%s,%s,%s,%d", quarter, area, sex, age, 500+f.IntN(4000)))
				}
			}
		}
	}
}

// members draws organisations of all kinds, named or not, listed or not.
func (f *fiction) members() []member {
	reports := map[string]string{
		"company": "people openings hiring survey survey_frame", "school": "people credits", "club": "people practice contribution", "municipality": "survey_tally practice",
	}
	var out []member
	for _, kind := range []string{"company", "school", "club", "municipality"} {
		n := 2 + f.IntN(3)
		if kind == "company" {
			n += 3
		}
		for i := range n {
			m := member{fmt.Sprintf("%s-%d", kind, i+1), kind, areas[f.IntN(len(areas))]}
			disclosure, listed, money := "named", "yes", "no"
			switch f.IntN(4) {
			case 0:
				disclosure = "aggregate"
			case 1:
				disclosure, listed = "aggregate", "no"
			case 2:
				money = "yes"
			}
			f.put("organisations", "organisation,kind,name,area,joined,disclosure,listed,money_consent,reports",
				strings.Join([]string{m.id, kind, "架空の" + m.id, m.area, "2026FQ1", disclosure, listed, money, reports[kind]}, ","))
			out = append(out, m)
		}
	}
	return out
}

// report draws what an organisation hands in for a quarter.
func (f *fiction) report(m member, quarter string) {
	where := quarter + "," + m.id + "," + m.area
	if m.kind != "municipality" {
		f.people(where)
	}
	switch m.kind {
	case "company":
		f.openings(where)
		f.hiring(where)
		f.survey(where)
	case "school":
		f.credits(where)
	case "club":
		f.practice(where, "insured")
		f.contribution(where)
	case "municipality":
		f.tally(where)
		f.practice(where, "desk_days")
	}
}

// size is of a group: often small, at times nobody.
func (f *fiction) size() int {
	switch f.IntN(8) {
	case 0:
		return 0
	case 1, 2:
		return 1 + f.IntN(9)
	}
	return 12 + f.IntN(90)
}

// of draws a part of n: nobody, all, or any.
func (f *fiction) of(n int) int {
	switch f.IntN(10) {
	case 0:
		return 0
	case 1:
		return n
	}
	return f.IntN(n + 1)
}

// marked writes a number, or rarely the sign of one that is not known, that its
// source withholds, or that nobody can ask for.
func (f *fiction) marked(n int) string {
	switch f.IntN(90) {
	case 0:
		return "…"
	case 1:
		return "x"
	case 2:
		return "該当なし"
	}
	return strconv.Itoa(n)
}

func (f *fiction) people(where string) {
	for _, sex := range []string{"f", "m"} {
		for _, age := range f.ages {
			persons := f.size()
			informed := f.of(persons)
			applied := f.of(informed)
			f.put("people", "period,organisation,area,sex,age,persons,dual_any,wish,informed,applied,matched",
				fmt.Sprintf("%s,%s,%s,%d,%s,%s,%d,%d,%d", where, sex, age, persons, f.marked(f.of(persons)), f.marked(f.of(persons)), informed, applied, f.of(applied)))
		}
	}
}

func (f *fiction) openings(where string) {
	openings, posted := 1+f.IntN(60), f.IntN(200)
	f.put("openings", "period,organisation,area,openings,openings_dual,slots_posted,slots_filled",
		fmt.Sprintf("%s,%d,%s,%d,%d", where, openings, f.marked(f.of(openings)), posted, f.of(posted)))
}

func (f *fiction) hiring(where string) {
	for _, channel := range []string{"dual", "other"} {
		hires := f.size() / 2
		f.put("hiring", "period,organisation,area,channel,hires,external_cost,internal_cost,retained_90d",
			fmt.Sprintf("%s,%s,%d,%d,%s,%d", where, channel, hires, 30_000*f.IntN(90), f.marked(10_000*f.IntN(200)), f.of(hires)))
	}
}

func (f *fiction) contribution(where string) {
	hours := f.IntN(400)
	f.put("contribution", "period,organisation,area,domain,activity,hours,participants,beneficiaries,events",
		fmt.Sprintf("%s,community,event,%d,%d,%d,%d", where, hours, f.size(), f.size(), f.IntN(9)))
}

func (f *fiction) credits(where string) {
	for _, sex := range []string{"f", "m"} {
		students := f.size()
		f.put("credits", "period,organisation,area,sex,students,students_recognised,credits_awarded,credits_recognised",
			fmt.Sprintf("%s,%s,%d,%d,%d,%d", where, sex, students, f.of(students), 10*students, f.of(students)))
	}
}

func (f *fiction) practice(where, item string) {
	of := 20 + f.IntN(80)
	f.put("practice", "period,organisation,area,item,value,of", fmt.Sprintf("%s,%s,%d,%d", where, item, f.of(of), of))
}

func (f *fiction) survey(where string) {
	n := f.size()
	for range n {
		life := strconv.Itoa(f.IntN(11))
		if f.IntN(12) == 0 {
			life = "" // no answer
		}
		f.put("survey", "period,organisation,area,population,sex,age,enps,life_satisfaction",
			fmt.Sprintf("%s,employee,%s,%s,%d,%s", where, []string{"f", "m"}[f.IntN(2)], f.ages[f.IntN(len(f.ages))], f.IntN(11), life))
	}
	f.put("survey_frame", "period,organisation,area,population,size,sampled,responded",
		fmt.Sprintf("%s,employee,%d,%d,%d", where, 3*n+40, 2*n+20, n))
}

func (f *fiction) tally(where string) {
	for _, sex := range []string{"f", "m"} {
		for _, answer := range []string{"promoters", "passives", "detractors"} {
			f.put("survey_tally", "period,organisation,area,sex,population,item,answer,respondents",
				fmt.Sprintf("%s,%s,resident,area_enps,%s,%d", where, sex, answer, f.IntN(16)))
		}
	}
}
