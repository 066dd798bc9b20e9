import {
  categoryCodes,
  type DataCategory,
  fieldsOf,
  type OwnSheetField,
  ownSheetForms,
  ownSheetKinds,
  sheetCategories,
} from '#libs/people';
import { buildAgency, buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
  dayFromToday,
  expectStatus,
  type LineBody,
  look,
  move,
  type ReferralBody,
  withdraw,
} from '../factories/referrals.js';
import type { TestApi } from '../support/api.js';
import { ifMatch } from '../support/client.js';
import type { Canaries, Group } from './canaries.js';
import type { CaseName } from './cases.js';

/** What is told in every case: all kinds of data that a record keeps. */
const told: DataCategory[] = [...categoryCodes];

/** The ids of everything that belongs to a case. */
export interface CaseIds {
  readonly person: string;
  readonly consent: string;
  readonly asking: string;
  readonly evidence: string;
  readonly attachment: string;
  readonly selfCheck: string;
  readonly referral: string;
  readonly line: string;
  readonly formerName: string;
  readonly supportTerm: string;
  /** An agency outside the portal, and what was sent to it. */
  readonly outsider?: string;
  readonly outside?: string;
}

/** Builds a case through the API, as its two agencies would, with a canary in every field that takes words. */
export async function buildCase(
  api: TestApi,
  canaries: Canaries,
  name: CaseName,
  owner: Worker,
  recipient: Worker,
): Promise<CaseIds> {
  const story = new Story(api, canaries, name, owner, recipient);
  await story.begin();
  await stories[name](story);
  await story.scan();
  await story.ask();
  return story.ids();
}

const receivedStory = async (story: Story) => {
  await story.move('sending');
  await story.move('receipt');
};
const acceptedStory = async (story: Story) => {
  await receivedStory(story);
  await story.move('acceptance', { note: story.note('recipientNote', 'acceptance') });
};
const startedStory = async (story: Story) => {
  await acceptedStory(story);
  await story.move('start', { startedOn: dayFromToday(0) });
};
const reportedStory = async (story: Story) => {
  await startedStory(story);
  await story.report();
};

const stories: Readonly<Record<CaseName, (story: Story) => Promise<void>>> = {
  draft: (story) => story.sendOutside('link'),
  // Of a draft that nobody was told of there must be one, so that it can be discarded.
  refused: async () => {},
  sent: async (story) => {
    await story.move('sending');
    await story.sendOutside('letter');
  },
  received: async (story) => {
    await receivedStory(story);
    await story.converse();
  },
  asked: async (story) => {
    await receivedStory(story);
    await story.move('question', { questions: story.note('recipientWord', 'question') });
  },
  proposed: async (story) => {
    await receivedStory(story);
    const note = story.note('recipientWord', 'proposal');
    await story.move('proposal', { service: '体験', time: '', note });
  },
  redirected: async (story) => {
    await receivedStory(story);
    await story.pointElsewhere();
  },
  supported: async (story) => {
    await startedStory(story);
    await story.meet();
    await story.askToStop();
    const why = story.note('recipientWord', 'transfer');
    await story.move('transfer-request', { why, dueOn: dayFromToday(3) });
  },
  silenced: async (story) => {
    await receivedStory(story);
    await story.converse();
    await story.withdraw({ scope: 'whole' });
  },
  accepted: async (story) => {
    await acceptedStory(story);
    await story.move('transfer-request', { why: '試験', dueOn: dayFromToday(3) });
  },
  reported: reportedStory,
  completed: async (story) => {
    await reportedStory(story);
    await story.move('completion');
  },
  declined: async (story) => {
    await receivedStory(story);
    await story.move('decline', { reason: 'other', note: story.note('recipientNote', 'decline') });
  },
  cancelled: async (story) => {
    await receivedStory(story);
    await story.move('cancellation', { reason: 'other', note: story.note('sourceNote', 'cancel') });
  },
  reopened: async (story) => {
    await stories.declined(story);
    await story.move('reopening', { reason: 'other', note: story.note('sourceNote', 'reopen') });
  },
  suspended: async (story) => {
    await receivedStory(story);
    await story.withdraw({ scope: 'whole' });
  },
  takenBack: async (story) => {
    await stories.suspended(story);
    await story.move('cancellation', { reason: 'other', note: story.note('sourceNote', 'cancel') });
  },
  closed: async (story) => {
    await reportedStory(story);
    await story.withdraw({ scope: 'whole' });
  },
  partial: async (story) => {
    await receivedStory(story);
    await story.withdraw({ scope: 'category', category: 'medical' });
  },
  expired: async (story) => {
    await receivedStory(story);
    await story.expire();
  },
  resumable: async (story) => {
    await stories.suspended(story);
    await story.agree();
  },
  backward: receivedStory,
  foreign: receivedStory,
  telephoned: async (story) => {
    await story.move('sending');
    const note = story.note('sourceWord', 'phone');
    await story.move('phone-acceptance', { agreedBy: '試験', agreedOn: dayFromToday(0), note });
  },
  waiting: async (story) => {
    await receivedStory(story);
    await story.move('waiting');
  },
  offered: async (story) => {
    await receivedStory(story);
    await story.offerMeeting({ agreed: false });
  },
  started: startedStory,
  stopping: async (story) => {
    await startedStory(story);
    await story.askToStop();
  },
  chosen: async (story) => {
    await story.alsoAsk('choose');
    await acceptedStory(story);
  },
  sequence: async (story) => {
    await story.alsoAsk('sequential');
    await stories.declined(story);
  },
};

