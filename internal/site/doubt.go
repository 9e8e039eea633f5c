package site

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"fukusen/internal/diag"
	"fukusen/internal/rows"
)

// dependents are the rules whose findings hang on a setting. While it is in
// doubt they would send the reader after what may be right: rows of finer bands
// fall together, and rows of bare quarters are left out of every sum.
var dependents = map[string][]string{
	"ages":          {"csv/age-scheme", "data/duplicate", "data/total", "data/total-differs", "data/month-group", "data/jump", "data/frame-size", "data/enrolled", "data/revision-lower"},
	"quarter_basis": {"csv/quarter-basis", "data/gap", "data/jump", "data/months", "data/frame-size", "data/enrolled", "survey/responded"},
	"items":         {"csv/unknown-column", "survey/item", "source/column", "source/table-column", "catalogue/field", "targets/kpi", "content/unknown-kpi"},
	"kpis":          {"targets/kpi", "content/unknown-kpi"},
	"languages":     {"content/file-name", "content/same-page", "content/broken-link"},
}

var ruleUnchecked = diag.Rule{
	ID: "site/unchecked", Warn: true,
	Msg:  diag.Text{JA: "次の設定が読めないので、それによって決まることは調べていません: %[1]s", EN: "what hangs on these settings was not checked, because they cannot be read: %[1]s"},
	Hint: diag.Text{JA: "設定を直してから、もう一度 fukusen check を実行してください。ほかの指摘は、この設定に関係なく直せます", EN: "mend the settings and run fukusen check again; all other findings can be mended now"},
}

// decodeConfig reads the settings. If not all can be read, each is read by
// itself; of text that is no YAML, none is.
func decodeConfig(data []byte) (*Config, diag.List) {
	c := &Config{text: data}
	err := yaml.UnmarshalWithOptions(data, c, yaml.Strict())
	if err == nil {
		return c, nil
	}
	c = &Config{text: data}
	finds := c.decodeKeys(settingsIn(data))
	if len(finds) == 0 {
		c = &Config{text: data}
		for _, key := range settings() {
			c.suspect(key)
		}
		finds = diag.List{configFinding(err)}
	}
	return c, finds
}

// settingsIn takes the file apart; nil if it is no group of settings, or if
// some stand for others (*name) and cannot be read by themselves.
func settingsIn(data []byte) []*ast.MappingValueNode {
	file, err := parser.ParseBytes(data, 0)
	if err != nil || len(file.Docs) != 1 || len(ast.FilterFile(ast.AliasType, file)) > 0 {
		return nil
	}
	body, ok := file.Docs[0].Body.(*ast.MappingNode)
	if !ok {
		return nil
	}
	return body.Values
}

func (c *Config) decodeKeys(values []*ast.MappingValueNode) diag.List {
	var finds diag.List
	for _, v := range values {
		t := v.Key.GetToken()
		to, ok := c.setting(t.Value)
		if !ok {
			pos := diag.Pos{File: ConfigFile, Line: t.Position.Line, Col: t.Position.Column}
			finds = append(finds, ruleUnknownKey.At(pos, t.Value, diag.Public(strings.Join(settings(), ", "))))
			for _, meant := range rows.Nearest(t.Value, settings(), 1) {
				c.suspect(meant)
			}
			continue
		}
		if fl := c.decode(t.Value, v.Value, to); len(fl) > 0 {
			c.suspect(t.Value)
			finds = append(finds, fl...)
		}
	}
	return finds
}

// decode reads one setting; of the site's items and KPIs those that can be.
func (c *Config) decode(key string, node ast.Node, to reflect.Value) diag.List {
	list, ok := node.(*ast.SequenceNode)
	if !ok || key != "items" && key != "kpis" {
		if err := yaml.NodeToValue(node, to.Addr().Interface(), yaml.Strict()); err != nil {
			to.SetZero()
			return diag.List{configFinding(err)}
		}
		return nil
	}
	var finds diag.List
	for i, n := range list.Values {
		entry := reflect.New(to.Type().Elem())
		if err := yaml.NodeToValue(n, entry.Interface(), yaml.Strict()); err != nil {
			finds = append(finds, configFinding(err))
			continue
		}
		to.Set(reflect.Append(to, entry.Elem()))
		if key == "kpis" {
			c.kpiAt = append(c.kpiAt, i)
		}
	}
	return finds
}

// setting finds the field of a key.
func (c *Config) setting(key string) (reflect.Value, bool) {
	v := reflect.ValueOf(c).Elem()
	for f, at := range v.Fields() {
		if f.Tag.Get("yaml") == key && key != "" {
			return at, true
		}
	}
	return reflect.Value{}, false
}

// forget makes a setting that cannot be as if it were not there.
func (c *Config) forget(key string) {
	if at, ok := c.setting(key); ok {
		at.SetZero()
	}
	c.suspect(key)
}

// suspect puts a setting in doubt.
func (c *Config) suspect(key string) {
	if c.doubt == nil {
		c.doubt = map[string]bool{}
	}
	c.doubt[key] = true
}

// doubts reports that a setting is there, but not as it was meant.
func (c *Config) doubts(key string) bool { return c.doubt[key] }

// unchecked says once what the findings leave out.
func (c *Config) unchecked() diag.List {
	var keys []string
	for _, key := range slices.Sorted(maps.Keys(dependents)) {
		if c.doubts(key) {
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 {
		return nil
	}
	return diag.List{ruleUnchecked.At(diag.Pos{File: ConfigFile}, diag.Public(strings.Join(keys, ", ")))}
}

// hangs reports that a finding may only be one because a setting is in doubt.
func (c *Config) hangs(f diag.Finding) bool {
	if f.Rule.ID == "catalogue/field" && fmt.Sprint(f.Args[1]) != "item" {
		return false
	}
	for key := range c.doubt {
		if slices.Contains(dependents[key], f.Rule.ID) {
			return true
		}
	}
	return false
}

// bands are the published age bands. While they are in doubt it is one that
// holds all ages, into which every band fits.
func (c *Config) bands() []string {
	if c.doubts("ages") {
		return []string{"0-"}
	}
	return c.Ages
}
