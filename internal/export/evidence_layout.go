package export

import (
	"bytes"
	"encoding/json"
)

// layout writes the head a field a line, and then a line for each KPI and each
// of its observations: there are thousands.
func (e Evidence) layout() ([]byte, error) {
	kpis := e.KPIs
	e.KPIs = nil
	head, err := encode(e, " ")
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.Write(bytes.TrimSuffix(head, []byte("null\n}\n")))
	b.WriteString("[")
	between := "\n  "
	for _, k := range kpis {
		observed := k.Observations
		k.Observations = nil
		head, err := encode(k, "")
		if err != nil {
			return nil, err
		}
		b.WriteString(between)
		b.Write(bytes.TrimSuffix(head, []byte("null}\n")))
		if err := list(&b, observed); err != nil {
			return nil, err
		}
		b.WriteString("}")
		between = ",\n  "
	}
	b.WriteString("\n ]\n}\n")
	return b.Bytes(), nil
}

// list writes an array, an element a line.
func list[T any](b *bytes.Buffer, all []T) error {
	b.WriteString("[")
	between := "\n   "
	for _, v := range all {
		line, err := encode(v, "")
		if err != nil {
			return err
		}
		b.WriteString(between)
		b.Write(bytes.TrimSuffix(line, []byte("\n")))
		between = ",\n   "
	}
	b.WriteString("]")
	return nil
}

func encode(v any, indent string) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	err := enc.Encode(v)
	return b.Bytes(), err
}
