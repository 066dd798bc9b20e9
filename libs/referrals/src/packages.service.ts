import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { type DataKey, DataKeys, Invalid, NotFound, type Tx } from '#libs/platform';
import { categories, type DataCategory, OwnSheetsQueries, PeopleQueries } from '#libs/people';
import {
  contentOf,
  type FileContent,
  hashOf,
  type SectionContent,
  type SectionLine,
} from './package.content.js';
import { chosenFiles, freezeFiles, requireFilesReady, toldFiles } from './package/package.files.js';
import type { Referral } from './referral.entity.js';
import { packagePlace, requestPlace } from './referral-places.js';
import { emptyRequest, type RequestText } from './referral.request.js';
import type { Particulars } from './type/particulars.js';
import { ParticularsService } from './type/particulars.service.js';

/** A frozen package, as far as the reader may see it. */
export interface FrozenPackage {
  readonly version: number;
  readonly hash: Buffer;
  readonly frozenAt: Date;
  readonly sections: readonly SectionContent[];
  readonly files: readonly FileContent[];
}

/** What a package would be if it were frozen now. */
export interface DraftedPackage {
  readonly sections: SectionContent[];
  /** The files of the chosen kinds of data. */
  readonly files: FileContent[];
  /** Files that were chosen and that the chosen kinds of data leave out. */
  readonly leftOut: FileContent[];
}

interface SectionRow {
  category: DataCategory;
  body: Buffer;
}

const saltPlace = (referralId: string, version: number) => packagePlace(referralId, version, 'salt');

/** Freezes what is told with a referral, and opens it again for those whom the database lets. */
@Injectable()
export class Packages {
  constructor(
    private readonly people: PeopleQueries,
    private readonly ownSheets: OwnSheetsQueries,
    private readonly dataKeys: DataKeys,
    private readonly particulars: ParticularsService,
  ) {}

  /** What would be told if the draft were sent now. */
  async preview(tx: Tx, referral: Referral): Promise<SectionContent[]> {
    return (await this.drafted(tx, referral)).sections;
  }

  /** The same with the files. */
  async drafted(tx: Tx, referral: Referral): Promise<DraftedPackage> {
    const person = await this.people.read(tx, referral.sourceAgencyId, referral.personId);
    const request = await this.requestOf(tx, referral);
    const parts = await this.ownSheets.parts(tx, referral.personId);
    const particulars = await this.particulars.linesOf(tx, referral);
    const key = await this.dataKeys.one(tx, referral.personId);
    const chosen = await chosenFiles(tx, key, referral.id);
    const files = chosen.filter(({ category }) => referral.categories.includes(category));
    return {
      sections: contentOf({ person, request, parts, files, particulars }, referral.categories),
      files,
      leftOut: chosen.filter((file) => !files.includes(file)),
    };
  }

  /** The request as the source wrote it. */
  async requestOf(tx: Tx, referral: Referral): Promise<RequestText> {
    if (!referral.request) return emptyRequest;
    const key = (await this.dataKeys.of(tx, [referral.personId])).get(referral.personId);
    // The record has been erased: what was asked is gone with it.
    if (!key) return emptyRequest;
    return JSON.parse(key.open(requestPlace(referral.id), referral.request)) as RequestText;
  }

  /** What was filled in of the fields that the referral's type asks for. */
  async particularsOf(tx: Tx, referral: Referral): Promise<Particulars> {
    return this.particulars.valuesOf(tx, referral);
  }

  /** The request, sealed for its place. */
  async sealRequest(tx: Tx, referral: Referral, request: RequestText): Promise<Buffer> {
    const key = await this.dataKeys.one(tx, referral.personId);
    return key.seal(requestPlace(referral.id), JSON.stringify(request));
  }

