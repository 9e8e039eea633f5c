package main

import (
	"context"
	"io/fs"

	"fukusen/internal/diag"
	"fukusen/internal/site"
)

// troubles are the errors that a reader can do something about.
var troubles = []trouble{
	{context.Canceled, diag.Text{
		JA: "中断しました。前のサイトはそのままです。もう一度実行すれば続けられます。",
		EN: "interrupted; the old site is as it was. Run it again to go on.",
	}},
	{site.ErrNotOurs, diag.Text{
		JA: "書き出し先に、fukusen が作ったのではないファイルがあります。消してしまわないよう中止しました。空のフォルダを -o で指定してください。",
		EN: "the output folder holds files that fukusen did not write; nothing was touched. Name an empty folder with -o.",
	}},
	{site.ErrIsSite, diag.Text{
		JA: "書き出し先が、サイトのフォルダそのもの(またはその上)です。public のような別のフォルダを -o で指定してください。",
		EN: "the output folder is the site itself or holds it; name another folder, such as public, with -o.",
	}},
	{site.ErrNotFolder, diag.Text{
		JA: "書き出し先は、フォルダではなくファイルです。別の名前を -o で指定してください。",
		EN: "the output is a file, not a folder; name another with -o.",
	}},
	{site.ErrUnwritable, diag.Text{
		JA: "書き出し先に書き込めません。フォルダの権限を確かめるか、別の場所を -o で指定してください。",
		EN: "the output folder cannot be written; check its permissions or name another with -o.",
	}},
	{site.ErrForeign, diag.Text{
		JA: "書き出し先に、同じ名前の別のファイルがあります。そのファイルを移してから、もう一度実行してください。",
		EN: "a file that fukusen did not write is in the way; move it and run again.",
	}},
	{site.ErrSameName, diag.Text{
		JA: "大文字と小文字だけが違う名前のページが二つできます。提出者や地域の id を変えてください。",
		EN: "two pages would differ only in upper and lower case; change one id.",
	}},
	{site.ErrBusy, diag.Text{
		JA: "別の fukusen が同じ場所に書き出しています。終わってから、もう一度実行してください。",
		EN: "another fukusen is writing the same folder; run again when it is done.",
	}},
	{fs.ErrPermission, diag.Text{
		JA: "ファイルを開く権限がありません。ほかのソフトで開いていないか、権限を確かめてください。",
		EN: "no permission for a file; see whether another program has it open, and check its permissions.",
	}},
	{fs.ErrExist, diag.Text{
		JA: "同じ名前のファイルがすでにあります。",
		EN: "there is already a file of that name.",
	}},
}
