package cube

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
	"fukusen/internal/source"
)

const realDir = "../../../shared/realdata"

// realFile puts a file of realdata beside a source.yaml; it skips where there
// is none.
func realFile(t *testing.T, name, yaml string) fstest.MapFS {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(realDir, name))
	if err != nil {
		t.Skip("../shared/realdata is absent: ", err)
	}
	return fstest.MapFS{"data/x.csv": {Data: data}, "data/source.yaml": {Data: []byte(yaml)}}
}

// readReal reads data/x.csv beside its source.yaml into a cube.
func readReal(t *testing.T, fsys fstest.MapFS) (*Cube, *dim.Lists, diag.List) {
	t.Helper()
	ages := []string{"0-4", "5-9", "10-14", "15-19", "20-24", "25-29", "30-34", "35-39", "40-44", "45-49", "50-54", "55-59", "60-64", "65-69", "70-74", "75-79", "80-84", "85-"}
	con := contract.New(nil)
	reg, _, err := registry.Load(fstest.MapFS{}, ".", registry.Options{Ages: ages})
	if err != nil {
		t.Fatal(err)
	}
	lists, err := reg.Lists(con.Categories())
	if err != nil {
		t.Fatal(err)
	}
	maps, finds, err := source.Mappings(fsys, []string{"data/source.yaml"})
	if err != nil || len(finds) > 0 {
		t.Fatal(finds, err)
	}
	f := NewFile(source.File{Path: "data/x.csv"}, lists, con)
	env := &source.Env{Contract: con, Registry: reg, Lists: lists, Shards: 2}
	finds, err = source.Read(t.Context(), fsys, source.File{Path: "data/x.csv"}, maps.For("data/x.csv"), env, f.Sink)
	if err != nil {
		t.Fatal(err)
	}
	c, more := Merge([]*Part{f.Part()}, con)
	return c, lists, append(finds, more...)
}

// The residents of Takamatsu stand by district in 36 columns of sex and age
// below six lines that are no data, with the totals beside them.
func TestTakamatsu(t *testing.T) {
	var columns strings.Builder
	for i := range 18 {
		age := fmt.Sprintf("%d-%d", 5*i, 5*i+4)
		if i == 17 {
			age = "85歳以上"
		}
		fmt.Fprintf(&columns, "    man%d: {sex: 男, age: %s}\n    woman%d: {sex: 女, age: %s}\n", i+1, age, i+1, age)
	}
	yaml := `format: 1
table: population
header_row: 7
comment: "#"
dates: month_first
columns: {prefCode: area}
period: {column: surveyDate, as: datetime}
ignore: ["#property", regionCode, prefName, cityName, regionName, numberOfHouseholds, note, location]
add_up: true
unpivot:
  measure: residents
  columns:
    totalPopulation: {sex: 計, age: 計}
    male: {sex: 男, age: 計}
    woman: {sex: 女, age: 計}
` + columns.String()
	files, _ := filepath.Glob(filepath.Join(realDir, "population-takamatsu", "*.csv"))
	if len(files) == 0 {
		t.Skip("../shared/realdata is absent")
	}
	for _, file := range files {
		name := "population-takamatsu/" + filepath.Base(file)
		t.Run(filepath.Base(file), func(t *testing.T) {
			c, lists, finds := readReal(t, realFile(t, name, yaml))
			if filepath.Base(file) >= "202009.csv" {
				refusedFields(t, finds)
				return
			}
			if finds.Errors() > 0 {
				t.Fatal(finds)
			}
			want := takamatsu(t, file)
			if c.Series[0].Measure.ID != "residents" || len(c.Series[0].Cells) != 36 {
				t.Fatalf("%s with %d cells", c.Series[0].Measure.ID, len(c.Series[0].Cells))
			}
			var total int64
			for _, x := range c.Series[0].Cells {
				sex, age := lists.ID(dim.Sex, x.Codes[dim.Sex]), lists.ID(dim.Age, x.Codes[dim.Age])
				if x.Sums.Sum != want[sex+age] || x.Sums.Sum == 0 {
					t.Errorf("%s %s: %d, want %d", sex, age, x.Sums.Sum, want[sex+age])
				}
				total += x.Sums.Sum
			}
			if total != want["total"] {
				t.Errorf("total %d, want %d", total, want["total"])
			}
		})
	}
}

