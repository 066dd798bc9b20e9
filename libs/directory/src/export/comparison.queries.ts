import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/identity';
import { Invalid, NotFound } from '#libs/platform';
import { AgencyExport } from './agency-export.service.js';
import { comparedValue, differs } from './compared-values.js';
import { type ExportColumn, exportColumns } from './export.columns.js';

/** So many agencies stand side by side on a sheet of paper. */
export const mostCompared = 4;

/** Agencies side by side: line by line, with what differs. */
export interface Comparison {
  readonly agencies: readonly { readonly id: string; readonly name: string }[];
  readonly lines: readonly {
    readonly column: ExportColumn;
    readonly label: string;
    readonly values: readonly (string | null)[];
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
    const rows = await this.lists.agencies(actor, agencyIds);
    if (rows.length < agencyIds.length) throw new NotFound();
    return {
      agencies: rows.map(({ entry: { id, name } }) => ({ id, name })),
      lines: columns
        .map((column) => {
          const values = rows.map((row) => comparedValue(column, row));
          return {
            column,
            label: exportColumns[column].label,
            values: values.map(({ text }) => text),
            differs: differs(column, values),
          };
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
