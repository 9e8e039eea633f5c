package site

import (
	"context"

	"fukusen/internal/protect"
	"fukusen/internal/release"
)

// A Previewed says how much another k would withhold of the quarters that are
// not released.
type Previewed struct {
	K        int
	Cells    int // of drafts; views that are left out whole have none
	Withheld int
	LeftOut  int // views
}

// Preview protects the drafts anew with each k. It is nil if findings say why
// it cannot, or if nothing is to be released.
func Preview(ctx context.Context, opt Options, ks []int) ([]Previewed, *Result, error) {
	s := newStages(opt)
	if ok, err := s.open(); !ok || err != nil {
		return nil, s.result, err
	}
	f, err := s.exports()
	if err != nil || len(f.exports) == 0 {
		return nil, s.result, err
	}
	raw, ok, err := s.sum(ctx, f)
	if err != nil || !ok {
		return nil, s.result, err
	}
	rules := s.rules()
	rules.Must = nil // what has to be published is asked of the k that is set
	var all []Previewed
	for _, k := range ks {
		if err := ctx.Err(); err != nil {
			return nil, s.result, err
		}
		rules.K = k
		made, reasons, _, err := protect.Apply(raw, s.ledger, s.described(), rules)
		if err != nil || made == nil {
			return nil, s.result, err
		}
		all = append(all, previewed(made, reasons))
	}
	return all, s.result, nil
}

func previewed(made *protect.Cube, reasons *protect.Reasons) Previewed {
	p := Previewed{LeftOut: len(reasons.LeftOut)}
	for _, q := range made.Quarters() {
		if made.Draft(q) {
			p.K = made.Rules(q).K
		}
	}
	for c := range made.Cells() {
		if !made.Draft(c.Key.Period.Last()) {
			continue
		}
		p.Cells++
		if c.Status == release.Withheld {
			p.Withheld++
		}
	}
	return p
}
