package source

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"fukusen/internal/diag"
)

// mappingKeys are the keys of source.yaml.
var mappingKeys = "format, table, encoding, comma, header_row, header_rows, quarter_basis, fiscal_year_start, dates, date_system, short_years, " +
	"received, fixed, columns, ignore, values, markers, units, negative, separator, add_up, comment, unpivot, period, area, origin"

// numericKeys are the keys whose values are numbers or truth values; others are taken as they
// are written.
var numericKeys = []string{"format", "header_row", "header_rows", "fiscal_year_start", "date_system", "add_up"}

var (
	ruleMapping = diag.Rule{
		ID:   "source/yaml",
		Msg:  diag.Text{JA: "source.yaml が読めません: %[1]s", EN: "source.yaml cannot be read: %[1]s"},
		Hint: diag.Text{JA: "この行とその前の行の、字下げ(タブは使えません)、コロンの後の空白、括弧や引用符の閉じ忘れを確かめてください", EN: "look at this line and the one before: indentation (no tabs), the space after a colon, brackets and quotes that are not closed"},
	}
	ruleMappingText = diag.Rule{
		ID:   "source/encoding",
		Msg:  diag.Text{JA: "source.yaml の文字コードが UTF-8 ではありません", EN: "source.yaml is not UTF-8"},
		Hint: diag.Text{JA: "メモ帳の「名前を付けて保存」で文字コードに UTF-8 を選んで保存し直してください", EN: "save it again as UTF-8"},
	}
	ruleMappingKey = diag.Rule{
		ID:   "source/key",
		Msg:  diag.Text{JA: "source.yaml に %[1]q という項目はありません", EN: "there is no key %[1]q in source.yaml"},
		Hint: diag.Text{JA: "綴りと字下げを確かめてください。使える項目: " + mappingKeys + "。period には column, as、unpivot には measure, columns、area と origin には column, by, within, level", EN: "check spelling and indentation; keys: " + mappingKeys + "; of period: column, as; of unpivot: measure, columns; of area and origin: column, by, within, level"},
	}
	ruleMappingTwice = diag.Rule{
		ID:   "source/key-twice",
		Msg:  diag.Text{JA: "source.yaml に %[1]q が二度書かれています", EN: "%[1]q stands twice in source.yaml"},
		Hint: diag.Text{JA: "一つにまとめてください", EN: "make one of them"},
	}
	ruleMappingType = diag.Rule{
		ID:   "source/type",
		Msg:  diag.Text{JA: "source.yaml のここには、別の形の値が要ります", EN: "this place of source.yaml needs a value of another form"},
		Hint: diag.Text{JA: "format と header_row は数字、ignore は [見出し, 見出し]、fixed・columns・values・markers は「名前: 値」を並べて書きます", EN: "format and header_row are numbers, ignore is a list [HEADER, HEADER], fixed, columns, values and markers hold lines NAME: VALUE"},
	}
	ruleMappingDocuments = diag.Rule{
		ID:   "source/documents",
		Msg:  diag.Text{JA: "source.yaml の中に区切り(---)があり、その後は読まれません", EN: "source.yaml is divided by ---, and what follows would not be read"},
		Hint: diag.Text{JA: "区切りの行を消して、一つにまとめてください", EN: "delete the dividing line and make one of the two"},
	}
)

// parseMapping reads the text of one source.yaml. The mapping is only good
// without findings.
func parseMapping(name string, data []byte) (*Mapping, diag.List) {
	data = bytes.TrimPrefix(data, []byte("\uFEFF")) // as Windows' editor begins files
	if !utf8.Valid(data) {
		return nil, diag.List{ruleMappingText.At(diag.Pos{File: name})}
	}
	t := yamlText{name, strings.Split(string(data), "\n")}
	file, err := parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey()) // they are found when it is decoded
	if err != nil {
		return nil, diag.List{t.finding(err)}
	}
	m := &Mapping{keys: map[string]diag.Pos{}, values: map[string]diag.Pos{}}
	if len(file.Docs) > 1 {
		return nil, diag.List{ruleMappingDocuments.At(t.pos(file.Docs[1].Start))}
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return m, nil // check misses the format
	}
	body := file.Docs[0].Body
	t.note(m, "", body)
	if err := yaml.NodeToValue(body, m, yaml.Strict()); err != nil {
		return nil, diag.List{t.finding(err)}
	}
	for _, words := range m.Values {
		wording(words).inHalfWidth()
	}
	return m, nil
}

