package page

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold writes a text as the search compares it: width, case, kana and old or
// variant kanji do not tell words apart, nor do long vowel marks, middle dots
// and spaces.
//
// assets/search.js does the same to what a reader types, with the same table,
// and a test in a browser holds the two against each other.
func fold(s string) string {
	return strings.Map(foldRune, strings.ToLower(norm.NFKC.String(s)))
}

func foldRune(r rune) rune {
	switch {
	case unicode.IsSpace(r), r == 'ー', r == '・', variation(r):
		return -1
	case 'ァ' <= r && r <= 'ヶ', r == 'ヽ', r == 'ヾ':
		r -= 'ァ' - 'ぁ'
	}
	if plain, ok := plainer[r]; ok {
		return plain
	}
	return r
}

// variation reports selectors of a form of the character before them: names of
// persons and places are written with them in registers.
func variation(r rune) bool {
	return 0xfe00 <= r && r <= 0xfe0f || 0xe0100 <= r && r <= 0xe01ef
}

// plainer gives the character in use today for an older or a variant one.
var plainer = func() map[rune]rune {
	m := map[rune]rune{}
	for pair := range strings.FieldsSeq(olderKanji) {
		runes := []rune(pair)
		for _, r := range runes[1:] {
			m[r] = runes[0]
		}
	}
	return m
}()

// olderKanji are groups of characters: the one in use today, and those that it
// stands for in a search. They follow the correspondence of 当用漢字字体表 (1949)
// and what is common in names of persons and places.
//
// 斎 (齋) and 斉 (齊) are two characters with two meanings, and so two groups;
// so are 余 (餘) and 予 (豫). 弁 stands for three, as the tables have it. What
// today's usage keeps as a word of its own, such as 糸 beside 絲, is joined only
// where the older one is no longer used. The small kana of 関ヶ原 are read け, か.
const olderKanji = `
けゖ かゕ
亜亞 悪惡 圧壓 囲圍 医醫 為爲 壱壹 隠隱 栄榮 営營 衛衞 駅驛 円圓 塩鹽 縁緣 艶艷 応應 欧歐 殴毆 桜櫻 奥奧 横橫 温溫 穏穩
仮假 価價 画畫 会會 絵繪 壊壞 懐懷 拡擴 殻殼 覚覺 学學斈 岳嶽 楽樂 缶罐 巻卷 陥陷 勧勸 寛寬 関關 歓歡 観觀 気氣 帰歸 偽僞 戯戲 犠犧
旧舊 拠據 挙擧 峡峽 挟挾 狭狹 郷鄕鄉 暁曉 区區 駆驅 勲勳 薫薰 径徑 茎莖 恵惠 掲揭 渓溪 経經 蛍螢 軽輕 継繼 鶏鷄雞 芸藝 撃擊 研硏 県縣
倹儉 剣劍劔 険險 圏圈 検檢 献獻 権權 顕顯 験驗 厳嚴 広廣 効效 恒恆 黄黃 鉱鑛 号號 国國圀 黒黑 砕碎 済濟 斎齋 剤劑 桟棧 参參 惨慘 蚕蠶 賛贊 残殘
糸絲 歯齒 児兒 辞辭 湿濕 実實 写寫 釈釋 寿壽 収收 従從 渋澁澀 獣獸 縦縱 粛肅 処處 叙敍敘 将將 称稱 焼燒 証證 奨奬 条條 状狀 乗乘 浄淨
剰剩 畳疊 縄繩 壌壤 嬢孃 譲讓 醸釀 触觸 嘱囑 真眞 寝寢 慎愼 尽盡 図圖 粋粹 酔醉 穂穗 随隨 髄髓 枢樞 数數 瀬瀨 声聲 斉齊 静靜 窃竊 摂攝
専專 浅淺 戦戰 践踐 銭錢 潜潛 繊纖 禅禪 双雙 壮壯 争爭 荘莊 捜搜 挿插 巣巢 曽曾 痩瘦 装裝 総總 騒騷 増增 蔵藏 臓臟 即卽 属屬 続續
堕墮 対對 体體躰 帯帶 滞滯 台臺 滝瀧 択擇 沢澤 担擔 単單 胆膽 団團 断斷 弾彈 遅遲 痴癡 虫蟲 昼晝 鋳鑄 庁廳 徴徵 聴聽 勅敕 逓遞 鉄鐵銕 点點
転轉 伝傳 灯燈 当當 党黨 盗盜 稲稻 闘鬪鬭 徳德 独獨 読讀 届屆 弐貳 悩惱 脳腦 覇霸 拝拜 廃廢 売賣 麦麥 発發 髪髮 抜拔 蛮蠻 秘祕
浜濱濵 瓶甁 払拂 仏佛 併倂 並竝 餅餠 辺邊邉 変變 弁辨瓣辯 歩步 宝寶 豊豐 褒襃 翻飜 毎每 万萬 満滿 麺麵 黙默 弥彌 訳譯 薬藥 与與
予豫 余餘 誉譽 揺搖 様樣 謡謠 来來 頼賴 乱亂 覧覽 竜龍 両兩 猟獵 緑綠 涙淚 塁壘 礼禮 励勵 霊靈 齢齡 暦曆 歴歷 恋戀 炉爐 労勞 楼樓 録錄 湾灣
高髙 崎﨑嵜碕 島嶋嶌 峰峯 富冨 館舘 桑桒 柳栁 吉𠮷 角⻆ 亀龜 遥遙 瑶瑤 尭堯 槙槇 祢禰 秋穐龝 野埜 藤籐 橋槗 土圡 船舩 昇曻 達逹 梅楳 松枩 杉椙 群羣
`
