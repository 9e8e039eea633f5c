package cube

import (
	"slices"
	"strings"

	"fukusen/internal/diag"
)

var (
	ruleDuplicate = diag.Rule{
		ID:   "data/duplicate",
		Msg:  diag.Text{JA: "同じ提出者・期間・区分の行が、すでに別の場所にあります", EN: "there is another row of the same organisation, period and group"},
		Hint: diag.Text{JA: "どちらかを消してください。訂正なら「版」の列に大きい番号を付けると、古い版と置き換わります", EN: "delete one of them; to correct an earlier file give a higher number in the column revision"},
	}
	ruleBothSurveys = diag.Rule{
		ID:   "survey/twice",
		Msg:  diag.Text{JA: "「%[1]s」の%[2]sの調査が、調査票と調査集計の両方にあります", EN: "the survey of %[1]s in %[2]s is there both as answers and as counts"},
		Hint: diag.Text{JA: "同じ回答を二重に数えないよう、どちらか一方だけを置いてください", EN: "keep only one of them, or the same answers are counted twice"},
	}
	ruleTotal = diag.Rule{
		ID:   "data/total",
		Msg:  diag.Text{JA: "性別・年齢・地域の細かい区分が空の(または不詳の)この行は、ほかの%[1]d行の合計と同じ値です", EN: "this row, which does not tell sex, age or the finer area, is the sum of %[1]d other rows"},
		Hint: diag.Text{JA: "合計の行なら消してください。残すと、同じ人を二度数えます", EN: "if it is a total, delete it; else the same people are counted twice"},
	}
	ruleTotalDiffers = diag.Rule{
		ID:   "data/total-differs",
		Msg:  diag.Text{JA: "合計の行の「%[1]s」は %[2]d ですが、内訳を足すと %[3]d です(差 %[4]d)", EN: "the total of %[5]s is given as %[2]d, but the parts add up to %[3]d (difference %[4]d)"},
		Hint: diag.Text{JA: "内訳の行の抜け・重なり・書き間違いを探してください。複数の競技や地域に同じ人が入るために合わない場合は、合計の行を消すと、のべ人数として数えます", EN: "look for parts that are missing, repeated or mistyped; if the parts overlap, delete the total and they are counted as they are"},
	}
	ruleTotalLike = diag.Rule{
		ID: "data/total-like", Warn: true,
		Msg:  diag.Text{JA: "%[1]sが空のこの行の「%[2]s」は %[3]d で、%[1]sを書いたほかの%[5]d行の合計 %[4]d に比べて大きな値です。合計の行かもしれません", EN: "%[7]s of this row, which leaves %[6]s blank, is %[3]d: much beside the %[4]d of those that tell it (rows: %[5]d); it may be a total"},
		Hint: diag.Text{JA: "合計の行なら消してください。残すと、同じ人を二度数えます。%[1]sの分からない人がいれば、その人数だけの行を作り「不詳」と書きます。この行の全員が不詳なら、空の欄に「不詳」と書けば、この注意は出なくなります", EN: "if it is a total, delete it, or the same people are counted twice; those of whom it is not known get a row of their own that says 不詳 (unknown). If that is what this row is about, write 不詳 into the blank cell and the warning is gone"},
	}
	ruleBesideParts = diag.Rule{
		ID: "data/beside-parts", Warn: true,
		Msg:  diag.Text{JA: "「%[1]s」の行が、その内訳の行(%[2]d行)と並んでいます。「%[1]s」のうち内訳の分からない分として、内訳に足して数えます", EN: "a row about %[1]s stands beside rows about its parts (rows: %[2]d); it is counted as that of %[1]s of which the part is not known, in addition to them"},
		Hint: diag.Text{JA: "「%[1]s」全体の合計なら、この行を消してください。残すと、同じ人を二度数えます。内訳の分からない分なら、そのままでかまいません", EN: "if it is the total of %[1]s, delete it, or the same people are counted twice; if it is the rest it can stay"},
	}
	ruleOnce = diag.Rule{
		ID:   "data/once",
		Msg:  diag.Text{JA: "「%[1]s」の%[3]sの「%[2]s」が、二つ以上の行に書かれています。足されて、一つの団体を何度も数えてしまいます", EN: "%[1]s gives %[4]s of %[3]s in more than one row; they would be added up, and the organisation counted several times"},
		Hint: diag.Text{JA: "「%[2]s」は一つの行だけに書き、ほかの行では空にしてください", EN: "write %[4]s on one row only and leave it blank on the others"},
	}
	ruleTooLarge = diag.Rule{
		ID:   "data/too-large",
		Msg:  diag.Text{JA: "「%[1]s」の合計が大きすぎて、計算できません(%[3]sを超えています)", EN: "the values of %[2]s add up to more than can be counted (%[3]s)"},
		Hint: diag.Text{JA: "金額の単位(円・千円・百万円)や桁を確かめてください。番号の列を金額として読んでいることもあります", EN: "check the unit and the digits; a column of numbers that are no amounts may have been taken for it"},
	}
	ruleMonthsMixed = diag.Rule{
		ID:   "data/months-mixed",
		Msg:  diag.Text{JA: "「%[1]s」の「%[2]s」に、%[3]sの月ごとの行と四半期の行が両方あります", EN: "%[1]s sent %[4]s of %[3]s both by month and for the quarter"},
		Hint: diag.Text{JA: "同じものを二重に数えないよう、どちらか一方にそろえてください", EN: "keep only one of them, or the same is counted twice"},
	}
	ruleMonthsMissing = diag.Rule{
		ID: "data/months", Warn: true,
		Msg:  diag.Text{JA: "「%[1]s」の「%[2]s」の%[3]sは、%[4]sの行がありません", EN: "%[1]s sent %[5]s of %[3]s without the months %[6]s"},
		Hint: diag.Text{JA: "届いた月だけで四半期の値とします。その期の合計になる列は少なくなります。残りの月が届いたら加えてください", EN: "the quarter is made of the months that are there, so sums over it are too low; add the others when they arrive"},
	}
	ruleMonthGroup = diag.Rule{
		ID:   "data/month-group",
		Msg:  diag.Text{JA: "この区分の行が、最後の月(%[1]d月)にありません。四半期末の人数から抜けてしまいます", EN: "this group has no row in the last month (%[1]d), so it would be missing at the end of the quarter"},
		Hint: diag.Text{JA: "%[1]d月の行を加えてください。だれもいなくなったのなら 0 と書きます", EN: "add the row of that month; write 0 if nobody is left"},
	}
	ruleJump = diag.Rule{
		ID: "data/jump", Warn: true,
		Msg:  diag.Text{JA: "「%[1]s」の「%[2]s」が、前の四半期の %[3]d から %[4]d に大きく変わっています(%[5]s)", EN: "%[6]s of %[1]s changed from %[3]d to %[4]d within a quarter (%[5]s)"},
		Hint: diag.Text{JA: "単位(千人・人など)や桁、数える範囲が変わっていないか、提出者に確かめてください。そのとおりなら、そのままでかまいません", EN: "ask whether unit, digits or scope have changed; if the figure is right it can stay"},
	}
	ruleLower = diag.Rule{
		ID: "data/revision-lower", Warn: true,
		Msg:  diag.Text{JA: "訂正(版 %[1]d)の「%[2]s」の合計 %[3]d は、前の版の %[4]d より小さくなっています", EN: "the correction (revision %[1]d) has a total of %[3]d in %[5]s, less than the %[4]d before it"},
		Hint: diag.Text{JA: "版の大きい行だけが残ります。訂正には、変わらない行も含めてすべての行が要ります。抜けがないか確かめてください", EN: "only the rows of the highest revision count, so a correction must hold all of them; see whether some are missing"},
	}
	ruleEntityDates = diag.Rule{
		ID:   "data/entity-date",
		Msg:  diag.Text{JA: "同じ法人 %[1]s の設立日が、別の場所では %[3]s、ここでは %[2]s です", EN: "%[1]s was founded on %[2]s here and on %[3]s elsewhere"},
		Hint: diag.Text{JA: "登記の日を確かめて、どちらかを直してください。同じ法人は一度だけ数えます", EN: "find out the day of registration and correct one of them; an entity is counted once"},
	}
	ruleResponded = diag.Rule{
		ID:   "survey/responded",
		Msg:  diag.Text{JA: "「%[1]s」の%[2]sの調査は、回答が %[3]d 件ありますが、調査枠の有効回答数は %[4]d です", EN: "the survey of %[1]s in %[2]s has %[3]d answers, but survey_frame says %[4]d"},
		Hint: diag.Text{JA: "同じ回答が二度入っていないか、調査枠の数が古くないか確かめてください", EN: "see whether answers are there twice, or whether the frame is out of date"},
	}
	ruleFrameSize = diag.Rule{
		ID: "data/frame-size", Warn: true,
		Msg:  diag.Text{JA: "「%[1]s」の%[2]sは、調査枠の対象者総数 %[3]d が、対象者の人数 %[4]d より多くなっています", EN: "%[1]s, %[2]s: survey_frame has %[3]d in the group, more than the %[4]d of people"},
		Hint: diag.Text{JA: "二つの表の数え方(範囲や基準日)が違わないか確かめてください", EN: "see whether the two tables are about the same group and day"},
	}
	ruleEnrolled = diag.Rule{
		ID: "data/enrolled", Warn: true,
		Msg:  diag.Text{JA: "「%[1]s」の%[2]sは、単位認定の在籍学生数 %[3]d と、対象者の人数 %[4]d が1割以上違います", EN: "%[1]s, %[2]s: %[3]d students in credits, but %[4]d in people"},
		Hint: diag.Text{JA: "二つの表の数え方(範囲や基準日)が違わないか確かめてください", EN: "see whether the two tables are about the same group and day"},
	}
)

// Rules lists the rules of the package in the order of their IDs.
func Rules() []*diag.Rule {
	all := []*diag.Rule{
		&ruleBesideParts, &ruleDuplicate, &ruleBothSurveys, &ruleOnce, &ruleTooLarge, &ruleTotal, &ruleTotalLike, &ruleTotalDiffers, &ruleMonthsMixed, &ruleMonthsMissing, &ruleMonthGroup, &ruleJump,
		&ruleLower, &ruleEntityDates, &ruleResponded, &ruleFrameSize, &ruleEnrolled, &ruleWeightMean,
	}
	slices.SortFunc(all, func(a, b *diag.Rule) int { return strings.Compare(a.ID, b.ID) })
	return all
}
