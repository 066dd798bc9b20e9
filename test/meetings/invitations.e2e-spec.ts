import { buildAgency, buildWorker } from '../factories/identity.js';
import { ifMatch } from '../support/client.js';
import { InvitationsWorld, mailbox } from './invitations.world.js';

let world: InvitationsWorld;
beforeAll(async () => (world = await InvitationsWorld.open()));
afterAll(() => world.close());

let counter = 0;
const address = () => `seat-${(counter += 1)}@example.jp`;

it('invites the seats, sends one mail each with a calendar, and takes the answer by its link', async () => {
  const [first, second] = [address(), address()];
  const council = await world.council([
    { name: '佐藤 一郎', email: first },
    { name: '鈴木 花子', email: second },
    { name: '宛先 なし', email: null },
  ]);
  const id = await world.meeting(council);
  await world.inviteAll(id);
  const [mail, ...more] = await world.mailsTo(first);
  expect(more).toEqual([]);
  expect(mail!.subject).toBe('【開催案内】青葉市障害者就労支援協議会 第1回 定例会');
  expect(mail!.method).toBe('REQUEST');
  expect(mail!.event!.sequence).toBe(0);
  const attendees = mail!.event!.attendees;
  expect(attendees.map((one) => one.getFirstValue())).toEqual([`mailto:${first}`]);
  expect(mail!.event!.organizer).toBe(`mailto:${mail!.replyTo}`);
  expect(mail!.replyTo).toMatch(/^kaigi\+[0-9a-f]{24}@portal\.example\.jp$/);
  expect(mail!.returnTo).toMatch(/^kaigi\+b-[0-9a-f]{24}@portal\.example\.jp$/);
  expect(mailbox).toContain('kaigi');
  // The way to it on the web is for those alone who come.
  expect(mail!.text + mail!.calendar).not.toContain('secret-room');

  const [link] = mail!.links;
  const page = await world.page(link!);
  expect(page.status).toBe(200);
  expect(page.text).toContain('佐藤 一郎');
  expect(page.text).not.toContain('secret-room');
  expect(
    (await world.answer(link!, { answer: 'accepted', mode: 'web', comment: '5分遅れます' })).status,
  ).toBe(303);
  const after = await world.page(link!);
  expect(after.text).toContain('secret-room');
  expect(after.text).toContain('出席・Web');
  expect(await world.invitation(id, '佐藤 一郎')).toMatchObject({
    answer: 'accepted',
    mode: 'web',
    comment: '5分遅れます',
    answeredHow: 'メールのリンク',
    last: { kind: 'request', state: 'sent' },
  });
  expect(await world.invitation(id, '鈴木 花子')).toMatchObject({ answer: 'needs_action' });
  expect(await world.invitation(id, '宛先 なし')).toMatchObject({ email: null, invitedAt: null, last: null });
  const { dispatches, answers } = await world.history(id, '佐藤 一郎');
  expect(dispatches).toMatchObject([{ kind: 'request', sequence: 0, state: 'sent', address: first }]);
  expect(answers).toMatchObject([{ answer: 'accepted', how: 'link', outcome: 'applied' }]);
});

it('reminds those alone who have not answered', async () => {
  const [first, second] = [address(), address()];
  const id = await world.meeting(
    await world.council([
      { name: '佐藤 一郎', email: first },
      { name: '鈴木 花子', email: second },
    ]),
  );
  await world.inviteAll(id);
  const { links } = (await world.mailsTo(first))[0]!;
  await world.answer(links[0]!, { answer: 'declined' });
  await world.keeper.post(`meetings/${id}/invitations/reminder`);
  await world.settled();
  expect(await world.mailsTo(first)).toHaveLength(1);
  const [, nudge] = await world.mailsTo(second);
  expect(nudge!.subject).toContain('【出欠のご回答のお願い】');
  expect(nudge!.method).toBeUndefined();
});

it('lets the agency answer with an account, and nobody else for it', async () => {
  const agencyId = await buildAgency(world.api);
  const member = await buildWorker(world.api, { agencyId, role: 'staff' });
  const stranger = await buildWorker(world.api);
  const id = await world.meeting(await world.council([{ name: '佐藤 一郎', email: address(), agencyId }]));
  await world.inviteAll(id);
  const [own] = await world.invitations(id, member);
  expect(own).toMatchObject({ isOwn: true, email: null, can: { answer: true, withdraw: false } });
  const path = `meetings/${id}/invitations/${own.id}/answer`;
  const body = { answer: 'delegated', mode: 'venue', substitute: '代理 太郎' };
  expect((await stranger.put(path, body, ifMatch(own.version))).status).toBe(404);
  expect((await member.put(path, body, ifMatch(own.version + 7))).status).toBe(412);
  expect((await member.put(path, body, ifMatch(own.version))).status).toBe(200);
  expect(await world.invitation(id, '佐藤 一郎')).toMatchObject({
    answer: 'delegated',
    substitute: '代理 太郎',
    answeredHow: 'ポータル',
  });
  expect((await stranger.get(`meetings/${id}/invitations`)).status).toBe(404);
  expect((await member.post(`meetings/${id}/invitations/sending`)).status).toBe(403);
});
