package source

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"fukusen/internal/diag"
)

// What is wrong in a source.yaml is found where it stands; columns count
// bytes.
func TestMappingFindings(t *testing.T) {
	tests := []struct{ yaml, want string }{
		{"format: 1\ntabel: people\n", `source.yaml:2:1: there is no key "tabel" in source.yaml [source/key]`},
		{"format: 1\narea:\n  colum: x\n", `source.yaml:3:3: there is no key "colum" in source.yaml [source/key]`},
		{"format: 1\n\narea:\n  column: x\n  within:\n    colum: b\n", `source.yaml:6:5: there is no key "colum" in source.yaml [source/key]`},
		{"# 対応表\nformat: 1\nfixed: {提出者: acme, 提出者: kita}\n", `source.yaml:3:26: "提出者" stands twice in source.yaml [source/key-twice]`},
		{"format: 2\n", `source.yaml:1:9: source.yaml: format cannot be "2" [source/value]`},
		{"", `source.yaml: source.yaml: format cannot be "0" [source/value]`},
		{"# nothing\n", `source.yaml: source.yaml: format cannot be "0" [source/value]`},
		{"format: 1\nencoding: sjis\n", `source.yaml:2:11: source.yaml: encoding cannot be "sjis" [source/value]`},
		{"format: 1\nquarter_basis: april\n", `source.yaml:2:16: source.yaml: quarter_basis cannot be "april" [source/value]`},
		{"format: 1\nheader_row: -1\n", `source.yaml:2:13: source.yaml: header_row cannot be "-1" [source/value]`},
		{"format: 1\nreceived: 2026/4/30\n", `source.yaml:2:11: source.yaml: received cannot be "2026/4/30" [source/value]`},
		{"format: 1\nperiod: {column: 日時, as: date}\n", `source.yaml:2:30: source.yaml: period.as cannot be "date" [source/value]`},
		{"format: 1\nperiod: {as: datetime}\n", `source.yaml:2:1: source.yaml: period does not say which column it is read from [source/place]`},
		{"format: 1\narea: {by: name}\n", `source.yaml:2:1: source.yaml: area does not say which column it is read from [source/place]`},
		{"format: 1\norigin: {column: x, by: kana}\n", `source.yaml:2:25: source.yaml: origin.by cannot be "kana" [source/value]`},
		{"format: 1\norigin: {column: x, level: city}\n", `source.yaml:2:28: source.yaml: origin.level cannot be "city" [source/value]`},
		{"format: 1\nmarkers:\n  秘: secret\n", `source.yaml:3:8: source.yaml: markers.秘 cannot be "secret" [source/value]`},
		{"format: 1\nvalues:\n  sex:\n    男性社員:\n", `source.yaml:4:18: source.yaml: values.sex.男性社員 cannot be "" [source/value]`},
		{"format: 1\nunits: {external_cost: }\n", `source.yaml:2:23: source.yaml: units.external_cost cannot be "" [source/value]`},
		{"format: 1\nfixed: {sex: ~}\n", `source.yaml:2:14: source.yaml: fixed.sex cannot be "" [source/value]`},
		{"format: 1\nunpivot: {measure: persons, columns: {男: {sex: null}}}\n", `source.yaml:2:50: source.yaml: unpivot.columns.男.sex cannot be "" [source/value]`},
		{"format: one\n", `source.yaml:1:9: this place of source.yaml needs a value of another form [source/type]`},
		{"format: 1\nignore: 備考\n", `source.yaml:2:9: this place of source.yaml needs a value of another form [source/type]`},
		{"format: 1\nfixed: {a: [b]}\n", `source.yaml:2:12: this place of source.yaml needs a value of another form [source/type]`},
		{"- a\n", `source.yaml:1:1: this place of source.yaml needs a value of another form [source/type]`},
		{"format: 1\n\tfixed: 2", `source.yaml:2:1: source.yaml cannot be read: found character '	' that cannot start any token [source/yaml]`},
		{"format: [\n", `source.yaml:1:9: source.yaml cannot be read: sequence end token ']' not found [source/yaml]`},
		{"format: 1\n---\nformat: 1\n", `source.yaml:2:1: source.yaml is divided by ---, and what follows would not be read [source/documents]`},
		{"format: 1\nignore: [\x94\xf5\x8d\x6c]\n", `source.yaml: source.yaml is not UTF-8 [source/encoding]`},
	}
	for _, tt := range tests {
		fsys := fstest.MapFS{"source.yaml": {Data: []byte(tt.yaml)}}
		set, finds, err := Mappings(fsys, []string{"source.yaml"})
		if err != nil || len(finds) != 1 || len(set) != 0 {
			t.Errorf("%q: %d findings %v, %d mappings, %v", tt.yaml, len(finds), finds, len(set), err)
			continue
		}
		if got := finds[0].Line(diag.EN); got != tt.want {
			t.Errorf("%q:\ngot  %s\nwant %s", tt.yaml, got, tt.want)
		}
	}
}

