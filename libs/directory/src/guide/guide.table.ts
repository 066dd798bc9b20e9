/** One answer: it leads to the next question, or to what is suggested. */
export interface GuideAnswer {
  readonly label: string;
  readonly to: { readonly question: string } | { readonly outcome: string };
}

/** One question of the path. */
export interface GuideQuestion {
  readonly text: string;
  readonly support?: string;
  readonly answers: readonly GuideAnswer[];
}

/** One kind of agency that helps, by what it is or by what it offers, and why. */
export interface GuideSuggestion {
  readonly by: 'type' | 'service';
  readonly code: string;
  readonly why: string;
  readonly features?: readonly ('visit' | 'trial' | 'training')[];
}

/** Where a path ends. */
export interface GuideOutcome {
  readonly title: string;
  readonly hint?: string;
  readonly suggestions: readonly GuideSuggestion[];
}

const ask = (label: string, question: string): GuideAnswer => ({ label, to: { question } });
const end = (label: string, outcome: string): GuideAnswer => ({ label, to: { outcome } });
const type = (code: string, why: string): GuideSuggestion => ({ by: 'type', code, why });
const service = (code: string, why: string, features?: GuideSuggestion['features']): GuideSuggestion => ({
  by: 'service',
  code,
  why,
  ...(features ? { features } : {}),
});

const whys = {
  helloWork: '障害者専門の窓口で、求人の紹介から職場への定着まで一貫して相談できます。',
  center: '仕事と暮らしの両方を身近な地域で相談でき、ほかの機関との橋渡しもします。',
  evaluation: '職業評価で、向いている仕事や必要な支援を整理できます。',
  coach: 'ジョブコーチが職場を訪ね、本人と会社の両方を支えます。',
  transition: '2年を目安に、訓練・実習・就職活動・就職後の相談まで続けて支えます。',
  choice: '短い期間の作業を通して、働き方やサービスを一緒に考えます。',
  office: '手帳や障害福祉サービスの申し込みを受けつけます。',
  plan: 'サービスの使い方を一緒に考え、計画をつくります。',
  key: '暮らし全体の困りごとを、まとめて相談できます。',
} as const;

/** Where the path begins. */
export const firstQuestion = 'stage';

/** The questions: the stage of life first, then the need. */
export const guideQuestions: Readonly<Record<string, GuideQuestion>> = {
  stage: {
    text: 'いまの状況に、いちばん近いものはどれですか。',
    answers: [
      ask('学校に通っている（卒業後を考えたい）', 'school'),
      ask('働く準備をしたい', 'preparing'),
      ask('仕事をさがしている', 'searching'),
      ask('働いている（続けたい、困っている）', 'working'),
      ask('仕事をやめた・休んでいる', 'leaving'),
    ],
  },
  school: {
    text: 'どんなことで相談したいですか。',
    answers: [
      end('卒業後の進路や働き方を知りたい', 'after-school'),
      end('実習や見学で、仕事をためしてみたい', 'school-trial'),
      end('障害のことや、手帳のことを相談したい', 'certificate'),
    ],
  },
  preparing: {
    text: 'どんな準備をしたいですか。',
    answers: [
      end('自分に合う仕事やサービスがわからない', 'orientation'),
      end('生活のリズムや体力を整えたい', 'rhythm'),
      end('訓練を受けて、会社に就職したい', 'training'),
      ask('支援を受けながら働く場がほしい', 'workplace'),
    ],
  },
  workplace: {
    text: 'どんな働き方を考えていますか。',
    support: 'A型は雇用契約を結び、最低賃金以上の賃金があります。B型は契約を結ばず、体調に合わせて通えます。',
    answers: [
      end('雇用契約を結んで働きたい', 'a-type'),
      end('自分のペースで通いたい', 'b-type'),
      end('まだ決められない', 'a-or-b'),
    ],
  },
  searching: {
    text: 'いま、いちばん必要なことは何ですか。',
    answers: [
      end('求人を紹介してほしい', 'placement'),
      end('履歴書や面接、実習を手伝ってほしい', 'job-search-help'),
      end('就職が近づいて、不安がある', 'anxious'),
      end('資格や技術を身につけたい', 'skills'),
    ],
  },
  working: {
    text: 'どんなことで困っていますか。',
    answers: [
      end('仕事の内容や、職場の人との関係', 'at-work'),
      end('体調や通院、薬のこと', 'health'),
      end('お金、住まい、家族のこと', 'living'),
      end('会社として、雇い方や支え方を知りたい', 'employer'),
    ],
  },
  leaving: {
    text: 'これから、どうしたいですか。',
    answers: [
      end('もう一度、仕事をさがしたい', 'again'),
      end('休職中で、いまの職場にもどりたい', 'return'),
      end('まず体調や生活を立て直したい', 'recover'),
      end('働き方そのものを見直したい', 'rethink'),
      end('収入がなく、暮らしに困っている', 'hardship'),
    ],
  },
};

