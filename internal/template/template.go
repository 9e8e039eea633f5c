// Package template writes what a submitter fills in: for each table and each
// register an empty CSV file, a workbook with drop-down lists and notes, and an
// example of a fictional organisation.
//
// All of it is made from the contract, so that what is written here is what is
// read. The same options give the same bytes.
package template

import (
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"sync"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
)

// Options say for which site the templates are. The zero value is for any site.
//
// The names of a site's organisations are offered nowhere: a template goes to
// every submitter, and some organisations are not listed in public.
type Options struct {
	Contract *contract.Contract // with the site's own items; nil means Fukusen's
	Registry *registry.Registry // with the site's age bands and sports; nil means those of a site that declares none
	Period   string             // of the example rows; empty means 2025年度第1四半期
}

// A Kind is what there is a template for.
type Kind struct {
	ID   string        // as it is asked for: people, organisations
	Name contract.Name // 対象者, People
	Row  contract.Name // what one row is
}

// Kinds lists the tables of the contract and then the registers.
func Kinds(opt Options) []Kind {
	var all []Kind
	for _, t := range opt.contract().Tables {
		all = append(all, Kind{t.ID, t.Name, t.Row})
	}
	for _, r := range registers() {
		all = append(all, Kind{r.id, r.name, r.row})
	}
	return all
}

// CSV writes the header alone, as Excel opens it without damage: UTF-8 with a
// byte order mark, lines that end in CR LF.
func CSV(w io.Writer, kind string, opt Options) error {
	f, err := formOf(kind, opt)
	if err != nil {
		return err
	}
	return writeCSV(w, [][]string{f.header()})
}

// Example writes the header and rows of a fictional organisation. The examples
// of all kinds fit together: their organisations are those of the example of
// organisations.
func Example(w io.Writer, kind string, opt Options) error {
	f, err := formOf(kind, opt)
	if err != nil {
		return err
	}
	return writeCSV(w, append([][]string{f.header()}, f.rows()...))
}

// Workbook writes an .xlsx to be filled in.
func Workbook(w io.Writer, kind string, opt Options) error {
	f, err := formOf(kind, opt)
	if err != nil {
		return err
	}
	return f.workbook(w, nil)
}

// ExampleWorkbook writes the workbook with the rows of Example typed into it.
func ExampleWorkbook(w io.Writer, kind string, opt Options) error {
	f, err := formOf(kind, opt)
	if err != nil {
		return err
	}
	return f.workbook(w, f.rows())
}

func writeCSV(w io.Writer, rows [][]string) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.WriteAll(rows); err != nil {
		return fmt.Errorf("writing a template: %w", err)
	}
	return nil
}

func (o Options) contract() *contract.Contract {
	if o.Contract != nil {
		return o.Contract
	}
	return contract.New(nil)
}

// lists are the codes of the axes; those of a site without registers if none
// are given.
func (o Options) lists() (*dim.Lists, error) {
	if o.Registry != nil {
		return o.Registry.Lists(nil)
	}
	return anySite()
}

// anySite are the lists of a site without registers.
var anySite = sync.OnceValues(func() (*dim.Lists, error) {
	r, _, err := registry.Load(nothing{}, ".", registry.Options{})
	if err != nil {
		return nil, err
	}
	return r.Lists(nil)
})

// formOf makes the form of a kind.
func formOf(kind string, opt Options) (*form, error) {
	c := opt.contract()
	if t, ok := c.Table(kind); ok && !t.Register {
		lists, err := opt.lists()
		if err != nil {
			return nil, fmt.Errorf("making a template: %w", err)
		}
		return ofTable(t, c, lists, opt), nil
	}
	all := registers()
	if i := slices.IndexFunc(all, func(r register) bool { return r.id == kind }); i >= 0 {
		return all[i].form(), nil
	}
	return nil, fmt.Errorf("there is no template %q", kind)
}

// nothing is the folder of a site without registers.
type nothing struct{}

func (nothing) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}