const ownRoutes = [
  'phone-acceptance',
  'stop-request',
  'sending',
  'cancellation',
  'resumption',
  'completion',
  'reopening',
];

/** An answer with these words in it, whatever the field takes. */
function answerTo(field: OwnSheetField, words: string): unknown {
  if (field.kind === 'rows') return [{ [field.columns[0]!.code]: words }];
  return field.kind === 'one' || field.kind === 'some' ? [`other:${words}`] : words;
}

/** One case while it is told. */
class Story {
  private person = '';
  private formerName = '';
  private supportTerm = '';
  private consent = { id: '', version: 0 };
  private evidence = '';
  private asking = '';
  private attachment = '';
  private selfCheck = '';
  private referral = '';
  private outsider: string | undefined;
  private outside: string | undefined;

  constructor(
    private readonly api: TestApi,
    private readonly canaries: Canaries,
    private readonly name: CaseName,
    private readonly owner: Worker,
    private readonly recipient: Worker,
  ) {}

  /** The person with all sheets, the decision, and the draft. */
  async begin(): Promise<void> {
    const { canaries, name, owner, recipient } = this;
    const sheet = (category: (typeof sheetCategories)[number]) =>
      fieldsOf(category).map(({ code }) => [code, canaries.text(name, category, code)]);
    this.person = await buildPerson(owner, {
      name: canaries.text(name, 'identity', 'name'),
      kana: canaries.kana(name),
      birthDate: canaries.day(name),
      sheets: Object.fromEntries(
        sheetCategories.map((category) => [category, Object.fromEntries(sheet(category))]),
      ),
    });
    await this.fillOwnSheets();
    await this.attach();
    // A former name is what the own agency finds somebody by: no package tells it.
    const former = expectStatus<{ formerNames: { id: string }[] }>(
      201,
      await owner.post(`people/${this.person}/former-names`, {
        name: canaries.text(name, 'sourceSecret', 'former'),
        kana: canaries.kana(name, 'sourceSecret'),
      }),
    );
    this.formerName = former.formerNames[0]!.id;
    const term = { kind: 'retention', baseOn: dayFromToday(-100) };
    const ends = await owner.post<{ id: string }>(`people/${this.person}/support-terms`, term);
    this.supportTerm = expectStatus(201, ends).id;
    await this.agree(name === 'refused' ? 'refused' : 'given');
    const draft = await buildDraft(owner, {
      personId: this.person,
      recipientAgencyId: recipient.agencyId,
      categories: told,
      ask: canaries.text(name, 'request', 'ask'),
      wish: canaries.text(name, 'request', 'wish'),
      background: canaries.text(name, 'request', 'background'),
    });
    this.referral = draft.id;
    const file = `referrals/${draft.id}/attachments/${this.attachment}`;
    expectStatus(204, await owner.put(file, {}));
  }

