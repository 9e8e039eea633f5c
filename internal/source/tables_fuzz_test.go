package source

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"fukusen/internal/contract"
)

// full writes the rows with all that they hold.
func (o outcome) full() string {
	text := ""
	for i, r := range o.rows {
		one := o
		one.rows = o.rows[i : i+1]
		text += fmt.Sprintf("%s | %d %s %s", one.text(), r.Revision, r.Entity, r.Day)
		if _, tally := o.table.Key(contract.ColumnAnswer); tally {
			text += " " + o.env.Contract.Items[r.Item].ID + "=" + show(r.Answer)
		}
		text += "\n"
	}
	return text
}

// What is written in any of the accepted ways is read as it was meant, in every
// table.
func FuzzTables(f *testing.F) {
	env := testEnv(f)
	random := rand.New(rand.NewPCG(1, 2))
	for table := range env.Contract.Tables {
		for range 12 {
			data := make([]byte, 600)
			for i := range data {
				data[i] = byte(random.Uint32())
			}
			f.Add(uint8(table), data)
		}
	}
	f.Fuzz(func(t *testing.T, table uint8, data []byte) {
		tab := &env.Contract.Tables[int(table)%len(env.Contract.Tables)]
		d := draw(data, tab, env.Contract)
		csv := d.file()
		o := readAs(t, env, csv, "format: 1\ntable: "+tab.ID+"\n")
		if want := d.rows(); o.finds.Errors() > 0 || o.full() != want {
			t.Errorf("%s\nread as\n%s\nmeant\n%s\n%v", csv, o.full(), want, o.finds)
		}
	})
}
