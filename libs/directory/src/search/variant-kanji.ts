/**
 * Old and variant characters beside the one that people type today, left to right. NFKC leaves all of them as they
 * are, so an office that writes its name with 髙 would never be found by somebody who types 高.
 */
const pairs = `
  髙高 﨑崎 嵜崎 碕崎 濵浜 濱浜 邉辺 邊辺 齋斎 齊斎 斉斎 澤沢 廣広 國国 圀国 嶋島 嶌島 德徳 惠恵 櫻桜 眞真 冨富 槇槙 篭籠
  龍竜 瀧滝 澁渋 澀渋 學学 會会 縣県 靜静 壽寿 實実 寶宝 榮栄 萬万 禮礼 藝芸 舘館 佛仏 來来 曾曽 條条 將将 圓円 圖図 團団 豐豊
  彌弥 應応 戶戸 收収 敎教 數数 晉晋 曉暁 權権 檜桧 鐵鉄 銕鉄 關関 淨浄 淺浅 溫温 灣湾 爲為 獨独 畫画 發発 礒磯 穗穂 經経
  總総 綠緑 聲声 臺台 與与 舊旧 藏蔵 藥薬 莊荘 薗園 蘆芦 衞衛 裝装 覺覚 觀観 譽誉 讀読 邨村 郞郎 鄕郷 醫医 鑛鉱 隣鄰 靑青
  顯顕 驒騨 鷗鴎 鹽塩 麥麦 黃黄 黑黒 點点 龜亀 𠮷吉 桒桑 栁柳 吞呑 藪薮 祇祗 峯峰 嶽岳 埜野 冲沖 頰頬 剝剥 塡填 祢禰 淵渕
  昻昂 勞労 勵励 氣気 辯弁 雙双 凉涼 凛凜 遙遥 晴晴 渚渚 瑤瑶 堯尭 亞亜 壯壮 緖緒 參参 區区 號号 學学 單単 傳伝 轉転 體体
`;

const today = new Map(
  pairs
    .trim()
    .split(/\s+/)
    .map((pair) => [...pair] as [string, string]),
);

// Looks for the few that there are: asking for every Chinese character whether it is one of them takes five times as long.
const variant = new RegExp(`[${[...today.keys()].join('')}]`, 'gu');

/** The text with every old or variant character replaced by its everyday form. */
export function everydayKanji(text: string): string {
  return text.replace(variant, (character) => today.get(character) ?? character);
}
