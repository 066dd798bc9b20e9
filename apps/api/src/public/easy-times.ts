import { html, type Html } from '../http/html.js';
import { withFurigana } from './layout/furigana.js';
import type { View } from './layout/view.js';

const weekdays: Readonly<Record<string, string>> = {
  月: 'げつ',
  火: 'か',
  水: 'すい',
  木: 'もく',
  金: 'きん',
  土: 'ど',
  日: 'にち',
};

/** Words of days, hours and numbers, longer ones first: what a text of the portal is made of, and most sources as well. */
const words: readonly (readonly [RegExp, string | ((found: string) => string)])[] = [
  [/開所時間はわかりません/, 'あいている {時間|じかん}は わかりません'],
  [/祝日は曜日どおり/, '{祝日|しゅくじつ}も いつもと {同|おな}じ'],
  [/開いている曜日/, 'あいている {曜日|ようび}'],
  [/定休日/, 'お{休|やす}みの {日|ひ}'],
  [/要確認/, '{電話|でんわ}で {聞|き}いて ください'],
  [/終わりました/, '{終|お}わりました'],
  [/年末年始/, '{年末年始|ねんまつねんし}'],
  [/お?休み/, 'お{休|やす}み'],
  [/隔週の/, '2{週間|しゅうかん}に 1{回|かい} '],
  [/今日は/, '{今日|きょう}は '],
  [/次は/, '{次|つぎ}は '],
  [/の週から/, 'の {週|しゅう}から'],
  [/第\d/, (found) => `${found.slice(1)}{番目|ばんめ}の `],
  [/最終/, '{最後|さいご}の '],
  [/祝日/, '{祝日|しゅくじつ}'],
  [/平日/, '{平日|へいじつ}'],
  [/[月火水木金土日]曜日?/, (found) => `{${found[0]}曜日|${weekdays[found[0]!]}ようび}`],
  [/(?<=\d)年度/, '{年度|ねんど}'],
  [/(?<=\d)年/, '{年|ねん}'],
  [/(?<=\d)月/, '{月|がつ}'],
  [/(?<=\d)日/, '{日|にち}'],
  [/(?<=\d)歳/, '{歳|さい}'],
  [/(?<=\d)円/, '{円|えん}'],
  [/(?<!\d)1人/, '{1人|ひとり}'],
  [/(?<!\d)2人/, '{2人|ふたり}'],
  [/(?<=\d)人/, '{人|にん}'],
  [/(?<=^|[〜・、。 （の])[月火水木金土日](?=[〜・、。 は（]|$)/, (found) => `{${found}|${weekdays[found]}}`],
];
const anyWord = new RegExp(words.map(([pattern]) => `(${pattern.source})`).join('|'), 'g');

/** Days, hours and numbers with their readings, for whoever reads easy words. */
export function timesIn(text: string, { lang }: Pick<View, 'lang'>): Html {
  if (lang !== 'easy') return html`${text}`;
  const eased = text.replace(anyWord, (found: string, ...rest: unknown[]) => {
    const [, easy] = words[rest.findIndex((group) => typeof group === 'string')]!;
    return typeof easy === 'string' ? easy : easy(found);
  });
  return withFurigana(eased);
}
