import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { normalise, phoneKey } from '#libs/directory';
import { Keys, type Tx } from '#libs/platform';

/** By what a possible duplicate is recognised. */
export interface Traces {
  readonly kana: string;
  readonly birthDate: string | null;
  readonly phone?: string | null;
  /** Kana of names that the person bore before (旧姓). */
  readonly formerKana?: readonly string[];
}

type TraceKind = 'name_birth' | 'phone' | 'former_birth';

/**
 * Finds duplicates without keeping anything readable: keyed digests (HMAC-SHA256) of kana and birth date, and of the
 * telephone. The agency is part of what is digested, so no digest tells whether two agencies know the same person.
 */
@Injectable()
export class PersonTraces {
  constructor(private readonly keys: Keys) {}

  /** People of the agency who left the same trace; a record that was merged answers with the one that continues it. */
  async alike(tx: Tx, agencyId: string, traces: Traces): Promise<{ id: string; number: number }[]> {
    const digests = this.digests(agencyId, traces).map(([, digest]) => digest);
    if (digests.length === 0) return [];
    return tx.query(
      `WITH RECURSIVE found AS (
         SELECT p.id, p.number, p.merged_into FROM portal.person_trace t JOIN portal.person p ON p.id = t.person_id
         WHERE t.agency_id = $1 AND t.digest = ANY($2)
         UNION SELECT p.id, p.number, p.merged_into FROM found f JOIN portal.person p ON p.id = f.merged_into
       ) SELECT DISTINCT id, number FROM found WHERE merged_into IS NULL ORDER BY number LIMIT 10`,
      [agencyId, digests],
    );
  }

  /** Writes the traces of a person down anew: those that are not given stay, a telephone that is gone leaves none. */
  async leave(tx: Tx, agencyId: string, personId: string, traces: Traces): Promise<void> {
    const kinds: TraceKind[] = [
      'name_birth',
      ...(traces.phone === undefined ? [] : (['phone'] as const)),
      ...(traces.formerKana === undefined ? [] : (['former_birth'] as const)),
    ];
    await tx.query('DELETE FROM portal.person_trace WHERE person_id = $1 AND kind = ANY($2)', [
      personId,
      kinds,
    ]);
    for (const [kind, digest] of this.digests(agencyId, traces)) {
      await tx.query(
        `INSERT INTO portal.person_trace (person_id, agency_id, kind, digest) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING`,
        [personId, agencyId, kind, digest],
      );
    }
  }

  private digests(
    agencyId: string,
    { kana, birthDate, phone, formerKana = [] }: Traces,
  ): [TraceKind, Buffer][] {
    const digest = (text: string) =>
      createHmac('sha256', this.keys.derive('person trace')).update(`${agencyId}|${text}`).digest();
    const found: [TraceKind, Buffer][] = [];
    if (birthDate) {
      // A name and a former name leave the same trace, so each finds the other.
      found.push(['name_birth', digest(`${normalise(kana)}|${birthDate}`)]);
      for (const former of formerKana)
        found.push(['former_birth', digest(`${normalise(former)}|${birthDate}`)]);
    }
    const digits = phoneKey(phone ?? '');
    if (digits.length >= 9) found.push(['phone', digest(digits)]);
    return found;
  }
}
