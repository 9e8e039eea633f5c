package source

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding/japanese"

	"fukusen/internal/diag"
)

const acmeRow = "2 2026fq1 company acme 18201 persons=5"

func TestHeaders(t *testing.T) {
	runReadCases(t, []readCase{
		{name: "names, aliases, width and case", csv: " 四半期 ,法人番号,ＰＥＲＳＯＮＳ\n2026FQ1,acme,5\n", rows: acmeRow},
		{name: "an own item does not take the name of a key", csv: "period,organisation,population,visit,性別\n2026FQ1,acme,resident,good,男\n", rows: "2 2026fq1 company acme 18201 sex=m category=resident visit=0"},
		{name: "unknown column", csv: "period,organisation,persons,性別区分\n2026FQ1,acme,5,男\n", rows: acmeRow, rules: "csv/unknown-column"},
		{name: "ignored column", csv: "period,organisation,persons,性別区分,性別\n2026FQ1,acme,5,男,女\n", yaml: "format: 1\nignore: [性別区分, 性別]\n", rows: acmeRow},
		{name: "doubled column", csv: "period,organisation,persons,人数\n2026FQ1,acme,5,6\n", rules: "csv/same-column"},
		{name: "tripled column", csv: "period,organisation,persons,人数,人数\n2026FQ1,acme,5,6,7\n", rules: "csv/same-column csv/same-column"},
		{name: "missing column", csv: "period,organisation,有業者\n2026FQ1,acme,5\n", rules: "csv/table"},
		{name: "missing column of a declared table", csv: "period,有業者\n2026FQ1,5\n", yaml: "format: 1\ntable: people\n", rules: "csv/column"},
		{name: "two tables", csv: "period,organisation,persons,population,enps\n2026FQ1,acme,5,resident,9\n", rules: "csv/tables"},
		{name: "declared table", csv: "period,organisation,persons,population,enps\n2026FQ1,acme,5,resident,9\n", yaml: "format: 1\ntable: people\nignore: [population, enps]\n", rows: acmeRow},
		{name: "no such table", csv: "period\n1\n", yaml: "format: 1\ntable: peple\n", rules: "source/value"},
		{name: "weights", csv: "period,organisation,population,enps,ウェイト\n2026FQ1,acme,resident,9,1.5\n", rows: "2 2026fq1 company acme 18201 category=resident enps=2@9 weight=1.500"},
		{name: "ignored weights", csv: "period,organisation,population,enps,ウェイト\n2026FQ1,acme,resident,9,1.5\n", yaml: "format: 1\nignore: [ウェイト]\n", rows: "2 2026fq1 company acme 18201 category=resident enps=2@9"},
		{name: "header row", csv: "対象者\n\nperiod,organisation,persons\n2026FQ1,acme,5\n", yaml: "format: 1\nheader_row: 3\n", rows: "4 2026fq1 company acme 18201 persons=5"},
	})
}

