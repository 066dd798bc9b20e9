import { createHash } from 'node:crypto';
import type { EntityMetadata } from 'typeorm';
import type { Tx } from './database.js';
import { type HotStatement, prepared } from './prepared.js';

type EntityClass<Row extends object> = new () => Row;
type ColumnOf<Row> = keyof Row & string;

/**
 * The rows of an entity that hold `value`, which nobody else can change until the transaction ends: what `find` with a lock
 * answers, prepared. Under row-level security planning costs more than reading, and every command begins with these.
 */
export async function lockRows<Row extends object>(
  tx: Tx,
  entity: EntityClass<Row>,
  by: ColumnOf<Row>,
  value: unknown,
  order: readonly ColumnOf<Row>[] = [],
): Promise<Row[]> {
  const { tablePath, columns, ...metadata } = metadataOf(tx, entity);
  const list = columns.map(({ databaseName, propertyName, type }) => {
    // As the object mapper reads it: a day is a word, not a moment.
    const column = type === 'date' ? `${databaseName}::text` : databaseName;
    return `${column} AS "${propertyName}"`;
  });
  const sorting = order.map((name) => metadata.column(name)).join(', ');
  const sql = `SELECT ${list.join(', ')} FROM ${tablePath} WHERE ${metadata.column(by)} = $1
    ${sorting === '' ? '' : `ORDER BY ${sorting}`} FOR UPDATE`;
  const rows = await prepared<Record<string, unknown>>(tx, named(sql), [value]);
  return rows.map((row) => Object.assign(new entity(), row));
}

/** Writes columns of one row of an entity: what `update` does, prepared. */
export async function writeRow<Row extends { readonly id: string }>(
  tx: Tx,
  entity: EntityClass<Row>,
  id: string,
  state: Partial<Row>,
): Promise<void> {
  const { tablePath, column } = metadataOf(tx, entity);
  const names = Object.keys(state) as ColumnOf<Row>[];
  const settings = names.map((name, at) => `${column(name)} = $${at + 2}`);
  const sql = `UPDATE ${tablePath} SET ${settings.join(', ')} WHERE id = $1`;
  await prepared(tx, named(sql), [id, ...names.map((name) => state[name])]);
}

function metadataOf(tx: Tx, entity: EntityClass<object>) {
  const metadata: EntityMetadata = tx.connection.getMetadata(entity);
  const { tablePath, columns } = metadata;
  const column = (name: string): string => {
    const found = metadata.findColumnWithPropertyName(name);
    if (!found) throw new Error(`${metadata.name} has no column for ${name}`);
    return found.databaseName;
  };
  return { tablePath, columns, column };
}

const statements = new Map<string, HotStatement>();

/** Equal texts have equal names; an entity has few of them. */
function named(sql: string): HotStatement {
  const known = statements.get(sql);
  if (known) return known;
  const statement = { name: `row.${createHash('sha1').update(sql).digest('base64url')}`, sql };
  statements.set(sql, statement);
  return statement;
}
