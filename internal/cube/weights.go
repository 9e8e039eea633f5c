package cube

import (
	"fmt"
	"math/bits"
	"slices"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/source"
)

// Weights are the sums over the weights w of the respondents of a cell: of w in
// thousandths, of its square in millionths. They add up as Sums do. No overflow
// is possible: source bounds a weight by 10^5 thousandths, an item with a mean
// has points x of at most 10, so 9 million rows of the largest weight and point
// would be needed to come near 2^63; those that are counted with weight 1, of
// tallies, too, are no more than mostReplies.
type Weights struct {
	All        int64   // of the respondents to the item: sum of w
	AllSquares int64   // and of w^2
	Of         []int64 // sum of w by answer, in the order of the item
	Squares    []int64 // and of w^2

	Points        int64 // of an item with a mean: sum of w*x
	SquarePoints  int64 // of w^2*x
	SquareSquares int64 // of w^2*x^2
}

// Add adds the weights of another cell of the series. The slices of w are
// changed, so they must be its own; the zero Weights get new ones.
func (w *Weights) Add(more Weights) {
	w.All += more.All
	w.AllSquares += more.AllSquares
	w.Points += more.Points
	w.SquarePoints += more.SquarePoints
	w.SquareSquares += more.SquareSquares
	if w.Of == nil {
		w.Of, w.Squares = make([]int64, len(more.Of)), make([]int64, len(more.Of))
	}
	for i := range more.Of {
		w.Of[i] += more.Of[i]
		w.Squares[i] += more.Squares[i]
	}
}

// A weight of 1, and its square.
const (
	one       = 1000
	oneSquare = one * one
)

// Weighed gives the weights of a cell of a survey item; without any, every
// respondent counts as one. Its slices may be those of the cell.
func (c *Cell) Weighed() Weights {
	if c.Weights != nil {
		return *c.Weights
	}
	return Weights{
		one * c.Sums.Sum, oneSquare * c.Sums.Sum, times(one, c.Answers), times(oneSquare, c.Answers),
		one * c.Sums.Points, oneSquare * c.Sums.Points, oneSquare * c.Sums.Squares,
	}
}

func times(f int64, counts []int64) []int64 {
	all := make([]int64, len(counts))
	for i, n := range counts {
		all[i] = f * n
	}
	return all
}

// weights are those of the groups of a part.
type weights struct {
	items  []weighedItem
	width  int     // integers of a group; 0 in a part without weights
	sums   []int64 // width for each group
	uneven bool    // some weight is not 1: otherwise they tell nothing
}

// The integers of a group: the sum of the weights of all its rows, then of each
// item those of its respondents, of its points, and two of each answer.
const (
	weightsHead = 1
	weightsItem = 5
)

// A weighedItem is an item of the file and the first of its integers.
type weighedItem struct {
	*contract.Item
	at int
}

func (w *weights) begin(items []*contract.Item) {
	w.width = weightsHead
	for _, it := range items {
		w.items = append(w.items, weighedItem{it, w.width})
		w.width += weightsItem + 2*len(it.Answers)
	}
}

func (w *weights) of(g int32) []int64 { return w.sums[int(g)*w.width:][:w.width] }

// join adds the groups of another shard, whose numbers in this one are at.
func (w *weights) join(other *weights, at []int32) {
	w.uneven = w.uneven || other.uneven
	if w.width == 0 {
		return
	}
	for g, to := range at {
		mine := w.of(to)
		for i, n := range other.of(int32(g)) {
			mine[i] += n
		}
	}
}

// weigh adds the weights of rows whose groups are in the batch.
func (p *Part) weigh(rows []source.Row) {
	for i, g := range p.batch {
		weight := rows[i].Weight
		p.weights.uneven = p.weights.uneven || weight != one
		sums := p.weights.of(g)
		sums[0] += weight
		for j := range p.weights.items {
			if v := rows[i].Values[j]; v.Status == source.Given {
				it := &p.weights.items[j]
				it.weigh(sums[it.at:], v, weight)
			}
		}
	}
}

