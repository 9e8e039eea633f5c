package report

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"

	"fukusen/internal/diag"
)

// A Status tells for one quarter who was to report what, and who did. Days are
// written 2006-01-02.
type Status struct {
	Quarter       string    // its id, such as 2026fq1
	Name          diag.Text // as it is read
	Due           string    // last day in time; "" if none was set
	Today         string    // the day of asking; "" if not told: then nothing is overdue
	Unsure        bool      // the register could not be read to its end, or names nobody: others may have to report
	Organisations []Organisation
}

// An Organisation is one that reports, with what it was to send and has sent.
type Organisation struct {
	ID, Name string
	Tables   []TableStatus
}

// A TableStatus tells whether one table came.
type TableStatus struct {
	ID       string
	Name     diag.Text
	Expected bool
	Files    []string // that hold it; none if it did not come
	Received string   // day; "" if not told
	Months   []int    // of the quarter, 1 to 12, that are not in the files though others are
}

// A State says how it stands with a table.
type State string

// The states of a table. Waiting and Missing are about tables that are expected.
const (
	Received State = "received" // in time, or on a day that was not told
	Late     State = "late"     // received after the last day
	Waiting  State = "waiting"  // not received, but the last day is not over
	Missing  State = "missing"  // not received, and the last day is over
	None     State = "none"     // neither expected nor received
)

// State compares what came with the last day.
func (s *Status) State(t TableStatus) State {
	switch {
	case len(t.Files) > 0 && s.Due != "" && t.Received > s.Due:
		return Late
	case len(t.Files) > 0:
		return Received
	case !t.Expected:
		return None
	case s.Due != "" && s.Today > s.Due:
		return Missing
	}
	return Waiting
}

// open lists the tables of the organisation that have not come, or not whole.
func (s *Status) open(o Organisation) []TableStatus {
	var list []TableStatus
	for _, t := range o.Tables {
		if state := s.State(t); state == Waiting || state == Missing || len(t.Months) > 0 {
			list = append(list, t)
		}
	}
	return list
}

// rest is the table with what is still to come of it.
func (t *TableStatus) rest(lang diag.Lang) string {
	if len(t.Months) == 0 {
		return t.Name.In(lang)
	}
	var months []string
	for _, n := range t.Months {
		months = append(months, diag.Text{JA: fmt.Sprintf("%d月", n), EN: time.Month(n).String()}.In(lang))
	}
	return fmt.Sprintf(diag.Text{JA: "%s(%sの分)", EN: "%s (%s)"}.In(lang), t.Name.In(lang), strings.Join(months, listMark(lang)))
}

// stateOrder is the order in which states are shown, and their headings.
var stateOrder = []struct {
	state State
	title diag.Text
}{
	{Missing, diag.Text{JA: "未提出(期限を過ぎています)", EN: "Missing (the last day is over)"}},
	{Waiting, diag.Text{JA: "まだ届いていません", EN: "Not received yet"}},
	{Late, diag.Text{JA: "期限の後に届きました", EN: "Received late"}},
	{Received, diag.Text{JA: "届きました", EN: "Received"}},
}

var (
	wordsStatus        = diag.Text{JA: "%s(%s)の提出状況", EN: "Reports for %s (%s)"}
	wordsDue           = diag.Text{JA: "期限: %s", EN: "Last day: %s"}
	wordsToday         = diag.Text{JA: "調べた日: %s", EN: "As of: %s"}
	wordsGroup         = diag.Text{JA: "■ %s(%d団体・%d表)", EN: "■ %s (organisations: %d, tables: %d)"}
	wordsInPart        = diag.Text{JA: "一部の月がまだ届いていません", EN: "Received in part; still to come"}
	wordsSend          = diag.Text{JA: "──── %s に送る文案 ────", EN: "---- Text to send to %s ----"}
	wordsUnsure        = diag.Text{JA: "提出者一覧(organisations.csv)がないか、最後まで読めないので、ほかにだれが提出するはずかは分かりません。", EN: "The register of organisations (organisations.csv) is missing or cannot be read to its end, so who else is to report is not known."}
	wordsNobodyReports = diag.Text{JA: "提出するはずの団体がありません。", EN: "No organisation is to report."}
)

