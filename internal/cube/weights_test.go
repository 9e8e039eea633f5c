package cube

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/source"
)

// weightedSurvey is the layout of a file with a weight, and with motives, of
// which a respondent may give several.
func weightedSurvey() *source.Layout {
	l := survey()
	l.Weighted = true
	it, _ := con.Item("motive")
	l.Items = append(l.Items, it)
	return l
}

// weighedRow is a respondent of organisation a.
func weighedRow(line int, weight int64, life string, motives int64) source.Row {
	set := source.Value{N: motives}
	if motives == 0 {
		set.Status = source.Missing
	}
	r := ofPopulation(row(line, "a", "f", reply("life_satisfaction", life), reply("area_enps", ""), set), "resident")
	r.Weight = weight
	return r
}

// Weights of 0.5, 1.5 and 1, worked out by hand.
func TestWeights(t *testing.T) {
	rows := []source.Row{
		weighedRow(2, 500, "4", 0b00001), weighedRow(3, 1500, "10", 0b00011), weighedRow(4, 1000, "", 0b00010), weighedRow(5, 1000, "9", 0),
	}
	c, finds := merge(t, file{"a.csv", weightedSurvey(), rows})
	if len(finds) > 0 {
		t.Fatal(finds)
	}
	for name, want := range map[string]Weights{
		"resident.life_satisfaction": {
			All: 3000, AllSquares: 250_000 + 2_250_000 + 1_000_000,
			Of: []int64{500, 0, 2500}, Squares: []int64{250_000, 0, 3_250_000},
			Points:        500*4 + 1500*10 + 1000*9,
			SquarePoints:  250_000*4 + 2_250_000*10 + 1_000_000*9,
			SquareSquares: 250_000*16 + 2_250_000*100 + 1_000_000*81,
		},
		"resident.motive": { // the second respondent gave two
			All: 3000, AllSquares: 250_000 + 2_250_000 + 1_000_000,
			Of: []int64{2000, 2500, 0, 0, 0}, Squares: []int64{2_500_000, 3_250_000, 0, 0, 0},
		},
		"resident.area_enps": {Of: []int64{0, 0, 0}, Squares: []int64{0, 0, 0}}, // nobody answered
	} {
		got := find(t, c, name, "a", "f")
		if got.Weights == nil || !reflect.DeepEqual(*got.Weights, want) {
			t.Errorf("%s: got %+v, want %+v", name, got.Weights, want)
		}
	}
	same(t, "counts stay", find(t, c, "resident.life_satisfaction", "a", "f").Sums, Sums{Sum: 3, Rows: 3, Missing: 1, Points: 23, Squares: 16 + 100 + 81})
}

// Answers without a weight count as one beside others, in the same cell and in
// the sums of Weighed; and weights that are all 1 tell nothing.
func TestUnweightedBesideWeighted(t *testing.T) {
	unweighted := []source.Row{weighedRow(2, 0, "3", 0), weighedRow(3, 0, "7", 0)}
	all := survey()
	all.Items = weightedSurvey().Items
	weighted := []source.Row{weighedRow(2, 1500, "7", 0), weighedRow(3, 500, "7", 0)}
	for _, order := range [][2]string{{"a.csv", "b.csv"}, {"b.csv", "a.csv"}} {
		c, finds := merge(t, file{order[0], weightedSurvey(), weighted}, file{order[1], all, unweighted})
		x := find(t, c, "resident.life_satisfaction", "a", "f")
		want := Weights{
			All: 4000, AllSquares: 4_500_000, Of: []int64{1000, 0, 3000}, Squares: []int64{1_000_000, 0, 3_500_000},
			Points: 24_000, SquarePoints: 3_000_000 + 7_000_000 + 2_500_000*7, SquareSquares: 9_000_000 + 49_000_000 + 2_500_000*49,
		}
		if len(finds) > 0 || x.Weights == nil || !reflect.DeepEqual(*x.Weights, want) {
			t.Errorf("%v: got %+v, want %+v %v", order, x.Weights, want, finds)
		}
	}
	even := []source.Row{weighedRow(2, 1000, "3", 1), weighedRow(3, 1000, "7", 2)}
	c, _ := merge(t, file{"a.csv", weightedSurvey(), even})
	x := find(t, c, "resident.life_satisfaction", "a", "f")
	if x.Weights != nil {
		t.Errorf("weights of 1: got %+v", x.Weights)
	}
	want := Weights{
		All: 2000, AllSquares: 2_000_000, Of: []int64{1000, 0, 1000}, Squares: []int64{1_000_000, 0, 1_000_000},
		Points: 10_000, SquarePoints: 10_000_000, SquareSquares: 58_000_000,
	}
	if got := x.Weighed(); !reflect.DeepEqual(got, want) {
		t.Errorf("counted as one: got %+v, want %+v", got, want)
	}
}

