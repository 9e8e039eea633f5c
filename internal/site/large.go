package site

import (
	"fukusen/internal/diag"
	"fukusen/internal/output"
)

// From room megabytes on a site is told to be large. GitHub Pages takes 1,000, and
// every release adds pages that stay. GitHub takes no file above largest.
const (
	megabyte = 1_000_000
	room     = 700
	largest  = 100
)

var ruleLarge = diag.Rule{
	ID:   "site/large",
	Warn: true,
	Msg:  diag.Text{JA: "公開用のサイトの大きさが %[1]d MB になりました", EN: "the public site has grown to %[1]d MB"},
	Hint: diag.Text{JA: "GitHub Pages に置けるのは 1,000 MB までです。公表のたびに大きくなるので、1,000 MB を超える前に、大きなサイトを置ける場所(自治体の Web サーバーなど)に移してください。恒久リンクが切れないよう、アドレスは引き継いでください", EN: "GitHub Pages takes up to 1,000 MB, and every release makes the site larger. Before it comes to that, move to a place that takes more, such as the web server of a municipality, under the same address, so that permanent links still lead there"},
}

var ruleLargeFile = diag.Rule{
	ID:   "site/large-file",
	Warn: true,
	Msg:  diag.Text{JA: "このファイルの大きさは %[1]d MB です", EN: "this file has %[1]d MB"},
	Hint: diag.Text{JA: "GitHub には、100 MB を超えるファイルを置けません。fukusen.yaml の views で公表する組み合わせを減らすか、大きなファイルを置ける場所(自治体の Web サーバーなど)で公開してください", EN: "GitHub takes no file above 100 MB: publish fewer combinations of groups (views in fukusen.yaml), or in a place that takes larger files, such as the web server of a municipality"},
}

// large tells of what GitHub and its Pages would not take: files, of which those
// that can be split have been, and the site as a whole.
func large(tree *output.Tree) (finds diag.List, err error) {
	var all int64
	for _, name := range tree.Paths() {
		data, err := tree.Read(name)
		if err != nil {
			return nil, err
		}
		finds = append(finds, largeFile(name, len(data))...)
		all += int64(len(data))
	}
	return append(finds, largeSite(all)...), nil
}

func largeFile(name string, bytes int) diag.List {
	if bytes <= largest*megabyte {
		return nil
	}
	return diag.List{ruleLargeFile.At(diag.Pos{File: name}, bytes/megabyte)}
}

func largeSite(bytes int64) diag.List {
	if bytes < room*megabyte {
		return nil
	}
	return diag.List{ruleLarge.At(diag.Pos{}, bytes/megabyte)}
}
