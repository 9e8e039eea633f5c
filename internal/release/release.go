// Package release reads and writes release files: all that may ever be known
// in public of one quarter, and the only thing that crosses from the steward's
// desk to the public site.
//
// A release file is never changed after it was published. It carries its own
// SHA-256 and that of the release before it, so an edit by hand is noticed.
package release

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// Dir is where release files stand in a site folder.
const Dir = "data/releases"

// Format is the version of the file format that this package reads and writes.
const Format = 1

// A Status says what stands in a cell or an observation, and if nothing, why.
type Status string

// The statuses. Only a published one has a value.
const (
	Published     Status = "published"
	Withheld      Status = "withheld"       // 秘匿: for whatever reason, one symbol
	NotReported   Status = "not_reported"   // those who would know did not say
	NotApplicable Status = "not_applicable" // the question does not arise
	NotComputable Status = "not_computable" // a public zero divides
)

// A File is one release: one quarter as it was published.
type File struct {
	Format    int                    `json:"format"`
	ID        string                 `json:"id"`       // 2026fq1-r1
	Quarter   string                 `json:"quarter"`  // 2026fq1
	Previous  string                 `json:"previous"` // SHA-256 of the release before it in the ledger; "" for the first
	Rules     Rules                  `json:"rules"`
	Registry  json.RawMessage        `json:"registry"`  // registry.Public
	Catalogue json.RawMessage        `json:"catalogue"` // catalogue entries as used
	Items     json.RawMessage        `json:"items"`     // survey items as used
	Lists     map[string][]dim.Entry `json:"lists"`     // axis name -> codes in use
	Receipts  []Receipt              `json:"receipts"`
	Cells     []Cell                 `json:"cells"`
	SHA256    string                 `json:"sha256"` // of the file as written with this field empty
}

// Rules are the public parameters of disclosure control.
type Rules struct {
	K             int    `json:"k"`              // smallest published count of persons, and of respondents in a group
	KSensitive    int    `json:"k_sensitive"`    // the same for sensitive survey items
	AnswerMargin  int    `json:"answer_margin"`  // respondents that must differ from the most frequent answer
	MinAggregated int    `json:"min_aggregated"` // unnamed organisations behind a joint figure
	Zeros         string `json:"zeros"`          // "public"

	SensitiveZeros []string `json:"sensitive_zeros,omitempty"` // families of which zeros are withheld, too
}

// A Receipt tells who was expected to report a table and whether they did,
// without any number.
type Receipt struct {
	Organisation string `json:"organisation"` // "" where the organisation is not listed
	Kind         string `json:"kind"`
	Table        string `json:"table"`
	Reported     bool   `json:"reported"`
	Revision     int    `json:"revision,omitempty"`
}

// A Cell is one published or withheld sum.
type Cell struct {
	Table   string   `json:"t"`
	Measure string   `json:"m"`
	Codes   Codes    `json:"c"`
	Status  Status   `json:"s"`
	Value   int64    `json:"v,omitempty"`
	Missing int64    `json:"missing,omitempty"` // reporters' rows without a value
	Moments *Moments `json:"moments,omitempty"`

	Weighted *Weighted `json:"w,omitempty"`
}

// Moments are sums over the points of a scale that ride with the respondents
// of an item: published with them or not at all.
type Moments struct {
	Sum     int64 `json:"sum"`
	Squares int64 `json:"squares"`
}

// Weighted are the sums over the weights w of the respondents to an item, or of
// those who gave one answer; w is counted in thousandths, and so w^2 in
// millionths. They ride with the respondents as Moments do, where at least one
// answer in the quarter is weighted; others count with weight 1.
type Weighted struct {
	Sum     int64 `json:"sum"`     // of w
	Squares int64 `json:"squares"` // of w^2

	// Of the respondents to an item with a mean, whose points are x.
	Points        int64 `json:"points,omitempty"`         // of w*x
	SquarePoints  int64 `json:"square_points,omitempty"`  // of w^2*x
	SquareSquares int64 `json:"square_squares,omitempty"` // of w^2*x^2

	// Withheld: the respondents are published, but their weights would tell how
	// many they are in groups that are not. All sums are 0 and mean nothing.
	Withheld bool `json:"withheld,omitempty"`
}

