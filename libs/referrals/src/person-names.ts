import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { type DataKey, DataKeys, prepared, type Tx } from '#libs/platform';
import { PeopleQueries } from '#libs/people';
import { type SectionLine, withheldName } from './package.content.js';
import { packagePlace } from './referral-places.js';
import { readableStatuses } from './referral.status.js';

/** As much of a referral as is needed to know whom it concerns. */
interface Concerning {
  readonly id: string;
  readonly personId: string;
  readonly packageVersion: number | null;
}

// A row for each referral whose person the reader may know, and one without a sheet for each that is in hand while the person has
// not agreed to be named. OFFSET 0 keeps a question about consent a question about each row: joined, PostgreSQL would work out
// the consents of everybody first. Every list asks this, and planning it behind its walls costs more than the answer.
const knownStatement = {
  name: 'names.known',
  sql: `SELECT asked.referral_id, asked.version, told.body, told.person_id
    FROM unnest($1::uuid[], $2::int[]) AS asked (referral_id, version)
    LEFT JOIN LATERAL (
      SELECT s.body, s.person_id FROM portal.package_section s
      WHERE s.referral_id = asked.referral_id AND s.version = asked.version AND s.category = 'identity'
        AND EXISTS (SELECT FROM portal.referral_line l WHERE l.referral_id = s.referral_id
          AND l.package_version = s.version AND l.agency_id = $3 AND l.status = ANY($4))
        AND EXISTS (SELECT FROM portal.live_cover g WHERE g.person_id = s.person_id AND g.recipient_agency_id = $3
          AND g.purpose = s.purpose AND g.category = s.category OFFSET 0)
    ) told ON true
    WHERE told.body IS NOT NULL OR EXISTS (
      SELECT FROM portal.referral r JOIN portal.referral_line l ON l.referral_id = r.id
      WHERE r.id = asked.referral_id AND l.agency_id = $3 AND (l.status = 'sent' OR l.status = ANY($4))
        AND NOT EXISTS (SELECT FROM portal.live_cover g WHERE g.person_id = r.person_id AND g.recipient_agency_id = $3
          AND g.purpose = r.purpose AND g.category = 'identity' OFFSET 0))`,
};

/** What a reader may know of whom a referral concerns: the sealed sheet, or that the person has not agreed to be named. */
interface KnownRow {
  referral_id: string;
  version: number;
  body: Buffer | null;
  person_id: string;
}

/** The names of the people whom referrals concern, as far as the reader may know them at this moment. */
@Injectable()
export class PersonNames {
  constructor(
    private readonly people: PeopleQueries,
    private readonly dataKeys: DataKeys,
  ) {}

  /** Names by referral id: of own people from the own record, of others from the package that consent opens. */
  async ofReferrals(tx: Tx, actor: Member, referrals: readonly Concerning[]): Promise<Map<string, string>> {
    if (referrals.length === 0) return new Map();
    const own = await this.people.namesOf(
      tx,
      actor.agencyId,
      referrals.map(({ personId }) => personId),
    );
    const known = await this.known(
      tx,
      actor,
      referrals.filter(({ personId }) => !own.has(personId)),
    );
    const names = referrals.map(({ id, personId }) => [id, own.get(personId) ?? known.get(id)] as const);
    return new Map(names.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
  }

  /** The names that consent opens; of those in hand whose person has not agreed, what stands in their place. */
  private async known(tx: Tx, actor: Member, referrals: readonly Concerning[]): Promise<Map<string, string>> {
    if (referrals.length === 0) return new Map();
    const rows = await prepared<KnownRow>(tx, knownStatement, [
      referrals.map(({ id }) => id),
      referrals.map(({ packageVersion }) => packageVersion),
      actor.agencyId,
      readableStatuses,
    ]);
    const told = rows.filter(({ body }) => body !== null).map(({ person_id: personId }) => personId);
    const keys = told.length === 0 ? new Map<string, DataKey>() : await this.dataKeys.of(tx, told);
    return new Map(
      rows.flatMap((row) => {
        if (!row.body) return [[row.referral_id, withheldName] as const];
        const key = keys.get(row.person_id);
        if (!key) return [];
        const place = packagePlace(row.referral_id, row.version, 'identity');
        const lines = JSON.parse(key.open(place, row.body)) as SectionLine[];
        return [[row.referral_id, lines[0]?.text ?? ''] as const];
      }),
    );
  }
}
