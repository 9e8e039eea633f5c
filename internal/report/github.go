package report

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"

	"fukusen/internal/diag"
)

// GitHub writes workflow commands, which GitHub shows as annotations. As it
// shows ten errors and ten warnings of a step, those that say the same of
// several lines of a file are one annotation at the first.
//
// Source: "Workflow commands for GitHub Actions" in the documentation of
// GitHub, and @actions/core, whose escaping is the one that is undone.
func GitHub(w io.Writer, l diag.List, opt MachineOptions) error {
	var b bytes.Buffer
	for _, s := range sections(l, opt.View, opt.Values) {
		for _, e := range s.entries {
			fmt.Fprintf(&b, "::%s %s::%s\n", severity(e.Finding), opt.properties(e), escapeData.Replace(opt.message(e)))
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

// properties give the place. Lines of a workbook are none to GitHub: its cell
// stands in the message.
func (opt *MachineOptions) properties(e *entry) string {
	var list []string
	add := func(name, value string) { list = append(list, name+"="+escapeProperty.Replace(value)) }
	if e.Pos.File != "" {
		add("file", path.Join(opt.Folder, e.Pos.File))
	}
	if e.Pos.Sheet == "" && e.Pos.Line > 0 {
		add("line", fmt.Sprint(e.Pos.Line))
		if e.Pos.Col > 0 {
			add("col", fmt.Sprint(e.Pos.Col))
		}
	}
	add("title", e.Rule.ID)
	return strings.Join(list, ",")
}

func (opt *MachineOptions) message(e *entry) string {
	said := e.Msg(opt.Lang)
	if e.Pos.Sheet != "" {
		said = within(e.Pos) + ": " + said
	}
	for _, p := range e.Related {
		said += " (" + p.String() + ")"
	}
	if more := e.more(opt.Lang); more != "" {
		said += "\n" + more
	}
	if hint := opt.hint(e, opt.Lang); hint != "" {
		said += "\n→ " + hint
	}
	return said
}

var (
	escapeData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	escapeProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
