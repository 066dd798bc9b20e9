import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { normalise, phoneKey } from '#libs/directory';
import { Keys, type Tx } from '#libs/platform';

/** By what a possible duplicate is recognised. */
export interface Traces {
  readonly kana: string;
  readonly birthDate: string | null;
  readonly phone?: string | null;
}

type TraceKind = 'name_birth' | 'phone';

/**
 * Finds duplicates without keeping anything readable: keyed digests (HMAC-SHA256) of kana and birth date, and of the
 * telephone. The agency is part of what is digested, so no digest tells whether two agencies know the same person.
 */
@Injectable()
export class PersonTraces {
  constructor(private readonly keys: Keys) {}

  /** People of the agency who left the same trace. */
  async alike(tx: Tx, agencyId: string, traces: Traces): Promise<{ id: string; number: number }[]> {
    const digests = this.digests(agencyId, traces).map(([, digest]) => digest);
    if (digests.length === 0) return [];
    return tx.query(
      `SELECT DISTINCT p.id, p.number FROM portal.person_trace t JOIN portal.person p ON p.id = t.person_id
       WHERE t.agency_id = $1 AND t.digest = ANY($2) ORDER BY p.number LIMIT 10`,
      [agencyId, digests],
    );
  }

  /** Writes the traces of a person down; a telephone that is gone leaves none. */
  async leave(tx: Tx, agencyId: string, personId: string, traces: Traces): Promise<void> {
    const kinds: TraceKind[] = traces.phone === undefined ? ['name_birth'] : ['name_birth', 'phone'];
    await tx.query('DELETE FROM portal.person_trace WHERE person_id = $1 AND kind = ANY($2)', [
      personId,
      kinds,
    ]);
    for (const [kind, digest] of this.digests(agencyId, traces)) {
      await tx.query(
        'INSERT INTO portal.person_trace (person_id, agency_id, kind, digest) VALUES ($1, $2, $3, $4)',
        [personId, agencyId, kind, digest],
      );
    }
  }

  private digests(agencyId: string, { kana, birthDate, phone }: Traces): [TraceKind, Buffer][] {
    const digest = (text: string) =>
      createHmac('sha256', this.keys.derive('person trace')).update(`${agencyId}|${text}`).digest();
    const found: [TraceKind, Buffer][] = [];
    if (birthDate) found.push(['name_birth', digest(`${normalise(kana)}|${birthDate}`)]);
    const digits = phoneKey(phone ?? '');
    if (digits.length >= 9) found.push(['phone', digest(digits)]);
    return found;
  }
}
