import { Injectable } from '@nestjs/common';
import type { Member } from '#libs/identity';
import { DataKeys, prepared, type Tx } from '#libs/platform';
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

// OFFSET 0 keeps a question about consent a question about each row: joined, PostgreSQL would work out the consents of everybody
// first. Every list asks them, and planning them behind their walls costs more than the answer.
const toldStatement = {
  name: 'names.told',
  sql: `SELECT s.referral_id, s.version, s.body, s.person_id
    FROM unnest($1::uuid[], $2::int[]) AS asked (referral_id, version)
    JOIN portal.package_section s USING (referral_id, version)
    WHERE s.category = 'identity'
      AND EXISTS (SELECT FROM portal.referral_line l WHERE l.referral_id = s.referral_id
        AND l.package_version = s.version AND l.agency_id = $3 AND l.status = ANY($4))
      AND EXISTS (SELECT FROM portal.live_cover g WHERE g.person_id = s.person_id AND g.recipient_agency_id = $3
        AND g.purpose = s.purpose AND g.category = s.category OFFSET 0)`,
};
const unsaidStatement = {
  name: 'names.unsaid',
  sql: `SELECT r.id FROM portal.referral r JOIN portal.referral_line l ON l.referral_id = r.id
    WHERE r.id = ANY($1::uuid[]) AND l.agency_id = $2 AND l.status = ANY($3)
      AND NOT EXISTS (SELECT FROM portal.live_cover g WHERE g.person_id = r.person_id AND g.recipient_agency_id = $2
        AND g.purpose = r.purpose AND g.category = 'identity' OFFSET 0)`,
};

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
    const told = await this.told(
      tx,
      actor,
      referrals.filter(({ personId }) => !own.has(personId)),
    );
    const unsaid = await this.unsaid(
      tx,
      actor,
      referrals.filter(({ id, personId }) => !own.has(personId) && !told.has(id)),
    );
    const nameOf = ({ id, personId }: Concerning) =>
      own.get(personId) ?? told.get(id) ?? (unsaid.has(id) ? withheldName : undefined);
    const names = referrals.map((referral) => [referral.id, nameOf(referral)] as const);
    return new Map(names.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
  }

  /** Referrals in hand whose person has not agreed yet that this agency learns who they are. */
  private async unsaid(tx: Tx, actor: Member, referrals: readonly Concerning[]): Promise<Set<string>> {
    if (referrals.length === 0) return new Set();
    const rows = await prepared<{ id: string }>(tx, unsaidStatement, [
      referrals.map(({ id }) => id),
      actor.agencyId,
      ['sent', ...readableStatuses],
    ]);
    return new Set(rows.map(({ id }) => id));
  }

  private async told(tx: Tx, actor: Member, referrals: readonly Concerning[]): Promise<Map<string, string>> {
    if (referrals.length === 0) return new Map();
    const rows = await prepared<{ referral_id: string; version: number; body: Buffer; person_id: string }>(
      tx,
      toldStatement,
      [
        referrals.map(({ id }) => id),
        referrals.map(({ packageVersion }) => packageVersion),
        actor.agencyId,
        readableStatuses,
      ],
    );
    if (rows.length === 0) return new Map();
    const keys = await this.dataKeys.of(
      tx,
      rows.map((row) => row.person_id),
    );
    return new Map(
      rows.flatMap((row) => {
        const key = keys.get(row.person_id);
        if (!key) return [];
        const lines = JSON.parse(
          key.open(packagePlace(row.referral_id, row.version, 'identity'), row.body),
        ) as SectionLine[];
        return [[row.referral_id, lines[0]?.text ?? ''] as const];
      }),
    );
  }
}
