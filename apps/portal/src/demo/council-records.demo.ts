import { randomUUID } from 'node:crypto';
import {
  ActionItems,
  ActionItemsQueries,
  MinutesApproval,
  MinutesCirculation,
  MinutesQueries,
  MinutesWriting,
} from '#libs/meetings';
import type { OnceKey } from '#libs/platform';
import type { CouncilsStage, DemoCouncils } from './councils.demo.js';

const anew = (): OnceKey => ({ key: randomUUID(), fingerprint: Buffer.from('demo') });

/** What came of the last meeting: minutes that are approved, a decision with its number, and things to do until the next one. */
export async function playCouncilRecords(
  { api, members, actor, day }: CouncilsStage,
  { liaison, held }: DemoCouncils,
): Promise<void> {
  const of = <T>(service: abstract new (...parts: never[]) => T): T => api.get<T>(service, { strict: false });
  const keeper = await actor('takahashi');
  const minutes = await of(MinutesWriting).begin(keeper, held, anew());
  const { items } = await of(MinutesQueries).one(keeper, minutes);
  const first = items.find(({ type }) => type === 'decision');
  if (!first) return;
  await of(MinutesWriting).write(keeper, first.id, first.version, {
    discussion:
      '実習の受け入れについて、各機関から状況の報告があった。\n・受け入れ先が製造業に偏っている。\n・事例A：短い時間から始めたことで、実習が続いた。',
    decision: '受け入れ企業の一覧を作り、次回の会議で共有する。',
    effectiveOn: day(-30),
  });
  const idOf = (key: string) => members.find((one) => one.key === key)?.id ?? keeper.agencyId;
  const given = { ownerName: '', meetingId: held, agendaItemId: first.agendaItemId };
  await of(ActionItems).raise(
    keeper,
    liaison,
    {
      ...given,
      task: '受け入れ企業の一覧を作る',
      ownerAgencyId: idOf('transition'),
      dueOn: day(7),
      priority: 'high',
    },
    anew(),
  );
  const late = await of(ActionItems).raise(
    keeper,
    liaison,
    {
      ...given,
      task: '企業向けの説明資料を見直す',
      ownerAgencyId: keeper.agencyId,
      dueOn: day(-3),
      priority: 'normal',
    },
    anew(),
  );
  const { version } = await of(ActionItemsQueries).one(keeper, late);
  await of(ActionItems).report(keeper, late, version, {
    note: '案を作りました。次回までに確かめてもらいます。',
    state: 'in_progress',
    meetingId: null,
  });
  const draft = await of(MinutesQueries).one(keeper, minutes);
  await of(MinutesCirculation).circulate(keeper, minutes, draft.version, { deadlineOn: day(5) });
  const reader = await actor('mori');
  await of(MinutesCirculation).review(reader, minutes, { verdict: 'ok', comment: '' });
  const sent = await of(MinutesQueries).one(keeper, minutes);
  const approval = { how: 'chair', approvedBy: '', meetingId: null, overrideReason: '' } as const;
  await of(MinutesApproval).approve(keeper, minutes, sent.version, approval);
  await of(MinutesApproval).publish(keeper, minutes, sent.version + 1);
}
