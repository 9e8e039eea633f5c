package site

import (
	"strings"
	"testing"

	"fukusen/internal/output"
)

func TestLargeSite(t *testing.T) {
	if finds := largeSite(700*megabyte - 1); len(finds) > 0 {
		t.Error(finds)
	}
	finds := largeSite(712_900_000)
	if len(finds) != 1 || !strings.Contains(finds[0].Error(), "712 MB") || finds.Errors() > 0 {
		t.Error(finds)
	}
}

func TestLargeFile(t *testing.T) {
	if finds := largeFile("data/kpi/a1b.xlsx", 100*megabyte); len(finds) > 0 {
		t.Error(finds)
	}
	finds := largeFile("data/kpi/a1b.xlsx", 123_900_000)
	if len(finds) != 1 || finds[0].Pos.File != "data/kpi/a1b.xlsx" || !strings.Contains(finds[0].Error(), "123 MB") || finds.Errors() > 0 {
		t.Error(finds)
	}
	tree := &output.Tree{}
	tree.Add("data/a.csv", make([]byte, 101*megabyte))
	tree.Add("data/b.csv", nil)
	if finds, err := large(tree); err != nil || len(finds) != 1 || finds[0].Pos.File != "data/a.csv" {
		t.Errorf("%v, %v", finds, err)
	}
}
