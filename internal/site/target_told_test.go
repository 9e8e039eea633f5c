package site_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Companies would be in time by their growth but not by the straight line, and
// the page of the example says that these differ; for schools both agree.
func TestDifferingEndsAreTold(t *testing.T) {
	t.Parallel()
	for page, want := range map[string]string{
		"kpi/a1b.html":    "この見方では、必要な速さで進んでいます。二つの見方で、結果が分かれています。",
		"en/kpi/a1b.html": "Seen in this way, it is fast enough. The two ways of looking differ: ",
	} {
		text, err := os.ReadFile(filepath.Join(example(t), page))
		if err != nil {
			t.Fatal(err)
		}
		_, companies, _ := strings.Cut(string(text), `id="kind-company"`)
		companies, others, found := strings.Cut(companies, `id="kind-school"`)
		if !found || !strings.Contains(companies, want) || strings.Contains(others, want) {
			t.Errorf("%s: not told of companies, or told of others, too: %s", page, want)
		}
	}
}