// Codes are the IDs of a group, written as axis=code joined by "/".
type Codes [dim.NumAxes]string

// MarshalText writes the codes that are not totals.
func (c Codes) MarshalText() ([]byte, error) {
	var parts []string
	for a, id := range c {
		if id != "" {
			parts = append(parts, dim.Axis(a).String()+"="+id)
		}
	}
	return []byte(strings.Join(parts, "/")), nil
}

// UnmarshalText reads what MarshalText writes.
func (c *Codes) UnmarshalText(text []byte) error {
	*c = Codes{}
	if len(text) == 0 {
		return nil
	}
	for p := range strings.SplitSeq(string(text), "/") {
		name, code, _ := strings.Cut(p, "=")
		a, ok := dim.ParseAxis(name)
		if !ok || !dim.IsCode(code) {
			return fmt.Errorf("%q is not an axis and its code", p)
		}
		c[a] = code
	}
	return nil
}

// FirstID gives the ID of the first release of a quarter.
func FirstID(quarter string) string { return quarter + "-r1" }

// NextID gives the ID of the release that comes after f.
func (f *File) NextID() string { return fmt.Sprintf("%s-r%d", f.Quarter, f.Number()+1) }

// Number says the how manyth release of its quarter it is; 0 if its ID is none.
func (f *File) Number() int {
	digits, ok := strings.CutPrefix(f.ID, f.Quarter+"-r")
	n, err := strconv.Atoi(digits)
	if !ok || err != nil || n < 1 || strconv.Itoa(n) != digits {
		return 0
	}
	return n
}

// Name is the file name of the release.
func (f *File) Name() string { return f.ID + ".json" }

// Encode writes the file: one cell a line, so that differences can be read,
// with its own hash filled in.
func (f *File) Encode() ([]byte, error) {
	f.SHA256 = ""
	body, err := f.layout()
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(body)
	f.SHA256 = hex.EncodeToString(sum[:])
	return f.layout()
}

func (f *File) layout() ([]byte, error) {
	var b bytes.Buffer
	head := *f
	head.Cells, head.Receipts = nil, nil
	fields, err := json.MarshalIndent(struct {
		*File
		Receipts struct{} `json:"receipts"`
		Cells    struct{} `json:"cells"`
		SHA256   struct{} `json:"sha256"`
	}{File: &head}, "", " ")
	if err != nil {
		return nil, err
	}
	start := bytes.LastIndex(fields, []byte(",\n \"receipts\""))
	b.Write(fields[:start])
	if err := list(&b, "receipts", f.Receipts); err != nil {
		return nil, err
	}
	if err := list(&b, "cells", f.Cells); err != nil {
		return nil, err
	}
	fmt.Fprintf(&b, ",\n \"sha256\": %q\n}\n", f.SHA256)
	return b.Bytes(), nil
}

func list[T any](b *bytes.Buffer, name string, values []T) error {
	fmt.Fprintf(b, ",\n %q: [", name)
	for i, v := range values {
		line, err := json.Marshal(v)
		if err != nil {
			return err
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n  ")
		b.Write(line)
	}
	b.WriteString("\n ]")
	return nil
}

var (
	ruleUnreadable = diag.Rule{
		ID:   "release/unreadable",
		Msg:  diag.Text{JA: "公表ファイルとして読めません", EN: "this is not a release file (%[1]s)"},
		Hint: diag.Text{JA: "「fukusen release」が書いたファイルをそのまま置いてください", EN: "put the file here exactly as \"fukusen release\" wrote it"},
	}
	ruleEdited = diag.Rule{
		ID:   "release/edited",
		Msg:  diag.Text{JA: "公表ファイルが、公表の後で書き換えられています", EN: "this release file was changed after it was published"},
		Hint: diag.Text{JA: "元のファイルに戻してください。数値の訂正は、次の四半期の公表で注記してください", EN: "restore the original file; note the correction of a number with the next quarter's release"},
	}
	ruleChain = diag.Rule{
		ID:   "release/chain",
		Msg:  diag.Text{JA: "一つ前の公表ファイルが、この公表のときのものと違います", EN: "the release before this one is not the one that it was made after"},
		Hint: diag.Text{JA: "data/releases から消えた、または入れ替わったファイルを戻してください", EN: "restore the file that is missing from data/releases or was replaced there"},
	}
)

// Decode reads one release file and checks its hash.
func Decode(name string, data []byte) (*File, diag.List) {
	pos := diag.Pos{File: name}
	var f File
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&f); err != nil {
		return nil, diag.List{ruleUnreadable.At(pos, err.Error())}
	}
	if f.Format != Format {
		return nil, diag.List{ruleUnreadable.At(pos, fmt.Sprintf("format %d", f.Format))}
	}
	if _, _, err := dim.ParseQuarter(f.Quarter); err != nil || f.Name() != path.Base(name) || f.Number() == 0 {
		return nil, diag.List{ruleUnreadable.At(pos, fmt.Sprintf("%s, %s", f.ID, f.Quarter))}
	}
	if f.SHA256 == "" || !f.intact(data) {
		return nil, diag.List{ruleEdited.At(pos)}
	}
	return &f, nil
}

