package source

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
)

// A canonical column is one of a table, and how a row writes it: IDs,
// canonical periods, plain numbers and marks.
type canonical struct {
	id    string
	write func(Row) string
}

// canonicalKey writes a key column; ok is false for those that say nothing of a
// row.
func (o outcome) canonicalKey(c contract.Column) (col canonical, ok bool) {
	col.id = c.ID
	switch {
	case c.Form == contract.FormPeriod:
		col.write = period
	case c.Form == contract.FormCode:
		col.write = func(r Row) string { return strings.TrimSuffix(o.code(r, c.Axis), registry.UnknownPart) }
	case c.Form == contract.FormRevision:
		col.write = func(r Row) string { return strconv.Itoa(r.Revision) }
	case c.Form == contract.FormWeight && o.rows[0].Weight > 0:
		col.write = func(r Row) string { return fmt.Sprintf("%d.%03d", r.Weight/1000, r.Weight%1000) }
	case c.Form == contract.FormEntity:
		col.write = func(r Row) string { return r.Entity }
	case c.ID == contract.ColumnFounded:
		col.write = func(r Row) string { return r.Day }
	case c.ID == contract.ColumnPopulation:
		col.write = func(r Row) string { return o.code(r, dim.Category) }
	case slices.Contains(o.table.Category, c.ID):
		level := 1 + slices.Index(o.table.Category, c.ID)
		col.write = func(r Row) string { return strings.Split(o.code(r, dim.Category), ".")[level] }
	case c.ID == contract.ColumnItem:
		col.write = func(r Row) string { return o.env.Contract.Items[r.Item].ID }
	case c.Form == contract.FormAnswer:
		col.write = func(r Row) string { return reply(r.Answer, &o.env.Contract.Items[r.Item]) }
	}
	return col, col.write != nil
}

func period(r Row) string {
	if r.Month != 0 {
		return fmt.Sprintf("%04d-%02d", r.Quarter.Start().Year(), r.Month)
	}
	return r.Quarter.ID(dim.Fiscal)
}

var statusMarks = map[Status]string{Missing: "…", SourceWithheld: "x", NotApplicable: "該当なし"}

// reply writes an answer: its point, its code, or the codes of a set.
func reply(v Value, it *contract.Item) string {
	switch {
	case v.Status != Given:
		return statusMarks[v.Status]
	case it.Several:
		var codes []string
		for i, a := range it.Answers {
			if v.N>>i&1 == 1 {
				codes = append(codes, a.Code)
			}
		}
		return strings.Join(codes, ";")
	}
	a := it.Answers[v.N]
	switch point := int(v.Point); {
	case it.Points == 0 || point < a.From || point > a.To:
		return a.Code
	case it.Unit == contract.UnitMinutes:
		return fmt.Sprintf("%d分", point)
	default:
		return strconv.Itoa(point)
	}
}

// canonicalValue writes a measure or an item.
func (o outcome) canonicalValue(i int) canonical {
	col := canonical{id: o.names[i]}
	m, isMeasure := o.table.Measure(col.id)
	it, _ := o.env.Contract.Item(col.id)
	col.write = func(r Row) string {
		switch v := r.Values[i]; {
		case !isMeasure:
			return reply(v, it)
		case v.Status != Given:
			return statusMarks[v.Status]
		case m.Unit == contract.UnitMinutes:
			return fmt.Sprintf("%d分", v.N)
		default:
			return strconv.FormatInt(v.N, 10)
		}
	}
	return col
}

// printed writes the rows as the contract has them.
func (o outcome) printed() string {
	var all []canonical
	for _, c := range o.table.Keys {
		if col, ok := o.canonicalKey(c); ok {
			all = append(all, col)
		}
	}
	for i, id := range o.names {
		if m, ok := o.table.Measure(id); !ok || m.Product == nil {
			all = append(all, o.canonicalValue(i))
		}
	}
	var b strings.Builder
	line := func(write func(canonical) string) {
		for i, c := range all {
			if i > 0 {
				b.WriteString(",")
			}
			b.WriteString(quoted(write(c)))
		}
		b.WriteString("\n")
	}
	line(func(c canonical) string { return c.id })
	for _, r := range o.rows {
		line(func(c canonical) string { return c.write(r) })
	}
	return b.String()
}