  /** The sheets that belong to the person, with something in every part. */
  private async fillOwnSheets(): Promise<void> {
    const { canaries, name, owner, person } = this;
    for (const kind of ownSheetKinds) {
      const { parts } = ownSheetForms[kind];
      const sections = parts.map(({ category, fields }) => [
        category,
        Object.fromEntries(
          fields.map((field) => [field.code, answerTo(field, canaries.text(name, category, field.code))]),
        ),
      ]);
      const body = {
        sections: Object.fromEntries(sections),
        shared: parts.map(({ category }) => category),
        agreedOn: dayFromToday(-1),
        why: canaries.text(name, 'consent', `why-${kind}`),
      };
      expectStatus(200, await owner.put(`people/${person}/own-sheets/${kind}`, body, ifMatch(0)));
    }
    const [check] = expectStatus<{ id: string }[]>(
      201,
      await owner.post(`people/${person}/self-checks`, {
        checkedOn: dayFromToday(-1),
        with: 'alone',
        levels: [{ item: 'sleep', level: 3 }],
        note: canaries.text(name, 'passport_6', 'note'),
      }),
    );
    this.selfCheck = check!.id;
  }

  /** A file about the person. */
  private async attach(): Promise<void> {
    const path = `people/${this.person}/attachments?category=media&kind=other&extension=pdf`;
    const content = `%PDF-1.4 ${this.canaries.text(this.name, 'media', 'content')}`;
    const added = await this.owner.post<{ id: string }>(path, content, { 'content-type': 'application/pdf' });
    this.attachment = expectStatus(201, added).id;
    const words = { words: this.canaries.text(this.name, 'media', 'words') };
    const described = `people/${this.person}/attachments/${this.attachment}`;
    expectStatus(200, await this.owner.patch(described, words, ifMatch(1)));
  }

  /** The person agrees, or does not. */
  async agree(decision: 'given' | 'refused' = 'given'): Promise<void> {
    const { canaries, name, owner } = this;
    const nth = canaries.all.length;
    this.consent = await buildConsent(owner, this.person, {
      recipientAgencyId: this.recipient.agencyId,
      categories: told,
      decision,
      words: {
        representative: canaries.text(name, 'consent', `representative-${nth}`),
        witness: canaries.text(name, 'consent', `witness-${nth}`),
        note: canaries.text(name, 'consent', `note-${nth}`),
      },
    });
  }

  /** The paper behind the present decision. */
  async scan(): Promise<void> {
    const scan = `%PDF-1.4 ${this.note('consent', 'scan')}`;
    const kept = expectStatus<{ evidence: { id: string }[] }>(
      201,
      await this.owner.post(`consents/${this.consent.id}/evidence`, scan, {
        'content-type': 'application/pdf',
      }),
    );
    this.evidence = kept.evidence.at(-1)!.id;
  }

  /** Something more is asked, that no referral needs; in most cases the person has the paper in their hands. */
  async ask(): Promise<void> {
    const { owner, name, consent } = this;
    const asking = expectStatus<{ id: string; version: number }>(
      201,
      await owner.post(`people/${this.person}/askings`, {
        grants: [
          { recipientAgencyId: this.recipient.agencyId, purposes: ['conference'], categories: ['finance'] },
        ],
        validity: 'years',
        validYears: 1,
        givenBy: 'person',
        note: this.note('consent', 'asking'),
      }),
    );
    this.asking = asking.id;
    if (['draft', 'sent', 'received', 'accepted'].includes(name)) return;
    expectStatus(200, await owner.post(`askings/${asking.id}/issue`, {}, ifMatch(asking.version)));
    if (name === 'declined')
      await this.api.db.admin('UPDATE portal.consent SET paper_due = $2 WHERE id = $1', [
        consent.id,
        dayFromToday(0),
      ]);
  }

  /** One side moves the recipient's newest line. */
  async move(route: string, body?: unknown): Promise<void> {
    const mover = ownRoutes.includes(route) ? this.owner : this.recipient;
    const referral = await this.seen();
    const isOurs = ({ agency }: LineBody) => (agency as { id: string }).id === this.recipient.agencyId;
    expectStatus(200, await move(mover, referral, route, body, {}, referral.lines.filter(isOurs).at(-1)));
  }

  /** Both sides write to each other and for themselves. */
  async converse(): Promise<void> {
    const say = async (by: Worker, level: string, text: string) =>
      void expectStatus(200, await move(by, await this.seen(), 'messages', { level, text }));
    await say(this.owner, 'shared', this.note('sourceWord', 'shared'));
    await say(this.owner, 'internal', this.note('sourceSecret', 'internal'));
    await say(this.recipient, 'shared', this.note('recipientWord', 'shared'));
    await say(this.recipient, 'internal', this.note('recipientSecret', 'internal'));
  }

