package site

import (
	"strings"
	"testing"
)

func TestLarge(t *testing.T) {
	if finds := large(700*megabyte - 1); len(finds) > 0 {
		t.Error(finds)
	}
	finds := large(712_900_000)
	if len(finds) != 1 || !strings.Contains(finds[0].Error(), "712 MB") || finds.Errors() > 0 {
		t.Error(finds)
	}
}
