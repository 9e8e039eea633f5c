package sheet

import "encoding/xml"

// A table holds the texts of a workbook in one piece of memory, so that many
// small ones cost no more than their bytes.
type table struct {
	all  string
	ends []uint32
}

// at gives text i; false if there is none.
func (t *table) at(i int) (string, bool) {
	if i < 0 || i >= len(t.ends) {
		return "", false
	}
	from := uint32(0)
	if i > 0 {
		from = t.ends[i-1]
	}
	return t.all[from:t.ends[i]], true
}

func (b *Book) readStrings(name string) error {
	var buf []byte
	var ends []uint32
	err := b.read(name, MaxStrings, func(p *part, e xml.StartElement) (err error) {
		if e.Name.Local != "si" {
			return nil
		}
		buf, err = p.richText(buf)
		ends = append(ends, uint32(len(buf))) // at most MaxStrings: a character takes no more than its XML
		return err
	})
	b.strings = table{all: string(buf), ends: ends}
	return err
}
