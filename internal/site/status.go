package site

import (
	"context"
	"slices"
	"time"

	"fukusen/internal/cube"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/i18n"
	"fukusen/internal/registry"
	"fukusen/internal/report"
)

// Status tells who was expected to report in a quarter, and who did. A zero
// quarter is the newest one that anything came for or, where nothing did, the
// one before today.
//
// What can be read of the data counts as received even if there are findings
// in it; the Result has them.
func Status(ctx context.Context, opt Options, q dim.Quarter) (*report.Status, *Result, error) {
	s := newStages(opt)
	if ok, err := s.open(); !ok || err != nil || s.result.Findings.Errors() > 0 {
		return nil, s.result, err
	}
	f, err := s.exports()
	if err != nil || s.result.Findings.Errors() > 0 {
		return nil, s.result, err
	}
	raw, _, err := s.sum(ctx, f)
	if err != nil || raw == nil {
		return nil, s.result, err
	}
	if q == 0 {
		q = s.newest(raw)
	}
	return s.status(raw, q), s.result, nil
}

// newest is the quarter that the steward most likely asks about.
func (s *stages) newest(raw *cube.Cube) dim.Quarter {
	q := dim.QuarterOf(s.opt.Today.Year(), int(s.opt.Today.Month())) - 1
	if n := len(raw.Receipts); n > 0 {
		q = raw.Receipts[n-1].Quarter // they are sorted by quarter
	}
	return q
}

func (s *stages) status(raw *cube.Cube, q dim.Quarter) *report.Status {
	basis := s.config.basis()
	st := &report.Status{
		Quarter: q.ID(basis), Name: diag.Text{JA: i18n.New(diag.JA).Quarter(q, basis), EN: i18n.New(diag.EN).Quarter(q, basis)},
		Due: q.End().AddDate(0, 0, s.config.DueDays).Format(time.DateOnly),
	}
	st.Unsure = s.registry.Cut() || len(s.registry.Organisations()) == 0
	if !s.opt.Today.IsZero() {
		st.Today = s.opt.Today.Format(time.DateOnly)
	}
	expected := s.registry.Expected(q)
	for _, o := range s.registry.Organisations() {
		if org := s.statusOf(o, expected, raw, q); len(org.Tables) > 0 {
			st.Organisations = append(st.Organisations, org)
		}
	}
	return st
}

// statusOf lists what an organisation was to send and what it has sent. Where
// the register does not say, it is what it has ever sent.
func (s *stages) statusOf(o registry.Organisation, expected []registry.Expectation, raw *cube.Cube, q dim.Quarter) report.Organisation {
	due, got, months := map[string]bool{}, map[string]bool{}, map[string][]int{}
	for _, e := range expected {
		if e.Organisation != o.ID {
			continue
		}
		due[e.Table] = e.Table != ""
		for _, r := range raw.Receipts {
			if e.Table == "" && r.Organisation == o.ID {
				due[r.Table] = true
			}
		}
	}
	for _, r := range raw.Receipts {
		if r.Organisation == o.ID && r.Quarter == q {
			got[r.Table], months[r.Table] = true, r.Missing()
		}
	}
	org := report.Organisation{ID: o.ID, Name: o.Name}
	for i := range s.contract.Tables {
		t := &s.contract.Tables[i]
		if !due[t.ID] && !got[t.ID] {
			continue
		}
		ts := report.TableStatus{ID: t.ID, Name: diag.Text{JA: t.Name.JA, EN: t.Name.EN}, Expected: due[t.ID]}
		if got[t.ID] {
			ts.Files, ts.Received = s.sentIn(o.ID, t.ID, q)
			ts.Months = months[t.ID]
		}
		org.Tables = append(org.Tables, ts)
	}
	return org
}

// sentIn lists the files of a table, and the day on which the last of them
// arrived, if source.yaml tells it.
func (s *stages) sentIn(organisation, table string, q dim.Quarter) (files []string, received string) {
	for _, h := range s.holdings {
		if h.organisation != organisation || h.table != table || h.quarter != q {
			continue
		}
		files = append(files, h.file)
		received = max(received, s.mappings.For(h.file).Received)
	}
	slices.Sort(files)
	return slices.Compact(files), received
}

// A holding is what one file holds of an organisation's reports.
type holding struct {
	file, organisation, table string
	quarter                   dim.Quarter
}

// hold notes what the parts hold before they are put together.
func (s *stages) hold(parts []*cube.Part) {
	for _, p := range parts {
		if p == nil {
			continue
		}
		for _, r := range p.Receipts() {
			s.holdings = append(s.holdings, holding{p.Path(), r.Organisation, r.Table, r.Quarter})
		}
	}
}
