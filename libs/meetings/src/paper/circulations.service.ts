import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, newId, NotFound, once, type OnceKey, Outbox, plainSql, type SqlTx } from '#libs/platform';
import { itemsOf } from '../agenda/agenda.queries.js';
import { openAgenda } from '../agenda/agenda.service.js';
import { mayKeep } from '../council/council.policy.js';
import { requireSendable } from './packs.service.js';
import { NobodyToTell, NotAnnounced } from './paper.errors.js';
import { papersOf } from './papers.queries.js';

/** An item as it was sent. */
export interface SentItem {
  readonly number: string;
  readonly title: string;
  readonly papers: readonly {
    readonly title: string;
    readonly no: number | null;
    readonly sha256: string | null;
  }[];
}

/** Once that the agenda was sent. */
export interface CirculationRow {
  readonly id: string;
  readonly no: number;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly message: string;
  /** Which issue of the pack went with it. */
  readonly packNo: number | null;
  /** Of what was sent, in hexadecimal. */
  readonly sha256: string;
  readonly agenda: readonly SentItem[];
  readonly recipients: readonly { readonly agency: string; readonly people: readonly string[] }[];
}

/** 次第の送付: sends the agenda to those who sit there or are invited, and keeps what was sent to whom. */
@Injectable()
export class Circulations {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Sends the agenda as it stands now, with a pack when one is named; papers that come later are marked as such.
   * @throws {NotFound} @throws {Forbidden} @throws {AgendaFrozen} @throws {NotAnnounced} @throws {PackNotReady} @throws {NobodyToTell}
   */
  async circulate(
    actor: Member,
    meetingId: string,
    { packId, message }: { packId: string | null; message: string },
    request: OnceKey,
  ): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        const { councilId, state } = await openAgenda(sql, actor, meetingId);
        if (state === 'draft') throw new NotAnnounced();
        if (packId !== null) await requireSendable(sql, meetingId, packId);
        const recipients = await recipientsOf(sql, meetingId, councilId);
        if (recipients.length === 0) throw new NobodyToTell();
        const agenda = JSON.stringify(await membersAgenda(sql, meetingId));
        const id = newId();
        await sql.query(
          `INSERT INTO portal.circulation (id, meeting_id, council_id, no, agenda, sha256, pack_id, message, created_by, created_by_name)
           VALUES ($1, $2, $3, 1 + (SELECT count(*) FROM portal.circulation WHERE meeting_id = $2), $4, $5, $6, $7, $8, $9)`,
          [
            ...[
              id,
              meetingId,
              councilId,
              agenda,
              createHash('sha256').update(agenda).digest(),
              packId,
              message,
            ],
            ...[actor.accountId, actor.accountName],
          ],
        );
        for (const { agencyId, agency, people, accountIds } of recipients) {
          await sql.query(
            `INSERT INTO portal.circulation_recipient (circulation_id, council_id, agency_id, agency_name, people, account_ids)
             VALUES ($1, $2, $3, $4, $5, $6)`,
            [id, councilId, agencyId, agency, people, accountIds],
          );
          await this.outbox.add(tx, 'agenda.circulated', { agencyId, meetingId });
        }
        await this.audit.record(tx, actor, {
          action: 'agenda.circulate',
          objectType: 'meeting',
          objectId: meetingId,
          details: { circulation: id, recipients: recipients.length },
        });
        return id;
      }),
    );
  }

  /** What was sent to whom when, the last first. @throws {NotFound} for whoever does not keep the council. */
  async ofMeeting(actor: Member, meetingId: string): Promise<CirculationRow[]> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const [meeting] = await sql.query<{ keeper: string }>(
        `SELECT c.secretariat_agency_id AS keeper FROM portal.meeting m JOIN portal.council c ON c.id = m.council_id WHERE m.id = $1`,
        [meetingId],
      );
      if (!meeting || !mayKeep(actor, meeting.keeper)) throw new NotFound();
      return sql.query<CirculationRow & Record<string, unknown>>(
        `SELECT c.id, c.no, c.created_at AS "createdAt", c.created_by_name AS "createdBy", c.message, p.no AS "packNo",
           encode(c.sha256, 'hex') AS sha256, c.agenda,
           (SELECT coalesce(json_agg(json_build_object('agency', r.agency_name, 'people', r.people) ORDER BY r.agency_name), '[]')
            FROM portal.circulation_recipient r WHERE r.circulation_id = c.id) AS recipients
         FROM portal.circulation c LEFT JOIN portal.pack p ON p.id = c.pack_id WHERE c.meeting_id = $1 ORDER BY c.no DESC`,
        [meetingId],
      );
    });
  }
}

interface Recipient {
  readonly agencyId: string;
  readonly agency: string;
  readonly people: readonly string[];
  readonly accountIds: readonly string[];
}

/** Agencies with a seat today, and those invited beside them; the secretariat itself knows. */
async function recipientsOf(sql: SqlTx, meetingId: string, councilId: string): Promise<Recipient[]> {
  return sql.query<Recipient & Record<string, unknown>>(
    `SELECT a.id AS "agencyId", a.name AS agency, coalesce(array_agg(DISTINCT w.name) FILTER (WHERE w.name IS NOT NULL), '{}') AS people,
       coalesce(array_agg(DISTINCT w.account_id) FILTER (WHERE w.account_id IS NOT NULL), '{}') AS "accountIds"
     FROM (SELECT s.agency_id, h.name, h.account_id FROM portal.council_seat s
           LEFT JOIN portal.seat_holder h ON h.seat_id = s.id AND h.until_on IS NULL
           WHERE s.council_id = $2 AND sec.today_in_japan() BETWEEN s.from_on AND coalesce(s.until_on, 'infinity')
           UNION ALL
           SELECT i.agency_id, i.name, i.account_id FROM portal.invitation i
           WHERE i.meeting_id = $1 AND i.withdrawn_at IS NULL AND i.agency_id IS NOT NULL) w
     JOIN portal.agency a ON a.id = w.agency_id
     JOIN portal.council c ON c.id = $2 AND c.secretariat_agency_id <> w.agency_id
     GROUP BY a.id, a.name ORDER BY a.name, a.id`,
    [meetingId, councilId],
  );
}

/** What members see, read by the secretariat: nothing that is for itself alone. */
async function membersAgenda(sql: SqlTx, meetingId: string): Promise<SentItem[]> {
  const papers = await papersOf(sql, meetingId, false);
  return (await itemsOf(sql, meetingId, false)).map(({ id, number, title }) => ({
    number,
    title,
    papers: papers
      .filter(({ itemId }) => itemId === id)
      .map((paper) => ({
        title: paper.title,
        no: paper.versions[0]?.no ?? null,
        sha256: paper.versions[0]?.sha256 ?? null,
      })),
  }));
}