// The mean weight of an organisation's population must be 1 to within 1 %.
func TestMeanWeight(t *testing.T) {
	tests := []struct {
		weights []int64
		want    string // the message and what of the hint is about the remedy
	}{
		{weights: []int64{1010, 1010}},
		{weights: []int64{500, 1480}},
		{weights: []int64{0, 2000}},
		{[]int64{1010, 1011}, "the weights of a in Q1 of fiscal 2026 (Residents) have the mean 1.0105; divide every weight by this mean"},
		{[]int64{500, 1479}, "the weights of a in Q1 of fiscal 2026 (Residents) have the mean 0.9895; divide every weight by this mean"},
		{[]int64{98, 2, 0}, "the weights of a in Q1 of fiscal 2026 (Residents) have the mean 0.0333; divide every weight by this mean"},
		{[]int64{0, 0}, "the weights of a in Q1 of fiscal 2026 (Residents) have the mean 0.0000; all weights are 0, so nobody would count: fill them in again, or leave the whole column empty if the survey is not weighted"},
	}
	for _, tt := range tests {
		var rows []source.Row
		for i, w := range tt.weights {
			rows = append(rows, weighedRow(i+7, w, "7", 0))
		}
		_, finds := merge(t, file{"a.csv", weightedSurvey(), rows})
		if tt.want == "" {
			if len(finds) > 0 {
				t.Errorf("%v: %v", tt.weights, finds)
			}
			continue
		}
		if len(finds) != 1 || finds[0].Pos != (diag.Pos{File: "a.csv", Line: 7}) || finds[0].Rule.ID != "survey/weight-mean" {
			t.Errorf("%v: got %v", tt.weights, finds)
			continue
		}
		_, remedy, _ := strings.Cut(finds[0].Hint("en"), "; ")
		if got := finds[0].Msg("en") + "; " + remedy; got != tt.want {
			t.Errorf("%v:\ngot  %s\nwant %s", tt.weights, got, tt.want)
		}
	}
}

// The mean is that of a population over all files of a report, and of its
// newest revision alone.
func TestMeanWeightOfReport(t *testing.T) {
	low, high := weighedRow(2, 500, "7", 0), weighedRow(3, 1500, "7", 0)
	other := high
	other.Codes[dim.Category] = code(dim.Category, "employee")
	old := high
	low.Revision, high.Revision, other.Revision = 2, 2, 2
	_, finds := merge(t, file{"a.csv", weightedSurvey(), []source.Row{low}}, file{"b.csv", weightedSurvey(), []source.Row{high, old}})
	if len(finds) > 0 {
		t.Errorf("two files and an old revision: %v", finds)
	}
	_, finds = merge(t, file{"a.csv", weightedSurvey(), []source.Row{low, other}})
	if len(finds) != 2 {
		t.Errorf("two populations: %v", finds)
	}
}

