package export

import (
	"strconv"

	"fukusen/internal/protect"
)

// A ReceiptRow says who was expected to report a table for a quarter and whether
// they did, without any number. Organisations that are not listed have no ID.
type ReceiptRow struct {
	Period       string `csv:"period"`
	Kind         string `csv:"kind"`
	Organisation string `csv:"organisation"`
	Table        string `csv:"table"`
	Reported     string `csv:"reported"` // yes or no
	Revision     string `csv:"revision"` // of what was reported: who has another one in a later release has sent other numbers
}

func receiptRows(c *protect.Cube) []ReceiptRow {
	rows := []ReceiptRow{}
	for _, q := range c.Quarters() {
		for _, r := range c.Receipts(q) {
			row := ReceiptRow{Period: q.ID(c.Basis()), Kind: r.Kind, Organisation: r.Organisation, Table: r.Table, Reported: "no"}
			if r.Reported {
				row.Reported = "yes"
			}
			if r.Revision > 0 {
				row.Revision = strconv.Itoa(r.Revision)
			}
			rows = append(rows, row)
		}
	}
	return rows
}
