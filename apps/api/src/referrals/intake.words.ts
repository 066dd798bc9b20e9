import { askedServices, type AskedService, intakeAskers, type IntakeAsker } from '#libs/referrals';
import { html, type Html } from '../http/html.js';
import { withFurigana, withoutFurigana } from '../public/layout/furigana.js';

/** In which words the form speaks: the usual ones, or やさしい日本語. */
export type IntakeTongue = 'ja' | 'easy';

/** Every sentence of the form: usual, and easy with readings in braces. */
const words = {
  title: ['相談の申し込み', '{相談|そうだん}の {申|もう}し{込|こ}み'],
  lead: [
    '働くことや生活のことで相談したい方、ご家族の方の申し込みです。お住まいの地域の支援機関が引き受け、連絡します。急ぐときは、支援機関に電話してください。',
    '{働|はたら}くことや {生活|せいかつ}のことを {相談|そうだん}したい{人|ひと}が、ここで {申|もう}し{込|こ}みます。{家族|かぞく}の{人|ひと}も {使|つか}えます。あなたの {町|まち}の {相談|そうだん}する ところから、{連絡|れんらく}が {来|き}ます。{急|いそ}ぐときは、{電話|でんわ}を してください。',
  ],
  switch: ['やさしい日本語で読む', 'ふつうの{日本語|にほんご}で {読|よ}む'],
  asker: ['申し込む人', '{申|もう}し{込|こ}む{人|ひと}'],
  area: ['お住まいの市区町村', '{住|す}んでいる {市|し}・{町|まち}・{村|むら}'],
  choose: ['選択してください', '選んでください'],
  name: ['支援を受ける方のお名前', '{手伝|てつだ}いが ほしい{人|ひと}の {名前|なまえ}'],
  kana: ['ふりがな', 'ひらがなの {名前|なまえ}'],
  askerName: [
    '申し込む方のお名前と間柄（ご家族などの場合）',
    '{申|もう}し{込|こ}む{人|ひと}の {名前|なまえ}と {関係|かんけい}（{家族|かぞく}の{人|ひと}が {書|か}くとき。れい：{青葉|あおば}{花子|はなこ}、{母|はは}）',
  ],
  email: ['メールアドレス', 'メールアドレス'],
  emailHelp: ['確認のメールを送ります。', '{確認|かくにん}の メールを {送|おく}ります。'],
  phone: ['電話番号（任意）', '{電話番号|でんわばんごう}（{書|か}かなくても いいです）'],
  services: ['相談したいこと（任意）', '{相談|そうだん}したいこと（{選|えら}ばなくても いいです）'],
  wish: ['困っていること・希望', '{困|こま}っていること・してほしいこと'],
  agree: [
    '書いた内容を、引き受ける支援機関1か所だけが読むことを確認しました。ほかの機関に伝えるときは、あらためて同意を確認します。',
    '{書|か}いたことは、{相談|そうだん}する ところ 1つだけが {読|よ}みます。ほかの ところに {話|はな}すときは、{先|さき}に あなたに {聞|き}きます。わかったら、チェックを {入|い}れてください。',
  ],
  erased: [
    '書いた内容は、引き受けた支援機関が記録に移したあと、または90日のあいだに引受けや登録がないときに、消去します。',
    '{書|か}いたことは、{長|なが}くは {残|のこ}しません。{相談|そうだん}が {始|はじ}まったあと、または 90{日|にち}たつと {消|け}します。',
  ],
  submit: ['申し込む', '{申|もう}し{込|こ}む'],
  sentTitle: ['確認のメールを送りました', '{確認|かくにん}の メールを {送|おく}りました'],
  sent: [
    'まだ申し込みは終わっていません。届いたメールのリンクを開き、「申し込みを確定する」を押してください。リンクは3日間使えます。',
    'まだ {終|お}わっていません。{届|とど}いた メールの リンクを {開|ひら}いて、ボタンを {押|お}してください。3{日|にち}のあいだに {押|お}してください。',
  ],
  waiting: [
    '次のボタンを押すと、申し込みが地域の支援機関に届きます。',
    '{下|した}の ボタンを {押|お}すと、{申|もう}し{込|こ}みが {届|とど}きます。',
  ],
  confirm: ['申し込みを確定する', '{申|もう}し{込|こ}みを {送|おく}る'],
  done: [
    '申し込みを受け付けました。支援機関からの連絡をお待ちください。',
    '{申|もう}し{込|こ}みが {届|とど}きました。{連絡|れんらく}が {来|く}るまで {待|ま}ってください。',
  ],
  confirmed: ['申し込みは受け付けています。', '{申|もう}し{込|こ}みは {届|とど}いています。'],
  number: ['受付番号は', '{番号|ばんごう}は'],
  ended: [
    'リンクの期限が過ぎました。お手数ですが、もう一度申し込んでください。',
    'この リンクは もう {使|つか}えません。もう{一度|いちど} {申|もう}し{込|こ}んでください。',
  ],
  unknown: [
    'リンクが途中で切れていないか確認してください。',
    'リンクが {正|ただ}しくありません。メールを もう{一度|いちど} {見|み}てください。',
  ],
} as const satisfies Readonly<Record<string, readonly [usual: string, easy: string]>>;

export type IntakeWord = keyof typeof words;

const easyAskers: Readonly<Record<IntakeAsker, string>> = {
  person: 'わたし（{本人|ほんにん}）',
  family: '{家族|かぞく}・{近|ちか}くにいる{人|ひと}',
};
const easyServices: Readonly<Record<AskedService, string>> = {
  consultation: '{話|はなし}を {聞|き}いてほしい',
  assessment: '{自分|じぶん}に {合|あ}う {仕事|しごと}を {知|し}りたい',
  training: '{仕事|しごと}の {練習|れんしゅう}を したい',
  trainee: '{会社|かいしゃ}で {試|ため}しに {働|はたら}きたい',
  job_search: '{仕事|しごと}を さがしたい',
  placement: '{働|はたら}き{始|はじ}めるときに {手伝|てつだ}ってほしい',
  retention: '{仕事|しごと}を {続|つづ}けるために {手伝|てつだ}ってほしい',
  living: '{生活|せいかつ}のことを {手伝|てつだ}ってほしい',
  medical: '{病院|びょういん}との {話|はな}しあいを {手伝|てつだ}ってほしい',
  welfare: '{福祉|ふくし}の サービスを {使|つか}いたい',
  other: 'そのほか',
};

/** How the form speaks in one of the tongues. */
export function intakeVoice(tongue: IntakeTongue) {
  const at = tongue === 'easy' ? 1 : 0;
  const text = (word: IntakeWord): string => words[word][at];
  const say = (given: string): Html => (tongue === 'easy' ? withFurigana(given) : html`${given}`);
  return {
    tongue,
    /** A sentence as a piece of a page. */
    say: (word: IntakeWord): Html => say(text(word)),
    /** The same without readings, for titles and options. */
    plain: (word: IntakeWord): string => withoutFurigana(text(word)),
    asker: (code: IntakeAsker): Html => say(tongue === 'easy' ? easyAskers[code] : intakeAskers[code]),
    service: (code: AskedService): Html => say(tongue === 'easy' ? easyServices[code] : askedServices[code]),
    /** Where the form lies, in the same words or in the others. */
    address: (path: string, other = false): string =>
      (tongue === 'easy') === other ? path : `${path}?lang=easy`,
  };
}

export type IntakeVoice = ReturnType<typeof intakeVoice>;
