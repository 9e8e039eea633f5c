package output

import "context"

// ahead is the making of all files of a tree while others read it.
type ahead struct {
	ctx    context.Context
	wanted chan string              // what somebody waits for
	made   map[string]chan struct{} // closed when the file has been made
}

// Ahead makes the files of the tree one after another, in the order of their
// paths, beside whoever reads it: FS waits for what is not made yet, which is
// made next, and tells the error of ctx when that is done. Files may ask Read for
// others while they are made. Until wait has returned, nobody else may read the
// tree or add to it.
func (t *Tree) Ahead(ctx context.Context) (wait func()) {
	paths := t.Paths()
	a := &ahead{ctx, make(chan string), make(map[string]chan struct{}, len(paths))}
	for _, name := range paths {
		a.made[name] = make(chan struct{})
	}
	t.ahead = a
	done := make(chan struct{})
	go func() {
		defer close(done)
		for _, name := range paths {
			if ctx.Err() != nil {
				return
			}
			a.serve(t)
			a.make(t, name)
		}
	}()
	return func() { <-done; t.ahead = nil }
}

// serve makes what is waited for.
func (a *ahead) serve(t *Tree) {
	for {
		select {
		case name := <-a.wanted:
			a.make(t, name)
		default:
			return
		}
	}
}

func (a *ahead) make(t *Tree, name string) {
	select {
	case <-a.made[name]: // somebody waited for it
	default:
		_, _ = t.Read(name) // whoever reads it is told the error
		close(a.made[name])
	}
}

// await is Read for those beside whom files are made.
func (t *Tree) await(name string) ([]byte, error) {
	if t.ahead == nil || t.ahead.made[name] == nil {
		return t.Read(name)
	}
	a := t.ahead
	select {
	case <-a.made[name]:
	case a.wanted <- name:
	case <-a.ctx.Done():
	}
	select {
	case <-a.made[name]:
		return t.Read(name)
	case <-a.ctx.Done():
		return nil, a.ctx.Err()
	}
}
