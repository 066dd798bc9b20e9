import { randomUUID } from 'node:crypto';
import { startApi, type TestApi } from '../support/api.js';
import { buildWorker, type Worker } from '../factories/identity.js';
import {
  buildConsent,
  buildDraft,
  buildPerson,
  buildSentReferral,
  dayFromToday,
  expectStatus,
  look,
  move,
  type ReferralBody,
  type SentReferral,
  withdraw,
} from '../factories/referrals.js';

let api: TestApi;
let sender: Worker;
let recipient: Worker;
let stranger: Worker;
let recipientStaff: Worker;
beforeAll(async () => {
  api = await startApi();
  sender = await buildWorker(api);
  recipient = await buildWorker(api, { role: 'acceptor' });
  recipientStaff = await buildWorker(api, { agencyId: recipient.agencyId, role: 'staff' });
  stranger = await buildWorker(api);
});
afterAll(() => api.close());

const report = { result: 'registered', done: '面談', remaining: '', roles: '' };
const reason = { reason: 'other', note: '試験のため' };

/** Brings a fresh referral to where an action can be taken. */
type Stage =
  'draft' | 'sent' | 'received' | 'accepted' | 'in_progress' | 'reported' | 'declined' | 'resumable';

interface ActionCase {
  route: string;
  verb: string;
  stage: Stage;
  /** A stage in which the same action is refused. */
  wrongStage: Stage;
  body?: unknown;
  side: 'source' | 'recipient';
  status: string;
  event: string;
}

const actions: ActionCase[] = [
  {
    route: 'sending',
    verb: 'send',
    stage: 'draft',
    wrongStage: 'sent',
    side: 'source',
    status: 'sent',
    event: 'referral.sent',
  },
  {
    route: 'receipt',
    verb: 'receive',
    stage: 'sent',
    wrongStage: 'received',
    side: 'recipient',
    status: 'received',
    event: 'referral.received',
  },
  {
    route: 'review',
    verb: 'review',
    stage: 'received',
    wrongStage: 'accepted',
    side: 'recipient',
    status: 'reviewing',
    event: 'referral.reviewing',
  },
  {
    route: 'acceptance',
    verb: 'accept',
    stage: 'received',
    wrongStage: 'accepted',
    side: 'recipient',
    status: 'accepted',
    event: 'referral.accepted',
  },
  {
    route: 'decline',
    verb: 'decline',
    stage: 'received',
    wrongStage: 'accepted',
    body: reason,
    side: 'recipient',
    status: 'declined',
    event: 'referral.declined',
  },
  {
    route: 'start',
    verb: 'start',
    stage: 'accepted',
    wrongStage: 'sent',
    body: { startedOn: dayFromToday(0) },
    side: 'recipient',
    status: 'in_progress',
    event: 'referral.started',
  },
  {
    route: 'report',
    verb: 'report',
    stage: 'in_progress',
    wrongStage: 'accepted',
    body: report,
    side: 'recipient',
    status: 'reported',
    event: 'referral.reported',
  },
  {
    route: 'failure',
    verb: 'fail',
    stage: 'in_progress',
    wrongStage: 'sent',
    body: reason,
    side: 'recipient',
    status: 'failed',
    event: 'referral.failed',
  },
  {
    route: 'completion',
    verb: 'complete',
    stage: 'reported',
    wrongStage: 'in_progress',
    side: 'source',
    status: 'completed',
    event: 'referral.completed',
  },
  {
    route: 'cancellation',
    verb: 'cancel',
    stage: 'received',
    wrongStage: 'in_progress',
    body: reason,
    side: 'source',
    status: 'cancelled',
    event: 'referral.cancelled',
  },
  {
    route: 'resumption',
    verb: 'resume',
    stage: 'resumable',
    wrongStage: 'sent',
    side: 'source',
    status: 'received',
    event: 'referral.resumed',
  },
  {
    route: 'reopening',
    verb: 'reopen',
    stage: 'declined',
    wrongStage: 'sent',
    body: reason,
    side: 'source',
    status: 'sent',
    event: 'referral.reopened',
  },
];

async function bring(stage: Stage): Promise<SentReferral> {
  if (stage === 'draft') return draftOnly();
  const sent = await buildSentReferral(sender, recipient);
  const go = async (route: string, body?: unknown) =>
    expectStatus(200, await move(recipient, await look(recipient, sent.referral.id), route, body));
  const paths: Record<Exclude<Stage, 'draft'>, [string, unknown?][]> = {
    sent: [],
    received: [['receipt']],
    declined: [['receipt'], ['decline', reason]],
    accepted: [['receipt'], ['acceptance']],
    in_progress: [['receipt'], ['acceptance'], ['start', { startedOn: dayFromToday(0) }]],
    reported: [['receipt'], ['acceptance'], ['start', { startedOn: dayFromToday(0) }], ['report', report]],
    resumable: [['receipt']],
  };
  for (const [route, body] of paths[stage]) await go(route, body);
  if (stage === 'resumable') {
    expectStatus(200, await withdraw(sender, sent.consent));
    await buildConsent(sender, sent.personId, { recipientAgencyId: recipient.agencyId });
  }
  return sent;
}

async function draftOnly(): Promise<SentReferral> {
  const personId = await buildPerson(sender);
  const consent = await buildConsent(sender, personId, { recipientAgencyId: recipient.agencyId });
  const referral = await buildDraft(sender, { personId, recipientAgencyId: recipient.agencyId });
  return { sender, recipient, personId, consent, referral };
}

