package serve

import (
	"fmt"
	"io"
	"sync"

	"fukusen/internal/diag"
)

var (
	textServing  = diag.Text{JA: "%s で表示しています（終わるときは Ctrl+C）", EN: "serving %s (press Ctrl+C to stop)"}
	textChanged  = diag.Text{JA: "変更を見つけました。作り直しています…", EN: "change seen, rebuilding ..."}
	textBuilt    = diag.Text{JA: "サイトができました", EN: "the site is built"}
	textFindings = diag.Text{JA: "指摘があるため、前のサイトを残しました", EN: "there are findings; the previous site stays"}
	textCould    = diag.Text{JA: "サイトを作れませんでした: %v", EN: "the site could not be built: %v"}
	textMissed   = diag.Text{JA: "変更が多すぎて知らせの一部が失われたため、全体を見直します", EN: "too many changes at once, some went unseen: looking at everything again"}
	textTrouble  = diag.Text{JA: "ファイルの見張りで問題が起きました: %v", EN: "watching the files: %v"}
	textPolling  = diag.Text{
		JA: "変更の通知を使えないため（%[1]v）、%[2]v ごとにファイルを見ます。Linux では「sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512」で通知を使えるようになることがあります",
		EN: "the system does not report changes (%[1]v): looking at the files every %[2]v. On Linux, \"sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512\" may help",
	}
	textBanner = diag.Text{JA: "指摘があるため、サイトは更新されていません", EN: "The site has not been updated: there are findings"}
	textNoSite = diag.Text{JA: "まだサイトがありません", EN: "There is no site yet"}
	textAbsent = diag.Text{JA: "このページはありません", EN: "There is no such page"}
	textHost   = diag.Text{JA: "この名前では表示できません。http://127.0.0.1 か http://localhost で開いてください", EN: "not under this name: open http://127.0.0.1 or http://localhost"}
)

// A logger writes lines in one language. It may be used by several goroutines.
type logger struct {
	mu   sync.Mutex
	w    io.Writer // nil means silence
	lang diag.Lang
}

func (l *logger) say(t diag.Text, args ...any) {
	if l.w == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	fmt.Fprintf(l.w, t.In(l.lang)+"\n", args...)
}
