/** What in a text may tell who somebody is. */
export type TellingKind = 'name' | 'phone' | 'mail' | 'day' | 'number' | 'address';

/** What each is called. */
export const tellingKinds: Readonly<Record<TellingKind, string>> = {
  name: '名前',
  phone: '電話番号',
  mail: 'メールアドレス',
  day: '生年月日などの日付',
  number: '番号',
  address: '住所',
};

// Whoever is called so is nobody in particular; 花子さん is no 子さん.
const general =
  /(?<![\p{Script=Han}\p{Script=Katakana}ー])(?:ご?本人|利用者|相談者|対象者|当事者|希望者|患者|家族|お?子|お?母|お?父|親御|皆|みな|職員|担当者|通所者|障害者|お客)(?:さん|様|さま)/gu;

const kinds: readonly (readonly [kind: TellingKind, pattern: RegExp])[] = [
  ['mail', /[\w.+-]+@[\w-]+\.\w+/u],
  ['phone', /(?<!\d)0\d{1,4}[-() ]?\d{1,4}[-() ]?\d{3,4}(?!\d)/u],
  [
    'day',
    /(?:(?:19|20)\d{2}|(?:明治|大正|昭和|平成|令和|[MTSHR])\s?(?:\d{1,2}|元))\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}/u,
  ],
  ['day', /\d{1,2}月\d{1,2}日\s?(?:生|うまれ)/u],
  ['address', /\d+\s?(?:丁目|番地|番\s?\d+\s?号)/u],
  ['number', /(?<!\d)\d{7,}(?!\d)/u],
  [
    'name',
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ーA-Z]{1,10}(?:さん|くん|ちゃん|君)(?![\p{Script=Han}])/u,
  ],
  ['name', /[\p{Script=Han}\p{Script=Katakana}ー]{1,10}(?:(?<![多同一仕模異])様|氏)(?![\p{Script=Han}])/u],
  ['name', /(?:氏名|名前|なまえ)\s?[:はが]/u],
  ['name', /(?<![A-Za-z])[A-Z]\s?[.・]\s?[A-Z](?![A-Za-z])/u],
  // A family name and a given name with a space between them.
  ['name', /(?<![\p{Script=Han}])[\p{Script=Han}]{1,3}[ \t][\p{Script=Han}]{1,3}(?![\p{Script=Han}])/u],
  ['name', /[\p{Script=Katakana}ー]{2,8}[ \t][\p{Script=Katakana}ー]{2,8}/u],
];

/** What in a text may tell who somebody is, each kind once. It finds the usual forms and no more: a person has to read it. */
export function tellingWordsIn(text: string): TellingKind[] {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[‐‑–—−]/gu, '-')
    .replaceAll(general, '');
  return [...new Set(kinds.filter(([, pattern]) => pattern.test(plain)).map(([kind]) => kind))];
}
