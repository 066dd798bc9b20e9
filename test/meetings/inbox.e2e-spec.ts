import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAgency, buildWorker } from '../factories/identity.js';
import { eventually } from '../worker/worker.world.js';
import { dayAhead, inboxToken, InvitationsWorld, type SentMail } from './invitations.world.js';

interface Waiting extends Record<string, unknown> {
  readonly id: string;
  readonly invitationId: string | null;
}

let world: InvitationsWorld;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portal-inbox-'));
  for (const part of ['new', 'tmp']) mkdirSync(join(folder, part));
  world = await InvitationsWorld.open({ inboxDir: folder });
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

let counter = 0;
const address = () => `inbox-${(counter += 1)}@example.jp`;

/** A meeting to which one person is invited. */
async function invited() {
  const mailbox = address();
  const id = await world.meeting(await world.council([{ name: '佐藤', email: mailbox }]));
  await world.inviteAll(id);
  const [mail] = await world.mailsTo(mailbox);
  return { id, mailbox, mail: mail! };
}

interface Said {
  readonly from?: string;
  readonly to?: string;
  readonly answer?: string;
  readonly sequence?: number;
  readonly stamp?: Date;
  readonly uid?: string;
  readonly attendee?: string;
  readonly parameters?: string;
  readonly comment?: string;
}

