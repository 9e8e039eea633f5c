package report

import (
	"fmt"
	"slices"
	"strings"

	"fukusen/internal/diag"
)

// spans writes line numbers as a list of numbers and spans: 3, 5-7, 12. After
// most parts it ends in an ellipsis; 0 shows all. The lines are sorted.
func spans(lines []int, most int) string {
	var parts []string
	for i := 0; i < len(lines); {
		j := i
		for j+1 < len(lines) && lines[j+1] == lines[j]+1 {
			j++
		}
		if most > 0 && len(parts) == most {
			parts = append(parts, "…")
			break
		}
		parts = append(parts, span(lines[i], lines[j])...)
		i = j + 1
	}
	return strings.Join(parts, ", ")
}

func span(first, last int) []string {
	switch last - first {
	case 0:
		return []string{fmt.Sprint(first)}
	case 1:
		return []string{fmt.Sprint(first), fmt.Sprint(last)}
	}
	return []string{fmt.Sprintf("%d-%d", first, last)}
}

// lines gives the lines of the places, each once, in order.
func lines(places []diag.Pos) []int {
	var list []int
	for _, p := range places {
		if p.Line > 0 {
			list = append(list, p.Line)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// within gives the place in its file: "3:7" or "対象者!C5"; empty for a whole
// file.
func within(p diag.Pos) string {
	return strings.TrimLeft(strings.TrimPrefix(p.String(), p.File), ": ")
}
