package source

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/dim"
	"fukusen/internal/registry"
)

// printed writes rows of people as the contract has them: IDs, canonical
// periods, plain numbers and marks.
func (o outcome) printed() string {
	var b strings.Builder
	b.WriteString("period,organisation,area,origin,sex,age,sport,revision")
	for _, n := range o.names {
		b.WriteString("," + n)
	}
	b.WriteString("\n")
	for _, r := range o.rows {
		period := r.Quarter.ID(dim.Fiscal)
		if r.Month != 0 {
			year := r.Quarter.Start().Year()
			period = fmt.Sprintf("%04d-%02d", year, r.Month)
		}
		b.WriteString(period)
		for _, a := range []dim.Axis{dim.Organisation, dim.Area, dim.Origin, dim.Sex, dim.Age, dim.Sport} {
			b.WriteString("," + strings.TrimSuffix(o.code(r, a), registry.UnknownPart))
		}
		fmt.Fprintf(&b, ",%d", r.Revision)
		for _, v := range r.Values {
			b.WriteString("," + map[Status]string{Given: fmt.Sprint(v.N), Missing: "…", SourceWithheld: "x", NotApplicable: "該当なし"}[v.Status])
		}
		b.WriteString("\n")
	}
	return b.String()
}

// What was accepted means the same when it is printed and read again, whatever
// the bytes were: nothing is read as something else. Totals are not data.
func FuzzPrintedBack(f *testing.F) {
	for _, seed := range []string{
		"期間,提出者,市区町村,居住地,性別,年齢階級,人数,有業者\n令和8年度第1四半期,アクメ,福井市,18,女性,20～29歳,\"1,204\",１２\n",
		"period,organisation,persons,sport\n2026年4月,acme,1204人,柔道\n2026-05,acme,…,\n",
		"提出者\t期\t人数\t版\nacme\tR8.1Q\t12p\t2\n", "period,organisation,persons\nH31年度4Q,8000020130001,▲3\n",
		"\xef\xbb\xbf表\n期,団体,対象者数（人）,備考\nFY26 1Q,acme,007,x\n注)ここまで\n",
	} {
		f.Add([]byte(seed))
	}
	env := testEnv(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		o := readAs(t, env, string(data), "")
		o.rows = slices.DeleteFunc(o.rows, func(r Row) bool { return r.Total != 0 })
		if len(o.rows) == 0 || !slices.Contains(o.names, "persons") {
			return
		}
		for _, r := range o.rows {
			if len(r.Values) != len(o.names) || r.Codes[dim.Category] != dim.Total {
				return // another table
			}
		}
		again := readAs(t, env, o.printed(), "")
		for i := range o.rows {
			o.rows[i].Line = i + 2
		}
		if again.text() != o.text() || again.finds.Errors() > 0 {
			t.Errorf("%q\nread\n%s\nprinted\n%s\nand read again\n%s %v", data, o.text(), o.printed(), again.text(), again.finds)
		}
	})
}
