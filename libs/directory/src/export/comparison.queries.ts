import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Invalid, NotFound } from '#libs/platform';
import { AgencyExport } from './agency-export.service.js';
import { type ExportColumn, exportColumns } from './export.columns.js';

/** So many agencies stand side by side on a sheet of paper. */
export const mostCompared = 4;

/** Agencies side by side: line by line, with what differs. */
export interface Comparison {
  readonly agencies: readonly { readonly id: string; readonly name: string }[];
  readonly lines: readonly {
    readonly column: ExportColumn;
    readonly label: string;
    readonly values: readonly (string | number | null)[];
    readonly differs: boolean;
  }[];
}

const columns = (Object.keys(exportColumns) as ExportColumn[]).filter((column) => column !== 'name');

/** Puts agencies side by side. */
@Injectable()
export class ComparisonQueries {
  constructor(private readonly lists: AgencyExport) {}

  /**
   * Up to four agencies, each field as the reader may see it. A line of which nobody says anything is left out; with fewer
   * than two there is nothing to compare.
   * @throws {Invalid} @throws {NotFound}
   */
  async of(actor: Actor, agencyIds: readonly string[]): Promise<Comparison> {
    if (agencyIds.length < 2) return { agencies: [], lines: [] };
    if (agencyIds.length > mostCompared) throw wrongNumber();
    const rows: Record<string, string | number | null>[] = [];
    const order = { search: null, agencyIds, per: 'agency' as const, columns: ['name' as const, ...columns] };
    for await (const row of this.lists.objects(actor, order)) rows.push(row);
    if (rows.length < agencyIds.length) throw new NotFound();
    return {
      agencies: rows.map((row, at) => ({ id: agencyIds[at]!, name: String(row['name']) })),
      lines: columns
        .map((column) => {
          const values = rows.map((row) => row[column] ?? null);
          return { column, label: exportColumns[column].label, values, differs: new Set(values).size > 1 };
        })
        .filter(({ values }) => values.some((value) => value !== null)),
    };
  }
}

function wrongNumber(): Invalid {
  return new Invalid([
    { field: 'ids', label: '機関', detail: `機関: ${mostCompared}つまで選んでください。` },
  ]);
}