// refusedFields is what comes of the last two files: their places, written
// 34.34,134.05 without quotation marks, are two fields.
func refusedFields(t *testing.T, finds diag.List) {
	t.Helper()
	for _, f := range finds {
		if f.Rule.ID != "csv/fields" && !f.Warn() {
			t.Errorf("%s", f.Error())
		}
	}
	if finds.Errors() < 200 {
		t.Errorf("%d errors, the first is %v", finds.Errors(), finds[0])
	}
}

// takamatsu adds the columns up in another way.
func takamatsu(t *testing.T, file string) map[string]int64 {
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string]int64{}
	for _, line := range all {
		if len(line) < 46 || strings.Contains(line[0], "#") {
			continue
		}
		for i := range 37 {
			n, err := strconv.ParseInt(strings.TrimSpace(line[7]), 10, 64)
			key := "total"
			if i > 0 {
				n, err = strconv.ParseInt(strings.TrimSpace(line[9+i]), 10, 64)
				low := (i - 1) / 2 * 5
				key = []string{"m", "f"}[(i-1)%2] + fmt.Sprintf("%d-%d", low, low+4)
				if low == 85 {
					key = []string{"m", "f"}[(i-1)%2] + "85-"
				}
			}
			if err != nil {
				t.Fatal(err)
			}
			sums[key] += n
		}
	}
	return sums
}

// What is no table of ours is refused with what it lacks; what is one but for
// its periods, with those.
func TestMessy(t *testing.T) {
	const census = `format: 1
table: population
columns: {都道府県名: area}
period: {column: 西暦（年）}
ignore: [都道府県コード, 元号, 和暦（年）, 注, 人口（総数）]
unpivot: {measure: residents, columns: {人口（男）: {sex: 男}, 人口（女）: {sex: 女}}}
`
	const estat = `format: 1
table: population
columns: {全国・都道府県: area}
fixed: {period: 2015CQ4}
units: {residents: 千人}
ignore: [表章項目, 男女別, 人口, /時間軸（年）, 2016年, 2017年, 2018年, 2019年]
unpivot: {measure: residents, columns: {2015年: {sex: 不詳}}}
`
	const noTable = "this fits no table; the nearest is "
	tests := []struct{ file, yaml, want string }{ // the first finding, or "" for none
		{"FEH_00200524_200927163843.csv", "format: 1\n", noTable + "population, which also needs the columns period, area [csv/table]"},
		{"FEH_00200524_200927163843.csv", estat, ""}, // 全国 is the sum of the prefectures but for their rounding
		{"FEH_00200524_210412225130.csv", estat, ""},
		{"c01-cp932.csv", "format: 1\n", noTable + "people, which also needs the columns period, organisation, persons [csv/table]"},
		{"c01-cp932.csv", census, `the row "全国" is a total`},
		{"c01-utf8-crlf.csv", strings.NewReplacer("（年）}", "年}", "（男）", "男", "（女）", "女", "（総数）", "総数").Replace(census), `the row "全国" is a total`},
		{"c01-utf8-notes.csv", census, `the row "全国" is a total`},
		{"estat-growth-cp932.csv", "format: 1\n", noTable + "people"},
		{"syukujitsu-cp932.csv", "format: 1\n", noTable + "people"},
		{"yaizu-preschool.csv", "format: 1\n", noTable + "startups, which also needs the columns founded_on"},
		{"yaizu-sports.csv", "format: 1\n", noTable + "startups, which also needs the columns founded_on"},
	}
	for _, tt := range tests {
		c, _, finds := readReal(t, realFile(t, "messy/"+tt.file, tt.yaml))
		switch {
		case tt.want == "" && (len(finds) > 0 || len(c.Series) == 0 || len(c.Series[0].Cells) != 47):
			t.Errorf("%s: %v", tt.file, finds)
		case tt.want != "" && (len(finds) == 0 || !strings.Contains(finds[0].Error(), tt.want)):
			t.Errorf("%s: %v, want %s", tt.file, finds[:min(3, len(finds))], tt.want)
		case tt.yaml == census && finds.Errors() < 47:
			t.Errorf("%s: the years are read as periods: %v", tt.file, finds)
		}
	}
}
