import { buildAgency } from '../factories/identity.js';
import { dayAhead, InvitationsWorld } from './invitations.world.js';

let world: InvitationsWorld;
beforeAll(async () => (world = await InvitationsWorld.open()));
afterAll(() => world.close());

let counter = 0;
const address = () => `edge-${(counter += 1)}@example.jp`;
const kinds = async (to: string) =>
  (await world.mailsTo(to)).map(({ method, event }) => [method, event?.sequence ?? null]);

/** A meeting to which these people are invited, each by a mailbox of their own. */
async function invited(names: readonly string[], input: object = {}) {
  const seats = names.map((name) => ({ name, email: address() }));
  const id = await world.meeting(await world.council(seats), input);
  await world.inviteAll(id);
  return { id, to: Object.fromEntries(seats.map(({ name, email }) => [name, email])) };
}
const linkTo = async (to: string) => (await world.mailsTo(to)).at(-1)!.links[0]!;

it('edge 1: zone: mail, calendar and page all say 18:30, and a meeting elsewhere says both times', async () => {
  const { to } = await invited(['佐藤']);
  const [mail] = await world.mailsTo(to['佐藤']!);
  expect(mail!.text).toMatch(/日時: 令和\d+年\d+月\d+日（.）18:30〜20:00\n/);
  expect(mail!.calendar).toMatch(/DTSTART;TZID=Asia\/Tokyo:\d{8}T183000/);
  expect((await world.page(mail!.links[0]!)).text).toContain('18:30〜20:00');
  const { to: abroad } = await invited(['鈴木'], { tz: 'America/New_York' });
  const [other] = await world.mailsTo(abroad['鈴木']!);
  expect(other!.text).toContain('18:30〜20:00（America/New_Yorkの時刻）');
  expect(other!.text).toMatch(/日本時間: .*(08:30〜10:00|07:30〜09:00)/);
});

it('edge 5: cancelled after RSVP: all but those who declined are told, once; reminders die and the link is dead', async () => {
  const { id, to } = await invited(['出席', '未定', '欠席', '未回答']);
  await world.answer(await linkTo(to['出席']!), { answer: 'accepted', mode: 'web' });
  await world.answer(await linkTo(to['未定']!), { answer: 'tentative' });
  await world.answer(await linkTo(to['欠席']!), { answer: 'declined' });
  await world.step(id, 'cancellation', undefined, { reason: '講師の都合' });
  await world.minutePasses(id);
  for (const name of ['出席', '未定', '未回答']) {
    const [, cancel, ...more] = await world.mailsTo(to[name]!);
    expect(more).toEqual([]);
    expect(cancel!.subject).toContain('【中止】');
    expect(cancel!.text).toContain('理由: 講師の都合');
    expect([cancel!.method, cancel!.event!.sequence]).toEqual(['CANCEL', 1]);
    expect(cancel!.event!.component.getFirstPropertyValue('status')).toBe('CANCELLED');
  }
  expect(await world.mailsTo(to['欠席']!)).toHaveLength(1);
  const page = await world.page(await linkTo(to['欠席']!));
  expect(page.text).toContain('中止になりました');
  const [first] = await world.mailsTo(to['出席']!);
  const dead = await world.page(first!.links[0]!);
  expect(dead.text).not.toContain('secret-room');
  const { version } = await world.record(id);
  const again = await world.keeper.post(
    `meetings/${id}/cancellation`,
    { reason: 'x' },
    { 'if-match': `"${version}"` },
  );
  expect(again.status).toBe(409);
  expect(await world.mailsTo(to['出席']!)).toHaveLength(2);
});

