package tell

import (
	"testing"

	"fukusen/internal/kpi"
	"fukusen/internal/stat"
)

func TestSigns(t *testing.T) {
	w := newWorld(t)
	o := w.rate("a1b", 49, 400)
	median := kpi.Spread{Organisations: make([]*kpi.Observation, 7), Quantiles: []kpi.Quantile{{Part: 0.5, Value: 0.104}}}
	all := kpi.Spread{Organisations: make([]*kpi.Observation, 12), Quantiles: []kpi.Quantile{{Part: 0.25, Value: 0.08}, {Part: 0.5, Value: 0.104}, {Part: 0.75, Value: 0.15}}}
	high := kpi.Signal{Observation: &o, Past: 8, Chart: stat.Chart{Centre: 0.1, Latest: 0.1225, Signal: true}}
	low := kpi.Signal{Observation: &o, Past: 8, Panel: kpi.Differs, Chart: stat.Chart{Centre: 0.2, Latest: 0.1225, Signal: true}}
	ja, easy, en := w.teller(registers()[0]), w.teller(registers()[1]), w.teller(registers()[2])
	for _, tt := range []struct{ got, want string }{
		{ja.Spread(&o, median), "値を公表している7団体の値は、中央値が10.4%です。まとめた値は人数の合計から計算するので、団体の値の平均とは異なります。"},
		{ja.Spread(&o, all), "値を公表している12団体の値は、中央値が10.4%で、半数の団体が8.0%から15.0%のあいだにあります。まとめた値は人数の合計から計算するので、団体の値の平均とは異なります。"},
		{en.Spread(&o, all), "Of the values of the 12 organisations that show theirs, the median is 10.4%, and half of them lie between 8.0% and 15.0%. The joint value is made of sums of people, so it is not the mean of theirs."},
		{ja.Spread(&o, kpi.Spread{}), ""},
		{en.Signal(high), "The value of " + en.Period(&o) + " is higher than the previous 8 quarters would suggest. That is a reason to look into it, neither good nor bad."},
		{ja.Signal(low), ja.Period(&o) + "の値は、その前の8つの四半期から見込まれる範囲より低い値です。良し悪しではなく、理由を確かめるきっかけです。比べた四半期の中に、報告した団体が異なるものがあります。そのことだけで動いた可能性があります。"},
		{easy.Signal(high), easy.Period(&o) + "の数は、前の8回の数から思うより高いです。よい、わるいではありません。理由をしらべるきっかけです。"},
		{ja.Signal(kpi.Signal{Observation: &o, Past: 8}), ""},
	} {
		if tt.got != tt.want {
			t.Errorf("got  %q\nwant %q", tt.got, tt.want)
		}
	}
}
