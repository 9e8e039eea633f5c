package personal

import (
	"strings"
	"unicode/utf8"
)

// Mask hides e-mail addresses, phone numbers and individual numbers in a text
// that is shown to a reader: a***@***, 09*-****-****. A text with nothing to
// hide comes back as it is; another may come back half-width.
func Mask(text string) string {
	s := narrow(text)
	masked := email.ReplaceAllStringFunc(s, maskEmail)
	masked = stars(masked, findPhones(masked), 2)
	masked = stars(masked, findMyNumbers(masked), 0)
	if masked == s {
		return text
	}
	return masked
}

// maskEmail keeps the first letter.
func maskEmail(s string) string { return s[:1] + "***@***" }

// stars replaces the digits at the places, but the first few.
func stars(s string, places [][]int, keep int) string {
	b := []byte(s)
	for _, at := range places {
		n := 0
		for i := at[0]; i < at[1]; i++ {
			if '0' <= b[i] && b[i] <= '9' {
				if n++; n > keep {
					b[i] = '*'
				}
			}
		}
	}
	return string(b)
}

// Mask hides a value of a column that is suspected to be of the kind: of a
// name or an address the first letter stays, of anything else nothing but its
// first two digits of a phone number or the first letter of an e-mail address.
func (k Kind) Mask(text string) string {
	if text == "" {
		return ""
	}
	masked := Mask(text)
	switch {
	case k == None:
		return masked
	case (k == Email || k == Phone) && masked != text:
		return masked
	case k == Name || k == Address:
		_, n := utf8.DecodeRuneInString(text)
		return text[:n] + "**"
	}
	return strings.Repeat("*", min(utf8.RuneCountInString(text), 12))
}
