package page

import (
	"errors"
	"fmt"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/i18n"
)

// What can be wrong with a template. To who reads it, it is one mistake with
// one page in docs/rules.md; only the remedies differ.
var (
	ruleTemplate = diag.Rule{
		ID:   "page/theme",
		Msg:  diag.Text{JA: "テンプレートの書き方に誤りがあります: %[1]s", EN: "the template has a mistake: %[1]s"},
		Hint: diag.Text{JA: "この行の {{ と }} の組、 {{end}} の数、名前の綴りを確かめてください。標準のままでよければ、このファイルを消してください(docs/themes.md)", EN: "check the pairs of {{ and }} of this line, the number of {{end}} and the spelling, or delete the file to use the default (docs/themes.md)"},
	}
	ruleTemplateName = diag.Rule{
		ID:   "page/theme",
		Msg:  diag.Text{JA: "このページに .%[1]s という項目はありません", EN: "this page has no field .%[1]s"},
		Hint: diag.Text{JA: "ここで使える項目: %[2]s。標準のテンプレートが見本になります(docs/themes.md)", EN: "fields that can stand here: %[2]s; the default template shows their use (docs/themes.md)"},
	}
	ruleTemplateText = diag.Rule{
		ID:   "page/theme",
		Msg:  diag.Text{JA: "テンプレートの {{t %[1]q}} にあたる文がありません", EN: "there is no text for {{t %[1]q}} of the template"},
		Hint: diag.Text{JA: "近い名前: %[2]s。文そのものを変えるには、テーマの words.ja.yaml に書いてください(docs/themes.md)", EN: "near names: %[2]s; to change the text itself, write it in words.en.yaml of the theme (docs/themes.md)"},
	}
	ruleTemplatePart = diag.Rule{
		ID:   "page/theme",
		Msg:  diag.Text{JA: "テンプレートの {{template %[1]q}} にあたる部分がありません", EN: "there is no part for {{template %[1]q}} of the template"},
		Hint: diag.Text{JA: "partials.html に {{define %[1]q}} … {{end}} を書くか、名前を直してください。partials.html を置き換えたときは、標準にある部分をすべて残してください(docs/themes.md)", EN: "write {{define %[1]q}} … {{end}} in partials.html, or correct the name; a partials.html of your own must keep all parts of the default one (docs/themes.md)"},
	}
)

// How html/template words its errors: file, line, perhaps column, and why.
var (
	templateError = regexp.MustCompile(`template: ?([\w.-]+\.html):(\d+)(?::(\d+))?: (.*)`)
	noField       = regexp.MustCompile(`can't evaluate field (\w+) in type ([\w.*\[\]]+)`)
	noText        = regexp.MustCompile(`no text "([^"]*)" in "`)
	noPart        = regexp.MustCompile(`(?:no such template|template|no template) "([^"]*)"(?: not defined)?`)
)

// mistake makes a finding, which is an error value, too, of an error of a
// template of the site's own theme. An error of the default theme alone is ours.
// data is what the template was given.
func (th *theme) mistake(err error, data ...any) error {
	m := templateError.FindStringSubmatch(err.Error())
	var f diag.Finding
	switch {
	case errors.As(err, &f):
		return err
	case th.dir == "":
		return fmt.Errorf("the theme has a mistake: %w", err)
	case m == nil:
		return ruleTemplate.At(diag.Pos{File: th.dir}, err.Error())
	}
	pos := diag.Pos{File: path.Join(th.dir, m[1])}
	pos.Line, _ = strconv.Atoi(m[2])
	if col, err := strconv.Atoi(m[3]); err == nil {
		pos.Col = col + 1
	}
	return th.why(pos, m[4], data)
}

func (th *theme) why(pos diag.Pos, text string, data []any) diag.Finding {
	if m := noField.FindStringSubmatch(text); m != nil {
		return ruleTemplateName.At(pos, m[1], diag.Public(strings.Join(fieldsOf(m[2], data), ", ")))
	}
	if m := noText.FindStringSubmatch(text); m != nil {
		return ruleTemplateText.At(pos, m[1], diag.Public(strings.Join(near(m[1], i18n.New(diag.JA).Keys()), ", ")))
	}
	if m := noPart.FindStringSubmatch(text); m != nil && strings.Contains(text, "no such template") {
		return ruleTemplatePart.At(pos, m[1])
	}
	return ruleTemplate.At(pos, text)
}

// fieldsOf lists the fields of a type that the data are made of, as templates
// write them.
func fieldsOf(name string, data []any) []string {
	seen := map[reflect.Type]bool{}
	var found []string
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
			v = v.Elem()
		}
		if !v.IsValid() {
			return
		}
		walkType(v.Type(), seen, name, &found)
		if v.Kind() == reflect.Struct {
			for i := range v.NumField() {
				if v.Type().Field(i).Type.Kind() == reflect.Interface {
					walk(v.Field(i))
				}
			}
		}
	}
	for _, d := range data {
		walk(reflect.ValueOf(d))
	}
	if len(found) == 0 {
		return []string{"—"}
	}
	return found
}

// walkType looks for a struct of the name in what a type is made of.
func walkType(t reflect.Type, seen map[reflect.Type]bool, name string, found *[]string) {
	for slices.Contains([]reflect.Kind{reflect.Pointer, reflect.Slice, reflect.Array}, t.Kind()) {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || seen[t] || !strings.HasPrefix(t.String(), "page.") {
		return
	}
	seen[t] = true
	for i := range t.NumField() {
		f := t.Field(i)
		if t.String() == strings.TrimPrefix(name, "*") && f.IsExported() {
			*found = append(*found, "."+f.Name)
		}
		walkType(f.Type, seen, name, found)
	}
}

// tryTheme makes one page of each template of the site's own theme, so that
// most mistakes are found at once. Those of other pages come with the page.
func (p *printer) tryTheme(pages []planned) diag.List {
	if p.theme.dir == "" {
		return nil
	}
	var finds diag.List
	tried := map[string]bool{}
	for _, pg := range pages {
		if tried[pg.template] {
			continue
		}
		tried[pg.template] = true
		var f diag.Finding
		if _, err := p.make(pg); errors.As(err, &f) && !slices.ContainsFunc(finds, func(o diag.Finding) bool { return o.Error() == f.Error() }) {
			finds = append(finds, f)
		}
	}
	return finds
}