// However the rows are ordered and divided into files and shards, the sums are
// the same.
func TestWeightsInAnyOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var rows []source.Row
	for i := range 120 {
		x := weighedRow(i+2, int64(r.IntN(2001)), []string{"", "0", "5", "10"}[r.IntN(4)], int64(r.IntN(32)))
		x.Codes[dim.Sex] = code(dim.Sex, []string{"f", "m"}[r.IntN(2)])
		rows = append(rows, x)
	}
	var first *Cube
	for range 20 {
		r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		var parts []*Part
		cut := r.IntN(len(rows))
		for i, some := range [][]source.Row{rows[:cut], rows[cut:]} {
			f := NewFile(source.File{Path: []string{"a.csv", "b.csv"}[i]}, lists, con)
			for _, shard := range [][]source.Row{some[:len(some)/3], some[len(some)/3:]} {
				sink := f.Sink()
				for batch := range slices.Chunk(shard, 7) {
					if err := sink(weightedSurvey(), batch); err != nil {
						t.Fatal(err)
					}
				}
			}
			parts = append(parts, f.Part())
		}
		c, _ := Merge(parts, con)
		if first == nil {
			first = c
		}
		if !reflect.DeepEqual(c.Series, first.Series) {
			t.Fatal("another order gives other sums")
		}
	}
	total := Weights{}
	for _, s := range first.Series {
		if s.Item.ID == "life_satisfaction" {
			for i := range s.Cells {
				total.Add(s.Cells[i].Weighed())
			}
		}
	}
	want := int64(0)
	for _, x := range rows {
		if x.Values[0].Status == source.Given {
			want += x.Weight * x.Weight * int64(x.Values[0].Point) * int64(x.Values[0].Point)
		}
	}
	if total.SquareSquares != want {
		t.Errorf("sum of w^2 x^2 is %d, want %d", total.SquareSquares, want)
	}
}

// A file is weighted wherever in it the first weight stands that is not 1.
func TestWeightsInTheSecondShard(t *testing.T) {
	even := []source.Row{weighedRow(2, 1000, "4", 0), weighedRow(3, 1000, "10", 0)}
	uneven := []source.Row{weighedRow(4, 1500, "10", 0), weighedRow(5, 500, "4", 0)}
	for _, shards := range [][2][]source.Row{{even, uneven}, {uneven, even}} {
		f := NewFile(source.File{Path: "a.csv"}, lists, con)
		for _, rows := range shards {
			if err := f.Sink()(weightedSurvey(), rows); err != nil {
				t.Fatal(err)
			}
		}
		c, finds := Merge([]*Part{f.Part()}, con)
		x := find(t, c, "resident.life_satisfaction", "a", "f")
		want := Weights{
			All: 4000, AllSquares: 4_500_000, Of: []int64{1500, 0, 2500}, Squares: []int64{1_250_000, 0, 3_250_000},
			Points: 4000 + 10_000 + 15_000 + 2000, SquarePoints: 4_000_000 + 10_000_000 + 22_500_000 + 1_000_000,
			SquareSquares: 16_000_000 + 100_000_000 + 225_000_000 + 4_000_000,
		}
		if len(finds) > 0 || x.Weights == nil || !reflect.DeepEqual(*x.Weights, want) {
			t.Errorf("got %+v, want %+v %v", x.Weights, want, finds)
		}
	}
}

// Items that are worked out of others carry their weights on.
func TestDerivedWeights(t *testing.T) {
	it, _ := con.Item(contract.SleepMinutes)
	l := survey()
	l.Items, l.Weighted = []*contract.Item{it}, true
	var rows []source.Row
	for i, minutes := range []string{"299", "420", "500", "600"} {
		x := ofPopulation(row(i+2, "a", "f", reply(contract.SleepMinutes, minutes)), "resident")
		x.Codes[dim.Age] = code(dim.Age, "20-29")
		x.Weight = []int64{400, 600, 1200, 1800}[i]
		rows = append(rows, x)
	}
	c, _ := merge(t, file{"a.csv", l, rows})
	enough := find(t, c, "resident."+contract.SleepEnough, "a", "f")
	from := find(t, c, "resident."+contract.SleepMinutes, "a", "f")
	wantOf, wantSquares := make([]int64, 2), make([]int64, 2)
	for j := range from.Answers {
		to := 1
		if contract.EnoughIn(it.Answers[j].Code, "20-29") {
			to = 0
		}
		wantOf[to] += from.Weights.Of[j]
		wantSquares[to] += from.Weights.Squares[j]
	}
	w := enough.Weights
	if w == nil || !slices.Equal(w.Of, wantOf) || !slices.Equal(w.Squares, wantSquares) || w.All != 4000 || wantOf[0] == 0 || wantOf[1] == 0 {
		t.Errorf("got %+v, want %v and %v", w, wantOf, wantSquares)
	}
}
