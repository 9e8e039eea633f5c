package contract

// A Licence says what anybody may do with the open data of a site. The zero value
// is that of a site that says nothing: then nobody may claim that it permits
// anything.
type Licence struct {
	ID   string `yaml:"-"`    // of Licences; "" for terms of the site's own
	Name Name   `yaml:"name"` // in full
	URL  string `yaml:"url"`  // of the whole text

	Short  string `yaml:"-"` // as citations name it; "" for its name
	Permit Permit `yaml:"-"` // what it permits, as far as we know it
}

// A Permit is what a licence permits in general, whatever its words.
type Permit string

// What the well-known licences permit. Of terms of a site's own nothing is known.
const (
	PermitUnknown Permit = ""
	PermitAll     Permit = "all"    // everything, without conditions
	PermitCredit  Permit = "credit" // everything, if the source is named
	PermitAlike   Permit = "alike"  // the same, if what is made of the data is published under the same terms
)

// Licences are those by which Japanese public bodies publish open data. Their IDs
// are those of SPDX, but for PDL-1.0 and CC-BY-2.1-JP, which have none there.
var Licences = []Licence{
	{
		ID: "CC-BY-4.0", Short: "CC BY 4.0", Permit: PermitCredit, URL: "https://creativecommons.org/licenses/by/4.0/",
		Name: Name{JA: "クリエイティブ・コモンズ 表示 4.0 国際(CC BY 4.0)", EN: "Creative Commons Attribution 4.0 International (CC BY 4.0)"},
	},
	{
		ID: "PDL-1.0", Short: "PDL1.0", Permit: PermitCredit, URL: "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0",
		Name: Name{JA: "公共データ利用規約(第1.0版)(PDL1.0)", EN: "Public Data License 1.0 of Japan (PDL1.0)"},
	},
	{
		ID: "CC0-1.0", Short: "CC0 1.0", Permit: PermitAll, URL: "https://creativecommons.org/publicdomain/zero/1.0/",
		Name: Name{JA: "クリエイティブ・コモンズ 著作権などの放棄(CC0 1.0)", EN: "Creative Commons Zero, no rights reserved (CC0 1.0)"},
	},
	{
		ID: "CC-BY-2.1-JP", Short: "CC BY 2.1 JP", Permit: PermitCredit, URL: "https://creativecommons.org/licenses/by/2.1/jp/",
		Name: Name{JA: "クリエイティブ・コモンズ 表示 2.1 日本(CC BY 2.1 JP)", EN: "Creative Commons Attribution 2.1 Japan (CC BY 2.1 JP)"},
	},
	{
		ID: "CC-BY-SA-4.0", Short: "CC BY-SA 4.0", Permit: PermitAlike, URL: "https://creativecommons.org/licenses/by-sa/4.0/",
		Name: Name{JA: "クリエイティブ・コモンズ 表示・継承 4.0 国際(CC BY-SA 4.0)", EN: "Creative Commons Attribution-ShareAlike 4.0 International (CC BY-SA 4.0)"},
	},
	{
		ID: "ODbL-1.0", Short: "ODbL 1.0", Permit: PermitAlike, URL: "https://opendatacommons.org/licenses/odbl/1-0/",
		Name: Name{JA: "オープン・データベース・ライセンス(ODbL 1.0)", EN: "Open Data Commons Open Database License (ODbL 1.0)"},
	},
}

// LicenceIDs lists the IDs of Licences.
func LicenceIDs() []string {
	var ids []string
	for _, l := range Licences {
		ids = append(ids, l.ID)
	}
	return ids
}

// Given reports whether the site says anything.
func (l Licence) Given() bool { return l != Licence{} }

// Brief is what citations call the licence in a language ("ja" or "en").
func (l Licence) Brief(lang string) string {
	if l.Short != "" {
		return l.Short
	}
	return l.Name.In(lang)
}

// UnmarshalYAML reads the ID of one of Licences or, as a group, terms of the
// site's own. An ID that there is not is kept without a name, for whoever checks
// the settings.
func (l *Licence) UnmarshalYAML(read func(any) error) error {
	var id string
	if err := read(&id); err != nil {
		type own Licence // without this method
		return read((*own)(l))
	}
	*l = Licence{ID: id}
	for _, known := range Licences {
		if known.ID == id {
			*l = known
		}
	}
	return nil
}
