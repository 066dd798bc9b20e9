import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Database,
  isUsable,
  newId,
  NotFound,
  once,
  type OnceKey,
  plainSql,
  type SqlTx,
  Stale,
  type Tx,
  Uploads,
  type UploadState,
} from '#libs/platform';
import { isKeptHere } from '../council/council.sight.js';
import { seenMeeting } from '../meeting/meeting.sight.js';
import type { AgendaVisibility } from '../agenda/agenda.codes.js';
import { keptItem, openAgenda } from '../agenda/agenda.service.js';
import type { KeptMeeting } from '../meeting/meetings.service.js';
import {
  PaperInQuarantine,
  PaperNotTaken,
  PapersFull,
  PaperTooLarge,
  PaperUnchanged,
} from './paper.errors.js';
import {
  agreedPaperType,
  isPicture,
  largestPaper,
  paperQuota,
  type PaperType,
  plainPicture,
} from './paper.types.js';

/** A file as it arrives. */
export interface PaperFile {
  /** The type that the sender names, and the ending of the name that the file had there. */
  readonly declared: string;
  readonly extension: string;
  readonly content: Buffer;
}

/** What stands beside a paper. */
export interface PaperWords {
  readonly title: string;
  readonly visibility: AgendaVisibility;
}

/** A paper on its way out. */
export interface OpenPaper {
  readonly contentType: PaperType;
  readonly title: string;
  readonly no: number;
  readonly content: Buffer;
}

type Sound = { readonly type: PaperType; readonly content: Buffer; readonly sha256: Buffer };

/** 資料: lays papers before a meeting, and hands them out to whoever may see them. */
@Injectable()
export class Papers {
  constructor(
    private readonly db: Database,
    private readonly uploads: Uploads,
    private readonly audit: Audit,
  ) {}

  /** Says that a paper will lie before an item; its file follows. Answers its id. @throws {NotFound} @throws {Forbidden} @throws {AgendaFrozen} @throws {PapersFull} */
  async add(
    actor: Member,
    itemId: string,
    { title, visibility }: PaperWords,
    request: OnceKey,
  ): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        const { meeting } = await keptItem(sql, actor, itemId);
        await requirePaperRoom(sql, meeting.id);
        const id = newId();
        await sql.query(
          `INSERT INTO portal.paper (id, item_id, meeting_id, council_id, title, visibility, created_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7)`,
          [id, itemId, meeting.id, meeting.councilId, title, visibility, actor.accountId],
        );
        await this.note(tx, actor, id, 'add', { item: itemId });
        return id;
      }),
    );
  }

  /**
   * Lays the file of a paper, or a new version of it; the earlier ones stay. Nobody opens it before the virus scanner has looked at it.
   * @throws {NotFound} @throws {Forbidden} @throws {AgendaFrozen} @throws {PaperNotTaken} @throws {PaperTooLarge} @throws {PapersFull} @throws {PaperUnchanged}
   */
  async lay(actor: Member, id: string, file: PaperFile, request: OnceKey): Promise<void> {
    const sound = await soundPaper(file);
    await this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        const { meeting } = await keptPaper(sql, actor, id);
        const [last] = await sql.query<{ no: number; sha256: Buffer }>(
          'SELECT no, sha256 FROM portal.paper_version WHERE paper_id = $1 ORDER BY no DESC LIMIT 1',
          [id],
        );
        if (last?.sha256.equals(sound.sha256)) throw new PaperUnchanged();
        const no = (last?.no ?? 0) + 1;
        await this.addVersion(tx, actor, meeting, id, no, sound);
        await sql.query('UPDATE portal.paper SET version = version + 1 WHERE id = $1', [id]);
        await this.note(tx, actor, id, 'lay', { no });
        return id;
      }),
    );
  }

  /** Says what a paper is called and who sees it. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {AgendaFrozen} */
  async describe(actor: Member, id: string, seenVersion: number, words: PaperWords): Promise<void> {
    await this.withPaper(actor, id, seenVersion, async (tx, sql) => {
      await sql.query(
        'UPDATE portal.paper SET title = $2, visibility = $3, version = version + 1 WHERE id = $1',
        [id, words.title, words.visibility],
      );
      await this.note(tx, actor, id, 'describe', { visibility: words.visibility });
    });
  }

  /** Takes a paper back with all its versions. @throws {NotFound} @throws {Forbidden} @throws {Stale} @throws {AgendaFrozen} */
  async remove(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.withPaper(actor, id, seenVersion, async (tx, sql) => {
      await sql.query('DELETE FROM portal.paper WHERE id = $1', [id]);
      await this.note(tx, actor, id, 'remove');
    });
  }

  /** Has the last version looked at again with which the scanner could do nothing. @throws {NotFound} @throws {Forbidden} @throws {AgendaFrozen} */
  async scanAgain(actor: Member, id: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      await keptPaper(sql, actor, id);
      const [last] = await sql.query<{ id: string }>(
        'SELECT id FROM portal.paper_version WHERE paper_id = $1 ORDER BY no DESC LIMIT 1',
        [id],
      );
      if (last && (await this.uploads.tryAgain(tx, last.id))) await this.note(tx, actor, id, 'scan_again');
    });
  }

  /** Opens a version of a paper, the last one when none is named. @throws {NotFound} @throws {PaperInQuarantine} */
  async open(actor: Member, id: string, no?: number): Promise<OpenPaper> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const [found] = await sql.query<{
        meetingId: string;
        versionId: string;
        contentType: PaperType;
        title: string;
        no: number;
        state: UploadState;
        content: Buffer | null;
      }>(
        `SELECT p.meeting_id AS "meetingId", v.id AS "versionId", v.content_type AS "contentType", p.title, v.no, u.state, c.body AS content
         FROM portal.paper p JOIN portal.paper_version v ON v.paper_id = p.id JOIN portal.upload_scan u ON u.upload_id = v.id
         LEFT JOIN portal.paper_content c ON c.version_id = v.id
         LEFT JOIN portal.agenda_item i ON i.id = p.item_id
         WHERE p.id = $1 AND ($2::int IS NULL OR v.no = $2)
           AND ((p.visibility <> 'secretariat' AND i.visibility IS DISTINCT FROM 'secretariat') OR ${isKeptHere('p.council_id')}) ORDER BY v.no DESC LIMIT 1`,
        [id, no ?? null],
      );
      if (!found) throw new NotFound();
      await seenMeeting(sql, actor, found.meetingId);
      if (!isUsable(found.state)) throw new PaperInQuarantine(found.state);
      if (!found.content) throw new NotFound();
      await this.note(tx, actor, id, 'read', { no: found.no });
      const { contentType, title, content } = found;
      return { contentType, title, no: found.no, content };
    });
  }

  private async addVersion(
    tx: Tx,
    actor: Member,
    meeting: KeptMeeting,
    paperId: string,
    no: number,
    { type, content, sha256 }: Sound,
  ): Promise<void> {
    const sql = plainSql(tx);
    await requireRoom(sql, meeting.id, content.length);
    const id = newId();
    await this.uploads.admit(tx, { id, agencyId: actor.agencyId, content });
    await sql.query(
      `INSERT INTO portal.paper_version (id, paper_id, meeting_id, council_id, no, content_type, octets, sha256, is_late, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, EXISTS (SELECT FROM portal.circulation c WHERE c.meeting_id = $3), $9)`,
      [id, paperId, meeting.id, meeting.councilId, no, type, content.length, sha256, actor.accountId],
    );
    await sql.query('INSERT INTO portal.paper_content (version_id, council_id, body) VALUES ($1, $2, $3)', [
      ...[id, meeting.councilId, content],
    ]);
  }

  private async withPaper(
    actor: Member,
    id: string,
    seenVersion: number,
    work: (tx: Tx, sql: SqlTx) => Promise<void>,
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const { version } = await keptPaper(sql, actor, id);
      if (version !== seenVersion) throw new Stale(version);
      await work(tx, sql);
    });
  }

  private async note(
    tx: Tx,
    actor: Member,
    id: string,
    verb: string,
    details: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action: `paper.${verb}`,
      objectType: 'paper',
      objectId: id,
      details,
    });
  }
}

