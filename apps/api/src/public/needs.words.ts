import type { PublicNeed } from '#libs/directory';
import { html, type Html } from '../http/html.js';
import { withFurigana, withoutFurigana } from './layout/furigana.js';
import type { View } from './layout/view.js';

interface NeedWords {
  readonly usual: string;
  readonly easy: string;
  /** Who that is for, in a few words. */
  readonly hint: string;
  readonly easyHint: string;
}

const words: Readonly<Record<string, NeedWords>> = {
  work: {
    usual: '働きたい',
    easy: '{働|はたら}きたい',
    hint: '仕事をさがす、働くための準備をする',
    easyHint: '{仕事|しごと}を さがす',
  },
  'own-pace': {
    usual: '自分のペースで働きたい',
    easy: 'ゆっくり {働|はたら}きたい',
    hint: 'A型・B型の事業所など',
    easyHint: 'むりを しないで {働|はたら}く',
  },
  keep: {
    usual: '働きつづけたい',
    easy: '{仕事|しごと}を {続|つづ}けたい',
    hint: '職場の困りごと、定着の支援',
    easyHint: '{仕事|しごと}で こまって いる',
  },
  suit: {
    usual: '自分に合う仕事を知りたい',
    easy: 'どんな {仕事|しごと}が できるか {知|し}りたい',
    hint: '就労選択支援、職業評価、訓練',
    easyHint: 'ためして みる',
  },
  consult: {
    usual: '相談したい',
    easy: '{相談|そうだん}したい',
    hint: 'どこに相談すればよいか分からないとき',
    easyHint: 'わからない とき',
  },
  visit: {
    usual: '見学したい',
    easy: '{見|み}に {行|い}きたい',
    hint: '見学を受け入れているところ',
    easyHint: '{中|なか}を {見|み}る',
  },
  return: {
    usual: 'もう一度働きたい',
    easy: 'もう{一度|いちど} {働|はたら}きたい',
    hint: '休職からの復帰、再就職',
    easyHint: '{休|やす}んだ あとに {働|はたら}く',
  },
  health: {
    usual: 'こころや体のことを相談したい',
    easy: 'こころや {体|からだ}の {相談|そうだん}',
    hint: '病院、デイケア、訪問看護、保健所',
    easyHint: '{病院|びょういん}など',
  },
  school: {
    usual: '学校を出たあとのことを考えたい',
    easy: '{学校|がっこう}を {出|で}た あとの こと',
    hint: '卒業後の進路、実習',
    easyHint: '{卒業|そつぎょう}したら',
  },
  home: {
    usual: '住むところ・暮らしを整えたい',
    easy: '{住|す}む ところ・{生活|せいかつ}',
    hint: 'グループホーム、日中の活動',
    easyHint: 'グループホームなど',
  },
  hire: {
    usual: '障害のある人を雇いたい',
    easy: '{会社|かいしゃ}で {働|はたら}いて もらいたい',
    hint: '会社の方の相談先',
    easyHint: '{会社|かいしゃ}の {人|ひと}が {相談|そうだん}する ところ',
  },
};

/** What a need is called, with readings where the reader wants them. */
export function needName({ code }: PublicNeed, { lang }: View): Html {
  const { usual, easy } = words[code]!;
  return lang === 'easy' ? withFurigana(easy) : html`${usual}`;
}

export function needHint({ code }: PublicNeed, { lang }: View): Html {
  const { hint, easyHint } = words[code]!;
  return lang === 'easy' ? withFurigana(easyHint) : html`${hint}`;
}

/** The same for titles. */
export function plainNeedName({ code }: PublicNeed, { lang }: View): string {
  const { usual, easy } = words[code]!;
  return lang === 'easy' ? withoutFurigana(easy) : usual;
}
