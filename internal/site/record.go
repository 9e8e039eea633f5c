package site

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"fukusen/internal/cube"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/protect"
	"fukusen/internal/release"
)

// recordDir is where the steward keeps what stood behind each release.
const recordDir = privateDir + "/releases"

func recordName(id string) string { return path.Join(recordDir, id+".cells.json.gz") }

// saveRecord keeps what stood behind a release, for the next one of the quarter.
func (s *stages) saveRecord(id string, q dim.Quarter) error {
	var b bytes.Buffer
	if err := s.raw.WriteRecord(&b, id, q, s.result.Basis, s.lists); err != nil {
		return fmt.Errorf("writing what stands behind %s: %w", id, err)
	}
	if err := ignored(s.inSite(privateDir)); err != nil {
		return err
	}
	return replace(s.inSite(recordName(id)), b.Bytes(), 0o600)
}

// stood finds what stood behind a release: the record of it or, where that is
// lost, the exports without what came late. ok is false if it is not known; then
// there is a finding.
func (s *stages) stood(old *release.File, raw *cube.Cube, q dim.Quarter) (last *cube.Cube, ok bool, err error) {
	data, err := fs.ReadFile(s.fsys, recordName(old.ID))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if last = s.without(old, raw.Of(q)); protect.Stands(old, last, s.described(), s.rules()) {
			return last, true, nil
		}
		s.find(diag.List{protect.RecordFinding(old.ID, diag.Text{
			JA: recordName(old.ID) + " がありません", EN: recordName(old.ID) + " is missing",
		})})
		return nil, false, nil
	case err != nil:
		return nil, false, err
	}
	last, err = cube.ReadRecord(bytes.NewReader(data), old.ID, q, s.lists, s.contract)
	var bad *cube.RecordError
	switch {
	case err == nil:
		return last, true, nil
	case !errors.As(err, &bad):
		return nil, false, err
	case bad.Missing != "":
		s.find(diag.List{ruleRecordCode.At(diag.Pos{File: recordName(old.ID)}, diag.Public(bad.Missing))})
	default:
		s.find(diag.List{protect.RecordFinding(old.ID, diag.Text{
			JA: recordName(old.ID) + " が読めません", EN: recordName(old.ID) + " cannot be read",
		})})
	}
	return nil, false, nil
}

var ruleRecordCode = diag.Rule{
	ID:   "release/code-gone",
	Msg:  diag.Text{JA: "公表した四半期にあった %[1]s が、登録簿からなくなっています", EN: "%[1]s, which a released quarter has, is not in the registers any more"},
	Hint: diag.Text{JA: "organisations.csv や areas.csv の行は、消さずに残してください。参加をやめた団体は「退会」の四半期(left)を書きます", EN: "keep the rows of organisations.csv and areas.csv; of an organisation that takes no part any more write the quarter into \"left\""},
}

// without leaves out what nobody had sent when the quarter was released.
func (s *stages) without(old *release.File, raw *cube.Cube) *cube.Cube {
	sent := map[string]bool{}
	for _, r := range old.Receipts {
		if r.Reported {
			sent[r.Organisation+"/"+r.Table] = true
		}
	}
	return raw.Without(s.lists, func(id, family string) bool {
		return id != "" && !s.registry.Organisation(id).Unlisted && !sent[id+"/"+family]
	})
}

// held finds the organisations whose change is kept for later.
func (s *stages) held(ids []string) (map[string]dim.Code, bool) {
	out := map[string]dim.Code{}
	var known []string
	for _, o := range s.registry.Organisations() {
		known = append(known, o.ID)
	}
	for _, id := range ids {
		code, ok := s.lists.Code(dim.Organisation, id)
		if !ok || !slices.Contains(known, id) {
			s.find(diag.List{ruleHeld.At(diag.Pos{}, id)})
			return nil, false
		}
		out[id] = code
	}
	return out, true
}

var ruleHeldFirst = diag.Rule{
	ID:   "release/hold-first",
	Msg:  diag.Text{JA: "%[1]s はまだ公表していないので、--hold は使えません", EN: "%[1]s was never released, so there is nothing to --hold"},
	Hint: diag.Text{JA: "--hold は、二度目からの公表で、一部の提出者の変更を次に回すためのものです。初めての公表では付けずに実行してください", EN: "--hold keeps the change of some submitters for later when a quarter is released again; leave it out for the first release"},
}

var ruleHeld = diag.Rule{
	ID:   "release/hold",
	Msg:  diag.Text{JA: "--hold の %[1]q は、organisations.csv にありません", EN: "--hold: %[1]q is not in organisations.csv"},
	Hint: diag.Text{JA: "organisations.csv の「提出者」の列にある ID を書いてください", EN: "write the ID that organisations.csv has in the column organisation"},
}
