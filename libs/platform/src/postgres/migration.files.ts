import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MigrationInterface } from 'typeorm';

/** A migration as TypeORM takes it. */
export type MigrationClass = new () => MigrationInterface;

/** /migrations in the sources, dist/migrations in the built program: this file lies equally deep in both. */
const folder = join(import.meta.dirname, '../../../../migrations');

const fileName = /^(?<time>\d+)-.+(?<!\.d)\.(js|ts)$/;

/** The migrations this program knows, by their time stamps, oldest first. */
export function knownMigrations(): number[] {
  return files().map((name) => Number(fileName.exec(name)?.groups?.['time']));
}

/** Loads the migrations themselves; nobody needs them on an ordinary start. */
export async function loadMigrations(): Promise<MigrationClass[]> {
  const classes: MigrationClass[] = [];
  for (const file of files()) {
    const module = (await import(pathToFileURL(join(folder, file)).href)) as Record<string, MigrationClass>;
    classes.push(...Object.values(module));
  }
  return classes;
}

function files(): string[] {
  return readdirSync(folder)
    .filter((name) => fileName.test(name))
    .sort();
}
