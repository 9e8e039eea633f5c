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

// starter tells the stylesheet that the page has been loaded, and loads the scripts
// of the theme, which body names. No page needs them, and a browser lays a page out
// before it tells that it is loaded as soon as any script is waited for. It comes
// a task after the event, which would last as long as asking for them takes.
var starter = newScript(`addEventListener("load",function(){setTimeout(function(){document.documentElement.className="loaded";document.body.dataset.scripts.split(" ").forEach(function(s){var e=document.createElement("script");e.src=s;document.head.append(e)})})})`)

func newScript(text string) script {
	sum := sha256.Sum256([]byte(text))
	return script{template.JS(text), "sha256-" + base64.StdEncoding.EncodeToString(sum[:])}
}
