import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Database } from '#libs/platform';
import { Taxonomies } from '../area/taxonomies.js';
import type { Taxonomy } from '../area/taxonomy.js';
import { normalise } from './normalise.js';
import { tokens } from './search-conditions.js';
import { bigrams } from './search-tokens.js';

/** Something that what is being typed may become: an agency, or a type, service or area to narrow by. */
export interface Suggestion {
  readonly kind: 'agency' | 'type' | 'service' | 'area';
  /** The id of the agency, or the code. */
  readonly key: string;
  readonly name: string;
  /** Where it lies, of what type it is. */
  readonly about: string | null;
}

const mostAgencies = 6;
const mostOfEach = 2;

/** Suggests while somebody types. */
@Injectable()
export class SuggestionQueries {
  constructor(
    private readonly db: Database,
    private readonly taxonomies: Taxonomies,
  ) {}

  /** What begins like the typed text before what contains it; nothing before two characters. */
  async of(actor: Actor, typed: string): Promise<Suggestion[]> {
    const key = normalise(typed);
    if (Array.from(key).length < 2) return [];
    const taxonomy = await this.taxonomies.current(actor);
    const listed = [
      ...named('type', taxonomy.types, key),
      ...named('service', taxonomy.kinds, key),
      ...named('area', taxonomy.areas, key, taxonomy),
    ];
    return [...listed, ...(await this.agencies(actor, key, taxonomy))];
  }

  private async agencies(actor: Actor, key: string, taxonomy: Taxonomy): Promise<Suggestion[]> {
    const rows = await this.db.read<{ id: string; name: string; type_no: number; area_no: number | null }>(
      actor,
      { name: 'directory.suggestions', sql: agenciesSql, settings },
      [bigrams(key), `%${key}%`, `% ${key}%`, mostAgencies],
    );
    return rows.map(({ id, name, type_no: type, area_no: area }) => ({
      kind: 'agency',
      key: id,
      name,
      about: [area === null ? undefined : taxonomy.area(area)?.name, taxonomy.type(type)?.name]
        .filter(Boolean)
        .join('・'),
    }));
  }
}

function named(
  kind: 'type' | 'service' | 'area',
  rows: readonly { code: string; name: string; parentCode?: string | null }[],
  key: string,
  taxonomy?: Taxonomy,
): Suggestion[] {
  return rows
    .filter(({ name }) => normalise(name).includes(key))
    .sort((a, b) => normalise(a.name).indexOf(key) - normalise(b.name).indexOf(key))
    .slice(0, mostOfEach)
    .map(({ code, name, parentCode }) => ({
      kind,
      key: code,
      name,
      about: (parentCode && taxonomy?.areaOf(parentCode)?.name) || null,
    }));
}

const settings = ['plan_cache_mode = force_generic_plan', 'enable_seqscan = off'];

const agenciesSql = `
  SELECT d.agency_id AS id, c.card ->> 'name' AS name, d.type_no, d.area_no
  FROM (SELECT d.agency_id, d.type_no, d.area_no, d.names, d.suspended FROM portal.search_doc d
        WHERE ${tokens} @> $1::integer[] AND d.names LIKE $2
        ORDER BY d.suspended, d.names NOT LIKE $3, length(d.names), d.agency_id LIMIT $4) d
  JOIN portal.search_card c ON c.agency_id = d.agency_id AND c.face = 'members'
  ORDER BY d.suspended, d.names NOT LIKE $3, length(d.names), d.agency_id`;
