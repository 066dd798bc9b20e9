import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { Database, plainSql, type SqlTx, type UploadState } from '#libs/platform';
import { seenMeeting } from '../meeting/meeting.sight.js';
import type { AgendaVisibility } from '../agenda/agenda.codes.js';
import type { PaperType } from './paper.types.js';

/** One version of a paper. */
export interface PaperVersionRow {
  readonly no: number;
  readonly contentType: PaperType;
  readonly octets: number;
  /** In hexadecimal. */
  readonly sha256: string;
  readonly isLate: boolean;
  readonly state: UploadState;
  readonly createdAt: string;
}

/** A paper with its versions, the last one first; none while its file is still to come. */
export interface PaperRow {
  readonly id: string;
  readonly itemId: string;
  readonly title: string;
  readonly visibility: AgendaVisibility;
  readonly version: number;
  readonly versions: readonly PaperVersionRow[];
}

/** Reads the papers of meetings, as far as the reader may see them. */
@Injectable()
export class PapersQueries {
  constructor(private readonly db: Database) {}

  /** All papers of a meeting in the order in which they came. @throws {NotFound} */
  async ofMeeting(actor: Member, meetingId: string): Promise<PaperRow[]> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const { isKeeper } = await seenMeeting(sql, actor, meetingId);
      return papersOf(sql, meetingId, isKeeper);
    });
  }
}

/** The papers of a meeting; `closed` ones as well for whoever keeps the council. */
export async function papersOf(sql: SqlTx, meetingId: string, closed: boolean): Promise<PaperRow[]> {
  return sql.query<PaperRow & Record<string, unknown>>(
    `SELECT p.id, p.item_id AS "itemId", p.title, p.visibility, p.version,
       coalesce(json_agg(json_build_object('no', v.no, 'contentType', v.content_type, 'octets', v.octets, 'sha256', encode(v.sha256, 'hex'),
         'isLate', v.is_late, 'state', u.state, 'createdAt', v.created_at) ORDER BY v.no DESC) FILTER (WHERE v.id IS NOT NULL), '[]') AS versions
     FROM portal.paper p LEFT JOIN portal.paper_version v ON v.paper_id = p.id LEFT JOIN portal.upload_scan u ON u.upload_id = v.id
     LEFT JOIN portal.agenda_item i ON i.id = p.item_id
     WHERE p.meeting_id = $1
       AND ($2 OR (p.visibility <> 'secretariat' AND i.visibility IS DISTINCT FROM 'secretariat'))
     GROUP BY p.id ORDER BY p.created_at, p.id`,
    [meetingId, closed],
  );
}
