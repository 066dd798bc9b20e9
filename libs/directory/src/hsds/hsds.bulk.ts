import { Injectable } from '@nestjs/common';
import { Zip, ZipDeflate } from 'fflate';
import { HsdsQueries } from './hsds.queries.js';
import { fixedRows, type HsdsRow, type HsdsTable, hsdsTables, rowsOfEntry } from './hsds.tables.js';

/** Who publishes the bulk file, under which licence, and when it was made. */
export interface BulkImprint {
  readonly title: string;
  readonly license: { readonly name: string; readonly title: string; readonly path: string };
  readonly created: string;
  readonly profile: string;
}

const encoder = new TextEncoder();
// The packer looks back over what came before each time: many short pieces would cost more than their content.
const pieceLength = 1 << 16;

/** The whole feed as one zip of CSV tables with a description of them (Frictionless Data Package). */
@Injectable()
export class HsdsBulk {
  constructor(private readonly queries: HsdsQueries) {}

  /** The octets of the file as they come; the entries are read once, in small batches. */
  async *zip(imprint: BulkImprint): AsyncGenerator<Uint8Array> {
    const around = await this.queries.surroundings();
    const ready: Uint8Array[] = [];
    const zip = new Zip((problem, octets) => {
      if (problem) throw problem;
      ready.push(octets);
    });
    const description = new ZippedText(zip, 'datapackage.json');
    description.write(`${JSON.stringify(dataPackage(imprint), null, 2)}\n`);
    description.end();
    const tables = hsdsTables.map((table) => ({ ...table, file: new ZippedText(zip, table.path) }));
    for (const { columns, file } of tables) file.write(`${columns.join(',')}\r\n`);
    const write = (rows: ReturnType<typeof rowsOfEntry>) => {
      for (const { name, columns, file } of tables)
        for (const row of rows[name] ?? []) file.write(csvLine(columns, row));
    };
    write(fixedRows(around.terms));
    for await (const record of this.queries.allEntries()) {
      write(rowsOfEntry(record, around));
      yield* ready.splice(0);
    }
    for (const { file } of tables) file.end();
    zip.end();
    yield* ready;
  }
}

/** One text in a zip, packed in pieces. */
class ZippedText {
  private readonly file: ZipDeflate;
  private waiting = '';

  constructor(zip: Zip, path: string) {
    this.file = new ZipDeflate(path, { level: 6 });
    zip.add(this.file);
  }

  write(text: string): void {
    this.waiting += text;
    if (this.waiting.length >= pieceLength) this.pack(false);
  }

  end(): void {
    this.pack(true);
  }

  private pack(last: boolean): void {
    this.file.push(encoder.encode(this.waiting), last);
    this.waiting = '';
  }
}

function csvLine(columns: readonly string[], row: HsdsRow): string {
  return `${columns.map((column) => cell(row[column])).join(',')}\r\n`;
}

function cell(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function dataPackage({ title, license, created, profile }: BulkImprint): object {
  return {
    profile: 'tabular-data-package',
    name: 'hsds-jp-employment-support',
    title,
    created,
    licenses: [license],
    sources: [{ title: 'HSDS-JP employment support', path: profile }],
    resources: hsdsTables.map(resource),
  };
}

function resource({ name, path, columns, numbers = [], points = {} }: HsdsTable): object {
  return {
    profile: 'tabular-data-resource',
    name,
    path,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    schema: {
      primaryKey: 'id',
      fields: columns.map((column) => ({
        name: column,
        type: numbers.includes(column) ? 'number' : 'string',
        ...(column === 'id' ? { constraints: { required: true, unique: true } } : {}),
      })),
      foreignKeys: Object.entries(points).map(([fields, target]) => ({
        fields,
        reference: { resource: target === name ? '' : target, fields: 'id' },
      })),
    },
  };
}
