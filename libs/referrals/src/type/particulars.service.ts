import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Member } from '#libs/identity';
import { Database, DataKeys, Invalid, NotFound, type Place, Stale, type Tx } from '#libs/platform';
import { type DataCategory, PeopleQueries } from '#libs/people';
import type { SectionLine } from '../package.content.js';
import { Referral } from '../referral.entity.js';
import type { ReferralType } from '../referral.codes.js';
import { linesByCategory, type Particulars, particularsFor, problemsIn } from './particulars.js';

/** The particulars of a draft with what decides about them. */
export interface ParticularsRecord {
  readonly type: ReferralType | null;
  readonly values: Particulars;
  readonly categories: readonly DataCategory[];
  readonly version: number;
}

const bodyPlace = (referralId: string): Place => ({
  table: 'referral_particulars',
  column: 'body',
  row: referralId,
});

/** 種別ごとの項目: what only some types of referral ask for, sealed with the draft and told under its kinds of data. */
@Injectable()
export class ParticularsService {
  constructor(
    private readonly db: Database,
    private readonly people: PeopleQueries,
    private readonly dataKeys: DataKeys,
    private readonly audit: Audit,
  ) {}

  /** @throws {NotFound} for everybody but the source. */
  async read(actor: Member, referralId: string): Promise<ParticularsRecord> {
    return this.db.transaction(actor, async (tx) => {
      const referral = await own(tx, actor, referralId);
      return {
        type: referral.type,
        categories: referral.categories,
        values: await this.valuesOf(tx, referral),
        version: await versionOf(tx, referralId),
      };
    });
  }

  /**
   * Writes the fields of the draft's type anew.
   * @throws {NotFound} @throws {NotDraft} once it is sent. @throws {Invalid} naming each field. @throws {Stale}
   */
  async write(
    actor: Member,
    referralId: string,
    given: Readonly<Record<string, string>>,
    seenVersion: number,
  ): Promise<void> {
    await this.db.transaction(actor, async (tx) => {
      const referral = await own(tx, actor, referralId, true);
      referral.requireDraft();
      const version = await versionOf(tx, referralId);
      if (version !== seenVersion) throw new Stale(version);
      await this.put(tx, referral, given);
      await this.audit.record(tx, actor, {
        action: 'referral.particulars',
        objectType: 'referral',
        objectId: referralId,
        subjectId: referral.personId,
        ownerAgencyId: actor.agencyId,
        details: { fields: Object.keys(given) },
      });
    });
  }

  /** The same inside a command that locks and records for itself. @throws {Invalid} */
  async put(tx: Tx, referral: Referral, given: Readonly<Record<string, string>>): Promise<void> {
    const { type } = referral;
    if (!type) {
      const detail = '先に種別を選んでください。';
      throw new Invalid([{ field: 'type', label: '種別', detail }]);
    }
    const problems = problemsIn(type, given);
    if (problems.length > 0) throw new Invalid(problems);
    const { birthDate } = await this.people.read(tx, referral.sourceAgencyId, referral.personId);
    const values = particularsFor(type, given, { birthDate });
    const key = await this.dataKeys.one(tx, referral.personId);
    await tx.query(
      `INSERT INTO portal.referral_particulars (referral_id, source_agency_id, body) VALUES ($1, $2, $3)
       ON CONFLICT (referral_id) DO UPDATE SET body = excluded.body, version = referral_particulars.version + 1`,
      [referral.id, referral.sourceAgencyId, key.seal(bodyPlace(referral.id), JSON.stringify(values))],
    );
  }

  /** What was filled in, as far as the present type asks for it. */
  async valuesOf(tx: Tx, referral: Referral): Promise<Particulars> {
    if (!referral.type) return {};
    const [row] = await tx.query<{ body: Buffer }[]>(
      'SELECT body FROM portal.referral_particulars WHERE referral_id = $1',
      [referral.id],
    );
    const key = row && (await this.dataKeys.of(tx, [referral.personId])).get(referral.personId);
    // Nothing was written, or the record has been erased.
    const kept = row && key ? (JSON.parse(key.open(bodyPlace(referral.id), row.body)) as Particulars) : {};
    // Whether the person comes of age depends on a birth date that may have been put right since.
    const person = await this.people.read(tx, referral.sourceAgencyId, referral.personId);
    return particularsFor(referral.type, kept, { birthDate: person.birthDate });
  }

  /** What a package tells of them, by kind of data. */
  async linesOf(tx: Tx, referral: Referral): Promise<ReadonlyMap<DataCategory, readonly SectionLine[]>> {
    if (!referral.type) return new Map();
    return linesByCategory(referral.type, await this.valuesOf(tx, referral));
  }
}

async function own(tx: Tx, actor: Member, id: string, isLocked = false): Promise<Referral> {
  const lock = isLocked ? { lock: { mode: 'pessimistic_write' as const } } : {};
  const referral = await tx.findOne(Referral, { where: { id }, ...lock });
  if (!referral || referral.sourceAgencyId !== actor.agencyId) throw new NotFound();
  return referral;
}

async function versionOf(tx: Tx, referralId: string): Promise<number> {
  const [row] = await tx.query<{ version: number }[]>(
    'SELECT version FROM portal.referral_particulars WHERE referral_id = $1',
    [referralId],
  );
  return row?.version ?? 0;
}