it('edge 6: reschedule twice in a minute: only the last update is sent, and its sequence has risen', async () => {
  const { id, to } = await invited(['佐藤']);
  await world.answer(await linkTo(to['佐藤']!), { answer: 'accepted', mode: 'venue' });
  await world.change(id, { day: dayAhead(11) });
  await world.change(id, { day: dayAhead(12) });
  expect(await kinds(to['佐藤']!)).toEqual([['REQUEST', 0]]);
  await world.minutePasses(id);
  const [first, update, ...more] = await world.mailsTo(to['佐藤']!);
  expect(more).toEqual([]);
  expect(update!.subject).toContain('【変更】');
  expect(update!.event!.sequence).toBe(2);
  expect(update!.event!.uid).toBe(first!.event!.uid);
  expect(update!.calendar).toContain(`:${dayAhead(12).replaceAll('-', '')}T183000`);
  expect(await world.invitation(id, '佐藤')).toMatchObject({ answer: 'needs_action' });

  // Only the place: nobody has to answer again, and calendars are told all the same.
  await world.answer(update!.links[0]!, { answer: 'accepted', mode: 'venue' });
  await world.change(id, { day: dayAhead(12), venue: '別の会館' });
  await world.minutePasses(id);
  const [, , moved] = await world.mailsTo(to['佐藤']!);
  expect([moved!.method, moved!.event!.sequence]).toEqual(['REQUEST', 2]);
  expect(moved!.event!.location).toContain('別の会館');
  expect(moved!.event!.attendees[0]!.getParameter('partstat')).toBe('ACCEPTED');
  expect(await world.invitation(id, '佐藤')).toMatchObject({ answer: 'accepted' });

  // To the web alone, where there is room for nobody more: whoever came to the place is asked again.
  await world.change(id, { day: dayAhead(12), venue: '別の会館', mode: 'web' });
  await world.minutePasses(id);
  expect(await world.invitation(id, '佐藤')).toMatchObject({ answer: 'accepted', mode: 'web' });
});

it('edge 6: a way to take part that is full is asked about again', async () => {
  const { id, to } = await invited(['一', '二'], { venueCapacity: 2, webCapacity: 1 });
  for (const name of ['一', '二'])
    await world.answer(await linkTo(to[name]!), { answer: 'accepted', mode: 'venue' });
  await world.change(id, { mode: 'web', venueCapacity: 2, webCapacity: 1 });
  await world.minutePasses(id);
  const answers = (await world.invitations(id)).map(({ answer }: { answer: string }) => answer).sort();
  expect(answers).toEqual(['accepted', 'needs_action']);
});

it('edge 9: hybrid: no place is given twice, however many answer at once', async () => {
  const names = Array.from({ length: 12 }, (_, at) => `委員${at}`);
  const { id, to } = await invited(names, { venueCapacity: 5 });
  const links = await Promise.all(names.map((name) => linkTo(to[name]!)));
  const said = await Promise.all(
    links.map((link) => world.answer(link, { answer: 'accepted', mode: 'venue' })),
  );
  expect(said.filter(({ status }) => status === 303)).toHaveLength(5);
  expect(
    said.filter(({ status, text }) => status === 422 && text.includes('定員に達しています')),
  ).toHaveLength(7);
  const rows = await world.invitations(id);
  expect(rows.filter(({ mode }: { mode: string }) => mode === 'venue')).toHaveLength(5);
});

it('edge 13: a shared mailbox gets one mail with a line for each seat, and un-inviting one is an update', async () => {
  const shared = address();
  const agencyId = await buildAgency(world.api);
  const council = await world.council([
    { name: '佐藤 一郎', email: shared, agencyId },
    { name: '鈴木 花子', email: shared.toUpperCase(), agencyId },
  ]);
  const id = await world.meeting(council);
  await world.inviteAll(id);
  const [mail, ...more] = await world.mailsTo(shared);
  expect(more).toEqual([]);
  expect(mail!.links).toHaveLength(2);
  expect(mail!.event!.attendees).toHaveLength(1);
  await world.answer(mail!.links[0]!, { answer: 'accepted', mode: 'venue' });
  const answers = (await world.invitations(id)).map(({ answer }: { answer: string }) => answer).sort();
  expect(answers).toEqual(['accepted', 'needs_action']);
  await world.act(id, '鈴木 花子', 'withdrawal');
  expect(await kinds(shared)).toEqual([
    ['REQUEST', 0],
    ['REQUEST', 0],
  ]);
  await world.act(id, '佐藤 一郎', 'withdrawal');
  const cancel = (await world.mailsTo(shared)).at(-1)!;
  expect([cancel.method, cancel.event!.sequence]).toEqual(['CANCEL', 1]);
});

