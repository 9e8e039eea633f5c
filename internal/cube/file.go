package cube

import (
	"cmp"
	"maps"
	"slices"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/source"
)

// A File gathers the shards of one file.
type File struct {
	file   source.File
	lists  *dim.Lists
	con    *contract.Contract
	shards []*Part
}

// NewFile begins a file.
func NewFile(file source.File, lists *dim.Lists, con *contract.Contract) *File {
	return &File{file: file, lists: lists, con: con}
}

// Sink begins the next shard, in the order of its lines.
func (f *File) Sink() source.Sink {
	p := NewPart(f.file, f.lists, f.con)
	f.shards = append(f.shards, p)
	return p.Sink
}

// Part puts the shards together, which are used up; nil if no row came.
func (f *File) Part() *Part {
	shards := slices.DeleteFunc(f.shards, func(p *Part) bool { return p.table == nil })
	if len(shards) == 0 {
		return nil
	}
	all := shards[0]
	for i, p := range shards[1:] {
		all.join(p)
		shards[i+1] = nil
	}
	return all
}

func (p *Part) join(other *Part) {
	at := make([]int32, len(other.keys))
	p.index.findAll(other.index.keys, at)
	for g, mine := range at {
		if mine < 0 {
			at[g] = p.newGroup(other.keys[g], other.index.keys[g], other.lines[g])
		}
	}
	again := map[int32]bool{} // groups of a measure table that this part has already
	for k, line := range other.seen {
		g := k.group
		k.group = at[g]
		if first, ok := p.seen[k]; ok {
			p.twice = append(p.twice, twice{group: k.group, first: first, line: line})
			again[g] = true
			continue
		}
		p.seen[k] = line
	}
	for _, t := range other.twice {
		p.twice = append(p.twice, twice{at[t.group], t.first, t.line})
	}
	for g := range other.keys {
		if again[int32(g)] {
			continue
		}
		mine, theirs := p.data[int(at[g])*len(p.slots):], other.data[g*len(p.slots):][:len(p.slots)]
		for i, n := range theirs {
			mine[i] += n
		}
	}
	for g, axes := range other.open {
		p.open[at[g]] |= axes
	}
	p.weights.join(&other.weights, at)
	p.joinRest(other)
}

func (p *Part) joinRest(other *Part) {
	p.claims = append(p.claims, other.claims...)
	p.huge = cmp.Or(p.huge, other.huge)
	p.finds = append(p.finds, other.finds...)
	for _, id := range slices.Sorted(maps.Keys(other.entities)) {
		e := other.entities[id]
		if first, ok := p.entities[id]; ok {
			p.finds = append(p.finds, disagree(id, e, p.at(e.line), first, p.at(first.line))...)
			continue
		}
		p.entities[id] = e
	}
}

// Organisations lists those that the rows are about, in the order of their
// codes.
func (p *Part) Organisations() []dim.Code {
	all := map[dim.Code]bool{}
	for _, k := range p.keys {
		all[k.codes[dim.Organisation]] = true
	}
	delete(all, dim.Total)
	return slices.Sorted(maps.Keys(all))
}

// Receipts lists what the part holds, in no order and without its months.
func (p *Part) Receipts() []Receipt {
	all := map[Receipt]bool{}
	for _, k := range p.keys {
		if org := k.codes[dim.Organisation]; org != dim.Total {
			all[Receipt{Organisation: p.lists.ID(dim.Organisation, org), Table: p.table.ID, Quarter: k.quarter, Revision: int(k.revision)}] = true
		}
	}
	return slices.Collect(maps.Keys(all))
}
