package tell

import "testing"

// One organisation is named without its kind, unless there is an area that has
// the same name.
func TestGroups(t *testing.T) {
	w := newWorld(t)
	ja, en := w.teller(registers()[0]), w.teller(registers()[2])
	for _, tt := range []struct {
		group      []string
		wantJA, EN string
	}{
		{nil, "全体", "All"},
		{[]string{"area", "99201", "sex", "f"}, "青葉市、女性", "Aoba City, Women"},
		{[]string{"kind", "company"}, "企業全体", "Companies (all)"},
		{[]string{"kind", "company", "sex", "f"}, "企業(女性)", "Companies (Women)"},
		{[]string{"kind", "company", "organisation", "acme"}, "青葉製作所", "Aoba Works"},
		{[]string{"kind", "company", "organisation", "acme", "sex", "f"}, "青葉製作所(女性)", "Aoba Works (Women)"},
		{[]string{"kind", "municipality", "organisation", "aoba"}, "自治体(青葉市)", "Municipalities (Aoba City)"},
		{[]string{"kind", "municipality", "organisation", "aoba", "sex", "f"}, "自治体(青葉市、女性)", "Municipalities (Aoba City, Women)"},
	} {
		codes := w.at(tt.group...)
		if got := ja.GroupOf(codes); got != tt.wantJA {
			t.Errorf("%v is %q, want %q", tt.group, got, tt.wantJA)
		}
		if got := en.GroupOf(codes); got != tt.EN {
			t.Errorf("%v is %q, want %q", tt.group, got, tt.EN)
		}
	}
}
