import { isUUID } from 'class-validator';
import { type ExportColumn, exportColumns, type ExportOrder, usualColumns } from '#libs/directory';
import { OneOf, SomeOf, Text } from '../../http/fields.js';
import { AgencySearchQuery } from '../agencies.dto.js';

/** How a list is written. */
export const exportFormats = ['csv', 'csv_cp932', 'xlsx', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

const columnNames = Object.keys(exportColumns) as ExportColumn[];

/** Which list is written: the agencies of a search, or those that are named; page and number mean nothing here. */
export class AgencyListQuery extends AgencySearchQuery {
  @SomeOf(columnNames, { label: '項目', optional: true })
  columns?: ExportColumn[];

  /** One row per agency, or one per service. */
  @OneOf(['agency', 'service'], { label: '1行の単位', optional: true })
  per?: 'agency' | 'service';

  /** Ids of agencies, joined with commas: these instead of a search. */
  @Text({ label: '機関', max: 4000, min: 0, optional: true })
  ids?: string;

  asOrder(): ExportOrder {
    const agencyIds = idsOf(this.ids);
    return {
      search: agencyIds.length > 0 ? null : this.asRequest(),
      agencyIds,
      per: this.per ?? 'agency',
      // In the order of the table, whatever the order of the address.
      columns: this.columns?.length
        ? columnNames.filter((name) => this.columns!.includes(name))
        : usualColumns,
    };
  }
}

/** Which list is written, and how. */
export class AgencyExportQuery extends AgencyListQuery {
  @OneOf(exportFormats, { label: '形式' })
  format!: ExportFormat;
}

/** The ids in a list; what is no id is left out. */
export function idsOf(list: string | undefined): string[] {
  return [...new Set((list ?? '').split(',').filter((id) => isUUID(id)))].map((id) => id.toLowerCase());
}
