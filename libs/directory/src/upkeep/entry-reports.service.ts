import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  anonymous,
  Clock,
  Database,
  Forbidden,
  newId,
  NotFound,
  once,
  type OnceKey,
  Outbox,
  plainSql,
  type Tx,
} from '#libs/platform';
import { rebuildSearchDocs } from '../search/search-docs.js';
import { markConfirmed } from './confirmations.service.js';
import { reportedWhy, type ReportState, type ReportTopic } from './report.codes.js';
import { ReportAnswered } from './upkeep.errors.js';
import { keepsEntry } from './upkeep.policy.js';

/** What somebody says is wrong with an entry. */
export interface NewReport {
  readonly topic: ReportTopic;
  readonly words: string;
}

/** What came of a report. */
export interface ReportAnswer {
  readonly outcome: Exclude<ReportState, 'open'>;
  readonly answer: string;
}

/** Reports of errors: anybody may say that an entry is wrong, its keepers say what they did about it. */
@Injectable()
export class EntryReports {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /**
   * A member of the network reports an error. Answers the id of the report.
   * @throws {NotFound}
   */
  async report(actor: Member, agencyId: string, report: NewReport, key: OnceKey): Promise<string> {
    const id = newId();
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, key, async () => {
        await keep(tx, id, agencyId, report);
        await this.audit.record(tx, actor, {
          action: 'entry.report',
          objectType: 'agency',
          objectId: agencyId,
          details: { topic: report.topic },
        });
        return id;
      }),
    );
  }

  /**
   * Somebody on the public page reports an error; nobody asks who.
   * @throws {NotFound} when the entry is on no public page.
   */
  async reportPublicly(agencyId: string, report: NewReport): Promise<void> {
    await this.db.transaction(anonymous, (tx) => keep(tx, newId(), agencyId, report));
  }

  /**
   * A keeper of the entry says what came of a report; whoever reported it is told.
   * @throws {NotFound} @throws {Forbidden} @throws {ReportAnswered}
   */
  async answer(actor: Member, reportId: string, { outcome, answer }: ReportAnswer): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const report = await lock(tx, actor, reportId);
      await tx.query(
        `UPDATE portal.entry_report
         SET state = $2, answer = $3, answered_by = $4, answered_name = $5, answered_at = now() WHERE id = $1`,
        [reportId, outcome, answer, actor.accountId, actor.accountName],
      );
      await this.settleRequest(tx, actor, report);
      await clearCheck(tx, report.agency_id);
      if (report.reporter_id !== null)
        await this.outbox.add(tx, 'entry.report_answered', {
          reportId,
          accountId: report.reporter_id,
          agencyId: report.reporter_agency_id,
        });
      await this.audit.record(tx, actor, {
        action: 'entry.report_answer',
        objectType: 'entry_report',
        objectId: reportId,
        details: { outcome },
      });
    });
  }

  /** Who was asked whether the entry is right, and said what was not, has confirmed the rest. */
  private async settleRequest(tx: Tx, actor: Member, { request_id, agency_id }: ReportRow): Promise<void> {
    if (request_id === null) return;
    await tx.query(
      `UPDATE portal.confirmation_request
       SET state = 'confirmed', answered_how = 'corrected', answered_by = $2, answered_name = $3, answered_at = now()
       WHERE id = $1 AND state = 'correcting'`,
      [request_id, actor.accountId, actor.accountName],
    );
    await markConfirmed(tx, agency_id, this.clock.today());
    await rebuildSearchDocs(plainSql(tx), [agency_id]);
  }
}

interface ReportRow {
  agency_id: string;
  state: ReportState;
  request_id: string | null;
  reporter_id: string | null;
  reporter_agency_id: string | null;
}

async function keep(tx: Tx, id: string, agencyId: string, { topic, words }: NewReport): Promise<void> {
  const [row] = await tx.query<{ kept: boolean }[]>(
    'SELECT portal.report_entry($1, $2, $3, $4, $5) AS kept',
    [id, agencyId, topic, words, newId()],
  );
  if (!row!.kept) throw new NotFound();
}

async function lock(tx: Tx, actor: Member, reportId: string): Promise<ReportRow> {
  const [report] = await tx.query<ReportRow[]>(
    'SELECT agency_id, state, request_id, reporter_id, reporter_agency_id FROM portal.entry_report WHERE id = $1',
    [reportId],
  );
  const mayKnow = report && (keepsEntry(actor, report.agency_id) || report.reporter_id === actor.accountId);
  if (!report || !mayKnow) throw new NotFound();
  if (!keepsEntry(actor, report.agency_id)) throw new Forbidden();
  // The agency first, as whoever merges it does: in the other order each would wait for the other.
  await tx.query('SELECT FROM portal.agency WHERE id = $1 FOR UPDATE', [report.agency_id]);
  const [locked] = await tx.query<{ state: ReportState; agency_id: string }[]>(
    'SELECT state, agency_id FROM portal.entry_report WHERE id = $1 FOR UPDATE',
    [reportId],
  );
  // Meanwhile a merger may have taken the report along to another entry.
  if (locked!.state !== 'open' || locked!.agency_id !== report.agency_id) throw new ReportAnswered();
  return report;
}

/** With its last report answered, an entry need not be checked any more, unless for another reason. */
async function clearCheck(tx: Tx, agencyId: string): Promise<void> {
  await tx.query(
    `UPDATE portal.agency a SET to_check_since = NULL, to_check_why = NULL
     WHERE a.id = $1 AND a.to_check_why = $2
       AND NOT EXISTS (SELECT FROM portal.entry_report r WHERE r.agency_id = a.id AND r.state = 'open')`,
    [agencyId, reportedWhy],
  );
}
