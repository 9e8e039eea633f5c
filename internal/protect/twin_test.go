package protect

import (
	"strings"
	"testing"

	"fukusen/internal/release"
)

// Other withheld numbers, the same withheld: the release is the same to the
// last byte.
func TestNothingPublishedDependsOnWithheld(t *testing.T) {
	moved := 0
	each(t, func(w *world, c *Cube, _ *oracle) {
		f, _ := c.Release(quarter)
		twin, n := Twin(w.cube(), f, w.env, Options{K: 5, KSensitive: 12})
		moved += n
		again, _ := w.applyTo(twin, Options{K: 5, KSensitive: 12, Pattern: map[string]*release.File{f.Quarter: f}})
		if w.bytes(again) != w.bytes(c) {
			a, b := strings.Split(w.bytes(c), "\n"), strings.Split(w.bytes(again), "\n")
			for i := range min(len(a), len(b)) {
				if a[i] != b[i] {
					t.Fatalf("with other withheld numbers the release says %s, not %s", b[i], a[i])
				}
			}
		}
	})
	if moved < 200 {
		t.Errorf("only %d withheld numbers were others: this tests little", moved)
	}
	t.Logf("%d withheld numbers were others", moved)
}
