package registry

import (
	"slices"
	"strings"
	"testing"
)

func TestAreaEvidence(t *testing.T) {
	r, _ := load(t, nil, Options{})
	tests := []struct {
		name   string
		column []string
		width  ColumnWidth
		code   string // that 12203 is then; "" if it stays a finding
	}{
		{"nothing", []string{"12203"}, WidthOpen, ""},
		{"names", []string{"市川市", "", "13"}, WidthOpen, ""},
		{"five", []string{"12203", "13104"}, WidthFive, "12203"},
		{"five without zero", []string{"12203", "1100"}, WidthFive, "12203"},
		{"five with zero", []string{"12203", "01100"}, WidthFive, "12203"},
		{"prefecture of five", []string{"13000"}, WidthFive, "12203"},
		{"five, full width", []string{"１３１０４", " 18201 "}, WidthFive, "12203"},
		{"a code of the past", []string{"40305"}, WidthFive, "12203"},
		{"six, zero lost", []string{"12203", "131041", "11002"}, WidthSix, "01220"},
		{"six, none with zero", []string{"131041"}, WidthSix, "01220"},
		{"six, zeros kept", []string{"131041", "011002"}, WidthOpen, ""},
		{"six, some zeros lost", []string{"011002", "11011"}, WidthSix, "01220"},
		{"both", []string{"13104", "131016"}, WidthOpen, ""},
		{"five and lost", []string{"13104", "11002"}, WidthOpen, ""},
		{"mistyped", []string{"131042", "99999"}, WidthOpen, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var all, first, second AreaEvidence
			for i, v := range tt.column {
				all.See(r, v)
				if i%2 == 0 {
					first.See(r, v)
				} else {
					second.See(r, v)
				}
			}
			second.Merge(first)
			if all.Width() != tt.width || second != all {
				t.Errorf("width %d, want %d; in parts %+v, want %+v", all.Width(), tt.width, second, all)
			}
			code, fault, near := r.AreaCodeIn("12203", all)
			if code != tt.code || (fault == AreaGood) != (tt.code != "") {
				t.Errorf("12203 is %q (%d), want %q", code, fault, tt.code)
			}
			if fault == AreaAmbiguous && !slices.Equal(near, []string{"12203", "01220"}) {
				t.Errorf("readings %v", near)
			}
		})
	}
}

// One digit is a prefecture only where other codes of the column have lost their
// zeros, too.
func TestOneDigit(t *testing.T) {
	r, _ := load(t, nil, Options{})
	for column, want := range map[string]bool{
		"": false, "13": false, "13 18": false, "18201": false, "1100": true, "11002": true, "1100 13": true,
		"1100 02": false, "1100 01100": false, "11002 011002": false, "131041": false, "131": false, "9999": false,
	} {
		var e AreaEvidence
		for _, v := range strings.Fields(column) {
			e.See(r, v)
		}
		code, fault, near := r.AreaCodeIn("１", e)
		if want != (code == "01" && fault == AreaGood) || want == (fault == AreaDigit && slices.Equal(near, []string{"01"})) {
			t.Errorf("beside %q: %q, fault %d, near %v", column, code, fault, near)
		}
	}
	if _, ok := r.OrganisationID("1"); ok {
		t.Error("1 is an organisation")
	}
}

// The area column of organisations.csv is read by its width, too.
func TestOrganisationsColumn(t *testing.T) {
	head := "organisation,kind,name,disclosure,area\na,club,A,named,12203\n"
	for row, want := range map[string]string{"b,club,B,named,13104\n": "12203", "b,club,B,named,131041\n": "01220", "": ""} {
		r, finds := load(t, map[string]string{"data/organisations.csv": head + row}, Options{})
		if got := r.Organisation("a").Area; got != want || (finds.Errors() > 0) != (want == "") {
			t.Errorf("with %q it is %q (%v), want %q", row, got, finds, want)
		}
	}
	_, finds := load(t, map[string]string{
		"data/organisations.csv": head + "b,club,B,named,13104\n",
		"data/targets.csv":       "kpi,value,due,area\na1,1,2026fq1,12203\n",
	}, Options{})
	if got := texts(finds); !strings.HasSuffix(got, "[area/ambiguous]") {
		t.Errorf("the width of one file is taken for another: %s", got)
	}
}
