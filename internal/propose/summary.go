package propose

import (
	"fmt"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/personal"
)

// Summary says in a few lines which table it is, what is missing, and what to
// do next.
func (p *Proposal) Summary(lang diag.Lang) string {
	var b strings.Builder
	say := func(t diag.Text, args ...any) { fmt.Fprintf(&b, t.In(lang)+"\n", args...) }
	switch p.State {
	case Unreadable:
		say(diag.Text{JA: "このファイルは読めませんでした。", EN: "The file cannot be read."})
		return b.String()
	case Ready:
		say(diag.Text{JA: "%s。source.yaml は要りません。", EN: "%s. No source.yaml is needed."}, p.about(lang))
	case Hopeless:
		say(diag.Text{JA: "集計に使える表ではないようです。%s。", EN: "This does not seem to be a table that is counted. %s."}, p.about(lang))
		if lacks := p.lacks(lang); lacks != "" {
			say(diag.Text{JA: "理由: 必要な列 %s がないか、その値として読めません。", EN: "Why: what it needs is not there, or its values cannot be read as such: %s."}, lacks)
		}
	default:
		say(diag.Text{JA: "%s。", EN: "%s."}, p.about(lang))
		p.sayOpen(say, lang)
	}
	p.saySenders(say, lang)
	for _, line := range p.tellAsides(lang, Refused, Counted) {
		b.WriteString(line + "\n")
	}
	for _, c := range p.Columns {
		if c.Personal != personal.None {
			say(diag.Text{JA: "列 %q は個人情報のようです。元の表で列ごと消してください。", EN: "Column %q looks like personal data; delete it from the file."}, c.Header)
		}
	}
	if p.State == Mapped {
		say(diag.Text{JA: "次に: 内容を確かめ、%s と同じフォルダに source.yaml という名前で保存して、fukusen check %[1]s を実行してください。", EN: "Next: look it through, save it as source.yaml beside the file, then run: fukusen check %s"}, p.File.Path)
	}
	return b.String()
}

// saySenders names the organisations of the site that were recognised.
func (p *Proposal) saySenders(say func(diag.Text, ...any), lang diag.Lang) {
	if len(p.Senders) == 0 {
		return
	}
	name, from, more := p.tellSenders(lang)
	if more > 0 {
		name += fmt.Sprintf(diag.Text{JA: " ほか%d団体", EN: " and %d more"}.In(lang), more)
	}
	say(diag.Text{JA: "提出者: %s — %sから", EN: "Sender: %s, from %s"}, name, from)
}

// sayOpen tells what has to be filled in or decided.
func (p *Proposal) sayOpen(say func(diag.Text, ...any), lang diag.Lang) {
	if lacks := p.lacks(lang); lacks != "" {
		say(diag.Text{JA: "足りないもの: %s", EN: "Missing: %s"}, lacks)
	}
	open := len(p.markers)
	for _, a := range p.asked {
		if !a.settled {
			open++
		}
	}
	for _, c := range p.Columns {
		if c.use != unused && c.use != asTotal && !c.active() {
			open++
		}
	}
	for _, v := range p.values {
		if v.to == "" {
			open++
		}
	}
	if open > 0 {
		say(diag.Text{JA: "確かめるところ: %d件(# の付いた行)", EN: "To decide: %d (lines that begin with #)"}, open)
	}
}

// lacks names what is missing, or too doubtful, of the required columns.
func (p *Proposal) lacks(lang diag.Lang) string {
	var all []string
	for _, c := range p.Missing {
		all = append(all, fmt.Sprintf(diag.Text{JA: "「%s」(%s)", EN: "%[2]s"}.In(lang), c.Name.JA, c.ID))
	}
	return strings.Join(all, diag.Text{JA: "、", EN: ", "}.In(lang))
}