  /** The source would like support to end. */
  async askToStop(): Promise<void> {
    const note = this.note('sourceWord', 'stop');
    await this.move('stop-request', { reason: 'other', note, dueOn: dayFromToday(3) });
  }

  /** One more agency is to be asked, whose line stands before the recipient's where both are asked at once. */
  async alsoAsk(mode: 'choose' | 'sequential'): Promise<void> {
    const agencyId = await buildAgency(this.api);
    await buildWorker(this.api, { agencyId, role: 'acceptor' });
    await buildConsent(this.owner, this.person, { recipientAgencyId: agencyId, categories: told });
    const { agencyId: own } = this.recipient;
    const recipientAgencyIds = mode === 'choose' ? [agencyId, own] : [own, agencyId];
    const { version } = await this.seen();
    const path = `referrals/${this.referral}`;
    expectStatus(200, await this.owner.patch(path, { mode, recipientAgencyIds }, ifMatch(version)));
  }

  /** A time for a meeting, to choose or agreed on. */
  async offerMeeting({ agreed }: { agreed: boolean }): Promise<void> {
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    const note = this.note('recipientWord', 'meeting');
    const times = [{ startsAt: at(1), endsAt: at(2) }];
    await this.move('appointment', { times, place: '', link: '', note, agreed });
  }

  /** A meeting that is over, and of which nobody has said whether the person came. */
  async meet(): Promise<void> {
    await this.offerMeeting({ agreed: true });
    await this.api.db.admin(
      `UPDATE portal.appointment SET starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour'
       WHERE referral_id = $1`,
      [this.referral],
    );
  }

  /** The recipient names an agency that is no party of the case. */
  async pointElsewhere(): Promise<void> {
    const [third] = await this.api.db.admin<{ id: string }>(
      `SELECT id FROM portal.agency WHERE is_member AND name LIKE 'stranger%'`,
    );
    const note = this.note('recipientNote', 'redirect');
    await this.move('redirection', { reason: 'other_agency', note, agencyIds: [third!.id] });
  }

  /** The same package, to somebody outside the portal to whom the person agreed. */
  async sendOutside(means: 'link' | 'letter'): Promise<void> {
    this.outsider = await buildAgency(this.api, { name: '外の機関', isMember: false });
    await buildConsent(this.owner, this.person, { recipientAgencyId: this.outsider, categories: told });
    const draft = await this.seen();
    const sent = expectStatus<{ sendingId: string }>(
      201,
      await this.owner.post(
        `referrals/${draft.id}/outside`,
        { agencyId: this.outsider, means },
        ifMatch(draft.version),
      ),
    );
    this.outside = sent.sendingId;
  }

  /** The recipient reports. */
  async report(): Promise<void> {
    const [done, remaining, roles] = ['done', 'remaining', 'roles'].map((field) =>
      this.note('report', field),
    );
    await this.move('report', { result: 'registered', done, remaining, roles });
  }

  /** The person takes back what they agreed to. */
  async withdraw(scope: Record<string, unknown>): Promise<void> {
    const note = this.note('consent', 'withdrawal');
    const answer = await withdraw(this.owner, this.consent, { ...scope, note });
    this.consent = expectStatus(200, answer) as typeof this.consent;
  }

  /** The days of the consent are over. */
  async expire(): Promise<void> {
    await this.api.db.admin(
      `UPDATE portal.consent SET decided_on = '2020-01-01', valid_from = '2020-01-01', valid_until = '2020-12-31'
       WHERE id = $1`,
      [this.consent.id],
    );
  }

  note(group: Exclude<Group, DataCategory | 'address'>, field: string): string {
    return this.canaries.text(this.name, group, field);
  }

  async ids(): Promise<CaseIds> {
    const { lines } = await this.seen();
    const { person, formerName, supportTerm, consent, evidence, attachment, selfCheck, referral } = this;
    return {
      person,
      formerName,
      supportTerm,
      consent: consent.id,
      asking: this.asking,
      evidence,
      attachment,
      selfCheck,
      referral,
      line: lines.at(-1)!.id,
      outsider: this.outsider,
      outside: this.outside,
    };
  }

  private seen(): Promise<ReferralBody> {
    return look(this.owner, this.referral);
  }
}
