import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, type DataKey, DataKeys, NotFound, type Tx } from '#libs/platform';
import type { DataCategory } from '../data-category.js';
import { requireOwnPerson } from '../own-person.js';
import { emptyContent, type OwnSheetContent } from './own-sheet.content.js';
import { linesOf, type SheetLine } from './own-sheet.field.js';
import { type OwnSheetKind, ownSheetForms, ownSheetKinds } from './own-sheet.forms.js';
import { ownSheetDraftPlace, ownSheetPlace } from './own-sheet.places.js';
import type { OwnSheetDraft } from './own-sheets.service.js';
import { checkText, type SelfCheckRecord, SelfChecks } from './self-checks.service.js';

/** A version in the history of a sheet. */
export interface OwnSheetVersion {
  readonly version: number;
  readonly savedAt: Date;
  readonly savedBy: string;
  readonly why: string;
  readonly restoredFrom: number | null;
}

/** A version with what stands in it. */
export interface OwnSheetReading extends OwnSheetVersion {
  readonly content: OwnSheetContent;
}

/** Somebody who may be told a part now, or has been told it. */
export interface OwnSheetAudience {
  readonly agencyName: string;
  readonly categories: readonly DataCategory[];
}

/** A sheet as the agency keeps it. */
export interface OwnSheetRecord {
  readonly kind: OwnSheetKind;
  /** The newest version; null while nothing was ever saved. */
  readonly current: OwnSheetReading | null;
  readonly versions: readonly OwnSheetVersion[];
  /** What the reader has typed and not saved yet. */
  readonly draft:
    (OwnSheetDraft & { readonly version: number; readonly begunFrom: number; readonly savedAt: Date }) | null;
  /** To whom the consents of this moment allow it to be told. */
  readonly mayBeTold: readonly OwnSheetAudience[];
  /** To whom it was told, with the days of the first and the last time. */
  readonly wasTold: readonly (OwnSheetAudience & { readonly first: Date; readonly last: Date })[];
}

/** What one part tells, and whether the person lets it go into a package. */
export interface OwnSheetPartTold {
  readonly shared: boolean;
  readonly lines: readonly SheetLine[];
}

interface VersionRow {
  version: number;
  savedAt: Date;
  savedBy: string;
  restoredFrom: number | null;
  why: Buffer;
  body: Buffer;
}

const versionColumns = `v.version, v.saved_at AS "savedAt", a.name AS "savedBy", v.restored_from AS "restoredFrom", v.why`;
// More entries than a package needs, and as many as one page shows.
const toldChecks = 12;

/** Reads the sheets that belong to the person. */
@Injectable()
export class OwnSheetsQueries {
  constructor(
    private readonly db: Database,
    private readonly dataKeys: DataKeys,
    private readonly selfChecks: SelfChecks,
    private readonly audit: Audit,
  ) {}

  /** A sheet with its history, and with whom it concerns. @throws {NotFound} for another agency's person. */
  async record(actor: Member, personId: string, kind: OwnSheetKind): Promise<OwnSheetRecord> {
    return this.db.transaction(actor, async (tx) => {
      await requireOwnPerson(tx, actor, personId);
      const key = await this.dataKeys.one(tx, personId);
      const rows = await tx.query<VersionRow[]>(
        `SELECT ${versionColumns}, CASE WHEN row_number() OVER (ORDER BY v.version DESC) = 1 THEN v.body END AS body
         FROM portal.own_sheet_version v JOIN portal.account a ON a.id = v.saved_by
         WHERE v.person_id = $1 AND v.kind = $2 ORDER BY v.version DESC`,
        [personId, kind],
      );
      const [newest] = rows;
      const record: OwnSheetRecord = {
        kind,
        current: newest ? readingOf(key, personId, kind, newest) : null,
        versions: rows.map((row) => versionOf(key, personId, kind, row)),
        draft: await draftOf(tx, key, actor, personId, kind),
        mayBeTold: await mayBeTold(tx, personId, kind),
        wasTold: await wasTold(tx, actor, personId, kind),
      };
      await this.recordReading(tx, actor, personId, { kind });
      return record;
    });
  }

  /** One version. @throws {NotFound} */
  async version(
    actor: Member,
    personId: string,
    kind: OwnSheetKind,
    version: number,
  ): Promise<OwnSheetReading> {
    return this.db.transaction(actor, async (tx) => {
      await requireOwnPerson(tx, actor, personId);
      const [row] = await tx.query<VersionRow[]>(
        `SELECT ${versionColumns}, v.body FROM portal.own_sheet_version v JOIN portal.account a ON a.id = v.saved_by
         WHERE v.person_id = $1 AND v.kind = $2 AND v.version = $3`,
        [personId, kind, version],
      );
      if (!row) throw new NotFound();
      await this.recordReading(tx, actor, personId, { kind, version });
      return readingOf(await this.dataKeys.one(tx, personId), personId, kind, row);
    });
  }

