package page

import "testing"

// Pressed rules are the same rules.
func TestPress(t *testing.T) {
	for in, want := range map[string]string{
		"a { color: red; }": "a{color:red}\n",
		"/* x: y; } */ a:hover , b > c { margin : 0 auto }":        "a:hover,b > c{margin :0 auto}\n",
		"a b .c :not(.d) { font: 1rem/1.7 \"A  B\", 'c;  }' }":     "a b .c :not(.d){font:1rem/1.7 \"A  B\",'c;  }'}\n",
		"@media (min-width: 30rem) and print { a { b: c; d: e } }": "@media (min-width:30rem) and print{a{b:c;d:e}\n}\n",
		"a { width: calc(1px + 2 * var(--x)); }\n\n/* end */":      "a{width:calc(1px + 2 * var(--x))}\n",
		"a::before { content: \"/* no comment */ \\\" }\"; }":      "a::before{content:\"/* no comment */ \\\" }\"}\n",
		"a { grid-area: 1 / 2; } /* a */ b { c: d }":               "a{grid-area:1 / 2}\nb{c:d}\n",
		"a { b: c } /* never closed":                               "a{b:c}\n",
	} {
		if got := string(press([]byte(in))); got != want {
			t.Errorf("%q\n got %q\nwant %q", in, got, want)
		}
	}
}
