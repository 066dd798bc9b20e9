import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { type AsyncFlateStreamHandler, Zip, type ZipInputFile } from 'fflate';
import { HsdsQueries } from './hsds.queries.js';
import { fixedRows, type HsdsRow, type HsdsTable, hsdsTables, rowsOfEntry } from './hsds.tables.js';

/** Who publishes the bulk file, under which licence, and when it was made. */
export interface BulkImprint {
  readonly title: string;
  readonly license: { readonly name: string; readonly title: string; readonly path: string };
  readonly created: string;
  readonly profile: string;
}

const packed = promisify(deflateRaw);
// Deflated, as the format of the file counts its ways.
const deflated = 8;
// Rows are short: each on its own would cost more than its content.
const pieceLength = 1 << 16;

/** The whole feed as one zip of CSV tables with a description of them (Frictionless Data Package). */
@Injectable()
export class HsdsBulk {
  constructor(private readonly queries: HsdsQueries) {}

  /** The octets of the file; the entries are read once, in small batches. */
  async zip(imprint: BulkImprint): Promise<Buffer> {
    const around = await this.queries.surroundings();
    const ready: Uint8Array[] = [];
    const zip = new Zip((problem, octets) => {
      if (problem) throw problem;
      ready.push(octets);
    });
    const description = new ZippedText(zip, 'datapackage.json');
    description.write(`${JSON.stringify(dataPackage(imprint), null, 2)}\n`);
    await description.end();
    const tables = hsdsTables.map((table) => ({ ...table, file: new ZippedText(zip, table.path) }));
    for (const { columns, file } of tables) file.write(`${columns.join(',')}\r\n`);
    const write = (rows: ReturnType<typeof rowsOfEntry>) => {
      for (const { name, columns, file } of tables)
        for (const row of rows[name] ?? []) file.write(csvLine(columns, row));
    };
    write(fixedRows(around.terms));
    for await (const record of this.queries.allEntries()) write(rowsOfEntry(record, around));
    for (const { file } of tables) await file.end();
    zip.end();
    return Buffer.concat(ready);
  }
}

/** One text in a zip. It is packed outside the thread that answers everybody else. */
class ZippedText implements ZipInputFile {
  readonly compression = deflated;
  size = 0;
  crc = 0;
  ondata?: AsyncFlateStreamHandler;
  private readonly pieces: Buffer[] = [];
  private waiting = '';

  constructor(
    zip: Zip,
    readonly filename: string,
  ) {
    zip.add(this);
  }

  write(text: string): void {
    this.waiting += text;
    if (this.waiting.length >= pieceLength) this.keep();
  }

  async end(): Promise<void> {
    this.keep();
    const octets = Buffer.concat(this.pieces.splice(0));
    this.size = octets.length;
    this.crc = crc32(octets);
    this.ondata!(null, await packed(octets), true);
  }

  private keep(): void {
    this.pieces.push(Buffer.from(this.waiting));
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
