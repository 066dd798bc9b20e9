import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Clock, Database, type DataKey, DataKeys, NotFound, Stale, type Tx } from '#libs/platform';
import { requireOwnPerson } from '../own-person.js';
import { type OwnSheetContent, requireAgreement } from './own-sheet.content.js';
import { type OwnSheetKind, ownSheetForms } from './own-sheet.forms.js';
import { ownSheetDraftPlace, ownSheetPlace } from './own-sheet.places.js';

/** What somebody has typed and not saved yet. */
export interface OwnSheetDraft extends OwnSheetContent {
  readonly why: string;
}

/** Writes the sheets that belong to the person. A saving adds a version; none is ever changed. */
@Injectable()
export class OwnSheets {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Saves a sheet as its next version; `seenVersion` is 0 for the first. What the writer had typed is kept by it.
   * @throws {NotFound} for another agency's person. @throws {Stale} @throws {Invalid} without the day of agreement.
   */
  async save(
    actor: Member,
    personId: string,
    kind: OwnSheetKind,
    content: OwnSheetContent,
    why: string,
    seenVersion: number,
  ): Promise<void> {
    requireAgreement(ownSheetForms[kind], content, this.clock.today());
    await this.db.transaction(actor, async (tx) => {
      await this.add(tx, actor, personId, kind, { content, why, seenVersion, restoredFrom: null });
      await dropDraft(tx, actor, personId, kind);
    });
  }

  /**
   * Makes an earlier version the newest again, as a version of its own.
   * @throws {NotFound} @throws {Stale}
   */
  async restore(
    actor: Member,
    personId: string,
    kind: OwnSheetKind,
    version: number,
    why: string,
    seenVersion: number,
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      await requireOwnPerson(tx, actor, personId, 'FOR UPDATE');
      const [row] = await tx.query<{ body: Buffer }[]>(
        'SELECT body FROM portal.own_sheet_version WHERE person_id = $1 AND kind = $2 AND version = $3',
        [personId, kind, version],
      );
      if (!row) throw new NotFound();
      const key = await this.dataKeys.one(tx, personId);
      const content = JSON.parse(
        key.open(ownSheetPlace('body', personId, kind, version), row.body),
      ) as OwnSheetContent;
      await this.add(tx, actor, personId, kind, { content, why, seenVersion, restoredFrom: version });
    });
  }

  /**
   * Keeps what somebody has typed, until they save it or throw it away; answers the draft's version.
   * @throws {NotFound} @throws {Stale} when another window of the same person has typed more.
   */
  async keepDraft(
    actor: Member,
    personId: string,
    kind: OwnSheetKind,
    draft: OwnSheetDraft,
    begunFrom: number,
    seenVersion: number,
  ): Promise<number> {
    return this.db.transaction(actor, async (tx) => {
      await requireOwnPerson(tx, actor, personId);
      const key = await this.dataKeys.one(tx, personId);
      const body = key.seal(ownSheetDraftPlace(personId, kind, actor.accountId), JSON.stringify(draft));
      const place = [personId, actor.agencyId, kind, actor.accountId];
      if (seenVersion === 0) {
        const added = await tx.query<unknown[]>(
          `INSERT INTO portal.own_sheet_draft (person_id, agency_id, kind, account_id, begun_from, body)
           VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING version`,
          [...place, begunFrom, body],
        );
        if (added.length > 0) return 1;
      }
      const [kept] = (await tx.query(
        `UPDATE portal.own_sheet_draft SET begun_from = $5, body = $6, version = version + 1, saved_at = now()
         WHERE person_id = $1 AND agency_id = $2 AND kind = $3 AND account_id = $4 AND version = $7 RETURNING version`,
        [...place, begunFrom, body, seenVersion],
      )) as [{ version: number }[], number];
      if (kept[0]) return kept[0].version;
      throw new Stale(await draftVersion(tx, actor, personId, kind));
    });
  }

  /** Throws away what the actor has typed. @throws {NotFound} */
  async dropDraft(actor: Member, personId: string, kind: OwnSheetKind): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      await requireOwnPerson(tx, actor, personId);
      await dropDraft(tx, actor, personId, kind);
    });
  }

  private async add(
    tx: Tx,
    actor: Member,
    personId: string,
    kind: OwnSheetKind,
    saving: { content: OwnSheetContent; why: string; seenVersion: number; restoredFrom: number | null },
  ): Promise<void> {
    await requireOwnPerson(tx, actor, personId, 'FOR UPDATE');
    const [last] = await tx.query<{ version: number }[]>(
      `SELECT coalesce(max(version), 0)::int AS version FROM portal.own_sheet_version WHERE person_id = $1 AND kind = $2`,
      [personId, kind],
    );
    const current = last?.version ?? 0;
    if (current !== saving.seenVersion) throw new Stale(current);
    const version = current + 1;
    const key = await this.dataKeys.one(tx, personId);
    await tx.query(
      `INSERT INTO portal.own_sheet_version (person_id, agency_id, kind, version, body, why, restored_from, saved_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        personId,
        actor.agencyId,
        kind,
        version,
        ...sealed(key, { personId, kind, version }, saving),
        saving.restoredFrom,
        actor.accountId,
      ],
    );
    await this.audit.record(tx, actor, {
      action: saving.restoredFrom === null ? 'own_sheet.save' : 'own_sheet.restore',
      objectType: 'person',
      objectId: personId,
      subjectId: personId,
      ownerAgencyId: actor.agencyId,
      details: { kind, version, restoredFrom: saving.restoredFrom },
    });
  }
}

function sealed(
  key: DataKey,
  at: { personId: string; kind: OwnSheetKind; version: number },
  { content, why }: { content: OwnSheetContent; why: string },
): [body: Buffer, why: Buffer] {
  return [
    key.seal(ownSheetPlace('body', at.personId, at.kind, at.version), JSON.stringify(content)),
    key.seal(ownSheetPlace('why', at.personId, at.kind, at.version), why),
  ];
}

async function dropDraft(tx: Tx, actor: Member, personId: string, kind: OwnSheetKind): Promise<void> {
  await tx.query(
    'DELETE FROM portal.own_sheet_draft WHERE person_id = $1 AND kind = $2 AND account_id = $3',
    [personId, kind, actor.accountId],
  );
}

async function draftVersion(tx: Tx, actor: Member, personId: string, kind: OwnSheetKind): Promise<number> {
  const [row] = await tx.query<{ version: number }[]>(
    'SELECT version FROM portal.own_sheet_draft WHERE person_id = $1 AND kind = $2 AND account_id = $3',
    [personId, kind, actor.accountId],
  );
  return row?.version ?? 0;
}
