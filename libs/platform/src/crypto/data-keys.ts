import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database.js';
import { prepared } from '../database/prepared.js';
import { Keys } from '../keys/keys.js';
import { DataKey } from './data-key.js';
import { newDataKey, open, seal, Unreadable } from './field-cipher.js';

interface DataKeyRow {
  subject_id: string;
  kid: string;
  wrapped: Buffer;
}

interface HeldKeyRow extends DataKeyRow {
  holder_id: string | null;
}

// Who may reach a key is asked of many tables: planning that costs more than the answer.
const keysStatement = {
  name: 'data-keys.of',
  sql: `SELECT subject_id, kid, wrapped, NULL AS holder_id FROM portal.data_key WHERE subject_id = ANY($1::uuid[])
    UNION ALL SELECT subject_id, kid, wrapped, holder_id FROM portal.merged_key WHERE holder_id = ANY($1::uuid[])`,
};

/**
 * The data keys of subjects. Each is stored wrapped by the installation's key, so that a copy of the database alone
 * reads nothing, and dropping one key makes everything about its subject unreadable, in every copy.
 */
@Injectable()
export class DataKeys {
  constructor(private readonly keys: Keys) {}

  /** Makes the key of a new subject of the agency. */
  async create(tx: Tx, subjectId: string, agencyId: string): Promise<DataKey> {
    const key = newDataKey();
    const { kid, key: wrapping } = this.keys.kek;
    await tx.query(
      'INSERT INTO portal.data_key (subject_id, agency_id, kid, wrapped) VALUES ($1, $2, $3, $4)',
      [subjectId, agencyId, kid, seal(wrapping, placeOf(subjectId, kid), key)],
    );
    return new DataKey(key);
  }

  /** A key for a subject that nobody owns yet, with its wrapping for whoever stores it. */
  loose(subjectId: string): { key: DataKey; kid: string; wrapped: Buffer } {
    const key = newDataKey();
    const { kid, key: wrapping } = this.keys.kek;
    return { key: new DataKey(key), kid, wrapped: seal(wrapping, placeOf(subjectId, kid), key) };
  }

  /** The keys of these subjects by id; those that the actor may not reach are left out. */
  async of(tx: Tx, subjectIds: readonly string[]): Promise<Map<string, DataKey>> {
    const rows = await prepared<HeldKeyRow>(tx, keysStatement, [[...new Set(subjectIds)]]);
    const lentTo = (subjectId: string) => rows.filter((row) => row.holder_id === subjectId);
    return new Map(
      rows
        .filter((row) => row.holder_id === null)
        .map((row) => [row.subject_id, this.unwrap(row, lentTo(row.subject_id))]),
    );
  }

  /**
   * The key of one subject.
   * @throws {Unreadable} when the actor may not reach it.
   */
  async one(tx: Tx, subjectId: string): Promise<DataKey> {
    const key = (await this.of(tx, [subjectId])).get(subjectId);
    if (!key) throw new Unreadable();
    return key;
  }

  /**
   * Unwraps a key that a query brought along.
   * @throws {Unreadable} when it was wrapped by another key file.
   */
  unwrap(row: DataKeyRow, lent: readonly DataKeyRow[] = []): DataKey {
    const keys = lent.map((one) => ({ subjectId: one.subject_id, key: this.plain(one) }));
    return new DataKey(this.plain(row), row.subject_id, keys);
  }

  private plain(row: DataKeyRow): Buffer {
    const { kid, key } = this.keys.kek;
    if (row.kid !== kid) throw new Unreadable();
    return open(key, placeOf(row.subject_id, kid), row.wrapped);
  }
}

function placeOf(subjectId: string, kid: string): string {
  return `data_key|wrapped|${subjectId}|${kid}`;
}