async function keptPaper(
  sql: SqlTx,
  actor: Pick<Member, 'agencyId'>,
  id: string,
): Promise<{ meeting: KeptMeeting; version: number }> {
  const [seen] = await sql.query<{ meetingId: string }>(
    `SELECT meeting_id AS "meetingId" FROM portal.paper
     WHERE id = $1 AND (visibility <> 'secretariat' OR ${isKeptHere('council_id')})`,
    [id],
  );
  if (!seen) throw new NotFound();
  const meeting = await openAgenda(sql, actor, seen.meetingId);
  const [paper] = await sql.query<{ version: number }>(
    'SELECT version FROM portal.paper WHERE id = $1 FOR UPDATE',
    [id],
  );
  if (!paper) throw new NotFound();
  return { meeting, version: paper.version };
}

/** @throws {PaperNotTaken} @throws {PaperTooLarge} */
async function soundPaper({ declared, extension, content }: PaperFile): Promise<Sound> {
  if (content.length > largestPaper) throw new PaperTooLarge();
  const type = agreedPaperType(content, declared, extension);
  if (!type) throw new PaperNotTaken();
  const kept = isPicture(type) ? await plainPicture(content, type) : content;
  if (!kept) throw new PaperNotTaken();
  return { type, content: kept, sha256: createHash('sha256').update(kept).digest() };
}

async function requirePaperRoom(sql: SqlTx, meetingId: string): Promise<void> {
  const [taken] = await sql.query<{ papers: number }>(
    'SELECT count(*)::int AS papers FROM portal.paper WHERE meeting_id = $1',
    [meetingId],
  );
  if (taken!.papers >= paperQuota.files) throw new PapersFull();
}

/** The meeting is locked: two uploads at once do not both find the last room. */
async function requireRoom(sql: SqlTx, meetingId: string, octets: number): Promise<void> {
  const [taken] = await sql.query<{ files: number; octets: number }>(
    `SELECT count(*)::int AS files, coalesce(sum(octets), 0)::float8 AS octets FROM portal.paper_version WHERE meeting_id = $1`,
    [meetingId],
  );
  if (taken!.files >= paperQuota.files || taken!.octets + octets > paperQuota.octets) throw new PapersFull();
}
