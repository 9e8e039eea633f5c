package page

import "strings"

// press takes out of a stylesheet what browsers do not read: comments, and space
// that parts nothing. Strings stay as they are, and every rule keeps its line.
func press(css []byte) []byte {
	var b strings.Builder
	text := string(css)
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case strings.HasPrefix(text[i:], "/*"):
			_, rest, _ := strings.Cut(text[i+2:], "*/")
			text, i = " "+rest, 0
		case c == '"' || c == '\'':
			n := stringEnd(text[i:])
			b.WriteString(text[i : i+n])
			i += n
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			rest := strings.TrimLeft(text[i:], " \t\r\n")
			if strings.HasPrefix(rest, "/*") {
				_, rest, _ = strings.Cut(rest[2:], "*/")
				rest = " " + rest
			} else if b.Len() > 0 && rest != "" && parts(b.String()[b.Len()-1], rest[0]) {
				b.WriteByte(' ')
			}
			text, i = rest, 0
		default:
			b.WriteByte(c)
			if c == '}' {
				b.WriteByte('\n')
			}
			i++
		}
	}
	return []byte(strings.ReplaceAll(b.String(), ";}", "}"))
}

// parts reports whether a space between two characters means something: it does
// not beside braces, semicolons and commas, nor after a colon.
func parts(before, after byte) bool {
	return !strings.ContainsRune("{};,:\n", rune(before)) && !strings.ContainsRune("{};,", rune(after))
}

// stringEnd gives the length of the string with which a text begins.
func stringEnd(text string) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case text[0]:
			return i + 1
		}
	}
	return len(text)
}
