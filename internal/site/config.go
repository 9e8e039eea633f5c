package site

import (
	"fmt"
	"strings"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/page"
)

// ConfigFile is the name of a site's settings. A folder that has it is a site.
const ConfigFile = "fukusen.yaml"

// Config is what fukusen.yaml may say. Every key may be left out.
type Config struct {
	Format       int               `yaml:"format"`        // 1
	Title        contract.Name     `yaml:"title"`         // defaults to 合同デュアルキャリア・ダッシュボード
	About        contract.Name     `yaml:"about"`         // what the site is, in a sentence
	Publisher    contract.Name     `yaml:"publisher"`     // who answers for the site
	Languages    []diag.Lang       `yaml:"languages"`     // the default one first; defaults to ja, en
	BaseURL      string            `yaml:"base_url"`      // https://… of the public site
	QuarterBasis string            `yaml:"quarter_basis"` // fiscal or calendar; also how a bare "2026Q1" is meant. Defaults to writing fiscal quarters and refusing bare ones
	Fictional    bool              `yaml:"fictional"`     // every page is marked 見本データ
	Ages         []string          `yaml:"ages"`          // published age bands
	DueDays      int               `yaml:"due_days"`      // days after the end of a quarter in which reports are in time; defaults to 45
	Disclosure   Disclosure        `yaml:"disclosure"`
	Access       map[string]string `yaml:"access"`  // axis: code of the reference group; defaults to sex: m
	Items        []contract.Item   `yaml:"items"`   // survey items of the site
	KPIs         []catalogue.Entry `yaml:"kpis"`    // KPIs of the site
	Notes        []contract.Name   `yaml:"notes"`   // on method, shown on the method page
	Views        []string          `yaml:"views"`   // such as "area*sex"; defaults to the eleven of the design
	Theme        string            `yaml:"theme"`   // folder of themes/ laid over the default one
	Licence      contract.Licence  `yaml:"licence"` // of the open data; defaults to saying nothing

	Accessibility page.Statement `yaml:"accessibility"` // what the publisher states; the page says what is missing

	text  []byte          // of the file, for the places of its keys
	doubt map[string]bool // settings that were given, but cannot be read
	kpiAt []int           // where the KPIs stand in their list, if some cannot be read
}

// Disclosure are the public parameters of disclosure control.
type Disclosure struct {
	K          int      `yaml:"k"`               // defaults to 10
	KSensitive int      `yaml:"k_sensitive"`     // defaults to 30
	Zeros      []string `yaml:"sensitive_zeros"` // tables of which zeros are withheld, too
	Publish    []string `yaml:"publish"`         // cells that have to be published, as people/persons/kind=company/area=99201
}

// defaults fills in what was left out, or cannot be read.
func (c *Config) defaults() {
	if c.Title.JA == "" {
		c.Title = contract.Name{JA: "合同デュアルキャリア・ダッシュボード", EN: "Joint dual-career dashboard"}
	}
	if len(c.Languages) == 0 {
		c.Languages = []diag.Lang{diag.JA, diag.EN}
	}
	if c.DueDays == 0 {
		c.DueDays = 45
	}
	if c.Access == nil {
		c.Access = map[string]string{"sex": "m"}
	}
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
	cat, finds := core.With(c.KPIs, con, c.fieldOfKPI)
	for i := range cat {
		if cat[i].Access {
			cat[i].Against = c.Access
		}
	}
	return cat, finds, nil
}

// fieldOfKPI finds the place of a field of an entry of kpis; of one that is not
// there, that of the entry.
func (c *Config) fieldOfKPI(i int, field string) diag.Pos {
	if c.kpiAt != nil {
		i = c.kpiAt[i]
	}
	if pos := c.at(fmt.Sprintf("kpis[%d].%s", i, field)); pos.Line > 0 {
		return pos
	}
	return c.at(fmt.Sprintf("kpis[%d]", i))
}
