package output

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
)

// A journal says what a commit does to the output folder, before it does it.
type journal struct {
	Created bool   `json:"created"` // the output folder did not exist
	Steps   []step `json:"steps"`   // the manifest's is the last
}

// A step replaces (Old and New), creates (New) or removes (Old) one file. The
// whereabouts of the three copies tell how far it got:
//
//	new staged, no backup    not begun
//	new staged, backup       between its two renames
//	new not staged           done (a removal: the backup is there)
type step struct {
	Path string `json:"path"`
	Old  bool   `json:"old"` // there is a file to move to the backups
	New  bool   `json:"new"` // there is a file in the stage to move in
}

// do carries out one step.
func (p *place) do(s step) error {
	if s.Old {
		if err := p.rename(p.target(s.Path), p.backup(s.Path)); err != nil {
			return err
		}
	}
	if s.New {
		return p.rename(p.fresh(s.Path), p.target(s.Path))
	}
	return p.prune(path.Dir(p.target(s.Path)), p.name)
}

// undo takes one step back from wherever it got to. It can itself be
// interrupted and done again: afterwards the step looks as if not begun.
func (p *place) undo(s step, top string) error {
	if s.New && !p.exists(p.fresh(s.Path)) {
		err := p.rename(p.target(s.Path), p.fresh(s.Path))
		if err := unlessAbsent(err); err != nil {
			return err
		}
	}
	if s.Old && p.exists(p.backup(s.Path)) {
		return p.rename(p.backup(s.Path), p.target(s.Path))
	}
	if s.Old {
		return nil
	}
	return p.prune(path.Dir(p.target(s.Path)), top)
}

// install writes the journal, then carries out its steps. When one fails, it
// takes all of them back; when that fails too, the journal stays for the next
// run. There is no looking at a context here: it is as quick to finish as to
// turn back.
func (p *place) install(j journal) error {
	data, err := json.Marshal(j)
	if err != nil {
		return err
	}
	draft := p.stage() + "/journal.tmp"
	if err := p.write(draft, data, true); err != nil {
		return errors.Join(err, p.discard())
	}
	if err := p.rename(draft, p.journal()); err != nil {
		return errors.Join(err, p.discard())
	}
	p.sync(p.stage())
	for _, s := range j.Steps {
		if err := p.do(s); err != nil {
			return errors.Join(err, p.rollback(j))
		}
	}
	p.sync(p.name)
	return nil
}

// rollback takes back all steps and removes the stage.
func (p *place) rollback(j journal) error {
	if err := p.undoAll(j); err != nil {
		return err
	}
	return p.discard()
}

// undoAll takes back all steps, the last first.
func (p *place) undoAll(j journal) error {
	top := p.name
	if j.Created {
		top = "."
	}
	for _, s := range slices.Backward(j.Steps) {
		if err := p.undo(s, top); err != nil {
			return fmt.Errorf("undoing %s: %w", s.Path, err)
		}
	}
	return nil
}

// recover brings an output folder that a commit left half done back to the old
// site, or to the new one if its manifest has arrived. It leaves a stage with
// an owner and nothing else.
func (p *place) recover() error {
	data, err := p.read(p.journal())
	switch {
	case errors.Is(err, fs.ErrNotExist): // interrupted before the first step or after the last
	case err != nil:
		return err
	default:
		if err := p.settle(data); err != nil {
			return fmt.Errorf("recovering from %s: %w", p.journal(), err)
		}
	}
	return errors.Join(p.remove(p.stage()+"/journal.tmp"), p.removeAll(p.stage()+"/new"), p.removeAll(p.stage()+"/old"))
}

// settle ends what the journal began, and removes it.
func (p *place) settle(data []byte) error {
	var j journal
	if err := json.Unmarshal(data, &j); err != nil {
		return err
	}
	for _, s := range j.Steps {
		if !fs.ValidPath(s.Path) {
			return fmt.Errorf("path %q leaves the folder", s.Path)
		}
	}
	if p.exists(p.fresh(ManifestName)) {
		if err := p.undoAll(j); err != nil {
			return err
		}
	}
	return p.remove(p.journal())
}
