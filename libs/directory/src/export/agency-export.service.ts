import { Injectable } from '@nestjs/common';
import type { SheetList, SheetRow } from '#libs/documents';
import type { Actor } from '#libs/identity';
import { Clock, Database, plainSql } from '#libs/platform';
import { Taxonomies } from '../area/taxonomies.js';
import type { Taxonomy } from '../area/taxonomy.js';
import type { Entry } from '../entry/entry.js';
import { readEntries } from '../entry/entry.reading.js';
import { shownTo } from '../entry/entry.visibility.js';
import { AgencySearch } from '../search/agency-search.js';
import type { AgencySearchRequest } from '../search/search-request.js';
import {
  type ExportColumn,
  exportColumns,
  type ExportedRow,
  type ExportedVacancy,
  exportedValue,
} from './export.columns.js';

/** What is to be written: the agencies of a search in its order, or these; one row per agency or per service. */
export interface ExportOrder {
  readonly search: AgencySearchRequest | null;
  readonly agencyIds: readonly string[];
  readonly per: 'agency' | 'service';
  readonly columns: readonly ExportColumn[];
}

const chunkSize = 500;

/** Writes agencies as a list, each field only where its reader may see it. */
@Injectable()
export class AgencyExport {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly search: AgencySearch,
    private readonly taxonomies: Taxonomies,
  ) {}

  /**
   * The list, whose rows are read while they are written: however many there are, a few hundred are in memory.
   * @throws {Invalid} when the search cannot be understood.
   */
  async list(actor: Actor, order: ExportOrder): Promise<SheetList> {
    const ids = order.search ? await this.search.ids(actor, order.search) : order.agencyIds;
    return {
      name: '機関一覧',
      columns: order.columns.map((column) => exportColumns[column].label),
      rows: this.sheetRows(actor, ids, order),
    };
  }

  /** The same rows as objects by the names of the columns. */
  async *objects(actor: Actor, order: ExportOrder): AsyncGenerator<Record<string, string | number | null>> {
    const { rows } = await this.list(actor, order);
    for await (const row of rows)
      yield Object.fromEntries(order.columns.map((column, at) => [column, row[at] ?? null]));
  }

  /** What these agencies are exported from, one row each. */
  async agencies(actor: Actor, ids: readonly string[]): Promise<ExportedRow[]> {
    return this.rowsOf(actor, ids, await this.taxonomies.refreshed(actor), 'agency');
  }

  private async *sheetRows(
    actor: Actor,
    ids: readonly string[],
    { per, columns }: ExportOrder,
  ): AsyncGenerator<SheetRow> {
    const taxonomy = await this.taxonomies.refreshed(actor);
    for (let from = 0; from < ids.length; from += chunkSize) {
      for (const row of await this.rowsOf(actor, ids.slice(from, from + chunkSize), taxonomy, per))
        yield columns.map((column) => exportedValue(column, row));
    }
  }

  private async rowsOf(
    actor: Actor,
    ids: readonly string[],
    taxonomy: Taxonomy,
    per: ExportOrder['per'],
  ): Promise<ExportedRow[]> {
    const { entries, vacancies } = await this.db.transaction(actor, async (tx) => ({
      entries: await readEntries(plainSql(tx), ids),
      vacancies: await plainSql(tx).query<ExportedVacancy & { id: string }>(vacanciesSql, [
        ids,
        this.clock.today(),
      ]),
    }));
    const told = new Map(vacancies.map(({ id, ...vacancy }) => [id, vacancy]));
    return ids.flatMap((id) => {
      const entry = entries.get(id);
      if (!entry || entry.status === 'closed') return [];
      const shown = shownTo(readerOf(actor, id), entry);
      const row = (service: ExportedRow['service']) => this.row(shown, service, taxonomy, told);
      const services = shown.services.filter(({ endedOn }) => endedOn === null);
      return per === 'agency' || services.length === 0 ? [row(null)] : services.map(row);
    });
  }

  private row(
    entry: Entry,
    service: ExportedRow['service'],
    taxonomy: Taxonomy,
    told: ReadonlyMap<string, ExportedVacancy>,
  ): ExportedRow {
    const areaOf = (code: string) => taxonomy.areaOf(code)?.name ?? code;
    return {
      entry,
      service,
      type: taxonomy.types.find(({ code }) => code === entry.type)?.name ?? entry.type,
      area: entry.area === null ? '' : areaOf(entry.area),
      kindOf: (code) => taxonomy.kindNamed(code)?.name ?? code,
      areaOf,
      vacancyOf: (serviceId) => (entry.status === 'suspended' ? undefined : told.get(serviceId)),
      today: this.clock.today(),
    };
  }
}

/** Whoever keeps an entry exports all of it. */
function readerOf({ agencyId, role }: Actor, id: string): 'own' | 'members' {
  return agencyId === id || role === 'secretariat' ? 'own' : 'members';
}

const vacanciesSql = `
  SELECT service_id AS id, state, available, as_of::text AS "asOf" FROM portal.vacancy
  WHERE agency_id = ANY ($1::uuid[]) AND coalesce(good_until, 'infinity') >= $2::date`;