// Values are what was written: numbers are codes and headers, not numbers.
func TestMappingText(t *testing.T) {
	fsys := fstest.MapFS{"source.yaml": {Data: []byte("\uFEFFformat: 1\r\nfixed: {area: 011002, period: 12.0, sport: 1e3, note: true}\r\nvalues:\r\n  sex: {01: 0x1f}\r\nignore: [010, 2026-04-01]\r\nmarkers: {null: missing, 1.0: zero}\r\narea: {column: 010, within: 01}\r\n")}}
	set, finds, err := Mappings(fsys, []string{"source.yaml"})
	if err != nil || len(finds) > 0 {
		t.Fatal(err, finds)
	}
	m := set.For("a.csv")
	for _, got := range [][2]string{
		{m.Fixed["area"], "011002"}, {m.Fixed["period"], "12.0"}, {m.Fixed["sport"], "1e3"}, {m.Fixed["note"], "true"},
		{m.Values["sex"]["01"], "0x1f"}, {m.Markers["null"], "missing"}, {m.Markers["1.0"], "zero"}, {m.Ignore[0], "010"}, {m.Ignore[1], "2026-04-01"}, {m.Area.Column, "010"}, {m.Area.Within.Code, "01"},
	} {
		if got[0] != got[1] {
			t.Errorf("%q reads as %q", got[1], got[0])
		}
	}
}

func TestNearestMapping(t *testing.T) {
	yaml := func(table string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("format: 1\ntable: " + table + "\n")}
	}
	fsys := fstest.MapFS{"data/source.yaml": yaml("people"), "data/a/b/source.yaml": yaml("survey")}
	set, finds, err := Mappings(fsys, []string{"data/a/b/source.yaml", "data/source.yaml"})
	if err != nil || len(finds) > 0 {
		t.Fatal(err, finds)
	}
	for file, want := range map[string]string{
		"data/x.csv": "people", "data/a/x.csv": "people", "data/a/b/x.csv": "survey", "data/a/b/c/x.csv": "survey", "data/ab/x.csv": "people", "x.csv": "", "other/x.csv": "",
	} {
		if got := set.For(file).Table; got != want {
			t.Errorf("%s is read as %q, want %q", file, got, want)
		}
	}
	if _, _, err := Mappings(fsys, []string{"none/source.yaml"}); err == nil {
		t.Error("a source.yaml that is not there is read")
	}
}

// FuzzMapping: whatever is in a source.yaml and in a file, there are rows or
// findings, and no panic.
func FuzzMapping(f *testing.F) {
	f.Add("format: 1\narea: {column: a, within: {column: b}}\n", "a,b\n福井市,18\n")
	f.Add("format: 1\nfixed: &x {period: 2026FQ1}\nvalues: {sex: *x}\n", "period,organisation,persons\n2026FQ1,acme,5\n")
	f.Add("format: 1\nfixed: {period: 2026FQ1, organisation: acme, item: enps}\n", "population,answer,respondents\nresident,9,x\n")
	f.Add("? a\n: b\n", "")
	f.Add("format: 1\nmarkers: {~: zero, <<: missing}\nheader_row: 3\n", "\n\n計\n")
	env := testEnv(f)
	f.Fuzz(func(t *testing.T, yaml, csv string) {
		fsys := fstest.MapFS{"source.yaml": {Data: []byte(yaml)}, "a.csv": {Data: []byte(csv)}}
		set, finds, err := Mappings(fsys, []string{"source.yaml"})
		if err != nil {
			t.Fatal(err)
		}
		if len(set) == 0 && finds.Errors() == 0 {
			t.Error("no mapping, and no finding that says why")
		}
		rows := 0
		got, err := Read(t.Context(), fs.FS(fsys), File{Path: "a.csv"}, set.For("a.csv"), env, func() Sink {
			return func(_ *Layout, r []Row) error {
				rows += len(r)
				return nil
			}
		})
		if err != nil || rows == 0 && len(got) == 0 {
			t.Errorf("%d rows, %v, %v", rows, got, err)
		}
		for _, f := range append(finds, got...) {
			if f.Line(diag.JA) == "" || f.Pos.File == "" {
				t.Errorf("an empty finding %+v", f)
			}
		}
	})
}
