package sample

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"

	"fukusen/internal/dim"
)

var update = flag.Bool("update", false, "rewrite ../../data; read the diff before committing")

// collect gathers what a site writes, by path.
func collect(t *testing.T, make func(write func(string, []byte) error) error) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := make(func(path string, data []byte) error {
		if _, twice := files[path]; twice {
			t.Errorf("%s is written twice", path)
		}
		files[path] = bytes.Clone(data)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// decode turns a file into text, by another road than it was encoded.
func decode(t *testing.T, path string, data []byte) string {
	t.Helper()
	if !utf8.Valid(data) {
		text, err := japanese.ShiftJIS.NewDecoder().Bytes(data)
		if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
			t.Fatalf("%s is neither UTF-8 nor CP932", path)
		}
		data = text
	}
	return strings.TrimPrefix(string(data), "\ufeff")
}

func table(t *testing.T, path string, data []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(decode(t, path, data))).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return rows
}

// The committed example is what the package writes, and nothing else is in
// the folders of its organisations.
func TestExampleIsCommitted(t *testing.T) {
	const root = "../.."
	files := collect(t, Example)
	if *update {
		rewrite(t, root, files)
	}
	size := 0
	for _, path := range slices.Sorted(maps.Keys(files)) {
		got, err := os.ReadFile(filepath.Join(root, path))
		if err != nil || !bytes.Equal(got, files[path]) {
			t.Errorf("%s is not what Example writes (%v): run go test ./internal/sample -update", path, err)
		}
		size += len(files[path])
	}
	if size > 3<<20 {
		t.Errorf("the example has %d bytes, want at most 3 MB", size)
	}
	for _, path := range committed(t, root, files) {
		if _, ok := files[path]; !ok {
			t.Errorf("%s is not written by Example", path)
		}
	}
}

