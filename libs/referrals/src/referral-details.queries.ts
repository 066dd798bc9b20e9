import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Clock, Database, DataKeys, type Tx } from '#libs/platform';
import { Packages } from './packages.service.js';
import { PersonNames } from './person-names.js';
import { type Action, actionsOf, offeredVerbs } from './referral.actions.js';
import type { ReportResult } from './referral.codes.js';
import type { Referral } from './referral.entity.js';
import type { ReferralLine } from './referral-line.entity.js';
import { reportPlace } from './referral-places.js';
import type { RequestText } from './referral.request.js';
import { ReferralSight } from './referral-sight.js';
import { isAsking, isNewest, ReferralSteps } from './referral-steps.js';
import type { LineVerb } from './referral.status.js';

/** A recipient's report. */
export interface ReportRecord {
  readonly id: string;
  readonly lineId: string;
  readonly result: ReportResult;
  readonly done: string;
  readonly remaining: string;
  readonly roles: string;
  readonly employer?: string | null;
  readonly employedOn?: string | null;
  readonly nextCheckOn?: string | null;
  readonly explainedOn?: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
}

/** A referral as one of its two sides sees it. */
export interface ReferralRecord {
  readonly referral: Referral;
  readonly lines: readonly ReferralLine[];
  readonly side: 'source' | 'recipient';
  readonly agencyNames: ReadonlyMap<string, string>;
  readonly personName: string | null;
  /** Only the source reads it here; a recipient reads it in the package. */
  readonly request: RequestText | null;
  readonly reports: readonly ReportRecord[];
}

/** What may be done with one line, from the version that was seen. */
export interface LineActions {
  readonly lineId: string;
  readonly version: number;
  readonly actions: readonly Action[];
}

/** What the caller may do with a referral now. */
export interface ReferralActions {
  readonly version: number;
  readonly lines: readonly LineActions[];
}

/** Reads one referral: its head and what may be done with it. */
@Injectable()
export class ReferralDetails {
  constructor(
    private readonly db: Database,
    private readonly sight: ReferralSight,
    private readonly packages: Packages,
    private readonly steps: ReferralSteps,
    private readonly clock: Clock,
    private readonly dataKeys: DataKeys,
    private readonly names: PersonNames,
  ) {}

  /** @throws {NotFound} for whom the referral does not exist. */
  async record(actor: Member, id: string): Promise<ReferralRecord> {
    return this.db.transaction(actor, async (tx) => {
      const { referral, lines } = await this.sight.find(tx, actor, id);
      const side = referral.sourceAgencyId === actor.agencyId ? 'source' : 'recipient';
      const last = lines.findLast(({ packageVersion }) => packageVersion !== null);
      const names = await this.names.ofReferrals(tx, actor, [
        { id, personId: referral.personId, packageVersion: last?.packageVersion ?? null },
      ]);
      const record: ReferralRecord = {
        referral,
        lines,
        side,
        agencyNames: await agencyNames(tx, referral, lines),
        personName: names.get(id) ?? null,
        request: side === 'source' ? await this.packages.requestOf(tx, referral) : null,
        reports: await this.reports(tx, lines),
      };
      await this.sight.recordReading(tx, actor, referral, 'referral.read');
      return record;
    });
  }

  /** What the caller may do now, line by line. @throws {NotFound} */
  async actions(actor: Member, id: string): Promise<ReferralActions> {
    return this.db.transaction(actor, async (tx) => {
      const { referral, lines } = await this.sight.find(tx, actor, id);
      const actions: LineActions[] = [];
      // A draft is sent as a whole; what its agencies may be told is asked when it is.
      if (referral.status === 'draft') return { version: referral.version, lines: actions };
      for (const line of lines) {
        const offered = offeredVerbs(actor, line, {
          isLast: isNewest(line, lines),
          isAsking: isAsking(lines),
          now: this.clock.now(),
        });
        const blocked = new Set<LineVerb>();
        for (const verb of offered) {
          const missing = await this.steps.uncovered(tx, verb, referral, line);
          if (missing.length > 0) blocked.add(verb);
        }
        actions.push({ lineId: line.id, version: line.version, actions: actionsOf(offered, blocked) });
      }
      return { version: referral.version, lines: actions };
    });
  }

  private async reports(tx: Tx, lines: readonly ReferralLine[]): Promise<ReportRecord[]> {
    const ids = lines.map(({ id }) => id);
    const rows = await tx.query<
      { id: string; lineId: string; result: ReportResult; body: Buffer; createdAt: Date; createdBy: string }[]
    >(
      `SELECT r.id, r.line_id AS "lineId", r.result, r.body, r.created_at AS "createdAt", a.name AS "createdBy"
       FROM portal.referral_report r JOIN portal.account a ON a.id = r.created_by
       WHERE r.line_id = ANY($1::uuid[]) ORDER BY r.created_at`,
      [ids],
    );
    const keys = rows.length > 0 ? await this.dataKeys.of(tx, ids) : new Map<string, never>();
    return rows.flatMap(({ body, ...row }) => {
      const text = keys.get(row.lineId)?.open(reportPlace(row.id), body);
      return text
        ? [{ ...row, ...(JSON.parse(text) as Pick<ReportRecord, 'done' | 'remaining' | 'roles'>) }]
        : [];
    });
  }
}

async function agencyNames(
  tx: Tx,
  referral: Referral,
  lines: readonly ReferralLine[],
): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; name: string }[]>(
    'SELECT id, name FROM portal.agency WHERE id = ANY($1::uuid[])',
    [[referral.sourceAgencyId, ...lines.map(({ agencyId }) => agencyId)]],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
