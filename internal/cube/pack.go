package cube

import (
	"math/bits"

	"fukusen/internal/dim"
	"fukusen/internal/source"
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

func (p *packer) pack(row *source.Row) packed {
	c := &row.Codes
	lo := uint64(c[dim.Area])
	lo = lo<<p[dim.Origin] | uint64(c[dim.Origin])
	lo = lo<<p[dim.Organisation] | uint64(c[dim.Organisation])
	lo = lo<<p[dim.Sex] | uint64(c[dim.Sex])
	lo = lo<<p[dim.Age] | uint64(c[dim.Age])
	hi := uint64(row.Quarter)<<(monthBits+revisionBits) | uint64(row.Month)<<revisionBits | uint64(row.Revision)
	hi = hi<<p[dim.Kind] | uint64(c[dim.Kind])
	hi = hi<<p[dim.Sport] | uint64(c[dim.Sport])
	hi = hi<<p[dim.Category] | uint64(c[dim.Category])
	return packed{lo, hi}
}

// A table finds the number of a key: its place among keys. It is a hash table
// with open addressing, of which a slot has four bytes: of Go's map, whose slots
// hold the keys, little would stay in the cache.
type table struct {
	keys  []packed
	slots []int32 // number of a key plus 1; 0 is free
}

// find gives the number of a key, -1 if it is new.
func (t *table) find(k packed) int32 {
	if len(t.slots) == 0 {
		return -1
	}
	mask := uint64(len(t.slots) - 1)
	for i := k.hash() & mask; ; i = (i + 1) & mask {
		n := t.slots[i]
		if n == 0 {
			return -1
		}
		if t.keys[n-1] == k {
			return n - 1
		}
	}
}

// findAll is find for many keys at once. Each step is a short loop over all of
// them whose loads do not wait for each other.
func (t *table) findAll(keys []packed, found []int32) {
	if len(t.slots) == 0 {
		for i := range found {
			found[i] = -1
		}
		return
	}
	mask := uint64(len(t.slots) - 1)
	for i, k := range keys {
		found[i] = t.slots[k.hash()&mask] - 1
	}
	for i, k := range keys {
		if n := found[i]; n >= 0 && t.keys[n] != k {
			found[i] = t.find(k) // another key has the slot
		}
	}
}

// add gives a new key the next number. At most half of the slots are taken.
func (t *table) add(k packed) {
	if t.keys = append(t.keys, k); 2*len(t.keys) > len(t.slots) {
		t.slots = make([]int32, max(64, 2*len(t.slots)))
		for n := range t.keys {
			t.place(int32(n))
		}
		return
	}
	t.place(int32(len(t.keys) - 1))
}

func (t *table) place(n int32) {
	mask := uint64(len(t.slots) - 1)
	i := t.keys[n].hash() & mask
	for t.slots[i] != 0 {
		i = (i + 1) & mask
	}
	t.slots[i] = n + 1
}

// hash mixes both halves by a full multiplication.
func (k packed) hash() uint64 {
	hi, lo := bits.Mul64(k[0]^0x9E3779B97F4A7C15, k[1]^0xD1B54A32D192ED03)
	return hi ^ lo
}
