package content

import (
	"cmp"
	"net/url"
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"

	"fukusen/internal/diag"
)

// A Link is a link or an image of a document.
type Link struct {
	Pos      diag.Pos
	Target   string // as written
	Path     string // in the site: "en/roles.html"; begins with ".." outside it; empty if external
	Fragment string // behind '#', decoded; may be empty
	Image    bool
}

// External reports whether the link leaves the site.
func (l Link) External() bool { return l.Path == "" }

// link lists a link and returns the destination to write into the page; it is
// empty for what must not be linked.
func (c *collector) link(n ast.Node, dest []byte, image bool) []byte {
	target := string(literal(dest))
	u, err := url.Parse(target)
	if rule := forbidden(u, err, target, image); rule != nil {
		c.complain(n.Pos(), rule, short(target, 60))
		return nil
	}
	l := Link{Pos: c.at(n.Pos()), Target: target, Fragment: u.Fragment, Image: image}
	if u.Scheme != "" || u.Host != "" {
		n.SetAttributeString("rel", []byte("noopener"))
		c.Links = append(c.Links, l)
		return dest
	}
	page := c.page(u.Path)
	l.Path = cmp.Or(page, c.resolve(u.Path))
	c.Links = append(c.Links, l)
	if u.Path == "" || page == "" && !c.Easy {
		return dest
	}
	u.Path, u.RawPath = relative(path.Dir(c.Output), l.Path), ""
	return []byte(u.String())
}

// forbidden returns the rule against a target, or nil.
func forbidden(u *url.URL, err error, target string, image bool) *diag.Rule {
	switch {
	case err != nil || target == "":
		return &ruleLinkTarget
	case image && (u.Scheme != "" || u.Host != ""):
		return &ruleImageElsewhere
	case u.Scheme == "" && (u.Host != "" || strings.HasPrefix(u.Path, "/")):
		return &ruleLinkAbsolute
	}
	switch u.Scheme {
	case "", "http", "https", "mailto", "tel":
		return nil
	}
	return &ruleLinkTarget
}

// resolve is where a relative path leads from the page; the page itself if it
// is empty.
func (c *collector) resolve(p string) string {
	if p == "" {
		return c.Output
	}
	return path.Join(path.Dir(output(path.Join(c.folder(), "x"), c.Lang, c.langs)), p)
}

// folder is from where the links of the page are written: that of its file,
// though pages in やさしい日本語 lie elsewhere.
func (c *collector) folder() string {
	if c.Easy {
		return path.Dir(strings.TrimPrefix(c.Name, EasyFolder))
	}
	return path.Dir(c.Name)
}

// page is the output of the Markdown file to which a path leads, or "". A name
// without a language means the language of the page that links.
func (c *collector) page(p string) string {
	if path.Ext(p) != ".md" {
		return ""
	}
	name, lang, _ := split(path.Join(c.folder(), p), c.langs)
	if path.Ext(path.Base(strings.TrimSuffix(p, ".md"))) == "" {
		lang = c.Lang
	}
	return output(name, lang, c.langs)
}

// relative is the path to target as seen from a folder; both are relative to
// the site. It keeps leading ".." of target, which lead out of the site.
func relative(dir, target string) string {
	from, to := segments(dir), segments(target)
	for len(from) > 0 && len(to) > 1 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	return strings.Repeat("../", len(from)) + strings.Join(to, "/")
}

func segments(p string) []string {
	if p == "." {
		return nil
	}
	return strings.Split(p, "/")
}
