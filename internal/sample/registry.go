package sample

import (
	"strconv"

	"fukusen/internal/dim"
)

// An organisation is one row of organisations.csv.
type organisation struct {
	id, kind, ja, en string
	area             string
	joined           dim.Quarter
	aggregate        bool
	unlisted         bool
	consents         bool   // to its own amounts of money
	reports          string // tables, separated by spaces
}

// An area is one row of areas.csv; row and col place it on a tile map.
type area struct {
	code, ja, en, kana, parent string
	row, col                   int
}

// Headers of the registers, in the order of the columns.
var (
	organisationJA = []string{"提出者", "種別", "名称", "英語名称", "市区町村コード", "参加期", "公開区分", "一覧掲載", "金額同意", "提出表"}
	organisationEN = []string{"organisation", "kind", "name", "name_en", "area", "joined", "disclosure", "listed", "money_consent", "reports"}
	areaEN         = []string{"code", "name", "name_en", "kana", "parent", "row", "col"}
)

func organisationFile(heads []string) *file {
	f := newFile(plain, "organisations.csv")
	f.row(heads...)
	return f
}

func (o organisation) cells() []string {
	disclosure, listed, consents := "named", "yes", "no"
	if o.aggregate {
		disclosure = "aggregate"
	}
	if o.unlisted {
		listed = "no"
	}
	if o.consents {
		consents = "yes"
	}
	return []string{o.id, o.kind, o.ja, o.en, o.area, o.joined.ID(dim.Fiscal), disclosure, listed, consents, o.reports}
}

func saveAreas(write func(string, []byte) error, areas []area) error {
	f := newFile(plain, "areas.csv")
	f.row(areaEN...)
	for _, a := range areas {
		f.row(a.code, a.ja, a.en, a.kana, a.parent, strconv.Itoa(a.row), strconv.Itoa(a.col))
	}
	return f.save(write)
}
