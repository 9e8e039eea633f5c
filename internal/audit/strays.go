package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"path"
	"slices"
	"strings"

	"fukusen/internal/diag"
)

const manifestPath = "manifest.json"

// strays reports data files that nothing here reads: whoever puts an old
// release or a workbook beside the site publishes what was not audited.
func (r *Report) strays(fsys fs.FS) error {
	audited := slices.Concat(r.data.cellsIn, r.data.observedIn, []string{codesPath, kpisPath, manifestPath, receiptsPath, sitemapPath})
	if r.release != "" {
		audited = append(slices.Clone(r.data.observedIn), path.Base(releasePath(r.release)))
	}
	for _, v := range r.data.released {
		audited = append(audited, releasePath(v.ID))
	}
	return r.files(fsys, func(name string) error {
		holds := slices.Contains([]string{".csv", ".tsv", ".json", ".xlsx", ".xml", ".zip", ".gz"}, strings.ToLower(path.Ext(name)))
		if holds && !slices.Contains(audited, name) && !isDownload(name) && !marked(name) {
			r.other = append(r.other, ruleRow.At(diag.Pos{File: name}, name))
		}
		return nil
	})
}

// manifest is the list of files with their hashes.
type manifest struct {
	Format        int               `json:"format"`
	Generator     string            `json:"generator"`
	Files         map[string]string `json:"files"`
	Inputs        map[string]string `json:"inputs"`
	PrivateInputs string            `json:"private_inputs"`
}

// manifest checks the hashes of the published files, and that there are none of
// files that are not public. A site in the making may have no manifest yet.
func (r *Report) manifest(fsys fs.FS) {
	text, err := fs.ReadFile(fsys, manifestPath)
	if err != nil {
		return
	}
	var m manifest
	strict := json.NewDecoder(strings.NewReader(string(text)))
	strict.DisallowUnknownFields()
	at := diag.Pos{File: manifestPath}
	if err := strict.Decode(&m); err != nil {
		r.other = append(r.other, ruleRow.At(at, err.Error()))
	}
	for _, name := range sorted(m.Inputs) {
		if strings.HasPrefix(name, "data/") && !strings.HasPrefix(name, "data/releases/") || strings.HasPrefix(name, "private/") {
			r.other = append(r.other, ruleRow.At(at, name))
		}
	}
	for _, name := range sorted(m.Files) {
		data, err := fs.ReadFile(fsys, name)
		if sum := sha256.Sum256(data); err != nil || hex.EncodeToString(sum[:]) != m.Files[name] {
			r.other = append(r.other, ruleRow.At(at, name))
		}
	}
}

func sorted[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
