package site

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/protect"
	"fukusen/internal/registry"
)

var (
	ruleNoSite = diag.Rule{
		ID:   "site/none",
		Msg:  diag.Text{JA: "フォルダ %[2]q に %[1]s がありません。Fukusen のサイトのフォルダではないようです", EN: "the folder %[2]q has no %[1]s: it is no site of Fukusen"},
		Hint: diag.Text{JA: "サイトのフォルダに移ってから実行するか、-s でフォルダを指定してください。はじめてなら「fukusen sample 見本」で見本のサイトを作れます", EN: "change to the folder of the site, or name it with -s; \"fukusen sample example\" writes a site to begin with"},
	}
	ruleFormat = diag.Rule{
		ID:   "site/format",
		Msg:  diag.Text{JA: "書式の版(format)が 1 ではありません", EN: "the format is not 1"},
		Hint: diag.Text{JA: "1行目に format: 1 と書いてください", EN: "write format: 1 into the first line"},
	}
	ruleConfig = diag.Rule{
		ID:   "site/yaml",
		Msg:  diag.Text{JA: "設定の書き方が正しくないため、読めません(%[1]s)", EN: "the settings cannot be read: %[1]s"},
		Hint: diag.Text{JA: "この行とその前後の、字下げ・コロン・かっこを確かめてください。字下げには空白を使い、コロンの後には空白を一つ置きます", EN: "check indentation, colons and brackets of that line and its neighbours; indent with spaces, and put a space after a colon"},
	}
	ruleUnknownKey = diag.Rule{
		ID:   "site/key",
		Msg:  diag.Text{JA: "%[1]q という設定はありません", EN: "there is no setting %[1]q"},
		Hint: diag.Text{JA: "綴りと字下げを確かめてください。使える設定: %[2]s", EN: "check spelling and indentation; settings: %[2]s"},
	}
	ruleShape = diag.Rule{
		ID:   "site/shape",
		Msg:  diag.Text{JA: "ここに %[1]q とは書けません", EN: "%[1]q cannot stand here"},
		Hint: diag.Text{JA: "数が要るところには数字を、並びは [ja, en] のように、項目の組は {ja: …, en: …} のように書いてください", EN: "write a number where one is needed, a list as [ja, en] and a group as {ja: …, en: …}"},
	}
	ruleSetting = diag.Rule{
		ID:   "site/setting",
		Msg:  diag.Text{JA: "設定 %[1]s に %[2]q とは書けません", EN: "the setting %[1]s cannot be %[2]q"},
		Hint: diag.Text{JA: "使えるのは: %[3]s", EN: "it can be: %[3]s"},
	}
	ruleTheme = diag.Rule{
		ID:   "site/theme",
		Msg:  diag.Text{JA: "themes フォルダの中に、テーマ %[1]q のフォルダがありません", EN: "the folder themes has no folder %[1]q"},
		Hint: diag.Text{JA: "themes の中にあるフォルダの名前を書いてください(いまあるもの: %[2]s)。標準の見た目でよければ、この行を消してください", EN: "name a folder of themes (there are: %[2]s), or delete the line to use the default theme"},
	}
	ruleFloor = diag.Rule{
		ID:   "site/k",
		Msg:  diag.Text{JA: "disclosure.%[1]s が %[2]d ですが、%[3]d より小さくはできません", EN: "disclosure.%[1]s is %[2]d; it cannot be below %[3]d"},
		Hint: diag.Text{JA: "%[3]d 以上にするか、行を消して標準の値を使ってください", EN: "make it %[3]d or more, or delete the line to use the default"},
	}
)

// readConfig reads fukusen.yaml strictly: an unknown key is a finding with its
// place. A setting with a finding is forgotten, so that everything else can be
// looked at in the same run. There is no Config only where there is no file.
// dir is how the reader named the folder.
func readConfig(fsys fs.FS, dir string) (*Config, diag.List, error) {
	data, err := fs.ReadFile(fsys, ConfigFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, diag.List{ruleNoSite.At(diag.Pos{}, diag.Public(ConfigFile), diag.Public(dir))}, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("reading the settings: %w", err)
	}
	c, finds := decodeConfig(data)
	c.defaults()
	k := checker{Config: c, fsys: fsys}
	k.check()
	finds = append(finds, k.finds...)
	for _, key := range k.bad {
		c.forget(key)
	}
	c.defaults()
	finds = append(finds, c.unchecked()...)
	finds.Sort()
	return c, finds, nil
}

// configFinding says in our words what the YAML reader did not like.
func configFinding(err error) diag.Finding {
	pos := diag.Pos{File: ConfigFile}
	var e yaml.Error
	if !errors.As(err, &e) || e.GetToken() == nil {
		return ruleConfig.At(pos, err.Error())
	}
	t := e.GetToken()
	pos.Line, pos.Col = t.Position.Line, t.Position.Column
	switch e.(type) {
	case *yaml.UnknownFieldError:
		return ruleUnknownKey.At(pos, t.Value, diag.Public(strings.Join(settings(), ", ")))
	case *yaml.TypeError, *yaml.UnexpectedNodeTypeError, *yaml.OverflowError:
		return ruleShape.At(pos, t.Value)
	}
	return ruleConfig.At(pos, e.GetMessage())
}

