package site

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
)

// ConfigFile is the name of a site's settings. A folder that has it is a site.
const ConfigFile = "fukusen.yaml"

// Config is what fukusen.yaml may say. Every key may be left out.
type Config struct {
	Format       int               `yaml:"format"`        // 1
	Title        contract.Name     `yaml:"title"`         // defaults to 合同デュアルキャリア・ダッシュボード
	Publisher    contract.Name     `yaml:"publisher"`     // who answers for the site
	Languages    []diag.Lang       `yaml:"languages"`     // the default one first; defaults to ja, en
	BaseURL      string            `yaml:"base_url"`      // https://… of the public site
	QuarterBasis string            `yaml:"quarter_basis"` // fiscal or calendar; also how a bare "2026Q1" is meant. Defaults to writing fiscal quarters and refusing bare ones
	Fictional    bool              `yaml:"fictional"`     // every page is marked 見本データ
	Ages         []string          `yaml:"ages"`          // published age bands
	Disclosure   Disclosure        `yaml:"disclosure"`
	Access       map[string]string `yaml:"access"` // axis: code of the reference group; defaults to sex: m
	Items        []contract.Item   `yaml:"items"`  // survey items of the site
	KPIs         []catalogue.Entry `yaml:"kpis"`   // KPIs of the site
	Notes        []contract.Name   `yaml:"notes"`  // on method, shown on the method page
	Views        []string          `yaml:"views"`  // such as "area*sex"; defaults to the eleven of the design
	Theme        string            `yaml:"theme"`  // folder of themes/ laid over the default one
}

// Disclosure are the public parameters of disclosure control.
type Disclosure struct {
	K          int `yaml:"k"`           // defaults to 10
	KSensitive int `yaml:"k_sensitive"` // defaults to 30
}

var (
	ruleNoSite = diag.Rule{
		ID:   "site/none",
		Msg:  diag.Text{JA: "ここは Fukusen のサイトのフォルダではありません(%[1]s がありません)", EN: "this is no site of Fukusen (there is no %[1]s)"},
		Hint: diag.Text{JA: "サイトのフォルダに移ってから実行するか、-s でフォルダを指定してください", EN: "change to the folder of the site, or name it with -s"},
	}
	ruleConfig = diag.Rule{
		ID:   "site/yaml",
		Msg:  diag.Text{JA: "設定が読めません: %[1]s", EN: "the settings cannot be read: %[1]s"},
		Hint: diag.Text{JA: "その行の綴りと字下げを確かめてください", EN: "check spelling and indentation of that line"},
	}
	ruleSetting = diag.Rule{
		ID:   "site/setting",
		Msg:  diag.Text{JA: "設定 %[1]s に %[2]q とは書けません", EN: "the setting %[1]s cannot be %[2]q"},
		Hint: diag.Text{JA: "使えるのは: %[3]s", EN: "it can be: %[3]s"},
	}
	ruleFloor = diag.Rule{
		ID:   "site/k",
		Msg:  diag.Text{JA: "disclosure.%[1]s が %[2]d ですが、%[3]d より小さくはできません", EN: "disclosure.%[1]s is %[2]d; it cannot be below %[3]d"},
		Hint: diag.Text{JA: "%[3]d 以上にするか、行を消して標準の値を使ってください", EN: "make it %[3]d or more, or delete the line to use the default"},
	}
)

// readConfig reads fukusen.yaml strictly: an unknown key is a finding with its
// place.
func readConfig(fsys fs.FS) (*Config, diag.List, error) {
	data, err := fs.ReadFile(fsys, ConfigFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, diag.List{ruleNoSite.At(diag.Pos{}, ConfigFile)}, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("reading the settings: %w", err)
	}
	c := &Config{}
	if err := yaml.UnmarshalWithOptions(data, c, yaml.Strict()); err != nil {
		return nil, diag.List{configFinding(err)}, nil
	}
	c.defaults()
	return c, c.check(), nil
}

func configFinding(err error) diag.Finding {
	pos := diag.Pos{File: ConfigFile}
	var e yaml.Error
	if !errors.As(err, &e) {
		return ruleConfig.At(pos, err.Error())
	}
	if t := e.GetToken(); t != nil {
		pos.Line, pos.Col = t.Position.Line, t.Position.Column
	}
	return ruleConfig.At(pos, e.GetMessage())
}

func (c *Config) defaults() {
	if c.Title.JA == "" {
		c.Title = contract.Name{JA: "合同デュアルキャリア・ダッシュボード", EN: "Joint dual-career dashboard"}
	}
	if len(c.Languages) == 0 {
		c.Languages = []diag.Lang{diag.JA, diag.EN}
	}
	if c.Access == nil {
		c.Access = map[string]string{"sex": "m"}
	}
}

func (c *Config) check() diag.List {
	var finds diag.List
	pos := diag.Pos{File: ConfigFile}
	one := func(key, got string, among ...string) {
		if !slices.Contains(among, got) {
			finds = append(finds, ruleSetting.At(pos, key, got, strings.Join(among, ", ")))
		}
	}
	one("format", fmt.Sprint(c.Format), "1")
	one("quarter_basis", c.QuarterBasis, "", "fiscal", "calendar")
	for _, l := range c.Languages {
		one("languages", string(l), "ja", "en")
	}
	for axis := range c.Access {
		one("access", axis, "sex", "age")
	}
	if _, err := registry.NewAges(c.Ages); err != nil {
		finds = append(finds, ruleSetting.At(pos, "ages", err.Error(), "0-9, 10-19, …, 80-"))
	}
	for key, k := range map[string]int{"k": c.Disclosure.K, "k_sensitive": c.Disclosure.KSensitive} {
		if k != 0 && k < floorK {
			finds = append(finds, ruleFloor.At(pos, key, k, floorK))
		}
	}
	if _, bad := c.views(); bad != "" {
		finds = append(finds, ruleSetting.At(pos, "views", bad, "total, area, area*sex, …"))
	}
	finds.Sort()
	return finds
}

// basis is how the site writes quarters.
func (c *Config) basis() dim.Basis {
	if c.QuarterBasis == "calendar" {
		return dim.Calendar
	}
	return dim.Fiscal
}

// declared is how a bare "2026Q1" is meant, nil if that is not declared.
func (c *Config) declared() *dim.Basis {
	if c.QuarterBasis == "" {
		return nil
	}
	b := c.basis()
	return &b
}

// views reads the published views; bad is one that cannot be read.
func (c *Config) views() (views []dim.View, bad string) {
	for _, s := range c.Views {
		var v dim.View
		for name := range strings.SplitSeq(s, "*") {
			a, ok := dim.ParseAxis(strings.TrimSpace(name))
			if !ok && s != "total" || a == dim.Kind && ok || a == dim.Category && ok {
				return nil, s
			}
			if ok {
				v = v.With(a)
			}
		}
		if v.Has(dim.Area) && v.Has(dim.Origin) {
			return nil, s
		}
		views = append(views, v)
	}
	return views, ""
}

// catalogue gives the KPIs of the site: ours, and its own.
func (c *Config) catalogue(con *contract.Contract) (catalogue.Catalogue, diag.List, error) {
	core, err := catalogue.Core()
	if err != nil {
		return nil, nil, err
	}
	cat, finds := core.With(c.KPIs, con, func(int) diag.Pos { return diag.Pos{File: ConfigFile} })
	for i := range cat {
		if cat[i].Access {
			cat[i].Against = c.Access
		}
	}
	return cat, finds, nil
}
