import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Clock, DataKeys, Invalid, newId, type OnceKey } from '#libs/platform';
import { ConsentCover, Disclosures } from '#libs/people';
import type { ReportResult } from './referral.codes.js';
import { NotChosenYet } from './referral.errors.js';
import type { LineReason } from './referral-line.entity.js';
import { receiptNumber } from './referral.number.js';
import { nextReconfirmation } from './loop/deadlines.service.js';
import { reportPlace } from './referral-places.js';
import { type LineAddress, ReferralSteps, type Step } from './referral-steps.js';
import { reportable } from './telling.service.js';

/** Why, in a code and in words. */
export interface Why {
  readonly reason: LineReason;
  readonly note?: string | null;
}

/** How the support came out, for the source to confirm (結果報告). */
export interface ReportInput {
  readonly result: ReportResult;
  readonly done: string;
  readonly remaining: string;
  readonly roles: string;
  /** Where and since when the person works; the next look; when the person was told of this report. */
  readonly employer?: string | null;
  readonly employedOn?: string | null;
  readonly nextCheckOn?: string | null;
  readonly explainedOn?: string | null;
}

/** What the receiving side does with a referral. */
@Injectable()
export class Receiving {
  constructor(
    private readonly steps: ReferralSteps,
    private readonly dataKeys: DataKeys,
    private readonly cover: ConsentCover,
    private readonly disclosures: Disclosures,
    private readonly clock: Clock,
  ) {}

  /** Acknowledges receipt: the package opens. */
  async receive(actor: Member, at: LineAddress, request: OnceKey): Promise<string> {
    return this.steps.take(actor, at, 'receive', request, async ({ tx, line, now }) =>
      line.receive(now, await receiptNumber(tx, actor.agencyId, this.clock.today())),
    );
  }

  /** Begins to look into it; whoever does has claimed it from the desk. */
  async review(actor: Member, at: LineAddress, request: OnceKey): Promise<string> {
    return this.steps.take(actor, at, 'review', request, ({ line, now }) =>
      line.review(now, actor.accountId),
    );
  }

  /** Agrees to support the person. */
  async accept(actor: Member, at: LineAddress, note: string | null, request: OnceKey): Promise<string> {
    return this.steps.take(actor, at, 'accept', request, async ({ tx, line, now }) => {
      const number = line.receiptNumber ?? (await receiptNumber(tx, actor.agencyId, this.clock.today()));
      line.accept(now, number);
      return { note };
    });
  }

  /** Would take the person on, but not yet; says what can be expected. */
  async waitlist(actor: Member, at: LineAddress, note: string | null, request: OnceKey): Promise<string> {
    return this.steps.take(actor, at, 'waitlist', request, async ({ tx, line, now }) => {
      line.waitlist(now, await nextReconfirmation(tx, this.clock.today()));
      return { note };
    });
  }

  /** Does not take the person on; says why, and on whose side the reason lies. */
  async decline(actor: Member, at: LineAddress, why: Why, request: OnceKey): Promise<string> {
    return this.steps.take(actor, at, 'decline', request, ({ line, now }) => {
      line.decline(now, why.reason);
      return why;
    });
  }

  /**
   * Support has begun on a day (YYYY-MM-DD in Japan).
   * @throws {Invalid} for a day to come. @throws {NotChosenYet} while the person has not chosen among several agencies.
   */
  async start(actor: Member, at: LineAddress, startedOn: string, request: OnceKey): Promise<string> {
    if (startedOn > this.clock.today()) {
      const detail = '今日までの日付にしてください。';
      throw new Invalid([{ field: 'startedOn', label: '支援開始日', detail }]);
    }
    return this.steps.take(actor, at, 'start', request, ({ line, now }) => {
      if (line.awaitsChoice()) throw new NotChosenYet();
      line.start(now, startedOn);
    });
  }

  /** Reports the outcome back: itself a disclosure, under the consent to report back. */
  async report(actor: Member, at: LineAddress, input: ReportInput, request: OnceKey): Promise<string> {
    return this.steps.take(actor, at, 'report', request, async (step) => {
      step.line.report(step.now);
      await this.writeReport(actor, step, input);
    });
  }

  /** Support has ended before its aim. */
  async fail(actor: Member, at: LineAddress, why: Why, request: OnceKey): Promise<string> {
    return this.steps.take(actor, at, 'fail', request, ({ line, now }) => {
      line.fail(now, why.reason);
      return why;
    });
  }

  private async writeReport(
    actor: Member,
    { tx, referral, line }: Step,
    { result, ...texts }: ReportInput,
  ): Promise<void> {
    const id = newId();
    const key = await this.dataKeys.one(tx, line.id);
    const body = JSON.stringify(texts);
    await tx.query(
      `INSERT INTO portal.referral_report (id, referral_id, line_id, source_agency_id, agency_id, result, body, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        id,
        referral.id,
        line.id,
        line.sourceAgencyId,
        line.agencyId,
        result,
        key.seal(reportPlace(id), body),
        actor.accountId,
      ],
    );
    const question = {
      personId: referral.personId,
      recipientAgencyId: line.agencyId,
      purpose: 'report_back' as const,
    };
    const packaged = reportable(referral.categories);
    const { categories, consentIds } = await this.cover.requireSome(tx, question, packaged);
    await this.disclosures.record(tx, actor, {
      personId: referral.personId,
      fromAgencyId: line.agencyId,
      toAgencyId: line.sourceAgencyId,
      consentIds,
      purpose: 'report_back',
      categories,
      method: 'reported',
      referralId: referral.id,
      lineId: line.id,
      // Salted by the report's own id, which nobody can guess.
      contentHash: createHash('sha256').update(`${id}|${body}`).digest(),
    });
  }
}
