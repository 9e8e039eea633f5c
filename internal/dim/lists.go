package dim

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// An Entry is one code of an axis with its names.
type Entry struct {
	ID     string `json:"id"`
	Parent string `json:"parent,omitempty"` // ID of the code that it is a part of; "" is the total
	JA     string `json:"ja"`
	EN     string `json:"en,omitempty"`
	Kana   string `json:"kana,omitempty"`  // reading, in hiragana; may be empty
	Level  string `json:"level,omitempty"` // prefecture, municipality, ward, ...
	Rank   int    `json:"rank,omitempty"`  // place among its siblings when shown; equal ranks go by ID
	Row    int    `json:"row,omitempty"`   // place on a tile map, from 1
	Col    int    `json:"col,omitempty"`
}

// Lists are the codes of all axes, interned in the order of their IDs. They
// never change after NewLists, so any number of goroutines may read them.
type Lists struct {
	axes [NumAxes]list
}

type list struct {
	entries  []Entry // entries[0] is the total
	index    map[string]Code
	parents  []Code
	children map[Code][]Code
}

// NewLists interns the entries. An entry whose parent is not there, that is
// its own ancestor or that occurs twice is an error: the caller has checked
// what users wrote.
func NewLists(entries map[Axis][]Entry) (*Lists, error) {
	var l Lists
	for a := range Axis(NumAxes) {
		var err error
		if l.axes[a], err = newList(entries[a]); err != nil {
			return nil, fmt.Errorf("axis %s: %w", a, err)
		}
	}
	return &l, nil
}

func newList(entries []Entry) (list, error) {
	sorted := slices.SortedFunc(slices.Values(entries), func(x, y Entry) int { return strings.Compare(x.ID, y.ID) })
	l := list{
		entries:  append([]Entry{{}}, sorted...),
		index:    make(map[string]Code, len(entries)+1),
		parents:  make([]Code, len(entries)+1),
		children: map[Code][]Code{},
	}
	for i, e := range l.entries {
		if _, twice := l.index[e.ID]; twice {
			return l, fmt.Errorf("code %q occurs twice", e.ID)
		}
		l.index[e.ID] = Code(i)
	}
	for i, e := range l.entries[1:] {
		p, ok := l.index[e.Parent]
		if !ok {
			return l, fmt.Errorf("code %q: its parent %q is not in the list", e.ID, e.Parent)
		}
		l.parents[i+1] = p
		l.children[p] = append(l.children[p], Code(i+1))
	}
	for _, siblings := range l.children {
		slices.SortStableFunc(siblings, l.byRank)
	}
	return l, l.checkCycles()
}

func (l *list) byRank(x, y Code) int {
	return cmp.Or(cmp.Compare(l.entries[x].Rank, l.entries[y].Rank), cmp.Compare(x, y))
}

func (l *list) checkCycles() error {
	for c := range l.entries {
		steps := 0
		for p := Code(c); p != Total; p = l.parents[p] {
			if steps++; steps > len(l.entries) {
				return fmt.Errorf("code %q is its own ancestor", l.entries[c].ID)
			}
		}
	}
	return nil
}

// Code finds a code by its ID; the empty ID is the total.
func (l *Lists) Code(a Axis, id string) (Code, bool) {
	c, ok := l.axes[a].index[id]
	return c, ok
}

// Entry gives the entry of a code; that of the total is empty.
func (l *Lists) Entry(a Axis, c Code) Entry { return l.axes[a].entries[c] }

// ID gives the code's ID, "" for the total.
func (l *Lists) ID(a Axis, c Code) string { return l.axes[a].entries[c].ID }

// Parent gives the code that c is a part of, and the total for the total.
func (l *Lists) Parent(a Axis, c Code) Code { return l.axes[a].parents[c] }

// Children lists the parts of a code in the order in which they are shown.
func (l *Lists) Children(a Axis, c Code) []Code { return l.axes[a].children[c] }

// All lists the codes of an axis in the order of their IDs, without the total.
func (l *Lists) All(a Axis) []Code {
	all := make([]Code, 0, len(l.axes[a].entries)-1)
	for c := range l.axes[a].entries[1:] {
		all = append(all, Code(c+1))
	}
	return all
}

// Entries lists the entries of an axis in the order of their IDs.
func (l *Lists) Entries(a Axis) []Entry { return l.axes[a].entries[1:] }

// Within reports whether c is outer or a part of it; everything is within the
// total.
func (l *Lists) Within(a Axis, c, outer Code) bool {
	for ; c != outer; c = l.axes[a].parents[c] {
		if c == Total {
			return false
		}
	}
	return true
}

// Depth counts the steps from a code to the total.
func (l *Lists) Depth(a Axis, c Code) int {
	n := 0
	for ; c != Total; c = l.axes[a].parents[c] {
		n++
	}
	return n
}

// IDs writes the codes of a group as their IDs.
func (l *Lists) IDs(c Codes) [NumAxes]string {
	var ids [NumAxes]string
	for a := range c {
		ids[a] = l.ID(Axis(a), c[a])
	}
	return ids
}

// Codes reads what IDs writes; ok is false when one is not in its list.
func (l *Lists) Codes(ids [NumAxes]string) (c Codes, ok bool) {
	for a, id := range ids {
		if c[a], ok = l.Code(Axis(a), id); !ok {
			return c, false
		}
	}
	return c, true
}