  /**
   * Freezes the next version of the package; from now on nobody can change what was told.
   * @throws {Invalid} when a chosen kind of data has no content, or a file has not been let through by the scanner.
   */
  async freeze(
    tx: Tx,
    actor: Member,
    referral: Referral,
  ): Promise<{ version: number; hash: Buffer; categories: DataCategory[] }> {
    const { sections, files, leftOut } = await this.drafted(tx, referral);
    requireFilesReady(files, leftOut);
    const empty = referral.categories.filter((code) => !sections.some(({ category }) => category === code));
    if (empty.length > 0) throw new Invalid(empty.map(emptyCategory));

    const key = await this.dataKeys.one(tx, referral.personId);
    const [last] = await tx.query<{ version: number }[]>(
      'SELECT coalesce(max(version), 0)::int AS version FROM portal.referral_package WHERE referral_id = $1',
      [referral.id],
    );
    const version = (last?.version ?? 0) + 1;
    const salt = randomBytes(16).toString('base64url');
    const hash = hashOf(salt, sections, files);
    await tx.query(
      `INSERT INTO portal.referral_package (referral_id, version, source_agency_id, salt, hash, frozen_by)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        referral.id,
        version,
        referral.sourceAgencyId,
        key.seal(saltPlace(referral.id, version), salt),
        hash,
        actor.accountId,
      ],
    );
    for (const { category, lines } of sections) {
      await tx.query(
        `INSERT INTO portal.package_section (referral_id, version, category, source_agency_id, person_id, purpose, body)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [
          referral.id,
          version,
          category,
          referral.sourceAgencyId,
          referral.personId,
          referral.purpose,
          key.seal(packagePlace(referral.id, version, category), JSON.stringify(lines)),
        ],
      );
    }
    await freezeFiles(tx, key, referral, version, files);
    return { version, hash, categories: sections.map(({ category }) => category) };
  }

  /** The package as it was frozen last. @throws {NotFound} before anything was sent. */
  async latest(tx: Tx, referral: Referral): Promise<{ version: number; hash: Buffer }> {
    const [row] = await tx.query<{ version: number; hash: Buffer }[]>(
      'SELECT version, hash FROM portal.referral_package WHERE referral_id = $1 ORDER BY version DESC LIMIT 1',
      [referral.id],
    );
    if (!row) throw new NotFound();
    return row;
  }

  /** A frozen package with the sections that the reader may see: by what the caller asked, and by the database again. */
  async open(
    tx: Tx,
    referral: Referral,
    version: number,
    maySee: (category: DataCategory) => boolean,
  ): Promise<FrozenPackage | undefined> {
    const [frozen] = await tx.query<{ hash: Buffer; frozen_at: Date }[]>(
      'SELECT hash, frozen_at FROM portal.referral_package WHERE referral_id = $1 AND version = $2',
      [referral.id, version],
    );
    if (!frozen) return undefined;
    const shown = await tx.query<SectionRow[]>(
      `SELECT category, body FROM portal.package_section WHERE referral_id = $1 AND version = $2
       ORDER BY array_position($3::text[], category)`,
      [referral.id, version, Object.keys(categories)],
    );
    const rows = shown.filter(({ category }) => maySee(category));
    const key = (await this.dataKeys.of(tx, [referral.personId])).get(referral.personId);
    const sections = key ? opened(key, referral, version, rows) : [];
    const files = key
      ? (await toldFiles(tx, key, referral.id, version)).filter(({ category }) => maySee(category))
      : [];
    return { version, hash: frozen.hash, frozenAt: frozen.frozen_at, sections, files };
  }

  /** Whether the sections are those that were frozen. Only a reader who sees all of them can tell. */
  async isWhole(tx: Tx, referral: Referral, frozen: FrozenPackage): Promise<boolean> {
    const [row] = await tx.query<{ salt: Buffer }[]>(
      'SELECT salt FROM portal.referral_package WHERE referral_id = $1 AND version = $2',
      [referral.id, frozen.version],
    );
    const key = (await this.dataKeys.of(tx, [referral.personId])).get(referral.personId);
    if (!row || !key) return false;
    return hashOf(
      key.open(saltPlace(referral.id, frozen.version), row.salt),
      frozen.sections,
      frozen.files,
    ).equals(frozen.hash);
  }
}

function opened(
  key: DataKey,
  referral: Referral,
  version: number,
  rows: readonly SectionRow[],
): SectionContent[] {
  return rows.map(({ category, body }) => ({
    category,
    lines: JSON.parse(key.open(packagePlace(referral.id, version, category), body)) as SectionLine[],
  }));
}

function emptyCategory(code: DataCategory) {
  const { name } = categories[code];
  return {
    field: 'categories',
    label: name,
    detail: `「${name}」に記入がありません。記入するか、伝える内容から外してください。`,
  };
}
