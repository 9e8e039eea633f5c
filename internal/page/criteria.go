package page

import "fukusen/internal/contract"

// A criterion is a success criterion of JIS X 8341-3:2016, which has the
// numbers of WCAG 2.0.
type criterion struct {
	number string
	level  string // A or AA
	name   contract.Name
}

func is(number, level, ja, en string) criterion {
	return criterion{number, level, contract.Name{JA: ja, EN: en}}
}

// criteria are those of the levels A and AA, in order.
var criteria = []criterion{
	is("1.1.1", "A", "非テキストコンテンツ", "Non-text Content"),
	is("1.2.1", "A", "音声だけ及び映像だけ(収録済み)", "Audio-only and Video-only (Prerecorded)"),
	is("1.2.2", "A", "キャプション(収録済み)", "Captions (Prerecorded)"),
	is("1.2.3", "A", "音声解説又はメディアに対する代替コンテンツ(収録済み)", "Audio Description or Media Alternative (Prerecorded)"),
	is("1.2.4", "AA", "キャプション(ライブ)", "Captions (Live)"),
	is("1.2.5", "AA", "音声解説(収録済み)", "Audio Description (Prerecorded)"),
	is("1.3.1", "A", "情報及び関係性", "Info and Relationships"),
	is("1.3.2", "A", "意味のある順序", "Meaningful Sequence"),
	is("1.3.3", "A", "感覚的な特徴", "Sensory Characteristics"),
	is("1.4.1", "A", "色の使用", "Use of Color"),
	is("1.4.2", "A", "音声の制御", "Audio Control"),
	is("1.4.3", "AA", "コントラスト(最低限レベル)", "Contrast (Minimum)"),
	is("1.4.4", "AA", "テキストのサイズ変更", "Resize text"),
	is("1.4.5", "AA", "文字画像", "Images of Text"),
	is("2.1.1", "A", "キーボード", "Keyboard"),
	is("2.1.2", "A", "キーボードトラップなし", "No Keyboard Trap"),
	is("2.2.1", "A", "タイミング調整可能", "Timing Adjustable"),
	is("2.2.2", "A", "一時停止、停止及び非表示", "Pause, Stop, Hide"),
	is("2.3.1", "A", "3回のせん光、又はしきい値以下", "Three Flashes or Below Threshold"),
	is("2.4.1", "A", "ブロックスキップ", "Bypass Blocks"),
	is("2.4.2", "A", "ページタイトル", "Page Titled"),
	is("2.4.3", "A", "フォーカス順序", "Focus Order"),
	is("2.4.4", "A", "リンクの目的(コンテキスト内)", "Link Purpose (In Context)"),
	is("2.4.5", "AA", "複数の手段", "Multiple Ways"),
	is("2.4.6", "AA", "見出し及びラベル", "Headings and Labels"),
	is("2.4.7", "AA", "フォーカスの可視化", "Focus Visible"),
	is("3.1.1", "A", "ページの言語", "Language of Page"),
	is("3.1.2", "AA", "一部分の言語", "Language of Parts"),
	is("3.2.1", "A", "フォーカス時", "On Focus"),
	is("3.2.2", "A", "入力時", "On Input"),
	is("3.2.3", "AA", "一貫したナビゲーション", "Consistent Navigation"),
	is("3.2.4", "AA", "一貫した識別性", "Consistent Identification"),
	is("3.3.1", "A", "エラーの特定", "Error Identification"),
	is("3.3.2", "A", "ラベル又は説明", "Labels or Instructions"),
	is("3.3.3", "AA", "エラー修正の提案", "Error Suggestion"),
	is("3.3.4", "AA", "エラー回避(法的、金融及びデータ)", "Error Prevention (Legal, Financial, Data)"),
	is("4.1.1", "A", "構文解析", "Parsing"),
	is("4.1.2", "A", "名前(name)、役割(role)及び値(value)", "Name, Role, Value"),
}

// Criteria lists the numbers of the success criteria of a level and those below
// it; "" is all that a statement can tell of.
func Criteria(level string) []string {
	var numbers []string
	for _, c := range criteria {
		if level != "A" || c.level == "A" {
			numbers = append(numbers, c.number)
		}
	}
	return numbers
}

// StatementLevels, StatementResults and StatementDegrees are what a statement
// can say: the level aimed at, the result for a success criterion, and the
// degree of conformance, which only those can claim who have tested.
var (
	StatementLevels  = []string{"A", "AA"}
	StatementResults = []string{"pass", "fail", "none"}
	StatementDegrees = []string{"conforming", "partly", "considered"}
)
