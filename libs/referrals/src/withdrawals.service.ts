import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import {
  Clock,
  Database,
  DataKeys,
  Forbidden,
  Invalid,
  newId,
  NotFound,
  once,
  type OnceKey,
  type Tx,
} from '#libs/platform';
import {
  Consents,
  type DataCategory,
  type Decider,
  NothingToWithdraw,
  type Purpose,
  type WithdrawalScope,
} from '#libs/people';
import { type LineStatus, terminalStatuses } from './referral.status.js';
import type { WithdrawalChannel } from './withdrawal/withdrawal.codes.js';
import { WithdrawalEffects } from './withdrawal/withdrawal-effects.service.js';
import { LineOver } from './withdrawal/withdrawal.errors.js';
import { withdrawalPlace } from './withdrawal/withdrawal.places.js';

/** What was heard, from whom, how, and how it was made sure that it was them. No reason is ever required. */
export interface HeardWithdrawal {
  readonly toldBy: Decider;
  readonly channel: WithdrawalChannel;
  /** When the person said so; not later than now. */
  readonly saidAt: Date;
  readonly identityCheck: string;
  readonly note?: string | null;
}

/** What somebody may take back through an agency that was told something: of everybody, of itself, of a kind of data. */
export type HeardScope =
  | { readonly scope: 'whole' | 'recipient' }
  | { readonly scope: 'category'; readonly category: DataCategory }
  | { readonly scope: 'cell'; readonly purpose: Purpose; readonly category: DataCategory };

/** Takes consents back, together with everything that rested on them. */
@Injectable()
export class Withdrawals {
  constructor(
    private readonly db: Database,
    private readonly consents: Consents,
    private readonly dataKeys: DataKeys,
    private readonly effects: WithdrawalEffects,
    private readonly clock: Clock,
  ) {}

  /**
   * Records a withdrawal at the agency that keeps the consent; answers the consent in force now, or the withdrawn one. From
   * the commit on, the sections it covered are closed to everybody but the owner; what follows is portal.apply_withdrawal.
   * @throws {NotFound} @throws {NothingToWithdraw} @throws {ConsentNotOpen} @throws {Stale} @throws {Invalid}
   */
  async withdraw(
    actor: Member,
    consentId: string,
    scope: WithdrawalScope,
    heard: HeardWithdrawal,
    seenVersion: number,
    request: OnceKey,
  ): Promise<string> {
    this.requirePast(heard);
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const input = { toldBy: heard.toldBy, note: heard.note ?? null };
        const withdrawn = await this.consents.withdraw(tx, actor, consentId, scope, input, seenVersion);
        const id = newId();
        const sealed = await this.seal(tx, actor, id, heard);
        await tx.query(
          `INSERT INTO portal.withdrawal (id, person_id, agency_id, scope, recipient_agency_id, purpose, category, told_by,
             channel, said_at, recorded_at, heard_by_agency, heard_by, identity_check, note)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, least($10, now()), now(), $3, $11, $12, $13)`,
          [
            id,
            withdrawn.personId,
            actor.agencyId,
            scope.scope,
            'agencyId' in scope ? scope.agencyId : null,
            'purpose' in scope ? scope.purpose : null,
            'category' in scope ? scope.category : null,
            heard.toldBy,
            heard.channel,
            heard.saidAt,
            actor.accountId,
            sealed.identityCheck,
            sealed.note,
          ],
        );
        const withdrawal = { id, personId: withdrawn.personId, ownerAgencyId: actor.agencyId };
        await this.effects.close(tx, withdrawal, withdrawn.grants);
        await this.effects.apply(tx, actor, withdrawal);
        return withdrawn.consentId;
      }),
    );
  }

  /**
   * Records at a recipient what the person said there; answers the id of the withdrawal. The recipient closes, and learns
   * nothing that it did not know: not whether somebody else was named, not what the rest of the consent says.
   * @throws {NotFound} for a line of somebody else and one that went astray. @throws {Forbidden} for the source. @throws {LineOver}
   * @throws {NothingToWithdraw} @throws {Invalid}
   */
  async hear(
    actor: Member,
    at: { referralId: string; lineId: string },
    scope: HeardScope,
    heard: HeardWithdrawal,
    request: OnceKey,
  ): Promise<string> {
    this.requirePast(heard);
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const [line] = await tx.query<
          {
            person_id: string;
            source_agency_id: string;
            agency_id: string;
            status: LineStatus;
            astray: boolean;
          }[]
        >(
          `SELECT person_id, source_agency_id, agency_id, status,
             status = 'error' OR EXISTS (SELECT FROM portal.misdirection m WHERE m.line_id = l.id) AS astray
           FROM portal.referral_line l WHERE id = $1 AND referral_id = $2`,
          [at.lineId, at.referralId],
        );
        if (!line) throw new NotFound();
        if (line.agency_id !== actor.agencyId) {
          // The source has the consent itself before it, and takes it back there.
          if (line.source_agency_id === actor.agencyId) throw new Forbidden();
          throw new NotFound();
        }
        if (line.astray || line.status === 'queued') throw new NotFound();
        if (terminalStatuses.includes(line.status) && scope.scope !== 'recipient') throw new LineOver();
        const id = newId();
        const sealed = await this.seal(tx, actor, id, heard);
        const [closed] = await tx.query<{ cells: number }[]>(
          'SELECT portal.withdraw_as_recipient($1, $2, $3, $4, $5, $6, $7, least($8, now()), $9, $10) AS cells',
          [
            id,
            at.lineId,
            scope.scope,
            'category' in scope ? scope.category : null,
            'purpose' in scope ? scope.purpose : null,
            heard.toldBy,
            heard.channel,
            heard.saidAt,
            sealed.identityCheck,
            sealed.note,
          ],
        );
        if (!closed?.cells) throw new NothingToWithdraw();
        // Two records may have become one while the withdrawal waited.
        const [about] = await tx.query<{ person_id: string }[]>(
          'SELECT person_id FROM portal.referral_line WHERE id = $1',
          [at.lineId],
        );
        const ownerAgencyId = line.source_agency_id;
        await this.effects.apply(tx, actor, {
          id,
          personId: about?.person_id ?? line.person_id,
          ownerAgencyId,
        });
        return id;
      }),
    );
  }

  private async seal(
    tx: Tx,
    actor: Member,
    id: string,
    heard: HeardWithdrawal,
  ): Promise<{ identityCheck: Buffer; note: Buffer | null }> {
    const key = await this.dataKeys.create(tx, id, actor.agencyId);
    return {
      identityCheck: key.seal(withdrawalPlace('identity_check', id), heard.identityCheck),
      note: key.sealOptional(withdrawalPlace('note', id), heard.note),
    };
  }

  /** @throws {Invalid} for something that is yet to be said. */
  private requirePast({ saidAt }: HeardWithdrawal): void {
    if (saidAt.getTime() <= this.clock.now().getTime()) return;
    const detail = '今より前の日時にしてください。';
    throw new Invalid([{ field: 'saidOn', label: '申し出のあった日', detail }]);
  }
}
