package protect

import "testing"

// Whoever's own change is public does not hide the change of others: two that
// changed stay two.
func TestToldDoNotHide(t *testing.T) {
	const item = "resident.area_enps"
	for name, change := range map[string]func(first, second *world){
		"left it blank": func(first, second *world) {
			first.answers(item, "org=n", 0, 0, 0)
			second.answers(item, "org=n", 8, 14, 11)
		},
		"has left": func(first, second *world) { first.answers(item, "org=n", 8, 14, 11) },
		"leaves it blank": func(first, second *world) {
			first.answers(item, "org=n", 8, 14, 11)
			second.answers(item, "org=n", 0, 0, 0)
		},
		"changed elsewhere": func(first, second *world) {
			first.answers(item, "org=n sex=f", 8, 14, 11)
			first.answers(item, "org=n sex=m", 12, 11, 9)
			second.answers(item, "org=n sex=f", 12, 11, 9)
			second.answers(item, "org=n sex=m", 8, 14, 11)
		},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTwice(t, body{"n", "company", byName}, body{"m", "company", byName}, body{"f1", "company", inTotals}, body{"f2", "company", inTotals})
			x.opt.K = 9
			x.both(func(w *world) { w.answers(item, "org=f1", 37, 18, 8) })
			x.first.answers(item, "org=m", 3, 4, 0) // few, so withheld, and stays so
			x.second.answers(item, "org=m", 14, 11, 7)
			x.first.answers(item, "org=f2", 0, 0, 0)
			x.second.answers(item, "org=f2", 15, 5, 10)
			change(x.first, x.second)
			f, c, finds := x.release()
			if len(finds) > 0 {
				t.Log(finds)
				return
			}
			shown := true
			for _, g := range []string{"kind=company", "kind=company org=n"} {
				before, now := x.first.showFile(f, item, g), x.second.show(c, item, g)
				t.Log(g, before, now)
				shown = shown && before != "withheld" && now != "withheld"
			}
			if shown {
				t.Error("what m and f2 changed follows, so m knows f2")
			}
		})
	}
}