  /**
   * What the parts of both sheets say at this moment, by kind of data, without an audit entry: for a command of the
   * agency that writes its own.
   */
  async parts(tx: Tx, personId: string): Promise<Map<DataCategory, OwnSheetPartTold>> {
    const rows = await tx.query<{ kind: OwnSheetKind; version: number; body: Buffer }[]>(
      `SELECT DISTINCT ON (kind) kind, version, body FROM portal.own_sheet_version
       WHERE person_id = $1 ORDER BY kind, version DESC`,
      [personId],
    );
    const told = new Map<DataCategory, OwnSheetPartTold>();
    if (rows.length === 0) return told;
    const key = await this.dataKeys.one(tx, personId);
    const checks = await this.selfChecks.read(tx, personId);
    for (const kind of ownSheetKinds) {
      const row = rows.find((candidate) => candidate.kind === kind);
      if (!row) continue;
      const content = contentIn(key, personId, kind, row);
      for (const [category, lines] of partLines(kind, content, checks))
        told.set(category, { shared: content.shared.includes(category), lines });
    }
    return told;
  }

  private async recordReading(
    tx: Tx,
    actor: Member,
    personId: string,
    details: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.record(tx, actor, {
      action: 'own_sheet.read',
      objectType: 'person',
      objectId: personId,
      subjectId: personId,
      ownerAgencyId: actor.agencyId,
      details,
    });
  }
}

/** Every part of a sheet as lines to read; the self-check with its newest entries. */
export function partLines(
  kind: OwnSheetKind,
  content: OwnSheetContent,
  checks: readonly SelfCheckRecord[],
): [DataCategory, SheetLine[]][] {
  return ownSheetForms[kind].parts.map(({ category, fields }) => {
    const lines = linesOf(fields, content.sections[category] ?? {});
    const series = category === 'passport_6' ? checks.slice(-toldChecks) : [];
    // A package of MSFAS says on what day the person agreed to its use.
    const agreed =
      kind === 'msfas' && content.agreedOn && lines.length > 0
        ? [{ code: 'agreedOn', label: 'MSFASの活用に同意した日', text: content.agreedOn }]
        : [];
    return [
      category,
      [
        ...agreed,
        ...lines,
        ...series.map((check) => ({
          code: check.id,
          label: `自己チェック（${check.checkedOn}）`,
          text: checkText(check),
        })),
      ],
    ];
  });
}

function contentIn(
  key: DataKey,
  personId: string,
  kind: OwnSheetKind,
  { version, body }: { version: number; body: Buffer },
): OwnSheetContent {
  return {
    ...emptyContent,
    ...(JSON.parse(key.open(ownSheetPlace('body', personId, kind, version), body)) as OwnSheetContent),
  };
}

function versionOf(
  key: DataKey,
  personId: string,
  kind: OwnSheetKind,
  { version, savedAt, savedBy, restoredFrom, why }: VersionRow,
): OwnSheetVersion {
  return {
    ...{ version, savedAt, savedBy, restoredFrom },
    why: key.open(ownSheetPlace('why', personId, kind, version), why),
  };
}

function readingOf(key: DataKey, personId: string, kind: OwnSheetKind, row: VersionRow): OwnSheetReading {
  return { ...versionOf(key, personId, kind, row), content: contentIn(key, personId, kind, row) };
}

async function draftOf(
  tx: Tx,
  key: DataKey,
  actor: Member,
  personId: string,
  kind: OwnSheetKind,
): Promise<OwnSheetRecord['draft']> {
  const [row] = await tx.query<{ version: number; begunFrom: number; savedAt: Date; body: Buffer }[]>(
    `SELECT version, begun_from AS "begunFrom", saved_at AS "savedAt", body FROM portal.own_sheet_draft
     WHERE person_id = $1 AND kind = $2 AND account_id = $3`,
    [personId, kind, actor.accountId],
  );
  if (!row) return null;
  const { body, ...kept } = row;
  const place = ownSheetDraftPlace(personId, kind, actor.accountId);
  return { ...kept, ...(JSON.parse(key.open(place, body)) as OwnSheetDraft) };
}

function categoriesOf(kind: OwnSheetKind): DataCategory[] {
  return ownSheetForms[kind].parts.map(({ category }) => category);
}

async function mayBeTold(tx: Tx, personId: string, kind: OwnSheetKind): Promise<OwnSheetAudience[]> {
  return tx.query<OwnSheetAudience[]>(
    `SELECT a.name AS "agencyName", array_agg(DISTINCT g.category) AS categories
     FROM portal.live_grant g JOIN portal.agency a ON a.id = g.recipient_agency_id
     WHERE g.person_id = $1 AND g.category = ANY($2) GROUP BY a.id, a.name ORDER BY a.name`,
    [personId, categoriesOf(kind)],
  );
}

async function wasTold(
  tx: Tx,
  actor: Member,
  personId: string,
  kind: OwnSheetKind,
): Promise<(OwnSheetAudience & { first: Date; last: Date })[]> {
  return tx.query(
    `SELECT a.name AS "agencyName", array_agg(DISTINCT c.category) AS categories, min(d.at) AS first, max(d.at) AS last
     FROM portal.disclosure d JOIN portal.agency a ON a.id = d.recipient_agency_id,
       unnest(d.categories) AS c (category)
     WHERE d.person_id = $1 AND d.agency_id = $3 AND c.category = ANY($2) GROUP BY a.id, a.name ORDER BY a.name`,
    [personId, categoriesOf(kind), actor.agencyId],
  );
}
