package site

import (
	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
)

// Vocabulary gives what submitters to a site may write: its tables with its own
// survey items, its age bands and sports. Both are nil where the folder is no
// site, or cannot be read as one: check tells why.
func Vocabulary(opt Options) (*contract.Contract, *registry.Registry, error) {
	s := newStages(opt)
	if !s.isSite() {
		return nil, nil, nil
	}
	if ok, err := s.open(); !ok || err != nil {
		return nil, nil, err
	}
	reg, _, err := registry.Load(s.fsys, dataDir, registry.Options{Ages: s.config.Ages})
	return s.contract, reg, err
}

// DeclaredBasis tells how a site means a bare 2026Q1; nil where it does not
// declare it, and where the folder is no site or cannot be read as one.
func DeclaredBasis(opt Options) (*dim.Basis, error) {
	s := newStages(opt)
	if !s.isSite() {
		return nil, nil
	}
	ok, err := s.open()
	if err != nil || !ok || s.config.doubts("quarter_basis") {
		return nil, err
	}
	return s.config.declared(), nil
}
