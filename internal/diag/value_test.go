package diag

import (
	"errors"
	"testing"
)

var ruleValue = Rule{
	ID:   "csv/value",
	Msg:  Text{JA: "「%[1]s」の値 %[2]q は %[3]d より大きく、%[4]v です", EN: "%[1]s %[2]q: %03[3]d, %[4]v"},
	Hint: Text{JA: "「%[2]s」を直してください", EN: "mend %[2]s"},
}

func TestMasked(t *testing.T) {
	open := ruleValue.At(Pos{File: "a.csv", Line: 3}, Public("人数"), "山田花子", 7, errors.New("山田"))
	shown := ruleValue.At(Pos{File: "a.csv", Line: 3}, Public("人数"), Public("x\ny"), Public(7), Public("z"))
	tests := []struct {
		name, got, want string
	}{
		{"the values of a cell, however they are typed", open.Masked().Line(JA), `a.csv:3: 「人数」の値 "●●●" は ●●● より大きく、●●● です [csv/value]`},
		{"their hint", open.Masked().Hint(JA), "「●●●」を直してください"},
		{"in English", open.Masked().Msg(EN), `人数 "●●●": ●●●, ●●●`},
		{"unmasked", open.Msg(JA), `「人数」の値 "山田花子" は 7 より大きく、山田 です`},
		{"public arguments keep verb and flags", shown.Masked().Msg(EN), `人数 "x\ny": 007, z`},
		{"masked twice", open.Masked().Masked().Msg(EN), `人数 "●●●": ●●●, ●●●`},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, tt.got, tt.want)
		}
	}
	if open.Args[1] != "山田花子" {
		t.Error("Masked changes the finding itself")
	}
}

func TestHintOfUnusedPublicArguments(t *testing.T) {
	f := ruleQuarter.At(Pos{}, Public("2026FQ9"), Public("acme"))
	if got, want := f.Hint(EN), "write 2026FQ9 as 2026FQ1"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A Text among the arguments is said in the language of the message, and is
// masked like any other value.
func TestTextArguments(t *testing.T) {
	rule := Rule{ID: "data/x", Msg: Text{JA: "%[1]s の「%[2]s」", EN: "%[2]s of %[1]s"}}
	quarter, name := Text{JA: "2026年度第2四半期", EN: "Q2 of fiscal 2026"}, Text{JA: "アクメ", EN: "Acme"}
	f := rule.At(Pos{}, Public(quarter), name)
	for got, want := range map[string]string{
		f.Msg(JA): "2026年度第2四半期 の「アクメ」", f.Msg(EN): "Acme of Q2 of fiscal 2026",
		f.Masked().Msg(JA): "2026年度第2四半期 の「●●●」", f.Masked().Msg(EN): "●●● of Q2 of fiscal 2026",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if f.Args[1] != any(name) {
		t.Error("the message changes the finding")
	}
}
