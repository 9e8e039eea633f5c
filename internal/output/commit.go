package output

import (
	"context"
	"errors"
	"strings"
)

// Options says what goes into the manifest besides the files of the tree. The
// zero value works.
type Options struct {
	Inputs        map[string]string // public inputs: slash path to Sum of its bytes
	PrivateInputs string            // HMAC-SHA-256 in hex; "" means "not attested"

	hooks hooks
}

// Commit brings the folder dir into the state of the tree and a manifest.
// Required: dir, and site, the folder of the site's sources.
//
// New and changed files are staged in a folder beside dir, then moved in one
// by one, the manifest last. A file whose bytes have not changed is left alone
// with its time. A file that the previous manifest lists and the tree does not
// hold is removed, with the folders that become empty; nothing else is.
//
// When Commit returns an error, dir holds the old site: the stage was removed
// before anything moved, or all moves were taken back. If even that fails, or
// the process is killed, the journal in the stage says how to go on, and the
// next Commit or Recover does. When Commit returns nil, dir holds the new site;
// a stage that could then not be removed is left for the next run. Cancelling
// ctx stops the staging, not the moving.
//
// The error is an *Error with one of the reasons of this package, or what the
// context, the tree or the system said.
func Commit(ctx context.Context, dir, site string, tree *Tree, opt Options) error {
	return because(dir, commit(ctx, dir, site, tree, opt))
}

func commit(ctx context.Context, dir, site string, tree *Tree, opt Options) error {
	if err := distinct(dir, tree.Paths()); err != nil {
		return err
	}
	p, err := open(dir, true, opt.hooks)
	if err != nil {
		return err
	}
	defer p.root.Close()
	if err := p.refuse(site); err != nil {
		return err
	}
	if err := p.lock(); err != nil {
		return err
	}
	defer p.unlock()
	if err := p.recover(); err != nil {
		return err
	}
	steps, err := p.prepare(ctx, tree, opt)
	if err != nil {
		return errors.Join(err, p.discard())
	}
	if len(steps) > 0 {
		if err := p.install(journal{Created: !p.isDir(p.name), Steps: steps}); err != nil {
			return err
		}
	}
	p.discard() // the new site stands; the next run sweeps what could not be removed
	return nil
}

// Recover ends what an interrupted Commit to dir began. It does nothing if none
// was interrupted. The error is ErrBusy while a Commit is at work.
func Recover(dir string) error {
	return because(dir, recoverDir(dir, hooks{}))
}

func recoverDir(dir string, h hooks) error {
	p, err := open(dir, false, h)
	if err != nil {
		return unlessAbsent(err)
	}
	defer p.root.Close()
	if !p.exists(p.stage()) {
		return nil
	}
	if err := p.lock(); err != nil {
		return err
	}
	defer p.unlock()
	if err := p.recover(); err != nil {
		return err
	}
	return p.discard()
}

// distinct refuses paths that are one file on Windows and macOS.
func distinct(dir string, paths []string) error {
	seen := make(map[string]string, len(paths))
	for _, f := range paths {
		low := strings.ToLower(f)
		if first, ok := seen[low]; ok {
			return &Error{Dir: dir, Path: first + ", " + f, Reason: ErrSameName}
		}
		seen[low] = f
	}
	return nil
}
