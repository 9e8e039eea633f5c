package page

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
)

// A script that stands in the page, and the hash by which the page allows it and
// no other.
type script struct {
	Text template.JS
	Hash string
}

// starter stands in each page. It tells the stylesheet that the page has been
// loaded, and loads the scripts of the theme, which body names. No page needs
// them, and a browser lays a page out before it tells that it is loaded as soon as
// any script is waited for. They come a task after the event, which would last as
// long as asking for them takes.
var starter = newScript(`addEventListener("load",function(){setTimeout(function(){var d=document;d.documentElement.className="loaded";` +
	`d.body.dataset.scripts.split(" ").forEach(function(s){var e=d.createElement("script");e.src=s;d.head.append(e)})})})`)

func newScript(text string) script {
	sum := sha256.Sum256([]byte(text))
	return script{template.JS(text), "sha256-" + base64.StdEncoding.EncodeToString(sum[:])}
}
