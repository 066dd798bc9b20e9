import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import {
  Conflict,
  Database,
  newId,
  NotFound,
  once,
  type OnceKey,
  plainSql,
  type SqlTx,
} from '#libs/platform';
import { isKeptHere } from '../council/council.sight.js';
import { mayKeep } from '../council/council.policy.js';
import { keptCouncil } from '../council/councils.service.js';
import { keptMeeting } from '../meeting/meetings.service.js';
import { itemsOf } from './agenda.queries.js';
import { type AgendaItemInput, openAgenda, putOnAgenda } from './agenda.service.js';

/** What a template holds of an item. */
export interface TemplateItem extends AgendaItemInput {
  /** 1 for those at the top. */
  readonly level: number;
}

/** Items that a council needs again and again. */
export interface AgendaTemplateRow {
  readonly id: string;
  readonly name: string;
  readonly isStanding: boolean;
  readonly items: readonly TemplateItem[];
}

/** The council has a template of that name (409). */
export class TemplateNameTaken extends Conflict {
  constructor() {
    super('agenda_template.name_taken', '同じ名前のひな形があります。別の名前を付けてください。');
  }
}

/** The agenda has nothing that could be kept (409). */
export class TemplateEmpty extends Conflict {
  constructor() {
    super('agenda_template.empty', '次第に議題がないため、ひな形にできません。');
  }
}

/** 次第のひな形: keeps agendas for the next time. */
@Injectable()
export class AgendaTemplates {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  /** The templates of a council by name. @throws {NotFound} for whoever does not keep it. */
  async ofCouncil(actor: Member, councilId: string): Promise<AgendaTemplateRow[]> {
    return this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const [council] = await sql.query<{ keeper: string }>(
        'SELECT secretariat_agency_id AS keeper FROM portal.council WHERE id = $1',
        [councilId],
      );
      if (!council || !mayKeep(actor, council.keeper)) throw new NotFound();
      return sql.query<AgendaTemplateRow & Record<string, unknown>>(
        `SELECT id, name, is_standing AS "isStanding", items FROM portal.agenda_template WHERE council_id = $1
         ORDER BY is_standing DESC, name, id`,
        [councilId],
      );
    });
  }

  /**
   * Keeps the agenda of a meeting as a template of its council. A standing one, with which each new meeting begins, has what stands
   * at the top, and takes the place of the one before it.
   * @throws {NotFound} @throws {Forbidden} @throws {TemplateNameTaken} @throws {TemplateEmpty}
   */
  async keep(
    actor: Member,
    meetingId: string,
    { name, isStanding }: { name: string; isStanding: boolean },
    request: OnceKey,
  ): Promise<string> {
    return this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        const { councilId } = await keptMeeting(sql, actor, meetingId);
        const items = await templateItems(sql, meetingId);
        if (items.length === 0) throw new TemplateEmpty();
        if (isStanding)
          await sql.query(
            'UPDATE portal.agenda_template SET is_standing = false WHERE council_id = $1 AND is_standing',
            [councilId],
          );
        const id = newId();
        const kept = await sql.query(
          `INSERT INTO portal.agenda_template (id, council_id, name, is_standing, items, created_by)
           VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (council_id, name) DO NOTHING RETURNING id`,
          [id, councilId, name, isStanding, JSON.stringify(items), actor.accountId],
        );
        if (kept.length === 0) throw new TemplateNameTaken();
        await this.audit.record(tx, actor, {
          action: 'agenda_template.keep',
          objectType: 'council',
          objectId: councilId,
          details: { template: id, isStanding },
        });
        return id;
      }),
    );
  }

  /** Throws a template away. @throws {NotFound} @throws {Forbidden} */
  async remove(actor: Member, id: string): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const sql = plainSql(tx);
      const { councilId } = await foundTemplate(sql, id);
      await keptCouncil(sql, actor, councilId);
      await sql.query('DELETE FROM portal.agenda_template WHERE id = $1', [id]);
      await this.audit.record(tx, actor, {
        action: 'agenda_template.remove',
        objectType: 'council',
        objectId: councilId,
        details: { template: id },
      });
    });
  }

  /**
   * Puts what a template of the council holds behind what is on the agenda; an approval of minutes that is there already does not
   * come twice.
   * @throws {NotFound} @throws {Forbidden} @throws {AgendaFrozen} @throws {AgendaFull}
   */
  async use(actor: Member, meetingId: string, templateId: string, request: OnceKey): Promise<void> {
    await this.db.transaction(actor, (tx) =>
      once(tx, actor.accountId, request, async () => {
        const sql = plainSql(tx);
        const meeting = await openAgenda(sql, actor, meetingId);
        const { councilId, items } = await foundTemplate(sql, templateId);
        if (councilId !== meeting.councilId) throw new NotFound();
        const approved = (await itemsOf(sql, meetingId, true)).some(
          ({ type }) => type === 'approval_of_minutes',
        );
        const above: string[] = [];
        for (const { level, ...input } of items) {
          if (approved && input.type === 'approval_of_minutes') continue;
          const parentId = above[level - 2] ?? null;
          above[level - 1] = await putOnAgenda(sql, actor, meeting, input, { parentId });
          above.length = level;
        }
        await this.audit.record(tx, actor, {
          action: 'agenda_template.use',
          objectType: 'meeting',
          objectId: meetingId,
          details: { template: templateId },
        });
        return templateId;
      }),
    );
  }
}

async function templateItems(sql: SqlTx, meetingId: string): Promise<TemplateItem[]> {
  return (await itemsOf(sql, meetingId, true)).map(
    ({ title, type, minutes, presenter, text, visibility, number }) => ({
      ...{ title, type, minutes, presenter, text, visibility },
      level: number.split('-').length,
    }),
  );
}

async function foundTemplate(
  sql: SqlTx,
  id: string,
): Promise<{ councilId: string; items: readonly TemplateItem[] }> {
  const [found] = await sql.query<{ councilId: string; items: readonly TemplateItem[] }>(
    `SELECT council_id AS "councilId", items FROM portal.agenda_template WHERE id = $1 AND ${isKeptHere('council_id')}`,
    [id],
  );
  if (!found) throw new NotFound();
  return found;
}
