package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
)

const (
	format      = 1
	generator   = "fukusen"
	notAttested = "not attested"
)

// A Manifest lists what a commit wrote. It is how the next one knows its own.
type Manifest struct {
	Format        int               `json:"format"`         // 1
	Generator     string            `json:"generator"`      // "fukusen"
	Files         map[string]string `json:"files"`          // path to SHA-256 in hex; all outputs but the manifest
	Inputs        map[string]string `json:"inputs"`         // the same of the public inputs
	PrivateInputs string            `json:"private_inputs"` // HMAC-SHA-256 in hex, or "not attested"
}

// Marshal returns the manifest as it stands on disk: sorted, indented by two
// spaces, with a final newline.
func (m Manifest) Marshal() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(m); err != nil {
		panic(err) // strings and maps of strings can always be encoded
	}
	return b.Bytes()
}

// ReadManifest reads the manifest at the root of a committed site. The error is
// fs.ErrNotExist when there is none, and ErrNotOurs when there is one that
// Commit has not written: it would decide what is deleted.
func ReadManifest(fsys fs.FS) (Manifest, error) {
	data, err := fs.ReadFile(fsys, ManifestName)
	if err != nil {
		return Manifest{}, fmt.Errorf("reading manifest: %w", err)
	}
	var m Manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return Manifest{}, fmt.Errorf("reading manifest: %w: %w", ErrNotOurs, err)
	}
	if m.Generator != generator || m.Format != format {
		return Manifest{}, fmt.Errorf("reading manifest: %w: generator %q, format %d", ErrNotOurs, m.Generator, m.Format)
	}
	for p := range m.Files {
		if !fs.ValidPath(p) || p == "." {
			return Manifest{}, fmt.Errorf("reading manifest: %w: it lists %q", ErrNotOurs, p)
		}
	}
	return m, nil
}

// Sum returns the SHA-256 of data in hex, as manifests hold it.
func Sum(data []byte) string {
	h := sha256.Sum256(data)
	return hex.EncodeToString(h[:])
}
