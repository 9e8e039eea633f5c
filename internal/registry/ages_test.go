package registry

import (
	"slices"
	"testing"
)

func TestParseBand(t *testing.T) {
	tests := []struct {
		in    string
		want  Band
		fault BandFault
	}{
		{"20～24歳", Band{20, 24}, BandGood},
		{"20〜24歳", Band{20, 24}, BandGood},
		{"20歳～24歳", Band{20, 24}, BandGood},
		{"20-24", Band{20, 24}, BandGood},
		{"20 - 24 歳", Band{20, 24}, BandGood},
		{"２０歳代", Band{20, 29}, BandGood},
		{"20代", Band{20, 29}, BandGood},
		{"20代後半", Band{25, 29}, BandGood},
		{"20歳代前半", Band{20, 24}, BandGood},
		{"65歳以上", Band{65, Oldest}, BandGood},
		{"80代以上", Band{80, Oldest}, BandGood},
		{"75+", Band{75, Oldest}, BandGood},
		{"75歳～", Band{75, Oldest}, BandGood},
		{"80-", Band{80, Oldest}, BandGood},
		{"10歳未満", Band{0, 9}, BandGood},
		{"9歳以下", Band{0, 9}, BandGood},
		{"～9歳", Band{0, 9}, BandGood},
		{"20歳以上25歳未満", Band{20, 24}, BandGood},
		{"37", Band{37, 37}, BandGood},
		{"0歳", Band{0, 0}, BandGood},
		{"不詳", Band{}, BandUnknown},
		{"無回答", Band{}, BandUnknown},
		{"\u3000", Band{}, BandUnknown},
		{"Unknown", Band{}, BandUnknown},
		{"5月9日", Band{}, BandDamaged},
		{"9-May", Band{}, BandDamaged},
		{"Oct-14", Band{}, BandDamaged},
		{"2026/5/9", Band{}, BandDamaged},
		{"24-20", Band{}, BandUnusable},
		{"25代", Band{}, BandUnusable},
		{"46113", Band{}, BandUnusable},
		{"999", Band{}, BandUnusable},
		{"若者", Band{}, BandUnusable},
		{"0歳未満", Band{}, BandUnusable},
	}
	for _, tt := range tests {
		got, fault := ParseBand(tt.in)
		if fault != tt.fault || fault == BandGood && got != tt.want {
			t.Errorf("ParseBand(%q) = %v, %d; want %v, %d", tt.in, got, fault, tt.want, tt.fault)
		}
	}
}

func FuzzParseBand(f *testing.F) {
	f.Add("20～24歳")
	f.Add("80-")
	f.Fuzz(func(t *testing.T, s string) {
		b, fault := ParseBand(s)
		if fault != BandGood {
			return
		}
		if back, fault := ParseBand(b.String()); back != b || fault != BandGood || b.Lo > b.Hi || b.Lo < 0 {
			t.Errorf("%q reads as %v, and that as %v", s, b, back)
		}
	})
}

func TestPlace(t *testing.T) {
	a, err := NewAges(nil)
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[Band]string{
		{0, 9}: "0-9", {10, 14}: "10-19", {20, 29}: "20-29", {80, Oldest}: "80-", {85, 89}: "80-", {37, 37}: "30-39",
		{15, 24}: "", {65, Oldest}: "", {0, 19}: "",
	} {
		if got, ok := a.Place(in); got != want || ok != (want != "") {
			t.Errorf("Place(%v) = %q, %v; want %q", in, got, ok, want)
		}
	}
}

func TestNewAges(t *testing.T) {
	for _, bad := range [][]string{{"20-29", "10-19"}, {"0-14", "14-20"}, {"80-", "90-"}, {"若者"}, {""}} {
		if a, err := NewAges(bad); err == nil {
			t.Errorf("%q is accepted as %v", bad, a.Bands())
		}
	}
	a, err := NewAges([]string{"15-24", "25歳以上"})
	if want := []Band{{15, 24}, {25, Oldest}}; err != nil || !slices.Equal(a.Bands(), want) {
		t.Errorf("got %v, %v", a.Bands(), err)
	}
}
