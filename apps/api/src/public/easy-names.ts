import { html, type Html } from '../http/html.js';
import { withFurigana } from './layout/furigana.js';
import type { View } from './layout/view.js';

/** What kinds of agencies there are, for whoever does not know their names. */
const types: Readonly<Record<string, string>> = {
  hello_work: 'ハローワーク（{仕事|しごと}を さがす ところ）',
  regional_vocational_center: '{仕事|しごと}の {準備|じゅんび}を {手伝|てつだ}う センター',
  employment_life_center: '{仕事|しごと}と {生活|せいかつ}の {相談|そうだん} センター',
  municipal_employment_support: '{市|し}や {町|まち}の {仕事|しごと}の {相談|そうだん} センター',
  transition: '{会社|かいしゃ}で {働|はたら}く {練習|れんしゅう}を する ところ',
  a_type: '{働|はたら}いて {給料|きゅうりょう}を もらう ところ（A{型|がた}）',
  b_type: 'ゆっくり {働|はたら}く ところ（B{型|がた}）',
  retention: '{仕事|しごと}を {続|つづ}ける {手伝|てつだ}いを する ところ',
  employment_choice: '{自分|じぶん}に {合|あ}う {仕事|しごと}を {考|かんが}える ところ',
  vocational_college: '{仕事|しごと}の {学校|がっこう}',
  special_needs_school: '{特別支援学校|とくべつしえんがっこう}',
  hospital: '{病院|びょういん}',
  psychiatric_clinic: 'こころの {病院|びょういん}',
  home_nursing: '{家|いえ}に {看護師|かんごし}が {来|く}る サービス',
  day_care: '{病院|びょういん}の デイケア',
  consultation_support: '{相談|そうだん}する ところ',
  key_consultation_center: 'はじめに {相談|そうだん}する ところ',
  municipality_office: '{市役所|しやくしょ}・{役場|やくば}',
  mental_health_center: 'こころの {相談|そうだん} センター',
  public_health_center: '{保健所|ほけんじょ}（{体|からだ}や こころの {相談|そうだん}）',
  developmental_disability_center: '{発達障害|はったつしょうがい}の {相談|そうだん} センター',
  higher_brain_center: '{高次脳機能障害|こうじのうきのうしょうがい}の {相談|そうだん}',
  social_welfare_council: '{社会福祉協議会|しゃかいふくしきょうぎかい}（{生活|せいかつ}の {手伝|てつだ}い）',
  activity_center: '{昼間|ひるま}に {行|い}く ところ',
  youth_support_station: '{若|わか}い {人|ひと}の {仕事|しごと}の {相談|そうだん}',
  self_reliance_support: 'お{金|かね}や {生活|せいかつ}の {相談|そうだん}',
  group_home: 'グループホーム（みんなで {住|す}む {家|いえ}）',
  residential: '{住|す}む ところ・{泊|と}まる ところ',
  daily_care: '{昼間|ひるま}に すごす ところ',
  independence_training: '{生活|せいかつ}の {練習|れんしゅう}を する ところ',
  home_help: '{家|いえ}に {手伝|てつだ}いに {来|く}る サービス',
  child_support: '{子|こ}どもの ための ところ',
  employer: '{会社|かいしゃ}',
  clinic: '{医者|いしゃ}に みてもらう ところ',
  dental_clinic: '{歯|は}の {医者|いしゃ}',
  pharmacy: '{薬|くすり}の {店|みせ}（{薬局|やっきょく}）',
  other: 'ほかの ところ',
};

/** Kinds of services; those that are called like the type of agency that has them stand there. */
const kinds: Readonly<Record<string, string>> = {
  home_care: '{家|いえ}に {手伝|てつだ}いに {来|く}る サービス',
  heavy_home_care: '{家|いえ}で {長|なが}い {時間|じかん} {手伝|てつだ}う サービス',
  accompanying_support: '{目|め}が {見|み}えない {人|ひと}と いっしょに {出|で}かける サービス',
  behaviour_support: 'いっしょに {出|で}かける サービス',
  short_stay: '{少|すこ}しの {間|あいだ} {泊|と}まる ところ',
  facility_residence: '{施設|しせつ}で {住|す}む こと',
  functional_training: '{体|からだ}を {動|うご}かす {練習|れんしゅう}',
  life_training: '{生活|せいかつ}の {練習|れんしゅう}',
  residential_training: '{泊|と}まって {生活|せいかつ}の {練習|れんしゅう}を する ところ',
  independent_living: 'ひとりで {住|す}む {人|ひと}の {手伝|てつだ}い',
  plan_consultation: 'サービスの {使|つか}いかたの {相談|そうだん}',
  after_school_day: '{学校|がっこう}の あとに {行|い}く ところ',
  job_placement: '{仕事|しごと}の {相談|そうだん}・{仕事|しごと}を さがす',
  vocational_evaluation: 'どんな {仕事|しごと}が できるか しらべる',
  job_coach: '{会社|かいしゃ}で {仕事|しごと}を {教|おし}える {人|ひと}が {来|く}る',
  employment_life_support: '{仕事|しごと}と {生活|せいかつ}の {相談|そうだん}',
  vocational_training: '{仕事|しごと}の {勉強|べんきょう}',
  trainee_acceptance: '{会社|かいしゃ}で {仕事|しごと}を ためす',
  psychiatric_outpatient: 'こころの {病院|びょういん}',
  psychiatric_day_care: '{病院|びょういん}の デイケア',
};

/** A kind of service as the reader wants it called. */
export function kindName(kind: { code: string; name: string }, { lang }: Pick<View, 'lang'>): Html {
  const easy = lang === 'easy' ? (kinds[kind.code] ?? types[kind.code]) : undefined;
  return easy ? withFurigana(easy) : html`${kind.name}`;
}

/** A type of agency as the reader wants it called; what a network has added has its own name only. */
export function typeName({ code, name }: { code: string; name: string }, { lang }: Pick<View, 'lang'>): Html {
  const easy = lang === 'easy' ? types[code] : undefined;
  return easy ? withFurigana(easy) : html`${name}`;
}
