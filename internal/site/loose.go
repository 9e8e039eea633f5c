package site

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/registry"
	"fukusen/internal/source"
)

// CheckFiles checks files that need not lie in a site, such as those that a
// company wants to send. Where Options.Dir is a site, its settings and
// registers hold; elsewhere any organisation is accepted that is written as one
// can be. A source.yaml beside a file holds for it.
func CheckFiles(ctx context.Context, opt Options, names []string) (*Result, error) {
	s := newStages(opt)
	s.say("read")
	files := looseFiles{}
	for _, name := range names {
		files[filepath.ToSlash(name)] = name
	}
	ok, err := s.settle()
	if err != nil || !ok {
		return s.result, err
	}
	mappings := files.mappings()
	opened := registry.Options{Ages: s.config.bands()}
	registers := s.fsys // the site, if there is one
	if s.result.Alone = !s.isSite(); s.result.Alone {
		registers = looseFiles{}
		if opened.Callers, err = s.callers(files, mappings); err != nil {
			return s.result, err
		}
	}
	s.fsys, s.result.fsys = files, overlay{files, registers}
	var finds diag.List
	if s.registry, finds, err = registry.Load(registers, dataDir, opened); err != nil {
		return s.result, err
	}
	s.find(finds)
	if s.lists, err = s.registry.Lists(s.contract.Categories()); err != nil {
		return s.result, fmt.Errorf("lists: %w", err)
	}
	_, err = s.read(ctx, sortedNames(files), mappings)
	return s.result, err
}

func sortedNames(files looseFiles) []string {
	var names []string
	for name := range files {
		if path.Base(name) != source.MappingFile {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// isSite reports whether the folder of the run is a site.
func (s *stages) isSite() bool {
	_, err := fs.Stat(s.fsys, ConfigFile)
	return err == nil
}

// settle reads the settings of the site or, where there is none, takes the
// defaults.
func (s *stages) settle() (ok bool, err error) {
	if s.isSite() {
		return s.open()
	}
	s.config = &Config{Format: 1}
	s.config.defaults()
	s.contract = contract.New(nil)
	return true, nil
}

// looseFiles are files by the name that their user gave, with slashes.
type looseFiles map[string]string

// Open opens a file of the list; there are no others.
func (l looseFiles) Open(name string) (fs.File, error) {
	file, ok := l[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return os.Open(file)
}

// mappings adds the source.yaml beside each file to the list, and gives their
// names with those that the user listed.
func (l looseFiles) mappings() []string {
	for _, name := range sortedNames(l) {
		beside := path.Join(path.Dir(name), source.MappingFile)
		if _, known := l[beside]; known {
			continue
		}
		if _, err := os.Stat(filepath.FromSlash(beside)); !errors.Is(err, fs.ErrNotExist) {
			l[beside] = filepath.FromSlash(beside)
		}
	}
	var found []string
	for name := range l { // sorted below
		if path.Base(name) == source.MappingFile {
			found = append(found, name)
		}
	}
	slices.Sort(found)
	return found
}

// callers lists the organisations that the files name. What a mapping lacks is
// found when the files are read.
func (s *stages) callers(files looseFiles, mappings []string) ([]string, error) {
	maps, _, err := source.Mappings(files, mappings)
	if err != nil {
		return nil, err
	}
	var all []string
	for _, name := range sortedNames(files) {
		tables, _, err := source.Files(files, name)
		if err != nil {
			return nil, err
		}
		for _, f := range tables {
			called, err := source.Organisations(files, f, maps.For(name), s.contract)
			if err != nil {
				return nil, err
			}
			all = append(all, called...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}
