package rows

import (
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

// survey is a file like those of a large survey: n rows of 12 columns.
func survey(n int) string {
	const header = "期間,提出者,地域,居住地,性別,年齢,競技,人数,有業者,副業者,希望者,備考\n"
	const rows = "2026FQ1,8000020130001,13104,13101,F,20-24,soccer,1,0,1,12,-\n2026FQ1,8000020130001,13104,13101,M,25-29,rugby,1,1,0,7,-\n"
	return header + strings.Repeat(rows, n/2)
}

func benchmarkNext(b *testing.B, content string, opt Options, parts int) {
	fsys := fstest.MapFS{"f.csv": {Data: []byte(content)}}
	b.SetBytes(int64(len(content)))
	b.ReportAllocs()
	rows := 0
	for b.Loop() {
		r, _, err := Open(fsys, "f.csv", opt)
		if err != nil {
			b.Fatal(err)
		}
		all, err := r.Split(parts)
		if err != nil {
			b.Fatal(err)
		}
		var each sync.WaitGroup
		for _, p := range all {
			each.Go(func() {
				for _, ok := p.Next(); ok; _, ok = p.Next() {
				}
			})
		}
		each.Wait()
		for _, p := range all {
			rows += p.rows
			p.Close()
		}
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds()/1e6, "Mrows/s")
}

func BenchmarkNextFast(b *testing.B) {
	content := survey(1000000)
	b.Run("UTF-8", func(b *testing.B) { benchmarkNext(b, content, Options{}, 1) })
	b.Run("UTF-8 in 2 parts", func(b *testing.B) { benchmarkNext(b, content, Options{}, 2) })
	b.Run("UTF-8 quoted", func(b *testing.B) {
		quoted := strings.ReplaceAll(strings.ReplaceAll(content, ",", `","`), "\n", "\"\n\"")
		benchmarkNext(b, "\""+strings.TrimSuffix(quoted, "\""), Options{}, 1)
	})
	b.Run("CP932", func(b *testing.B) { benchmarkNext(b, sjis(b, content), Options{}, 1) })
}

func BenchmarkNextStrict(b *testing.B) {
	content := survey(1000000)
	b.Run("UTF-8", func(b *testing.B) { benchmarkNext(b, content, Options{strict: true}, 1) })
	b.Run("CP932", func(b *testing.B) { benchmarkNext(b, sjis(b, content), Options{strict: true}, 1) })
}

func BenchmarkInspect(b *testing.B) {
	content := survey(1000000)
	fsys := fstest.MapFS{"f.csv": {Data: []byte(content)}}
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		if _, err := inspectFile(fsys, "f.csv", Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
