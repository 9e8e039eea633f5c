package serve

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fukusen/internal/diag"
)

func newSite(t *testing.T, files map[string]string) string {
	t.Helper()
	site := t.TempDir()
	for p, data := range files {
		full := filepath.Join(site, "public", filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(site, "public")
}

func ask(h http.Handler, method, host, path string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://"+host+path, nil)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestPages(t *testing.T) {
	dir := newSite(t, map[string]string{
		"index.html": "<h1>front</h1>", "kpi/index.html": "<h1>KPI</h1>", "404.html": "<h1>absent</h1>",
		"data/a.csv": "x,y\n", "data/a.json": "{}", "chart.svg": "<svg/>", "theme.js": "0", ".nojekyll": "",
	})
	secret := filepath.Join(dir, "..", "raw.csv")
	if err := os.WriteFile(secret, []byte("raw"), 0o600); err != nil {
		t.Fatal(err)
	}
	os.Symlink(secret, filepath.Join(dir, "link.csv"))
	h := handler(dir, diag.JA, newBoard())
	const script = "\n<script src=\"/-/reload.js\" data-edition="
	tests := []struct {
		path   string
		status int
		kind   string // content type; for 302 the place
		body   string // what it begins with
	}{
		{"/", 200, "text/html; charset=utf-8", "<h1>front</h1>" + script},
		{"/index.html", 200, "text/html; charset=utf-8", "<h1>front</h1>" + script},
		{"/kpi/", 200, "text/html; charset=utf-8", "<h1>KPI</h1>" + script},
		{"/kpi", 302, "/kpi/", ""},
		{"/data/a.csv", 200, "text/csv; charset=utf-8", "x,y\n"},
		{"/data/a.json", 200, "application/json", "{}"},
		{"/chart.svg", 200, "image/svg+xml", "<svg/>"},
		{"/theme.js", 200, "text/javascript; charset=utf-8", "0"},
		{"/-/reload.js", 200, "text/javascript; charset=utf-8", "// Reloads"},
		{"/data/", 404, "text/html; charset=utf-8", "<h1>absent</h1>" + script},
		{"/none.csv", 404, "text/html; charset=utf-8", "<h1>absent</h1>" + script},
		{"/link.csv", 404, "text/html; charset=utf-8", "<h1>absent</h1>" + script},
		{"/%2e%2e/raw.csv", 404, "text/html; charset=utf-8", "<h1>absent</h1>"},
	}
	for _, tt := range tests {
		t.Run(tt.path, func(t *testing.T) {
			w := ask(h, "GET", "127.0.0.1:8080", tt.path)
			kind := w.Header().Get("Content-Type")
			if tt.status == 302 {
				kind = w.Header().Get("Location")
			}
			if strings.HasPrefix(tt.path, "/%2e") && w.Code == 307 {
				w = ask(h, "GET", "127.0.0.1:8080", w.Header().Get("Location"))
				kind = w.Header().Get("Content-Type")
			}
			if w.Code != tt.status || kind != tt.kind {
				t.Errorf("status %d, %q, want %d, %q", w.Code, kind, tt.status, tt.kind)
			}
			if tt.status != 302 && !strings.HasPrefix(w.Body.String(), tt.body) {
				t.Errorf("body %q, want it to begin with %q", w.Body, tt.body)
			}
			if strings.Contains(w.Body.String(), "raw") {
				t.Error("a file outside of the folder is served")
			}
			if got := w.Header().Get("Cache-Control"); got != "no-store" {
				t.Errorf("Cache-Control %q", got)
			}
		})
	}
	if data, _ := os.ReadFile(filepath.Join(dir, "index.html")); string(data) != "<h1>front</h1>" {
		t.Errorf("the file on disk is changed: %q", data)
	}
	if w := ask(h, "POST", "localhost", "/"); w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST gives %d", w.Code)
	}
}

func TestOnlyThisMachineIsAnswered(t *testing.T) {
	dir := newSite(t, map[string]string{"index.html": "draft"})
	h := handler(dir, diag.EN, newBoard())
	tests := map[string]int{
		"localhost": 200, "LOCALHOST:8080": 200, "127.0.0.1": 200, "127.0.0.1:8080": 200, "[::1]:8080": 200, "[::1]": 200,
		"evil.example": 403, "evil.example:8080": 403, "127.0.0.1.evil.example": 403, "localhost.evil.example:8080": 403, "192.168.1.2": 403,
	}
	for host, want := range tests {
		for _, path := range []string{"/", "/-/reload.js"} {
			w := ask(h, "GET", host, path)
			if w.Code != want || want == 403 && strings.Contains(w.Body.String(), "draft") {
				t.Errorf("%s%s gives %d %q, want %d", host, path, w.Code, w.Body, want)
			}
			if w.Header().Get("Cross-Origin-Resource-Policy") != "same-origin" {
				t.Errorf("%s%s may be embedded elsewhere", host, path)
			}
		}
	}
	if w := ask(h, "GET", "evil.example", "/-/events"); w.Code != 403 {
		t.Errorf("events give %d", w.Code)
	}
}

func TestWithoutASiteTheFindingsAreShown(t *testing.T) {
	b := newBoard()
	h := handler(filepath.Join(t.TempDir(), "public"), diag.JA, b)
	b.fail("data/a.csv:1: <script>alert(1)</script>")
	w := ask(h, "GET", "localhost", "/")
	body := w.Body.String()
	if w.Code != 404 || !strings.Contains(body, "まだサイトがありません") || !strings.Contains(body, "data/a.csv:1: &lt;script&gt;") {
		t.Errorf("%d %s", w.Code, body)
	}
	if !strings.Contains(body, `src="/-/reload.js"`) {
		t.Error("the page must reload when there is a site")
	}
}

func TestListenFindsAFreePort(t *testing.T) {
	for range 11 { // one more than the named ports
		ln, err := listen("")
		if err != nil {
			t.Fatal(err)
		}
		defer ln.Close()
		if !strings.HasPrefix(ln.Addr().String(), "127.0.0.1:") {
			t.Errorf("listens at %s", ln.Addr())
		}
	}
}