func TestMappedHeaders(t *testing.T) {
	full := "period,organisation,persons\n2026FQ1,acme,5\n"
	runReadCases(t, []readCase{
		{name: "renamed", csv: "p,o,n\n2026FQ1,acme,5\n", yaml: "format: 1\ncolumns: {p: period, o: organisation, n: persons}\n", rows: acmeRow},
		{name: "fixed", csv: "人数\n5\n", yaml: "format: 1\nfixed: {period: 2026FQ1, organisation: acme, sex: 男, age: 20代, sport: judo, origin: 18201, note: x, basis: census}\n", rows: "2 2026fq1 company acme 18201 origin=18201 sex=m age=20-29 sport=judo persons=5"},
		{name: "codes keep their zeros", csv: "期,人数\n2026FQ1,5\n", yaml: "format: 1\nfixed: {organisation: 8000020130001, area: 011002}\n", rows: "2 2026fq1 municipality 8000020130001 01100-unknown persons=5"},
		{name: "value maps", csv: "p,organisation,persons,sex\nQ,本社,5,A\n", yaml: "format: 1\ncolumns: {p: period}\nvalues: {period: {Q: 2026FQ1}, organisation: {本社: acme}, sex: {A: f}}\n", rows: "2 2026fq1 company acme 18201 sex=f persons=5"},
		{name: "mapped to what does not exist", csv: "period,organisation,persons,sex\n2026FQ1,acme,5,A\n", yaml: "format: 1\nvalues: {sex: {A: B}}\n", rules: "csv/sex"},

		{name: "fixed and in the file", csv: full, yaml: "format: 1\nfixed: {organisation: kita}\n", rules: "source/twice"},
		{name: "fixed, and the file's column ignored", csv: full, yaml: "format: 1\nfixed: {organisation: kita}\nignore: [organisation]\n", rows: "2 2026fq1 school kita unknown persons=5"},
		{name: "period from two columns", csv: "period,日,organisation,persons\n2026FQ1,2026-04-01,acme,5\n", yaml: "format: 1\nperiod: {column: 日, as: datetime}\n", rules: "source/twice"},
		{name: "area from two columns", csv: "period,市町村,市区町村コード,organisation,persons\n2026FQ1,福井市,18201,acme,5\n", yaml: "format: 1\narea: {column: 市町村, by: name}\n", rules: "source/twice"},
		{name: "fixed twice", csv: "organisation,persons,日\nacme,5,2026-04-01\n", yaml: "format: 1\nfixed: {period: 2026FQ1}\nperiod: {column: 日, as: datetime}\n", rules: "source/twice"},
		{name: "two headers for one column", csv: "a,b,organisation,persons\n2026FQ1,2026FQ2,acme,5\n", yaml: "format: 1\ncolumns: {a: period, b: period}\n", rules: "csv/same-column"},
		{name: "a named header that is there twice", csv: "a,a,organisation,persons\n2026-04-01,2026-07-01,acme,5\n", yaml: "format: 1\nperiod: {column: a, as: datetime}\n", rules: "csv/same-column"},
		{name: "headers that are not there", csv: full, yaml: "format: 1\ncolumns: {x: sex}\narea: {column: y, within: {column: z}}\n", rules: "source/header source/header source/header"},
		{name: "no such column", csv: "period,organisation,persons,x\n2026FQ1,acme,5,1\n", yaml: "format: 1\ncolumns: {x: employd}\n", rules: "source/column"},
		{name: "a column of another table", csv: "period,organisation,persons,x\n2026FQ1,acme,5,1\n", yaml: "format: 1\ncolumns: {x: enps}\n", rules: "source/table-column"},
		{name: "fixed and values of no column", csv: full, yaml: "format: 1\nfixed: {colour: red}\nvalues: {sexx: {a: b}}\n", rules: "source/column source/column"},
		{name: "fixed of another table", csv: full, yaml: "format: 1\nfixed: {population: resident}\nvalues: {enps: {a: 1}}\n", rows: acmeRow},
		{name: "fixed numbers", csv: "period,organisation\n2026FQ1,acme\n", yaml: "format: 1\ntable: people\nfixed: {persons: 1}\n", rules: "source/fixed"},
		{name: "fixed answers", csv: "period,organisation,population,item,respondents\n2026FQ1,acme,resident,enps,3\n", yaml: "format: 1\nfixed: {answer: 9}\n", rules: "source/fixed"},
		{name: "fixed nonsense", csv: "人数\n5\n", yaml: "format: 1\nfixed: {period: いつか, organisation: だれか, sex: 計}\n", rules: "csv/quarter csv/organisation csv/sex"},
		{name: "fixed blank", csv: "人数\n5\n", yaml: "format: 1\nfixed: {period: \"\", organisation: acme}\n", rules: "csv/blank-key"},
	})
}

// After 200 findings of a rule the rest is counted.
func TestFindingsAreCapped(t *testing.T) {
	csv := "period,organisation,persons\n" + strings.Repeat("2026FQ1,nobody,5\n", 230) + strings.Repeat("2026FQ1,acme,abc\n", 2)
	o := read(t, csv, "")
	want := strings.Repeat("csv/organisation ", 200) + "csv/number csv/number csv/more"
	if got := o.rules(); got != want {
		t.Errorf("findings %s", got)
	}
	if last := o.finds[len(o.finds)-1]; last.Line("en") != "data/a.csv: 30 more findings of the rule csv/organisation are not shown [csv/more]" {
		t.Error(last.Line("en"))
	}
}

