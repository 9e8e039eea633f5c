package diag

import "fmt"

// Public marks an argument of a finding that tells nothing about anybody: the
// name of a column or table, a word of a rule, a list of what may be written, a
// number of lines. It is formatted as v itself would be.
//
// An argument that is not marked is taken for the value of a cell. So it is the
// harmless that has to be declared: who forgets it gets a message that says too
// little, never one that says too much.
func Public(v any) any { return public{v} }

type public struct{ value any }

// Format writes the value under the verb and the flags of the template.
func (p public) Format(s fmt.State, verb rune) {
	fmt.Fprintf(s, fmt.FormatString(s, verb), p.value)
}

// Hidden stands in a message for a value that is not shown. It is no ellipsis:
// that is what a submitter writes where something is not known.
const Hidden = "●●●"

// mask is an argument that is not shown, whatever its verb.
type mask struct{}

// Format writes the mark, between quotes where the value would have been.
func (mask) Format(s fmt.State, verb rune) {
	if verb == 'q' {
		fmt.Fprint(s, `"`+Hidden+`"`)
		return
	}
	fmt.Fprint(s, Hidden)
}

// Masked returns the finding without values: every argument that is not Public
// is replaced by a mark. Place and rule stay. It is for what leaves the
// desk, such as the log of a shared machine.
func (f Finding) Masked() Finding {
	args := make([]any, len(f.Args))
	for i, a := range f.Args {
		args[i] = mask{}
		if _, ok := a.(public); ok || a == "" { // what is empty tells nothing
			args[i] = a
		}
	}
	f.Args = args
	return f
}
