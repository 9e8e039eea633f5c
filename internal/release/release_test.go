package release

import (
	"bytes"
	"encoding/json"
	"path"
	"testing"
	"testing/fstest"

	"fukusen/internal/dim"
)

func file(quarter, previous string) *File {
	return &File{
		Format: Format, ID: quarter + "-r1", Quarter: quarter, Previous: previous,
		Rules:    Rules{K: 10, KSensitive: 30, AnswerMargin: 3, MinAggregated: 3, Zeros: "public"},
		Registry: json.RawMessage(`{}`), Catalogue: json.RawMessage(`[]`), Items: json.RawMessage(`[]`),
		Lists:    map[string][]dim.Entry{"sex": {{ID: "f", JA: "女性"}, {ID: "m", JA: "男性"}}},
		Receipts: []Receipt{{Organisation: "aoba", Kind: "company", Table: "people", Reported: true}},
		Cells: []Cell{
			{Table: "people", Measure: "persons", Codes: Codes{dim.Sex: "f"}, Status: Published, Value: 12},
			{Table: "people", Measure: "persons", Codes: Codes{dim.Sex: "m"}, Status: Withheld},
			{Table: "survey", Measure: "respondents", Status: Published, Value: 40, Moments: &Moments{Sum: 260, Squares: 1800}},
		},
	}
}

func TestRoundTrip(t *testing.T) {
	f := file("2026fq1", "")
	data, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	back, finds := Decode("data/releases/2026fq1-r1.json", data)
	if len(finds) > 0 {
		t.Fatal(finds)
	}
	again, err := back.Encode()
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("written again the file differs:\n%s\n%s", data, again)
	}
	if got := back.Cells[2].Moments.Squares; got != 1800 {
		t.Errorf("moments come back as %d", got)
	}
}

// Every single changed byte is noticed, blanks included.
func TestEditIsNoticed(t *testing.T) {
	data, err := file("2026fq1", "").Encode()
	if err != nil {
		t.Fatal(err)
	}
	for i := range data {
		edited := bytes.Clone(data)
		edited[i] ^= 1
		if _, finds := Decode("2026fq1-r1.json", edited); len(finds) == 0 {
			t.Fatalf("byte %d changed from %q to %q unnoticed", i, data[i], edited[i])
		}
	}
	if _, finds := Decode("2026fq1-r1.json", append(bytes.Clone(data), ' ')); len(finds) == 0 {
		t.Error("an appended blank is not noticed")
	}
	if _, finds := Decode("2026fq2-r1.json", data); len(finds) == 0 {
		t.Error("a renamed file is not noticed")
	}
}

func ledger(t *testing.T, files ...*File) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, f := range files {
		data, err := f.Encode()
		if err != nil {
			t.Fatal(err)
		}
		fsys[path.Join(Dir, f.Name())] = &fstest.MapFile{Data: data}
	}
	return fsys
}

func TestLedger(t *testing.T) {
	first := file("2026fq1", "")
	ledger(t, first)
	second := file("2025fq4", first.SHA256) // an older quarter may be released later
	fsys := ledger(t, first, second)
	l, finds, err := ReadLedger(fsys)
	if err != nil || len(finds) > 0 {
		t.Fatal(finds, err)
	}
	if len(l.Files) != 2 || l.Files[0].ID != "2026fq1-r1" || l.Last() != second.SHA256 {
		t.Errorf("the ledger is out of order: %v", l.Files)
	}
	if _, ok := l.Quarter(dim.FiscalQuarter(2025, 4)); !ok {
		t.Error("2025fq4 is not found")
	}

	delete(fsys, path.Join(Dir, first.Name()))
	_, finds, err = ReadLedger(fsys)
	if err != nil || len(finds) != 1 || finds[0].Rule.ID != "release/chain" {
		t.Errorf("a missing release gives %v, %v", finds, err)
	}
}

func TestEmptyLedger(t *testing.T) {
	l, finds, err := ReadLedger(fstest.MapFS{})
	if err != nil || len(finds) > 0 || l.Last() != "" {
		t.Errorf("no folder gives %v, %v, %v", l, finds, err)
	}
}

// Undivided are the cells of a kind, of its organisations and of what was asked;
// the release itself stays as it is.
func TestUndivided(t *testing.T) {
	f := file("2026fq1", "")
	f.Cells = append(f.Cells,
		Cell{Table: "people", Measure: "persons", Codes: Codes{dim.Kind: "company", dim.Organisation: "aoba"}, Status: Published, Value: 20},
		Cell{Table: "people", Measure: "persons", Codes: Codes{dim.Organisation: "aoba", dim.Sex: "f"}, Status: Published, Value: 12},
		Cell{Table: "survey", Measure: "respondents", Codes: Codes{dim.Category: "resident.area_enps.9"}, Status: Withheld},
	)
	var got []int64
	for _, c := range f.Undivided().Cells {
		got = append(got, c.Value)
	}
	if len(got) != 3 || got[0] != 40 || got[1] != 20 || got[2] != 0 || len(f.Cells) != 6 {
		t.Errorf("values %v of %d cells", got, len(f.Cells))
	}
	if id := f.Undivided().ID; Folder(id) != "r/2026fq1-r1" {
		t.Errorf("the folder is %q", Folder(id))
	}
}
