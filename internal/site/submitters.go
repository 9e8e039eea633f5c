package site

import (
	"path"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/cube"
	"fukusen/internal/dim"
	"fukusen/internal/source"
)

// Submitter tells who sent a file: the organisation that all its rows are
// about, or else the folder that it lies in. It is "" where nobody did, as for
// the settings and registers of the site.
func (r *Result) Submitter(file string) string {
	if name, ok := r.submitters[file]; ok {
		return name
	}
	return folderOf(file)
}

// folderOf is the folder below data/ that a file lies in.
func folderOf(file string) string {
	rest, ok := strings.CutPrefix(file, dataDir+"/")
	if !ok {
		return ""
	}
	folder, _, deeper := strings.Cut(rest, "/")
	if !deeper {
		return ""
	}
	return folder
}

// submitters finds who sent each file: from its rows or, where none was good,
// from source.yaml. One who has sent a file of a folder has sent the others of
// which nothing is known, too.
func (s *stages) submitters(tables []source.File, parts []*cube.Part) map[string]string {
	names, folders := map[string]string{}, map[string]string{}
	for i, f := range tables {
		name := ""
		if p := parts[i]; p != nil {
			name = s.only(p.Organisations())
		} else if id, ok := s.registry.OrganisationID(s.mappings.For(f.Path).Fixed[contract.ColumnOrganisation]); ok {
			name = s.registry.Organisation(id).Name
		}
		if name == "" {
			continue
		}
		names[f.Path] = name
		if dir := path.Dir(f.Path); folders[dir] == "" || folders[dir] == name {
			folders[dir] = name
		} else {
			folders[dir] = several
		}
	}
	for _, f := range tables {
		if dir := path.Dir(f.Path); names[f.Path] == "" && folders[dir] != "" && folders[dir] != several && dir != dataDir {
			names[f.Path] = folders[dir]
		}
	}
	return names
}

// several marks a folder with files of more than one submitter.
const several = "\x00"

// only names the organisation if there is just one.
func (s *stages) only(codes []dim.Code) string {
	if len(codes) != 1 {
		return ""
	}
	return s.registry.Organisation(s.lists.ID(dim.Organisation, codes[0])).Name
}