// StatusText writes the status for a terminal. With mails, a text to send
// follows for each organisation that has not sent everything.
func StatusText(w io.Writer, s *Status, lang diag.Lang, mails bool) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, wordsStatus.In(lang)+"\n", s.Name.In(lang), s.Quarter)
	if s.Due != "" {
		fmt.Fprintf(&b, wordsDue.In(lang)+"\n", day(s.Due, lang))
	}
	if s.Today != "" {
		fmt.Fprintf(&b, wordsToday.In(lang)+"\n", day(s.Today, lang))
	}
	said := false
	for _, g := range stateOrder {
		said = s.writeGroup(&b, g.title.In(lang), lang, func(t TableStatus) string {
			if s.State(t) != g.state {
				return ""
			}
			return strings.TrimSpace(t.Name.In(lang) + " " + t.Received)
		}) || said
	}
	s.writeGroup(&b, wordsInPart.In(lang), lang, func(t TableStatus) string {
		if len(t.Months) == 0 {
			return ""
		}
		return t.rest(lang)
	})
	switch {
	case s.Unsure:
		fmt.Fprintf(&b, "\n%s\n", wordsUnsure.In(lang))
	case !said:
		fmt.Fprintf(&b, "\n%s\n", wordsNobodyReports.In(lang))
	}
	if mails {
		s.writeReminders(&b, lang)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// writeGroup lists the tables for which say has words, an organisation a line.
func (s *Status) writeGroup(b *bytes.Buffer, title string, lang diag.Lang, say func(TableStatus) string) bool {
	var list []string
	tables := 0
	for _, o := range s.Organisations {
		var names []string
		for _, t := range o.Tables {
			if text := say(t); text != "" {
				names = append(names, text)
			}
		}
		if len(names) > 0 {
			tables += len(names)
			list = append(list, fmt.Sprintf("  %s (%s): %s", harmless(o.Name), o.ID, strings.Join(names, listMark(lang))))
		}
	}
	if len(list) == 0 {
		return false
	}
	fmt.Fprintf(b, "\n"+wordsGroup.In(lang)+"\n%s\n", title, len(list), tables, strings.Join(list, "\n"))
	return true
}

func listMark(lang diag.Lang) string { return diag.Text{JA: "、", EN: ", "}.In(lang) }

func (s *Status) writeReminders(b *bytes.Buffer, lang diag.Lang) {
	for _, o := range s.Organisations {
		if mail := s.Reminder(o, lang); mail != "" {
			fmt.Fprintf(b, "\n"+wordsSend.In(lang)+"\n%s", harmless(o.Name), mail)
		}
	}
}

var reminder = letter{
	subject: diag.Text{
		JA: "件名: %s 複線(デュアルキャリア)指標のデータご提出のお願い\n",
		EN: "Subject: Data on dual careers for %s\n",
	},
	opening: diag.Text{
		JA: "\n%s\nご担当者 様\n\nいつもお世話になっております。\n",
		EN: "\nTo: %s\n\n",
	},
	closing: diag.Text{
		JA: "\n行き違いですでにお送りいただいている場合は、ご容赦ください。\n該当する方がいない場合も、0 と書いたファイルをお送りくださるか、その旨をお知らせください。\n\n◯◯◯◯(担当・連絡先)\n",
		EN: "\nIf you have sent them in the meantime, please disregard this message.\nIf there is nothing to report, send a file with 0 or tell us.\n\n[NAME, CONTACT]\n",
	},
}

var reminderAsks = map[State]diag.Text{
	Missing: {
		JA: "%[1]sのデータのうち、次の表が、期限の%[2]sを過ぎてもまだ届いておりません。\nお忙しいところ恐れ入りますが、◯月◯日までにお送りいただけますでしょうか。\n\n",
		EN: "The following tables for %[1]s, due by %[2]s, have not reached us yet. Could you send them by [DATE]?\n\n",
	},
	Waiting: {
		JA: "%[1]sのデータのうち、次の表のご提出をお待ちしております。\n%[2]sまでに、お送りくださいますようお願いいたします。\n\n",
		EN: "We are looking forward to the following tables for %[1]s. Please send them by %[2]s.\n\n",
	},
}

// Reminder is the text of a mail to an organisation that has not sent
// everything; empty if it has.
func (s *Status) Reminder(o Organisation, lang diag.Lang) string {
	open := s.open(o)
	if len(open) == 0 {
		return ""
	}
	due := cmp.Or(day(s.Due, lang), diag.Text{JA: "◯月◯日", EN: "[DATE]"}.In(lang))
	var b strings.Builder
	fmt.Fprintf(&b, reminder.subject.In(lang), s.Name.In(lang))
	fmt.Fprintf(&b, reminder.opening.In(lang), harmless(o.Name))
	late := s.State(TableStatus{Expected: true}) // of what is still to come
	fmt.Fprintf(&b, reminderAsks[late].In(lang), s.Name.In(lang), due)
	for _, t := range open {
		fmt.Fprintf(&b, diag.Text{JA: "  ・%s\n", EN: "  - %s\n"}.In(lang), t.rest(lang))
	}
	b.WriteString(reminder.closing.In(lang))
	return b.String()
}

// day writes a day as it is read in a letter; what is no day stays as it is.
func day(s string, lang diag.Lang) string {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return s
	}
	return d.Format(diag.Text{JA: "2006年1月2日", EN: "2 January 2006"}.In(lang))
}

