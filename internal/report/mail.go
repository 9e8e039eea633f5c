package report

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"fukusen/internal/diag"
)

// letter is what surrounds the points of a mail to a submitter. The date, and
// who writes, are left for the steward to fill in.
type letter struct {
	subject, opening      diag.Text
	sendAgain, sayWhether diag.Text // what is asked: where something has to be mended, and where not
	mend, confirm         diag.Text // headings
	closing               diag.Text
}

var correction = letter{
	subject: diag.Text{
		JA: "件名: 複線(デュアルキャリア)指標のデータについて(ご確認のお願い)\n",
		EN: "Subject: Your data on dual careers: please check\n",
	},
	opening: diag.Text{
		JA: `
%s
ご担当者 様

いつもお世話になっております。
このたびは、複線(デュアルキャリア)指標のデータをお送りいただき、ありがとうございました。
受け取ったファイルを検査したところ、下記のとおり、ご確認いただきたいところがありました。
`,
		EN: `
To: %s

Thank you for sending us your data on dual careers.
When we checked the files we found the points below. `,
	},
	sendAgain: diag.Text{
		JA: "お手数をおかけしますが、◯月◯日までに、直したファイルをお送りください。\n",
		EN: "Please look at them and send us the corrected files by [DATE].\n",
	},
	sayWhether: diag.Text{
		JA: "お手数をおかけしますが、このままでよいかどうかを、◯月◯日までにお知らせください。\n",
		EN: "Please tell us by [DATE] whether they are right as they are.\n",
	},
	mend:    diag.Text{JA: "\n■ 直していただきたいところ\n", EN: "\nTo be corrected\n"},
	confirm: diag.Text{JA: "\n■ ご確認いただきたいところ(このままでよければ、直す必要はありません)\n", EN: "\nTo be confirmed (no correction is needed where they are right as they are)\n"},
	closing: diag.Text{
		JA: `
・「●●●」は、メールに値を書かないために伏せたところです。ファイルの同じ場所をご覧ください。
・お送りいただいたファイルは、こちらでは書き換えていません。

ご不明な点がありましたら、お知らせください。どうぞよろしくお願いいたします。

◯◯◯◯(担当・連絡先)
`,
		EN: `
- ●●● stands for a value, which we do not write in a mail; see the same place of the file.
- We have not changed the files that you sent.

Please ask us if anything is unclear.

[NAME, CONTACT]
`,
	},
}

// Mail writes, for each submitter, the text of a mail that says what to mend,
// by its name as View.Submitter gives it. No value of a cell is in it, and nothing
// that asks nothing of the submitter; who has only that gets none.
func Mail(l diag.List, v View) map[string]string {
	mails := map[string]string{}
	for _, s := range sections(l, v, false) {
		if asked := s.asked(); s.name != "" && len(asked.entries) > 0 {
			mails[s.name] = asked.mail(v.Lang)
		}
	}
	return mails
}

// asked is the section without what only tells what was done: a mail asks for
// something.
func (s *section) asked() *section {
	asked := *s
	asked.entries = slices.DeleteFunc(slices.Clone(s.entries), func(e *entry) bool { return e.Rule.Note })
	return &asked
}

func (s *section) mail(lang diag.Lang) string {
	var b strings.Builder
	b.WriteString(correction.subject.In(lang))
	fmt.Fprintf(&b, correction.opening.In(lang), harmless(s.name))
	if s.errors > 0 {
		b.WriteString(correction.sendAgain.In(lang))
	} else {
		b.WriteString(correction.sayWhether.In(lang))
	}
	n := 0
	for _, part := range []struct {
		title diag.Text
		warn  bool
	}{{correction.mend, false}, {correction.confirm, true}} {
		title := part.title.In(lang)
		for _, e := range s.entries {
			if e.Warn() != part.warn {
				continue
			}
			n++
			b.WriteString(title)
			title = ""
			b.WriteString(e.point(n, s.fileNames(), lang))
		}
	}
	b.WriteString(correction.closing.In(lang))
	return b.String()
}

var (
	wordsRow    = diag.Text{JA: " の %s 行目", EN: ", line %s"}
	wordsRows   = diag.Text{JA: " の %s 行目", EN: ", lines %s"}
	wordsCell   = diag.Text{JA: " の %s", EN: ", %s"}
	wordsWhat   = diag.Text{JA: "   内容: %s\n", EN: "   What: %s\n"}
	wordsRemedy = diag.Text{JA: "   直し方: %s\n", EN: "   Remedy: %s\n"}
)

// point is one numbered point of a mail.
func (e *entry) point(n int, names map[string]string, lang diag.Lang) string {
	said := fmt.Sprintf("\n%d. %s%s\n", n, harmless(names[e.Pos.File]), e.where(lang))
	said += fmt.Sprintf(wordsWhat.In(lang), harmless(e.Msg(lang)))
	if hint := forSender(e.Finding, lang); hint != "" {
		said += fmt.Sprintf(wordsRemedy.In(lang), harmless(hint))
	}
	return said
}

func (e *entry) where(lang diag.Lang) string {
	all := append([]diag.Pos{e.Pos}, e.also...)
	list := lines(all)
	switch {
	case len(list) == 0 && e.Pos.Sheet == "":
		return ""
	case e.Pos.Sheet != "" && len(list) <= 1:
		return fmt.Sprintf(wordsCell.In(lang), harmless(within(e.Pos)))
	}
	where := ""
	if e.Pos.Sheet != "" {
		where = fmt.Sprintf(wordsCell.In(lang), harmless(e.Pos.Sheet))
	}
	if len(list) == 1 {
		return where + fmt.Sprintf(wordsRow.In(lang), spans(list, 0))
	}
	return where + fmt.Sprintf(wordsRows.In(lang), spans(list, 0))
}

// fileNames gives the files names as their submitter knows them: without our
// folders, where no two are the same then.
func (s *section) fileNames() map[string]string {
	uses := map[string]int{}
	for _, f := range s.files() {
		uses[path.Base(f)]++
	}
	names := map[string]string{}
	for _, f := range s.files() {
		names[f] = f
		if base := path.Base(f); uses[base] == 1 {
			names[f] = base
		}
	}
	return names
}
