package export

import (
	"bytes"
	"encoding/json"
	"strings"

	"fukusen/internal/catalogue"
	"fukusen/internal/output"
)

// KPIPath gives the path of the observations of a KPI: ext is csv, json or xlsx.
func KPIPath(id, ext string) string { return "data/kpi/" + id + "." + ext }

// ExcelPath gives the path of the values of a KPI as a CSV file for Excel.
func ExcelPath(id string) string { return "data/excel/" + id + ".csv" }

func (k *kit) addKPI(tree *output.Tree, id string) {
	rows := k.kpis[id]
	tree.AddFunc(KPIPath(id, "csv"), "", func() ([]byte, error) { return k.csv(rows), nil })
	tree.AddFunc(KPIPath(id, "json"), "", func() ([]byte, error) { return k.json(id, rows) })
	tree.AddFunc(KPIPath(id, "xlsx"), "", func() ([]byte, error) {
		e, _ := k.cube.Catalogue().Entry(id)
		return k.workbook(e.Name, rows)
	})
	tree.AddFunc(ExcelPath(id), "", func() ([]byte, error) { return k.excelCSV(rows) })
}

// An observedHead is the head of data/kpi/ID.json. After it come "rows": those of
// observations.csv under their columns, one a line. What is empty there is null,
// and numbers have the same digits.
type observedHead struct {
	Format  int              `json:"format"`
	KPI     *catalogue.Entry `json:"kpi"`
	Columns []string         `json:"columns"`
}

// numeric are the columns that hold numbers.
var numeric = map[string]bool{
	"window": true, "value": true, "lower": true, "upper": true, "numerator": true, "denominator": true,
	"respondents": true, "reporters": true, "expected": true,
}

func (k *kit) json(id string, c *cut) ([]byte, error) {
	rows, err := k.rows(c, func(*openRow) bool { return true })
	if err != nil {
		return nil, err
	}
	columns := strings.Split(strings.TrimSpace(string(k.header)), ",")
	e, _ := k.cube.Catalogue().Entry(id)
	head, err := json.Marshal(observedHead{Format, e, columns})
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.Write(bytes.TrimSuffix(head, []byte("}")))
	between := ",\"rows\":[\n"
	for _, r := range rows {
		b.WriteString(between)
		writeRow(&b, columns, r.fields)
		between = ",\n"
	}
	b.WriteString("\n]}\n")
	return b.Bytes(), nil
}

// writeRow writes the fields of a row. Those that are no numbers are codes and
// words of the program (dim.IsCode), of which none needs escaping.
func writeRow(b *bytes.Buffer, columns, fields []string) {
	between := "["
	for i, f := range fields {
		b.WriteString(between)
		between = ","
		switch {
		case f == "":
			b.WriteString("null")
		case numeric[columns[i]]:
			b.WriteString(f)
		default:
			b.WriteString(`"` + f + `"`)
		}
	}
	b.WriteString("]")
}