// The same text in both encodings gives the same rows, and findings in the
// same lines.
func TestEncodings(t *testing.T) {
	text := "期間,提出者,市区町村,性別,年齢階級,人数\n" +
		"令和8年度第1四半期,アクメ,福井市,男性,20～29歳,１２\n2026年度第2四半期,きた学園,髙浜市町,女性,30代,…\n2026年度第3四半期,アクメ,能登町,その他,80歳以上,3人\n"
	env := testEnv(t)
	encoded, err := japanese.ShiftJIS.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	want := readAs(t, env, text, "")
	if len(want.rows) != 2 || want.rules() != "csv/area" { // there is no such place
		t.Fatalf("%s %v", want.text(), want.finds)
	}
	for name, o := range map[string]outcome{
		"BOM": readAs(t, env, "\uFEFF"+text, ""), "CP932": readAs(t, env, encoded, ""),
		"declared CP932": readAs(t, env, encoded, "format: 1\nencoding: cp932\n"), "CRLF": readAs(t, env, strings.ReplaceAll(text, "\n", "\r\n"), ""),
	} {
		if o.text() != want.text() || o.rules() != want.rules() || o.finds[0].Pos.Line != want.finds[0].Pos.Line {
			t.Errorf("%s: %s %v", name, o.text(), o.finds)
		}
	}
}

// Rows come in batches that are only good until the sink returns.
func TestBatches(t *testing.T) {
	var csv strings.Builder
	csv.WriteString("period,organisation,persons\n")
	const n = 2*batch + 7
	for i := range n {
		fmt.Fprintf(&csv, "2026FQ1,acme,%d\n", i)
	}
	o := read(t, csv.String(), "")
	if len(o.rows) != n {
		t.Fatalf("%d rows, want %d", len(o.rows), n)
	}
	for i, r := range o.rows {
		if r.Line != i+2 || r.Values[0].N != int64(i) {
			t.Fatalf("row %d is %+v", i, r)
		}
	}
}

func TestReadStops(t *testing.T) {
	env := testEnv(t)
	fsys := fstest.MapFS{"a.csv": {Data: []byte("period,organisation,persons\n2026FQ1,acme,5\n")}}
	full := errors.New("full")
	if _, err := Read(context.Background(), fsys, File{Path: "a.csv"}, &Mapping{}, env, func() Sink { return func(*Layout, []Row) error { return full } }); !errors.Is(err, full) {
		t.Errorf("the error of the sink comes back as %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, fsys, File{Path: "a.csv"}, &Mapping{}, env, func() Sink { return func(*Layout, []Row) error { return nil } }); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled reading ends with %v", err)
	}
	if _, err := Read(context.Background(), fsys, File{Path: "b.csv"}, &Mapping{}, env, nil); err == nil {
		t.Error("a file that is not there is read")
	}
}

// A finding says what stood in its row, though the rows after it have long
// taken its place in memory.
func TestFindingsKeepTheirFields(t *testing.T) {
	var csv strings.Builder
	csv.WriteString("period,organisation,area,persons\n2026FQ1,acmee,18201,1\n2026FQ1,acme,福丼市,1\n2026FQ1,acme,40305,1\n")
	for i := range 60_000 {
		fmt.Fprintf(&csv, "2026FQ1,acme,18202,%d\n", i)
	}
	o := read(t, csv.String(), "format: 1\nadd_up: true\n")
	want := []string{`"acmee"`, `"福丼市"`, `"40305"`}
	for i, f := range o.finds {
		if i < len(want) && !strings.Contains(f.Msg(diag.JA), want[i]) || strings.Contains(f.Hint(diag.JA), "—") {
			t.Errorf("%s: %s", f.Error(), f.Hint(diag.JA))
		}
	}
	if len(o.finds) != 3 {
		t.Errorf("%d findings", len(o.finds))
	}
}
