import type { PublicNeed } from '#libs/directory';
import { html, type Html } from '../http/html.js';
import { readingOf, withFurigana, withoutFurigana } from './layout/furigana.js';
import type { View } from './layout/view.js';

interface NeedWords {
  /** What else people type who want it. */
  readonly typed: string;
  readonly usual: string;
  readonly easy: string;
  /** Who that is for, in a few words. */
  readonly hint: string;
  readonly easyHint: string;
}

const words: Readonly<Record<string, NeedWords>> = {
  work: {
    typed:
      '働く 仕事 仕事がしたい 仕事をさがす 就職 就職したい 就労 はたらく しごと しごとがしたい しごとをさがす',
    usual: '働きたい',
    easy: '{働|はたら}きたい',
    hint: '仕事をさがす、働くための準備をする',
    easyHint: '{仕事|しごと}を さがす',
  },
  'own-pace': {
    typed: 'ゆっくり働く ゆっくりはたらく',
    usual: '自分のペースで働きたい',
    easy: 'ゆっくり {働|はたら}きたい',
    hint: 'A型・B型の事業所など',
    easyHint: 'むりを しないで {働|はたら}く',
  },
  keep: {
    typed: '働き続けたい 仕事を続ける 定着 しごとをつづける',
    usual: '働きつづけたい',
    easy: '{仕事|しごと}を {続|つづ}けたい',
    hint: '職場の困りごと、定着の支援',
    easyHint: '{仕事|しごと}で こまって いる',
  },
  suit: {
    typed: '自分に合う仕事 じぶんにあうしごと',
    usual: '自分に合う仕事を知りたい',
    easy: 'どんな {仕事|しごと}が できるか {知|し}りたい',
    hint: '就労選択支援、職業評価、訓練',
    easyHint: 'ためして みる',
  },
  consult: {
    typed: '相談 困っている そうだん こまっている わからない',
    usual: '相談したい',
    easy: '{相談|そうだん}したい',
    hint: 'どこに相談すればよいか分からないとき',
    easyHint: 'わからない とき',
  },
  visit: {
    typed: '見に行く みにいく',
    usual: '見学したい',
    easy: '{見|み}に {行|い}きたい',
    hint: '見学を受け入れているところ',
    easyHint: '{中|なか}を {見|み}る',
  },
  return: {
    typed: '復職 再就職 復帰 ふくしょく',
    usual: 'もう一度働きたい',
    easy: 'もう{一度|いちど} {働|はたら}きたい',
    hint: '休職からの復帰、再就職',
    easyHint: '{休|やす}んだ あとに {働|はたら}く',
  },
  health: {
    typed: '病院 こころの相談 体の相談 びょういん',
    usual: 'こころや体のことを相談したい',
    easy: 'こころや {体|からだ}の {相談|そうだん}',
    hint: '病院、デイケア、訪問看護、保健所',
    easyHint: '{病院|びょういん}など',
  },
  school: {
    typed: '卒業後 進路 そつぎょう しんろ',
    usual: '学校を出たあとのことを考えたい',
    easy: '{学校|がっこう}を {出|で}た あとの こと',
    hint: '卒業後の進路、実習',
    easyHint: '{卒業|そつぎょう}したら',
  },
  home: {
    typed: '住まい 暮らし 住みたい すまい くらし すみたい',
    usual: '住むところ・暮らしを整えたい',
    easy: '{住|す}む ところ・{生活|せいかつ}',
    hint: 'グループホーム、日中の活動',
    easyHint: 'グループホームなど',
  },
  hire: {
    typed: '雇いたい 障害者雇用 雇用したい やといたい',
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

/** Everything that people may type for a need: its names, with kanji and without, and what comes to the same. */
export function spellingsOfNeed({ code }: PublicNeed): string[] {
  const { usual, easy, typed } = words[code]!;
  const names = [usual, ...usual.split('・'), withoutFurigana(easy), readingOf(easy)];
  return [...names, ...typed.split(' ')];
}
