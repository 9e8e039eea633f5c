package registry

import "strings"

// AreaCheckDigit computes the sixth digit of a local government code
// (全国地方公共団体コード) from its five digits: weights 6, 5, 4, 3, 2 from the
// left, 11 minus the remainder by 11, of that the last digit. It panics unless
// there are five digits.
//
// Source: JIS X 0401 and 0402; Ministry of Internal Affairs and
// Communications, "全国地方公共団体コード仕様".
func AreaCheckDigit(code5 string) byte {
	mustBeDigits(code5, 5)
	sum := 0
	for i := range 5 {
		sum += (6 - i) * int(code5[i]-'0')
	}
	return byte('0' + (11-sum%11)%10)
}

// CorporateCheckDigit computes the first digit of a corporate number (法人番号)
// from the twelve that follow it: 9 minus the remainder by 9 of the sum of the
// digits, every second from the right doubled. It cannot tell 0 from 9. It
// panics unless there are twelve digits.
//
// Source: 法人番号の指定等に関する省令 (Ordinance 70 of the Ministry of
// Finance, 2014), article 2.
func CorporateCheckDigit(base string) byte {
	mustBeDigits(base, 12)
	sum := 0
	for i := range 12 {
		sum += (1 + (i+1)%2) * int(base[i]-'0')
	}
	return byte('0' + 9 - sum%9)
}

// SchoolCheckDigit computes the last character of a school code (学校コード)
// from the twelve before it: the letter counts as two digits (A is 01), every
// second digit from the left is doubled, and the digits of all products and
// the check digit add up to a multiple of 10. It panics unless there are a
// letter and eleven digits. Some codes in use do not follow the rule.
//
// Source: Ministry of Education, Culture, Sports, Science and Technology,
// "学校コード".
func SchoolCheckDigit(base string) byte {
	mustBeDigits(base[1:], 11)
	letter := int(base[0]-'A') + 1
	digits := []int{letter / 10, letter % 10}
	for i := 1; i < 12; i++ {
		digits = append(digits, int(base[i]-'0'))
	}
	sum := 0
	for i, d := range digits {
		d *= 1 + i%2
		sum += d/10 + d%10
	}
	return byte('0' + (10-sum%10)%10)
}

func mustBeDigits(s string, n int) {
	if len(s) != n || !digits(s) {
		panic("registry: want digits, have " + s)
	}
}

// digits reports that s is made of ASCII digits only.
func digits(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}

// isSchoolCode reports the shape of a school code, with the letter in upper
// case and whatever check digit.
func isSchoolCode(s string) bool {
	return len(s) == 13 && 'A' <= s[0] && s[0] <= 'H' && digits(s[1:])
}
