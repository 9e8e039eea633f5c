package catalogue

import "testing"

// Every standard of our KPIs that is written in Japanese has an English name,
// and every name is of one of them.
func TestStandardNames(t *testing.T) {
	core, err := Core()
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, e := range core {
		for _, s := range e.Standard {
			used[s] = true
			if name := StandardName(s); name.JA != s || (name.EN == "") != ascii(s) {
				t.Errorf("%s: %s is called %+v", e.ID, s, name)
			}
		}
	}
	for _, s := range standards {
		if !used[s.JA] || !ascii(s.EN) {
			t.Errorf("%+v is of no KPI, or not in English", s)
		}
	}
}

func ascii(s string) bool {
	for _, r := range s {
		if r > '~' {
			return false
		}
	}
	return true
}