// weigh adds one reply to the sums of the item.
func (it *weighedItem) weigh(sums []int64, v source.Value, w int64) {
	sums[0] += w
	sums[1] += w * w
	if it.Mean {
		x := int64(v.Point)
		sums[2] += w * x
		sums[3] += w * w * x
		sums[4] += w * w * x * x
	}
	answers := sums[weightsItem:]
	if !it.Several {
		answers[v.N] += w
		answers[len(it.Answers)+int(v.N)] += w * w
		return
	}
	for set := uint64(v.N); set != 0; set &= set - 1 {
		a := bits.TrailingZeros64(set)
		answers[a] += w
		answers[len(it.Answers)+a] += w * w
	}
}

// weightsOf gives the weights of the item whose slots begin at; nil if the part
// has none.
func (p *Part) weightsOf(g, at int) *Weights {
	if !p.weights.uneven {
		return nil
	}
	it := p.weights.items[slices.IndexFunc(p.starts, func(s start) bool { return s.at == at })]
	d := p.weights.of(int32(g))[it.at:]
	n := len(it.Answers)
	return &Weights{
		All: d[0], AllSquares: d[1], Points: d[2], SquarePoints: d[3], SquareSquares: d[4],
		Of: slices.Clone(d[weightsItem:][:n]), Squares: slices.Clone(d[weightsItem+n:][:n]),
	}
}

// A weighed survey is the weights of a population that an organisation asked,
// and where they begin.
type weighed struct {
	rows, sum int64
	pos       diag.Pos
}

// weigh adds a group to what its organisation weighed.
func (m *merger) weigh(k sumKey, p *Part, g int32) {
	if !p.weights.uneven {
		return
	}
	w := m.weighed[k]
	if w == nil {
		w = &weighed{pos: p.at(p.lines[g])}
		m.weighed[k] = w
	}
	w.rows += p.data[int(g)*len(p.slots)]
	w.sum += p.weights.of(g)[0]
}

// checkWeights finds surveys whose mean weight is more than a hundredth from 1:
// beside those of others they would count too much or too little.
func (m *merger) checkWeights() diag.List {
	var finds diag.List
	for k, w := range m.weighed { // in any order: the findings are sorted
		if k.revision == m.reports[k.reportKey].revision && 100*abs(w.sum-one*w.rows) > one*w.rows {
			finds = append(finds, m.wrongMean(k, w))
		}
	}
	return finds
}

// wrongMean tells the mean with four decimals, rounded half up.
func (m *merger) wrongMean(k sumKey, w *weighed) diag.Finding {
	population := diag.Text{JA: m.lists.ID(dim.Category, k.population), EN: m.lists.ID(dim.Category, k.population)}
	if p, ok := m.con.Population(population.JA); ok {
		population = diag.Text(p.Name)
	}
	remedy := diag.Text{JA: "すべてのウェイトを、この平均で割ってください", EN: "divide every weight by this mean"}
	if w.sum == 0 {
		remedy = diag.Text{JA: "すべてのウェイトが 0 なので、だれも数えられません。ウェイトを入れ直すか、重みを付けない調査なら列全体を空欄にしてください", EN: "all weights are 0, so nobody would count: fill them in again, or leave the whole column empty if the survey is not weighted"}
	}
	mean := (20*w.sum + w.rows) / (2 * w.rows) // in ten-thousandths
	return ruleWeightMean.At(w.pos, said(m.lists, k.organisation), inWords(k.quarter), diag.Public(population),
		fmt.Sprintf("%d.%04d", mean/(10*one), mean%(10*one)), diag.Public(remedy))
}

var ruleWeightMean = diag.Rule{
	ID:   "survey/weight-mean",
	Msg:  diag.Text{JA: "「%[1]s」の%[2]sの調査(%[3]s)のウェイトは、平均が %[4]s です", EN: "the weights of %[1]s in %[2]s (%[3]s) have the mean %[4]s"},
	Hint: diag.Text{JA: "ウェイトの平均は、調査対象と四半期ごとに 1 でなければなりません(1%%までの差は認めます)。%[5]s", EN: "of each population and quarter it has to be 1, to within 1 %%; %[5]s"},
}
