package content

import (
	"slices"
	"strings"

	"fukusen/internal/diag"
)

// What can be wrong with a file.
var (
	ruleEncoding = diag.Rule{
		ID:   "content/encoding",
		Msg:  diag.Text{JA: "文字コードが UTF-8 ではありません", EN: "the file is not in UTF-8"},
		Hint: diag.Text{JA: "メモ帳なら「名前を付けて保存」で文字コードを UTF-8 にして保存し直してください", EN: "save it again as UTF-8; in Notepad choose Save as and the encoding UTF-8"},
	}
	ruleFileName = diag.Rule{
		ID:   "content/file-name",
		Msg:  diag.Text{JA: "ファイル名の末尾がこのサイトの言語ではありません", EN: "the file name ends in no language of this site"},
		Hint: diag.Text{JA: "使える末尾: %s。言語以外の「.」はファイル名に使わないでください", EN: "possible endings: %s; use no other dots in the name"},
	}
	ruleSamePage = diag.Rule{
		ID:   "content/same-page",
		Msg:  diag.Text{JA: "ページ %[1]s がすでに別のファイル %[2]s から作られています", EN: "the page %[1]s is already made from %[2]s"},
		Hint: diag.Text{JA: "どちらか一方を消すか、名前を変えてください", EN: "remove or rename one of the files"},
	}
)

// What can be wrong with front matter.
var (
	ruleNoFrontMatter = diag.Rule{
		ID:   "content/front-matter-missing",
		Msg:  diag.Text{JA: "1 行目に見出し情報の始まり「---」がありません", EN: "the first line does not begin the front matter with \"---\""},
		Hint: diag.Text{JA: "ファイルの先頭に「---」「title: ページの題名」「---」の 3 行を書いてください", EN: "begin the file with three lines: \"---\", \"title: ...\", \"---\""},
	}
	ruleOpenFrontMatter = diag.Rule{
		ID:   "content/front-matter-open",
		Msg:  diag.Text{JA: "見出し情報の終わりの「---」がありません", EN: "the front matter is not closed by \"---\""},
		Hint: diag.Text{JA: "title などの行の次に「---」だけの行を入れてください", EN: "put a line with only \"---\" behind the last key"},
	}
	ruleFrontMatter = diag.Rule{
		ID:   "content/front-matter",
		Msg:  diag.Text{JA: "見出し情報が「項目: 値」の並びになっていません", EN: "the front matter is not a list of \"key: value\""},
		Hint: diag.Text{JA: "1 行に 1 つずつ書いてください。使える項目: %s", EN: "write one on each line; keys are %s"},
	}
	ruleYAML = diag.Rule{
		ID:   "content/front-matter-yaml",
		Msg:  diag.Text{JA: "見出し情報を YAML として読めません(%s)", EN: "the front matter cannot be read as YAML (%s)"},
		Hint: diag.Text{JA: "「:」や「#」を含む値は \"…\" で囲み、同じ項目は一度だけ書いてください", EN: "quote values that contain ':' or '#', and give each key once"},
	}
	ruleKey = diag.Rule{
		ID:   "content/front-matter-key",
		Msg:  diag.Text{JA: "見出し情報に知らない項目「%s」があります", EN: "unknown key %q in the front matter"},
		Hint: diag.Text{JA: "使える項目: %[2]s", EN: "keys are %[2]s"},
	}
	ruleText = diag.Rule{
		ID:   "content/front-matter-value",
		Msg:  diag.Text{JA: "項目「%s」の値は 1 つの文字や数でなければなりません", EN: "the value of %q must be a single text or number"},
		Hint: diag.Text{JA: "[ ] や { }、字下げした並びを使わず、1 行で書いてください", EN: "write it on one line without brackets"},
	}
	ruleTitle = diag.Rule{
		ID:   "content/title",
		Msg:  diag.Text{JA: "ページの題名 title がありません", EN: "the page has no title"},
		Hint: diag.Text{JA: "見出し情報に「title: ページの題名」の行を加えてください", EN: "add a line \"title: ...\" to the front matter"},
	}
	ruleDate = diag.Rule{
		ID:   "content/date",
		Msg:  diag.Text{JA: "日付「%s」は年-月-日の形の実在する日ではありません", EN: "date %q is not a day written as YYYY-MM-DD"},
		Hint: diag.Text{JA: "2026-04-01 のように半角で書いてください", EN: "write it like 2026-04-01"},
	}
	ruleWeight = diag.Rule{
		ID:   "content/weight",
		Msg:  diag.Text{JA: "並び順 weight「%s」が整数ではありません", EN: "weight %q is not a whole number"},
		Hint: diag.Text{JA: "10 のような半角の整数にしてください。小さいほど前に並びます", EN: "write a number such as 10; smaller comes first"},
	}
	ruleDraft = diag.Rule{
		ID:   "content/draft",
		Msg:  diag.Text{JA: "下書き draft「%s」は true か false でなければなりません", EN: "draft %q must be true or false"},
		Hint: diag.Text{JA: "公開しないページは true、公開するページは false にしてください", EN: "true keeps the page back, false publishes it"},
	}
)