/** A reply as a calendar program writes it. */
function reply(mail: SentMail, mailbox: string, said: Said = {}): string {
  const { from = mailbox, to = mail.replyTo, answer = 'ACCEPTED', sequence = 0, stamp = new Date() } = said;
  const written = stamp.toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  return [
    `From: ${from}`,
    `To: ${to}`,
    'Subject: Accepted',
    `Message-ID: <${(counter += 1)}@example.jp>`,
    'MIME-Version: 1.0',
    'Content-Type: text/calendar; method=REPLY; charset=UTF-8',
    '',
    'BEGIN:VCALENDAR',
    'METHOD:REPLY',
    'BEGIN:VEVENT',
    `UID:${said.uid ?? mail.event!.uid}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${written}Z`,
    `ATTENDEE;PARTSTAT=${answer}${said.parameters ?? ''}:mailto:${said.attendee ?? mailbox}`,
    ...(said.comment ? [`COMMENT:${said.comment}`] : []),
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

async function relay(raw: string, token = inboxToken): Promise<number> {
  const { status } = await world.api.client().send('POST', 'inbound-mails', Buffer.from(raw), {
    'content-type': 'message/rfc822',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  });
  await world.settled();
  return status;
}
const waiting = async (id: string) =>
  (await world.keeper.get(`meetings/${id}/inbound-mails`)).body as Waiting[];
const later = (seconds: number) => new Date(Date.now() + seconds * 1000);

it('takes a reply that comes back to its own mark, whichever way it comes', async () => {
  const { id, mailbox, mail } = await invited();
  expect(await relay(reply(mail, mailbox, { comment: '10分遅れます' }))).toBe(202);
  expect(await world.invitation(id, '佐藤')).toMatchObject({
    answer: 'accepted',
    mode: 'venue',
    comment: '10分遅れます',
    answeredHow: 'メールの返信',
  });
  writeFileSync(join(folder, 'tmp', 'a'), reply(mail, mailbox, { answer: 'DECLINED', stamp: later(5) }));
  renameSync(join(folder, 'tmp', 'a'), join(folder, 'new', 'a'));
  await eventually(async () =>
    expect(await world.invitation(id, '佐藤')).toMatchObject({ answer: 'declined' }),
  );
  await eventually(() => expect(readdirSync(join(folder, 'cur'))).toEqual(['a:2,S']));
  const kept = await world.api.db.admin('SELECT FROM portal.inbound_mail WHERE raw IS NOT NULL');
  expect(kept).toEqual([]);
});

it('lets nobody hand in mails without the token', async () => {
  expect(await relay('From: a@example.jp\r\n\r\nx', '')).toBe(401);
  expect(await relay('From: a@example.jp\r\n\r\nx', 'wrong')).toBe(401);
});

it('edge 7: reply out of order: an older one is kept and does not count, also when it comes twice', async () => {
  const { id, mailbox, mail } = await invited();
  const old = reply(mail, mailbox, { answer: 'DECLINED', stamp: later(-60) });
  await relay(reply(mail, mailbox, { answer: 'TENTATIVE', stamp: later(60) }));
  await relay(old);
  await relay(old);
  expect(await world.invitation(id, '佐藤')).toMatchObject({ answer: 'tentative' });
  const { answers } = await world.history(id, '佐藤');
  expect(answers.map(({ answer, outcome }: Record<string, unknown>) => [answer, outcome])).toEqual([
    ['tentative', 'applied'],
    ['declined', 'outdated'],
  ]);
});

it('edge 7: what was said on the page after a reply was written is the last word', async () => {
  const { id, mailbox, mail } = await invited();
  await world.answer(mail.links[0]!, { answer: 'accepted', mode: 'web' });
  await relay(reply(mail, mailbox, { answer: 'DECLINED', stamp: later(-600) }));
  expect(await world.invitation(id, '佐藤')).toMatchObject({ answer: 'accepted', mode: 'web' });
});

it('edge 6: an answer to the earlier date is shown as such', async () => {
  const { id, mailbox, mail } = await invited();
  await world.change(id, { day: dayAhead(11) });
  await relay(reply(mail, mailbox, { stamp: later(60) }));
  expect(await world.invitation(id, '佐藤')).toMatchObject({ answer: 'needs_action' });
  const { answers } = await world.history(id, '佐藤');
  expect(answers).toMatchObject([{ outcome: 'outdated', outcomeName: '旧日程または古い回答です' }]);
  await world.minutePasses(id);
  const update = (await world.mailsTo(mailbox)).at(-1)!;
  expect(update.replyTo).toBe(mail.replyTo);
  await relay(reply(update, mailbox, { sequence: 1, stamp: later(61) }));
  expect(await world.invitation(id, '佐藤')).toMatchObject({ answer: 'accepted' });
});

it('edge 7: forged, or from another address: waits for a person, who decides', async () => {
  const { id, mailbox, mail } = await invited();
  // Without the mark anybody could have written it.
  await relay(reply(mail, mailbox, { to: 'kaigi@portal.example.jp' }));
  // With the mark, but somebody else answers.
  await relay(
    reply(mail, mailbox, { from: 'private@example.jp', attendee: 'private@example.jp', comment: '自宅から' }),
  );
  expect(await world.invitation(id, '佐藤')).toMatchObject({ answer: 'needs_action' });
  const mails = await waiting(id);
  expect(mails.map(({ why, sender, answer }: Record<string, unknown>) => [why, sender, answer])).toEqual([
    ['unknown_sender', mailbox, 'accepted'],
    ['unknown_sender', 'private@example.jp', 'accepted'],
  ]);
  const row = await world.invitation(id, '佐藤');
  expect(mails[1]!.invitationId).toBe(row.id);
  const stranger = await buildWorker(world.api);
  expect((await stranger.get(`meetings/${id}/inbound-mails`)).status).toBe(404);
  expect((await stranger.get('inbound-mails')).body).toEqual([]);
  expect((await stranger.post(`inbound-mails/${mails[1]!.id}/dismissal`)).status).toBe(404);
  const path = `inbound-mails/${mails[1]!.id}/acceptance`;
  expect((await world.keeper.post(path, { invitationId: row.id })).status).toBe(204);
  expect((await world.keeper.post(path, { invitationId: row.id })).status).toBe(409);
  expect(await world.invitation(id, '佐藤')).toMatchObject({ answer: 'accepted', comment: '自宅から' });
  expect((await world.keeper.post(`inbound-mails/${mails[0]!.id}/dismissal`)).status).toBe(204);
  expect(await waiting(id)).toEqual([]);
});

it('edge 7: by a substitute: delegating makes a proposal', async () => {
  const { id, mailbox, mail } = await invited();
  await relay(
    reply(mail, mailbox, { answer: 'DELEGATED', parameters: ';DELEGATED-TO="mailto:sub@example.jp"' }),
  );
  const [proposal] = await waiting(id);
  expect(proposal).toMatchObject({ why: 'substitute', answer: 'delegated', substitute: 'sub@example.jp' });
  await world.keeper.post(`inbound-mails/${proposal!.id}/acceptance`, {
    invitationId: proposal!.invitationId,
  });
  expect(await world.invitation(id, '佐藤')).toMatchObject({
    answer: 'delegated',
    substitute: 'sub@example.jp',
  });
});

it('edge 7: after the meeting: kept, and not applied', async () => {
  const { id, mailbox, mail } = await invited();
  await world.api.db.admin(
    `UPDATE portal.meeting SET start_local = start_local - interval '30 days', end_local = end_local - interval '30 days' WHERE id = $1`,
    [id],
  );
  await relay(reply(mail, mailbox, { sequence: 9, stamp: later(60) }));
  expect(await world.invitation(id, '佐藤')).toMatchObject({ answer: 'needs_action' });
  expect((await world.history(id, '佐藤')).answers).toMatchObject([{ outcome: 'late' }]);
});

it('leaves words, other wishes and notices of absence to a person or aside', async () => {
  const { id, mailbox, mail } = await invited();
  const plain = (...lines: string[]) => [`From: ${mailbox}`, `To: ${mail.replyTo}`, ...lines].join('\r\n');
  await relay(plain('Subject: Re', '', '出席でお願いします。'));
  await relay(plain('Subject: absent', 'Auto-Submitted: auto-replied', '', '不在です。'));
  await relay(reply(mail, mailbox).replace('METHOD:REPLY', 'METHOD:COUNTER'));
  expect((await waiting(id)).map(({ why, words }: Record<string, unknown>) => [why, words])).toEqual([
    ['no_calendar', '出席でお願いします。'],
    ['other_method', ''],
  ]);
  expect(await world.invitation(id, '佐藤')).toMatchObject({ answer: 'needs_action' });
});

it('edge 13: mail bounce: shows at the invitation, offers another address of the agency, and asks there anew', async () => {
  const agencyId = await buildAgency(world.api);
  await world.api.db.admin(`UPDATE portal.agency SET email = 'office@example.jp' WHERE id = $1`, [agencyId]);
  const mailbox = address();
  const id = await world.meeting(await world.council([{ name: '佐藤', email: mailbox, agencyId }]));
  await world.inviteAll(id);
  const [mail] = await world.mailsTo(mailbox);
  const bounce = (status: string) =>
    [
      'From: MAILER-DAEMON@mx.example.jp',
      `To: ${mail!.returnTo}`,
      'Content-Type: multipart/report; report-type=delivery-status; boundary=a',
      '',
      '--a',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example.jp',
      '',
      `Final-Recipient: rfc822; ${mailbox}`,
      `Action: ${status.startsWith('4') ? 'delayed' : 'failed'}`,
      `Status: ${status}`,
      '--a--',
      '',
    ].join('\r\n');
  await relay(bounce('4.4.1'));
  expect(await world.invitation(id, '佐藤')).toMatchObject({
    isUnreachable: false,
    last: { bounce: 'soft' },
  });
  await relay(bounce('5.1.1'));
  const row = await world.invitation(id, '佐藤');
  expect(row).toMatchObject({
    isUnreachable: true,
    last: { bounce: 'hard', stateName: '届きませんでした（宛先不明など）' },
    otherAddresses: ['office@example.jp'],
  });
  const path = `meetings/${id}/invitations/${row.id}/address`;
  await world.keeper.put(path, { email: 'office@example.jp' }, { 'if-match': `"${row.version}"` });
  await world.settled();
  const [again] = await world.mailsTo('office@example.jp');
  expect(again!.method).toBe('REQUEST');
  // To where nothing arrives no cancellation is sent either.
  expect(await world.mailsTo(mailbox)).toHaveLength(1);
  expect(await world.invitation(id, '佐藤')).toMatchObject({ isUnreachable: false });
});

it('feeds calendars: of a council, and of everything; the way to the web for those who come; until revoked', async () => {
  const agencyId = await buildAgency(world.api);
  const member = await buildWorker(world.api, { agencyId });
  const mailbox = address();
  const council = await world.council([{ name: '佐藤', email: mailbox, agencyId }]);
  const id = await world.meeting(council);
  await world.meeting(council, { title: '準備中の会議' }, { announced: false });
  await world.inviteAll(id);
  const feed = (await member.post('calendar-feeds', { councilId: council })).body;
  const read = async () => world.api.client().get(new URL(feed.address).pathname);
  const first = await read();
  expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(first.text).toContain('BEGIN:VEVENT');
  const unfolded = (text: string) => text.replaceAll('\r\n ', '');
  expect(unfolded(first.text)).toContain('定例会');
  expect(unfolded(first.text)).not.toContain('準備中の会議');
  expect(unfolded(first.text)).not.toContain('secret-room');
  await world.answer((await world.mailsTo(mailbox))[0]!.links[0]!, { answer: 'accepted', mode: 'web' });
  expect(unfolded((await read()).text)).toContain('secret-room');
  const own = (await member.post('calendar-feeds', {})).body;
  expect((await world.api.client().get(new URL(own.address).pathname)).text).toContain('BEGIN:VEVENT');
  expect((await member.get('calendar-feeds')).body).toHaveLength(2);
  expect((await world.keeper.delete(`calendar-feeds/${feed.id}`)).status).toBe(404);
  expect((await member.delete(`calendar-feeds/${feed.id}`)).status).toBe(204);
  expect((await read()).status).toBe(404);
});
