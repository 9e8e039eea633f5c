package audit

import "fukusen/internal/diag"

var (
	ruleReleaseRead = diag.Rule{
		ID:   "audit/release-unreadable",
		Msg:  diag.Text{JA: "公開されている公表ファイルを読めません(%[1]s)", EN: "this published release file cannot be read (%[1]s)"},
		Hint: diag.Text{JA: "公表ファイルは手で直さず、もう一度 build してください", EN: "do not edit release files; build again"},
	}
	ruleReleaseEdited = diag.Rule{
		ID:   "audit/release-edited",
		Msg:  diag.Text{JA: "公表ファイルが、公表の後で書き換えられています", EN: "this release file was changed after it was published"},
		Hint: diag.Text{JA: "このまま公開しないでください。元のファイルに戻して、もう一度 build してください", EN: "do not publish this; restore the original file and build again"},
	}
	ruleReleaseChain = diag.Rule{
		ID:   "audit/release-chain",
		Msg:  diag.Text{JA: "公表ファイルが順につながっていません。途中のものが消えたか、入れ替わっています", EN: "the release files do not follow one after the other: one of them is missing or was replaced"},
		Hint: diag.Text{JA: "data/releases に、これまでのすべての公表ファイルがそろっているか確かめて、もう一度 build してください", EN: "see that data/releases holds every release ever made, and build again"},
	}
	ruleReleaseDiffers = diag.Rule{
		ID:   "audit/release-differs",
		Msg:  diag.Text{JA: "公表済みの四半期の数値が、公表ファイル %[1]s と違います", EN: "the open data of a released quarter are not those of %[1]s"},
		Hint: diag.Text{JA: "公開用のファイルは手で直さず、もう一度 build してください。数値の訂正は、もう一度 release して公表します", EN: "do not edit the published files; build again; a correction is published by another release"},
	}
	// The arguments of the following are those of Report.changeTexts.
	ruleChange = diag.Rule{
		ID:   "disclosure/change",
		Msg:  diag.Text{JA: "前の公表との差から、新しく加わった、または訂正した団体の数値が分かります。%[1]s は %[5]s から %[6]s で %[8]d 変わり、その間に変わった団体は %[9]d です%[3]s", EN: "what has changed between two releases tells the numbers of the organisations that were added or corrected: from %[5]s to %[7]s, %[2]s changes by %[8]d; organisations added or corrected: %[9]d%[4]s"},
		Hint: diag.Text{JA: "このまま公開しないでください。3団体以上がそろうまで待つか、この数値を前の公表のままにする必要があります", EN: "do not publish this; wait until at least 3 organisations are added or corrected, or leave this number as it was released"},
	}
	ruleSmallChange = diag.Rule{
		ID:   "disclosure/small-change",
		Msg:  diag.Text{JA: "前の公表との差が、公表できる最小の人数に届きません。%[1]s は %[5]s から %[6]s で %[8]d 変わります%[3]s", EN: "the difference between two releases is below the smallest number that may be published: from %[5]s to %[7]s, %[2]s changes by %[8]d%[4]s"},
		Hint: diag.Text{JA: "このまま公開しないでください。この数値を前の公表のままにするか、ほかの変更とあわせて公表する必要があります", EN: "do not publish this; leave this number as it was released, or publish it together with other changes"},
	}
)