// What can be wrong with the text.
var (
	ruleHTML = diag.Rule{
		ID:   "content/html",
		Warn: true,
		Msg:  diag.Text{JA: "HTML「%s」はページに出ません", EN: "the HTML %q will not appear on the page"},
		Hint: diag.Text{JA: "Markdown で書き直すか、文字として見せるときは ` で囲んでください", EN: "write it in Markdown, or between backquotes to show it as text"},
	}
	ruleHeadingOne = diag.Rule{
		ID:   "content/heading-one",
		Warn: true,
		Msg:  diag.Text{JA: "本文に「# 」の見出しがあります。最上位の見出しは title から作られます", EN: "the text has a heading of level one, which is made from the title"},
		Hint: diag.Text{JA: "「## 」から始めてください", EN: "begin with \"## \""},
	}
	ruleHeadingID = diag.Rule{
		ID:   "content/heading-id",
		Msg:  diag.Text{JA: "見出しの目印 {#%s} が 2 か所にあります", EN: "two headings have the id %q"},
		Hint: diag.Text{JA: "どちらか一方の目印を変えるか、消してください", EN: "change or remove one of them"},
	}
	ruleFootnote = diag.Rule{
		ID:   "content/footnote",
		Msg:  diag.Text{JA: "脚注の印「%s」に対応する脚注がありません", EN: "the mark %q has no footnote"},
		Hint: diag.Text{JA: "ファイルの終わりに「%[1]s: 脚注の文」の行を加えてください。印でないときは ` で囲んでください", EN: "add a line \"%[1]s: text\" at the end of the file, or put it between backquotes if it is no mark"},
	}
	ruleFootnoteUnused = diag.Rule{
		ID:   "content/footnote-unused",
		Msg:  diag.Text{JA: "脚注「%s」は本文のどこからも指されていないため、ページに出ません", EN: "the footnote %q is marked nowhere in the text and will not appear"},
		Hint: diag.Text{JA: "本文に印 [^%[1]s] を書くか、脚注を消してください。同じ名前の脚注が二つないかも確かめてください", EN: "write [^%[1]s] in the text or remove the footnote; see also that no two have the same name"},
	}
	ruleLinkTarget = diag.Rule{
		ID:   "content/link-target",
		Msg:  diag.Text{JA: "リンク先「%s」は使えません", EN: "the link target %q cannot be used"},
		Hint: diag.Text{JA: "ページ名(about.md)、https:、mailto:、tel: のどれかにしてください", EN: "use a page such as about.md, https:, mailto: or tel:"},
	}
	ruleLinkAbsolute = diag.Rule{
		ID:   "content/link-absolute",
		Msg:  diag.Text{JA: "リンク先「%s」が「/」で始まっています。公開先のフォルダーによっては開けません", EN: "the link target %q begins with \"/\" and fails where the site lies in a folder"},
		Hint: diag.Text{JA: "このページから見た場所(about.md や ../about.md)で書いてください", EN: "write it as seen from this page: about.md, ../about.md"},
	}
	ruleImageElsewhere = diag.Rule{
		ID:   "content/image-elsewhere",
		Msg:  diag.Text{JA: "画像「%s」が別のサイトにあります", EN: "the image %q lies on another site"},
		Hint: diag.Text{JA: "このサイトは外から何も読み込みません。画像をサイトの中に置いてください", EN: "this site loads nothing from elsewhere: put the image into the site"},
	}
)

