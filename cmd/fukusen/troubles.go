package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"fukusen/internal/diag"
	"fukusen/internal/serve"
	"fukusen/internal/site"
)

// failed reports an error that is no finding.
func (c *call) failed(err error) int {
	c.wipe()
	fmt.Fprintln(c.err, c.reason(err))
	return exitFailed
}

// reason puts an error into words that say what to do, and where.
func (c *call) reason(err error) string {
	i := slices.IndexFunc(troubles, func(t trouble) bool { return errors.Is(err, t.is) })
	if i < 0 {
		return fmt.Sprintf(diag.Text{JA: "できませんでした。\n    (%v)", EN: "could not be done:\n    (%v)"}.In(c.lang), err)
	}
	said := troubles[i].text.In(c.lang)
	if where := whereabouts(err); where != "" {
		said += "\n    (" + where + ")"
	}
	return said
}

// whereabouts is the file or folder that an error is about.
func whereabouts(err error) string {
	var out *site.OutputError
	var move *os.LinkError
	var one *fs.PathError
	switch {
	case errors.As(err, &out) && filepath.IsAbs(out.Path):
		return out.Path
	case errors.As(err, &out) && errors.As(err, &move): // its paths begin beside the output folder
		return filepath.Join(filepath.Dir(out.Dir), move.New)
	case errors.As(err, &out):
		return filepath.Join(out.Dir, filepath.FromSlash(out.Path))
	case errors.As(err, &one):
		return one.Path
	}
	return ""
}

// A trouble is an error that a reader can do something about.
type trouble struct {
	is   error
	text diag.Text
}

// troubles are looked through from the first: what says more comes before.
var troubles = []trouble{
	{context.Canceled, diag.Text{
		JA: "中断しました。前のサイトはそのままです。もう一度、同じ命令を実行してください。",
		EN: "interrupted; the old site is as it was. Run the same command again.",
	}},
	{errNotEmpty, diag.Text{
		JA: "そのフォルダには、すでにファイルがあります。まだない名前か、空のフォルダを指定してください。",
		EN: "the folder is not empty; name a new or an empty one.",
	}},
	{site.ErrNotOurs, diag.Text{
		JA: "書き出し先に、fukusen が作ったのではないファイルがあります。消してしまわないように、何もせず中止しました。空のフォルダを -o で指定してください。",
		EN: "the output folder holds files that fukusen did not write; nothing was touched. Name an empty folder with -o.",
	}},
	{site.ErrIsSite, diag.Text{
		JA: "書き出し先が、サイトのフォルダそのもの、またはそれを含むフォルダです。public のような別のフォルダを -o で指定してください。",
		EN: "the output folder is the site itself or holds it; name another folder, such as public, with -o.",
	}},
	{site.ErrNotFolder, diag.Text{
		JA: "書き出し先は、フォルダではなくファイルです。別の名前を -o で指定してください。",
		EN: "the output is a file, not a folder; name another with -o.",
	}},
	{site.ErrForeign, diag.Text{
		JA: "書き出し先に、fukusen が作ったのではない同じ名前のファイルがあります。そのファイルを別の場所に移してから、もう一度実行してください。",
		EN: "a file that fukusen did not write is in the way; move it and run again.",
	}},
	{site.ErrSameName, diag.Text{
		JA: "大文字と小文字だけが違う名前のページが二つできます。提出者や地域の id の一方を変えてください。",
		EN: "two pages would differ only in upper and lower case; change one id of an organisation or area.",
	}},
	{site.ErrBusy, diag.Text{
		JA: "別の fukusen が同じ場所に書き出しています。それが終わってから、もう一度実行してください。",
		EN: "another fukusen is writing the same folder; run again when it is done.",
	}},
	{serve.ErrNotLocal, diag.Text{
		JA: "--addr には、このパソコンの中だけのアドレスを書いてください(例: 127.0.0.1:8080)。公表前の数値を、ほかの人に見せないためです。",
		EN: "--addr must be an address of this machine alone, such as 127.0.0.1:8080: drafts are not public.",
	}},
	{errInUse, diag.Text{
		JA: "ファイルが、ほかのソフト(Excel など)で開かれています。閉じてから、もう一度実行してください。",
		EN: "a file is open in another program, such as Excel; close it and run again.",
	}},
	{errFull, diag.Text{
		JA: "ディスクの空きが足りません。前のサイトはそのままです。空きを作ってから、もう一度実行してください。",
		EN: "the disk is full; the old site is as it was. Make room and run again.",
	}},
	{site.ErrUnwritable, diag.Text{
		JA: "書き出し先に書き込めません。前のサイトはそのままです。フォルダの権限を確かめるか、別の場所を -o で指定してください。",
		EN: "the output folder cannot be written; the old site is as it was. Check its permissions or name another folder with -o.",
	}},
	{fs.ErrPermission, diag.Text{
		JA: "ファイルを開く権限がありません。ほかのソフトで開いていないか、また権限を確かめてください。",
		EN: "no permission for a file; see whether another program has it open, and check its permissions.",
	}},
	{fs.ErrExist, diag.Text{
		JA: "同じ名前のファイルかフォルダが、すでにあります。それを別の場所に移してから、もう一度実行してください。",
		EN: "there is already a file or folder of that name; move it and run again.",
	}},
	{syscall.ENOTDIR, notFolder},
	{fs.ErrNotExist, diag.Text{
		JA: "ファイルかフォルダが見つかりません。名前を確かめてください。",
		EN: "a file or folder is not there; check its name.",
	}},
}

var notFolder = diag.Text{
	JA: "フォルダの名前として書かれたものが、ファイルです。名前を確かめてください。",
	EN: "what is named as a folder is a file; check the name.",
}
