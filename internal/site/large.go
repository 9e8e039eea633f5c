package site

import "fukusen/internal/diag"

// From room megabytes on a site is told to be large. GitHub Pages takes 1,000, and
// every release adds pages that stay.
const (
	megabyte = 1_000_000
	room     = 700
)

var ruleLarge = diag.Rule{
	ID:   "site/large",
	Warn: true,
	Msg:  diag.Text{JA: "公開用のサイトの大きさが %[1]d MB になりました", EN: "the public site has grown to %[1]d MB"},
	Hint: diag.Text{JA: "GitHub Pages に置けるのは 1,000 MB までです。公表のたびに大きくなるので、1,000 MB を超える前に、大きなサイトを置ける場所(自治体の Web サーバーなど)に移してください。恒久リンクが切れないよう、アドレスは引き継いでください", EN: "GitHub Pages takes up to 1,000 MB, and every release makes the site larger. Before it comes to that, move to a place that takes more, such as the web server of a municipality, under the same address, so that permanent links still lead there"},
}

// large tells of a site that will soon be too large.
func large(bytes int64) diag.List {
	if bytes < room*megabyte {
		return nil
	}
	return diag.List{ruleLarge.At(diag.Pos{}, bytes/megabyte)}
}
