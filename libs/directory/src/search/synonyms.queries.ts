import { Injectable } from '@nestjs/common';
import { Database, type SessionHolder } from '#libs/platform';
import { normalise } from './normalise.js';
import type { Synonyms } from './search-terms.js';

/** Words that find each other, or (with `finds`) words that find others which do not find them. */
export interface SynonymWords {
  readonly words: readonly string[];
  readonly finds: readonly string[];
}

/** What people type, and what else it stands for, as it was at one moment. */
export interface KnownSynonyms {
  readonly version: number;
  readonly synonyms: Synonyms;
}

/** Reads synonyms. They are the same for everybody and kept until somebody changes one, in whichever process. */
@Injectable()
export class SynonymQueries {
  private kept: KnownSynonyms | undefined;

  constructor(private readonly db: Database) {}

  /** As they were last read; every search brings back whether that still holds. */
  async current(reader: SessionHolder): Promise<KnownSynonyms> {
    return this.kept ?? this.refreshed(reader);
  }

  async refreshed(reader: SessionHolder): Promise<KnownSynonyms> {
    const [row] = await this.db.read<{ version: number; groups: SynonymWords[] }>(reader, {
      name: 'directory.synonyms',
      sql: `SELECT version, (SELECT coalesce(json_agg(json_build_object('words', words, 'finds', finds)), '[]')
                             FROM portal.synonym_group) AS groups
            FROM portal.synonym_version`,
    });
    this.kept = { version: row!.version, synonyms: synonymsOf(row!.groups) };
    return this.kept;
  }
}

/** Every word with everything that it finds beside itself. */
export function synonymsOf(groups: readonly SynonymWords[]): Synonyms {
  const found = new Map<string, Set<string>>();
  for (const { words, finds } of groups) {
    const keys = words.map(normalise);
    const others = finds.length > 0 ? finds.map(normalise) : keys;
    for (const key of keys) {
      const known = found.get(key) ?? new Set<string>();
      for (const other of others) if (other !== key && other !== '') known.add(other);
      found.set(key, known);
    }
  }
  return new Map([...found].map(([key, others]) => [key, [...others].sort()]));
}
