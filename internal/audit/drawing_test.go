package audit

import "testing"

// An element names what the drawing has in common and its own parts together.
// Too many parts, too few, or parts of nothing are an id of nothing, so that
// whoever looks for it finds none.
func TestDrawingObservation(t *testing.T) {
	for _, tt := range []struct{ ids, part, want string }{
		{"a@2026*", "fq1/kind=x", "a@2026fq1/kind=x"},
		{"a@*/kind=x", "2026fq1", "a@2026fq1/kind=x"},
		{"a@*/kind=x*", "2026fq1*/sex=f", "a@2026fq1/kind=x/sex=f"},
		{"a@*/kind=x*/age=20s", "2026fq1*", "a@2026fq1/kind=x/age=20s"},
		{"*", "a@2026fq1", "a@2026fq1"},
		{"a@*/kind=x*", "2026fq1/sex=f", "2026fq1/sex=f"},
		{"a@*", "2026fq1*/sex=f", "2026fq1*/sex=f"},
	} {
		var d drawing
		if !d.open(tag{name: "svg", attrs: [][2]string{{"data-ids", tt.ids}}}) {
			t.Errorf("%q is not understood", tt.ids)
		}
		if got, has := d.observation(tag{name: "text", attrs: [][2]string{{"data-o", tt.part}}}); got != tt.want || !has {
			t.Errorf("%q in %q is %q, want %q", tt.part, tt.ids, got, tt.want)
		}
		if _, has := d.observation(tag{name: "text"}); has {
			t.Errorf("an element without a part names something of %q", tt.ids)
		}
	}
	if d := (drawing{}); d.open(tag{name: "svg", attrs: [][2]string{{"data-ids", "a@2026fq1"}}}) {
		t.Error("ids without a place are understood")
	}
}