// intact reports whether the bytes, with the hash taken out, have that hash.
// The bytes themselves are compared, so a changed blank is noticed too.
func (f *File) intact(data []byte) bool {
	empty := bytes.Replace(data, []byte(`"sha256": "`+f.SHA256+`"`), []byte(`"sha256": ""`), 1)
	sum := sha256.Sum256(empty)
	return hex.EncodeToString(sum[:]) == f.SHA256
}

// A Ledger is every release that was ever published, in the order in which
// they were made.
type Ledger struct {
	Files []*File
}

// ReadLedger reads all release files of a site folder. A site without any is
// an empty ledger.
func ReadLedger(fsys fs.FS) (*Ledger, diag.List, error) {
	names, err := fs.Glob(fsys, Dir+"/*.json")
	if err != nil {
		return nil, nil, err
	}
	var l Ledger
	var finds diag.List
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, nil, fmt.Errorf("reading the ledger: %w", err)
		}
		f, fl := Decode(name, data)
		finds = append(finds, fl...)
		if f != nil {
			l.Files = append(l.Files, f)
		}
	}
	if len(finds) > 0 {
		return &l, finds, nil
	}
	return &l, l.order(), nil
}

// order sorts the files along their chain of hashes.
func (l *Ledger) order() diag.List {
	after := map[string]*File{}
	for _, f := range l.Files {
		if other, twice := after[f.Previous]; twice {
			return diag.List{ruleChain.At(diag.Pos{File: path.Join(Dir, max(f.Name(), other.Name()))})}
		}
		after[f.Previous] = f
	}
	var chain []*File
	for f := after[""]; f != nil; f = after[f.SHA256] {
		chain = append(chain, f)
	}
	if len(chain) != len(l.Files) {
		for _, f := range l.Files {
			if !slices.Contains(chain, f) {
				return diag.List{ruleChain.At(diag.Pos{File: path.Join(Dir, f.Name())})}
			}
		}
	}
	l.Files = chain
	return l.count()
}

// count sees to it that the releases of each quarter are numbered in the order
// in which they were made.
func (l *Ledger) count() diag.List {
	last := map[string]int{}
	for _, f := range l.Files {
		if last[f.Quarter]++; f.Number() != last[f.Quarter] {
			return diag.List{ruleChain.At(diag.Pos{File: path.Join(Dir, f.Name())})}
		}
	}
	return nil
}

// Quarter finds the newest release of a quarter.
func (l *Ledger) Quarter(q dim.Quarter) (*File, bool) {
	for _, f := range slices.Backward(l.Files) {
		if fq, _, _ := dim.ParseQuarter(f.Quarter); fq == q {
			return f, true
		}
	}
	return nil, false
}

// All lists the releases of a quarter, the first one first.
func (l *Ledger) All(q dim.Quarter) []*File {
	var out []*File
	for _, f := range l.Files {
		if fq, _, _ := dim.ParseQuarter(f.Quarter); fq == q {
			out = append(out, f)
		}
	}
	return out
}

// Last gives the hash of the newest release, "" if there is none.
func (l *Ledger) Last() string {
	if len(l.Files) == 0 {
		return ""
	}
	return l.Files[len(l.Files)-1].SHA256
}
