import { type DataCategory, type Purpose } from '#libs/people';
import type { ReferralMode } from '#libs/referrals';
import { type Answer, ifMatch } from '../support/client.js';
import type { Worker } from './identity.js';

// Through the API, as people would: a factory that wrote rows would prove nothing about who may.

/** Days from today in Japan, as YYYY-MM-DD. */
export function dayFromToday(days: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(Date.now() + days * 86_400_000);
}

/** A person of the worker's agency, with something written on some sheets. */
export async function buildPerson(
  worker: Worker,
  {
    name = '試験 太郎',
    kana = 'しけん たろう',
    birthDate = '1990-04-02',
    sheets = { medical: { diagnosis: '診断の秘密' } },
  }: {
    name?: string;
    kana?: string;
    birthDate?: string;
    sheets?: Partial<Record<DataCategory, Record<string, string>>>;
  } = {},
): Promise<string> {
  const person = expectStatus(
    201,
    await worker.post('people', { name, kana, birthDate, allowDuplicate: true }),
  );
  for (const [category, fields] of Object.entries(sheets)) {
    expectStatus(200, await worker.put(`people/${person.id}/sections/${category}`, { fields }, ifMatch(0)));
  }
  return person.id;
}

/** A consent in force, for one recipient. */
export async function buildConsent(
  worker: Worker,
  personId: string,
  {
    recipientAgencyId,
    categories = ['identity', 'request', 'medical'],
    purposes = ['intake', 'support', 'report_back'],
    decision = 'given',
    words = {},
  }: {
    recipientAgencyId: string;
    categories?: DataCategory[];
    purposes?: Purpose[];
    decision?: 'given' | 'refused';
    /** What the worker writes down beside the codes; a representative decides when there is one. */
    words?: { representative?: string; witness?: string; note?: string };
  },
): Promise<{ id: string; version: number }> {
  return expectStatus(
    201,
    await worker.post(`people/${personId}/consents`, {
      decision,
      decidedOn: dayFromToday(0),
      validFrom: dayFromToday(0),
      validUntil: dayFromToday(365),
      method: 'written',
      givenBy: words.representative === undefined ? 'person' : 'representative',
      ...(words.representative === undefined
        ? {}
        : { authority: 'adult_guardian', authorityNote: '後見登記', assent: 'agrees', assentWords: 'はい' }),
      ...words,
      grants: [{ recipientAgencyId, purposes, categories }],
    }),
  );
}

/** A draft with everything that sending asks for. */
export async function buildDraft(
  worker: Worker,
  {
    personId,
    recipientAgencyId,
    recipientAgencyIds = [recipientAgencyId ?? ''],
    mode = 'single',
    categories = ['identity', 'request', 'medical'],
    ask = '依頼の秘密',
    wish = '働きたい',
    background = '',
  }: {
    personId: string;
    recipientAgencyId?: string;
    recipientAgencyIds?: string[];
    mode?: ReferralMode;
    categories?: DataCategory[];
    ask?: string;
    wish?: string;
    background?: string;
  },
): Promise<ReferralBody> {
  const draft = expectStatus<ReferralBody>(
    201,
    await worker.post('referrals', {
      personId,
      recipientAgencyIds,
      mode,
      type: 'introduction',
      purpose: 'intake',
      replyBy: dayFromToday(10),
      services: ['assessment'],
      categories,
      request: { ask, wish, background },
    }),
  );
  const values = { firstContact: 'person' };
  expectStatus(200, await worker.put(`referrals/${draft.id}/particulars`, { values }, ifMatch(0)));
  return draft;
}

/** What a test needs of a line's view. */
export interface LineBody {
  id: string;
  version: number;
  status: string;
  reason: string | null;
  attribution: string | null;
  [field: string]: unknown;
}

/** What a test needs of a referral's view. */
export interface ReferralBody {
  id: string;
  number: string;
  version: number;
  status: string;
  lines: LineBody[];
  [field: string]: unknown;
}

/** The two sides of a referral that has been sent, and everything it rests on. */
export interface SentReferral {
  sender: Worker;
  recipient: Worker;
  personId: string;
  consent: { id: string; version: number };
  referral: ReferralBody;
}

/** A referral that has just arrived at `recipient`. */
export async function buildSentReferral(
  sender: Worker,
  recipient: Worker,
  person: Parameters<typeof buildPerson>[1] = {},
): Promise<SentReferral> {
  const personId = await buildPerson(sender, person);
  const consent = await buildConsent(sender, personId, { recipientAgencyId: recipient.agencyId });
  const draft = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId });
  const referral = expectStatus<ReferralBody>(200, await move(sender, draft, 'sending'));
  return { sender, recipient, personId, consent, referral };
}

/** Moves a line of a referral, the newest unless another is named, from the version that the caller has seen; a draft is sent whole. */
export async function move(
  worker: Worker,
  referral: ReferralBody,
  route: string,
  body: unknown = {},
  headers: Record<string, string> = {},
  line: LineBody | undefined = referral.lines.at(-1),
): Promise<Answer<ReferralBody>> {
  if (route === 'sending' && referral.status === 'draft')
    return worker.post(`referrals/${referral.id}/sending`, body, {
      ...ifMatch(referral.version),
      ...headers,
    });
  return worker.post(`referrals/${referral.id}/recipients/${line?.id}/${route}`, body, {
    ...ifMatch(line?.version ?? 0),
    ...headers,
  });
}

/** The referral as the worker sees it now. */
export async function look(worker: Worker, id: string): Promise<ReferralBody> {
  return expectStatus(200, await worker.get(`referrals/${id}`));
}

/** Takes a consent back. */
export async function withdraw(
  worker: Worker,
  consent: { id: string; version: number },
  body: Record<string, unknown> = { scope: 'whole' },
): Promise<Answer> {
  return worker.post(
    `consents/${consent.id}/withdrawal`,
    { toldBy: 'person', channel: 'desk', saidOn: dayFromToday(0), identityCheck: '受給者証で確認', ...body },
    ifMatch(consent.version),
  );
}

/** The body, when the status is the expected one; else an error that shows what came instead. */
export function expectStatus<Body>(status: number, answer: Answer<Body>): Body {
  if (answer.status !== status) throw new Error(`expected ${status}, got ${answer.status}: ${answer.text}`);
  return answer.body;
}