it('edge 15: name attacks: a name cannot leave its place in the mail or in the calendar', async () => {
  const name = '"青葉"; CN="x, 𠮷野㈱👍🏽 ｱｵﾊﾞ =1+1';
  const { to } = await invited([name]);
  const [mail] = await world.mailsTo(to[name]!);
  expect(mail!.event!.attendees.map((one) => one.getParameter('cn'))).toEqual([name]);
  expect(mail!.calendar.split(/\r?\n/).every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  expect(mail!.text).toContain(`${name} 様`);
});

it('edge 18: duplicates: re-invited after a no: the same event, a new link, the old one is dead', async () => {
  const { id, to } = await invited(['佐藤']);
  const mailbox = to['佐藤']!;
  const old = await linkTo(mailbox);
  await world.answer(old, { answer: 'declined', comment: '先約' });
  await world.act(id, '佐藤', 'renewal');
  const [first, second] = await world.mailsTo(mailbox);
  expect(second!.event!.uid).toBe(first!.event!.uid);
  expect(second!.links[0]).not.toBe(old);
  expect((await world.page(old)).status).toBe(404);
  expect(await world.invitation(id, '佐藤')).toMatchObject({ answer: 'needs_action', comment: '' });
  await world.answer(second!.links[0]!, { answer: 'accepted', mode: 'venue' });
  expect(await world.invitation(id, '佐藤')).toMatchObject({ answer: 'accepted' });
  // A double click changes nothing.
  await world.answer(second!.links[0]!, { answer: 'accepted', mode: 'venue' });
  expect(await world.mailsTo(mailbox)).toHaveLength(2);
});

it('edge 18: un-inviting one person cancels for them alone and has no status; inviting again goes on from there', async () => {
  const { id, to } = await invited(['佐藤', '鈴木']);
  await world.act(id, '佐藤', 'withdrawal');
  const cancel = (await world.mailsTo(to['佐藤']!)).at(-1)!;
  expect([cancel.method, cancel.event!.sequence]).toEqual(['CANCEL', 1]);
  expect(cancel.event!.component.getFirstPropertyValue('status')).toBeNull();
  expect(cancel.event!.attendees.map((one) => one.getFirstValue())).toEqual([`mailto:${to['佐藤']}`]);
  expect(await world.mailsTo(to['鈴木']!)).toHaveLength(1);
  expect((await world.page((await world.mailsTo(to['佐藤']!))[0]!.links[0]!)).status).toBe(404);
  await world.act(id, '佐藤', 'renewal');
  expect(await kinds(to['佐藤']!)).toEqual([
    ['REQUEST', 0],
    ['CANCEL', 1],
    ['REQUEST', 2],
  ]);
});

it('postpones: the old date goes from the calendars, and the new one comes as another event', async () => {
  const { id, to } = await invited(['佐藤']);
  await world.step(id, 'postponement', undefined, { reason: '台風' });
  await world.minutePasses(id);
  await world.change(id, { day: dayAhead(30) });
  await world.step(id, 'announcement');
  await world.minutePasses(id);
  const [first, cancel, again] = await world.mailsTo(to['佐藤']!);
  expect([cancel!.method, cancel!.event!.uid]).toEqual(['CANCEL', first!.event!.uid]);
  expect(cancel!.subject).toContain('【延期】');
  expect(again!.method).toBe('REQUEST');
  expect(again!.event!.uid).not.toBe(first!.event!.uid);
});

it('reminds of the day before, once, and not of a day that has moved', async () => {
  const { id, to } = await invited(['佐藤', '鈴木']);
  await world.answer(await linkTo(to['鈴木']!), { answer: 'accepted', mode: 'web' });
  await world.api.db.admin(
    `UPDATE portal.invitation SET invited_at = now() - interval '9 days' WHERE meeting_id = $1`,
    [id],
  );
  await world.api.db.admin(
    `UPDATE portal.meeting SET start_local = date_trunc('minute', now() AT TIME ZONE 'Asia/Tokyo') + interval '5 hours',
       end_local = date_trunc('minute', now() AT TIME ZONE 'Asia/Tokyo') + interval '6 hours' WHERE id = $1`,
    [id],
  );
  await world.minutePasses(id);
  const subjects = async (name: string) =>
    (await world.mailsTo(to[name]!)).map(({ subject }) => subject.slice(0, 6));
  const seen = async () => ({ 佐藤: await subjects('佐藤'), 鈴木: await subjects('鈴木') });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await world.settled();
  const after = await seen();
  expect(after['鈴木'].filter((subject) => subject === '【まもなく開')).toHaveLength(1);
  const reminder = (await world.mailsTo(to['鈴木']!)).find(({ subject }) => subject.includes('まもなく'));
  expect(reminder!.text).toContain('secret-room');
  const other = (await world.mailsTo(to['佐藤']!)).find(({ subject }) => subject.includes('まもなく'));
  expect(other!.text).not.toContain('secret-room');
});
