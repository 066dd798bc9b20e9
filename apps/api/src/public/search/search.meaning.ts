import { normalise, publicNeeds, type SearchFeature, searchFeatures, wordsOf } from '#libs/directory';
import { spellingsOfNeed } from '../needs.words.js';
import type { FindParams } from './search.params.js';

/** Typed words that mean a need or a feature, and the search that has them as conditions instead. */
export interface Meaning {
  readonly words: readonly string[];
  readonly params: FindParams;
}

/** What people type who want one of these; they rarely type it as it stands in the list. */
const featureWords: Readonly<Record<SearchFeature, string>> = {
  saturday: '土曜 土曜日 どよう どようび 土日',
  sunday: '日曜 日曜日 にちよう にちようび 土日',
  evening: '夜 夜間 夕方 よる ゆうがた',
  visit: '見学 けんがく',
  trial: '体験 たいけん',
  training: '実習 じっしゅう',
  transport: '送迎 そうげい おくりむかえ',
  meals: '食事 給食 昼食 しょくじ ごはん',
  step_free: '段差なし バリアフリー 車いす 車椅子 くるまいす',
};

const needByWord = new Map(
  publicNeeds.flatMap((need) => spellingsOfNeed(need).map((word) => [normalise(word), need.code])),
);
const featuresByWord = new Map<string, SearchFeature[]>();
for (const [feature, name] of searchFeatures)
  for (const word of [name, ...featureWords[feature].split(' ')].map(normalise))
    featuresByWord.set(word, [...(featuresByWord.get(word) ?? []), feature]);

/** What the words in the box mean beside being looked for as they are; undefined where none of them means anything. */
export function meaningOf(params: FindParams): Meaning | undefined {
  // 「住む ところ」 is one thing to want, typed with a space as the easy words have it.
  const whole = params.need === '' ? needByWord.get(normalise(params.q)) : undefined;
  if (whole) return { words: [params.q], params: { ...params, q: '', need: whole, page: 1 } };
  let { need } = params;
  const features = new Set(params.feature);
  const words: string[] = [];
  const rest: string[] = [];
  for (const word of wordsOf(params.q)) {
    const meant = featuresByWord.get(normalise(word));
    const wanted = need === '' ? needByWord.get(normalise(word)) : undefined;
    if (meant) for (const feature of meant) features.add(feature);
    else if (wanted) need = wanted;
    (meant || wanted ? words : rest).push(word);
  }
  if (words.length === 0) return undefined;
  return { words, params: { ...params, q: rest.join(' '), need, feature: [...features], page: 1 } };
}