/** What is suggested at the end of each path. */
export const guideOutcomes: Readonly<Record<string, GuideOutcome>> = {
  'after-school': {
    title: '卒業後の進路を、早めに一緒に考える機関',
    hint: '在学中から相談できます。学校の進路担当の先生と一緒に相談すると、話が進みやすくなります。',
    suggestions: [
      type('employment_life_center', `卒業後も長く相談できます。${whys.center}`),
      service('transition', `卒業後の訓練の場です。${whys.transition}`, ['visit']),
      service('employment_choice', whys.choice),
      type('special_needs_school', '進路指導や現場実習の進め方を相談できます。'),
    ],
  },
  'school-trial': {
    title: '見学・体験・実習を受け入れている機関',
    suggestions: [
      service('transition', '夏休みなどに見学や体験ができます。', ['trial']),
      service('b_type', '作業を体験できます。', ['trial']),
      type('employer', '職場実習を受け入れる会社です。'),
      type('employment_life_center', '実習先をさがし、調整します。'),
    ],
  },
  certificate: {
    title: '障害や手帳のことを相談できる機関',
    suggestions: [
      type('municipality_office', whys.office),
      type(
        'employment_life_center',
        '手帳を取るかどうか、障害者雇用で働くとはどういうことかを相談できます。',
      ),
      type('developmental_disability_center', '発達障害かもしれないと感じたときに相談できます。'),
      type('mental_health_center', 'こころの健康や、自立支援医療・手帳について相談できます。'),
    ],
  },
  orientation: {
    title: '向いている仕事や働き方を、一緒に整理する機関',
    suggestions: [
      service('employment_choice', whys.choice),
      service('vocational_evaluation', whys.evaluation),
      type('employment_life_center', whys.center),
    ],
  },
  rhythm: {
    title: '生活のリズムを整えながら、通える場',
    suggestions: [
      service('life_training', '生活の力を高める訓練を受けられます。'),
      type('day_care', '医療の中で、日中の活動に参加できます。'),
      type('activity_center', '気軽に立ち寄り、人とつながる場です。'),
      type('employment_life_center', '朝起きる、薬を飲むなど、生活面の助言も受けられます。'),
    ],
  },
  training: {
    title: '訓練を受けて、就職をめざせる機関',
    suggestions: [
      service('transition', whys.transition, ['visit']),
      type('vocational_college', '専門の技術を学べる公共の訓練校です。'),
      service('vocational_evaluation', `準備支援もあります。${whys.evaluation}`),
    ],
  },
  'a-type': {
    title: '雇用契約を結んで働ける事業所',
    suggestions: [
      service('a_type', '雇用契約を結び、支援を受けながら働けます。', ['visit']),
      service('plan_consultation', whys.plan),
    ],
  },
  'b-type': {
    title: '自分のペースで通える事業所',
    suggestions: [
      service('b_type', '契約を結ばず、体調に合わせて作業に参加できます。', ['visit']),
      service('plan_consultation', whys.plan),
    ],
  },
  'a-or-b': {
    title: '見学や体験をして、くらべる',
    suggestions: [
      service('employment_choice', whys.choice),
      service('a_type', '見学して、働く時間や仕事の内容を確かめましょう。', ['visit']),
      service('b_type', '体験して、雰囲気や通いやすさを確かめましょう。', ['trial']),
      service('plan_consultation', whys.plan),
    ],
  },
  placement: {
    title: '求人を紹介する機関',
    suggestions: [
      type('hello_work', whys.helloWork),
      type('employment_life_center', 'ハローワークに一緒に行き、応募先をさがします。'),
      type('municipal_employment_support', '住んでいる区市町村の就労支援の窓口です。'),
    ],
  },
  'job-search-help': {
    title: '応募の準備や実習を手伝う機関',
    suggestions: [
      type('employment_life_center', '履歴書、面接の練習、職場実習の調整を手伝います。'),
      service('transition', whys.transition),
      type('municipal_employment_support', '身近な窓口で、応募から就職後まで相談できます。'),
      type('hello_work', whys.helloWork),
    ],
  },
  anxious: {
    title: '就職前の不安を、一緒に整理する機関',
    hint: 'いま通っている事業所と、就職後に支える機関が一緒に話し合うと、不安が減ります。',
    suggestions: [
      type('employment_life_center', '就職した後も同じ担当者に相談でき、暮らしやお金の相談もできます。'),
      service('vocational_evaluation', whys.evaluation),
      service('job_coach', whys.coach),
      service('retention', '移行支援などを使って就職した人を、就職後3年まで支えます。'),
    ],
  },
  skills: {
    title: '資格や技術を身につける機関',
    suggestions: [
      type('vocational_college', '障害に配慮した職業訓練を受けられます。'),
      type('hello_work', '職業訓練の申し込みと、受講中の手当を相談できます。'),
      service('transition', whys.transition),
    ],
  },
  'at-work': {
    title: '職場での困りごとを、会社と一緒に考える機関',
    suggestions: [
      service('retention', '毎月の面談と職場訪問で、働き続けることを支えます。'),
      type('employment_life_center', '職場を訪ね、本人と会社の間に入って調整します。'),
      service('job_coach', whys.coach),
    ],
  },
  health: {
    title: '体調を整えながら働くための機関',
    suggestions: [
      type('psychiatric_clinic', '通院しながら働く相談ができます。'),
      type('home_nursing', '看護師が家を訪ね、服薬や体調を支えます。'),
      type('employment_life_center', '通院に付き添い、職場への伝え方を一緒に考えます。'),
    ],
  },
  living: {
    title: '暮らしの困りごとを相談できる機関',
    suggestions: [
      type('key_consultation_center', whys.key),
      service('plan_consultation', whys.plan),
      type('social_welfare_council', 'お金の管理の手伝い（日常生活自立支援事業）や貸付を相談できます。'),
      service('group_home', '支援を受けながら暮らせる住まいです。'),
    ],
  },
  employer: {
    title: '会社からの相談を受ける機関',
    suggestions: [
      type('hello_work', '求人の出し方、助成金、雇用率の相談ができます。'),
      type('regional_vocational_center', '職務の切り出しや雇用管理を、専門家が助言します。'),
      type('employment_life_center', '採用前の実習から、採用後の相談まで手伝います。'),
    ],
  },
  again: {
    title: 'もう一度、仕事をさがすための機関',
    hint: 'やめた理由を整理しておくと、次の仕事が続きやすくなります。',
    suggestions: [
      type('hello_work', `失業給付の手続きもできます。${whys.helloWork}`),
      type('employment_life_center', whys.center),
      service('vocational_evaluation', whys.evaluation),
      service('transition', whys.transition),
    ],
  },
  return: {
    title: '職場復帰（リワーク）を支える機関',
    suggestions: [
      type('regional_vocational_center', '主治医や会社と連携して、職場復帰の準備を支えます。'),
      type('day_care', '医療のリワークプログラムに参加できます。'),
      type('employment_life_center', '復職後の働き方を、会社と調整します。'),
    ],
  },
  recover: {
    title: 'まず体調や生活を立て直す場',
    suggestions: [
      type('day_care', '医療の中で、日中の活動に参加できます。'),
      type('home_nursing', '家を訪ねて、体調と生活を支えます。'),
      service('life_training', '生活の力を高める訓練を受けられます。'),
      type('activity_center', '気軽に立ち寄れる居場所です。'),
    ],
  },
  rethink: {
    title: '働き方を見直すための機関',
    suggestions: [
      service('employment_choice', whys.choice),
      service('b_type', '体調に合わせて、短い時間から始められます。', ['trial']),
      service('a_type', '雇用契約を結び、支援を受けながら働けます。', ['visit']),
      type('employment_life_center', whys.center),
    ],
  },
  hardship: {
    title: '暮らしとお金の困りごとを、すぐに相談できる機関',
    suggestions: [
      type('self_reliance_support', '家賃や生活費、仕事さがしをまとめて相談できます。'),
      type('municipality_office', '年金、手当、生活保護などの窓口を案内します。'),
      type('social_welfare_council', '緊急の貸付や、お金の管理を相談できます。'),
      type('hello_work', '失業給付や、早く働ける仕事を相談できます。'),
    ],
  },
};