// What can be wrong with {{< >}}.
var (
	ruleTagOpen = diag.Rule{
		ID:   "content/tag-open",
		Msg:  diag.Text{JA: "「{{<」が同じ行の「>}}」で閉じていません", EN: "\"{{<\" is not closed by \">}}\" on the same line"},
		Hint: diag.Text{JA: "1 行の中で閉じてください。文字として見せるときは ` で囲んでください", EN: "close it on the line, or put it between backquotes to show it as text"},
	}
	ruleTagName = diag.Rule{
		ID:   "content/tag-name",
		Msg:  diag.Text{JA: "{{< >}} の中の「%s」という名前はありません", EN: "there is no %q to write in {{< >}}"},
		Hint: diag.Text{JA: "使える名前: %[2]s", EN: "names are %[2]s"},
	}
	ruleTagKPI = diag.Rule{
		ID:   "content/tag-kpi",
		Msg:  diag.Text{JA: "%s の次に指標の id がありません", EN: "%s is not followed by the id of a KPI"},
		Hint: diag.Text{JA: "{{< %[1]s \"a1b\" >}} のように、半角の \" で囲んで書いてください", EN: "write it between straight quotes: {{< %[1]s \"a1b\" >}}"},
	}
	ruleTagArg = diag.Rule{
		ID:   "content/tag-argument",
		Msg:  diag.Text{JA: "「%s」は 名前=\"値\" の形ではありません", EN: "%q is not of the form name=\"value\""},
		Hint: diag.Text{JA: "period=\"latest\" のように、半角の = と \" で、間を空けずに書いてください。note には何も付けません", EN: "write it like period=\"latest\", with straight quotes and no blanks; note takes none"},
	}
	ruleTagTwice = diag.Rule{
		ID:   "content/tag-twice",
		Msg:  diag.Text{JA: "「%s」が 2 回書かれています", EN: "%q is given twice"},
		Hint: diag.Text{JA: "一方を消してください", EN: "remove one of them"},
	}
	ruleTagAlt = diag.Rule{
		ID:   "content/tag-alt",
		Msg:  diag.Text{JA: "画像の説明の中に {{< >}} は書けません", EN: "{{< >}} cannot stand in the description of an image"},
		Hint: diag.Text{JA: "数値は本文の文章の中に書いてください", EN: "put the value into the text"},
	}
	ruleFigurePlace = diag.Rule{
		ID:   "content/figure-place",
		Msg:  diag.Text{JA: "{{< %[1]s >}} が文章や表の中にあります", EN: "{{< %[1]s >}} stands in running text or a table"},
		Hint: diag.Text{JA: "行を改めて、その行にはほかに何も書かないでください", EN: "put it on a line of its own"},
	}
	ruleNotePlace = diag.Rule{
		ID:   "content/note-place",
		Msg:  diag.Text{JA: "{{< note >}} の行にほかの文があります", EN: "{{< note >}} does not stand alone on its line"},
		Hint: diag.Text{JA: "{{< note >}} の行、注記の文、{{< /note >}} の行に分けてください", EN: "write {{< note >}}, the text and {{< /note >}} on separate lines"},
	}
	ruleNoteOpen = diag.Rule{
		ID:   "content/note-open",
		Msg:  diag.Text{JA: "{{< note >}} が閉じていません", EN: "{{< note >}} is not closed"},
		Hint: diag.Text{JA: "注記の終わりに {{< /note >}} だけの行を、{{< note >}} と同じ字下げで入れてください", EN: "end it by {{< /note >}} on a line of its own, indented like {{< note >}}"},
	}
	ruleNoteStray = diag.Rule{
		ID:   "content/note-stray",
		Msg:  diag.Text{JA: "この {{< /note >}} に対応する {{< note >}} がないか、行の途中にあります", EN: "this {{< /note >}} closes no {{< note >}}, or does not stand alone on its line"},
		Hint: diag.Text{JA: "{{< note >}} があるか確かめ、{{< /note >}} は行を改めて書いてください", EN: "look for its {{< note >}}, and put {{< /note >}} on a line of its own"},
	}
)

// What only the caller can know. The hints list the near matches it passes.
var (
	ruleUnknownKPI = diag.Rule{
		ID:   "content/unknown-kpi",
		Msg:  diag.Text{JA: "「%s」という id の指標はありません", EN: "there is no KPI %q"},
		Hint: diag.Text{JA: "id を確かめてください。近いもの: %[2]s", EN: "check the id; near: %[2]s"},
	}
	ruleUnknownArg = diag.Rule{
		ID:   "content/unknown-argument",
		Msg:  diag.Text{JA: "「%s」という条件はありません", EN: "there is no argument %q"},
		Hint: diag.Text{JA: "使える条件: %[2]s", EN: "possible: %[2]s"},
	}
	ruleBadArg = diag.Rule{
		ID:   "content/argument-value",
		Msg:  diag.Text{JA: "条件 %[1]s に「%[2]s」という値はありません", EN: "there is no %[1]s %[2]q"},
		Hint: diag.Text{JA: "近いもの: %[3]s", EN: "near: %[3]s"},
	}
	ruleNoValue = diag.Rule{
		ID:   "content/no-value",
		Msg:  diag.Text{JA: "指標「%s」に、この条件の値はありません", EN: "KPI %q has no value for these arguments"},
		Hint: diag.Text{JA: "期間や地域などの条件を確かめてください。近いもの: %[2]s", EN: "check period, area and the other arguments; near: %[2]s"},
	}
	ruleWithheld = diag.Rule{
		ID:   "content/withheld",
		Warn: true,
		Msg:  diag.Text{JA: "指標「%s」のこの値は秘匿されており、文中に数は出ません", EN: "this value of KPI %q is withheld, the text will show no number"},
		Hint: diag.Text{JA: "秘匿でも意味が通る文にするか、公表されている近い値を使ってください: %[2]s", EN: "word the text so that it also holds without the number, or use a published value near it: %[2]s"},
	}
	ruleStale = diag.Rule{
		ID:   "content/stale",
		Msg:  diag.Text{JA: "文を書いたときの値(as-of=\"%[2]s\")から、指標「%[1]s」の値が %[3]s に変わっています", EN: "the value of KPI %[1]q is now %[3]s and no longer that of as-of=%[2]q"},
		Hint: diag.Text{JA: "文が今の値でも正しいか読み直し、as-of を今の値に書き換えてください", EN: "read whether the text still holds, then bring as-of up to date"},
	}
	ruleBrokenLink = diag.Rule{
		ID:   "content/broken-link",
		Msg:  diag.Text{JA: "リンク先「%s」がサイトにありません", EN: "the link target %q is not in the site"},
		Hint: diag.Text{JA: "名前を確かめてください。近いもの: %[2]s", EN: "check the name; near: %[2]s"},
	}
	ruleBrokenAnchor = diag.Rule{
		ID:   "content/broken-anchor",
		Msg:  diag.Text{JA: "リンク先のページに見出しの目印「#%s」がありません", EN: "the page linked to has no heading with the id %q"},
		Hint: diag.Text{JA: "見出しを確かめてください。近いもの: %[2]s", EN: "check the heading; near: %[2]s"},
	}
)

