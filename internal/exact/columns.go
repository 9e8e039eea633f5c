package exact

import "slices"

// columns is a problem modulo a prime on its way to independent blocks.
type columns struct {
	p         Prime
	rows      int
	sensitive int       // the first columns are sensitive, the rest candidates
	cols      [][]entry // each sorted by row
	settled   []bool    // by column: a candidate certainly published, or a sensitive one certainly safe
}

func (p Problem) columns(q Prime) *columns {
	c := &columns{p: q, rows: p.Rows, sensitive: len(p.Sensitive)}
	n, size := len(p.Sensitive)+len(p.Candidates), 0
	all := slices.Concat(p.Sensitive, p.Candidates)
	for _, v := range all {
		size += len(v)
	}
	slab := make([]entry, 0, size) // one allocation for all columns
	c.cols, c.settled = make([][]entry, n), make([]bool, n)
	for i, v := range all {
		from := len(slab)
		slab = appendMod(slab, v, q)
		c.cols[i] = slab[from:len(slab):len(slab)]
	}
	return c
}

// peel settles columns that have a row to themselves. Nothing could cancel that
// row: no combination gives a sensitive column that has it, and none that gives
// another sensitive column can use a candidate that has it. Without them others
// may have a row to themselves, and so on.
func (c *columns) peel() {
	degree := make([]int32, c.rows) // columns that have the row
	sum := make([]int, c.rows)      // of their indices: with degree 1, the index
	for i, col := range c.cols {
		for _, t := range col {
			degree[t.row]++
			sum[t.row] += i
		}
	}
	var queue []int32
	for r, d := range degree {
		if d == 1 {
			queue = append(queue, int32(r))
		}
	}
	for len(queue) > 0 {
		r := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		i := sum[r]
		if degree[r] != 1 {
			continue
		}
		c.settled[i] = true
		for _, t := range c.cols[i] {
			degree[t.row]--
			sum[t.row] -= i
			if degree[t.row] == 1 {
				queue = append(queue, t.row)
			}
		}
	}
}

// merge leaves one of several rows that all columns treat alike: where they
// agree in one row they agree in the others, in every combination.
func (c *columns) merge() {
	byRow := c.transpose()
	first := make(map[uint64][]int32, c.rows) // hash to one row of each kind
	drop := make([]bool, c.rows)
	for r, terms := range byRow {
		h := hash(terms)
		if slices.ContainsFunc(first[h], func(o int32) bool { return slices.Equal(byRow[o], terms) }) {
			drop[r] = true
		} else {
			first[h] = append(first[h], int32(r))
		}
	}
	for i, col := range c.cols {
		c.cols[i] = slices.DeleteFunc(col, func(t entry) bool { return drop[t.row] })
	}
}

// transpose returns for each row its columns, those that peel left.
func (c *columns) transpose() [][]entry {
	start := make([]int32, c.rows+1)
	for i, col := range c.cols {
		for _, t := range col {
			if !c.settled[i] {
				start[t.row+1]++
			}
		}
	}
	for r := range c.rows {
		start[r+1] += start[r]
	}
	slab := make([]entry, start[c.rows])
	byRow := make([][]entry, c.rows)
	for r := range byRow {
		byRow[r] = slab[start[r]:start[r]:start[r+1]]
	}
	for i, col := range c.cols {
		if c.settled[i] {
			continue
		}
		for _, t := range col {
			byRow[t.row] = append(byRow[t.row], entry{int32(i), t.val})
		}
	}
	return byRow
}

func hash(terms []entry) uint64 {
	h := splitmix(uint64(len(terms)))
	for _, t := range terms {
		h = splitmix(h ^ splitmix(t.val) + uint64(t.row))
	}
	return h
}

// blocks returns the parts of the problem that have a sensitive column and
// share no row with each other. Rows are renumbered within each block. All
// other candidates are published: nothing sensitive is within their reach.
func (c *columns) blocks() []*block {
	root := c.connect()
	of := make([]*block, c.rows) // by root
	var blocks []*block
	each := func(f func(i int, r int32, col []entry)) {
		for i, col := range c.cols {
			if len(col) > 0 && !c.settled[i] {
				f(i, root[col[0].row], col)
			}
		}
	}
	counts := make([]int32, c.rows) // of candidates, by root
	each(func(i int, r int32, _ []entry) {
		if i >= c.sensitive {
			counts[r]++
		}
	})
	each(func(i int, r int32, col []entry) {
		if of[r] == nil && i < c.sensitive {
			of[r] = &block{p: c.p, candidates: make([]column, 0, counts[r])}
			blocks = append(blocks, of[r])
		}
		if b := of[r]; b != nil {
			b.take(i, i-c.sensitive, col)
		}
	})
	local := make([]int32, c.rows)
	for r, to := range root {
		if b := of[to]; b != nil {
			local[r] = int32(b.rows)
			b.rows++
		}
	}
	for _, b := range blocks {
		b.renumber(local)
	}
	return blocks
}

// connect returns for each row the row that stands for its component.
func (c *columns) connect() []int32 {
	root := make([]int32, c.rows)
	for r := range root {
		root[r] = int32(r)
	}
	find := func(r int32) int32 {
		for root[r] != r {
			root[r] = root[root[r]]
			r = root[r]
		}
		return r
	}
	for i, col := range c.cols {
		for _, t := range col {
			if !c.settled[i] {
				root[find(t.row)] = find(col[0].row)
			}
		}
	}
	for r := range root {
		root[r] = find(int32(r))
	}
	return root
}