/** What the database holds of a referral: nothing of it may change when an action is refused. */
async function traces(referralId: string) {
  const [row] = await api.db.admin<Record<string, unknown>>(
    `SELECT r.version, r.status, (SELECT jsonb_agg(l.status ORDER BY l.id) FROM portal.referral_line l WHERE l.referral_id = r.id) AS lines,
       (SELECT count(*)::int FROM portal.referral_event e WHERE e.referral_id = r.id) AS events,
       (SELECT count(*)::int FROM portal.disclosure d WHERE d.referral_id = r.id) AS disclosures,
       (SELECT count(*)::int FROM portal.outbox o WHERE o.payload ->> 'referralId' = r.id::text) AS promises
     FROM portal.referral r WHERE r.id = $1`,
    [referralId],
  );
  return row;
}

describe.each(actions)('POST …/$route', ({ route, verb, stage, wrongStage, body, side, status, event }) => {
  const actorOf = () => (side === 'source' ? sender : recipient);
  const otherSide = () => (side === 'source' ? recipient : sender);
  const seen = async (worker: Worker, { referral }: SentReferral): Promise<ReferralBody> =>
    worker === sender || stage !== 'draft' ? look(worker, referral.id) : referral;

  it('does it once: state, timeline, audit, promise', async () => {
    const world = await bring(stage);
    const before = await traces(world.referral.id);
    const moved = expectStatus(200, await move(actorOf(), await seen(actorOf(), world), route, body));
    expect(moved.lines.at(-1)?.status).toBe(status);

    const after = await traces(world.referral.id);
    expect(after?.['events']).toBe(Number(before?.['events']) + 1);
    expect(after?.['promises']).toBe(Number(before?.['promises']) + 1);
    const [promise] = await api.db.admin<{ payload: Record<string, string> }>(
      `SELECT payload FROM portal.outbox WHERE type = $1 AND payload ->> 'referralId' = $2 ORDER BY id DESC LIMIT 1`,
      [event, world.referral.id],
    );
    expect(promise?.payload).toMatchObject({
      tellAgencyId: otherSide().agencyId,
      byAgencyId: actorOf().agencyId,
    });
    const audited = await api.db.admin(
      `SELECT FROM audit.entry WHERE action = $1 AND outcome = 'done' AND object_id = $2 AND account_id = $3`,
      [`referral.${verb}`, world.referral.id, actorOf().accountId],
    );
    expect(audited).toHaveLength(1);
  });

  it('answers a repeated request alike and does nothing twice; the key serves no other request', async () => {
    const world = await bring(stage);
    const at = await seen(actorOf(), world);
    const key = { 'idempotency-key': randomUUID() };
    const first = expectStatus(200, await move(actorOf(), at, route, body, key));
    const again = expectStatus(200, await move(actorOf(), at, route, body, key));
    expect(again.version).toBe(first.version);
    const other = await actorOf().post('people', { name: '別', kana: 'べつ' }, key);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency.key_reused']);
  });

  it('refuses in the wrong state, and leaves everything as it was', async () => {
    const world = await bring(wrongStage);
    const before = await traces(world.referral.id);
    const refused = await move(actorOf(), await look(actorOf(), world.referral.id), route, body);
    expect([refused.status, refused.body['code']]).toEqual([409, 'referral.wrong_state']);
    expect(await traces(world.referral.id)).toEqual(before);
  });

  it('refuses whoever is signed out, a stranger, and the other side', async () => {
    const world = await bring(stage);
    const at = await seen(actorOf(), world);
    const before = await traces(world.referral.id);
    const signedOut = Object.assign(api.client(), { accountId: '', agencyId: '', email: '' });
    expect((await move(signedOut, at, route, body)).status).toBe(401);
    expect((await move(stranger, at, route, body)).status).toBe(404);
    expect((await move(otherSide(), at, route, body)).status).toBe(stage === 'draft' ? 404 : 403);
    expect(await traces(world.referral.id)).toEqual(before);
  });

  it('refuses whoever has seen an older version', async () => {
    const world = await bring(stage);
    const at = await seen(actorOf(), world);
    const line = at.lines.at(-1)!;
    const older = {
      ...at,
      version: at.version - 1,
      lines: [...at.lines.slice(0, -1), { ...line, version: line.version - 1 }],
    };
    const stale = await move(actorOf(), older, route, body);
    // A draft is sent as a whole; afterwards each line has a version of its own.
    const current = at.status === 'draft' ? at.version : line.version;
    expect([stale.status, stale.body['currentVersion']]).toEqual([412, current]);
  });
});

describe('deciding', () => {
  it.each(['acceptance', 'decline'])('%s is for those who decide for the agency', async (route) => {
    const { referral } = await bring('received');
    const refused = await move(recipientStaff, await look(recipientStaff, referral.id), route, reason);
    expect(refused.status).toBe(403);
  });
});

describe('a reason', () => {
  it('is one of the list, and some need words', async () => {
    const { referral } = await bring('received');
    const at = await look(recipient, referral.id);
    const unknown = await move(recipient, at, 'decline', { reason: 'because' });
    expect([unknown.status, (unknown.body['errors'] as { field: string }[])[0]?.field]).toEqual([
      422,
      'reason',
    ]);
    const wordless = await move(recipient, at, 'decline', { reason: 'other' });
    expect([wordless.status, (wordless.body['errors'] as { field: string }[])[0]?.field]).toEqual([
      422,
      'note',
    ]);
    const declined = expectStatus(
      200,
      await move(recipient, at, 'decline', { reason: 'person_not_reached' }),
    );
    expect(declined.lines[0]).toMatchObject({ reason: 'person_not_reached', attribution: 'person' });
  });
});