// UnknownKPI complains that no KPI has the id of the reference.
func UnknownKPI(r Reference, near []string) diag.Finding {
	return ruleUnknownKPI.At(r.Pos, r.KPI, diag.Public(listed(near)))
}

// UnknownArg complains of an argument's name; known are those there are.
func UnknownArg(a Arg, known []string) diag.Finding {
	return ruleUnknownArg.At(a.Pos, a.Name, diag.Public(listed(known)))
}

// BadArg complains of an argument's value.
func BadArg(a Arg, near []string) diag.Finding {
	return ruleBadArg.At(a.Pos, a.Name, a.Value, diag.Public(listed(near)))
}

// NoValue complains that the KPI has no observation for the arguments.
func NoValue(r Reference, near []string) diag.Finding {
	return ruleNoValue.At(r.Pos, r.KPI, diag.Public(listed(near)))
}

// Withheld warns that the observation is withheld; near are references to wider
// groups that are not.
func Withheld(r Reference, near []string) diag.Finding {
	return ruleWithheld.At(r.Pos, r.KPI, diag.Public(listed(near)))
}

// Stale complains that a value is not, or no longer, the one for which its
// sentence was written. Both numbers are kept out of logs: the quarter may not
// be published yet.
func Stale(r Reference, asOf Arg, now string) diag.Finding {
	return ruleStale.At(asOf.Pos, r.KPI, asOf.Value, now)
}

// BrokenLink complains that a link's path is not in the site.
func BrokenLink(l Link, near []string) diag.Finding {
	return ruleBrokenLink.At(l.Pos, l.Target, diag.Public(listed(near)))
}

// BrokenAnchor complains that the page exists, but not the place in it.
func BrokenAnchor(l Link, near []string) diag.Finding {
	return ruleBrokenAnchor.At(l.Pos, l.Fragment, diag.Public(listed(near)))
}

func listed(s []string) string {
	if len(s) == 0 {
		return "—"
	}
	return strings.Join(s, ", ")
}

// Rules lists the rules of the package in the order of their IDs.
func Rules() []*diag.Rule {
	all := []*diag.Rule{
		&ruleBadArg, &ruleBrokenAnchor, &ruleBrokenLink, &ruleDate, &ruleDraft, &ruleEncoding,
		&ruleFigurePlace, &ruleFileName, &ruleFootnote, &ruleFootnoteUnused, &ruleFrontMatter, &ruleHTML, &ruleHeadingID, &ruleHeadingOne, &ruleImageElsewhere,
		&ruleKey, &ruleLinkAbsolute, &ruleLinkTarget, &ruleNoFrontMatter, &ruleNoValue, &ruleNoteOpen,
		&ruleNotePlace, &ruleNoteStray, &ruleOpenFrontMatter, &ruleSamePage, &ruleStale, &ruleTagAlt, &ruleTagArg,
		&ruleTagKPI, &ruleTagName, &ruleTagOpen, &ruleTagTwice, &ruleText, &ruleTitle, &ruleUnknownArg,
		&ruleUnknownKPI, &ruleWeight, &ruleWithheld, &ruleYAML,
	}
	slices.SortStableFunc(all, func(a, b *diag.Rule) int { return strings.Compare(a.ID, b.ID) })
	return all
}
