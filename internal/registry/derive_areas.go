//go:build ignore

// Derive_areas writes areas.csv, the national list of areas, to standard
// output:
//
//	go run derive_areas.go localgovjp-utf8.csv prefjp-utf8.csv area_changes.csv > areas.csv
//
// The first two files are those of github.com/code4fukui/localgovjp (CC0). They
// give the codes that the Ministry of Internal Affairs and Communications
// assigns (全国地方公共団体コード, JIS X 0401 and 0402). They are older than
// some changes of the third, which is ours: what it abolishes is taken out, and
// what it founds is put in.
package main

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"log"
	"os"
	"slices"
	"strings"
)

func main() {
	if len(os.Args) != 4 {
		log.Fatal("usage: go run derive_areas.go localgovjp-utf8.csv prefjp-utf8.csv area_changes.csv > areas.csv")
	}
	rows := slices.Concat(prefectures(read(os.Args[2])), municipalities(read(os.Args[1])))
	rows = change(rows, read(os.Args[3]))
	slices.SortFunc(rows, func(a, b []string) int { return cmp.Compare(a[1], b[1]) })
	if err := write(os.Stdout, rows); err != nil {
		log.Fatal(err)
	}
}

func write(w io.Writer, rows [][]string) error {
	out := csv.NewWriter(w)
	out.Write([]string{"code", "code6", "name", "name_en", "kana", "parent", "level"})
	return cmp.Or(out.WriteAll(rows), out.Error())
}

func prefectures(table []map[string]string) (rows [][]string) {
	for _, r := range table {
		code6 := fmt.Sprintf("%06s", r["lgcode"])
		rows = append(rows, []string{code6[:2], code6, r["pref"], r["pref_en"], r["prefkana"], "", "prefecture"})
	}
	return rows
}

// municipalities takes wards apart, which are written as 札幌市 中央区. The
// city comes before its wards.
func municipalities(table []map[string]string) (rows [][]string) {
	cities := map[string]string{} // code by prefecture and name
	for _, r := range table {
		code6 := r["lgcode"]
		code, parent, level := code6[:5], code6[:2], "municipality"
		city, ward, isWard := strings.Cut(r["city"], " ")
		name, kana := city, r["citykana"]
		if isWard {
			name, level = ward, "ward"
			_, kana, _ = strings.Cut(kana, " ")
			if parent = cities[code[:2]+city]; parent == "" {
				log.Fatalf("%s: the city is not in the list", r["city"])
			}
		} else {
			cities[code[:2]+city] = code
		}
		rows = append(rows, []string{code, code6, name, "", kana, parent, level})
	}
	return rows
}

// change takes out the areas that are no more, and adds those that have come
// in their place. A change of the name alone keeps its code.
func change(rows [][]string, changes []map[string]string) [][]string {
	for _, c := range changes {
		if c["old"] != c["new"] {
			rows = slices.DeleteFunc(rows, func(r []string) bool { return r[0] == c["old"] })
		}
	}
	for _, c := range changes {
		listed := slices.ContainsFunc(rows, func(r []string) bool { return r[0] == c["new"] })
		if listed {
			continue
		}
		if c["new_name"] == "" || c["old_parent"] == "" {
			log.Fatalf("%s: an area that is not in the list needs a name and a parent", c["new"])
		}
		rows = append(rows, []string{c["new"], c["new"] + checkDigit(c["new"]), c["new_name"], "", c["new_kana"], c["old_parent"], "ward"})
	}
	return rows
}

// checkDigit is the sixth digit of a code, as in codes.go.
func checkDigit(code string) string {
	sum := 0
	for i := range 5 {
		sum += (6 - i) * int(code[i]-'0')
	}
	return fmt.Sprint((11 - sum%11) % 10)
}

// read gives the rows of a file by the names of its columns.
func read(path string) (table []map[string]string) {
	b, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(b), "\uFEFF"))).ReadAll()
	if err != nil {
		log.Fatalf("%s: %v", path, err)
	}
	for _, fields := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = fields[i]
		}
		table = append(table, row)
	}
	return table
}
