package diag

// Rules lists the rules of the package.
func Rules() []*Rule { return []*Rule{&ruleMore} }
