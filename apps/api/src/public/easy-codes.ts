import {
  barrierFreeFacts,
  disabilities,
  type SearchFeature,
  searchFeatures,
  vacancyNames,
  type VacancyState,
} from '#libs/directory';
import { html, type Html } from '../http/html.js';
import { withFurigana } from './layout/furigana.js';
import type { View } from './layout/view.js';

const easyVacancies: Readonly<Record<VacancyState, string>> = {
  open: 'あいています',
  few: 'すこし あいています',
  none: 'いま いっぱいです',
  unknown: 'わかりません',
};

const easyDisabilities: Readonly<Record<(typeof disabilities)[number][0], string>> = {
  physical: '{身体障害|しんたいしょうがい}（{体|からだ}の {障害|しょうがい}）',
  intellectual: '{知的障害|ちてきしょうがい}',
  mental: '{精神障害|せいしんしょうがい}（こころの {病気|びょうき}）',
  developmental: '{発達障害|はったつしょうがい}',
  higher_brain: '{高次脳機能障害|こうじのうきのうしょうがい}',
  intractable: '{難病|なんびょう}（なおりにくい {病気|びょうき}）',
  visual: '{目|め}が {見|み}えない・{見|み}えにくい',
  hearing: '{耳|みみ}が {聞|き}こえない・{聞|き}こえにくい',
  severe: '{重|おも}い {障害|しょうがい}',
};

const easyFacts: Readonly<Record<(typeof barrierFreeFacts)[number][0], string>> = {
  step_free: '{入口|いりぐち}に {段|だん}が ない',
  elevator: 'エレベーター',
  wheelchair_toilet: '{車|くるま}いすの トイレ',
  ostomate: 'オストメイトの トイレ',
  parking: '{障害|しょうがい}が ある {人|ひと}の {駐車場|ちゅうしゃじょう}',
  sign_language: '{手話|しゅわ}',
  writing: '{紙|かみ}に {書|か}いて {話|はな}す',
  braille: '{点字|てんじ}・{音|おと}の {案内|あんない}',
  quiet_room: '{静|しず}かな {部屋|へや}',
  interpreter: '{外国語|がいこくご}・{通訳|つうやく}',
};

const easyFeatures: Readonly<Record<SearchFeature, string>> = {
  saturday: '{土曜日|どようび}も あいている',
  sunday: '{日曜日|にちようび}も あいている',
  evening: '{夜|よる} 6{時|じ}の あとも あいている',
  visit: '{見|み}に {行|い}ける',
  trial: 'ためして みる ことが できる',
  training: '{仕事|しごと}の {練習|れんしゅう}が できる',
  transport: '{車|くるま}の おくりむかえが ある',
  meals: 'ごはんが ある',
  step_free: easyFacts.step_free,
};

const easyDegrees: Readonly<Record<string, string>> = {
  受け入れている: 'できます',
  相談のうえ: '{先|さき}に {聞|き}いて ください',
  受け入れていない: 'できません',
  あり: 'あります',
  一部あり: 'すこし あります',
  なし: 'ありません',
};

/** Whether there is a place free, as the reader wants it said. */
export const vacancyName = (state: VacancyState, view: View): Html =>
  said(view, vacancyNames[state], easyVacancies[state]);

/** A disability that a service is there for. */
export const disabilityName = (code: string, view: View): Html =>
  named(disabilities, easyDisabilities, code, view);

/** What makes a place usable. */
export const factName = (code: string, view: View): Html => named(barrierFreeFacts, easyFacts, code, view);

/** What a search can be narrowed by. */
export const featureName = (code: string, view: View): Html =>
  named(searchFeatures, easyFeatures, code, view);

/** How far something is offered: 受け入れている, 一部あり. */
export const degreeName = (name: string, view: View): Html => said(view, name, easyDegrees[name]);

/** Several of them in one line. */
export function listed(names: readonly Html[]): Html | null {
  return names.length === 0 ? null : html`${names.map((name, at) => html`${at === 0 ? '' : '、'}${name}`)}`;
}

function named(
  list: readonly (readonly [string, string])[],
  easy: Readonly<Record<string, string>>,
  code: string,
  view: View,
): Html {
  return said(view, list.find(([known]) => known === code)?.[1] ?? code, easy[code]);
}

function said({ lang }: View, usual: string, easy: string | undefined): Html {
  return lang === 'easy' && easy ? withFurigana(easy) : html`${usual}`;
}
