import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { officialSchemas, schemaPatches } from '../../apps/api/src/hsds/profile/patches.js';
import { publishedSchema } from '../../apps/api/src/hsds/profile/published-schema.js';

const data = join(process.env['PORTAL_REAL_DATA'] ?? '../shared/data', 'hsds');
const folder = join(data, '3.1/schema');

/** Tests that need the official schemas, which are not in this repository. */
export const withOfficialSchemas = existsSync(folder) ? describe : describe.skip;

/** The official schemas of HSDS 3.1, and the profile on top of them. */
export class OfficialSchemas {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly raw = new Map<string, AnySchemaObject>();

  constructor() {
    addFormats.default(this.ajv);
    const files = readdirSync(folder).filter((file) => file.endsWith('.json') && !file.startsWith('openapi'));
    for (const file of files) {
      const schema = JSON.parse(readFileSync(join(folder, file), 'utf8')) as AnySchemaObject;
      this.raw.set(file.replace(/\.json$/, ''), schema);
      this.ajv.addSchema(schema, file);
      // Under the address by which the profile names it; the official files name one another by their file names.
      this.ajv.addSchema({ ...schema, $id: `${officialSchemas}/${file}` });
    }
    for (const [name, patch] of Object.entries(schemaPatches))
      this.ajv.addSchema(publishedSchema(name, patch, 'https://portal.example/hsds/schema'));
  }

  /** What the official schema has against it; [] is well. */
  faults(schema: string, value: unknown): string[] {
    return this.faultsBy(`${schema}.json`, value);
  }

  /** What the profile has against it. */
  profileFaults(schema: string, value: unknown): string[] {
    return this.faultsBy(`https://portal.example/hsds/schema/${schema}.json`, value);
  }

  private faultsBy(key: string, value: unknown): string[] {
    const validate = this.ajv.getSchema(key);
    if (!validate) throw new Error(`no schema ${key}`);
    void validate(value);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  }
}

/** A document of the official material. */
export function official(path: string): unknown {
  return JSON.parse(readFileSync(join(data, path), 'utf8'));
}

/** The documents of a folder of the official material. */
export function officialFiles(path: string): string[] {
  return readdirSync(join(data, path)).filter((file) => file.endsWith('.json'));
}
