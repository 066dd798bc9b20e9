import { Injectable } from '@nestjs/common';
import { Audit } from '#libs/audit';
import type { Actor, Member } from '#libs/identity';
import { Database, Forbidden, Invalid, newId, NotFound, plainSql, Stale, type Tx } from '#libs/platform';
import { isSecretariat } from '../agency/entry.policy.js';
import { normalise } from './normalise.js';
import { wordsOf } from './search-terms.js';
import type { SynonymWords } from './synonyms.queries.js';

/** A group of words as the secretariat sees it. */
export interface SynonymRow extends SynonymWords {
  readonly id: string;
  readonly version: number;
  readonly updatedAt: string;
}

const mostWords = 20;

/** What stands for what, as the network speaks: kept by the secretariat, used by every search at once. */
@Injectable()
export class Synonyms {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  /** Every group, by its first word. */
  async list(actor: Actor): Promise<SynonymRow[]> {
    return this.db.read<SynonymRow>(actor, {
      name: 'directory.synonym-groups',
      sql: `SELECT id, words, finds, version, to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "updatedAt"
            FROM portal.synonym_group ORDER BY words[1], id`,
    });
  }

  /**
   * Adds a group; answers its id.
   * @throws {Invalid} @throws {Forbidden}
   */
  async add(actor: Member, input: SynonymWords): Promise<string> {
    const group = soundGroup(input);
    const id = newId();
    await this.change(actor, 'synonym.add', id, group, (tx) =>
      plainSql(tx).query('INSERT INTO portal.synonym_group (id, words, finds) VALUES ($1, $2, $3)', [
        id,
        group.words,
        group.finds,
      ]),
    );
    return id;
  }

  /** @throws {Invalid} @throws {Forbidden} @throws {NotFound} @throws {Stale} */
  async rewrite(actor: Member, id: string, seenVersion: number, input: SynonymWords): Promise<void> {
    const group = soundGroup(input);
    await this.change(actor, 'synonym.rewrite', id, group, async (tx) => {
      await this.lock(tx, id, seenVersion);
      await plainSql(tx).query(
        `UPDATE portal.synonym_group SET words = $2, finds = $3, version = version + 1, updated_at = now() WHERE id = $1`,
        [id, group.words, group.finds],
      );
    });
  }

  /** @throws {Forbidden} @throws {NotFound} @throws {Stale} */
  async remove(actor: Member, id: string, seenVersion: number): Promise<void> {
    await this.change(actor, 'synonym.remove', id, undefined, async (tx) => {
      await this.lock(tx, id, seenVersion);
      await plainSql(tx).query('DELETE FROM portal.synonym_group WHERE id = $1', [id]);
    });
  }

  /** What is looked for when somebody types this: word by word, each with everything that it stands for, as it was entered. */
  async expansionOf(actor: Actor, query: string): Promise<{ typed: string; finds: string[] }[]> {
    const groups = await this.list(actor);
    return wordsOf(query).map((typed) => {
      const key = normalise(typed);
      const found = groups
        .filter(({ words }) => words.some((word) => normalise(word) === key))
        .flatMap(({ words, finds }) => (finds.length > 0 ? finds : words));
      return { typed, finds: distinct(found).filter((word) => normalise(word) !== key) };
    });
  }

  private async change(
    actor: Member,
    action: string,
    id: string,
    group: SynonymWords | undefined,
    work: (tx: Tx) => Promise<unknown>,
  ): Promise<void> {
    if (!isSecretariat(actor)) throw new Forbidden();
    await this.db.transaction(actor, async (tx) => {
      await work(tx);
      const details = group ? { words: group.words, finds: group.finds } : {};
      await this.audit.record(tx, actor, { action, objectType: 'synonym', objectId: id, details });
    });
  }

  private async lock(tx: Tx, id: string, seenVersion: number): Promise<void> {
    const [row] = await plainSql(tx).query<{ version: number }>(
      'SELECT version FROM portal.synonym_group WHERE id = $1 FOR UPDATE',
      [id],
    );
    if (!row) throw new NotFound();
    if (row.version !== seenVersion) throw new Stale(row.version);
  }
}

/** Every word once, none of them empty to a search. */
function soundGroup({ words, finds }: SynonymWords): SynonymWords {
  const sound = { words: distinct(words), finds: distinct(finds) };
  const enough = sound.finds.length > 0 ? sound.words.length > 0 : sound.words.length > 1;
  const problems = [
    ...(enough
      ? []
      : [{ field: 'words', label: 'ことば', detail: 'ことば: 同じ意味のことばを2つ以上入力してください。' }]),
    ...(Math.max(sound.words.length, sound.finds.length) > mostWords
      ? [{ field: 'words', label: 'ことば', detail: `ことば: ${mostWords}個までにしてください。` }]
      : []),
  ];
  if (problems.length > 0) throw new Invalid(problems);
  return sound;
}

function distinct(words: readonly string[]): string[] {
  const byKey = new Map(words.map((word) => [normalise(word), word.trim()] as const));
  byKey.delete('');
  return [...byKey.values()];
}
