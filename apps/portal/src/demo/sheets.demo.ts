import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Attachments, Consents, type DataCategory, OwnSheets, People, SelfChecks } from '#libs/people';
import type { OnceKey } from '#libs/platform';
import {
  ParticularsService,
  Receiving,
  ReferralDetails,
  ReferralDrafts,
  ReferralFiles,
  Sending,
} from '#libs/referrals';
import { drawing, leaflet } from './drawing.demo.js';
import type { DemoMember } from './members.demo.js';

/** What the demo of sheets and files needs of the story. */
export interface SheetsStage {
  readonly api: INestApplicationContext;
  readonly members: readonly DemoMember[];
  readonly actor: (login: string) => Promise<Member>;
  readonly person: (key: string) => string;
  readonly day: (fromToday: number) => string;
}

/** Somebody with both sheets and files, who is handed over with some of them; and somebody asked for without a name. */
export async function playSheets(stage: SheetsStage): Promise<void> {
  const actor = await stage.actor('takahashi');
  const personId = stage.person('yamada');
  await writeSheets(stage, actor, personId);
  const files = await attachFiles(stage, actor, personId);
  await refer(stage, actor, {
    personId,
    to: ['vocational_center', 'okada'],
    told: ['identity', 'request', 'medical', 'media', 'passport_2', 'passport_3', 'passport_4'],
    files,
    ask: '見学と体験利用をお願いします。就労パスポートの一部と、主治医の意見書をお送りします。',
  });
  await askWithoutName(stage, actor);
}

async function writeSheets({ api, day }: SheetsStage, actor: Member, personId: string): Promise<void> {
  const [sheets, checks] = [of(api, OwnSheets), of(api, SelfChecks)];
  const passport = (sections: typeof first, shared: DataCategory[]) => ({
    agreedOn: null,
    sections,
    shared,
  });
  await sheets.save(actor, personId, 'passport', passport(first, ['passport_2']), 'はじめての作成', 0);
  const second = {
    ...first,
    passport_3: { ...first.passport_3, coping: '静かな場所で10分休みます。上司に「休憩します」と伝えます。' },
  };
  const shared: DataCategory[] = ['passport_1', 'passport_2', 'passport_3', 'passport_4'];
  await sheets.save(actor, personId, 'passport', passport(second, shared), '実習のあとの面談で見直し', 1);
  await sheets.save(
    actor,
    personId,
    'msfas',
    { agreedOn: day(-40), sections: msfas, shared: ['msfas_4'] },
    'アセスメントで作成',
    0,
  );
  for (const [at, levels] of history.entries()) {
    await checks.add(
      actor,
      personId,
      {
        checkedOn: day(-120 + 30 * at),
        with: at % 2 === 0 ? 'supporter' : 'alone',
        levels,
        note: notes[at] ?? '',
      },
      anew(),
    );
  }
}

async function attachFiles({ api, day }: SheetsStage, actor: Member, personId: string): Promise<string[]> {
  const attachments = of(api, Attachments);
  const opinion = await attachments.add(
    actor,
    personId,
    {
      category: 'medical',
      kind: 'doctor_opinion',
      declared: 'application/pdf',
      extension: 'pdf',
      content: leaflet,
    },
    anew(),
  );
  await attachments.describe(actor, personId, opinion, { words: '主治医の意見書', writtenOn: day(-20) }, 1);
  const picture = await attachments.add(
    actor,
    personId,
    { category: 'media', kind: 'picture', declared: 'image/png', extension: 'png', content: drawing('room') },
    anew(),
  );
  await attachments.describe(actor, personId, picture, { words: '実習先の作業机' }, 1);
  return [opinion, picture];
}

/** Who it is stays unsaid: the person agrees to that only when a place is likely. */
async function askWithoutName(stage: SheetsStage, actor: Member): Promise<void> {
  const people = of(stage.api, People);
  const personId = await people.register(
    actor,
    { name: '小川 七海', kana: 'おがわ ななみ', birthDate: '1998-07-07' },
    anew(),
  );
  await people.writeSheet(
    actor,
    personId,
    'assessment',
    { goal: '週3日、午前中だけ、手を動かす作業から始めたい。' },
    0,
  );
  await refer(stage, actor, {
    personId,
    to: ['transition', 'kimura'],
    told: ['request', 'assessment'],
    unnamed: true,
    files: [],
    ask: '20代の方です。午前中だけの利用で、空きがあるかを教えてください。',
  });
}

interface Telling {
  readonly personId: string;
  /** The agency, and who opens it there. */
  readonly to: readonly [key: string, login: string];
  readonly told: DataCategory[];
  readonly unnamed?: boolean;
  readonly files: readonly string[];
  readonly ask: string;
}

