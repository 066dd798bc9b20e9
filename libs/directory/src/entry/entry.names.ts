import type { SqlTx } from '#libs/platform';

/** The codes that the network keeps in lists, with their names. */
export interface EntryNames {
  readonly types: ReadonlyMap<string, string>;
  readonly kinds: ReadonlyMap<string, string>;
  readonly areas: ReadonlyMap<string, string>;
  /** The areas that an agency can be in charge of. */
  readonly municipalities: ReadonlySet<string>;
  /** Agencies that are named in a change. */
  readonly agencies?: ReadonlyMap<string, string>;
}

/** Reads the lists as they stand now. */
export async function readEntryNames(tx: SqlTx): Promise<EntryNames> {
  const types = await tx.query<Named>('SELECT code, name FROM portal.agency_type');
  const kinds = await tx.query<Named>('SELECT code, name FROM portal.service_kind');
  const areas = await tx.query<Named & { level: string }>('SELECT code, name, level FROM portal.area');
  return {
    types: named(types),
    kinds: named(kinds),
    areas: named(areas),
    municipalities: new Set(areas.filter(({ level }) => level === 'municipality').map(({ code }) => code)),
  };
}

interface Named {
  code: string;
  name: string;
}

function named(rows: readonly Named[]): Map<string, string> {
  return new Map(rows.map(({ code, name }) => [code, name]));
}