// folders are those of the organisations in data/.
func folders(files map[string][]byte) []string {
	seen := map[string]bool{}
	for path := range files {
		if parts := strings.Split(path, "/"); len(parts) > 2 {
			seen[parts[0]+"/"+parts[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

func committed(t *testing.T, root string, files map[string][]byte) []string {
	var all []string
	for _, dir := range folders(files) {
		err := fs.WalkDir(os.DirFS(root), dir, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				all = append(all, path)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
	return all
}

func rewrite(t *testing.T, root string, files map[string][]byte) {
	for _, dir := range folders(files) {
		if err := os.RemoveAll(filepath.Join(root, dir)); err != nil {
			t.Fatal(err)
		}
	}
	for path, data := range files {
		name := filepath.Join(root, path)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestDeterministic(t *testing.T) {
	for name, make := range map[string]func(func(string, []byte) error) error{
		"example": Example,
		"people":  func(w func(string, []byte) error) error { return People(w, PeopleOptions{Prefectures: 2, Seed: 7}) },
		"survey": func(w func(string, []byte) error) error {
			var b bytes.Buffer
			err := Survey(&b, SurveyOptions{Rows: 3000, Keys: 1000, Seed: 7})
			return cmp.Or(err, w("survey.csv", b.Bytes()))
		},
	} {
		if a, b := collect(t, make), collect(t, make); !maps.EqualFunc(a, b, bytes.Equal) {
			t.Errorf("%s differs between two runs", name)
		}
	}
}

func TestExampleStopsAtAnError(t *testing.T) {
	n := 0
	err := Example(func(string, []byte) error { n++; return fs.ErrPermission })
	if err != fs.ErrPermission || n != 1 {
		t.Errorf("got %v after %d files, want the first error", err, n)
	}
}

// Values published for splitmix64 with the seed 1234567.
func TestSplitmix64(t *testing.T) {
	r := &random{state: 1234567}
	for i, want := range []uint64{6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821} {
		if got := r.next(); got != want {
			t.Errorf("number %d is %d, want %d", i, got, want)
		}
	}
}

func TestPart(t *testing.T) {
	r := newRandom(1, "part")
	var sum int64
	for range 10_000 {
		p := r.part(7, 3000)
		if p != 2 && p != 3 {
			t.Fatalf("30 %% of 7 came to %d", p)
		}
		sum += p
	}
	if sum < 20_700 || sum > 21_300 {
		t.Errorf("30 %% of 7 came to %d in 10,000 draws, want about 21,000", sum)
	}
	if got := r.part(7, whole+5); got != 7 {
		t.Errorf("more than all of 7 is %d", got)
	}
}

func TestOrganisations(t *testing.T) {
	rows := table(t, "organisations", collect(t, Example)["data/organisations.csv"])
	kinds, disclosure, unlisted := map[string]int{}, map[string]int{}, 0
	for _, r := range rows[1:] {
		if !dim.IsCode(r[0]) {
			t.Errorf("%q is not a code", r[0])
		}
		kinds[r[1]]++
		disclosure[r[1]+" "+r[6]]++
		if r[7] == "no" {
			unlisted++
		}
	}
	if want := map[string]int{"company": 12, "school": 4, "club": 3, "municipality": 3}; !maps.Equal(kinds, want) {
		t.Errorf("organisations are %v, want %v", kinds, want)
	}
	want := map[string]int{"company named": 8, "company aggregate": 4, "school named": 4, "club named": 3, "municipality named": 3}
	if !maps.Equal(disclosure, want) || unlisted != 1 {
		t.Errorf("disclosure is %v with %d unlisted, want %v with 1", disclosure, unlisted, want)
	}
}

// The files are as untidy as real ones.
func TestEncodings(t *testing.T) {
	var excel, marked, plainText, wide, grouped int
	for path, data := range collect(t, Example) {
		text := decode(t, path, data)
		switch {
		case !utf8.Valid(data):
			excel++
			if strings.Count(text, "\n") != strings.Count(text, "\r\n") {
				t.Errorf("%s is CP932 with bare line feeds", path)
			}
		case bytes.HasPrefix(data, []byte("\ufeff")):
			marked++
		default:
			plainText++
		}
		if strings.Contains(text, "１２") {
			wide++
		}
		if strings.Contains(text, `"1,`) {
			grouped++
		}
	}
	if excel < 5 || marked < 5 || plainText < 5 || wide == 0 || grouped == 0 {
		t.Errorf("got %d CP932, %d with BOM, %d plain, %d full-width, %d with separators", excel, marked, plainText, wide, grouped)
	}
}

func TestLateAndRevised(t *testing.T) {
	files := collect(t, Example)
	if _, ok := files["data/hoshizora-railway/people-2026fq1.csv"]; !ok {
		t.Error("the late company lacks a quarter that it has sent")
	}
	if _, ok := files["data/hoshizora-railway/people-2026fq2.csv"]; ok {
		t.Error("the late company has sent the last quarter")
	}
	first := table(t, "2025", files["data/aoba-care/people-2025.csv"])
	second := table(t, "rev2", files["data/aoba-care/people-2025fq3-rev2.csv"])
	col := slices.Index(second[0], "版")
	if col < 0 || len(second) != 17 {
		t.Fatalf("the revision has columns %v and %d rows", second[0], len(second))
	}
	for _, r := range second[1:] {
		if r[col] != "2" || r[0] != "FY2025Q3" {
			t.Errorf("the revision has row %v", r)
		}
		r = append(slices.Clone(r[:col]), "1")
		if slices.ContainsFunc(first, func(old []string) bool { return slices.Equal(old, r) }) {
			t.Errorf("the revision repeats row %v", r)
		}
	}
}

func TestLabels(t *testing.T) {
	q := dim.FiscalQuarter(2026, 1)
	for want, label := range map[string]func(dim.Quarter) string{
		"2026FQ1": fiscalID, "2026年度第1四半期": fiscalJA, "FY2026Q1": fiscalEN, "令和8年度第1四半期": eraJA, "R8.1Q": eraShort, "2026年4-6月期": months,
	} {
		if got := label(q); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if got := months(dim.FiscalQuarter(2025, 4)); got != "2026年1-3月期" {
		t.Errorf("the last fiscal quarter is %s", got)
	}
	if got := thousands(1234) + thousands(1004) + thousands(999) + fullWidth(1056); got != "1,2341,004999１０５６" {
		t.Errorf("numbers are %s", got)
	}
}