async function refer(
  { api, members, actor, day }: SheetsStage,
  sender: Member,
  telling: Telling,
): Promise<void> {
  const recipientAgencyId = members.find(({ key }) => key === telling.to[0])?.id ?? '';
  const { personId, told, unnamed = false, files, ask } = telling;
  await of(api, Consents).record(
    sender,
    personId,
    {
      decision: 'given',
      decidedOn: day(0),
      validFrom: day(0),
      validUntil: day(365),
      method: 'written',
      givenBy: 'person',
      grants: [{ recipientAgencyId, purposes: ['intake', 'report_back'], categories: told }],
    },
    anew(),
  );
  const id = await of(api, ReferralDrafts).begin(
    sender,
    personId,
    {
      recipientAgencyIds: [recipientAgencyId],
      mode: 'single',
      type: 'introduction',
      purpose: 'intake',
      services: ['assessment'],
      categories: unnamed ? ['identity', ...told] : told,
      replyBy: day(10),
      request: { ask, wish: '見学してから決めたいです。', background: '' },
    },
    anew(),
  );
  await of(api, ParticularsService).write(sender, id, { firstContact: 'together' }, 0);
  for (const file of files) await of(api, ReferralFiles).choose(sender, id, file);
  const details = of(api, ReferralDetails);
  const { referral } = await details.record(sender, id);
  await of(api, Sending).send(sender, { referralId: id, seenVersion: referral.version }, anew());
  const recipient = await actor(telling.to[1]);
  const { lines } = await details.record(recipient, id);
  const line = lines.at(-1);
  if (line)
    await of(api, Receiving).receive(
      recipient,
      { referralId: id, lineId: line.id, seenVersion: line.version },
      anew(),
    );
}

const first = {
  passport_1: {
    jobs: [
      {
        period: '2016年4月〜2018年7月',
        work: '食品の箱づめ、ラベル貼り',
        place: 'パート',
        note: '手順を覚えると速くできた',
      },
      {
        period: '2020年6月〜2021年2月',
        work: '倉庫での仕分け',
        place: 'パート',
        note: '番号を声に出して確かめた',
      },
    ],
    placements: '事務補助の実習を2週間。書類の仕分けとデータ入力。',
  },
  passport_2: {
    strengths: '決まった手順の作業を、最後までていねいに続けられます。',
    praised: '入力の間違いが少ないと言われました。',
  },
  passport_3: {
    stressors: '急な予定の変更、大きな声での指示',
    signs: '返事が短くなる。何度も時計を見る。',
    clinic: '月に2回、火曜の午後に通院します。',
    hours: '週4日、1日5時間から',
  },
  passport_4: {
    ways: ['paper', 'talk'],
    hard: '電話での長いやりとり',
    asking: 'メモに書いて、午前と午後の休憩のときに相談します。',
  },
  passport_5: {
    instructions: ['one', 'written'],
    environment: ['quiet', 'seat'],
    pace: ['single', 'breaks'],
  },
  passport_6: { aims: '眠れたかどうかと、休憩を取れたかどうか' },
  passport_7: {
    supporters: [
      { agency: 'みちしるべ', person: '高橋', contact: '099-000-0000', support: '職場との連絡、生活の相談' },
    ],
  },
};

const msfas = {
  msfas_1: {
    situations: [
      { situation: '強い口調で指示されるとき', coping: 'だまって我慢する', result: '眠れなくなる' },
    ],
  },
  msfas_2: { tasks: '人の出入りが多いところでの入力作業。2時間を過ぎると疲れやすい。' },
  msfas_3: { behaviour: ['bear'] },
  msfas_4: { signs: ['headache', 'sigh', 'slow'] },
  msfas_5: { scenes: '朝の静かな時間に、一つの作業を続けるとき。' },
};

const history = [
  { sleep: 2, condition: 2, attendance: 3, work: 3, feelings: 2 },
  { sleep: 2, condition: 3, attendance: 3, work: 3, feelings: 2 },
  { sleep: 3, condition: 3, attendance: 4, work: 3, feelings: 3 },
  { sleep: 3, condition: 3, attendance: 4, work: 4, feelings: 4 },
] as const;
const notes = ['寝つきがよくない。', '', '休憩を自分から取れた。', '朝、気分よく出かけられた。'];

function of<T>(api: INestApplicationContext, service: abstract new (...parts: never[]) => T): T {
  return api.get<T>(service, { strict: false });
}

function anew(): OnceKey {
  return { key: randomUUID(), fingerprint: Buffer.alloc(0) };
}
