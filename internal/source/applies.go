package source

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/rows"
)

// What a source.yaml says is compared here with the contract and with the file
// that it is applied to.
var (
	ruleGivenTwice = diag.Rule{
		ID:   "source/twice",
		Msg:  diag.Text{JA: "%[1]s が、source.yaml とファイルの列などで二重に指定されています", EN: "%[1]s is given twice: by source.yaml and again by the file or by another key"},
		Hint: diag.Text{JA: "どちらか一方にしてください。ファイルの列を使わないなら、その見出しを source.yaml の ignore に書きます", EN: "keep one of them; to leave out the column of the file, list its header under ignore in source.yaml"},
	}
	ruleNoSuchColumn = diag.Rule{
		ID:   "source/column",
		Msg:  diag.Text{JA: "source.yaml の %[1]s が挙げる列 %[2]q は、どの表にもありません", EN: "source.yaml: %[1]s names the column %[2]q, which no table has"},
		Hint: diag.Text{JA: "列名(period, organisation, persons など)の綴りを確かめてください%[3]s", EN: "check the spelling of the column%[3]s"},
	}
	ruleNotOfTable = diag.Rule{
		ID:   "source/table-column",
		Msg:  diag.Text{JA: "source.yaml は見出し %[1]q を列 %[2]s としていますが、表 %[3]s にその列はありません", EN: "source.yaml reads the header %[1]q as %[2]s, which the table %[3]s does not have"},
		Hint: diag.Text{JA: "別の表のファイルなら、フォルダを分けてそれぞれに source.yaml を置いてください。この列を使わないなら ignore に書きます", EN: "keep files of different tables in folders with a source.yaml each; if the column is not needed, list it under ignore"},
	}
	ruleNotFixable = diag.Rule{
		ID:   "source/fixed",
		Msg:  diag.Text{JA: "source.yaml の fixed に %[1]s は書けません", EN: "source.yaml: %[1]s cannot be fixed"},
		Hint: diag.Text{JA: "人数や回答は一行ごとに必要です。fixed に書けるのは: %[2]s", EN: "numbers and answers are needed row by row; what can be fixed: %[2]s"},
	}
	ruleNoSuchHeader = diag.Rule{
		ID:   "source/header",
		Msg:  diag.Text{JA: "source.yaml が挙げる見出し %[1]q は、このファイルにありません", EN: "source.yaml names the header %[1]q, which this file does not have"},
		Hint: diag.Text{JA: "ファイルの見出しは: %[2]s", EN: "the headers of the file are: %[2]s"},
	}
)

// checkHeaders finds headers that the mapping names and the file lacks, or has
// twice.
func checkHeaders(m *Mapping, r *rows.Reader) diag.List {
	var finds diag.List
	header := r.Header()
	for _, n := range m.namedHeaders() {
		first := slices.Index(header, n.header)
		if first < 0 {
			f := ruleNoSuchHeader.At(r.HeaderPos(0), n.header, strings.Join(header, ", "))
			finds = append(finds, related(f, m.keyPos(n.path, diag.Pos{})))
			continue
		}
		if again := slices.Index(header[first+1:], n.header); again >= 0 {
			finds = append(finds, ruleSameColumn.At(r.HeaderPos(first+1+again), n.header))
		}
	}
	return finds
}

// related adds where source.yaml says it, if that is known.
func related(f diag.Finding, pos diag.Pos) diag.Finding {
	if pos != (diag.Pos{}) {
		f.Related = append(f.Related, pos)
	}
	return f
}

// A namedHeader is a header that source.yaml names, and its place there.
type namedHeader struct{ header, path string }

// namedHeaders are sorted, each once.
func (m *Mapping) namedHeaders() []namedHeader {
	var all []namedHeader
	for h := range m.Columns {
		all = append(all, namedHeader{h, "columns." + h})
	}
	if m.Period != nil {
		all = append(all, namedHeader{m.Period.Column, "period.column"})
	}
	if m.Unpivot != nil {
		for h := range m.Unpivot.Columns {
			all = append(all, namedHeader{h, "unpivot.columns." + h})
		}
	}
	for _, p := range m.bounded() {
		key := p.axis.String()
		all = append(all, namedHeader{p.from.Column, key + ".column"}, namedHeader{p.from.Within.Column, key + ".within.column"})
	}
	all = slices.DeleteFunc(all, func(n namedHeader) bool { return n.header == "" })
	slices.SortFunc(all, func(a, b namedHeader) int {
		return cmp.Or(strings.Compare(a.header, b.header), strings.Compare(a.path, b.path))
	})
	return slices.CompactFunc(all, func(a, b namedHeader) bool { return a.header == b.header })
}

// checkColumns finds columns that the mapping names and no table has, and what
// cannot be fixed. A folder may hold files of several tables, so what another
// table has is fine.
func checkColumns(m *Mapping, con *contract.Contract, file diag.Pos) diag.List {
	var finds diag.List
	check := func(where string, pos diag.Pos, id string) {
		if !isColumn(id, con) {
			finds = append(finds, ruleNoSuchColumn.At(pos, diag.Public(where), diag.Public(id), diag.Public(nearColumns(id, columnIDs(con)))))
		}
	}
	for _, h := range slices.Sorted(maps.Keys(m.Columns)) {
		check("columns", m.valuePos("columns."+h, file), m.Columns[h])
	}
	for _, id := range slices.Sorted(maps.Keys(m.Values)) {
		check("values", m.keyPos("values."+id, file), id)
	}
	for _, id := range slices.Sorted(maps.Keys(m.Units)) {
		check("units", m.keyPos("units."+id, file), id)
	}
	for _, id := range slices.Sorted(maps.Keys(m.Fixed)) {
		check("fixed", m.keyPos("fixed."+id, file), id)
		if isColumn(id, con) && !slices.Contains(fixable, id) {
			finds = append(finds, ruleNotFixable.At(m.keyPos("fixed."+id, file), diag.Public(id), diag.Public(strings.Join(fixable, ", "))))
		}
	}
	for i, f := range finds {
		if f.Pos != file {
			finds[i] = related(f, file)
		}
	}
	return finds
}

// fixable are the columns that may be the same in every row of a file.
var fixable = []string{
	contract.ColumnPeriod, contract.ColumnOrganisation, "area", "origin", "sex", "age", "sport",
	contract.ColumnPopulation, contract.ColumnItem, contract.ColumnRevision, contract.ColumnBasis, contract.ColumnNote,
}

func isColumn(id string, con *contract.Contract) bool { return slices.Contains(columnIDs(con), id) }

// columnIDs lists the columns of all tables.
func columnIDs(con *contract.Contract) []string {
	var all []string
	for i := range con.Tables {
		for _, c := range con.Tables[i].Columns(con.Items) {
			all = append(all, c.ID)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
