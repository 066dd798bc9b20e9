import { Injectable } from '@nestjs/common';
import { daysAfter } from '#libs/directory';
import type { Member } from '#libs/identity';
import { Clock, Invalid, type OnceKey, type Tx } from '#libs/platform';
import { answeringStatuses } from '../referral.status.js';
import { type LineAddress, ReferralSteps } from '../referral-steps.js';

/** Longest time by which a deadline may be put off at once, in days. */
const longestExtension = 180;

/** Keeps the deadlines of lines: puts them off, and notes that people who wait still wish. */
@Injectable()
export class Deadlines {
  constructor(
    private readonly steps: ReferralSteps,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives the recipient until another day (YYYY-MM-DD in Japan); reminders begin anew.
   * @throws {Invalid} for a day that is over, or too far away.
   */
  async extend(
    actor: Member,
    at: LineAddress,
    { dueOn, note }: { dueOn: string; note?: string | null },
    request: OnceKey,
  ): Promise<string> {
    const today = this.clock.today();
    if (dueOn < today || dueOn > daysAfter(today, longestExtension)) {
      const detail = `今日から${longestExtension}日以内の日付にしてください。`;
      throw new Invalid([{ field: 'dueOn', label: '新しい回答期限', detail }]);
    }
    const who = { side: 'source', from: answeringStatuses } as const;
    return this.steps.amend(actor, at, 'extend', who, request, ({ line }) => {
      line.extend(dueOn);
      return { note: note ?? null };
    });
  }

  /** Whoever waits for a place still wishes; says who heard it, and they are asked again later. */
  async reconfirm(
    actor: Member,
    at: LineAddress,
    { heardBy, note }: { heardBy: string; note?: string | null },
    request: OnceKey,
  ): Promise<string> {
    const who = { side: 'either', from: ['waitlisted'] } as const;
    return this.steps.amend(actor, at, 'reconfirm', who, request, async ({ tx, line }) => {
      line.reconfirm(await nextReconfirmation(tx, this.clock.today()));
      return { note: [`聞き取り：${heardBy}`, note].filter(Boolean).join('\n') };
    });
  }
}

/** The day (YYYY-MM-DD in Japan) on which whoever waits is asked again. */
export async function nextReconfirmation(tx: Tx, today: string): Promise<string> {
  const [rules] = await tx.query<{ days: number }[]>(
    'SELECT reconfirm_days AS days FROM portal.deadline_settings',
  );
  return daysAfter(today, rules?.days ?? 30);
}