// settings lists the keys of fukusen.yaml.
func settings() []string {
	var keys []string
	for f := range reflect.TypeFor[Config]().Fields() {
		if key := f.Tag.Get("yaml"); key != "" {
			keys = append(keys, key)
		}
	}
	return keys
}

// at finds the place of a setting, such as disclosure.k or kpis[0].
func (c *Config) at(key string) diag.Pos {
	pos := diag.Pos{File: ConfigFile}
	where, err := yaml.PathString("$." + key)
	if err != nil {
		return pos
	}
	if node, err := where.ReadNode(bytes.NewReader(c.text)); err == nil {
		t := node.GetToken()
		pos.Line, pos.Col = t.Position.Line, t.Position.Column
	}
	return pos
}

// A checker looks at the values of the settings.
type checker struct {
	*Config
	fsys  fs.FS
	finds diag.List
	bad   []string // settings with a finding
}

// complain takes a key such as disclosure.k or languages[0].
func (k *checker) complain(key string, r *diag.Rule, args ...any) {
	k.finds = append(k.finds, r.At(k.at(key), args...))
	k.bad = append(k.bad, key[:strings.IndexAny(key+".", ".[")])
}

func (k *checker) one(key, got string, among ...string) {
	if !slices.Contains(among, got) {
		k.complain(key, &ruleSetting, diag.Public(key), got, diag.Public(strings.Join(slices.DeleteFunc(among, empty), ", ")))
	}
}

func (k *checker) check() {
	if k.Format != 1 && !k.doubts("format") {
		k.complain("format", &ruleFormat)
	}
	k.one("quarter_basis", k.QuarterBasis, "", "fiscal", "calendar")
	for i, l := range k.Languages {
		k.one(fmt.Sprintf("languages[%d]", i), string(l), "ja", "en")
	}
	if k.DueDays < 1 || k.DueDays > 366 {
		k.complain("due_days", &ruleSetting, diag.Public("due_days"), strconv.Itoa(k.DueDays), diag.Public("1, 2, 3, … 366"))
	}
	for axis := range k.Access {
		k.one("access", axis, "sex", "age")
	}
	if u, err := url.Parse(k.BaseURL); k.BaseURL != "" && (err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http") {
		k.complain("base_url", &ruleSetting, diag.Public("base_url"), k.BaseURL, diag.Public("https://…"))
	}
	if _, err := registry.NewAges(k.Ages); err != nil {
		k.complain("ages", &ruleSetting, diag.Public("ages"), strings.Join(k.Ages, ", "), diag.Public("0-9, 10-19, …, 80-"))
	}
	if _, bad := k.views(); bad != "" {
		k.complain("views", &ruleSetting, diag.Public("views"), bad, diag.Public("total, area, area*sex, …"))
	}
	for i, text := range k.Disclosure.Publish {
		if _, ok := protect.ParseMust(text, diag.Pos{}); !ok {
			k.complain(fmt.Sprintf("disclosure.publish[%d]", i), &ruleSetting, diag.Public("disclosure.publish"), text, diag.Public("people/persons/kind=company/area=99201, …"))
		}
	}
	for i, table := range k.Disclosure.Zeros {
		k.one(fmt.Sprintf("disclosure.sensitive_zeros[%d]", i), table, families...)
	}
	k.floor("k", k.Disclosure.K, floorK)
	k.floor("k_sensitive", k.Disclosure.KSensitive, max(floorK, cmp.Or(k.Disclosure.K, protect.DefaultK))) // what is sensitive needs no fewer
	k.checkStatement()
	k.checkLicence()
	if k.Theme != "" {
		k.checkTheme()
	}
}

// families are the tables of persons and respondents, of which zeros can be
// withheld.
var families = []string{"people", "hiring", "credits", "contribution", "results", "jobs", contract.FamilySurvey}

func empty(s string) bool { return s == "" }

func (k *checker) floor(key string, n, least int) {
	if n != 0 && n < least {
		k.complain("disclosure."+key, &ruleFloor, diag.Public(key), diag.Public(n), diag.Public(least))
	}
}

// checkTheme wants a folder of themes/ and nothing beside it: what lies there
// is hashed as public.
func (k *checker) checkTheme() {
	if path.Base(k.Theme) == k.Theme && fs.ValidPath(k.Theme) && k.Theme != "." {
		if info, err := fs.Stat(k.fsys, path.Join("themes", k.Theme)); err == nil && info.IsDir() {
			return
		}
	}
	var names []string
	entries, _ := fs.ReadDir(k.fsys, "themes") // absent: no theme of the site's own
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	if len(names) == 0 {
		names = []string{"—"}
	}
	k.complain("theme", &ruleTheme, k.Theme, diag.Public(strings.Join(names, ", ")))
}
