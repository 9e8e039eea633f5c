package site

import (
	"context"
	"testing"

	"fukusen/themes"
)

// The example built from other withheld numbers is the same to the last byte.
func TestExampleDoesNotDependOnWithheld(t *testing.T) {
	d, r, err := Deep(context.Background(), Options{Dir: "../..", Theme: themes.Default})
	if err != nil || r.Findings.Errors() > 0 || len(r.Disclosure) > 0 {
		t.Fatal(err, r.Findings, r.Disclosure)
	}
	if d.Moved < 500 || d.Files < 200 {
		t.Errorf("%d withheld numbers were others in %d files: this tests little", d.Moved, d.Files)
	}
	for _, name := range d.Differs {
		t.Errorf("%s depends on what is withheld", name)
	}
	t.Logf("%d withheld numbers were others, %d files compared", d.Moved, d.Files)
}
