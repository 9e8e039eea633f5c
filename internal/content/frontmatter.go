package content

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	yamlast "github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"fukusen/internal/diag"
)

// keys of front matter, as a hint lists them.
const keys = "title, description, date, weight, draft"

var fence = []byte("---")

// frontMatter fills the document from the front matter and returns the offset
// at which the body begins.
func (d *Document) frontMatter(s *source) (body int, finds diag.List) {
	if !isFence(s.line(1)) {
		return 0, diag.List{ruleNoFrontMatter.At(s.pos(0))}
	}
	end := 2
	for ; end <= len(s.lines) && !isFence(s.line(end)); end++ {
	}
	if end > len(s.lines) {
		return len(s.text), diag.List{ruleOpenFrontMatter.At(s.pos(0))}
	}
	// The opening fence is blanked instead of cut, so that lines keep their number.
	text := append([]byte("\n"), s.text[s.lines[1]:s.lines[end-1]]...)
	finds = d.decode(s, text)
	if end == len(s.lines) {
		return len(s.text), finds
	}
	return s.lines[end], finds
}

func isFence(line []byte) bool { return bytes.Equal(bytes.TrimRight(line, " \t"), fence) }

// decode walks the syntax tree rather than decode into a struct, which would
// stop at the first mistake and tell it in English only.
func (d *Document) decode(s *source, text []byte) diag.List {
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		return diag.List{yamlFinding(s, err)}
	}
	var finds diag.List
	for i, doc := range file.Docs {
		switch body := doc.Body.(type) {
		case nil, *yamlast.CommentGroupNode, *yamlast.NullNode:
		case *yamlast.MappingNode:
			for _, v := range body.Values {
				finds = append(finds, d.set(s, v)...)
			}
		case *yamlast.MappingValueNode:
			finds = append(finds, d.set(s, body)...)
		default:
			finds = append(finds, ruleFrontMatter.At(yamlPos(s, body.GetToken()), diag.Public(keys)))
		}
		if i > 0 {
			finds = append(finds, ruleFrontMatter.At(s.pos(0), diag.Public(keys)))
		}
	}
	if d.Title == "" {
		finds = append(finds, ruleTitle.At(s.pos(0)))
	}
	return finds
}

// set takes over one key.
func (d *Document) set(s *source, v *yamlast.MappingValueNode) diag.List {
	key, value := v.Key.GetToken().Value, v.Value.GetToken().Value
	at := yamlPos(s, v.Value.GetToken())
	scalar, isScalar := v.Value.(yamlast.ScalarNode)
	switch key {
	case "title", "description", "date", "weight", "draft":
	default:
		return diag.List{ruleKey.At(yamlPos(s, v.Key.GetToken()), key, diag.Public(keys))}
	}
	if !isScalar {
		return diag.List{ruleText.At(at, key)}
	}
	if b, ok := scalar.(*yamlast.LiteralNode); ok {
		value = b.Value.Value
	}
	if scalar.Type() == yamlast.NullType {
		return nil // as if the key were absent: a title is then missed
	}
	return d.setScalar(key, strings.Join(strings.Fields(value), " "), at)
}

func (d *Document) setScalar(key, value string, at diag.Pos) diag.List {
	var err error
	switch key {
	case "title":
		d.Title = value
	case "description":
		d.Description = value
	case "date":
		if _, err = time.Parse(time.DateOnly, value); err != nil {
			return diag.List{ruleDate.At(at, value)}
		}
		d.Date = value
	case "weight":
		if d.Weight, err = strconv.Atoi(value); err != nil {
			return diag.List{ruleWeight.At(at, value)}
		}
	case "draft":
		if value != "true" && value != "false" {
			return diag.List{ruleDraft.At(at, value)}
		}
		d.Draft = value == "true"
	}
	return nil
}

func yamlFinding(s *source, err error) diag.Finding {
	var placed yaml.Error
	if errors.As(err, &placed) {
		return ruleYAML.At(yamlPos(s, placed.GetToken()), placed.GetMessage())
	}
	return ruleYAML.At(s.pos(0), err.Error())
}

// yamlPos turns a place of the YAML reader, which counts characters, into one
// that counts bytes.
func yamlPos(s *source, t *token.Token) diag.Pos {
	if t == nil || t.Position == nil {
		return s.pos(0)
	}
	line, col := s.line(t.Position.Line), 1
	for n := 1; n < t.Position.Column && len(line) > 0; n++ {
		_, size := utf8.DecodeRune(line)
		line, col = line[size:], col+size
	}
	return diag.Pos{File: s.file, Line: max(t.Position.Line, 1), Col: col}
}
