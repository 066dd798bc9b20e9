import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Clock, Database, NotFound } from '#libs/platform';
import { type LineStatus, transitionOf } from '../referral.status.js';
import { type FullService, fullServicesOf } from './full-services.js';

/** A reason that the own entry speaks for; a person decides whether it is one. */
export interface DeclineSuggestion {
  readonly reason: 'no_capacity';
  readonly services: readonly FullService[];
}

/** 空きなしのときの提案: whoever has said that there is no room is offered that reason; nothing is ever answered by itself. */
@Injectable()
export class CapacitySuggestions {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** What the own entry suggests about a line that waits for the own answer. @throws {NotFound} for whom it is not addressed to. */
  async forLine(actor: Member, referralId: string, lineId: string): Promise<DeclineSuggestion[]> {
    return this.db.transaction(actor, async (tx) => {
      const [line] = await tx.query<{ status: LineStatus }[]>(
        `SELECT status FROM portal.referral_line
         WHERE id = $1 AND referral_id = $2 AND agency_id = $3 AND status <> 'queued'`,
        [lineId, referralId, actor.agencyId],
      );
      if (!line) throw new NotFound();
      if (!transitionOf('decline').from.includes(line.status)) return [];
      const services = await fullServicesOf(tx, actor.agencyId, this.clock.today());
      return services.length === 0 ? [] : [{ reason: 'no_capacity', services }];
    });
  }
}
