// Package personal finds what looks like personal data, which a submission to
// this site must never hold: by the names of columns, and by their values
// while they stream past.
//
// It is a guard against mistakes, not proof of anonymity: a column of names
// under the header "A" with fewer than three common surnames passes. It says
// what it suspects and why; whether that is refused is for the caller to say.
package personal

// A Kind is one kind of personal data.
type Kind int8

// The kinds. PersonID is the only one that is worth no more than a warning: a
// number that an organisation gave tells outsiders nothing, but does not
// belong here either.
const (
	None      Kind = iota
	Name           // of a person, in any script
	Email          // an address for e-mail
	Phone          // a number of telephone or fax
	Address        // where someone lives, finer than a municipality
	BirthDate      // a date or year of birth
	MyNumber       // 個人番号, 12 digits
	PersonID       // 社員番号, 学籍番号, 会員番号
)

var ruleNames = [...]string{"", "name", "email", "phone", "address", "birth-date", "my-number", "person-id"}

// Rule gives the ID of the rule that the kind breaks: personal/email.
func (k Kind) Rule() string { return "personal/" + ruleNames[k] }

// Warn reports whether the kind is only worth a warning.
func (k Kind) Warn() bool { return k == PersonID }

// A Suspicion is a column that looks like personal data.
type Suspicion struct {
	Col      int // from 0
	Kind     Kind
	ByHeader bool // the header says so
	Row      int  // of the first value that looks so, as the caller counts; 0 if only the header does
	Values   int  // different values that look so, among those that were looked at
}
