package page

import "testing"

// Pressed rules are the same rules.
func TestPress(t *testing.T) {
	for in, want := range map[string]string{
		"a { color: red; }": "a{color:red}",
		"/* x: y; } */ a:hover , b > c { margin : 0 auto }":        "a:hover,b>c{margin :0 auto}",
		"a b .c :not(.d) { font: 1rem/1.7 \"A  B\", 'c;  }' }":     "a b .c :not(.d){font:1rem/1.7 \"A  B\",'c;  }'}",
		"@media (min-width: 30rem) and print { a { b: c; d: e } }": "@media (min-width:30rem) and print{a{b:c;d:e}}",
		"a { width: calc(1px + 2 * var(--x)); }\n/* end */":        "a{width:calc(1px + 2 * var(--x))}",
		"a::before { content: \"/* no comment */ \\\" }\"; }":      "a::before{content:\"/* no comment */ \\\" }\"}",
		"a { grid-area: 1 / 2; } /* a */ b { c: d }":               "a{grid-area:1 / 2}b{c:d}",
		"a { b: 0.5rem -0.5em 10.5px; c: f(0.5,0.25) 0; }":         "a{b:.5rem -.5em 10.5px;c:f(.5,.25) 0}",
		"a { b: c } /* never closed":                               "a{b:c}",
	} {
		if got := string(press([]byte(in))); got != want {
			t.Errorf("%q\n got %q\nwant %q", in, got, want)
		}
	}
}