// What was accepted means the same when it is printed and read again, whatever
// the bytes and the table were: nothing is read as something else. Totals are
// not data.
func FuzzPrintedBack(f *testing.F) {
	for _, seed := range []string{
		"期間,提出者,市区町村,居住地,性別,年齢階級,人数,有業者\n令和8年度第1四半期,アクメ,福井市,18,女性,20～29歳,\"1,204\",１２\n",
		"period,organisation,persons,sport\n2026年4月,acme,1204人,柔道\n2026-05,acme,…,\n",
		"提出者\t期\t人数\t版\nacme\tR8.1Q\t12p\t2\n", "period,organisation,persons\nH31年度4Q,8000020130001,▲3\n",
		"\xef\xbb\xbf表\n期,団体,対象者数（人）,備考\nFY26 1Q,acme,007,x\n注)ここまで\n",
		"採用(単位:人、千円)\n期間,提出者,経路,採用数,外部費用\n2026年4～6月,kita,出戻り,3,▲1.5\n2026FQ1,acme,その他,3,12\n",
		"期間,提出者,分野,活動,時間,時給\n2026FQ1,acme,地域,講師,3:30,\"1,001\"\n2026FQ2,acme,学校,,3.5時間,x\n",
		"期間,提出者,対象,NPS,週の活動時間,動機,睡眠時間\n2026FQ1,acme,従業員,10,42.5,収入、学び,420\n2026FQ1,acme,住民,推奨者(9~10),0:30,,x\n",
		"期間,提出者,対象,NPS,重み\n2026FQ1,acme,従業員,10,1.25\n2026FQ1,acme,従業員,3,０．７５\n",
		"期間,提出者,対象,設問,回答,回答者数\n2026FQ1,acme,従業員,eNPS,detractors,12\n2026FQ1,acme,従業員,睡眠による休養,1,3\n",
		"法人番号,設立日,市区町村,12か月存続\n7000012050002,R8.4.1,18201,はい\nlocal:cafe-1,2026/5/1,みなと地区,…\n",
		"年月日,市区町村,性別,人口,15~64歳人口\n2026-04-01,福井県福井市,男,９９９,\n", "期間,提出者,段階,選手数,8位以内\n2026FQ1,twin-1,L3,9,3\n",
		"期間,提出者,項目,件数,母数\n2026FQ1,acme,保険加入,8,9\n", "期間,提出者,調査対象,母数,回収数,調査開始,調査終了\n2026FQ1,acme,会員,9,8,2026-04-01,2026/4/2\n",
		"期間,提出者,契約形態,開始者数,終了者数,就業時間\n2026FQ1,acme,請負,9,3,1:30\n",
		"期間,提出者,求人件数,募集人数,兼業可人数\n2026FQ1,acme,\"1,204件\",9人,３\n",
		"期間,提出者,学生数,単位数,協定の有無\n2026FQ1,kita,9,12.0,○\n",
	} {
		f.Add([]byte(seed))
	}
	env := testEnv(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		o := readAs(t, env, string(data), "")
		o.rows = slices.DeleteFunc(o.rows, func(r Row) bool { return r.Total != 0 })
		if len(o.rows) == 0 {
			return
		}
		again := readAs(t, env, o.printed(), "format: 1\ntable: "+o.table.ID+"\n")
		for i := range o.rows {
			o.rows[i].Line = i + 2
		}
		if len(again.rows) == 0 || again.full() != o.full() || again.finds.Errors() > 0 {
			t.Errorf("%q\nread\n%s\nprinted\n%s\nand read again\n%s %v", data, o.full(), o.printed(), again.text(), again.finds)
		}
	})
}
