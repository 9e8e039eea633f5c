package site

import "fukusen/internal/diag"

// given makes the findings of the rules whose files cannot be shown on a page.
func given(r *diag.Rule) diag.List {
	args, ok := givenArgs[r.ID]
	if !ok {
		return nil
	}
	return diag.List{r.At(args.pos, args.args...)}
}

type arguments struct {
	pos  diag.Pos
	args []any
}

var givenArgs = map[string]arguments{}
