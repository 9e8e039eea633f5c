package cube

import (
	"math/bits"

	"fukusen/internal/dim"
)

// packed is a groupKey in 16 bytes instead of 48: every row looks one up, and a
// smaller table stays in the cache.
type packed [2]uint64

// A packer knows how many bits the codes of each axis need.
type packer [dim.NumAxes]uint8

// Of the period and revision of a key: quarters up to the year 16383, months
// to 15, revisions to 1023.
const (
	quarterBits  = 16
	monthBits    = 4
	revisionBits = 10
)

// words tells in which half the codes of an axis go: the two halves hold about
// as much.
var words = [dim.NumAxes]int{dim.Kind: 1, dim.Sport: 1, dim.Category: 1}

// newPacker panics if the lists are so long that the codes of a key need more
// than 64 bits in a half: some 2^20 areas and as many organisations.
func newPacker(lists *dim.Lists) packer {
	var p packer
	need := [2]int{1: quarterBits + monthBits + revisionBits}
	for a := range dim.Axis(dim.NumAxes) {
		p[a] = uint8(bits.Len(uint(len(lists.Entries(a)))))
		need[words[a]] += int(p[a])
	}
	if max(need[0], need[1]) > 64 {
		panic("cube: lists too long for packed keys")
	}
	return p
}

func (p *packer) pack(k groupKey) packed {
	at := packed{1: uint64(k.quarter)<<(monthBits+revisionBits) | uint64(k.month)<<revisionBits | uint64(k.revision)}
	for a, code := range k.codes {
		w := words[a]
		at[w] = at[w]<<p[a] | uint64(code)
	}
	return at
}
