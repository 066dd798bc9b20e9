import { Injectable } from '@nestjs/common';
import { Clock, Database, type SessionHolder } from '#libs/platform';
import { normalise } from './normalise.js';
import type { Synonyms } from './search-terms.js';

const keptMilliseconds = 60_000;

/** What people type, and what else it stands for. The same for everybody, so it is read once a minute. */
@Injectable()
export class SynonymQueries {
  private kept: { until: number; synonyms: Synonyms } | undefined;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async all(actor: SessionHolder): Promise<Synonyms> {
    const now = this.clock.now().getTime();
    if (this.kept && now < this.kept.until) return this.kept.synonyms;
    const rows = await this.db.read<{ word: string; finds: string }>(actor, {
      name: 'directory.synonyms',
      sql: 'SELECT word, finds FROM portal.synonym ORDER BY word, finds',
    });
    // Whoever may not read them (nobody is signed in) must not leave an empty list behind for the others.
    if (rows.length === 0) return new Map();
    const synonyms = byWord(rows);
    this.kept = { until: now + keptMilliseconds, synonyms };
    return synonyms;
  }
}

function byWord(rows: readonly { word: string; finds: string }[]): Synonyms {
  const words = new Map<string, string[]>();
  for (const { word, finds } of rows) {
    const key = normalise(word);
    words.set(key, [...(words.get(key) ?? []), normalise(finds)]);
  }
  return words;
}
