package page

import "strings"

// press takes out of a stylesheet what browsers do not read: comments, space that
// parts nothing, and zeros before a point. Strings stay as they are.
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
		case c == '0' && b.Len() > 0 && barePoint(b.String()[b.Len()-1], text[i:]):
			i++
		default:
			b.WriteByte(c)
			i++
		}
	}
	return []byte(strings.ReplaceAll(b.String(), ";}", "}"))
}

// parts reports whether a space between two characters means something: it does
// not beside braces, semicolons, commas and >, nor after a colon.
func parts(before, after byte) bool {
	return !strings.ContainsRune("{};,>:", rune(before)) && !strings.ContainsRune("{};,>", rune(after))
}

// barePoint reports whether a number begins with a zero that it can do without.
func barePoint(before byte, text string) bool {
	return strings.ContainsRune(" ,:(-", rune(before)) && len(text) > 2 && text[1] == '.' && '0' <= text[2] && text[2] <= '9'
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
