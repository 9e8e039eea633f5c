package audit

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/fstest"
)

const (
	openRow   = "a1@2026fq1/kind=company,a1,value,,company,2026fq1,1,,,,,,,,0.4,proportion,0.3,0.5,40,100,,2,3,wilson,published,"
	hiddenRow = "a1@2026fq1/kind=company/sex=f,a1,value,,company,2026fq1,1,,,,f,,,,,proportion,,,,,,2,3,,withheld,"
	openJSON  = `["a1@2026fq1/kind=company","a1","value",null,"company","2026fq1",1,null,null,null,null,null,null,null,0.4,"proportion",0.3,0.5,40,100,null,2,3,"wilson","published",null]`
	secretly  = `["a1@2026fq1/kind=company/sex=f","a1","value",null,"company","2026fq1",1,null,null,null,"f",null,null,null,null,"proportion",null,null,null,null,null,2,3,null,"withheld",null]`
	evidence  = `{"format":1,"organisation":{"id":"aoba"},"site":{"ja":"x"},"assurance":{},"data":{"path":"organisation/aoba/data.csv","sha256":"HASH"},"releases":[],
"kpis":[{"id":"a1","label":"A1","name":{},"definition":{},"unit":"proportion","mapping":null,"observations":[
{"id":"a1@2026fq1/kind=company","period":"2026fq1","from":"2026-04-01","to":"2026-06-30","status":"published","value":0.4,"lower":0.3,"upper":0.5,"numerator":40,"denominator":100},
{"id":"a1@2026fq1/kind=company/sex=f","period":"2026fq1","from":"","to":"","status":"withheld"}]}]}`
)

// excelLine writes a row of data/excel; numbers are value, lower, upper,
// numerator, denominator.
func excelLine(id, status string, numbers ...string) string {
	fields := make([]string, len(excelHeads))
	for i, at := range []int{3, 5, 6, 8, 9} {
		fields[at] = numbers[i]
	}
	fields[11], fields[12], fields[13], fields[15] = "2", "3", status, id
	return strings.Join(fields, ",")
}