// yamlText knows the lines, because the parser counts columns in characters.
type yamlText struct {
	name  string
	lines []string
}

func (t yamlText) pos(tk *token.Token) diag.Pos {
	p := diag.Pos{File: t.name}
	if tk == nil || tk.Position == nil || tk.Position.Line > len(t.lines) {
		return p
	}
	p.Line = tk.Position.Line
	line := t.lines[p.Line-1]
	for i := range line {
		if p.Col++; p.Col == tk.Position.Column {
			p.Col = i + 1
			return p
		}
	}
	p.Col = len(line) + 1
	return p
}

// finding translates what the parser complains of.
func (t yamlText) finding(err error) diag.Finding {
	var (
		wrong    yaml.Error
		unknown  *yaml.UnknownFieldError
		twice    *yaml.DuplicateKeyError
		kind     *yaml.TypeError
		node     *yaml.UnexpectedNodeTypeError
		overflow *yaml.OverflowError
	)
	if !errors.As(err, &wrong) {
		return ruleMapping.At(diag.Pos{File: t.name}, err.Error())
	}
	tk := wrong.GetToken()
	pos := t.pos(tk)
	switch {
	case errors.As(err, &unknown):
		return ruleMappingKey.At(pos, tk.Value)
	case errors.As(err, &twice):
		return ruleMappingTwice.At(pos, tk.Value)
	case errors.As(err, &kind), errors.As(err, &node), errors.As(err, &overflow):
		return ruleMappingType.At(pos)
	}
	return ruleMapping.At(pos, wrong.GetMessage())
}

// note remembers where keys and values stand, and turns both into
// text: YAML takes 011002 for an octal number, which is another municipality.
func (t yamlText) note(m *Mapping, path string, n ast.Node) {
	switch n := n.(type) {
	case *ast.MappingNode:
		for _, v := range n.Values {
			t.note(m, path, v)
		}
	case *ast.MappingValueNode:
		at := path + n.Key.GetToken().Value
		m.keys[at] = t.pos(n.Key.GetToken())
		m.values[at] = t.pos(n.Value.GetToken())
		if _, open := n.Value.(*ast.NullNode); open {
			m.open = append(m.open, at)
		}
		if slices.Contains(numericKeys, at) {
			n.Value = asDecimal(n.Value)
		} else {
			n.Value = asText(n.Value)
		}
		if _, plain := n.Key.(ast.ScalarNode); plain {
			n.Key = ast.String(n.Key.GetToken())
		}
		t.note(m, at+".", n.Value)
	case *ast.SequenceNode:
		for i := range n.Values {
			n.Values[i] = asText(n.Values[i])
		}
	case *ast.AnchorNode:
		n.Value = asText(n.Value)
		t.note(m, path, n.Value)
	}
}

// asText gives a number, date or truth value as it is written.
func asText(n ast.Node) ast.Node {
	switch n := n.(type) {
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return ast.String(n.GetToken())
	case *ast.TagNode:
		return asText(n.Value)
	}
	return n
}

// asDecimal gives a number with zeros before it as people mean it: 010 is ten,
// not the octal eight.
func asDecimal(n ast.Node) ast.Node {
	tk := n.GetToken()
	if s := strings.TrimLeft(tk.Value, "0"); len(s) < len(tk.Value) && isDigits(s) {
		decimal := *tk
		decimal.Value = s
		return ast.Integer(&decimal)
	}
	return n
}

// UnmarshalYAML reads either a code or {column: header}.
func (w *Within) UnmarshalYAML(n ast.Node) error {
	if _, isMap := n.(ast.MapNode); !isMap {
		return yaml.NodeToValue(n, &w.Code)
	}
	var bound struct {
		Column string `yaml:"column"`
	}
	err := yaml.NodeToValue(n, &bound, yaml.Strict())
	w.Column = bound.Column
	return err
}
