package sheet

import (
	"strconv"
	"unicode/utf8"
)

// unescape turns _x000D_ into the character that is meant: the format writes
// so what XML cannot hold, and _x005F_ for an underscore that would look alike.
// It works in place.
func unescape(b []byte) []byte {
	out := b[:0]
	for i := 0; i < len(b); {
		if c, ok := escaped(b[i:]); ok {
			out = utf8.AppendRune(out, c) // never longer than the seven bytes read
			i += 7
			continue
		}
		out = append(out, b[i])
		i++
	}
	return out
}

func escaped(b []byte) (rune, bool) {
	if len(b) < 7 || b[0] != '_' || b[1] != 'x' || b[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(b[2:6]), 16, 16)
	return rune(n), err == nil
}

// letters writes a column number as spreadsheets do: 1 is A, 27 is AA.
func letters(col int) string {
	s := ""
	for n := col; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

func address(row, col int) string { return letters(col) + strconv.Itoa(row) }

// parseAddress reads C5 as row 5, column 3; ok is false for what lies outside a
// sheet. Dollar signs are allowed.
func parseAddress(s string) (row, col int, ok bool) {
	i := 0
	for ; i < len(s) && (s[i] == '$' || s[i] >= 'A' && s[i] <= 'Z' || s[i] >= 'a' && s[i] <= 'z'); i++ {
		if s[i] != '$' {
			col = col*26 + int(s[i]|0x20-'a') + 1
		}
		if col > 1<<14 {
			return 0, 0, false
		}
	}
	row, err := strconv.Atoi(s[i:])
	if err != nil || row < 1 || row > MaxRows || col < 1 {
		return 0, 0, false
	}
	return row, col, true
}
