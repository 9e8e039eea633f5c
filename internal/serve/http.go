package serve

import (
	"bytes"
	_ "embed"
	"fmt"
	"html"
	"io"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"

	"fukusen/internal/diag"
)

//go:embed reload.js
var reloadJS string

// types are the content types of what a site holds. They do not come from the
// system, whose table differs from machine to machine.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".csv": "text/csv; charset=utf-8", ".json": "application/json", ".geojson": "application/geo+json",
	".jsonld": "application/ld+json", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8",
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp", ".ico": "image/x-icon",
	".woff2": "font/woff2", ".pdf": "application/pdf", ".zip": "application/zip",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

// handler serves the folder, the script and the events.
func handler(dir string, lang diag.Lang, b *board) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /-/events", b.stream(lang))
	mux.HandleFunc("GET /-/reload.js", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", types[".js"])
		io.WriteString(w, reloadJS)
	})
	mux.Handle("GET /", &pages{dir, lang, b})
	return guard(lang, mux)
}

// guard answers only requests that name this machine, and marks all answers as
// not to be kept, guessed about or embedded elsewhere. Without it a page from
// anywhere could have its own name point here and read the draft.
func guard(lang diag.Lang, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
		if !named(r.Host) {
			http.Error(w, textHost.In(lang), http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// named reports whether a Host header names this machine.
func named(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	return strings.EqualFold(host, "localhost") || host == "127.0.0.1" || host == "::1"
}

// pages serves a folder that is rewritten, or does not exist, meanwhile. To
// HTML it appends the script; nothing on disk is changed.
type pages struct {
	dir   string
	lang  diag.Lang
	board *board
}

func (p *pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	now, _ := p.board.read() // before the file: an old page under a new edition would never reload
	f, info, err := p.open(name)
	if err == nil && info.IsDir() {
		f.Close()
		if !strings.HasSuffix(r.URL.Path, "/") {
			http.Redirect(w, r, path.Base(r.URL.Path)+"/", http.StatusFound)
			return
		}
		name = path.Join(name, "index.html")
		f, info, err = p.open(name)
	}
	if err != nil || info.IsDir() {
		p.absent(w, now)
		return
	}
	defer f.Close()
	if path.Ext(name) == ".html" {
		p.html(w, http.StatusOK, f, now)
		return
	}
	if t := types[strings.ToLower(path.Ext(name))]; t != "" {
		w.Header().Set("Content-Type", t)
	}
	http.ServeContent(w, r, name, info.ModTime(), f)
}

// open opens a file of the folder; symbolic links cannot lead out of it.
func (p *pages) open(name string) (*os.File, os.FileInfo, error) {
	f, err := os.OpenInRoot(p.dir, filepath.FromSlash(path.Join(".", name)))
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
	}
	return f, info, err
}

// closed is how the policy of a page forbids it to ask for anything; the
// script must ask this server for news.
var closed, opened = []byte("default-src 'none';"), []byte("default-src 'none'; connect-src 'self';")

// html sends a page and the script.
func (p *pages) html(w http.ResponseWriter, status int, page io.Reader, now state) {
	text, err := io.ReadAll(page)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", types[".html"])
	w.WriteHeader(status)
	w.Write(bytes.Replace(text, closed, opened, 1))
	fmt.Fprintf(w, "\n<script src=\"/-/reload.js\" data-edition=\"%s\" defer></script>\n", now.edition)
}

// absent answers for a page that is not there: with the site's own 404.html, or
// with the findings that kept the site from being built.
func (p *pages) absent(w http.ResponseWriter, now state) {
	if f, _, err := p.open("404.html"); err == nil {
		defer f.Close()
		p.html(w, http.StatusNotFound, f, now)
		return
	}
	title := textAbsent
	if now.failed {
		title = textNoSite
	}
	lang := "ja"
	if p.lang == diag.EN {
		lang = "en"
	}
	page := fmt.Sprintf("<!doctype html>\n<html lang=%q>\n<meta charset=\"utf-8\">\n<title>%[2]s</title>\n<h1>%[2]s</h1>\n<pre>%s</pre>",
		lang, title.In(p.lang), html.EscapeString(now.findings))
	p.html(w, http.StatusNotFound, strings.NewReader(page), now)
}
