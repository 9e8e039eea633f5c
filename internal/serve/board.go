package serve

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"fukusen/internal/diag"
)

// A state is what the browser has to know. Pages carry the edition they were
// served from; one that hears of another reloads.
type state struct {
	edition  string
	findings string // of the last build, if it failed
	failed   bool
}

// A board shows the state to any number of readers.
type board struct {
	mu    sync.Mutex
	start int64 // tells the editions of two runs apart
	count int
	now   state
	next  chan struct{} // closed at the next change
}

func newBoard() *board {
	b := &board{start: time.Now().UnixNano(), next: make(chan struct{})}
	b.now.edition = b.edition()
	return b
}

func (b *board) edition() string {
	return strconv.FormatInt(b.start, 36) + "-" + strconv.Itoa(b.count)
}

// renew posts that there is a new site.
func (b *board) renew() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.count++
	b.post(state{edition: b.edition()})
}

// fail posts that the old site stays, and why.
func (b *board) fail(findings string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.post(state{edition: b.now.edition, findings: findings, failed: true})
}

func (b *board) post(s state) {
	b.now = s
	close(b.next)
	b.next = make(chan struct{})
}

// read gives the state and a channel that is closed when it is out of date.
func (b *board) read() (state, <-chan struct{}) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.now, b.next
}

// stream sends the state, and each later one, as server-sent events: "reload"
// with the edition, and "findings" with the heading and the text. (An event
// called "error" could not be told from a broken connection.)
func (b *board) stream(lang diag.Lang) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		out := http.NewResponseController(w)
		for {
			now, next := b.read()
			fmt.Fprintf(w, "event: reload\ndata: %s\n\n", now.edition)
			if now.failed {
				data, _ := json.Marshal(map[string]string{"title": textBanner.In(lang), "text": now.findings})
				fmt.Fprintf(w, "event: findings\ndata: %s\n\n", data)
			}
			if out.Flush() != nil {
				return
			}
			select {
			case <-next:
			case <-r.Context().Done():
				return
			}
		}
	}
}
