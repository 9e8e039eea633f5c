package export

import "fukusen/internal/contract"

// EvidenceLicence says by which terms the numbers may be used.
type EvidenceLicence struct {
	ID   string        `json:"id,omitempty"` // of a well-known licence, such as CC-BY-4.0
	Name contract.Name `json:"name"`
	URL  string        `json:"url"` // of the whole text
}

// licence is nil if the site does not say.
func (k *kit) licence() *EvidenceLicence {
	l := k.about.Licence
	if !l.Given() {
		return nil
	}
	return &EvidenceLicence{l.ID, l.Name, l.URL}
}