// workbookOf packs rows as sheet1, in the form that is streamed.
func workbookOf(t *testing.T, rows []string, extra map[string]string) []byte {
	t.Helper()
	var sheet strings.Builder
	sheet.WriteString(`<worksheet><sheetData>`)
	for y, line := range rows {
		fmt.Fprintf(&sheet, `<row r="%d">`, y+1)
		for x, field := range strings.Split(line, ",") {
			ref := fmt.Sprintf("%c%d", 'A'+x, y+1)
			switch {
			case field == "":
			case y > 0 && x >= 3 && x <= 12 && strings.ContainsAny(field, "0123456789"):
				fmt.Fprintf(&sheet, `<c r="%s" s="1"><v>%s</v></c>`, ref, field)
			default:
				fmt.Fprintf(&sheet, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, ref, field)
			}
		}
		sheet.WriteString(`</row>`)
	}
	sheet.WriteString(`</sheetData></worksheet>`)
	parts := map[string]string{"xl/worksheets/sheet1.xml": sheet.String()}
	for name, text := range extra {
		parts[name] = strings.Replace(text, "SHEET", sheet.String(), 1)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range sorted(parts) {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, parts[name])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// downloadsOf is a site with a published rate and a withheld one, and all
// downloads of them.
func downloadsOf(t *testing.T) fstest.MapFS {
	t.Helper()
	s := newSite(10)
	s.add("persons", 100).add("dual_any", 40)
	for _, sex := range []string{"f", "m"} {
		s.add("persons", secret, "sex="+sex).add("dual_any", secret, "sex="+sex)
	}
	s.observations = [][]string{strings.Split(openRow, ","), strings.Split(hiddenRow, ",")}
	tree := s.fs(t)
	add := func(name, text string) { tree[name] = &fstest.MapFile{Data: []byte(text)} }
	head := strings.Join(observationColumns, ",") + "\n"
	rows := head + openRow + "\n" + hiddenRow + "\n"
	add("data/kpi/a1.csv", rows)
	add("data/kpi/a1.json", `{"format":1,"kpi":{"id":"a1"},"columns":["`+strings.Join(observationColumns, `","`)+`"],"rows":[`+"\n"+openJSON+",\n"+secretly+"\n]}\n")
	lines := []string{
		strings.Join(excelHeads, ","),
		excelLine("a1@2026fq1/kind=company", "公表", "0.4", "0.3", "0.5", "40", "100"), excelLine("a1@2026fq1/kind=company/sex=f", "秘匿", "x", "", "", "", ""),
	}
	add("data/excel/a1.csv", "\ufeff"+strings.Join(lines, "\r\n")+"\r\n")
	add("data/kpi/a1.xlsx", string(workbookOf(t, lines, nil)))
	add("organisation/aoba/data.csv", rows)
	sum := sha256.Sum256([]byte(rows))
	add("organisation/aoba/evidence.json", strings.Replace(evidence, "HASH", hex.EncodeToString(sum[:]), 1))
	add("organisation/aoba/a1.svg", `<svg data-ids="a1@2026fq1/kind=company*" role="img"><text data-observation="a1@2026fq1/kind=company">40%</text></svg>`)
	return tree
}

// told lists the rules of what is found in a file.
func told(t *testing.T, tree fstest.MapFS, name string) string {
	t.Helper()
	r, err := Run(tree)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, f := range r.Findings() {
		if f.Pos.File == name {
			all = append(all, f.Rule.ID)
		}
	}
	return strings.Join(all, " ")
}

func TestDownloadsAreRead(t *testing.T) {
	tree := downloadsOf(t)
	for name := range tree {
		if got := told(t, tree, name); got != "" {
			t.Errorf("%s: %s", name, got)
		}
	}
	r, err := Run(tree)
	if err != nil || r.Numbers < 20 {
		t.Errorf("%d numbers were compared, %v", r.Numbers, err)
	}
}

// Every way to say something else than the open data is found in every form.
func TestDownloadsThatDiffer(t *testing.T) {
	for _, tt := range []struct{ name, file, old, new, want string }{
		{"another value", "data/kpi/a1.csv", ",0.4,", ",0.41,", "audit/page"},
		{"a withheld value", "data/kpi/a1.csv", ",f,,,,,proportion", ",f,,,,0.2,proportion", "disclosure/written"},
		{"a withheld numerator", "organisation/aoba/data.csv", ",f,,,,,proportion,,,,", ",f,,,,,proportion,,,7,", "disclosure/written"},
		{"another word", "data/kpi/a1.csv", "wilson", "wald", "audit/row"},
		{"an unknown row", "data/kpi/a1.csv", hiddenRow, strings.ReplaceAll(strings.ReplaceAll(hiddenRow, "sex=f", "sex=m"), ",f,", ",m,"), "audit/page"},
		{"another header", "data/kpi/a1.csv", "kpi,statistic", "kpi,number", "audit/columns"},
		{"a row that is none", "data/kpi/a1.csv", hiddenRow, "17", "audit/row"},

		{"another value", "data/kpi/a1.json", "0.4,", "0.41,", "audit/page"},
		{"a withheld value", "data/kpi/a1.json", `"f",null,null,null,null,`, `"f",null,null,null,0.2,`, "disclosure/written"},
		{"a field beside", "data/kpi/a1.json", `"format":1`, `"format":1,"persons":7`, "audit/row"},
		{"something after it", "data/kpi/a1.json", "]}\n", "]}\n7\n", "audit/row"},
		{"a row of less", "data/kpi/a1.json", `,"withheld",null]`, `,"withheld"]`, "audit/row"},

		{"another value", "data/excel/a1.csv", ",0.4,", ",0.41,", "audit/page"},
		{"a withheld value", "data/excel/a1.csv", ",x,", ",5,", "disclosure/written"},
		{"an unknown state", "data/excel/a1.csv", "秘匿", "秘密", "audit/row"},
		{"another state", "data/excel/a1.csv", "秘匿", "公表", "audit/page"},

		{"another value", "organisation/aoba/evidence.json", `"value":0.4`, `"value":0.41`, "audit/page"},
		{"a withheld value", "organisation/aoba/evidence.json", `"status":"withheld"`, `"status":"withheld","numerator":7`, "disclosure/written"},
		{"a field beside", "organisation/aoba/evidence.json", `"unit":`, `"persons":7,"unit":`, "audit/row"},
		{"another hash", "organisation/aoba/data.csv", "wilson", "wald", "audit/row"},

		{"another number drawn", "organisation/aoba/a1.svg", "40%", "41%", "audit/page"},
	} {
		t.Run(tt.file+" "+tt.name, func(t *testing.T) {
			tree := downloadsOf(t)
			text := string(tree[tt.file].Data)
			if strings.Count(text, tt.old) == 0 {
				t.Fatalf("%q is not in %s", tt.old, text)
			}
			tree[tt.file] = &fstest.MapFile{Data: []byte(strings.Replace(text, tt.old, tt.new, 1))}
			if got := told(t, tree, tt.file); !strings.Contains(got, tt.want) {
				t.Errorf("got %q, want %s", got, tt.want)
			}
		})
	}
	tree := downloadsOf(t)
	tree["organisation/aoba/data.csv"] = tree["data/kpi/a1.json"]
	if got := told(t, tree, "organisation/aoba/evidence.json"); got != "audit/row" {
		t.Errorf("a hash of another file: %q", got)
	}
}

func TestWorkbooksThatDiffer(t *testing.T) {
	good, hidden := excelLine("a1@2026fq1/kind=company", "公表", "0.4", "0.3", "0.5", "40", "100"), excelLine("a1@2026fq1/kind=company/sex=f", "秘匿", "x", "", "", "", "")
	head := strings.Join(excelHeads, ",")
	for _, tt := range []struct {
		name  string
		rows  []string
		extra map[string]string
		want  string
	}{
		{"clean", []string{head, good, hidden}, nil, ""},
		{"another value", []string{head, strings.Replace(good, "0.4", "0.41", 1), hidden}, nil, "audit/page"},
		{"a withheld value", []string{head, good, strings.Replace(hidden, "x", "5", 1)}, nil, "disclosure/written"},
		{"another header", []string{strings.Replace(head, "値", "数", 1), good}, nil, "audit/columns"},
		{"a part that nobody reads", []string{head, good}, map[string]string{"xl/comments1.xml": "<a>7</a>"}, "audit/row"},
		{"a number on another sheet", []string{head, good}, map[string]string{"xl/worksheets/sheet2.xml": `<worksheet><sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData></worksheet>`}, "audit/row"},
		{"a formula", []string{head, good}, map[string]string{"xl/worksheets/sheet2.xml": `<worksheet><sheetData><row r="1"><c r="A1" t="str"><f>1+1</f><v>a</v></c></row></sheetData></worksheet>`}, "audit/row"},
		{"a text on another sheet", []string{head, good}, map[string]string{"xl/worksheets/sheet2.xml": `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>7</t></is></c></row></sheetData></worksheet>`}, ""},
		{"a part that is cut off", []string{head, good}, map[string]string{"xl/worksheets/sheet2.xml": `<worksheet><sheetData><row r="1">`}, "audit/row"},
	} {
		tree := downloadsOf(t)
		tree["data/kpi/a1.xlsx"] = &fstest.MapFile{Data: workbookOf(t, tt.rows, tt.extra)}
		if got := told(t, tree, "data/kpi/a1.xlsx"); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
	tree := downloadsOf(t)
	tree["data/kpi/a1.xlsx"] = &fstest.MapFile{Data: []byte("no zip")}
	if got := told(t, tree, "data/kpi/a1.xlsx"); got != "audit/row" {
		t.Errorf("no workbook: %q", got)
	}
}

// The quick reader of rows gives what the one of any XML gives, or nothing.
func TestPlainRows(t *testing.T) {
	for _, tt := range []struct {
		rows  string
		plain bool
	}{
		{`<row r="1"><c r="A1" t="inlineStr"><is><t>a &amp; b</t></is></c><c r="B1" s="3"><v>0.5</v></c></row><row r="2"></row>`, true},
		{`<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> a</t></is></c></row>`, true},
		{`<row r="1"><!-- 5 --><c r="A1"><v>5</v></c></row>`, false},
		{`<row r="1"><c r="A1"><v><![CDATA[5]]></v></c></row>`, false},
		{`<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>`, false},
		{`<row r="1" ht="15"><c r="A1"><v>5</v></c></row>`, false},
		{`<row r="1"><c t="n" r="A1"><v>5</v></c></row>`, false},
	} {
		text := `<worksheet><sheetData>` + tt.rows + `</sheetData></worksheet>`
		rows, ok := plainRows(text)
		want, err := anyRows(text)
		if err != nil || ok != tt.plain || ok && fmt.Sprint(rows) != fmt.Sprint(want) {
			t.Errorf("%s: %v, %v; any XML: %v, %v", tt.rows, rows, ok, want, err)
		}
	}
}
