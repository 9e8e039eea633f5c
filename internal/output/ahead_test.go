package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
)

// Files are made once and one after another, however many read them in whatever
// order; a file that reads another does so too.
func TestAhead(t *testing.T) {
	t.Parallel()
	var tree Tree
	var mu sync.Mutex
	made := map[string]int{}
	for i := range 200 {
		name := fmt.Sprintf("%03d", i)
		tree.AddFunc(name, "", func() ([]byte, error) {
			if !mu.TryLock() {
				t.Error("two files are made at once")
				return nil, nil
			}
			made[name]++
			runtime.Gosched()
			mu.Unlock()
			if i%2 == 0 {
				other, err := tree.Read(fmt.Sprintf("%03d", i+1))
				return append([]byte(name+" and "), other...), err
			}
			return []byte(name), nil
		})
	}
	broken := errors.New("broken")
	tree.AddFunc("broken", "", func() ([]byte, error) { return nil, broken })
	wait := tree.Ahead(t.Context())
	fsys := tree.FS()
	var readers sync.WaitGroup
	for n := range 3 {
		readers.Go(func() {
			paths := tree.Paths()
			if n > 0 {
				slices.Reverse(paths)
			}
			for _, name := range paths[n : len(paths)-n] {
				text, err := fs.ReadFile(fsys, name)
				if name != "broken" && (err != nil || string(text[:3]) != name) {
					t.Errorf("%s: %q, %v", name, text, err)
				}
			}
		})
	}
	readers.Wait()
	if _, err := fs.ReadFile(fsys, "broken"); !errors.Is(err, broken) {
		t.Errorf("broken: %v", err)
	}
	if _, err := fs.ReadFile(fsys, "none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("none: %v", err)
	}
	wait()
	if len(made) != 200 || slices.ContainsFunc(tree.Paths(), func(name string) bool { return made[name] > 1 }) {
		t.Error(made)
	}
}

// What is waited for is made next.
func TestAheadOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var tree Tree
		start, blocked := behind(t.Context(), &tree)
		var order []string
		for _, name := range []string{"b", "c", "d"} {
			tree.AddFunc(name, "", func() ([]byte, error) {
				order = append(order, name)
				return []byte(name), nil
			})
		}
		wait := start()
		go func() { _, _ = fs.ReadFile(tree.FS(), "d") }()
		synctest.Wait()
		close(blocked)
		wait()
		if want := []string{"d", "b", "c"}; !slices.Equal(order, want) {
			t.Errorf("made in the order %v, want %v", order, want)
		}
	})
}

// behind gives a tree a file that is not made before blocked is closed.
func behind(ctx context.Context, tree *Tree) (start func() (wait func()), blocked chan bool) {
	blocked = make(chan bool)
	tree.AddFunc("a", "", func() ([]byte, error) { <-blocked; return nil, nil })
	return func() func() { return tree.Ahead(ctx) }, blocked
}

// Whoever waits is told that nothing more is made, and afterwards the tree is as
// it was.
func TestAheadEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var tree Tree
		ctx, stop := context.WithCancel(t.Context())
		start, blocked := behind(ctx, &tree)
		later := 0
		tree.AddFunc("b", "", func() ([]byte, error) { later++; return []byte("b"), nil })
		wait := start()
		synctest.Wait() // until a is being made
		var err error
		go func() { _, err = fs.ReadFile(tree.FS(), "b") }()
		synctest.Wait()
		stop()
		synctest.Wait()
		if !errors.Is(err, context.Canceled) {
			t.Errorf("b: %v", err)
		}
		close(blocked)
		wait()
		if text, err := fs.ReadFile(tree.FS(), "b"); string(text) != "b" || err != nil || later != 1 {
			t.Errorf("afterwards b is %q, %v, made %d times", text, err, later)
		}
	})
}
