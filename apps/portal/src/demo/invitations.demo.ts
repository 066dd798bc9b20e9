import { randomUUID } from 'node:crypto';
import { type GivenReply, Invitations, InvitationsQueries } from '#libs/meetings';
import type { CouncilsStage, DemoCouncils } from './councils.demo.js';

const said: Readonly<Record<string, GivenReply>> = {
  '高橋 恵': { answer: 'accepted', mode: 'venue', substitute: '', comment: '' },
  '中村 隆': { answer: 'accepted', mode: 'web', substitute: '', comment: '10分ほど遅れて入ります。' },
  '森 由美子': { answer: 'delegated', mode: 'venue', substitute: '岡田 早苗', comment: '' },
  '石井 和夫': { answer: 'declined', mode: null, substitute: '', comment: '所内研修と重なっています。' },
};

/** The next meeting of the demo is announced to its seats and to a guest; some have answered. */
export async function playInvitations(
  { api, actor }: Pick<CouncilsStage, 'api' | 'actor'>,
  { next }: Pick<DemoCouncils, 'next'>,
): Promise<void> {
  const invitations = api.get(Invitations, { strict: false });
  const keeper = await actor('takahashi');
  const anew = () => ({ key: randomUUID(), fingerprint: Buffer.from('demo') });
  const guests = [
    { name: '青木 真理', post: '講師', email: 'lecturer@example.jp', role: 'optional' as const },
  ];
  await invitations.invite(keeper, next, { seatIds: undefined, guests }, anew());
  await invitations.send(keeper, next, anew());
  const { items } = await api.get(InvitationsQueries, { strict: false }).list(keeper, next);
  for (const { id, name, version } of items) {
    const reply = said[name];
    if (reply) await invitations.answer(keeper, next, id, version, reply);
  }
}
