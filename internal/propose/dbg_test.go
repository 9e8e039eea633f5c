package propose
import ("testing";"fukusen/internal/diag")
func TestDbg(t *testing.T){ for _, s := range []string{cityPeople, staff(false), visitors(), holidays} { p:=proposed(t, s); t.Log(p.State, p.Findings); t.Logf("\n%s\n%s", p.YAML(diag.EN), p.Summary(diag.EN))}}