// The status as JSON.
type (
	jsonStatus struct {
		Format        int                `json:"format"`
		Quarter       string             `json:"quarter"`
		Due           string             `json:"due,omitempty"`
		Today         string             `json:"today,omitempty"`
		Unsure        bool               `json:"register_incomplete,omitempty"`
		Counts        jsonStates         `json:"counts"`
		Organisations []jsonOrganisation `json:"organisations"`
	}
	jsonStates struct {
		Received int `json:"received"`
		Late     int `json:"late"`
		Waiting  int `json:"waiting"`
		Missing  int `json:"missing"`
	}
	jsonOrganisation struct {
		ID       string      `json:"id"`
		Name     string      `json:"name"`
		Tables   []jsonTable `json:"tables"`
		Reminder *jsonText   `json:"reminder,omitempty"`
	}
	jsonTable struct {
		ID       string   `json:"id"`
		Name     jsonText `json:"name"`
		Expected bool     `json:"expected"`
		State    State    `json:"state"`
		Received string   `json:"received,omitempty"`
		Files    []string `json:"files"`
		Months   []int    `json:"missing_months,omitempty"`
	}
)

// StatusJSON writes the status with the texts to send in both languages. The
// counts are of tables.
func StatusJSON(w io.Writer, s *Status) error {
	r := jsonStatus{Format: formatNumber, Quarter: s.Quarter, Due: s.Due, Today: s.Today, Unsure: s.Unsure, Organisations: []jsonOrganisation{}}
	for _, o := range s.Organisations {
		j := jsonOrganisation{ID: o.ID, Name: o.Name, Tables: []jsonTable{}}
		for _, t := range o.Tables {
			state := s.State(t)
			r.Counts.add(state)
			j.Tables = append(j.Tables, jsonTable{
				t.ID, jsonText(t.Name), t.Expected, state, t.Received, append([]string{}, t.Files...), t.Months,
			})
		}
		if ja := s.Reminder(o, diag.JA); ja != "" {
			j.Reminder = &jsonText{ja, s.Reminder(o, diag.EN)}
		}
		r.Organisations = append(r.Organisations, j)
	}
	return writeJSON(w, r)
}

func (c *jsonStates) add(s State) {
	switch s {
	case Received:
		c.Received++
	case Late:
		c.Late++
	case Waiting:
		c.Waiting++
	case Missing:
		c.Missing++
	}
}
