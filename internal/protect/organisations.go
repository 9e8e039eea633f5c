package protect

import (
	"slices"

	"fukusen/internal/contract"
	"fukusen/internal/cube"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
)

// unnamed gives who stands behind a finest cell if no number of it may be
// shown, else the total: its organisation or, of money, which is counted by
// who owns whom, what that belongs to.
func (s *system) unnamed(i int, finest *cube.Cell) dim.Code {
	org := finest.Codes[dim.Organisation]
	switch {
	case org == dim.Total || s.shows(i, finest.Codes, org):
		return dim.Total
	case s.class(i, finest.Codes) == contract.Money:
		return s.owner[org]
	}
	return org
}

// shows reports whether an organisation's own numbers may be shown.
func (s *system) shows(i int, codes dim.Codes, org dim.Code) bool {
	if s.class(i, codes) == contract.Money {
		return s.money[org]
	}
	return s.named[org]
}

// shown gives the code under which an organisation is shown: unlisted ones
// have one in common.
func (s *system) shown(org dim.Code) dim.Code {
	if c, ok := s.unlisted[org]; ok {
		return c
	}
	return org
}

// register notes whose counts may be shown under their name, and who is not
// even listed.
func (s *system) register() {
	s.named, s.unlisted = map[dim.Code]bool{}, map[dim.Code]dim.Code{}
	s.money, s.owner = map[dim.Code]bool{}, map[dim.Code]dim.Code{}
	common, _ := s.env.Lists.Code(dim.Organisation, registry.UnlistedCode)
	for _, o := range s.env.Registry.Organisations() {
		code, _ := s.env.Lists.Code(dim.Organisation, o.ID)
		named, unlisted := s.shownAs(o, code)
		s.named[code] = named
		s.money[code] = named && o.MoneyConsent
		s.owner[code] = s.ownerOf(o)
		if unlisted {
			s.unlisted[code] = common
		}
	}
}

// shownAs says how an organisation is shown: as in the first release of the
// quarter that it had a part in, if there is one. A change of mind applies to later
// quarters (DISCLOSURE 2): what was released stays known.
func (s *system) shownAs(o registry.Organisation, code dim.Code) (named, unlisted bool) {
	for _, b := range slices.Backward(s.before.chain()) {
		if named, listed := b.shown[o.ID]; listed {
			return named, false
		}
		if sent(b.raw, code) {
			return false, true
		}
	}
	return !o.Aggregate && !o.Unlisted, o.Unlisted
}

// ownerOf follows the parents of an organisation up; the registry sees to it
// that they end.
func (s *system) ownerOf(o registry.Organisation) dim.Code {
	for o.Parent != "" && s.env.Registry.Organisation(o.Parent).ID != "" {
		o = s.env.Registry.Organisation(o.Parent)
	}
	code, _ := s.env.Lists.Code(dim.Organisation, o.ID)
	return code
}
